#include "xp-undo-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-undo-work.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *page;  /* owned */
  XpDesk *desk;     /* owned */
  XpUndoList *list; /* owned; NULL: the question has it */
  int64_t blind_round;
  guint at; /* the line that is asked about */
  XpFormWindow *window;
  XpCellsView *view;
} Going;

static const int WIDTH = 1000, HEIGHT = 680, LEAST_LIST_HEIGHT = 200;

static void
free_going (gpointer data)
{
  Going *self = data;
  g_clear_pointer (&self->list, xp_undo_list_free);
  g_object_unref (self->desk);
  g_object_unref (self->page);
  g_free (self);
}

static const XpUndoLine *
get_line (const Going *self)
{
  return self->list->lines->pdata[self->at];
}

/* ---- done ---- */

static bool
go (XpFormWindow *window, gpointer data, GError **error)
{
  Going *self = data;
  const XpUndoLine *line = get_line (self);
  const int n = xp_undo_work_do_lines (self->desk, self->list, self->at, self->blind_round, error);
  if (n < line->n_steps)
    return false;
  g_autofree char *done =
    n > 1 ? g_strdup_printf (line->is_redo ? _ ("已重做%d步。") : _ ("已撤销%d步。"), n)
          : g_strdup_printf (line->is_redo ? _ ("已重做：%s") : _ ("已撤销：%s"), line->what);
  xp_page_tell_done (self->page, done);
  return true;
}

/* The window of the list makes room for the question. */
static void
ask_whether (Going *self)
{
  Going *going = g_new0 (Going, 1);
  *going = (Going){.page = g_object_ref (self->page),
                   .desk = g_object_ref (self->desk),
                   .list = g_steal_pointer (&self->list),
                   .blind_round = self->blind_round,
                   .at = self->at};
  const XpUndoLine *line = get_line (going);
  g_autofree char *title =
    g_strdup_printf (line->is_redo ? _ ("重做%d步？") : _ ("撤销%d步？"), line->n_steps);
  g_autofree char *about = g_strdup_printf (line->is_redo ? _ ("一直重做到这一步，连它一起：%s")
                                                          : _ ("一直撤到这一步，连它一起：%s"),
                                            line->what);
  g_autofree char *button =
    g_strdup_printf (line->is_redo ? _ ("重做%d步") : _ ("撤销%d步"), line->n_steps);
  xp_form_window_ask (
    xp_form_window_new (going->page, title, about, button, go, going, free_going));
}

static bool
take (XpFormWindow *window, gpointer data, GError **error)
{
  Going *self = data;
  self->at = xp_cells_view_get_selected (self->view);
  if (self->at >= self->list->lines->len)
    return true;
  if (get_line (self)->n_steps == 1)
    return go (window, self, error);
  ask_whether (self);
  return true;
}

static bool
close_it (XpFormWindow *window, gpointer data, GError **error)
{
  return true;
}

static void
activated_cb (Going *self, guint index)
{
  xp_form_window_answer (self->window);
}

/* ---- shown ---- */

static void
fill (Going *self)
{
  xp_cells_view_begin (self->view);
  for (guint i = 0; i < self->list->lines->len; i++) {
    const XpUndoLine *line = self->list->lines->pdata[i];
    g_autofree char *steps =
      g_strdup_printf (line->is_redo ? _ ("重做%d步") : _ ("撤销%d步"), line->n_steps);
    xp_cells_view_add (self->view, line->is_redo ? "left-out" : "", steps, line->what, NULL);
  }
  xp_cells_view_end (self->view);
}

static GtkWidget *
new_view (Going *self)
{
  const XpCellsColumn columns[] = {{_ ("回车就是"), 10, 0}, {_ ("谁，什么时候，做了什么"), 0, 0}};
  self->view = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_activatable (self->view, true);
  xp_cells_view_set_columns (self->view, columns, G_N_ELEMENTS (columns), _ ("撤销清单"));
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, LEAST_LIST_HEIGHT);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  g_signal_connect_swapped (self->view, "activated", G_CALLBACK (activated_cb), self);
  return GTK_WIDGET (self->view);
}

static char *
dup_about (const XpUndoList *list)
{
  const char *note = list->note != NULL ? list->note : "";
  if (list->lines->len == 0)
    return g_strdup_printf (_ ("没有可以撤销的改动。%s"), note);
  return g_strdup_printf (
    list->n_redo > 0 ? _ ("最新的在上面；写着“重做”的是撤销过的。选一行按回车，到那一步为止。%s")
                     : _ ("最新的在上面。选一行按回车，就撤到那一步为止，连它一起。%s"),
    note);
}

void
xp_undo_window_ask (GtkWidget *page, XpDesk *desk, int64_t blind_round)
{
  g_autoptr (GError) error = NULL;
  XpUndoList *list = xp_undo_work_list (desk, blind_round, &error);
  if (list == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  const bool is_empty = list->lines->len == 0;
  g_autofree char *about = dup_about (list);
  Going *self = g_new0 (Going, 1);
  *self = (Going){g_object_ref (page), g_object_ref (desk), list, blind_round};
  self->window = xp_form_window_new (page,
                                     _ ("撤销清单"),
                                     about,
                                     is_empty ? _ ("关上") : _ ("到这一步"),
                                     is_empty ? close_it : take,
                                     self,
                                     free_going);
  if (is_empty) {
    xp_form_window_hide_cancel (self->window);
    xp_form_window_ask (self->window);
    return;
  }
  xp_form_window_add_list (self->window, new_view (self));
  fill (self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  xp_form_window_ask (self->window);
  xp_cells_view_select (self->view, (guint) MIN (list->n_redo, (int) list->lines->len - 1));
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

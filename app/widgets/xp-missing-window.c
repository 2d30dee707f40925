#include "xp-missing-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-missing-work.h"
#include "xp-page.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *page;    /* owned */
  XpMissing *missing; /* owned */
  XpFormWindow *window;
  XpCellsView *list;
} Looking;

/* The list takes what is left of the window; at the largest text that is little. */
static const int WIDTH = 900, HEIGHT = 680, LEAST_LIST_HEIGHT = 200;

static void
free_looking (gpointer data)
{
  Looking *self = data;
  xp_missing_free (self->missing);
  g_object_unref (self->page);
  g_free (self);
}

static bool
go_there (XpFormWindow *window, gpointer data, GError **error)
{
  Looking *self = data;
  const guint at = xp_cells_view_get_selected (self->list);
  if (at >= self->missing->lines->len)
    return true;
  const XpMissingSheet sheet = ((XpMissingLine *) self->missing->lines->pdata[at])->sheet;
  gtk_widget_activate_action (self->page,
                              "win.go-to-cell",
                              "(iii)",
                              sheet.entrant_no,
                              sheet.judge_no,
                              sheet.item_at);
  return true;
}

static void
activated_cb (Looking *self, guint index)
{
  xp_form_window_answer (self->window);
}

static void
fill (Looking *self)
{
  xp_cells_view_begin (self->list);
  for (guint i = 0; i < self->missing->lines->len; i++) {
    const XpMissingLine *line = self->missing->lines->pdata[i];
    xp_cells_view_add (self->list,
                       "",
                       line->number,
                       line->who,
                       line->judge[0] != '\0' ? line->judge : _ ("合议"),
                       line->words,
                       NULL);
  }
  xp_cells_view_end (self->list);
}

static GtkWidget *
new_list (Looking *self)
{
  const XpCellsColumn columns[] = {{_ ("编号"), 6, 1},
                                   {_ ("哪一户"), 20, 0},
                                   {_ ("谁的表"), 8, 0},
                                   {_ ("还差什么"), 0, 0}};
  self->list = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("还差什么"));
  gtk_widget_set_size_request (GTK_WIDGET (self->list), -1, xp_text_scale_height (LEAST_LIST_HEIGHT));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (activated_cb), self);
  return GTK_WIDGET (self->list);
}

void
xp_missing_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, &error);
  if (loaded == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  Looking *self = g_new0 (Looking, 1);
  self->page = g_object_ref (page);
  self->missing = xp_missing_new (loaded);
  const bool is_all = self->missing->lines->len == 0;
  self->window = xp_form_window_new (page,
                                     _ ("还差什么"),
                                     self->missing->sentence,
                                     is_all ? _ ("关上") : _ ("到那里去"),
                                     go_there,
                                     self,
                                     free_looking);
  if (is_all) {
    xp_form_window_hide_cancel (self->window);
    xp_form_window_ask (self->window);
    return;
  }
  xp_form_window_add_list (self->window, new_list (self));
  fill (self);
  xp_form_window_set_size (self->window, WIDTH, HEIGHT);
  xp_form_window_ask (self->window);
  xp_cells_view_select (self->list, 0);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

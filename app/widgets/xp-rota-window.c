#include "xp-rota-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-recusal-work.h"
#include "xp-rota-work.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>

typedef struct {
  XpDesk *desk; /* owned */
  int64_t round_uid;
  XpRota *rota;         /* owned; what the list shows */
  XpFormWindow *window; /* borrowed, as its parts */
  XpCellsView *list;
  GtkLabel *loads;
  GtkEditable *judges;
} Turning;

/* The list takes what is left of the window; at the largest text that is little. */
static const int WIDTH = 900, HEIGHT = 680, LEAST_LIST_HEIGHT = 130;

static void
free_turning (gpointer data)
{
  Turning *self = data;
  g_clear_pointer (&self->rota, xp_rota_free);
  g_object_unref (self->desk);
  g_free (self);
}

/* Takes @rota. */
static void
show (Turning *self, XpRota *rota, bool is_proposed)
{
  if (rota == NULL)
    return;
  g_clear_pointer (&self->rota, xp_rota_free);
  self->rota = rota;
  xp_cells_view_begin (self->list);
  for (guint i = 0; i < rota->groups->len; i++) {
    const XpRotaGroup *group = rota->groups->pdata[i];
    g_autofree char *n = g_strdup_printf ("%d", group->n_entrants);
    xp_cells_view_add (self->list,
                       "",
                       group->group,
                       n,
                       group->names[0] != '\0' ? group->names : _ ("评委都打分"),
                       NULL);
  }
  xp_cells_view_end (self->list);
  g_autofree char *text =
    g_strdup_printf ("%s%s%s",
                     is_proposed ? _ ("这是排出来的，还没有定。看好了按“就这样定”。") : "",
                     is_proposed ? "\n" : "",
                     rota->loads[0] != '\0' ? rota->loads : _ ("现在没有分组，每位评委都打全村。"));
  gtk_label_set_label (self->loads, text);
}

static void
show_stored (Turning *self)
{
  show (self, xp_rota_work_load (self->desk, self->round_uid, NULL), false);
}

/* ---- deeds ---- */

static bool
close_window (XpFormWindow *window, gpointer data, GError **error)
{
  return true;
}

static bool
propose (XpFormWindow *window, gpointer data, GError **error)
{
  Turning *self = data;
  show (self, xp_rota_work_propose (self->desk, self->round_uid, error), true);
  return false;
}

static bool
take_proposed (XpFormWindow *window, gpointer data, GError **error)
{
  Turning *self = data;
  if (xp_rota_work_take (self->desk, self->round_uid, self->rota, error))
    show_stored (self);
  return false;
}

static bool
clear_all (XpFormWindow *window, gpointer data, GError **error)
{
  Turning *self = data;
  if (xp_rota_work_clear (self->desk, self->round_uid, error))
    show_stored (self);
  return false;
}

/* The group that is chosen, by hand: “李明、王秀兰”; nobody: all of them. */
static bool
set_group (XpFormWindow *window, gpointer data, GError **error)
{
  Turning *self = data;
  const guint at = xp_cells_view_get_selected (self->list);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (self->desk, self->round_uid, error);
  g_autoptr (GArray) judges = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) names =
    g_regex_split_simple ("[、，, 　]+", gtk_editable_get_text (self->judges), 0, 0);
  if (loaded == NULL || at >= self->rota->groups->len)
    return false;
  for (size_t i = 0; names[i] != NULL; i++) {
    const int judge_no =
      names[i][0] != '\0' ? xp_recusal_find_judge (loaded->round, names[i], error) : 0;
    if (judge_no == 0 && names[i][0] != '\0')
      return false;
    if (judge_no != 0)
      g_array_append_val (judges, judge_no);
  }
  const char *group = ((XpRotaGroup *) self->rota->groups->pdata[at])->group;
  if (xp_rota_work_set (self->desk, self->round_uid, group, judges, error))
    show_stored (self);
  return false;
}

static void
selected_cb (Turning *self, guint index)
{
  if (index < self->rota->groups->len)
    gtk_editable_set_text (self->judges, ((XpRotaGroup *) self->rota->groups->pdata[index])->names);
}

/* ---- the window ---- */

static GtkWidget *
new_list (Turning *self)
{
  const XpCellsColumn columns[] = {{_ ("哪一组"), 8, 0},
                                   {_ ("户数"), 8, 1},
                                   {_ ("由谁打分"), 0, 0}};
  self->list = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("分组互评"));
  gtk_widget_set_size_request (GTK_WIDGET (self->list), -1, xp_text_scale_height (LEAST_LIST_HEIGHT));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (selected_cb), self);

  /* It wraps at large text: what is said stands beside the list, which gives way to it. */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->loads = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->loads, TRUE);
  gtk_label_set_xalign (self->loads, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->loads));
  return box;
}

void
xp_rota_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRota) rota = xp_rota_work_load (desk, round_uid, &error);
  if (rota == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  Turning *self = g_new0 (Turning, 1);
  self->desk = g_object_ref (desk);
  self->round_uid = round_uid;
  self->window =
    xp_form_window_new (page,
                        _ ("分组互评"),
                        _ ("谁也不评自己那个组。分好以后，别的评委在这一组的分不算，也打不上。"),
                        _ ("关上"),
                        close_window,
                        self,
                        free_turning);
  xp_form_window_add_list (self->window, new_list (self));
  self->judges = xp_form_window_add_entry (self->window,
                                           _ ("选中的那一组由谁打分（用顿号隔开；空着就是都打）"),
                                           "");
  xp_form_window_add_button (self->window, _ ("不分组"), clear_all);
  xp_form_window_add_button (self->window, _ ("改这一组"), set_group);
  xp_form_window_add_button (self->window, _ ("就这样定"), take_proposed);
  xp_form_window_add_button (self->window, _ ("排一排"), propose);
  xp_form_window_hide_cancel (self->window);
  show (self, g_steal_pointer (&rota), false);
  xp_form_window_set_size (self->window, WIDTH, HEIGHT);
  xp_form_window_ask (self->window);
  xp_cells_view_select (self->list, 0);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

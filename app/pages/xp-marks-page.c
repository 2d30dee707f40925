/* xp-marks-page.c: the round that is typed, the household that is shown, what is on its way to the
 * disk. */
#include "xp-marks-page-private.h"

#include "xp-ballots-form.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>

static void xp_marks_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpMarksPage,
                               xp_marks_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_marks_page_page_init))

XpRound *
xp_marks_page_get_round (XpMarksPage *self)
{
  return xp_marking_get_round (self->marking);
}

/* ---- what is shown ---- */

void
xp_marks_page_show_echo (XpMarksPage *self, const char *text, bool is_refusal)
{
  xp_mark_sheet_show_echo (self->sheet, text, is_refusal);
}

void
xp_marks_page_show_typed (XpMarksPage *self)
{
  xp_mark_sheet_show_typed (self->sheet, &self->keys, self->item_at);
}

void
xp_marks_page_show_household (XpMarksPage *self)
{
  const XpMarkPlace place = xp_marks_page_get_place (self);
  xp_mark_sheet_show_household (self->sheet, &place);
  xp_marks_page_show_typed (self);
}

static gboolean
key_pressed_cb (
  XpMarksPage *self, guint keyval, guint keycode, GdkModifierType modifiers, gpointer controller)
{
  return xp_marks_page_key (self, keyval, modifiers);
}

static void
sidebar_left_cb (XpMarksPage *self, int entrant_no)
{
  if (entrant_no == XP_SIDEBAR_NOT_FOUND)
    xp_marks_page_show_echo (self,
                             _ ("没有找到这一户。可以打编号、门牌、姓名或拼音首字母。"),
                             true);
  if (entrant_no > 0)
    xp_marks_page_go_to (self, entrant_no);
  xp_page_take_focus (XP_PAGE (self));
}

/* ---- the round ---- */

static bool
is_checking (XpMarksPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "second") == 0;
}

static void
marking_changed_cb (XpMarksPage *self, int entrant_no)
{
  if (is_checking (self))
    xp_second_pane_show (self->second, self->marking);
  xp_entrant_sidebar_refresh (self->sidebar, entrant_no);
  if (xp_mark_cells_get_plan (self->cells)->round != xp_marks_page_get_round (self))
    xp_marks_page_show_view (self); /* somebody was added to the round */
  else if (entrant_no == 0 || entrant_no == self->entrant_no)
    xp_marks_page_show_household (self);
  else
    xp_mark_sheet_show_others (self->sheet);
}

static void
drop_round (XpMarksPage *self)
{
  if (self->marking != NULL)
    g_signal_handlers_disconnect_by_data (self->marking, self);
  xp_entrant_sidebar_set_marking (self->sidebar, NULL, 0);
  xp_mark_sheet_set_marking (self->sheet, NULL, NULL);
  xp_second_pane_show (self->second, NULL);
  g_clear_pointer (&self->cells, xp_mark_cells_free);
  g_clear_object (&self->marking);
  g_clear_handle_id (&self->slow_id, g_source_remove);
  self->n_pending = 0;
  self->is_moving = false;
  self->is_closing = false;
  g_array_set_size (self->waiting, 0);
  self->entrant_no = 0;
  self->has_last = false;
  self->last_closed_no = 0;
}

/* The round is loaded only where marks can be typed. */
static XpMarking *
load_marking (XpMarksPage *self, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = self->entry == 2
                                    ? xp_marking_new_second (self->desk, round_uid, &error)
                                    : xp_marking_new (self->desk, round_uid, &error);
  if (marking == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return NULL;
  }
  const XpRound *round = xp_marking_get_round (marking);
  if (round->stage == XP_STAGE_MARKING)
    return g_steal_pointer (&marking);
  g_autofree char *why =
    g_strdup_printf (_ ("%s现在在“%s”，不能打分。要打分，请在“评选”里选正在打分的，或者新开一次。"),
                     round->name,
                     xp_stage_get_word (round->stage));
  adw_status_page_set_description (self->empty, why);
  return NULL;
}

/* Whoever types the second entry is not to read the first one at the foot of the window. */
static void
tell_blindness (XpMarksPage *self)
{
  const int64_t uid =
    self->marking != NULL && self->entry == 2 ? xp_marks_page_get_round (self)->uid : 0;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.blind-round", "x", uid);
}

static void
set_round (XpMarksPage *self, int64_t round_uid)
{
  drop_round (self);
  adw_status_page_set_description (self->empty, _ ("在“评选”里新开一次，就可以在这里打分。"));
  if (self->desk != NULL && round_uid != 0)
    self->marking = load_marking (self, round_uid);
  tell_blindness (self);
  gtk_stack_set_visible_child_name (self->stack, self->marking != NULL ? "marks" : "empty");
  if (self->marking == NULL)
    return;

  g_signal_connect_swapped (self->marking, "changed", G_CALLBACK (marking_changed_cb), self);
  const XpRound *round = xp_marks_page_get_round (self);
  self->judge_no = xp_round_next_judge (round, -1);
  self->cells = xp_mark_cells_new (self->marking);
  if (!xp_mark_view_fits (self->view, round))
    self->view = XP_VIEW_SHEET;
  xp_mark_cells_set_view (self->cells, self->view);
  xp_mark_sheet_set_marking (self->sheet, self->marking, self->cells);
  xp_marks_page_follow_judge (self);
  xp_marks_page_show_saved (self);
  xp_marks_page_show_echo (self, "", false);
  const int first = xp_marking_next_open (self->marking, (int) round->n_entrants, self->judge_no);
  xp_marks_page_go_to (self, first > 0 ? first : 1);
}

/* What is on the screen stays as it is while nothing else was changed. */
static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpMarksPage *self = XP_MARKS_PAGE (page);
  const bool is_same = desk == self->desk && self->marking != NULL &&
                       xp_marks_page_get_round (self)->uid == round_uid &&
                       xp_marks_page_get_round (self)->stage == XP_STAGE_MARKING;
  if (is_same && !xp_desk_get_is_reader (desk)) /* what was typed elsewhere is not here yet */
    return;
  const int entrant_no =
    self->marking != NULL && desk == self->desk && xp_marks_page_get_round (self)->uid == round_uid
      ? self->entrant_no
      : 0;
  if (self->marking == NULL || entrant_no == 0)
    self->entry = 1;
  if (desk != self->desk) {
    drop_round (self);
    g_set_object (&self->desk, desk);
  }
  set_round (self, round_uid);
  if (self->marking != NULL && entrant_no > 0)
    xp_marks_page_go_to (self, entrant_no);
}

static void
take_focus (XpPage *page)
{
  XpMarksPage *self = XP_MARKS_PAGE (page);
  if (self->marking != NULL && is_checking (self)) {
    xp_second_pane_take_focus (self->second);
    return;
  }
  gtk_widget_grab_focus (self->marking != NULL ? GTK_WIDGET (self->sheet) : self->to_rounds);
}

static void
count_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  XpMarksPage *self = XP_MARKS_PAGE (widget);
  if (self->marking != NULL && xp_ballots_form_is_wanted (self->marking))
    xp_ballots_form_ask (widget, self->marking, self->item_at);
}

/* 核对, and back. */
static void
second_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  XpMarksPage *self = XP_MARKS_PAGE (widget);
  if (self->marking == NULL || self->n_pending > 0)
    return;
  const bool is_leaving = is_checking (self);
  if (!is_leaving)
    xp_second_pane_show (self->second, self->marking);
  gtk_stack_set_visible_child_name (self->stack, is_leaving ? "marks" : "second");
  xp_page_take_focus (XP_PAGE (self));
}

static void
second_left_cb (XpMarksPage *self, int entry)
{
  const int64_t uid = xp_marks_page_get_round (self)->uid;
  if (entry != self->entry) {
    self->entry = entry;
    set_round (self, uid);
  }
  if (self->marking != NULL)
    gtk_stack_set_visible_child_name (self->stack, "marks");
  xp_page_take_focus (XP_PAGE (self));
}

static void
to_rounds_cb (XpMarksPage *self)
{
  xp_page_go_to (GTK_WIDGET (self), "rounds");
}

static void
view_chosen_cb (XpMarksPage *self, int view)
{
  xp_marks_page_set_view (self, (XpMarkView) view);
  xp_page_take_focus (XP_PAGE (self));
}

static void
cell_pressed_cb (XpMarksPage *self, int row, int column)
{
  if (!self->is_moving)
    xp_marks_page_press_cell (self, row, column);
}

static void
xp_marks_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
  iface->take_focus = take_focus;
}

XpMarking *
xp_marks_page_get_marking (XpMarksPage *self)
{
  return self->marking;
}

bool
xp_marks_page_tell (XpMarksPage *self, const char *sentence)
{
  if (self->marking == NULL)
    return false;
  xp_marks_page_show_echo (self, sentence, false);
  return true;
}

int
xp_marks_page_get_entrant (XpMarksPage *self)
{
  return self->entrant_no;
}

XpMarkPlace
xp_marks_page_get_place (XpMarksPage *self)
{
  return (XpMarkPlace){self->entrant_no, self->judge_no, self->item_at};
}

XpMarkView
xp_marks_page_get_view (XpMarksPage *self)
{
  return self->view;
}

int
xp_marks_page_get_n_pending (XpMarksPage *self)
{
  return self->n_pending;
}

const char *
xp_marks_page_get_echo (XpMarksPage *self)
{
  return xp_mark_sheet_get_echo (self->sheet);
}

static void
xp_marks_page_dispose (GObject *object)
{
  XpMarksPage *self = XP_MARKS_PAGE (object);
  if (self->waiting != NULL)
    drop_round (self);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->waiting, g_array_unref);
  G_OBJECT_CLASS (xp_marks_page_parent_class)->dispose (object);
}

static void
xp_marks_page_class_init (XpMarksPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_marks_page_dispose;
  g_type_ensure (XP_TYPE_ENTRANT_SIDEBAR);
  g_type_ensure (XP_TYPE_MARK_SHEET);
  g_type_ensure (XP_TYPE_SECOND_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-marks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, empty);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, to_rounds);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, second);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, second_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_rounds_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_pressed_cb);
  gtk_widget_class_install_action (widget_class, "marks.count", NULL, count_cb);
  gtk_widget_class_install_action (widget_class, "marks.second", NULL, second_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "marks.second", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F7, 0, "marks.count", NULL);
}

static void
xp_marks_page_init (XpMarksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_text_scale_follow (GTK_WIDGET (self), xp_marks_page_settle_list);
  self->entry = 1;
  self->waiting = g_array_new (FALSE, FALSE, sizeof (WaitingKey));
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->sheet), keys);
}

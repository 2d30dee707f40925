/* xp-marks-page.c: the round that is typed, the household that is shown, what is on its way to the
 * disk. */
#include "xp-marks-page-private.h"

#include "xp-ballots-form.h"

#include <glib/gi18n.h>

/* An answer that is older is told: 正在存盘…. */
static const guint SLOW_SAVE_MS = 1000;

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

static void
show_saved (XpMarksPage *self)
{
  const bool is_slow = self->n_pending > 0 && g_get_monotonic_time () - self->oldest_pending_us >
                                                (gint64) SLOW_SAVE_MS * 1000;
  xp_mark_sheet_show_saved (self->sheet,
                            is_slow                ? _ ("正在存盘…")
                            : self->n_pending == 0 ? _ ("已存盘 ✓")
                                                   : "");
}

void
xp_marks_page_show_typed (XpMarksPage *self)
{
  xp_mark_sheet_show_typed (self->sheet, &self->keys, self->item_at);
}

void
xp_marks_page_show_household (XpMarksPage *self)
{
  xp_mark_sheet_show_household (self->sheet, self->entrant_no, self->judge_no);
  xp_mark_sheet_show_cursor (self->sheet, self->item_at);
  xp_marks_page_show_typed (self);
}

/* ---- going about ---- */

void
xp_marks_page_go_to (XpMarksPage *self, int entrant_no)
{
  if (xp_round_get_entrant (xp_marks_page_get_round (self), entrant_no) == NULL)
    return;
  self->entrant_no = entrant_no;
  self->item_at = 1;
  xp_mark_keys_clear (&self->keys);
  xp_marks_page_show_household (self);
  xp_entrant_sidebar_select (self->sidebar, entrant_no);
}

static void
go_to_next_open (XpMarksPage *self)
{
  const int next = xp_marking_next_open (self->marking, self->entrant_no, self->judge_no);
  if (next > 0) {
    xp_marks_page_go_to (self, next);
    return;
  }
  xp_marks_page_show_household (self);
  xp_marks_page_show_echo (self,
                           xp_marking_is_second (self->marking)
                             ? _ ("第二遍录完了。按 F8 看两遍哪里不一样。")
                             : _ ("都录完了。按 Alt+5 到“结果”，可以算分了。"),
                           false);
}

/* ---- putting ---- */

static gboolean
slow_cb (gpointer user_data)
{
  XpMarksPage *self = user_data;
  self->slow_id = 0;
  show_saved (self);
  return G_SOURCE_REMOVE;
}

static void
begin_pending (XpMarksPage *self)
{
  if (self->n_pending++ == 0)
    self->oldest_pending_us = g_get_monotonic_time ();
  show_saved (self);
  if (self->slow_id == 0)
    self->slow_id = g_timeout_add (SLOW_SAVE_MS + 50, slow_cb, self);
}

/* What was typed while the next household was on its way is for that one: no key is lost, and none
 * goes to the one before. */
static void
end_moving (XpMarksPage *self)
{
  self->is_moving = false;
  while (self->waiting->len > 0 && !self->is_moving) {
    const WaitingKey key = g_array_index (self->waiting, WaitingKey, 0);
    g_array_remove_index (self->waiting, 0);
    xp_marks_page_take_key (self, key.keyval, key.modifiers);
  }
}

static void
end_pending (XpMarksPage *self)
{
  self->n_pending--;
  if (self->n_pending == 0)
    g_clear_handle_id (&self->slow_id, g_source_remove);
  show_saved (self);
  if (self->n_pending == 0 && self->is_closing)
    xp_marks_page_close (self);
}

/* False when the answer is for a round that is no longer shown. */
static bool
take_answer (XpMarksPage *self, GObject *source, GAsyncResult *result, bool *out_is_saved)
{
  g_autoptr (GError) error = NULL;
  *out_is_saved = xp_marking_put_finish (XP_MARKING (source), result, &error);
  if (self->marking != XP_MARKING (source))
    return false;
  xp_mark_sheet_show_problem (self->sheet, *out_is_saved ? NULL : error->message);
  end_pending (self);
  return true;
}

static void
mark_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMarksPage) self = user_data;
  bool is_saved = false;
  if (take_answer (self, source, result, &is_saved) && !is_saved)
    xp_marks_page_show_household (self);
}

void
xp_marks_page_put (XpMarksPage *self, const XpEntry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *echo = xp_marking_echo (self->marking, entry, &error);
  if (echo == NULL) {
    xp_marks_page_show_echo (self, error->message, true);
    return;
  }
  const XpItem *item =
    xp_rubric_get_item (xp_marks_page_get_round (self)->rubric, entry->mark.item_at);
  xp_marks_page_show_echo (self, echo, false);
  if (item != NULL && entry->kind == XP_ENTRY_PUT)
    xp_mark_sheet_show_mark (self->sheet, item, &entry->mark);
  else if (item != NULL && entry->kind == XP_ENTRY_TAKE_BACK)
    xp_mark_sheet_show_mark (self->sheet, item, NULL);
  begin_pending (self);
  xp_marking_put_async (self->marking, entry, mark_saved_cb, g_object_ref (self));
}

XpEntry
xp_marks_page_new_entry (XpMarksPage *self, XpEntryKind kind)
{
  return (XpEntry){.kind = kind,
                   .mark = {.entrant_no = self->entrant_no,
                            .judge_no = self->judge_no,
                            .item_at = self->item_at,
                            .entry = 1}};
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMarksPage) self = user_data;
  bool is_saved = false;
  if (!take_answer (self, source, result, &is_saved))
    return;
  if (is_saved)
    go_to_next_open (self);
  end_moving (self);
}

/* The echo tells the sum of what is on disk: + waits for the findings before it. */
void
xp_marks_page_close (XpMarksPage *self)
{
  self->is_closing = self->n_pending > 0;
  self->is_moving = true;
  if (self->is_closing)
    return;

  XpEntry entry = xp_marks_page_new_entry (self, XP_ENTRY_CLOSE);
  entry.mark.item_at = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *echo = xp_marking_echo (self->marking, &entry, &error);
  if (echo == NULL) {
    xp_marks_page_show_echo (self, error->message, true);
    end_moving (self);
    return;
  }
  xp_marks_page_show_echo (self, echo, false);
  begin_pending (self);
  xp_marking_put_async (self->marking, &entry, closed_cb, g_object_ref (self));
}

void
xp_marks_page_put_state (XpMarksPage *self, int digit)
{
  if (digit >= XP_N_STATES) {
    xp_marks_page_show_echo (self, _ ("状态只有 0 到 6，请重新按。"), true);
    return;
  }
  XpEntry entry = xp_marks_page_new_entry (self, XP_ENTRY_STATE);
  entry.mark.item_at = 0;
  entry.state = (XpState) digit;
  g_autofree char *echo = xp_marking_echo (self->marking, &entry, NULL);
  xp_marks_page_show_echo (self, echo, false);
  begin_pending (self);
  self->is_moving = digit != XP_STATE_PRESENT;
  xp_marking_put_async (self->marking,
                        &entry,
                        digit == XP_STATE_PRESENT ? mark_saved_cb : closed_cb,
                        g_object_ref (self));
}

/* ---- undo ---- */

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMarksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  int entrant_no = 0;
  g_autofree char *sentence =
    xp_marking_undo_finish (XP_MARKING (source), result, &entrant_no, &error);
  if (self->marking != XP_MARKING (source))
    return;

  end_pending (self);
  xp_marks_page_show_echo (self, sentence != NULL ? sentence : error->message, sentence == NULL);
  if (sentence != NULL && entrant_no > 0 && entrant_no != self->entrant_no)
    xp_marks_page_go_to (self, entrant_no);
  else
    xp_marks_page_show_household (self);
  end_moving (self);
}

void
xp_marks_page_undo (XpMarksPage *self, bool is_redo)
{
  begin_pending (self);
  self->is_moving = true;
  xp_marking_undo_async (self->marking, is_redo, undone_cb, g_object_ref (self));
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
  xp_mark_sheet_show_progress (self->sheet);
  if (entrant_no == 0 || entrant_no == self->entrant_no) {
    const int item_at = self->item_at;
    xp_marks_page_show_household (self);
    self->item_at = item_at;
  }
}

static void
drop_round (XpMarksPage *self)
{
  if (self->marking != NULL)
    g_signal_handlers_disconnect_by_data (self->marking, self);
  xp_entrant_sidebar_set_marking (self->sidebar, NULL, 0);
  xp_mark_sheet_set_marking (self->sheet, NULL);
  xp_second_pane_show (self->second, NULL);
  g_clear_object (&self->marking);
  g_clear_handle_id (&self->slow_id, g_source_remove);
  self->n_pending = 0;
  self->is_moving = false;
  self->is_closing = false;
  g_array_set_size (self->waiting, 0);
  self->entrant_no = 0;
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

static void
set_round (XpMarksPage *self, int64_t round_uid)
{
  drop_round (self);
  adw_status_page_set_description (self->empty, _ ("在“评选”里新开一次，就可以在这里打分。"));
  if (self->desk != NULL && round_uid != 0)
    self->marking = load_marking (self, round_uid);
  gtk_stack_set_visible_child_name (self->stack, self->marking != NULL ? "marks" : "empty");
  if (self->marking == NULL)
    return;

  g_signal_connect_swapped (self->marking, "changed", G_CALLBACK (marking_changed_cb), self);
  const XpRound *round = xp_marks_page_get_round (self);
  self->judge_no = xp_round_next_judge (round, 0);
  xp_entrant_sidebar_set_marking (self->sidebar, self->marking, self->judge_no);
  xp_mark_sheet_set_marking (self->sheet, self->marking);
  show_saved (self);
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

int
xp_marks_page_get_entrant (XpMarksPage *self)
{
  return self->entrant_no;
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
  gtk_widget_class_install_action (widget_class, "marks.count", NULL, count_cb);
  gtk_widget_class_install_action (widget_class, "marks.second", NULL, second_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "marks.second", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F7, 0, "marks.count", NULL);
}

static void
xp_marks_page_init (XpMarksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entry = 1;
  self->waiting = g_array_new (FALSE, FALSE, sizeof (WaitingKey));
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->sheet), keys);
}

/* xp-marks-page-put.c: what is typed on its way to the disk, and what happens when it is there. */
#include "xp-marks-page-private.h"

#include "xp-alike.h"

#include <glib/gi18n.h>

/* An answer that is older is told: 正在存盘…. */
static const guint SLOW_SAVE_MS = 1000;

/* ---- what is on its way ---- */

void
xp_marks_page_show_saved (XpMarksPage *self)
{
  const bool is_slow = self->n_pending > 0 && g_get_monotonic_time () - self->oldest_pending_us >
                                                (gint64) SLOW_SAVE_MS * 1000;
  xp_mark_sheet_show_saved (self->sheet,
                            is_slow                ? _ ("正在存盘…")
                            : self->n_pending == 0 ? _ ("已存盘 ✓")
                                                   : "");
}

static gboolean
slow_cb (gpointer user_data)
{
  XpMarksPage *self = user_data;
  self->slow_id = 0;
  xp_marks_page_show_saved (self);
  return G_SOURCE_REMOVE;
}

/* @entry: NULL: what changes no cell. */
static void
begin_pending (XpMarksPage *self, const XpEntry *entry)
{
  xp_mark_cells_begin (self->cells, entry);
  if (self->n_pending++ == 0)
    self->oldest_pending_us = g_get_monotonic_time ();
  xp_marks_page_show_saved (self);
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
  xp_marks_page_show_saved (self);
  if (self->n_pending == 0 && self->is_closing)
    xp_marks_page_close (self);
}

/* False when the answer is for a round that is no longer shown. */
static bool
take_answer (XpMarksPage *self, GObject *source, GAsyncResult *result, bool *out_is_saved)
{
  g_autoptr (GError) error = NULL;
  if (self->marking == XP_MARKING (source))
    xp_mark_cells_end (self->cells);
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

/* The book refuses it too; here it is said before the key is gone. */
static bool
check_may_be_marked (XpMarksPage *self, const XpEntry *entry)
{
  const XpSheetTotal *sheet = xp_tally_get_sheet (xp_marking_get_tally (self->marking),
                                                  entry->mark.entrant_no,
                                                  entry->mark.judge_no);
  if (!sheet->is_recused)
    return true;
  xp_marks_page_show_echo (self,
                           _ ("这位评委对这一户回避，不能打分，没有记上。请换一位评委。"),
                           true);
  return false;
}

bool
xp_marks_page_put (XpMarksPage *self, const XpEntry *entry)
{
  g_autoptr (GError) error = NULL;
  if (!check_may_be_marked (self, entry))
    return false;
  g_autofree char *echo = xp_marking_echo (self->marking, entry, &error);
  if (echo == NULL) {
    xp_marks_page_show_echo (self, error->message, true);
    return false;
  }
  const XpMarkPlace place = {entry->mark.entrant_no, entry->mark.judge_no, entry->mark.item_at};
  xp_marks_page_show_echo (self, echo, false);
  begin_pending (self, entry);
  xp_mark_sheet_show_mark (self->sheet, &place);
  xp_marking_put_async (self->marking, entry, mark_saved_cb, g_object_ref (self));
  return true;
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
    xp_marks_page_go_on_after (self);
  end_moving (self);
}

/* Two households alike one after the other may be one sheet typed twice: said, and not stopped. */
static void
look_for_the_same (XpMarksPage *self)
{
  const XpRound *round = xp_marks_page_get_round (self);
  const XpTally *tally = xp_marking_get_tally (self->marking);
  const int last = self->last_closed_judge == self->judge_no ? self->last_closed_no : 0;
  self->last_closed_no = self->entrant_no;
  self->last_closed_judge = self->judge_no;
  if (last == 0 || !xp_alike_has_same_findings (tally, last, self->entrant_no, self->judge_no)) {
    xp_mark_sheet_show_notice (self->sheet, NULL);
    return;
  }
  g_autofree char *before = xp_entrant_dup_place_and_name (xp_round_get_entrant (round, last));
  g_autofree char *now =
    xp_entrant_dup_place_and_name (xp_round_get_entrant (round, self->entrant_no));
  g_autofree char *what = xp_alike_dup_findings (tally, self->entrant_no, self->judge_no);
  g_autofree char *notice = g_strdup_printf (
    _ (
      "%s和前面的%s打得一模一样（%s）。没错就接着打；打重了按 Ctrl+Z 撤销，打错了户按 Ctrl+M 移过去。"),
    now,
    before,
    what);
  xp_mark_sheet_show_notice (self->sheet, notice);
}

static void
sheet_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMarksPage) self = user_data;
  bool is_saved = false;
  if (!take_answer (self, source, result, &is_saved))
    return;
  if (is_saved) {
    look_for_the_same (self);
    xp_marks_page_go_on_after (self);
  }
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
  if (!check_may_be_marked (self, &entry)) {
    end_moving (self);
    return;
  }
  g_autoptr (GError) error = NULL;
  g_autofree char *echo = xp_marking_echo (self->marking, &entry, &error);
  if (echo == NULL) {
    xp_marks_page_show_echo (self, error->message, true);
    end_moving (self);
    return;
  }
  xp_marks_page_show_echo (self, echo, false);
  begin_pending (self, &entry);
  xp_marking_put_async (self->marking, &entry, sheet_closed_cb, g_object_ref (self));
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
  begin_pending (self, &entry);
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
  XpMark where = {0};
  if (self->marking == XP_MARKING (source))
    xp_mark_cells_end (self->cells);
  g_autofree char *sentence = xp_marking_undo_finish (XP_MARKING (source), result, &where, &error);
  if (self->marking != XP_MARKING (source))
    return;

  end_pending (self);
  xp_mark_sheet_show_notice (self->sheet, NULL);
  self->last_closed_no = 0;
  if (where.entrant_no > 0 && gtk_widget_get_mapped (GTK_WIDGET (self->sheet)))
    xp_marks_page_go_back_to (self, &where);
  xp_marks_page_show_household (self);
  xp_marks_page_show_echo (self, sentence != NULL ? sentence : error->message, sentence == NULL);
  end_moving (self);
}

void
xp_marks_page_undo (XpMarksPage *self, bool is_redo, int64_t act_no)
{
  begin_pending (self, NULL);
  self->is_moving = true;
  xp_marking_undo_async (self->marking, is_redo, act_no, undone_cb, g_object_ref (self));
}

bool
xp_marks_page_undo_act (XpMarksPage *self, int64_t act_no)
{
  if (self->marking == NULL)
    return false;
  if (self->is_moving)
    return true;
  xp_mark_keys_clear (&self->keys);
  xp_marks_page_undo (self, false, act_no);
  xp_marks_page_show_typed (self);
  return true;
}

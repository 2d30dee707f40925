#include "xp-marks-page.h"

#include "xp-decimal.h"
#include "xp-entrant-sidebar.h"
#include "xp-mark-keys.h"
#include "xp-mark-sheet.h"
#include "xp-marking.h"

#include <glib/gi18n.h>
#include <string.h>

/* An answer that is older is told: 正在存盘…. */
static const guint SLOW_SAVE_MS = 1000;

typedef struct {
  guint keyval;
  GdkModifierType modifiers;
} WaitingKey;

struct _XpMarksPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  AdwStatusPage *empty;
  GtkWidget *to_rounds;
  XpEntrantSidebar *sidebar;
  XpMarkSheet *sheet;

  XpDesk *desk;       /* owned; NULL: no book is open */
  XpMarking *marking; /* owned: the desk's side of this page; NULL: no round */
  XpMarkKeys keys;
  int entrant_no;
  int judge_no;
  int item_at;   /* the cursor's row, and the item whose value is typed */
  int n_pending; /* on their way to the disk */
  gint64 oldest_pending_us;
  bool is_closing; /* + waits for what is on its way */
  guint slow_id;
  bool is_moving;  /* another household is about to stand here: keys wait for it */
  GArray *waiting; /* of WaitingKey, in the order they were typed */
};

static void xp_marks_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpMarksPage,
                               xp_marks_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_marks_page_page_init))

static XpRound *
get_round (XpMarksPage *self)
{
  return xp_marking_get_round (self->marking);
}

/* ---- what is shown ---- */

static void
show_echo (XpMarksPage *self, const char *text, bool is_refusal)
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

static void
show_typed (XpMarksPage *self)
{
  xp_mark_sheet_show_typed (self->sheet, &self->keys, self->item_at);
}

static void
show_household (XpMarksPage *self)
{
  xp_mark_sheet_show_household (self->sheet, self->entrant_no, self->judge_no);
  xp_mark_sheet_show_cursor (self->sheet, self->item_at);
  show_typed (self);
}

/* ---- going about ---- */

static void
go_to (XpMarksPage *self, int entrant_no)
{
  if (xp_round_get_entrant (get_round (self), entrant_no) == NULL)
    return;
  self->entrant_no = entrant_no;
  self->item_at = 1;
  xp_mark_keys_clear (&self->keys);
  show_household (self);
  xp_entrant_sidebar_select (self->sidebar, entrant_no);
}

static void
go_to_next_open (XpMarksPage *self)
{
  const int next = xp_marking_next_open (self->marking, self->entrant_no, self->judge_no);
  if (next > 0) {
    go_to (self, next);
    return;
  }
  show_household (self);
  show_echo (self, _ ("都录完了。按 Alt+5 到“结果”，可以算分了。"), false);
}

static bool
has_one_sheet (const XpRound *round)
{
  const int first = xp_round_next_judge (round, 0);
  return xp_round_next_judge (round, first) == first;
}

/* “1 李明　2 王秀兰”: those who score, by the number that F2 is followed by. */
static void
list_judges (XpMarksPage *self)
{
  const XpRound *round = get_round (self);
  if (has_one_sheet (round)) {
    xp_mark_keys_clear (&self->keys);
    show_echo (self, _ ("这次评选只有一份打分表，不用换评委。"), false);
    return;
  }
  g_autoptr (GString) text = g_string_new (_ ("按号再回车："));
  for (size_t i = 0; i < round->n_judges; i++)
    if (xp_round_is_scoring (round, round->judges[i].no))
      g_string_append_printf (text, "　%d %s", round->judges[i].no, round->judges[i].name);
  show_echo (self, text->str, false);
}

/* @judge_no: 0: the next one. */
static void
change_judge (XpMarksPage *self, int judge_no)
{
  const XpRound *round = get_round (self);
  if (has_one_sheet (round))
    return;
  if (judge_no != 0 && xp_round_next_judge (round, judge_no - 1) != judge_no) {
    show_echo (self, _ ("没有这一位评委。按 F2 看名单，再按号。"), true);
    return;
  }
  self->judge_no = judge_no != 0 ? judge_no : xp_round_next_judge (round, self->judge_no);
  xp_mark_keys_clear (&self->keys);
  show_echo (self, "", false);
  xp_entrant_sidebar_set_marking (self->sidebar, self->marking, self->judge_no);
  show_household (self);
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

static void close_household (XpMarksPage *self);
static void handle_key (XpMarksPage *self, guint keyval, GdkModifierType modifiers);

/* What was typed while the next household was on its way is for that one: no key is lost, and none
 * goes to the one before. */
static void
end_moving (XpMarksPage *self)
{
  self->is_moving = false;
  while (self->waiting->len > 0 && !self->is_moving) {
    const WaitingKey key = g_array_index (self->waiting, WaitingKey, 0);
    g_array_remove_index (self->waiting, 0);
    handle_key (self, key.keyval, key.modifiers);
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
    close_household (self);
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
    show_household (self);
}

static void
put (XpMarksPage *self, const XpEntry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *echo = xp_marking_echo (self->marking, entry, &error);
  if (echo == NULL) {
    show_echo (self, error->message, true);
    return;
  }
  const XpItem *item = xp_rubric_get_item (get_round (self)->rubric, entry->mark.item_at);
  show_echo (self, echo, false);
  if (item != NULL && entry->kind == XP_ENTRY_PUT)
    xp_mark_sheet_show_mark (self->sheet, item, &entry->mark);
  else if (item != NULL && entry->kind == XP_ENTRY_TAKE_BACK)
    xp_mark_sheet_show_mark (self->sheet, item, NULL);
  begin_pending (self);
  xp_marking_put_async (self->marking, entry, mark_saved_cb, g_object_ref (self));
}

static XpEntry
new_entry (XpMarksPage *self, XpEntryKind kind)
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
static void
close_household (XpMarksPage *self)
{
  self->is_closing = self->n_pending > 0;
  self->is_moving = true;
  if (self->is_closing)
    return;

  XpEntry entry = new_entry (self, XP_ENTRY_CLOSE);
  entry.mark.item_at = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *echo = xp_marking_echo (self->marking, &entry, &error);
  if (echo == NULL) {
    show_echo (self, error->message, true);
    end_moving (self);
    return;
  }
  show_echo (self, echo, false);
  begin_pending (self);
  xp_marking_put_async (self->marking, &entry, closed_cb, g_object_ref (self));
}

static void
put_state (XpMarksPage *self, int digit)
{
  if (digit >= XP_N_STATES) {
    show_echo (self, _ ("状态只有 0 到 6，请重新按。"), true);
    return;
  }
  XpEntry entry = new_entry (self, XP_ENTRY_STATE);
  entry.mark.item_at = 0;
  entry.state = (XpState) digit;
  g_autofree char *echo = xp_marking_echo (self->marking, &entry, NULL);
  show_echo (self, echo, false);
  begin_pending (self);
  self->is_moving = digit != XP_STATE_PRESENT;
  xp_marking_put_async (self->marking,
                        &entry,
                        digit == XP_STATE_PRESENT ? mark_saved_cb : closed_cb,
                        g_object_ref (self));
}

static void
put_value (XpMarksPage *self, const char *text)
{
  const XpItem *item = xp_rubric_get_item (get_round (self)->rubric, self->item_at);
  int64_t hundredths = 0;
  if (item == NULL)
    return;
  const bool is_count = item->mode != XP_MODE_SCORE;
  if (!xp_decimal_from_text (text, &hundredths) || (is_count && hundredths % 100 != 0)) {
    g_autofree char *sentence =
      is_count ? g_strdup_printf (_ ("第%s项 %s记的是几%s，“%s”不是整数。"),
                                  item->no,
                                  item->name,
                                  item->unit[0] != '\0' ? item->unit : C_ ("几次", "次"),
                                  text)
               : g_strdup_printf (_ ("第%s项 %s：“%s”不是分数。"), item->no, item->name, text);
    show_echo (self, sentence, true);
    return;
  }
  const bool is_gone = is_count && hundredths == 0;
  XpEntry entry = new_entry (self, is_gone ? XP_ENTRY_TAKE_BACK : XP_ENTRY_PUT);
  entry.mark.entered = is_count ? hundredths / 100 : hundredths;
  put (self, &entry);
}

static void
put_not_applicable (XpMarksPage *self)
{
  XpEntry entry = new_entry (self, XP_ENTRY_PUT);
  entry.mark.is_not_applicable = true;
  put (self, &entry);
}

static const XpItem *
find_item (XpMarksPage *self, const char *prefix, const char *no)
{
  g_autofree char *whole = g_strconcat (prefix, no, NULL);
  const XpItem *item = xp_rubric_lookup_item (get_round (self)->rubric, whole);
  if (item == NULL) {
    g_autofree char *sentence = g_strdup_printf (_ ("评分表里没有第%s项，请重新按。"), whole);
    show_echo (self, sentence, true);
  }
  return item;
}

/* A veto answered 是, a gate answered 否; the same again takes it back. */
static void
put_answer (XpMarksPage *self, const char *prefix, const char *no, int64_t answer)
{
  const XpItem *item = find_item (self, prefix, no);
  XpMark there;
  if (item == NULL)
    return;
  self->item_at = item->at;
  const bool is_there = xp_tally_get_mark (xp_marking_get_tally (self->marking),
                                           self->entrant_no,
                                           self->judge_no,
                                           item->at,
                                           &there) &&
                        there.entered == answer;
  XpEntry entry = new_entry (self, is_there ? XP_ENTRY_TAKE_BACK : XP_ENTRY_PUT);
  entry.mark.entered = answer;
  put (self, &entry);
}

static void
choose_item (XpMarksPage *self, const char *no)
{
  const XpItem *item = no[0] != '\0' ? find_item (self, "", no)
                                     : xp_rubric_get_item (get_round (self)->rubric, self->item_at);
  if (item == NULL)
    return;
  self->item_at = item->at;
  xp_mark_sheet_show_cursor (self->sheet, self->item_at);
  if (!xp_mode_has_points (item->mode)) {
    show_echo (self,
               item->mode == XP_MODE_VETO ? _ ("一票否决请按 * 再按项号。")
                                          : _ ("资格不符请按 / 再按项号。"),
               true);
    return;
  }
  xp_mark_keys_expect_value (&self->keys);
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
  show_echo (self, sentence != NULL ? sentence : error->message, sentence == NULL);
  if (sentence != NULL && entrant_no > 0 && entrant_no != self->entrant_no)
    go_to (self, entrant_no);
  else
    show_household (self);
  end_moving (self);
}

static void
undo (XpMarksPage *self, bool is_redo)
{
  begin_pending (self);
  self->is_moving = true;
  xp_marking_undo_async (self->marking, is_redo, undone_cb, g_object_ref (self));
}

/* ---- keys ---- */

static void
move_row (XpMarksPage *self, int by)
{
  const int n_items = (int) get_round (self)->rubric->n_items;
  xp_mark_keys_clear (&self->keys);
  self->item_at = CLAMP (self->item_at + by, 1, n_items);
  xp_mark_sheet_show_cursor (self->sheet, self->item_at);
}

static void
move_household (XpMarksPage *self, int by)
{
  const int n = (int) get_round (self)->n_entrants;
  go_to (self, (self->entrant_no - 1 + by + n) % n + 1);
}

static void
search_with (XpMarksPage *self, guint keyval)
{
  const guint32 c = gdk_keyval_to_unicode (keyval);
  const bool is_letter = c < 0x80 && g_ascii_isalpha ((char) c);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), TRUE);
  xp_entrant_sidebar_begin_search (self->sidebar, is_letter ? (char) c : '\0');
}

static void
do_action (XpMarksPage *self, const XpMarkAction *action, guint keyval, bool had_typed)
{
  XpEntry entry;
  switch (action->what) {
  case XP_MARK_KEY_ITEM:
    choose_item (self, action->text);
    break;
  case XP_MARK_KEY_PUT:
    put_value (self, action->text);
    break;
  case XP_MARK_KEY_NOT_APPLICABLE:
    put_not_applicable (self);
    break;
  case XP_MARK_KEY_TAKE_BACK:
    entry = new_entry (self, XP_ENTRY_TAKE_BACK);
    put (self, &entry);
    break;
  case XP_MARK_KEY_VETO:
    put_answer (self, "V", action->text, 1);
    break;
  case XP_MARK_KEY_GATE:
    put_answer (self, "G", action->text, 0);
    break;
  case XP_MARK_KEY_STATE:
    put_state (self, action->number);
    break;
  case XP_MARK_KEY_CLOSE:
    close_household (self);
    break;
  case XP_MARK_KEY_ROW:
    move_row (self, action->number);
    break;
  case XP_MARK_KEY_HOUSEHOLD:
    move_household (self, action->number);
    break;
  case XP_MARK_KEY_UNDO:
    if (had_typed) /* what is not on disk yet goes first */
      show_echo (self, _ ("刚打的还没记上，不要了。再按一次 Ctrl+Z 才撤前面记好的。"), false);
    else
      undo (self, false);
    break;
  case XP_MARK_KEY_REDO:
    undo (self, true);
    break;
  case XP_MARK_KEY_SEARCH:
    search_with (self, keyval);
    break;
  case XP_MARK_KEY_JUDGES:
    list_judges (self);
    break;
  case XP_MARK_KEY_JUDGE:
    change_judge (self, action->number);
    break;
  case XP_MARK_KEY_FOLD:
    gtk_widget_set_visible (GTK_WIDGET (self->sidebar),
                            !gtk_widget_get_visible (GTK_WIDGET (self->sidebar)));
    break;
  case XP_MARK_KEY_PENDING:
    show_echo (self, _ ("前面打的数还没有按回车。按回车记上，或按 Esc 不要。"), true);
    break;
  case XP_MARK_KEY_NONE:
  case XP_MARK_KEY_TYPED:
  default:
    break;
  }
}

static void
handle_key (XpMarksPage *self, guint keyval, GdkModifierType modifiers)
{
  const bool had_typed = self->keys.typing != XP_TYPING_ITEM || self->keys.text[0] != '\0';
  const XpMarkAction action =
    xp_mark_keys_press (&self->keys, keyval, (modifiers & GDK_CONTROL_MASK) != 0);
  if (action.what == XP_MARK_KEY_UNDO && had_typed)
    xp_mark_keys_clear (&self->keys);
  do_action (self, &action, keyval, had_typed);
  if (self->marking != NULL)
    show_typed (self);
}

gboolean
xp_marks_page_key (XpMarksPage *self, guint keyval, GdkModifierType modifiers)
{
  XpMarkKeys tried = self->keys;
  if (self->marking == NULL || (modifiers & GDK_ALT_MASK) != 0)
    return FALSE;
  if (self->is_moving) {
    const WaitingKey key = {keyval, modifiers};
    g_array_append_val (self->waiting, key);
    return TRUE;
  }
  if (xp_mark_keys_press (&tried, keyval, (modifiers & GDK_CONTROL_MASK) != 0).what ==
      XP_MARK_KEY_NONE)
    return FALSE;
  handle_key (self, keyval, modifiers);
  return TRUE;
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
    show_echo (self, _ ("没有找到这一户。可以打编号、门牌、姓名或拼音首字母。"), true);
  if (entrant_no > 0)
    go_to (self, entrant_no);
  xp_page_take_focus (XP_PAGE (self));
}

/* ---- the round ---- */

static void
marking_changed_cb (XpMarksPage *self, int entrant_no)
{
  xp_entrant_sidebar_refresh (self->sidebar, entrant_no);
  xp_mark_sheet_show_progress (self->sheet);
  if (entrant_no == 0 || entrant_no == self->entrant_no) {
    const int item_at = self->item_at;
    show_household (self);
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
  g_autoptr (XpMarking) marking = xp_marking_new (self->desk, round_uid, &error);
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
  const XpRound *round = get_round (self);
  self->judge_no = xp_round_next_judge (round, 0);
  xp_entrant_sidebar_set_marking (self->sidebar, self->marking, self->judge_no);
  xp_mark_sheet_set_marking (self->sheet, self->marking);
  show_saved (self);
  show_echo (self, "", false);
  const int first = xp_marking_next_open (self->marking, (int) round->n_entrants, self->judge_no);
  go_to (self, first > 0 ? first : 1);
}

/* What is on the screen stays as it is while nothing else was changed. */
static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpMarksPage *self = XP_MARKS_PAGE (page);
  const bool is_same = desk == self->desk && self->marking != NULL &&
                       get_round (self)->uid == round_uid &&
                       get_round (self)->stage == XP_STAGE_MARKING;
  if (is_same && !xp_desk_get_is_reader (desk)) /* what was typed elsewhere is not here yet */
    return;
  const int entrant_no =
    self->marking != NULL && desk == self->desk && get_round (self)->uid == round_uid
      ? self->entrant_no
      : 0;
  if (desk != self->desk) {
    drop_round (self);
    g_set_object (&self->desk, desk);
  }
  set_round (self, round_uid);
  if (self->marking != NULL && entrant_no > 0)
    go_to (self, entrant_no);
}

static void
take_focus (XpPage *page)
{
  XpMarksPage *self = XP_MARKS_PAGE (page);
  gtk_widget_grab_focus (self->marking != NULL ? GTK_WIDGET (self->sheet) : self->to_rounds);
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
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-marks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, empty);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, to_rounds);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, sheet);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_rounds_cb);
}

static void
xp_marks_page_init (XpMarksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (WaitingKey));
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->sheet), keys);
}

/* xp-marks-page-keys.c: what a key does on the page of 打分. */
#include "xp-marks-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* A key, and what it means now. */
typedef struct {
  XpMarkAction action;
  guint keyval;
  bool had_typed; /* something stood there that is not on disk yet */
} Press;

/* ---- judges ---- */

static bool
has_one_sheet (const XpRound *round)
{
  const int first = xp_round_next_judge (round, -1);
  return xp_round_next_judge (round, first) == first;
}

/* “1 李明　2 王秀兰”: those who score, by the number that F2 is followed by. */
static void
list_judges (XpMarksPage *self, const Press *press)
{
  const XpRound *round = xp_marks_page_get_round (self);
  if (has_one_sheet (round)) {
    xp_mark_keys_clear (&self->keys);
    xp_marks_page_show_echo (self, _ ("这次评选只有一份打分表，不用换评委。"), false);
    return;
  }
  g_autoptr (GString) text = g_string_new (_ ("按号再回车："));
  for (size_t i = 0; i < round->n_judges; i++)
    if (xp_round_is_scoring (round, round->judges[i].no))
      g_string_append_printf (text, "　%d %s", round->judges[i].no, round->judges[i].name);
  xp_marks_page_show_echo (self, text->str, false);
}

/* @judge_no: 0: the next one. */
static void
change_judge (XpMarksPage *self, int judge_no)
{
  const XpRound *round = xp_marks_page_get_round (self);
  if (has_one_sheet (round))
    return;
  if (judge_no != 0 && xp_round_next_judge (round, judge_no - 1) != judge_no) {
    xp_marks_page_show_echo (self, _ ("没有这一位评委。按 F2 看名单，再按号。"), true);
    return;
  }
  const int next = judge_no != 0 ? judge_no : xp_round_next_judge (round, self->judge_no);
  const XpMarkPlace place = {self->entrant_no, next, self->item_at};
  xp_marks_page_show_echo (self, "", false);
  xp_marks_page_move_to (self, &place);
}

/* ---- values ---- */

/* What is nothing by being nothing: no finding is the same as a blank. */
static bool
is_blank (const XpItem *item, int64_t entered)
{
  return entered == 0 && (item->mode == XP_MODE_DEDUCT || item->mode == XP_MODE_ADD ||
                          item->mode == XP_MODE_TIER || item->mode == XP_MODE_PAIR);
}

/* 1 is 是, 0 is 否: there is no key for the words. */
static bool
read_value (const XpItem *item, const char *text, int64_t *out_entered, GError **error)
{
  if (item->mode != XP_MODE_CHECK && item->mode != XP_MODE_STAR)
    return xp_mark_parse (item, text, out_entered, error);
  *out_entered = strcmp (text, "1") == 0 ? 1 : strcmp (text, "0") == 0 ? 0 : -1;
  return xp_mark_check (item, *out_entered, error);
}

/* False, and said: these have keys of their own. */
static bool
check_takes_value (XpMarksPage *self, const XpItem *item)
{
  if (item->mode != XP_MODE_VETO && item->mode != XP_MODE_GATE)
    return true;
  xp_marks_page_show_echo (self,
                           item->mode == XP_MODE_VETO ? _ ("一票否决请按 * 再按项号。")
                                                      : _ ("资格不符请按 / 再按项号。"),
                           true);
  return false;
}

static bool
put_value (XpMarksPage *self, const char *text)
{
  const XpItem *item = xp_rubric_get_item (xp_marks_page_get_round (self)->rubric, self->item_at);
  g_autoptr (GError) error = NULL;
  int64_t entered = 0;
  if (item == NULL || !check_takes_value (self, item))
    return false;
  if (!read_value (item, text, &entered, &error)) {
    xp_marks_page_show_echo (self, error->message, true);
    return false;
  }
  const bool is_gone = is_blank (item, entered);
  XpEntry entry = xp_marks_page_new_entry (self, is_gone ? XP_ENTRY_TAKE_BACK : XP_ENTRY_PUT);
  entry.mark.entered = entered;
  if (!xp_marks_page_put (self, &entry))
    return false;
  self->has_last = true;
  self->last = entry.mark;
  return true;
}

static const XpItem *
find_item (XpMarksPage *self, const char *prefix, const char *no)
{
  g_autofree char *whole = g_strconcat (prefix, no, NULL);
  const XpItem *item = xp_rubric_lookup_item (xp_marks_page_get_round (self)->rubric, whole);
  if (item == NULL) {
    g_autofree char *sentence = g_strdup_printf (_ ("评分表里没有第%s项，请重新按。"), whole);
    xp_marks_page_show_echo (self, sentence, true);
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
  xp_marks_page_choose_item (self, item->at);
  const bool is_there = xp_tally_get_mark (xp_marking_get_tally (self->marking),
                                           self->entrant_no,
                                           self->judge_no,
                                           item->at,
                                           &there) &&
                        there.entered == answer;
  XpEntry entry = xp_marks_page_new_entry (self, is_there ? XP_ENTRY_TAKE_BACK : XP_ENTRY_PUT);
  entry.mark.entered = answer;
  xp_marks_page_put (self, &entry);
}

/* True where it is not this judge's: who it is, is said. */
static bool
tell_who_marks (XpMarksPage *self, const XpItem *item)
{
  const XpEntry entry = xp_marks_page_new_entry (self, XP_ENTRY_PUT);
  g_autoptr (GError) error = NULL;
  if (xp_round_marks (xp_marks_page_get_round (self), self->judge_no, item))
    return false;
  g_autofree char *echo = xp_marking_echo (self->marking, &entry, &error);
  xp_marks_page_show_echo (self, error != NULL ? error->message : echo, true);
  return true;
}

/* What may be typed where it is not simply a number. */
static void
tell_what_is_typed (XpMarksPage *self, const XpItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  if (item->mode == XP_MODE_GRADE)
    for (size_t i = 0; i < item->n_rungs; i++)
      g_string_append_printf (text, "%s%zu %s", i > 0 ? "　" : "", i + 1, item->rungs[i].word);
  else if (item->mode == XP_MODE_PAIR)
    g_string_assign (text, _ ("好几次按 +，不好几次按 -，比如 +2 或 -1"));
  else if (item->mode == XP_MODE_CHECK || item->mode == XP_MODE_STAR)
    g_string_assign (text, _ ("1 是　0 否"));
  if (text->len > 0)
    xp_marks_page_show_echo (self, text->str, false);
}

static void
choose_item (XpMarksPage *self, const char *no)
{
  const XpItem *item =
    no[0] != '\0' ? find_item (self, "", no)
                  : xp_rubric_get_item (xp_marks_page_get_round (self)->rubric, self->item_at);
  if (item == NULL)
    return;
  xp_marks_page_choose_item (self, item->at);
  if (!check_takes_value (self, item))
    return;
  if (tell_who_marks (self, item))
    return;
  xp_mark_keys_expect (&self->keys,
                       item->mode == XP_MODE_GRADE  ? XP_TYPING_WORD
                       : item->mode == XP_MODE_PAIR ? XP_TYPING_PAIR
                                                    : XP_TYPING_VALUE);
  tell_what_is_typed (self, item);
}

/* ---- what each key does ---- */

static void
choose (XpMarksPage *self, const Press *press)
{
  choose_item (self, press->action.text);
}

/* Where the cursor of a grid goes when the value was taken. */
static void
step_behind (XpMarksPage *self, const Press *press)
{
  if (press->action.number != XP_STEP_NONE)
    xp_marks_page_step (self, (XpMarkStep) press->action.number);
}

static void
put_typed (XpMarksPage *self, const Press *press)
{
  if (put_value (self, press->action.text))
    step_behind (self, press);
}

static void
put_not_applicable (XpMarksPage *self, const Press *press)
{
  XpEntry entry = xp_marks_page_new_entry (self, XP_ENTRY_PUT);
  entry.mark.is_not_applicable = true;
  if (!xp_marks_page_put (self, &entry))
    return;
  self->has_last = true;
  self->last = entry.mark;
  step_behind (self, press);
}

static void
take_back (XpMarksPage *self, const Press *press)
{
  const XpEntry entry = xp_marks_page_new_entry (self, XP_ENTRY_TAKE_BACK);
  xp_marks_page_put (self, &entry);
}

static void
answer_veto (XpMarksPage *self, const Press *press)
{
  put_answer (self, "V", press->action.text, 1);
}

static void
answer_gate (XpMarksPage *self, const Press *press)
{
  put_answer (self, "G", press->action.text, 0);
}

/* What has no key of its own on the keypad is behind - too. */
static void
list_states (XpMarksPage *self, const Press *press)
{
  xp_marks_page_show_echo (
    self,
    _ ("1 没碰上人  2 本次不参评  3 全家在外  4 没人住  5 另行评议  6 暂缓  0 收回\n"
       "- 下一个没打的  . 去第几户  / 换评委  * 换看法  7 重复  8 回避  9 撤销  回车 写原因"),
    false);
}

static void
put_state (XpMarksPage *self, const Press *press)
{
  self->stated_no = self->entrant_no;
  xp_marks_page_put_state (self, press->action.number);
}

static void
recuse (XpMarksPage *self, const Press *press)
{
  xp_marks_page_show_echo (self, "", false); /* - is answered, whatever becomes of the question */
  xp_marks_page_recuse (self);
}

static void
ask_reason (XpMarksPage *self, const Press *press)
{
  xp_marks_page_show_echo (self, "", false);
  xp_marks_page_ask_reason (self);
}

static void
close_household (XpMarksPage *self, const Press *press)
{
  xp_marks_page_close (self);
}

static void
move_row (XpMarksPage *self, const Press *press)
{
  const int n_items = (int) xp_marks_page_get_round (self)->rubric->n_items;
  xp_marks_page_choose_item (self, CLAMP (self->item_at + press->action.number, 1, n_items));
}

static void
move_household (XpMarksPage *self, const Press *press)
{
  const int n = (int) xp_marks_page_get_round (self)->n_entrants;
  xp_marks_page_show_echo (self, "", false);
  xp_marks_page_go_to (self, (self->entrant_no - 1 + press->action.number + n) % n + 1);
}

static void
step (XpMarksPage *self, const Press *press)
{
  xp_marks_page_step (self, (XpMarkStep) press->action.number);
}

static void
go_to_number (XpMarksPage *self, const Press *press)
{
  const XpEntrant *entrant =
    xp_round_lookup_entrant (xp_marks_page_get_round (self), press->action.text);
  if (entrant != NULL) {
    xp_marks_page_show_echo (self, "", false);
    xp_marks_page_go_to (self, entrant->no);
    return;
  }
  g_autofree char *sentence =
    g_strdup_printf (_ ("这次评选里没有第%s户，请重新按。"), press->action.text);
  xp_marks_page_show_echo (self, sentence, true);
}

static void
go_to_next_open (XpMarksPage *self, const Press *press)
{
  xp_marks_page_show_echo (self, "", false);
  xp_marks_page_go_to_next_open (self);
}

static void
change_view (XpMarksPage *self, const Press *press)
{
  static const char *const TOLD[] = {
    [XP_VIEW_SHEET] = N_ ("一位评委的一张表：项号 回车 几处 回车。"),
    [XP_VIEW_HOUSEHOLD] = N_ ("逐户：一户的表放在一起打，一列一位评委。"),
    [XP_VIEW_TABLE] = N_ ("总表：所有的户，一户一行；空着的、打错的在这里补、改。"),
  };
  xp_marks_page_set_view (self, xp_mark_view_next (self->view, xp_marks_page_get_round (self)));
  xp_marks_page_show_echo (self,
                           self->view == XP_VIEW_SHEET &&
                               has_one_sheet (xp_marks_page_get_round (self))
                             ? _ ("集体：大家一张表，只打扣分的项：项号 回车 几处 回车。")
                             : _ (TOLD[self->view]),
                           false);
  xp_page_take_focus (XP_PAGE (self));
}

/* ---- once more ---- */

/* Where the value goes again: the cursor's cell in a grid, or where it was moved to; else the same
 * item of this household. */
static int
find_repeat_item (XpMarksPage *self)
{
  return self->view != XP_VIEW_SHEET || self->is_item_chosen ? self->item_at : self->last.item_at;
}

static void
repeat (XpMarksPage *self, const Press *press)
{
  const XpRubric *rubric = xp_marks_page_get_round (self)->rubric;
  if (!self->has_last) {
    xp_marks_page_show_echo (self, _ ("这次还没有打过数，没有可以重复的。"), true);
    return;
  }
  const XpItem *last = xp_rubric_get_item (rubric, self->last.item_at);
  const XpItem *item = xp_rubric_get_item (rubric, find_repeat_item (self));
  if (item->mode != last->mode) {
    g_autofree char *sentence =
      g_strdup_printf (_ ("第%s项记法和前面打的不一样，不能重复。请打数。"), item->no);
    xp_marks_page_show_echo (self, sentence, true);
    return;
  }
  const bool is_gone = !self->last.is_not_applicable && is_blank (item, self->last.entered);
  XpEntry entry = xp_marks_page_new_entry (self, is_gone ? XP_ENTRY_TAKE_BACK : XP_ENTRY_PUT);
  entry.mark.item_at = item->at;
  entry.mark.entered = self->last.entered;
  entry.mark.is_not_applicable = self->last.is_not_applicable;
  if (self->view == XP_VIEW_SHEET)
    xp_marks_page_choose_item (self, item->at);
  if (xp_marks_page_put (self, &entry) && self->view != XP_VIEW_SHEET)
    xp_marks_page_step (self, XP_STEP_ON);
}

static void
copy_last (XpMarksPage *self, const Press *press)
{
  xp_marks_page_copy_last (self);
}

static void
ask_note (XpMarksPage *self, const Press *press)
{
  xp_marks_page_ask_note (self);
}

static void
ask_move (XpMarksPage *self, const Press *press)
{
  xp_marks_page_ask_move (self);
}

/* ---- back ---- */

/* What is not on disk yet goes first. */
static void
undo (XpMarksPage *self, const Press *press)
{
  if (press->had_typed)
    xp_marks_page_show_echo (self,
                             _ ("刚打的还没记上，不要了。再按一次 Ctrl+Z 才撤前面记好的。"),
                             false);
  else
    xp_marks_page_undo (self, false, 0);
}

static void
redo (XpMarksPage *self, const Press *press)
{
  xp_marks_page_undo (self, true, 0);
}

static void
search (XpMarksPage *self, const Press *press)
{
  const guint32 c = gdk_keyval_to_unicode (press->keyval);
  const bool is_letter = c < 0x80 && g_ascii_isalpha ((char) c);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), TRUE);
  xp_entrant_sidebar_begin_search (self->sidebar, is_letter ? (char) c : '\0');
}

static void
name_judge (XpMarksPage *self, const Press *press)
{
  change_judge (self, press->action.number);
}

static void
fold_list (XpMarksPage *self, const Press *press)
{
  GtkWidget *sidebar = GTK_WIDGET (self->sidebar);
  gtk_widget_set_visible (sidebar, !gtk_widget_get_visible (sidebar));
}

static void
refuse_pending (XpMarksPage *self, const Press *press)
{
  xp_marks_page_show_echo (self, _ ("前面打的数还没有按回车。按回车记上，或按 Esc 不要。"), true);
}

/* What is only typed, or means nothing, does nothing. */
static void (*const DEEDS[]) (XpMarksPage *self, const Press *press) = {
  [XP_MARK_KEY_ITEM] = choose,
  [XP_MARK_KEY_PUT] = put_typed,
  [XP_MARK_KEY_NOT_APPLICABLE] = put_not_applicable,
  [XP_MARK_KEY_TAKE_BACK] = take_back,
  [XP_MARK_KEY_VETO] = answer_veto,
  [XP_MARK_KEY_GATE] = answer_gate,
  [XP_MARK_KEY_STATES] = list_states,
  [XP_MARK_KEY_STATE] = put_state,
  [XP_MARK_KEY_CLOSE] = close_household,
  [XP_MARK_KEY_ROW] = move_row,
  [XP_MARK_KEY_HOUSEHOLD] = move_household,
  [XP_MARK_KEY_STEP] = step,
  [XP_MARK_KEY_GO] = go_to_number,
  [XP_MARK_KEY_NEXT_OPEN] = go_to_next_open,
  [XP_MARK_KEY_REPEAT] = repeat,
  [XP_MARK_KEY_COPY] = copy_last,
  [XP_MARK_KEY_NOTE] = ask_note,
  [XP_MARK_KEY_MOVE] = ask_move,
  [XP_MARK_KEY_RECUSE] = recuse,
  [XP_MARK_KEY_REASON] = ask_reason,
  [XP_MARK_KEY_VIEW] = change_view,
  [XP_MARK_KEY_UNDO] = undo,
  [XP_MARK_KEY_REDO] = redo,
  [XP_MARK_KEY_SEARCH] = search,
  [XP_MARK_KEY_JUDGES] = list_judges,
  [XP_MARK_KEY_JUDGE] = name_judge,
  [XP_MARK_KEY_FOLD] = fold_list,
  [XP_MARK_KEY_PENDING] = refuse_pending,
};

void
xp_marks_page_take_key (XpMarksPage *self, guint keyval, GdkModifierType modifiers)
{
  const bool had_typed =
    xp_mark_keys_has_typed (&self->keys) && self->keys.typing != XP_TYPING_STATE;
  const Press press = {
    xp_mark_keys_press (&self->keys, keyval, (modifiers & GDK_CONTROL_MASK) != 0),
    keyval,
    had_typed};
  if (press.action.what == XP_MARK_KEY_UNDO && had_typed)
    xp_mark_keys_clear (&self->keys);
  if (press.action.what < G_N_ELEMENTS (DEEDS) && DEEDS[press.action.what] != NULL)
    DEEDS[press.action.what](self, &press);
  if (self->marking != NULL)
    xp_marks_page_show_typed (self);
}

/* Ctrl+Shift+Z is Ctrl+Y, whatever Caps Lock makes of the letter. */
static guint
find_meant (guint keyval, GdkModifierType modifiers)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  return (modifiers & both) == both && gdk_keyval_to_lower (keyval) == GDK_KEY_z ? GDK_KEY_y
                                                                                 : keyval;
}

gboolean
xp_marks_page_key (XpMarksPage *self, guint pressed, GdkModifierType modifiers)
{
  const guint keyval = find_meant (pressed, modifiers);
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
  xp_marks_page_take_key (self, keyval, modifiers);
  return TRUE;
}

#include "xp-marks-page.h"

#include "xp-entrant-list.h"
#include "xp-mark-form.h"
#include "xp-mark-keys.h"
#include "xp-marking.h"

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
  GtkSearchEntry *search;
  GtkListView *list;
  GtkWidget *sidebar;
  GtkWidget *sheet;
  GtkScrolledWindow *scroller;
  GtkLabel *name, *place, *judge_label, *progress, *saved, *typed, *echo, *problem;
  XpMarkForm *form;

  XpMarking *marking;      /* owned: the desk's side of this page; NULL: no round */
  XpEntrantList *entrants; /* owned */
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

G_DEFINE_FINAL_TYPE (XpMarksPage, xp_marks_page, ADW_TYPE_BIN)

/* ---- what is shown ---- */

static XpRound *
get_round (XpMarksPage *self)
{
  return xp_marking_get_round (self->marking);
}

static void
show_echo (XpMarksPage *self, const char *text, bool is_refusal)
{
  gtk_label_set_label (self->echo, text);
  if (is_refusal) {
    gtk_widget_add_css_class (GTK_WIDGET (self->echo), "refused");
    gtk_widget_error_bell (GTK_WIDGET (self));
  } else {
    gtk_widget_remove_css_class (GTK_WIDGET (self->echo), "refused");
  }
}

/* A line which stays: a toast would be gone, a dialog would take the keyboard away. */
static void
show_problem (XpMarksPage *self, const char *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
}

static void
show_typed (XpMarksPage *self)
{
  static const char *const PROMPTS[] = {
    [XP_TYPING_ITEM] = "第 %s 项",
    [XP_TYPING_VALUE] = "",
    [XP_TYPING_VETO] = "一票否决 V%s",
    [XP_TYPING_GATE] = "资格不符 G%s",
    [XP_TYPING_STATE] = "状态：按 0 到 6 %s",
  };
  const XpItem *item = xp_rubric_get_item (get_round (self)->rubric, self->item_at);
  const char *typed = self->keys.text[0] != '\0' ? self->keys.text : "＿";
  g_autoptr (GString) text = g_string_new (NULL);
  if (self->keys.typing == XP_TYPING_VALUE && item != NULL)
    g_string_printf (text, "第 %s 项 %s：%s", item->no, item->name, typed);
  else
    g_string_printf (text, PROMPTS[self->keys.typing], typed);
  gtk_label_set_label (self->typed, text->str);
}

static void
show_saved (XpMarksPage *self)
{
  const bool is_slow = self->n_pending > 0 && g_get_monotonic_time () - self->oldest_pending_us >
                                                (gint64) SLOW_SAVE_MS * 1000;
  gtk_label_set_label (self->saved, is_slow ? "正在存盘…" : self->n_pending == 0 ? "已存盘 ✓" : "");
}

static void
show_progress (XpMarksPage *self)
{
  int n_done = 0, n_total = 0;
  xp_marking_get_progress (self->marking, &n_done, &n_total);
  g_autofree char *text = g_strdup_printf ("已录%d户，共%d户", n_done, n_total);
  gtk_label_set_label (self->progress, text);
}

static char *
points_of (const XpItem *item, const XpMark *mark)
{
  if (!xp_mode_has_points (item->mode))
    return g_strdup ("");
  const int64_t points = xp_item_get_points (item, mark);
  if (item->mode == XP_MODE_SCORE)
    return mark->is_not_applicable ? xp_points_to_text (points) : g_strdup ("");
  if (points == item->max_hundredths)
    return g_strdup ("");
  g_autofree char *lost = xp_points_to_text (item->max_hundredths - points);
  return g_strconcat ("−", lost, NULL);
}

static void
show_mark (XpMarksPage *self, const XpItem *item, const XpMark *mark, bool is_saved)
{
  g_autofree char *entered = mark != NULL ? xp_mark_to_text (item, mark) : g_strdup ("");
  g_autofree char *points = mark != NULL ? points_of (item, mark) : g_strdup ("");
  const XpMarkFormRow row = {entered, points, is_saved};
  xp_mark_form_set_row (self->form, item->at, &row);
}

static void
show_form (XpMarksPage *self)
{
  const XpRubric *rubric = get_round (self)->rubric;
  for (size_t i = 0; i < rubric->n_items; i++) {
    XpMark mark;
    const bool is_marked = xp_tally_get_mark (xp_marking_get_tally (self->marking),
                                              self->entrant_no,
                                              self->judge_no,
                                              rubric->items[i].at,
                                              &mark);
    show_mark (self, &rubric->items[i], is_marked ? &mark : NULL, true);
  }
  xp_mark_form_set_cursor (self->form, self->item_at);
}

/* With large text the form is taller than the window: the cursor's row is kept in sight. */
static void
show_cursor (XpMarksPage *self)
{
  double top = 0, bottom = 0;
  xp_mark_form_set_cursor (self->form, self->item_at);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  if (xp_mark_form_get_cursor_span (self->form, &top, &bottom))
    gtk_adjustment_clamp_page (adjustment, top, bottom);
}

static char *
describe_place (XpMarksPage *self, const XpEntrant *entrant)
{
  const XpTotal *total =
    xp_tally_get_total (xp_marking_get_tally (self->marking), self->entrant_no);
  const XpSheetTotal *sheet =
    xp_tally_get_sheet (xp_marking_get_tally (self->marking), self->entrant_no, self->judge_no);
  const char *state = total->state != XP_STATE_PRESENT ? xp_state_get_word (total->state)
                      : sheet->is_complete             ? "已记完"
                                                       : "";
  return g_strdup_printf ("%s%s　第%d户%s%s%s%s",
                          entrant->group,
                          entrant->door,
                          entrant->number,
                          entrant->told_apart_by[0] != '\0' ? "　区别：" : "",
                          entrant->told_apart_by,
                          state[0] != '\0' ? "　" : "",
                          state);
}

static void
show_household (XpMarksPage *self)
{
  const XpEntrant *entrant = xp_round_get_entrant (get_round (self), self->entrant_no);
  if (entrant == NULL)
    return;
  g_autofree char *place = describe_place (self, entrant);
  gtk_label_set_label (self->name, entrant->name);
  gtk_label_set_label (self->place, place);
  show_form (self);
  show_typed (self);
  show_progress (self);

  g_autofree char *spoken = g_strconcat (entrant->name, "，", place, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sheet),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  -1);
}

static void
show_judge (XpMarksPage *self)
{
  const XpRound *round = get_round (self);
  const char *name = "合议";
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == self->judge_no)
      name = round->judges[i].name;
  g_autofree char *text =
    self->judge_no == 0 ? g_strdup (name) : g_strdup_printf ("评委：%s（F2 换）", name);
  gtk_label_set_label (self->judge_label, text);
}

/* ---- going about ---- */

static void
scroll_list_to (XpMarksPage *self, int entrant_no)
{
  const int place = xp_entrant_list_find (self->entrants, entrant_no);
  if (place < 0)
    return;
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), (guint) place);
  /* Before the first allocation this would leave the list blank. */
  if (gtk_widget_get_height (GTK_WIDGET (self->list)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list),
                                "list.scroll-to-item",
                                "u",
                                (guint32) place);
}

static void
go_to (XpMarksPage *self, int entrant_no)
{
  if (xp_round_get_entrant (get_round (self), entrant_no) == NULL)
    return;
  self->entrant_no = entrant_no;
  self->item_at = 1;
  xp_mark_keys_clear (&self->keys);
  show_household (self);
  scroll_list_to (self, entrant_no);
}

static void
go_to_next_open (XpMarksPage *self)
{
  const int next = xp_marking_next_open (self->marking, self->entrant_no, self->judge_no);
  if (next > 0)
    go_to (self, next);
  else
    show_household (self);
}

static int
count_judges (const XpRound *round)
{
  int n = 0;
  for (size_t i = 0; i < round->n_judges; i++)
    n += xp_round_is_scoring (round, round->judges[i].no);
  return n;
}

static void
change_judge (XpMarksPage *self)
{
  const XpRound *round = get_round (self);
  if (count_judges (round) < 2)
    return;
  size_t at = 0;
  while (at < round->n_judges && round->judges[at].no != self->judge_no)
    at++;
  do
    at = (at + 1) % round->n_judges;
  while (!xp_round_is_scoring (round, round->judges[at].no));
  self->judge_no = round->judges[at].no;
  xp_mark_keys_clear (&self->keys);
  xp_entrant_list_refresh (self->entrants, 0);
  show_judge (self);
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

static void
mark_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMarksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const bool is_saved = xp_marking_put_finish (XP_MARKING (source), result, &error);
  if (self->marking != XP_MARKING (source))
    return;

  show_problem (self, is_saved ? NULL : error->message);
  end_pending (self);
  if (!is_saved)
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
    show_mark (self, item, &entry->mark, false);
  else if (item != NULL && entry->kind == XP_ENTRY_TAKE_BACK)
    show_mark (self, item, NULL, false);
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
  g_autoptr (GError) error = NULL;
  const bool is_saved = xp_marking_put_finish (XP_MARKING (source), result, &error);
  if (self->marking != XP_MARKING (source))
    return;

  show_problem (self, is_saved ? NULL : error->message);
  end_pending (self);
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
    show_echo (self, "状态只有 0 到 6，请重新按。", true);
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

/* “7.5” or “7,5” is no count: digits and at most one point, two places. */
static bool
read_hundredths (const char *text, int64_t *out_hundredths)
{
  char *end = NULL;
  const gint64 whole = g_ascii_strtoll (text, &end, 10);
  int64_t hundredths = whole * 100;
  if (*end == '.') {
    const char *places = end + 1;
    const size_t n = strspn (places, "0123456789");
    if (places[n] != '\0' || n > 2)
      return false;
    hundredths += n > 0 ? (places[0] - '0') * 10 : 0;
    hundredths += n > 1 ? places[1] - '0' : 0;
    end = (char *) places + n;
  }
  *out_hundredths = hundredths;
  return *end == '\0';
}

static void
put_value (XpMarksPage *self, const char *text)
{
  const XpItem *item = xp_rubric_get_item (get_round (self)->rubric, self->item_at);
  int64_t hundredths = 0;
  if (item == NULL)
    return;
  const bool is_count = item->mode != XP_MODE_SCORE;
  if (!read_hundredths (text, &hundredths) || (is_count && hundredths % 100 != 0)) {
    g_autofree char *sentence = g_strdup_printf (is_count ? "第%s项 %s记的是几%s，“%s”不是整数。"
                                                          : "第%s项 %s（%s）：“%s”不是分数。",
                                                 item->no,
                                                 item->name,
                                                 item->unit[0] != '\0' ? item->unit : "次",
                                                 text);
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
    g_autofree char *sentence = g_strdup_printf ("评分表里没有第%s项，请重新按。", whole);
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
  show_cursor (self);
  if (!xp_mode_has_points (item->mode)) {
    show_echo (self,
               item->mode == XP_MODE_VETO ? "一票否决请按 * 再按项号。"
                                          : "资格不符请按 / 再按项号。",
               true);
    return;
  }
  xp_mark_keys_expect_value (&self->keys);
}

/* ---- undo ---- */

static void
undone (XpMarksPage *self, char *sentence, int entrant_no, GError *error)
{
  end_pending (self);
  show_echo (self, sentence != NULL ? sentence : error->message, sentence == NULL);
  if (sentence != NULL && entrant_no > 0 && entrant_no != self->entrant_no) {
    go_to (self, entrant_no);
  } else {
    show_household (self);
  }
  end_moving (self);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMarksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  int entrant_no = 0;
  g_autofree char *sentence =
    xp_marking_undo_finish (XP_MARKING (source), result, &entrant_no, &error);
  if (self->marking == XP_MARKING (source))
    undone (self, sentence, entrant_no, error);
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMarksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  int entrant_no = 0;
  g_autofree char *sentence =
    xp_marking_redo_finish (XP_MARKING (source), result, &entrant_no, &error);
  if (self->marking == XP_MARKING (source))
    undone (self, sentence, entrant_no, error);
}

/* ---- keys ---- */

static void
move_row (XpMarksPage *self, int by)
{
  const int n_items = (int) get_round (self)->rubric->n_items;
  xp_mark_keys_clear (&self->keys);
  self->item_at = CLAMP (self->item_at + by, 1, n_items);
  show_cursor (self);
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
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  if (c < 0x80 && g_ascii_isalpha ((char) c)) {
    const char letter[] = {(char) c, '\0'};
    gtk_editable_set_text (GTK_EDITABLE (self->search), letter);
    gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
  }
}

static void
do_action (XpMarksPage *self, const XpMarkAction *action, guint keyval)
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
    begin_pending (self);
    self->is_moving = true;
    xp_marking_undo_async (self->marking, undone_cb, g_object_ref (self));
    break;
  case XP_MARK_KEY_REDO:
    begin_pending (self);
    self->is_moving = true;
    xp_marking_redo_async (self->marking, redone_cb, g_object_ref (self));
    break;
  case XP_MARK_KEY_SEARCH:
    search_with (self, keyval);
    break;
  case XP_MARK_KEY_JUDGE:
    change_judge (self);
    break;
  case XP_MARK_KEY_PENDING:
    show_echo (self, "前面打的数还没有按回车。按回车记上，或按 Esc 不要。", true);
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
  const XpMarkAction action =
    xp_mark_keys_press (&self->keys, keyval, (modifiers & GDK_CONTROL_MASK) != 0);
  do_action (self, &action, keyval);
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

/* ---- list and search ---- */

static void
setup_row_cb (XpMarksPage *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *state = gtk_label_new (NULL);
  gtk_label_set_width_chars (GTK_LABEL (number), 4);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (state, "dim-label");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), state);
  gtk_list_item_set_child (list_item, box);
}

static const char *
state_of (XpMarksPage *self, int entrant_no)
{
  const XpTotal *total = xp_tally_get_total (xp_marking_get_tally (self->marking), entrant_no);
  if (total->state != XP_STATE_PRESENT)
    return xp_state_get_word (total->state);
  if (xp_marking_is_done (self->marking, entrant_no, self->judge_no))
    return "✓";
  const XpSheetTotal *sheet =
    xp_tally_get_sheet (xp_marking_get_tally (self->marking), entrant_no, self->judge_no);
  return sheet->is_started ? "没录完" : "";
}

static void
bind_row_cb (XpMarksPage *self, GtkListItem *list_item)
{
  GtkWidget *number = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *name = gtk_widget_get_next_sibling (number);
  GtkWidget *state = gtk_widget_get_next_sibling (name);
  const int no = xp_entrant_item_get_no (gtk_list_item_get_item (list_item));
  const XpEntrant *entrant = xp_round_get_entrant (get_round (self), no);
  if (entrant == NULL)
    return;
  g_autofree char *digits = g_strdup_printf ("%d", entrant->number);
  gtk_label_set_label (GTK_LABEL (number), digits);
  gtk_label_set_label (GTK_LABEL (name), entrant->name);
  gtk_label_set_label (GTK_LABEL (state), state_of (self, no));
}

static void
row_activated_cb (XpMarksPage *self, guint position)
{
  g_autoptr (XpEntrantItem) item = g_list_model_get_item (G_LIST_MODEL (self->entrants), position);
  if (item != NULL)
    go_to (self, xp_entrant_item_get_no (item));
  gtk_widget_grab_focus (self->sheet);
}

static void
search_changed_cb (XpMarksPage *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  if (self->marking == NULL)
    return;
  size_t n = 0;
  int *found = query[0] != '\0' ? xp_marking_find (self->marking, query, &n) : NULL;
  xp_entrant_list_filter (self->entrants, found, n);
}

static void
leave_search (XpMarksPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  xp_entrant_list_filter (self->entrants, NULL, 0);
  scroll_list_to (self, self->entrant_no);
  gtk_widget_grab_focus (self->sheet);
}

static void
search_activated_cb (XpMarksPage *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  size_t n = 0;
  g_autofree int *found = self->marking != NULL ? xp_marking_find (self->marking, query, &n) : NULL;
  if (n > 0)
    self->entrant_no = found[0];
  else if (query[0] != '\0')
    show_echo (self, "没有找到这一户。可以打编号、门牌、姓名或拼音首字母。", true);
  if (n > 0)
    go_to (self, found[0]);
  leave_search (self);
}

static void
search_stopped_cb (XpMarksPage *self)
{
  leave_search (self);
}

/* ---- the round ---- */

static void
marking_changed_cb (XpMarksPage *self, int entrant_no)
{
  xp_entrant_list_refresh (self->entrants, entrant_no);
  show_progress (self);
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
  g_clear_object (&self->marking);
  g_clear_object (&self->entrants);
  g_clear_handle_id (&self->slow_id, g_source_remove);
  self->n_pending = 0;
  self->is_moving = false;
  self->is_closing = false;
  g_array_set_size (self->waiting, 0);
  self->entrant_no = 0;
}

static void
set_list_model (XpMarksPage *self)
{
  self->entrants = xp_entrant_list_new ((int) get_round (self)->n_entrants);
  GtkSingleSelection *selection =
    gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->entrants)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

void
xp_marks_page_set_round (XpMarksPage *self, XpDesk *desk, int64_t round_uid)
{
  gtk_list_view_set_model (self->list, NULL);
  drop_round (self);
  g_autoptr (GError) error = NULL;
  if (desk != NULL && round_uid != 0)
    self->marking = xp_marking_new (desk, round_uid, &error);
  gtk_stack_set_visible_child_name (self->stack, self->marking != NULL ? "marks" : "empty");
  if (self->marking == NULL)
    return;

  g_signal_connect_swapped (self->marking, "changed", G_CALLBACK (marking_changed_cb), self);
  const XpRound *round = get_round (self);
  self->judge_no = 0;
  for (size_t i = round->n_judges; i-- > 0;)
    if (xp_round_is_scoring (round, round->judges[i].no))
      self->judge_no = round->judges[i].no;
  /* Rows ask for this judge's sheets as soon as they are shown. */
  set_list_model (self);
  xp_mark_form_set_rubric (self->form, round->rubric);
  show_judge (self);
  show_saved (self);
  show_echo (self, "", false);
  const int first = xp_marking_next_open (self->marking, (int) round->n_entrants, self->judge_no);
  go_to (self, first > 0 ? first : 1);
}

void
xp_marks_page_take_focus (XpMarksPage *self)
{
  gtk_widget_grab_focus (self->sheet);
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
  return gtk_label_get_label (self->echo);
}

static void
xp_marks_page_dispose (GObject *object)
{
  XpMarksPage *self = XP_MARKS_PAGE (object);
  if (self->waiting != NULL)
    drop_round (self);
  g_clear_pointer (&self->waiting, g_array_unref);
  G_OBJECT_CLASS (xp_marks_page_parent_class)->dispose (object);
}

static void
xp_marks_page_class_init (XpMarksPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_marks_page_dispose;
  g_type_ensure (XP_TYPE_MARK_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/xiangping/pages/xp-marks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, empty);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, search);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, list);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, name);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, place);
  gtk_widget_class_bind_template_child_full (widget_class,
                                             "judge",
                                             FALSE,
                                             G_STRUCT_OFFSET (XpMarksPage, judge_label));
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, progress);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, saved);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, typed);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, echo);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, problem);
  gtk_widget_class_bind_template_child (widget_class, XpMarksPage, form);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
xp_marks_page_init (XpMarksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (WaitingKey));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_row_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);

  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->sheet, keys);
}

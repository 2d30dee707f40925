/* What can be undone: listed, taken back one by one or to a line, by its name and by no other; and
 * what is hidden from whoever types the second entry. */
#include "xp-marking.h"
#include "xp-second-work.h"
#include "xp-test-desk.h"
#include "xp-undo-work.h"

#include <string.h>

static const XpRoundSpec ROUND = {
  .rubric_id = "ganjing-renjia", .name = "一轮", .combine = "合议", .line = "90", .quota = "无"};

static void
assert_says (GError **error, const char *words)
{
  g_assert_nonnull (*error);
  if (strstr ((*error)->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, (*error)->message);
  g_clear_error (error);
}

/* The act's number. */
static int64_t
renumber (TestDesk *f, int from, int to)
{
  g_autoptr (GError) error = NULL;
  xp_household_work_renumber (f->desk, xp_household_work_find (f->desk, from, NULL), to, &error);
  g_assert_no_error (error);
  return xp_desk_get_last_act (f->desk)->act_no;
}

static bool
has_number (TestDesk *f, int number)
{
  return xp_household_work_find (f->desk, number, NULL) != 0;
}

static XpUndoList *
list_for (TestDesk *f, int64_t blind_round)
{
  g_autoptr (GError) error = NULL;
  XpUndoList *list = xp_undo_work_list (f->desk, blind_round, &error);
  g_assert_no_error (error);
  return list;
}

static const XpUndoLine *
line_of (const XpUndoList *list, guint at)
{
  g_assert_cmpuint (at, <, list->lines->len);
  return list->lines->pdata[at];
}

static void
assert_line (const XpUndoList *list, guint at, bool is_redo, int n_steps, const char *words)
{
  const XpUndoLine *line = line_of (list, at);
  g_assert_cmpint (line->is_redo, ==, is_redo);
  g_assert_cmpint (line->n_steps, ==, n_steps);
  if (strstr (line->what, words) == NULL)
    g_error ("“%s” is not in “%s”", words, line->what);
}

static void
do_lines (TestDesk *f, guint at, int n_expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpUndoList) list = list_for (f, 0);
  g_assert_cmpint (xp_undo_work_do_lines (f->desk, list, at, 0, &error), ==, n_expected);
  g_assert_no_error (error);
}

/* ---- the list ---- */

static void
test_one_goes_back_to_a_line (TestDesk *f, gconstpointer unused)
{
  xp_desk_set_who (f->desk, "李文书");
  renumber (f, 1, 71);
  renumber (f, 2, 72);
  renumber (f, 3, 73);
  g_autoptr (XpUndoList) before = list_for (f, 0);
  assert_line (before, 0, false, 1, "李文书 ");
  assert_line (before, 0, false, 1, "编号 由 3 改为 73");
  assert_line (before, 2, false, 3, "编号 由 1 改为 71");

  do_lines (f, 1, 2);
  g_assert_true (has_number (f, 71) && has_number (f, 2) && has_number (f, 3));
  g_autoptr (XpUndoList) after = list_for (f, 0);
  g_assert_cmpint (after->n_redo, ==, 2);
  assert_line (after, 0, true, 2, "编号 由 3 改为 73");
  assert_line (after, 1, true, 1, "编号 由 2 改为 72");
  assert_line (after, 2, false, 1, "编号 由 1 改为 71");

  do_lines (f, 0, 2);
  g_assert_true (has_number (f, 72) && has_number (f, 73));
  test_desk_reopen (f, NULL);
  do_lines (f, 2, 3);
  g_assert_true (has_number (f, 1) && has_number (f, 2) && has_number (f, 3));
  test_desk_assert_in_order (f);
}

static void
test_it_ends_at_what_is_not_undone_by_a_key (TestDesk *f, gconstpointer unused)
{
  test_desk_post_round (f,
                        "一轮",
                        NULL,
                        "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  g_autoptr (XpUndoList) none = list_for (f, 0);
  g_assert_cmpuint (none->lines->len, ==, 0);
  g_assert_nonnull (strstr (none->note, "撤销收不回"));
  renumber (f, 3, 73);
  g_autoptr (XpUndoList) one = list_for (f, 0);
  g_assert_cmpuint (one->lines->len, ==, 1);
  g_assert_nonnull (strstr (one->note, "撤销收不回"));
}

/* Somebody else has changed it since the list was read: what is refused leaves what was done. */
static void
test_what_is_refused_on_the_way_is_told (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  renumber (f, 1, 71);
  renumber (f, 2, 72);
  g_autoptr (XpUndoList) list = list_for (f, 0);
  renumber (f, 71, 81);
  g_assert_cmpint (xp_undo_work_do_lines (f->desk, list, 1, 0, &error), ==, 1);
  assert_says (&error, "前面1步已经撤销好，后面没有动。后来又改过了");
  g_assert_true (has_number (f, 2) && has_number (f, 81));
}

/* ---- one and no other ---- */

static void
test_a_button_undoes_what_it_names (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const XpUndoOrder first = {.act_no = renumber (f, 1, 71)};
  const XpUndoOrder second = {.act_no = renumber (f, 2, 72)};
  renumber (f, 72, 82);

  g_autoptr (XpAct) undone = xp_undo_work_do (f->desk, &first, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (undone->title, "71"));
  g_assert_true (has_number (f, 1) && has_number (f, 82));

  g_assert_null (xp_undo_work_do (f->desk, &first, &error));
  assert_says (&error, "这一步已经撤销过了");
  g_assert_null (xp_undo_work_do (f->desk, &second, &error));
  assert_says (&error, "由 72 改为 82");
  g_assert_true (has_number (f, 82));

  const XpUndoOrder redo_of_typed = {.is_redo = true, .act_no = second.act_no};
  g_assert_null (xp_undo_work_do (f->desk, &redo_of_typed, &error));
  assert_says (&error, "不能再重做这一步");
}

static void
test_a_button_does_not_take_back_a_step (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  test_desk_post_round (f,
                        "一轮",
                        NULL,
                        "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  const XpLastAct *last = xp_desk_get_last_act (f->desk);
  g_assert_false (last->is_free);
  const XpUndoOrder order = {.act_no = last->act_no};
  renumber (f, 3, 73);
  g_assert_null (xp_undo_work_do (f->desk, &order, &error));
  assert_says (&error, "这一步（");
}

/* ---- 再录一遍 ---- */

static XpUndoTold *
tell (TestDesk *f, int64_t blind_round)
{
  g_autoptr (GError) error = NULL;
  XpUndoTold *told = xp_undo_work_tell (f->desk, blind_round, &error);
  g_assert_no_error (error);
  return told;
}

static void
put_second (TestDesk *f, int64_t uid, int64_t entered)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new_second (f->desk, uid, &error);
  const XpItem *item = xp_rubric_lookup_item (xp_marking_get_round (marking)->rubric, "4");
  const XpEntry entry = {.kind = XP_ENTRY_PUT,
                         .mark = {.entrant_no = 1, .item_at = item->at, .entered = entered}};
  g_assert_true (xp_marking_put (marking, &entry, &error));
}

static void
assert_nothing_of_the_first (const XpUndoList *list)
{
  for (guint i = 0; i < list->lines->len; i++)
    g_assert_null (strstr (line_of (list, i)->what, "2处"));
  if (list->note != NULL)
    g_assert_null (strstr (list->note, "2处"));
}

static void
test_the_first_entry_is_hidden_from_the_second (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = test_desk_open (f, &ROUND);
  g_assert_true (xp_second_work_ask (f->desk, uid, 0, NULL, &error));
  test_desk_mark (f, uid, "household,judge,item,mark\n1,,4,2\n");
  const XpUndoOrder named = {.act_no = xp_desk_get_last_act (f->desk)->act_no, .blind_round = uid};
  const XpUndoOrder last = {.blind_round = uid};

  g_autoptr (XpUndoTold) seen = tell (f, 0);
  g_assert_nonnull (strstr (seen->undo.what, "2处"));
  g_autoptr (XpUndoTold) blind = tell (f, uid);
  g_assert_null (blind->undo.what);
  g_assert_nonnull (strstr (blind->undo.refusal, "第一遍录的"));
  g_assert_null (strstr (blind->undo.refusal, "2处"));
  g_autoptr (XpUndoList) list = list_for (f, uid);
  g_assert_cmpuint (list->lines->len, ==, 0);
  assert_nothing_of_the_first (list);
  g_assert_null (xp_undo_work_do (f->desk, &last, &error));
  assert_says (&error, "第一遍录的");
  g_assert_null (xp_undo_work_do (f->desk, &named, &error));
  assert_says (&error, "第一遍录的");

  put_second (f, uid, 3);
  g_autoptr (XpUndoList) own = list_for (f, uid);
  g_assert_cmpuint (own->lines->len, ==, 1);
  assert_line (own, 0, false, 1, "（再录的一遍）");
  assert_nothing_of_the_first (own);
  g_autoptr (XpAct) undone = xp_undo_work_do (f->desk, &last, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (undone->title, "3处"));

  /* nor is it redone */
  g_autoptr (XpAct) first = xp_desk_undo (f->desk, false, &error);
  g_assert_no_error (error);
  g_autoptr (XpUndoTold) redone = tell (f, uid);
  g_assert_null (redone->redo.what);
  g_assert_nonnull (redone->redo.refusal);
}

/* What was settled has been typed twice: whoever settled it sees it and takes it back. */
static void
test_what_was_settled_is_undone (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = test_desk_open (f, &ROUND);
  const XpUndoOrder last = {.blind_round = uid};
  g_assert_true (xp_second_work_ask (f->desk, uid, 0, NULL, &error));
  test_desk_mark (f, uid, "household,judge,item,mark\n1,,4,2\n1,,*,无扣分\n");
  put_second (f, uid, 3);
  g_autoptr (XpMarking) marking = xp_marking_new_second (f->desk, uid, &error);
  const XpEntry close = {.kind = XP_ENTRY_CLOSE, .mark = {.entrant_no = 1}};
  g_assert_true (xp_marking_put (marking, &close, &error));
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, NULL);
  const XpSecondSlip *slip = view->slips->pdata[0];
  g_assert_true (
    xp_second_work_settle (f->desk, uid, slip->cells, XP_PAPER_SAYS_SECOND, NULL, &error));
  g_autoptr (XpAct) undone = xp_undo_work_do (f->desk, &last, &error);
  g_assert_no_error (error);
  test_desk_assert_in_order (f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/undo/list", test_one_goes_back_to_a_line);
  ADD ("/undo/end", test_it_ends_at_what_is_not_undone_by_a_key);
  ADD ("/undo/on-the-way", test_what_is_refused_on_the_way_is_told);
  ADD ("/undo/named", test_a_button_undoes_what_it_names);
  ADD ("/undo/step", test_a_button_does_not_take_back_a_step);
  ADD ("/undo/blind", test_the_first_entry_is_hidden_from_the_second);
  ADD ("/undo/settled", test_what_was_settled_is_undone);
#undef ADD
  return g_test_run ();
}

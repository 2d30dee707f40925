/* What happens to whole sheets while they are typed: words at a finding, a sheet on the wrong
 * household, what it had the last time. */
#include "xp-test-desk.h"

#include "xp-copy-work.h"
#include "xp-move-work.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

static int64_t
open_round (TestDesk *f, const char *name, const char *const *judges)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = name,
                            .judges = judges,
                            .combine = judges != NULL ? "平均" : NULL};
  const int64_t uid = xp_round_work_open (f->desk, &spec, NULL);
  g_assert_cmpint (uid, !=, 0);
  return uid;
}

static XpMarking *
begin (TestDesk *f, int64_t uid)
{
  XpMarking *marking = xp_marking_new (f->desk, uid, NULL);
  g_assert_nonnull (marking);
  return marking;
}

static int
at (XpMarking *marking, const char *item_no)
{
  return xp_rubric_lookup_item (xp_marking_get_round (marking)->rubric, item_no)->at;
}

/* -1: blank. */
static int64_t
entered (XpMarking *marking, int entrant_no, int judge_no, const char *item_no)
{
  XpMark mark;
  return xp_tally_get_mark (xp_marking_get_tally (marking),
                            entrant_no,
                            judge_no,
                            at (marking, item_no),
                            &mark)
           ? mark.entered
           : -1;
}

static bool
note (XpMarking *marking, const char *item_no, const char *words, const char *photo, GError **error)
{
  const XpEntry entry = {.kind = XP_ENTRY_NOTE,
                         .mark = {.entrant_no = 1, .item_at = at (marking, item_no)},
                         .words = words,
                         .photo = photo};
  return xp_marking_put (marking, &entry, error);
}

static void
put (XpMarking *marking, const char *item_no, int64_t count)
{
  const XpEntry entry = {
    .kind = XP_ENTRY_PUT,
    .mark = {.entrant_no = 1, .item_at = at (marking, item_no), .entered = count}};
  g_assert_true (xp_marking_put (marking, &entry, NULL));
}

static void
assert_refused (bool is_done, GError **error, const char *words)
{
  g_assert_false (is_done);
  g_assert_nonnull (*error);
  g_assert_nonnull (strstr ((*error)->message, words));
  g_clear_error (error);
}

/* ---- words ---- */

static void
test_words_stay_when_the_count_changes (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f, "一轮", NULL);
  g_autoptr (GError) error = NULL;
  XpMarking *marking = begin (f, uid);
  assert_refused (note (marking, "4", "柴垛", NULL, &error), &error, "还没有打分");
  put (marking, "4", 2);
  g_assert_true (note (marking, "4", "柴垛占道", "12", &error));
  put (marking, "4", 3);
  g_object_unref (marking);

  test_desk_reopen (f, NULL);
  marking = begin (f, uid);
  const XpMarkNote *kept = xp_marking_get_note (marking, 1, 0, at (marking, "4"));
  g_assert_nonnull (kept);
  g_assert_cmpstr (kept->words, ==, "柴垛占道");
  g_assert_cmpstr (kept->photo, ==, "12");
  g_assert_cmpint (entered (marking, 1, 0, "4"), ==, 3);
  test_desk_mark (f, uid, HEAD "1,,4,1\n");
  kept = xp_marking_get_note (marking, 1, 0, at (marking, "4"));
  g_assert_nonnull (kept);
  g_assert_true (note (marking, "4", "", "", &error));
  g_assert_null (xp_marking_get_note (marking, 1, 0, at (marking, "4")));
  g_assert_cmpint (entered (marking, 1, 0, "4"), ==, 1);
  g_object_unref (marking);
  test_desk_undo (f, "一社 张三 第4项“院内地面” 由 1处（柴垛占道，照片12） 改为 1处");
  test_desk_assert_in_order (f);
}

static void
test_words_are_a_few (TestDesk *f, gconstpointer unused)
{
  XpMarking *marking = begin (f, open_round (f, "一轮", NULL));
  g_autoptr (GError) error = NULL;
  g_autofree char *long_words = g_strnfill (41, 'a');
  put (marking, "4", 2);
  assert_refused (note (marking, "4", long_words, "", &error), &error, "最多40个字");
  assert_refused (note (marking, "4", "两\n行", "", &error), &error, "写成一行");
  assert_refused (note (marking, "4", "", "照片照片照片照片照片照片照片照片照片照片照片", &error),
                  &error,
                  "照片号最多20个字");
  g_object_unref (marking);
}

/* ---- to another household ---- */

static void
test_a_sheet_is_moved_in_one_step (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f, "一轮", NULL);
  test_desk_mark (f, uid, HEAD "1,,4,2\n1,,15,1\n1,,V1,是\n1,,*,无扣分\n");
  XpMarking *marking = begin (f, uid);
  g_autoptr (GError) error = NULL;
  g_assert_true (note (marking, "4", "柴垛", NULL, &error));
  const XpMarksMove move = {1, 2, 0};
  g_autofree char *told = xp_move_work_describe (marking, &move, &error);
  g_assert_nonnull (strstr (told, "张三的3项移到"));
  g_assert_true (xp_move_work_put (marking, &move, &error));
  g_assert_cmpint (entered (marking, 1, 0, "4"), ==, -1);
  g_assert_cmpint (entered (marking, 2, 0, "4"), ==, 2);
  g_assert_cmpint (entered (marking, 2, 0, "V1"), ==, 1);
  g_assert_cmpstr (xp_marking_get_note (marking, 2, 0, at (marking, "4"))->words, ==, "柴垛");
  const XpTally *tally = xp_marking_get_tally (marking);
  g_assert_false (xp_tally_get_sheet (tally, 1, 0)->is_closed);
  g_assert_true (xp_tally_get_sheet (tally, 2, 0)->is_closed);
  g_object_unref (marking);

  test_desk_undo (f, "一社 张三的分移到一社 李四");
  marking = begin (f, uid);
  g_assert_cmpint (entered (marking, 1, 0, "15"), ==, 1);
  g_assert_cmpint (entered (marking, 2, 0, "15"), ==, -1);
  g_assert_true (xp_tally_get_sheet (xp_marking_get_tally (marking), 1, 0)->is_closed);
  g_object_unref (marking);
  test_desk_assert_in_order (f);
}

static void
recuse (XpMarking *marking, int entrant_no, int judge_no)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_RECUSE);
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_RECUSAL);
  xp_record_set_int (record, "round_uid", xp_marking_get_round (marking)->uid);
  xp_record_set_int (record, "entrant_no", entrant_no);
  xp_record_set_int (record, "judge_no", judge_no);
  xp_record_set_text (record, "source", "declared");
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  g_assert_true (xp_marking_put_draft (marking, draft, NULL));
}

static void
test_a_sheet_is_not_moved_where_it_may_not_stand (TestDesk *f, gconstpointer unused)
{
  static const char *const JUDGES[] = {"甲", "乙", NULL};
  const int64_t uid = open_round (f, "一轮", JUDGES);
  g_autoptr (GError) error = NULL;
  test_desk_mark (f, uid, HEAD "1,甲,4,2\n2,甲,5,1\n1,乙,*,无扣分\n");
  XpMarking *marking = begin (f, uid);
  recuse (marking, 3, 1);
  static const struct {
    XpMarksMove move;
    const char *words;
  } CASES[] = {
    {{1, 0, 1}, "没有找到"},
    {{1, 1, 1}, "就是现在这一户"},
    {{3, 2, 1}, "还没有打分"},
    {{1, 2, 1}, "已经打了分"},
    {{1, 3, 1}, "回避"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++)
    assert_refused (xp_move_work_put (marking, &CASES[i].move, &error), &error, CASES[i].words);
  const XpMarksMove clean = {1, 3, 2}; /* nothing found is a sheet too, and another judge's */
  g_autofree char *told = xp_move_work_describe (marking, &clean, &error);
  g_assert_nonnull (strstr (told, "没有扣分"));
  g_assert_true (xp_move_work_put (marking, &clean, &error));
  g_assert_cmpint (entered (marking, 1, 1, "4"), ==, 2);
  g_object_unref (marking);
}

static void
test_nothing_is_moved_after_the_marking (TestDesk *f, gconstpointer unused)
{
  const int64_t uid =
    test_desk_post_round (f, "一轮", NULL, HEAD "1,,4,2\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  XpMarking *marking = begin (f, uid);
  g_autoptr (GError) error = NULL;
  const XpMarksMove move = {1, 2, 0};
  assert_refused (xp_move_work_put (marking, &move, &error), &error, "不能再移");
  g_object_unref (marking);
}

/* ---- as the last time ---- */

static void
test_the_last_time_fills_blank_cells (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  XpMarking *first = begin (f, open_round (f, "零轮", NULL));
  assert_refused (xp_copy_work_put (first, 1, 0, &told, &error), &error, "没有上次");
  g_object_unref (first);
  test_desk_post_round (
    f,
    "一轮",
    NULL,
    HEAD "1,,4,2\n1,,15,1\n1,,20,不适用\n1,,V1,是\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  const int64_t uid = open_round (f, "二轮", NULL);
  test_desk_mark (f, uid, HEAD "1,,4,5\n");
  XpMarking *marking = begin (f, uid);
  g_assert_true (xp_copy_work_put (marking, 1, 0, &told, &error));
  g_assert_cmpstr (told, ==, "照一轮录了2项：第15项1处、第20项不适用");
  g_assert_cmpint (entered (marking, 1, 0, "4"), ==, 5);
  g_assert_cmpint (entered (marking, 1, 0, "15"), ==, 1);
  g_assert_cmpint (entered (marking, 1, 0, "V1"), ==, -1);
  assert_refused (xp_copy_work_put (marking, 1, 0, NULL, &error), &error, "都打过了");
  assert_refused (xp_copy_work_put (marking, 2, 0, NULL, &error), &error, "没有记");
  g_object_unref (marking);
  test_desk_undo (f, "一社 张三 照上次的录 2项");
  test_desk_assert_in_order (f);
}

static void
test_a_judge_is_found_by_the_name (TestDesk *f, gconstpointer unused)
{
  static const char *const BEFORE[] = {"甲", "乙", NULL};
  static const char *const NOW[] = {"丙", "乙", NULL};
  g_autoptr (GError) error = NULL;
  test_desk_post_round (f,
                        "一轮",
                        BEFORE,
                        HEAD "1,甲,4,2\n1,乙,4,1\n1,甲,*,无扣分\n1,乙,*,无扣分\n2,甲,*,无扣分\n"
                             "2,乙,*,无扣分\n3,甲,*,无扣分\n3,乙,*,无扣分\n");
  XpMarking *marking = begin (f, open_round (f, "二轮", NOW));
  assert_refused (xp_copy_work_put (marking, 1, 1, NULL, &error), &error, "没有丙打的表");
  g_assert_true (xp_copy_work_put (marking, 1, 2, NULL, &error));
  g_assert_cmpint (entered (marking, 1, 2, "4"), ==, 1);
  g_object_unref (marking);
}

static void
test_a_new_household_had_nothing (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  test_desk_post_round (f, "一轮", NULL, HEAD "1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  static const char *const NOBODY[] = {NULL};
  test_desk_add (f, "一社", "赵六", NOBODY);
  XpMarking *marking = begin (f, open_round (f, "二轮", NULL));
  assert_refused (xp_copy_work_put (marking, 4, 0, NULL, &error), &error, "上次没有参评");
  g_object_unref (marking);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/desk/marking/words", test_words_stay_when_the_count_changes);
  ADD ("/desk/marking/few-words", test_words_are_a_few);
  ADD ("/desk/marking/move", test_a_sheet_is_moved_in_one_step);
  ADD ("/desk/marking/move-refused", test_a_sheet_is_not_moved_where_it_may_not_stand);
  ADD ("/desk/marking/move-late", test_nothing_is_moved_after_the_marking);
  ADD ("/desk/marking/copy", test_the_last_time_fills_blank_cells);
  ADD ("/desk/marking/copy-judge", test_a_judge_is_found_by_the_name);
  ADD ("/desk/marking/copy-new", test_a_new_household_had_nothing);
#undef ADD
  return g_test_run ();
}

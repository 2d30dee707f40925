/* 签到: who came and left, who was there at a moment, and whether they are enough. */
#include "xp-attendance-work.h"
#include "xp-test-desk.h"

#include <string.h>

static const char *const JUDGES[] = {"甲", "乙", "丙", NULL};
static const XpRoundSpec ROUND = {.rubric_id = "ganjing-renjia",
                                  .name = "一轮",
                                  .judges = JUDGES,
                                  .combine = "平均",
                                  .line = "90",
                                  .quota = "无"};

static void
assert_list (TestDesk *f, int64_t uid, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAttendance) attendance = xp_attendance_work_load (f->desk, uid, &error);
  g_assert_no_error (error);
  g_autoptr (GString) text = g_string_new (attendance->sentence);
  for (guint i = 0; i < attendance->lines->len; i++) {
    const XpAttendanceLine *line = attendance->lines->pdata[i];
    g_string_append_printf (text, "|%s%s", line->is_here ? "+" : "", line->words);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static int
count (TestDesk *f, int64_t uid, const char *moment)
{
  g_autoptr (GError) error = NULL;
  int n_members = 0;
  const int n = xp_attendance_work_count_present (f->desk, uid, moment, &n_members, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_members, ==, 3);
  return n;
}

typedef bool (*Deed) (
  XpDesk *desk, int64_t round_uid, int judge_no, const char *moment, GError **error);

static void
take (TestDesk *f, Deed deed, int64_t uid, int judge_no, const char *moment)
{
  g_autoptr (GError) error = NULL;
  deed (f->desk, uid, judge_no, moment, &error);
  g_assert_no_error (error);
}

static void
refuse (TestDesk *f, Deed deed, int64_t uid, int judge_no, const char *moment, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (deed (f->desk, uid, judge_no, moment, &error));
  g_assert_cmpstr (error->message, ==, says);
}

static void
test_an_evening (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  assert_list (f, uid, "应到3人，实到0人，不到三分之二（至少2人），还不能开会。|||");
  take (f, xp_attendance_work_come, uid, 1, "19:00");
  take (f, xp_attendance_work_come, uid, 2, "１９：２５");
  assert_list (f, uid, "应到3人，实到2人，正好三分之二（至少2人），可以开会。|+19:00到|+19:25到|");
  take (f, xp_attendance_work_leave, uid, 1, "20点10分");
  assert_list (f,
               uid,
               "应到3人，实到1人，不到三分之二（至少2人），还不能开会。|19:00到，20:10离开|"
               "+19:25到|");
  take (f, xp_attendance_work_come, uid, 1, "2026-10-12T20:30");
  take (f, xp_attendance_work_come, uid, 3, "20:40");
  assert_list (f,
               uid,
               "应到3人，实到3人，过三分之二（至少2人），可以开会。|"
               "+19:00到，20:10离开，20:30又到|+19:25到|+20:40到");
  g_assert_cmpint (count (f, uid, "18:59"), ==, 0);
  g_assert_cmpint (count (f, uid, "19:00"), ==, 1);
  g_assert_cmpint (count (f, uid, "20:09"), ==, 2);
  g_assert_cmpint (count (f, uid, "20:10"), ==, 1);
  g_assert_cmpint (count (f, uid, "20:30"), ==, 2);
  g_assert_cmpint (count (f, uid, NULL), ==, 3);
  test_desk_undo (f, "丙 20:40到");
  g_assert_cmpint (count (f, uid, NULL), ==, 2);
  test_desk_assert_in_order (f);
}

static void
test_what_cannot_be (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  refuse (f, xp_attendance_work_leave, uid, 1, NULL, "甲 还没有签到，不用记离开。请先记到了。");
  take (f, xp_attendance_work_come, uid, 1, "19:00");
  refuse (f,
          xp_attendance_work_come,
          uid,
          1,
          "19:10",
          "甲 已经签到了，没有变动。走的时候请记离开。");
  refuse (f,
          xp_attendance_work_leave,
          uid,
          1,
          "18:30",
          "走的时间2026-10-12T18:30比到的时间2026-10-12T19:00还早，没有记上。请再看一下钟。");
  take (f, xp_attendance_work_leave, uid, 1, "20:00");
  refuse (f,
          xp_attendance_work_come,
          uid,
          1,
          "19:30",
          "甲 是20:00离开的，不能在这以前又到，没有记上。请再看一下钟。");
  refuse (f,
          xp_attendance_work_come,
          uid,
          2,
          "25:00",
          "时间“25:00”看不懂，没有记上。请写成 19:05 这样，空着就是现在。");
  refuse (f, xp_attendance_work_come, uid, 9, NULL, "没有这一位评委，没有记上。请从名单里选。");
}

static void
test_who_does_not_come (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  g_autoptr (GError) error = NULL;
  test_desk_mark (f, uid, "household,judge,item,mark\n1,甲,*,无扣分\n1,乙,*,无扣分\n");
  g_assert_true (xp_attendance_work_set_absent (f->desk, uid, 3, true, &error));
  g_autofree char *sentences = test_desk_last_sentences (f);
  g_assert_nonnull (strstr (sentences, "丙"));
  assert_list (f, uid, "应到3人，实到0人，不到三分之二（至少2人），还不能开会。|||缺席");
  g_autoptr (XpLoadedRound) without = xp_round_work_load (f->desk, uid, &error);
  g_assert_true (xp_tally_get_total (without->tally, 1)->has_total);
  take (f, xp_attendance_work_come, uid, 3, "20:00");
  g_autoptr (XpLoadedRound) with = xp_round_work_load (f->desk, uid, &error);
  g_assert_false (with->round->judges[2].is_absent);
  g_assert_false (xp_tally_get_total (with->tally, 1)->has_total);
  g_assert_false (xp_attendance_work_set_absent (f->desk, uid, 3, true, &error));
  g_assert_cmpstr (error->message, ==, "丙 今天签过到，不能记缺席。走了请记离开，签错了请撤销。");
}

/* After 算分 an absence would change the sums; who comes late still counts for the votes. */
static void
test_after_the_sums (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_attendance_work_set_absent (f->desk, uid, 3, true, &error));
  test_desk_mark (f,
                  uid,
                  "household,judge,item,mark\n1,甲,*,无扣分\n1,乙,*,无扣分\n2,甲,*,无扣分\n"
                  "2,乙,*,无扣分\n3,甲,*,无扣分\n3,乙,*,无扣分\n");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  take (f, xp_attendance_work_come, uid, 3, "20:30");
  g_assert_cmpint (count (f, uid, NULL), ==, 1);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_assert_true (loaded->round->judges[2].is_absent);
  g_assert_false (xp_attendance_work_set_absent (f->desk, uid, 2, true, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "已经算过分了，缺席会改动分数，没有记上。要改就先退回打分，写明理由。");
}

static void
test_the_fraction_is_the_rounds (TestDesk *f, gconstpointer unused)
{
  XpRoundSpec spec = ROUND;
  spec.quorum = "过半数";
  const int64_t uid = test_desk_open (f, &spec);
  assert_list (f, uid, "应到3人，实到0人，不到半数（至少2人），还不能开会。|||");
  g_autoptr (GError) error = NULL;
  spec.quorum = "多数";
  g_assert_cmpint (xp_round_work_open (f->desk, &spec, &error), ==, 0);
  g_assert_cmpstr (error->message,
                   ==,
                   "到多少人才能开会，写的是“多数”，看不懂。请写成 2/3、三分之二 或 过半数。");
}

#define CASE(name, function)                                                                       \
  g_test_add ("/attendance/" name, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("evening", test_an_evening);
  CASE ("refused", test_what_cannot_be);
  CASE ("absent", test_who_does_not_come);
  CASE ("after-the-sums", test_after_the_sums);
  CASE ("quorum", test_the_fraction_is_the_rounds);
  return g_test_run ();
}

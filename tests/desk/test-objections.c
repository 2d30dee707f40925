/* What is said against a posted list: who may check it, when it is due, what waits for it. */
#include "xp-objection-work.h"
#include "xp-test-desk.h"

#include <string.h>

static const char *const JUDGES[] = {"甲", "乙", NULL};

static int64_t
post (TestDesk *f, bool is_consensus)
{
  return test_desk_post_round (f,
                               "一轮",
                               is_consensus ? NULL : JUDGES,
                               is_consensus ? "household,judge,item,mark\n"
                                              "1,,*,无扣分\n2,,*,无扣分\n3,,*,没碰上人\n"
                                            : "household,judge,item,mark\n"
                                              "1,甲,*,无扣分\n1,乙,*,无扣分\n"
                                              "2,甲,*,无扣分\n2,乙,*,无扣分\n3,甲,*,没碰上人\n");
}

static XpObjectionLine *
only_line (TestDesk *f, int64_t round_uid, GPtrArray **out_lines)
{
  *out_lines = xp_objection_work_list (f->desk, round_uid, NULL);
  g_assert_cmpuint ((*out_lines)->len, ==, 1);
  return (*out_lines)->pdata[0];
}

static void
test_it_is_received_answered_and_lets_the_round_go_on (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = post (f, false);
  const XpObjectionSpec spec = {1, "", "第7项算重了", "赵主任", "钱监委", NULL};
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, &error), ==, 1);
  g_autoptr (GPtrArray) lines = NULL;
  const XpObjectionLine *line = only_line (f, uid, &lines);
  g_assert_cmpstr (line->who, ==, "一社 张三");
  g_assert_cmpstr (line->by, ==, "");
  g_assert_cmpstr (line->words, ==, "第7项算重了");
  g_assert_cmpstr (line->received_on, ==, "2026-10-12");
  g_assert_cmpstr (line->due_on, ==, "2026-10-15");

  test_desk_reopen (f, "2026-10-30");
  g_autoptr (GError) refused = NULL;
  g_assert_false (xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &refused));
  g_assert_nonnull (strstr (refused->message, "第1条意见（一社 张三）还没有答复"));
  g_assert_false (xp_objection_work_answer (f->desk, uid, 1, true, "", NULL));
  g_assert_true (xp_objection_work_answer (f->desk, uid, 1, false, "复看过，没有重复", &error));
  g_assert_false (xp_objection_work_answer (f->desk, uid, 1, true, "又看", NULL));
  g_autofree char *told = test_desk_last_sentences (f);
  g_assert_cmpstr (told, ==, "第1条意见（一社 张三）答复：不成立");

  test_desk_undo (f, "第1条意见（一社 张三）答复：不成立");
  test_desk_undo (f, "第1条意见：一社 张三");
  test_desk_assert_in_order (f);
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error));
  g_autoptr (GError) late = NULL;
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, &late), ==, 0);
  g_assert_nonnull (strstr (late->message, "公示期间"));
}

static void
test_who_has_a_part_in_it_does_not_check (TestDesk *f, gconstpointer unused)
{
  static const struct {
    const char *why;
    int entrant_no;
    const char *first, *second, *words, *says;
  } CASES[] = {
    {"a judge who marked", 1, "甲", "钱监委", "重了", "甲是给这次评选打分的评委"},
    {"a judge, against the whole list", 0, "赵主任", "乙", "重了", "乙是给这次评选打分的评委"},
    {"the head", 1, "张三", "钱监委", "重了", "张三是这一户的人"},
    {"a person of the household", 1, "赵主任", "刘芳", "重了", "刘芳是这一户的人"},
    {"twice the same", 1, "赵主任", "赵 主任", "重了", "两个核查人都写的是赵主任"},
    {"one alone", 1, "赵主任", NULL, "重了", "两个人核查"},
    {"nothing said", 1, "赵主任", "钱监委", "", "还没有写是什么意见"},
  };
  const int64_t uid = post (f, false);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    const XpObjectionSpec spec =
      {CASES[i].entrant_no, "某人", CASES[i].words, CASES[i].first, CASES[i].second, NULL};
    g_autoptr (GError) error = NULL;
    g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, &error), ==, 0);
    if (strstr (error->message, CASES[i].says) == NULL)
      g_error ("%s: %s", CASES[i].why, error->message);
  }
  /* 没碰上人: no judge marked household 3 */
  const XpObjectionSpec fine = {3, "某人", "没来过", "甲", "赵主任", "2026-10-10"};
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &fine, &error), ==, 1);
  g_assert_no_error (error);
}

static void
test_a_list_that_does_not_hang_yet_has_no_objections (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec round = {.rubric_id = "ganjing-renjia",
                             .name = "二轮",
                             .notice_length = 7,
                             .notice_counts = "天"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &round, &error);
  const XpObjectionSpec spec = {1, "某人", "重了", "赵主任", "钱监委", NULL};
  g_autoptr (GError) refused = NULL;
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, &refused), ==, 0);
  g_assert_error (refused, XP_ERROR, XP_ERROR_REFUSED);

  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, NULL);
  g_assert_cmpint (loaded->round->rules.notice_length, ==, 7);
  g_assert_false (loaded->round->rules.notice_counts_workdays);
  g_autoptr (GPtrArray) rounds = xp_round_work_list (f->desk, NULL);
  const XpRoundLine *line = rounds->pdata[0];
  g_assert_cmpstr (line->title, ==, "干净人家");
  g_assert_cmpint (line->year, ==, 2026);
}

static void
test_two_days_of_notice_are_too_few (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec round = {.rubric_id = "ganjing-renjia", .name = "二轮", .notice_length = 2};
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_round_work_open (f->desk, &round, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "应为3到60"));
}

static void
test_under_consensus_no_judge_checks (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec round = {.rubric_id = "ganjing-renjia",
                             .name = "合议",
                             .combine = "合议",
                             .judges = JUDGES,
                             .line = "100",
                             .quota = "无"};
  g_autoptr (GError) error = NULL;
  const int64_t uid =
    test_desk_post (f,
                    &round,
                    "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,*,没碰上人\n");
  const XpObjectionSpec spec = {3, "某人", "没来过", "甲", "赵主任", NULL};
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "甲是给这次评选打分的评委"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/objections/answered", test_it_is_received_answered_and_lets_the_round_go_on);
  ADD ("/objections/checkers", test_who_has_a_part_in_it_does_not_check);
  ADD ("/objections/consensus", test_under_consensus_no_judge_checks);
  ADD ("/objections/not-posted", test_a_list_that_does_not_hang_yet_has_no_objections);
  ADD ("/objections/notice", test_two_days_of_notice_are_too_few);
#undef ADD
  return g_test_run ();
}

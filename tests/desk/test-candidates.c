/* Who may be put up as 精巴媳妇, and why the others may not. */
#include "xp-candidate-work.h"
#include "xp-test-desk.h"

#include <string.h>

/* A whole round of 干净人家, from opening to 公布; awarded is who has 100. */
static void
run_a_round (TestDesk *f, const char *name, const char *marks)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = test_desk_post_round (f, name, NULL, marks);
  g_date_add_days (&f->clock.today, 20);
  test_desk_reopen (f, NULL);
  xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error);
  g_assert_no_error (error);
}

#define ZHANG_IS_CLEAN                                                                             \
  "household,judge,item,mark\n1,,*,无扣分\n2,,4,1\n2,,*,无扣分\n3,,4,1\n3,,*,无扣分\n"
#define NOBODY_IS_CLEAN                                                                            \
  "household,judge,item,mark\n1,,4,1\n1,,*,无扣分\n2,,4,1\n2,,*,无扣分\n3,,4,1\n3,,*,无扣分\n"

static const XpCandidate *
candidate_of (const GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (((XpCandidate *) list->pdata[i])->person->name, name) == 0)
      return list->pdata[i];
  g_assert_not_reached ();
}

static GPtrArray *
list_them (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = xp_candidate_work_list (f->desk, "jingba-xifu", &error);
  g_assert_no_error (error);
  return list;
}

static void
refuse_taking_part (TestDesk *f, int64_t household_uid, const char *name)
{
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, household_uid);
  for (guint i = 0; i < card->persons->len; i++) {
    XpPersonCard *person = card->persons->pdata[i];
    if (strcmp (person->name, name) != 0)
      continue;
    g_free (person->taking_part);
    person->taking_part = g_strdup ("不同意");
    g_assert_cmpint (xp_person_work_save (f->desk, household_uid, person, NULL), !=, 0);
  }
}

static void
test_only_women_of_clean_homes_are_offered (TestDesk *f, gconstpointer unused)
{
  static const char *const ZHAO[] = {"赵六 m 户主", "孙兰 - 妻", NULL};
  g_autoptr (GPtrArray) before = list_them (f);
  g_assert_cmpstr (candidate_of (before, "李梅")->reason, ==, "本村还没有公布过“干净人家”");
  run_a_round (f, "第一次", ZHANG_IS_CLEAN);
  test_desk_add (f, "二社", "赵六", ZHAO);
  refuse_taking_part (f, f->zhang, "刘芳");

  g_autoptr (GPtrArray) list = list_them (f);
  g_assert_cmpuint (list->len, ==, 8);
  g_assert_cmpstr (((XpCandidate *) list->pdata[0])->person->name, ==, "李梅");
  g_assert_true (candidate_of (list, "李梅")->is_offered);
  g_assert_cmpstr (candidate_of (list, "张三")->reason, ==, "不是女性");
  g_assert_cmpstr (candidate_of (list, "孙兰")->reason, ==, "没有写性别，请补上");
  g_assert_cmpstr (candidate_of (list, "王英")->reason, ==, "一社2号李四家没有“干净人家”称号");
  g_assert_cmpstr (candidate_of (list, "刘芳")->reason, ==, "本人不同意参评");
  g_assert_true (xp_candidate_matches (candidate_of (list, "李梅"), "lm"));
  g_assert_true (xp_candidate_matches (candidate_of (list, "李梅"), "1-2"));
  g_assert_false (xp_candidate_matches (candidate_of (list, "李梅"), "wy"));
  test_desk_assert_in_order (f);
}

static void
test_a_title_counts_for_two_rounds (TestDesk *f, gconstpointer unused)
{
  run_a_round (f, "第一次", ZHANG_IS_CLEAN);
  run_a_round (f, "第二次", NOBODY_IS_CLEAN);
  g_autoptr (GPtrArray) second = list_them (f);
  g_assert_true (candidate_of (second, "李梅")->is_offered);
  run_a_round (f, "第三次", NOBODY_IS_CLEAN);
  g_autoptr (GPtrArray) third = list_them (f);
  g_assert_cmpstr (candidate_of (third, "李梅")->reason, ==, "一社1号张三家没有“干净人家”称号");
}

static void
test_a_form_of_households_has_no_candidates (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_candidate_work_list (f->desk, "ganjing-renjia", &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  const XpRoundSpec spec = {.rubric_id = "jingba-xifu", .name = "精巴媳妇"};
  g_autoptr (GError) refused = NULL;
  g_assert_cmpint (xp_round_work_open (f->desk, &spec, &refused), ==, 0);
  g_assert_error (refused, XP_ERROR, XP_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/candidates/offered", test_only_women_of_clean_homes_are_offered);
  ADD ("/candidates/two-rounds", test_a_title_counts_for_two_rounds);
  ADD ("/candidates/households", test_a_form_of_households_has_no_candidates);
#undef ADD
  return g_test_run ();
}

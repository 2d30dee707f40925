/* What the model refuses that no other test asks it. */
#include "xp-calendar.h"
#include "xp-error.h"
#include "xp-mark.h"
#include "xp-round.h"
#include "xp-wording.h"

#include <string.h>

#include "xp-raised.h"

static void
test_marks (void)
{
  const XpItem answer = {.no = "V1", .name = "设赌", .mode = XP_MODE_VETO};
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_mark_check (&answer, 2, &error));
  assert_says (&error, "V1 设赌请答“是”或“否”");
}

static void
test_marks_as_written (void)
{
  static XpRung rungs[] = {{(char *) "优", 0, 1000}, {(char *) "良", 0, 800}};
#define NAMED .no = (char *) "3", .name = (char *) "邻里评议", .unit = (char *) "次"
  static const struct {
    XpItem item;
    const char *text;
    const char *says;
  } CASES[] = {
    {{NAMED, .mode = XP_MODE_VOTE}, "100000", "得了几票，只能是0到99999"},
    {{NAMED, .mode = XP_MODE_TIER}, "1000000", "累计多少次，只能是0到999999.99"},
    {{NAMED, .mode = XP_MODE_TIER}, "多", "不是数字"},
    {{NAMED, .mode = XP_MODE_GRADE, .rungs = rungs, .n_rungs = 2}, "中", "不是这一项的等次"},
    {{NAMED, .mode = XP_MODE_PAIR}, "三", "应写几次好、几次不好"},
    {{NAMED, .mode = XP_MODE_EVENT}, "1", "由全年积分带出，不用打分"},
  };
  g_autoptr (GError) error = NULL;
  int64_t entered = 0;
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_assert_false (xp_mark_parse (&CASES[i].item, CASES[i].text, &entered, &error));
    assert_says (&error, CASES[i].says);
  }
  g_assert_false (xp_mark_check (&CASES[3].item, 3, &error));
  assert_says (&error, "只能评优、良，刚才输入的是“3”");
}

static void
test_quotas (void)
{
  XpQuota quota;
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_quota_from_text ("三成", &quota, &error));
  assert_says (&error, "名额“三成”看不懂");
  g_assert_true (xp_quota_from_text ("每组3", &quota, &error));
  g_assert_cmpint (quota.kind, ==, XP_QUOTA_GROUP);
  g_assert_cmpint (quota.value, ==, 3);
}

static void
test_days_off (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (
    xp_calendar_new_from_csv ("day,is_workday,label\n2026-10-01,放,国庆\n", "放假.csv", &error));
  assert_says (&error, "放假.csv 第2行应为");
}

static void
test_wordings (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_wording_load ("/没有/公示.txt", &error));
  assert_says (&error, "用语文件“公示.txt”读不出来");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raise-models/marks", test_marks);
  g_test_add_func ("/raise-models/marks-as-written", test_marks_as_written);
  g_test_add_func ("/raise-models/quotas", test_quotas);
  g_test_add_func ("/raise-models/days-off", test_days_off);
  g_test_add_func ("/raise-models/wordings", test_wordings);
  return g_test_run ();
}

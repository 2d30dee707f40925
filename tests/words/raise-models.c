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
  const XpItem vote = {.no = "3", .name = "邻里评议", .mode = XP_MODE_VOTE};
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_mark_check (&answer, 2, &error));
  assert_says (&error, "V1 设赌请答“是”或“否”");
  g_assert_false (xp_mark_check (&vote, 1, &error));
  assert_says (&error, "第3项邻里评议的记分方式（村民投票");
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
  g_test_add_func ("/raise-models/quotas", test_quotas);
  g_test_add_func ("/raise-models/days-off", test_days_off);
  g_test_add_func ("/raise-models/wordings", test_wordings);
  return g_test_run ();
}

/* 家庭台账: what a household reads of its years, and what it does not. */
#include "xp-ledger-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"
#include "xp-title-work.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

/* 张三 is on the list, 李四 is not, 王五 did not take part. */
static const char MARKS[] = HEAD "1,,*,无扣分\n2,,4,2\n2,,*,无扣分\n3,,*,本次不参评\n";

static char *
print (TestDesk *f, int household)
{
  const XpPrintOptions options = {.household = household};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, "household-record", 0, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in “%s”", words, text);
}

static void
assert_never_says (const char *text, const char *words)
{
  if (strstr (text, words) != NULL)
    g_error ("“%s” is in “%s”", words, text);
}

static void
assert_refused (TestDesk *f, XpPrintOptions options, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, "household-record", 0, &options, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, sentence);
}

static int64_t
publish (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = test_desk_post_round (f, "2026年第三季度“干净人家”评选", NULL, MARKS);
  test_desk_reopen (f, "2026-10-20");
  xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error);
  g_assert_no_error (error);
  return uid;
}

static void
test_each_reads_of_itself_alone (TestDesk *f, gconstpointer unused)
{
  static const char *const NEVER[] = {"李四", "王五", "暂缓", "摘", "不参评", "电话"};
  publish (f);
  g_autofree char *zhang = print (f, 1);
  assert_says (zhang, "户主：张三");
  assert_says (zhang, "2026年10月20日");
  assert_says (zhang, "100");
  assert_says (zhang, "永胜〔2026〕1-001");
  assert_says (zhang, "参加评选1次，评上称号1次");
  for (size_t i = 0; i < G_N_ELEMENTS (NEVER); i++)
    assert_never_says (zhang, NEVER[i]);
  g_autofree char *li = print (f, 2);
  assert_says (li, "98");
  assert_says (li, "参加评选1次");
  assert_never_says (li, "评上称号");
  assert_never_says (li, "〔2026〕");
  g_autofree char *wang = print (f, 3);
  assert_says (wang, "这次没有评分");
  assert_never_says (wang, "不参评");
}

static void
test_what_is_not_published_is_not_told (TestDesk *f, gconstpointer unused)
{
  test_desk_post_round (f, "一轮", NULL, MARKS);
  g_autofree char *text = print (f, 1);
  assert_says (text, "还没有参加过评选");
  assert_never_says (text, "一轮");
  assert_never_says (text, "历次评选");
}

static void
test_a_title_taken_back_is_not_spoken_of (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const XpWithdrawalSpec spec = {publish (f), 1, "弄虚作假", "李主任", NULL};
  g_assert_true (xp_title_work_withdraw (f->desk, &spec, &error));
  g_autofree char *text = print (f, 1);
  assert_says (text, "参加评选1次");
  assert_never_says (text, "评上称号");
  assert_never_says (text, "弄虚作假");
  assert_never_says (text, "〔2026〕");
}

static void
test_points_of_the_year (TestDesk *f, gconstpointer unused)
{
  const XpLedgerSpec gained = {.household_uid = f->zhang,
                               .item = "公益劳动",
                               .amount = "3",
                               .on_day = "2026-03-01",
                               .proof = "签到表"};
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_ledger_work_open_year (f->desk, 2026, NULL, &error));
  g_assert_cmpint (xp_ledger_work_add (f->desk, &gained, 1, &error), !=, 0);
  g_autofree char *zhang = print (f, 1);
  assert_says (zhang, "加6分，减0分，兑换用0分");
  assert_says (zhang, "可兑换106分");
  g_autofree char *li = print (f, 2);
  assert_never_says (li, "全年积分");
}

static void
test_nobody_there (TestDesk *f, gconstpointer unused)
{
  static const char *const NOBODY[] = {NULL};
  const XpPrintOptions unknown = {.household = 99}, empty = {.group = "三社"};
  assert_refused (f, unknown, "本村没有99号户，没有台账可印。请写户的编号，农户名单上有。");
  const int64_t uid = test_desk_add (f, "三社", "后来", NOBODY);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_set_state (f->desk, &uid, 1, "closed", &error));
  assert_refused (f,
                  empty,
                  "这里面没有农户，没有台账可印。请先在“农户”里导入名单，或看看选的组对不对。");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)
  ADD ("/print-records/alone", test_each_reads_of_itself_alone);
  ADD ("/print-records/unpublished", test_what_is_not_published_is_not_told);
  ADD ("/print-records/taken-back", test_a_title_taken_back_is_not_spoken_of);
  ADD ("/print-records/points", test_points_of_the_year);
  ADD ("/print-records/nobody", test_nobody_there);
  return g_test_run ();
}

/* The sheets of a year's points: what each tells, and what none of them may. */
#include "xp-ledger-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <string.h>

static char *
print (TestDesk *f, const char *document, int household)
{
  const XpPrintOptions options = {.household = household};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, document, 0, &options, NULL, NULL, &error);
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
assert_refused (TestDesk *f, const char *document, XpPrintOptions options, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, document, 0, &options, NULL, NULL, &error));
  assert_says (error->message, words);
}

static void
add (TestDesk *f, int64_t household_uid, const char *item, const char *amount, const char *on_day)
{
  const XpLedgerSpec spec = {.household_uid = household_uid,
                             .item = item,
                             .amount = amount,
                             .on_day = on_day,
                             .proof = "签到表"};
  g_autoptr (GError) error = NULL;
  xp_ledger_work_add (f->desk, &spec, 1, &error);
  g_assert_no_error (error);
}

/* Zhang gains and takes soap home, gives some back; Li loses; Wang has nothing. */
static void
begin (TestDesk *f)
{
  const XpGoodsSpec soap = {.name = "肥皂", .price = "10", .withdrawn = -1, .count = 9};
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_ledger_work_open_year (f->desk, 2026, NULL, &error));
  add (f, f->zhang, "公益劳动", "3", "2026-03-01");
  add (f, f->zhang, "志愿服务", "52", "2026-05-01");
  add (f, f->zhang, "大操大办", NULL, "2026-06-01");
  add (f, f->li, "打架斗殴", NULL, "2026-07-01");
  g_assert_true (xp_ledger_work_put_goods (f->desk, &soap, &error));
  g_autoptr (GPtrArray) goods = xp_ledger_work_list_goods (f->desk, NULL);
  const int64_t uid = ((XpGoodsLine *) goods->pdata[0])->uid;
  g_assert_true (xp_ledger_work_redeem (f->desk, 0, f->zhang, uid, 3, &error));
  g_assert_true (xp_ledger_work_redeem (f->desk, 0, f->li, uid, 1, &error));
  g_autoptr (XpLedgerStory) story = xp_ledger_work_load_story (f->desk, 2026, f->li, &error);
  const XpRedemptionLine *returned = story->redemptions->pdata[0];
  g_assert_true (xp_ledger_work_return (f->desk, returned->uid, &error));
  g_assert_no_error (error);
}

static void
test_a_household_reads_its_year (TestDesk *f, gconstpointer unused)
{
  begin (f);
  g_autofree char *text = print (f, "household-points", 1);
  assert_says (text, "全年积分单");
  assert_says (text, "张三家：");
  assert_says (text, "3月1日公益劳动3人次加6分签到表");
  assert_says (text, "5月1日志愿服务52小时加10分签到表");
  assert_says (text, "6月1日大操大办1次减10分签到表");
  assert_says (text, "10月12日肥皂3件用30分");
  assert_says (text, "评比分：106分可兑换积分：76分");
  assert_says (text, "基础分100＋加分16－减分10＝106分");
  assert_says (text, "评比分106＋上年结余0－已兑换30＝76分");
  g_assert_null (strstr (text, "李四"));

  g_autofree char *nothing = print (f, "household-points", 3);
  assert_says (nothing, "这一年还没有加分，也没有减分");
  g_autofree char *all = print (f, "household-points", 0);
  assert_says (all, "已退回，不用分");
  g_assert_null (strstr (all, "王五"));
  assert_refused (f, "household-points", (XpPrintOptions){.household = 9}, "本村没有9号户");
}

static void
test_who_is_barred_reads_it (TestDesk *f, gconstpointer unused)
{
  begin (f);
  add (f, f->li, "20", NULL, "2026-08-01");
  g_autofree char *text = print (f, "household-points", 2);
  assert_says (text, "本户暂缓，另行评议");
}

/* No reasons, no places, and nobody who lost any. */
static void
test_the_board_shames_nobody (TestDesk *f, gconstpointer unused)
{
  static const char *const NEVER[] = {"李四", "王五", "大操大办", "劳动", "肥皂", "76", "名次："};
  begin (f);
  g_autofree char *text = print (f, "points-notice", 0);
  assert_says (text, "永胜村2026年积分公示");
  assert_says (text, "一社1户");
  assert_says (text, "1张三106");
  for (size_t i = 0; i < G_N_ELEMENTS (NEVER); i++)
    g_assert_null (strstr (text, NEVER[i]));
  g_auto (GStrv) warnings = xp_printing_list_warnings (f->desk, "points-notice", 0);
  assert_says (warnings[0], "榜上有1户还没有问过愿不愿意上榜");
}

static void
test_who_does_not_want_to_be_named_is_not (TestDesk *f, gconstpointer unused)
{
  begin (f);
  add (f, f->wang, "公益劳动", "1", "2026-03-01");
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  g_autoptr (GError) error = NULL;
  g_free (card->naming);
  card->naming = g_strdup ("refused");
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  g_assert_no_error (error);
  g_autofree char *text = print (f, "points-notice", 0);
  g_assert_null (strstr (text, "张三"));
  assert_says (text, "王五102");
  assert_says (text, "按本人意愿，另有加了分的家庭不在榜上列名");
}

static void
test_redemptions_are_signed_for (TestDesk *f, gconstpointer unused)
{
  begin (f);
  g_autofree char *text = print (f, "redemptions", 0);
  assert_says (text, "共兑换1次，用30分");
  assert_says (text, "10月12日1张三肥皂330");
  assert_says (text, "已退回");
  assert_says (text, "领的人签字");
  assert_says (text, "经手人");
}

static void
test_what_is_not_there_is_said (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const XpPrintOptions none = {0};
  assert_refused (f, "household-points", none, "还没有开始记积分，没有可印的");
  g_assert_true (xp_ledger_work_open_year (f->desk, 2026, NULL, &error));
  assert_refused (f, "household-points", none, "还没有记过哪一户的积分");
  assert_refused (f, "points-notice", none, "2026年还没有加了分、愿意上榜的人家");
  assert_refused (f, "redemptions", none, "2026年还没有兑换过物品");
  assert_refused (f, "redemptions", (XpPrintOptions){.year = 2025}, "2025年的积分还没有开始");
  assert_refused (f, "points-notice", (XpPrintOptions){.household = 1}, "没有这样的印法");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/print-points/household", test_a_household_reads_its_year);
  ADD ("/print-points/barred", test_who_is_barred_reads_it);
  ADD ("/print-points/board", test_the_board_shames_nobody);
  ADD ("/print-points/not-named", test_who_does_not_want_to_be_named_is_not);
  ADD ("/print-points/redemptions", test_redemptions_are_signed_for);
  ADD ("/print-points/nothing", test_what_is_not_there_is_said);
#undef ADD
  return g_test_run ();
}

/* The points of a year: written down, taken back, redeemed, closed, and what rounds take over. */
#include "xp-ledger-work.h"
#include "xp-test-desk.h"

#include <sqlite3.h>
#include <string.h>

static void
assert_says (GError **error, const char *words)
{
  g_assert_nonnull (*error);
  if (strstr ((*error)->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, (*error)->message);
  g_clear_error (error);
}

static void
open_year (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  xp_ledger_work_open_year (f->desk, 2026, NULL, &error);
  g_assert_no_error (error);
}

static void
add (TestDesk *f, int64_t household_uid, const char *item, const char *amount, const char *on_day)
{
  const XpLedgerSpec spec = {.household_uid = household_uid,
                             .item = item,
                             .amount = amount,
                             .on_day = on_day};
  g_autoptr (GError) error = NULL;
  xp_ledger_work_add (f->desk, &spec, 1, &error);
  g_assert_no_error (error);
}

static XpLedgerStory *
story_of (TestDesk *f, int64_t household_uid)
{
  g_autoptr (GError) error = NULL;
  XpLedgerStory *story = xp_ledger_work_load_story (f->desk, 2026, household_uid, &error);
  g_assert_no_error (error);
  return story;
}

static void
assert_balances (TestDesk *f, int64_t household_uid, int64_t score, int64_t redeemable)
{
  g_autoptr (XpLedgerStory) story = story_of (f, household_uid);
  g_assert_cmpint (story->ledger->score_hundredths, ==, score);
  g_assert_cmpint (story->ledger->redeemable_hundredths, ==, redeemable);
}

static int64_t
put_soap (TestDesk *f, int count)
{
  const XpGoodsSpec spec = {.name = "肥皂", .price = "10", .withdrawn = -1, .count = count};
  g_autoptr (GError) error = NULL;
  xp_ledger_work_put_goods (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) goods = xp_ledger_work_list_goods (f->desk, NULL);
  return ((XpGoodsLine *) goods->pdata[goods->len - 1])->uid;
}

/* Worked example 11. */
static void
add_example (TestDesk *f)
{
  add (f, f->zhang, "公益劳动", "3", "2026-03-01");
  add (f, f->zhang, "2", NULL, "2026-04-02");
  add (f, f->zhang, "垃圾分类", NULL, "2026-04-20");
  add (f, f->zhang, "志愿服务", "52", "2026-05-01");
  add (f, f->zhang, "3", NULL, "2026-06-01");
  add (f, f->zhang, "3", NULL, "2026-07-01");
}

static void
test_a_year (TestDesk *f, gconstpointer unused)
{
  static const char *const WORDS[] =
    {"加6分", "加1分", "已达封顶", "加10分", "只登记劝告，不扣分", "减2分"};
  open_year (f);
  add_example (f);
  const int64_t soap = put_soap (f, 5);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_ledger_work_redeem (f->desk, 0, f->zhang, soap, 3, &error));
  g_assert_no_error (error);
  assert_balances (f, f->zhang, 11500, 8500);
  assert_balances (f, f->li, 10000, 10000);

  g_autoptr (XpLedgerStory) story = story_of (f, f->zhang);
  g_assert_cmpuint (story->events->len, ==, G_N_ELEMENTS (WORDS));
  for (guint i = 0; i < story->events->len; i++)
    g_assert_cmpstr (((XpLedgerEventLine *) story->events->pdata[i])->words, ==, WORDS[i]);
  const XpLedgerEventLine *first = story->events->pdata[0];
  g_assert_cmpstr (first->amount, ==, "3人次");
  g_assert_cmpstr (((XpLedgerEventLine *) story->events->pdata[3])->amount, ==, "52小时");
  const XpRedemptionLine *taken = story->redemptions->pdata[0];
  g_assert_cmpint (taken->points_hundredths, ==, 3000);

  g_assert_true (xp_ledger_work_return (f->desk, taken->uid, &error));
  assert_balances (f, f->zhang, 11500, 11500);
  g_assert_false (xp_ledger_work_return (f->desk, taken->uid, &error));
  assert_says (&error, "已经退回了");
  g_assert_false (xp_ledger_work_return (f->desk, 12345, &error));
  assert_says (&error, "这一次兑换已经不在了");
  g_assert_true (xp_ledger_work_reverse (f->desk, first->uid, "记错了户", &error));
  assert_balances (f, f->zhang, 10900, 10900);
  test_desk_assert_in_order (f);

  g_autoptr (GPtrArray) households = xp_ledger_work_list (f->desk, 2026, &error);
  g_assert_cmpuint (households->len, ==, 3);
  const XpLedgerHousehold *zhang = households->pdata[0];
  g_assert_cmpstr (zhang->household->head, ==, "张三");
  g_assert_cmpint (zhang->score_hundredths, ==, 10900);
  g_assert_cmpint (zhang->n_events, ==, 7);
}

static void
test_the_echo_says_what_would_be (TestDesk *f, gconstpointer unused)
{
  static const struct {
    XpLedgerSpec spec;
    const char *says;
  } CASES[] = {
    {{.item = "5", .amount = "3"}, "公益劳动 3人次，加6分。评比分106，可兑换积分106。"},
    {{.item = "垃圾分类达标", .amount = "2"}, "垃圾分类达标 2次，加1分，已达封顶。评比分101"},
    {{.item = "乱倒"}, "乱倒垃圾污水 1次，只登记劝告，不扣分。评比分100"},
    {{.item = "7", .amount = "9.5"}, "志愿服务 9.5小时，记入累计，还没到下一档。评比分100"},
    {{.item = "8", .points = "15"}, "让地让路 1处，加15分。评比分115"},
  };
  open_year (f);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    XpLedgerSpec spec = CASES[i].spec;
    g_autoptr (GError) error = NULL;
    spec.household_uid = f->li;
    g_autofree char *words = xp_ledger_work_echo (f->desk, &spec, &error);
    g_assert_no_error (error);
    if (!g_str_has_prefix (words, CASES[i].says))
      g_error ("%s", words);
  }
  assert_balances (f, f->li, 10000, 10000);
}

static void
test_what_cannot_be_written_down (TestDesk *f, gconstpointer unused)
{
  static const struct {
    XpLedgerSpec spec;
    const char *says;
  } CASES[] = {
    {{.item = "99"}, "里没有“99”这一项"},
    {{.item = "私"}, "里没有“私”这一项"},
    {{.item = "垃圾"}, "有2 垃圾分类达标、3 乱倒垃圾污水、4 焚烧秸秆垃圾。请写项号"},
    {{.item = ""}, "里没有“”这一项"},
    {{.item = "0"}, "不是平时加减分的项"},
    {{.item = "X"}, "不是平时加减分的项"},
    {{.item = "5", .amount = "1.5"}, "数量应为1到9999人次，写的是“1.5”"},
    {{.item = "7", .amount = "许多"}, "可以有小数，写的是“许多”"},
    {{.item = "5", .amount = "0"}, "写的是“0”"},
    {{.item = "5", .points = "3"}, "分值是定死的"},
    {{.item = "8"}, "由会上议定5到20分，还没有写几分"},
    {{.item = "8", .points = "25"}, "只能议定5到20分，写的是25分"},
    {{.item = "8", .points = "多"}, "议定的分数“多”不是数字"},
    {{.item = "5", .is_warning = true}, "不是扣分的项，不用登记劝告"},
    {{.item = "5", .on_day = "昨天"}, "日期“昨天”不对"},
    {{.item = "5", .on_day = "2025-12-31"}, "2025年的积分还没有开始"},
    {{.year = 2026, .item = "5", .on_day = "2025-12-31"}, "2025-12-31不在2026年"},
  };
  open_year (f);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    XpLedgerSpec spec = CASES[i].spec;
    g_autoptr (GError) error = NULL;
    spec.household_uid = f->zhang;
    if (xp_ledger_work_add (f->desk, &spec, 1, &error))
      g_error ("%s was taken", CASES[i].says);
    assert_says (&error, CASES[i].says);
  }
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_set_state (f->desk, &f->wang, 1, "closed", &error));
  const XpLedgerSpec gone = {.household_uid = f->wang, .item = "5"};
  g_assert_false (xp_ledger_work_add (f->desk, &gone, 1, &error));
  assert_says (&error, "3号 王五 已销户");
}

static void
test_a_reversal (TestDesk *f, gconstpointer unused)
{
  open_year (f);
  add (f, f->zhang, "5", "3", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLedgerStory) story = story_of (f, f->zhang);
  const int64_t uid = ((XpLedgerEventLine *) story->events->pdata[0])->uid;
  g_assert_false (xp_ledger_work_reverse (f->desk, uid, "", &error));
  assert_says (&error, "为什么冲销");
  g_assert_false (xp_ledger_work_reverse (f->desk, 12345, "错", &error));
  assert_says (&error, "已经不在了");
  g_assert_true (xp_ledger_work_reverse (f->desk, uid, "记错了户", &error));
  g_assert_false (xp_ledger_work_reverse (f->desk, uid, "记错了户", &error));
  assert_says (&error, "已经冲销过了");
  g_autoptr (XpLedgerStory) after = story_of (f, f->zhang);
  const XpLedgerEventLine *reversal = after->events->pdata[1];
  g_assert_cmpstr (reversal->words, ==, "冲销");
  g_assert_cmpstr (reversal->proof, ==, "记错了户");
  g_assert_false (reversal->is_standing);
  g_assert_false (xp_ledger_work_reverse (f->desk, reversal->uid, "又错", &error));
  assert_says (&error, "本身就是冲销");
  assert_balances (f, f->zhang, 10000, 10000);
}

static void
test_goods (TestDesk *f, gconstpointer unused)
{
  static const struct {
    XpGoodsSpec spec;
    const char *says;
  } CASES[] = {
    {{.name = " ", .price = "8", .withdrawn = -1}, "还没有写品名"},
    {{.name = "铁锹", .withdrawn = -1}, "铁锹要几分应大于0"},
    {{.name = "铁锹", .price = "八", .withdrawn = -1}, "要几分“八”不是数字"},
    {{.name = "铁锹", .price = "8", .withdrawn = -1, .count = 100000}, "件数应为1到99999"},
    {{.uid = 12345, .name = "铁锹", .withdrawn = -1}, "这样物品已经不在了"},
  };
  open_year (f);
  g_autoptr (GError) error = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_assert_false (xp_ledger_work_put_goods (f->desk, &CASES[i].spec, &error));
    assert_says (&error, CASES[i].says);
  }
  const int64_t soap = put_soap (f, 11);
  g_assert_false (xp_ledger_work_redeem (f->desk, 2026, f->zhang, soap, 12, &error));
  assert_says (&error, "肥皂不够，还差1件");
  g_assert_false (xp_ledger_work_redeem (f->desk, 2026, f->zhang, soap, 11, &error));
  assert_says (&error, "可兑换积分只有100分，这次要110分");
  g_assert_false (xp_ledger_work_redeem (f->desk, 2026, f->zhang, soap, 0, &error));
  assert_says (&error, "件数应为1到");
  g_assert_true (xp_ledger_work_redeem (f->desk, 2026, f->zhang, soap, 10, &error));
  assert_balances (f, f->zhang, 10000, 0);

  const XpGoodsSpec written_off = {.uid = soap, .withdrawn = -1, .count = -2};
  g_assert_false (xp_ledger_work_put_goods (f->desk, &written_off, &error));
  assert_says (&error, "肥皂不够，还差1件");
  const XpGoodsSpec withdrawn = {.uid = soap, .withdrawn = 1};
  g_assert_true (xp_ledger_work_put_goods (f->desk, &withdrawn, &error));
  g_assert_false (xp_ledger_work_redeem (f->desk, 2026, f->li, soap, 1, &error));
  assert_says (&error, "肥皂已经不再兑换");
  g_autoptr (GPtrArray) goods = xp_ledger_work_list_goods (f->desk, NULL);
  const XpGoodsLine *line = goods->pdata[0];
  g_assert_cmpint (line->stock, ==, 1);
  g_assert_true (line->is_withdrawn);
}

static void
test_closing (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_ledger_work_open_year (f->desk, 26, NULL, &error));
  assert_says (&error, "年份“26”不对");
  g_assert_false (xp_ledger_work_open_year (f->desk, 2026, "ganjing-renjia", &error));
  assert_says (&error, "没有加减分的项");
  g_assert_false (xp_ledger_work_close_year (f->desk, 2026, true, "会上定", &error));
  assert_says (&error, "还没有开始，不用结账");
  open_year (f);
  g_assert_false (xp_ledger_work_open_year (f->desk, 2026, NULL, &error));
  assert_says (&error, "已经开始了");
  add_example (f);
  g_assert_false (xp_ledger_work_close_year (f->desk, 2026, true, "", &error));
  assert_says (&error, "结账还没有写根据");
  const int64_t soap = put_soap (f, 5);
  g_assert_true (xp_ledger_work_redeem (f->desk, 0, f->zhang, soap, 3, &error));
  g_autoptr (XpLedgerStory) story = story_of (f, f->zhang);

  g_assert_true (xp_ledger_work_close_year (f->desk, 2026, true, "村民会议定", &error));
  g_assert_no_error (error);
  g_assert_false (xp_ledger_work_close_year (f->desk, 2026, true, "村民会议定", &error));
  assert_says (&error, "已经结过账了");
  const XpLedgerSpec late = {.household_uid = f->zhang, .item = "5"};
  g_assert_false (xp_ledger_work_add (f->desk, &late, 1, &error));
  assert_says (&error, "2026年的积分已经结账");
  g_assert_false (xp_ledger_work_redeem (f->desk, 2026, f->zhang, soap, 1, &error));
  assert_says (&error, "已经结账");
  const int64_t taken = ((XpRedemptionLine *) story->redemptions->pdata[0])->uid;
  g_assert_false (xp_ledger_work_return (f->desk, taken, &error));
  assert_says (&error, "已经结账");

  test_desk_reopen (f, "2027-01-10");
  g_assert_true (xp_ledger_work_open_year (f->desk, 0, NULL, &error));
  g_autoptr (XpLedgerStory) next = xp_ledger_work_load_story (f->desk, 2027, f->zhang, &error);
  g_assert_cmpint (next->ledger->score_hundredths, ==, 10000);
  g_assert_cmpint (next->ledger->redeemable_hundredths, ==, 18500);
  g_assert_cmpint (xp_ledger_work_find_year (f->desk, &error), ==, 2027);
  g_autoptr (GPtrArray) years = xp_ledger_work_list_years (f->desk, &error);
  g_assert_cmpuint (years->len, ==, 2);
  g_assert_cmpstr (((XpLedgerYearLine *) years->pdata[1])->closed_on, ==, "2026-10-12");
  test_desk_assert_in_order (f);
}

static void
test_a_year_that_has_events_is_not_taken_away (TestDesk *f, gconstpointer unused)
{
  open_year (f);
  add (f, f->zhang, "5", "3", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) event = xp_desk_undo (f->desk, false, &error);
  g_assert_no_error (error);
  assert_balances (f, f->zhang, 10000, 10000);
  g_autoptr (XpAct) year = xp_desk_undo (f->desk, false, &error);
  g_assert_no_error (error);
  g_assert_null (xp_ledger_work_list (f->desk, 2026, &error));
  assert_says (&error, "2026年的积分还没有开始");
  g_assert_null (xp_ledger_work_load_form (f->desk, 2026, &error));
  assert_says (&error, "还没有开始");
}

static void
test_the_history_tells_it (TestDesk *f, gconstpointer unused)
{
  static const char *const TOLD[] = {
    "张三 退回 肥皂 2件，还20分",
    "张三 换 肥皂 2件，用20分",
    "新增兑换物品 肥皂，每件10分",
    "张三 冲销 公益劳动 3人次",
    "张三 登记劝告 乱倒垃圾污水 1次",
    "张三 记 志愿服务 9.5小时",
    "张三 记 公益劳动 3人次，加6分",
    "开始记2026年的积分，用“文明积分细则”",
  };
  g_autoptr (GError) error = NULL;
  open_year (f);
  add (f, f->zhang, "5", "3", NULL);
  add (f, f->zhang, "7", "9.5", NULL);
  add (f, f->zhang, "3", NULL, NULL);
  g_autoptr (XpLedgerStory) story = story_of (f, f->zhang);
  for (guint i = 0; i < story->events->len; i++) {
    const XpLedgerEventLine *line = story->events->pdata[i];
    if (strcmp (line->item_no, "5") == 0)
      g_assert_true (xp_ledger_work_reverse (f->desk, line->uid, "记错了户", &error));
  }
  const int64_t soap = put_soap (f, 5);
  g_assert_true (xp_ledger_work_redeem (f->desk, 0, f->zhang, soap, 2, &error));
  g_autoptr (XpLedgerStory) redeemed = story_of (f, f->zhang);
  const XpRedemptionLine *taken = redeemed->redemptions->pdata[0];
  g_assert_true (xp_ledger_work_return (f->desk, taken->uid, &error));

  g_autoptr (GPtrArray) lines = xp_desk_list_history (f->desk, 0, G_N_ELEMENTS (TOLD), &error);
  for (guint i = 0; i < lines->len; i++) {
    const XpHistoryLine *line = lines->pdata[i];
    g_autofree char *told = g_strjoinv ("；", line->sentences);
    if (strstr (told, TOLD[i]) == NULL)
      g_error ("“%s” is not in “%s”", TOLD[i], told);
  }
  g_autoptr (GPtrArray) of_zhang = xp_household_work_list_history (f->desk, f->zhang, 20, &error);
  g_assert_cmpuint (of_zhang->len, ==, 7); /* with its making */
  g_assert_true (xp_ledger_work_close_year (f->desk, 2026, true, "村民会议定", &error));
  g_autoptr (GPtrArray) last = xp_desk_list_history (f->desk, 0, 1, &error);
  g_autofree char *told = g_strjoinv ("；", ((XpHistoryLine *) last->pdata[0])->sentences);
  g_assert_nonnull (strstr (told, "2026年的积分 结账，结余带入下年"));
  g_assert_nonnull (strstr (told, "张三 结余100分带入2027年"));
}

static void
test_a_form_that_cannot_be_read (TestDesk *f, gconstpointer unused)
{
  open_year (f);
  g_clear_object (&f->desk);
  sqlite3 *db = NULL;
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE rubric SET text = 'x'", NULL, NULL, NULL),
                   ==,
                   SQLITE_OK);
  sqlite3_close (db);
  test_desk_reopen (f, NULL);
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_ledger_work_list (f->desk, 2026, &error));
  assert_says (&error, "2026年积分的评分表读不出来");
}

/* ---- rounds ---- */

static void
test_a_round_of_the_form (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec spec = {.rubric_id = "jifen-ledger", .name = "年终", .quota = "1"};
  open_year (f);
  add_example (f);
  add (f, f->li, "20", NULL, "2026-05-05");
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, 1)->total_hundredths, ==, 11500);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, 2)->total_hundredths, ==, 8000);
  g_assert_true (xp_tally_get_total (loaded->tally, 2)->is_vetoed);
  g_assert_cmpint (xp_entrant_get_taken (&loaded->round->entrants[0], "public-work")->value, ==, 3);

  /* What happens afterwards changes nothing in it. */
  add (f, f->zhang, "5", "3", NULL);
  g_autoptr (XpLoadedRound) again = xp_round_work_load (f->desk, uid, &error);
  g_assert_cmpint (xp_tally_get_total (again->tally, 1)->total_hundredths, ==, 11500);
  test_desk_assert_in_order (f);
}

static void
test_who_is_barred_is_so_in_every_round (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia", .name = "一轮"};
  open_year (f);
  add (f, f->li, "20", NULL, "2026-05-05");
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_assert_null (xp_entrant_get_taken (&loaded->round->entrants[0], "barred"));
  g_assert_cmpint (xp_entrant_get_taken (&loaded->round->entrants[1], "barred")->value, ==, 1);
}

static int64_t
open_round (TestDesk *f, const char *rubric_id)
{
  const XpRoundSpec spec = {.rubric_id = rubric_id, .name = rubric_id};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  return uid;
}

static bool
is_li_barred (TestDesk *f, int64_t round_uid)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, round_uid, NULL);
  const XpTaken *barred = xp_entrant_get_taken (&loaded->round->entrants[1], "barred");
  return barred != NULL && barred->value != 0;
}

/* A round keeps what stood when it opened; a reversal lifts it for those that come. */
static void
test_a_bar_holds_from_its_day_until_it_is_taken_back (TestDesk *f, gconstpointer unused)
{
  open_year (f);
  const int64_t before = open_round (f, "ganjing-renjia");
  add (f, f->li, "20", NULL, "2026-05-05");
  const int64_t after = open_round (f, "ganjing-renjia");
  g_assert_false (is_li_barred (f, before));
  g_assert_true (is_li_barred (f, after));

  g_autoptr (XpLedgerStory) story = story_of (f, f->li);
  g_autoptr (GError) error = NULL;
  const XpLedgerEventLine *event = story->events->pdata[0];
  g_assert_true (xp_ledger_work_reverse (f->desk, event->uid, "公安撤销了决定", &error));
  g_assert_false (is_li_barred (f, open_round (f, "ganjing-renjia")));
  g_assert_true (is_li_barred (f, after));
}

/* Points of the year may be appraised in the winter after; nothing else looks back, and in the
 * spring a year that nobody began is no year. */
static void
test_a_year_that_has_not_begun (TestDesk *f, gconstpointer unused)
{
  open_year (f);
  add (f, f->zhang, "公益劳动", "3", "2026-03-01");
  add (f, f->li, "20", NULL, "2026-05-05");
  test_desk_reopen (f, "2027-01-08");
  g_assert_false (is_li_barred (f, open_round (f, "ganjing-renjia")));

  const int64_t uid = open_round (f, "jifen-ledger");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  const XpEntrant *zhang = &loaded->round->entrants[0];
  g_assert_cmpint (xp_entrant_get_taken (zhang, "ledger")->value, ==, 10600);
  g_assert_cmpint (xp_entrant_get_taken (zhang, "ledger-year")->value, ==, 2026);
  g_assert_true (is_li_barred (f, uid));

  test_desk_reopen (f, "2027-04-01");
  const XpRoundSpec spec = {.rubric_id = "jifen-ledger", .name = "春"};
  g_assert_cmpint (xp_round_work_open (f->desk, &spec, &error), ==, 0);
  assert_says (&error, "2027年的积分还没有开始，没有新开评选。请先开这一年，再评“文明积分细则”。");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/ledger/year", test_a_year);
  ADD ("/ledger/echo", test_the_echo_says_what_would_be);
  ADD ("/ledger/refused", test_what_cannot_be_written_down);
  ADD ("/ledger/reversal", test_a_reversal);
  ADD ("/ledger/goods", test_goods);
  ADD ("/ledger/closing", test_closing);
  ADD ("/ledger/undone", test_a_year_that_has_events_is_not_taken_away);
  ADD ("/ledger/history", test_the_history_tells_it);
  ADD ("/ledger/damaged", test_a_form_that_cannot_be_read);
  ADD ("/ledger/round", test_a_round_of_the_form);
  ADD ("/ledger/barred", test_who_is_barred_is_so_in_every_round);
  ADD ("/ledger/bar-lifted", test_a_bar_holds_from_its_day_until_it_is_taken_back);
  ADD ("/ledger/not-begun", test_a_year_that_has_not_begun);
#undef ADD
  return g_test_run ();
}

#include "xp-ctl-words.h"

#include "xp-ledger-work.h"
#include "xp-mark.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--year", true, "年份", "哪一年的积分；不写就是今年"},
  {"--rubric", true, "编号", "用哪一份评分表；不写就用 jifen-ledger"},
  {"--item", true, "项号或名称", "记哪一项"},
  {"--amount", true, "数量", "几次、几处、几小时；不写就是1"},
  {"--points", true, "分数", "由会上议定的，写几分"},
  {"--day", true, "年-月-日", "哪天的事；不写就是今天"},
  {"--proof", true, "文字", "凭据：签到表、处罚文书、证明人"},
  {"--remark", true, "文字", "备注，不公开"},
  {"--person", true, "户内编号", "是这一户的哪个人"},
  {"--warning", false, NULL, "只登记劝告，不扣分"},
  {"--dry-run", false, NULL, "只看会怎样，不记"},
  {"--why", true, "文字", "为什么冲销"},
  {"--name", true, "品名", "物品的名称"},
  {"--price", true, "分数", "一件要几分"},
  {"--in", true, "件数", "进货几件"},
  {"--out", true, "件数", "报损几件"},
  {"--withdraw", false, NULL, "不再兑换"},
  {"--offer", false, NULL, "重新兑换"},
  {"--goods", true, "编号或品名", "换什么"},
  {"--count", true, "件数", "换几件；不写就是1"},
  {"--carry", false, NULL, "结余带入下年；不写就清零"},
  {"--reason", true, "文字", "结账的根据"},
  {NULL, false},
};

/* ---- numbers that are typed ---- */

/* -1 with the error printed; @fallback where nothing was typed. */
static int
read_number (const char *what, const char *text, int fallback)
{
  guint64 number = 0;
  if (text == NULL)
    return fallback;
  if (g_ascii_string_to_unsigned (text, 10, 1, 99999, &number, NULL))
    return (int) number;
  fprintf (stderr, "%s写的是“%s”，应为1到99999的数。\n", what, text);
  return -1;
}

/* The year that was named, else the latest that was begun. -1 with the error printed. */
static int
find_year (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const int year = read_number ("年份", xp_args_get (ctl->args, "--year"), 0);
  const int found = year == 0 ? xp_ledger_work_find_year (desk, &error) : year;
  if (error != NULL)
    xp_ctl_fail (error);
  else if (found == 0)
    fprintf (stderr, "还没有开始记积分。请先用 points year 开一年。\n");
  return found > 0 ? found : -1;
}

static int64_t
find_household (const XpCtl *ctl, XpDesk *desk)
{
  const char *household = xp_ctl_word (ctl, 2);
  if (household != NULL)
    return xp_ctl_find_household (desk, household);
  fprintf (stderr, "请写上户的编号，比如 17。\n");
  return 0;
}

static void
add_points (XpListing *listing, int64_t hundredths)
{
  g_autofree char *text = xp_points_to_text (hundredths);
  xp_listing_add (listing, text);
}

/* ---- years ---- */

static int
open_year (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const int year = read_number ("年份", xp_ctl_word (ctl, 2), 0);
  if (year < 0)
    return XP_EXIT_REFUSED;
  return xp_ledger_work_open_year (desk, year, xp_args_get (ctl->args, "--rubric"), &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static int
list_years (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) years = xp_ledger_work_list_years (desk, &error);
  if (years == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing = xp_listing_new ("year,rubric,name,closed_on,carried");
  for (guint i = 0; i < years->len; i++) {
    const XpLedgerYearLine *line = years->pdata[i];
    xp_listing_add_int (listing, line->year);
    xp_listing_add (listing, line->rubric_id);
    xp_listing_add (listing, line->rubric_name);
    xp_listing_add (listing, line->closed_on);
    xp_listing_add (listing,
                    line->closed_on == NULL ? NULL
                    : line->is_carried      ? "带入下年"
                                            : "清零");
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static int
close_year (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const int year = read_number ("年份", xp_ctl_word (ctl, 2), 0);
  if (year == 0)
    fprintf (stderr, "请写上给哪一年结账，比如 2026。\n");
  if (year <= 0)
    return XP_EXIT_REFUSED;
  return xp_ledger_work_close_year (desk,
                                    year,
                                    xp_args_get (ctl->args, "--carry") != NULL,
                                    xp_args_get (ctl->args, "--reason"),
                                    &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

/* ---- events ---- */

/* The person of the household, 0 where nobody is named; -1 with the error printed. */
static int64_t
find_person (const XpCtl *ctl, XpDesk *desk)
{
  const char *number = xp_args_get (ctl->args, "--person");
  if (number == NULL)
    return 0;
  const XpPersonCard *person = NULL;
  g_autofree char *label = g_strdup_printf ("%s-%s", xp_ctl_word (ctl, 2), number);
  g_autoptr (XpHouseholdCard) card = xp_ctl_find_person (desk, label, &person);
  return card != NULL ? person->uid : -1;
}

static int
echo (XpDesk *desk, const XpLedgerSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = xp_ledger_work_echo (desk, spec, &error);
  if (words == NULL)
    return xp_ctl_fail (error);
  printf ("%s\n", words);
  return XP_EXIT_DONE;
}

static int
add (const XpCtl *ctl, XpDesk *desk)
{
  const int year = read_number ("年份", xp_args_get (ctl->args, "--year"), 0);
  g_autoptr (GArray) uids = year >= 0 ? xp_ctl_find_households (ctl, desk, 2) : NULL;
  const int64_t person_uid = uids != NULL && uids->len == 1 ? find_person (ctl, desk) : 0;
  if (uids == NULL || person_uid < 0)
    return XP_EXIT_REFUSED;
  g_autofree XpLedgerSpec *specs = g_new0 (XpLedgerSpec, uids->len + 1);
  for (guint i = 0; i < uids->len; i++)
    specs[i] = (XpLedgerSpec){.year = year,
                              .household_uid = g_array_index (uids, int64_t, i),
                              .person_uid = person_uid,
                              .item = xp_args_get (ctl->args, "--item"),
                              .amount = xp_args_get (ctl->args, "--amount"),
                              .points = xp_args_get (ctl->args, "--points"),
                              .on_day = xp_args_get (ctl->args, "--day"),
                              .proof = xp_args_get (ctl->args, "--proof"),
                              .remark = xp_args_get (ctl->args, "--remark"),
                              .is_warning = xp_args_get (ctl->args, "--warning") != NULL};
  if (uids->len == 0 || specs[0].item == NULL)
    return xp_ctl_usage (&XP_CTL_POINTS, "请写上户的编号，再用 --item 写上记哪一项。");
  if (xp_args_get (ctl->args, "--dry-run") != NULL)
    return echo (desk, &specs[0]);
  g_autoptr (GError) error = NULL;
  return xp_ledger_work_add (desk, specs, uids->len, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
list (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const int year = find_year (ctl, desk);
  g_autoptr (GPtrArray) lines = year > 0 ? xp_ledger_work_list (desk, year, &error) : NULL;
  if (lines == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  g_autoptr (XpListing) listing =
    xp_listing_new ("number,group,head,points,redeemable,public_works,barred,events");
  for (guint i = 0; i < lines->len; i++) {
    const XpLedgerHousehold *line = lines->pdata[i];
    xp_listing_add_int (listing, line->household->number);
    xp_listing_add (listing, line->household->group);
    xp_listing_add (listing, line->household->head);
    add_points (listing, line->score_hundredths);
    add_points (listing, line->redeemable_hundredths);
    xp_listing_add_int (listing, line->n_public_works);
    xp_listing_add (listing, line->is_barred ? "是" : NULL);
    xp_listing_add_int (listing, line->n_events);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

/* ---- one household ---- */

/* NULL with the error printed. Yours. */
static XpLedgerStory *
load_story (const XpCtl *ctl, XpDesk *desk)
{
  const int year = find_year (ctl, desk);
  const int64_t uid = year > 0 ? find_household (ctl, desk) : 0;
  g_autoptr (GError) error = NULL;
  XpLedgerStory *story = uid != 0 ? xp_ledger_work_load_story (desk, year, uid, &error) : NULL;
  if (error != NULL)
    xp_ctl_fail (error);
  return story;
}

static int
show (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (XpLedgerStory) story = load_story (ctl, desk);
  if (story == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (XpListing) listing = xp_listing_new ("n,day,item,name,amount,counted,person,proof");
  for (guint i = 0; i < story->events->len; i++) {
    const XpLedgerEventLine *line = story->events->pdata[i];
    xp_listing_add_int (listing, i + 1);
    xp_listing_add (listing, line->on_day);
    xp_listing_add (listing, line->item_no);
    xp_listing_add (listing, line->item_name);
    xp_listing_add (listing, line->amount);
    xp_listing_add (listing, line->words);
    xp_listing_add (listing, line->person);
    xp_listing_add (listing, line->proof);
    xp_listing_end_row (listing);
  }
  for (guint i = 0; i < story->redemptions->len; i++) {
    const XpRedemptionLine *line = story->redemptions->pdata[i];
    g_autofree char *count = g_strdup_printf ("%d件", line->count);
    g_autofree char *points = xp_points_to_text (line->points_hundredths);
    g_autofree char *words =
      g_strconcat ("用", points, "分", line->is_returned ? "，已退回" : "", NULL);
    xp_listing_add_int (listing, i + 1);
    xp_listing_add (listing, line->on_day);
    xp_listing_add (listing, "兑换");
    xp_listing_add (listing, line->goods);
    xp_listing_add (listing, count);
    xp_listing_add (listing, words);
    xp_listing_add (listing, NULL);
    xp_listing_add (listing, NULL);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  g_autofree char *score = xp_points_to_text (story->ledger->score_hundredths);
  g_autofree char *redeemable = xp_points_to_text (story->ledger->redeemable_hundredths);
  fprintf (stderr, "评比分%s，可兑换积分%s。\n", score, redeemable);
  return XP_EXIT_DONE;
}

/* The n-th that `show` lists, from 1; NULL with the error printed. Borrowed. */
static gpointer
pick (const XpCtl *ctl, const GPtrArray *lines)
{
  const int n = read_number ("第几笔", xp_ctl_word (ctl, 3), 0);
  if (n > 0 && n <= (int) lines->len)
    return lines->pdata[n - 1];
  if (n >= 0)
    fprintf (stderr, "请写上第几笔。用 points show 看有哪些。\n");
  return NULL;
}

static int
reverse (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (XpLedgerStory) story = load_story (ctl, desk);
  const XpLedgerEventLine *line = story != NULL ? pick (ctl, story->events) : NULL;
  if (line == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (GError) error = NULL;
  return xp_ledger_work_reverse (desk, line->uid, xp_args_get (ctl->args, "--why"), &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

/* ---- goods ---- */

/* By number or name; NULL with the error printed. Borrowed from @goods. */
static const XpGoodsLine *
find_goods (const GPtrArray *goods, const char *text)
{
  guint64 number = 0;
  const bool is_number = g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &number, NULL);
  for (guint i = 0; i < goods->len; i++) {
    const XpGoodsLine *line = goods->pdata[i];
    if (is_number ? line->number == (int) number : strcmp (line->name, text) == 0)
      return line;
  }
  fprintf (stderr, "没有物品“%s”。用 points goods 看有哪些。\n", text);
  return NULL;
}

static int
list_goods (const XpCtl *ctl, const GPtrArray *goods)
{
  g_autoptr (XpListing) listing = xp_listing_new ("number,name,price,stock,withdrawn");
  for (guint i = 0; i < goods->len; i++) {
    const XpGoodsLine *line = goods->pdata[i];
    xp_listing_add_int (listing, line->number);
    xp_listing_add (listing, line->name);
    add_points (listing, line->price_hundredths);
    xp_listing_add_int (listing, line->stock);
    xp_listing_add (listing, line->is_withdrawn ? "不再兑换" : NULL);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static bool
changes_goods (const XpCtl *ctl)
{
  static const char *const CHANGES[] =
    {"--name", "--price", "--in", "--out", "--withdraw", "--offer"};
  for (size_t i = 0; i < G_N_ELEMENTS (CHANGES); i++)
    if (xp_args_get (ctl->args, CHANGES[i]) != NULL)
      return true;
  return false;
}

static int
put_goods (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) goods = xp_ledger_work_list_goods (desk, &error);
  if (goods == NULL)
    return xp_ctl_fail (error);
  if (!changes_goods (ctl))
    return list_goods (ctl, goods);
  const char *which = xp_ctl_word (ctl, 2);
  const XpGoodsLine *line = which != NULL ? find_goods (goods, which) : NULL;
  const int in = read_number ("进货", xp_args_get (ctl->args, "--in"), 0);
  const int out = read_number ("报损", xp_args_get (ctl->args, "--out"), 0);
  if ((which != NULL && line == NULL) || in < 0 || out < 0)
    return XP_EXIT_REFUSED;
  const XpGoodsSpec spec = {.uid = line != NULL ? line->uid : 0,
                            .name = xp_args_get (ctl->args, "--name"),
                            .price = xp_args_get (ctl->args, "--price"),
                            .withdrawn = xp_args_get (ctl->args, "--withdraw") != NULL ? 1
                                         : xp_args_get (ctl->args, "--offer") != NULL  ? 0
                                                                                       : -1,
                            .count = in - out};
  return xp_ledger_work_put_goods (desk, &spec, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
redeem (const XpCtl *ctl, XpDesk *desk)
{
  const char *which = xp_args_get (ctl->args, "--goods");
  if (which == NULL)
    return xp_ctl_usage (&XP_CTL_POINTS, "请用 --goods 写上换什么。");
  const int year = find_year (ctl, desk);
  const int64_t uid = year > 0 ? find_household (ctl, desk) : 0;
  const int count = read_number ("件数", xp_args_get (ctl->args, "--count"), 1);
  if (uid == 0 || count < 0)
    return XP_EXIT_REFUSED;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) goods = xp_ledger_work_list_goods (desk, &error);
  if (goods == NULL)
    return xp_ctl_fail (error);
  const XpGoodsLine *line = find_goods (goods, which);
  if (line == NULL)
    return XP_EXIT_REFUSED;
  return xp_ledger_work_redeem (desk, year, uid, line->uid, count, &error) ? XP_EXIT_DONE
                                                                           : xp_ctl_fail (error);
}

static int
give_back (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (XpLedgerStory) story = load_story (ctl, desk);
  const XpRedemptionLine *line = story != NULL ? pick (ctl, story->redemptions) : NULL;
  if (line == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (GError) error = NULL;
  return xp_ledger_work_return (desk, line->uid, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* ---- the verb ---- */

static const struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk);
  bool is_look;
} WAYS[] = {
  {"year", open_year, false},
  {"years", list_years, true},
  {"add", add, false},
  {"list", list, true},
  {"show", show, true},
  {"reverse", reverse, false},
  {"goods", put_goods, false},
  {"redeem", redeem, false},
  {"return", give_back, false},
  {"close", close_year, false},
};

static bool
is_look (const XpCtl *ctl, size_t way)
{
  return WAYS[way].is_look || (WAYS[way].run == put_goods && !changes_goods (ctl)) ||
         xp_args_get (ctl->args, "--dry-run") != NULL;
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  if (what == NULL || path == NULL)
    return xp_ctl_usage (&XP_CTL_POINTS, "请写上 year、add、list、show 或别的做法，再写资料文件。");
  for (size_t i = 0; i < G_N_ELEMENTS (WAYS); i++) {
    if (strcmp (WAYS[i].name, what) != 0)
      continue;
    g_autoptr (XpDesk) desk = is_look (ctl, i) ? xp_ctl_look (ctl, path) : xp_ctl_open (ctl, path);
    return desk != NULL ? WAYS[i].run (ctl, desk) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (&XP_CTL_POINTS, "没有 points %s 这种做法。", what);
}

const XpCtlVerb XP_CTL_POINTS = {
  "points",
  "全年积分：记分、冲销、兑换、年度结账",
  "  xiangpingctl points year 资料 [2026] [--rubric 编号]     开始记一年的积分\n"
  "  xiangpingctl points years 资料\n"
  "  xiangpingctl points add 资料 编号… --item 项 [--amount 数量] [--points 分数]\n"
  "      [--day 2026-10-12] [--proof 凭据] [--remark 备注] [--person 户内编号] [--warning]\n"
  "      [--year 年份] [--dry-run]             --dry-run 只看会加减几分\n"
  "  xiangpingctl points list 资料 [--year 年份]              各户的评比分和可兑换积分\n"
  "  xiangpingctl points show 资料 编号 [--year 年份]         一户的每一笔\n"
  "  xiangpingctl points reverse 资料 编号 第几笔 --why 理由 [--year 年份]   冲销，不删\n"
  "  xiangpingctl points goods 资料 [物品] [--name 品名] [--price 分数] [--in 件数]\n"
  "      [--out 件数] [--withdraw] [--offer]                  什么也不写就列出来\n"
  "  xiangpingctl points redeem 资料 编号 --goods 物品 [--count 件数] [--year 年份]\n"
  "  xiangpingctl points return 资料 编号 第几笔 [--year 年份]   退回一次兑换\n"
  "  xiangpingctl points close 资料 年份 --reason 根据 [--carry]   --carry 结余带入下年\n",
  OPTIONS,
  run,
};

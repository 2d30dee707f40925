/* xp-guard-ledger.c: the points of a year (全年积分): what may be written down, taken back,
 * redeemed and closed. */
#include "xp-guard-private.h"

#include "xp-clock.h"
#include "xp-mark.h"

#include <string.h>

enum {
  MOST_TIMES = 9999,
  MOST_PIECES = 99999
};

/* ---- the year ---- */

static bool
is_closed (const XpRecord *year)
{
  return !xp_record_is_null (year, "closed_on");
}

/* REFUSED where the year was never begun, or is closed. */
static bool
check_year_is_open (const Guard *guard, int64_t number)
{
  g_autoptr (XpRecord) year = xp_guard_look_up (guard, XP_KIND_LEDGER_YEAR, number, 0, 1);
  if (year == NULL)
    return xp_guard_refuse (guard,
                            "%" G_GINT64_FORMAT "年的积分还没有开始，没有记上。请先开这一年。",
                            number);
  return !is_closed (year) ||
         xp_guard_refuse (guard,
                          "%" G_GINT64_FORMAT
                          "年的积分已经结账，没有变动。要改就先撤销结账，写明理由。",
                          number);
}

static bool
has_any (const Guard *guard, XpKind kind, int64_t year)
{
  g_autoptr (GPtrArray) records = guard->view->list (guard->view->data, kind, "year", year);
  return records->len > 0;
}

static bool
check_year_is_bare (const Guard *guard, int64_t year, const char *what)
{
  return (!has_any (guard, XP_KIND_LEDGER_EVENT, year) &&
          !has_any (guard, XP_KIND_REDEMPTION, year)) ||
         xp_guard_refuse (guard, "%" G_GINT64_FORMAT "年已经记了积分，%s，没有变动。", year, what);
}

static bool
is_same_form (const XpRecord *one, const XpRecord *other)
{
  return strcmp (xp_record_get_text (one, "rubric_id"), xp_record_get_text (other, "rubric_id")) ==
           0 &&
         xp_record_get_int (one, "rubric_version") == xp_record_get_int (other, "rubric_version");
}

static bool
check_form_of_year (const Guard *guard, int64_t year)
{
  const XpRubric *rubric = guard->view->get_rubric_of_year (guard->view->data, year);
  return rubric == NULL || xp_rubric_is_ledger (rubric) ||
         xp_guard_refuse (guard,
                          "“%s”里没有加减分的项，不能用来记全年积分。请换一张评分表。",
                          rubric->name);
}

bool
xp_guard_check_ledger_year (const Guard *guard, const XpChange *change)
{
  const XpRecord *before = change->before, *after = change->after;
  const int64_t year = xp_record_get_int (after != NULL ? after : before, "year");
  if (after == NULL)
    return check_year_is_bare (guard, year, "不能去掉这一年");
  if (before == NULL || !is_same_form (before, after)) {
    if (before != NULL && !check_year_is_bare (guard, year, "评分表不能再换"))
      return false;
    return check_form_of_year (guard, year);
  }
  return xp_guard_is_verb (guard, XP_VERB_LEDGER_CLOSE) ||
         xp_guard_is_verb (guard, XP_VERB_MERGE) ||
         xp_guard_refuse (guard, "积分年度只在结账时改，没有变动。请用年度结账。");
}

bool
xp_guard_check_ledger_carry (const Guard *guard, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  const int64_t number = xp_record_get_int (record, "year");
  g_autoptr (XpRecord) year = xp_guard_look_up (guard, XP_KIND_LEDGER_YEAR, number, 0, 1);
  if (!xp_guard_is_verb (guard, XP_VERB_LEDGER_CLOSE) && !xp_guard_is_verb (guard, XP_VERB_MERGE))
    return xp_guard_refuse (guard, "上年结余只在年度结账时带入，没有变动。请用年度结账。");
  return year == NULL || !is_closed (year) || check_year_is_open (guard, number);
}

/* ---- events ---- */

static bool
check_points (const Guard *guard, const XpRecord *event, const XpItem *item)
{
  const bool is_free = item->mode == XP_MODE_EVENT && item->min_hundredths < item->max_hundredths;
  const bool has_points = !xp_record_is_null (event, "points_hundredths");
  const int64_t points = xp_record_get_int (event, "points_hundredths");
  g_autofree char *min = xp_points_to_text (item->min_hundredths);
  g_autofree char *max = xp_points_to_text (item->max_hundredths);
  if (!is_free)
    return !has_points || xp_guard_refuse (guard,
                                           "第%s项%s的分值是定死的，不用另写几分，没有记上。",
                                           item->no,
                                           item->name);
  if (xp_record_get_int (event, "is_warning") != 0)
    return true;
  if (!has_points)
    return xp_guard_refuse (guard,
                            "第%s项%s由会上议定%s到%s分，还没有写几分，没有记上。请补上。",
                            item->no,
                            item->name,
                            min,
                            max);
  g_autofree char *given = xp_points_to_text (points);
  return (points >= item->min_hundredths && points <= item->max_hundredths) ||
         xp_guard_refuse (guard,
                          "第%s项%s只能议定%s到%s分，写的是%s分，没有记上。请改成范围里的分数。",
                          item->no,
                          item->name,
                          min,
                          max,
                          given);
}

/* A warning is given before something is taken off; nobody is warned of good deeds. */
static bool
check_warning (const Guard *guard, const XpRecord *event, const XpItem *item)
{
  return xp_record_get_int (event, "is_warning") == 0 || item->points_hundredths < 0 ||
         xp_guard_refuse (guard,
                          "第%s项%s不是扣分的项，不用登记劝告，没有记上。",
                          item->no,
                          item->name);
}

static bool
check_day (const Guard *guard, const XpRecord *event)
{
  GDate day;
  const int64_t year = xp_record_get_int (event, "year");
  const char *text = xp_record_get_text (event, "on_day");
  return (xp_day_from_text (text, &day) && g_date_get_year (&day) == year) ||
         xp_guard_refuse (guard,
                          "%s不在%" G_GINT64_FORMAT "年，没有记上。请改日期，或记到那一年里。",
                          text,
                          year);
}

static bool
check_household_is_here (const Guard *guard, const XpRecord *record)
{
  g_autoptr (XpRecord) household =
    xp_guard_look_up (guard, XP_KIND_HOUSEHOLD, xp_record_get_int (record, "household_uid"), 0, 1);
  return household == NULL || strcmp (xp_record_get_text (household, "state"), "closed") != 0 ||
         xp_guard_refuse (guard,
                          "%" G_GINT64_FORMAT "号 %s 已销户，不能再记积分，没有记上。请另选一户。",
                          xp_record_get_int (household, "number"),
                          xp_record_get_text (household, "head"));
}

static bool
check_event (const Guard *guard, const XpRecord *event)
{
  const int64_t year = xp_record_get_int (event, "year");
  const XpRubric *rubric = guard->view->get_rubric_of_year (guard->view->data, year);
  const char *no = xp_record_get_text (event, "item_no");
  const XpItem *item = rubric != NULL ? xp_rubric_lookup_item (rubric, no) : NULL;
  if (item == NULL)
    return xp_guard_refuse (guard,
                            "%" G_GINT64_FORMAT
                            "年的评分表里没有第%s项，没有记上。请照评分表上的项号再写。",
                            year,
                            no);
  if (item->is_off || (item->mode != XP_MODE_EVENT && item->mode != XP_MODE_TIER))
    return xp_guard_refuse (guard,
                            "第%s项%s不是平时加减分的项，没有记上。请换一项。",
                            item->no,
                            item->name);
  return check_points (guard, event, item) && check_warning (guard, event, item) &&
         check_day (guard, event) && check_household_is_here (guard, event);
}

static bool
is_of_same (const XpRecord *event, const XpRecord *reversed)
{
  return xp_record_get_int (event, "year") == xp_record_get_int (reversed, "year") &&
         xp_record_get_int (event, "household_uid") ==
           xp_record_get_int (reversed, "household_uid") &&
         strcmp (xp_record_get_text (event, "item_no"), xp_record_get_text (reversed, "item_no")) ==
           0;
}

/* Only what stands, and only once; a reversal that was a slip is put right by a new event. */
static bool
check_reversal (const Guard *guard, const XpRecord *event)
{
  const int64_t uid = xp_record_get_int (event, "reverses_uid");
  g_autoptr (XpRecord) reversed = xp_guard_look_up (guard, XP_KIND_LEDGER_EVENT, uid, 0, 1);
  g_autoptr (GPtrArray) reversals =
    guard->view->list (guard->view->data, XP_KIND_LEDGER_EVENT, "reverses_uid", uid);
  if (reversed == NULL)
    return true; /* the references say it */
  if (!xp_record_is_null (reversed, "reverses_uid"))
    return xp_guard_refuse (guard, "这一笔本身就是冲销，不能再冲销。记错了请重新记一笔。");
  if (reversals->len > 1)
    return xp_guard_refuse (guard, "这一笔已经冲销过了，没有变动。");
  return is_of_same (event, reversed) ||
         xp_guard_refuse (guard, "冲销的和原来的不是同一户、同一项，没有记上。请重新选一笔。");
}

bool
xp_guard_check_ledger_event (const Guard *guard, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  if (!check_year_is_open (guard, xp_record_get_int (record, "year")))
    return false;
  if (change->after == NULL)
    return true;
  if (change->before != NULL)
    return xp_guard_refuse (guard, "记下的积分不能改，没有变动。记错了请冲销，再重新记一笔。");
  return xp_record_is_null (record, "reverses_uid") ? check_event (guard, record)
                                                    : check_reversal (guard, record);
}

/* ---- goods ---- */

static int64_t
sum_column (const GPtrArray *records, const char *column)
{
  int64_t sum = 0;
  for (guint i = 0; i < records->len; i++) {
    const bool is_void = xp_record_get_kind (records->pdata[i]) == XP_KIND_REDEMPTION &&
                         xp_record_get_int (records->pdata[i], "is_reversed") != 0;
    sum += is_void ? 0 : xp_record_get_int (records->pdata[i], column);
  }
  return sum;
}

/* What came in may not fall below what went out; two laptops that handed out the same piece have
 * done so already. */
static bool
check_stock (const Guard *guard, int64_t goods_uid)
{
  g_autoptr (XpRecord) goods = xp_guard_look_up (guard, XP_KIND_GOODS, goods_uid, 0, 1);
  g_autoptr (GPtrArray) came =
    guard->view->list (guard->view->data, XP_KIND_GOODS_DELIVERY, "goods_uid", goods_uid);
  g_autoptr (GPtrArray) went =
    guard->view->list (guard->view->data, XP_KIND_REDEMPTION, "goods_uid", goods_uid);
  const int64_t stock = sum_column (came, "count") - sum_column (went, "count");
  return goods == NULL || stock >= 0 || xp_guard_is_verb (guard, XP_VERB_MERGE) ||
         xp_guard_refuse (guard,
                          "%s不够，还差%" G_GINT64_FORMAT "件，没有记上。请先记进货，或少换几件。",
                          xp_record_get_text (goods, "name"),
                          -stock);
}

bool
xp_guard_check_goods_delivery (const Guard *guard, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  return check_stock (guard, xp_record_get_int (record, "goods_uid"));
}

/* ---- redeeming ---- */

static bool
check_balance (const Guard *guard, const XpRecord *redemption)
{
  int64_t left = 0;
  const bool is_known =
    guard->view->count_redeemable (guard->view->data,
                                   xp_record_get_int (redemption, "year"),
                                   xp_record_get_int (redemption, "household_uid"),
                                   &left);
  const int64_t points = xp_record_get_int (redemption, "points_hundredths");
  if (!is_known || left >= 0 || xp_guard_is_verb (guard, XP_VERB_MERGE))
    return true;
  g_autofree char *has = xp_points_to_text (left + points);
  g_autofree char *needs = xp_points_to_text (points);
  return xp_guard_refuse (guard,
                          "可兑换积分只有%s分，这次要%s分，没有换。请少换几件，或换别的。",
                          has,
                          needs);
}

static bool
check_price (const Guard *guard, const XpRecord *redemption)
{
  g_autoptr (XpRecord) goods =
    xp_guard_look_up (guard, XP_KIND_GOODS, xp_record_get_int (redemption, "goods_uid"), 0, 1);
  if (goods == NULL || xp_guard_is_verb (guard, XP_VERB_MERGE))
    return true;
  if (xp_record_get_int (goods, "is_withdrawn") != 0)
    return xp_guard_refuse (guard,
                            "%s已经不再兑换，没有换。请换别的。",
                            xp_record_get_text (goods, "name"));
  return xp_record_get_int (redemption, "points_hundredths") ==
           xp_record_get_int (goods, "price_hundredths") *
             xp_record_get_int (redemption, "count") ||
         xp_guard_refuse (guard,
                          "%s的分数和定价对不上，没有换。请重新选一次。",
                          xp_record_get_text (goods, "name"));
}

/* Only whether it was given back may change afterwards. */
static bool
is_only_returned (const XpChange *change)
{
  const XpKindInfo *info = xp_kind_get_info (XP_KIND_REDEMPTION);
  for (size_t i = 0; i < info->n_columns; i++)
    if (strcmp (info->columns[i].name, "is_reversed") != 0 &&
        !xp_record_equal_at (change->before, change->after, i))
      return false;
  return true;
}

bool
xp_guard_check_redemption (const Guard *guard, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  if (!check_year_is_open (guard, xp_record_get_int (record, "year")))
    return false;
  if (change->after == NULL || xp_record_get_int (record, "is_reversed") != 0)
    return change->before == NULL || change->after == NULL || is_only_returned (change) ||
           xp_guard_refuse (guard, "换过的不能改，没有变动。换错了请退回，再重新换。");
  if (change->before != NULL && !is_only_returned (change))
    return xp_guard_refuse (guard, "换过的不能改，没有变动。换错了请退回，再重新换。");
  return (change->before != NULL || check_price (guard, record)) &&
         check_stock (guard, xp_record_get_int (record, "goods_uid")) &&
         check_balance (guard, record);
}

/* ---- what the tables refuse without words ---- */

bool
xp_guard_check_event_itself (const Guard *guard, const XpRecord *event)
{
  const int64_t amount = xp_record_get_int (event, "amount");
  g_autofree char *most = xp_points_to_text (MOST_TIMES * INT64_C (100));
  return (amount >= 1 && amount <= MOST_TIMES * INT64_C (100)) ||
         xp_guard_refuse (guard, "数量应为1到%s，没有记上。请改数量。", most);
}

bool
xp_guard_check_goods_itself (const Guard *guard, const XpRecord *goods)
{
  const char *name = xp_record_get_text (goods, "name");
  const int64_t price = xp_record_get_int (goods, "price_hundredths");
  if (name == NULL || name[0] == '\0')
    return xp_guard_refuse (guard, "物品还没有写品名。请写上，比如“洗衣粉”。");
  return (price > 0 && price <= XP_MOST_ITEM_HUNDREDTHS) ||
         xp_guard_refuse (guard, "%s要几分应大于0，最多10000分。请改分数。", name);
}

static bool
check_pieces (const Guard *guard, int64_t count, int64_t least)
{
  return (count != 0 && count >= least && count <= MOST_PIECES) ||
         xp_guard_refuse (guard, "件数应为1到%d，没有记上。请改件数。", MOST_PIECES);
}

/* Below zero: written off. */
bool
xp_guard_check_delivery_itself (const Guard *guard, const XpRecord *delivery)
{
  return check_pieces (guard, xp_record_get_int (delivery, "count"), -MOST_PIECES);
}

bool
xp_guard_check_redemption_itself (const Guard *guard, const XpRecord *redemption)
{
  return check_pieces (guard, xp_record_get_int (redemption, "count"), 1);
}

/* xp-book-describe-ledger.c: the points of a year, goods and titles taken back, as sentences. */
#include "xp-book-private.h"

#include "xp-mark.h"

#include <string.h>

static const XpRecord *
either (const XpChange *change)
{
  return change->after != NULL ? change->after : change->before;
}

static char *
name_household_of (XpBook *self, const XpRecord *record)
{
  g_autoptr (XpRecord) household =
    xp_book_look_up_uid (self, XP_KIND_HOUSEHOLD, xp_record_get_int (record, "household_uid"));
  return xp_book_name_household (self, household);
}

char *
xp_book_describe_ledger_year (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  const int64_t year = xp_record_get_int (record, "year");
  const XpRubric *rubric = xp_book_get_rubric_of_year (self, year);
  if (change->after == NULL)
    return g_strdup_printf ("去掉%" G_GINT64_FORMAT "年的积分", year);
  if (change->before == NULL)
    return g_strdup_printf ("开始记%" G_GINT64_FORMAT "年的积分，用“%s”",
                            year,
                            rubric != NULL ? rubric->name : xp_book_text_of (record, "rubric_id"));
  if (xp_record_is_null (record, "closed_on"))
    return g_strdup_printf ("%" G_GINT64_FORMAT "年的积分 撤销结账", year);
  return g_strdup_printf ("%" G_GINT64_FORMAT "年的积分 结账，结余%s",
                          year,
                          xp_record_get_int (record, "is_carried") != 0 ? "带入下年" : "清零");
}

/* 加6分; of a ladder and a warning there is nothing to be said yet. */
static char *
points_in_words (const XpItem *item, const XpRecord *event)
{
  if (item->mode == XP_MODE_TIER || xp_record_get_int (event, "is_warning") != 0)
    return g_strdup ("");
  const int64_t each = xp_record_is_null (event, "points_hundredths")
                         ? item->points_hundredths
                         : xp_record_get_int (event, "points_hundredths");
  const int64_t points = each * xp_record_get_int (event, "amount");
  g_autofree char *text = xp_points_to_text (ABS (points));
  return g_strdup_printf ("，%s%s分", points < 0 ? "减" : "加", text);
}

char *
xp_book_describe_ledger_event (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  const XpRubric *rubric = xp_book_get_rubric_of_year (self, xp_record_get_int (record, "year"));
  const char *no = xp_book_text_of (record, "item_no");
  const XpItem *item = rubric != NULL ? xp_rubric_lookup_item (rubric, no) : NULL;
  g_autofree char *who = name_household_of (self, record);
  if (item == NULL)
    return g_strdup_printf ("%s 第%s项", who, no);
  if (change->before != NULL && change->after != NULL)
    return g_strdup_printf ("%s %s 有改动", who, item->name);

  const bool is_reversal = !xp_record_is_null (record, "reverses_uid");
  const bool is_warning = xp_record_get_int (record, "is_warning") != 0;
  const int64_t amount = xp_record_get_int (record, "amount");
  g_autofree char *number = xp_points_to_text (item->mode == XP_MODE_TIER ? amount : amount * 100);
  g_autofree char *points = is_reversal ? g_strdup ("") : points_in_words (item, record);
  return g_strdup_printf ("%s%s %s %s %s%s%s",
                          change->after == NULL ? "收回：" : "",
                          who,
                          is_reversal  ? "冲销"
                          : is_warning ? "登记劝告"
                                       : "记",
                          item->name,
                          number,
                          item->unit,
                          points);
}

char *
xp_book_describe_goods (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  const char *name = xp_book_text_of (record, "name");
  g_autofree char *price = xp_points_to_text (xp_record_get_int (record, "price_hundredths"));
  const bool is_withdrawn = xp_record_get_int (record, "is_withdrawn") != 0;
  if (change->after == NULL)
    return g_strdup_printf ("去掉兑换物品 %s", name);
  if (change->before == NULL)
    return g_strdup_printf ("新增兑换物品 %s，每件%s分", name, price);
  if (is_withdrawn != (xp_record_get_int (change->before, "is_withdrawn") != 0))
    return g_strdup_printf ("%s %s", name, is_withdrawn ? "不再兑换" : "重新兑换");
  g_autofree char *old = xp_points_to_text (xp_record_get_int (change->before, "price_hundredths"));
  return strcmp (old, price) != 0 ? g_strdup_printf ("%s 由 %s分 改为 %s分", name, old, price)
                                  : g_strdup_printf ("兑换物品 %s 有改动", name);
}

static char *
name_goods_of (XpBook *self, const XpRecord *record)
{
  g_autoptr (XpRecord) goods =
    xp_book_look_up_uid (self, XP_KIND_GOODS, xp_record_get_int (record, "goods_uid"));
  return g_strdup (goods != NULL ? xp_book_text_of (goods, "name") : "（已不在的物品）");
}

char *
xp_book_describe_goods_delivery (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  const int64_t count = xp_record_get_int (record, "count");
  g_autofree char *goods = name_goods_of (self, record);
  return g_strdup_printf ("%s%s %s%" G_GINT64_FORMAT "件",
                          change->after == NULL ? "收回：" : "",
                          goods,
                          count < 0 ? "报损" : "进货",
                          ABS (count));
}

char *
xp_book_describe_redemption (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  const bool is_returned = change->before != NULL && change->after != NULL;
  const bool is_undone =
    change->after == NULL || (is_returned && xp_record_get_int (record, "is_reversed") == 0);
  g_autofree char *who = name_household_of (self, record);
  g_autofree char *goods = name_goods_of (self, record);
  g_autofree char *points = xp_points_to_text (xp_record_get_int (record, "points_hundredths"));
  return g_strdup_printf ("%s%s %s %s %" G_GINT64_FORMAT "件，%s%s分",
                          is_undone ? "收回：" : "",
                          who,
                          is_returned ? "退回" : "换",
                          goods,
                          xp_record_get_int (record, "count"),
                          is_returned ? "还" : "用",
                          points);
}

char *
xp_book_describe_ledger_carry (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  g_autofree char *who = name_household_of (self, record);
  g_autofree char *points = xp_points_to_text (xp_record_get_int (record, "points_hundredths"));
  return g_strdup_printf ("%s%s 结余%s分带入%" G_GINT64_FORMAT "年",
                          change->after == NULL ? "收回：" : "",
                          who,
                          points,
                          xp_record_get_int (record, "year"));
}

char *
xp_book_describe_withdrawal (XpBook *self, const XpChange *change)
{
  const XpRecord *record = either (change);
  g_autoptr (XpRecord) round =
    xp_book_look_up_uid (self, XP_KIND_ROUND, xp_record_get_int (record, "round_uid"));
  g_autofree char *who = xp_book_name_entrant (self, record);
  return g_strdup_printf ("%s%s 摘牌：%s",
                          change->after == NULL ? "收回：" : "",
                          who,
                          round != NULL ? xp_book_text_of (round, "name") : "");
}

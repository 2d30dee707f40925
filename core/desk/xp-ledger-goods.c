/* xp-ledger-goods.c: what points can be redeemed for: goods come in, are taken home, given back. */
#include "xp-ledger-private.h"

#include "xp-decimal.h"

#include <string.h>

void
xp_goods_line_free (XpGoodsLine *self)
{
  g_free (self->name);
  g_free (self);
}

/* ---- list ---- */

static XpGoodsLine *
find_line (const GPtrArray *lines, int64_t uid)
{
  for (guint i = 0; i < lines->len; i++)
    if (((XpGoodsLine *) lines->pdata[i])->uid == uid)
      return lines->pdata[i];
  return NULL;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return (*(const XpGoodsLine *const *) a)->number - (*(const XpGoodsLine *const *) b)->number;
}

static GPtrArray *
list_lines (const GPtrArray *goods)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_goods_line_free);
  for (guint i = 0; i < goods->len; i++) {
    XpGoodsLine *line = g_new0 (XpGoodsLine, 1);
    line->uid = xp_record_get_int (goods->pdata[i], "goods_uid");
    line->number = (int) xp_record_get_int (goods->pdata[i], "number");
    line->name = g_strdup (xp_record_get_text (goods->pdata[i], "name"));
    line->price_hundredths = xp_record_get_int (goods->pdata[i], "price_hundredths");
    line->is_withdrawn = xp_record_get_int (goods->pdata[i], "is_withdrawn") != 0;
    g_ptr_array_add (lines, line);
  }
  g_ptr_array_sort (lines, compare_numbers);
  return lines;
}

/* @sign: 1 what came in, -1 what went out. */
static void
move_stock (const GPtrArray *lines, const GPtrArray *records, int sign)
{
  for (guint i = 0; i < records->len; i++) {
    XpGoodsLine *line = find_line (lines, xp_record_get_int (records->pdata[i], "goods_uid"));
    const bool is_void = sign < 0 && xp_record_get_int (records->pdata[i], "is_reversed") != 0;
    if (line != NULL && !is_void)
      line->stock += sign * xp_record_get_int (records->pdata[i], "count");
  }
}

static gpointer
list_goods (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) goods = xp_book_list (book, XP_KIND_GOODS, NULL, 0, error);
  g_autoptr (GPtrArray) came =
    goods != NULL ? xp_book_list (book, XP_KIND_GOODS_DELIVERY, NULL, 0, error) : NULL;
  g_autoptr (GPtrArray) went =
    came != NULL ? xp_book_list (book, XP_KIND_REDEMPTION, NULL, 0, error) : NULL;
  if (went == NULL)
    return NULL;
  GPtrArray *lines = list_lines (goods);
  move_stock (lines, came, 1);
  move_stock (lines, went, -1);
  return lines;
}

GPtrArray *
xp_ledger_work_list_goods (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_goods, NULL, error);
}

/* ---- one kind of goods ---- */

/* A copy to be changed; REFUSED when it is gone. Yours. */
static XpRecord *
read_goods (XpBook *book, int64_t uid, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) found = xp_book_lookup (book, XP_KIND_GOODS, key, &failure);
  if (found != NULL)
    return xp_record_copy (found);
  if (failure == NULL)
    failure =
      g_error_new_literal (XP_ERROR, XP_ERROR_REFUSED, "这样物品已经不在了，没有变动。请重新选。");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* NULL with an error. Yours. */
static XpRecord *
make_goods (XpDesk *desk, XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) goods = xp_book_list (book, XP_KIND_GOODS, NULL, 0, error);
  if (goods == NULL)
    return NULL;
  int64_t number = 0;
  for (guint i = 0; i < goods->len; i++)
    number = MAX (number, xp_record_get_int (goods->pdata[i], "number"));
  XpRecord *record = xp_record_new (XP_KIND_GOODS);
  xp_record_set_int (record, "goods_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_int (record, "number", number + 1);
  xp_record_set_text (record, "name", "");
  return record;
}

static bool
set_price (XpRecord *goods, const char *text, GError **error)
{
  int64_t price = 0;
  if (!xp_decimal_from_text (text, &price)) {
    g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "要几分“%s”不是数字。请写成 8 这样。", text);
    return false;
  }
  xp_record_set_int (goods, "price_hundredths", price);
  return true;
}

static void
put_delivery (XpDesk *desk, XpDraft *draft, const XpRecord *goods, int count)
{
  const GDate day = xp_desk_get_today (desk);
  g_autofree char *today = xp_day_to_text (&day);
  g_autoptr (XpRecord) delivery = xp_record_new (XP_KIND_GOODS_DELIVERY);
  xp_record_set_int (delivery, "delivery_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_int (delivery, "goods_uid", xp_record_get_int (goods, "goods_uid"));
  xp_record_set_int (delivery, "count", count);
  xp_record_set_text (delivery, "on_day", today);
  xp_draft_put (draft, delivery);
}

static gpointer
put_goods (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpGoodsSpec *spec = input;
  g_autoptr (XpRecord) goods =
    spec->uid != 0 ? read_goods (book, spec->uid, error) : make_goods (desk, book, error);
  if (goods == NULL)
    return NULL;
  if (spec->name != NULL) {
    g_autofree char *name = g_strstrip (g_strdup (spec->name));
    xp_record_set_text (goods, "name", name);
  }
  if (spec->price != NULL && !set_price (goods, spec->price, error))
    return NULL;
  if (spec->withdrawn >= 0)
    xp_record_set_int (goods, "is_withdrawn", spec->withdrawn);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_GOODS);
  xp_draft_set_subject (draft, goods);
  xp_draft_put (draft, goods);
  if (spec->count != 0)
    put_delivery (desk, draft, goods, spec->count);
  return xp_book_put (book, draft, error);
}

bool
xp_ledger_work_put_goods (XpDesk *desk, const XpGoodsSpec *spec, GError **error)
{
  XpGoodsSpec copy = *spec;
  return xp_desk_run_act (desk, put_goods, &copy, error);
}

/* ---- redeem ---- */

typedef struct {
  int year;
  int64_t household_uid, goods_uid;
  int count;
} RedeemInput;

static gpointer
redeem (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const RedeemInput *wanted = input;
  g_autoptr (XpRecord) goods = read_goods (book, wanted->goods_uid, error);
  if (goods == NULL)
    return NULL;
  const GDate day = xp_desk_get_today (desk);
  const int year = wanted->year != 0 ? wanted->year : g_date_get_year (&day);
  g_autofree char *today = xp_day_to_text (&day);
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_REDEMPTION);
  xp_record_set_int (record, "redemption_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_int (record, "year", year);
  xp_record_set_int (record, "household_uid", wanted->household_uid);
  xp_record_set_int (record, "goods_uid", wanted->goods_uid);
  xp_record_set_int (record, "count", wanted->count);
  xp_record_set_int (record,
                     "points_hundredths",
                     xp_record_get_int (goods, "price_hundredths") * wanted->count);
  xp_record_set_text (record, "on_day", today);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_REDEEM);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_ledger_work_redeem (
  XpDesk *desk, int year, int64_t household_uid, int64_t goods_uid, int count, GError **error)
{
  RedeemInput input = {year, household_uid, goods_uid, count};
  return xp_desk_run_act (desk, redeem, &input, error);
}

static gpointer
give_back (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", *(const int64_t *) input);
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) found = xp_book_lookup (book, XP_KIND_REDEMPTION, key, &failure);
  if (failure == NULL && (found == NULL || xp_record_get_int (found, "is_reversed") != 0))
    failure = g_error_new_literal (XP_ERROR,
                                   XP_ERROR_REFUSED,
                                   "这一次兑换已经退回了，没有变动。请重新选。");
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  g_autoptr (XpRecord) record = xp_record_copy (found);
  xp_record_set_int (record, "is_reversed", 1);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_REDEEM);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_ledger_work_return (XpDesk *desk, int64_t redemption_uid, GError **error)
{
  return xp_desk_run_act (desk, give_back, &redemption_uid, error);
}

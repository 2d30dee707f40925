/* What the guards of the points of a year refuse to whoever goes past the desk. */
#include "xp-error.h"
#include "xp-test-book.h"

#include <string.h>

enum {
  EVENT = 71,
  GOODS = 81,
  REDEMPTION = 83
};

static void
assert_refused (TestBook *f, const char *verb, XpRecord *record, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = test_put (f, verb, record, &error);
  g_assert_null (act);
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” is not in “%s”", says, error->message);
}

static void
put (TestBook *f, const char *verb, XpRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = test_put (f, verb, record, &error);
  g_assert_no_error (error);
}

static XpRecord *
new_year (int year)
{
  XpRecord *record = xp_record_new (XP_KIND_LEDGER_YEAR);
  xp_record_set_int (record, "year", year);
  xp_record_set_text (record, "rubric_id", "small");
  xp_record_set_int (record, "rubric_version", 1);
  return record;
}

static XpRecord *
new_event (int64_t uid, int64_t household_uid, const char *item_no)
{
  XpRecord *record = xp_record_new (XP_KIND_LEDGER_EVENT);
  xp_record_set_int (record, "event_uid", uid);
  xp_record_set_int (record, "year", 2026);
  xp_record_set_int (record, "household_uid", household_uid);
  xp_record_set_text (record, "item_no", item_no);
  xp_record_set_text (record, "on_day", "2026-10-12");
  return record;
}

static XpRecord *
new_redemption (int64_t points)
{
  XpRecord *record = xp_record_new (XP_KIND_REDEMPTION);
  xp_record_set_int (record, "redemption_uid", REDEMPTION);
  xp_record_set_int (record, "year", 2026);
  xp_record_set_int (record, "household_uid", TEST_HOUSEHOLD_1);
  xp_record_set_int (record, "goods_uid", GOODS);
  xp_record_set_int (record, "count", 1);
  xp_record_set_int (record, "points_hundredths", points);
  xp_record_set_text (record, "on_day", "2026-10-12");
  return record;
}

static void
begin (TestBook *f)
{
  g_autoptr (XpRecord) year = new_year (2026);
  g_autoptr (XpRecord) event = new_event (EVENT, TEST_HOUSEHOLD_1, "7");
  g_autoptr (XpRecord) goods = xp_record_new (XP_KIND_GOODS);
  g_autoptr (XpRecord) delivery = xp_record_new (XP_KIND_GOODS_DELIVERY);
  put (f, XP_VERB_LEDGER_YEAR, year);
  put (f, XP_VERB_LEDGER_EVENT, event);
  xp_record_set_int (goods, "goods_uid", GOODS);
  xp_record_set_int (goods, "number", 1);
  xp_record_set_text (goods, "name", "洗衣粉");
  xp_record_set_int (goods, "price_hundredths", 800);
  put (f, XP_VERB_GOODS, goods);
  xp_record_set_int (delivery, "delivery_uid", 82);
  xp_record_set_int (delivery, "goods_uid", GOODS);
  xp_record_set_int (delivery, "count", 10);
  xp_record_set_text (delivery, "on_day", "2026-10-12");
  put (f, XP_VERB_GOODS, delivery);
}

static void
test_years (TestBook *f, gconstpointer unused)
{
  begin (f);
  g_autoptr (XpRecord) closed = new_year (2026);
  xp_record_set_text (closed, "closed_on", "2026-12-31");
  assert_refused (f, XP_VERB_LEDGER_YEAR, closed, "只在结账时改");
  g_autoptr (XpRecord) other = new_year (2026);
  xp_record_set_int (other, "rubric_version", 2);
  assert_refused (f, XP_VERB_LEDGER_CLOSE, other, "评分表不能再换");

  g_autoptr (XpRecord) carry = xp_record_new (XP_KIND_LEDGER_CARRY);
  xp_record_set_int (carry, "year", 2026);
  xp_record_set_int (carry, "household_uid", TEST_HOUSEHOLD_1);
  assert_refused (f, XP_VERB_LEDGER_EVENT, carry, "只在年度结账时带入");
  put (f, XP_VERB_LEDGER_CLOSE, closed);
  assert_refused (f, XP_VERB_LEDGER_CLOSE, carry, "2026年的积分已经结账");

  g_autoptr (XpDraft) remove = xp_draft_new (XP_VERB_LEDGER_YEAR);
  g_autoptr (GError) error = NULL;
  xp_draft_remove (remove, closed);
  g_autoptr (XpAct) act = xp_book_put (f->book, remove, &error);
  g_assert_null (act);
  g_assert_nonnull (strstr (error->message, "不能去掉这一年"));
}

static void
test_events (TestBook *f, gconstpointer unused)
{
  begin (f);
  g_autoptr (XpRecord) unknown = new_event (72, TEST_HOUSEHOLD_1, "99");
  assert_refused (f, XP_VERB_LEDGER_EVENT, unknown, "评分表里没有第99项");
  g_autoptr (XpRecord) many = new_event (72, TEST_HOUSEHOLD_1, "7");
  xp_record_set_int (many, "amount", 1000000);
  assert_refused (f, XP_VERB_LEDGER_EVENT, many, "数量应为1到9999");
  g_autoptr (XpRecord) changed = new_event (EVENT, TEST_HOUSEHOLD_1, "7");
  xp_record_set_int (changed, "amount", 3);
  assert_refused (f, XP_VERB_LEDGER_EVENT, changed, "记下的积分不能改");
  g_autoptr (XpRecord) astray = new_event (73, TEST_HOUSEHOLD_2, "7");
  xp_record_set_int (astray, "reverses_uid", EVENT);
  assert_refused (f, XP_VERB_LEDGER_EVENT, astray, "不是同一户、同一项");
}

static void
test_redemptions (TestBook *f, gconstpointer unused)
{
  begin (f);
  g_autoptr (XpRecord) cheap = new_redemption (100);
  assert_refused (f, XP_VERB_REDEEM, cheap, "和定价对不上");
  g_autoptr (XpRecord) fine = new_redemption (800);
  put (f, XP_VERB_REDEEM, fine);
  assert_refused (f, XP_VERB_REDEEM, cheap, "换过的不能改");
  g_autoptr (XpRecord) returned = new_redemption (100);
  xp_record_set_int (returned, "is_reversed", 1);
  assert_refused (f, XP_VERB_REDEEM, returned, "换过的不能改");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  ADD ("/ledger/years", test_years);
  ADD ("/ledger/events", test_events);
  ADD ("/ledger/redemptions", test_redemptions);
#undef ADD
  return g_test_run ();
}

/* xp-ledger-load.c: a year's points out of the book: its form, events, what was redeemed. */
#include "xp-ledger-private.h"

#include <string.h>

void
xp_ledger_source_free (XpLedgerSource *self)
{
  g_clear_pointer (&self->rubric, xp_rubric_unref);
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->redeemed);
  g_hash_table_unref (self->carried);
  g_free (self);
}

static int64_t *
dup_int (int64_t value)
{
  return g_memdup2 (&value, sizeof value);
}

static GHashTable *
new_by_household (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_value);
}

static void
add_points (GHashTable *sums, const XpRecord *record)
{
  const int64_t uid = xp_record_get_int (record, "household_uid");
  const int64_t *sum = g_hash_table_lookup (sums, &uid);
  const int64_t points = xp_record_get_int (record, "points_hundredths");
  g_hash_table_replace (sums, dup_int (uid), dup_int ((sum != NULL ? *sum : 0) + points));
}

static void
add_event (XpLedgerSource *self, XpRecord *event)
{
  const int64_t uid = xp_record_get_int (event, "household_uid");
  GPtrArray *events = g_hash_table_lookup (self->events, &uid);
  if (events == NULL) {
    events = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_record_unref);
    g_hash_table_insert (self->events, dup_int (uid), events);
  }
  g_ptr_array_add (events, xp_record_ref (event));
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const XpRecord *one = *(const XpRecord *const *) a, *other = *(const XpRecord *const *) b;
  const int by_day =
    strcmp (xp_record_get_text (one, "on_day"), xp_record_get_text (other, "on_day"));
  if (by_day != 0)
    return by_day;
  /* A reversal stands below what it takes back. */
  return (int) xp_record_is_null (other, "reverses_uid") -
         (int) xp_record_is_null (one, "reverses_uid");
}

/* ---- reading ---- */

/* Of one household or of all; other years are left out. Yours. */
static GPtrArray *
list_of_year (XpBook *book, XpKind kind, int64_t year, int64_t household_uid, GError **error)
{
  GPtrArray *records = household_uid != 0
                         ? xp_book_list (book, kind, "household_uid", household_uid, error)
                         : xp_book_list (book, kind, "year", year, error);
  for (guint i = records != NULL ? records->len : 0; i-- > 0;)
    if (xp_record_get_int (records->pdata[i], "year") != year)
      g_ptr_array_remove_index (records, i);
  return records;
}

static bool
read_all (XpLedgerSource *self, XpBook *book, int64_t household_uid, GError **error)
{
  g_autoptr (GPtrArray) events =
    list_of_year (book, XP_KIND_LEDGER_EVENT, self->year, household_uid, error);
  g_autoptr (GPtrArray) redemptions =
    events != NULL ? list_of_year (book, XP_KIND_REDEMPTION, self->year, household_uid, error)
                   : NULL;
  g_autoptr (GPtrArray) carried =
    redemptions != NULL
      ? list_of_year (book, XP_KIND_LEDGER_CARRY, self->year, household_uid, error)
      : NULL;
  if (carried == NULL)
    return false;
  g_ptr_array_sort (events, compare_days);
  for (guint i = 0; i < events->len; i++)
    add_event (self, events->pdata[i]);
  for (guint i = 0; i < redemptions->len; i++)
    if (xp_record_get_int (redemptions->pdata[i], "is_reversed") == 0)
      add_points (self->redeemed, redemptions->pdata[i]);
  for (guint i = 0; i < carried->len; i++)
    add_points (self->carried, carried->pdata[i]);
  return true;
}

XpLedgerSource *
xp_ledger_source_read (XpBook *book, int year, int64_t household_uid, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%d]", year);
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) record = xp_book_lookup (book, XP_KIND_LEDGER_YEAR, key, &failure);
  XpRubric *rubric = record != NULL ? xp_book_get_rubric_of_year (book, year) : NULL;
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (rubric == NULL) {
    g_set_error (error,
                 XP_ERROR,
                 record == NULL ? XP_ERROR_REFUSED : XP_ERROR_DAMAGED,
                 record == NULL ? "%d年的积分还没有开始。请先开这一年。"
                                : "%d年积分的评分表读不出来。请检查资料是否完整。",
                 year);
    return NULL;
  }
  g_autoptr (XpLedgerSource) self = g_new0 (XpLedgerSource, 1);
  self->year = year;
  self->is_closed = !xp_record_is_null (record, "closed_on");
  self->rubric = xp_rubric_ref (rubric);
  self->events = new_by_household ((GDestroyNotify) g_ptr_array_unref);
  self->redeemed = new_by_household (g_free);
  self->carried = new_by_household (g_free);
  return read_all (self, book, household_uid, error) ? g_steal_pointer (&self) : NULL;
}

const GPtrArray *
xp_ledger_source_get_events (const XpLedgerSource *self, int64_t household_uid)
{
  return g_hash_table_lookup (self->events, &household_uid);
}

/* ---- counting ---- */

static XpLedgerEvent
read_event (const XpRubric *rubric, const XpRecord *record)
{
  XpLedgerEvent event = {
    .uid = xp_record_get_int (record, "event_uid"),
    .item = xp_rubric_lookup_item (rubric, xp_record_get_text (record, "item_no")),
    .amount = xp_record_get_int (record, "amount"),
    .has_points = !xp_record_is_null (record, "points_hundredths"),
    .points_hundredths = xp_record_get_int (record, "points_hundredths"),
    .is_warning = xp_record_get_int (record, "is_warning") != 0,
    .reverses_uid = xp_record_get_int (record, "reverses_uid"),
  };
  if (!xp_day_from_text (xp_record_get_text (record, "on_day"), &event.day))
    g_date_set_dmy (&event.day, 1, G_DATE_JANUARY, 2000);
  return event;
}

static int64_t
look_up_sum (GHashTable *sums, int64_t household_uid)
{
  const int64_t *sum = g_hash_table_lookup (sums, &household_uid);
  return sum != NULL ? *sum : 0;
}

XpLedger *
xp_ledger_source_count (const XpLedgerSource *self,
                        int64_t household_uid,
                        const XpLedgerEvent *more)
{
  const GPtrArray *records = xp_ledger_source_get_events (self, household_uid);
  const guint n_records = records != NULL ? records->len : 0;
  g_autofree XpLedgerEvent *events = g_new0 (XpLedgerEvent, n_records + 1);
  for (guint i = 0; i < n_records; i++)
    events[i] = read_event (self->rubric, records->pdata[i]);
  if (more != NULL)
    events[n_records] = *more;
  return xp_ledger_new (self->rubric,
                        events,
                        n_records + (more != NULL),
                        look_up_sum (self->carried, household_uid),
                        look_up_sum (self->redeemed, household_uid));
}

bool
xp_ledger_count_redeemable (
  XpBook *book, int64_t year, int64_t household_uid, int64_t *out_hundredths, GError **error)
{
  g_autoptr (XpLedgerSource) source =
    xp_ledger_source_read (book, (int) year, household_uid, error);
  g_autoptr (XpLedger) ledger =
    source != NULL ? xp_ledger_source_count (source, household_uid, NULL) : NULL;
  if (ledger != NULL)
    *out_hundredths = ledger->redeemable_hundredths;
  return ledger != NULL;
}

int
xp_ledger_find_year (XpBook *book, int year, GError **error)
{
  g_autoptr (GPtrArray) years = xp_book_list (book, XP_KIND_LEDGER_YEAR, NULL, 0, error);
  int found = 0;
  for (guint i = 0; years != NULL && i < years->len; i++) {
    const int one = (int) xp_record_get_int (years->pdata[i], "year");
    if (one <= year)
      found = MAX (found, one);
  }
  return found;
}

bool
xp_ledger_read_day (XpDesk *desk, const char *on_day, GDate *out_day, GError **error)
{
  *out_day = xp_desk_get_today (desk);
  if (on_day == NULL || on_day[0] == '\0' || xp_day_from_text (on_day, out_day))
    return true;
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "日期“%s”不对，请写成 2026-10-12 这样。", on_day);
  return false;
}

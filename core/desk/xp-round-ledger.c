/* xp-round-ledger.c: what a round takes over from the points of the year when it opens: 评比分,
 * 公益次数, and who is barred from every title. */
#include "xp-ledger-private.h"
#include "xp-round-private.h"

#include <string.h>

/* 11月1日到3月31日. */
static const GDateMonth LAST_MONTH_OF_WINTER = G_DATE_MARCH;

static void
put_taken (XpOpening *opening, guint at, const char *what, int64_t value)
{
  g_autoptr (XpRecord) taken = xp_record_new (XP_KIND_LEDGER_TAKEN);
  xp_record_set_int (taken, "round_uid", opening->uid);
  xp_record_set_int (taken, "entrant_no", at + 1);
  xp_record_set_text (taken, "what", what);
  xp_record_set_int (taken, "value", value);
  xp_draft_put (opening->draft, taken);
}

static bool
asks_for_public_works (const XpRules *rules)
{
  for (size_t i = 0; rules->ties[i] != NULL; i++)
    if (strcmp (rules->ties[i], "公益次数") == 0)
      return true;
  return false;
}

/* The year of the day it opens: what bars from every title of a year bars in no other. Only the
 * points themselves may be appraised in the winter after (年终总评), until the next year is begun.
 * 0 without error: no year. */
static int
choose_year (XpOpening *opening, GError **error)
{
  const GDate today = xp_desk_get_today (opening->desk);
  const int year = g_date_get_year (&today);
  const int found = xp_ledger_find_year (opening->book, year, error);
  if (found == year || found == 0)
    return found;
  if (!xp_rubric_is_ledger (opening->form->rubric))
    return 0;
  if (found == year - 1 && g_date_get_month (&today) <= LAST_MONTH_OF_WINTER)
    return found;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%d年的积分还没有开始，没有新开评选。请先开这一年，再评“%s”。",
               year,
               opening->form->rubric->name);
  return 0;
}

bool
xp_round_take_ledger (XpOpening *opening, GError **error)
{
  GError *failure = NULL;
  const int year = choose_year (opening, &failure);
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return false;
  }
  if (year == 0)
    return true;
  g_autoptr (XpLedgerSource) source = xp_ledger_source_read (opening->book, year, 0, error);
  const bool is_ledger = xp_rubric_is_ledger (opening->form->rubric);
  const bool has_works = is_ledger || asks_for_public_works (opening->rules);
  for (guint i = 0; source != NULL && i < opening->entrants->len; i++) {
    const XpOpeningEntrant *entrant = &g_array_index (opening->entrants, XpOpeningEntrant, i);
    g_autoptr (XpLedger) ledger = xp_ledger_source_count (source, entrant->household_uid, NULL);
    if (is_ledger)
      put_taken (opening, i, "ledger", ledger->score_hundredths);
    if (is_ledger)
      put_taken (opening, i, "ledger-year", year);
    if (is_ledger || ledger->is_barred)
      put_taken (opening, i, "barred", ledger->is_barred);
    if (has_works)
      put_taken (opening, i, "public-work", ledger->n_public_works);
  }
  return source != NULL;
}

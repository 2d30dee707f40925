/* xp-ledger-private.h: a year of points as the works count it; on the book's thread. */
#pragma once

#include "xp-desk-private.h"
#include "xp-ledger-work.h"

/* What a book holds of a year: of all households, or of one. */
typedef struct {
  int year;
  bool is_closed;
  XpRubric *rubric;     /* owned */
  GHashTable *events;   /* household_uid → GPtrArray of XpRecord, by day */
  GHashTable *redeemed; /* household_uid → int64_t *, hundredths that stand */
  GHashTable *carried;
} XpLedgerSource;

void xp_ledger_source_free (XpLedgerSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpLedgerSource, xp_ledger_source_free)

/* @household_uid: 0: all. REFUSED where the year was never begun. Yours. */
XpLedgerSource *
xp_ledger_source_read (XpBook *book, int year, int64_t household_uid, GError **error);

/* Of XpRecord; NULL: none. Borrowed. */
const GPtrArray *xp_ledger_source_get_events (const XpLedgerSource *self, int64_t household_uid);

/* Lines in the order of the events; @more: (nullable): one that is not written yet, counted too,
 * its line is the last. Yours. */
XpLedger *xp_ledger_source_count (const XpLedgerSource *self,
                                  int64_t household_uid,
                                  const XpLedgerEvent *more);

/* All of one household, in words. Yours. */
XpLedgerStory *xp_ledger_source_tell (const XpLedgerSource *self,
                                      XpBook *book,
                                      int64_t household_uid,
                                      GError **error);

/* The latest year up to @year that was begun; 0 none, with or without an error. */
int xp_ledger_find_year (XpBook *book, int year, GError **error);

/* For XpBookHooks. */
bool xp_ledger_count_redeemable (
  XpBook *book, int64_t year, int64_t household_uid, int64_t *out_hundredths, GError **error);

/* The record of this uid; REFUSED with the sentence @gone where there is none. Yours. */
XpRecord *
xp_ledger_look_up (XpBook *book, XpKind kind, int64_t uid, const char *gone, GError **error);

/* The day of @on_day, today for NULL or "". INPUT: no day. */
bool xp_ledger_read_day (XpDesk *desk, const char *on_day, GDate *out_day, GError **error);

/* xp-history-filters.h: the row above the history: which household, item, judge, typist, evening;
 * and a 核对码 that is read off a sheet. Enter asks. */
#pragma once

#include "xp-history-work.h"

#include <adwaita.h>

#define XP_TYPE_HISTORY_FILTERS (xp_history_filters_get_type ())
G_DECLARE_FINAL_TYPE (XpHistoryFilters, xp_history_filters, XP, HISTORY_FILTERS, AdwBin)

/* The judges and typists of this book to choose from; what is chosen stays where it can. */
void xp_history_filters_offer (XpHistoryFilters *self, XpDesk *desk);

/* Everything again; nothing is asked. */
void xp_history_filters_clear (XpHistoryFilters *self);

/* What is asked for; its texts are borrowed until the row is changed. */
XpHistoryQuery xp_history_filters_get (XpHistoryFilters *self);

/* Signal "asked": another filter holds. Signal "code" (const char *): a 核对码 was typed. */

/* xp-year-choice.h: which year of points is looked at; with one year alone its name. */
#pragma once

#include "xp-ledger-work.h"

#include <adwaita.h>

#define XP_TYPE_YEAR_CHOICE (xp_year_choice_get_type ())
G_DECLARE_FINAL_TYPE (XpYearChoice, xp_year_choice, XP, YEAR_CHOICE, AdwBin)

/* @years: of XpLedgerYearLine; (nullable); @year: the one that is shown. */
void xp_year_choice_show (XpYearChoice *self, const GPtrArray *years, int year);

/* Signal "chosen" (gint year). */

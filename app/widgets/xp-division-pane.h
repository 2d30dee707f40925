/* xp-division-pane.h: 名额怎样分: the places of each group by four methods side by side, with every
 * step, and what would happen with one place more. */
#pragma once

#include "xp-ranking.h"

#include <adwaita.h>

#define XP_TYPE_DIVISION_PANE (xp_division_pane_get_type ())
G_DECLARE_FINAL_TYPE (XpDivisionPane, xp_division_pane, XP, DIVISION_PANE, AdwBin)

/* Of a round whose places are shared. */
void xp_division_pane_show (XpDivisionPane *self, const XpTally *tally, const XpRanking *ranking);

/* xp-meaning-cards.h: the columns of a list side by side, each with what it was taken for, coloured
 * by its family; another meaning can be chosen. */
#pragma once

#include "xp-roster.h"

#include <adwaita.h>

#define XP_TYPE_MEANING_CARDS (xp_meaning_cards_get_type ())
G_DECLARE_FINAL_TYPE (XpMeaningCards, xp_meaning_cards, XP, MEANING_CARDS, AdwBin)

/* @columns: of XpRosterColumn; borrowed for the call. */
void xp_meaning_cards_show (XpMeaningCards *self, const GPtrArray *columns);

/* Signal "chosen" (guint column, int meaning): somebody said what a column means. */

/* xp-household-pane.h: one household's card: what is known of it, who lives in it, and what can
 * happen to it. What is typed in a field is saved with Enter or when the field is left. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_HOUSEHOLD_PANE (xp_household_pane_get_type ())
G_DECLARE_FINAL_TYPE (XpHouseholdPane, xp_household_pane, XP, HOUSEHOLD_PANE, AdwBin)

/* @desk: (nullable). @uid: 0 none. The same one again: what is in the book now. */
void xp_household_pane_show (XpHouseholdPane *self, XpDesk *desk, int64_t uid);
int64_t xp_household_pane_get_uid (XpHouseholdPane *self); /* 0 none */

/* Signal "left": back to the list. */

/* xp-doubles-pane.h: 找重名和可能重复的户: pairs, and what a person says of each. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>
#include <stdbool.h>

#define XP_TYPE_DOUBLES_PANE (xp_doubles_pane_get_type ())
G_DECLARE_FINAL_TYPE (XpDoublesPane, xp_doubles_pane, XP, DOUBLES_PANE, AdwBin)

/* Looks the book through; @desk NULL: forgets what was found. */
void xp_doubles_pane_show (XpDoublesPane *self, XpDesk *desk);

/* Whether it is still looking. */
bool xp_doubles_pane_is_busy (XpDoublesPane *self);

/* Signal "left": back to the list. */

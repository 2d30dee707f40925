/* xp-looking-bar.h: the line that stands over the pages while a book is only looked at: who is
 * typing it, or that it is a backup; and, when nobody types any more, the way to type oneself. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_LOOKING_BAR (xp_looking_bar_get_type ())
G_DECLARE_FINAL_TYPE (XpLookingBar, xp_looking_bar, XP, LOOKING_BAR, AdwBin)

/* @desk: NULL, or one that can be typed into: the line is not there. A book that somebody types is
 * followed; one that lies there as a backup is not, and is never offered for typing. */
void xp_looking_bar_show (XpLookingBar *self, XpDesk *desk, bool is_backup);

/* Asks at once what was typed elsewhere, without waiting for the second to be over. */
void xp_looking_bar_ask (XpLookingBar *self);

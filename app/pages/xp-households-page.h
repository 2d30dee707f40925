/* xp-households-page.h: 农户: the list, found by number, door, name or initials; and new lists
 * coming in. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_HOUSEHOLDS_PAGE (xp_households_page_get_type ())
G_DECLARE_FINAL_TYPE (XpHouseholdsPage, xp_households_page, XP, HOUSEHOLDS_PAGE, AdwBin)

/* @desk: borrowed while it is open; a reference is held. */
void xp_households_page_set_desk (XpHouseholdsPage *self, XpDesk *desk);

/* The book may be another now: shows it anew. */
void xp_households_page_refresh (XpHouseholdsPage *self);

/* Reads a list and shows what it would do; nothing is written. */
void xp_households_page_preview (XpHouseholdsPage *self, const char *path);

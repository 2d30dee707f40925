/* xp-entrant-sidebar.h: the households of a round beside the form: a list, and a search above it.
 *
 * Says who is done, never how. */
#pragma once

#include "xp-marking.h"

#include <adwaita.h>

#define XP_TYPE_ENTRANT_SIDEBAR (xp_entrant_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (XpEntrantSidebar, xp_entrant_sidebar, XP, ENTRANT_SIDEBAR, AdwBin)

/* What the signal "left" tells beside an entrant's number. */
#define XP_SIDEBAR_NOT_FOUND (-1) /* something was searched that nobody has */
#define XP_SIDEBAR_NOBODY 0       /* Esc */

/* Signal "left" (gint entrant_no): somebody was chosen, or the search was given up; the keyboard
 * belongs to the page again. */

#define XP_SIDEBAR_ALL_JUDGES (-1)

/* @marking: (nullable); referenced. @judge_no: whose sheets the ticks are about; 0: 合议;
 * XP_SIDEBAR_ALL_JUDGES: a household is ticked when all of them are done. */
void xp_entrant_sidebar_set_marking (XpEntrantSidebar *self, XpMarking *marking, int judge_no);

/* One row drawn anew; 0: all. */
void xp_entrant_sidebar_refresh (XpEntrantSidebar *self, int entrant_no);

/* Marks the row and brings it in sight. */
void xp_entrant_sidebar_select (XpEntrantSidebar *self, int entrant_no);

/* Puts the keyboard into the search. @letter: typed first; 0 none. */
void xp_entrant_sidebar_begin_search (XpEntrantSidebar *self, char letter);

/* xp-roster-doubles.h: rows of one list that say the same, or nearly. Private to this room. */
#pragma once

#include "xp-roster.h"

/* Rows equal in all that tells households apart: the first stays, a note names the other. */
void xp_roster_drop_doubles (XpRoster *roster);

/* Same group and same name: all stay, each with a flag. */
void xp_roster_flag_namesakes (XpRoster *roster);

/* Two households may share a telephone; from three on it is the cadre's own number. */
void xp_roster_flag_shared_phones (XpRoster *roster);

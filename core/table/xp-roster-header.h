/* xp-roster-header.h: where a list begins and what its columns mean. Private to this room. */
#pragma once

#include "xp-csv.h"
#include "xp-roster.h"

/* The header row and what stands in it: fills title, header_record and columns.
 *
 * Returns: index of the first row of data; 0 when no header was found */
guint xp_roster_find_header (const XpTable *csv, XpRoster *roster);

/* The column of a meaning, or NULL. Borrowed. */
const XpRosterColumn *xp_roster_lookup_column (const XpRoster *roster, XpMeaning meaning);

/* Whether a later row repeats the header, as each printed page does. */
bool xp_roster_is_header_again (const XpRoster *roster, const XpTableRow *row);

/* xp-roster-header.h: where a list begins and what its columns mean. Private to this room. */
#pragma once

#include "xp-csv.h"
#include "xp-roster.h"

/* The header row and what stands in it: fills title, header_record, encoding,
 * columns and blocks.
 *
 * Returns: index of the first row of data; 0 when no header was found */
guint xp_roster_find_header (const XpTable *csv, XpRoster *roster);

/* The column of a meaning in one of the lists side by side (from 0), or NULL. Borrowed. */
const XpRosterColumn *
xp_roster_lookup_in_block (const XpRoster *roster, int block, XpMeaning meaning);

/* The same in the first. Borrowed. */
const XpRosterColumn *xp_roster_lookup_column (const XpRoster *roster, XpMeaning meaning);

/* What a person said of the columns; another of the same meaning beside it is not read. */
void xp_roster_set_meanings (XpRoster *roster, const GArray *meanings);

/* Whether a later row repeats the header, as each printed page does. */
bool xp_roster_is_header_again (const XpRoster *roster, const XpTableRow *row);

/* xp-entry-row.h: a row that is typed in, and that a screen reader hears of: the text inside an
 * AdwEntryRow (libadwaita 1.2) has no role, so that nobody is told when it has the focus. */
#pragma once

#include <adwaita.h>

#define XP_TYPE_ENTRY_ROW (xp_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (XpEntryRow, xp_entry_row, XP, ENTRY_ROW, AdwEntryRow)

GtkWidget *xp_entry_row_new (void);

/* The same for another row of that kind, before it is shown: its text gets a role, and the row's
 * title as its name. */
void xp_entry_row_make_heard (AdwEntryRow *row);

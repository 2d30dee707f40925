/* xp-page-sums.h: page sums: each page of the file ends in eight bytes that were computed from the
 * rest of it, so that a byte that changes on the disk is seen, wherever it stands.
 *
 * A VFS of our own over SQLite's: it writes the sum when a page is written to the file itself (the
 * journal has sums of its own), and looks at none when reading, so that verify can still name what
 * another program has changed. SQLite keeps the place free (“reserved space”), and any other
 * program reads the file as ever. A file without that space has no sums. Private to this room. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>
#include <stdbool.h>

#include "xp-progress.h"

/* For sqlite3_open_v2(). Wraps what is SQLite's default at each opening. Thread-safe. */
const char *xp_page_sums_get_vfs (void);

/* Leaves room for the sums in a file that is still empty. */
void xp_page_sums_reserve (sqlite3 *db);

bool xp_page_sums_are_kept (sqlite3 *db);

/**
 * xp_page_sums_check:
 * @out_page: the first page that is not as it was written, from 1; 0: none
 *
 * Reads the file of @db from end to end, beside what other connections do with it.
 *
 * Returns: false with CANCELLED, or NOT_SAVED when the disk could not be read
 */
bool xp_page_sums_check (sqlite3 *db, GCancellable *cancellable, gint64 *out_page, GError **error);

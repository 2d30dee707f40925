/* xp-roster-reader.h: a village's messy household list becomes rows. Nothing is written. */
#pragma once

#include "xp-csv.h"
#include "xp-progress.h"
#include "xp-roster.h"

/**
 * xp_roster_read:
 * @bytes: the file
 * @name: of the file, for messages
 * @meanings: of int: what each column from the first means, as a person said; -1: as its heading
 *   says. NULL: all by their headings
 *
 * Finds the header, reads households (or persons and groups them), cleans cells, flags what was
 * changed or is doubtful, passes over totals, repeated heads, signatures and exact doubles.
 *
 * Returns: yours; NULL with INPUT when it is no list, or CANCELLED
 */
XpRoster *xp_roster_read (GBytes *bytes,
                          const char *name,
                          const GArray *meanings,
                          XpProgress *progress,
                          GCancellable *cancellable,
                          GError **error);

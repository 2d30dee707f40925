/* xp-roster-sheets.h: which sheets of a file hold the list. Private to this room. */
#pragma once

#include "xp-roster.h"
#include "xp-table.h"

typedef struct {
  const XpTable *table; /* borrowed */
  bool is_group;        /* its name is a group's: 一组, 二社 */
} XpRosterSheet;

typedef struct {
  GPtrArray *tables; /* of XpTable: all that the file has */
  GArray *chosen;    /* of XpRosterSheet: to be read, in order; never empty */
  GPtrArray *notes;  /* of char *: which were left out */
} XpRosterSheets;

void xp_roster_sheets_free (XpRosterSheets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRosterSheets, xp_roster_sheets_free)

/**
 * xp_roster_sheets_read:
 *
 * Reads a file of any kind. All visible sheets with a header whose names are groups, else the first
 * visible one with a header; hidden ones never.
 *
 * Returns: yours; NULL with INPUT or CANCELLED
 */
XpRosterSheets *
xp_roster_sheets_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);

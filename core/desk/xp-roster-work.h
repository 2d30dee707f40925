/* xp-roster-work.h: households come in (导入名单): a preview that writes nothing, then one act; and
 * go out again as a list. */
#pragma once

#include "xp-desk.h"
#include "xp-roster-plan.h"

/* Reads the file; nothing is written. */
XpRosterPlan *xp_roster_work_read (
  XpDesk *desk, const char *path, XpProgress *progress, GCancellable *cancellable, GError **error);
void xp_roster_work_read_async (XpDesk *desk,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* The same from what was pasted, or from a plan's bytes with other meanings of the columns: of int,
 * -1 as the heading says; NULL all by their headings. */
void xp_roster_work_read_bytes_async (XpDesk *desk,
                                      GBytes *bytes,
                                      const char *name,
                                      GArray *meanings,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
XpRosterPlan *xp_roster_work_read_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/* One act, one undo. Numbers follow the file's order after the highest there is. The answer's
 * n_changes is 0 when nothing was to be written. */
XpAct *xp_roster_work_import (XpDesk *desk, const XpRosterPlan *plan, GError **error);

/* The households as .xlsx or .csv, as @path ends: number, group, head, 区别名, door, 户号, people
 * and state; no telephones, no digits. NOT_SAVED; REFUSED: another ending. */
bool xp_roster_work_export (XpDesk *desk, const char *path, GError **error);

/* xp-roster-work.h: households come in (导入名单): a preview that writes nothing, then one act. */
#pragma once

#include "xp-desk.h"
#include "xp-roster.h"

/* What a list would do to this book. */
typedef struct {
  XpRoster *roster; /* owned: as it was read */
  bool *is_present; /* per row: group and head are in the book already: left out */
  size_t n_new;     /* rows that would come in */
  size_t n_flagged; /* rows with at least one flag */
  char *summary;    /* “共42户，四个社；有17处请看一眼。” */
} XpRosterPlan;

void xp_roster_plan_free (XpRosterPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRosterPlan, xp_roster_plan_free)

/* Reads the file; nothing is written. */
XpRosterPlan *xp_roster_work_read (
  XpDesk *desk, const char *path, XpProgress *progress, GCancellable *cancellable, GError **error);
void xp_roster_work_read_async (XpDesk *desk,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
XpRosterPlan *xp_roster_work_read_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/* One act, one undo. Numbers follow the file's order after the highest there is. The answer's
 * n_changes is 0 when every row was there already. */
XpAct *xp_roster_work_import (XpDesk *desk, const XpRosterPlan *plan, GError **error);

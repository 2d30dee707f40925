/* xp-forget-work.h: forgetting what a household told in private (忘掉): telephone, ID digits,
 * remarks, tags, those of its persons, the reasons of its states and recusals. For good: no undo
 * brings it back, and the bytes are gone from the disk. */
#pragma once

#include "xp-desk.h"

/* Private values that are kept of it, past ones too. -1 with an error. */
int xp_forget_work_count (XpDesk *desk, int64_t household_uid, GError **error);

/* Of the backups that can be found, those that still hold some of them; of char *, a sentence each:
 * “昨天 21:20，在U盘 KINGSTON …”. A backup that cannot be looked into is among them and says so. A
 * person deletes them, or lets them grow old. Yours. */
GPtrArray *xp_forget_work_list_backups (XpDesk *desk, int64_t household_uid, GError **error);

/**
 * xp_forget_work_forget:
 * @out_told: what was done, in sentences; when a viewer keeps the disk from being wiped it says so.
 *   Yours
 *
 * REFUSED where nothing is kept. */
bool xp_forget_work_forget (XpDesk *desk, int64_t household_uid, char **out_told, GError **error);

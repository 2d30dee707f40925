/* xp-handover-work.h: 换届移交: the book goes from one clerk to the next, with a folder for the
 * archive: a backup, what was posted as it is printed, and a list for both to sign. */
#pragma once

#include "xp-desk.h"
#include "xp-progress.h"

typedef struct {
  const char *from, *to; /* who hands over, who takes over */
  GDate on_day;
  const char *folder; /* to be made; NULL: as xp_handover_work_dup_folder() says */
} XpHandover;

/* Beside the book: 永胜村_移交归档_2026-10-12. Yours. */
char *xp_handover_work_dup_folder (XpDesk *desk, const GDate *on_day);

/* 2026-10-12. INPUT: no day. */
bool xp_handover_work_read_day (const char *text, GDate *out_day, GError **error);

/* Whether it can be begun: INPUT or REFUSED as below. */
bool xp_handover_work_check (XpDesk *desk, const XpHandover *handover, GError **error);

/**
 * xp_handover_work_make:
 * @out_folder: the folder's path. Yours
 *
 * Makes the folder under another name, gives it its own when all is in it, records the handover and
 * takes the old name from those that are offered. The backup in the folder has the handover too. A
 * sheet that cannot be printed is left out, and the list says which and why.
 *
 * Returns: false with INPUT (names), REFUSED (the folder is there already), NOT_SAVED, CANCELLED:
 * no folder was made and nothing recorded
 */
bool xp_handover_work_make (XpDesk *desk,
                            const XpHandover *handover,
                            char **out_folder,
                            XpProgress *progress,
                            GCancellable *cancellable,
                            GError **error);

/* The folder is made beside the window; the handover is recorded by _finish, on the main context.
 */
void xp_handover_work_make_async (XpDesk *desk,
                                  const XpHandover *handover,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
bool xp_handover_work_make_finish (XpDesk *desk,
                                   GAsyncResult *result,
                                   char **out_folder,
                                   GError **error);

/* xp-backup-private.h: what the files of backups share. On the thread of the book. */
#pragma once

#include "xp-backup-work.h"
#include "xp-desk-private.h"

/* ---- the folder of those made by itself (xp-backup-folder.c) ---- */

/* It need not be there; NULL with the error of the book. Yours. */
char *xp_backup_dup_folder (XpDesk *desk, XpBook *book, GError **error);
/* It is there. NULL with NOT_SAVED. Yours. */
char *xp_backup_make_folder (XpDesk *desk, XpBook *book, GError **error);

/* A name in the folder, of this moment and this act. Yours. */
char *xp_backup_dup_name (XpDesk *desk, int64_t n_acts, bool is_before_upgrade);

/* Those made by itself, the newest first. Of XpBackupLine. Yours. */
GPtrArray *xp_backup_list_folder (XpDesk *desk, const char *folder);

/* Takes away what is neither among the last ten, nor the last of its month, nor from before an
 * upgrade, nor @made. */
void xp_backup_drop_oldest (XpDesk *desk, const char *folder, const char *made);

/* The last that somebody chose, and the last of them on a stick or another machine; it need not be
 * within reach. NULL: none. Yours. */
XpBackupLine *xp_backup_read_chosen (XpDesk *desk, const char *folder, bool is_outside);
/* Not being able to remember it is no failure of the backup. */
void xp_backup_remember_chosen (XpDesk *desk, XpBook *book, const char *path);

/* On a stick, a share: not on this machine's own disk. */
bool xp_backup_is_outside (const char *path);

gint xp_backup_compare_newest_first (gconstpointer a, gconstpointer b);

/* ---- words (xp-backup-words.c) ---- */

/* 今天 21:20, 10月12日 21:20. Yours. */
char *xp_backup_tell_when (XpDesk *desk, int64_t at_ms);
/* 在U盘 KINGSTON, 在这台电脑里. Yours. */
char *xp_backup_tell_where (XpDesk *desk, const char *path);
/* The line's own sentence, and whether it has a passphrase. */
void xp_backup_finish_line (XpDesk *desk, XpBackupLine *line);
/* “这份备份比现在的资料旧，少12次改动。” @difference: NULL: of another village. Yours. */
char *xp_backup_tell_difference (const XpBookDifference *difference);

/* xp-backup-work.h: copies of the book (备份): where somebody says, and by itself.
 *
 * Those made by itself lie in $XDG_DATA_HOME/xiangping/〈the village's uid〉, named by date and
 * time: the last ten of them and the last of each month; one that was made before a book was
 * brought up to date stays. What is done with one is in xp-backup-restore.h. */
#pragma once

#include "xp-desk.h"

typedef struct {
  char *path;
  int64_t at_ms; /* moment, UTC */
  int64_t n_bytes;
  int n_acts; /* changes that were saved until then; -1 not known */
  bool is_before_upgrade;
  bool is_sealed; /* under a passphrase */
  char *sentence; /* “昨天 21:20，在这台电脑里，1.2 MB，到第137次改动” */
} XpBackupLine;

void xp_backup_line_free (XpBackupLine *self);

/* To a file somebody chose, on a stick too; it is remembered as the last. @passphrase: (nullable):
 * then nobody opens it without (xp-book-seal.h); INPUT: too short. */
bool xp_backup_work_save (XpDesk *desk, const char *path, const char *passphrase, GError **error);
void xp_backup_work_save_async (XpDesk *desk,
                                const char *path,
                                const char *passphrase,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
bool xp_backup_work_save_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/* Now, into the folder of those made by itself. */
bool xp_backup_work_keep (XpDesk *desk, GError **error);

/* Those made by itself, and the last that somebody chose if it is still there; newest first. Of
 * XpBackupLine. Yours. */
GPtrArray *xp_backup_work_list (XpDesk *desk, GError **error);

/* “昨天 21:20，在U盘 KINGSTON”; “还没有备份”. Yours. */
char *xp_backup_work_tell_last (XpDesk *desk);

/* The same, and whether it is time for another: “上次备份：…，在这台电脑里。电脑坏了这份也就没了，
 * 请再往U盘上存一份。” @out_is_due: older than a week with changes since, or on this machine alone.
 * Yours. */
char *xp_backup_work_tell_standing (XpDesk *desk, bool *out_is_due);

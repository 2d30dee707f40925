/* xp-backup-work.h: copies of the book (备份): where somebody says, and by itself.
 *
 * Those made by itself lie in $XDG_DATA_HOME/xiangping/〈the village's uid〉, named by date and
 * time, the last ten of them; one that was made before a book was brought up to date stays. A
 * backup is a book: going back to one is opening it. */
#pragma once

#include "xp-desk.h"

typedef struct {
  char *path;
  int64_t at_ms; /* moment, UTC */
  int64_t n_bytes;
  int n_acts; /* changes that were saved until then; -1 not known */
  bool is_before_upgrade;
  char *sentence; /* “昨天 21:20，在这台电脑里，1.2 MB，到第137次改动” */
} XpBackupLine;

void xp_backup_line_free (XpBackupLine *self);

/* To a file somebody chose, on a stick too; it is remembered as the last. */
bool xp_backup_work_save (XpDesk *desk, const char *path, GError **error);
void xp_backup_work_save_async (XpDesk *desk,
                                const char *path,
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

/* How a backup stands to the open book, before it is opened in its place:
 * “这份备份比现在的资料旧，少 12次改动。”. NULL with an error: it cannot be read. Yours. */
char *xp_backup_work_compare (XpDesk *desk, const char *path, GError **error);

/* xp-backup-restore.h: what is done with a backup: it is looked at beside the book, told how it
 * differs, and put in the book's place if somebody says so. Nothing is replaced by itself. */
#pragma once

#include "xp-desk.h"

typedef struct {
  char *path;
  char *standing;               /* “这份备份比现在的资料旧，少12次改动。” */
  bool is_ours;                 /* of this village; only then the rest is there */
  bool is_same;                 /* nothing differs */
  char *only_here;              /* “只有现在的资料里有：12次改动”; NULL none */
  char *only_there;             /* “只有这份备份里有：2次改动”; NULL none */
  XpBookDifference *difference; /* at most a hundred acts of each side are told; NULL: not ours */
} XpRestoreView;

void xp_restore_view_free (XpRestoreView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRestoreView, xp_restore_view_free)

/* Opens the backup to look at it. INPUT, DAMAGED, NEWER: it cannot be read; a sealed one has to be
 * opened first. Yours. */
XpRestoreView *xp_backup_restore_look (XpDesk *desk, const char *path, GError **error);
void xp_backup_restore_look_async (XpDesk *desk,
                                   const char *path,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
XpRestoreView *xp_backup_restore_look_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/* “3号 张三：现在的资料多4处，备份多1处”. Yours. */
char *xp_backup_restore_tell_household (const XpHouseholdDifference *household);

/**
 * xp_backup_restore_use:
 * @path: a backup of this village
 * @out_kept: the name the present file has from now on: 永胜村_换下_2026-10-12.xiangping. Yours
 *
 * Puts a copy of the backup in the place of the book, in one step; the present file stays beside.
 *
 * Returns: true: the desk is closed, and the book is to be opened again. False with REFUSED or
 * NOT_SAVED: all is as before
 */
bool xp_backup_restore_use (XpDesk *desk, const char *path, char **out_kept, GError **error);

/* How a backup stands to the open book, in one sentence. NULL with an error: it cannot be read.
 * Yours. */
char *xp_backup_restore_compare (XpDesk *desk, const char *path, GError **error);

/* ---- under a passphrase ---- */

/* Whether a passphrase is to be asked for, whatever the file's name is. */
bool xp_backup_restore_is_sealed (const char *path);

/* A new one that was typed twice. INPUT: too short, or not twice the same. */
bool xp_backup_restore_check_passphrase (const char *passphrase, const char *again, GError **error);

/* Opens a sealed backup into @to, which must not be there yet, and looks whether it is a book.
 * INPUT: wrong passphrase, not whole, altered; nothing is at @to then. No book need be open. */
bool
xp_backup_restore_unseal (const char *path, const char *to, const char *passphrase, GError **error);

/* The same into a place of its own beside the backups of the open book, where the next one replaces
 * it. Yours. */
char *xp_backup_restore_unseal_beside (XpDesk *desk,
                                       const char *path,
                                       const char *passphrase,
                                       GError **error);
/* Takes away what the last call left, if @path is that. */
void xp_backup_restore_forget_unsealed (const char *path);

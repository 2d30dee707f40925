/* xp-disk.h: files that are whole or not there, and the calls that make them so, handed in from
 * outside as the clock is: a test puts in a disk that fails. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

/* Each as POSIX has it: -1 with errno. */
typedef struct {
  ssize_t (*write) (int fd, const void *bytes, size_t n, gpointer user_data);
  int (*sync) (int fd, gpointer user_data);
  int (*close) (int fd, gpointer user_data);
  int (*rename) (const char *from, const char *to, gpointer user_data);
  gpointer user_data;
} XpDisk;

extern const XpDisk XP_DISK_SYSTEM;

/**
 * xp_disk_save:
 * @path: what was there before stays until the new file is whole and synced
 * @out_is_named: after a failure: the new file has the name, but its folder was not synced, so that
 *   it may be gone when the power goes; otherwise what was there is there, and nothing beside it
 *
 * Returns: 0, or the errno of the first step that failed
 */
int xp_disk_save (const XpDisk *disk, GBytes *bytes, const char *path, bool *out_is_named);

/* The same with the bytes and the permissions of the file @from. */
int xp_disk_copy (const XpDisk *disk, const char *from, const char *path, bool *out_is_named);

/* The same for a file that is written already, under a name in the same folder: @part is synced and
 * becomes @path. After a failure @part is gone. */
int xp_disk_give_name (const XpDisk *disk, const char *part, const char *path, bool *out_is_named);

/* .name.part beside @path: in the same folder, so that it can take the name in one step; FAT allows
 * it too. Yours. */
char *xp_disk_dup_part_path (const char *path);

#include "xp-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static ssize_t
system_write (int fd, const void *bytes, size_t n, gpointer unused)
{
  return write (fd, bytes, n);
}

static int
system_sync (int fd, gpointer unused)
{
  return fsync (fd);
}

static int
system_close (int fd, gpointer unused)
{
  return close (fd);
}

static int
system_rename (const char *from, const char *to, gpointer unused)
{
  return rename (from, to);
}

const XpDisk XP_DISK_SYSTEM = {system_write, system_sync, system_close, system_rename, NULL};

/* ---- steps: 0, or the errno ---- */

static int
write_all (const XpDisk *disk, int fd, GBytes *bytes)
{
  gsize n_left = 0;
  const char *at = g_bytes_get_data (bytes, &n_left);
  while (n_left > 0) {
    const ssize_t n = disk->write (fd, at, n_left, disk->user_data);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return errno;
    at += n;
    n_left -= (gsize) n;
  }
  return 0;
}

/* The descriptor is closed in any case. */
static int
sync_and_close (const XpDisk *disk, int fd, int number)
{
  if (number == 0 && disk->sync (fd, disk->user_data) != 0)
    number = errno;
  if (disk->close (fd, disk->user_data) != 0 && number == 0)
    number = errno;
  return number;
}

/* The new name is on the disk only when its folder is. */
static int
sync_folder (const XpDisk *disk, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return errno == EACCES ? 0 : errno; /* a folder that may be written but not read */
  /* Some network folders and sticks cannot be synced; the file itself has been. */
  const bool is_synced = disk->sync (fd, disk->user_data) == 0;
  const int number = is_synced || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
  close (fd);
  return number;
}

static int
put_in_place (
  const XpDisk *disk, const char *part, const char *path, int number, bool *out_is_named)
{
  *out_is_named = false;
  if (number == 0 && disk->rename (part, path, disk->user_data) != 0)
    number = errno;
  if (number != 0) {
    unlink (part);
    return number;
  }
  number = sync_folder (disk, path);
  *out_is_named = number != 0;
  return number;
}

/* ---- files ---- */

static int
save_with_mode (
  const XpDisk *disk, GBytes *bytes, mode_t mode, const char *path, bool *out_is_named)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_build_filename (folder, ".xiangping-XXXXXX", NULL);
  *out_is_named = false;
  const int fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return errno;
  int number = write_all (disk, fd, bytes);
  if (number == 0 && fchmod (fd, mode) != 0)
    number = errno;
  number = sync_and_close (disk, fd, number);
  return put_in_place (disk, part, path, number, out_is_named);
}

int
xp_disk_save (const XpDisk *disk, GBytes *bytes, const char *path, bool *out_is_named)
{
  return save_with_mode (disk, bytes, 0644, path, out_is_named);
}

int
xp_disk_copy (const XpDisk *disk, const char *from, const char *path, bool *out_is_named)
{
  struct stat info;
  *out_is_named = false;
  const int fd = open (from, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return errno;
  GMappedFile *file = fstat (fd, &info) == 0 ? g_mapped_file_new_from_fd (fd, FALSE, NULL) : NULL;
  close (fd);
  if (file == NULL)
    return EIO;
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  g_mapped_file_unref (file);
  return save_with_mode (disk, bytes, info.st_mode & 07777, path, out_is_named);
}

int
xp_disk_give_name (const XpDisk *disk, const char *part, const char *path, bool *out_is_named)
{
  const int fd = open (part, O_RDONLY | O_CLOEXEC);
  const int number = fd < 0 ? errno : sync_and_close (disk, fd, 0);
  return put_in_place (disk, part, path, number, out_is_named);
}

char *
xp_disk_dup_part_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *part = g_strconcat (".", name, ".part", NULL);
  return g_build_filename (folder, part, NULL);
}

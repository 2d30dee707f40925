#include "xp-fault-calls.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Without its folder. NULL: a folder. Yours. */
static char *
name_of (int fd)
{
  struct stat info;
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);
  g_assert_nonnull (path);
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  return S_ISDIR (info.st_mode) ? NULL : g_path_get_basename (path);
}

static void
note_write (XpFaultDisk *disk, int fd, off_t at, const void *bytes, ssize_t n)
{
  if (at == 0)
    xp_fault_disk_write_down (disk, (XpDiskEvent){.what = XP_DISK_MADE, .name = name_of (fd)});
  xp_fault_disk_write_down (disk,
                            (XpDiskEvent){.what = XP_DISK_WROTE,
                                          .name = name_of (fd),
                                          .at = at,
                                          .bytes = g_bytes_new (bytes, (gsize) n)});
}

/* A thousand bytes at most each time, as a pipe or a slow stick may take them. */
static ssize_t
write_some (int fd, const void *bytes, size_t n, gpointer disk)
{
  if (xp_fault_disk_fails (disk, XP_FAULT_WRITE)) {
    errno = EIO;
    return -1;
  }
  if (xp_fault_disk_fails (disk, XP_FAULT_FULL)) {
    errno = ENOSPC;
    return -1;
  }
  const off_t at = lseek (fd, 0, SEEK_CUR);
  const ssize_t n_written = write (fd, bytes, MIN (n, 1000));
  note_write (disk, fd, at, bytes, n_written);
  return n_written;
}

static int
sync_fd (int fd, gpointer disk)
{
  if (xp_fault_disk_fails (disk, XP_FAULT_SYNC)) {
    errno = EIO;
    return -1;
  }
  char *name = name_of (fd);
  const XpDiskDoing what = name != NULL ? XP_DISK_SYNCED : XP_DISK_SYNCED_FOLDER;
  xp_fault_disk_write_down (disk, (XpDiskEvent){.what = what, .name = name});
  return 0;
}

/* As on a network: the descriptor is closed all the same. */
static int
close_fd (int fd, gpointer disk)
{
  const bool fails = xp_fault_disk_fails (disk, XP_FAULT_CLOSE);
  const int code = close (fd);
  errno = fails ? EIO : errno;
  return fails ? -1 : code;
}

static int
rename_file (const char *from, const char *to, gpointer disk)
{
  if (xp_fault_disk_fails (disk, XP_FAULT_RENAME)) {
    errno = EIO;
    return -1;
  }
  xp_fault_disk_write_down (disk,
                            (XpDiskEvent){.what = XP_DISK_RENAMED,
                                          .name = g_path_get_basename (from),
                                          .to = g_path_get_basename (to)});
  return rename (from, to);
}

XpDisk
xp_fault_disk_get_calls (XpFaultDisk *disk)
{
  return (XpDisk){write_some, sync_fd, close_fd, rename_file, disk};
}

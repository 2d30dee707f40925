#include "xp-place.h"

#include "xp-error.h"

#include <fcntl.h>
#include <gio/gunixmounts.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool
xp_place_is_trusted (const char *type)
{
  static const char *const SHARES_AND_STICKS[] = {"vfat",
                                                  "msdos",
                                                  "umsdos",
                                                  "exfat",
                                                  "fuse.exfat",
                                                  "nfs",
                                                  "nfs4",
                                                  "cifs",
                                                  "smb3",
                                                  "smbfs",
                                                  "ncpfs",
                                                  "afs",
                                                  "9p",
                                                  "ceph",
                                                  "davfs",
                                                  "fuse.davfs2",
                                                  "fuse.gvfsd-fuse",
                                                  "fuse.sshfs",
                                                  "fuse.rclone",
                                                  "fuse.glusterfs",
                                                  "vboxsf",
                                                  "fuse.vmhgfs-fuse",
                                                  NULL};
  return type == NULL || !g_strv_contains (SHARES_AND_STICKS, type);
}

bool
xp_place_check (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  char *real = realpath (folder, NULL);
  GUnixMountEntry *mount = real != NULL ? g_unix_mount_for (real, NULL) : NULL;
  free (real);
  const bool is_trusted = mount == NULL || xp_place_is_trusted (g_unix_mount_get_fs_type (mount));
  g_clear_pointer (&mount, g_unix_mount_free);
  if (!is_trusted)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s 在U盘或网络盘上，在那里录容易丢，没有打开。"
                 "请把它拷到这台电脑的硬盘上（比如“文档”里），再打开拷过去的那一份。",
                 xp_error_name_file (path));
  return is_trusted;
}

/* ---- a file that takes its name only when it is whole ---- */

static bool
sync_at (const char *path, int flags)
{
  const int fd = open (path, flags | O_CLOEXEC);
  if (fd < 0)
    return false;
  const bool is_synced = fsync (fd) == 0;
  return close (fd) == 0 && is_synced;
}

bool
xp_place_sync (const char *path)
{
  return sync_at (path, O_RDONLY);
}

void
xp_place_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  sync_at (folder, O_RDONLY | O_DIRECTORY);
}

void
xp_place_forget_cached (const char *path)
{
  const int fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return;
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  close (fd);
}

bool
xp_place_is_same_file (const char *a, const char *b)
{
  struct stat one, other;
  return stat (a, &one) == 0 && stat (b, &other) == 0 && one.st_dev == other.st_dev &&
         one.st_ino == other.st_ino;
}

#include "xp-place.h"

#include "xp-error.h"

#include <gio/gunixmounts.h>
#include <stdlib.h>

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

#include "xp-paper-save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xp-error.h"

static const struct {
  int number;
  const char *reason;
  const char *remedy;
} REASONS[] = {
  {ENOSPC, "磁盘已满", "请腾出空间，或换一个盘再存"},
  {EDQUOT, "磁盘已满", "请腾出空间，或换一个盘再存"},
  {EFBIG, "磁盘放不下这么大的文件", "请换一个盘再存"},
  {EACCES, "没有写入权限", "请换一个文件夹再存"},
  {EPERM, "没有写入权限", "请换一个文件夹再存"},
  {EROFS, "这个盘只能读不能写", "请换一个盘再存"},
  {ENOENT, "文件夹不存在", "请先建好文件夹，或换一个文件夹再存"},
  {ENOTDIR, "文件夹不存在", "请先建好文件夹，或换一个文件夹再存"},
  {EISDIR, "这个名字已经是一个文件夹", "请换一个文件名再存"},
  {ENOTEMPTY, "这个名字已经是一个文件夹", "请换一个文件名再存"},
  {ENAMETOOLONG, "文件名太长", "请把文件名改短再存"},
};

static gboolean
fail (const char *path, int number, GError **error)
{
  const char *reason = "磁盘没有收下（可能是盘坏了或被拔出）";
  const char *remedy = "请换一个盘再存";
  for (size_t i = 0; i < G_N_ELEMENTS (REASONS); i++) {
    if (REASONS[i].number == number) {
      reason = REASONS[i].reason;
      remedy = REASONS[i].remedy;
    }
  }
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_NOT_SAVED,
               "“%s”没有存上：%s。%s；原来的文件没有变动。",
               xp_error_name_file (path),
               reason,
               remedy);
  return FALSE;
}

static bool
write_all (int fd, GBytes *pdf)
{
  gsize n_left = 0;
  const char *at = g_bytes_get_data (pdf, &n_left);
  while (n_left > 0) {
    const ssize_t n = write (fd, at, n_left);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return false;
    at += n;
    n_left -= (gsize) n;
  }
  return true;
}

/* Returns 0 or the errno of the first step that failed. The descriptor is closed in any case. */
static int
write_and_close (int fd, GBytes *pdf)
{
  int number = 0;
  if (!write_all (fd, pdf) || fchmod (fd, 0644) != 0 || fsync (fd) != 0)
    number = errno;
  if (close (fd) != 0 && number == 0)
    number = errno;
  return number;
}

/* The new name is on the disk only when its folder is. */
static int
sync_folder (const char *folder)
{
  const int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return errno == EACCES ? 0 : errno; /* a folder that may be written but not read */
  /* Some network folders cannot be synced; the file itself has been. */
  const int number = fsync (fd) != 0 && errno != EINVAL && errno != ENOTSUP ? errno : 0;
  close (fd);
  return number;
}

gboolean
xp_paper_save (GBytes *pdf, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_build_filename (folder, ".xiangping-XXXXXX", NULL);

  const int fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (path, errno, error);

  int number = write_and_close (fd, pdf);
  if (number == 0 && rename (part, path) != 0)
    number = errno;
  if (number != 0) {
    unlink (part);
    return fail (path, number, error);
  }

  if (sync_folder (folder) != 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_NOT_SAVED,
                 "“%s”写出了，但磁盘还没有确认收好，断电可能丢失。请再存一次，或换一个盘再存。",
                 xp_error_name_file (path));
    return FALSE;
  }
  return TRUE;
}

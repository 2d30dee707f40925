#include "xp-paper-save.h"

#include <errno.h>

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

gboolean
xp_paper_save_on (const XpDisk *disk, GBytes *pdf, const char *path, GError **error)
{
  bool is_named = false;
  const int number = xp_disk_save (disk, pdf, path, &is_named);
  if (number != 0 && is_named) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_NOT_SAVED,
                 "“%s”写出了，但磁盘还没有确认收好，断电可能丢失。请再存一次，或换一个盘再存。",
                 xp_error_name_file (path));
    return FALSE;
  }
  return number == 0 ? TRUE : fail (path, number, error);
}

gboolean
xp_paper_save (GBytes *pdf, const char *path, GError **error)
{
  return xp_paper_save_on (&XP_DISK_SYSTEM, pdf, path, error);
}

#include "xp-ctl.h"

#include "xp-disk.h"
#include "xp-marking.h"

#include <stdio.h>
#include <string.h>

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  const char *file = xp_ctl_word (ctl, 3);
  const bool is_import = g_strcmp0 (what, "import") == 0;
  if (what == NULL || path == NULL || number == NULL)
    return xp_ctl_usage (&XP_CTL_MARKS, "请写上 import 或 export、资料文件、第几次评选。");
  if (!is_import && strcmp (what, "export") != 0)
    return xp_ctl_usage (&XP_CTL_MARKS, "没有 marks %s 这种做法。", what);

  g_autoptr (GError) error = NULL;
  g_autofree char *text = is_import ? xp_ctl_read_file (file, &error) : NULL;
  if (is_import && text == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpDesk) desk = is_import ? xp_ctl_open (ctl, path) : xp_ctl_look (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  g_autoptr (XpMarking) marking = uid != 0 ? xp_marking_new (desk, uid, &error) : NULL;
  if (marking == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;

  if (is_import)
    return xp_marking_import_csv (marking, file != NULL ? file : "标准输入", text, &error)
             ? XP_EXIT_DONE
             : xp_ctl_fail (error);

  g_autofree char *csv = xp_marking_export_csv (marking);
  if (file == NULL || strcmp (file, "-") == 0) {
    fputs (csv, stdout);
    return XP_EXIT_DONE;
  }
  bool is_named = false;
  g_autoptr (GBytes) bytes = g_bytes_new (csv, strlen (csv));
  if (xp_disk_save (&XP_DISK_SYSTEM, bytes, file, &is_named) == 0)
    return XP_EXIT_DONE;
  fprintf (stderr, "%s 写不进去。请看看文件夹在不在、磁盘满不满、有没有权限。\n", file);
  return XP_EXIT_REFUSED;
}

const XpCtlVerb XP_CTL_MARKS = {
  "marks",
  "导入、导出分数",
  "  xiangpingctl marks import 资料 第几次 [文件.csv]     不写文件就读标准输入\n"
  "  xiangpingctl marks export 资料 第几次 [文件.csv]\n"
  "  列：household,judge,item,mark。item 写 * 时，mark 写 无扣分 或状态；mark 空着就是收回。\n",
  NULL,
  run,
};

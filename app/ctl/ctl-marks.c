#include "xp-ctl.h"

#include "xp-disk.h"
#include "xp-marking.h"
#include "xp-missing-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--issued", true, "张数", "发出几张票"},
  {"--returned", true, "张数", "收回几张票"},
  {"--spoilt", true, "张数", "其中废票几张；不写就是0"},
  {"--second", false, NULL, "再录的一遍，不是第一遍"},
  {NULL, false},
};

static XpMarking *
take_marking (const XpCtl *ctl, XpDesk *desk, int64_t uid, GError **error)
{
  return xp_args_get (ctl->args, "--second") != NULL ? xp_marking_new_second (desk, uid, error)
                                                     : xp_marking_new (desk, uid, error);
}

/* -1: not written, or no number. */
static int
read_count (const XpCtl *ctl, const char *option, int otherwise)
{
  static const guint64 MOST = 99999;
  const char *text = xp_args_get (ctl->args, option);
  guint64 count = 0;
  if (text == NULL)
    return otherwise;
  return g_ascii_string_to_unsigned (text, 10, 0, MOST, &count, NULL) ? (int) count : -1;
}

/* marks ballots BOOK ROUND ITEM: what the votes of an item are measured against. */
static int
put_ballots (const XpCtl *ctl, const char *path, const char *number, const char *item_no)
{
  const XpBallots counted = {.n_issued = read_count (ctl, "--issued", -1),
                             .n_returned = read_count (ctl, "--returned", -1),
                             .n_spoilt = read_count (ctl, "--spoilt", 0)};
  if (item_no == NULL || counted.n_issued < 0 || counted.n_returned < 0 || counted.n_spoilt < 0)
    return xp_ctl_usage (&XP_CTL_MARKS, "请写上项号、--issued 发出几张、--returned 收回几张。");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_open (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  g_autoptr (XpMarking) marking = uid != 0 ? xp_marking_new (desk, uid, &error) : NULL;
  if (marking == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  const XpItem *item = xp_rubric_lookup_item (xp_marking_get_round (marking)->rubric, item_no);
  XpBallots ballots = counted;
  ballots.item_at = item != NULL ? item->at : 0;
  return xp_marking_put_ballots (marking, &ballots, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* marks missing BOOK ROUND: which sheets, and what on them. */
static int
list_missing (const XpCtl *ctl, const char *path, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  g_autoptr (XpLoadedRound) loaded = uid != 0 ? xp_round_work_load (desk, uid, &error) : NULL;
  if (loaded == NULL)
    return error != NULL ? xp_ctl_fail (error) : XP_EXIT_REFUSED;
  g_autoptr (XpMissing) missing = xp_missing_new (loaded);
  g_autoptr (XpListing) listing = xp_listing_new ("group,household,who,judge,missing");
  for (guint i = 0; i < missing->lines->len; i++) {
    const XpMissingLine *line = missing->lines->pdata[i];
    xp_listing_add (listing, line->group);
    xp_listing_add (listing, line->number);
    xp_listing_add (listing, line->who);
    xp_listing_add (listing, line->judge);
    xp_listing_add (listing, line->words);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  fprintf (stderr, "%s\n", missing->sentence);
  return XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  const char *file = xp_ctl_word (ctl, 3);
  const bool is_of_ballots = g_strcmp0 (what, "ballots") == 0;
  const bool is_import = g_strcmp0 (what, "import") == 0;
  if (what == NULL || path == NULL || number == NULL)
    return xp_ctl_usage (&XP_CTL_MARKS,
                         "请写上 import、export、missing 或 ballots、资料文件、第几次评选。");
  if (strcmp (what, "missing") == 0)
    return list_missing (ctl, path, number);
  if (is_of_ballots)
    return put_ballots (ctl, path, number, file);
  if (!is_import && strcmp (what, "export") != 0)
    return xp_ctl_usage (&XP_CTL_MARKS, "没有 marks %s 这种做法。", what);

  g_autoptr (GError) error = NULL;
  g_autofree char *text = is_import ? xp_ctl_read_file (file, &error) : NULL;
  if (is_import && text == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpDesk) desk = is_import ? xp_ctl_open (ctl, path) : xp_ctl_look (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  g_autoptr (XpMarking) marking = uid != 0 ? take_marking (ctl, desk, uid, &error) : NULL;
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
  "  xiangpingctl marks import 资料 第几次 [文件.csv] [--second]     不写文件就读标准输入\n"
  "  xiangpingctl marks export 资料 第几次 [文件.csv] [--second]\n"
  "  xiangpingctl marks missing 资料 第几次       还差什么：哪一户、哪位评委、哪几项\n"
  "  xiangpingctl marks ballots 资料 第几次 项号 --issued 187 --returned 181 [--spoilt 3]\n"
  "  列：household,judge,item,mark。item 写 * 时，mark 写 无扣分 或状态；mark 空着就是收回。\n",
  OPTIONS,
  run,
};

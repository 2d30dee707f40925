#include "xp-ctl.h"

#include "xp-backup-restore.h"
#include "xp-backup-work.h"
#include "xp-merge-work.h"
#include "xp-round-work.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {
  {"--output", true, "文件", "备份存到哪里"},
  {"--list", false, NULL, "有哪些备份"},
  {"--compare", true, "备份文件", "和现在的资料比一比"},
  {"--passphrase-file", true, "文件", "口令写在这个文件的第一行：没有口令谁也打不开，包括我们"},
  {"--open", true, "备份文件", "打开加了口令的备份，不用写资料"},
  {"--lend", true, "组名", "外借一份给另一台电脑，只录这个组的打分；写“全部”就是所有参评户"},
  {"--round", true, "次数", "外借哪一次评选，不写就是正在打分的那一次"},
  {NULL, false},
};

static int
list (const XpCtl *ctl, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_backup_work_list (desk, &error);
  if (lines == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing = xp_listing_new ("at,bytes,acts,path,about");
  for (guint i = 0; i < lines->len; i++) {
    const XpBackupLine *line = lines->pdata[i];
    g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
    g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M:%S");
    xp_listing_add (listing, when);
    xp_listing_add_int (listing, line->n_bytes);
    xp_listing_add_int (listing, line->n_acts);
    xp_listing_add (listing, line->path);
    xp_listing_add (listing, line->sentence);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  return XP_EXIT_DONE;
}

static void
print_side (const char *title, const GPtrArray *lines, size_t n)
{
  if (n == 0)
    return;
  printf ("\n%s：\n", title);
  for (guint i = 0; i < lines->len; i++) {
    const XpHistoryLine *line = lines->pdata[i];
    g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
    g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M");
    g_autofree char *what = g_strjoinv ("；", line->sentences);
    printf ("  %s %s %s：%s\n", when, line->who, line->title, what);
  }
  if (n > lines->len)
    printf ("  ……还有%zu次改动\n", n - lines->len);
}

static void
print_households (const XpBookDifference *difference)
{
  if (difference->households->len > 0)
    printf ("\n按户看：\n");
  for (guint i = 0; i < difference->households->len; i++) {
    g_autofree char *line = xp_backup_restore_tell_household (difference->households->pdata[i]);
    printf ("  %s\n", line);
  }
}

static int
compare (XpDesk *desk, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRestoreView) view = xp_backup_restore_look (desk, path, &error);
  if (view == NULL)
    return xp_ctl_fail (error);
  puts (view->standing);
  if (view->difference == NULL)
    return XP_EXIT_DONE;
  print_side (view->only_here, view->difference->here, view->difference->n_here);
  print_side (view->only_there, view->difference->there, view->difference->n_there);
  print_households (view->difference);
  return XP_EXIT_DONE;
}

static int
open_sealed (const XpCtl *ctl, const char *sealed, const char *output)
{
  g_autoptr (GError) error = NULL;
  if (output == NULL || xp_args_get (ctl->args, "--passphrase-file") == NULL)
    return xp_ctl_usage (
      &XP_CTL_BUNDLE,
      "请用 --passphrase-file 写上口令在哪个文件里，用 -o 写上打开以后存到哪里。");
  g_autofree char *passphrase = xp_ctl_read_secret (ctl, "--passphrase-file", &error);
  if (passphrase == NULL || !xp_backup_restore_unseal (sealed, output, passphrase, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "打开了，存在：%s\n", output);
  return XP_EXIT_DONE;
}

static int
save (const XpCtl *ctl, XpDesk *desk, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *passphrase = xp_ctl_read_secret (ctl, "--passphrase-file", &error);
  if (error != NULL || !xp_backup_work_save (desk, output, passphrase, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "备份好了：%s\n", output);
  if (passphrase != NULL)
    fprintf (stderr, "这份备份加了口令。没有口令谁也打不开，包括我们。\n");
  return XP_EXIT_DONE;
}

/* The last that is in 打分; 0: none. */
static int64_t
find_marking (XpDesk *desk)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  int64_t uid = 0;
  for (guint i = 0; rounds != NULL && i < rounds->len; i++) {
    const XpRoundLine *line = rounds->pdata[i];
    if (line->stage == XP_STAGE_MARKING)
      uid = line->uid;
  }
  return uid;
}

static int
lend (const XpCtl *ctl, XpDesk *desk, const char *group, const char *output)
{
  g_autoptr (GError) error = NULL;
  const char *round = xp_args_get (ctl->args, "--round");
  const int64_t round_uid = round != NULL ? xp_ctl_find_round (desk, round) : find_marking (desk);
  if (round_uid == 0) {
    if (round == NULL)
      fputs ("没有正在打分的评选，不用外借。请先走到打分。\n", stderr);
    return XP_EXIT_REFUSED;
  }
  const bool is_all = g_strcmp0 (group, "全部") == 0;
  if (!xp_merge_work_lend (desk, round_uid, is_all ? NULL : group, output, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "外借的一份做好了：%s\n录完拷回来，用 merge 合并。\n", output);
  return XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const char *output = xp_args_get (ctl->args, "--output");
  const char *other = xp_args_get (ctl->args, "--compare");
  const char *sealed = xp_args_get (ctl->args, "--open");
  const char *group = xp_args_get (ctl->args, "--lend");
  const bool is_list = xp_args_get (ctl->args, "--list") != NULL;
  if (sealed != NULL && path == NULL)
    return open_sealed (ctl, sealed, output);
  if (path == NULL || sealed != NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "请写上资料文件，只写一个。");
  if ((output != NULL) + (other != NULL) + is_list != 1)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "请用 -o 写上备份到哪里，或写 --list、--compare。");
  if (group != NULL && output == NULL)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "外借的一份要用 -o 写上存到哪里。");

  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  if (is_list)
    return list (ctl, desk);
  if (other != NULL)
    return compare (desk, other);
  return group != NULL ? lend (ctl, desk, group, output) : save (ctl, desk, output);
}

const XpCtlVerb XP_CTL_BUNDLE = {
  "bundle",
  "备份本村资料，看有哪些备份，外借一份",
  "  xiangpingctl bundle 资料 -o 备份.xiangping      U盘上也可以\n"
  "  xiangpingctl bundle --list 资料\n"
  "  xiangpingctl bundle 资料 --compare 备份.xiangping   备份比现在的旧还是新，差在哪里\n"
  "  xiangpingctl bundle 资料 -o 备份.xiangping --passphrase-file 口令.txt\n"
  "  xiangpingctl bundle --open 备份.xiangping --passphrase-file 口令.txt -o 资料.xiangping\n"
  "  xiangpingctl bundle 资料 --lend 二组 [--round 1] -o 外借.xiangping   外借给另一台电脑录\n",
  OPTIONS,
  run,
};

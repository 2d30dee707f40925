#include "xp-ctl.h"

#include "xp-backup-work.h"
#include "xp-merge-work.h"
#include "xp-round-work.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {
  {"--output", true, "文件", "备份存到哪里"},
  {"--list", false, NULL, "有哪些备份"},
  {"--compare", true, "备份文件", "和现在的资料比一比"},
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

static int
compare (XpDesk *desk, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = xp_backup_work_compare (desk, path, &error);
  if (sentence == NULL)
    return xp_ctl_fail (error);
  puts (sentence);
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
  const char *group = xp_args_get (ctl->args, "--lend");
  const bool is_list = xp_args_get (ctl->args, "--list") != NULL;
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "请写上资料文件，只写一个。");
  if ((output != NULL) + (other != NULL) + is_list != 1)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "请用 -o 写上备份到哪里，或写 --list、--compare。");
  if (group != NULL && output == NULL)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "外借的一份要用 -o 写上存到哪里。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  if (is_list)
    return list (ctl, desk);
  if (other != NULL)
    return compare (desk, other);
  if (group != NULL)
    return lend (ctl, desk, group, output);
  if (!xp_backup_work_save (desk, output, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "备份好了：%s\n", output);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_BUNDLE = {
  "bundle",
  "备份本村资料，看有哪些备份，外借一份",
  "  xiangpingctl bundle 资料 -o 备份.xiangping      U盘上也可以\n"
  "  xiangpingctl bundle --list 资料\n"
  "  xiangpingctl bundle 资料 --compare 备份.xiangping   备份比现在的旧还是新\n"
  "  xiangpingctl bundle 资料 --lend 二组 [--round 1] -o 外借.xiangping   外借给另一台电脑录\n",
  OPTIONS,
  run,
};

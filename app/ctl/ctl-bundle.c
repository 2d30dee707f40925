#include "xp-ctl.h"

#include "xp-backup-work.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {
  {"--output", true, "文件", "备份存到哪里"},
  {"--list", false, NULL, "有哪些备份"},
  {"--compare", true, "备份文件", "和现在的资料比一比"},
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

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const char *output = xp_args_get (ctl->args, "--output");
  const char *other = xp_args_get (ctl->args, "--compare");
  const bool is_list = xp_args_get (ctl->args, "--list") != NULL;
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "请写上资料文件，只写一个。");
  if ((output != NULL) + (other != NULL) + is_list != 1)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "请用 -o 写上备份到哪里，或写 --list、--compare。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  if (is_list)
    return list (ctl, desk);
  if (other != NULL)
    return compare (desk, other);
  if (!xp_backup_work_save (desk, output, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "备份好了：%s\n", output);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_BUNDLE = {
  "bundle",
  "备份本村资料，看有哪些备份",
  "  xiangpingctl bundle 资料 -o 备份.xiangping      U盘上也可以\n"
  "  xiangpingctl bundle --list 资料\n"
  "  xiangpingctl bundle 资料 --compare 备份.xiangping   备份比现在的旧还是新\n",
  OPTIONS,
  run,
};

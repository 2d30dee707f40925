#include "xp-ctl.h"

#include "xp-backup-restore.h"
#include "xp-backup-work.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {
  {"--output", true, "文件", "备份存到哪里"},
  {"--list", false, NULL, "有哪些备份"},
  {"--compare", true, "备份文件", "和现在的资料比一比"},
  {"--passphrase-file", true, "文件", "口令写在这个文件的第一行：没有口令谁也打不开，包括我们"},
  {"--open", true, "备份文件", "打开加了口令的备份，不用写资料"},
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

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const char *output = xp_args_get (ctl->args, "--output");
  const char *other = xp_args_get (ctl->args, "--compare");
  const char *sealed = xp_args_get (ctl->args, "--open");
  const bool is_list = xp_args_get (ctl->args, "--list") != NULL;
  if (sealed != NULL && path == NULL)
    return open_sealed (ctl, sealed, output);
  if (path == NULL || sealed != NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "请写上资料文件，只写一个。");
  if ((output != NULL) + (other != NULL) + is_list != 1)
    return xp_ctl_usage (&XP_CTL_BUNDLE, "请用 -o 写上备份到哪里，或写 --list、--compare。");

  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  if (is_list)
    return list (ctl, desk);
  return other != NULL ? compare (desk, other) : save (ctl, desk, output);
}

const XpCtlVerb XP_CTL_BUNDLE = {
  "bundle",
  "备份本村资料，看有哪些备份",
  "  xiangpingctl bundle 资料 -o 备份.xiangping      U盘上也可以\n"
  "  xiangpingctl bundle --list 资料\n"
  "  xiangpingctl bundle 资料 --compare 备份.xiangping   备份比现在的旧还是新，差在哪里\n"
  "  xiangpingctl bundle 资料 -o 备份.xiangping --passphrase-file 口令.txt\n"
  "  xiangpingctl bundle --open 备份.xiangping --passphrase-file 口令.txt -o 资料.xiangping\n",
  OPTIONS,
  run,
};

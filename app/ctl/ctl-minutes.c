/* ctl-minutes.c: what the committee writes into the minutes of the meeting. */
#include "xp-ctl-words.h"

#include "xp-minutes-work.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {
  {"--draft", false, NULL, "恢复草稿：写过的都去掉"},
  {NULL, false},
};

static int
show (XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMinutes) minutes = xp_minutes_work_read (desk, uid, &error);
  if (minutes == NULL)
    return xp_ctl_fail (error);
  g_autofree char *file = xp_minutes_dup_file (minutes);
  fputs (file, stdout);
  if (minutes->is_changed)
    fputs ("写过以后，票数、改分或结果有变动，印的照新的。请看看写的还对不对。\n", stderr);
  return XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0), *number = xp_ctl_word (ctl, 1);
  const char *file = xp_ctl_word (ctl, 2);
  const bool is_draft = xp_args_get (ctl->args, "--draft") != NULL;
  if (path == NULL || number == NULL)
    return xp_ctl_usage (&XP_CTL_MINUTES, "请写上资料文件、第几次评选。");
  g_autoptr (GError) error = NULL;
  g_autofree char *typed = file != NULL ? xp_ctl_read_file (file, &error) : NULL;
  g_autoptr (XpMinutesText) text = typed != NULL ? xp_minutes_text_parse (typed, &error)
                                   : is_draft    ? xp_minutes_text_new ()
                                                 : NULL;
  if (error != NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpDesk) desk = text != NULL ? xp_ctl_open (ctl, path) : xp_ctl_look (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  if (uid == 0)
    return XP_EXIT_REFUSED;
  if (text == NULL)
    return show (desk, uid);
  return xp_minutes_work_put (desk, uid, text, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

const XpCtlVerb XP_CTL_MINUTES = {
  "minutes",
  "会议记录：发言要点和各段说明",
  "  xiangpingctl minutes 资料 第几次          印出可以改的各段；# 后面的由程序算出，不能改\n"
  "  xiangpingctl minutes 资料 第几次 文件     照文件写；“-”从标准输入读\n"
  "  xiangpingctl minutes 资料 第几次 --draft  恢复草稿\n",
  OPTIONS,
  run,
};

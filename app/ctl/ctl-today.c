#include "xp-ctl.h"

#include "xp-day-work.h"

#include <stdio.h>

static void
print_line (const char *round_name, const char *sentence)
{
  printf ("%s%s%s\n", round_name, round_name[0] != '\0' ? "：" : "", sentence);
}

static void
print_day (const XpDayList *list)
{
  for (guint i = 0; i < list->steps->len; i++) {
    const XpDayStep *step = list->steps->pdata[i];
    print_line (step->round_name, step->sentence);
  }
  for (guint i = 0; i < list->notices->len; i++) {
    const XpDayNotice *notice = list->notices->pdata[i];
    print_line (notice->round_name, notice->sentence);
  }
  for (guint i = 0; i < list->objections->len; i++) {
    const XpDayObjection *objection = list->objections->pdata[i];
    print_line (objection->round_name, objection->sentence);
  }
  for (guint i = 0; i < list->not_met->len; i++) {
    const XpDayNotMet *not_met = list->not_met->pdata[i];
    print_line (not_met->round_name, not_met->sentence);
  }
  for (guint i = 0; i < list->revisits->len; i++)
    print_line ("", ((const XpDayRevisit *) list->revisits->pdata[i])->sentence);
  print_line ("", list->backup);
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_TODAY, "请写上资料文件，只写一个。");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (XpDayList) list = xp_day_work_list (desk, &error);
  if (list == NULL)
    return xp_ctl_fail (error);
  print_day (list);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_TODAY = {
  "today",
  "今天要做的：接着做什么，公示还剩几天，哪些意见要答复，哪天去复查",
  "  xiangpingctl today 资料.xiangping\n",
  NULL,
  run,
};

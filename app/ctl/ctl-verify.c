#include "xp-ctl.h"

#include <stdio.h>

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_VERIFY, "请写上要检查的资料文件，只写一个。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report = xp_desk_verify (path, NULL, NULL, &error);
  if (report == NULL)
    return xp_ctl_fail (error);
  for (guint i = 0; i < report->problems->len; i++)
    fprintf (stderr, "%s\n", (const char *) report->problems->pdata[i]);
  if (report->problems->len > 0)
    return XP_EXIT_REFUSED;
  printf ("资料完整：%zu次改动，%zu处变化，%zu份存下的结果，都对得上。\n",
          report->n_acts,
          report->n_changes,
          report->n_results);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_VERIFY = {
  "verify",
  "检查资料是否完整、有没有被改动过",
  "  xiangpingctl verify 资料.xiangping\n",
  NULL,
  run,
};

#include "xp-ctl.h"

#include "xp-sample.h"

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_SAMPLE, "请写上示例村放在哪里，只写一个文件。");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_sample_make (path, NULL, &error);
  return desk != NULL ? XP_EXIT_DONE : xp_ctl_fail (error);
}

const XpCtlVerb XP_CTL_SAMPLE = {
  "sample",
  "做一份示例村（永胜村）的资料，练手用",
  "  xiangpingctl sample 示例.xiangping       那里原有的示例会换掉\n",
  NULL,
  run,
};

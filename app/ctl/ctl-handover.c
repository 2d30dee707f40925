#include "xp-ctl.h"

#include "xp-handover-work.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {
  {"--from", true, "姓名", "谁移交"},
  {"--to", true, "姓名", "谁接手"},
  {"--on", true, "年-月-日", "从哪天起；不写就是今天"},
  {"--output", true, "文件夹", "归档文件夹，还没有的；不写就在资料旁边"},
  {NULL, false},
};

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const char *on = xp_args_get (ctl->args, "--on");
  XpHandover handover = {.from = xp_args_get (ctl->args, "--from"),
                         .to = xp_args_get (ctl->args, "--to"),
                         .folder = xp_args_get (ctl->args, "--output")};
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_HANDOVER, "请写上资料文件，只写一个。");
  if (handover.from == NULL || handover.to == NULL)
    return xp_ctl_usage (&XP_CTL_HANDOVER, "请用 --from 和 --to 写上谁交给谁。");
  if (on != NULL && !xp_day_from_text (on, &handover.on_day))
    return xp_ctl_usage (&XP_CTL_HANDOVER, "日期“%s”不对，请写成 2026-10-12 这样。", on);

  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  if (on == NULL)
    handover.on_day = xp_desk_get_today (desk);
  if (!xp_handover_work_make (desk, &handover, &folder, NULL, NULL, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "移交好了，归档在：%s\n", folder);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_HANDOVER = {
  "handover",
  "换届移交：备份、归档、记一笔谁交给谁",
  "  xiangpingctl handover 资料 --from 王会计 --to 李文书 [--on 2026-10-12] -o 归档\n",
  OPTIONS,
  run,
};

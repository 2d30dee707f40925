#include "xp-ctl.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {{"--redo", false, NULL, "把刚撤销的重做回来"}, {NULL, false}};

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const bool is_redo = xp_args_get (ctl->args, "--redo") != NULL;
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_UNDO, "请写上资料文件，只写一个。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_open (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  g_autoptr (XpAct) act = xp_desk_undo (desk, is_redo, &error);
  if (act == NULL)
    return xp_ctl_fail (error);
  g_autofree char *told = xp_desk_tell_undo (act);
  fprintf (stderr, "%s\n", told);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_UNDO = {
  "undo",
  "撤销最近一次改动",
  "  xiangpingctl undo 资料.xiangping\n"
  "  xiangpingctl undo 资料.xiangping --redo      把刚撤销的重做回来\n",
  OPTIONS,
  run,
};

#include "xp-ctl.h"

#include "xp-undo-work.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {
  {"--redo", false, NULL, "把刚撤销的重做回来"},
  {"--dry-run", false, NULL, "只看会撤销什么，不动资料"},
  {NULL, false},
};

/* Somebody else may have the book open: it is only looked at. */
static int
tell (const XpCtl *ctl, const char *path, bool is_redo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  g_autoptr (XpUndoTold) told = desk != NULL ? xp_undo_work_tell (desk, 0, &error) : NULL;
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  if (told == NULL)
    return xp_ctl_fail (error);
  const XpUndoWords *words = is_redo ? &told->redo : &told->undo;
  if (words->act_no == 0)
    fprintf (stderr, is_redo ? "没有可以重做的改动。\n" : "没有可以撤销的改动。\n");
  else if (words->refusal != NULL)
    fprintf (stderr, "%s\n", words->refusal);
  else
    printf ("%s：%s\n", is_redo ? "会重做" : "会撤销", words->what);
  return words->what != NULL && words->refusal == NULL ? XP_EXIT_DONE : XP_EXIT_REFUSED;
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const bool is_redo = xp_args_get (ctl->args, "--redo") != NULL;
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_UNDO, "请写上资料文件，只写一个。");
  if (xp_args_get (ctl->args, "--dry-run") != NULL)
    return tell (ctl, path, is_redo);

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
  "  xiangpingctl undo 资料.xiangping --redo      把刚撤销的重做回来\n"
  "  xiangpingctl undo 资料.xiangping --dry-run   只看会撤销什么，不动资料\n",
  OPTIONS,
  run,
};

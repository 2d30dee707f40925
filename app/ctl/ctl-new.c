#include "xp-ctl.h"

static const XpArgOption OPTIONS[] = {{"--village", true, "村名", "比如 永胜村；一定要写"},
                                      {"--township", true, "乡镇", "可以不写"},
                                      {"--county", true, "县旗", "可以不写"},
                                      {"--unit", true, "组|社|队", "村下面叫什么；不写就是组"},
                                      {NULL, false}};

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const XpVillageSpec village = {
    .name = xp_args_get (ctl->args, "--village"),
    .township = xp_args_get (ctl->args, "--township"),
    .county = xp_args_get (ctl->args, "--county"),
    .unit = xp_args_get (ctl->args, "--unit"),
  };
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_NEW, "请写上要新建的资料文件，只写一个。");
  if (village.name == NULL)
    return xp_ctl_usage (&XP_CTL_NEW, "请用 --village 写上村名。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_desk_create (path, &village, &ctl->options, &error);
  return desk != NULL ? XP_EXIT_DONE : xp_ctl_fail (error);
}

const XpCtlVerb XP_CTL_NEW = {
  "new",
  "建一份本村资料",
  "  xiangpingctl new 资料.xiangping --village 永胜村 [--township 镇] [--county 县] [--unit 组]\n",
  OPTIONS,
  run,
};

#include "xp-ctl-words.h"

static const XpArgOption OPTIONS[] = {
  {"--name", true, "村名", "村名"},
  {"--short", true, "简称", "证书编号里用的简称"},
  {"--township", true, "乡镇", "乡镇、苏木"},
  {"--county", true, "县旗", "县、旗"},
  {"--unit", true, "组|社|队", "村下面叫什么"},
  {"--issuer", true, "落款", "公示和证书的落款；证书上两个单位用顿号隔开，各盖各的章"},
  {NULL, false},
};

static void
print_village (const XpCtl *ctl, const XpVillage *village)
{
  const char *const cells[] = {village->name,
                               village->short_name,
                               village->township,
                               village->county,
                               village->unit,
                               village->issuer};
  g_autoptr (XpListing) listing = xp_listing_new ("name,short,township,county,unit,issuer");
  for (size_t i = 0; i < G_N_ELEMENTS (cells); i++)
    xp_listing_add (listing, cells[i]);
  xp_listing_end_row (listing);
  xp_listing_print (listing, ctl->format);
}

static bool
is_given (const XpCtl *ctl)
{
  for (const XpArgOption *option = OPTIONS; option->name != NULL; option++)
    if (xp_args_get (ctl->args, option->name) != NULL)
      return true;
  return false;
}

static const char *
given_or (const XpCtl *ctl, const char *option, const char *present)
{
  const char *given = xp_args_get (ctl->args, option);
  return given != NULL ? given : present;
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  if (path == NULL || ctl->args->n_words > 1)
    return xp_ctl_usage (&XP_CTL_VILLAGE, "请写上资料文件，只写一个。");
  const bool is_changed = is_given (ctl);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = is_changed ? xp_ctl_open (ctl, path) : xp_ctl_look (ctl, path);
  if (desk == NULL)
    return XP_EXIT_REFUSED;
  const XpVillage *now = xp_desk_get_village (desk);
  const bool is_renamed = xp_args_get (ctl->args, "--name") != NULL;
  const XpVillage wanted = {
    .name = (char *) given_or (ctl, "--name", now->name),
    .short_name = (char *) given_or (ctl, "--short", is_renamed ? "" : now->short_name),
    .township = (char *) given_or (ctl, "--township", now->township),
    .county = (char *) given_or (ctl, "--county", now->county),
    .unit = (char *) given_or (ctl, "--unit", now->unit),
    .issuer = (char *) given_or (ctl, "--issuer", now->issuer),
  };
  if (is_changed && !xp_desk_save_village (desk, &wanted, &error))
    return xp_ctl_fail (error);
  print_village (ctl, xp_desk_get_village (desk));
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_VILLAGE = {
  "village",
  "本村设置：村名、简称、乡镇、县、组的叫法、落款",
  "  xiangpingctl village 资料\n"
  "  xiangpingctl village 资料 [--name 村名] [--short 简称] [--township 乡镇] [--county 县]\n"
  "      [--unit 组|社|队] [--issuer 落款]\n",
  OPTIONS,
  run,
};

/* ctl-rota.c: 分组互评: which judges mark which group. */
#include "xp-ctl-words.h"

#include "xp-recusal-work.h"
#include "xp-rota-work.h"

#include <stdio.h>

static const XpArgOption OPTIONS[] = {
  {"--dry-run", false, NULL, "propose 只列出来，不定"},
  {NULL, false},
};

static void
print_rota (const XpCtl *ctl, const XpRota *rota)
{
  g_autoptr (XpListing) listing = xp_listing_new ("group,entrants,judges");
  for (guint i = 0; i < rota->groups->len; i++) {
    const XpRotaGroup *group = rota->groups->pdata[i];
    xp_listing_add (listing, group->group);
    xp_listing_add_int (listing, group->n_entrants);
    xp_listing_add (listing, group->names);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  if (rota->loads[0] != '\0')
    fprintf (stderr, "%s。\n", rota->loads);
}

static int
list (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRota) rota = xp_rota_work_load (desk, uid, &error);
  if (rota == NULL)
    return xp_ctl_fail (error);
  print_rota (ctl, rota);
  return XP_EXIT_DONE;
}

static int
propose (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRota) rota = xp_rota_work_propose (desk, uid, &error);
  if (rota == NULL)
    return xp_ctl_fail (error);
  print_rota (ctl, rota);
  const bool is_dry = xp_args_get (ctl->args, "--dry-run") != NULL;
  return is_dry || xp_rota_work_take (desk, uid, rota, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
set (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  const char *group = xp_ctl_word (ctl, 3);
  g_auto (GStrv) names = xp_ctl_split_words (xp_ctl_word (ctl, 4));
  if (group == NULL)
    return xp_ctl_usage (&XP_CTL_ROTA, "请写上组和评委，评委不写就是都评。");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) judges = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  for (size_t i = 0; loaded != NULL && names != NULL && names[i] != NULL; i++) {
    const int judge_no = xp_recusal_find_judge (loaded->round, names[i], &error);
    if (judge_no == 0)
      return xp_ctl_fail (error);
    g_array_append_val (judges, judge_no);
  }
  return loaded != NULL && xp_rota_work_set (desk, uid, group, judges, &error)
           ? XP_EXIT_DONE
           : xp_ctl_fail (error);
}

static int
clear (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  return xp_rota_work_clear (desk, uid, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

static int
run (const XpCtl *ctl)
{
  static const XpCtlWay WAYS[] = {{"list", list, false},
                                  {"propose", propose, true},
                                  {"set", set, true},
                                  {"clear", clear, true}};
  return xp_ctl_run_way (ctl,
                         &XP_CTL_ROTA,
                         WAYS,
                         G_N_ELEMENTS (WAYS),
                         "list、propose、set 或 clear");
}

const XpCtlVerb XP_CTL_ROTA = {
  "rota",
  "分组互评：哪一组由哪几位评委打分",
  "  xiangpingctl rota list 资料 第几次\n"
  "  xiangpingctl rota propose 资料 第几次 [--dry-run]     各组评委评下一组，谁也不评本组\n"
  "  xiangpingctl rota set 资料 第几次 二社 [李明,王秀兰]     评委不写就是都评\n"
  "  xiangpingctl rota clear 资料 第几次\n",
  OPTIONS,
  run,
};

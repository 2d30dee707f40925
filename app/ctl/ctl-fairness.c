#include "xp-ctl-words.h"

#include "xp-agreement.h"
#include "xp-round-work.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--groups", true, "甲=一社,乙=二社", "评委住在哪个组；不写的，姓名和哪一户户主相同就算哪一组"},
  {NULL, false},
};

/* ---- where a judge lives ---- */

/* The group of the one household whose head or entrant bears the name; "" where none or several
 * groups do. */
static const char *
find_group_of_name (const XpRound *round, const char *name)
{
  const char *group = NULL;
  for (size_t i = 0; i < round->n_entrants; i++) {
    const XpEntrant *entrant = &round->entrants[i];
    if (strcmp (entrant->head, name) != 0 && strcmp (entrant->name, name) != 0)
      continue;
    if (group != NULL && strcmp (group, entrant->group) != 0)
      return "";
    group = entrant->group;
  }
  return group != NULL ? group : "";
}

static bool
has_judge (const XpRound *round, const char *name)
{
  for (size_t i = 0; i < round->n_judges; i++)
    if (strcmp (round->judges[i].name, name) == 0)
      return true;
  return false;
}

/* Name to group, as --groups says. NULL with the error printed. Yours. */
static GHashTable *
read_groups (const XpCtl *ctl, const XpRound *round)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) words = xp_ctl_split_words (xp_args_get (ctl->args, "--groups"));
  for (size_t i = 0; words != NULL && words[i] != NULL; i++) {
    g_auto (GStrv) sides = g_strsplit (words[i], "=", 2);
    if (g_strv_length (sides) != 2 || !has_judge (round, sides[0])) {
      fprintf (stderr,
               "“%s”看不懂：请写成“评委=组”，评委要是这次评选的评委，比如 张三=一社。\n",
               words[i]);
      return NULL;
    }
    g_hash_table_insert (groups, g_strdup (sides[0]), g_strdup (sides[1]));
  }
  return g_steal_pointer (&groups);
}

/* ---- the listing ---- */

static void
add_row (XpListing *listing, const char *measure, const char *judge, const char *value, int n)
{
  xp_listing_add (listing, measure);
  xp_listing_add (listing, judge);
  xp_listing_add (listing, value);
  xp_listing_add (listing, "");
  xp_listing_add (listing, "");
  xp_listing_add_int (listing, n);
  xp_listing_end_row (listing);
}

/* A figure that is less than half of its last decimal is 0, and 0 has no sign. */
static void
add_figure (
  XpListing *listing, const char *measure, const char *judge, double value, int n_decimals, int n)
{
  const double unit = pow (10, -n_decimals);
  g_autofree char *text =
    g_strdup_printf ("%.*f", n_decimals, fabs (value) < unit / 2 ? 0.0 : value);
  add_row (listing, measure, judge, text, n);
}

static void
add_interval (XpListing *listing, const char *measure, double value, double low, double high, int n)
{
  const double values[] = {value, low, high};
  xp_listing_add (listing, measure);
  xp_listing_add (listing, "");
  for (size_t i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *text = g_strdup_printf ("%.3f", values[i]);
    xp_listing_add (listing, text);
  }
  xp_listing_add_int (listing, n);
  xp_listing_end_row (listing);
}

static void
add_coefficients (XpListing *listing, const XpAgreement *made)
{
  const int n = (int) made->n_households;
  if (made->has_icc) {
    const XpIcc *icc = &made->icc;
    add_interval (listing, "ICC(2,1)", icc->single, icc->single_low, icc->single_high, n);
    add_interval (listing, "ICC(2,k)", icc->mean, icc->mean_low, icc->mean_high, n);
  }
  if (made->has_concordance) {
    g_autofree char *chi_square =
      g_strdup_printf ("肯德尔W的卡方（自由度%d）", made->concordance.degrees_of_freedom);
    add_figure (listing, "肯德尔W", "", made->concordance.w, 3, n);
    add_figure (listing, chi_square, "", made->concordance.chi_square, 2, n);
  }
}

static void
add_judge (XpListing *listing, const XpRound *round, const XpJudgeAgreement *judge, int n)
{
  const char *name = "";
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == judge->judge_no)
      name = round->judges[i].name;
  if (judge->n_households == 0)
    return;
  add_figure (listing, "比别人高", name, judge->bias, 2, judge->n_households);
  add_figure (listing, "分散（标准差）", name, judge->spread, 2, judge->n_households);
  if (judge->has_without)
    add_figure (listing, "去掉后的ICC(2,k)", name, judge->mean_without, 3, n);
  if (judge->n_own > 0)
    add_figure (listing, "对本组比别人高", name, judge->own_bias, 2, judge->n_own);
  if (judge->n_own > 0 && judge->n_other > 0)
    add_figure (listing, "对别组比别人高", name, judge->other_bias, 2, judge->n_other);
}

static int
list (const XpCtl *ctl, const XpLoadedRound *loaded)
{
  const XpRound *round = loaded->round;
  g_autoptr (GHashTable) given = read_groups (ctl, round);
  if (given == NULL)
    return XP_EXIT_REFUSED;
  g_autofree const char **groups = g_new0 (const char *, round->n_judges + 1);
  for (size_t i = 0; i < round->n_judges; i++) {
    groups[i] = g_hash_table_lookup (given, round->judges[i].name);
    if (groups[i] == NULL)
      groups[i] = find_group_of_name (round, round->judges[i].name);
  }

  g_autoptr (XpAgreement) made = xp_agreement_new (loaded->tally, groups);
  if (made->n_judges < 2) {
    fputs ("这次评选没有两个以上各打各分的评委，没有什么可比的。"
           "合议的评选只有一张表，看不出评委之间的差别。\n",
           stderr);
    return XP_EXIT_REFUSED;
  }
  g_autoptr (XpListing) listing = xp_listing_new ("measure,judge,value,low,high,households");
  add_coefficients (listing, made);
  for (size_t i = 0; i < made->n_judges; i++)
    add_judge (listing, round, &made->judges[i], (int) made->n_households);
  xp_listing_print (listing, ctl->format);
  if (!made->has_icc)
    fputs ("所有评委都打了分的户不到2户，或者打的分完全一样，算不出一致性。\n", stderr);
  fputs ("只供培训评委时参考，分数一概不改。\n", stderr);
  return XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const char *number = xp_ctl_word (ctl, 1);
  if (path == NULL || number == NULL)
    return xp_ctl_usage (&XP_CTL_FAIRNESS, "请写上资料文件和第几次评选。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  if (uid == 0)
    return XP_EXIT_REFUSED;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  return loaded != NULL ? list (ctl, loaded) : xp_ctl_fail (error);
}

const XpCtlVerb XP_CTL_FAIRNESS = {
  "fairness",
  "评委之间差多少：一致性、宽严、对本组和别组",
  "  xiangpingctl fairness 资料 第几次 [--groups 甲=一社,乙=二社]\n"
  "\n"
  "列出评委的姓名，是给培训评委的人看的，不要张贴。只供参考：不改任何一分，也不说明谁不公道。\n"
  "ICC(2,1)：任取一个评委的分靠得住几成；ICC(2,k)：全体评委的平均分靠得住几成；后面是95%区间。\n"
  "肯德尔W：各人排的先后合不合得来，0是各排各的，1是完全一样。\n"
  "比别人高：对同一户，比其他评委的平均高几分（负数是低）。去掉后的ICC(2,k)比全体的高，\n"
  "说明是这个人和大家差得多。\n",
  OPTIONS,
  run,
};

/* ctl-recusal.c: which judge does not mark which household, and which group others mark. */
#include "xp-ctl-words.h"

#include "xp-recusal-work.h"
#include "xp-rota-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {
  {"--relation", true, "关系", "内部留存，不张贴：亲家、邻居"},
  {"--source", true, "本人申请|他人提出", "由谁提出；不写就是本人申请"},
  {"--dry-run", false, NULL, "propose 只列出来，不登记"},
  {NULL, false},
};

/* ---- recusals ---- */

static int
list (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_recusal_work_list (desk, uid, &error);
  g_autoptr (XpLoadedRound) loaded = lines != NULL ? xp_round_work_load (desk, uid, &error) : NULL;
  if (loaded == NULL)
    return xp_ctl_fail (error);
  g_autoptr (XpListing) listing = xp_listing_new ("judge,household,who,source,relation,marks");
  for (guint i = 0; i < lines->len; i++) {
    const XpRecusalLine *line = lines->pdata[i];
    g_autofree char *number =
      xp_entrant_dup_number (xp_round_get_entrant (loaded->round, line->entrant_no));
    xp_listing_add (listing, line->judge);
    xp_listing_add (listing, number);
    xp_listing_add (listing, line->who);
    xp_listing_add (listing, line->source);
    xp_listing_add (listing, line->relation);
    xp_listing_add_int (listing, line->n_marks);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
  g_auto (GStrv) thin = xp_recusal_list_thin (loaded);
  for (size_t i = 0; thin[i] != NULL; i++)
    fprintf (stderr, "%s\n", thin[i]);
  return XP_EXIT_DONE;
}

static void
print_proposals (const XpCtl *ctl, const GPtrArray *proposals)
{
  g_autoptr (XpListing) listing = xp_listing_new ("sure,households,why");
  for (guint i = 0; i < proposals->len; i++) {
    const XpRecusalProposal *proposal = proposals->pdata[i];
    xp_listing_add (listing, proposal->is_sure ? "是" : "要问");
    xp_listing_add_int (listing, proposal->entrant_nos->len);
    xp_listing_add (listing, proposal->sentence);
    xp_listing_end_row (listing);
  }
  xp_listing_print (listing, ctl->format);
}

/* Takes what is sure; what has to be asked is left to recusal add. */
static int
propose (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) proposals = xp_recusal_work_propose (desk, uid, &error);
  g_autoptr (GPtrArray) sure = g_ptr_array_new ();
  if (proposals == NULL)
    return xp_ctl_fail (error);
  print_proposals (ctl, proposals);
  for (guint i = 0; i < proposals->len; i++)
    if (((XpRecusalProposal *) proposals->pdata[i])->is_sure)
      g_ptr_array_add (sure, proposals->pdata[i]);
  if (xp_args_get (ctl->args, "--dry-run") != NULL || sure->len == 0)
    return XP_EXIT_DONE;
  if (!xp_recusal_work_take (desk, uid, sure, &error))
    return xp_ctl_fail (error);
  fprintf (stderr, "登记了%u条回避。\n", sure->len);
  return XP_EXIT_DONE;
}

static int
change (const XpCtl *ctl, XpDesk *desk, int64_t uid, bool is_added)
{
  const char *judge = xp_ctl_word (ctl, 3), *household = xp_ctl_word (ctl, 4);
  const char *given = xp_args_get (ctl->args, "--source");
  const char *source = given != NULL ? xp_recusal_source_from_text (given) : "declared";
  if (household == NULL || source == NULL)
    return xp_ctl_usage (&XP_CTL_RECUSAL,
                         household == NULL ? "请写上评委和户。"
                                           : "--source 后面请写 本人申请 或 他人提出。");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) before = xp_round_work_load (desk, uid, &error);
  const int judge_no = before != NULL ? xp_recusal_find_judge (before->round, judge, &error) : 0;
  const int entrant_no =
    judge_no != 0 ? xp_recusal_find_entrant (before->round, household, &error) : 0;
  const bool is_done =
    entrant_no != 0 &&
    (is_added ? xp_recusal_work_add (desk,
                                     uid,
                                     judge_no,
                                     entrant_no,
                                     source,
                                     xp_args_get (ctl->args, "--relation"),
                                     &error)
              : xp_recusal_work_remove (desk, uid, judge_no, entrant_no, &error));
  g_autoptr (XpLoadedRound) after = is_done ? xp_round_work_load (desk, uid, &error) : NULL;
  if (after == NULL)
    return xp_ctl_fail (error);
  g_autofree char *echo = xp_recusal_dup_echo (after, judge_no, entrant_no);
  fprintf (stderr, "%s%s\n", echo, g_str_has_suffix (echo, "。") ? "" : "。");
  return XP_EXIT_DONE;
}

static int
add (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  return change (ctl, desk, uid, true);
}

static int
take_back (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  return change (ctl, desk, uid, false);
}

/* ---- 分组互评 ---- */

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
list_rota (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRota) rota = xp_rota_work_load (desk, uid, &error);
  if (rota == NULL)
    return xp_ctl_fail (error);
  print_rota (ctl, rota);
  return XP_EXIT_DONE;
}

static int
propose_rota (const XpCtl *ctl, XpDesk *desk, int64_t uid)
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
set_rota (const XpCtl *ctl, XpDesk *desk, int64_t uid)
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
clear_rota (const XpCtl *ctl, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  return xp_rota_work_clear (desk, uid, &error) ? XP_EXIT_DONE : xp_ctl_fail (error);
}

/* ---- both verbs ---- */

typedef struct {
  const char *name;
  int (*run) (const XpCtl *ctl, XpDesk *desk, int64_t uid);
  bool is_writing;
} Way;

static int
run_way (
  const XpCtl *ctl, const XpCtlVerb *verb, const Way ways[], size_t n_ways, const char *words)
{
  const char *what = xp_ctl_word (ctl, 0);
  const char *path = xp_ctl_word (ctl, 1);
  const char *number = xp_ctl_word (ctl, 2);
  if (what == NULL || path == NULL || number == NULL)
    return xp_ctl_usage (verb, "请写上 %s、资料文件、第几次评选。", words);
  for (size_t i = 0; i < n_ways; i++) {
    if (strcmp (ways[i].name, what) != 0)
      continue;
    const bool is_writing = ways[i].is_writing && xp_args_get (ctl->args, "--dry-run") == NULL;
    g_autoptr (XpDesk) desk = is_writing ? xp_ctl_open (ctl, path) : xp_ctl_look (ctl, path);
    const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
    return uid != 0 ? ways[i].run (ctl, desk, uid) : XP_EXIT_REFUSED;
  }
  return xp_ctl_usage (verb, "没有 %s %s 这种做法。", verb->name, what);
}

static int
run_recusal (const XpCtl *ctl)
{
  static const Way WAYS[] = {{"list", list, false},
                             {"propose", propose, true},
                             {"add", add, true},
                             {"remove", take_back, true}};
  return run_way (ctl, &XP_CTL_RECUSAL, WAYS, G_N_ELEMENTS (WAYS), "list、propose、add 或 remove");
}

static int
run_rota (const XpCtl *ctl)
{
  static const Way WAYS[] = {{"list", list_rota, false},
                             {"propose", propose_rota, true},
                             {"set", set_rota, true},
                             {"clear", clear_rota, true}};
  return run_way (ctl, &XP_CTL_ROTA, WAYS, G_N_ELEMENTS (WAYS), "list、propose、set 或 clear");
}

const XpCtlVerb XP_CTL_RECUSAL = {
  "recusal",
  "回避：哪位评委不评哪一户",
  "  xiangpingctl recusal list 资料 第几次\n"
  "  xiangpingctl recusal propose 资料 第几次 [--dry-run]     本户、以前登记过的、本组；有把握的登记\n"
  "  xiangpingctl recusal add 资料 第几次 评委 户 [--relation 关系] [--source 本人申请|他人提出]\n"
  "  xiangpingctl recusal remove 资料 第几次 评委 户\n"
  "  户写编号、户主姓名或拼音首字母。已经打的分留着，不算。\n",
  OPTIONS,
  run_recusal,
};

static const XpArgOption ROTA_OPTIONS[] = {
  {"--dry-run", false, NULL, "propose 只列出来，不定"},
  {NULL, false},
};

const XpCtlVerb XP_CTL_ROTA = {
  "rota",
  "分组互评：哪一组由哪几位评委打分",
  "  xiangpingctl rota list 资料 第几次\n"
  "  xiangpingctl rota propose 资料 第几次 [--dry-run]     各组评委评下一组，谁也不评本组\n"
  "  xiangpingctl rota set 资料 第几次 二社 [李明,王秀兰]     评委不写就是都评\n"
  "  xiangpingctl rota clear 资料 第几次\n",
  ROTA_OPTIONS,
  run_rota,
};

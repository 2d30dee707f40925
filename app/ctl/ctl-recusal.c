/* ctl-recusal.c: which judge does not mark which household. */
#include "xp-ctl-words.h"

#include "xp-recusal-work.h"

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

static int
run_recusal (const XpCtl *ctl)
{
  static const XpCtlWay WAYS[] = {{"list", list, false},
                                  {"propose", propose, true},
                                  {"add", add, true},
                                  {"remove", take_back, true}};
  return xp_ctl_run_way (ctl,
                         &XP_CTL_RECUSAL,
                         WAYS,
                         G_N_ELEMENTS (WAYS),
                         "list、propose、add 或 remove");
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

/* xp-print-documents.c: the table of sheets: what there is, when it is wanted, how it is made. */
#include "xp-print-source.h"

#include <string.h>

/* In the order in which people see them. */
static const XpDocument DOCUMENTS[] = {
  {"visit-sheets", "入户打分表", "空白的，入户时带着填", true, XP_STAGE_DRAFT, XP_STAGE_MARKING},
  {"revisit-list",
   "补访名单",
   "没碰上人的人家，照着再去一趟",
   true,
   XP_STAGE_MARKING,
   XP_STAGE_MARKING},
  {"route-list",
   "入户路线单",
   "哪几位去哪一组，按门牌排好先后，带着去",
   true,
   XP_STAGE_DRAFT,
   XP_STAGE_MARKING},
  {"unvisited-list",
   "未入户名单",
   "没碰上人的和还没录的，按组，照着去",
   true,
   XP_STAGE_MARKING,
   XP_STAGE_MARKING},
  {"judge-sheets",
   "评委打分单",
   "一位评委一份，他打的各户，签字存档，不张贴",
   true,
   XP_STAGE_MARKING,
   XP_STAGE_DISCUSSED},
  {"attendance-sheet",
   "签到表",
   "评委签到，写着到的时间，签字存档",
   true,
   XP_STAGE_DRAFT,
   XP_STAGE_DISCUSSED},
  {"recusals",
   "回避登记表",
   "谁不评哪一户、什么关系，内部留存，不张贴",
   true,
   XP_STAGE_MARKING,
   XP_STAGE_DISCUSSED},
  {"summary",
   "汇总表",
   "各户得分，评委会签字存档，不张贴",
   true,
   XP_STAGE_TALLIED,
   XP_STAGE_DISCUSSED},
  {"minutes",
   "会议记录",
   "谁到会、表决、改分、暂缓和结果，与会的签字，存档，不张贴",
   true,
   XP_STAGE_TALLIED,
   XP_STAGE_DISCUSSED},
  {"household-score",
   "本户得分单",
   "一户一页，每一项的分、怎样算的、名次，只给本户看，不张贴",
   true,
   XP_STAGE_TALLIED,
   XP_STAGE_DISCUSSED},
  {"household-slip",
   "得分条",
   "一页裁成两三条，只写扣了分的项，只给本户看，不张贴",
   true,
   XP_STAGE_TALLIED,
   XP_STAGE_DISCUSSED},
  {"notice", "公示", "评上的人家，贴在公告栏", true, XP_STAGE_POSTED, XP_STAGE_POSTED, true},
  {"correction-notice",
   "更正公告",
   "公示以后名单改过，重新张贴时跟新公示一起贴",
   true,
   XP_N_STAGES,
   XP_N_STAGES,
   true},
  {"objection-answers",
   "对所提意见的答复",
   "一条意见一页，盖章后交给提意见的人，不张贴",
   true,
   XP_N_STAGES,
   XP_N_STAGES},
  {"honour-roll",
   "光荣榜",
   "公布以后张贴，只有愿意上榜的人家",
   true,
   XP_STAGE_PUBLISHED,
   XP_STAGE_AWARDED,
   true},
  {"certificates",
   "荣誉证书",
   "公布以后发给评上的人家，一户一张",
   true,
   XP_STAGE_PUBLISHED,
   XP_STAGE_AWARDED,
   true},
  {"handout-list",
   "发放签收表",
   "发证书和奖品时，领的人签字，存档，不张贴",
   true,
   XP_STAGE_PUBLISHED,
   XP_STAGE_AWARDED},
  {"certificate-register",
   "证书登记簿",
   "证书编号、作废、换发、补印和领取，存档，不张贴",
   true,
   XP_STAGE_PUBLISHED,
   XP_STAGE_AWARDED},
  {"household-list", "农户名单", "全村农户，评委会用", false, XP_N_STAGES, XP_N_STAGES},
  {"household-points",
   "全年积分单",
   "一户一页，今年加了什么、减了什么、换了什么，只给本户看，不张贴",
   false,
   XP_N_STAGES,
   XP_N_STAGES},
  {"points-notice",
   "积分公示",
   "今年加了分的人家和评比分，贴在公告栏",
   false,
   XP_N_STAGES,
   XP_N_STAGES,
   true},
  {"redemptions",
   "兑换登记",
   "哪天哪户换了什么，领的人签字，存档，不张贴",
   false,
   XP_N_STAGES,
   XP_N_STAGES},
  {"household-story",
   "一户的来龙去脉",
   "一户一张，改过什么、谁改的、什么时候，不张贴",
   false,
   XP_N_STAGES,
   XP_N_STAGES},
  {"deliberation",
   "评议记录",
   "一件事一页，为什么、怎样说的、怎样定的、复查，内部留存，不张贴",
   false,
   XP_N_STAGES,
   XP_N_STAGES},
  {"keys", "上手单", "录分的按键，一张纸，放在电脑旁边", false, XP_N_STAGES, XP_N_STAGES},
};

static const XpPrintWay WAYS[] = {
  {"wording/visit-sheets.txt",
   XP_STAGE_DRAFT,
   NULL,
   XP_PRINT_TAKES_HOUSEHOLD | XP_PRINT_TAKES_GROUP | XP_PRINT_TAKES_ONE_PER_PAGE,
   xp_print_visits},
  {"wording/revisit-list.txt",
   XP_STAGE_MARKING,
   "还没有开始打分，不知道哪家没碰上人。请先在“结果”里走到打分。",
   XP_PRINT_TAKES_GROUP,
   xp_print_revisits},
  {"wording/route-list.txt", XP_STAGE_DRAFT, NULL, XP_PRINT_TAKES_GROUP, xp_print_routes},
  {"wording/unvisited-list.txt",
   XP_STAGE_MARKING,
   "还没有开始打分，不知道哪家还没去。请先在“结果”里走到打分。",
   XP_PRINT_TAKES_GROUP,
   xp_print_unvisited},
  {"wording/judge-sheets.txt", XP_STAGE_DRAFT, NULL, XP_PRINT_TAKES_GROUP, xp_print_judge_sheets},
  {"wording/attendance-sheet.txt",
   XP_STAGE_DRAFT,
   NULL,
   XP_PRINT_TAKES_NOTHING,
   xp_print_attendance},
  {"wording/recusals.txt", XP_STAGE_DRAFT, NULL, XP_PRINT_TAKES_NOTHING, xp_print_recusals},
  {"wording/summary.txt",
   XP_STAGE_TALLIED,
   "还没有算分。请先录完，在“结果”里按算分，再印汇总表。",
   XP_PRINT_TAKES_NOTHING,
   xp_print_summary},
  {"wording/minutes.txt",
   XP_STAGE_TALLIED,
   "还没有算分。请先录完，在“结果”里按算分，再印会议记录。",
   XP_PRINT_TAKES_NOTHING,
   xp_print_minutes},
  {"wording/household-score.txt",
   XP_STAGE_TALLIED,
   "还没有算分。请先录完，在“结果”里按算分，再印本户得分单。",
   XP_PRINT_TAKES_HOUSEHOLD | XP_PRINT_TAKES_GROUP,
   xp_print_scores},
  {"wording/household-slip.txt",
   XP_STAGE_TALLIED,
   "还没有算分。请先录完，在“结果”里按算分，再印得分条。",
   XP_PRINT_TAKES_HOUSEHOLD | XP_PRINT_TAKES_GROUP,
   xp_print_slips},
  {"wording/notice.txt",
   XP_STAGE_POSTED,
   "公示还没有张贴。请先在“结果”里走到公示，结果存下来才能印。",
   XP_PRINT_TAKES_NOTHING,
   xp_print_notice},
  {"wording/correction-notice.txt",
   XP_STAGE_POSTED,
   "公示还没有张贴，没有要更正的。请先在“结果”里走到公示。",
   XP_PRINT_TAKES_NOTHING,
   xp_print_correction},
  {"wording/objection-answers.txt",
   XP_STAGE_POSTED,
   "公示还没有张贴，还没有人能提意见。请先在“结果”里走到公示。",
   XP_PRINT_TAKES_HOUSEHOLD,
   xp_print_answers},
  {"wording/honour-roll.txt",
   XP_STAGE_PUBLISHED,
   "还没有公布。请公示期满、公布以后再印光荣榜。",
   XP_PRINT_TAKES_PAPER,
   xp_print_honours},
  {"wording/certificates.txt",
   XP_STAGE_PUBLISHED,
   "还没有公布，证书还没有编号。请公示期满、公布以后再印。",
   XP_PRINT_TAKES_HOUSEHOLD | XP_PRINT_TAKES_CERTIFICATES,
   xp_print_certificates},
  {"wording/handout-list.txt",
   XP_STAGE_PUBLISHED,
   "还没有公布，证书还没有编号。请公示期满、公布以后再印发放签收表。",
   XP_PRINT_TAKES_GROUP,
   xp_print_handouts},
  {"wording/certificate-register.txt",
   XP_STAGE_PUBLISHED,
   "还没有公布，还没有证书编号。请公示期满、公布以后再印登记簿。",
   XP_PRINT_TAKES_NOTHING,
   xp_print_register},
  {"wording/household-list.txt", XP_STAGE_DRAFT, NULL, XP_PRINT_TAKES_GROUP, xp_print_households},
  {"wording/household-points.txt",
   XP_STAGE_DRAFT,
   NULL,
   XP_PRINT_TAKES_HOUSEHOLD | XP_PRINT_TAKES_GROUP | XP_PRINT_TAKES_YEAR,
   xp_print_points},
  {"wording/points-notice.txt", XP_STAGE_DRAFT, NULL, XP_PRINT_TAKES_YEAR, xp_print_points_notice},
  {"wording/redemptions.txt", XP_STAGE_DRAFT, NULL, XP_PRINT_TAKES_YEAR, xp_print_redemptions},
  {"wording/household-story.txt", XP_STAGE_DRAFT, NULL, XP_PRINT_TAKES_HOUSEHOLD, xp_print_story},
  {"wording/deliberation.txt",
   XP_STAGE_DRAFT,
   NULL,
   XP_PRINT_TAKES_HOUSEHOLD | XP_PRINT_TAKES_DELIBERATION,
   xp_print_deliberation},
  {"wording/keys.txt", XP_STAGE_DRAFT, NULL, XP_PRINT_TAKES_NOTHING, xp_print_keys},
};
G_STATIC_ASSERT (G_N_ELEMENTS (WAYS) == G_N_ELEMENTS (DOCUMENTS));

const XpDocument *
xp_printing_list_documents (size_t *out_n)
{
  *out_n = G_N_ELEMENTS (DOCUMENTS);
  return DOCUMENTS;
}

const XpDocument *
xp_printing_lookup_document (const char *id)
{
  for (size_t i = 0; i < G_N_ELEMENTS (DOCUMENTS); i++)
    if (strcmp (DOCUMENTS[i].id, id) == 0)
      return &DOCUMENTS[i];
  return NULL;
}

const XpPrintWay *
xp_print_lookup_way (const char *document)
{
  const XpDocument *found = xp_printing_lookup_document (document);
  return found != NULL ? &WAYS[found - DOCUMENTS] : NULL;
}

static bool
is_wanted (const XpDocument *document, const XpLoadedRound *loaded)
{
  return loaded != NULL && loaded->round->stage >= document->wanted_from &&
         loaded->round->stage <= document->wanted_until;
}

GPtrArray *
xp_printing_list_documents_for (XpDesk *desk, int64_t round_uid, size_t *out_n_wanted)
{
  g_autoptr (XpLoadedRound) loaded =
    round_uid != 0 ? xp_round_work_load (desk, round_uid, NULL) : NULL;
  GPtrArray *list = g_ptr_array_new ();
  for (size_t i = 0; i < G_N_ELEMENTS (DOCUMENTS); i++)
    if (is_wanted (&DOCUMENTS[i], loaded))
      g_ptr_array_add (list, (gpointer) &DOCUMENTS[i]);
  *out_n_wanted = list->len;
  for (size_t i = 0; i < G_N_ELEMENTS (DOCUMENTS); i++)
    if (!is_wanted (&DOCUMENTS[i], loaded))
      g_ptr_array_add (list, (gpointer) &DOCUMENTS[i]);
  return list;
}

/* xp-guard-marks.c: what may stand in a cell, on whose sheet, and against which ballots. */
#include "xp-guard-private.h"

#include "xp-mark.h"

#include <string.h>

/* ---- whose sheet ---- */

static XpRubric *
get_rubric (const Guard *guard, const XpRecord *record)
{
  return guard->view->get_rubric (guard->view->data, xp_record_get_int (record, "round_uid"));
}

static bool
is_body_of_form (const XpRubric *rubric, const char *body)
{
  for (size_t i = 0; rubric != NULL && body[0] != '\0' && i < rubric->n_items; i++)
    if (strcmp (xp_item_get_body (&rubric->items[i]), body) == 0)
      return true;
  return false;
}

/* The body of the form that a judge stands in; "": the judges. Yours. */
static char *
dup_body (const Guard *guard, const XpRecord *record)
{
  g_autoptr (XpRecord) judge = xp_guard_look_up (guard,
                                                 XP_KIND_JUDGE,
                                                 xp_record_get_int (record, "round_uid"),
                                                 xp_record_get_int (record, "judge_no"),
                                                 2);
  const char *body = judge != NULL ? xp_record_get_text (judge, "body") : NULL;
  const bool is_of_form = body != NULL && is_body_of_form (get_rubric (guard, record), body);
  return g_strdup (is_of_form ? body : "");
}

bool
xp_guard_check_judge (const Guard *guard, const XpRecord *record, const XpRecord *round)
{
  const int64_t judge_no = xp_record_get_int (record, "judge_no");
  const bool is_consensus = strcmp (xp_record_get_text (round, "combine"), "consensus") == 0;
  g_autofree char *body = dup_body (guard, record);
  if (body[0] == '\0' && is_consensus != (judge_no == 0))
    return xp_guard_refuse (guard,
                            is_consensus
                              ? "这次评选是合议，评委只签字。请把分数记在合议的那一张表上。"
                              : "这次评选由评委各自打分，请先选定是哪位评委。");

  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                     xp_record_get_int (record, "round_uid"),
                     xp_record_get_int (record, "entrant_no"),
                     judge_no);
  g_autoptr (XpRecord) recusal = guard->view->lookup (guard->view->data, XP_KIND_RECUSAL, key);
  if (recusal != NULL)
    return xp_guard_refuse (guard, "这位评委对这一户回避，不能打分，没有记上。请换一位评委。");
  return judge_no == 0 || body[0] != '\0' || xp_guard_check_may_mark (guard, record);
}

/* ---- ballots ---- */

static bool
check_votes (const Guard *guard, const XpItem *item, int64_t n_votes, const XpRecord *ballots)
{
  if (ballots == NULL)
    return true;
  const int64_t n_valid =
    xp_record_get_int (ballots, "n_returned") - xp_record_get_int (ballots, "n_spoilt");
  return n_votes <= n_valid ||
         xp_guard_refuse (guard,
                          "第%s项%s记的是%" G_GINT64_FORMAT
                          "票，可是有效票一共只有%" G_GINT64_FORMAT "张，没有记上。请再数一遍。",
                          item->no,
                          item->name,
                          n_votes,
                          n_valid);
}

bool
xp_guard_check_ballots (const Guard *guard, const XpChange *change)
{
  const XpRecord *record = change->after != NULL ? change->after : change->before;
  g_autoptr (XpRecord) round = xp_guard_look_up_round (guard, record);
  if (round == NULL)
    return change->after == NULL;
  if (xp_guard_stage_of (round) != XP_STAGE_MARKING)
    return xp_guard_refuse_stage (guard, round, "计票结果不能再改。要改就先退回打分，写明理由");
  const XpRubric *rubric = get_rubric (guard, record);
  const XpItem *item = rubric != NULL
                         ? xp_rubric_get_item (rubric, (int) xp_record_get_int (record, "item_at"))
                         : NULL;
  if (item == NULL || item->mode != XP_MODE_VOTE)
    return xp_guard_refuse (guard, "这一项不是投票，不能记计票结果。请照评分表上的项号再选。");

  g_autoptr (GPtrArray) marks = guard->view->list (guard->view->data,
                                                   XP_KIND_MARK,
                                                   "round_uid",
                                                   xp_record_get_int (record, "round_uid"));
  for (guint i = 0; change->after != NULL && i < marks->len; i++)
    if (xp_record_get_int (marks->pdata[i], "item_at") == item->at &&
        !check_votes (guard, item, xp_record_get_int (marks->pdata[i], "entered"), change->after))
      return false;
  return true;
}

/* ---- cells ---- */

static bool
check_not_applicable (const Guard *guard, const XpItem *item)
{
  const bool is_free = xp_mode_has_points (item->mode) && item->mode != XP_MODE_VOTE;
  return is_free ||
         xp_guard_refuse (guard,
                          "%s %s不能记不适用。%s",
                          item->no,
                          item->name,
                          item->mode == XP_MODE_VOTE ? "请记得了几票。" : "请答“是”或“否”。");
}

static bool
check_who_marks (const Guard *guard, const XpRubric *rubric, const XpItem *item, const char *body)
{
  if (xp_rubric_is_computed (rubric, item))
    return xp_guard_refuse (guard,
                            "第%s项%s由程序带出，不用打分，没有记上。请打别的项。",
                            item->no,
                            item->name);
  const char *wanted = xp_item_get_body (item);
  return strcmp (wanted, body) == 0 ||
         xp_guard_refuse (guard,
                          "第%s项%s由%s打分，没有记上。请先选对是谁打的。",
                          item->no,
                          item->name,
                          wanted[0] != '\0' ? wanted : "评委");
}

bool
xp_guard_check_cell (const Guard *guard, const XpRecord *mark)
{
  const XpRubric *rubric = get_rubric (guard, mark);
  const XpItem *item =
    rubric != NULL ? xp_rubric_get_item (rubric, (int) xp_record_get_int (mark, "item_at")) : NULL;
  if (item == NULL)
    return xp_guard_refuse (guard, "这张评分表里没有这一项，没有记上。请照评分表上的项号再打。");
  g_autofree char *body = dup_body (guard, mark);
  if (!check_who_marks (guard, rubric, item, body))
    return false;
  if (xp_record_get_int (mark, "is_not_applicable") != 0)
    return check_not_applicable (guard, item);

  const int64_t entered = xp_record_get_int (mark, "entered");
  g_autoptr (XpRecord) ballots = item->mode == XP_MODE_VOTE
                                   ? xp_guard_look_up (guard,
                                                       XP_KIND_BALLOTS,
                                                       xp_record_get_int (mark, "round_uid"),
                                                       item->at,
                                                       2)
                                   : NULL;
  return xp_mark_check (item, entered, guard->error) && check_votes (guard, item, entered, ballots);
}

/* ---- sheets ---- */

static XpRecord *
look_up_mark (const Guard *guard, const XpRecord *sheet, int item_at)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
                                          ",%" G_GINT64_FORMAT ",%d,%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (sheet, "round_uid"),
                                          xp_record_get_int (sheet, "entrant_no"),
                                          xp_record_get_int (sheet, "judge_no"),
                                          item_at,
                                          xp_record_get_int (sheet, "entry"));
  return guard->view->lookup (guard->view->data, XP_KIND_MARK, key);
}

/* A substitute is asked for only where its item does not apply. */
static bool
is_in_play (const Guard *guard, const XpRubric *rubric, const XpItem *item, const XpRecord *sheet)
{
  const XpItem *original =
    item->instead_of[0] != '\0' ? xp_rubric_lookup_item (rubric, item->instead_of) : NULL;
  if (original == NULL || original->is_off)
    return true;
  g_autoptr (XpRecord) mark = look_up_mark (guard, sheet, original->at);
  return mark != NULL && xp_record_get_int (mark, "is_not_applicable") != 0;
}

/* A score that is missing is never a zero: such a sheet cannot be closed. */
bool
xp_guard_check_nothing_missing (const Guard *guard, const XpRecord *sheet)
{
  const XpRubric *rubric = get_rubric (guard, sheet);
  g_autofree char *body = dup_body (guard, sheet);
  for (size_t i = 0; rubric != NULL && i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    if (!xp_item_is_asked (item) || xp_rubric_is_computed (rubric, item) ||
        strcmp (xp_item_get_body (item), body) != 0 || !is_in_play (guard, rubric, item, sheet))
      continue;
    g_autoptr (XpRecord) mark = look_up_mark (guard, sheet, item->at);
    if (mark == NULL)
      return xp_guard_refuse (guard,
                              "第%s项 %s还没有打分。请先打上，再记完这一户。",
                              item->no,
                              item->name);
  }
  return true;
}

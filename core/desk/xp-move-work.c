#include "xp-move-work.h"

#include "xp-desk-private.h"

/* ---- what is there ---- */

static int
count_marks (XpMarking *marking, int entrant_no, int judge_no)
{
  const XpTally *tally = xp_marking_get_tally (marking);
  const XpRubric *rubric = xp_marking_get_round (marking)->rubric;
  int n_marks = 0;
  for (size_t i = 0; i < rubric->n_items; i++) {
    XpMark mark;
    n_marks += xp_tally_get_mark (tally, entrant_no, judge_no, rubric->items[i].at, &mark);
  }
  return n_marks;
}

static bool
has_sheet (XpMarking *marking, int entrant_no, int judge_no)
{
  return count_marks (marking, entrant_no, judge_no) > 0 ||
         xp_tally_get_sheet (xp_marking_get_tally (marking), entrant_no, judge_no)->is_closed;
}

static char *
dup_name (XpMarking *marking, int entrant_no)
{
  return xp_entrant_dup_place_and_name (
    xp_round_get_entrant (xp_marking_get_round (marking), entrant_no));
}

static bool
check_move (XpMarking *marking, const XpMarksMove *move, GError **error)
{
  const XpRound *round = xp_marking_get_round (marking);
  const XpTally *tally = xp_marking_get_tally (marking);
  if (xp_round_get_entrant (round, move->to_entrant_no) == NULL) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "没有找到要移去的那一户，没有变动。请打编号、门牌、姓名或拼音首字母。");
    return false;
  }
  g_autofree char *from = dup_name (marking, move->from_entrant_no);
  g_autofree char *to = dup_name (marking, move->to_entrant_no);
  if (round->stage != XP_STAGE_MARKING)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s现在在“%s”，分不能再移，没有变动。要移就先退回打分，写明理由。",
                 round->name,
                 xp_stage_get_word (round->stage));
  else if (move->from_entrant_no == move->to_entrant_no)
    g_set_error (error, XP_ERROR, XP_ERROR_REFUSED, "%s就是现在这一户，不用移。请另选一户。", to);
  else if (!has_sheet (marking, move->from_entrant_no, move->judge_no))
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s这张表上还没有打分，没有可以移的。请先到打错的那一户，再按移。",
                 from);
  else if (xp_tally_get_sheet (tally, move->to_entrant_no, move->judge_no)->is_recused)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "这位评委对%s回避，不能把分移过去，没有变动。请另选一户。",
                 to);
  else if (has_sheet (marking, move->to_entrant_no, move->judge_no))
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s的这张表上已经打了分，不能把%s的移过去，没有变动。请先收回那边的，或另选一户。",
                 to,
                 from);
  else
    return true;
  return false;
}

char *
xp_move_work_describe (XpMarking *marking, const XpMarksMove *move, GError **error)
{
  if (!check_move (marking, move, error))
    return NULL;
  g_autofree char *from = dup_name (marking, move->from_entrant_no);
  g_autofree char *to = dup_name (marking, move->to_entrant_no);
  const int n_marks = count_marks (marking, move->from_entrant_no, move->judge_no);
  return n_marks > 0 ? g_strdup_printf ("把%s的%d项移到%s", from, n_marks, to)
                     : g_strdup_printf ("把%s的表（没有扣分）移到%s", from, to);
}

/* ---- moving ---- */

static XpRecord *
new_of_sheet (XpMarking *marking, XpKind kind, int entrant_no, int judge_no)
{
  XpRecord *record = xp_record_new (kind);
  xp_record_set_int (record, "round_uid", xp_marking_get_round (marking)->uid);
  xp_record_set_int (record, "entrant_no", entrant_no);
  xp_record_set_int (record, "judge_no", judge_no);
  xp_record_set_int (record, "entry", xp_marking_is_second (marking) ? 2 : 1);
  return record;
}

static void
move_mark (XpDraft *draft, XpMarking *marking, const XpMarksMove *move, const XpMark *mark)
{
  g_autoptr (XpRecord) old =
    new_of_sheet (marking, XP_KIND_MARK, move->from_entrant_no, move->judge_no);
  xp_record_set_int (old, "item_at", mark->item_at);
  if (mark->is_not_applicable)
    xp_record_set_int (old, "is_not_applicable", 1);
  else
    xp_record_set_int (old, "entered", mark->entered);
  xp_keep_note (xp_marking_get_loaded (marking)->notes, old);
  g_autoptr (XpRecord) new = xp_record_copy (old);
  xp_record_set_int (new, "entrant_no", move->to_entrant_no);
  xp_draft_remove (draft, old);
  xp_draft_put (draft, new);
}

bool
xp_move_work_put (XpMarking *marking, const XpMarksMove *move, GError **error)
{
  const XpTally *tally = xp_marking_get_tally (marking);
  const XpRubric *rubric = xp_marking_get_round (marking)->rubric;
  if (!check_move (marking, move, error))
    return false;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MOVE_MARKS);
  g_autoptr (XpRecord) old =
    new_of_sheet (marking, XP_KIND_SHEET, move->from_entrant_no, move->judge_no);
  g_autoptr (XpRecord) new =
    new_of_sheet (marking, XP_KIND_SHEET, move->to_entrant_no, move->judge_no);
  xp_draft_set_subject (draft, new);
  for (size_t i = 0; i < rubric->n_items; i++) {
    XpMark mark;
    if (xp_tally_get_mark (tally,
                           move->from_entrant_no,
                           move->judge_no,
                           rubric->items[i].at,
                           &mark)) {
      mark.item_at = rubric->items[i].at;
      move_mark (draft, marking, move, &mark);
    }
  }
  if (xp_tally_get_sheet (tally, move->from_entrant_no, move->judge_no)->is_closed) {
    xp_draft_remove (draft, old);
    xp_draft_put (draft, new);
  }
  return xp_marking_put_draft (marking, draft, error);
}

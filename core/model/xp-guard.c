#include "xp-guard-private.h"

#include "xp-error.h"
#include "xp-round.h"

#include <string.h>

bool
xp_guard_refuse (const Guard *guard, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (guard->error, XP_ERROR, XP_ERROR_REFUSED, sentence);
  return false;
}

static const XpRecord *
either (const XpChange *change)
{
  return change->after != NULL ? change->after : change->before;
}

bool
xp_guard_is_verb (const Guard *guard, const char *name)
{
  return strcmp (guard->verb->name, name) == 0;
}

/* ---- the round that a record belongs to ---- */

XpRecord *
xp_guard_look_up (const Guard *guard, XpKind kind, int64_t first, int64_t second, int n)
{
  g_autofree char *key =
    n == 1 ? g_strdup_printf ("[%" G_GINT64_FORMAT "]", first)
           : g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]", first, second);
  return guard->view->lookup (guard->view->data, kind, key);
}

XpRecord *
xp_guard_look_up_round (const Guard *guard, const XpRecord *record)
{
  return xp_guard_look_up (guard, XP_KIND_ROUND, xp_record_get_int (record, "round_uid"), 0, 1);
}

XpStage
xp_guard_stage_of (const XpRecord *round)
{
  XpStage stage = XP_STAGE_DRAFT;
  xp_stage_from_text (xp_record_get_text (round, "stage"), &stage);
  return stage;
}

bool
xp_guard_refuse_stage (const Guard *guard, const XpRecord *round, const char *what)
{
  return xp_guard_refuse (guard,
                          "%s现在在“%s”，%s。",
                          xp_record_get_text (round, "name"),
                          xp_stage_get_word (xp_guard_stage_of (round)),
                          what);
}

/* ---- marks and sheets ---- */

/* What is typed in 打分 changes in 打分 alone, or in the meeting with a reason and two names;
 * @check_typed looks at what is new in it. */
static bool
check_typed_in_marking (const Guard *guard,
                        const XpChange *change,
                        bool (*check_typed) (const Guard *guard, const XpRecord *record))
{
  const XpRecord *record = either (change);
  g_autoptr (XpRecord) round = xp_guard_look_up_round (guard, record);
  if (round == NULL)
    return change->after == NULL ||
           xp_guard_refuse (guard, "这次评选已经不在了，没有记上。请重新选一次评选。");
  const XpStage stage = xp_guard_stage_of (round);
  const bool is_corrected = (stage == XP_STAGE_TALLIED || stage == XP_STAGE_DISCUSSED) &&
                            xp_guard_is_verb (guard, XP_VERB_CORRECT);
  if (stage != XP_STAGE_MARKING && !is_corrected)
    return xp_guard_refuse_stage (guard, round, "不能再打分。要改就先退回打分，写明理由");
  return change->after == NULL ||
         (xp_guard_check_judge (guard, record, round) && check_typed (guard, record));
}

static bool
check_mark (const Guard *guard, const XpChange *change)
{
  return xp_guard_check_is_asked_twice (guard, change) &&
         check_typed_in_marking (guard, change, xp_guard_check_cell);
}

static bool
check_sheet (const Guard *guard, const XpChange *change)
{
  return xp_guard_check_is_asked_twice (guard, change) &&
         check_typed_in_marking (guard, change, xp_guard_check_nothing_missing);
}

/* ---- states ---- */

static XpState
state_of (const XpRecord *record)
{
  XpState state = XP_STATE_PRESENT;
  if (record != NULL)
    xp_state_from_text (xp_record_get_text (record, "state"), &state);
  return state;
}

/* After 打分 only 没碰上人 may still change, until 公示; and the meeting may hold somebody. */
static bool
check_state (const Guard *guard, const XpChange *change)
{
  g_autoptr (XpRecord) round = xp_guard_look_up_round (guard, either (change));
  if (round == NULL)
    return change->after == NULL ||
           xp_guard_refuse (guard, "这次评选已经不在了，没有记上。请重新选一次评选。");

  const XpStage stage = xp_guard_stage_of (round);
  if (stage == XP_STAGE_MARKING)
    return true;
  const bool is_in_meeting = stage == XP_STAGE_TALLIED || stage == XP_STAGE_DISCUSSED;
  const bool is_late_meeting = state_of (change->before) == XP_STATE_NOT_MET ||
                               state_of (change->before) == XP_STATE_HELD ||
                               state_of (change->after) == XP_STATE_HELD;
  if (is_in_meeting && is_late_meeting)
    return true;
  return xp_guard_refuse_stage (guard, round, "这一户的状态不能再改。要改就先退回打分，写明理由");
}

/* ---- objections: only while the list hangs outside, checked by two who have no part in it ---- */

static bool
is_named (const XpRecord *objection, const char *name)
{
  return g_strcmp0 (name, xp_record_get_text (objection, "first_checker")) == 0 ||
         g_strcmp0 (name, xp_record_get_text (objection, "second_checker")) == 0;
}

static bool
has_marked (const Guard *guard, int64_t round_uid, int64_t entrant_no, int64_t judge_no)
{
  const XpRubric *rubric = guard->view->get_rubric (guard->view->data, round_uid);
  for (size_t i = 0; rubric != NULL && i < rubric->n_items; i++) {
    g_autofree char *key =
      g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%d,1]",
                       round_uid,
                       entrant_no,
                       judge_no,
                       rubric->items[i].at);
    g_autoptr (XpRecord) mark = guard->view->lookup (guard->view->data, XP_KIND_MARK, key);
    if (mark != NULL)
      return true;
  }
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",1]",
                     round_uid,
                     entrant_no,
                     judge_no);
  g_autoptr (XpRecord) sheet = guard->view->lookup (guard->view->data, XP_KIND_SHEET, key);
  return sheet != NULL;
}

static bool
is_recused (const Guard *guard, int64_t round_uid, int64_t entrant_no, int64_t judge_no)
{
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                     round_uid,
                     entrant_no,
                     judge_no);
  g_autoptr (XpRecord) recusal = guard->view->lookup (guard->view->data, XP_KIND_RECUSAL, key);
  return recusal != NULL;
}

/* Under consensus all judges signed every sheet; against the whole list, all who judge are meant.
 */
static bool
check_checkers_are_no_scorers (const Guard *guard, const XpRecord *objection, const XpRecord *round)
{
  const int64_t round_uid = xp_record_get_int (objection, "round_uid");
  const int64_t entrant_no = xp_record_get_int (objection, "entrant_no");
  const bool is_of_all = xp_record_is_null (objection, "entrant_no") ||
                         strcmp (xp_record_get_text (round, "combine"), "consensus") == 0;
  g_autoptr (GPtrArray) judges =
    guard->view->list (guard->view->data, XP_KIND_JUDGE, "round_uid", round_uid);
  for (guint i = 0; i < judges->len; i++) {
    const char *name = xp_record_get_text (judges->pdata[i], "name");
    const int64_t judge_no = xp_record_get_int (judges->pdata[i], "judge_no");
    if (judge_no == 0 || !is_named (objection, name))
      continue;
    if (is_of_all || has_marked (guard, round_uid, entrant_no, judge_no))
      return xp_guard_refuse (guard,
                              "%s是给这次评选打分的评委，不能核查这条意见。请换一个人。",
                              name);
    if (is_recused (guard, round_uid, entrant_no, judge_no))
      return xp_guard_refuse (guard, "%s对这一户回避，不能核查这条意见。请换一个人。", name);
  }
  return true;
}

static bool
check_checkers_are_no_kin (const Guard *guard, const XpRecord *objection)
{
  g_autoptr (XpRecord) entrant = xp_guard_look_up (guard,
                                                   XP_KIND_ENTRANT,
                                                   xp_record_get_int (objection, "round_uid"),
                                                   xp_record_get_int (objection, "entrant_no"),
                                                   2);
  if (entrant == NULL)
    return true;
  const int64_t household_uid = xp_record_get_int (entrant, "household_uid");
  g_autoptr (XpRecord) household = xp_guard_look_up (guard, XP_KIND_HOUSEHOLD, household_uid, 0, 1);
  g_autoptr (GPtrArray) persons =
    guard->view->list (guard->view->data, XP_KIND_PERSON, "household_uid", household_uid);
  const char *kin = household != NULL ? xp_record_get_text (household, "head") : NULL;
  for (guint i = 0; !is_named (objection, kin) && i < persons->len; i++)
    kin = xp_record_get_text (persons->pdata[i], "name");
  return !is_named (objection, kin) ||
         xp_guard_refuse (guard, "%s是这一户的人，不能核查自家的意见。请换一个人。", kin);
}

static bool
check_objection (const Guard *guard, const XpChange *change)
{
  g_autoptr (XpRecord) round = xp_guard_look_up_round (guard, either (change));
  if (round == NULL)
    return change->after == NULL ||
           xp_guard_refuse (guard, "这次评选已经不在了，没有记上。请重新选一次评选。");
  if (xp_guard_is_verb (guard, XP_VERB_MERGE))
    return true; /* received in a posting that was taken back since */
  if (xp_guard_stage_of (round) != XP_STAGE_POSTED)
    return xp_guard_refuse_stage (guard, round, "意见只在公示期间记录和答复，没有记上");
  if (change->after == NULL)
    return true;

  const char *first = xp_record_get_text (change->after, "first_checker");
  const char *second = xp_record_get_text (change->after, "second_checker");
  if (first == NULL || first[0] == '\0' || second == NULL || second[0] == '\0')
    return xp_guard_refuse (guard, "意见要由两个人核查，请写上两个人的姓名。");
  if (strcmp (first, second) == 0)
    return xp_guard_refuse (guard, "两个核查人都写的是%s，请另写一个人。", first);
  return check_checkers_are_no_scorers (guard, change->after, round) &&
         check_checkers_are_no_kin (guard, change->after);
}

static bool
check_nothing_open (const Guard *guard, const XpRecord *round)
{
  g_autoptr (GPtrArray) objections = guard->view->list (guard->view->data,
                                                        XP_KIND_OBJECTION,
                                                        "round_uid",
                                                        xp_record_get_int (round, "round_uid"));
  for (guint i = 0; i < objections->len; i++)
    if (strcmp (xp_record_get_text (objections->pdata[i], "outcome"), "open") == 0)
      return xp_guard_refuse (guard,
                              "第%" G_GINT64_FORMAT "条意见还没有答复，不能公布。请先答复。",
                              xp_record_get_int (objections->pdata[i], "objection_no"));
  return true;
}

/* ---- rounds ---- */

/* May change after 准备: what the stages themselves write. */
static bool
is_free_column (const char *name)
{
  static const char *const FREE[] =
    {"stage", "posted_on", "notice_from_on", "notice_until_on", "published_on", "opened_on", NULL};
  return g_strv_contains (FREE, name);
}

static bool
check_frozen (const Guard *guard, const XpChange *change)
{
  const XpKindInfo *info = xp_kind_get_info (XP_KIND_ROUND);
  for (size_t i = info->n_key; i < info->n_columns; i++)
    if (!is_free_column (info->columns[i].name) &&
        !xp_record_equal_at (change->before, change->after, i))
      return xp_guard_refuse (guard,
                              "%s已经开始打分，%s定下来了，不能再改。要改就撤销开评，重新开一次。",
                              xp_record_get_text (change->before, "name"),
                              info->columns[i].title);
  return true;
}

static bool
check_round (const Guard *guard, const XpChange *change)
{
  if (change->after == NULL)
    return xp_guard_stage_of (change->before) <= XP_STAGE_MARKING ||
           xp_guard_refuse_stage (guard, change->before, "不能去掉，没有变动");
  const XpStage to = xp_guard_stage_of (change->after);
  if (change->before == NULL)
    return to <= XP_STAGE_MARKING ||
           xp_guard_refuse (guard, "新开的评选只能从准备或打分开始。请新开以后再一步一步走。");

  const XpStage from = xp_guard_stage_of (change->before);
  if (from != XP_STAGE_DRAFT && !check_frozen (guard, change))
    return false;
  if (to == from)
    return true;
  if (from == XP_STAGE_POSTED && to == XP_STAGE_PUBLISHED &&
      !check_nothing_open (guard, change->after))
    return false;
  const bool is_forward = to == from + 1 && xp_guard_is_verb (guard, XP_VERB_STAGE);
  const bool is_back = to + 1 == from && xp_guard_is_verb (guard, XP_VERB_STAGE_BACK);
  /* The step was taken on the other laptop, by its guard's leave; none leads past 打分. */
  const bool is_merged =
    from <= XP_STAGE_MARKING && to <= XP_STAGE_MARKING && xp_guard_is_verb (guard, XP_VERB_MERGE);
  return is_forward || is_back || is_merged ||
         xp_guard_refuse (guard,
                          "评选一次只能走一步，不能从“%s”直接到“%s”。请一步一步走。",
                          xp_stage_get_word (from),
                          xp_stage_get_word (to));
}

/* Judges and entrants: any in 准备; then only appended, until 算分. */
static bool
check_participant (const Guard *guard, const XpChange *change)
{
  g_autoptr (XpRecord) round = xp_guard_look_up_round (guard, either (change));
  if (round == NULL)
    return change->after == NULL ||
           xp_guard_refuse (guard, "这次评选已经不在了，没有记上。请重新选一次评选。");
  const XpStage stage = xp_guard_stage_of (round);
  if (stage == XP_STAGE_DRAFT)
    return true;
  if (stage != XP_STAGE_MARKING)
    return xp_guard_refuse_stage (guard, round, "评委和参评户不能再变，没有记上");
  if (change->before == NULL || change->after == NULL)
    return true;
  const bool is_renumbered =
    change->kind == XP_KIND_ENTRANT && xp_record_get_int (change->before, "household_uid") !=
                                         xp_record_get_int (change->after, "household_uid");
  return !is_renumbered ||
         xp_guard_refuse_stage (guard, round, "参评户只能往后加，不能换号，没有记上");
}

static bool
check_cut_decision (const Guard *guard, const XpChange *change)
{
  g_autoptr (XpRecord) round = xp_guard_look_up_round (guard, either (change));
  if (round == NULL)
    return change->after == NULL;
  const XpStage stage = xp_guard_stage_of (round);
  return stage == XP_STAGE_TALLIED || stage == XP_STAGE_DISCUSSED ||
         xp_guard_is_verb (guard, XP_VERB_MERGE) ||
         xp_guard_refuse_stage (guard, round, "同分去留在算分以后、公示以前定，没有记上");
}

static bool
check_only_by_stage (const Guard *guard, const XpChange *change)
{
  return xp_guard_is_verb (guard, XP_VERB_STAGE) || xp_guard_is_verb (guard, XP_VERB_MERGE) ||
         xp_guard_refuse (guard, "结果只在公示、公布时产生，不能另外改，没有记上。");
}

/* ---- households and persons ---- */

static bool
check_household_itself (const Guard *guard, const XpRecord *household)
{
  const int64_t number = xp_record_get_int (household, "number");
  const char *head = xp_record_get_text (household, "head");
  if (head == NULL || head[0] == '\0')
    return xp_guard_refuse (guard, "第%" G_GINT64_FORMAT "号户没有户主姓名，请补上。", number);
  return number >= 1 || xp_guard_refuse (guard, "%s 的编号应从1开始。请改成1或更大的数。", head);
}

static bool
check_person_itself (const Guard *guard, const XpRecord *person)
{
  const char *name = xp_record_get_text (person, "name");
  const int64_t number = xp_record_get_int (person, "number");
  if (name == NULL || name[0] == '\0')
    return xp_guard_refuse (guard, "户内第%" G_GINT64_FORMAT "人没有姓名，请补上。", number);
  return number >= 1 ||
         xp_guard_refuse (guard, "%s 的户内编号应从1开始。请改成1或更大的数。", name);
}

static bool
check_apart_itself (const Guard *guard, const XpRecord *apart)
{
  return xp_record_get_int (apart, "first_uid") < xp_record_get_int (apart, "second_uid") ||
         xp_guard_refuse (guard, "一户不能和它自己定为两户。请选两户。");
}

static bool
check_household (const Guard *guard, const XpChange *change)
{
  if (change->after == NULL || strcmp (xp_record_get_text (change->after, "state"), "closed") == 0)
    return true;
  const int64_t number = xp_record_get_int (change->after, "number");
  return guard->view->count_households (guard->view->data, number) == 1 ||
         xp_guard_refuse (guard,
                          "编号%" G_GINT64_FORMAT "有两户在用，请给%s换一个编号。",
                          number,
                          xp_record_get_text (change->after, "head"));
}

/* Looked at before anything is written: what the tables refuse has no words of its own. */
static bool (*const CHECKS_ITSELF[XP_N_KINDS]) (const Guard *guard, const XpRecord *record) = {
  [XP_KIND_HOUSEHOLD] = check_household_itself,
  [XP_KIND_PERSON] = check_person_itself,
  [XP_KIND_APART] = check_apart_itself,
  [XP_KIND_LEDGER_EVENT] = xp_guard_check_event_itself,
  [XP_KIND_GOODS] = xp_guard_check_goods_itself,
  [XP_KIND_GOODS_DELIVERY] = xp_guard_check_delivery_itself,
  [XP_KIND_REDEMPTION] = xp_guard_check_redemption_itself,
  [XP_KIND_ATTENDANCE] = xp_guard_check_attendance_itself,
  [XP_KIND_MOTION] = xp_guard_check_motion_itself,
  [XP_KIND_DELIBERATION] = xp_guard_check_deliberation_itself,
  [XP_KIND_CERTIFICATE_PRINTING] = xp_guard_check_printing_itself,
  [XP_KIND_CERTIFICATE_STOCK] = xp_guard_check_stock_itself,
};

static bool (*const CHECKS[XP_N_KINDS]) (const Guard *guard, const XpChange *change) = {
  [XP_KIND_HOUSEHOLD] = check_household,
  [XP_KIND_RUBRIC] = xp_guard_check_rubric,
  [XP_KIND_ROUND] = check_round,
  [XP_KIND_JUDGE] = check_participant,
  [XP_KIND_ENTRANT] = check_participant,
  [XP_KIND_TAKEN_OVER] = check_participant,
  [XP_KIND_LEDGER_TAKEN] = check_participant,
  [XP_KIND_ENTRANT_STATE] = check_state,
  [XP_KIND_RECUSAL] = check_participant,
  [XP_KIND_SHEET] = check_sheet,
  [XP_KIND_MARK] = check_mark,
  [XP_KIND_CUT_DECISION] = check_cut_decision,
  [XP_KIND_RESULT] = check_only_by_stage,
  [XP_KIND_CERTIFICATE] = xp_guard_check_certificate,
  [XP_KIND_CERTIFICATE_PRINTING] = xp_guard_check_certificate_printing,
  [XP_KIND_OBJECTION] = check_objection,
  [XP_KIND_BALLOTS] = xp_guard_check_ballots,
  [XP_KIND_SECOND_ENTRY] = xp_guard_check_second_entry,
  [XP_KIND_SETTLEMENT] = xp_guard_check_settlement,
  [XP_KIND_ATTENDANCE] = xp_guard_check_attendance,
  [XP_KIND_ROTA] = check_participant,
  [XP_KIND_MOTION] = xp_guard_check_motion,
  [XP_KIND_TITLE_WITHDRAWAL] = xp_guard_check_withdrawal,
  [XP_KIND_LEDGER_YEAR] = xp_guard_check_ledger_year,
  [XP_KIND_LEDGER_EVENT] = xp_guard_check_ledger_event,
  [XP_KIND_LEDGER_CARRY] = xp_guard_check_ledger_carry,
  [XP_KIND_GOODS_DELIVERY] = xp_guard_check_goods_delivery,
  [XP_KIND_REDEMPTION] = xp_guard_check_redemption,
};

/* ---- forgetting: secrets go, whatever the stage; nothing else changes ---- */

static bool
is_only_emptied (const XpChange *change)
{
  const XpKindInfo *info = xp_kind_get_info (change->kind);
  for (size_t i = 0; i < info->n_columns; i++) {
    const bool is_emptied =
      info->columns[i].type == XP_COLUMN_SECRET && xp_record_is_null_at (change->after, i);
    if (!is_emptied && !xp_record_equal_at (change->before, change->after, i))
      return false;
  }
  return true;
}

static bool
check_forgets (const Guard *guard, const XpChange *change)
{
  const bool is_note = change->kind == XP_KIND_FORGOTTEN && change->after != NULL;
  const bool is_emptied =
    change->before != NULL && change->after != NULL && is_only_emptied (change);
  return is_note || is_emptied ||
         xp_guard_refuse (guard, "忘掉个人信息时别的都不能改，没有变动。请分开做。");
}

/* ---- references ---- */

static bool
check_refers_to_something (const Guard *guard, const XpChange *change)
{
  const XpKindInfo *info = xp_kind_get_info (change->kind);
  for (size_t i = 0; change->after != NULL && i < info->n_references; i++) {
    g_autofree char *key = xp_record_dup_reference (change->after, &info->references[i]);
    if (key == NULL)
      continue;
    g_autoptr (XpRecord) target =
      guard->view->lookup (guard->view->data, info->references[i].to, key);
    if (target == NULL)
      return xp_guard_refuse (guard,
                              "%s所指的%s已经不在了，没有记上。请重新选。",
                              info->title,
                              xp_kind_get_info (info->references[i].to)->title);
  }
  return true;
}

static bool
check_is_not_needed (const Guard *guard, const XpChange *change)
{
  if (change->after != NULL)
    return true;
  for (int by = 0; by < XP_N_KINDS; by++)
    if (guard->view->is_referred (guard->view->data, change->before, (XpKind) by))
      return xp_guard_refuse (guard,
                              "这%s后来的“%s”还要用到，不能去掉。请先撤销后来的改动。",
                              xp_kind_get_info (change->kind)->title,
                              xp_kind_get_info ((XpKind) by)->title);
  return true;
}

static bool
check_kind (const Guard *guard, const XpChange *change)
{
  if (xp_guard_is_verb (guard, XP_VERB_FORGET))
    return check_forgets (guard, change);
  return CHECKS[change->kind] == NULL || CHECKS[change->kind](guard, change);
}

bool
xp_guard_check_itself (const XpVerb *verb,
                       const XpChange *changes,
                       size_t n_changes,
                       GError **error)
{
  const Guard guard = {NULL, verb, error};
  for (size_t i = 0; i < n_changes; i++) {
    const XpChange *change = &changes[i];
    if (change->after != NULL && CHECKS_ITSELF[change->kind] != NULL &&
        !CHECKS_ITSELF[change->kind](&guard, change->after))
      return false;
  }
  return true;
}

bool
xp_guard_check (const XpGuardView *view,
                const XpVerb *verb,
                const XpChange *changes,
                size_t n_changes,
                GError **error)
{
  const Guard guard = {view, verb, error};
  for (size_t i = 0; i < n_changes; i++) {
    const XpChange *change = &changes[i];
    const bool is_good = check_kind (&guard, change) &&
                         check_refers_to_something (&guard, change) &&
                         check_is_not_needed (&guard, change);
    if (!is_good)
      return false;
  }
  return true;
}

/* xp-guard-second.c: which sheets are typed twice, and what the paper says where the two differ. */
#include "xp-guard-private.h"

#include <string.h>

static const XpRecord *
either (const XpChange *change)
{
  return change->after != NULL ? change->after : change->before;
}

static bool
check_is_in_marking (const Guard *guard, const XpChange *change, const char *what)
{
  g_autoptr (XpRecord) round = xp_guard_look_up_round (guard, either (change));
  if (round == NULL)
    return change->after == NULL ||
           xp_guard_refuse (guard, "这次评选已经不在了，没有记上。请重新选一次评选。");
  return xp_guard_stage_of (round) == XP_STAGE_MARKING || xp_guard_is_verb (guard, XP_VERB_MERGE) ||
         xp_guard_refuse_stage (guard, round, what);
}

bool
xp_guard_check_is_asked_twice (const Guard *guard, const XpChange *change)
{
  const XpRecord *record = change->after;
  if (record == NULL || xp_record_get_int (record, "entry") != 2)
    return true;
  g_autoptr (XpRecord) asked =
    xp_guard_look_up (guard, XP_KIND_SECOND_ENTRY, xp_record_get_int (record, "round_uid"), 0, 1);
  return asked != NULL ||
         xp_guard_refuse (guard, "这次评选没有定再录一遍，没有记上。请先在“核对”里定。");
}

static bool
has_second_marks (const Guard *guard, const XpRecord *record)
{
  g_autoptr (GPtrArray) marks = guard->view->list (guard->view->data,
                                                   XP_KIND_MARK,
                                                   "round_uid",
                                                   xp_record_get_int (record, "round_uid"));
  for (guint i = 0; i < marks->len; i++)
    if (xp_record_get_int (marks->pdata[i], "entry") == 2)
      return true;
  return false;
}

/* Nothing that was typed is left behind where nobody looks. */
bool
xp_guard_check_second_entry (const Guard *guard, const XpChange *change)
{
  if (!check_is_in_marking (guard, change, "再录一遍在打分的时候定，没有记上"))
    return false;
  return change->after != NULL || !has_second_marks (guard, change->before) ||
         xp_guard_refuse (guard, "已经录了第二遍，不能不要。可以改成抽几户，或先收回第二遍。");
}

bool
xp_guard_check_settlement (const Guard *guard, const XpChange *change)
{
  return check_is_in_marking (guard, change, "两遍的分数在打分的时候核对，没有记上");
}

/* xp-guard-forms.c: a form that a round has opened with stands as it is; a title is taken back only
 * after it was given. */
#include "xp-guard-private.h"

#include <string.h>

bool
xp_guard_check_rubric (const Guard *guard, const XpChange *change)
{
  if (change->before == NULL || change->after == NULL)
    return true;
  return (!guard->view->is_referred (guard->view->data, change->before, XP_KIND_ROUND) &&
          !guard->view->is_referred (guard->view->data, change->before, XP_KIND_LEDGER_YEAR)) ||
         xp_guard_refuse (guard,
                          "这张评分表已经用过了，这一版不能再改，没有变动。请另存一版再改。");
}

bool
xp_guard_check_withdrawal (const Guard *guard, const XpChange *change)
{
  if (change->after == NULL || xp_guard_is_verb (guard, XP_VERB_MERGE))
    return true;
  g_autoptr (XpRecord) round = xp_guard_look_up_round (guard, change->after);
  if (round == NULL)
    return xp_guard_refuse (guard, "这次评选已经不在了，没有记上。请重新选一次评选。");
  return xp_guard_stage_of (round) >= XP_STAGE_PUBLISHED ||
         xp_guard_refuse_stage (guard, round, "还没有公布，谈不上摘牌，没有记上");
}

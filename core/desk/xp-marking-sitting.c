/* xp-marking-sitting.c: a conflict that is declared while the household is typed, and the word
 * behind its state. */
#include "xp-marking.h"

#include "xp-recusal-work.h"

char *
xp_marking_recuse (XpMarking *self, int entrant_no, int judge_no, GError **error)
{
  const XpLoadedRound *loaded = xp_marking_get_loaded (self);
  g_autofree char *key =
    g_strdup_printf ("[%" G_GINT64_FORMAT ",%d,%d]", loaded->round->uid, entrant_no, judge_no);
  g_autoptr (XpRecord) record = xp_record_new_for_key (XP_KIND_RECUSAL, key);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_RECUSE);
  xp_draft_set_subject (draft, record);
  if (xp_recusal_is_declared (loaded, judge_no, entrant_no)) {
    xp_draft_remove (draft, record);
  } else {
    xp_record_set_text (record, "source", "declared");
    xp_draft_put (draft, record);
  }
  return xp_marking_put_draft (self, draft, error)
           ? xp_recusal_dup_echo (xp_marking_get_loaded (self), judge_no, entrant_no)
           : NULL;
}

/* ---- the word behind a state ---- */

bool
xp_marking_put_reason (XpMarking *self, int entrant_no, const char *reason, GError **error)
{
  const XpLoadedRound *loaded = xp_marking_get_loaded (self);
  const XpState state = xp_tally_get_total (loaded->tally, entrant_no)->state;
  if (state == XP_STATE_PRESENT) {
    g_autofree char *who =
      xp_entrant_dup_place_and_name (xp_round_get_entrant (loaded->round, entrant_no));
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s照常参评，没有状态，不用写原因。请先记状态，比如没碰上人。",
                 who);
    return false;
  }
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_ENTRANT_STATE);
  xp_record_set_int (record, "round_uid", loaded->round->uid);
  xp_record_set_int (record, "entrant_no", entrant_no);
  xp_record_set_text (record, "state", xp_state_get_name (state));
  xp_record_set_secret (record, "reason_secret", reason);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_SET_STATE);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_marking_put_draft (self, draft, error);
}

/* xp-marking-recusal.c: a conflict that is declared while the household is typed: two keys. */
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

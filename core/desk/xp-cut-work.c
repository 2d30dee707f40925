/* xp-cut-work.c: a tie at the cut that nothing decides: what the meeting says (xp-round-work.h). */
#include "xp-round-work.h"

#include "xp-desk-private.h"

#include <string.h>

typedef struct {
  int64_t round_uid;
  const char *how; /* all-in, all-out, vote, lot */
  const int *in;   /* of a vote */
  size_t n_in;
  const char *seed; /* of a lot */
} CutAnswer;

/* Of a lot: the first of each tie in the order drawn. */
static GHashTable *
draw (const CutAnswer *answer, const XpRound *round, const XpRanking *ranking)
{
  GHashTable *in = g_hash_table_new (NULL, NULL);
  for (size_t i = 0; i < ranking->n_ties; i++) {
    const XpCutTie *tie = &ranking->ties[i];
    g_autofree int *drawn = xp_cut_tie_draw (tie, round, answer->seed);
    for (int k = 0; k < tie->n_places; k++)
      g_hash_table_add (in, GINT_TO_POINTER (drawn[k]));
  }
  return in;
}

static GHashTable *
list_in (const CutAnswer *answer, const XpRound *round, const XpRanking *ranking)
{
  if (strcmp (answer->how, "lot") == 0)
    return draw (answer, round, ranking);
  GHashTable *in = g_hash_table_new (NULL, NULL);
  if (strcmp (answer->how, "all-in") == 0)
    for (size_t i = 0; i < ranking->n_undecided; i++)
      g_hash_table_add (in, GINT_TO_POINTER (ranking->undecided[i]));
  else if (strcmp (answer->how, "vote") == 0)
    for (size_t i = 0; i < answer->n_in; i++)
      g_hash_table_add (in, GINT_TO_POINTER (answer->in[i]));
  return in;
}

static bool
check_answer (const CutAnswer *answer, const XpRanking *ranking, GError **error)
{
  if (ranking->n_undecided == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "现在没有要定去留的同分户，不用表决，可以直接往下走。");
    return false;
  }
  for (size_t i = 0; i < answer->n_in; i++) {
    bool is_tied = false;
    for (size_t k = 0; k < ranking->n_undecided; k++)
      is_tied |= ranking->undecided[k] == answer->in[i];
    if (!is_tied) {
      g_set_error_literal (error,
                           XP_ERROR,
                           XP_ERROR_REFUSED,
                           "选中的户里有不在同分之列的，请重新选。");
      return false;
    }
  }
  return true;
}

static gpointer
decide_cut (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const CutAnswer *answer = input;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, answer->round_uid, error);
  if (loaded == NULL)
    return NULL;
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  if (!check_answer (answer, ranking, error))
    return NULL;

  g_autoptr (GHashTable) in = list_in (answer, loaded->round, ranking);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_DECIDE_CUT);
  for (size_t i = 0; i < ranking->n_undecided; i++) {
    const int no = ranking->undecided[i];
    g_autoptr (XpRecord) record = xp_record_new (XP_KIND_CUT_DECISION);
    xp_record_set_int (record, "round_uid", answer->round_uid);
    xp_record_set_int (record, "entrant_no", no);
    xp_record_set_int (record, "is_in", g_hash_table_contains (in, GINT_TO_POINTER (no)));
    xp_record_set_text (record, "decided_by", answer->how);
    if (answer->seed != NULL)
      xp_record_set_text (record, "seed", answer->seed);
    xp_draft_put (draft, record);
  }
  return xp_book_put (book, draft, error);
}

bool
xp_round_work_decide_cut (XpDesk *desk,
                          int64_t round_uid,
                          const char *how,
                          const int *in_entrant_nos,
                          size_t n_in,
                          GError **error)
{
  CutAnswer answer = {round_uid, how, in_entrant_nos, n_in, NULL};
  return xp_desk_run_act (desk, decide_cut, &answer, error);
}

bool
xp_round_work_draw_lot (XpDesk *desk, int64_t round_uid, const char *seed, GError **error)
{
  g_autofree char *drawn = NULL;
  if (seed == NULL)
    drawn = xp_lot_dup_seed ((unsigned long long) xp_random_uid (xp_desk_get_random (desk)));
  const char *used = seed != NULL ? seed : drawn;
  if (!xp_lot_is_seed (used)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "抽签号“%s”不对，应为1到%d位数字，比如 482913。请重新写，或空着由电脑来定。",
                 used,
                 XP_MOST_SEED_DIGITS);
    return false;
  }
  CutAnswer answer = {round_uid, "lot", NULL, 0, used};
  return xp_desk_run_act (desk, decide_cut, &answer, error);
}

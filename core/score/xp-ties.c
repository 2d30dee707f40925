/* xp-ties.c: where a cut falls inside a tie: tie-breakers in order, then the meeting. */
#include "xp-ranking-private.h"

#include <string.h>

static const char FEWER_FINDINGS[] = "处数少";
static const char HIGHER_LAST_ROUND[] = "上轮高";
static const char MORE_VOTES[] = "得票多";
static const char PUBLIC_WORK[] = "公益次数";
static const char ALL_IN[] = "并列";
static const char VOTE[] = "表决";

static const char PUBLIC_SECTION[] = "公益";

static bool
has_votes (const XpRubric *rubric)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].mode == XP_MODE_VOTE)
      return true;
  return false;
}

bool
xp_ranking_knows_tie (const XpRubric *rubric, const char *word)
{
  static const char *const ALWAYS[] =
    {FEWER_FINDINGS, HIGHER_LAST_ROUND, PUBLIC_WORK, ALL_IN, VOTE, XP_TIE_LOT};
  for (size_t i = 0; i < G_N_ELEMENTS (ALWAYS); i++)
    if (strcmp (word, ALWAYS[i]) == 0)
      return true;
  if (strcmp (word, MORE_VOTES) == 0)
    return has_votes (rubric);
  for (size_t i = 0; i < rubric->n_items; i++)
    if (strcmp (rubric->items[i].section, word) == 0 && xp_mode_has_points (rubric->items[i].mode))
      return true;
  return false;
}

/* ---- what is compared ---- */

/* What was entered at the items that are meant, over all sheets; false: nothing was. */
static bool
sum_entered (const XpMaking *making,
             int entrant_no,
             bool (*is_meant) (const XpItem *item),
             int64_t *out_sum)
{
  const XpRubric *rubric = making->round->rubric;
  int64_t sum = 0;
  bool is_any = false;
  for (size_t i = 0; i < rubric->n_items; i++)
    for (size_t k = 0; is_meant (&rubric->items[i]) && k < making->round->n_judges; k++) {
      const int judge_no = making->round->judges[k].no;
      XpMark mark;
      if (!xp_round_marks (making->round, judge_no, &rubric->items[i]) ||
          !xp_tally_get_mark (making->tally, entrant_no, judge_no, rubric->items[i].at, &mark) ||
          mark.is_not_applicable)
        continue;
      sum += mark.entered;
      is_any = true;
    }
  *out_sum = sum;
  return is_any;
}

static bool
is_vote (const XpItem *item)
{
  return item->mode == XP_MODE_VOTE;
}

static bool
is_public_work (const XpItem *item)
{
  return item->mode == XP_MODE_ADD && strstr (item->section, PUBLIC_SECTION) != NULL;
}

static bool
is_public_work_asked (const XpRubric *rubric)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    if (is_public_work (&rubric->items[i]))
      return true;
  return false;
}

/* Out of the ledger, else what the sheets of this form count: blank is not once. */
static bool
public_work_of (const XpMaking *making, int entrant_no, int64_t *out_value)
{
  const XpEntrant *entrant = xp_round_get_entrant (making->round, entrant_no);
  const XpTaken *taken = xp_entrant_get_taken (entrant, "public-work");
  if (taken != NULL)
    *out_value = taken->value;
  else
    sum_entered (making, entrant_no, is_public_work, out_value);
  return taken != NULL || is_public_work_asked (making->round->rubric);
}

/* What the tie-breaker compares; more is better. False where it cannot tell (no last round). */
static bool
tie_value (const XpMaking *making, const char *word, int entrant_no, int64_t *out_value)
{
  if (strcmp (word, FEWER_FINDINGS) == 0) {
    *out_value = -(int64_t) xp_tally_get_total (making->tally, entrant_no)->n_findings;
    return true;
  }
  if (strcmp (word, HIGHER_LAST_ROUND) == 0) {
    const XpEntrant *entrant = xp_round_get_entrant (making->round, entrant_no);
    *out_value = entrant->previous_hundredths;
    return entrant->has_previous;
  }
  if (strcmp (word, MORE_VOTES) == 0)
    return sum_entered (making, entrant_no, is_vote, out_value);
  if (strcmp (word, PUBLIC_WORK) == 0)
    return public_work_of (making, entrant_no, out_value);
  *out_value = xp_tally_get_section (making->tally, entrant_no, word);
  return true;
}

/* Words from which on the meeting is asked. */
static bool
is_asking (const char *word)
{
  return strcmp (word, VOTE) == 0 || strcmp (word, XP_TIE_LOT) == 0;
}

int
xp_ranking_prefer (const XpMaking *making, int entrant_no, int other_no)
{
  char **ties = making->round->rules.ties;
  for (size_t i = 0; ties[i] != NULL && !is_asking (ties[i]); i++) {
    int64_t value = 0, other = 0;
    if (strcmp (ties[i], ALL_IN) != 0 && tie_value (making, ties[i], entrant_no, &value) &&
        tie_value (making, ties[i], other_no, &other) && value != other)
      return value > other ? entrant_no : other_no;
  }
  return 0;
}

/* ---- one tie-breaker ---- */

typedef struct {
  int entrant_no;
  int64_t value;
} Tied;

static int
compare_tied (gconstpointer a, gconstpointer b)
{
  const Tied *left = a, *right = b;
  if (left->value != right->value)
    return left->value > right->value ? -1 : 1;
  return left->entrant_no - right->entrant_no;
}

void
xp_ranking_settle (XpMaking *making, int entrant_no, bool is_in, const char *word)
{
  XpPlace *place = &making->ranking->places[entrant_no - 1];
  place->awarded = is_in ? XP_AWARDED_YES : XP_AWARDED_NO;
  g_free (place->decided_by);
  place->decided_by = g_strdup (word);
}

/* Applies one tie-breaker to those who straddle the cut, and leaves in @tied those who still do.
 * Where somebody has no value the tie-breaker is passed over: it could not be fair to him. */
static void
apply_tie_breaker (XpMaking *making, const char *word, GArray *tied, int *n_fit)
{
  for (guint i = 0; i < tied->len; i++) {
    Tied *one = &g_array_index (tied, Tied, i);
    if (!tie_value (making, word, one->entrant_no, &one->value))
      return;
  }
  g_array_sort (tied, compare_tied);

  const int64_t at_cut = g_array_index (tied, Tied, (guint) *n_fit).value;
  const bool is_clean = g_array_index (tied, Tied, (guint) *n_fit - 1).value != at_cut;
  for (guint i = tied->len; i-- > 0;) {
    const Tied one = g_array_index (tied, Tied, i);
    if (one.value == at_cut && !is_clean)
      continue;
    xp_ranking_settle (making, one.entrant_no, (int) i < *n_fit, word);
    g_array_remove_index (tied, i);
    if (one.value > at_cut)
      (*n_fit)--;
  }
}

/* ---- the meeting ---- */

const XpCutDecision *
xp_ranking_find_decision (const XpMaking *making, int entrant_no)
{
  for (size_t i = 0; i < making->n_decisions; i++)
    if (making->decisions[i].entrant_no == entrant_no)
      return &making->decisions[i];
  return NULL;
}

static XpCutTie
make_tie (const char *list, const GArray *tied, int n_fit)
{
  XpCutTie tie = {list, g_new0 (int, tied->len + 1), tied->len, n_fit};
  for (guint i = 0; i < tied->len; i++)
    tie.entrant_nos[i] = g_array_index (tied, Tied, i).entrant_no;
  return tie;
}

int *
xp_cut_tie_draw (const XpCutTie *tie, const XpRound *round, const char *seed)
{
  g_auto (GStrv) numbers = g_new0 (char *, tie->n_entrants + 1);
  for (size_t i = 0; i < tie->n_entrants; i++)
    numbers[i] = xp_entrant_dup_number (xp_round_get_entrant (round, tie->entrant_nos[i]));
  g_autofree size_t *order = xp_lot_draw (seed, (const char *const *) numbers, tie->n_entrants);
  int *drawn = g_new0 (int, tie->n_entrants + 1);
  for (size_t i = 0; i < tie->n_entrants; i++)
    drawn[i] = tie->entrant_nos[order[i]];
  return drawn;
}

/* A lot is drawn again by its seed: where one of the tied has left, the next drawn moves up. */
static void
apply_lot (XpMaking *making, const GArray *tied, int n_fit, const char *seed)
{
  const XpCutTie tie = make_tie ("", tied, n_fit);
  g_autofree int *drawn = xp_cut_tie_draw (&tie, making->round, seed);
  for (size_t i = 0; i < tie.n_entrants; i++)
    xp_ranking_settle (making, drawn[i], (int) i < n_fit, XP_TIE_LOT);
  g_free (tie.entrant_nos);
}

/* Only a decision about everybody who is still tied is one. */
static bool
apply_decisions (XpMaking *making, const GArray *tied, int n_fit)
{
  const char *seed = NULL;
  for (guint i = 0; i < tied->len; i++) {
    const XpCutDecision *decision =
      xp_ranking_find_decision (making, g_array_index (tied, Tied, i).entrant_no);
    if (decision == NULL)
      return false;
    const bool is_same = i == 0 || g_strcmp0 (decision->seed, seed) == 0;
    seed = is_same ? decision->seed : "";
  }
  if (seed != NULL && seed[0] != '\0') {
    apply_lot (making, tied, n_fit, seed);
    return true;
  }
  for (guint i = 0; i < tied->len; i++) {
    const int no = g_array_index (tied, Tied, i).entrant_no;
    const XpCutDecision *decision = xp_ranking_find_decision (making, no);
    xp_ranking_settle (making, no, decision->is_in, decision->word);
  }
  return true;
}

static int
compare_by_number (gconstpointer a, gconstpointer b)
{
  return ((const Tied *) a)->entrant_no - ((const Tied *) b)->entrant_no;
}

static void
leave_undecided (XpMaking *making, const char *list, GArray *tied, int n_fit)
{
  XpRanking *ranking = making->ranking;
  g_array_sort (tied, compare_by_number);
  ranking->ties = g_renew (XpCutTie, ranking->ties, ranking->n_ties + 1);
  ranking->ties[ranking->n_ties++] = make_tie (list, tied, n_fit);
  ranking->undecided = g_renew (int, ranking->undecided, ranking->n_undecided + tied->len);
  ranking->n_undecided_places += n_fit;
  for (guint i = 0; i < tied->len; i++) {
    const int no = g_array_index (tied, Tied, i).entrant_no;
    ranking->undecided[ranking->n_undecided++] = no;
    ranking->places[no - 1].awarded = XP_AWARDED_UNDECIDED;
  }
}

static void
break_tie (XpMaking *making, const char *list, GArray *tied, int n_fit)
{
  char **ties = making->round->rules.ties;
  for (size_t i = 0; ties[i] != NULL && tied->len > 0 && !is_asking (ties[i]); i++) {
    if (strcmp (ties[i], ALL_IN) != 0) {
      apply_tie_breaker (making, ties[i], tied, &n_fit);
      continue;
    }
    for (guint k = 0; k < tied->len; k++)
      xp_ranking_settle (making, g_array_index (tied, Tied, k).entrant_no, true, ALL_IN);
    return;
  }
  if (tied->len > 0 && !apply_decisions (making, tied, n_fit))
    leave_undecided (making, list, tied, n_fit);
}

/* ---- the cut ---- */

void
xp_ranking_cut (XpMaking *making, const char *list, const GArray *candidates, int n_fit)
{
  g_autoptr (GArray) tied = g_array_new (FALSE, TRUE, sizeof (Tied));
  const bool is_cutting = n_fit < (int) candidates->len;
  int64_t at_cut = INT64_MIN;
  if (is_cutting && n_fit > 0) {
    const int last_in = g_array_index (candidates, int, (guint) n_fit - 1);
    const int first_out = g_array_index (candidates, int, (guint) n_fit);
    const int64_t total = xp_tally_get_total (making->tally, last_in)->total_hundredths;
    if (total == xp_tally_get_total (making->tally, first_out)->total_hundredths)
      at_cut = total;
  }

  int n_before_tie = 0;
  for (guint i = 0; i < candidates->len; i++) {
    const int no = g_array_index (candidates, int, i);
    const int64_t total = xp_tally_get_total (making->tally, no)->total_hundredths;
    if (at_cut != INT64_MIN && total == at_cut) {
      const Tied one = {.entrant_no = no};
      g_array_append_val (tied, one);
    } else {
      making->ranking->places[no - 1].awarded = (int) i < n_fit ? XP_AWARDED_YES : XP_AWARDED_NO;
      n_before_tie += at_cut != INT64_MIN && total > at_cut;
    }
  }
  if (tied->len > 0)
    break_tie (making, list, tied, n_fit - n_before_tie);
}

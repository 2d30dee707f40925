#include "xp-ranking.h"

#include <stdlib.h>
#include <string.h>

static const char FEWER_FINDINGS[] = "处数少";
static const char HIGHER_LAST_ROUND[] = "上轮高";
static const char VOTE[] = "表决";

/* While a ranking is being made. */
typedef struct {
  XpRanking *ranking;
  const XpTally *tally;
  const XpRound *round;
  const XpCutDecision *decisions;
  size_t n_decisions;
} Making;

/* ---- who is in the list ---- */

static bool
is_at_or_above_line (const XpRules *rules, const XpTotal *total)
{
  return !rules->has_line || total->total_hundredths >= rules->line_hundredths;
}

static char *
make_status (const XpTotal *total)
{
  if (total->state != XP_STATE_PRESENT)
    return g_strdup (xp_state_get_word (total->state));
  if (total->is_gate_failed)
    return g_strdup (xp_state_get_word (XP_STATE_NOT_TAKING_PART));
  if (total->n_missing > 0)
    return g_strdup_printf ("缺%d项", total->n_missing);
  if (!total->has_total)
    return g_strdup ("待定");
  return g_strdup (total->is_vetoed ? "暂缓，另行评议" : "参评");
}

static bool
is_being_marked (const XpTotal *total)
{
  return total->state == XP_STATE_PRESENT && !total->is_gate_failed && !total->has_total;
}

/* The line of the round replaces the bound of the form's first grade. */
static const char *
grade_of (const XpRound *round, int64_t total_hundredths)
{
  const XpAward *award = &round->rubric->award;
  for (size_t i = 0; i < award->n_grades; i++) {
    const bool is_replaced = i == 0 && round->rules.has_line;
    const int64_t from =
      is_replaced ? round->rules.line_hundredths : award->grades[i].from_hundredths;
    if (total_hundredths >= from)
      return award->grades[i].word;
  }
  return "";
}

/* ---- order ---- */

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Making *making = user_data;
  const int left_no = *(const int *) a, right_no = *(const int *) b;
  const XpPlace *left = &making->ranking->places[left_no - 1];
  const XpPlace *right = &making->ranking->places[right_no - 1];
  const int left_rank = left->rank > 0 ? left->rank : INT32_MAX;
  const int right_rank = right->rank > 0 ? right->rank : INT32_MAX;

  if (left_rank != right_rank)
    return left_rank < right_rank ? -1 : 1;
  return left_no - right_no;
}

static int
compare_totals (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Making *making = user_data;
  const int left_no = *(const int *) a, right_no = *(const int *) b;
  const XpTotal *left = xp_tally_get_total (making->tally, left_no);
  const XpTotal *right = xp_tally_get_total (making->tally, right_no);

  if (left->total_hundredths != right->total_hundredths)
    return left->total_hundredths > right->total_hundredths ? -1 : 1;
  return left_no - right_no;
}

/* Those who have a place, best first. */
static GArray *
list_ranked (Making *making)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (int));
  for (size_t i = 0; i < making->round->n_entrants; i++) {
    const int no = (int) i + 1;
    const XpTotal *total = xp_tally_get_total (making->tally, no);
    if (total->has_total && !total->is_vetoed)
      g_array_append_val (ranked, no);
  }
  g_array_sort_with_data (ranked, compare_totals, making);
  return ranked;
}

/* Equal printed totals share a place and the next place is skipped. */
static void
give_ranks (Making *making, const GArray *ranked)
{
  int rank = 0;
  int64_t last = 0;
  for (guint i = 0; i < ranked->len; i++) {
    const int no = g_array_index (ranked, int, i);
    const int64_t total = xp_tally_get_total (making->tally, no)->total_hundredths;
    if (i == 0 || total != last)
      rank = (int) i + 1;
    last = total;
    making->ranking->places[no - 1].rank = rank;
  }
}

/* ---- ties at the cut ---- */

bool
xp_ranking_knows_tie (const XpRubric *rubric, const char *word)
{
  if (strcmp (word, FEWER_FINDINGS) == 0 || strcmp (word, HIGHER_LAST_ROUND) == 0 ||
      strcmp (word, VOTE) == 0)
    return true;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (strcmp (rubric->items[i].section, word) == 0 && xp_mode_has_points (rubric->items[i].mode))
      return true;
  return false;
}

/* What the tie-breaker compares; more is better. False where it cannot tell (no last round). */
static bool
tie_value (const Making *making, const char *word, int entrant_no, int64_t *out_value)
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
  *out_value = xp_tally_get_section (making->tally, entrant_no, word);
  return true;
}

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

static void
settle (Making *making, int entrant_no, bool is_in, const char *word)
{
  XpPlace *place = &making->ranking->places[entrant_no - 1];
  place->awarded = is_in ? XP_AWARDED_YES : XP_AWARDED_NO;
  g_free (place->decided_by);
  place->decided_by = g_strdup (word);
}

/* Applies one tie-breaker to those who straddle the cut, and leaves in @tied those who still do.
 * Where somebody has no value the tie-breaker is passed over: it could not be fair to him. */
static void
apply_tie_breaker (Making *making, const char *word, GArray *tied, int *n_fit)
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
    settle (making, one.entrant_no, (int) i < *n_fit, word);
    g_array_remove_index (tied, i);
    if (one.value > at_cut)
      (*n_fit)--;
  }
}

static const XpCutDecision *
find_decision (const Making *making, int entrant_no)
{
  for (size_t i = 0; i < making->n_decisions; i++)
    if (making->decisions[i].entrant_no == entrant_no)
      return &making->decisions[i];
  return NULL;
}

/* Only a decision about everybody who is still tied is one. */
static bool
apply_decisions (Making *making, const GArray *tied)
{
  for (guint i = 0; i < tied->len; i++)
    if (find_decision (making, g_array_index (tied, Tied, i).entrant_no) == NULL)
      return false;

  for (guint i = 0; i < tied->len; i++) {
    const int no = g_array_index (tied, Tied, i).entrant_no;
    const XpCutDecision *decision = find_decision (making, no);
    settle (making, no, decision->is_in, decision->word);
  }
  return true;
}

static void
leave_undecided (Making *making, const GArray *tied, int n_fit)
{
  XpRanking *ranking = making->ranking;
  ranking->undecided = g_renew (int, ranking->undecided, ranking->n_undecided + tied->len);
  ranking->n_undecided_places += n_fit;
  for (guint i = 0; i < tied->len; i++) {
    const int no = g_array_index (tied, Tied, i).entrant_no;
    ranking->undecided[ranking->n_undecided++] = no;
    ranking->places[no - 1].awarded = XP_AWARDED_UNDECIDED;
  }
}

static void
break_tie (Making *making, GArray *tied, int n_fit)
{
  char **ties = making->round->rules.ties;
  for (size_t i = 0; ties[i] != NULL && tied->len > 0 && strcmp (ties[i], VOTE) != 0; i++)
    apply_tie_breaker (making, ties[i], tied, &n_fit);

  if (tied->len > 0 && !apply_decisions (making, tied))
    leave_undecided (making, tied, n_fit);
}

/* ---- the cut ---- */

/* @candidates: at or above the line, best first; the first @n_fit get the title. */
static void
cut (Making *making, const GArray *candidates, int n_fit)
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
    break_tie (making, tied, n_fit - n_before_tie);
}

static void
cut_each_group (Making *making, const GArray *candidates, int n_fit)
{
  g_autoptr (GHashTable) groups =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < candidates->len; i++) {
    const int no = g_array_index (candidates, int, i);
    char *group = xp_round_get_entrant (making->round, no)->group;
    GArray *members = g_hash_table_lookup (groups, group);
    if (members == NULL) {
      members = g_array_new (FALSE, FALSE, sizeof (int));
      g_hash_table_insert (groups, group, members);
    }
    g_array_append_val (members, no);
  }

  GHashTableIter iter;
  gpointer members = NULL;
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &members))
    cut (making, members, n_fit);
}

static int
quota_of (const XpRules *rules, int n_base)
{
  switch (rules->quota.kind) {
  case XP_QUOTA_PERCENT:
    return xp_quota_places (n_base, rules->quota.value, rules->quota_rounding);
  case XP_QUOTA_COUNT:
  case XP_QUOTA_GROUP:
  case XP_QUOTA_SHARED:
    return rules->quota.value;
  case XP_QUOTA_SIZE:
    for (size_t i = 0; i < rules->quota.n_steps; i++)
      if (n_base <= rules->quota.steps[i].up_to)
        return rules->quota.steps[i].places;
    return 0;
  case XP_QUOTA_NONE:
  default:
    return -1;
  }
}

static void
award (Making *making, const GArray *ranked)
{
  const XpRules *rules = &making->round->rules;
  XpRanking *ranking = making->ranking;
  ranking->n_quota = quota_of (rules, ranking->n_base);
  if (!rules->has_line && rules->quota.kind == XP_QUOTA_NONE)
    return;

  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < ranked->len; i++) {
    const int no = g_array_index (ranked, int, i);
    if (is_at_or_above_line (rules, xp_tally_get_total (making->tally, no)))
      g_array_append_val (candidates, no);
  }

  if (ranking->n_quota >= 0 && ranking->n_missing > 0) {
    /* Who is still being marked may yet come in between: with a quota nobody is in before. */
    for (guint i = 0; i < candidates->len; i++)
      ranking->places[g_array_index (candidates, int, i) - 1].awarded = XP_AWARDED_UNDECIDED;
  } else if (rules->quota.kind == XP_QUOTA_GROUP) {
    cut_each_group (making, candidates, ranking->n_quota);
  } else {
    cut (making, candidates, ranking->n_quota >= 0 ? ranking->n_quota : (int) candidates->len);
  }
}

/* ---- public ---- */

static void
fill_places (Making *making)
{
  XpRanking *ranking = making->ranking;
  const XpRules *rules = &making->round->rules;
  const bool is_awarding = rules->has_line || rules->quota.kind != XP_QUOTA_NONE;
  for (size_t i = 0; i < ranking->n_places; i++) {
    const XpTotal *total = xp_tally_get_total (making->tally, (int) i + 1);
    XpPlace *place = &ranking->places[i];
    place->entrant_no = (int) i + 1;
    place->decided_by = g_strdup ("");
    place->status = make_status (total);
    place->grade = total->has_total ? grade_of (making->round, total->total_hundredths) : "";
    ranking->n_base += total->has_total || is_being_marked (total);
    if (is_being_marked (total)) {
      ranking->n_missing++;
      if (is_awarding)
        place->awarded = XP_AWARDED_UNDECIDED;
    }
  }
}

static int
compare_ints (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

XpRanking *
xp_ranking_new (const XpTally *tally, const XpCutDecision *decisions, size_t n_decisions)
{
  const XpRound *round = xp_tally_get_round (tally);
  XpRanking *self = g_new0 (XpRanking, 1);
  Making making = {self, tally, round, decisions, n_decisions};
  self->n_places = round->n_entrants;
  self->places = g_new0 (XpPlace, self->n_places + 1);
  self->order = g_new0 (int, self->n_places + 1);

  fill_places (&making);
  g_autoptr (GArray) ranked = list_ranked (&making);
  give_ranks (&making, ranked);
  award (&making, ranked);
  for (size_t i = 0; i < self->n_places; i++) {
    self->order[i] = (int) i + 1;
    self->n_awarded += self->places[i].awarded == XP_AWARDED_YES;
  }
  if (self->n_undecided > 0)
    qsort (self->undecided, self->n_undecided, sizeof (int), compare_ints);
  g_qsort_with_data (self->order, (gint) self->n_places, sizeof (int), compare_places, &making);
  return self;
}

void
xp_ranking_free (XpRanking *self)
{
  for (size_t i = 0; i < self->n_places; i++) {
    g_free (self->places[i].decided_by);
    g_free (self->places[i].status);
  }
  g_free (self->places);
  g_free (self->order);
  g_free (self->undecided);
  g_free (self);
}

char *
xp_ranking_dup_quota_sentence (const XpRanking *self, const XpRules *rules)
{
  switch (rules->quota.kind) {
  case XP_QUOTA_PERCENT: {
    g_autofree char *percent = xp_points_to_text (rules->quota.value);
    const XpRatio exact = xp_ratio_new ((int64_t) self->n_base * rules->quota.value, 100);
    g_autofree char *product = xp_ratio_points_to_text (exact);
    return g_strdup_printf ("参评%d户×%s%%＝%s，取%d户。",
                            self->n_base,
                            percent,
                            product,
                            self->n_quota);
  }
  case XP_QUOTA_SIZE:
    return g_strdup_printf ("%s%d户，名额%d户。",
                            xp_quota_base_get_word (rules->quota_base),
                            self->n_base,
                            self->n_quota);
  case XP_QUOTA_COUNT:
  case XP_QUOTA_SHARED:
    return g_strdup_printf ("全村名额%d户。", self->n_quota);
  case XP_QUOTA_GROUP:
    return g_strdup_printf ("每组名额%d户。", self->n_quota);
  case XP_QUOTA_NONE:
  default:
    return NULL;
  }
}

char *
xp_ranking_dup_tie_sentence (const XpRanking *self, const XpTally *tally)
{
  if (self->n_undecided == 0)
    return NULL;

  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < self->n_undecided; i++) {
    g_autofree char *who = xp_entrant_dup_place_and_name (
      xp_round_get_entrant (xp_tally_get_round (tally), self->undecided[i]));
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", who);
  }
  g_autofree char *points =
    xp_points_to_text (xp_tally_get_total (tally, self->undecided[0])->total_hundredths);
  g_string_append_printf (text,
                          " 同为%s分，名额只余%d个，评分表里的办法分不出先后，请会上定。",
                          points,
                          self->n_undecided_places);
  return g_string_free (text, FALSE);
}

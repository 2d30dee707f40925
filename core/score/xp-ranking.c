#include "xp-ranking-private.h"

#include <stdlib.h>
#include <string.h>

/* ---- who is in the list ---- */

bool
xp_ranking_is_being_marked (const XpTotal *total)
{
  return total->state == XP_STATE_PRESENT && !total->is_gate_failed && !total->has_total;
}

bool
xp_ranking_is_counting (const XpTotal *total)
{
  return total->has_total || xp_ranking_is_being_marked (total);
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
  if (total->is_vetoed)
    return g_strdup ("暂缓，另行评议");
  return g_strdup (total->is_withheld ? "参评，不挂牌" : "参评");
}

/* The grade that is the title itself, else the highest. */
static size_t
find_title_grade (const XpAward *award)
{
  for (size_t i = 0; i < award->n_grades; i++)
    if (g_strcmp0 (award->grades[i].word, award->title) == 0)
      return i;
  return 0;
}

/* The line of the round replaces the bound of the title's grade; no grade above it is lower. */
static const char *
grade_of (const XpRound *round, int64_t total_hundredths)
{
  const XpAward *award = &round->rubric->award;
  const XpRules *rules = &round->rules;
  const size_t title = find_title_grade (award);
  for (size_t i = 0; i < award->n_grades; i++) {
    int64_t from = award->grades[i].from_hundredths;
    if (rules->has_line && i <= title)
      from = i == title ? rules->line_hundredths : MAX (from, rules->line_hundredths);
    if (total_hundredths >= from)
      return award->grades[i].word;
  }
  return "";
}

/* ---- lists ---- */

static size_t
find_list (const XpRanking *ranking, const char *name)
{
  size_t i = 0;
  while (i < ranking->n_lists && strcmp (ranking->lists[i].name, name) != 0)
    i++;
  return i;
}

static const char *
list_of (const XpRound *round, int entrant_no)
{
  const XpEntrant *entrant = xp_round_get_entrant (round, entrant_no);
  return entrant->list != NULL ? entrant->list : "";
}

/* Position of the title in the form, so that lists stand as it names them. */
static size_t
place_in_title (const XpRound *round, const char *list)
{
  const char *title = round->rubric->award.title;
  const char *at = title != NULL ? strstr (title, list) : NULL;
  return at != NULL ? (size_t) (at - title) : 0;
}

static int
compare_lists (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const XpRankingList *left = a, *right = b;
  const size_t left_at = place_in_title (user_data, left->name);
  const size_t right_at = place_in_title (user_data, right->name);
  if (left_at != right_at)
    return left_at < right_at ? -1 : 1;
  return strcmp (left->name, right->name);
}

/* Who still misses marks may come to a place in the list of the title. */
static void
fill_lists (XpMaking *making)
{
  XpRanking *ranking = making->ranking;
  for (size_t i = 0; i < ranking->n_places; i++) {
    const char *name = list_of (making->round, (int) i + 1);
    const XpTotal *total = xp_tally_get_total (making->tally, (int) i + 1);
    const size_t at = find_list (ranking, name);
    if (at == ranking->n_lists) {
      ranking->lists = g_renew (XpRankingList, ranking->lists, ++ranking->n_lists);
      ranking->lists[at] = (XpRankingList){.name = name, .n_quota = -1};
    }
    ranking->lists[at].n_base += xp_ranking_is_counting (total);
    ranking->lists[at].n_left_out[total->state] += !xp_ranking_is_counting (total);
    ranking->lists[at].n_missing += xp_ranking_is_being_marked (total);
  }
  if (ranking->n_lists > 1)
    g_qsort_with_data (ranking->lists,
                       (gint) ranking->n_lists,
                       sizeof (XpRankingList),
                       compare_lists,
                       (gpointer) making->round);
}

/* ---- order ---- */

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const XpMaking *making = user_data;
  const int left_no = *(const int *) a, right_no = *(const int *) b;
  const XpPlace *left = &making->ranking->places[left_no - 1];
  const XpPlace *right = &making->ranking->places[right_no - 1];
  const int left_rank = left->rank > 0 ? left->rank : INT32_MAX;
  const int right_rank = right->rank > 0 ? right->rank : INT32_MAX;
  const size_t left_list = find_list (making->ranking, list_of (making->round, left_no));
  const size_t right_list = find_list (making->ranking, list_of (making->round, right_no));

  if (left_list != right_list)
    return left_list < right_list ? -1 : 1;
  if (left_rank != right_rank)
    return left_rank < right_rank ? -1 : 1;
  return left_no - right_no;
}

static int
compare_totals (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const XpMaking *making = user_data;
  const int left_no = *(const int *) a, right_no = *(const int *) b;
  const XpTotal *left = xp_tally_get_total (making->tally, left_no);
  const XpTotal *right = xp_tally_get_total (making->tally, right_no);

  if (left->total_hundredths != right->total_hundredths)
    return left->total_hundredths > right->total_hundredths ? -1 : 1;
  return left_no - right_no;
}

/* Those who have a place, best first. */
static GArray *
list_ranked (XpMaking *making)
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
give_ranks (XpMaking *making, const GArray *ranked, const char *list)
{
  int rank = 0, n_before = 0;
  int64_t last = 0;
  for (guint i = 0; i < ranked->len; i++) {
    const int no = g_array_index (ranked, int, i);
    const int64_t total = xp_tally_get_total (making->tally, no)->total_hundredths;
    if (strcmp (list_of (making->round, no), list) != 0)
      continue;
    if (n_before == 0 || total != last)
      rank = n_before + 1;
    n_before++;
    last = total;
    making->ranking->places[no - 1].rank = rank;
  }
}

/* ---- public ---- */

static void
fill_places (XpMaking *making)
{
  XpRanking *ranking = making->ranking;
  for (size_t i = 0; i < ranking->n_places; i++) {
    const XpTotal *total = xp_tally_get_total (making->tally, (int) i + 1);
    XpPlace *place = &ranking->places[i];
    place->entrant_no = (int) i + 1;
    place->decided_by = g_strdup ("");
    place->status = make_status (total);
    place->grade = total->has_total ? grade_of (making->round, total->total_hundredths) : "";
    ranking->n_missing += xp_ranking_is_being_marked (total);
  }
}

static int
compare_ints (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

static void
sum_up (XpMaking *making)
{
  XpRanking *self = making->ranking;
  const bool is_each_group = making->round->rules.quota.kind == XP_QUOTA_GROUP;
  self->n_quota = -1;
  for (size_t i = 0; i < self->n_lists; i++) {
    const XpRankingList *list = &self->lists[i];
    self->n_base += list->n_base;
    if (list->n_quota >= 0)
      self->n_quota = is_each_group ? list->n_quota : MAX (self->n_quota, 0) + list->n_quota;
  }
  for (size_t i = 0; i < self->n_places; i++) {
    self->order[i] = (int) i + 1;
    self->n_awarded += self->places[i].awarded == XP_AWARDED_YES;
  }
  if (self->n_undecided > 0)
    qsort (self->undecided, self->n_undecided, sizeof (int), compare_ints);
  g_qsort_with_data (self->order, (gint) self->n_places, sizeof (int), compare_places, making);
}

XpRanking *
xp_ranking_new (const XpTally *tally, const XpCutDecision *decisions, size_t n_decisions)
{
  const XpRound *round = xp_tally_get_round (tally);
  XpRanking *self = g_new0 (XpRanking, 1);
  g_autofree bool *is_passed_over = g_new0 (bool, round->n_entrants + 1);
  XpMaking making = {self, tally, round, decisions, n_decisions, is_passed_over};
  self->n_places = round->n_entrants;
  self->places = g_new0 (XpPlace, self->n_places + 1);
  self->order = g_new0 (int, self->n_places + 1);
  self->counted = g_strcmp0 (round->rubric->award.object, "人") == 0 ? "人" : "户";

  fill_places (&making);
  fill_lists (&making);
  g_autoptr (GArray) ranked = list_ranked (&making);
  for (size_t i = 0; i < self->n_lists; i++)
    give_ranks (&making, ranked, self->lists[i].name);
  xp_ranking_award (&making, ranked);
  sum_up (&making);
  return self;
}

void
xp_ranking_free (XpRanking *self)
{
  for (size_t i = 0; i < self->n_places; i++) {
    g_free (self->places[i].decided_by);
    g_free (self->places[i].status);
  }
  for (size_t i = 0; i < self->n_ties; i++)
    g_free (self->ties[i].entrant_nos);
  for (size_t i = 0; i < self->n_lists; i++)
    g_clear_pointer (&self->lists[i].division, xp_division_free);
  g_free (self->places);
  g_free (self->order);
  g_free (self->undecided);
  g_free (self->ties);
  g_free (self->lists);
  g_free (self);
}

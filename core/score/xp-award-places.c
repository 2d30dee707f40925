/* xp-award-places.c: how many places there are, for whom, and who has them (xp-ranking.h). */
#include "xp-ranking-private.h"

#include <stdlib.h>
#include <string.h>

/* One group of a list, with those of it who may have a place. */
typedef struct {
  const char *name; /* borrowed from the round */
  int number;
  int64_t n_counting;
  GArray *candidates; /* of int, best first */
} Group;

static void
clear_group (gpointer data)
{
  Group *group = data;
  g_array_unref (group->candidates);
}

static bool
is_in_list (const XpEntrant *entrant, const char *list)
{
  return strcmp (entrant->list != NULL ? entrant->list : "", list) == 0;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *left = a, *right = b;
  return left->number != right->number ? left->number - right->number
                                       : strcmp (left->name, right->name);
}

static Group *
find_group (GArray *groups, const char *name)
{
  for (guint i = 0; i < groups->len; i++)
    if (strcmp (g_array_index (groups, Group, i).name, name) == 0)
      return &g_array_index (groups, Group, i);
  return NULL;
}

/* Groups in which somebody counts, in the order of lists. Of Group. */
static GArray *
list_groups (const XpTally *tally, const char *list)
{
  const XpRound *round = xp_tally_get_round (tally);
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (groups, clear_group);
  for (size_t i = 0; i < round->n_entrants; i++) {
    const XpEntrant *entrant = &round->entrants[i];
    if (!is_in_list (entrant, list) ||
        !xp_ranking_is_counting (xp_tally_get_total (tally, entrant->no)))
      continue;
    Group *group = find_group (groups, entrant->group);
    if (group == NULL) {
      const Group one = {entrant->group,
                         entrant->group_number,
                         0,
                         g_array_new (FALSE, FALSE, sizeof (int))};
      g_array_append_val (groups, one);
      group = &g_array_index (groups, Group, groups->len - 1);
    }
    group->n_counting++;
  }
  g_array_sort (groups, compare_groups);
  return groups;
}

/* ---- the places ---- */

char *
xp_ranking_dup_round_seed (const XpRound *round)
{
  return xp_lot_dup_seed ((unsigned long long) round->uid);
}

static XpDivision *
divide (const XpRound *round, const GArray *groups, XpApportion method)
{
  static const char UNGROUPED[] = "没有分组的";
  XpDivision *self = g_new0 (XpDivision, 1);
  g_autofree int64_t *sizes = g_new0 (int64_t, groups->len + 1);
  g_autofree char *seed = xp_ranking_dup_round_seed (round);
  self->groups = g_new0 (char *, groups->len + 1);
  for (guint i = 0; i < groups->len; i++) {
    const Group *group = &g_array_index (groups, Group, i);
    self->groups[i] = g_strdup (group->name[0] != '\0' ? group->name : UNGROUPED);
    sizes[i] = group->n_counting;
  }
  self->apportionment = xp_apportion_new (method, sizes, groups->len, round->rules.quota.value);
  xp_apportion_draw (self->apportionment, seed, (const char *const *) self->groups);
  return self;
}

XpDivision *
xp_division_new (const XpTally *tally, const char *list, XpApportion method)
{
  const XpRound *round = xp_tally_get_round (tally);
  if (round->rules.quota.kind != XP_QUOTA_SHARED)
    return NULL;
  g_autoptr (GArray) groups = list_groups (tally, list);
  return divide (round, groups, method);
}

void
xp_division_free (XpDivision *self)
{
  g_strfreev (self->groups);
  xp_apportion_free (self->apportionment);
  g_free (self);
}

/* Whom a percentage or the size of a village counts. */
static int
base_of (const XpRules *rules, int n_counting)
{
  const int n = rules->quota_base == XP_BASE_REGISTERED ? rules->n_registered
                : rules->quota_base == XP_BASE_RESIDENT ? rules->n_resident
                                                        : n_counting;
  return n > 0 ? n : n_counting; /* not counted, in rounds of older versions */
}

static int
places_by_size (const XpQuota *quota, int n_base)
{
  for (size_t i = 0; i < quota->n_steps; i++)
    if (n_base <= quota->steps[i].up_to)
      return quota->steps[i].places;
  return 0;
}

static void
find_quota (const XpRules *rules, XpRankingList *list)
{
  const XpQuota *quota = &rules->quota;
  const bool is_of_base = quota->kind == XP_QUOTA_PERCENT || quota->kind == XP_QUOTA_SIZE;
  if (is_of_base)
    list->n_base = base_of (rules, list->n_base);
  if (quota->kind == XP_QUOTA_PERCENT)
    list->n_quota = xp_quota_places (list->n_base, quota->value, rules->quota_rounding);
  else if (quota->kind == XP_QUOTA_SIZE)
    list->n_quota = places_by_size (quota, list->n_base);
  else if (quota->kind != XP_QUOTA_NONE)
    list->n_quota = quota->value;
}

/* ---- who has them ---- */

/* Those of the list who may have a place, best first. */
static GArray *
list_candidates (XpMaking *making, const GArray *ranked, const char *list)
{
  const XpRules *rules = &making->round->rules;
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < ranked->len; i++) {
    const int no = g_array_index (ranked, int, i);
    const XpTotal *total = xp_tally_get_total (making->tally, no);
    const bool is_above = !rules->has_line || total->total_hundredths >= rules->line_hundredths;
    if (is_above && !total->is_withheld && !making->is_passed_over[no - 1] &&
        is_in_list (xp_round_get_entrant (making->round, no), list))
      g_array_append_val (candidates, no);
  }
  return candidates;
}

/* What a group could not fill goes to the best of all who are not in; whom the meeting left out
 * stays out. */
static void
flow (XpMaking *making, XpRankingList *list, const GArray *candidates, int n_left)
{
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < candidates->len; i++) {
    const int no = g_array_index (candidates, int, i);
    if (making->ranking->places[no - 1].awarded == XP_AWARDED_NO &&
        xp_ranking_find_decision (making, no) == NULL)
      g_array_append_val (rest, no);
  }
  list->n_flowed = MIN (n_left, (int) rest->len);
  if (list->n_flowed > 0)
    xp_ranking_cut (making, list->name, rest, n_left);
}

static void
cut_each_group (XpMaking *making, XpRankingList *list, const GArray *candidates)
{
  const XpQuota *quota = &making->round->rules.quota;
  g_autoptr (GArray) groups = list_groups (making->tally, list->name);
  int n_left = 0;
  for (guint i = 0; i < candidates->len; i++) {
    const int no = g_array_index (candidates, int, i);
    Group *group = find_group (groups, xp_round_get_entrant (making->round, no)->group);
    g_array_append_val (group->candidates, no);
  }
  g_clear_pointer (&list->division, xp_division_free);
  if (quota->kind == XP_QUOTA_SHARED)
    list->division = divide (making->round, groups, making->round->rules.apportion);
  for (guint i = 0; i < groups->len; i++) {
    const Group *group = &g_array_index (groups, Group, i);
    const int n_fit =
      list->division != NULL ? list->division->apportionment->rows[i].n_places : quota->value;
    xp_ranking_cut (making, list->name, group->candidates, n_fit);
    n_left += MAX (0, n_fit - (int) group->candidates->len);
  }
  list->n_flowed = 0;
  if (quota->is_flowing && n_left > 0)
    flow (making, list, candidates, n_left);
}

static void
award_list (XpMaking *making, XpRankingList *list, const GArray *ranked)
{
  const XpRules *rules = &making->round->rules;
  const bool is_of_groups =
    rules->quota.kind == XP_QUOTA_GROUP || rules->quota.kind == XP_QUOTA_SHARED;
  g_autoptr (GArray) candidates = list_candidates (making, ranked, list->name);
  if (list->n_quota >= 0 && list->n_missing > 0) {
    /* Who is still being marked may yet come in between: with a quota nobody is in before. */
    for (guint i = 0; i < candidates->len; i++)
      making->ranking->places[g_array_index (candidates, int, i) - 1].awarded =
        XP_AWARDED_UNDECIDED;
  } else if (is_of_groups) {
    cut_each_group (making, list, candidates);
  } else {
    xp_ranking_cut (making,
                    list->name,
                    candidates,
                    list->n_quota >= 0 ? list->n_quota : (int) candidates->len);
  }
}

/* ---- one title in a household ---- */

static int
draw_one (const XpMaking *making, int entrant_no, int other_no)
{
  int both[] = {entrant_no, other_no};
  const XpCutTie tie = {"", both, G_N_ELEMENTS (both), 1};
  g_autofree char *seed = xp_ranking_dup_round_seed (making->round);
  g_autofree int *drawn = xp_cut_tie_draw (&tie, making->round, seed);
  return drawn[0];
}

/* The better of two of one household, and by what. */
static int
find_better (const XpMaking *making, int entrant_no, int other_no, const char **out_word)
{
  const int64_t total = xp_tally_get_total (making->tally, entrant_no)->total_hundredths;
  const int64_t other = xp_tally_get_total (making->tally, other_no)->total_hundredths;
  *out_word = XP_ONE_PER_HOUSEHOLD;
  if (total != other)
    return total > other ? entrant_no : other_no;
  const int preferred = xp_ranking_prefer (making, entrant_no, other_no);
  if (preferred != 0)
    return preferred;
  *out_word = XP_ONE_PER_HOUSEHOLD "，" XP_TIE_LOT;
  return draw_one (making, entrant_no, other_no);
}

/* Of those who have the title in one household the best keeps it. False: nobody had to give way.
 */
static bool
pass_over (XpMaking *making, const char **words)
{
  const XpRanking *ranking = making->ranking;
  g_autoptr (GHashTable) best = g_hash_table_new (g_int64_hash, g_int64_equal);
  bool is_any = false;
  for (size_t i = 0; i < ranking->n_places; i++) {
    const int no = (int) i + 1;
    if (ranking->places[i].awarded != XP_AWARDED_YES)
      continue;
    int64_t *household = &making->round->entrants[i].household_uid;
    const int kept = GPOINTER_TO_INT (g_hash_table_lookup (best, household));
    const char *word = NULL;
    const int better = kept != 0 ? find_better (making, kept, no, &word) : no;
    const int given_way = better == no ? kept : no;
    if (kept != 0) {
      making->is_passed_over[given_way - 1] = true;
      words[given_way - 1] = word;
      is_any = true;
    }
    g_hash_table_insert (best, household, GINT_TO_POINTER (better));
  }
  return is_any;
}

/* ---- all of it ---- */

static void
clear_awards (XpMaking *making)
{
  XpRanking *ranking = making->ranking;
  for (size_t i = 0; i < ranking->n_ties; i++)
    g_free (ranking->ties[i].entrant_nos);
  ranking->n_ties = 0;
  ranking->n_undecided = 0;
  ranking->n_undecided_places = 0;
  for (size_t i = 0; i < ranking->n_places; i++)
    xp_ranking_settle (making, (int) i + 1, false, "");
}

/* While marks are missing and there is something to be had, nobody can say. */
static void
leave_missing_undecided (XpMaking *making)
{
  for (size_t i = 0; i < making->ranking->n_places; i++)
    if (xp_ranking_is_being_marked (xp_tally_get_total (making->tally, (int) i + 1)))
      making->ranking->places[i].awarded = XP_AWARDED_UNDECIDED;
}

void
xp_ranking_award (XpMaking *making, const GArray *ranked)
{
  XpRanking *ranking = making->ranking;
  const XpRules *rules = &making->round->rules;
  if (!rules->has_line && rules->quota.kind == XP_QUOTA_NONE)
    return;

  g_autofree const char **words = g_new0 (const char *, ranking->n_places + 1);
  for (size_t i = 0; i < ranking->n_lists; i++)
    find_quota (rules, &ranking->lists[i]);
  do {
    clear_awards (making);
    leave_missing_undecided (making);
    for (size_t i = 0; i < ranking->n_lists; i++)
      award_list (making, &ranking->lists[i], ranked);
  } while (rules->is_one_per_household && pass_over (making, words));
  for (size_t i = 0; i < ranking->n_places; i++)
    if (words[i] != NULL)
      xp_ranking_settle (making, (int) i + 1, false, words[i]);
}

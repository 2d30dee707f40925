/* What holds of every round, whatever its form: held against rounds made by chance over all kinds
 * of items, policies, ways of combining, bodies, weights, recusals, absences and states. */
#include "xp-combine.h"
#include "xp-random-round.h"
#include "xp-ranking.h"

#include <string.h>

/* Memory checkers make every round some twenty times slower. */
#if defined(__SANITIZE_ADDRESS__)
enum {
  N_CASES = 4000
};
#else
enum {
  N_CASES = 100000
};
#endif

enum {
  MOST_PARTS = 8
};

/* ---- two tallies of the same round ---- */

static const XpPartFigure *
find_body (const XpPartFigure *parts, size_t n_parts, const char *body)
{
  for (size_t i = 0; i < n_parts; i++)
    if (strcmp (parts[i].body, body) == 0)
      return &parts[i];
  return NULL;
}

static void
assert_same_parts (const XpTally *one, int one_no, const XpTally *other, int other_no)
{
  XpPartFigure ours[MOST_PARTS], theirs[MOST_PARTS];
  const size_t n = xp_tally_list_parts (one, one_no, ours, MOST_PARTS);
  g_assert_cmpuint (xp_tally_list_parts (other, other_no, theirs, MOST_PARTS), ==, n);
  for (size_t i = 0; i < n; i++) {
    const XpPartFigure *same = find_body (theirs, n, ours[i].body);
    g_assert_nonnull (same);
    g_assert_cmpint (ours[i].has_figure, ==, same->has_figure);
    g_assert_cmpint (ours[i].printed_hundredths, ==, same->printed_hundredths);
    g_assert_cmpint (ours[i].weighted_hundredths, ==, same->weighted_hundredths);
    g_assert_cmpint (ours[i].n_marks, ==, same->n_marks);
  }
}

static void
assert_same_household (const XpTally *one, int one_no, const XpTally *other, int other_no)
{
  const XpTotal *ours = xp_tally_get_total (one, one_no);
  const XpTotal *theirs = xp_tally_get_total (other, other_no);
  g_assert_cmpint (ours->has_total, ==, theirs->has_total);
  g_assert_cmpint (ours->total_hundredths, ==, theirs->total_hundredths);
  g_assert_cmpint (xp_ratio_compare (ours->exact_hundredths, theirs->exact_hundredths), ==, 0);
  g_assert_cmpint (ours->n_missing, ==, theirs->n_missing);
  g_assert_cmpint (ours->n_marks, ==, theirs->n_marks);
  g_assert_cmpint (ours->is_vetoed, ==, theirs->is_vetoed);
  g_assert_cmpint (ours->is_gate_failed, ==, theirs->is_gate_failed);
  g_assert_cmpint (ours->spread_hundredths, ==, theirs->spread_hundredths);
  assert_same_parts (one, one_no, other, other_no);
}

static void
assert_same_round (const XpTally *one, const XpTally *other)
{
  for (int no = 1; no <= (int) xp_tally_get_round (one)->n_entrants; no++)
    assert_same_household (one, no, other, no);
}

/* ---- chance ---- */

/* The numbers 0 … n - 1 in some order. Yours. */
static int *
shuffle (GRand *rand, int n)
{
  int *order = g_new (int, n + 1);
  for (int i = 0; i < n; i++) {
    const int k = g_rand_int_range (rand, 0, i + 1);
    order[i] = order[k];
    order[k] = i;
  }
  return order;
}

/* ---- the order in which things are entered, one by one ---- */

static void
enter_one (XpTally *tally, const XpRandomRound *made, guint at)
{
  if (at < made->marks->len) {
    xp_tally_put_mark (tally, &g_array_index (made->marks, XpMark, at));
    return;
  }
  at -= made->marks->len;
  const bool is_closing = at < made->closed->len;
  const GArray *places = is_closing ? made->closed : made->recused;
  at -= is_closing ? 0 : made->closed->len;
  if (at < places->len) {
    const XpSheetPlace *place = &g_array_index (places, XpSheetPlace, at);
    (is_closing ? xp_tally_set_closed
                : xp_tally_set_recused) (tally, place->entrant_no, place->judge_no, true);
    return;
  }
  at -= places->len;
  if (at < made->states->len)
    xp_tally_set_state (tally, (int) at + 1, g_array_index (made->states, XpState, at));
  else
    xp_tally_set_ballots (tally, &g_array_index (made->ballots, XpBallots, at - made->states->len));
}

static void
holds_in_any_order (GRand *rand, const XpRandomRound *made, const XpTally *tally)
{
  const guint n = made->marks->len + made->closed->len + made->recused->len + made->states->len +
                  made->ballots->len;
  g_autofree int *order = shuffle (rand, (int) n);
  g_autoptr (XpTally) changed = xp_tally_new (made->round);
  for (guint i = 0; i < n; i++)
    enter_one (changed, made, (guint) order[i]);
  assert_same_round (tally, changed);

  /* A slip that was taken back leaves nothing behind. */
  if (made->marks->len == 0)
    return;
  const XpMark *mark = &g_array_index (made->marks,
                                       XpMark,
                                       (guint) g_rand_int_range (rand, 0, (int) made->marks->len));
  xp_tally_take_back (changed, mark->entrant_no, mark->judge_no, mark->item_at);
  xp_tally_put_mark (changed, mark);
  assert_same_round (tally, changed);
}

/* ---- the order of judges ---- */

/* Judges of one body change places: what the first entered is now the second's. */
static int
find_stand_in (GRand *rand, const XpRound *round, int judge_no)
{
  const XpJudge *judge = NULL;
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == judge_no)
      judge = &round->judges[i];
  for (int tries = 0; judge->no != 0 && tries < 4; tries++) {
    const XpJudge *other = &round->judges[g_rand_int_range (rand, 0, (int) round->n_judges)];
    if (other->no != 0 && strcmp (other->body, judge->body) == 0 &&
        other->is_absent == judge->is_absent)
      return other->no;
  }
  return judge_no;
}

static void
swap_judges (int *judge_no, int one, int other)
{
  *judge_no = *judge_no == one ? other : *judge_no == other ? one : *judge_no;
}

static void
holds_for_any_order_of_judges (GRand *rand, guint32 seed, const XpTally *tally)
{
  g_autoptr (XpRandomRound) made = xp_random_round_new (seed);
  const XpRound *round = made->round;
  const int one = round->judges[g_rand_int_range (rand, 0, (int) round->n_judges)].no;
  const int other = find_stand_in (rand, round, one);
  for (guint i = 0; i < made->marks->len; i++)
    swap_judges (&g_array_index (made->marks, XpMark, i).judge_no, one, other);
  for (guint i = 0; i < made->closed->len; i++)
    swap_judges (&g_array_index (made->closed, XpSheetPlace, i).judge_no, one, other);
  for (guint i = 0; i < made->recused->len; i++)
    swap_judges (&g_array_index (made->recused, XpSheetPlace, i).judge_no, one, other);
  g_autoptr (XpTally) swapped = xp_random_round_tally (made);
  assert_same_round (tally, swapped);
}

/* ---- the order of households ---- */

static void
holds_for_any_order_of_households (GRand *rand, guint32 seed, const XpTally *tally)
{
  g_autoptr (XpRandomRound) made = xp_random_round_new (seed);
  const int n = (int) made->round->n_entrants;
  g_autofree int *to = shuffle (rand, n);
  g_autofree XpEntrant *entrants =
    g_memdup2 (made->round->entrants, sizeof (XpEntrant) * (gsize) n);
  g_autofree XpState *states = g_memdup2 (made->states->data, sizeof (XpState) * (gsize) n);
  for (int i = 0; i < n; i++) {
    made->round->entrants[to[i]] = entrants[i];
    made->round->entrants[to[i]].no = to[i] + 1;
    g_array_index (made->states, XpState, to[i]) = states[i];
  }
  for (guint i = 0; i < made->marks->len; i++) {
    XpMark *mark = &g_array_index (made->marks, XpMark, i);
    mark->entrant_no = to[mark->entrant_no - 1] + 1;
  }
  GArray *const places[] = {made->closed, made->recused};
  for (size_t k = 0; k < G_N_ELEMENTS (places); k++)
    for (guint i = 0; i < places[k]->len; i++) {
      XpSheetPlace *place = &g_array_index (places[k], XpSheetPlace, i);
      place->entrant_no = to[place->entrant_no - 1] + 1;
    }

  g_autoptr (XpTally) moved = xp_random_round_tally (made);
  g_autoptr (XpRanking) before = xp_ranking_new (tally, NULL, 0);
  g_autoptr (XpRanking) after = xp_ranking_new (moved, NULL, 0);
  for (int i = 0; i < n; i++) {
    assert_same_household (tally, i + 1, moved, to[i] + 1);
    g_assert_cmpint (before->places[i].rank, ==, after->places[to[i]].rank);
  }
}

/* ---- a better mark ---- */

static int64_t
worth (const XpItem *item, const XpMark *mark)
{
  if (item->mode == XP_MODE_VOTE || item->mode == XP_MODE_CHECK)
    return mark->entered;
  return xp_item_get_points (item, mark);
}

static void
a_better_mark_never_lowers (GRand *rand, const XpRandomRound *made, XpTally *tally)
{
  if (made->marks->len == 0)
    return;
  const guint at = (guint) g_rand_int_range (rand, 0, (int) made->marks->len);
  const XpMark old = g_array_index (made->marks, XpMark, at);
  const XpItem *item = xp_rubric_get_item (made->round->rubric, old.item_at);
  if (old.is_not_applicable || item->mode == XP_MODE_GATE || item->mode == XP_MODE_VETO)
    return;
  XpMark better = old;
  better.entered = xp_random_entered (rand, made, item);
  if (worth (item, &better) < worth (item, &old))
    return;

  const XpTotal before = *xp_tally_get_total (tally, old.entrant_no);
  g_autoptr (XpRanking) places_before = xp_ranking_new (tally, NULL, 0);
  xp_tally_put_mark (tally, &better);
  const XpTotal after = *xp_tally_get_total (tally, old.entrant_no);
  g_autoptr (XpRanking) places_after = xp_ranking_new (tally, NULL, 0);
  g_assert_cmpint (before.has_total, ==, after.has_total);
  g_assert_cmpint (after.total_hundredths, >=, before.total_hundredths);
  g_assert_cmpint (xp_ratio_compare (after.exact_hundredths, before.exact_hundredths), >=, 0);
  if (!before.is_vetoed && !after.is_vetoed)
    g_assert_cmpint (places_after->places[old.entrant_no - 1].rank,
                     <=,
                     places_before->places[old.entrant_no - 1].rank);
  xp_tally_put_mark (tally, &old);
}

/* ---- the paper adds up ---- */

/* The floor of the form, and its full mark, which pairs may not pass. */
static bool
is_held (const XpTotal *total)
{
  return total->sum_hundredths != total->total_hundredths;
}

static bool
is_a_part_capped (const XpTally *tally, int entrant_no)
{
  XpPartFigure parts[MOST_PARTS];
  const XpRound *round = xp_tally_get_round (tally);
  const size_t n = xp_tally_list_parts (tally, entrant_no, parts, MOST_PARTS);
  bool is_capped = false;
  for (size_t i = 0; i < n; i++)
    is_capped = is_capped || parts[i].is_capped;
  for (size_t i = 0; i < round->n_judges; i++)
    is_capped =
      is_capped || (xp_round_is_scoring (round, round->judges[i].no) &&
                    xp_tally_get_sheet (tally, entrant_no, round->judges[i].no)->is_capped);
  return is_capped;
}

/* Only 附加 passes the full mark; where judges are added up there is none. */
static void
no_total_passes_the_full_mark (const XpRandomRound *made, const XpTotal *total)
{
  const XpRubric *rubric = made->round->rubric;
  int64_t most = rubric->full_mark_hundredths;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].is_extra && rubric->items[i].mode != XP_MODE_DEDUCT)
      most += rubric->items[i].max_hundredths;
  if (made->round->rules.combine != XP_COMBINE_SUM && rubric->full_mark_hundredths > 0 &&
      made->round->rules.usual_bp == 0)
    g_assert_cmpint (total->total_hundredths, <=, most);
}

static void
printed_parts_add_up (const XpRandomRound *made, const XpTally *tally, int entrant_no)
{
  const XpTotal *total = xp_tally_get_total (tally, entrant_no);
  XpPartFigure parts[MOST_PARTS];
  const size_t n = xp_tally_list_parts (tally, entrant_no, parts, MOST_PARTS);
  const XpRules *rules = &made->round->rules;
  const bool has_usual = rules->usual_bp > 0;
  int64_t sum = 0;
  for (size_t i = has_usual; i < n; i++) {
    g_assert_true (parts[i].has_figure);
    sum += parts[i].weighted_hundredths;
  }
  if (has_usual && n > 2) {
    const XpRatio rest = xp_ratio_new (sum * (XP_WHOLE_BP - rules->usual_bp), XP_WHOLE_BP);
    sum = xp_ratio_round (rest, 1, rules->rounding);
  }
  sum += has_usual ? parts[0].weighted_hundredths : 0;
  g_assert_cmpint (sum, ==, total->sum_hundredths);
  if (sum < total->total_hundredths)
    g_assert_cmpint (total->total_hundredths, ==, 0);
  no_total_passes_the_full_mark (made, total);
}

/* Where sections are printed: one sheet, or item by item; nothing weighed, rescaled or outside. */
static bool
prints_sections (const XpRandomRound *made)
{
  const XpRules *rules = &made->round->rules;
  const XpRubric *rubric = made->round->rubric;
  if (rules->combine != XP_COMBINE_CONSENSUS && !xp_combine_is_by_item (rules->combine))
    return false;
  if (rules->usual_bp > 0 || rules->n_weights > 0 ||
      xp_award_get_na_policy (&rubric->award) == XP_NA_RESCALE)
    return false;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].is_extra)
      return false;
  return true;
}

/* Of several neighbours the mean is taken of their sheets, so a section of theirs is not printed.
 */
static bool
are_other_bodies_single (const XpTally *tally, int entrant_no)
{
  XpPartFigure parts[MOST_PARTS];
  const size_t n = xp_tally_list_parts (tally, entrant_no, parts, MOST_PARTS);
  for (size_t i = 0; i < n; i++)
    if (parts[i].body[0] != '\0' && parts[i].n_marks > 1)
      return false;
  return true;
}

static void
printed_sections_add_up (const XpRandomRound *made, const XpTally *tally, int entrant_no)
{
  const XpRubric *rubric = made->round->rubric;
  const XpTotal *total = xp_tally_get_total (tally, entrant_no);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  int64_t sum = 0;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (g_hash_table_add (seen, rubric->items[i].section))
      sum += xp_tally_get_section (tally, entrant_no, rubric->items[i].section);
  if (!is_held (total) && !is_a_part_capped (tally, entrant_no))
    g_assert_cmpint (sum, ==, total->total_hundredths);
}

static int
the_paper_adds_up (const XpRandomRound *made, const XpTally *tally)
{
  const bool has_sections = prints_sections (made);
  int n_totals = 0;
  for (int no = 1; no <= (int) made->round->n_entrants; no++) {
    if (!xp_tally_get_total (tally, no)->has_total)
      continue;
    printed_parts_add_up (made, tally, no);
    if (has_sections && are_other_bodies_single (tally, no))
      printed_sections_add_up (made, tally, no);
    n_totals++;
  }
  return n_totals;
}

/* 1, 2, 2, 4, out of printed totals and nothing else. */
static void
places_follow_totals (const XpTally *tally)
{
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  for (size_t i = 0; i < ranking->n_places; i++) {
    const XpTotal *total = xp_tally_get_total (tally, (int) i + 1);
    const bool is_placed = total->has_total && !total->is_vetoed;
    int n_before = 0;
    for (size_t k = 0; k < ranking->n_places; k++) {
      const XpTotal *other = xp_tally_get_total (tally, (int) k + 1);
      n_before +=
        other->has_total && !other->is_vetoed && other->total_hundredths > total->total_hundredths;
    }
    g_assert_cmpint (ranking->places[i].rank, ==, is_placed ? n_before + 1 : 0);
  }
}

/* ---- all of them ---- */

static void
test_every_round (void)
{
  const guint32 first = (guint32) g_test_rand_int ();
  g_test_message ("rounds from %u on", first);
  g_autoptr (GRand) rand = g_rand_new_with_seed (first);
  gint64 n_households = 0, n_totals = 0;
  for (guint32 i = 0; i < N_CASES; i++) {
    const guint32 seed = first + i;
    g_autoptr (XpRandomRound) made = xp_random_round_new (seed);
    g_autoptr (XpTally) tally = xp_random_round_tally (made);
    n_households += (gint64) made->round->n_entrants;
    n_totals += the_paper_adds_up (made, tally);
    places_follow_totals (tally);
    holds_in_any_order (rand, made, tally);
    holds_for_any_order_of_judges (rand, seed, tally);
    holds_for_any_order_of_households (rand, seed, tally);
    a_better_mark_never_lowers (rand, made, tally);
  }
  g_test_message ("first round %u: %d rounds, %" G_GINT64_FORMAT " households, %" G_GINT64_FORMAT
                  " with a total",
                  first,
                  N_CASES,
                  n_households,
                  n_totals);
  g_assert_cmpint (n_totals * 2, >, n_households); /* else little was tested */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/properties/every-round", test_every_round);
  return g_test_run ();
}

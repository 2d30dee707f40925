#include "xp-random-round.h"

#include "xp-rubric-check.h"

#include <string.h>

static bool
is_lucky (GRand *rand, int percent)
{
  return g_rand_int_range (rand, 0, 100) < percent;
}

/* ---- the form ---- */

static void
set_words (XpItem *item, int at, int section)
{
  item->at = at;
  item->no = g_strdup_printf ("%d", at);
  item->section = g_strdup_printf ("大项%d", section);
  item->name = g_strdup_printf ("评分项%d", at);
  item->criterion = g_strdup ("");
  item->unit = g_strdup ("处");
  item->points_text = g_strdup ("");
  item->cap = g_strdup ("");
  item->gate = g_strdup ("");
  item->gate_name = g_strdup ("");
  item->by = g_strdup ("");
  item->instead_of = g_strdup ("");
  item->note = g_strdup ("");
}

static void
set_rungs (GRand *rand, XpItem *item)
{
  const bool is_grade = item->mode == XP_MODE_GRADE;
  item->n_rungs = (size_t) g_rand_int_range (rand, 2, 5);
  item->rungs = g_new0 (XpRung, item->n_rungs);
  for (size_t i = 0; i < item->n_rungs; i++) {
    const int64_t down = (int64_t) (item->n_rungs - i);
    item->rungs[i].word = is_grade ? g_strdup_printf ("等%zu", i + 1) : g_strdup ("");
    item->rungs[i].from_hundredths = is_grade ? 0 : 1000 * (int64_t) (i + 1);
    item->rungs[i].points_hundredths = is_grade ? 50 * down * down : 150 * (int64_t) (i + 1);
  }
  item->max_hundredths = item->rungs[is_grade ? 0 : item->n_rungs - 1].points_hundredths;

  /* As a file would write it: the check of forms reads it. */
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < item->n_rungs; i++) {
    const XpRung *rung = &item->rungs[i];
    g_autofree char *from = xp_points_to_text (rung->from_hundredths);
    g_autofree char *points = xp_points_to_text (rung->points_hundredths);
    g_string_append_printf (text,
                            "%s%s=%s",
                            i > 0 ? "|" : "",
                            is_grade ? rung->word : from,
                            points);
  }
  g_free (item->points_text);
  item->points_text = g_string_free (text, FALSE);
}

static void
set_gate (GRand *rand, XpItem *item)
{
  static const XpGateKind KINDS[] = {XP_GATE_ASKED, XP_GATE_ASKED, XP_GATE_AWARD, XP_GATE_SCORE};
  item->gate_kind = KINDS[g_rand_int_range (rand, 0, G_N_ELEMENTS (KINDS))];
  if (item->mode == XP_MODE_STAR)
    item->gate_kind = XP_GATE_SCORE;
  if (item->gate_kind == XP_GATE_ASKED)
    return;
  g_free (item->gate_name);
  item->gate_name = g_strdup (item->gate_kind == XP_GATE_AWARD ? "干净人家" : "ganjing-renjia");
  item->gate_bound_hundredths = item->gate_kind == XP_GATE_SCORE ? 8500 : 0;
}

static void
set_points (GRand *rand, XpItem *item)
{
  const int64_t steps[] = {50, 100, 200};
  const int64_t step = steps[g_rand_int_range (rand, 0, 3)];
  item->max_hundredths = step * g_rand_int_range (rand, 1, 12);
  item->points_hundredths = step;
  switch (item->mode) {
  case XP_MODE_SCORE:
    item->step_hundredths = step;
    break;
  case XP_MODE_DEDUCT:
    item->min_hundredths = is_lucky (rand, 20) ? item->max_hundredths / 2 : 0;
    item->is_veto = is_lucky (rand, 5);
    break;
  case XP_MODE_PAIR:
    item->min_hundredths = -step * g_rand_int_range (rand, 1, 4);
    item->is_veto = is_lucky (rand, 10);
    break;
  case XP_MODE_GRADE:
  case XP_MODE_TIER:
    set_rungs (rand, item);
    break;
  case XP_MODE_STAR:
    item->max_hundredths = item->points_hundredths = 100;
    if (is_lucky (rand, 25))
      set_gate (rand, item);
    break;
  case XP_MODE_GATE:
    item->max_hundredths = item->points_hundredths = 0;
    set_gate (rand, item);
    break;
  case XP_MODE_CHECK:
  case XP_MODE_VETO:
    item->max_hundredths = item->points_hundredths = 0;
    item->is_veto = item->mode == XP_MODE_VETO;
    break;
  case XP_MODE_ADD:
  case XP_MODE_VOTE:
  case XP_MODE_BASE:
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
  case XP_N_MODES:
  default:
    break;
  }
}

static XpItem *
add_item (GRand *rand, XpRubric *rubric, XpMode mode)
{
  rubric->items = g_renew (XpItem, rubric->items, rubric->n_items + 1);
  XpItem *item = &rubric->items[rubric->n_items++];
  *item = (XpItem){.mode = mode};
  set_words (item, (int) rubric->n_items, g_rand_int_range (rand, 1, 4));
  set_points (rand, item);
  return item;
}

static void
add_checks (GRand *rand, XpRubric *rubric)
{
  g_autofree char *star = g_strdup (rubric->items[rubric->n_items - 1].no);
  const int n_checks = g_rand_int_range (rand, 1, 4);
  for (int i = 1; i <= n_checks; i++) {
    XpItem *check = add_item (rand, rubric, XP_MODE_CHECK);
    g_free (check->no);
    check->no = g_strdup_printf ("%s.%d", star, i);
    check->is_off = is_lucky (rand, 10);
  }
}

static void
add_substitute (GRand *rand, XpRubric *rubric)
{
  const int at = g_rand_int_range (rand, 0, (int) rubric->n_items);
  g_autofree char *no = g_strdup (rubric->items[at].no);
  g_autofree char *by = g_strdup (rubric->items[at].by);
  const XpMode mode = rubric->items[at].mode;
  const int64_t most = rubric->items[at].max_hundredths;
  if ((mode != XP_MODE_SCORE && mode != XP_MODE_DEDUCT) || rubric->items[at].is_extra)
    return;
  XpItem *item = add_item (rand, rubric, mode);
  while (item->max_hundredths > most) {
    xp_item_clear (item);
    rubric->n_items--;
    item = add_item (rand, rubric, mode);
  }
  item->instead_of = (g_free (item->instead_of), g_steal_pointer (&no));
  item->by = (g_free (item->by), g_steal_pointer (&by));
}

static void
add_any_item (GRand *rand, XpRubric *rubric)
{
  static const XpMode MODES[] = {XP_MODE_SCORE,
                                 XP_MODE_SCORE,
                                 XP_MODE_SCORE,
                                 XP_MODE_DEDUCT,
                                 XP_MODE_DEDUCT,
                                 XP_MODE_DEDUCT,
                                 XP_MODE_ADD,
                                 XP_MODE_TIER,
                                 XP_MODE_GRADE,
                                 XP_MODE_PAIR,
                                 XP_MODE_STAR,
                                 XP_MODE_VOTE,
                                 XP_MODE_GATE,
                                 XP_MODE_VETO};
  const XpMode mode = MODES[g_rand_int_range (rand, 0, G_N_ELEMENTS (MODES))];
  XpItem *item = add_item (rand, rubric, mode);
  const bool is_marked =
    mode == XP_MODE_SCORE || mode == XP_MODE_DEDUCT || mode == XP_MODE_ADD || mode == XP_MODE_GRADE;
  if (is_marked && is_lucky (rand, 12))
    item->by = (g_free (item->by), g_strdup (is_lucky (rand, 50) ? "家人" : "邻居"));
  item->is_extra = (is_marked || mode == XP_MODE_PAIR) && is_lucky (rand, 10);
  item->is_off = is_lucky (rand, 4);
  if (mode == XP_MODE_STAR && is_lucky (rand, 60))
    add_checks (rand, rubric);
}

static XpRubric *
make_form (GRand *rand)
{
  static const char *const POLICIES[] = {"满分", "折算", "不计"};
  XpRubric *rubric = xp_rubric_new ();
  rubric->id = g_strdup ("form");
  rubric->name = g_strdup ("评分表");
  const int n_items = g_rand_int_range (rand, 1, 9);
  /* One that everybody marks, so that no form is gates alone. */
  add_item (rand, rubric, is_lucky (rand, 50) ? XP_MODE_SCORE : XP_MODE_DEDUCT);
  for (int i = 1; i < n_items; i++)
    add_any_item (rand, rubric);
  rubric->has_award = true;
  rubric->award.title = g_strdup ("美丽庭院");
  rubric->award.object = g_strdup ("户");
  rubric->award.na_policy = g_strdup (POLICIES[g_rand_int_range (rand, 0, 3)]);
  rubric->award.total_min = is_lucky (rand, 50) ? g_strdup ("0") : NULL;
  if (is_lucky (rand, 30))
    add_substitute (rand, rubric);
  rubric->full_mark_hundredths = xp_rubric_sum_full_mark (rubric);
  return rubric;
}

/* ---- who judges, who is judged ---- */

static void
add_judge (GRand *rand, XpRound *round, int no, const char *body)
{
  round->judges = g_renew (XpJudge, round->judges, round->n_judges + 1);
  round->judges[round->n_judges++] = (XpJudge){.no = no,
                                               .name = g_strdup ("评委"),
                                               .body = g_strdup (body),
                                               .is_absent = is_lucky (rand, 4)};
}

static void
add_body (GRand *rand, XpRound *round, const char *body, int n_most)
{
  bool is_of_form = false;
  for (size_t i = 0; i < round->rubric->n_items; i++)
    is_of_form |= strcmp (xp_item_get_body (&round->rubric->items[i]), body) == 0;
  const int n = is_of_form ? g_rand_int_range (rand, 1, n_most + 1) : 0;
  for (int i = 0; i < n; i++)
    add_judge (rand, round, (int) round->n_judges + 1, body);
}

static void
set_judges (GRand *rand, XpRound *round)
{
  const bool is_consensus = round->rules.combine == XP_COMBINE_CONSENSUS;
  const int n_judges = g_rand_int_range (rand, 1, 9);
  if (is_consensus) {
    add_judge (rand, round, 0, "");
    round->judges[0].is_absent = false;
  } else if (is_lucky (rand, 15)) {
    const int bp = 500 * g_rand_int_range (rand, 1, 20);
    round->rules.n_weights = 2;
    round->rules.weights = g_new0 (XpBodyWeight, 2);
    round->rules.weights[0] = (XpBodyWeight){g_strdup ("评委"), bp};
    round->rules.weights[1] = (XpBodyWeight){g_strdup ("代表"), XP_WHOLE_BP - bp};
    add_judge (rand, round, 1, "代表");
  }
  for (int i = 0; i < n_judges; i++)
    add_judge (rand, round, (int) round->n_judges + 1, round->rules.n_weights > 0 ? "评委" : "");
  add_body (rand, round, XP_BODY_BALLOTS, 1);
  add_body (rand, round, "家人", 2);
  add_body (rand, round, "邻居", 5);
}

static void
set_rules (GRand *rand, XpRules *rules)
{
  rules->combine = (XpCombine) g_rand_int_range (rand, 0, XP_N_COMBINES);
  rules->n_marks_needed = g_rand_int_range (rand, 3, 6);
  rules->is_undecided_with_too_few = is_lucky (rand, 20);
  rules->rounding = is_lucky (rand, 30) ? XP_ROUNDING_HALF_EVEN : XP_ROUNDING_HALF_AWAY;
  rules->usual_bp = is_lucky (rand, 15) ? 500 * g_rand_int_range (rand, 1, 20) : 0;
}

static void
take (GRand *rand, XpEntrant *entrant, const char *what, int64_t value)
{
  if (!is_lucky (rand, 92))
    return;
  entrant->taken = g_renew (XpTaken, entrant->taken, entrant->n_taken + 1);
  entrant->taken[entrant->n_taken++] = (XpTaken){g_strdup (what), value, 3, 4};
}

static void
set_entrants (GRand *rand, XpRound *round)
{
  round->n_entrants = (size_t) g_rand_int_range (rand, 1, 7);
  round->entrants = g_new0 (XpEntrant, round->n_entrants);
  for (size_t i = 0; i < round->n_entrants; i++) {
    XpEntrant *entrant = &round->entrants[i];
    *entrant = (XpEntrant){.no = (int) i + 1,
                           .household_uid = (int64_t) i + 1,
                           .number = (int) i + 1,
                           .group = g_strdup ("一社"),
                           .group_number = 1,
                           .door = g_strdup (""),
                           .name = g_strdup_printf ("户主%zu", i + 1),
                           .head = g_strdup_printf ("户主%zu", i + 1),
                           .told_apart_by = g_strdup (""),
                           .naming = g_strdup ("agreed"),
                           .list = g_strdup (""),
                           .is_withheld = is_lucky (rand, 5)};
    take (rand, entrant, "award:干净人家", is_lucky (rand, 90));
    take (rand, entrant, "score:ganjing-renjia", g_rand_int_range (rand, 8000, 9900));
    take (rand, entrant, "usual", g_rand_int_range (rand, 0, 10000));
  }
}

/* ---- what was entered ---- */

static const XpBallots *
find_ballots (const XpRandomRound *self, int item_at)
{
  for (guint i = 0; i < self->ballots->len; i++)
    if (g_array_index (self->ballots, XpBallots, i).item_at == item_at)
      return &g_array_index (self->ballots, XpBallots, i);
  return NULL;
}

int64_t
xp_random_entered (GRand *rand, const XpRandomRound *self, const XpItem *item)
{
  const XpBallots *ballots = find_ballots (self, item->at);
  switch (item->mode) {
  case XP_MODE_SCORE:
    return item->step_hundredths *
           g_rand_int_range (rand, 0, (int) (item->max_hundredths / item->step_hundredths) + 1);
  case XP_MODE_DEDUCT:
  case XP_MODE_ADD:
    return g_rand_int_range (rand, 0, (int) (item->max_hundredths / item->points_hundredths) + 3);
  case XP_MODE_TIER:
    return 100 * g_rand_int_range (rand, 0, 60);
  case XP_MODE_GRADE:
    return g_rand_int_range (rand, 1, (int) item->n_rungs + 1);
  case XP_MODE_PAIR:
    return xp_pair_make (g_rand_int_range (rand, 0, 4), g_rand_int_range (rand, 0, 4));
  case XP_MODE_VOTE:
    return ballots != NULL ? g_rand_int_range (rand, 0, xp_ballots_get_valid (ballots) + 1) : 1;
  case XP_MODE_GATE:
    return is_lucky (rand, 97);
  case XP_MODE_VETO:
    return is_lucky (rand, 5);
  case XP_MODE_STAR:
  case XP_MODE_CHECK:
    return is_lucky (rand, 80);
  case XP_MODE_BASE:
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
  case XP_N_MODES:
  default:
    g_assert_not_reached ();
  }
}

static void
count_ballots (GRand *rand, XpRandomRound *self)
{
  for (size_t i = 0; i < self->round->rubric->n_items; i++) {
    const XpItem *item = &self->round->rubric->items[i];
    if (item->mode != XP_MODE_VOTE || !is_lucky (rand, 97))
      continue;
    const int n_returned = g_rand_int_range (rand, 20, 200);
    const XpBallots ballots = {item->at,
                               n_returned + 5,
                               n_returned,
                               g_rand_int_range (rand, 0, 10)};
    g_array_append_val (self->ballots, ballots);
  }
}

static void
fill_sheet (GRand *rand, XpRandomRound *self, const XpSheetPlace *place)
{
  const XpRound *round = self->round;
  for (size_t i = 0; i < round->rubric->n_items; i++) {
    const XpItem *item = &round->rubric->items[i];
    if (!xp_round_marks (round, place->judge_no, item) ||
        !is_lucky (rand, xp_item_is_asked (item) ? 99 : 70))
      continue;
    const bool may_be_na = item->mode != XP_MODE_GATE && item->mode != XP_MODE_VETO;
    XpMark mark = {.entrant_no = place->entrant_no,
                   .judge_no = place->judge_no,
                   .item_at = item->at,
                   .entry = 1,
                   .is_not_applicable = may_be_na && is_lucky (rand, 8)};
    mark.entered = mark.is_not_applicable ? 0 : xp_random_entered (rand, self, item);
    g_assert_true (mark.is_not_applicable || xp_mark_check (item, mark.entered, NULL));
    g_array_append_val (self->marks, mark);
  }
}

static void
fill (GRand *rand, XpRandomRound *self)
{
  for (int no = 1; no <= (int) self->round->n_entrants; no++) {
    const XpState state =
      is_lucky (rand, 93) ? XP_STATE_PRESENT : (XpState) g_rand_int_range (rand, 1, XP_N_STATES);
    g_array_append_val (self->states, state);
    for (size_t i = 0; i < self->round->n_judges; i++) {
      const XpSheetPlace place = {no, self->round->judges[i].no};
      if (!xp_round_is_scoring (self->round, place.judge_no))
        continue;
      if (is_lucky (rand, 6))
        g_array_append_val (self->recused, place);
      if (is_lucky (rand, 99))
        fill_sheet (rand, self, &place);
      if (is_lucky (rand, 98))
        g_array_append_val (self->closed, place);
    }
  }
}

/* A form that nobody could import would prove nothing. */
static void
assert_form_is_sound (const XpRubric *rubric)
{
  g_autofree int *lines = g_new0 (int, rubric->n_items);
  const XpRubricPlaces places = {"form", lines, 1};
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  xp_rubric_check (rubric, &places, problems);
  if (problems->len > 0)
    g_error ("%s", (const char *) g_ptr_array_index (problems, 0));
}

XpRandomRound *
xp_random_round_new (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  XpRandomRound *self = g_new0 (XpRandomRound, 1);
  self->marks = g_array_new (FALSE, FALSE, sizeof (XpMark));
  self->closed = g_array_new (FALSE, FALSE, sizeof (XpSheetPlace));
  self->recused = g_array_new (FALSE, FALSE, sizeof (XpSheetPlace));
  self->states = g_array_new (FALSE, FALSE, sizeof (XpState));
  self->ballots = g_array_new (FALSE, FALSE, sizeof (XpBallots));

  self->round = xp_round_new ();
  self->round->uid = 1;
  self->round->name = g_strdup ("评选");
  self->round->stage = XP_STAGE_MARKING;
  self->round->rubric = make_form (rand);
  assert_form_is_sound (self->round->rubric);
  set_rules (rand, &self->round->rules);
  set_judges (rand, self->round);
  set_entrants (rand, self->round);
  count_ballots (rand, self);
  fill (rand, self);
  return self;
}

void
xp_random_round_free (XpRandomRound *self)
{
  xp_round_unref (self->round);
  g_array_unref (self->marks);
  g_array_unref (self->closed);
  g_array_unref (self->recused);
  g_array_unref (self->states);
  g_array_unref (self->ballots);
  g_free (self);
}

XpTally *
xp_random_round_tally (const XpRandomRound *self)
{
  XpTally *tally = xp_tally_new (self->round);
  xp_tally_freeze (tally);
  for (guint i = 0; i < self->marks->len; i++)
    xp_tally_put_mark (tally, &g_array_index (self->marks, XpMark, i));
  for (guint i = 0; i < self->closed->len; i++) {
    const XpSheetPlace *place = &g_array_index (self->closed, XpSheetPlace, i);
    xp_tally_set_closed (tally, place->entrant_no, place->judge_no, true);
  }
  for (guint i = 0; i < self->recused->len; i++) {
    const XpSheetPlace *place = &g_array_index (self->recused, XpSheetPlace, i);
    xp_tally_set_recused (tally, place->entrant_no, place->judge_no, true);
  }
  for (guint i = 0; i < self->states->len; i++)
    xp_tally_set_state (tally, (int) i + 1, g_array_index (self->states, XpState, i));
  for (guint i = 0; i < self->ballots->len; i++)
    xp_tally_set_ballots (tally, &g_array_index (self->ballots, XpBallots, i));
  xp_tally_thaw (tally);
  return tally;
}

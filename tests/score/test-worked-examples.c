/* The worked examples of real forms: what was entered, and the result that was worked out by hand.
 */
#include "xp-combine.h"
#include "xp-error.h"
#include "xp-test-round.h"

#include <string.h>

#define FORM(id) "../rubrics/" id ".rubric"

static int64_t
total_of (const XpTally *tally, int entrant_no)
{
  const XpTotal *total = xp_tally_get_total (tally, entrant_no);
  g_assert_true (total->has_total);
  return total->total_hundredths;
}

static void
put_all (XpTally *tally, int judge_no, const char *const *items)
{
  for (int i = 0; items[i] != NULL; i += 2)
    xp_test_put (tally, 1, judge_no, items[i], items[i + 1]);
}

/* Of the item over the judges, where it has one figure. */
static int64_t
figure_of (const XpTally *tally, int item_at)
{
  XpItemFigure figure;
  g_assert_cmpuint (xp_tally_list_item_figures (tally, 1, item_at, &figure, 1), ==, 1);
  g_assert_true (figure.has_figure);
  return figure.printed_hundredths;
}

/* Every score and grade that is not named gets its full mark. */
static void
fill_up (XpTally *tally, int judge_no)
{
  const XpRound *round = xp_tally_get_round (tally);
  for (size_t i = 0; i < round->rubric->n_items; i++) {
    const XpItem *item = &round->rubric->items[i];
    XpMark mark;
    if (!xp_round_marks (round, judge_no, item) || !xp_item_is_asked (item) ||
        xp_tally_get_mark (tally, 1, judge_no, item->at, &mark))
      continue;
    const XpMark full = {.entrant_no = 1,
                         .judge_no = judge_no,
                         .item_at = item->at,
                         .entry = 1,
                         .entered = item->mode == XP_MODE_SCORE ? item->max_hundredths : 1};
    xp_tally_put_mark (tally, &full);
  }
}

/* ---- one sheet that all sign, of each form ---- */

static const struct {
  const char *why;
  const char *form;
  const char *items[28]; /* item, what was said, item, … */
  int64_t total;
  const char *section;
  int64_t section_points;
  bool is_vetoed;
} SHEETS[] = {
  {"1: two places at 4, one at 15",
   FORM ("ganjing-renjia"),
   {"4", "2", "15", "1"},
   9700,
   "庭院",
   2300,
   false},
  {"2: six places stop at the floor",
   FORM ("ganjing-renjia"),
   {"15", "6"},
   9600,
   "厨房",
   800,
   false},
  {"3: one finding empties the item",
   FORM ("ganjing-renjia"),
   {"19", "1"},
   9500,
   "卫生间厕所",
   500,
   false},
  {"4: no animals",
   FORM ("ganjing-renjia"),
   {"20", "不适用", "21", "不适用"},
   10000,
   "畜禽圈舍",
   800,
   false},
  {"6: a veto keeps the points",
   FORM ("ganjing-renjia"),
   {"2", "2", "V1", "是"},
   9600,
   "门前三包",
   1100,
   true},
  {"8: what does not apply is rescaled",
   FORM ("meili-tingyuan"),
   {"7", "不适用", "1", "4", "8", "4.5"},
   8978,
   "洁净美",
   2300,
   false},
  {"13a: a check that is not met keeps its star dark",
   FORM ("ten-star"),
   {"1.1", "否"},
   900,
   "爱国守法",
   0,
   false},
  {"14: for and against",
   FORM ("pair-plusminus"),
   {"1", "+2", "3", "-1", "12", "-3"},
   -1300,
   "守法守约",
   400,
   true},
  {"15: grade words, one that does not apply",
   FORM ("grade-word"),
   {"1", "优", "2", "优", "3", "优", "4", "优", "5",  "不适用",
    "6", "优", "7", "优", "8", "良", "9", "良", "10", "良"},
   9333,
   "院外",
   2000,
   false},
  {"a red list is pure deduction",
   FORM ("hongbang"),
   {"1", "1", "5", "3", "12", "1"},
   8400,
   "户外",
   2900,
   false},
};

static XpTally *
new_sheet (const char *form)
{
  g_autoptr (XpRound) round = xp_test_round_new (form, XP_COMBINE_CONSENSUS, 3, 1);
  /* The year's mean of 干净人家, which lights a star. */
  round->entrants[0].taken = g_new0 (XpTaken, 1);
  round->entrants[0].taken[0] = (XpTaken){g_strdup ("score:ganjing-renjia"), 9100, 3, 3};
  round->entrants[0].n_taken = 1;
  return xp_tally_new (round);
}

static void
test_single_sheets (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (SHEETS); i++) {
    g_test_message ("%s", SHEETS[i].why);
    g_autoptr (XpTally) tally = new_sheet (SHEETS[i].form);
    put_all (tally, 0, SHEETS[i].items);
    fill_up (tally, 0);
    xp_test_close_all (tally);
    g_assert_cmpint (total_of (tally, 1), ==, SHEETS[i].total);
    g_assert_cmpint (xp_tally_get_section (tally, 1, SHEETS[i].section),
                     ==,
                     SHEETS[i].section_points);
    g_assert_cmpint (xp_tally_get_total (tally, 1)->is_vetoed, ==, SHEETS[i].is_vetoed);
  }
}

static void
test_5_a_missing_score_has_no_total (void)
{
  g_autoptr (XpTally) tally = new_sheet (FORM ("meili-tingyuan"));
  fill_up (tally, 0);
  xp_tally_take_back (tally, 1, 0, 2);
  xp_tally_set_closed (tally, 1, 0, true);
  g_assert_false (xp_tally_get_total (tally, 1)->has_total);
  g_assert_cmpint (xp_tally_get_total (tally, 1)->n_missing, ==, 1);
}

static void
test_7_a_mark_off_its_step_is_refused (void)
{
  g_autoptr (XpTally) tally = new_sheet (FORM ("meili-tingyuan"));
  const XpItem *item = xp_rubric_lookup_item (xp_tally_get_round (tally)->rubric, "1");
  g_autoptr (GError) error = NULL;
  int64_t entered = 0;
  g_assert_false (xp_mark_parse (item, "7.7", &entered, &error));
  g_assert_nonnull (strstr (error->message, "第1项功能分区只能打0到8分，每0.5分一档"));
}

/* ---- judges: the totals of one household, in points of a form of one score of 0 to 100 ---- */

static const struct {
  const char *why;
  const char *marks[6]; /* NULL-terminated */
  XpCombine combine;
  int n_recused; /* of the last ones */
  int64_t total;
  const char *exact; /* points */
  bool is_mean;
} JUDGES[] = {
  {"9a: four are too few to trim",
   {"91", "88.5", "95", "90"},
   XP_COMBINE_TRIMMED_MEAN,
   0,
   9113,
   "91.125",
   true},
  {"9b: one 95 and the 88.5 go",
   {"91", "88.5", "95", "90", "95"},
   XP_COMBINE_TRIMMED_MEAN,
   0,
   9200,
   "92",
   false},
  {"9c: one is recused, four are left",
   {"91", "88.5", "95", "95", "90"},
   XP_COMBINE_TRIMMED_MEAN,
   1,
   9238,
   "92.375",
   true},
  {"10: a mean on the half is rounded up",
   {"89.99", "90"},
   XP_COMBINE_MEAN,
   0,
   9000,
   "89.995",
   false},
  {"the middle of three", {"80", "95", "91"}, XP_COMBINE_MEDIAN, 0, 9100, "91", false},
  {"between the middle two of four",
   {"80", "95", "91", "88.5"},
   XP_COMBINE_MEDIAN,
   0,
   8975,
   "89.75",
   false},
  {"all together", {"80", "95.5"}, XP_COMBINE_SUM, 0, 17550, "175.5", false},
};

static void
test_judges (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (JUDGES); i++) {
    g_test_message ("%s", JUDGES[i].why);
    const int n = (int) g_strv_length ((char **) JUDGES[i].marks);
    g_autoptr (XpRound) round =
      xp_test_round_new ("data/rubrics/one-hundred.rubric", JUDGES[i].combine, n, 1);
    g_autoptr (XpTally) tally = xp_tally_new (round);
    for (int k = 0; k < n; k++) {
      xp_test_put (tally, 1, k + 1, "1", JUDGES[i].marks[k]);
      xp_tally_set_recused (tally, 1, k + 1, k >= n - JUDGES[i].n_recused);
    }
    const XpTotal *total = xp_tally_get_total (tally, 1);
    g_autofree char *exact = xp_ratio_points_to_text (total->exact_hundredths);
    g_assert_cmpint (total_of (tally, 1), ==, JUDGES[i].total);
    g_assert_cmpstr (exact, ==, JUDGES[i].exact);
    g_assert_cmpint (total->is_mean_for_too_few, ==, JUDGES[i].is_mean);
  }
}

static void
test_too_few_may_stay_undecided (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/one-hundred.rubric", XP_COMBINE_TRIMMED_MEAN, 4, 1);
  round->rules.is_undecided_with_too_few = true;
  g_autoptr (XpTally) tally = xp_tally_new (round);
  for (int judge = 1; judge <= 4; judge++)
    xp_test_put (tally, 1, judge, "1", "90");
  g_assert_false (xp_tally_get_total (tally, 1)->has_total);
  g_assert_true (xp_tally_get_total (tally, 1)->is_too_few);
}

/* ---- 16: votes, neighbours, family and judges, each a part that is printed ---- */

static void
add_judge (XpRound *round, const char *body)
{
  round->judges = g_renew (XpJudge, round->judges, round->n_judges + 1);
  const int no = (int) round->n_judges + 1;
  round->judges[round->n_judges++] = (XpJudge){no, g_strdup (body), g_strdup (body), false};
}

static void
test_16_votes_and_bodies (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (FORM ("popo-xifu"), XP_COMBINE_MEAN, 5, 1);
  add_judge (round, XP_BODY_BALLOTS);
  add_judge (round, "家人");
  for (int i = 0; i < 3; i++)
    add_judge (round, "邻居");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  const XpItem *vote = xp_rubric_lookup_item (round->rubric, "1");
  const XpBallots ballots = {vote->at, 187, 181, 3};

  /* 36, 37, 36, 37, 36: 36.4 */
  for (int judge = 1; judge <= 5; judge++)
    put_all (
      tally,
      judge,
      (const char *const[]){"4", "9", "5", "9", "6", "9", "7", judge % 2 ? "9" : "10", NULL});
  xp_test_put (tally, 1, 6, "1", "132");
  xp_test_put (tally, 1, 7, "2", "9");
  xp_test_put (tally, 1, 8, "3", "9");
  xp_test_put (tally, 1, 9, "3", "9.5");
  xp_test_put (tally, 1, 10, "3", "9");
  xp_test_close_all (tally);
  g_assert_false (xp_tally_get_total (tally, 1)->has_total);
  xp_tally_set_ballots (tally, &ballots);

  XpPartFigure parts[8];
  g_assert_cmpuint (xp_tally_list_parts (tally, 1, parts, G_N_ELEMENTS (parts)), ==, 4);
  g_assert_cmpint (parts[0].printed_hundredths, ==, 3640);
  g_assert_cmpint (parts[1].printed_hundredths, ==, 2966);
  g_assert_cmpint (parts[2].printed_hundredths, ==, 900);
  g_assert_cmpint (parts[3].printed_hundredths, ==, 917);
  g_assert_cmpint (total_of (tally, 1), ==, 8423);
}

/* ---- 19: the year and the day ---- */

static void
test_19_usual_and_final (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/one-hundred.rubric", XP_COMBINE_CONSENSUS, 1, 2);
  round->rules.usual_bp = 6000;
  round->entrants[0].taken = g_new0 (XpTaken, 1);
  round->entrants[0].taken[0] = (XpTaken){g_strdup ("usual"), 9183, 3, 4};
  round->entrants[0].n_taken = 1;
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 0, "1", "94.5");
  xp_test_put (tally, 2, 0, "1", "94.5");

  XpPartFigure parts[2];
  g_assert_cmpuint (xp_tally_list_parts (tally, 1, parts, 2), ==, 2);
  g_assert_cmpint (parts[0].weighted_hundredths, ==, 5510);
  g_assert_cmpint (parts[1].weighted_hundredths, ==, 3780);
  g_assert_cmpint (total_of (tally, 1), ==, 9290);
  /* Without any round of the year there is nothing to take sixty hundredths of. */
  g_assert_false (xp_tally_get_total (tally, 2)->has_total);
}

/* ---- 20: what is printed adds up ---- */

static void
test_20_printed_parts_add_up (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/two-marks.rubric", XP_COMBINE_MEAN_ITEM, 3, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  static const char *const MARKS[3][2] = {{"9", "8"}, {"9.5", "8.5"}, {"9", "8"}};
  for (int judge = 1; judge <= 3; judge++) {
    xp_test_put (tally, 1, judge, "1", MARKS[judge - 1][0]);
    xp_test_put (tally, 1, judge, "2", MARKS[judge - 1][1]);
  }
  g_assert_cmpint (figure_of (tally, 1), ==, 917);
  g_assert_cmpint (figure_of (tally, 2), ==, 817);
  g_assert_cmpint (total_of (tally, 1), ==, 1734);
  g_autofree char *exact =
    xp_ratio_points_to_text (xp_tally_get_total (tally, 1)->exact_hundredths);
  g_assert_cmpstr (exact, ==, "52/3");
}

/* ---- 22 and 13b ---- */

static void
test_13b_the_year_lights_a_star_from_its_bound_on (void)
{
  static const struct {
    int64_t mean;
    int64_t stars;
  } YEARS[] = {{8499, 900}, {8500, 1000}};
  for (size_t i = 0; i < G_N_ELEMENTS (YEARS); i++) {
    g_autoptr (XpTally) tally = new_sheet (FORM ("ten-star"));
    xp_tally_get_round (tally)->entrants[0].taken[0].value = YEARS[i].mean;
    fill_up (tally, 0);
    xp_test_close_all (tally);
    g_assert_cmpint (total_of (tally, 1), ==, YEARS[i].stars);
  }
}

static void
test_22_who_is_away_has_no_number (void)
{
  static const XpState STATES[] = {XP_STATE_NOT_TAKING_PART, XP_STATE_AWAY, XP_STATE_EMPTY};
  for (size_t i = 0; i < G_N_ELEMENTS (STATES); i++) {
    g_autoptr (XpTally) tally = new_sheet (FORM ("ganjing-renjia"));
    xp_test_close_all (tally);
    xp_tally_set_state (tally, 1, STATES[i]);
    g_assert_false (xp_tally_get_total (tally, 1)->has_total);
  }
}

/* ---- gates that other rounds answer, weights, substitutes ---- */

static void
test_a_title_of_another_round_opens_the_gate (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (FORM ("jingba-xifu"), XP_COMBINE_MEAN, 1, 2);
  round->entrants[0].taken = g_new0 (XpTaken, 1);
  round->entrants[0].taken[0] = (XpTaken){g_strdup ("award:干净人家"), 1, 1, 1};
  round->entrants[0].n_taken = 1;
  g_autoptr (XpTally) tally = xp_tally_new (round);
  g_assert_false (xp_tally_get_total (tally, 1)->is_gate_failed);
  g_assert_true (xp_tally_get_total (tally, 2)->is_gate_failed);
  xp_test_put (tally, 1, 1, "10", "4");
  fill_up (tally, 1);
  xp_test_close_all (tally);
  g_assert_cmpint (total_of (tally, 1), ==, 10000);
}

static void
test_bodies_weigh (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/one-hundred.rubric", XP_COMBINE_MEAN, 0, 1);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_weights_from_text ("评委=6000|代表=4000",
                                       &round->rules.weights,
                                       &round->rules.n_weights,
                                       &error));
  add_judge (round, "评委");
  add_judge (round, "评委");
  add_judge (round, "代表");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 1, "1", "91");
  xp_test_put (tally, 1, 2, "1", "88.5");
  xp_test_put (tally, 1, 3, "1", "95.05");
  /* (91 + 88.5) ÷ 2 = 89.75; × 60 % = 53.85; 95.05 × 40 % = 38.02 */
  g_assert_cmpint (total_of (tally, 1), ==, 9187);
}

static void
test_a_substitute_counts_where_its_item_does_not_apply (void)
{
  for (int is_applicable = 0; is_applicable < 2; is_applicable++) {
    g_autoptr (XpRound) round =
      xp_test_round_new ("data/rubrics/substitute.rubric", XP_COMBINE_CONSENSUS, 1, 1);
    g_autoptr (XpTally) tally = xp_tally_new (round);
    xp_test_put (tally, 1, 0, "1", is_applicable ? "6" : "不适用");
    xp_test_put (tally, 1, 0, "1b", "9");
    xp_test_put (tally, 1, 0, "2", "7");
    xp_test_put (tally, 1, 0, "3", "2");
    xp_test_close_all (tally);
    /* 3 is outside the full mark: two places take two points off after the sum. */
    g_assert_cmpint (total_of (tally, 1), ==, is_applicable ? 1100 : 1400);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worked-examples/sheets", test_single_sheets);
  g_test_add_func ("/worked-examples/5", test_5_a_missing_score_has_no_total);
  g_test_add_func ("/worked-examples/7", test_7_a_mark_off_its_step_is_refused);
  g_test_add_func ("/worked-examples/9-10", test_judges);
  g_test_add_func ("/worked-examples/too-few", test_too_few_may_stay_undecided);
  g_test_add_func ("/worked-examples/13b", test_13b_the_year_lights_a_star_from_its_bound_on);
  g_test_add_func ("/worked-examples/16", test_16_votes_and_bodies);
  g_test_add_func ("/worked-examples/19", test_19_usual_and_final);
  g_test_add_func ("/worked-examples/20", test_20_printed_parts_add_up);
  g_test_add_func ("/worked-examples/22", test_22_who_is_away_has_no_number);
  g_test_add_func ("/worked-examples/gate", test_a_title_of_another_round_opens_the_gate);
  g_test_add_func ("/worked-examples/weights", test_bodies_weigh);
  g_test_add_func ("/worked-examples/substitute",
                   test_a_substitute_counts_where_its_item_does_not_apply);
  return g_test_run ();
}

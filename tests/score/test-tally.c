/* The worked examples of the forms, and what a total is made of. */
#include "xp-test-round.h"

#include "xp-combine.h"
#include "xp-error.h"

#include <string.h>

static const char GANJING[] = "../rubrics/ganjing-renjia.rubric";
static const char MARKS[] = "data/rubrics/two-marks.rubric";

static int64_t
total_of (XpTally *tally, int entrant_no)
{
  const XpTotal *total = xp_tally_get_total (tally, entrant_no);
  g_assert_true (total->has_total);
  return total->total_hundredths;
}

/* ---- deductions of 干净人家: entered text per item, the total, one section ---- */

static const struct {
  const char *why;
  const char *items[6]; /* item, what was said, item, … */
  int64_t total;
  const char *section;
  int64_t section_points;
  bool is_vetoed;
} DEDUCTIONS[] = {
  {"nothing found is the full mark", {NULL}, 10000, "庭院", 2500, false},
  {"two places at 4, one at 15", {"4", "2", "15", "1"}, 9700, "庭院", 2300, false},
  {"the same, seen from the kitchen", {"4", "2", "15", "1"}, 9700, "厨房", 1100, false},
  {"six places stop at the item's floor", {"15", "6"}, 9600, "厨房", 800, false},
  {"one finding empties the item", {"19", "1"}, 9500, "卫生间厕所", 500, false},
  {"and the second takes nothing more", {"19", "2"}, 9500, "卫生间厕所", 500, false},
  {"不适用 counts as the full mark",
   {"20", "不适用", "21", "不适用"},
   10000,
   "畜禽圈舍",
   800,
   false},
  {"a veto leaves the points", {"2", "2", "V1", "是"}, 9600, "门前三包", 1100, true},
};

static void
test_deductions_add_up (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (DEDUCTIONS); i++) {
    g_test_message ("%s", DEDUCTIONS[i].why);
    g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 5, 1);
    g_autoptr (XpTally) tally = xp_tally_new (round);
    for (int k = 0; DEDUCTIONS[i].items[k] != NULL; k += 2)
      xp_test_put (tally, 1, 0, DEDUCTIONS[i].items[k], DEDUCTIONS[i].items[k + 1]);
    xp_test_close_all (tally);

    g_assert_cmpint (total_of (tally, 1), ==, DEDUCTIONS[i].total);
    g_assert_cmpint (xp_tally_get_section (tally, 1, DEDUCTIONS[i].section),
                     ==,
                     DEDUCTIONS[i].section_points);
    g_assert_cmpint (xp_tally_get_total (tally, 1)->is_vetoed, ==, DEDUCTIONS[i].is_vetoed);
  }
}

static void
test_a_count_beyond_the_floor_is_kept_and_named (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  const XpItem *stove = xp_rubric_lookup_item (round->rubric, "15");
  XpMark mark;

  xp_test_put (tally, 1, 0, "15", "6");
  g_assert_true (xp_tally_get_mark (tally, 1, 0, stove->at, &mark));
  g_assert_cmpint (mark.entered, ==, 6);
  g_assert_true (xp_item_is_exhausted (stove, 4));
  g_assert_false (xp_item_is_exhausted (stove, 3));
}

static void
test_an_open_sheet_has_no_total (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);

  xp_test_put (tally, 1, 0, "4", "2");
  g_assert_false (xp_tally_get_total (tally, 1)->has_total);
  g_assert_cmpint (xp_tally_get_total (tally, 1)->n_missing, ==, 28);
  xp_tally_set_closed (tally, 1, 0, true);
  g_assert_cmpint (total_of (tally, 1), ==, 9800);
  xp_tally_set_closed (tally, 1, 0, false);
  g_assert_false (xp_tally_get_total (tally, 1)->has_total);
}

static void
test_every_item_marked_needs_no_closing (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);

  for (size_t i = 0; i < round->rubric->n_items; i++) {
    const XpItem *item = &round->rubric->items[i];
    const char *said = item->mode == XP_MODE_GATE ? "是" : item->mode == XP_MODE_VETO ? "否" : "0";
    g_assert_false (xp_tally_get_total (tally, 1)->has_total);
    xp_test_put (tally, 1, 0, item->no, said);
  }
  g_assert_cmpint (total_of (tally, 1), ==, 10000);
}

static void
test_a_score_that_is_missing_is_never_a_zero (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (MARKS, XP_COMBINE_CONSENSUS, 0, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);

  xp_test_put (tally, 1, 0, "2", "90");
  xp_tally_set_closed (tally, 1, 0, true);
  g_assert_false (xp_tally_get_total (tally, 1)->has_total);
  g_assert_cmpint (xp_tally_get_total (tally, 1)->n_missing, ==, 1);
  xp_test_put (tally, 1, 0, "1", "0");
  g_assert_cmpint (total_of (tally, 1), ==, 9000);
}

static void
test_a_mark_off_the_step_is_refused_in_words (void)
{
  const XpItem item = {.no = (char *) "1",
                       .name = (char *) "功能分区",
                       .mode = XP_MODE_SCORE,
                       .step_hundredths = 50,
                       .max_hundredths = 800,
                       .unit = (char *) "分"};
  g_autoptr (GError) error = NULL;

  g_assert_false (xp_mark_check (&item, 770, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "第1项功能分区只能打0到8分，每0.5分一档"));
  g_assert_nonnull (strstr (error->message, "7.7"));
  g_assert_true (xp_mark_check (&item, 750, NULL));
  g_assert_false (xp_mark_check (&item, 850, NULL));
}

/* ---- several judges ---- */

static const struct {
  const char *why;
  XpCombine combine;
  const char *marks[6];
  int recused; /* judge, 0 none */
  int64_t printed;
  XpRatio exact;
  bool is_mean_for_too_few;
} JUDGES[] = {
  {"four cannot be trimmed: the mean, and it is said",
   XP_COMBINE_TRIMMED_MEAN,
   {"91", "88.5", "95", "90"},
   0,
   9113,
   {18225, 2},
   true},
  {"one highest and one lowest go",
   XP_COMBINE_TRIMMED_MEAN,
   {"91", "88.5", "95", "90", "95"},
   0,
   9200,
   {9200, 1},
   false},
  {"a recused judge is not counted",
   XP_COMBINE_TRIMMED_MEAN,
   {"91", "88.5", "95", "90", "95"},
   4,
   9238,
   {18475, 2},
   true},
  {"89.995 is printed 90.00", XP_COMBINE_MEAN, {"89.99", "90"}, 0, 9000, {17999, 2}, false},
  {"thirds are kept exactly", XP_COMBINE_MEAN, {"9", "9.5", "9"}, 0, 917, {2750, 3}, false},
};

static void
test_judges_are_combined (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (JUDGES); i++) {
    g_test_message ("%s", JUDGES[i].why);
    int n_judges = 0;
    while (JUDGES[i].marks[n_judges] != NULL)
      n_judges++;
    g_autoptr (XpRound) round =
      xp_test_round_new ("data/rubrics/one-mark.rubric", JUDGES[i].combine, n_judges, 1);
    g_autoptr (XpTally) tally = xp_tally_new (round);
    for (int judge = 1; judge <= n_judges; judge++)
      xp_test_put (tally, 1, judge, "1", JUDGES[i].marks[judge - 1]);
    if (JUDGES[i].recused > 0)
      xp_tally_set_recused (tally, 1, JUDGES[i].recused, true);

    const XpTotal *total = xp_tally_get_total (tally, 1);
    g_assert_cmpint (total_of (tally, 1), ==, JUDGES[i].printed);
    g_assert_cmpint (total->exact_hundredths.num, ==, JUDGES[i].exact.num);
    g_assert_cmpint (total->exact_hundredths.den, ==, JUDGES[i].exact.den);
    g_assert_cmpint (total->is_mean_for_too_few, ==, JUDGES[i].is_mean_for_too_few);
  }
}

static void
test_printed_sums_add_up (void)
{
  const int64_t first = xp_ratio_round (xp_ratio_new (2750, 3), 1, XP_ROUNDING_HALF_AWAY);
  const int64_t second = xp_ratio_round (xp_ratio_new (2450, 3), 1, XP_ROUNDING_HALF_AWAY);
  const XpRatio exact = xp_ratio_add (xp_ratio_new (2750, 3), xp_ratio_new (2450, 3));

  g_assert_cmpint (first + second, ==, 1734);
  g_assert_cmpint (xp_ratio_round (exact, 1, XP_ROUNDING_HALF_AWAY), ==, 1733);
}

static void
test_too_few_marks_may_stay_undecided (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/one-mark.rubric", XP_COMBINE_TRIMMED_MEAN, 4, 1);
  round->rules.is_undecided_with_too_few = true;
  g_autoptr (XpTally) tally = xp_tally_new (round);

  for (int judge = 1; judge <= 4; judge++)
    xp_test_put (tally, 1, judge, "1", "90");
  g_assert_false (xp_tally_get_total (tally, 1)->has_total);
  g_assert_true (xp_tally_get_total (tally, 1)->is_too_few);
}

/* ---- states ---- */

static void
test_a_state_has_no_number (void)
{
  for (int state = XP_STATE_NOT_MET; state < XP_N_STATES; state++) {
    g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 1);
    g_autoptr (XpTally) tally = xp_tally_new (round);
    xp_test_close_all (tally);
    g_assert_true (xp_tally_get_total (tally, 1)->has_total);
    xp_tally_set_state (tally, 1, (XpState) state);
    g_assert_false (xp_tally_get_total (tally, 1)->has_total);
  }
}

static void
test_a_gate_answered_no_takes_no_part (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 0, "G1", "否");
  xp_test_close_all (tally);

  g_assert_true (xp_tally_get_total (tally, 1)->is_gate_failed);
  g_assert_false (xp_tally_get_total (tally, 1)->has_total);
}

/* ---- one household at a time ---- */

static void
test_a_change_reads_one_household (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_MEAN, 9, 500);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  const size_t n_before = xp_tally_get_n_reads (tally);

  xp_test_put (tally, 250, 5, "4", "2");
  g_assert_cmpuint (xp_tally_get_n_reads (tally), ==, n_before + 1);
}

/* Random changes one by one give what loading them all at once gives. */
static void
test_changes_add_up_to_what_loading_gives (void)
{
  enum {
    N_ENTRANTS = 20,
    N_JUDGES = 3,
    N_CHANGES = 2000
  };
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_MEAN, N_JUDGES, N_ENTRANTS);
  g_autoptr (XpTally) changed = xp_tally_new (round);
  g_autoptr (XpTally) loaded = xp_tally_new (round);
  xp_tally_freeze (loaded);
  for (int i = 0; i < N_CHANGES; i++) {
    const int entrant = g_test_rand_int_range (1, N_ENTRANTS + 1);
    const int judge = g_test_rand_int_range (1, N_JUDGES + 1);
    const XpMark mark = {.entrant_no = entrant,
                         .judge_no = judge,
                         .item_at = g_test_rand_int_range (3, 27),
                         .entry = 1,
                         .entered = g_test_rand_int_range (0, 4)};
    xp_tally_put_mark (changed, &mark);
    xp_tally_put_mark (loaded, &mark);
  }
  xp_test_close_all (changed);
  xp_test_close_all (loaded);
  xp_tally_thaw (loaded);

  for (int no = 1; no <= N_ENTRANTS; no++) {
    g_assert_cmpint (total_of (changed, no), ==, total_of (loaded, no));
    int64_t sum = 0;
    for (int judge = 1; judge <= N_JUDGES; judge++)
      sum += xp_tally_get_sheet (changed, no, judge)->points_hundredths;
    g_assert_cmpint (total_of (changed, no),
                     ==,
                     xp_ratio_round (xp_ratio_new (sum, N_JUDGES), 1, XP_ROUNDING_HALF_AWAY));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tally/deductions-add-up", test_deductions_add_up);
  g_test_add_func ("/tally/count-beyond-the-floor",
                   test_a_count_beyond_the_floor_is_kept_and_named);
  g_test_add_func ("/tally/open-sheet", test_an_open_sheet_has_no_total);
  g_test_add_func ("/tally/all-marked", test_every_item_marked_needs_no_closing);
  g_test_add_func ("/tally/missing-score", test_a_score_that_is_missing_is_never_a_zero);
  g_test_add_func ("/tally/off-the-step", test_a_mark_off_the_step_is_refused_in_words);
  g_test_add_func ("/tally/judges", test_judges_are_combined);
  g_test_add_func ("/tally/printed-sums", test_printed_sums_add_up);
  g_test_add_func ("/tally/too-few", test_too_few_marks_may_stay_undecided);
  g_test_add_func ("/tally/state", test_a_state_has_no_number);
  g_test_add_func ("/tally/gate", test_a_gate_answered_no_takes_no_part);
  g_test_add_func ("/tally/one-household", test_a_change_reads_one_household);
  g_test_add_func ("/tally/changes-and-loading", test_changes_add_up_to_what_loading_gives);
  return g_test_run ();
}

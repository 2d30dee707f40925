/* What a total may never hold twice, or pass: substitutes, the full mark, and the figures of bodies
 * that weigh. */
#include "xp-combine.h"
#include "xp-test-round.h"

#include <string.h>

static int64_t
total_of (const XpTally *tally)
{
  const XpTotal *total = xp_tally_get_total (tally, 1);
  g_assert_true (total->has_total);
  return total->total_hundredths;
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

static void
put_all (XpTally *tally, int judge_no, const char *const *items)
{
  for (int i = 0; items[i] != NULL; i += 2)
    xp_test_put (tally, 1, judge_no, items[i], items[i + 1]);
}

/* Returns the judge's number. */
static int
add_judge (XpRound *round, const char *body)
{
  round->judges = g_renew (XpJudge, round->judges, round->n_judges + 1);
  const int no = (int) round->n_judges + 1;
  round->judges[round->n_judges++] = (XpJudge){no, g_strdup (body), g_strdup (body), false};
  return no;
}

/* ---- substitutes ---- */

/* The substitute is the form's answer to 不适用, whatever the form says of items without one: with
 * the full mark or rescaled the household would have both. */
static void
test_a_substitute_never_comes_on_top (void)
{
  static const struct {
    const char *policy;
    int64_t replaced, neither; /* the item does not apply; nor does what stands for it */
  } POLICIES[] = {
    {"满分", 1600, 1700}, /* 9 + 7; 10 + 7 */
    {"折算", 1600, 1400}, /* 9 + 7; 7 ÷ 10 × 20 */
    {"不计", 1600, 700},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (POLICIES); i++) {
    g_autoptr (XpRound) round =
      xp_test_round_new ("data/rubrics/substitute.rubric", XP_COMBINE_CONSENSUS, 1, 1);
    g_free (round->rubric->award.na_policy);
    round->rubric->award.na_policy = g_strdup (POLICIES[i].policy);
    g_autoptr (XpTally) tally = xp_tally_new (round);
    xp_test_put (tally, 1, 0, "1", "不适用");
    xp_test_put (tally, 1, 0, "1b", "9");
    xp_test_put (tally, 1, 0, "2", "7");
    xp_test_close_all (tally);
    g_assert_cmpint (total_of (tally), ==, POLICIES[i].replaced);
    xp_test_put (tally, 1, 0, "1b", "不适用");
    g_assert_cmpint (total_of (tally), ==, POLICIES[i].neither);
  }
}

/* The item applies for one judge and not for the other: (8 + 6) ÷ 2, never 8 + 6. */
static void
test_an_item_and_its_substitute_are_one_line (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/substitute.rubric", XP_COMBINE_MEAN_ITEM, 2, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 1, "1", "8");
  xp_test_put (tally, 1, 2, "1", "不适用");
  xp_test_put (tally, 1, 2, "1b", "6");
  xp_test_put (tally, 1, 1, "2", "10");
  xp_test_put (tally, 1, 2, "2", "9");
  xp_test_close_all (tally);
  g_assert_cmpint (figure_of (tally, 1), ==, 700);
  XpItemFigure substitute;
  xp_tally_list_item_figures (tally, 1, 2, &substitute, 1);
  g_assert_false (substitute.has_figure);
  g_assert_cmpint (total_of (tally), ==, 1650);
}

/* ---- only 附加 passes the full mark ---- */

static void
test_pairs_stop_at_the_full_mark (void)
{
  static const XpCombine COMBINES[] = {XP_COMBINE_CONSENSUS, XP_COMBINE_MEAN, XP_COMBINE_MEAN_ITEM};
  for (size_t i = 0; i < G_N_ELEMENTS (COMBINES); i++) {
    g_autoptr (XpRound) round =
      xp_test_round_new ("data/rubrics/mixed-pairs.rubric", COMBINES[i], 1, 1);
    const int judge_no = COMBINES[i] == XP_COMBINE_CONSENSUS ? 0 : 1;
    g_autoptr (XpTally) tally = xp_tally_new (round);
    put_all (tally, judge_no, (const char *const[]){"1", "8.5", "2", "+1", "3", "0", NULL});
    xp_test_close_all (tally);
    g_assert_cmpint (total_of (tally), ==, 1000); /* 8.5 + 3 */
    xp_test_put (tally, 1, judge_no, "3", "2");
    g_assert_cmpint (total_of (tally), ==, 1200); /* 10 + 2 */
    xp_test_put (tally, 1, judge_no, "2", "-1");
    g_assert_cmpint (total_of (tally), ==, 750); /* 8.5 - 3 + 2 */
    put_all (tally, judge_no, (const char *const[]){"1", "0", "2", "-3", NULL});
    g_assert_cmpint (total_of (tally), ==, 0);
    g_assert_cmpint (xp_tally_get_total (tally, 1)->sum_hundredths, ==, -700);
  }
}

/* What judges of another body say of pairs counts on top of what the others say of the marks. */
static void
test_pairs_of_another_body_stop_there_too (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/mixed-pairs.rubric", XP_COMBINE_CONSENSUS, 0, 1);
  XpItem *pair = &round->rubric->items[1];
  g_free (pair->by);
  pair->by = g_strdup ("邻居");
  const int neighbour = add_judge (round, "邻居");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  put_all (tally, 0, (const char *const[]){"1", "9", NULL});
  put_all (tally, neighbour, (const char *const[]){"2", "+3", NULL});
  xp_test_close_all (tally);
  const XpTotal *total = xp_tally_get_total (tally, 1);
  g_assert_cmpint (total->sum_hundredths, ==, 1800);
  g_assert_cmpint (total->total_hundredths, ==, 1200); /* 10, and 2 that 附加 may give */
}

/* ---- bodies that weigh, item by item ---- */

static void
test_each_body_that_weighs_has_its_figure (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/two-marks.rubric", XP_COMBINE_MEAN_ITEM, 0, 1);
  g_assert_true (xp_weights_from_text ("评委=6000|代表=4000",
                                       &round->rules.weights,
                                       &round->rules.n_weights,
                                       NULL));
  add_judge (round, "评委");
  add_judge (round, "评委");
  add_judge (round, "代表");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  put_all (tally, 1, (const char *const[]){"1", "9", "2", "8", NULL});
  put_all (tally, 2, (const char *const[]){"1", "9.5", "2", "7", NULL});
  put_all (tally, 3, (const char *const[]){"1", "6", "2", "10", NULL});
  XpItemFigure figures[2];
  g_assert_cmpuint (xp_tally_list_item_figures (tally, 1, 1, figures, 2), ==, 2);
  g_assert_cmpint (figures[0].printed_hundredths, ==, 925);
  g_assert_cmpint (figures[0].weight_bp, ==, 6000);
  g_assert_cmpint (figures[1].printed_hundredths, ==, 600);
  g_assert_cmpint (figures[1].weight_bp, ==, 4000);
  /* (9.25 + 7.5) × 60 % + 16 × 40 % = 10.05 + 6.4; of the first section 5.55 + 2.4 */
  g_assert_cmpint (total_of (tally), ==, 1645);
  const char *section = round->rubric->items[0].section;
  g_assert_cmpint (xp_tally_get_section (tally, 1, section), ==, 795);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/full-mark/substitute", test_a_substitute_never_comes_on_top);
  g_test_add_func ("/full-mark/one-line", test_an_item_and_its_substitute_are_one_line);
  g_test_add_func ("/full-mark/pairs", test_pairs_stop_at_the_full_mark);
  g_test_add_func ("/full-mark/pairs-of-a-body", test_pairs_of_another_body_stop_there_too);
  g_test_add_func ("/full-mark/bodies-that-weigh", test_each_body_that_weighs_has_its_figure);
  return g_test_run ();
}

/* How far judges agree: published tables with their published figures. */
#include "xp-agreement.h"
#include "xp-test-round.h"

#include <math.h>
#include <string.h>

/* As far as the figures are given. */
static void
assert_near (double is, double should, int n_decimals)
{
  const double half = 0.5 * pow (10, -n_decimals);
  if (!(fabs (is - should) <= half * 1.001))
    g_error ("%.9f is not %.9f", is, should);
}

/* ---- Shrout & Fleiss (1979): six subjects, four judges ---- */

static const double SHROUT_FLEISS[] = {9, 2, 5, 8, 6,  1, 3, 2, 8, 4, 6, 8,
                                       7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
static const XpMarkTable SIX_BY_FOUR = {SHROUT_FLEISS, 6, 4};

static void
test_shrout_and_fleiss (void)
{
  XpIcc icc;
  g_assert_true (xp_icc_compute (&SIX_BY_FOUR, &icc));
  assert_near (icc.subject_ms, 11.241667, 6);
  assert_near (icc.within_ms, 6.263889, 6);
  assert_near (icc.judge_ms, 32.486111, 6);
  assert_near (icc.rest_ms, 1.019444, 6);
  assert_near (icc.single, 0.289764, 6);
  assert_near (icc.mean, 0.620051, 6);
  assert_near (icc.single_low, 0.019, 3);
  assert_near (icc.single_high, 0.76, 2);
  assert_near (icc.mean_low, 0.071, 3);
  assert_near (icc.mean_high, 0.93, 2);
}

static void
test_the_f_distribution (void)
{
  assert_near (xp_f_tail (11.241667 / 6.263889, 5, 18), 0.16477, 5);
  assert_near (xp_f_tail (11.241667 / 1.019444, 5, 15), 0.00013, 5);
  for (int i = 1; i < 40; i++) {
    const double p = i / 40.0;
    assert_near (1 - xp_f_tail (xp_f_quantile (p, 5, 4.786), 5, 4.786), p, 9);
    /* The other way round is one over it. */
    assert_near (xp_f_quantile (p, 7, 3) * xp_f_quantile (1 - p, 3, 7), 1, 9);
  }
  /* Two degrees below have a closed form: (1 + f · a ÷ 2) to the power of −1 where a is 2. */
  assert_near (xp_f_tail (3, 2, 2), 0.25, 9);
}

static void
test_kendall_on_the_same_table (void)
{
  XpConcordance made;
  g_assert_true (xp_concordance_compute (&SIX_BY_FOUR, &made));
  assert_near (made.ties, 30, 9);
  assert_near (made.sum_of_squares, 239.5, 9);
  assert_near (made.w_without_ties, 0.855357, 6);
  assert_near (made.w, 0.887037, 6);
  assert_near (made.chi_square, 17.740741, 6);
  g_assert_cmpint (made.degrees_of_freedom, ==, 5);
}

/* ---- Zar (2010), example 20.5: twelve birds, three measures ---- */

static void
test_kendall_with_ties (void)
{
  static const double MEASURES[3][12] = {
    {10.4, 10.8, 11.1, 10.2, 10.3, 10.2, 10.7, 10.5, 10.8, 11.2, 10.6, 11.4},
    {7.4, 7.6, 7.9, 7.2, 7.4, 7.1, 7.4, 7.2, 7.8, 7.7, 7.8, 8.3},
    {17.0, 17.0, 20.0, 14.5, 15.5, 13.0, 19.5, 16.0, 21.0, 20.0, 18.0, 22.0},
  };
  double marks[36];
  for (size_t i = 0; i < 12; i++)
    for (size_t j = 0; j < 3; j++)
      marks[i * 3 + j] = MEASURES[j][i];
  const XpMarkTable table = {marks, 12, 3};
  XpConcordance made;
  g_assert_true (xp_concordance_compute (&table, &made));
  assert_near (made.sum_of_squares, 1175.5, 9);
  assert_near (made.ties, 60, 9);
  assert_near (made.w_without_ties, 0.913364, 6);
  assert_near (made.w, 0.924135, 6);
  assert_near (made.chi_square, 30.496462, 6);
  g_assert_cmpint (made.degrees_of_freedom, ==, 11);
}

static void
test_nothing_to_compare (void)
{
  static const double SAME[] = {9, 9, 9, 9};
  const XpMarkTable same = {SAME, 2, 2}, one_subject = {SAME, 1, 4}, one_judge = {SAME, 4, 1};
  XpIcc icc;
  XpConcordance concordance;
  g_assert_false (xp_icc_compute (&same, &icc));
  g_assert_false (xp_icc_compute (&one_subject, &icc));
  g_assert_false (xp_icc_compute (&one_judge, &icc));
  g_assert_false (xp_concordance_compute (&same, &concordance));
  g_assert_false (xp_concordance_compute (&one_subject, &concordance));
  g_assert_false (xp_concordance_compute (&one_judge, &concordance));
}

static void
test_judges_who_only_differ_by_a_constant (void)
{
  static const double MARKS[] = {1, 3, 2, 4, 5, 7};
  const XpMarkTable table = {MARKS, 3, 2};
  XpIcc icc;
  g_assert_true (xp_icc_compute (&table, &icc));
  assert_near (icc.rest_ms, 0, 9);
  assert_near (icc.single_low, icc.single, 9);
}

/* ---- a round ---- */

/* The same table as marks out of a hundred, judges 1 to 4. */
static XpTally *
new_round (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/one-hundred.rubric", XP_COMBINE_MEAN, 4, 6);
  for (size_t i = 3; i < 6; i++) {
    g_free (round->entrants[i].group);
    round->entrants[i].group = g_strdup ("二社");
  }
  XpTally *tally = xp_tally_new (round);
  for (int no = 1; no <= 6; no++)
    for (int judge = 1; judge <= 4; judge++) {
      const double mark = SHROUT_FLEISS[(no - 1) * 4 + judge - 1];
      g_autofree char *text = g_strdup_printf ("%.0f", mark);
      xp_test_put (tally, no, judge, "1", text);
    }
  return tally;
}

static void
test_a_round_gives_the_same_figures (void)
{
  g_autoptr (XpTally) tally = new_round ();
  g_autoptr (XpAgreement) made = xp_agreement_new (tally, NULL);
  g_assert_cmpuint (made->n_households, ==, 6);
  g_assert_true (made->has_icc && made->has_concordance);
  assert_near (made->icc.mean, 0.620051, 6);
  assert_near (made->concordance.w, 0.887037, 6);
  g_assert_cmpuint (made->n_judges, ==, 4);

  /* Against the mean of the other three: 4 ÷ 3 of what he is off the mean of all. */
  static const double OFF[] = {2.375, -2.791667, -0.958333, 1.375};
  for (size_t i = 0; i < 4; i++) {
    g_assert_cmpint (made->judges[i].n_households, ==, 6);
    assert_near (made->judges[i].bias, OFF[i] * 4 / 3, 5);
    g_assert_true (made->judges[i].has_without);
    g_assert_cmpint (made->judges[i].n_own + made->judges[i].n_other, ==, 0);
  }
  assert_near (made->judges[0].spread, 1.632993, 6);
  /* Without the second, who is hardest, the others agree better. */
  g_assert_cmpfloat (made->judges[1].mean_without, >, made->icc.mean);
}

static void
test_who_is_recused_is_left_out_of_that_household (void)
{
  g_autoptr (XpTally) tally = new_round ();
  xp_tally_set_recused (tally, 1, 1, true);
  xp_tally_set_state (tally, 2, XP_STATE_AWAY);
  g_autoptr (XpAgreement) made = xp_agreement_new (tally, NULL);
  g_assert_cmpuint (made->n_households, ==, 4);
  g_assert_cmpint (made->judges[0].n_households, ==, 4);
  g_assert_cmpint (made->judges[1].n_households, ==, 5);
}

static void
test_own_group_and_others (void)
{
  static const char *const GROUPS[] = {"一社", "二社", "", NULL};
  g_autoptr (XpTally) tally = new_round ();
  g_autoptr (XpAgreement) made = xp_agreement_new (tally, GROUPS);
  g_assert_cmpint (made->judges[0].n_own, ==, 3);
  g_assert_cmpint (made->judges[0].n_other, ==, 3);
  /* 9 − 5, 6 − 2, 8 − 6; 7 − 3, 10 − 20÷3, 6 − 13÷3 */
  assert_near (made->judges[0].own_bias, 10.0 / 3, 9);
  assert_near (made->judges[0].other_bias, 3.0, 9);
  g_assert_cmpint (made->judges[2].n_own + made->judges[3].n_own, ==, 0);
}

static void
test_the_window_names_households_and_no_judge (void)
{
  g_autoptr (XpTally) tally = new_round ();
  XpRound *round = xp_tally_get_round (tally);
  g_assert_null (xp_agreement_dup_spread_sentence (tally));
  round->rules.spread_hundredths = 599;
  g_autofree char *sentence = xp_agreement_dup_spread_sentence (tally);
  g_assert_cmpstr (sentence, ==, "这2户评委差得大，请再议一议：一社1号 户主1、二社4号 户主4。");
  /* Six points apart are not more than six. */
  round->rules.spread_hundredths = 600;
  g_autofree char *further = xp_agreement_dup_spread_sentence (tally);
  g_assert_cmpstr (further, ==, "这1户评委差得大，请再议一议：一社1号 户主1。");
  round->rules.spread_hundredths = 700;
  g_assert_null (xp_agreement_dup_spread_sentence (tally));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/shrout-and-fleiss", test_shrout_and_fleiss);
  g_test_add_func ("/agreement/f-distribution", test_the_f_distribution);
  g_test_add_func ("/agreement/kendall", test_kendall_on_the_same_table);
  g_test_add_func ("/agreement/kendall-with-ties", test_kendall_with_ties);
  g_test_add_func ("/agreement/nothing-to-compare", test_nothing_to_compare);
  g_test_add_func ("/agreement/constant", test_judges_who_only_differ_by_a_constant);
  g_test_add_func ("/agreement/round", test_a_round_gives_the_same_figures);
  g_test_add_func ("/agreement/recused", test_who_is_recused_is_left_out_of_that_household);
  g_test_add_func ("/agreement/own-group", test_own_group_and_others);
  g_test_add_func ("/agreement/sentence", test_the_window_names_households_and_no_judge);
  return g_test_run ();
}

/* Places, line, quota, and the tie at the cut. */
#include "xp-test-round.h"

#include "xp-ranking.h"

#include <stdlib.h>

static const char ONE_MARK[] = "data/rubrics/one-mark.rubric";
static const char TWO_MARKS[] = "data/rubrics/two-marks.rubric";
static const char GANJING[] = "../rubrics/ganjing-renjia.rubric";

static XpTally *
tally_of_totals (XpRound *round, const char *const totals[])
{
  XpTally *tally = xp_tally_new (round);
  for (int i = 0; totals[i] != NULL; i++)
    xp_test_put (tally, i + 1, 0, "1", totals[i]);
  return tally;
}

static void
set_quota (XpRound *round, const char *text)
{
  g_assert_true (xp_quota_from_text (text, &round->rules.quota, NULL));
  round->rules.quota_text = g_strdup (text);
}

static void
set_ties (XpRound *round, const char *words)
{
  g_strfreev (round->rules.ties);
  round->rules.ties = g_strsplit (words, "|", -1);
}

/* ---- places ---- */

static void
test_equal_totals_share_a_place_and_the_next_is_skipped (void)
{
  static const char *const TOTALS[] = {"93", "95", "90", "93", NULL};
  static const int RANKS[] = {2, 1, 4, 2};
  static const int ORDER[] = {2, 1, 4, 3};
  g_autoptr (XpRound) round = xp_test_round_new (ONE_MARK, XP_COMBINE_CONSENSUS, 0, 4);
  g_autoptr (XpTally) tally = tally_of_totals (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);

  for (int i = 0; i < 4; i++) {
    g_assert_cmpint (ranking->places[i].rank, ==, RANKS[i]);
    g_assert_cmpint (ranking->order[i], ==, ORDER[i]);
    g_assert_cmpint (ranking->places[i].awarded, ==, XP_AWARDED_NO);
  }
}

static void
test_the_line_is_closed_below (void)
{
  static const char *const TOTALS[] = {"90", "89.99", NULL};
  g_autoptr (XpRound) round = xp_test_round_new (ONE_MARK, XP_COMBINE_CONSENSUS, 0, 2);
  round->rules.has_line = true;
  round->rules.line_hundredths = 9000;
  g_autoptr (XpTally) tally = tally_of_totals (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);

  g_assert_cmpint (ranking->places[0].awarded, ==, XP_AWARDED_YES);
  g_assert_cmpint (ranking->places[1].awarded, ==, XP_AWARDED_NO);
}

static void
test_a_veto_has_no_place_and_takes_no_quota (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 3);
  set_quota (round, "1");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 0, "V1", "是");
  xp_test_put (tally, 2, 0, "4", "1");
  xp_test_put (tally, 3, 0, "4", "2");
  xp_test_close_all (tally);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);

  g_assert_cmpint (ranking->places[0].rank, ==, 0);
  g_assert_cmpstr (ranking->places[0].status, ==, "暂缓，另行评议");
  g_assert_cmpint (ranking->places[0].awarded, ==, XP_AWARDED_NO);
  g_assert_cmpint (ranking->places[1].rank, ==, 1);
  g_assert_cmpint (ranking->places[1].awarded, ==, XP_AWARDED_YES);
  g_assert_cmpint (ranking->places[2].awarded, ==, XP_AWARDED_NO);
  g_assert_cmpint (ranking->n_base, ==, 3);
}

static void
test_states_are_not_in_the_base (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 4);
  set_quota (round, "50%");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_close_all (tally);
  xp_tally_set_state (tally, 1, XP_STATE_AWAY);
  xp_tally_set_state (tally, 2, XP_STATE_EMPTY);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);

  g_assert_cmpint (ranking->n_base, ==, 2);
  g_assert_cmpint (ranking->n_quota, ==, 1);
  g_assert_cmpint (ranking->places[0].rank, ==, 0);
  g_assert_cmpstr (ranking->places[0].status, ==, "全家在外");
}

/* ---- quota ---- */

static const struct {
  int n_base;
  XpQuotaRounding rounding;
  int n_places;
} QUOTAS[] = {
  {47, XP_QUOTA_DOWN, 14},
  {47, XP_QUOTA_HALF_UP, 14},
  {47, XP_QUOTA_UP, 15},
  {412, XP_QUOTA_DOWN, 123},
  {412, XP_QUOTA_HALF_UP, 124},
  {412, XP_QUOTA_UP, 124},
  {0, XP_QUOTA_UP, 0},
};

static void
test_a_percentage_becomes_places (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (QUOTAS); i++)
    g_assert_cmpint (xp_quota_places (QUOTAS[i].n_base, 3000, QUOTAS[i].rounding),
                     ==,
                     QUOTAS[i].n_places);
}

static void
test_the_quota_is_explained (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (ONE_MARK, XP_COMBINE_CONSENSUS, 0, 47);
  set_quota (round, "30%");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  for (int no = 1; no <= 47; no++)
    xp_test_put (tally, no, 0, "1", "91");
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  g_autofree char *sentence = xp_ranking_dup_quota_sentence (ranking, &round->rules);

  g_assert_cmpstr (sentence, ==, "参评47户×30%＝14.1，取14户。");
}

static void
test_with_a_quota_nobody_is_in_while_marks_are_missing (void)
{
  static const char *const TOTALS[] = {"95", "94", NULL};
  g_autoptr (XpRound) round = xp_test_round_new (ONE_MARK, XP_COMBINE_CONSENSUS, 0, 3);
  set_quota (round, "1");
  g_autoptr (XpTally) tally = tally_of_totals (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (ranking->places[i].awarded, ==, XP_AWARDED_UNDECIDED);
  g_assert_cmpstr (ranking->places[2].status, ==, "缺1项");
  g_assert_cmpint (ranking->n_base, ==, 3);
}

/* ---- the cut inside a tie; the known table: 44 42 42 41 41 41 39 ---- */

static const char *const KNOWN[] = {"44", "42", "42", "41", "41", "41", "39", NULL};

static const struct {
  int n_places, n_if_all_in, n_if_all_out, n_undecided;
} CUTS[] = {{1, 1, 1, 0}, {2, 3, 1, 2}, {3, 3, 3, 0}, {4, 6, 3, 3}, {5, 6, 3, 3}, {6, 6, 6, 0}};

static int
count_in (XpTally *tally, const XpRanking *undecided, bool is_in)
{
  XpCutDecision decisions[8];
  for (size_t i = 0; i < undecided->n_undecided; i++)
    decisions[i] = (XpCutDecision){undecided->undecided[i], is_in, is_in ? "全进" : "全不进"};
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, decisions, undecided->n_undecided);
  g_assert_cmpuint (ranking->n_undecided, ==, 0);
  return ranking->n_awarded;
}

static void
test_a_cut_inside_a_tie_stops_and_asks (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CUTS); i++) {
    g_autoptr (XpRound) round = xp_test_round_new (ONE_MARK, XP_COMBINE_CONSENSUS, 0, 7);
    g_autofree char *quota = g_strdup_printf ("%d", CUTS[i].n_places);
    set_quota (round, quota);
    g_autoptr (XpTally) tally = tally_of_totals (round, KNOWN);
    g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);

    g_assert_cmpint ((int) ranking->n_undecided, ==, CUTS[i].n_undecided);
    g_assert_cmpint (count_in (tally, ranking, true), ==, CUTS[i].n_if_all_in);
    g_assert_cmpint (count_in (tally, ranking, false), ==, CUTS[i].n_if_all_out);
  }
}

/* Four at 91.00, two places; sections and findings decide in the order of the list. */
static const struct {
  const char *why;
  const char *ties;
  const char *first[4]; /* of item 1 (家风); item 2 (庭院) has the rest of 91 */
  bool has_previous[4];
  int64_t previous[4];
  const char *awarded[4]; /* 是 否 待定 */
  const char *decided_by[4];
} TIES[] = {
  {"a section decides all",
   "家风|表决",
   {"9", "8", "7", "6"},
   {false},
   {0},
   {"是", "是", "否", "否"},
   {"家风", "家风", "家风", "家风"}},
  {"the section leaves two, the last round decides them",
   "家风|上轮高|表决",
   {"9", "8", "8", "7"},
   {true, true, true, true},
   {0, 8000, 8500, 9900},
   {"是", "否", "是", "否"},
   {"家风", "上轮高", "上轮高", "家风"}},
  {"who has no last round is not judged by it",
   "家风|上轮高|表决",
   {"9", "8", "8", "7"},
   {true, true, false, true},
   {0, 8000, 0, 9900},
   {"是", "待定", "待定", "否"},
   {"家风", "", "", "家风"}},
  {"nothing decides",
   "表决",
   {"8", "8", "8", "8"},
   {false},
   {0},
   {"待定", "待定", "待定", "待定"},
   {"", "", "", ""}},
};

static void
test_tie_breakers_decide_who_is_in_and_never_the_place (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (TIES); i++) {
    g_test_message ("%s", TIES[i].why);
    g_autoptr (XpRound) round = xp_test_round_new (TWO_MARKS, XP_COMBINE_CONSENSUS, 0, 4);
    set_quota (round, "2");
    set_ties (round, TIES[i].ties);
    for (int k = 0; k < 4; k++) {
      round->entrants[k].has_previous = TIES[i].has_previous[k];
      round->entrants[k].previous_hundredths = TIES[i].previous[k];
    }
    g_autoptr (XpTally) tally = xp_tally_new (round);
    for (int k = 0; k < 4; k++) {
      g_autofree char *rest = g_strdup_printf ("%d", 91 - atoi (TIES[i].first[k]));
      xp_test_put (tally, k + 1, 0, "1", TIES[i].first[k]);
      xp_test_put (tally, k + 1, 0, "2", rest);
    }
    g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
    for (int k = 0; k < 4; k++) {
      g_assert_cmpint (ranking->places[k].rank, ==, 1);
      g_assert_cmpstr (xp_awarded_get_word (ranking->places[k].awarded), ==, TIES[i].awarded[k]);
      g_assert_cmpstr (ranking->places[k].decided_by, ==, TIES[i].decided_by[k]);
    }
  }
}

static void
test_fewer_findings_win (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 2);
  set_quota (round, "1");
  set_ties (round, "处数少");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 0, "4", "2"); /* two findings of one point */
  xp_test_put (tally, 2, 0, "2", "1"); /* one finding of two points */
  xp_test_close_all (tally);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);

  g_assert_cmpint (ranking->places[0].awarded, ==, XP_AWARDED_NO);
  g_assert_cmpint (ranking->places[1].awarded, ==, XP_AWARDED_YES);
  g_assert_cmpstr (ranking->places[1].decided_by, ==, "处数少");
}

static void
test_a_decision_about_some_of_the_tied_is_none (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (ONE_MARK, XP_COMBINE_CONSENSUS, 0, 7);
  set_quota (round, "2");
  g_autoptr (XpTally) tally = tally_of_totals (round, KNOWN);
  const XpCutDecision half[] = {{2, true, "表决"}};
  const XpCutDecision whole[] = {{2, true, "表决"}, {3, false, "表决"}};
  g_autoptr (XpRanking) first = xp_ranking_new (tally, half, 1);
  g_autoptr (XpRanking) second = xp_ranking_new (tally, whole, 2);

  g_assert_cmpuint (first->n_undecided, ==, 2);
  g_assert_cmpuint (second->n_undecided, ==, 0);
  g_assert_cmpstr (second->places[1].decided_by, ==, "表决");
  g_assert_cmpint (second->places[2].awarded, ==, XP_AWARDED_NO);
}

static void
test_the_line_replaces_the_first_grade (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 2);
  round->rules.has_line = true;
  round->rules.line_hundredths = 9500;
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 2, 0, "4", "6");
  xp_test_close_all (tally);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);

  g_assert_cmpstr (ranking->places[0].grade, ==, "干净人家");
  g_assert_cmpstr (ranking->places[1].grade, ==, "较干净");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ranking/places", test_equal_totals_share_a_place_and_the_next_is_skipped);
  g_test_add_func ("/ranking/line", test_the_line_is_closed_below);
  g_test_add_func ("/ranking/veto", test_a_veto_has_no_place_and_takes_no_quota);
  g_test_add_func ("/ranking/states", test_states_are_not_in_the_base);
  g_test_add_func ("/ranking/percentage", test_a_percentage_becomes_places);
  g_test_add_func ("/ranking/quota-sentence", test_the_quota_is_explained);
  g_test_add_func ("/ranking/missing", test_with_a_quota_nobody_is_in_while_marks_are_missing);
  g_test_add_func ("/ranking/cut", test_a_cut_inside_a_tie_stops_and_asks);
  g_test_add_func ("/ranking/ties", test_tie_breakers_decide_who_is_in_and_never_the_place);
  g_test_add_func ("/ranking/fewer-findings", test_fewer_findings_win);
  g_test_add_func ("/ranking/decision", test_a_decision_about_some_of_the_tied_is_none);
  g_test_add_func ("/ranking/first-grade", test_the_line_replaces_the_first_grade);
  return g_test_run ();
}

/* Votes: how many are enough, and whether they add up. */
#include "xp-motion.h"

static const struct {
  const char *why;
  XpVoteCount count;
  XpMajority majority;
  int n_needed;
  bool is_carried;
} CASES[] = {
  {"four of seven", {9, 7, 4, 3, 0, 0}, XP_MAJORITY_PRESENT, 4, true},
  {"half is not more than half", {8, 8, 4, 4, 0, 0}, XP_MAJORITY_PRESENT, 5, false},
  {"of the nine who should be there", {9, 7, 4, 3, 0, 0}, XP_MAJORITY_MEMBERS, 5, false},
  {"two thirds themselves are enough", {9, 6, 4, 2, 0, 0}, XP_MAJORITY_TWO_THIRDS, 4, true},
  {"two thirds of seven are five", {9, 7, 4, 3, 0, 0}, XP_MAJORITY_TWO_THIRDS, 5, false},
  {"nobody carries nothing", {0, 0, 0, 0, 0, 0}, XP_MAJORITY_TWO_THIRDS, 0, false},
};

static void
test_enough (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].why);
    g_assert_cmpint (xp_vote_count_get_needed (&CASES[i].count, CASES[i].majority),
                     ==,
                     CASES[i].n_needed);
    g_assert_true (xp_vote_count_is_carried (&CASES[i].count, CASES[i].majority) ==
                   CASES[i].is_carried);
  }
}

static void
test_in_words (void)
{
  const XpVoteCount good = {9, 7, 5, 1, 0, 1}, few = {9, 7, 3, 1, 0, 1}, many = {9, 7, 7, 1, 0, 0};
  const XpVoteCount crowd = {3, 7, 7, 0, 0, 0};
  g_autofree char *outcome = xp_vote_count_dup_outcome (&good, XP_MAJORITY_PRESENT);
  g_autofree char *of_members = xp_vote_count_dup_outcome (&few, XP_MAJORITY_MEMBERS);
  g_autofree char *figures = xp_vote_count_dup_figures (&good);
  g_autofree char *none = xp_vote_count_dup_gap (&good);
  g_autofree char *missing = xp_vote_count_dup_gap (&few);
  g_autofree char *above = xp_vote_count_dup_gap (&many);
  g_autofree char *more = xp_vote_count_dup_gap (&crowd);
  g_assert_cmpstr (outcome, ==, "实到7人，过半数要4人，赞成5人，通过");
  g_assert_cmpstr (of_members, ==, "应到9人，过半数要5人，赞成3人，没有通过");
  g_assert_cmpstr (figures, ==, "应到9人，实到7人，赞成5人，反对1人，弃权0人，回避1人");
  g_assert_null (none);
  g_assert_cmpstr (missing, ==, "还差2人：赞成、反对、弃权、回避加起来5人，实到7人。");
  g_assert_cmpstr (above, ==, "多出1人：赞成、反对、弃权、回避加起来8人，实到7人。");
  g_assert_cmpstr (more, ==, "实到7人比应到3人还多，请再数一遍。");
}

static void
test_names (void)
{
  for (int i = 0; i < XP_N_MAJORITIES; i++) {
    XpMajority read = XP_N_MAJORITIES;
    g_assert_true (xp_majority_from_text (xp_majority_get_name ((XpMajority) i), &read));
    g_assert_cmpint (read, ==, i);
    g_assert_true (xp_majority_from_text (xp_majority_get_word ((XpMajority) i), &read));
    g_assert_cmpint (read, ==, i);
  }
  XpMotionWhat what = XP_N_MOTION_WHATS;
  g_assert_false (xp_motion_what_from_text ("什么", &what));
  g_assert_true (xp_motion_what_from_text ("改分", &what));
  g_assert_cmpint (what, ==, XP_MOTION_MARKS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motion/enough", test_enough);
  g_test_add_func ("/motion/words", test_in_words);
  g_test_add_func ("/motion/names", test_names);
  return g_test_run ();
}

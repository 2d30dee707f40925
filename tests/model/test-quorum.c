/* How many of a committee are enough, with whole numbers. */
#include "xp-quorum.h"

#include <glib.h>

static const struct {
  const char *text;
  const char *stored; /* NULL: cannot be read */
  int n_members, n_needed;
} QUORUMS[] = {
  {"2/3", "2/3", 9, 6},      {"2/3", "2/3", 10, 7},         {"2/3", "2/3", 1, 1},
  {"三分之二", "2/3", 7, 5}, {"三分之二以上", "2/3", 3, 2}, {" ３/４ ", NULL, 0, 0},
  {"3/4", "3/4", 9, 7},      {"1/2", "1/2", 9, 5},          {"1/2", "1/2", 10, 5},
  {"过半数", ">1/2", 10, 6}, {"过半数", ">1/2", 9, 5},      {"半数以上", ">1/2", 2, 2},
  {">1/2", ">1/2", 8, 5},    {"1/1", "1/1", 9, 9},          {"2/3", "2/3", 0, 1},
  {"3/2", NULL, 0, 0},       {"0/3", NULL, 0, 0},           {"2/0", NULL, 0, 0},
  {"2/3人", NULL, 0, 0},     {">1/1", NULL, 0, 0},          {"", NULL, 0, 0},
  {"多数", NULL, 0, 0},
};

static void
test_enough_is_counted (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (QUORUMS); i++) {
    XpQuorum quorum = {7, 7, false};
    g_test_message ("%s", QUORUMS[i].text);
    g_assert_cmpint (xp_quorum_from_text (QUORUMS[i].text, &quorum), ==, QUORUMS[i].stored != NULL);
    if (QUORUMS[i].stored == NULL) {
      g_assert_cmpint (quorum.numerator, ==, 7);
      continue;
    }
    g_autofree char *stored = xp_quorum_dup_text (&quorum);
    g_assert_cmpstr (stored, ==, QUORUMS[i].stored);
    g_assert_cmpint (xp_quorum_count_needed (&quorum, QUORUMS[i].n_members),
                     ==,
                     QUORUMS[i].n_needed);
  }
}

static const struct {
  const char *text;
  int n_members, n_present;
  const char *sentence;
} SENTENCES[] = {
  {"2/3", 9, 7, "应到9人，实到7人，过三分之二（至少6人），可以开会。"},
  {"2/3", 9, 6, "应到9人，实到6人，正好三分之二（至少6人），可以开会。"},
  {"2/3", 9, 5, "应到9人，实到5人，不到三分之二（至少6人），还不能开会。"},
  {"2/3", 10, 6, "应到10人，实到6人，不到三分之二（至少7人），还不能开会。"},
  {"过半数", 10, 6, "应到10人，实到6人，过半数（至少6人），可以开会。"},
  {"过半数", 10, 5, "应到10人，实到5人，只有半数（至少6人），还不能开会。"},
  {"1/1", 3, 3, "应到3人，实到3人，到齐（至少3人），可以开会。"},
  {"1/1", 3, 2, "应到3人，实到2人，没有到齐（至少3人），还不能开会。"},
};

static void
test_it_is_told (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (SENTENCES); i++) {
    XpQuorum quorum;
    g_assert_true (xp_quorum_from_text (SENTENCES[i].text, &quorum));
    g_autofree char *sentence =
      xp_quorum_dup_sentence (&quorum, SENTENCES[i].n_members, SENTENCES[i].n_present);
    g_assert_cmpstr (sentence, ==, SENTENCES[i].sentence);
  }
}

/* However many there are: one fewer than needed is never at least the fraction. */
static void
test_the_fewest_are_the_fewest (void)
{
  for (int denominator = 1; denominator <= 9; denominator++)
    for (int numerator = 1; numerator <= denominator; numerator++)
      for (int n = 1; n <= 40; n++) {
        const XpQuorum quorum = {numerator, denominator, false};
        const int needed = xp_quorum_count_needed (&quorum, n);
        g_assert_cmpint (needed * denominator, >=, n * numerator);
        g_assert_true (needed == 1 || (needed - 1) * denominator < n * numerator);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quorum/counted", test_enough_is_counted);
  g_test_add_func ("/quorum/told", test_it_is_told);
  g_test_add_func ("/quorum/fewest", test_the_fewest_are_the_fewest);
  return g_test_run ();
}

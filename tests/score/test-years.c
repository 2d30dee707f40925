/* How often in a row, how often in a year, and who rose most. */
#include "xp-years.h"

#include <string.h>

/* + held, - not, . not scored; a slash begins the next year. */
static const struct {
  const char *why, *rounds;
  int n_scored, n_held, n_in_a_row, n_most_in_a_row, n_in_year;
} STREAKS[] = {
  {"no round yet", "", 0, 0, 0, 0, 0},
  {"three in a row", "+++", 3, 3, 3, 3, 3},
  {"one failure breaks the row", "++-+", 4, 3, 1, 2, 3},
  {"who was away has not failed", "+.++", 3, 3, 3, 3, 3},
  {"a row goes on over the turn of the year", "-++/+", 4, 3, 3, 3, 1},
  {"the last one failed", "+++/-", 4, 3, 0, 3, 0},
  {"two rows, the longer counts as ever", "++++-++", 7, 6, 2, 4, 6},
  {"never scored", "...", 0, 0, 0, 0, 0},
};

static void
test_streaks (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (STREAKS); i++) {
    XpHeldRound rounds[8];
    size_t n = 0;
    int year = 2026;
    for (const char *at = STREAKS[i].rounds; *at != '\0'; at++) {
      year += *at == '/';
      if (*at != '/')
        rounds[n++] = (XpHeldRound){year,
                                    *at == '+'   ? XP_HELD_YES
                                    : *at == '-' ? XP_HELD_NO
                                                 : XP_HELD_NOT_SCORED};
    }
    const XpStreak streak = xp_years_count (rounds, n, year);
    g_test_message ("%s", STREAKS[i].why);
    g_assert_cmpint (streak.n_scored, ==, STREAKS[i].n_scored);
    g_assert_cmpint (streak.n_held, ==, STREAKS[i].n_held);
    g_assert_cmpint (streak.n_in_a_row, ==, STREAKS[i].n_in_a_row);
    g_assert_cmpint (streak.n_most_in_a_row, ==, STREAKS[i].n_most_in_a_row);
    g_assert_cmpint (streak.n_in_year, ==, STREAKS[i].n_in_year);
  }
}

static void
test_rises (void)
{
  const XpRise rises[] = {{true, 8000, 9000},
                          {true, 9500, 9600},
                          {false, 0, 9900},
                          {true, 7000, 8000}};
  const XpRise falls[] = {{true, 9000, 8000}, {true, 9000, 9000}, {false, 0, 0}};
  int64_t greatest = 0;
  g_assert_true (xp_years_find_greatest (rises, G_N_ELEMENTS (rises), &greatest));
  g_assert_cmpint (greatest, ==, 1000);
  g_assert_true (xp_years_is_greatest (&rises[0], greatest));
  g_assert_false (xp_years_is_greatest (&rises[1], greatest));
  g_assert_false (xp_years_is_greatest (&rises[2], greatest));
  g_assert_true (xp_years_is_greatest (&rises[3], greatest)); /* equal */
  g_assert_false (xp_years_find_greatest (falls, G_N_ELEMENTS (falls), &greatest));
  g_assert_false (xp_years_find_greatest (NULL, 0, &greatest));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/years/streaks", test_streaks);
  g_test_add_func ("/years/rises", test_rises);
  return g_test_run ();
}

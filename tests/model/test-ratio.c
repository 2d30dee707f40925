/* Exact fractions, rounded once. */
#include "xp-ratio.h"

#include <glib.h>

static void
test_rounding (void)
{
  static const struct {
    int64_t num, den, unit, away, even;
  } CASES[] = {{17999, 2, 1, 9000, 9000},
               {18225, 2, 1, 9113, 9112},
               {5, 2, 1, 3, 2},
               {-5, 2, 1, -3, -2},
               {7, 2, 1, 4, 4},
               {2750, 3, 1, 917, 917},
               {915, 1, 10, 920, 920},
               {905, 1, 10, 910, 900},
               {0, 7, 1, 0, 0}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    const XpRatio ratio = xp_ratio_new (CASES[i].num, CASES[i].den);
    g_assert_cmpint (xp_ratio_round (ratio, CASES[i].unit, XP_ROUNDING_HALF_AWAY),
                     ==,
                     CASES[i].away);
    g_assert_cmpint (xp_ratio_round (ratio, CASES[i].unit, XP_ROUNDING_HALF_EVEN),
                     ==,
                     CASES[i].even);
  }
}

static void
test_exact_in_words (void)
{
  static const struct {
    int64_t num, den;
    const char *text;
  } CASES[] = {{9800, 1, "98"},
               {18225, 2, "91.125"},
               {2750, 3, "55/6"},
               {-250, 1, "-2.5"},
               {0, 1, "0"}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *text = xp_ratio_points_to_text (xp_ratio_new (CASES[i].num, CASES[i].den));
    g_assert_cmpstr (text, ==, CASES[i].text);
  }
}

static void
test_sums_of_thirds_are_whole (void)
{
  XpRatio sum = xp_ratio_new (0, 1);
  for (int i = 0; i < 3; i++)
    sum = xp_ratio_add (sum, xp_ratio_new (1, 3));
  g_assert_cmpint (sum.num, ==, 1);
  g_assert_cmpint (sum.den, ==, 1);
  g_assert_cmpint (xp_ratio_compare (xp_ratio_new (1, 3), xp_ratio_new (333, 1000)), >, 0);
}

/* What does not fit is refused and nothing is written, and the last that fits is whole. */
static void
test_what_does_not_fit (void)
{
  const XpRatio kept = {7, 1};
  XpRatio out = kept;
  g_assert_true (xp_ratio_try_multiply (xp_ratio_new (INT64_MAX, 3), 3, 1, &out));
  g_assert_cmpint (out.num, ==, INT64_MAX);
  g_assert_cmpint (out.den, ==, 1);
  out = kept;
  g_assert_false (xp_ratio_try_multiply (xp_ratio_new (INT64_MAX, 1), 2, 1, &out));
  g_assert_false (xp_ratio_try_multiply (xp_ratio_new (1, INT64_MAX), 1, 2, &out));
  g_assert_false (xp_ratio_try_add (xp_ratio_new (INT64_MAX, 1), xp_ratio_new (1, 1), &out));
  g_assert_false (xp_ratio_try_add (xp_ratio_new (1, INT64_MAX), xp_ratio_new (1, 2), &out));
  g_assert_cmpint (xp_ratio_compare (out, kept), ==, 0);
  g_assert_true (xp_ratio_try_add (xp_ratio_new (INT64_MAX - 1, 1), xp_ratio_new (1, 1), &out));
  g_assert_cmpint (out.num, ==, INT64_MAX);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ratio/rounding", test_rounding);
  g_test_add_func ("/ratio/words", test_exact_in_words);
  g_test_add_func ("/ratio/thirds", test_sums_of_thirds_are_whole);
  g_test_add_func ("/ratio/too-large", test_what_does_not_fit);
  return g_test_run ();
}

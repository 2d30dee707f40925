/* Places divided among groups: published tables, and what must hold of any division. */
#include "xp-apportion.h"
#include "xp-lot.h"

#include <string.h>

enum {
  MOST_GROUPS = 8
};

static const char *const NAMES[MOST_GROUPS] = {
  "一社", "二社", "三社", "四社", "五社", "六社", "七社", "八社"};

static XpApportionment *
divide (XpApportion method, const int64_t *sizes, int n_places)
{
  size_t n = 0;
  while (n < MOST_GROUPS && sizes[n] > 0)
    n++;
  return xp_apportion_new (method, sizes, n, n_places);
}

/* ---- published tables ---- */

/* clang-format off */
static const struct {
  const char *source;
  int64_t sizes[MOST_GROUPS + 1];
  int n_places;
  int by_remainder[MOST_GROUPS], by_sainte_lague[MOST_GROUPS], by_dhondt[MOST_GROUPS]; /* {-1}: not published */
} KNOWN[] = {
  {"staatsrecht.honikel.de", {6100, 5000, 900}, 10, {5, 4, 1}, {5, 4, 1}, {6, 4, 0}},
  {"electowiki, Sainte-Lague", {503, 304, 193}, 35, {17, 11, 7}, {17, 11, 7}, {18, 11, 6}},
  {"largest remainder, six lists", {47000, 16000, 15800, 12000, 6100, 3100}, 10, {5, 2, 1, 1, 1, 0}, {4, 2, 2, 1, 1, 0}, {5, 2, 2, 1, 0, 0}},
  {"largest remainder, three lists", {53000, 24000, 23000}, 7, {4, 2, 1}, {3, 2, 2}, {4, 2, 1}},
  {"liquisearch, 25", {1500, 1500, 900, 500, 500, 200}, 25, {7, 7, 4, 3, 3, 1}, {8, 8, 4, 2, 2, 1}, {8, 8, 4, 2, 2, 1}},
  {"liquisearch, 26", {1500, 1500, 900, 500, 500, 200}, 26, {8, 8, 5, 2, 2, 1}, {8, 8, 5, 2, 2, 1}, {8, 8, 5, 2, 2, 1}},
  {"FAPP 14.45, 89", {5576330, 1387342, 3334241, 7512860, 310968}, 89, {27, 7, 16, 37, 2}, {-1}, {-1}},
  {"FAPP 14.45, 90", {5576330, 1387342, 3334241, 7512860, 310968}, 90, {28, 7, 17, 37, 1}, {-1}, {-1}},
  {"FAPP 14.45, 91", {5576330, 1387342, 3334241, 7512860, 310968}, 91, {28, 7, 17, 38, 1}, {-1}, {-1}},
  {"electowiki, per mille, 323", {567000, 385000, 42000, 6000}, 323, {183, 124, 14, 2}, {-1}, {-1}},
  {"electowiki, per mille, 324", {567000, 385000, 42000, 6000}, 324, {184, 125, 13, 2}, {-1}, {-1}},
  {"solvely.ai", {247000, 185000, 459000, 400000, 413000}, 42, {6, 5, 11, 10, 10}, {6, 5, 11, 10, 10}, {6, 4, 12, 10, 10}},
  {"abacus", {540, 160, 160, 80, 80, 80, 60, 40}, 15, {7, 2, 2, 1, 1, 1, 1, 0}, {7, 2, 2, 1, 1, 1, 1, 0}, {8, 2, 2, 1, 1, 1, 0, 0}},
};
/* clang-format on */

/* Where a lot decides, the published division is one that it can bring. */
static void
assert_places (XpApportion method, size_t i, const int *expected)
{
  if (expected[0] < 0)
    return;
  g_autoptr (XpApportionment) got = divide (method, KNOWN[i].sizes, KNOWN[i].n_places);
  g_test_message ("%s by %s", KNOWN[i].source, xp_apportion_get_name (method));
  int n_by_lot = 0;
  for (size_t k = 0; k < got->n_rows; k++) {
    g_assert_true (got->rows[k].is_tied || expected[k] == got->rows[k].n_places);
    g_assert_cmpint (expected[k] - got->rows[k].n_places, >=, 0);
    g_assert_cmpint (expected[k] - got->rows[k].n_places, <=, 1);
    n_by_lot += expected[k] - got->rows[k].n_places;
  }
  g_assert_cmpint (n_by_lot, ==, got->n_tied_places);
  const bool is_with_lot =
    method == XP_APPORTION_SAINTE_LAGUE && strstr (KNOWN[i].source, "liquisearch") != NULL;
  g_assert_cmpint (got->n_tied, ==, is_with_lot ? 5 : 0); /* 1500÷15 = 900÷9 = 500÷5 */
}

static void
test_published_tables (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (KNOWN); i++) {
    assert_places (XP_APPORTION_LARGEST_REMAINDER, i, KNOWN[i].by_remainder);
    assert_places (XP_APPORTION_SAINTE_LAGUE, i, KNOWN[i].by_sainte_lague);
    assert_places (XP_APPORTION_DHONDT, i, KNOWN[i].by_dhondt);
  }
}

static void
test_places_are_taken_in_order (void)
{
  static const char ORDER[] = "ABABABCABA";
  const int64_t sizes[] = {6100, 5000, 900, 0};
  g_autoptr (XpApportionment) got = divide (XP_APPORTION_SAINTE_LAGUE, sizes, 10);
  g_assert_cmpuint (got->n_steps, ==, 10);
  for (size_t i = 0; i < got->n_steps; i++)
    g_assert_cmpint ((int) got->steps[i].group, ==, ORDER[i] - 'A');
}

static void
test_every_step_is_kept (void)
{
  const int64_t sizes[] = {61, 50, 9, 0};
  g_autoptr (XpApportionment) got = divide (XP_APPORTION_LARGEST_REMAINDER, sizes, 10);
  g_auto (GStrv) steps = xp_apportion_dup_steps (got, NAMES);
  static const char *const EXPECTED[] = {
    "一社：61×10÷120＝5余10（第3大），先得5个",
    "二社：50×10÷120＝4余20（第2大），先得4个",
    "三社：9×10÷120＝0余90（第1大），先得0个",
    "第10个：三社，余数大",
    NULL,
  };
  g_assert_true (g_strv_equal ((const char *const *) steps, EXPECTED));
  g_assert_cmpint ((int) got->rows[0].exact.num, ==, 61);
  g_assert_cmpint ((int) got->rows[0].exact.den, ==, 12);

  g_autoptr (XpApportionment) divided = divide (XP_APPORTION_DHONDT, sizes, 3);
  g_auto (GStrv) divisions = xp_apportion_dup_steps (divided, NAMES);
  static const char *const DIVISIONS[] = {"第1个：一社，61÷1＝61",
                                          "第2个：二社，50÷1＝50",
                                          "第3个：一社，61÷2＝30.5",
                                          NULL};
  g_assert_true (g_strv_equal ((const char *const *) divisions, DIVISIONS));
}

/* ---- ties, the paradox, one for each ---- */

static void
test_equals_wait_for_a_lot (void)
{
  const int64_t sizes[] = {100, 100, 100, 0};
  for (int method = 0; method < XP_N_APPORTIONS; method++) {
    g_autoptr (XpApportionment) got = divide ((XpApportion) method, sizes, 4);
    g_autofree char *asked = xp_apportion_dup_tie_sentence (got, NAMES);
    g_assert_cmpint (got->n_tied, ==, 3);
    g_assert_cmpint (got->n_tied_places, ==, 1);
    g_assert_cmpint (got->rows[0].n_places + got->rows[1].n_places + got->rows[2].n_places, ==, 3);
    g_assert_cmpstr (asked, ==, "一社、二社、三社这3个组不分先后，余下的1个名额要抽签。");

    xp_apportion_draw (got, "482913", NAMES);
    g_autofree size_t *order = xp_lot_draw ("482913", NAMES, 3);
    g_autofree char *drawn = xp_apportion_dup_tie_sentence (got, NAMES);
    g_assert_cmpint (got->rows[order[0]].n_places, ==, 2);
    g_assert_nonnull (strstr (drawn, "按抽签号482913抽签，抽中"));
    g_assert_nonnull (strstr (drawn, NAMES[order[0]]));
  }
}

static void
test_the_paradox_is_said_before (void)
{
  const int64_t sizes[] = {1500, 1500, 900, 500, 500, 200, 0};
  g_autoptr (XpApportionment) at_25 = divide (XP_APPORTION_LARGEST_REMAINDER, sizes, 25);
  g_autoptr (XpApportionment) at_26 = divide (XP_APPORTION_LARGEST_REMAINDER, sizes, 26);
  g_autofree char *warning = xp_apportion_dup_warning (at_25, NAMES);
  g_assert_cmpint (at_25->n_losing, ==, 2);
  g_assert_cmpstr (warning, ==, "请留意：名额再多1个（共26个），四社、五社反而各少1个。");
  g_assert_null (xp_apportion_dup_warning (at_26, NAMES));

  const int64_t states[] = {5576330, 1387342, 3334241, 7512860, 310968, 0};
  g_autoptr (XpApportionment) at_89 = divide (XP_APPORTION_LARGEST_REMAINDER, states, 89);
  g_assert_true (at_89->rows[4].is_losing);
  g_assert_cmpint (at_89->n_losing, ==, 1);
}

static void
test_each_group_has_one_first (void)
{
  const int64_t sizes[] = {60, 30, 8, 2, 0};
  static const int EXPECTED[] = {5, 3, 1, 1}; /* one each; the other 6: 3.6 1.8 0.48 0.12 */
  g_autoptr (XpApportionment) got = divide (XP_APPORTION_EACH_FIRST, sizes, 10);
  for (size_t i = 0; i < got->n_rows; i++)
    g_assert_cmpint (got->rows[i].n_places, ==, EXPECTED[i]);

  /* Fewer places than groups: the larger ones. */
  g_autoptr (XpApportionment) few = divide (XP_APPORTION_EACH_FIRST, sizes, 2);
  g_assert_cmpint (few->rows[0].n_places, ==, 1);
  g_assert_cmpint (few->rows[1].n_places, ==, 1);
  g_assert_cmpint (few->rows[2].n_places, ==, 0);
}

static void
test_nobody_has_more_than_his_households (void)
{
  const int64_t sizes[] = {1, 1, 5, 0};
  for (int method = 0; method < XP_N_APPORTIONS; method++) {
    g_autoptr (XpApportionment) all = divide ((XpApportion) method, sizes, 20);
    g_assert_cmpint (all->n_places, ==, 7);
    for (size_t i = 0; i < all->n_rows; i++)
      g_assert_cmpint (all->rows[i].n_places, ==, (int) sizes[i]);
  }
  const int64_t none[] = {0};
  g_autoptr (XpApportionment) empty = xp_apportion_new (XP_APPORTION_DHONDT, none, 1, 3);
  g_assert_cmpint (empty->rows[0].n_places, ==, 0);
}

/* ---- of any division ---- */

enum {
  N_CASES = 20000
};

typedef struct {
  int64_t sizes[MOST_GROUPS];
  size_t n_groups;
  int n_places;
  XpApportion method;
} Case;

static Case
make_case (GRand *random)
{
  Case one = {.n_groups = (size_t) g_rand_int_range (random, 1, MOST_GROUPS + 1)};
  int64_t sum = 0;
  for (size_t i = 0; i < one.n_groups; i++) {
    one.sizes[i] = g_rand_int_range (random, 0, 60);
    sum += one.sizes[i];
  }
  one.n_places = g_rand_int_range (random, 0, (int) sum + 2);
  one.method = (XpApportion) g_rand_int_range (random, 0, XP_N_APPORTIONS);
  return one;
}

static XpApportionment *
divide_case (const Case *one)
{
  return xp_apportion_new (one->method, one->sizes, one->n_groups, one->n_places);
}

static bool
is_of_divisors (XpApportion method)
{
  return method == XP_APPORTION_SAINTE_LAGUE || method == XP_APPORTION_DHONDT;
}

static void
assert_sums (const Case *one, const XpApportionment *got)
{
  int64_t given = 0, sum = 0;
  for (size_t i = 0; i < got->n_rows; i++) {
    given += got->rows[i].n_places;
    sum += one->sizes[i];
    g_assert_cmpint (got->rows[i].n_places + got->rows[i].is_tied, <=, (int) one->sizes[i]);
    if (one->method == XP_APPORTION_LARGEST_REMAINDER) {
      g_assert_cmpint (got->rows[i].n_places, >=, got->rows[i].n_floor);
      g_assert_cmpint (got->rows[i].n_places, <=, got->rows[i].n_floor + 1);
    }
  }
  g_assert_cmpint ((int) given + got->n_tied_places, ==, (int) MIN (one->n_places, sum));
  g_assert_true ((got->n_tied == 0) == (got->n_tied_places == 0));
  g_assert_true (got->n_tied == 0 || got->n_tied > got->n_tied_places);
}

/* Groups in another order have the same places: nobody gains by standing first. */
static void
assert_anonymous (const Case *one, const XpApportionment *got)
{
  Case turned = *one;
  for (size_t i = 0; i < one->n_groups; i++)
    turned.sizes[i] = one->sizes[one->n_groups - 1 - i];
  g_autoptr (XpApportionment) other = divide_case (&turned);
  for (size_t i = 0; i < one->n_groups; i++) {
    const XpApportionRow *row = &other->rows[one->n_groups - 1 - i];
    g_assert_cmpint (got->rows[i].n_places, ==, row->n_places);
    g_assert_true (got->rows[i].is_tied == row->is_tied);
  }
}

/* One place more never costs a group one by divisors; by remainders the warning says where. */
static void
assert_house_monotone (const Case *one, const XpApportionment *got)
{
  Case larger = *one;
  larger.n_places++;
  g_autoptr (XpApportionment) more = divide_case (&larger);
  int n_losing = 0;
  for (size_t i = 0; i < one->n_groups; i++) {
    const bool is_losing = more->rows[i].n_places + more->rows[i].is_tied < got->rows[i].n_places;
    g_assert_true (got->rows[i].is_losing == is_losing);
    n_losing += is_losing;
  }
  g_assert_cmpint (got->n_losing, ==, n_losing);
  if (is_of_divisors (one->method))
    g_assert_cmpint (n_losing, ==, 0);
}

/* Who alone has grown has no fewer places, and nobody else more, by divisors. */
static void
assert_population_monotone (const Case *one, const XpApportionment *got, size_t grown)
{
  Case larger = *one;
  larger.sizes[grown] += 3;
  g_autoptr (XpApportionment) after = divide_case (&larger);
  if (!is_of_divisors (one->method) || one->n_places > got->sum)
    return;
  g_assert_cmpint (after->rows[grown].n_places + after->rows[grown].is_tied,
                   >=,
                   got->rows[grown].n_places);
  for (size_t i = 0; i < one->n_groups; i++)
    if (i != grown)
      g_assert_cmpint (after->rows[i].n_places, <=, got->rows[i].n_places + got->rows[i].is_tied);
}

static void
test_what_holds_of_any_division (void)
{
  const guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  int n_losing = 0, n_tied = 0;
  g_test_message ("seed %u", seed);
  for (int i = 0; i < N_CASES; i++) {
    const Case one = make_case (random);
    g_autoptr (XpApportionment) got = divide_case (&one);
    assert_sums (&one, got);
    assert_anonymous (&one, got);
    assert_house_monotone (&one, got);
    assert_population_monotone (&one,
                                got,
                                (size_t) g_rand_int_range (random, 0, (int) one.n_groups));
    n_losing += got->n_losing > 0;
    n_tied += got->n_tied > 0;
  }
  g_assert_cmpint (n_losing, >, 0); /* else the generator never came to where it matters */
  g_assert_cmpint (n_tied, >, 0);
  g_test_message ("%d cases, %d with the paradox, %d with a lot", N_CASES, n_losing, n_tied);
}

/* ---- the lot ---- */

/* printf 482913:17 | sha256sum: 65da…; of 3 ac66…, of 17-2 485e…, of 23 bd84…. */
static void
test_a_lot_can_be_drawn_again (void)
{
  static const char *const NUMBERS[] = {"3", "17", "17-2", "23"};
  g_autofree size_t *order = xp_lot_draw ("482913", NUMBERS, G_N_ELEMENTS (NUMBERS));
  static const size_t EXPECTED[] = {2, 1, 0, 3};
  for (size_t i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    g_assert_cmpuint (order[i], ==, EXPECTED[i]);

  /* Who stays does not change sides because somebody else is not there. */
  static const char *const FEWER[] = {"23", "3"};
  g_autofree size_t *without = xp_lot_draw ("482913", FEWER, G_N_ELEMENTS (FEWER));
  size_t at_3 = 0, at_23 = 0;
  for (size_t i = 0; i < G_N_ELEMENTS (NUMBERS); i++) {
    at_3 = order[i] == 0 ? i : at_3;
    at_23 = order[i] == 3 ? i : at_23;
  }
  g_assert_true ((without[0] == 1) == (at_3 < at_23));
}

static void
test_a_lot_is_fair (void)
{
  enum {
    N_DRAWS = 6000,
    N = 3
  };
  int n_first[N] = {0};
  for (int i = 0; i < N_DRAWS; i++) {
    static const char *const NUMBERS[N] = {"1", "2", "3"};
    g_autofree char *seed = xp_lot_dup_seed ((unsigned long long) i);
    g_autofree size_t *order = xp_lot_draw (seed, NUMBERS, N);
    n_first[order[0]]++;
  }
  for (int i = 0; i < N; i++) {
    g_assert_cmpint (n_first[i], >, N_DRAWS / N - 200); /* five deviations */
    g_assert_cmpint (n_first[i], <, N_DRAWS / N + 200);
  }
}

static void
test_a_seed_is_digits (void)
{
  g_assert_true (xp_lot_is_seed ("0"));
  g_assert_true (xp_lot_is_seed ("123456789012"));
  g_assert_false (xp_lot_is_seed (""));
  g_assert_false (xp_lot_is_seed ("1234567890123"));
  g_assert_false (xp_lot_is_seed ("12a"));
  g_autofree char *seed = xp_lot_dup_seed (17048213ULL);
  g_assert_cmpstr (seed, ==, "048213");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/apportion/published", test_published_tables);
  g_test_add_func ("/apportion/order", test_places_are_taken_in_order);
  g_test_add_func ("/apportion/steps", test_every_step_is_kept);
  g_test_add_func ("/apportion/tie", test_equals_wait_for_a_lot);
  g_test_add_func ("/apportion/paradox", test_the_paradox_is_said_before);
  g_test_add_func ("/apportion/each-first", test_each_group_has_one_first);
  g_test_add_func ("/apportion/full", test_nobody_has_more_than_his_households);
  g_test_add_func ("/apportion/properties", test_what_holds_of_any_division);
  g_test_add_func ("/lot/again", test_a_lot_can_be_drawn_again);
  g_test_add_func ("/lot/fair", test_a_lot_is_fair);
  g_test_add_func ("/lot/seed", test_a_seed_is_digits);
  return g_test_run ();
}

/* The points of a year: two balances, caps, ladders, warnings first, what is reversed. */
#include "xp-ledger.h"

#include "xp-rubric-text.h"

#include <string.h>

enum {
  MOST_EVENTS = 24
};

static XpRubric *
read_form (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "../rubrics/jifen-ledger.rubric", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  XpRubric *rubric = xp_rubric_from_text (text, "jifen-ledger", path, &error);
  g_assert_no_error (error);
  return rubric;
}

typedef struct {
  const char *item;
  int month, day;
  int amount;
  int points; /* whole ones, as the meeting fixed them; 0: the item's */
  bool is_warning;
  int reverses; /* place of the event from 1; 0: none */
} Told;

static size_t
make_events (const XpRubric *rubric, const Told *told, XpLedgerEvent *events)
{
  size_t n = 0;
  for (; told[n].item != NULL; n++) {
    const XpItem *item = xp_rubric_lookup_item (rubric, told[n].item);
    g_assert_nonnull (item);
    XpLedgerEvent *event = &events[n];
    *event = (XpLedgerEvent){.uid = (int64_t) n + 1,
                             .item = item,
                             .amount = told[n].amount * (item->mode == XP_MODE_TIER ? 100 : 1),
                             .has_points = told[n].points != 0,
                             .points_hundredths = told[n].points * 100,
                             .is_warning = told[n].is_warning,
                             .reverses_uid = told[n].reverses};
    g_date_set_dmy (&event->day, (GDateDay) told[n].day, (GDateMonth) told[n].month, 2026);
  }
  return n;
}

/* ---- years that were worked out by hand ---- */

static const struct {
  const char *why;
  Told told[MOST_EVENTS];
  int64_t carried, redeemed;
  int64_t score, redeemable; /* hundredths */
  bool is_barred;
  int n_public_works;
  const char *words[MOST_EVENTS]; /* of each event; NULL: not looked at */
} YEARS[] = {
  {"nothing happened", {{NULL}}, 0, 0, 10000, 10000, false, 0, {NULL}},
  {"11: a year, with 30 redeemed",
   {{"5", 3, 1, 3},
    {"2", 4, 2, 1},
    {"2", 4, 20, 1},
    {"7", 5, 1, 52},
    {"3", 6, 1, 1, 0, true},
    {"3", 7, 1, 1}},
   0,
   3000,
   11500,
   8500,
   false,
   3,
   {"加6分", "加1分", "已达封顶", "加10分", "只登记劝告，不扣分", "减2分"}},
  {"12: seven times after the warning",
   {{"9", 1, 1, 1, 0, true},
    {"9", 2, 1, 1},
    {"9", 2, 2, 1},
    {"9", 2, 3, 1},
    {"9", 2, 4, 1},
    {"9", 2, 5, 1},
    {"9", 2, 6, 1},
    {"9", 2, 7, 1}},
   0,
   0,
   9000,
   9000,
   false,
   0,
   {"只登记劝告，不扣分", "减2分", "减2分", "减2分", "减2分", "减2分", "已达封顶", "已达封顶"}},
  {"the first is the warning where nobody wrote one",
   {{"3", 3, 9, 1}, {"3", 3, 1, 2}, {"3", 3, 2, 1}},
   0,
   0,
   9600,
   9600,
   false,
   0,
   {"减2分", "只登记劝告，不扣分", "减2分"}},
  {"a warning of the same day comes before",
   {{"3", 3, 1, 2}, {"3", 3, 1, 1, 0, true}},
   0,
   0,
   9600,
   9600,
   false,
   0,
   {"减4分", "只登记劝告，不扣分"}},
  {"who was only warned is not barred",
   {{"20", 6, 6, 1, 0, true}},
   0,
   0,
   10000,
   10000,
   false,
   0,
   {"只登记劝告，不扣分"}},
  {"a warning that was taken back warns nobody",
   {{"3", 3, 1, 1, 0, true}, {"3", 3, 2, 1}, {"3", 3, 3, 1, 0, false, 1}},
   0,
   0,
   10000,
   10000,
   false,
   0,
   {"已冲销", "只登记劝告，不扣分", "冲销"}},
  {"a month's cap begins again with the month",
   {{"2", 1, 31, 2}, {"2", 2, 1, 1}},
   0,
   0,
   10200,
   10200,
   false,
   0,
   {"加1分，已达封顶", "加1分"}},
  {"a ladder gives its highest rung once",
   {{"7", 1, 1, 9}, {"7", 2, 1, 1}, {"7", 3, 1, 30}, {"7", 4, 1, 300}, {"7", 5, 1, 10}},
   0,
   0,
   12000,
   12000,
   false,
   0,
   {"记入累计，还没到下一档", "加2分", "加3分", "加15分", "记入累计，还没到下一档"}},
  {"the meeting fixes the points, the cap holds them",
   {{"8", 1, 1, 1, 15}, {"8", 2, 1, 1, 10}, {"8", 3, 1, 1, 5}},
   0,
   0,
   12000,
   12000,
   false,
   0,
   {"加15分", "加5分，已达封顶", "已达封顶"}},
  {"a veto bars and takes points", {{"20", 6, 6, 1}}, 0, 0, 8000, 8000, true, 0, {"减20分"}},
  {"not when it was taken back",
   {{"20", 6, 6, 1}, {"20", 6, 7, 1, 0, false, 1}},
   0,
   0,
   10000,
   10000,
   false,
   0,
   {"已冲销", "冲销"}},
  {"what was carried over is for redeeming only",
   {{"21", 1, 1, 2}},
   5000,
   16000,
   10200,
   -800,
   false,
   0,
   {"加2分"}},
};

static void
test_years (void)
{
  g_autoptr (XpRubric) rubric = read_form ();
  for (size_t i = 0; i < G_N_ELEMENTS (YEARS); i++) {
    XpLedgerEvent events[MOST_EVENTS];
    const size_t n = make_events (rubric, YEARS[i].told, events);
    g_autoptr (XpLedger) ledger =
      xp_ledger_new (rubric, events, n, YEARS[i].carried, YEARS[i].redeemed);
    g_test_message ("%s", YEARS[i].why);
    g_assert_cmpuint (ledger->n_lines, ==, n);
    for (size_t k = 0; k < n && YEARS[i].words[k] != NULL; k++) {
      g_autofree char *words = xp_ledger_line_to_text (&ledger->lines[k]);
      g_assert_cmpstr (words, ==, YEARS[i].words[k]);
    }
    g_assert_cmpint (ledger->score_hundredths, ==, YEARS[i].score);
    g_assert_cmpint (ledger->redeemable_hundredths, ==, YEARS[i].redeemable);
    g_assert_cmpint (ledger->is_barred, ==, YEARS[i].is_barred);
    g_assert_cmpint (ledger->n_public_works, ==, YEARS[i].n_public_works);
  }
}

/* ---- whatever happens ---- */

static const int N_RANDOM_YEARS = 20000;

static size_t
draw_events (GRand *random, const XpRubric *rubric, XpLedgerEvent *events)
{
  const size_t n = (size_t) g_rand_int_range (random, 0, MOST_EVENTS);
  for (size_t i = 0; i < n; i++) {
    const XpItem *item = NULL;
    while (item == NULL || !xp_ledger_is_kept (rubric, item))
      item = &rubric->items[g_rand_int_range (random, 0, (gint32) rubric->n_items)];
    XpLedgerEvent *event = &events[i];
    *event = (XpLedgerEvent){.uid = (int64_t) i + 1, .item = item};
    event->amount = g_rand_int_range (random, 1, item->mode == XP_MODE_TIER ? 9000 : 5);
    event->has_points = xp_ledger_is_discretionary (item) && g_rand_boolean (random);
    if (event->has_points)
      event->points_hundredths = 100 * g_rand_int_range (random,
                                                         (gint32) item->min_hundredths / 100,
                                                         (gint32) item->max_hundredths / 100 + 1);
    event->is_warning = item->gate_kind == XP_GATE_WARN && g_rand_int_range (random, 0, 4) == 0;
    g_date_set_dmy (&event->day,
                    (GDateDay) g_rand_int_range (random, 1, 4),
                    (GDateMonth) g_rand_int_range (random, 1, 4),
                    2026);
  }
  return n;
}

static void
shuffle (GRand *random, XpLedgerEvent *events, size_t n)
{
  for (size_t i = n; i > 1; i--) {
    const size_t k = (size_t) g_rand_int_range (random, 0, (gint32) i);
    const XpLedgerEvent moved = events[i - 1];
    events[i - 1] = events[k];
    events[k] = moved;
  }
}

/* What the lines of one item come to, in the year or in one month (@month 0: all). */
static int64_t
sum_lines (const XpLedger *ledger, const XpLedgerEvent *events, const XpItem *item, int month)
{
  int64_t sum = 0;
  for (size_t i = 0; i < ledger->n_lines; i++)
    if (events[i].item == item && (month == 0 || (int) g_date_get_month (&events[i].day) == month))
      sum += ledger->lines[i].counted_hundredths;
  return sum;
}

static void
assert_no_cap_is_passed (const XpRubric *rubric,
                         const XpLedger *ledger,
                         const XpLedgerEvent *events)
{
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const bool is_monthly = item->cap_period == XP_CAP_MONTH;
    for (int month = is_monthly ? 1 : 0; month <= (is_monthly ? 12 : 0); month++) {
      const int64_t sum = sum_lines (ledger, events, item, month);
      if (item->cap_period != XP_CAP_NONE)
        g_assert_cmpint (ABS (sum), <=, ABS (item->cap_hundredths));
      if (item->mode == XP_MODE_TIER)
        g_assert_cmpint (sum, <=, item->max_hundredths);
    }
  }
}

static void
assert_lines_add_up (const XpLedger *ledger)
{
  int64_t sum = ledger->base_hundredths;
  for (size_t i = 0; i < ledger->n_lines; i++)
    sum += ledger->lines[i].counted_hundredths;
  g_assert_cmpint (sum, ==, ledger->score_hundredths);
  g_assert_cmpint (ledger->redeemable_hundredths,
                   ==,
                   ledger->score_hundredths + ledger->carried_hundredths -
                     ledger->redeemed_hundredths);
}

static void
assert_same (const XpLedger *one, const XpLedger *other)
{
  g_assert_cmpint (one->score_hundredths, ==, other->score_hundredths);
  g_assert_cmpint (one->redeemable_hundredths, ==, other->redeemable_hundredths);
  g_assert_cmpint (one->is_barred, ==, other->is_barred);
  g_assert_cmpint (one->n_public_works, ==, other->n_public_works);
}

/* One event more, and its reversal: as before, wherever the two lie. */
static void
assert_reversal_restores (GRand *random,
                          const XpRubric *rubric,
                          const XpLedger *before,
                          const XpLedgerEvent *events,
                          size_t n)
{
  XpLedgerEvent more[2 * MOST_EVENTS];
  memcpy (more, events, n * sizeof *events);
  while (draw_events (random, rubric, &more[n]) == 0)
    ;
  more[n].uid = 1000;
  more[n + 1] = more[n];
  more[n + 1].uid = 1001;
  more[n + 1].reverses_uid = 1000;
  shuffle (random, more, n + 2);
  g_autoptr (XpLedger) after = xp_ledger_new (rubric, more, n + 2, 500, 300);
  assert_same (before, after);
}

static void
test_properties (void)
{
  g_autoptr (XpRubric) rubric = read_form ();
  const guint32 seed = g_test_rand_int ();
  g_test_message ("seed %u", seed);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  for (int i = 0; i < N_RANDOM_YEARS; i++) {
    XpLedgerEvent events[MOST_EVENTS];
    const size_t n = draw_events (random, rubric, events);
    g_autoptr (XpLedger) ledger = xp_ledger_new (rubric, events, n, 500, 300);
    assert_lines_add_up (ledger);
    assert_no_cap_is_passed (rubric, ledger, events);
    assert_reversal_restores (random, rubric, ledger, events, n);

    shuffle (random, events, n);
    g_autoptr (XpLedger) shuffled = xp_ledger_new (rubric, events, n, 500, 300);
    assert_same (ledger, shuffled);
    g_autoptr (XpLedger) redeemed = xp_ledger_new (rubric, events, n, 500, 1300);
    g_assert_cmpint (redeemed->score_hundredths, ==, ledger->score_hundredths);
    g_assert_cmpint (redeemed->redeemable_hundredths, ==, ledger->redeemable_hundredths - 1000);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/years", test_years);
  g_test_add_func ("/ledger/properties", test_properties);
  return g_test_run ();
}

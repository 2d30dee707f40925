/* The same sheets typed twice: what differs, and by which slip. */
#include "xp-test-round.h"

#include "xp-differences.h"

#include <string.h>

static const char GANJING[] = "../rubrics/ganjing-renjia.rubric";
static const char SCORES[] = "data/rubrics/two-marks.rubric";

typedef struct {
  XpRound *round;
  XpTally *first, *second;
} Twice;

static void
begin (Twice *f, const char *form, XpCombine combine, int n_judges, int n_entrants)
{
  f->round = xp_test_round_new (form, combine, n_judges, n_entrants);
  f->first = xp_tally_new (f->round);
  f->second = xp_tally_new (f->round);
}

static void
end (Twice *f)
{
  xp_tally_free (f->first);
  xp_tally_free (f->second);
  xp_round_unref (f->round);
}

/* “4=2 15=1” goes on one sheet. */
static void
type (XpTally *tally, int entrant_no, int judge_no, const char *marks)
{
  g_auto (GStrv) pairs = g_strsplit (marks, " ", -1);
  for (int i = 0; marks[0] != '\0' && pairs[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
    xp_test_put (tally, entrant_no, judge_no, pair[0], pair[1]);
  }
}

/* “4:串行-1#1 …”: what was found, a word a cell. */
static char *
describe (const Twice *f, const XpDifferences *differences)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < differences->cells->len; i++) {
    const XpDifference *cell = &g_array_index (differences->cells, XpDifference, i);
    g_string_append_printf (text,
                            "%s%d/%s:%s",
                            i > 0 ? " " : "",
                            cell->entrant_no,
                            f->round->rubric->items[cell->item_at - 1].no,
                            xp_slip_get_word (cell->slip));
    if (cell->shift != 0)
      g_string_append_printf (text, "%+d", cell->shift);
    g_string_append_printf (text, "#%d", cell->block);
  }
  return g_string_free (text, FALSE);
}

/* ---- one agreed sheet of counts, closed ---- */

static const struct {
  const char *why, *first, *second, *found;
} COUNTS[] = {
  {"the same", "4=2 15=1", "4=2 15=1", ""},
  {"nothing found is what closing says", "4=0", "", ""},
  {"a gate that closing meets", "G1=是", "", ""},
  {"one is missing", "4=2 15=1", "4=2", "1/15:漏了一项#1"},
  {"another count", "4=2", "4=3", "1/4:不一样#1"},
  {"digits changed", "4=12", "4=21", "1/4:数字颠倒#1"},
  {"ten times as many", "4=1", "4=10", "1/4:小数点#1"},
  {"does not apply", "20=不适用", "20=2", "1/20:不一样#1"},
  {"two that have nothing to do with one another",
   "4=2 15=1",
   "4=3 15=2",
   "1/4:不一样#1 1/15:不一样#2"},
  {"one row down: each in the place of the next",
   "4=2 5=1 7=3",
   "5=2 6=1 8=3",
   "1/4:串行-1#1 1/5:串行-1#1 1/6:串行-1#1 1/7:串行-1#1 1/8:串行-1#1"},
  {"one row up",
   "4=2 5=1 7=3",
   "3=2 4=1 6=3",
   "1/3:串行+1#1 1/4:串行+1#1 1/5:串行+1#1 1/6:串行+1#1 1/7:串行+1#1"},
};

static void
test_each_slip_has_its_name (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (COUNTS); i++) {
    Twice f;
    begin (&f, GANJING, XP_COMBINE_CONSENSUS, 0, 1);
    type (f.first, 1, 0, COUNTS[i].first);
    type (f.second, 1, 0, COUNTS[i].second);
    xp_test_close_all (f.first);
    xp_test_close_all (f.second);
    g_autoptr (XpDifferences) differences = xp_differences_new (f.first, f.second, NULL, 0);
    g_autofree char *found = describe (&f, differences);
    g_test_message ("%s", COUNTS[i].why);
    g_assert_cmpstr (found, ==, COUNTS[i].found);
    g_assert_cmpint (differences->n_sheets, ==, 1);
    g_assert_cmpint (differences->n_cells, ==, 29);
    end (&f);
  }
}

static void
test_what_is_not_typed_twice_is_not_compared (void)
{
  Twice f;
  begin (&f, GANJING, XP_COMBINE_CONSENSUS, 0, 3);
  for (int no = 1; no <= 3; no++) {
    type (f.first, no, 0, "4=2");
    type (f.second, no, 0, "4=3");
  }
  xp_tally_set_closed (f.first, 1, 0, true);
  xp_tally_set_closed (f.second, 2, 0, true);
  xp_tally_set_closed (f.first, 3, 0, true);
  xp_tally_set_closed (f.second, 3, 0, true);
  xp_tally_set_state (f.first, 3, XP_STATE_AWAY);
  g_autoptr (XpDifferences) none = xp_differences_new (f.first, f.second, NULL, 0);
  g_assert_cmpint (none->n_sheets, ==, 0);
  g_assert_cmpuint (none->cells->len, ==, 0);
  xp_tally_set_state (f.first, 3, XP_STATE_PRESENT);
  g_autoptr (XpDifferences) one = xp_differences_new (f.first, f.second, NULL, 3);
  g_assert_cmpint (one->n_sheets, ==, 1);
  g_assert_cmpuint (one->cells->len, ==, 1);
  xp_tally_set_recused (f.first, 3, 0, true);
  g_autoptr (XpDifferences) recused = xp_differences_new (f.first, f.second, NULL, 3);
  g_assert_cmpint (recused->n_sheets, ==, 0);
  end (&f);
}

/* ---- whole sheets ---- */

static void
test_the_neighbour_is_recognised (void)
{
  Twice f;
  begin (&f, GANJING, XP_COMBINE_CONSENSUS, 0, 3);
  type (f.first, 1, 0, "4=2 9=1");
  type (f.first, 2, 0, "6=1 11=2");
  type (f.first, 3, 0, "");
  type (f.second, 1, 0, "4=2 9=1");
  type (f.second, 2, 0, "4=2 9=1");
  type (f.second, 3, 0, "");
  xp_test_close_all (f.first);
  xp_test_close_all (f.second);
  g_autoptr (XpDifferences) differences = xp_differences_new (f.first, f.second, NULL, 0);
  g_autofree char *found = describe (&f, differences);
  g_assert_cmpstr (found, ==, "2/4:串户-1#1 2/6:串户-1#1 2/9:串户-1#1 2/11:串户-1#1");
  end (&f);
}

/* The paper was looked at for the first household: the second is still known as its neighbour. */
static void
test_settling_one_hides_no_other (void)
{
  Twice f;
  begin (&f, GANJING, XP_COMBINE_CONSENSUS, 0, 2);
  type (f.first, 1, 0, "4=4 9=1");
  type (f.first, 2, 0, "6=1 11=2");
  type (f.second, 1, 0, "4=3 9=1");
  type (f.second, 2, 0, "4=2 9=1");
  xp_test_close_all (f.first);
  xp_test_close_all (f.second);
  const XpHeldBefore was = {
    .entrant_no = 1,
    .item_at = xp_rubric_lookup_item (f.round->rubric, "4")->at,
    .held = {.entered = 2},
  };
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (XpHeldBefore));
  g_array_append_val (before, was);
  g_autoptr (XpDifferences) differences = xp_differences_new (f.first, f.second, before, 0);
  g_autofree char *found = describe (&f, differences);
  g_assert_cmpstr (found, ==, "1/4:不一样#1 2/4:串户-1#2 2/6:串户-1#2 2/9:串户-1#2 2/11:串户-1#2");
  g_assert_cmpint (g_array_index (differences->cells, XpDifference, 0).first.entered, ==, 4);
  end (&f);
}

static void
test_the_judge_beside_is_recognised (void)
{
  static const char *const SHEETS[] = {"1=8 2=80", "1=9 2=70.5", "1=7.5 2=60"};
  Twice f;
  begin (&f, SCORES, XP_COMBINE_MEAN, 3, 1);
  for (int judge = 1; judge <= 3; judge++) {
    type (f.first, 1, judge, SHEETS[judge - 1]);
    type (f.second, 1, judge, SHEETS[judge < 3 ? judge : 0]);
  }
  g_autoptr (XpDifferences) differences = xp_differences_new (f.first, f.second, NULL, 0);
  g_autofree char *found = describe (&f, differences);
  g_assert_cmpstr (found,
                   ==,
                   "1/1:串列+1#1 1/2:串列+1#1 1/1:串列+1#2 1/2:串列+1#2 1/1:不一样#3 "
                   "1/2:不一样#4");
  g_assert_cmpint (differences->n_sheets, ==, 3);
  g_assert_cmpint (differences->n_cells, ==, 6);
  end (&f);
}

static void
test_a_score_that_is_not_there_differs (void)
{
  Twice f;
  begin (&f, SCORES, XP_COMBINE_MEAN, 1, 1);
  type (f.first, 1, 1, "1=8.5 2=80");
  type (f.second, 1, 1, "1=8.5 2=8");
  g_autoptr (XpDifferences) differences = xp_differences_new (f.first, f.second, NULL, 0);
  g_autofree char *found = describe (&f, differences);
  g_assert_cmpstr (found, ==, "1/2:小数点#1");
  const XpHeld nothing = xp_held_get (f.second, 1, 1, 1);
  const XpHeld same = xp_held_get (f.first, 1, 1, 1);
  g_assert_true (xp_held_equal (&nothing, &same));
  xp_tally_take_back (f.second, 1, 1, 1);
  const XpHeld blank = xp_held_get (f.second, 1, 1, 1);
  g_assert_true (blank.is_blank);
  g_assert_false (xp_held_equal (&blank, &same));
  end (&f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/differences/slips", test_each_slip_has_its_name);
  g_test_add_func ("/differences/once", test_what_is_not_typed_twice_is_not_compared);
  g_test_add_func ("/differences/neighbour", test_the_neighbour_is_recognised);
  g_test_add_func ("/differences/settled", test_settling_one_hides_no_other);
  g_test_add_func ("/differences/judge-beside", test_the_judge_beside_is_recognised);
  g_test_add_func ("/differences/score", test_a_score_that_is_not_there_differs);
  return g_test_run ();
}

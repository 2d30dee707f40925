/* 还差什么: which sheets are waited for, and which items on them. */
#include "xp-test-round.h"

#include "xp-missing.h"

#include <string.h>

static const char GANJING[] = "../rubrics/ganjing-renjia.rubric";
static const char SCORES[] = "data/rubrics/two-marks.rubric";

/* “1/2:3+1”: entrant, judge, the first item, how many are asked; * where something is marked. */
static char *
describe (const XpTally *tally)
{
  g_autoptr (GArray) list = xp_missing_list (tally);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < list->len; i++) {
    const XpMissingSheet *sheet = &g_array_index (list, XpMissingSheet, i);
    g_string_append_printf (text,
                            "%s%d/%d:%d+%d%s",
                            i > 0 ? " " : "",
                            sheet->entrant_no,
                            sheet->judge_no,
                            sheet->item_at,
                            sheet->n_asked,
                            sheet->is_started ? "*" : "");
  }
  return g_string_free (text, FALSE);
}

static void
assert_missing (const XpTally *tally, const char *expected)
{
  g_autofree char *text = describe (tally);
  g_assert_cmpstr (text, ==, expected);
}

/* Blank deductions are asked for by nobody: such a sheet only waits to be closed. */
static void
test_deductions_wait_to_be_closed (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 2);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  assert_missing (tally, "1/0:1+0 2/0:1+0");
  xp_test_put (tally, 1, 0, "4", "2");
  assert_missing (tally, "1/0:1+0* 2/0:1+0");
  xp_tally_set_closed (tally, 1, 0, true);
  assert_missing (tally, "2/0:1+0");
  xp_tally_set_state (tally, 2, XP_STATE_AWAY);
  assert_missing (tally, "");
}

static void
test_scores_are_asked_of_each_judge (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (SCORES, XP_COMBINE_MEAN, 3, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  assert_missing (tally, "1/1:1+2 1/2:1+2 1/3:1+2");
  xp_test_put (tally, 1, 1, round->rubric->items[0].no, "1");
  xp_tally_set_recused (tally, 1, 2, true);
  assert_missing (tally, "1/1:2+1* 1/3:1+2");
  g_autoptr (GArray) items = xp_missing_list_items (tally, 1, 1);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpint (g_array_index (items, int, 0), ==, 2);
  xp_test_put (tally, 1, 1, round->rubric->items[1].no, "1");
  assert_missing (tally, "1/3:1+2");
}

static void
test_who_is_absent_is_not_waited_for (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (SCORES, XP_COMBINE_MEAN, 2, 1);
  for (size_t i = 0; i < round->n_judges; i++)
    round->judges[i].is_absent = round->judges[i].no == 2;
  g_autoptr (XpTally) tally = xp_tally_new (round);
  assert_missing (tally, "1/1:1+2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/missing/deductions", test_deductions_wait_to_be_closed);
  g_test_add_func ("/missing/scores", test_scores_are_asked_of_each_judge);
  g_test_add_func ("/missing/absent", test_who_is_absent_is_not_waited_for);
  return g_test_run ();
}

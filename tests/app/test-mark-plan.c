/* Where a key goes in each view: a form of a gate and three items, three households. */
#include "xp-mark-plan.h"

#include <string.h>

static XpRubric *
make_form (void)
{
  static const char *const NOS[] = {"G1", "1", "2", "3"};
  XpRubric *form = xp_rubric_new ();
  form->n_items = G_N_ELEMENTS (NOS);
  form->items = g_new0 (XpItem, form->n_items);
  for (size_t i = 0; i < form->n_items; i++) {
    XpItem *item = &form->items[i];
    item->at = (int) i + 1;
    item->mode = i == 0 ? XP_MODE_GATE : XP_MODE_DEDUCT;
    item->no = g_strdup (NOS[i]);
    item->section = g_strdup (i < 3 ? "院" : "屋");
    item->name = g_strdup ("地面");
    item->criterion = g_strdup ("");
    item->unit = g_strdup ("处");
    item->points_text = g_strdup ("");
    item->cap = g_strdup ("");
    item->gate = g_strdup ("");
    item->gate_name = g_strdup ("");
    item->by = g_strdup ("");
    item->instead_of = g_strdup ("");
    item->note = g_strdup ("");
  }
  return form;
}

static XpRound *
make_round (int n_judges)
{
  XpRound *round = xp_round_new ();
  round->rubric = make_form ();
  round->name = g_strdup ("一轮");
  round->rules.combine = n_judges > 0 ? XP_COMBINE_MEAN : XP_COMBINE_CONSENSUS;
  round->n_judges = (size_t) MAX (n_judges, 1);
  round->judges = g_new0 (XpJudge, round->n_judges);
  for (size_t i = 0; i < round->n_judges; i++)
    round->judges[i] =
      (XpJudge){n_judges > 0 ? (int) i + 1 : 0, g_strdup ("甲"), g_strdup (""), false};
  round->n_entrants = 3;
  round->entrants = g_new0 (XpEntrant, 3);
  for (int i = 0; i < 3; i++)
    round->entrants[i] = (XpEntrant){.no = i + 1, .number = i + 1};
  return round;
}

/* The second household's sheets of the first judge. */
static bool
is_closed (gpointer data, int entrant_no, int judge_no)
{
  return entrant_no == 2 && judge_no <= 1;
}

static const struct {
  const char *why;
  XpMarkView view;
  int n_judges;
  XpMarkPlace from;
  XpMarkStep step;
  XpMarkPlace expected;
} CASES[] = {
  {"down a judge's column", XP_VIEW_HOUSEHOLD, 2, {1, 1, 2}, XP_STEP_ON, {1, 1, 3}},
  {"then the next judge's, over the gate", XP_VIEW_HOUSEHOLD, 2, {1, 1, 4}, XP_STEP_ON, {1, 2, 2}},
  {"then the next household, over what is closed",
   XP_VIEW_HOUSEHOLD,
   2,
   {1, 2, 4},
   XP_STEP_ON,
   {2, 2, 2}},
  {"and round to the first", XP_VIEW_HOUSEHOLD, 2, {3, 2, 4}, XP_STEP_ON, {1, 1, 2}},
  {"back up", XP_VIEW_HOUSEHOLD, 2, {1, 2, 2}, XP_STEP_BACK, {1, 1, 4}},
  {"back to the household before", XP_VIEW_HOUSEHOLD, 2, {1, 1, 2}, XP_STEP_BACK, {3, 2, 4}},
  {"along the row", XP_VIEW_TABLE, 2, {1, 1, 2}, XP_STEP_ON, {1, 1, 3}},
  {"then the next row that is open", XP_VIEW_TABLE, 2, {1, 1, 4}, XP_STEP_ON, {3, 1, 2}},
  {"for another judge it is open", XP_VIEW_TABLE, 2, {1, 2, 4}, XP_STEP_ON, {2, 2, 2}},
  {"by consensus too", XP_VIEW_TABLE, 0, {3, 0, 4}, XP_STEP_ON, {1, 0, 2}},
  {"right", XP_VIEW_TABLE, 2, {1, 1, 2}, XP_STEP_RIGHT, {1, 1, 3}},
  {"right is the next judge", XP_VIEW_HOUSEHOLD, 2, {1, 1, 2}, XP_STEP_RIGHT, {1, 2, 2}},
  {"left stays inside", XP_VIEW_TABLE, 2, {1, 1, 1}, XP_STEP_LEFT, {1, 1, 1}},
  {"down goes into what is closed too", XP_VIEW_TABLE, 2, {1, 1, 2}, XP_STEP_DOWN, {2, 1, 2}},
  {"home", XP_VIEW_TABLE, 2, {2, 1, 3}, XP_STEP_HOME, {2, 1, 1}},
  {"end", XP_VIEW_TABLE, 2, {2, 1, 3}, XP_STEP_END, {2, 1, 4}},
  {"the last cell", XP_VIEW_TABLE, 2, {1, 1, 1}, XP_STEP_LAST, {3, 1, 4}},
  {"a page", XP_VIEW_TABLE, 2, {1, 1, 2}, XP_STEP_PAGE_DOWN, {3, 1, 2}},
  {"is a household there", XP_VIEW_HOUSEHOLD, 2, {3, 2, 3}, XP_STEP_PAGE_DOWN, {1, 2, 3}},
};

static void
test_keys_go_where_they_should (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].why);
    g_autoptr (XpRound) round = make_round (CASES[i].n_judges);
    g_autoptr (XpMarkPlan) plan = xp_mark_plan_new (round, CASES[i].view);
    const XpMarkPlace got =
      xp_mark_plan_step (plan, &CASES[i].from, CASES[i].step, 2, is_closed, NULL);
    g_assert_cmpint (got.entrant_no, ==, CASES[i].expected.entrant_no);
    g_assert_cmpint (got.judge_no, ==, CASES[i].expected.judge_no);
    g_assert_cmpint (got.item_at, ==, CASES[i].expected.item_at);
  }
}

/* Where everything is closed a key stays where it is. */
static bool
all_closed (gpointer data, int entrant_no, int judge_no)
{
  return true;
}

static void
test_a_closed_round_goes_nowhere (void)
{
  g_autoptr (XpRound) round = make_round (2);
  g_autoptr (XpMarkPlan) plan = xp_mark_plan_new (round, XP_VIEW_TABLE);
  const XpMarkPlace from = {2, 1, 4};
  const XpMarkPlace got = xp_mark_plan_step (plan, &from, XP_STEP_ON, 2, all_closed, NULL);
  g_assert_cmpmem (&got, sizeof got, &from, sizeof from);
}

static void
test_places_and_cells_are_the_same (void)
{
  g_autoptr (XpRound) round = make_round (2);
  for (XpMarkView view = XP_VIEW_HOUSEHOLD; view < XP_N_VIEWS; view++) {
    g_autoptr (XpMarkPlan) plan = xp_mark_plan_new (round, view);
    const XpMarkPlace now = {3, 2, 4};
    const int row = xp_mark_plan_get_row (plan, &now);
    const int column = xp_mark_plan_get_column (plan, &now);
    const XpMarkPlace again = xp_mark_plan_get_place (plan, &now, row, column);
    g_assert_cmpmem (&again, sizeof again, &now, sizeof now);
    g_assert_cmpint (row, <, xp_mark_plan_get_n_rows (plan));
    g_assert_cmpint (column, <, xp_mark_plan_get_n_columns (plan));
  }
}

static void
test_views_of_one_sheet_are_two (void)
{
  g_autoptr (XpRound) several = make_round (2);
  g_autoptr (XpRound) one = make_round (0);
  g_assert_cmpint (xp_mark_view_next (XP_VIEW_SHEET, several), ==, XP_VIEW_HOUSEHOLD);
  g_assert_cmpint (xp_mark_view_next (XP_VIEW_HOUSEHOLD, several), ==, XP_VIEW_TABLE);
  g_assert_cmpint (xp_mark_view_next (XP_VIEW_TABLE, several), ==, XP_VIEW_SHEET);
  g_assert_cmpint (xp_mark_view_next (XP_VIEW_SHEET, one), ==, XP_VIEW_TABLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-plan/steps", test_keys_go_where_they_should);
  g_test_add_func ("/mark-plan/all-closed", test_a_closed_round_goes_nowhere);
  g_test_add_func ("/mark-plan/places", test_places_and_cells_are_the_same);
  g_test_add_func ("/mark-plan/views", test_views_of_one_sheet_are_two);
  return g_test_run ();
}

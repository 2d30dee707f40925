/* A slip is put right in two keys: Ctrl+Z takes it back wherever one types, and the cursor stands
 * where it happened, so that the right key is the next. */
#include "xp-test-window.h"

#include "xp-cells-view.h"
#include "xp-marking.h"
#include "xp-second-pane.h"
#include "xp-second-work.h"

#include <string.h>

/* ---- hands ---- */

static XpDesk *
desk_of (TestWindow *f)
{
  return xp_window_get_desk (f->window);
}

/* Two judges; with it, it is typed the second time where @is_second. */
static void
open_round (TestWindow *f, bool is_second)
{
  static const char *const JUDGES[] = {"李明", "王秀兰", NULL};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "二轮",
                            .judges = JUDGES,
                            .combine = "平均"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (desk_of (f), &spec, &error);
  g_assert_no_error (error);
  xp_test_settle ();
  if (!is_second)
    return;
  g_assert_true (xp_second_work_ask (desk_of (f), uid, 0, NULL, &error));
  gtk_widget_activate_action (GTK_WIDGET (f->marks), "marks.second", NULL);
  xp_test_settle ();
  xp_desk_set_who (desk_of (f), "李文书"); /* who typed nothing of the first */
  g_signal_emit_by_name (xp_test_find_button (GTK_WIDGET (f->window), "录第二遍"), "clicked");
  xp_test_settle ();
  g_assert_true (xp_marking_is_second (xp_marks_page_get_marking (f->marks)));
}

/* All that is typed, of the entry that is. */
static char *
dup_typed (TestWindow *f)
{
  const XpMarking *marking = xp_marks_page_get_marking (f->marks);
  const XpRound *round = xp_marking_get_round ((XpMarking *) marking);
  const XpTally *tally = xp_marking_get_tally ((XpMarking *) marking);
  GString *text = g_string_new (NULL);
  for (int no = 1; no <= (int) round->n_entrants; no++) {
    g_string_append_printf (text, "\n%d %d", no, xp_tally_get_total (tally, no)->state);
    for (size_t j = 0; j < round->n_judges; j++) {
      const int judge_no = round->judges[j].no;
      const XpSheetTotal *sheet = xp_tally_get_sheet (tally, no, judge_no);
      g_string_append_printf (text, " [%d%d", sheet->is_complete, sheet->is_recused);
      for (size_t i = 0; i < round->rubric->n_items; i++) {
        XpMark mark;
        if (xp_tally_get_mark (tally, no, judge_no, (int) i + 1, &mark))
          g_string_append_printf (text,
                                  " %zu=%" G_GINT64_FORMAT "%s",
                                  i + 1,
                                  mark.entered,
                                  mark.is_not_applicable ? "n" : "");
      }
      g_string_append_c (text, ']');
    }
  }
  return g_string_free (text, FALSE);
}

/* ---- slips ---- */

static const struct {
  const char *what;
  const char *before, *slip; /* in the form */
  const char *before_in_grid, *slip_in_grid;
  bool is_of_cell;
} SLIPS[] = {
  {"a wrong count", "", "4⏎9⏎", "⏎⏎⏎", "9⏎", true},
  {"a wrong count over a right one", "4⏎2⏎", "4⏎9⏎", "⏎⏎⏎2⏎-/-/", "", true},
  {"not applicable", "", "5⏎.⏎", "⏎⏎⏎⏎", ".⏎", true},
  {"taken for done", "4⏎2⏎", "+", "⏎⏎⏎2⏎", "+", false},
  {"a state", "4⏎2⏎", "-3", "⏎⏎⏎2⏎", "-3", false},
  {"a veto", "", "*1⏎", "", "", false},
  {"a recusal", "", "-8", "", "-8", false},
};

static void
assert_put_right (TestWindow *f, const char *what, const char *slip, bool is_of_cell)
{
  g_test_message ("%s", what);
  g_autofree char *before = dup_typed (f);
  const XpMarkPlace stood = xp_marks_page_get_place (f->marks);
  xp_test_type (f, slip);
  g_autofree char *wrong = dup_typed (f);
  if (strcmp (wrong, before) == 0)
    g_error ("%s: nothing went wrong", what);

  xp_test_press_key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_autofree char *after = dup_typed (f);
  const XpMarkPlace stands = xp_marks_page_get_place (f->marks);
  if (strcmp (after, before) != 0)
    g_error ("%s: after Ctrl+Z it is not as before", what);
  if (stands.entrant_no != stood.entrant_no || stands.judge_no != stood.judge_no)
    g_error ("%s: the cursor is at household %d, judge %d",
             what,
             stands.entrant_no,
             stands.judge_no);
  if (is_of_cell && xp_marks_page_get_view (f->marks) != XP_VIEW_SHEET &&
      stands.item_at != stood.item_at)
    g_error ("%s: the cursor is in row %d", what, stands.item_at);
  if (strstr (xp_marks_page_get_echo (f->marks), "已撤销：") == NULL)
    g_error ("%s: “%s” does not say it", what, xp_marks_page_get_echo (f->marks));

  xp_test_press_key (f, GDK_KEY_y, GDK_CONTROL_MASK);
  g_autofree char *again = dup_typed (f);
  g_assert_cmpstr (again, ==, wrong);
  xp_test_press_key (f, GDK_KEY_z, GDK_CONTROL_MASK);
}

typedef struct {
  XpMarkView view;
  bool is_second;
} Way;

static void
test_every_slip (TestWindow *f, gconstpointer data)
{
  const Way *way = data;
  open_round (f, way->is_second);
  xp_test_go_to_view (f, way->view);
  for (size_t i = 0; i < G_N_ELEMENTS (SLIPS); i++) {
    const bool is_in_form = way->view == XP_VIEW_SHEET;
    const char *slip = is_in_form ? SLIPS[i].slip : SLIPS[i].slip_in_grid;
    g_autofree char *to_household = g_strdup_printf ("-.%zu⏎", i + 5);
    if (slip[0] == '\0')
      continue;
    xp_test_type (f, to_household);
    xp_test_type (f, is_in_form ? SLIPS[i].before : SLIPS[i].before_in_grid);
    assert_put_right (f, SLIPS[i].what, slip, SLIPS[i].is_of_cell);
  }
}

/* In a grid the right value is typed where the wrong one stood; in the form Enter takes the row. */
static void
test_the_right_value_follows (TestWindow *f, gconstpointer data)
{
  const Way *way = data;
  open_round (f, way->is_second);
  xp_test_go_to_view (f, way->view);
  const bool is_in_form = way->view == XP_VIEW_SHEET;
  const XpMarking *marking = xp_marks_page_get_marking (f->marks);
  const XpItem *item =
    xp_rubric_lookup_item (xp_marking_get_round ((XpMarking *) marking)->rubric, "4");
  XpMark mark;
  xp_test_type (f, is_in_form ? "-.7⏎4⏎9⏎" : "-.7⏎⏎⏎⏎9⏎");
  xp_test_press_key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpint (xp_marks_page_get_place (f->marks).item_at, ==, item->at);
  xp_test_type (f, is_in_form ? "⏎2⏎" : "2⏎");
  g_assert_true (
    xp_tally_get_mark (xp_marking_get_tally ((XpMarking *) marking), 7, 1, item->at, &mark));
  g_assert_cmpint (mark.entered, ==, 2);
}

/* The other judge's sheet was opened meanwhile: the cursor goes back to where it happened. */
static void
test_the_judge_comes_back (TestWindow *f, gconstpointer unused)
{
  open_round (f, false);
  xp_test_type (f, "-.7⏎4⏎9⏎");
  xp_test_press_key (f, GDK_KEY_F2, 0);
  xp_test_type (f, "2⏎");
  g_assert_cmpint (xp_marks_page_get_place (f->marks).judge_no, ==, 2);
  xp_test_press_key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpint (xp_marks_page_get_place (f->marks).judge_no, ==, 1);
}

/* What is half typed goes first, and nothing that is on the disk with it. */
static void
test_what_is_half_typed_goes_first (TestWindow *f, gconstpointer unused)
{
  open_round (f, false);
  xp_test_type (f, "4⏎2⏎");
  g_autofree char *before = dup_typed (f);
  xp_test_type (f, "5⏎9");
  xp_test_press_key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_autofree char *after = dup_typed (f);
  g_assert_cmpstr (after, ==, before);
  xp_test_press_key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "院内地面"));
}

/* 核对: the wrong one of the two was said to stand on the paper. */
static void
test_what_was_settled_is_put_right (TestWindow *f, gconstpointer unused)
{
  open_round (f, false);
  xp_test_type (f, "-.7⏎4⏎2⏎+");
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_marking_get_round (xp_marks_page_get_marking (f->marks))->uid;
  g_assert_true (xp_second_work_ask (desk_of (f), uid, 0, NULL, &error));
  gtk_widget_activate_action (GTK_WIDGET (f->marks), "marks.second", NULL);
  xp_test_settle ();
  xp_desk_set_who (desk_of (f), "李文书"); /* who typed nothing of the first */
  g_signal_emit_by_name (xp_test_find_button (GTK_WIDGET (f->window), "录第二遍"), "clicked");
  xp_test_settle ();
  xp_test_type (f, "-.7⏎4⏎3⏎+");
  gtk_widget_activate_action (GTK_WIDGET (f->marks), "marks.second", NULL);
  GtkWidget *pane = xp_test_find_widget (GTK_WIDGET (f->marks), XP_TYPE_SECOND_PANE);
  XpCellsView *list = XP_CELLS_VIEW (xp_test_find_widget (pane, XP_TYPE_CELLS_VIEW));
  xp_test_settle ();
  g_assert_cmpuint (xp_cells_view_get_n_lines (list), ==, 1);
  gtk_widget_activate_action (pane, "second.second", NULL);
  xp_test_settle ();
  g_assert_cmpuint (xp_cells_view_get_n_lines (list), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  xp_test_type (f, "");
  g_assert_cmpuint (xp_cells_view_get_n_lines (list), ==, 1);
}

int
main (int argc, char *argv[])
{
  static const Way BY_JUDGE = {XP_VIEW_SHEET, false}, BY_HOUSEHOLD = {XP_VIEW_HOUSEHOLD, false},
                   TABLE = {XP_VIEW_TABLE, false}, AGAIN = {XP_VIEW_SHEET, true},
                   AGAIN_IN_TABLE = {XP_VIEW_TABLE, true};
  xp_test_window_init (&argc, &argv);
#define ADD(path, way, func)                                                                       \
  g_test_add (path, TestWindow, way, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/slips/by-judge", &BY_JUDGE, test_every_slip);
  ADD ("/slips/by-household", &BY_HOUSEHOLD, test_every_slip);
  ADD ("/slips/table", &TABLE, test_every_slip);
  ADD ("/slips/again", &AGAIN, test_every_slip);
  ADD ("/slips/again-in-table", &AGAIN_IN_TABLE, test_every_slip);
  ADD ("/slips/right/by-judge", &BY_JUDGE, test_the_right_value_follows);
  ADD ("/slips/right/by-household", &BY_HOUSEHOLD, test_the_right_value_follows);
  ADD ("/slips/right/table", &TABLE, test_the_right_value_follows);
  ADD ("/slips/right/again", &AGAIN, test_the_right_value_follows);
  ADD ("/slips/judge", NULL, test_the_judge_comes_back);
  ADD ("/slips/half-typed", NULL, test_what_is_half_typed_goes_first);
  ADD ("/slips/settled", NULL, test_what_was_settled_is_put_right);
#undef ADD
  return g_test_run ();
}

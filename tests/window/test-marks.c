/* The ways of typing an evening: one form, the judges of a household side by side, all households
 * in a table. The cursor is the same in all, and nothing that was typed is lost between them. */
#include "xp-test-window.h"

#include "xp-form-window.h"
#include "xp-mark-grid.h"
#include "xp-marking.h"
#include "xp-test-forms.h"

#include <string.h>

/* ---- hands ---- */

static XpMarkGrid *
get_grid (TestWindow *f)
{
  return XP_MARK_GRID (xp_test_find_widget (GTK_WIDGET (f->marks), XP_TYPE_MARK_GRID));
}

/* Three judges and the form of scores or of findings. */
static int64_t
open_round_of_three (TestWindow *f, const char *rubric_id)
{
  static const char *const JUDGES[] = {"李明", "王秀兰", "赵铁柱", NULL};
  const XpRoundSpec spec = {.rubric_id = rubric_id,
                            .name = "二轮",
                            .judges = JUDGES,
                            .combine = "平均"};
  const int64_t uid = xp_round_work_open (xp_window_get_desk (f->window), &spec, NULL);
  g_assert_cmpint (uid, !=, 0);
  xp_test_settle ();
  return uid;
}

/* -1: blank; -2: not applicable. */
static int64_t
entered_at (TestWindow *f, int64_t round_uid, int entrant_no, int judge_no, const char *item_no)
{
  g_autoptr (XpLoadedRound) loaded =
    round_uid != 0 ? xp_round_work_load (xp_window_get_desk (f->window), round_uid, NULL)
                   : xp_test_load_round (f);
  const XpItem *item = xp_rubric_lookup_item (loaded->round->rubric, item_no);
  XpMark mark;
  g_assert_nonnull (item);
  if (!xp_tally_get_mark (loaded->tally, entrant_no, judge_no, item->at, &mark))
    return -1;
  return mark.is_not_applicable ? -2 : mark.entered;
}

static void
assert_cursor (TestWindow *f, int entrant_no, int judge_no, int item_at)
{
  const XpMarkPlace place = xp_marks_page_get_place (f->marks);
  g_assert_cmpint (place.entrant_no, ==, entrant_no);
  g_assert_cmpint (place.judge_no, ==, judge_no);
  g_assert_cmpint (place.item_at, ==, item_at);
}

static bool
says (TestWindow *f, const char *text)
{
  return strstr (xp_marks_page_get_echo (f->marks), text) != NULL;
}

/* ---- tests ---- */

static void
test_the_table_is_typed_along_the_rows (TestWindow *f, gconstpointer unused)
{
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  xp_test_type (f, "-.36⏎");
  assert_cursor (f, 36, 0, 3); /* behind the gates, which have a key of their own */
  xp_test_type (f, "⏎⏎⏎2⏎");
  g_assert_cmpstr (xp_marks_page_get_echo (f->marks), ==, "第4项 院内地面 2处，扣2分");
  g_assert_cmpint (entered_at (f, 0, 36, 0, "4"), ==, 2);
  assert_cursor (f, 36, 0, 7);
  xp_test_press_key (f, GDK_KEY_Left, 0);
  xp_test_press_key (f, GDK_KEY_Down, 0);
  assert_cursor (f, 37, 0, 6);
  xp_test_type (f, "３");
  xp_test_press_key (f, GDK_KEY_Up, 0);
  g_assert_cmpint (entered_at (f, 0, 37, 0, "4"), ==, 3);
  assert_cursor (f, 36, 0, 6);
  xp_test_press_key (f, GDK_KEY_Delete, 0);
  g_assert_cmpint (entered_at (f, 0, 36, 0, "4"), ==, -1);
  xp_test_leave_pictures (f, NULL, "marks-table");
}

static void
test_a_household_is_typed_judge_by_judge (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round_of_three (f, "ganjing-renjia");
  xp_test_go_to_view (f, XP_VIEW_HOUSEHOLD);
  xp_test_type (f, "-.7⏎");
  assert_cursor (f, 7, 1, 3);
  xp_test_type (f, "⏎⏎⏎2⏎.⏎+");
  g_assert_cmpint (entered_at (f, uid, 7, 1, "4"), ==, 2);
  g_assert_cmpint (entered_at (f, uid, 7, 1, "5"), ==, -2);
  assert_cursor (f, 7, 2, 3);
  xp_test_type (f, "1⏎+");
  assert_cursor (f, 7, 3, 3);
  g_assert_cmpint (entered_at (f, uid, 7, 2, "1"), ==, 1);
  xp_test_leave_pictures (f, NULL, "marks-household");
  xp_test_type (f, "+");
  assert_cursor (f, 8, 1, 3);
}

static void
test_the_cursor_is_the_same_in_all_views (TestWindow *f, gconstpointer unused)
{
  open_round_of_three (f, "ganjing-renjia");
  xp_test_go_to_view (f, XP_VIEW_HOUSEHOLD);
  xp_test_type (f, "-.5⏎-/⏎⏎");
  assert_cursor (f, 5, 2, 5);
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  assert_cursor (f, 5, 2, 5);
  xp_test_go_to_view (f, XP_VIEW_SHEET);
  assert_cursor (f, 5, 2, 5);
  g_assert_true (xp_test_shows (f, "王秀兰"));
  xp_test_leave_picture (f, "marks-sheet");
}

static void
test_what_may_not_stand_is_refused_in_its_cell (TestWindow *f, gconstpointer unused)
{
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  xp_test_type (f, "-.36⏎150⏎");
  g_assert_true (says (f, "只能是0到99的整数"));
  assert_cursor (f, 36, 0, 3);
  GtkWidget *cell = xp_mark_grid_get_cell (get_grid (f));
  g_assert_true (
    gtk_test_accessible_has_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_INVALID));
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (cell),
                                                  GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_TRUE));
  xp_test_press_key (f, GDK_KEY_Home, 0);
  xp_test_type (f, "1⏎");
  g_assert_true (says (f, "资格不符请按 /"));
}

/* Household, item and value, where the keys are. */
static void
test_the_cell_at_the_cursor_says_what_it_is (TestWindow *f, gconstpointer unused)
{
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  xp_test_type (f, "-.36⏎⏎⏎⏎2⏎");
  xp_test_press_key (f, GDK_KEY_Left, 0);
  GtkWidget *cell = xp_mark_grid_get_cell (get_grid (f));
  g_assert_true (gtk_widget_has_focus (cell));
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (cell),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                     "章文斌，第4项 院内地面，2处，扣2分"));
  xp_test_press_key (f, GDK_KEY_Right, 0);
  g_assert_true (xp_mark_grid_get_cell (get_grid (f)) != cell);
  g_assert_true (gtk_widget_has_focus (xp_mark_grid_get_cell (get_grid (f))));
}

static void
test_the_last_value_goes_again (TestWindow *f, gconstpointer unused)
{
  xp_test_type (f, "=");
  g_assert_true (says (f, "没有可以重复的"));
  xp_test_type (f, "4⏎2⏎+=");
  g_assert_cmpint (entered_at (f, 0, 37, 0, "4"), ==, 2);
  xp_test_press_key (f, GDK_KEY_Down, 0);
  xp_test_type (f, "=");
  g_assert_cmpint (entered_at (f, 0, 37, 0, "5"), ==, 2);
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  xp_test_type (f, "-.38⏎==");
  g_assert_cmpint (entered_at (f, 0, 38, 0, "1"), ==, 2);
  g_assert_cmpint (entered_at (f, 0, 38, 0, "2"), ==, 2);
}

static void
test_a_space_finds_what_is_not_marked (TestWindow *f, gconstpointer unused)
{
  xp_test_type (f, "-.1⏎ ");
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, 36);
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  xp_test_type (f, "-.1⏎ ");
  assert_cursor (f, 36, 0, 3);
  xp_test_type (f, "-.99⏎");
  g_assert_true (says (f, "没有第99户"));
}

/* One sheet typed twice, or two tidy yards: it is said, and goes on. */
static void
test_two_alike_are_told (TestWindow *f, gconstpointer unused)
{
  xp_test_type (f, "4⏎2⏎15⏎1⏎+");
  g_assert_false (xp_test_shows (f, "打得一模一样"));
  xp_test_type (f, "4⏎2⏎15⏎1⏎+");
  g_assert_true (xp_test_shows (f, "打得一模一样（第4项2处、第15项1处）"));
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, 38);
  xp_test_leave_picture (f, "marks-alike");
  xp_test_type (f, "4⏎2⏎+");
  g_assert_false (xp_test_shows (f, "打得一模一样"));
  /* Two without findings are nothing to tell. */
  xp_test_type (f, "++");
  g_assert_false (xp_test_shows (f, "打得一模一样"));
}

static void
test_keys_in_a_grid_wait_for_the_disk (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round_of_three (f, "ganjing-renjia");
  xp_test_go_to_view (f, XP_VIEW_HOUSEHOLD);
  xp_test_type (f, "-.7⏎1⏎2⏎+3⏎+4⏎+5⏎");
  g_assert_cmpint (entered_at (f, uid, 7, 1, "1"), ==, 1);
  g_assert_cmpint (entered_at (f, uid, 7, 1, "2"), ==, 2);
  g_assert_cmpint (entered_at (f, uid, 7, 2, "1"), ==, 3);
  g_assert_cmpint (entered_at (f, uid, 7, 3, "1"), ==, 4);
  g_assert_cmpint (entered_at (f, uid, 8, 1, "1"), ==, 5);
}

/* Written to a finding, read with it, kept when the count changes. */
static void
test_words_stay_with_their_finding (TestWindow *f, gconstpointer unused)
{
  xp_test_type (f, "4⏎");
  xp_test_press_key (f, GDK_KEY_Escape, 0);
  xp_test_press_key (f, GDK_KEY_F5, 0);
  g_assert_true (says (f, "还没有打分"));
  xp_test_type (f, "4⏎2⏎");
  xp_test_press_key (f, GDK_KEY_F5, 0);
  xp_forms_fill_in (0, "柴垛占道");
  xp_forms_fill_in (1, "12");
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "marks-note");
  xp_forms_answer ();
  g_assert_true (says (f, "第4项 院内地面：柴垛占道，照片12"));
  g_assert_true (xp_test_shows (f, "2处 ✎ ✓"));
  xp_test_leave_picture (f, "marks-noted");
  xp_test_type (f, "4⏎3⏎");
  g_assert_cmpstr (xp_marks_page_get_echo (f->marks),
                   ==,
                   "第4项 院内地面 3处，扣3分（柴垛占道，照片12）");
  xp_test_press_key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  xp_test_press_key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_true (xp_test_shows (f, "2处 ✓"));
  xp_test_press_key (f, GDK_KEY_y, GDK_CONTROL_MASK);
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  xp_test_press_key (f, GDK_KEY_Left, 0);
  xp_test_press_key (f, GDK_KEY_Right, 0);
  g_assert_true (says (f, "第4项 院内地面：柴垛占道，照片12"));
  xp_test_leave_picture (f, "marks-noted-table");
}

static void
test_a_sheet_goes_to_its_household (TestWindow *f, gconstpointer unused)
{
  xp_test_press_key (f, GDK_KEY_m, GDK_CONTROL_MASK);
  g_assert_true (says (f, "没有可以移的"));
  xp_test_type (f, "4⏎2⏎15⏎1⏎+");
  xp_test_press_key (f,
                     GDK_KEY_m,
                     GDK_CONTROL_MASK); /* who notices it stands on the next already */
  xp_forms_fill_in (0, "3");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "marks-move");
  g_assert_false (xp_form_window_answer (xp_forms_find_window ())); /* 3 is marked already */
  xp_forms_fill_in (0, "38");
  xp_forms_answer ();
  g_assert_true (says (f, "章文斌（大）的2项移到"));
  g_assert_cmpint (xp_marks_page_get_entrant (f->marks), ==, 38);
  g_assert_cmpint (entered_at (f, 0, 36, 0, "4"), ==, -1);
  g_assert_cmpint (entered_at (f, 0, 38, 0, "4"), ==, 2);
  xp_test_press_key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_true (says (f, "已撤销"));
  g_assert_cmpint (entered_at (f, 0, 36, 0, "4"), ==, 2);
  g_assert_cmpint (entered_at (f, 0, 36, 0, "15"), ==, 1);
  g_assert_cmpint (entered_at (f, 0, 38, 0, "4"), ==, -1);
}

static void
recuse (TestWindow *f, int64_t round_uid, int entrant_no, int judge_no)
{
  g_autoptr (XpMarking) marking = xp_marking_new (xp_window_get_desk (f->window), round_uid, NULL);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_RECUSE);
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_RECUSAL);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "entrant_no", entrant_no);
  xp_record_set_int (record, "judge_no", judge_no);
  xp_record_set_text (record, "source", "declared");
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  g_assert_true (xp_marking_put_draft (marking, draft, NULL));
  xp_test_settle ();
}

/* Scores: what is missing on a sheet that was begun is seen, and what a recused judge may not type
 * is struck. */
static void
test_what_is_missing_and_what_is_closed (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round_of_three (f, "meili-tingyuan");
  recuse (f, uid, 3, 2);
  xp_test_go_to_view (f, XP_VIEW_HOUSEHOLD);
  xp_test_type (f, "-.3⏎");
  const XpMarkPlace first = xp_marks_page_get_place (f->marks);
  xp_test_type (f, "5⏎⏎4⏎+");
  g_assert_true (says (f, "还没有打分"));
  xp_test_press_key (f, GDK_KEY_Right, 0);
  xp_test_type (f, "5⏎");
  g_assert_true (says (f, "对这一户回避"));
  g_assert_cmpint (xp_marks_page_get_place (f->marks).judge_no, ==, 2);
  GtkWidget *cell = xp_mark_grid_get_cell (get_grid (f));
  xp_test_leave_picture (f, "marks-household-recused");
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (cell),
                                                  GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_TRUE));
  xp_test_type (f, "-/ "); /* the third judge; then what is open of the household */
  assert_cursor (f, 4, 1, first.item_at);
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  xp_test_type (f, "-.3⏎-/-/-/");
  xp_test_leave_picture (f, "marks-table-scores");
  g_assert_cmpint (entered_at (f, uid, 3, 2, "1"), ==, -1);
}

/* How often for is typed first; never for is 0. */
static void
test_pairs_are_typed_in_a_cell (TestWindow *f, gconstpointer unused)
{
  const int64_t uid = open_round_of_three (f, "pair-plusminus");
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (xp_window_get_desk (f->window), uid, NULL);
  const XpItem *first = NULL;
  for (size_t i = 0; first == NULL; i++)
    if (loaded->round->rubric->items[i].mode == XP_MODE_PAIR)
      first = &loaded->round->rubric->items[i];
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  xp_test_type (f, "-.3⏎2-1⏎0-1⏎1⏎");
  g_assert_cmpint (entered_at (f, uid, 3, 1, first->no), ==, xp_pair_make (2, 1));
  g_assert_cmpint (entered_at (f, uid, 3, 1, first[1].no), ==, xp_pair_make (0, 1));
  g_assert_cmpint (entered_at (f, uid, 3, 1, first[2].no), ==, xp_pair_make (1, 0));
  xp_test_leave_picture (f, "marks-table-pairs");
}

static void
test_nothing_to_copy_is_said (TestWindow *f, gconstpointer unused)
{
  xp_test_press_key (f, GDK_KEY_F12, 0);
  g_assert_true (says (f, "没有上次可以照着录"));
}

/* A scroll in the middle of a layout left the grid out of some frames, with a warning of GTK's: it
 * is fatal here. */
static void
test_the_grid_is_drawn_in_every_frame (TestWindow *f, gconstpointer unused)
{
  static const XpMarkView VIEWS[] = {XP_VIEW_HOUSEHOLD, XP_VIEW_TABLE};
  open_round_of_three (f, "ganjing-renjia");
  for (size_t i = 0; i < G_N_ELEMENTS (VIEWS); i++) {
    xp_test_go_to_view (f, VIEWS[i]);
    gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
    for (int n = 0; n < 60; n++) {
      xp_test_press_key (f, n < 36 ? GDK_KEY_Down : GDK_KEY_Right, 0);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
    }
  }
  int row = 0, column = 0;
  xp_mark_grid_get_cursor (get_grid (f), &row, &column);
  g_assert_cmpint (row, >, 20);
  g_assert_cmpint (column, >, 10);
}

/* In the dark the grid takes its colours from the style. */
static void
test_the_grid_in_the_dark (TestWindow *f, gconstpointer unused)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  open_round_of_three (f, "ganjing-renjia");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  xp_test_go_to_view (f, XP_VIEW_HOUSEHOLD);
  xp_test_type (f, "-.3⏎1⏎2⏎.⏎1");
  xp_test_leave_picture (f, "marks-household-dark");
  xp_test_press_key (f, GDK_KEY_Escape, 0);
  xp_test_go_to_view (f, XP_VIEW_TABLE);
  xp_test_type (f, "3");
  xp_test_leave_picture (f, "marks-table-dark");
  g_assert_true (gtk_widget_has_focus (xp_mark_grid_get_cell (get_grid (f))));
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/marks/table", test_the_table_is_typed_along_the_rows);
  ADD ("/marks/household", test_a_household_is_typed_judge_by_judge);
  ADD ("/marks/cursor", test_the_cursor_is_the_same_in_all_views);
  ADD ("/marks/refused", test_what_may_not_stand_is_refused_in_its_cell);
  ADD ("/marks/heard", test_the_cell_at_the_cursor_says_what_it_is);
  ADD ("/marks/repeat", test_the_last_value_goes_again);
  ADD ("/marks/next-open", test_a_space_finds_what_is_not_marked);
  ADD ("/marks/alike", test_two_alike_are_told);
  ADD ("/marks/waiting", test_keys_in_a_grid_wait_for_the_disk);
  ADD ("/marks/words", test_words_stay_with_their_finding);
  ADD ("/marks/move", test_a_sheet_goes_to_its_household);
  ADD ("/marks/closed", test_what_is_missing_and_what_is_closed);
  ADD ("/marks/pairs", test_pairs_are_typed_in_a_cell);
  ADD ("/marks/copy", test_nothing_to_copy_is_said);
  ADD ("/marks/frames", test_the_grid_is_drawn_in_every_frame);
  ADD ("/marks/dark", test_the_grid_in_the_dark);
#undef ADD
  return g_test_run ();
}

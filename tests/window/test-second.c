/* 再录一遍 in the window: asked, typed blind, and settled by the paper. */
#include "xp-test-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-second-pane.h"

#include <string.h>

static GtkWidget *
find_pane (TestWindow *f)
{
  return xp_test_find_widget (GTK_WIDGET (f->marks), XP_TYPE_SECOND_PANE);
}

static void
press (TestWindow *f, const char *label)
{
  GtkWidget *button = xp_test_find_button (GTK_WIDGET (f->window), label);
  if (button == NULL)
    g_error ("no button “%s” is to be seen", label);
  g_signal_emit_by_name (button, "clicked");
  xp_test_settle ();
}

static void
do_it (GtkWidget *widget, const char *action)
{
  g_assert_true (gtk_widget_activate_action (widget, action, NULL));
  xp_test_settle ();
}

static XpFormWindow *
find_form (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_FORM_WINDOW (window) && gtk_widget_get_visible (window))
      return XP_FORM_WINDOW (window);
  }
  g_error ("no question is asked");
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) &&
      strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) != NULL)
    return widget;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static void
write_in (const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (GTK_WIDGET (find_form ()), title)), text);
}

static void
ask (TestWindow *f, const char *n_drawn, const char *seed)
{
  do_it (GTK_WIDGET (f->marks), "marks.second");
  press (f, "定哪些再录…");
  write_in ("抽几户", n_drawn);
  write_in ("抽签号", seed);
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_settle ();
}

static void
sit_down (TestWindow *f, const char *name)
{
  xp_desk_set_who (xp_marking_get_desk (xp_marks_page_get_marking (f->marks)), name);
}

/* Whoever types the second is asked for, with the names that are known. */
static void
type_as (TestWindow *f, const char *name)
{
  sit_down (f, "王会计"); /* who typed the first */
  press (f, "录第二遍");
  write_in ("写上姓名", name);
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_settle ();
}

static char *
value_at (XpLoadedRound *loaded, int entrant_no, const char *item_no)
{
  const XpItem *item = xp_rubric_lookup_item (loaded->round->rubric, item_no);
  XpMark mark;
  return xp_tally_get_mark (loaded->tally, entrant_no, 0, item->at, &mark)
           ? xp_mark_to_plain (item, &mark)
           : g_strdup ("");
}

/* ---- one by one ---- */

static void
test_the_second_is_typed_blind_and_settled (TestWindow *f, gconstpointer unused)
{
  ask (f, "3", "482913");
  g_assert_true (xp_test_shows (f, "抽3户再录一遍，抽签号482913"));
  g_assert_true (xp_test_shows (f, "录了0户，还有3户"));
  type_as (f, "李文书");
  g_assert_true (xp_test_shows (f, "第二遍：已录0户，共3户"));
  g_assert_true (xp_test_shows (f, "没抽到"));
  const int entrant_no = xp_marks_page_get_entrant (f->marks);
  g_autoptr (XpLoadedRound) before = xp_test_load_round (f);
  g_assert_true (before->is_drawn[entrant_no - 1]);
  g_autofree char *first = value_at (before, entrant_no, "11");

  xp_test_leave_pictures (f, NULL, "second-typing");
  xp_window_show_page (f->window, "history");
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (f, "第一遍录的先不列在这里"));
  g_assert_false (xp_test_shows (f, "第4项“院内地面”"));
  xp_window_show_page (f->window, "marks");
  xp_test_wait_until_settled ();
  xp_test_type (f, "11⏎3⏎+");
  g_assert_true (xp_test_shows (f, "第二遍：已录1户，共3户"));
  g_autoptr (XpLoadedRound) typed = xp_test_load_round (f);
  g_autofree char *still = value_at (typed, entrant_no, "11");
  g_assert_cmpstr (still, ==, first);

  do_it (GTK_WIDGET (f->marks), "marks.second");
  XpCellsView *list = XP_CELLS_VIEW (xp_test_find_widget (find_pane (f), XP_TYPE_CELLS_VIEW));
  g_assert_cmpuint (xp_cells_view_get_n_lines (list), >=, 1);
  /* the keys go to the first difference, not to 录第二遍, as soon as the list was laid out */
  xp_test_wait_until_settled ();
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (find_pane (f))),
                                         GTK_WIDGET (list)));
  g_assert_true (xp_test_shows (f, "第二遍3处"));
  xp_test_leave_pictures (f, NULL, "second-differences");
  const guint n = xp_cells_view_get_n_lines (list);
  do_it (find_pane (f), "second.second");
  g_assert_cmpuint (xp_cells_view_get_n_lines (list), ==, n - 1);

  do_it (find_pane (f), "second.leave");
  g_assert_false (xp_test_shows (f, "第二遍："));
  xp_window_show_page (f->window, "history");
  xp_test_wait_until_settled ();
  g_assert_false (xp_test_shows (f, "第一遍录的先不列在这里"));
  g_assert_true (xp_test_shows (f, "第4项“院内地面”"));
}

/* What was asked wrong stays in the window with its reason. */
static void
test_what_is_asked_wrong_is_told (TestWindow *f, gconstpointer unused)
{
  do_it (GTK_WIDGET (f->marks), "marks.second");
  g_assert_true (xp_test_shows (f, "没有定再录一遍"));
  press (f, "定哪些再录…");
  write_in ("抽几户", "许多");
  g_assert_false (xp_form_window_answer (find_form ()));
  write_in ("抽几户", "99");
  g_assert_false (xp_form_window_answer (find_form ()));
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (find_form ()));
  g_assert_nonnull (strstr (labels, "参评的一共只有42户"));
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "second-asked");
  write_in ("抽几户", "");
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_settle ();
  g_assert_true (xp_test_shows (f, "每户再录一遍"));
}

/* A third value from the paper. */
static void
test_the_paper_says_something_else (TestWindow *f, gconstpointer unused)
{
  ask (f, "1", "482913");
  type_as (f, "李文书");
  const int entrant_no = xp_marks_page_get_entrant (f->marks);
  xp_test_type (f, "11⏎3⏎+");
  do_it (GTK_WIDGET (f->marks), "marks.second");
  XpCellsView *list = XP_CELLS_VIEW (xp_test_find_widget (find_pane (f), XP_TYPE_CELLS_VIEW));
  guint at = 0;
  xp_cells_view_select (list, at);
  g_signal_emit_by_name (list, "activated", at);
  xp_test_settle ();
  write_in ("纸上是多少", "2");
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_settle ();
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  g_assert_cmpuint (loaded->settlements->len, ==, 1);
  g_assert_cmpstr (xp_record_get_text (loaded->settlements->pdata[0], "settled"), ==, "2");
  g_assert_true (loaded->is_drawn[entrant_no - 1]);
}

/* Whoever typed the first can go on only after it was said what the sheets will say. */
static void
test_the_same_person_is_told_so (TestWindow *f, gconstpointer unused)
{
  ask (f, "3", "482913");
  sit_down (f, "王会计");
  press (f, "录第二遍");
  g_autofree char *asked = xp_test_dup_labels (GTK_WIDGET (find_form ()));
  g_assert_nonnull (strstr (asked, "第一遍是王会计录的（还有3户）"));
  g_assert_nonnull (strstr (asked, "王会计（录过第一遍）"));
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "second-who");
  write_in ("写上姓名", "王会计");
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_settle ();
  g_autofree char *told = xp_test_dup_labels (GTK_WIDGET (find_form ()));
  g_assert_nonnull (strstr (told, "会写明“两遍都是王会计录的”"));
  g_assert_false (xp_test_shows (f, "第二遍：已录"));
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "second-same");
  g_assert_true (xp_form_window_answer (find_form ()));
  xp_test_settle ();
  xp_test_type (f, "11⏎3⏎+");
  do_it (GTK_WIDGET (f->marks), "marks.second");
  g_assert_true (xp_test_shows (f, "其中1户两遍都是王会计录的"));
  g_assert_true (xp_test_shows (f, "第二遍3处（两遍都是王会计录的）"));

  /* Somebody else has typed nothing of it and is not asked. */
  sit_down (f, "孙梅");
  press (f, "录第二遍");
  g_assert_true (xp_test_shows (f, "第二遍：已录1户，共3户"));
}

/* 李明's findings, each a row too far down: one line, which Enter shows cell by cell. */
static void
test_a_block_is_settled_cell_by_cell (TestWindow *f, gconstpointer unused)
{
  ask (f, "3", "482913");
  type_as (f, "李文书");
  g_autoptr (XpLoadedRound) before = xp_test_load_round (f);
  const int entrant_no = xp_marks_page_get_entrant (f->marks);
  g_autofree char *first = value_at (before, entrant_no, "4");
  g_assert_cmpstr (first, ==, "2");
  xp_test_type (f, "2⏎1⏎5⏎2⏎12⏎1⏎16⏎1⏎+");
  do_it (GTK_WIDGET (f->marks), "marks.second");
  XpCellsView *list = XP_CELLS_VIEW (xp_test_find_widget (find_pane (f), XP_TYPE_CELLS_VIEW));
  g_assert_true (xp_test_shows (f, "从第2项起第二遍像是往下串了一行，有7项不一样"));
  const guint at = 1;
  xp_cells_view_select (list, at);
  g_signal_emit_by_name (list, "activated", at);
  xp_test_settle ();
  g_assert_cmpuint (xp_cells_view_get_n_lines (list), ==, 8);
  xp_test_leave_pictures (f, NULL, "second-cells");
  xp_cells_view_select (list, 2);
  do_it (find_pane (f), "second.second");
  g_assert_cmpuint (xp_cells_view_get_n_lines (list), ==, 7);
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  g_assert_cmpuint (loaded->settlements->len, ==, 1);
  g_autofree char *now = value_at (loaded, entrant_no, "4");
  g_assert_cmpstr (now, ==, ""); /* as the second has it */
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/window/second/blind", test_the_second_is_typed_blind_and_settled);
  ADD ("/window/second/asked", test_what_is_asked_wrong_is_told);
  ADD ("/window/second/other", test_the_paper_says_something_else);
  ADD ("/window/second/same-person", test_the_same_person_is_told_so);
  ADD ("/window/second/cells", test_a_block_is_settled_cell_by_cell);
#undef ADD
  return g_test_run ();
}

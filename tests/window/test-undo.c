/* What Ctrl+Z will undo is said before it is done: at the foot of the window, and by the button. */
#include "xp-lazy-tooltip.h"
#include "xp-test-window.h"

#include "xp-cells-view.h"
#include "xp-household-work.h"
#include "xp-marking.h"
#include "xp-second-work.h"
#include "xp-test-forms.h"
#include "xp-undo-bar.h"

#include <glib/gstdio.h>
#include <string.h>

static XpDesk *
desk_of (TestWindow *f)
{
  return xp_window_get_desk (f->window);
}

/* The answer comes from the desk's thread. */
static void
wait_until_shown (TestWindow *f, const char *text)
{
  while (!xp_test_shows (f, text))
    g_main_context_iteration (NULL, TRUE);
}

/* What the line says and the button says are one. */
static void
assert_button_says (TestWindow *f, const char *words)
{
  GtkWidget *undo = xp_test_find_button (GTK_WIDGET (f->window), "撤销");
  const char *tooltip = xp_lazy_tooltip_get (undo);
  if (strstr (tooltip, words) == NULL)
    g_error ("“%s” is not in “%s”", words, tooltip);
  g_autofree char *mismatch =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (undo),
                                        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                        tooltip);
  g_assert_cmpstr (mismatch, ==, NULL);
}

/* The line at the foot, which is a button. */
static GtkWidget *
find_line (TestWindow *f)
{
  return xp_test_find_widget (xp_test_find_widget (GTK_WIDGET (f->window), XP_TYPE_UNDO_BAR),
                              GTK_TYPE_BUTTON);
}

static void
renumber (XpDesk *desk, int from, int to)
{
  g_autoptr (GError) error = NULL;
  xp_household_work_renumber (desk, xp_household_work_find (desk, from, NULL), to, &error);
  g_assert_no_error (error);
}

static void
test_every_act_is_said (TestWindow *f, gconstpointer unused)
{
  xp_desk_set_who (desk_of (f), "李文书");
  xp_test_type (f, "4⏎2⏎");
  wait_until_shown (f, "李文书 ");
  g_assert_true (xp_test_shows (f, "Ctrl+Z 撤销："));
  assert_button_says (f, "“院内地面” 2处（Ctrl+Z）");
  xp_test_leave_pictures (f, NULL, "undo-mark");

  xp_test_type (f, "4⏎1⏎");
  wait_until_shown (f, " 由 2处 改为 1处");
  assert_button_says (f, "由 2处 改为 1处（Ctrl+Z）");

  renumber (desk_of (f), 3, 777);
  wait_until_shown (f, "编号 由 3 改为 777");
  assert_button_says (f, "编号 由 3 改为 777（Ctrl+Z）");
}

static void
test_both_keys_of_redo (TestWindow *f, gconstpointer unused)
{
  xp_test_type (f, "4⏎2⏎");
  wait_until_shown (f, "“院内地面” 2处");
  xp_marks_page_key (f->marks, GDK_KEY_z, GDK_CONTROL_MASK);
  wait_until_shown (f, "已撤销：");
  xp_marks_page_key (f->marks, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  wait_until_shown (f, "已重做：");
  xp_marks_page_key (f->marks, GDK_KEY_Z, GDK_CONTROL_MASK); /* with Caps Lock on */
  wait_until_shown (f, "已撤销：");
  xp_marks_page_key (f->marks, GDK_KEY_y, GDK_CONTROL_MASK);
  wait_until_shown (f, "已重做：");
}

static void
test_what_is_said_is_done (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "home");
  renumber (desk_of (f), 3, 777);
  renumber (desk_of (f), 4, 778);
  wait_until_shown (f, "编号 由 4 改为 778");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  wait_until_shown (f, "Ctrl+Y 重做：");
  g_assert_cmpint (xp_household_work_find (desk_of (f), 4, NULL), !=, 0);
  assert_button_says (f, "编号 由 3 改为 777（Ctrl+Z）");
  xp_test_leave_pictures (f, NULL, "undo-redo");

  GtkWidget *redo = gtk_widget_get_next_sibling (find_line (f));
  g_assert_nonnull (strstr (xp_lazy_tooltip_get (redo), "编号 由 4 改为 778"));
  g_signal_emit_by_name (redo, "clicked");
  wait_until_shown (f, "编号 由 4 改为 778");
  while (gtk_widget_get_visible (redo))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (xp_household_work_find (desk_of (f), 778, NULL), !=, 0);
  assert_button_says (f, "编号 由 4 改为 778（Ctrl+Z）");
}

/* A step of the round is not taken back by a key: the line names it, and so does the key. */
static void
test_what_stands_in_the_way_is_named (TestWindow *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  for (int i = 0; i < 6; i++)
    xp_test_type (f, "-1");
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  xp_desk_set_who (desk_of (f), "李文书");
  g_assert_true (xp_round_work_go_on (desk_of (f), loaded->round->uid, XP_STAGE_TALLIED, &error));
  wait_until_shown (f, "现在不能撤销：最近一步（");
  assert_button_says (f, "不能用撤销收回");
  xp_test_leave_pictures (f, NULL, "undo-refused");
  xp_window_show_page (f->window, "home");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  g_assert_true (xp_test_shows (f, "李文书 "));
}

/* Closed, changed by somebody with another program, opened again. */
static void
test_it_is_right_after_a_restart (TestWindow *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "other.xiangping", NULL);
  const XpVillageSpec village = {.name = "和平村"};
  const XpDeskOptions options = {.who = "赵文书"};
  XpDesk *other = xp_desk_create (path, &village, &options, &error);
  g_assert_no_error (error);
  g_object_unref (other);

  g_assert_true (xp_window_open_book (f->window, path));
  wait_until_shown (f, "没有可以撤销的改动"); /* the making of a book is no step */
  g_assert_true (xp_window_open_sample (f->window, f->path));
  g_assert_false (xp_test_shows (f, "赵文书"));

  other = xp_desk_open (path, &options, &error);
  g_assert_no_error (error);
  XpVillage changed = *xp_desk_get_village (other);
  changed.township = (char *) "红星镇";
  g_assert_true (xp_desk_save_village (other, &changed, &error));
  g_object_unref (other);

  g_assert_true (xp_window_open_book (f->window, path));
  wait_until_shown (f, "Ctrl+Z 撤销：赵文书 ");
  assert_button_says (f, "红星镇（Ctrl+Z）");

  /* what is only looked at is not undone here */
  g_assert_true (xp_window_look_at_book (f->window, path, false));
  g_assert_false (xp_test_shows (f, "Ctrl+Z 撤销"));
  assert_button_says (f, "只看不改，不能撤销");
  g_assert_true (xp_window_open_sample (f->window, f->path));
  g_unlink (path);
}

/* ---- the button of a toast ---- */

/* Labels, and what is told over the page. NULL: no toast with a button. */
static GtkWidget *
find_toast_button (TestWindow *f)
{
  GtkWidget *overlay = xp_test_find_widget (GTK_WIDGET (f->window), ADW_TYPE_TOAST_OVERLAY);
  return xp_test_find_button (overlay, "撤销");
}

static void
wait_for_toast (TestWindow *f)
{
  while (find_toast_button (f) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static bool
has_number (TestWindow *f, int number)
{
  return xp_household_work_find (desk_of (f), number, NULL) != 0;
}

static void
test_what_was_done_offers_to_be_undone (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "home");
  GtkWidget *before = gtk_root_get_focus (GTK_ROOT (f->window));
  renumber (desk_of (f), 3, 777);
  wait_for_toast (f);
  g_assert_true (xp_test_shows (f, "记上了："));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == before);
  xp_test_leave_pictures (f, NULL, "undo-toast");
  g_signal_emit_by_name (find_toast_button (f), "clicked");
  g_assert_true (has_number (f, 3));
  wait_until_shown (f, "已撤销：");
  g_assert_null (find_toast_button (f)); /* what was undone is not offered again */
}

/* What another act has followed is undone all the same, and nothing else with it. */
static void
test_a_late_button_undoes_what_it_named (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "home");
  renumber (desk_of (f), 3, 777);
  wait_for_toast (f);
  const int64_t act_no = xp_desk_get_last_act (desk_of (f))->act_no;
  renumber (desk_of (f), 4, 778);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo-act", "x", act_no);
  g_assert_true (has_number (f, 3) && has_number (f, 778));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo-act", "x", act_no);
  g_assert_true (xp_test_shows (f, "这一步已经撤销过了"));
  g_assert_true (has_number (f, 778));
}

/* The book of the toast is not open any more: its number means something else in the next. */
static void
test_a_toast_goes_with_its_book (TestWindow *f, gconstpointer unused)
{
  xp_window_show_page (f->window, "home");
  renumber (desk_of (f), 3, 777);
  wait_for_toast (f);
  g_assert_true (xp_window_open_sample (f->window, f->path));
  xp_test_wait_until_settled ();
  g_assert_null (find_toast_button (f));
}

/* No toast lies over the cells; the line at the foot is pressed instead, without taking the keys.
 */
static void
test_the_line_at_the_foot_is_pressed (TestWindow *f, gconstpointer unused)
{
  xp_page_take_focus (XP_PAGE (f->marks));
  xp_test_type (f, "4⏎2⏎");
  wait_until_shown (f, "“院内地面” 2处");
  xp_test_settle ();
  g_assert_null (find_toast_button (f));
  GtkWidget *before = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_nonnull (before);
  xp_test_type (f, "5"); /* half typed: it is not put where the cursor comes to */
  g_signal_emit_by_name (find_line (f), "clicked");
  wait_until_shown (f, "已撤销：");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == before);
  xp_window_show_done (f->window, "做好了。");
  g_assert_cmpstr (xp_marks_page_get_echo (f->marks), ==, "做好了。");
  wait_until_shown (f, "Ctrl+Y 重做：");
}

/* ---- the list ---- */

static XpCellsView *
open_list (TestWindow *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo-list", NULL);
  xp_test_settle ();
  return XP_CELLS_VIEW (
    xp_test_find_widget (GTK_WIDGET (xp_forms_find_window ()), XP_TYPE_CELLS_VIEW));
}

static void
press_enter_on (XpCellsView *list, guint at)
{
  xp_cells_view_select (list, at);
  g_signal_emit_by_name (list, "activated", at);
  xp_test_settle ();
}

static bool
form_says (const char *text)
{
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (xp_forms_find_window ()));
  return strstr (labels, text) != NULL;
}

static void
test_the_list_goes_back_to_a_line (TestWindow *f, gconstpointer unused)
{
  xp_desk_set_who (desk_of (f), "李文书");
  xp_window_show_page (f->window, "home");
  for (int i = 0; i < 4; i++)
    renumber (desk_of (f), 1 + i, 771 + i);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  XpCellsView *list = open_list (f);
  g_assert_cmpuint (xp_cells_view_get_selected (list), ==, 1); /* below what can be redone */
  g_assert_true (form_says ("重做1步"));
  g_assert_true (form_says ("撤销3步"));
  g_assert_true (form_says ("李文书 "));
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "undo-list");

  press_enter_on (list, 3);
  g_assert_true (form_says ("撤销3步？"));
  g_assert_true (has_number (f, 771)); /* it is asked first */
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "undo-asked");
  xp_forms_answer ();
  g_assert_true (has_number (f, 1) && has_number (f, 2) && has_number (f, 3));
  wait_until_shown (f, "已撤销3步。");

  press_enter_on (open_list (f), 3); /* one alone is not asked about */
  g_assert_true (has_number (f, 771) && has_number (f, 2));
  wait_until_shown (f, "已重做：");
}

static void
test_marks_follow_the_list (TestWindow *f, gconstpointer unused)
{
  xp_test_type (f, "4⏎2⏎5⏎1⏎7⏎1⏎");
  XpCellsView *list = open_list (f);
  press_enter_on (list, 1);
  xp_forms_answer ();
  xp_test_wait_until_settled ();
  g_assert_cmpstr (xp_marks_page_get_echo (f->marks), ==, "已撤销2步。");
  const XpTally *tally = xp_marking_get_tally (xp_marks_page_get_marking (f->marks));
  const XpRubric *rubric = xp_marking_get_round (xp_marks_page_get_marking (f->marks))->rubric;
  const int entrant_no = xp_marks_page_get_entrant (f->marks);
  XpMark mark;
  g_assert_true (
    xp_tally_get_mark (tally, entrant_no, 0, xp_rubric_lookup_item (rubric, "4")->at, &mark));
  g_assert_false (
    xp_tally_get_mark (tally, entrant_no, 0, xp_rubric_lookup_item (rubric, "5")->at, &mark));
}

/* ---- 再录一遍 ---- */

/* Neither foot, nor button, nor list tells what was typed first; nor does the key undo it. */
static void
test_the_second_typist_reads_nothing_of_the_first (TestWindow *f, gconstpointer unused)
{
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  g_assert_true (xp_second_work_ask (desk_of (f), loaded->round->uid, 0, NULL, NULL));
  xp_test_type (f, "4⏎8⏎");
  wait_until_shown (f, "“院内地面” 8处");
  gtk_widget_activate_action (GTK_WIDGET (f->marks), "marks.second", NULL);
  xp_test_settle ();
  xp_desk_set_who (desk_of (f), "李文书"); /* who typed nothing of the first */
  g_signal_emit_by_name (xp_test_find_button (GTK_WIDGET (f->window), "录第二遍"), "clicked");
  g_assert_false (xp_test_shows (f, "8处"));
  wait_until_shown (f, "前面是第一遍录的");
  assert_button_says (f, "前面是第一遍录的");
  g_assert_false (xp_test_shows (f, "8处"));
  xp_test_leave_pictures (f, NULL, "undo-blind");

  xp_marks_page_key (f->marks, GDK_KEY_z, GDK_CONTROL_MASK);
  xp_test_type (f, "");
  g_assert_nonnull (strstr (xp_marks_page_get_echo (f->marks), "前面是第一遍录的"));
  xp_window_show_page (f->window, "home");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  xp_test_settle ();
  g_assert_false (xp_test_shows (f, "8处"));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo-list", NULL);
  xp_test_settle ();
  g_assert_true (form_says ("前面是第一遍录的"));
  g_assert_false (form_says ("8处"));
  xp_forms_answer ();
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/undo/every-act", test_every_act_is_said);
  ADD ("/undo/done", test_what_is_said_is_done);
  ADD ("/undo/named", test_what_stands_in_the_way_is_named);
  ADD ("/undo/restart", test_it_is_right_after_a_restart);
  ADD ("/undo/redo-keys", test_both_keys_of_redo);
  ADD ("/undo/toast", test_what_was_done_offers_to_be_undone);
  ADD ("/undo/late", test_a_late_button_undoes_what_it_named);
  ADD ("/undo/other-book", test_a_toast_goes_with_its_book);
  ADD ("/undo/line", test_the_line_at_the_foot_is_pressed);
  ADD ("/undo/list", test_the_list_goes_back_to_a_line);
  ADD ("/undo/list-in-marks", test_marks_follow_the_list);
  ADD ("/undo/blind", test_the_second_typist_reads_nothing_of_the_first);
#undef ADD
  return g_test_run ();
}

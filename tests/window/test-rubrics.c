/* 评分表: forms are made, adjusted, brought in and given away in the window, as the keys and
 * buttons do it. */
#include "xp-test-forms.h"

#include "xp-cells-view.h"
#include "xp-print-page.h"
#include "xp-rubric-rungs.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- made from nothing ---- */

static void
add_first_item (TestWindow *f)
{
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Insert, 0);
  xp_forms_assert_says (f, "sheet", "没有写属于哪个大项，请补上。");
  xp_forms_assert_says (f, "sheet", "没有写评分项的名称，请补上。");
  xp_forms_assert_says (f, "status", "还不能用来新开评选：有2处");
  xp_forms_enter (f, "name", "院子");
  xp_forms_enter (f, "section", "庭院");
  xp_forms_enter (f, "criterion", "院子扫净，无垃圾");
  xp_forms_enter (f, "points", "２");
  xp_forms_enter (f, "max", "60");
  xp_forms_assert_says (f, "sheet", "小计60分");
  xp_forms_assert_says (f, "foot", "各项合计60分");
}

static void
add_second_item (TestWindow *f)
{
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Insert, 0);
  xp_forms_enter (f, "name", "家风");
  xp_forms_enter (f, "section", "家风");
  xp_forms_choose_mode (f, 3);
  GtkWidget *rungs = xp_test_find_widget (xp_forms_get_field (f, "points"), XP_TYPE_RUBRIC_RUNGS);
  g_autofree char *usual = xp_rubric_rungs_dup_text (XP_RUBRIC_RUNGS (rungs));
  g_test_message ("%s", usual);
  xp_rubric_rungs_show (XP_RUBRIC_RUNGS (rungs), "好=40|中=20|差=5");
  g_signal_emit_by_name (rungs, "typed");
  xp_test_settle ();
  xp_forms_assert_says (f, "sheet", "最高的等次应等于这一项的满分");
  xp_forms_enter (f, "max", "40");
}

static void
test_from_nothing_to_a_round (TestWindow *f, gconstpointer unused)
{
  static const char ID[] = "清洁户评分表";
  xp_forms_show_page (f);
  xp_forms_press (xp_forms_get_child (f, "make"));
  g_assert_false (xp_form_window_answer (xp_forms_find_window ()));
  xp_forms_fill_in (0, "“清洁户”评分表");
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "rubrics-new");
  xp_forms_answer ();
  xp_forms_assert_says (f, "status", "还不能用来新开评选");
  add_first_item (f);
  add_second_item (f);
  xp_rubric_sheet_select (xp_forms_get_sheet (f), XP_RUBRIC_SHEET_HEAD);
  xp_test_settle ();
  xp_forms_enter (f, "full_mark", "100");
  xp_forms_enter (f, "award", "清洁户");
  xp_forms_enter (f, "ties", "处数少、表决");
  xp_forms_assert_says (f, "status", "可以用来新开评选");
  xp_forms_assert_says (f, "foot", "各项合计100分，总分定的是100分。");

  g_autoptr (XpRubric) form = xp_forms_take (f, ID);
  g_assert_cmpuint (form->n_items, ==, 2);
  g_assert_cmpint (form->items[0].points_hundredths, ==, 200);
  g_assert_cmpint (form->items[1].mode, ==, XP_MODE_GRADE);
  g_assert_cmpstr (form->award.ties[0], ==, "处数少");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, NULL, "rubrics-made");

  g_autoptr (GError) error = NULL;
  const XpRoundSpec spec = {.rubric_id = ID, .name = "清洁户评选"};
  g_assert_cmpint (xp_round_work_open (xp_forms_get_desk (f), &spec, &error), !=, 0);
  g_assert_no_error (error);

  /* What the round goes by stays; the next step makes the next version. */
  xp_forms_open (f, ID);
  xp_forms_enter (f, "name", "“清洁户”新表");
  g_autoptr (XpRubric) first =
    xp_rubric_work_take_version (xp_forms_get_desk (f), "清洁户评分表@1", &error);
  g_autoptr (XpRubric) second =
    xp_rubric_work_take_version (xp_forms_get_desk (f), "清洁户评分表@2", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->name, ==, "“清洁户”评分表");
  g_assert_cmpstr (second->name, ==, "“清洁户”新表");
}

/* What a round would refuse is said: a number of the award, not only the items. */
static void
test_what_a_round_would_refuse_is_said (TestWindow *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  xp_forms_show_page (f);
  xp_cells_view_select (XP_CELLS_VIEW (xp_forms_get_child (f, "forms")), 2);
  xp_test_settle ();
  xp_forms_press (xp_forms_get_child (f, "copy"));
  xp_forms_fill_in (0, "红榜");
  xp_forms_answer ();
  xp_forms_enter (f, "quota", "许多");
  xp_forms_assert_says (f, "status", "还不能用来新开评选：有1处");
  const XpRoundSpec spec = {.rubric_id = "红榜", .name = "红榜"};
  g_assert_cmpint (xp_round_work_open (xp_forms_get_desk (f), &spec, &error), ==, 0);
  xp_forms_assert_says (f, "sheet", error->message);
  xp_forms_key (xp_forms_get_child (f, "editor"),
                GDK_KEY_Escape,
                0); /* to the paper, then to the list */
  xp_forms_key (xp_forms_get_child (f, "editor"), GDK_KEY_Escape, 0);
  xp_test_wait_until_settled ();
  g_autofree char *labels = xp_test_dup_labels (xp_forms_get_child (f, "forms"));
  g_assert_nonnull (strstr (labels, error->message));
  xp_test_leave_pictures (f, NULL, "rubrics-list");
}

/* ---- order ---- */

static char *
order_of (TestWindow *f, const char *id)
{
  g_autoptr (XpRubric) form = xp_forms_take (f, id);
  GString *order = g_string_new (NULL);
  for (size_t i = 0; i < MIN (form->n_items, 6); i++)
    g_string_append_printf (order, "%s%s ", form->items[i].section, form->items[i].no);
  return g_string_free (order, FALSE);
}

static void
assert_order (TestWindow *f, const char *id, const char *order)
{
  g_autofree char *is = order_of (f, id);
  g_assert_cmpstr (is, ==, order);
}

static void
test_items_move_by_keys_and_by_hand (TestWindow *f, gconstpointer unused)
{
  xp_forms_copy (f, "hongbang", "红榜");
  g_autofree char *before = order_of (f, "红榜");
  g_test_message ("%s", before);
  assert_order (f, "红榜", "户外1 户外2 户外3 户外4 户外5 院内6 ");
  xp_forms_choose (f, "红榜", "2");
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Down, GDK_ALT_MASK);
  assert_order (f, "红榜", "户外1 户外3 户外2 户外4 户外5 院内6 ");
  g_assert_cmpint (xp_rubric_sheet_get_selected (xp_forms_get_sheet (f)), ==, 2);
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Up, GDK_ALT_MASK);
  assert_order (f, "红榜", before);

  /* At the edge of a section it goes over into the next one first. */
  xp_forms_choose (f, "红榜", "5");
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Down, GDK_ALT_MASK);
  assert_order (f, "红榜", "户外1 户外2 户外3 户外4 院内5 院内6 ");
  xp_forms_undo (f);
  assert_order (f, "红榜", before);
  g_signal_emit_by_name (xp_forms_get_sheet (f), "dragged", 0, 2);
  assert_order (f, "红榜", "户外2 户外3 户外1 户外4 户外5 院内6 ");

  xp_forms_choose (f, "红榜", "2");
  xp_forms_press (xp_forms_get_part (f, "down"));
  assert_order (f, "红榜", "户外3 户外2 户外1 户外4 户外5 院内6 ");
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Delete, 0);
  assert_order (f, "红榜", "户外3 户外1 户外4 户外5 院内6 院内7 ");
  g_assert_cmpint (xp_rubric_sheet_get_selected (xp_forms_get_sheet (f)), ==, 1);
}

/* ---- undo, and what is typed but not entered ---- */

static void
test_every_step_is_taken_back (TestWindow *f, gconstpointer unused)
{
  xp_forms_copy (f, "hongbang", "红榜");
  xp_forms_choose (f, "红榜", "1");
  xp_forms_enter (f, "max", "0");
  xp_forms_assert_says (f, "status", "还不能用来新开评选");
  xp_forms_enter (f, "max", "九");
  xp_forms_assert_says (f, "pane", "“九”不是数字");
  g_autoptr (XpRubric) changed = xp_forms_take (f, "红榜");
  g_assert_cmpint (changed->items[0].max_hundredths, ==, 0);
  xp_forms_undo (f);
  g_autoptr (XpRubric) back = xp_forms_take (f, "红榜");
  g_assert_cmpint (back->items[0].max_hundredths, >, 0);
  xp_forms_assert_says (f, "status", "可以用来新开评选");

  /* The first step of all made the form: the list is there again. */
  xp_forms_undo (f);
  g_assert_null (xp_rubric_editor_get_id (XP_RUBRIC_EDITOR (xp_forms_get_child (f, "editor"))));
  g_assert_true (gtk_widget_get_mapped (xp_forms_get_child (f, "make")));
}

static void
test_what_is_typed_is_not_lost (TestWindow *f, gconstpointer unused)
{
  xp_forms_copy (f, "hongbang", "红榜");
  xp_forms_choose (f, "红榜", "1");
  GtkWidget *entry = xp_test_find_widget (xp_forms_get_field (f, "criterion"), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "没有按回车");
  xp_forms_key (xp_forms_get_child (f, "editor"), GDK_KEY_Escape, 0);
  g_autoptr (XpRubric) form = xp_forms_take (f, "红榜");
  g_assert_cmpstr (form->items[0].criterion, ==, "没有按回车");

  xp_forms_open (f, "红榜");
  xp_forms_choose (f, "红榜", "1");
  entry = xp_test_find_widget (xp_forms_get_field (f, "note"), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "换了一项");
  xp_forms_choose (f, "红榜", "2");
  g_autoptr (XpRubric) again = xp_forms_take (f, "红榜");
  g_assert_cmpstr (again->items[0].note, ==, "换了一项");
  g_assert_cmpstr (again->items[1].note, !=, "换了一项");
}

/* ---- files ---- */

static char *
path_in (TestWindow *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static void
test_a_broken_table_leaves_the_form (TestWindow *f, gconstpointer unused)
{
  xp_forms_copy (f, "hongbang", "红榜");
  g_autofree char *before = order_of (f, "红榜");
  g_autofree char *path = path_in (f, "红榜改.csv");
  g_assert_true (g_file_set_contents (path,
                                      "section,item_no,item,criterion,mode,unit,points,step,min,"
                                      "max,cap,veto,gate,note\n"
                                      "室外,1,门前,扫净,deduct,处,1,1,0,10,10,0,0,\n"
                                      "室外,1,院子,扫净,grade,户,优=,,,,,0,0,\n",
                                      -1,
                                      NULL));
  xp_rubrics_page_import (xp_forms_get_page (f), path);
  xp_forms_pick (0, 1);
  g_assert_false (xp_form_window_answer (xp_forms_find_window ()));
  g_autofree char *says = xp_test_dup_labels (GTK_WIDGET (xp_forms_find_window ()));
  g_assert_nonnull (strstr (says, "第3行"));
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "rubrics-broken");
  assert_order (f, "红榜", before);
  gtk_window_destroy (GTK_WINDOW (xp_forms_find_window ()));

  g_autofree char *good = path_in (f, "新表.csv");
  g_assert_true (g_file_set_contents (good,
                                      "section,item_no,item,criterion,mode,unit,points,step,min,"
                                      "max,cap,veto,gate,note\n"
                                      "室外,1,门前,扫净,deduct,处,1,1,0,10,10,0,0,\n",
                                      -1,
                                      NULL));
  xp_rubrics_page_import (xp_forms_get_page (f), good);
  xp_forms_fill_in (0, "导入的新表");
  xp_forms_answer ();
  g_autoptr (XpRubric) form = xp_forms_take (f, "导入的新表");
  g_assert_cmpstr (form->name, ==, "导入的新表");
  g_assert_cmpuint (form->n_items, ==, 1);
  g_unlink (path);
  g_unlink (good);
}

static void
test_a_form_is_given_away (TestWindow *f, gconstpointer unused)
{
  static const char *const NAMES[] = {"表.csv", "表.xlsx"};
  xp_forms_show_page (f);
  for (size_t i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *path = path_in (f, NAMES[i]);
    g_assert_true (xp_rubrics_page_export (xp_forms_get_page (f), path));
    g_autoptr (XpRubric) again = xp_rubric_work_read (path, "again", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (again->n_items, ==, 29);
    g_unlink (path);
  }
  g_autofree char *path = path_in (f, "表.doc");
  g_assert_false (xp_rubrics_page_export (xp_forms_get_page (f), path));
  g_assert_true (xp_test_shows (f, "看不出要存成哪一种"));
}

static void
test_the_blank_sheet_is_printed (TestWindow *f, gconstpointer unused)
{
  xp_forms_show_page (f);
  xp_forms_press (xp_forms_get_child (f, "print"));
  xp_test_wait_until_settled ();
  g_assert_cmpstr (xp_window_get_page_name (f->window), ==, "print");
  g_assert_nonnull (
    xp_print_page_get_pdf (XP_PRINT_PAGE (xp_window_get_page (f->window, "print"))));
  xp_test_leave_picture (f, "rubrics-blank");

  /* Beside the editor it is set anew with every step. */
  xp_forms_copy (f, "hongbang", "红榜");
  xp_test_wait_until_settled ();
  XpRubricEditor *editor = XP_RUBRIC_EDITOR (xp_forms_get_child (f, "editor"));
  g_autoptr (GBytes) before = g_bytes_ref (xp_rubric_editor_get_pdf (editor));
  xp_forms_choose (f, "红榜", "1");
  xp_forms_enter (f, "criterion", "门外扫得干干净净");
  xp_test_wait_until_settled ();
  g_assert_false (g_bytes_equal (before, xp_rubric_editor_get_pdf (editor)));
  xp_forms_key (xp_forms_get_child (f, "editor"), GDK_KEY_F9, 0);
  xp_test_wait_until_settled ();
  g_assert_false (gtk_widget_get_visible (xp_forms_get_part (f, "pane")));
  xp_test_leave_pictures (f, NULL, "rubrics-large");
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/rubrics/from-nothing", test_from_nothing_to_a_round);
  ADD ("/rubrics/said", test_what_a_round_would_refuse_is_said);
  ADD ("/rubrics/order", test_items_move_by_keys_and_by_hand);
  ADD ("/rubrics/undo", test_every_step_is_taken_back);
  ADD ("/rubrics/typed", test_what_is_typed_is_not_lost);
  ADD ("/rubrics/broken-table", test_a_broken_table_leaves_the_form);
  ADD ("/rubrics/given-away", test_a_form_is_given_away);
  ADD ("/rubrics/blank", test_the_blank_sheet_is_printed);
#undef ADD
  return g_test_run ();
}

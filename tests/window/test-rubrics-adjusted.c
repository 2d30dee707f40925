/* 评分表: a form that is its parent's with changes: each is judged at once, taken back with one
 * key, kept as a title of the village's own, and carried over to a newer parent by a button only.
 */
#include "xp-test-forms.h"

#include "xp-rubric-text.h"

#include <glib/gstdio.h>
#include <string.h>

static const char TOWNSHIP[] = "镇干净人家评分表";
static const char VILLAGE[] = "永胜村用表";

/* “在它上面调整…” on a form that is looked at, or chosen in the list. */
static void
adjust_township (TestWindow *f)
{
  xp_forms_open (f, "ganjing-renjia");
  xp_forms_press (xp_forms_get_part (f, "adjust"));
  xp_forms_pick (0, 1);
  xp_forms_fill_in (0, "镇“干净人家”评分表");
  xp_forms_answer ();
  g_assert_cmpstr (xp_rubric_editor_get_id (XP_RUBRIC_EDITOR (xp_forms_get_child (f, "editor"))),
                   ==,
                   TOWNSHIP);
}

static void
set (TestWindow *f, const char *id, const char *no, const char *field, const char *text)
{
  xp_forms_choose (f, id, no);
  xp_forms_enter (f, field, text);
}

static int64_t
full_mark_of (TestWindow *f, const char *id, const char *no)
{
  g_autoptr (XpRubric) form = xp_forms_take (f, id);
  return xp_rubric_lookup_item (form, no)->max_hundredths;
}

static void
test_a_refused_change_says_whose_rule (TestWindow *f, gconstpointer unused)
{
  adjust_township (f);
  set (f, TOWNSHIP, "9", "max", "2");
  xp_forms_assert_says (f, "status", "还不能用来新开评选");
  xp_forms_assert_says (f, "sheet", "各项满分加起来是99分，写明的总分是100分，少了1分");
  xp_forms_assert_says (f, "pane", "县里定的是“3”");
  set (f, TOWNSHIP, "21", "max", "5");
  xp_forms_assert_says (f, "status", "可以用来新开评选");
  xp_forms_assert_says (f, "foot", "镇调整2项");

  set (f, TOWNSHIP, "15", "max", "2");
  xp_forms_assert_says (f, "pane", "第15项“灶台抽烟”县定4分，只能在2.8到5.2分之间调");
  xp_forms_assert_says (f, "pane", "照样改，另设称号…");
  g_assert_cmpint (full_mark_of (f, TOWNSHIP, "15"), ==, 400);
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, NULL, "rubrics-refused");

  /* What was typed stays there; set right, it is taken. */
  GtkWidget *entry = xp_test_find_widget (xp_forms_get_field (f, "max"), GTK_TYPE_ENTRY);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2");
  xp_forms_enter (f, "max", "5");
  g_assert_cmpint (full_mark_of (f, TOWNSHIP, "15"), ==, 500);
  xp_forms_enter (f, "max", "4");
  xp_forms_assert_says (f, "foot", "镇调整2项");
}

static void
test_changes_are_taken_back (TestWindow *f, gconstpointer unused)
{
  adjust_township (f);
  set (f, TOWNSHIP, "1", "points", "2");
  set (f, TOWNSHIP, "1", "criterion", "门外扫净");
  g_autoptr (XpRubric) changed = xp_forms_take (f, TOWNSHIP);
  g_assert_cmpuint (changed->n_changes, ==, 2);
  xp_forms_assert_says (f, "sheet", "县里定的是 每次的分 “1”");
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Delete, 0);
  g_autoptr (XpRubric) back = xp_forms_take (f, TOWNSHIP);
  g_assert_cmpuint (back->n_changes, ==, 0);
  xp_forms_undo (f);
  g_autoptr (XpRubric) again = xp_forms_take (f, TOWNSHIP);
  g_assert_cmpuint (again->n_changes, ==, 2);

  /* One field alone. */
  GtkWidget *field = xp_forms_get_field (f, "points");
  xp_forms_press (xp_test_find_button (field, "改回"));
  g_autoptr (XpRubric) half = xp_forms_take (f, TOWNSHIP);
  g_assert_cmpuint (half->n_changes, ==, 1);

  /* Nothing to be taken back is said, and so is a place that is the county's. */
  xp_forms_choose (f, TOWNSHIP, "2");
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Delete, 0);
  xp_forms_assert_says (f, "refused", "这一项没有改动");
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Down, GDK_ALT_MASK);
  xp_forms_assert_says (f, "refused", "不能直接动它的评分项");
}

static void
test_items_are_added_and_left_out (TestWindow *f, gconstpointer unused)
{
  adjust_township (f);
  xp_forms_choose (f, TOWNSHIP, "9");
  xp_forms_press (xp_test_find_button (xp_forms_get_part (f, "pane"), "停用这一项"));
  g_autoptr (XpRubric) without = xp_forms_take (f, TOWNSHIP);
  g_assert_null (xp_rubric_lookup_item (without, "9"));
  xp_forms_assert_says (f, "sheet", "停用");
  xp_forms_assert_says (f, "sheet", "少了3分");

  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Insert, 0);
  xp_forms_fill_in (0, "地膜药瓶回收");
  xp_forms_fill_in (1, "地膜、药瓶、兽药盒不乱扔，交回收点");
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "rubrics-addition");
  xp_forms_answer ();
  g_autoptr (XpRubric) with = xp_forms_take (f, TOWNSHIP);
  g_assert_cmpstr (xp_rubric_lookup_item (with, "T1")->section, ==, "庭院");
  g_assert_cmpint (xp_rubric_lookup_item (with, "T1")->max_hundredths, ==, 300);
  xp_forms_assert_says (f, "status", "可以用来新开评选");
  xp_forms_enter (f, "name", "地膜回收");
  g_autoptr (XpRubric) renamed = xp_forms_take (f, TOWNSHIP);
  g_assert_cmpstr (xp_rubric_lookup_item (renamed, "T1")->name, ==, "地膜回收");
  g_assert_cmpuint (renamed->n_changes, ==, 2);

  /* A mandatory one is not. */
  xp_forms_choose (f, TOWNSHIP, "16");
  xp_forms_press (xp_test_find_button (xp_forms_get_part (f, "pane"), "停用这一项"));
  xp_forms_assert_says (f, "refused", "第16项“餐具洗刷”是县里必评项，不能停用");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, NULL, "rubrics-township");
}

static void
adjust_village (TestWindow *f)
{
  adjust_township (f);
  set (f, TOWNSHIP, "13", "max", "5");
  set (f, TOWNSHIP, "12", "max", "3");
  xp_forms_key (xp_forms_get_child (f, "editor"), GDK_KEY_Escape, 0);
  xp_forms_key (xp_forms_get_child (f, "editor"), GDK_KEY_Escape, 0);
  xp_forms_press (xp_forms_get_child (f, "adjust"));
  xp_forms_fill_in (0, VILLAGE);
  xp_forms_answer ();
}

static void
test_a_title_of_its_own (TestWindow *f, gconstpointer unused)
{
  adjust_village (f);
  set (f, VILLAGE, "13", "max", "4");
  xp_forms_assert_says (f, "pane", "村里不能改分值，第13项“家具陈设”由镇里定为5分");
  GtkWidget *field = xp_forms_get_field (f, "max");
  xp_forms_press (xp_test_find_button (field, "照样改，另设称号…"));
  g_autofree char *asks = xp_test_dup_labels (GTK_WIDGET (xp_forms_find_window ()));
  g_assert_nonnull (strstr (asks, "第13项分值由村里改为4分，镇里定的是5分"));
  g_assert_false (xp_form_window_answer (xp_forms_find_window ()));
  xp_forms_fill_in (0, "干净人家");
  g_assert_false (xp_form_window_answer (xp_forms_find_window ()));
  xp_forms_fill_in (0, "永胜村清洁户");
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "rubrics-own");
  xp_forms_answer ();

  g_autoptr (XpRubric) form = xp_forms_take (f, VILLAGE);
  g_assert_true (form->is_own);
  g_assert_cmpstr (form->award.title, ==, "永胜村清洁户");
  g_assert_cmpint (full_mark_of (f, VILLAGE, "13"), ==, 400);
  xp_forms_assert_says (f, "foot", "另立称号“永胜村清洁户”，不计入县里的“干净人家”");
  xp_forms_assert_says (f, "foot", "第13项分值由村里改为4分");
  xp_forms_assert_says (f, "status", "还不能用来新开评选");
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, NULL, "rubrics-village");

  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Delete, 0);
  g_autoptr (XpRubric) back = xp_forms_take (f, VILLAGE);
  g_assert_false (back->is_own);
  xp_forms_assert_says (f, "status", "可以用来新开评选");
}

static void
test_what_a_village_adds_names_its_article (TestWindow *f, gconstpointer unused)
{
  adjust_village (f);
  xp_forms_choose (f, VILLAGE, "3");
  xp_forms_key (GTK_WIDGET (xp_forms_get_sheet (f)), GDK_KEY_Insert, 0);
  xp_forms_fill_in (0, "渠口闸门");
  xp_forms_fill_in (1, "不私开渠口闸门");
  g_assert_false (xp_form_window_answer (xp_forms_find_window ()));
  g_autofree char *says = xp_test_dup_labels (GTK_WIDGET (xp_forms_find_window ()));
  g_assert_nonnull (strstr (says, "新增项须写明村规民约第几条"));
  xp_forms_fill_in (5, "村规民约第十一条");
  xp_forms_answer ();
  g_autoptr (XpRubric) form = xp_forms_take (f, VILLAGE);
  const XpItem *item = xp_rubric_lookup_item (form, "C1");
  g_assert_true (item->is_extra);
  g_assert_cmpstr (item->section, ==, "门前三包");
  xp_forms_assert_says (f, "foot", "本村附加1项");

  /* The line may be raised, and not lowered. */
  xp_rubric_sheet_select (xp_forms_get_sheet (f), XP_RUBRIC_SHEET_HEAD);
  xp_test_settle ();
  xp_forms_enter (f, "LINE", "92");
  xp_forms_assert_says (f, "foot", "等次线92分");
  xp_forms_enter (f, "LINE", "88");
  xp_forms_assert_says (f, "pane", "等次线只能提高：县定90分，不能降到88分");
}

/* ---- a newer parent ---- */

static void
bring_newer_standard (TestWindow *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) standard = xp_forms_take (f, "ganjing-renjia");
  g_autofree char *text = xp_rubric_to_text (standard);
  g_autoptr (GString) newer = g_string_new (text);
  g_string_replace (newer, "县标准2026-1版", "县标准2027-1版", 0);
  g_string_replace (newer, "院子扫净，无垃圾、畜粪、污水", "院子每天扫净", 0);
  g_autofree char *path = g_build_filename (f->folder, "ganjing-renjia.rubric", NULL);
  g_assert_true (g_file_set_contents (path, newer->str, -1, NULL));
  g_autoptr (XpRubric) form = xp_rubric_work_read (path, NULL, &error);
  g_assert_true (xp_rubric_work_import (xp_forms_get_desk (f), form, &error));
  g_assert_no_error (error);
  g_unlink (path);
}

static void
test_a_newer_parent_is_offered (TestWindow *f, gconstpointer unused)
{
  adjust_township (f);
  set (f, TOWNSHIP, "1", "points", "2");
  g_assert_false (gtk_widget_get_visible (xp_forms_get_part (f, "offer")));
  bring_newer_standard (f);
  xp_test_settle ();
  g_assert_true (gtk_widget_get_mapped (xp_forms_get_part (f, "offer")));
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, NULL, "rubrics-offer");
  g_autoptr (XpRubric) before = xp_forms_take (f, TOWNSHIP);
  g_assert_cmpstr (before->extends, ==, "ganjing-renjia@1");

  xp_forms_press (xp_test_find_button (xp_forms_get_part (f, "offer"), "看看差在哪里…"));
  xp_test_wait_until_settled ();
  g_autofree char *says = xp_test_dup_labels (GTK_WIDGET (xp_forms_find_window ()));
  g_assert_nonnull (strstr (says, "院子扫净，无垃圾、畜粪、污水"));
  g_assert_nonnull (strstr (says, "院子每天扫净"));
  xp_test_leave_pictures (f, GTK_WIDGET (xp_forms_find_window ()), "rubrics-differences");
  xp_forms_answer ();
  g_autoptr (XpRubric) after = xp_forms_take (f, TOWNSHIP);
  g_assert_cmpstr (after->extends, ==, "ganjing-renjia@2");
  g_assert_cmpstr (xp_rubric_lookup_item (after, "4")->criterion, ==, "院子每天扫净");
  g_assert_cmpint (xp_rubric_lookup_item (after, "1")->points_hundredths, ==, 200);
  g_assert_false (gtk_widget_get_visible (xp_forms_get_part (f, "offer")));
}

/* A county's standard is looked at only. */
static void
test_a_standard_is_not_touched (TestWindow *f, gconstpointer unused)
{
  xp_forms_open (f, "ganjing-renjia");
  xp_forms_assert_says (f, "status", "别人定的表不能直接改");
  xp_forms_choose (f, "ganjing-renjia", "4");
  g_assert_false (gtk_widget_get_sensitive (xp_forms_get_field (f, "max")));
  g_assert_false (gtk_widget_get_visible (xp_forms_get_part (f, "add")));
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, NULL, "rubrics-standard");
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/rubrics-adjusted/refused", test_a_refused_change_says_whose_rule);
  ADD ("/rubrics-adjusted/taken-back", test_changes_are_taken_back);
  ADD ("/rubrics-adjusted/added", test_items_are_added_and_left_out);
  ADD ("/rubrics-adjusted/own-title", test_a_title_of_its_own);
  ADD ("/rubrics-adjusted/article", test_what_a_village_adds_names_its_article);
  ADD ("/rubrics-adjusted/newer-parent", test_a_newer_parent_is_offered);
  ADD ("/rubrics-adjusted/standard", test_a_standard_is_not_touched);
#undef ADD
  return g_test_run ();
}

/* A form is made step by step on the page: each step gives a new form, and what it lacks is told
 * with item and field. */
#include "xp-error.h"
#include "xp-rubric-diff.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-fields.h"
#include "xp-rubric-gates.h"
#include "xp-rubric-text.h"
#include "xp-test-form.h"

#include <string.h>

/* The next step takes the place of the last. */
static void
step (XpRubric **form, XpRubric *next, GError **error)
{
  g_assert_no_error (*error);
  xp_rubric_unref (*form);
  *form = next;
}

static void
set (XpRubric **form, int at, const char *field, const char *text)
{
  GError *error = NULL;
  XpRubric *next = xp_rubric_edit_set (*form, at, field, text, &error);
  step (form, next, &error);
}

static void
assert_refused (XpRubric *form, GError **error, const char *says)
{
  g_assert_null (form);
  g_assert_nonnull (*error);
  g_assert_true ((*error)->domain == XP_ERROR);
  if (strstr ((*error)->message, says) == NULL)
    g_error ("%s does not say %s", (*error)->message, says);
  g_clear_error (error);
}

static const XpFormProblem *
find_problem (const GPtrArray *problems, int item_at, const char *field)
{
  for (guint i = 0; i < problems->len; i++) {
    const XpFormProblem *problem = problems->pdata[i];
    if (problem->item_at == item_at && strcmp (problem->field, field) == 0)
      return problem;
  }
  return NULL;
}

static void
test_a_form_is_made_from_nothing (void)
{
  GError *error = NULL;
  int at = 0;
  g_autoptr (XpRubric) form = xp_rubric_edit_new ("qingjie", "清洁户评分表", &error);
  g_assert_no_error (error);
  step (&form, xp_rubric_edit_set_form (form, "full_mark", "10", &error), &error);
  step (&form, xp_rubric_edit_set_form (form, "award", "清洁户", &error), &error);
  step (&form, xp_rubric_edit_add (form, -1, "院内", XP_MODE_DEDUCT, &at, &error), &error);
  g_assert_cmpint (at, ==, 1);
  step (&form, xp_rubric_edit_add (form, 1, "", XP_MODE_SCORE, &at, &error), &error);
  g_assert_cmpint (at, ==, 2);
  g_assert_cmpstr (form->items[1].section, ==, "院内");
  g_assert_cmpstr (form->items[1].no, ==, "2");

  g_autoptr (GPtrArray) problems = xp_rubric_list_problems (form);
  const XpFormProblem *unnamed = find_problem (problems, 2, "name");
  g_assert_nonnull (unnamed);
  g_autofree char *sentence = xp_form_problem_to_text (unnamed, form);
  g_assert_cmpstr (sentence, ==, "《清洁户评分表》的“院内”第2项“”：没有写评分项的名称，请补上。");
  g_assert_cmpuint (problems->len, ==, 2);

  set (&form, 1, "name", "地面");
  set (&form, 2, "name", " 物件\n摆放 ");
  set (&form, 2, "max", "6");
  g_assert_cmpstr (form->items[1].name, ==, "物件 摆放");
  g_autoptr (GPtrArray) sums = xp_rubric_list_problems (form);
  g_assert_cmpuint (sums->len, ==, 1);
  g_assert_nonnull (find_problem (sums, 0, "full_mark"));
  set (&form, 2, "max", "5");
  g_autoptr (GPtrArray) none = xp_rubric_list_problems (form);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (xp_rubric_dup_unready (form));

  g_autofree char *text = xp_rubric_to_text (form);
  g_autoptr (XpRubric) again = xp_rubric_from_text (text, "qingjie", "表", &error);
  g_assert_no_error (error);
}

/* What is half made can be stored, is read again, and says what it lacks. */
static void
test_a_half_made_form_is_kept (void)
{
  GError *error = NULL;
  int at = 0;
  g_autoptr (XpRubric) form = xp_rubric_edit_new ("qingjie", "清洁户评分表", &error);
  step (&form, xp_rubric_edit_add (form, -1, "", XP_MODE_DEDUCT, &at, &error), &error);
  g_autofree char *text = xp_rubric_to_text (form);
  g_assert_null (xp_rubric_from_text (text, "qingjie", "表", &error));
  g_clear_error (&error);
  g_autoptr (XpRubric) again = xp_rubric_from_stored_text (text, "qingjie", &error);
  g_assert_no_error (error);
  g_autofree char *written = xp_rubric_to_text (again);
  g_assert_cmpstr (written, ==, text);
  g_autofree char *unready = xp_rubric_dup_unready (again);
  g_assert_cmpstr (unready,
                   ==,
                   "《清洁户评分表》第1项“”：没有写属于哪个大项，请补上。还有1处也要补上或改正。");
}

static void
assert_order (const XpRubric *form, const char *expected)
{
  GString *order = g_string_new (NULL);
  for (size_t i = 0; i < form->n_items; i++) {
    g_assert_cmpint (form->items[i].at, ==, (int) i + 1);
    g_string_append_printf (order, "%s ", form->items[i].no);
  }
  g_assert_cmpstr (order->str, ==, expected);
  g_string_free (order, TRUE);
}

static void
test_items_move_and_the_old_form_stays (void)
{
  GError *error = NULL;
  g_autoptr (XpRubric) shipped = test_form_load_shipped ("hongbang");
  g_autoptr (XpRubric) form = xp_rubric_ref (shipped);
  g_autofree char *before = xp_rubric_to_text (shipped);
  assert_order (form, "1 2 3 4 5 6 7 8 9 10 11 12 ");
  step (&form, xp_rubric_edit_move (form, 2, 4, &error), &error);
  assert_order (form, "1 3 4 2 5 6 7 8 9 10 11 12 ");
  step (&form, xp_rubric_edit_move (form, 12, 1, &error), &error);
  assert_order (form, "12 1 3 4 2 5 6 7 8 9 10 11 ");
  step (&form, xp_rubric_edit_remove (form, 1, &error), &error);
  assert_order (form, "1 3 4 2 5 6 7 8 9 10 11 ");
  int at = 0;
  step (&form, xp_rubric_edit_add (form, 0, "院内", XP_MODE_VETO, &at, &error), &error);
  assert_order (form, "12 1 3 4 2 5 6 7 8 9 10 11 ");
  g_assert_true (form->items[0].is_veto);
  g_autofree char *after = xp_rubric_to_text (shipped);
  g_assert_cmpstr (after, ==, before);
}

static void
test_fields_say_what_they_hold (void)
{
  static const struct {
    const char *field, *text, *says;
  } CASES[] = {
    {"max", "多", "“干净人家”评分表》的“庭院”第4项“院内地面”的分值：“多”不是数字"},
    {"max", "1000000000000", "不是数字或者太大"},
    {"mode", "guess", "记分方式“guess”不认得"},
    {"no", "5", "5已经是“物件摆放”"},
    {"no", "四 项", "用不了"},
    {"no", "", "用不了"},
    {"colour", "红", "“colour”这一栏不认得"},
    {"mandatory", "也许", "请写成1或0"},
  };
  g_autoptr (XpRubric) form = test_form_load_shipped ("ganjing-renjia");
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = NULL;
    assert_refused (xp_rubric_edit_set (form, 6, CASES[i].field, CASES[i].text, &error),
                    &error,
                    CASES[i].says);
  }
  g_autoptr (XpRubric) other = xp_rubric_ref (form);
  set (&other, 6, "max", "5");
  g_assert_cmpstr (other->items[5].cap, ==, "5");
  set (&other, 6, "max", "");
  g_autoptr (GPtrArray) problems = xp_rubric_list_problems (other);
  g_assert_nonnull (find_problem (problems, 6, "max"));
}

static void
test_what_is_needed_is_not_removed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) form = test_form_load_shipped ("ganjing-renjia");
  assert_refused (xp_rubric_edit_remove (form, 6, &error), &error, "“院内地面”是必评项，不能删");
  assert_refused (xp_rubric_edit_remove (form, 99, &error), &error, "没有第99行");
  assert_refused (xp_rubric_edit_move (form, 1, 0, &error), &error, "没有第0行");
  g_autoptr (XpRubric) stars = test_form_load_shipped ("ten-star");
  assert_refused (xp_rubric_edit_remove (stars, xp_rubric_lookup_item (stars, "1")->at, &error),
                  &error,
                  "第1.1项“守法”要靠第1项");
}

static void
test_two_hundred_items_and_no_more (void)
{
  GError *error = NULL;
  int at = 0;
  g_autoptr (XpRubric) form = xp_rubric_edit_new ("many", "多项的表", &error);
  for (int i = 0; i < XP_MOST_ITEMS; i++) {
    step (&form, xp_rubric_edit_add (form, -1, "院内", XP_MODE_DEDUCT, &at, &error), &error);
    set (&form, at, "name", "一项");
  }
  g_autoptr (GPtrArray) problems = xp_rubric_list_problems (form);
  g_assert_cmpuint (problems->len, ==, 0);
  assert_refused (xp_rubric_edit_add (form, -1, "院内", XP_MODE_DEDUCT, &at, &error),
                  &error,
                  "已经有200项");

  g_autofree char *text = xp_rubric_to_text (form);
  g_autofree char *more = g_strconcat (text,
                                       "\n[item 201]\nsection=院内\nname=一项\nmode=deduct\n"
                                       "unit=处\npoints=1\nmax=5\n",
                                       NULL);
  g_assert_null (xp_rubric_from_text (more, "many", "表", &error));
  g_assert_nonnull (strstr (error->message, "评分项有201项，一张表最多200项"));
  g_clear_error (&error);
}

/* 10,000 points are the most, and one hundredth more is too much. */
static void
test_the_edges_of_points (void)
{
  static const struct {
    const char *field, *text;
    bool is_good;
  } CASES[] = {
    {"max", "10000", true},
    {"max", "10000.01", false},
    {"points", "10000", true},
    {"points", "10000.01", false},
    {"points", "999999999", false},
    {"points", "1000000000000", false},
    {"min", "-10000", true},
    {"min", "-10000.01", false},
    {"step", "10000.01", false},
    {"cap", "10000", true},
    {"cap", "10000.01", false},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    GError *error = NULL;
    int at = 0;
    g_autoptr (XpRubric) form = xp_rubric_edit_new ("edge", "表", &error);
    step (&form, xp_rubric_edit_add (form, -1, "院内", XP_MODE_DEDUCT, &at, &error), &error);
    set (&form, 1, "name", "一项");
    set (&form, 1, CASES[i].field, CASES[i].text);
    g_autoptr (GPtrArray) problems = xp_rubric_list_problems (form);
    if ((problems->len == 0) != CASES[i].is_good)
      g_error ("%s=%s", CASES[i].field, CASES[i].text);
  }
}

static void
test_a_copy_of_a_standard_is_its_own (void)
{
  GError *error = NULL;
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpRubric) copy = xp_rubric_edit_copy (county, "yongsheng", "永胜的表", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (copy->id, ==, "yongsheng");
  g_assert_cmpstr (copy->name, ==, "永胜的表");
  g_assert_true (copy->is_own);
  g_assert_null (copy->version_text);
  g_assert_cmpstr (copy->departures[0],
                   ==,
                   "本表是村里照县标准2026-1版另做的；不计入县里的“干净人家”");
  g_autoptr (GPtrArray) problems = xp_rubric_list_problems (copy);
  g_assert_nonnull (find_problem (problems, 0, "award"));
  step (&copy, xp_rubric_edit_set_form (copy, "award", "永胜清洁户", &error), &error);
  g_autoptr (GPtrArray) none = xp_rubric_list_problems (copy);
  g_assert_cmpuint (none->len, ==, 0);

  g_autoptr (XpRubric) reference = test_form_load_shipped ("hongbang");
  g_autoptr (XpRubric) plain = xp_rubric_edit_copy (reference, "hong", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (plain->is_own);
  assert_refused (xp_rubric_edit_copy (reference, "a b", NULL, &error), &error, "用不了");
}

static void
test_the_head_is_set_and_emptied (void)
{
  GError *error = NULL;
  g_autoptr (XpRubric) form = test_form_load_shipped ("hongbang");
  step (&form, xp_rubric_edit_set_form (form, "grades", "90=红榜|60=合格", &error), &error);
  g_assert_cmpuint (form->award.n_grades, ==, 2);
  step (&form, xp_rubric_edit_set_form (form, "ties", "", &error), &error);
  g_assert_null (form->award.ties[0]);
  step (&form, xp_rubric_edit_set_form (form, "na_policy", "", &error), &error);
  g_assert_null (form->award.na_policy);
  step (&form, xp_rubric_edit_set_form (form, "full_mark", "", &error), &error);
  g_assert_cmpint (form->full_mark_hundredths, ==, 10000);
  assert_refused (xp_rubric_edit_set_form (form, "name", " ", &error), &error, "不能没有名称");
  assert_refused (xp_rubric_edit_set_form (form, "grades", "好", &error), &error, "看不懂");
  assert_refused (xp_rubric_edit_set_form (form, "own", "0", &error), &error, "不能直接改");
}

static void
test_an_adjusted_form_is_edited_by_its_changes (void)
{
  GError *error = NULL;
  int at = 0;
  g_autoptr (XpRubric) form = test_form_load_shipped ("hongbang");
  form->extends = g_strdup ("x@1");
  static const char SAYS[] = "是在上一级的表上调整的";
  assert_refused (xp_rubric_edit_add (form, 0, "院内", XP_MODE_DEDUCT, &at, &error), &error, SAYS);
  assert_refused (xp_rubric_edit_remove (form, 1, &error), &error, SAYS);
  assert_refused (xp_rubric_edit_move (form, 1, 2, &error), &error, SAYS);
  assert_refused (xp_rubric_edit_set (form, 1, "max", "3", &error), &error, SAYS);
  assert_refused (xp_rubric_edit_set_form (form, "quota", "20%", &error), &error, SAYS);
  step (&form, xp_rubric_edit_set_form (form, "name", "镇里的表", &error), &error);
}

static void
test_sections_are_summed (void)
{
  static const int64_t SUMS[] = {0, 1500, 2500, 2000, 1200, 1000, 800, 1000, 0};
  g_autoptr (XpRubric) form = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (GPtrArray) sections = xp_rubric_list_sections (form);
  g_assert_cmpuint (sections->len, ==, G_N_ELEMENTS (SUMS));
  for (guint i = 0; i < sections->len; i++)
    g_assert_cmpint (((XpSectionSum *) sections->pdata[i])->full_mark_hundredths, ==, SUMS[i]);
}

/* ---- between forms ---- */

static XpRubric *
form_asking (const char *id, const char *title, const char *gate)
{
  g_autofree char *text =
    g_strdup_printf ("[rubric]\nname=%s表\n[award]\naward=%s\n"
                     "[item 1]\nsection=院\nname=净\nmode=deduct\nunit=处\npoints=1\nmax=5\n"
                     "[item G1]\nsection=资格\nname=先有\nmode=gate\ngate=%s\n",
                     title,
                     title,
                     gate);
  g_autoptr (GError) error = NULL;
  XpRubric *form = xp_rubric_from_text (text, id, id, &error);
  g_assert_no_error (error);
  return form;
}

static void
assert_gates (XpRubric *forms[3], const char *says)
{
  const XpRubric *const others[] = {forms[0], forms[1], forms[2]};
  g_autoptr (GPtrArray) problems = xp_rubric_list_gate_problems (forms[0], others, 3);
  if (says == NULL) {
    g_assert_cmpuint (problems->len, ==, 0);
  } else {
    g_assert_cmpuint (problems->len, ==, 1);
    g_assert_cmpstr (problems->pdata[0], ==, says);
  }
  for (int i = 0; i < 3; i++)
    xp_rubric_unref (forms[i]);
}

static void
test_gates_go_in_no_ring (void)
{
  assert_gates ((XpRubric *[]){form_asking ("a", "甲", "award:乙"),
                               form_asking ("b", "乙|丁", "score:c>=80"),
                               form_asking ("c", "丙", "1")},
                NULL);
  assert_gates ((XpRubric *[]){form_asking ("a", "甲", "award:乙"),
                               form_asking ("b", "乙", "award:甲"),
                               form_asking ("c", "丙", "1")},
                "《甲表》要先有《乙表》要先有《甲表》，绕成了一圈，谁也评不出来。"
                "请去掉其中一处资格。");
  assert_gates ((XpRubric *[]){form_asking ("a", "甲", "award:丁"),
                               form_asking ("b", "乙|丁", "score:c>=80"),
                               form_asking ("c", "丙", "score:a>=60")},
                "《甲表》要先有《乙|丁表》要先有《丙表》要先有《甲表》，绕成了一圈，谁也评不出来。"
                "请去掉其中一处资格。");
  assert_gates ((XpRubric *[]){form_asking ("a", "甲", "award:甲"),
                               form_asking ("b", "乙", "1"),
                               form_asking ("c", "丙", "1")},
                "《甲表》要先有《甲表》，绕成了一圈，谁也评不出来。请去掉其中一处资格。");
  /* A ring of others is theirs to mend. */
  assert_gates ((XpRubric *[]){form_asking ("a", "甲", "award:乙"),
                               form_asking ("b", "乙", "award:丙"),
                               form_asking ("c", "丙", "award:乙")},
                NULL);
}

static void
test_gates_name_something (void)
{
  assert_gates ((XpRubric *[]){form_asking ("a", "甲", "award:戊"),
                               form_asking ("b", "乙", "1"),
                               form_asking ("c", "丙", "1")},
                "《甲表》的“资格”第G1项“先有”：哪张评分表也不评“戊”，请先导入评它的表。");
  assert_gates ((XpRubric *[]){form_asking ("a", "甲", "score:z>=60"),
                               form_asking ("b", "乙", "1"),
                               form_asking ("c", "丙", "1")},
                "《甲表》的“资格”第G1项“先有”：没有编号是“z”的评分表，请先导入它。");
}

static void
test_versions_stand_side_by_side (void)
{
  GError *error = NULL;
  int at = 0;
  g_autoptr (XpRubric) then = test_form_load_shipped ("hongbang");
  g_autoptr (XpRubric) now = xp_rubric_ref (then);
  set (&now, 2, "max", "9");
  set (&now, 2, "mode", "score");
  step (&now, xp_rubric_edit_remove (now, 3, &error), &error);
  step (&now, xp_rubric_edit_add (now, -1, "院内", XP_MODE_DEDUCT, &at, &error), &error);
  step (&now, xp_rubric_edit_set_form (now, "quota", "20%", &error), &error);
  g_autoptr (GPtrArray) differences = xp_rubric_diff (then, now);
  GString *told = g_string_new (NULL);
  for (guint i = 0; i < differences->len; i++) {
    const XpFormDifference *d = differences->pdata[i];
    g_string_append_printf (told, "%s %s:%s>%s\n", d->item_no, d->word, d->then, d->now);
  }
  g_test_message ("%s", told->str);
  g_assert_nonnull (strstr (told->str, " 名额:>20%\n"));
  g_assert_nonnull (strstr (told->str, "2 记分方式:逐处扣分>直接打分\n"));
  g_assert_nonnull (strstr (told->str, "2 分值:8>9\n"));
  g_assert_nonnull (strstr (told->str, "13 评分项:>\n"));
  g_assert_nonnull (strstr (told->str, "3 评分项:"));
  g_string_free (told, TRUE);
  g_autoptr (GPtrArray) none = xp_rubric_diff (then, then);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rubric-edit/new", test_a_form_is_made_from_nothing);
  g_test_add_func ("/rubric-edit/half", test_a_half_made_form_is_kept);
  g_test_add_func ("/rubric-edit/order", test_items_move_and_the_old_form_stays);
  g_test_add_func ("/rubric-edit/fields", test_fields_say_what_they_hold);
  g_test_add_func ("/rubric-edit/needed", test_what_is_needed_is_not_removed);
  g_test_add_func ("/rubric-edit/many", test_two_hundred_items_and_no_more);
  g_test_add_func ("/rubric-edit/edges", test_the_edges_of_points);
  g_test_add_func ("/rubric-edit/copy", test_a_copy_of_a_standard_is_its_own);
  g_test_add_func ("/rubric-edit/head", test_the_head_is_set_and_emptied);
  g_test_add_func ("/rubric-edit/adjusted", test_an_adjusted_form_is_edited_by_its_changes);
  g_test_add_func ("/rubric-edit/sections", test_sections_are_summed);
  g_test_add_func ("/rubric-gates/rings", test_gates_go_in_no_ring);
  g_test_add_func ("/rubric-gates/names", test_gates_name_something);
  g_test_add_func ("/rubric-diff/versions", test_versions_stand_side_by_side);
  return g_test_run ();
}

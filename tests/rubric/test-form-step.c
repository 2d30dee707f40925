/* One step on a form: at once where it rests on no other, as a change that is judged where it is
 * its parent's with changes. */
#include "xp-error.h"
#include "xp-form-step.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-text.h"
#include "xp-test-form.h"

#include <string.h>

static XpRubric *
adjust (const XpRubric *parent, XpLevel level)
{
  const XpOverlaySpec spec = {.id = "x", .parent_ref = "ganjing-renjia@1", .level = level};
  g_autoptr (XpOverlay) overlay = xp_overlay_apply (parent, &spec, NULL, 0);
  return xp_rubric_ref (overlay->rubric);
}

/* The step is taken: the new form in the place of the old one. */
static void
put (XpRubric **form, XpRubric *next, const GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (next);
  xp_rubric_unref (*form);
  *form = next;
}

static void
set (XpRubric **form, const XpRubric *parent, const char *no, const char *field, const char *text)
{
  g_autoptr (GError) error = NULL;
  const int at = xp_rubric_lookup_item (*form, no)->at;
  put (form, xp_form_step_set (*form, parent, at, field, text, NULL, &error), error);
}

static void
assert_refused (const XpRubric *form,
                const XpRubric *parent,
                const char *no,
                const char *field,
                const char *text,
                int code,
                const char *says)
{
  g_autoptr (GError) error = NULL;
  const int at = xp_rubric_lookup_item (form, no)->at;
  g_assert_null (xp_form_step_set (form, parent, at, field, text, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, XP_ERROR, code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_a_field_becomes_a_change (void)
{
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpRubric) form = adjust (county, XP_LEVEL_TOWNSHIP);
  set (&form, county, "9", "max", "2");
  g_assert_cmpuint (form->n_changes, ==, 1);
  set (&form, county, "9", "max", "2.5");
  g_assert_cmpuint (form->n_changes, ==, 1);
  g_assert_cmpint (xp_rubric_lookup_item (form, "9")->max_hundredths, ==, 250);
  set (&form, county, "9", "max", "3"); /* the county's own */
  g_assert_cmpuint (form->n_changes, ==, 0);
  XpRubric *same = xp_form_step_set (form,
                                     county,
                                     xp_rubric_lookup_item (form, "9")->at,
                                     "max",
                                     " 3 ",
                                     NULL,
                                     NULL);
  g_assert_true (same == form); /* nothing has changed */
  xp_rubric_unref (same);

  assert_refused (form, county, "15", "max", "1", XP_ERROR_REFUSED, "县定4分");
  assert_refused (form, county, "15", "max", "一", XP_ERROR_INPUT, "不是数字");
  assert_refused (form, county, "15", "unit", "次", XP_ERROR_REFUSED, "由县里定");

  /* Without a parent it is set at once. */
  g_autoptr (XpRubric) copy = xp_rubric_edit_copy (county, "copy", "抄的", NULL);
  set (&copy, NULL, "15", "max", "1");
  g_assert_cmpint (xp_rubric_lookup_item (copy, "15")->max_hundredths, ==, 100);
}

static void
test_changes_are_taken_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpRubric) form = adjust (county, XP_LEVEL_TOWNSHIP);
  set (&form, county, "1", "points", "2");
  set (&form, county, "1", "criterion", "扫净");
  set (&form, county, "2", "criterion", "码齐");
  put (&form, xp_form_step_set_award (form, county, "LINE", "92", &error), error);
  put (&form, xp_form_step_take_back (form, county, "1", "points", &error), error);
  g_assert_cmpuint (form->n_changes, ==, 3);
  put (&form, xp_form_step_take_back (form, county, "1", NULL, &error), error);
  g_assert_cmpuint (form->n_changes, ==, 2);
  put (&form, xp_form_step_take_back (form, county, "LINE", NULL, &error), error);
  g_assert_cmpuint (form->n_changes, ==, 1);
  g_assert_null (xp_form_step_take_back (form, county, "1", NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "这一项没有改动"));
}

static const XpFormAddition GATE_LOCK = {.section = "门前三包",
                                         .name = "渠口闸门",
                                         .criterion = "不私开渠口闸门",
                                         .mode = XP_MODE_DEDUCT,
                                         .unit = "次",
                                         .points = "1",
                                         .max = "3",
                                         .reason = "村规民约第十一条"};

static void
test_an_addition_is_edited_in_its_change (void)
{
  g_autoptr (GError) error = NULL;
  int at = 0;
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpRubric) form = adjust (county, XP_LEVEL_VILLAGE);
  put (&form, xp_form_step_add (form, county, &GATE_LOCK, &at, &error), error);
  const XpItem *item = xp_rubric_get_item (form, at);
  g_assert_cmpstr (item->no, ==, "C1");
  g_assert_true (item->is_extra);
  g_assert_cmpstr (item->note, ==, "村规民约第十一条");
  g_assert_cmpint (item->cap_hundredths, ==, 300);
  set (&form, county, "C1", "max", "2");
  set (&form, county, "C1", "note", "看渠长的记录");
  item = xp_rubric_lookup_item (form, "C1");
  g_assert_cmpuint (form->n_changes, ==, 1);
  g_assert_cmpint (item->max_hundredths, ==, 200);
  g_assert_cmpint (item->cap_hundredths, ==, 200);
  g_assert_cmpstr (item->note, ==, "看渠长的记录");
  g_assert_cmpstr (form->changes[0].reason, ==, "村规民约第十一条");
  assert_refused (form, county, "C1", "no", "C9", XP_ERROR_INPUT, "新增的项号不能改");
  assert_refused (form, county, "C1", "name", "一|二", XP_ERROR_INPUT, "不能有“|”");
  assert_refused (form, county, "C1", "max", "六", XP_ERROR_INPUT, "不是数字");
  assert_refused (form, county, "C1", "max", "6", XP_ERROR_REFUSED, "最多5分");

  XpFormAddition nameless = GATE_LOCK;
  nameless.reason = "";
  g_assert_null (xp_form_step_add (form, county, &nameless, &at, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "村规民约第几条"));
  g_clear_error (&error);
  XpFormAddition odd = GATE_LOCK;
  odd.max = "许多";
  g_assert_null (xp_form_step_add (form, county, &odd, &at, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
}

static void
test_what_is_beyond_is_kept_under_a_title (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpRubric) form = adjust (county, XP_LEVEL_VILLAGE);
  g_assert_null (xp_form_step_switch (form, county, "16", XP_CHANGE_OFF, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_clear_error (&error);
  g_autoptr (XpRubric) own = xp_form_step_own (form, " 永胜村清洁户 ");
  put (&own, xp_form_step_switch (own, county, "16", XP_CHANGE_OFF, &error), error);
  g_assert_true (own->is_own);
  g_assert_cmpstr (own->award.title, ==, "永胜村清洁户");
  g_assert_nonnull (strstr (own->departures[0], "第16项“餐具洗刷”由村里停用"));
  g_assert_false (form->is_own);
}

/* The township's is gone, and is still read where it stood. */
static void
test_rows_show_what_is_gone_and_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpRubric) form = adjust (county, XP_LEVEL_TOWNSHIP);
  put (&form, xp_form_step_switch (form, county, "8", XP_CHANGE_OFF, &error), error);
  put (&form, xp_form_step_switch (form, county, "9", XP_CHANGE_OFF, &error), error);
  set (&form, county, "1", "points", "2");
  g_autoptr (GPtrArray) problems = xp_form_list_problems (form, county);
  g_assert_cmpuint (problems->len, ==, 1);
  g_autoptr (GPtrArray) rows = xp_form_list_rows (form, county, problems);
  g_assert_cmpuint (rows->len, ==, county->n_items);
  for (guint i = 0; i < rows->len; i++) {
    const XpFormRow *row = rows->pdata[i];
    const bool is_gone = strcmp (row->item->no, "8") == 0 || strcmp (row->item->no, "9") == 0;
    g_assert_cmpstr (row->item->no, ==, county->items[i].no);
    g_assert_true ((row->at == 0) == is_gone);
    g_assert_true (row->is_changed == (is_gone || strcmp (row->item->no, "1") == 0));
    g_assert_null (row->problem); /* the sum is the form's */
  }

  g_autoptr (XpRubric) fresh = xp_rubric_edit_new ("新", "新表", NULL);
  int at = 0;
  put (&fresh, xp_rubric_edit_add (fresh, 0, "", XP_MODE_DEDUCT, &at, &error), error);
  g_autoptr (GPtrArray) missing = xp_form_list_problems (fresh, NULL);
  g_autoptr (GPtrArray) one = xp_form_list_rows (fresh, NULL, missing);
  g_assert_cmpstr (((const XpFormRow *) one->pdata[0])->problem,
                   ==,
                   "没有写属于哪个大项，请补上。\n没有写评分项的名称，请补上。");
}

/* A form may hold together by itself and be out of its parent's bounds. */
static void
test_a_section_stays_within_bounds (void)
{
  static const char *const GIVERS[] = {"4", "5", "10", "11"}, *const LESS[] = {"5", "5", "4", "3"};
  g_autoptr (GError) error = NULL;
  int at = 0;
  XpFormAddition addition = GATE_LOCK;
  addition.section = "厨房";
  addition.max = "4";
  g_autoptr (XpRubric) county = test_form_load_shipped ("ganjing-renjia");
  g_autoptr (XpRubric) form = adjust (county, XP_LEVEL_TOWNSHIP);
  put (&form, xp_form_step_add (form, county, &addition, &at, &error), error);
  for (size_t i = 0; i < G_N_ELEMENTS (GIVERS); i++)
    set (&form, county, GIVERS[i], "max", LESS[i]);
  g_autoptr (GPtrArray) alone = xp_form_list_problems (form, NULL);
  g_autoptr (GPtrArray) beside = xp_form_list_problems (form, county);
  g_assert_cmpuint (alone->len, ==, 0);
  g_assert_cmpuint (beside->len, ==, 1);
  const XpFormProblem *problem = beside->pdata[0];
  g_assert_nonnull (strstr (problem->what, "“厨房”这一大项县定12分"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-step/change", test_a_field_becomes_a_change);
  g_test_add_func ("/form-step/back", test_changes_are_taken_back);
  g_test_add_func ("/form-step/added", test_an_addition_is_edited_in_its_change);
  g_test_add_func ("/form-step/own", test_what_is_beyond_is_kept_under_a_title);
  g_test_add_func ("/form-step/rows", test_rows_show_what_is_gone_and_missing);
  g_test_add_func ("/form-step/sections", test_a_section_stays_within_bounds);
  return g_test_run ();
}

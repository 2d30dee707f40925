/* What keeps a round from being opened with a form is said before anybody tries: in the list, where
 * it is edited, and by the round itself. */
#include "xp-form-step.h"
#include "xp-printing.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-work.h"
#include "xp-test-desk.h"

#include <string.h>

static const XpRubricLine *
find_line (const GPtrArray *lines, const char *id)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (((const XpRubricLine *) lines->pdata[i])->id, id) == 0)
      return lines->pdata[i];
  g_assert_not_reached ();
}

/* The list, the editor and the round say the same. */
static void
assert_said (TestDesk *f, const char *id, const XpRubric *parent, const char *says)
{
  g_autoptr (GError) error = NULL;
  const XpRoundSpec spec = {.rubric_id = id, .name = "一轮"};
  g_autoptr (XpRubric) form = xp_rubric_work_take (f->desk, id, NULL);
  g_autoptr (GPtrArray) lines = xp_rubric_work_list_at_hand (f->desk, NULL);
  g_autoptr (GPtrArray) problems = xp_rubric_work_list_problems (f->desk, form, parent, NULL);
  g_assert_nonnull (strstr (find_line (lines, id)->unready, says));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((const XpFormProblem *) problems->pdata[0])->what, says));
  g_assert_cmpint (xp_round_work_open (f->desk, &spec, &error), ==, 0);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, says));
}

static void
save (TestDesk *f, XpRubric *form)
{
  g_autoptr (GError) error = NULL;
  g_assert_nonnull (form);
  xp_rubric_work_save (f->desk, form, NULL, &error);
  g_assert_no_error (error);
  xp_rubric_unref (form);
}

static XpRubric *
copy_shipped (TestDesk *f)
{
  g_autoptr (XpRubric) shipped = xp_rubric_work_take (f->desk, "hongbang", NULL);
  return xp_rubric_edit_copy (shipped, "红榜", "红榜", NULL);
}

static void
test_what_the_award_says (TestDesk *f, gconstpointer unused)
{
  g_autoptr (XpRubric) copy = copy_shipped (f);
  save (f, xp_rubric_edit_set_form (copy, "quota", "许多", NULL));
  assert_said (f, "红榜", NULL, "名额“许多”看不懂");
  save (f, xp_rubric_edit_set_form (copy, "quota", "", NULL));
  g_autoptr (GPtrArray) lines = xp_rubric_work_list_at_hand (f->desk, NULL);
  g_assert_null (find_line (lines, "红榜")->unready);
}

static void
test_bounds_of_the_parent (TestDesk *f, gconstpointer unused)
{
  static const char *const GIVERS[] = {"4", "5", "10", "11"}, *const LESS[] = {"5", "5", "4", "3"};
  static const XpFormAddition ADDITION = {.section = "厨房",
                                          .name = "冰箱",
                                          .criterion = "冰箱里外干净",
                                          .mode = XP_MODE_DEDUCT,
                                          .unit = "处",
                                          .points = "1",
                                          .max = "4",
                                          .reason = ""};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) none = xp_rubric_edit_new ("zhen", "镇里的表", NULL);
  const XpAdjustSpec spec = {.id = "zhen", .extends = "ganjing-renjia", .level = "镇"};
  g_assert_true (xp_rubric_work_adjust (f->desk, none, &spec, &error));
  g_autoptr (XpRubric) form = xp_rubric_work_take (f->desk, "zhen", NULL);
  g_autoptr (XpRubric) parent = xp_rubric_work_take_parent (f->desk, form, NULL);
  int at = 0;
  XpRubric *now = xp_form_step_add (form, parent, &ADDITION, &at, &error);
  for (size_t i = 0; i < G_N_ELEMENTS (GIVERS); i++) {
    XpRubric *next = xp_form_step_set (now,
                                       parent,
                                       xp_rubric_lookup_item (now, GIVERS[i])->at,
                                       "max",
                                       LESS[i],
                                       NULL,
                                       &error);
    g_assert_no_error (error);
    xp_rubric_unref (now);
    now = next;
  }
  save (f, now);
  assert_said (f, "zhen", parent, "“厨房”这一大项县定12分");
  test_desk_assert_in_order (f);
}

/* The first of several, and how many more. */
static void
test_several_are_counted (TestDesk *f, gconstpointer unused)
{
  g_autoptr (XpRubric) copy = copy_shipped (f);
  g_autoptr (XpRubric) nameless = xp_rubric_edit_set (copy, 1, "name", "", NULL);
  save (f, xp_rubric_edit_set (nameless, 2, "name", "", NULL));
  g_autoptr (GPtrArray) lines = xp_rubric_work_list_at_hand (f->desk, NULL);
  g_assert_true (
    g_str_has_suffix (find_line (lines, "红榜")->unready, "请补上。还有1处也要补上或改正。"));
}

/* What Ctrl+Z will undo names the form, and the item. */
static void
test_a_step_is_told (TestDesk *f, gconstpointer unused)
{
  g_autoptr (XpRubric) copy = copy_shipped (f);
  save (f, xp_rubric_ref (copy));
  save (f, xp_rubric_edit_set (copy, 1, "criterion", "扫净", NULL));
  g_autofree char *told = test_desk_last_sentences (f);
  g_assert_cmpstr (told, ==, "改了评分表《红榜》第1项“门前乱堆”");
  test_desk_undo (f, told);
  save (f, xp_rubric_edit_move (copy, 1, 2, NULL));
  test_desk_undo (f, "改了评分表《红榜》");
  test_desk_undo (f, "新增评分表《红榜》");
}

/* The blank sheet of a form, half made or not, before any round. */
static void
test_the_blank_sheet (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) fresh = xp_rubric_edit_new ("新表", "新表", NULL);
  g_autoptr (XpRubric) person = xp_rubric_work_take (f->desk, "jingba-xifu", NULL);
  g_autoptr (XpRubric) copy = copy_shipped (f);
  const XpRubric *const forms[] = {fresh, person, copy};
  g_autoptr (GBytes) last = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_clear_pointer (&last, g_bytes_unref);
    last = xp_printing_render_form (f->desk, forms[i], &error);
    g_assert_no_error (error);
    g_assert_true (g_str_has_prefix (g_bytes_get_data (last, NULL), "%PDF-"));
  }
  g_autoptr (GBytes) again = xp_printing_render_form (f->desk, copy, &error);
  g_assert_true (g_bytes_equal (last, again));
  g_autoptr (XpRubric) changed = xp_rubric_edit_set (copy, 1, "criterion", "扫净", NULL);
  g_autoptr (GBytes) other = xp_printing_render_form (f->desk, changed, &error);
  g_assert_false (g_bytes_equal (last, other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, run) g_test_add (path, TestDesk, NULL, test_desk_set_up, run, test_desk_tear_down)
  ADD ("/rubric-ready/award", test_what_the_award_says);
  ADD ("/rubric-ready/bounds", test_bounds_of_the_parent);
  ADD ("/rubric-ready/several", test_several_are_counted);
  ADD ("/rubric-ready/told", test_a_step_is_told);
  ADD ("/rubric-ready/blank", test_the_blank_sheet);
#undef ADD
  return g_test_run ();
}

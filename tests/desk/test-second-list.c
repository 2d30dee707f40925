/* A list that comes a second time: what is new, what differs, what is gone; decided by a person. */
#include "xp-roster-work.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder, *path, *list;
  XpDesk *desk;
} Fixture;

static XpRosterPlan *
read_list (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_set_contents (f->list, text, -1, NULL));
  XpRosterPlan *plan = xp_roster_work_read (f->desk, f->list, NULL, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

static void
import_plan (Fixture *f, const XpRosterPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = xp_roster_work_import (f->desk, plan, &error);
  g_assert_no_error (error);
  g_assert_nonnull (act);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  static const XpVillageSpec VILLAGE = {.name = "永胜村", .unit = "社"};
  g_autoptr (GError) error = NULL;
  f->folder = g_dir_make_tmp ("xiangping-list-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "book.xiangping", NULL);
  f->list = g_build_filename (f->folder, "list.csv", NULL);
  f->desk = xp_desk_create (f->path, &VILLAGE, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (XpRosterPlan) plan = read_list (f,
                                             "组,户主,人口,电话,身份证号\n"
                                             "一社,张三,4,13800000001,11010519491231002X\n"
                                             "一社,李四,3,13800000002,\n"
                                             "二社,王五,2,,\n");
  g_assert_cmpstr (plan->summary, ==, "共3户，两个社。");
  import_plan (f, plan);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  xp_desk_close (f->desk); /* a pool's thread may hold the desk a moment longer */
  g_clear_object (&f->desk);
  g_unlink (f->path);
  g_unlink (f->list);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->path);
  g_free (f->list);
  g_free (f->folder);
}

static const char NEWER[] = "组,户主,人口,电话,身份证号\n"
                            "二社,张三,5,13800000001,11010519491231002X\n" /* moved, and grew */
                            "一社,李四,3,13800000002,\n"
                            "三社,赵六,1,,\n";

static const XpPlanRow *
row_at (const XpRosterPlan *plan, guint i)
{
  return &g_array_index (plan->rows, XpPlanRow, i);
}

static void
test_a_second_list_shows_what_is_new_changed_and_gone (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpRosterPlan) plan = read_list (f, NEWER);
  g_assert_cmpint (row_at (plan, 0)->standing, ==, XP_STANDING_CHANGED);
  g_assert_cmpstr (row_at (plan, 0)->difference, ==, "一社→二社；人口4→5");
  g_assert_cmpint (row_at (plan, 0)->decision, ==, XP_DECISION_LEAVE_OUT);
  g_assert_cmpint (row_at (plan, 1)->standing, ==, XP_STANDING_SAME);
  g_assert_cmpint (row_at (plan, 2)->standing, ==, XP_STANDING_NEW);
  g_assert_cmpuint (plan->missing->len, ==, 1);
  g_assert_cmpstr (((const XpPlanMissing *) plan->missing->pdata[0])->head, ==, "王五");
  g_assert_nonnull (strstr (plan->summary, "1户已经在本村资料里；1户有变化；1户名单里没有了"));
}

static const XpHouseholdLine *
household_at (const GPtrArray *households, guint i)
{
  g_assert_cmpuint (i, <, households->len);
  return households->pdata[i];
}

static void
test_only_what_was_decided_is_written_and_one_undo_takes_it_back (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpRosterPlan) plan = read_list (f, NEWER);
  xp_roster_plan_merge_all (plan);
  import_plan (f, plan);
  g_autoptr (GPtrArray) after = xp_desk_list_households (f->desk, NULL);
  g_assert_cmpuint (after->len, ==, 4);
  g_assert_cmpstr (household_at (after, 0)->group, ==, "二社");
  g_assert_cmpint (household_at (after, 0)->people, ==, 5);
  g_assert_cmpstr (household_at (after, 2)->head, ==, "王五");
  g_assert_cmpstr (household_at (after, 3)->group, ==, "三社");

  g_autoptr (XpAct) undone = xp_desk_undo (f->desk, false, NULL);
  g_assert_nonnull (undone);
  g_autoptr (GPtrArray) before = xp_desk_list_households (f->desk, NULL);
  g_assert_cmpuint (before->len, ==, 3);
  g_assert_cmpint (household_at (before, 0)->people, ==, 4);
}

static void
test_decisions_turn_and_what_is_there_stays_out (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpRosterPlan) plan = read_list (f, NEWER);
  g_assert_cmpint (xp_roster_plan_turn (plan, 0), ==, XP_DECISION_MERGE);
  g_assert_cmpint (xp_roster_plan_turn (plan, 0), ==, XP_DECISION_IMPORT);
  g_assert_cmpint (xp_roster_plan_turn (plan, 0), ==, XP_DECISION_LEAVE_OUT);
  g_assert_cmpint (xp_roster_plan_turn (plan, 1), ==, XP_DECISION_LEAVE_OUT);
  g_assert_cmpint (xp_roster_plan_turn (plan, 2), ==, XP_DECISION_LEAVE_OUT);
  import_plan (f, plan);
  g_autoptr (GPtrArray) households = xp_desk_list_households (f->desk, NULL);
  g_assert_cmpuint (households->len, ==, 3);
}

static void
test_digits_that_differ_are_two_households (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpRosterPlan) plan = read_list (f,
                                             "组,户主,人口,身份证号\n"
                                             "一社,张三,4,999822196210082574\n"
                                             "一社,李四,3,\n");
  g_assert_cmpint (row_at (plan, 0)->standing, ==, XP_STANDING_NEW);
}

/* ---- pasted ---- */

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* With the columns' meanings changed by a person: B is the head, A the group. */
static void
test_what_is_pasted_is_read_with_other_meanings (Fixture *f, gconstpointer unused)
{
  static const char PASTED[] = "组\t户主\t姓名\r\n四社\t\t钱七\r\n四社\t\t孙八\r\n";
  static const int MEANINGS[] = {-1, XP_MEANING_NONE, XP_MEANING_HEAD};
  g_autoptr (GBytes) bytes = g_bytes_new_static (PASTED, strlen (PASTED));
  g_autoptr (GArray) meanings = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_array_append_vals (meanings, MEANINGS, G_N_ELEMENTS (MEANINGS));
  xp_roster_work_read_bytes_async (f->desk,
                                   bytes,
                                   "粘贴的表格",
                                   meanings,
                                   NULL,
                                   keep_result_cb,
                                   &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (XpRosterPlan) plan = xp_roster_work_read_finish (f->desk, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->rows->len, ==, 2);
  g_assert_cmpstr (((const XpRosterRow *) plan->roster->rows->pdata[0])->head, ==, "钱七");
  g_assert_cmpuint (plan->missing->len, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/second-list/shown", test_a_second_list_shows_what_is_new_changed_and_gone);
  ADD ("/second-list/written", test_only_what_was_decided_is_written_and_one_undo_takes_it_back);
  ADD ("/second-list/decisions", test_decisions_turn_and_what_is_there_stays_out);
  ADD ("/second-list/digits", test_digits_that_differ_are_two_households);
  ADD ("/second-list/pasted", test_what_is_pasted_is_read_with_other_meanings);
#undef ADD
  return g_test_run ();
}

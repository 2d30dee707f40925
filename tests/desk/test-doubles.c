/* Near doubles, at import and on demand: proposed with a reason, decided by a person, not asked
 * about again. */
#include "xp-doubles-work.h"
#include "xp-household-work.h"
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
  f->folder = g_dir_make_tmp ("xiangping-doubles-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "book.xiangping", NULL);
  f->list = g_build_filename (f->folder, "list.csv", NULL);
  f->desk = xp_desk_create (f->path, &VILLAGE, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (XpRosterPlan) plan = read_list (f,
                                             "组,户主,人口,电话,门牌\n"
                                             "一社,张建军,4,15400000001,3\n"
                                             "一社,李四,3,15400000002,\n"
                                             "二社,云占飞,2,,\n");
  g_assert_cmpuint (plan->doubles->len, ==, 0);
  import_plan (f, plan);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_clear_object (&f->desk);
  g_unlink (f->path);
  g_unlink (f->list);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->path);
  g_free (f->list);
  g_free (f->folder);
}

static const char NEAR[] = "组,户主,人口,电话,门牌\n"
                           "一社,章建君,5,15400000001,3\n"
                           "一社,李四,3,15400000002,\n"
                           "三社,赵六,1,,\n"
                           "三社,趙六,1,,\n";

static const XpPlanRow *
row_at (const XpRosterPlan *plan, guint i)
{
  return &g_array_index (plan->rows, XpPlanRow, i);
}

static guint
count_households (Fixture *f)
{
  g_autoptr (GPtrArray) households = xp_desk_list_households (f->desk, NULL);
  return households->len;
}

static GPtrArray *
list_pairs (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *pairs = xp_doubles_work_list (f->desk, NULL, NULL, &error);
  g_assert_no_error (error);
  return pairs;
}

static void
test_near_doubles_are_proposed_and_nothing_is_decided (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpRosterPlan) plan = read_list (f, NEAR);
  g_assert_cmpuint (plan->doubles->len, ==, 2);
  const XpPlanDouble *with_book = &g_array_index (plan->doubles, XpPlanDouble, 0);
  g_assert_cmpint (with_book->other_row, ==, -1);
  g_assert_cmpstr (xp_record_get_text (with_book->held, "head"), ==, "张建军");
  g_assert_true (g_str_has_prefix (with_book->reason, "读音相同"));
  g_assert_cmpint (row_at (plan, 0)->standing, ==, XP_STANDING_NEAR);
  g_assert_cmpint (row_at (plan, 0)->decision, ==, XP_DECISION_IMPORT);
  g_assert_cmpstr (row_at (plan, 0)->difference, ==, "人口4→5");
  const XpPlanDouble *in_list = &g_array_index (plan->doubles, XpPlanDouble, 1);
  g_assert_cmpuint (in_list->row, ==, 3);
  g_assert_cmpint (in_list->other_row, ==, 2);
  g_assert_cmpstr (
    plan->summary,
    ==,
    "共4户，两个社；有2处请看一眼；1户已经在本村资料里；1户像是已有的；1户名单里没有了。");
  const XpRosterRow *row = plan->roster->rows->pdata[0];
  g_autofree char *flags = xp_roster_row_dup_flags (row);
  g_assert_nonnull (strstr (flags, "和本村资料里的1号像是同一户"));
}

static void
test_one_household_is_merged_or_left_out (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpRosterPlan) plan = read_list (f, NEAR);
  xp_roster_plan_decide_pair (plan, 0, XP_PAIR_ONE);
  xp_roster_plan_decide_pair (plan, 1, XP_PAIR_ONE);
  g_assert_cmpint (row_at (plan, 0)->decision, ==, XP_DECISION_MERGE);
  g_assert_cmpint (row_at (plan, 3)->decision, ==, XP_DECISION_LEAVE_OUT);
  import_plan (f, plan);
  g_autoptr (GPtrArray) households = xp_desk_list_households (f->desk, NULL);
  g_assert_cmpuint (households->len, ==, 4);
  const XpHouseholdLine *first = households->pdata[0];
  g_assert_cmpstr (first->head, ==, "张建军");
  g_assert_cmpint (first->people, ==, 5);
  g_autoptr (GPtrArray) pairs = list_pairs (f);
  g_assert_cmpuint (pairs->len, ==, 0);

  g_autoptr (XpAct) undone = xp_desk_undo (f->desk, false, NULL);
  g_assert_cmpuint (count_households (f), ==, 3);
}

static void
test_two_households_are_two_for_ever (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpRosterPlan) plan = read_list (f, NEAR);
  xp_roster_plan_decide_pair (plan, 0, XP_PAIR_ONE);
  xp_roster_plan_decide_pair (plan, 0, XP_PAIR_TWO);
  xp_roster_plan_decide_pair (plan, 1, XP_PAIR_TWO);
  import_plan (f, plan);
  g_assert_cmpuint (count_households (f), ==, 6);
  g_autoptr (GPtrArray) pairs = list_pairs (f);
  g_assert_cmpuint (pairs->len, ==, 0);
}

static void
test_pairs_are_listed_until_they_are_decided (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpRosterPlan) plan = read_list (f, NEAR);
  import_plan (f, plan);
  g_autoptr (GPtrArray) pairs = list_pairs (f);
  g_assert_cmpuint (pairs->len, ==, 2);
  const XpHouseholdPair *pair = pairs->pdata[0];
  g_assert_cmpstr (pair->a.head, ==, "张建军");
  g_assert_cmpint (pair->a.number, ==, 1);
  g_assert_cmpstr (pair->b.head, ==, "章建君");
  g_assert_cmpstr (pair->b.door, ==, "3号");
  g_assert_cmpstr (pair->reason, ==, "读音相同：张建军、章建君；同在一社；电话相同；门牌都是3号");

  g_assert_true (xp_household_work_tell_apart (f->desk, pair->b.uid, pair->a.uid, NULL));
  g_autoptr (GPtrArray) rest = list_pairs (f);
  g_assert_cmpuint (rest->len, ==, 1);
  const XpHouseholdPair *other = rest->pdata[0];
  g_assert_true (xp_household_work_merge (f->desk, other->a.uid, other->b.uid, NULL, NULL));
  g_autoptr (GPtrArray) none = list_pairs (f);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_the_report_says_all_that_the_preview_says (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpRosterPlan) plan = read_list (f, NEAR);
  xp_roster_plan_decide_pair (plan, 0, XP_PAIR_ONE);
  g_auto (GStrv) lines = xp_roster_plan_list_report (plan);
  g_autofree char *text = g_strjoinv ("\n", lines);
  static const char *const PARTS[] = {
    "共4户，两个社",
    "表头在第1行",
    "B列 户主\t户主",
    "第2行\t和本村资料里的1号像是同一户",
    "第2行 一社 章建君\t像是本村资料里的1号 张建军；合并",
    "第3行 一社 李四\t已经在本村资料里，一样，不再导入",
    "# 名单里没有了，还留着\n3号\t二社 云占飞",
  };
  for (size_t i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if (strstr (text, PARTS[i]) == NULL)
      g_error ("“%s” is not in:\n%s", PARTS[i], text);
  g_assert_null (strstr (text, "15400000001"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/doubles/proposed", test_near_doubles_are_proposed_and_nothing_is_decided);
  ADD ("/doubles/one", test_one_household_is_merged_or_left_out);
  ADD ("/doubles/two", test_two_households_are_two_for_ever);
  ADD ("/doubles/listed", test_pairs_are_listed_until_they_are_decided);
  ADD ("/doubles/report", test_the_report_says_all_that_the_preview_says);
#undef ADD
  return g_test_run ();
}

/* The day's list says what to go on with, from an empty book to 公布; and the village's settings.
 */
#include "xp-backup-work.h"
#include "xp-day-work.h"
#include "xp-objection-work.h"
#include "xp-test-desk.h"

#include <glib/gstdio.h>
#include <string.h>

static XpDayList *
list_day (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  XpDayList *list = xp_day_work_list (f->desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->steps->len, >, 0);
  return list;
}

static void
assert_step (TestDesk *f, const char *sentence, const char *button, const char *page)
{
  g_autoptr (XpDayList) list = list_day (f);
  const XpDayStep *step = list->steps->pdata[0];
  g_assert_cmpstr (step->sentence, ==, sentence);
  g_assert_cmpstr (step->button, ==, button);
  g_assert_cmpstr (step->page, ==, page);
}

static void
assert_notice (TestDesk *f, const char *day, const char *sentence)
{
  test_desk_reopen (f, day);
  g_autoptr (XpDayList) list = list_day (f);
  g_assert_cmpuint (list->notices->len, ==, 1);
  g_assert_cmpstr (((XpDayNotice *) list->notices->pdata[0])->sentence, ==, sentence);
}

static const char MARKS[] =
  "household,judge,item,mark\n1,,*,无扣分\n2,,*,没碰上人\n3,,*,没碰上人\n";

static void
test_a_day_begins_with_the_list (TestDesk *f, gconstpointer unused)
{
  static const XpVillageSpec VILLAGE = {.name = "和平村"};
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "empty.xiangping", NULL);
  const XpDeskOptions options = {.backups_dir = f->backups};
  g_autoptr (XpDesk) empty = xp_desk_create (path, &VILLAGE, &options, &error);
  g_assert_no_error (error);
  g_autoptr (XpDayList) list = xp_day_work_list (empty, &error);
  const XpDayStep *step = list->steps->pdata[0];
  g_assert_cmpstr (step->button, ==, "导入农户名单");
  g_assert_cmpstr (list->who, ==, "还没有写录入人的姓名");
  g_assert_cmpstr (list->backup, ==, "还没有备份");
}

static void
test_it_says_what_to_go_on_with (TestDesk *f, gconstpointer unused)
{
  assert_step (f, "名单有了，可以新开一次评选。", "新开一次评选", "rounds");
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia", .name = "一轮", .combine = "合议"};
  const int64_t uid = xp_round_work_open (f->desk, &spec, NULL);
  assert_step (f, "还有3户没录完。", "接着录", "marks");
  test_desk_mark (f, uid, MARKS);
  assert_step (f, "都录完了，可以算分。", "算分", "result");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, NULL));
  assert_step (f, "分算好了，下一步开会评议。", "开会评议", "result");

  g_autoptr (XpDayList) list = list_day (f);
  g_assert_cmpuint (list->not_met->len, ==, 2);
  g_assert_cmpstr (((XpDayNotMet *) list->not_met->pdata[0])->sentence, ==, "一社还有1户没碰上人");
  g_assert_cmpstr (list->who, ==, "现在录入的是王会计");
  g_assert_true (xp_backup_work_keep (f->desk, NULL));
  g_autoptr (XpDayList) later = list_day (f);
  g_assert_true (g_str_has_prefix (later->backup, "上次备份："));
}

static void
test_days_of_the_notice_are_told (TestDesk *f, gconstpointer unused)
{
  test_desk_post_round (f, "一轮", NULL, MARKS);
  assert_notice (f, "2026-10-12", "公示还剩5天，10月19日（星期一）截止");
  assert_notice (f, "2026-10-14", "公示还剩3天，10月19日（星期一）截止");
  assert_notice (f, "2026-10-17", "公示还剩1天，10月19日（星期一）截止");
  assert_notice (f, "2026-10-19", "今天是公示的最后一天，10月19日（星期一）截止");
  assert_step (f, "正在公示，满了以后再公布。", "看结果", "result");
  assert_notice (f, "2026-10-20", "公示满了，10月19日（星期一）截止的");
  assert_step (f, "公示满了，可以公布。", "公布结果", "result");
}

static void
test_an_objection_is_told_with_its_day (TestDesk *f, gconstpointer unused)
{
  static const struct {
    const char *day, *sentence;
    bool is_late;
  } CASES[] = {
    {"2026-10-13", "第1条意见（一社 张三）10月15日（星期四）前要答复", false},
    {"2026-10-15", "第1条意见（一社 张三）今天要答复", false},
    {"2026-10-16", "第1条意见（一社 张三）过了答复的日子，本该在10月15日（星期四）前答复", true},
  };
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  const XpObjectionSpec spec = {1, "", "重了", "赵主任", "钱监委", NULL};
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, NULL), ==, 1);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    test_desk_reopen (f, CASES[i].day);
    g_autoptr (XpDayList) list = list_day (f);
    g_assert_cmpuint (list->objections->len, ==, 1);
    const XpDayObjection *objection = list->objections->pdata[0];
    g_assert_cmpstr (objection->sentence, ==, CASES[i].sentence);
    g_assert_cmpint (objection->is_late, ==, CASES[i].is_late);
  }
  assert_step (f, "有1条意见要答复。", "答复意见", "result");
}

/* ---- the village ---- */

static void
test_the_village_is_set_and_undone (TestDesk *f, gconstpointer unused)
{
  const XpVillage *now = xp_desk_get_village (f->desk);
  XpVillage wanted = *now;
  wanted.name = (char *) "新胜村";
  wanted.short_name = (char *) "";
  wanted.township = (char *) "隆盛合镇";
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_desk_save_village (f->desk, &wanted, &error));
  g_assert_cmpstr (xp_desk_get_village (f->desk)->short_name, ==, "新胜");
  g_assert_cmpstr (xp_desk_get_village (f->desk)->issuer, ==, "新胜村村民委员会");
  g_autofree char *told = test_desk_last_sentences (f);
  g_assert_cmpstr (told,
                   ==,
                   "村名 由 永胜村 改为 新胜村，简称 由 永胜 改为 新胜，补上乡镇 隆盛合镇");
  g_autoptr (XpAct) undone = xp_desk_undo (f->desk, false, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (xp_desk_get_village (f->desk)->name, ==, "永胜村");
  XpVillage nameless = *xp_desk_get_village (f->desk);
  nameless.name = (char *) " ";
  g_assert_false (xp_desk_save_village (f->desk, &nameless, &error));
  test_desk_assert_in_order (f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/day/begins", test_a_day_begins_with_the_list);
  ADD ("/day/steps", test_it_says_what_to_go_on_with);
  ADD ("/day/notice", test_days_of_the_notice_are_told);
  ADD ("/day/objection", test_an_objection_is_told_with_its_day);
  ADD ("/day/village", test_the_village_is_set_and_undone);
#undef ADD
  return g_test_run ();
}

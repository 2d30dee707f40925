/* 环境卫生提醒单: what it asks for, until when, and what it never says. */
#include "xp-deliberation-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

static const XpRoundSpec ROUND = {
  .rubric_id = "ganjing-renjia", .name = "一轮", .combine = "合议", .line = "90", .quota = "无"};

static char *
print (TestDesk *f, int64_t uid, int household)
{
  const XpPrintOptions options = {.household = household};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, "reminder-slips", uid, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in %s", words, text);
}

static void
assert_never_says (const char *text, const char *const *words)
{
  for (size_t i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      g_error ("“%s” is in %s", words[i], text);
}

static void
assert_refused (TestDesk *f, int64_t uid, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, "reminder-slips", uid, NULL, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, sentence);
}

/* 张三 has two things to tidy, 李四 a quarrel that is nobody's business, 王五 nothing. */
static void
test_a_slip_asks_and_does_not_threaten (TestDesk *f, gconstpointer unused)
{
  static const char *const NEVER[] =
    {"家庭和睦", "李四", "王五", "扣", "罚", "得分", "分，", "名次", "不合格", "差", NULL};
  const int64_t uid = test_desk_open (f, &ROUND);
  test_desk_mark (f,
                  uid,
                  HEAD "1,,4,2\n1,,10,1\n1,,22,1\n1,,*,无扣分\n2,,22,1\n2,,*,无扣分\n"
                       "3,,*,无扣分\n");
  g_autofree char *text = print (f, uid, 0);
  assert_says (text, "张三家：");
  assert_says (text, "下面2项收拾一下");
  assert_says (text, "庭院院内地面2处");
  assert_says (text, "居室地面墙面1处");
  assert_says (text, "编号：1-001");
  assert_says (text, "请在10月19日（星期一）前收拾好");
  assert_says (text, "环境卫生提醒单已收到");
  assert_never_says (text, NEVER);
}

/* In their own week the first working day behind the holidays is meant, not one of them. */
static void
test_the_day_is_a_working_day (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  test_desk_mark (f, uid, HEAD "1,,4,1\n1,,*,无扣分\n");
  test_desk_reopen (f, "2026-09-26");
  g_autofree char *text = print (f, uid, 0);
  assert_says (text, "请在10月8日（星期四）前收拾好");
}

static void
test_a_revisit_gives_its_day_and_its_item (TestDesk *f, gconstpointer unused)
{
  static const char *const DUE[] = {"2026-10-16", NULL};
  static const char *const NEVER[] = {"家里有事", "王会计说", "再说吧", NULL};
  XpDeliberationSpec spec = {.mode = XP_DELIBERATION_VISIT,
                             .household_uid = f->li,
                             .item_no = "6",
                             .present = "孙梅",
                             .why = "家里有事",
                             .said = "王会计说",
                             .decided = "再说吧",
                             .follower = "孙梅",
                             .due_on = DUE};
  g_autoptr (GError) error = NULL;
  spec.round_uid = test_desk_open (f, &ROUND);
  test_desk_mark (f, spec.round_uid, HEAD "2,,*,无扣分\n");
  g_assert_cmpint (xp_deliberation_work_put (f->desk, &spec, &error), !=, 0);
  spec.household_uid = f->zhang;
  spec.item_no = "22";
  g_assert_cmpint (xp_deliberation_work_put (f->desk, &spec, &error), !=, 0);
  g_autofree char *text = print (f, spec.round_uid, 0);
  assert_says (text, "李四家：");
  assert_says (text, "庭院柴草饲料");
  assert_says (text, "请在10月16日（星期五）前收拾好");
  assert_says (text, "孙梅到时再去看");
  g_assert_null (strstr (text, "张三"));
  assert_never_says (text, NEVER);
}

/* Of several judges nobody is told who saw it. */
static void
test_judges_are_not_named (TestDesk *f, gconstpointer unused)
{
  static const char *const JUDGES[] = {"孙梅", "钱七", NULL};
  static const char *const NEVER[] = {"孙梅", "钱七", "2处", "评委里", NULL};
  XpRoundSpec spec = ROUND;
  spec.judges = JUDGES;
  spec.combine = "平均";
  const int64_t uid = test_desk_open (f, &spec);
  test_desk_mark (f, uid, HEAD "1,孙梅,4,2\n1,孙梅,*,无扣分\n1,钱七,*,无扣分\n");
  g_autofree char *text = print (f, uid, 0);
  assert_says (text, "庭院院内地面");
  assert_never_says (text, NEVER);
}

static void
test_nobody_is_reminded_of_nothing (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  test_desk_mark (f, uid, HEAD "1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  assert_refused (f,
                  uid,
                  "各家都收拾得好，没有要提醒的，没有提醒单可印。要给哪一户手写一张，请选那一户。");
  g_autofree char *text = print (f, uid, 2);
  assert_says (text, "李四家：");
  assert_says (text, "下面几处收拾一下");
}

static void
test_before_marking_nothing_is_known (TestDesk *f, gconstpointer unused)
{
  XpRoundSpec spec = ROUND;
  spec.is_draft = true;
  assert_refused (f,
                  test_desk_open (f, &spec),
                  "还没有开始打分，不知道哪家有要收拾的。请先在“结果”里走到打分。");
}

static void
test_persons_get_none (TestDesk *f, gconstpointer unused)
{
  static const char *const JUDGES[] = {"孙梅", "钱七", NULL};
  static const char *const ENTRANTS[] = {"1-2=好媳妇", NULL};
  const XpRoundSpec spec = {.rubric_id = "popo-xifu",
                            .name = "二轮",
                            .judges = JUDGES,
                            .entrants = ENTRANTS};
  assert_refused (f,
                  test_desk_open (f, &spec),
                  "这一次评的是人，不是户，没有提醒单可印。请选一次评户的评选。");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)
  ADD ("/print-reminders/asks", test_a_slip_asks_and_does_not_threaten);
  ADD ("/print-reminders/working-day", test_the_day_is_a_working_day);
  ADD ("/print-reminders/revisit", test_a_revisit_gives_its_day_and_its_item);
  ADD ("/print-reminders/judges", test_judges_are_not_named);
  ADD ("/print-reminders/nothing", test_nobody_is_reminded_of_nothing);
  ADD ("/print-reminders/draft", test_before_marking_nothing_is_known);
  ADD ("/print-reminders/persons", test_persons_get_none);
  return g_test_run ();
}

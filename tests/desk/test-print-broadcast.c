/* 广播稿: what is read out, and what never is. */
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

/* 张三 and 李四 are on the list, 王五 is not. */
static const char MARKS[] = HEAD "1,,*,无扣分\n2,,*,无扣分\n3,,4,2\n3,,*,无扣分\n";

static char *
print (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, "broadcast", uid, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

static void
assert_refused (TestDesk *f, int64_t uid, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, "broadcast", uid, NULL, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in %s", words, text);
}

static void
assert_never_says (const char *text, const char *words)
{
  if (strstr (text, words) != NULL)
    g_error ("“%s” is in %s", words, text);
}

static void
edit (TestDesk *f, int64_t uid, const char *head, const char *naming)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, uid);
  g_free (card->head);
  g_free (card->naming);
  card->head = g_strdup (head);
  card->naming = g_strdup (naming);
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  g_assert_no_error (error);
}

static void
publish (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  test_desk_reopen (f, "2026-10-20");
  xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error);
  g_assert_no_error (error);
}

/* As the notice has it: no places, no points, nobody who is not on it. */
static void
test_a_notice_is_read_out (TestDesk *f, gconstpointer unused)
{
  static const char *const NEVER[] = {"王五", "100", "一百分", "名次", "第一名", "98"};
  edit (f, f->li, "仇大海", "not-asked");
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  g_autofree char *text = print (f, uid);
  assert_says (text, "拟评为“干净人家”的有两户，名单是");
  assert_says (text, "一社：张三、仇大海。");
  assert_says (text, "qiú");
  assert_says (text, "从二〇二六年十月十三日到十月十九日（星期一），一共五个工作日");
  for (size_t i = 0; i < G_N_ELEMENTS (NEVER); i++)
    assert_never_says (text, NEVER[i]);
}

/* A surname's sound stands above that name alone, a rare character's wherever it is. */
static void
test_sounds_stand_where_they_belong (TestDesk *f, gconstpointer unused)
{
  edit (f, f->zhang, "李𬱖", "not-asked");
  edit (f, f->li, "张任", "not-asked");
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  g_autofree char *text = print (f, uid);
  assert_says (text, "dí");
  assert_never_says (text, "rén");
}

static void
test_who_does_not_agree_is_not_read_out (TestDesk *f, gconstpointer unused)
{
  edit (f, f->zhang, "张三", "agreed");
  edit (f, f->li, "李四", "not-asked");
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  publish (f, uid);
  g_autofree char *text = print (f, uid);
  assert_says (text, "评上“干净人家”的有一户，向他们道喜");
  assert_says (text, "还有评上的，不在广播里念名字");
  assert_says (text, "张三");
  assert_never_says (text, "李四");
  assert_never_says (text, "公示从");
}

static void
test_nobody_has_agreed_yet (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  publish (f, uid);
  assert_refused (f,
                  uid,
                  "评上的人家里，还没有记下哪一户同意念名字，没有广播稿可印。"
                  "请先问清楚，在“农户”里记下“同意”。");
}

static void
test_nothing_is_read_out_before_it_is_posted (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia", .name = "一轮", .combine = "合议"};
  assert_refused (f,
                  test_desk_open (f, &spec),
                  "公示还没有张贴，没有可念的。请先在“结果”里走到公示。");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)
  ADD ("/print-broadcast/notice", test_a_notice_is_read_out);
  ADD ("/print-broadcast/sounds", test_sounds_stand_where_they_belong);
  ADD ("/print-broadcast/unnamed", test_who_does_not_agree_is_not_read_out);
  ADD ("/print-broadcast/nobody", test_nobody_has_agreed_yet);
  ADD ("/print-broadcast/early", test_nothing_is_read_out_before_it_is_posted);
  return g_test_run ();
}

/* Letters to the township: names and counts, and nothing that a household would not want told. */
#include "xp-objection-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

/* 张三 and 李四 are on the list, 王五 is not. */
static const char MARKS[] = HEAD "1,,*,无扣分\n2,,*,无扣分\n3,,4,2\n3,,*,无扣分\n";

static char *
print (TestDesk *f, const char *document, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, document, uid, NULL, NULL, NULL, &error);
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
assert_never_says (const char *text, const char *words)
{
  if (strstr (text, words) != NULL)
    g_error ("“%s” is in %s", words, text);
}

static void
publish (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  test_desk_reopen (f, "2026-10-20");
  xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error);
  g_assert_no_error (error);
}

static void
object (TestDesk *f, int64_t uid, bool is_answered)
{
  g_autoptr (GError) error = NULL;
  const XpObjectionSpec spec = {2, "周大娘", "第4项算重了", "孙核查", "钱监委", NULL};
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, &error), ==, 1);
  if (is_answered)
    g_assert_true (xp_objection_work_answer (f->desk, uid, 1, false, "看过了，没有算重", &error));
  g_assert_no_error (error);
}

static void
test_a_result_is_reported (TestDesk *f, gconstpointer unused)
{
  static const char *const NEVER[] = {"李四", "王五", "100", "98", "名次", "周大娘", "算重"};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->li);
  g_free (card->naming);
  card->naming = g_strdup ("refused");
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  object (f, uid, true);
  publish (f, uid);
  g_autofree char *text = print (f, "result-report", uid);
  assert_says (text, "乡镇人民政府：");
  assert_says (text, "共评3户，评出“干净人家”2户");
  assert_says (text, "2026年10月13日至10月19日（星期一）公示，共5个工作日");
  assert_says (text, "收到意见1条，已逐条核实答复");
  assert_says (text, "一社（1户）：张三。");
  assert_says (text, "另有获评的家庭按本人意愿不列名");
  assert_says (text, "2026年10月20日");
  for (size_t i = 0; i < G_N_ELEMENTS (NEVER); i++)
    assert_never_says (text, NEVER[i]);
}

static void
test_objections_are_told_as_they_stand (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  publish (f, uid);
  g_autofree char *text = print (f, "result-report", uid);
  assert_says (text, "公示期内没有收到不同意见");
}

static void
test_nothing_is_reported_before_it_is_published (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  g_assert_null (xp_printing_render (f->desk, "result-report", uid, NULL, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, "还没有公布，没有结果可报。请公示期满、公布以后再印。");
}

/* Filing is no approval (村民委员会组织法 27). */
static void
test_rules_go_to_the_township_twice (TestDesk *f, gconstpointer unused)
{
  g_autofree char *before = print (f, "review-letter", 0);
  assert_says (before, "永胜村关于提请审核村规民约草案的函");
  assert_says (before, "2.意见汇总表");
  g_autofree char *after = print (f, "filing-report", 0);
  assert_says (after, "现报上备案");
  assert_says (after, "4.公示照片");
  assert_never_says (after, "批准");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)
  ADD ("/print-letters/result", test_a_result_is_reported);
  ADD ("/print-letters/objections", test_objections_are_told_as_they_stand);
  ADD ("/print-letters/early", test_nothing_is_reported_before_it_is_published);
  ADD ("/print-letters/rules", test_rules_go_to_the_township_twice);
  return g_test_run ();
}

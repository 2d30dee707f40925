/* Blank forms: what stands on them, how they are numbered, and that nobody needs a name. */
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <string.h>

static char *
print (TestDesk *f, const char *document, XpPrintOptions options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, document, 0, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in %s", words, text);
}

static int
count_words (const char *text, const char *words)
{
  int n = 0;
  for (const char *at = text; (at = strstr (at, words)) != NULL; at += strlen (words))
    n++;
  return n;
}

/* The number stands at the top and on the slip that is torn off, on nothing else. */
static void
test_opinions_are_asked_for_by_number (TestDesk *f, gconstpointer unused)
{
  static const char ARTICLES[] =
    "# 永胜村村规民约（草案）\n第一条　扫净门前。\n\n第二条　赡养老人。\n";
  g_autofree char *text =
    print (f, "opinion-form", (XpPrintOptions){.text = ARTICLES, .first = 41, .copies = 2});
  assert_says (text, "《永胜村村规民约（草案）》意见征询表");
  assert_says (text, "可以不写名字");
  assert_says (text, "第一条扫净门前。");
  g_assert_cmpint (count_words (text, "□同意□修改□不同意"), ==, 4);
  g_assert_cmpint (count_words (text, "编号：041"), ==, 2);
  g_assert_cmpint (count_words (text, "编号：042"), ==, 2);
  g_assert_null (strstr (text, "编号：043"));
  g_assert_null (strstr (text, "第3页"));
}

static void
test_opinions_without_a_draft (TestDesk *f, gconstpointer unused)
{
  g_autofree char *text = print (f, "opinion-form", (XpPrintOptions){0});
  assert_says (text, "永胜村村规民约意见征询表");
  assert_says (text, "第＿＿条");
  g_assert_cmpint (count_words (text, "编号："), ==, 2);
  g_assert_null (strstr (text, "编号：0"));
  g_assert_null (strstr (text, "共2页"));
}

static void
test_opinions_are_summed_up_without_names (TestDesk *f, gconstpointer unused)
{
  g_autofree char *text = print (f, "opinion-summary", (XpPrintOptions){.copies = 40});
  assert_says (text, "永胜村村规民约意见汇总表");
  assert_says (text, "提出户数");
  assert_says (text, "40");
  g_assert_null (strstr (text, "姓名"));
}

static void
test_advice_is_kept_on_a_stub (TestDesk *f, gconstpointer unused)
{
  static const char *const NEVER[] = {"罚", "扣", "违反", "批评"};
  g_autofree char *text = print (f, "advice-slip", (XpPrintOptions){.first = 7, .copies = 3});
  assert_says (text, "□当场改了");
  assert_says (text, "本人（可以不签）");
  g_assert_cmpint (count_words (text, "编号：009"), ==, 2);
  g_assert_cmpint (count_words (text, "劝告登记"), ==, 3);
  for (size_t i = 0; i < G_N_ELEMENTS (NEVER); i++)
    g_assert_null (strstr (text, NEVER[i]));
  g_autofree char *blank = print (f, "advice-slip", (XpPrintOptions){0});
  g_assert_cmpint (count_words (blank, "劝告登记"), ==, 2);
}

static void
test_what_hangs_has_a_day_to_be_taken_down (TestDesk *f, gconstpointer unused)
{
  g_autofree char *text = print (f, "posting-record", (XpPrintOptions){0});
  assert_says (text, "永胜村张贴与摘榜记录");
  assert_says (text, "该摘的日子");
}

/* Neither has articles or copies. */
static void
test_others_take_no_text (TestDesk *f, gconstpointer unused)
{
  static const XpPrintOptions OPTIONS[] = {{.text = "张三"},
                                           {.copies = 3},
                                           {.first = 2},
                                           {.most = 1}};
  for (size_t i = 0; i < G_N_ELEMENTS (OPTIONS); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (
      xp_printing_render (f->desk, "household-list", 0, &OPTIONS[i], NULL, NULL, &error));
    assert_says (error->message, "没有这样的印法");
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)
  ADD ("/print-forms/opinions", test_opinions_are_asked_for_by_number);
  ADD ("/print-forms/no-draft", test_opinions_without_a_draft);
  ADD ("/print-forms/summary", test_opinions_are_summed_up_without_names);
  ADD ("/print-forms/advice", test_advice_is_kept_on_a_stub);
  ADD ("/print-forms/posting", test_what_hangs_has_a_day_to_be_taken_down);
  ADD ("/print-forms/choices", test_others_take_no_text);
  return g_test_run ();
}

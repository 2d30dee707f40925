/* The village's own words: kept, printed, given up, undone; shipped ones all pass their own check.
 */
#include "xp-printing.h"
#include "xp-test-desk.h"
#include "xp-wording-work.h"

#include <string.h>

static char *
load (TestDesk *f, const char *document, bool *out_is_own)
{
  g_autoptr (GError) error = NULL;
  char *text = xp_wording_work_load (f->desk, document, out_is_own, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_is_own (TestDesk *f, bool is_expected)
{
  bool is_own = !is_expected;
  g_autofree char *text = load (f, "household-list", &is_own);
  g_assert_cmpint (is_own, ==, is_expected);
  g_assert_cmpint (strstr (text, "各家各户") != NULL, ==, is_expected);
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);
  return g_strjoinv (to, parts);
}

static void
set_own (TestDesk *f)
{
  bool is_own = false;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = load (f, "household-list", &is_own);
  g_autofree char *own = replace (text, "\n{村}农户名单", "\n{村}各家各户");
  g_assert_true (xp_wording_work_set (f->desk, "household-list", own, &error));
  g_assert_no_error (error);
}

static char *
print (TestDesk *f, const char *wording)
{
  const XpPrintOptions options = {.wording = wording};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, "household-list", 0, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

static void
test_own_words_are_printed_and_undone (TestDesk *f, gconstpointer unused)
{
  set_own (f);
  test_desk_reopen (f, NULL);
  assert_is_own (f, true);
  g_autofree char *own = print (f, NULL);
  g_assert_nonnull (strstr (own, "永胜村各家各户"));
  g_autofree char *said = test_desk_last_sentences (f);
  g_assert_cmpstr (said, ==, "农户名单的用语 改成本村的写法");
  test_desk_undo (f, "农户名单的用语 改成本村的写法");
  assert_is_own (f, false);
  g_autofree char *shipped = print (f, NULL);
  g_assert_nonnull (strstr (shipped, "永胜村农户名单"));
  test_desk_assert_in_order (f);
}

/* Before it is kept; a paragraph alone goes with the shipped ones. */
static void
test_words_can_be_tried (TestDesk *f, gconstpointer unused)
{
  g_autofree char *tried = print (f, "[标题]\n{村}试一试\n");
  g_assert_nonnull (strstr (tried, "永胜村试一试"));
  assert_is_own (f, false);
}

static void
test_own_words_are_given_up (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_wording_work_reset (f->desk, "household-list", &error));
  g_assert_cmpstr (error->message, ==, "农户名单本来就是原来的用语，没有变动，什么也不用做。");
  g_clear_error (&error);
  set_own (f);
  g_assert_true (xp_wording_work_reset (f->desk, "household-list", &error));
  assert_is_own (f, false);
  g_autofree char *said = test_desk_last_sentences (f);
  g_assert_cmpstr (said, ==, "农户名单的用语 恢复原样");
  set_own (f);
  g_autofree char *shipped = xp_wording_work_load_shipped (f->desk, "household-list", &error);
  g_assert_true (xp_wording_work_set (f->desk, "household-list", shipped, &error));
  assert_is_own (f, false);
  test_desk_assert_in_order (f);
}

static void
test_wrong_words_change_nothing (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_wording_work_set (f->desk, "household-list", "[标题]\n{村民}\n", &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "农户名单用语 第2行：没有“{村民}”这个字段。没有存，请改好再存。");
  g_clear_error (&error);
  assert_is_own (f, false);
  g_assert_false (xp_wording_work_set (f->desk, "poster", "[标题]\n", &error));
  g_assert_cmpstr (error->message, ==, "没有“poster”这种纸，没有用语可看。请照列出的名字写。");
}

static void
test_shipped_words_pass_their_own_check (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_wording_work_list (f->desk, &error);
  for (guint i = 0; i < lines->len; i++) {
    const char *document = ((const XpWordingLine *) lines->pdata[i])->document;
    g_autofree char *text = xp_wording_work_load_shipped (f->desk, document, &error);
    g_assert_no_error (error);
    g_assert_true (xp_wording_work_check (f->desk, document, text, &error));
    g_assert_no_error (error);
    g_assert_true (g_str_has_prefix (text, "# "));
    g_assert_nonnull (strstr (text, "的用语"));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)
  ADD ("/wording/own", test_own_words_are_printed_and_undone);
  ADD ("/wording/tried", test_words_can_be_tried);
  ADD ("/wording/given-up", test_own_words_are_given_up);
  ADD ("/wording/wrong", test_wrong_words_change_nothing);
  ADD ("/wording/shipped", test_shipped_words_pass_their_own_check);
  return g_test_run ();
}

/* 选票 and 计票单: who stands on them, how many may be chosen, and that nobody can be found by his
 * ballot. */
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD "household,judge,item,mark\n"

static const char *const JUDGES[] = {"孙梅", "钱七", NULL};

static char *
print (TestDesk *f, const char *document, int64_t uid, XpPrintOptions options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, document, uid, &options, NULL, NULL, &error);
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

static void
assert_refused (TestDesk *f, int64_t uid, XpPrintOptions options, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, "ballots", uid, &options, NULL, NULL, &error));
  if (!g_str_has_prefix (error->message, words))
    g_error ("“%s” does not begin %s", words, error->message);
}

/* Each title has a ballot of its own; of each group by itself the hand writes how many. */
static void
test_a_form_that_asks_for_votes (TestDesk *f, gconstpointer unused)
{
  static const char *const ENTRANTS[] = {"1-2=好婆婆", "2-2=好婆婆", "1-4=好媳妇", NULL};
  const XpRoundSpec spec = {.rubric_id = "popo-xifu",
                            .name = "二轮",
                            .judges = JUDGES,
                            .entrants = ENTRANTS};
  const int64_t uid = test_desk_open (f, &spec);
  g_autofree char *ballots = print (f, "ballots", uid, (XpPrintOptions){0});
  assert_says (ballots, "永胜村“好婆婆”评选选票");
  assert_says (ballots, "永胜村“好媳妇”评选选票");
  assert_says (ballots, "最多选＿＿人，多选作废");
  g_assert_cmpint (count_words (ballots, "李梅"), ==, 8);
  g_assert_cmpint (count_words (ballots, "刘芳"), ==, 8);
  g_assert_null (strstr (ballots, "张三"));
  g_autofree char *counting = print (f, "ballot-count", uid, (XpPrintOptions){.copies = 187});
  assert_says (counting, "接上行，从101起");
  assert_says (counting, "唱票人：计票人：监票人：");
  g_assert_null (strstr (counting, "从201起"));
}

static void
test_a_tie_at_the_cut (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .combine = "合议",
                            .line = "无",
                            .quota = "1"};
  const int64_t uid = test_desk_open (f, &spec);
  g_autoptr (GError) error = NULL;
  assert_refused (f, uid, (XpPrintOptions){0}, "这次没有要投票的");
  test_desk_mark (f, uid, HEAD "1,,*,无扣分\n2,,*,无扣分\n3,,4,2\n3,,*,无扣分\n");
  xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error);
  g_assert_no_error (error);
  g_autofree char *ballots = print (f, "ballots", uid, (XpPrintOptions){0});
  assert_says (ballots, "最多选1户，多选作废");
  g_assert_cmpint (count_words (ballots, "张三"), ==, 8);
  g_assert_cmpint (count_words (ballots, "李四"), ==, 8);
  g_assert_null (strstr (ballots, "王五"));
  g_assert_null (strstr (ballots, "100"));
}

static char *
list_names (int n)
{
  g_autoptr (GString) text = g_string_new ("# 推选评委会成员\n\n");
  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "候选%c\n", 'A' + i);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The more names, the larger the ballot; whole pages of them; nothing else tells two apart. */
static void
test_a_list_that_is_handed_in (TestDesk *f, gconstpointer unused)
{
  static const struct {
    int n_names, copies, n_ballots;
  } CASES[] = {{5, 0, 8}, {6, 0, 4}, {17, 0, 2}, {26, 0, 2}, {5, 9, 16}, {26, 5, 6}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *text = list_names (CASES[i].n_names);
    g_autofree char *ballots =
      print (f, "ballots", 0, (XpPrintOptions){.text = text, .copies = CASES[i].copies, .most = 3});
    g_assert_cmpint (count_words (ballots, "永胜村推选评委会成员选票"), ==, CASES[i].n_ballots);
    g_assert_cmpint (count_words (ballots, "候选A"), ==, CASES[i].n_ballots);
    g_assert_cmpint (count_words (ballots, "最多选3人"), ==, CASES[i].n_ballots);
    g_assert_null (strstr (ballots, "第1"));
    g_assert_null (strstr (ballots, "编号"));
  }
  assert_refused (f, 0, (XpPrintOptions){.text = "# 推选\n \n"}, "候选名单里一个名字也没有");
  assert_refused (f, 0, (XpPrintOptions){0}, "这次没有要投票的");
}

/* As a clerk's editor saves it. */
static void
test_a_list_in_the_office_encoding (TestDesk *f, gconstpointer unused)
{
  static const char GB18030[] = "\xd5\xc5\xc8\xfd\r\n\xc0\xee\xcb\xc4\r\n";
  g_autofree char *path = g_build_filename (f->folder, "候选.txt", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_set_contents (path, GB18030, -1, &error));
  g_autofree char *text = xp_printing_read_text (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "张三\r\n李四\r\n");
  g_autofree char *ballots = print (f, "ballots", 0, (XpPrintOptions){.text = text});
  g_assert_cmpint (count_words (ballots, "李四"), ==, 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)
  ADD ("/print-ballots/form", test_a_form_that_asks_for_votes);
  ADD ("/print-ballots/tie", test_a_tie_at_the_cut);
  ADD ("/print-ballots/list", test_a_list_that_is_handed_in);
  ADD ("/print-ballots/encoding", test_a_list_in_the_office_encoding);
  return g_test_run ();
}

/* The history: what a line says, what is asked for, what goes out of the house. */
#include "xp-history-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"
#include "xp-visible.h"

#include <string.h>

static const char *const JUDGES[] = {"李主任", "赵监委", NULL};

/* Household 1 is corrected by 李会计; each judge has marked it. */
static void
fill (TestDesk *f)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .judges = JUDGES,
                            .combine = "平均",
                            .line = "90",
                            .quota = "无"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  test_desk_mark (f, uid, "household,judge,item,mark\n1,李主任,4,2\n1,赵监委,4,3\n2,李主任,5,1\n");
  xp_desk_set_who (f->desk, "李会计");
  test_desk_mark (f, uid, "household,judge,item,mark\n1,李主任,4,1\n");
}

/* The told sentences of what is found, newest first, without the moment. */
static char *
found (TestDesk *f, const XpHistoryQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_history_work_list (f->desk, query, 100, NULL, &error);
  if (lines == NULL)
    return g_strdup (error->message);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++) {
    const XpHistoryLine *line = lines->pdata[i];
    for (size_t k = 0; line->sentences[k] != NULL; k++)
      g_string_append_printf (text, "%s %s\n", line->who, line->sentences[k]);
  }
  return g_string_free (text, FALSE);
}

static const struct {
  const char *why;
  XpHistoryQuery query;
  const char *says;
} CASES[] = {
  {"item and household and typist",
   {.household = "1", .item = "4", .who = "李会计"},
   "李会计 一社 张三（李主任打的） 第4项“院内地面” 由 2处 改为 1处\n"},
  {"a part of a judge's name, and an item",
   {.judge = "赵", .item = "第4项"},
   "王会计 一社 张三（赵监委打的） 第4项“院内地面” 3处\n"},
  {"an item by its name",
   {.item = "物件摆放"},
   "王会计 一社 李四（李主任打的） 第5项“物件摆放” 1处\n"},
  {"initials, item",
   {.household = "ls", .item = "5"},
   "王会计 一社 李四（李主任打的） 第5项“物件摆放” 1处\n"},
  {"another evening", {.item = "4", .day = "2001-01-01"}, ""},
  {"nobody", {.who = "没有这个人"}, ""},
  {"no such household",
   {.household = "99"},
   "没有哪一户对得上“99”。请写编号、户主姓名或拼音首字母。"},
  {"no day", {.day = "明天"}, "日期“明天”不对。请写成 2026-10-12 这样。"},
};

static void
test_filters_together (TestDesk *f, gconstpointer unused)
{
  fill (f);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *text = found (f, &CASES[i].query);
    if (strcmp (text, CASES[i].says) != 0)
      g_error ("%s: “%s”", CASES[i].why, text);
  }
}

static void
test_a_line_says_who_and_when (TestDesk *f, gconstpointer unused)
{
  fill (f);
  const XpHistoryQuery query = {.who = "李会计"};
  g_autoptr (GPtrArray) lines = xp_history_work_list (f->desk, &query, 1, NULL, NULL);
  const XpHistoryLine *line = lines->pdata[0];
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
  g_autofree char *time = g_date_time_format (at, "%H:%M");
  g_autofree char *told =
    g_strdup_printf ("李会计 %s 导入分数：一社 张三（李主任打的） 第4项", time);
  g_autofree char *turned = g_strdup_printf ("李会计 %s 把一社 张三", time);
  g_autofree char *is = xp_history_line_tell (line, 0);
  g_assert_true (g_str_has_prefix (is, turned) || g_str_has_prefix (is, told));
  g_assert_true (g_str_has_suffix (is, "由 2处 改为 1处"));
}

static void
test_screens_follow_one_another (TestDesk *f, gconstpointer unused)
{
  fill (f);
  g_autoptr (GPtrArray) all = xp_history_work_list (f->desk, NULL, 100, NULL, NULL);
  int64_t before_act = 0;
  for (guint i = 0; i < all->len; i++) {
    g_autoptr (XpHistoryScreen) screen =
      xp_history_work_read (f->desk, NULL, before_act, 1, NULL, NULL);
    g_assert_cmpuint (screen->lines->len, ==, 1);
    g_assert_cmpint (((XpHistoryLine *) screen->lines->pdata[0])->act_no,
                     ==,
                     ((XpHistoryLine *) all->pdata[i])->act_no);
    before_act = screen->before_act;
  }
  g_assert_cmpint (before_act, ==, 0);
}

/* What is typed is kept without such marks; a book that has some all the same shows them. */
static void
test_a_name_cannot_turn_the_line_round (TestDesk *f, gconstpointer unused)
{
  static const char *const NOBODY[] = {NULL};
  test_desk_add (f, "一社", "王\u202e五", NOBODY);
  g_autofree char *text = test_desk_last_sentences (f);
  g_assert_nonnull (strstr (text, "王五"));
  g_autofree char *shown = xp_visible_dup ("王\u202e五");
  g_assert_cmpstr (shown, ==, "王〔隐〕五");
}

static void
test_export_is_guarded (TestDesk *f, gconstpointer unused)
{
  fill (f);
  xp_desk_set_who (f->desk, "=cmd()");
  static const char *const NOBODY[] = {NULL};
  test_desk_add (f, "一社", "赵六", NOBODY);
  g_autofree char *path = g_build_filename (f->folder, "h.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_history_work_export (f->desk, NULL, path, NULL, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "由 2处 改为 1处"));
  g_assert_nonnull (strstr (text, ",'=cmd(),"));
  g_assert_false (xp_history_work_export (f->desk, NULL, "h.doc", NULL, &error));
  g_assert_nonnull (strstr (error->message, "看不出要存成哪一种"));
}

static void
test_an_export_that_is_stopped_leaves_nothing (TestDesk *f, gconstpointer unused)
{
  fill (f);
  g_autofree char *path = g_build_filename (f->folder, "h.csv", NULL);
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (stopped);
  g_assert_false (xp_history_work_export (f->desk, NULL, path, stopped, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_too_many_households_fit (TestDesk *f, gconstpointer unused)
{
  static const char *const NOBODY[] = {NULL};
  const XpHistoryQuery query = {.household = "赵"};
  for (int i = 0; i < 51; i++) {
    g_autofree char *head = g_strdup_printf ("赵%d", i);
    test_desk_add (f, "一社", head, NOBODY);
  }
  g_autofree char *said = found (f, &query);
  g_assert_cmpstr (said, ==, "有51户都对得上“赵”。请写得再清楚一点，比如写编号。");
}

static void
test_a_story_is_printed (TestDesk *f, gconstpointer unused)
{
  fill (f);
  g_autoptr (GError) error = NULL;
  const XpPrintOptions options = {.household = 1};
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, "household-story", 0, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
  g_assert_null (xp_printing_render (f->desk, "household-story", 0, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "请先写上是哪一户"));
  g_clear_error (&error);
  const XpPrintOptions unknown = {.household = 99};
  g_assert_null (xp_printing_render (f->desk, "household-story", 0, &unknown, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "没有99号户"));
  g_clear_error (&error);
  g_assert_cmpint (xp_history_work_find_number (f->desk, "张三", &error), ==, 1);
  g_assert_cmpint (xp_history_work_find_number (f->desk, "", &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "写清楚是哪一户"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/history/filters", test_filters_together);
  ADD ("/history/line", test_a_line_says_who_and_when);
  ADD ("/history/screens", test_screens_follow_one_another);
  ADD ("/history/hidden", test_a_name_cannot_turn_the_line_round);
  ADD ("/history/export", test_export_is_guarded);
  ADD ("/history/export-stopped", test_an_export_that_is_stopped_leaves_nothing);
  ADD ("/history/too-many", test_too_many_households_fit);
  ADD ("/history/story", test_a_story_is_printed);
#undef ADD
  return g_test_run ();
}

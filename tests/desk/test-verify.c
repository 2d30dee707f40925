/* What is wrong with a book, which backup is still right, and whose a sheet on the wall is. */
#include "xp-backup-work.h"
#include "xp-test-desk.h"
#include "xp-verify-work.h"

#include <string.h>

static const char MARKS[] =
  "household,judge,item,mark\n1,,4,2\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n";

/* Another program's hand: the bytes of a name in the file. */
static void
replace_in_file (const char *path, const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize n = 0;
  int n_replaced = 0;
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  for (gsize at = 0; at + strlen (from) <= n; at++)
    if (memcmp (bytes + at, from, strlen (from)) == 0) {
      memcpy (bytes + at, to, strlen (to));
      n_replaced++;
    }
  g_assert_cmpint (n_replaced, >, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
}

static XpVerifyAnswer *
check (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  XpVerifyAnswer *answer = xp_verify_work_check (f->desk, NULL, NULL, &error);
  g_assert_no_error (error);
  return answer;
}

static void
test_all_in_order (TestDesk *f, gconstpointer unused)
{
  g_autoptr (XpVerifyAnswer) answer = check (f);
  g_assert_cmpuint (answer->report->n_problems, ==, 0);
  g_assert_null (answer->advice[0]);
}

static void
test_the_backup_that_is_right_is_named (TestDesk *f, gconstpointer unused)
{
  g_assert_true (xp_backup_work_keep (f->desk, NULL));
  g_clear_object (&f->desk);
  replace_in_file (f->path, "张三", "张四");
  test_desk_reopen (f, NULL);
  g_autoptr (XpVerifyAnswer) answer = check (f);
  g_autofree char *advice = g_strjoinv ("\n", answer->advice);
  g_assert_cmpuint (answer->report->n_problems, >, 0);
  g_assert_nonnull (strstr (advice, "的备份（在这台电脑里）还是对的。"));
  g_assert_nonnull (strstr (advice, "到现在之间"));
}

static void
test_a_wrong_backup_narrows_it (TestDesk *f, gconstpointer unused)
{
  g_assert_true (xp_backup_work_keep (f->desk, NULL));
  g_clear_object (&f->desk);
  replace_in_file (f->path, "李四", "李五");
  test_desk_reopen (f, NULL);
  g_autofree char *later = g_build_filename (f->folder, "later.xiangping", NULL);
  xp_backup_work_save (f->desk, later, NULL, NULL);
  g_autoptr (XpVerifyAnswer) answer = check (f);
  g_assert_cmpuint (answer->report->n_problems, >, 0);
  g_assert_true (g_str_has_suffix (answer->advice[0], "还是对的。"));
}

static void
test_no_backup_is_said (TestDesk *f, gconstpointer unused)
{
  g_clear_object (&f->desk);
  replace_in_file (f->path, "张三", "张四");
  test_desk_reopen (f, NULL);
  g_autoptr (XpVerifyAnswer) answer = check (f);
  g_assert_nonnull (strstr (answer->advice[0], "没有找到"));
}

static void
test_it_can_be_stopped (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_cancellable_cancel (stop);
  g_assert_null (xp_verify_work_check (f->desk, NULL, stop, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_CANCELLED);
}

/* ---- 核对码 ---- */

static char *
tell (TestDesk *f, const char *typed, bool is_ours)
{
  bool is = !is_ours;
  g_autoptr (GError) error = NULL;
  char *told = xp_verify_work_tell_code (f->desk, typed, &is, &error);
  g_assert_no_error (error);
  if (is != is_ours)
    g_error ("%s: %s", typed, told);
  return told;
}

static void
test_a_sheet_finds_its_result (TestDesk *f, gconstpointer unused)
{
  g_autofree char *code = NULL;
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  g_autoptr (XpResult) result = xp_round_work_latest_result (f->desk, uid, &code, NULL);
  g_assert_cmpint (g_utf8_strlen (code, -1), ==, 8);
  g_autofree char *whole = tell (f, code, true);
  g_assert_nonnull (strstr (whole, "“一轮”第1份结果（公示，2026-10-12张贴）"));

  g_autofree char *first = g_utf8_substring (code, 0, 2);
  g_autofree char *last = g_utf8_substring (code, 6, 8);
  g_autofree char *some = g_strdup_printf (" %s，——　%s。", first, last);
  g_autofree char *of_some = tell (f, some, true);
  g_assert_cmpstr (of_some, ==, whole);
  g_autofree char *turned = g_strconcat (last, first, NULL);
  g_autofree char *none = tell (f, turned, false);
  g_assert_nonnull (strstr (none, "这份资料里没有这个核对码：纸和资料不是一回事"));
}

static void
test_an_old_book_lacks_the_newest_code (TestDesk *f, gconstpointer unused)
{
  g_autofree char *code = NULL, *old = g_build_filename (f->folder, "old.xiangping", NULL);
  g_assert_true (xp_backup_work_save (f->desk, old, NULL, NULL));
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  g_autoptr (XpResult) result = xp_round_work_latest_result (f->desk, uid, &code, NULL);
  g_clear_object (&f->desk);
  g_autofree char *bytes = NULL;
  gsize n = 0;
  g_assert_true (g_file_get_contents (old, &bytes, &n, NULL));
  g_assert_true (g_file_set_contents (f->path, bytes, (gssize) n, NULL));
  test_desk_reopen (f, NULL);
  g_autofree char *told = tell (f, code, false);
  g_assert_nonnull (strstr (told, "资料被换成了旧的"));
}

static void
test_what_no_code_has_is_named (TestDesk *f, gconstpointer unused)
{
  static const char *const CASES[][2] = {{"春龘", "核对码里不会有“龘”这个字"},
                                         {"", "至少要打2个字"}};
  g_autoptr (GString) nine = g_string_new (NULL);
  const char *characters = xp_desk_get_board_characters (f->desk);
  g_string_append_len (nine, characters, g_utf8_offset_to_pointer (characters, 9) - characters);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    bool is_ours = false;
    g_autoptr (GError) error = NULL;
    g_assert_null (xp_verify_work_tell_code (f->desk, CASES[i][0], &is_ours, &error));
    g_assert_nonnull (strstr (error->message, CASES[i][1]));
  }
  bool is_ours = false;
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_verify_work_tell_code (f->desk, nine->str, &is_ours, &error));
  g_assert_nonnull (strstr (error->message, "打多了"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/verify/in-order", test_all_in_order);
  ADD ("/verify/right-backup", test_the_backup_that_is_right_is_named);
  ADD ("/verify/wrong-backup", test_a_wrong_backup_narrows_it);
  ADD ("/verify/no-backup", test_no_backup_is_said);
  ADD ("/verify/stopped", test_it_can_be_stopped);
  ADD ("/verify/sheet", test_a_sheet_finds_its_result);
  ADD ("/verify/old-book", test_an_old_book_lacks_the_newest_code);
  ADD ("/verify/wrong-characters", test_what_no_code_has_is_named);
#undef ADD
  return g_test_run ();
}

/* Another program's hand in the file is seen, and the table of kinds says what the SQL says. */
#include "xp-test-book.h"

#include <string.h>

static void
mark_and_close (TestBook *f)
{
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
  g_autoptr (XpAct) undone = xp_book_undo (f->book, NULL);
  g_autoptr (XpAct) redone = xp_book_redo (f->book, NULL);
  g_assert_nonnull (redone);
  test_book_close (f);
}

static void
test_a_book_as_it_was_typed_is_in_order (TestBook *f, gconstpointer unused)
{
  mark_and_close (f);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

static const struct {
  const char *why;
  const char *sql;
  const char *says;
} TAMPERED[] = {
  {"a mark is changed", "UPDATE mark SET entered = 1", "院内地面"},
  {"a name is changed", "UPDATE household SET head = '王五' WHERE number = 1", "户主"},
  {"a mark is taken away", "DELETE FROM mark", "少了"},
  {"a mark is put in",
   "INSERT INTO mark (round_uid, entrant_no, judge_no, item_at, entry, entered) VALUES (21, 2, 0, 1, 1, 5)",
   "多出"},
  {"a change is rewritten",
   "UPDATE change SET after = '{\"entered\":1}' WHERE act_no = 4",
   "第4次改动"},
  {"a moment is rewritten", "UPDATE act SET at = at + 1 WHERE act_no = 2", "第2次改动"},
  {"a name is rewritten", "UPDATE session SET who = '别人'", "第1次改动"},
  {"an act is taken out", "DELETE FROM change WHERE act_no = 3", "第3次改动"},
  {"a secret is changed", "UPDATE secret SET value = '1'", "被别的程序改过"},
  {"a secret is gone", "DELETE FROM secret", "不见了"},
};

static void
test_a_foreign_hand_is_seen (TestBook *f, gconstpointer data)
{
  const size_t i = GPOINTER_TO_SIZE (data);
  mark_and_close (f);
  test_sql (f, TAMPERED[i].sql);
  g_autofree char *problems = test_verify (f);
  if (strstr (problems, TAMPERED[i].says) == NULL)
    g_error ("%s: “%s”", TAMPERED[i].why, problems);
}

/* ---- values that were there once ---- */

static void
change_phone (TestBook *f, const char *phone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRecord) household = xp_book_lookup (f->book, XP_KIND_HOUSEHOLD, "[11]", NULL);
  xp_record_set_secret (household, "phone_secret", phone);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_EDIT_HOUSEHOLD, household, &error);
  g_assert_no_error (error);
}

static void
test_a_value_of_long_ago_is_missed (TestBook *f, gconstpointer unused)
{
  change_phone (f, "13900000000");
  test_book_close (f);
  g_autofree char *before = test_verify (f);
  g_assert_cmpstr (before, ==, "");
  test_sql (f, "DELETE FROM secret WHERE key = '[11]' AND value = '13800000000'");
  g_autofree char *problems = test_verify (f);
  g_assert_nonnull (strstr (problems, "农户 张三 的电话不见了"));
}

static void
test_a_value_may_go_once_it_is_forgotten (TestBook *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRecord) forgotten = xp_record_new (XP_KIND_FORGOTTEN);
  xp_record_set_text (forgotten, "owner_kind", "household");
  xp_record_set_text (forgotten, "owner_key", "[11]");
  xp_record_set_text (forgotten, "on_day", "2026-10-12");
  g_autoptr (XpAct) act = test_put (f, XP_VERB_FORGET, forgotten, &error);
  g_assert_no_error (error);
  test_book_close (f);
  test_sql (f, "DELETE FROM secret WHERE key = '[11]'");
  g_autofree char *problems = test_verify (f);
  g_assert_null (strstr (problems, "不见了"));

  test_book_open (f);
  change_phone (f, "13900000000");
  test_book_close (f);
  test_sql (f, "DELETE FROM secret WHERE key = '[11]'");
  g_autofree char *again = test_verify (f);
  g_assert_nonnull (strstr (again, "农户 张三 的电话不见了"));
}

static void
test_a_lent_file_keeps_no_values (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  test_sql (f, "DELETE FROM secret");
  test_sql (f, "INSERT INTO lent (lent_no, round_uid, at, lent_by) VALUES (1, 21, 0, '王会计')");
  g_autofree char *problems = test_verify (f);
  g_assert_null (strstr (problems, "不见了"));
}

/* ---- what is wrong, in words ---- */

static void
test_a_value_is_told_with_what_it_should_be (TestBook *f, gconstpointer unused)
{
  mark_and_close (f);
  test_sql (f, "UPDATE mark SET entered = 5");
  g_autofree char *problems = test_verify (f);
  g_assert_nonnull (strstr (problems,
                            "打分 一轮 张三 “院内地面” 的“记分”：资料里是 5处，按修改记录应是 2处"
                            "（最后一次由王会计 "));
  g_assert_nonnull (strstr (problems, " 录入）。是用别的程序改的。"));
}

static void
test_a_clock_set_back_is_no_damage (TestBook *f, gconstpointer unused)
{
  static const XpBookHooks HOOKS = {NULL, NULL};
  f->now_ms -= 86400000;
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
  int64_t before_act = 0;
  g_autoptr (GPtrArray) lines = xp_book_list_history (f->book, NULL, &before_act, 2, NULL, NULL);
  const XpHistoryLine *newest = lines->pdata[0], *older = lines->pdata[1];
  g_autofree char *note = xp_history_line_dup_note (newest);
  g_assert_cmpstr (note, ==, "（这台电脑的钟往回拨过）");
  g_assert_false (older->is_clock_back);
  test_book_close (f);
  g_autoptr (XpVerifyReport) report = xp_book_verify_path (f->path, &HOOKS, NULL, NULL, NULL);
  g_assert_cmpuint (report->n_problems, ==, 0);
  g_assert_cmpuint (report->notes->len, ==, 1);
  g_assert_nonnull (strstr (report->notes->pdata[0], "第4次改动（王会计，"));
}

static void
test_faults_say_where_and_when (TestBook *f, gconstpointer unused)
{
  static const XpBookHooks HOOKS = {NULL, NULL};
  mark_and_close (f);
  test_sql (f, "UPDATE act SET verb = 'x' WHERE act_no = 4");
  test_sql (f, "UPDATE mark SET entered = 5");
  g_autoptr (XpVerifyReport) report = xp_book_verify_path (f->path, &HOOKS, NULL, NULL, NULL);
  g_assert_cmpuint (report->faults->len, ==, report->problems->len);
  const XpVerifyFault *first = report->faults->pdata[0], *second = report->faults->pdata[1];
  g_assert_cmpint (first->act_no, ==, 4);
  g_assert_cmpint (first->at_ms, >, 0);
  g_assert_cmpint (second->kind, ==, XP_KIND_MARK);
  g_assert_cmpstr (second->key, ==, "[21,1,0,1,1]");
}

typedef struct {
  size_t n_reports, last_done, last_total;
} Heard;

static void
hear (size_t n_done, size_t n_total, gpointer user_data)
{
  Heard *heard = user_data;
  g_assert_cmpuint (n_done, <=, n_total);
  g_assert_cmpuint (n_done, >=, heard->last_done);
  *heard = (Heard){heard->n_reports + 1, n_done, n_total};
}

static void
test_progress_never_goes_back (TestBook *f, gconstpointer unused)
{
  static const XpBookHooks HOOKS = {NULL, NULL};
  Heard heard = {0};
  XpProgress progress = {hear, &heard, 0};
  mark_and_close (f);
  g_autoptr (XpVerifyReport) report = xp_book_verify_path (f->path, &HOOKS, &progress, NULL, NULL);
  g_assert_nonnull (report);
  g_assert_cmpuint (heard.n_reports, >, 0);
  g_assert_cmpuint (heard.last_done, ==, heard.last_total);
}

static void
test_kinds_say_what_the_schema_says (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  for (int kind = 0; kind < XP_N_KINDS; kind++) {
    const XpKindInfo *info = xp_kind_get_info ((XpKind) kind);
    g_autofree char *count =
      g_strdup_printf ("SELECT count(*) FROM pragma_table_info ('%s')", info->name);
    g_assert_cmpint (test_sql (f, count), ==, info->n_columns);
    for (size_t i = 0; i < info->n_columns; i++) {
      const XpColumn *column = &info->columns[i];
      g_autofree char *sql = g_strdup_printf (
        "SELECT count(*) FROM pragma_table_info ('%s') WHERE cid = %zu AND name = '%s'"
        " AND type = '%s' AND \"notnull\" = %d AND (pk > 0) = %d",
        info->name,
        i,
        column->name,
        column->type == XP_COLUMN_INT ? "INTEGER" : "TEXT",
        !column->may_be_null,
        column->is_key);
      if (test_sql (f, sql) != 1)
        g_error ("%s.%s", info->name, column->name);
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/verify/in-order",
              TestBook,
              NULL,
              test_book_set_up,
              test_a_book_as_it_was_typed_is_in_order,
              test_book_tear_down);
  for (size_t i = 0; i < G_N_ELEMENTS (TAMPERED); i++) {
    g_autofree char *path = g_strdup_printf ("/verify/tampered/%zu", i + 1);
    g_test_add (path,
                TestBook,
                GSIZE_TO_POINTER (i),
                test_book_set_up,
                test_a_foreign_hand_is_seen,
                test_book_tear_down);
  }
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  ADD ("/verify/long-ago", test_a_value_of_long_ago_is_missed);
  ADD ("/verify/forgotten", test_a_value_may_go_once_it_is_forgotten);
  ADD ("/verify/lent", test_a_lent_file_keeps_no_values);
  ADD ("/verify/values", test_a_value_is_told_with_what_it_should_be);
  ADD ("/verify/clock", test_a_clock_set_back_is_no_damage);
  ADD ("/verify/faults", test_faults_say_where_and_when);
  ADD ("/verify/progress", test_progress_never_goes_back);
#undef ADD
  g_test_add ("/verify/kinds",
              TestBook,
              NULL,
              test_book_set_up,
              test_kinds_say_what_the_schema_says,
              test_book_tear_down);
  return g_test_run ();
}

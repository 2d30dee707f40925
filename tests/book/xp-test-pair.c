#include "xp-test-pair.h"

#include <string.h>

XpBook *
test_pair_open_copy (TestBook *f, const char *path, const char *who)
{
  g_autoptr (GError) error = NULL;
  xp_book_backup (f->book, path, &error);
  g_assert_no_error (error);
  return test_book_open_at (f, path, who);
}

void
test_pair_set_up (TestPair *f, gconstpointer unused)
{
  test_book_set_up (&f->base, NULL);
  f->other = g_build_filename (f->base.folder, "other.xiangping", NULL);
  f->theirs = test_pair_open_copy (&f->base, f->other, "李文书");
}

void
test_pair_tear_down (TestPair *f, gconstpointer unused)
{
  g_clear_pointer (&f->theirs, xp_book_close);
  g_free (f->other);
  test_book_tear_down (&f->base, NULL);
}

/* ---- typing and merging ---- */

void
test_pair_put (XpBook *book, const char *verb, XpRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  g_autoptr (XpAct) act = xp_book_put (book, draft, &error);
  g_assert_no_error (error);
}

void
test_pair_put_mark (XpBook *book, int entrant_no, int item_at, int count)
{
  g_autoptr (XpRecord) mark = test_mark (entrant_no, item_at, count);
  test_pair_put (book, XP_VERB_PUT_MARK, mark);
}

XpRecord *
test_pair_copy_household (XpBook *book, int64_t uid)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  g_autoptr (XpRecord) record = xp_book_lookup (book, XP_KIND_HOUSEHOLD, key, NULL);
  return xp_record_copy (record);
}

void
test_pair_put_door (XpBook *book, int64_t uid, const char *door)
{
  g_autoptr (XpRecord) household = test_pair_copy_household (book, uid);
  xp_record_set_text (household, "door", door);
  test_pair_put (book, XP_VERB_EDIT_HOUSEHOLD, household);
}

void
test_pair_put_phone (XpBook *book, int64_t uid, const char *phone)
{
  g_autoptr (XpRecord) household = test_pair_copy_household (book, uid);
  xp_record_set_secret (household, "phone_secret", phone);
  test_pair_put (book, XP_VERB_EDIT_HOUSEHOLD, household);
}

XpMergePlan *
test_pair_plan_file (XpBook *into, const char *from, GError **error)
{
  g_autoptr (XpBook) reader = xp_book_open_reader (from, &TEST_BOOK_HOOKS, error);
  return reader != NULL ? xp_book_plan_merge (into, reader, NULL, NULL, error) : NULL;
}

XpAct *
test_pair_try_merge (XpBook *into, const char *from, XpMergeChoice choice, GError **error)
{
  g_autoptr (XpBook) reader = xp_book_open_reader (from, &TEST_BOOK_HOOKS, error);
  g_autoptr (XpMergePlan) plan =
    reader != NULL ? xp_book_plan_merge (into, reader, NULL, NULL, error) : NULL;
  if (plan == NULL)
    return NULL;
  g_autofree XpMergeChoice *choices = g_new (XpMergeChoice, plan->conflicts->len + 1);
  for (guint i = 0; i < plan->conflicts->len; i++)
    choices[i] = choice;
  return xp_book_merge (into, reader, plan, choices, NULL, NULL, error);
}

XpAct *
test_pair_merge (XpBook *into, const char *from, XpMergeChoice choice)
{
  g_autoptr (GError) error = NULL;
  XpAct *act = test_pair_try_merge (into, from, choice, &error);
  g_assert_no_error (error);
  return act;
}

int64_t
test_pair_read_mark (XpBook *book, int entrant_no, int item_at)
{
  g_autofree char *key = g_strdup_printf ("[%d,%d,0,%d,1]", TEST_ROUND, entrant_no, item_at);
  g_autoptr (XpRecord) mark = xp_book_lookup (book, XP_KIND_MARK, key, NULL);
  return mark != NULL ? xp_record_get_int (mark, "entered") : -1;
}

void
test_pair_sql (const char *path, const char *statement)
{
  sqlite3 *db = NULL;
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, statement, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

int64_t
test_pair_ask (const char *path, const char *question)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, question, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  const int64_t value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return value;
}

void
test_pair_assert_refused (TestPair *f, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  int64_t n_before = 0, n_after = 0;
  xp_book_count_acts (f->base.book, &n_before, NULL);
  g_autoptr (XpAct) act = test_pair_try_merge (f->base.book, f->other, XP_MERGE_THEIRS, &error);
  g_assert_null (act);
  g_assert_error (error, XP_ERROR, code);
  if (strstr (error->message, says) == NULL)
    g_error ("said: %s", error->message);
  xp_book_count_acts (f->base.book, &n_after, NULL);
  g_assert_cmpint (n_before, ==, n_after);
}

void
test_pair_assert_in_order (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report =
    xp_book_verify_path (path, &TEST_BOOK_HOOKS, NULL, NULL, &error);
  g_assert_no_error (error);
  if (report->problems->len > 0)
    g_error ("%s", (const char *) report->problems->pdata[0]);
}

void
test_pair_assert_problem (const char *path, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report =
    xp_book_verify_path (path, &TEST_BOOK_HOOKS, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    if (strstr (report->problems->pdata[i], says) != NULL)
      return;
  g_error ("no word of %s", says);
}

void
test_pair_close_theirs (TestPair *f)
{
  g_clear_pointer (&f->theirs, xp_book_close);
}

void
test_pair_put_stage (XpBook *book, const char *verb, const char *stage)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = g_strdup_printf ("[%d]", TEST_ROUND);
  g_autoptr (XpRecord) now = xp_book_lookup (book, XP_KIND_ROUND, key, NULL);
  g_autoptr (XpRecord) round = xp_record_copy (now);
  xp_record_set_text (round, "stage", stage);
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  xp_draft_put (draft, round);
  xp_draft_set_reason (draft, "漏录了一户", "李主任");
  g_autoptr (XpAct) act = xp_book_put (book, draft, &error);
  g_assert_no_error (error);
}

void
test_pair_add_cases (const TestPairCase *cases, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    g_autofree char *path = g_strconcat ("/book/merge/", cases[i].name, NULL);
    g_test_add (path, TestPair, NULL, test_pair_set_up, cases[i].func, test_pair_tear_down);
  }
}

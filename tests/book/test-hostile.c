/* Files that somebody prepared, or that got mixed up: nothing in them runs, nothing crashes, and
 * one sentence says what to do. */
#include "xp-test-book.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const XpBookHooks HOOKS = {NULL, NULL};

/* One or two sentences, with what to do. */
static void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "。"));
  g_assert_nonnull (strstr (error->message, "请"));
  g_assert_cmpint (g_utf8_strlen (error->message, -1), <, 160);
}

static void
assert_refused (const char *path, TestBook *f, XpError code)
{
  g_autoptr (GError) reading = NULL, writing = NULL;
  g_assert_null (xp_book_open_reader (path, &HOOKS, &reading));
  assert_sentence (reading);
  g_assert_cmpint (reading->code, ==, code);
  g_assert_null (test_book_try_open (f, &writing));
  assert_sentence (writing);
  g_assert_cmpint (writing->code, ==, code);
}

/* ---- schemas ---- */

static const struct {
  const char *why;
  const char *sql;
} SCHEMAS[] = {
  {"a trigger", "CREATE TRIGGER t AFTER UPDATE ON mark BEGIN DELETE FROM household; END"},
  {"a view", "CREATE VIEW v AS SELECT * FROM household"},
  {"another table", "CREATE TABLE other (x)"},
  {"a column more", "ALTER TABLE village ADD COLUMN x TEXT"},
  {"a generated column",
   "ALTER TABLE village ADD COLUMN x INT GENERATED ALWAYS AS (length (hex (zeroblob (10000000))))"},
  {"an index on an expression", "CREATE INDEX i ON household (upper (head))"},
  {"a full-text table", "CREATE VIRTUAL TABLE f USING fts5 (x)"},
  {"a table that SQLite keeps for itself", "ANALYZE"},
  {"a trigger under a name of SQLite's",
   "PRAGMA writable_schema = 1;"
   "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_t', 'mark', 0,"
   " 'CREATE TRIGGER sqlite_t AFTER UPDATE ON mark BEGIN DELETE FROM household; END')"},
  {"a table without its columns",
   "PRAGMA writable_schema = 1;"
   "UPDATE sqlite_schema SET sql = 'CREATE TABLE mark (x)' WHERE name = 'mark'"},
  {"a table that is a program",
   "PRAGMA writable_schema = 1;"
   "UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE mark USING fts5 (x)'"
   " WHERE name = 'mark'"},
  {"a table without checks",
   "PRAGMA writable_schema = 1;"
   "UPDATE sqlite_schema SET sql = replace (sql, 'STRICT', '') WHERE name = 'household'"},
  {"two tables on one page",
   "PRAGMA writable_schema = 1;"
   "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'person')"
   " WHERE name = 'household'"},
};

static void
test_a_schema_that_is_not_ours (TestBook *f, gconstpointer data)
{
  const size_t i = GPOINTER_TO_SIZE (data);
  test_book_close (f);
  test_sql_all (f, SCHEMAS[i].sql);
  g_test_message ("%s", SCHEMAS[i].why);
  assert_refused (f->path, f, XP_ERROR_DAMAGED);
}

/* ---- values ---- */

static const struct {
  const char *why;
  const char *sql;
} VALUES[] = {
  {"a text where a number belongs",
   "PRAGMA writable_schema = 1; PRAGMA ignore_check_constraints = 1;"
   "UPDATE sqlite_schema SET sql = replace (sql, 'STRICT', '') WHERE name = 'household';"
   "PRAGMA writable_schema = RESET; UPDATE household SET people = '四口';"
   "PRAGMA writable_schema = 1;"
   "UPDATE sqlite_schema SET sql = trim (sql) || ' STRICT' WHERE name = 'household'"},
  {"nothing where something must be",
   "PRAGMA writable_schema = 1;"
   "UPDATE sqlite_schema SET sql = replace (sql, 'head          TEXT    NOT NULL', 'head TEXT')"
   " WHERE name = 'household';"
   "PRAGMA writable_schema = RESET; UPDATE household SET head = NULL;"
   "PRAGMA writable_schema = 1;"
   "UPDATE sqlite_schema SET sql = replace (sql, 'head TEXT', 'head          TEXT    NOT NULL')"
   " WHERE name = 'household'"},
  {"a name of forty million letters",
   "UPDATE household SET head = hex (zeroblob (20000000)) WHERE number = 1"},
};

/* Never opened as if nothing were wrong, or opened and then named by verify; memory is bounded. */
static void
test_a_value_that_cannot_be (TestBook *f, gconstpointer data)
{
  const size_t i = GPOINTER_TO_SIZE (data);
  test_book_close (f);
  test_sql_all (f, VALUES[i].sql);
  g_test_message ("%s", VALUES[i].why);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpBook) reader = xp_book_open_reader (f->path, &HOOKS, &error);
  g_autoptr (GPtrArray) households =
    reader != NULL ? xp_book_list (reader, XP_KIND_HOUSEHOLD, NULL, 0, &error) : NULL;
  g_assert_null (households);
  assert_sentence (error);
}

/* Bytes that are no text are shown as such and named. */
static void
test_bytes_that_are_no_text (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  test_sql_all (f, "UPDATE household SET head = CAST (x'e5bca0ff' AS TEXT) WHERE number = 1");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpBook) reader = xp_book_open_reader (f->path, &HOOKS, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) households = xp_book_list (reader, XP_KIND_HOUSEHOLD, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (xp_record_get_text (households->pdata[0], "head"), ==, "张\xef\xbf\xbd");
  g_autofree char *problems = test_verify (f);
  g_assert_nonnull (strstr (problems, "农户"));
  g_assert_nonnull (strstr (problems, "是用别的程序改的"));
}

/* ---- what is no file ---- */

static void
test_what_is_no_file (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  assert_refused (f->path, f, XP_ERROR_INPUT);
  g_assert_cmpint (g_mkdir (f->path, 0700), ==, 0);
  assert_refused (f->path, f, XP_ERROR_INPUT);
  g_assert_cmpint (g_rmdir (f->path), ==, 0);
  /* Opening it would wait for ever. */
  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  assert_refused (f->path, f, XP_ERROR_INPUT);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  static const char *const DEVICES[] = {"/dev/zero", "/dev/null", "/dev/full"};
  for (size_t i = 0; i < G_N_ELEMENTS (DEVICES); i++) {
    g_assert_cmpint (symlink (DEVICES[i], f->path), ==, 0);
    assert_refused (f->path, f, XP_ERROR_INPUT);
    g_assert_cmpint (g_unlink (f->path), ==, 0);
  }
  /* A link that leads to itself. */
  g_assert_cmpint (symlink (f->path, f->path), ==, 0);
  assert_refused (f->path, f, XP_ERROR_INPUT);
}

/* Under another name it is the same book with the same lock. */
static void
test_a_link_is_the_book (TestBook *f, gconstpointer unused)
{
  g_autofree char *link = g_build_filename (f->folder, "link.xiangping", NULL);
  g_autofree char *path = g_steal_pointer (&f->path);
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (symlink (path, link), ==, 0);
  f->path = g_strdup (link);
  g_assert_null (test_book_try_open (f, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_LOCKED);
  g_clear_error (&error);
  test_book_close (f);
  test_book_open (f);
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, &error);
  g_assert_no_error (error);
  test_book_close (f);
  g_free (f->path);
  f->path = g_steal_pointer (&path);
  g_assert_cmpint (test_sql (f, "SELECT count (*) FROM mark"), ==, 1);
}

static void
test_a_second_name_on_the_disk_is_refused (TestBook *f, gconstpointer unused)
{
  g_autofree char *other = g_build_filename (f->folder, "other.xiangping", NULL);
  g_autoptr (GError) error = NULL;
  test_book_close (f);
  g_assert_cmpint (link (f->path, other), ==, 0);
  g_assert_null (test_book_try_open (f, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  assert_sentence (error);
}

/* ---- what lies beside it ---- */

static char *
dup_beside (TestBook *f, const char *ending)
{
  return g_strconcat (f->path, ending, NULL);
}

static void
test_a_journal_of_another_book_is_not_taken_in (TestBook *f, gconstpointer unused)
{
  /* Another book's journal, as it lies there while that is open. */
  TestBook other;
  test_book_set_up (&other, NULL);
  g_autofree char *theirs = dup_beside (&other, "-wal");
  g_autofree char *ours = dup_beside (f, "-wal");
  g_autofree char *journal = NULL, *before = NULL, *after = NULL;
  gsize n = 0, n_before = 0, n_after = 0;
  for (int count = 1; count <= 5; count++) {
    g_autoptr (XpRecord) mark = test_mark (1, 1, count);
    g_autoptr (XpAct) act = test_put (&other, XP_VERB_PUT_MARK, mark, NULL);
    g_assert_nonnull (act);
  }
  g_assert_true (g_file_get_contents (theirs, &journal, &n, NULL));
  test_book_tear_down (&other, NULL);

  test_book_close (f);
  g_assert_true (g_file_get_contents (f->path, &before, &n_before, NULL));
  g_assert_true (g_file_set_contents (ours, journal, (gssize) n, NULL));
  /* Of a whole new book the journal holds all pages: then it is that book, and no page is ours. */
  g_autoptr (GError) error = NULL;
  XpBook *book = test_book_try_open (f, &error);
  if (book == NULL)
    assert_sentence (error);
  else
    xp_book_close (book);
  g_assert_true (g_file_get_contents (f->path, &after, &n_after, NULL));
  if (book == NULL)
    g_assert_cmpmem (before, n_before, after, n_after);
}

/* Pages that were typed later, over a file that was put back to what it was earlier. */
static void
test_a_journal_over_an_older_file_is_not_taken_in (TestBook *f, gconstpointer unused)
{
  g_autofree char *beside = dup_beside (f, "-wal");
  g_autofree char *old = NULL, *journal = NULL, *after = NULL;
  gsize n_old = 0, n_journal = 0, n_after = 0;
  test_book_close (f);
  g_assert_true (g_file_get_contents (f->path, &old, &n_old, NULL));
  test_book_open (f);
  for (int round = 0; round < 2; round++) {
    for (int count = 1; count <= (round == 0 ? 400 : 40); count++) {
      g_autoptr (XpRecord) mark = test_mark (1 + count % 2, 1, (count + round) % 7);
      g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
    }
    if (round == 0) {
      test_book_close (f);
      test_book_open (f);
    }
  }
  g_assert_true (g_file_get_contents (beside, &journal, &n_journal, NULL));
  test_book_close (f);
  g_assert_true (g_file_set_contents (f->path, old, (gssize) n_old, NULL));
  g_assert_true (g_file_set_contents (beside, journal, (gssize) n_journal, NULL));
  assert_refused (f->path, f, XP_ERROR_DAMAGED);
  g_assert_true (g_file_get_contents (f->path, &after, &n_after, NULL));
  g_assert_cmpmem (old, n_old, after, n_after);
  g_assert_cmpint (g_unlink (beside), ==, 0);
  test_book_open (f);
}

static void
test_an_old_journal_is_not_rolled_back_into_it (TestBook *f, gconstpointer unused)
{
  g_autofree char *beside = dup_beside (f, "-journal");
  test_book_close (f);
  g_assert_true (g_file_set_contents (beside, "x", 1, NULL));
  assert_refused (f->path, f, XP_ERROR_DAMAGED);
  g_assert_cmpint (g_unlink (beside), ==, 0);
  test_book_open (f);
}

/* The lock is signed: what somebody put in its place is not written over. */
static void
test_a_lock_that_is_not_ours (TestBook *f, gconstpointer unused)
{
  g_autofree char *lock = g_build_filename (f->folder, ".book.xiangping.lock", NULL);
  g_autofree char *victim = g_build_filename (f->folder, "victim", NULL);
  g_autofree char *text = NULL;
  test_book_close (f);
  g_assert_true (g_file_set_contents (victim, "precious", -1, NULL));
  for (int way = 0; way < 4; way++) {
    g_autoptr (GError) error = NULL;
    const int made = way == 0   ? symlink (victim, lock)
                     : way == 1 ? link (victim, lock)
                     : way == 2 ? mkfifo (lock, 0600)
                                : g_mkdir (lock, 0700);
    g_assert_cmpint (made, ==, 0);
    g_assert_null (test_book_try_open (f, &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
    assert_sentence (error);
    g_assert_cmpint (g_remove (lock), ==, 0);
  }
  g_assert_true (g_file_get_contents (victim, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "precious");
  test_book_open (f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  for (size_t i = 0; i < G_N_ELEMENTS (SCHEMAS); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/schema/%zu", i + 1);
    g_test_add (path,
                TestBook,
                GSIZE_TO_POINTER (i),
                test_book_set_up,
                test_a_schema_that_is_not_ours,
                test_book_tear_down);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (VALUES); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/value/%zu", i + 1);
    g_test_add (path,
                TestBook,
                GSIZE_TO_POINTER (i),
                test_book_set_up,
                test_a_value_that_cannot_be,
                test_book_tear_down);
  }
  ADD ("/hostile/no-text", test_bytes_that_are_no_text);
  ADD ("/hostile/no-file", test_what_is_no_file);
  ADD ("/hostile/link", test_a_link_is_the_book);
  ADD ("/hostile/second-name", test_a_second_name_on_the_disk_is_refused);
  ADD ("/hostile/foreign-wal", test_a_journal_of_another_book_is_not_taken_in);
  ADD ("/hostile/newer-wal", test_a_journal_over_an_older_file_is_not_taken_in);
  ADD ("/hostile/journal", test_an_old_journal_is_not_rolled_back_into_it);
  ADD ("/hostile/lock", test_a_lock_that_is_not_ours);
#undef ADD
  return g_test_run ();
}

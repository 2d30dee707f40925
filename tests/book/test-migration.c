/* A book of an older version is brought up to date whole, or stays what it was. */
#include "xp-test-book.h"

#include <signal.h>
#include <sys/resource.h>

static const XpBookHooks HOOKS = {NULL, NULL};

static void
assert_is_old (TestBook *f)
{
  g_assert_cmpint (test_sql (f, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (test_sql (f, "SELECT count(*) FROM sqlite_schema WHERE name = 'told_apart'"),
                   ==,
                   0);
}

static void
test_who_writes_brings_it_up_to_date (TestBook *f, gconstpointer unused)
{
  const int64_t n_changes = test_sql (f, "SELECT count(*) FROM change");
  test_book_open (f);
  g_autoptr (GPtrArray) objections = xp_book_list (f->book, XP_KIND_OBJECTION, NULL, 0, NULL);
  g_assert_cmpuint (objections->len, ==, 0);
  test_book_close (f);
  g_assert_cmpint (test_sql (f, "PRAGMA user_version"), ==, 7);
  /* What was typed stands as it was; the steps are an act of their own. */
  g_assert_cmpint (test_sql (f, "SELECT count(*) FROM change WHERE kind <> 'upgrade'"),
                   ==,
                   n_changes);
  g_assert_cmpint (test_sql (f, "SELECT count(*) FROM upgrade"), ==, 6);
  g_assert_cmpint (test_sql (f, "SELECT count(*) FROM act WHERE verb = 'upgrade'"), ==, 1);
  test_book_open (f);
  test_book_close (f);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

static void
test_who_looks_on_writes_nothing (TestBook *f, gconstpointer unused)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before = 0, n_after = 0;
  g_assert_true (g_file_get_contents (f->path, &before, &n_before, NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (XpBook) reader = xp_book_open_reader (f->path, &HOOKS, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) pairs = xp_book_list (reader, XP_KIND_APART, NULL, 0, NULL);
  g_assert_cmpuint (pairs->len, ==, 0);
  g_autoptr (GPtrArray) households = xp_book_list (reader, XP_KIND_HOUSEHOLD, NULL, 0, NULL);
  g_assert_cmpuint (households->len, ==, 42);
  g_clear_pointer (&reader, xp_book_close);

  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
  g_assert_true (g_file_get_contents (f->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  assert_is_old (f);
}

/* The journal may take one page and no more: a viewer holds what else would have to grow. */
static void
test_a_full_disk_leaves_it_old (TestBook *f, gconstpointer unused)
{
  enum {
    HEADER = 32,
    PAGE = 4096 + 24
  };
  g_autoptr (XpBook) viewer = xp_book_open_reader (f->path, &HOOKS, NULL);
  struct rlimit before;
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  const struct rlimit full = {HEADER + PAGE, before.rlim_max};
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_autoptr (GError) error = NULL;
  XpBook *none = test_book_try_open (f, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_null (none);
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_clear_pointer (&viewer, xp_book_close);
  assert_is_old (f);
  test_book_open (f);
}

static bool
keep_nothing (XpBook *book, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) villages = xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, NULL);
  g_assert_cmpuint (villages->len, ==, 1);
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_NOT_SAVED,
                       "磁盘已满，备份没有做成。请腾出空间再打开。");
  return false;
}

static void
test_without_a_copy_it_stays_old (TestBook *f, gconstpointer unused)
{
  f->keep_old = keep_nothing;
  g_autoptr (GError) error = NULL;
  g_assert_null (test_book_try_open (f, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  assert_is_old (f);
}

static void
test_a_book_that_only_says_it_is_old_is_damage (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  test_sql (f, "PRAGMA user_version = 1");
  g_autoptr (GError) error = NULL;
  g_assert_null (test_book_try_open (f, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, "1.xiangping", test_book_set_up_released, func, test_book_tear_down)
  ADD ("/migration/writer", test_who_writes_brings_it_up_to_date);
  ADD ("/migration/reader", test_who_looks_on_writes_nothing);
  ADD ("/migration/full-disk", test_a_full_disk_leaves_it_old);
  ADD ("/migration/no-copy", test_without_a_copy_it_stays_old);
#undef ADD
  g_test_add ("/migration/says-old",
              TestBook,
              NULL,
              test_book_set_up,
              test_a_book_that_only_says_it_is_old_is_damage,
              test_book_tear_down);
  return g_test_run ();
}

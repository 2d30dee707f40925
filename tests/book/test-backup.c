/* A backup is a whole book that was looked at, or it is not there. */
#include "xp-test-book.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static const XpBookHooks HOOKS = {NULL, NULL};

static char *
path_of (TestBook *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static guint
count_files (TestBook *f, const char *part)
{
  guint n = 0;
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    n += strstr (name, part) != NULL;
  return n;
}

static void
test_a_copy_is_the_book (TestBook *f, gconstpointer unused)
{
  g_autofree char *copy = path_of (f, "copy.xiangping");
  g_autoptr (GError) error = NULL;
  guint8 ours[32], theirs[32];
  g_assert_true (xp_book_backup (f->book, copy, &error));
  g_autoptr (XpBook) reader = xp_book_open_reader (copy, &HOOKS, &error);
  g_assert_no_error (error);
  g_assert_true (xp_book_get_head (f->book, ours, NULL));
  g_assert_true (xp_book_get_head (reader, theirs, NULL));
  g_assert_cmpmem (ours, 32, theirs, 32);
  g_assert_cmpuint (count_files (f, ".part"), ==, 0);

  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, &error);
  g_assert_no_error (error);
  g_assert_true (xp_book_has_head (f->book, theirs));
  g_assert_true (xp_book_get_head (f->book, ours, NULL));
  g_assert_false (xp_book_has_head (reader, ours));
}

/* It opens for writing and verifies, as the book itself does. */
static void
test_a_copy_goes_on_as_a_book (TestBook *f, gconstpointer unused)
{
  g_autofree char *copy = path_of (f, "copy.xiangping");
  g_assert_true (xp_book_backup (f->book, copy, NULL));
  test_book_close (f);
  g_assert_cmpint (g_rename (copy, f->path), ==, 0);
  test_book_open (f);
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
  g_assert_nonnull (act);
  test_book_close (f);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

static void
test_a_copy_that_does_not_fit_is_not_there (TestBook *f, gconstpointer unused)
{
  g_autofree char *copy = path_of (f, "copy.xiangping");
  g_assert_true (g_file_set_contents (copy, "older", -1, NULL));
  struct rlimit before;
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  const struct rlimit full = {8192, before.rlim_max};
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_autoptr (GError) error = NULL;
  const bool is_made = xp_book_backup (f->book, copy, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (is_made);
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (copy, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "older");
  g_assert_cmpuint (count_files (f, ".part"), ==, 0);

  g_assert_true (xp_book_backup (f->book, copy, NULL));
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
  g_assert_nonnull (act);
}

static void
test_no_folder_and_itself_are_refused (TestBook *f, gconstpointer unused)
{
  g_autofree char *nowhere = path_of (f, "none/copy.xiangping");
  g_autoptr (GError) missing = NULL, itself = NULL;
  g_assert_false (xp_book_backup (f->book, nowhere, &missing));
  g_assert_error (missing, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_assert_false (xp_book_backup (f->book, f->path, &itself));
  g_assert_error (itself, XP_ERROR, XP_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  ADD ("/backup/copy", test_a_copy_is_the_book);
  ADD ("/backup/goes-on", test_a_copy_goes_on_as_a_book);
  ADD ("/backup/full-disk", test_a_copy_that_does_not_fit_is_not_there);
  ADD ("/backup/refused", test_no_folder_and_itself_are_refused);
#undef ADD
  return g_test_run ();
}

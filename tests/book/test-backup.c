/* A backup is a whole book that was looked at, or it is not there. */
#include "xp-book-seal.h"
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

/* The disk is full after every so many bytes: the file that was there stands until the new one is
 * whole. False: it got through. */
static bool
is_full_after (TestBook *f, const char *copy, rlim_t n_bytes)
{
  struct rlimit before;
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  const struct rlimit full = {n_bytes, before.rlim_max};
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  const bool is_made = xp_book_backup (f->book, copy, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpuint (count_files (f, ".part"), ==, 0);
  if (is_made)
    return false;
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (copy, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "older");
  return true;
}

static void
test_a_copy_that_does_not_fit_is_not_there (TestBook *f, gconstpointer unused)
{
  g_autofree char *copy = path_of (f, "copy.xiangping");
  rlim_t n_bytes = 0;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (g_file_set_contents (copy, "older", -1, NULL));
  while (is_full_after (f, copy, n_bytes))
    n_bytes += 4096;
  g_assert_cmpint (n_bytes, >, 100 * 1024);
  g_autoptr (XpBook) reader = xp_book_open_reader (copy, &HOOKS, NULL);
  g_assert_nonnull (reader);

  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
  g_assert_nonnull (act);
}

/* ---- a stick that keeps something else than it was given ---- */

static int altered_fd = -1;
static guint n_altered;
static int (*real_open) (const char *, int, int);
static ssize_t (*real_write) (int, const void *, size_t, off_t);

static int
open_and_note (const char *path, int flags, int mode)
{
  const int fd = real_open (path, flags, mode);
  if (g_str_has_suffix (path, ".part"))
    altered_fd = fd;
  return fd;
}

/* 李四 becomes 李五: whole in itself, and no page of it is damaged. */
static ssize_t
write_another_name (int fd, const void *bytes, size_t n, off_t at)
{
  static const char NAME[] = "李四", OTHER[] = "李五";
  g_autofree char *altered = g_memdup2 (bytes, n);
  char *found = fd == altered_fd ? memmem (altered, n, NAME, sizeof NAME - 1) : NULL;
  if (found != NULL) {
    memcpy (found, OTHER, sizeof OTHER - 1);
    n_altered++;
  }
  return real_write (fd, altered, n, at);
}

static void
set_call (const char *name, sqlite3_syscall_ptr call)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  if (vfs->xGetSystemCall (vfs, name) != NULL)
    vfs->xSetSystemCall (vfs, name, call);
}

static void
test_what_the_stick_changed_is_noticed (TestBook *f, gconstpointer unused)
{
  static const char *const WRITES[] = {"pwrite", "pwrite64"};
  g_autofree char *copy = path_of (f, "copy.xiangping");
  g_autoptr (GError) error = NULL;
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  real_open = (int (*) (const char *, int, int)) vfs->xGetSystemCall (vfs, "open");
  set_call ("open", (sqlite3_syscall_ptr) open_and_note);
  for (size_t i = 0; i < G_N_ELEMENTS (WRITES); i++) {
    sqlite3_syscall_ptr call = vfs->xGetSystemCall (vfs, WRITES[i]);
    if (call != NULL)
      real_write = (ssize_t (*) (int, const void *, size_t, off_t)) call;
    set_call (WRITES[i], (sqlite3_syscall_ptr) write_another_name);
  }
  const bool is_made = xp_book_backup (f->book, copy, &error);
  set_call ("open", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (WRITES); i++)
    set_call (WRITES[i], NULL);
  g_assert_cmpuint (n_altered, >, 0);
  g_assert_false (is_made);
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (f, ".part"), ==, 0);
}

static void
test_a_sealed_copy_is_the_book (TestBook *f, gconstpointer unused)
{
  g_autofree char *sealed = path_of (f, "sealed.xiangping");
  g_autofree char *through = path_of (f, "through");
  g_autofree char *opened = path_of (f, "opened.xiangping");
  g_autoptr (GError) error = NULL, locked = NULL;
  guint8 ours[32], theirs[32];
  xp_book_backup_sealed (f->book, sealed, through, "一二三四五六", &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (through, G_FILE_TEST_EXISTS));
  g_assert_null (xp_book_open_reader (sealed, &HOOKS, &locked));
  g_assert_error (locked, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (locked->message, "加了口令"));
  g_assert_true (xp_seal_read (sealed, opened, "一二三四五六", &error));
  g_autoptr (XpBook) reader = xp_book_open_reader (opened, &HOOKS, &error);
  g_assert_no_error (error);
  g_assert_true (xp_book_get_head (f->book, ours, NULL));
  g_assert_true (xp_book_get_head (reader, theirs, NULL));
  g_assert_cmpmem (ours, 32, theirs, 32);
}

/* ---- in the place of the book ---- */

static void
put_mark (TestBook *f, int entrant_no, int count)
{
  g_autoptr (XpRecord) mark = test_mark (entrant_no, 1, count);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, &error);
  g_assert_no_error (error);
}

static int64_t
count_acts_at (const char *path)
{
  int64_t n = -1;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpBook) reader = xp_book_open_reader (path, &HOOKS, &error);
  g_assert_no_error (error);
  g_assert_true (xp_book_count_acts (reader, &n, NULL));
  return n;
}

static void
test_a_backup_takes_the_place_of_the_book (TestBook *f, gconstpointer unused)
{
  g_autofree char *copy = path_of (f, "copy.xiangping");
  g_autofree char *kept = path_of (f, "kept.xiangping");
  g_autoptr (GError) error = NULL;
  int64_t n = 0;
  g_assert_true (xp_book_count_acts (f->book, &n, NULL));
  g_assert_true (xp_book_backup (f->book, copy, NULL));
  put_mark (f, 1, 2);
  xp_book_replace (f->book, copy, kept, &error);
  g_assert_no_error (error);
  test_book_close (f);
  g_assert_cmpuint (count_files (f, "-wal"), ==, 0);
  g_assert_cmpuint (count_files (f, ".part"), ==, 0);
  g_assert_cmpint (count_acts_at (f->path), ==, n);
  g_assert_cmpint (count_acts_at (kept), ==, n + 1);
  g_assert_cmpint (count_acts_at (copy), ==, n);
  test_book_open (f);
  put_mark (f, 2, 1);
  test_book_close (f);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

/* What is refused leaves the book open as it was, and nothing beside it. */
static void
assert_not_replaced (TestBook *f, const char *with, const char *kept, int code)
{
  g_autoptr (GError) error = NULL;
  int64_t n = 0;
  const guint n_files = count_files (f, "xiangping");
  g_assert_true (xp_book_count_acts (f->book, &n, NULL));
  g_assert_false (xp_book_replace (f->book, with, kept, &error));
  g_assert_error (error, XP_ERROR, code);
  put_mark (f, 1, (int) n);
  g_assert_cmpint (count_acts_at (f->path), ==, n + 1);
  g_assert_cmpuint (count_files (f, ".part"), ==, 0);
  g_assert_cmpuint (count_files (f, "xiangping"), ==, n_files);
}

static void
test_what_is_refused_replaces_nothing (TestBook *f, gconstpointer unused)
{
  g_autofree char *copy = path_of (f, "copy.xiangping");
  g_autofree char *kept = path_of (f, "kept.xiangping");
  g_autofree char *bad = path_of (f, "bad.xiangping");
  g_autofree char *nowhere = path_of (f, "none/kept.xiangping");
  g_assert_true (xp_book_backup (f->book, copy, NULL));
  g_assert_true (g_file_set_contents (bad, "no book", -1, NULL));
  put_mark (f, 1, 1);
  assert_not_replaced (f, bad, kept, XP_ERROR_INPUT);
  assert_not_replaced (f, nowhere, kept, XP_ERROR_INPUT);
  assert_not_replaced (f, copy, bad, XP_ERROR_NOT_SAVED); /* the name is taken */
  assert_not_replaced (f, f->path, kept, XP_ERROR_NOT_SAVED);
  assert_not_replaced (f, copy, nowhere, XP_ERROR_NOT_SAVED);

  g_autoptr (XpBook) looking = xp_book_open_reader (f->path, &HOOKS, NULL);
  assert_not_replaced (f, copy, kept, XP_ERROR_REFUSED);
}

static void
test_a_full_disk_replaces_nothing (TestBook *f, gconstpointer unused)
{
  g_autofree char *copy = path_of (f, "copy.xiangping");
  g_autofree char *kept = path_of (f, "kept.xiangping");
  struct rlimit before;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (xp_book_backup (f->book, copy, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  for (rlim_t n_bytes = 0; n_bytes < 100 * 1024; n_bytes += 20 * 1024) {
    const struct rlimit full = {n_bytes, before.rlim_max};
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
    const bool is_replaced = xp_book_replace (f->book, copy, kept, NULL);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
    g_assert_false (is_replaced);
    g_assert_cmpuint (count_files (f, ".part"), ==, 0);
    g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  }
  put_mark (f, 1, 1);
}

/* ---- how two books differ ---- */

static void
test_what_only_one_of_two_has (TestBook *f, gconstpointer unused)
{
  g_autofree char *copy = path_of (f, "copy.xiangping");
  g_autofree char *original = g_strdup (f->path);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_book_backup (f->book, copy, NULL));
  put_mark (f, 1, 2);
  put_mark (f, 1, 3);
  put_mark (f, 2, 1);
  test_book_close (f);
  g_free (f->path);
  f->path = g_strdup (copy);
  test_book_open (f);
  put_mark (f, 2, 4);

  g_autoptr (XpBook) reader = xp_book_open_reader (original, &HOOKS, &error);
  g_autoptr (XpBookDifference) difference = xp_book_compare (f->book, reader, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (difference->n_here, ==, 1);
  g_assert_cmpuint (difference->n_there, ==, 3);
  g_assert_cmpuint (difference->here->len, ==, 1);
  g_assert_cmpuint (difference->there->len, ==, 2); /* no more were asked for: the newest */
  const XpHistoryLine *newest = difference->there->pdata[0];
  g_assert_nonnull (strstr (newest->sentences[0], "李四"));
  g_assert_cmpuint (difference->households->len, ==, 2);
  const XpHouseholdDifference *first = difference->households->pdata[0];
  const XpHouseholdDifference *second = difference->households->pdata[1];
  g_assert_cmpint (first->household_uid, ==, TEST_HOUSEHOLD_1);
  g_assert_cmpuint (first->n_here, ==, 0);
  g_assert_cmpuint (first->n_there, ==, 2);
  g_assert_cmpuint (second->n_here, ==, 1);
  g_assert_cmpuint (second->n_there, ==, 1);
  g_assert_cmpuint (difference->n_other_here + difference->n_other_there, ==, 0);

  g_autoptr (XpBookDifference) none = xp_book_compare (f->book, f->book, 100, &error);
  g_assert_cmpuint (none->n_here + none->n_there + none->households->len, ==, 0);
  test_book_close (f);
  g_clear_pointer (&reader, xp_book_close);
  g_unlink (copy);
  g_free (f->path);
  f->path = g_steal_pointer (&original);
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
  ADD ("/backup/altered", test_what_the_stick_changed_is_noticed);
  ADD ("/backup/sealed", test_a_sealed_copy_is_the_book);
  ADD ("/backup/replace", test_a_backup_takes_the_place_of_the_book);
  ADD ("/backup/replace-refused", test_what_is_refused_replaces_nothing);
  ADD ("/backup/replace-full-disk", test_a_full_disk_replaces_nothing);
  ADD ("/backup/differences", test_what_only_one_of_two_has);
#undef ADD
  return g_test_run ();
}

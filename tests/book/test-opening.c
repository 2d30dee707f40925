/* What is no book of ours is said to be none, and one who writes is enough. */
#include "xp-place.h"
#include "xp-test-book.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_refused (TestBook *f, XpError code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (test_book_try_open (f, &error));
  g_assert_error (error, XP_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "请"));
}

static void
test_foreign_files_are_told_apart (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  static const char *const TEXTS[] = {"", "hello", "SQLite format 3"};
  for (size_t i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_assert_true (g_file_set_contents (f->path, TEXTS[i], -1, NULL));
    assert_refused (f, XP_ERROR_INPUT);
  }
  g_unlink (f->path);
  assert_refused (f, XP_ERROR_INPUT);
}

static void
test_a_newer_book_is_not_opened (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  test_sql (f, "PRAGMA user_version = 99");
  assert_refused (f, XP_ERROR_NEWER);
}

static void
test_a_table_of_others_is_damage (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  test_sql (f, "CREATE TABLE other (x)");
  assert_refused (f, XP_ERROR_DAMAGED);
}

/* Every page in turn is made unreadable: never is the book opened for writing. */
static void
test_a_damaged_page_is_told (TestBook *f, gconstpointer unused)
{
  enum {
    PAGE = 4096
  };
  test_book_close (f);
  gsize length = 0;
  g_autofree char *whole = NULL;
  g_assert_true (g_file_get_contents (f->path, &whole, &length, NULL));
  g_assert_cmpuint (length % PAGE, ==, 0);
  for (gsize at = 0; at < length; at += PAGE) {
    g_autofree char *damaged = g_memdup2 (whole, length);
    memset (damaged + at, 0xa5, PAGE);
    g_assert_true (g_file_set_contents (f->path, damaged, (gssize) length, NULL));
    assert_refused (f, at == 0 ? XP_ERROR_INPUT : XP_ERROR_DAMAGED);
  }
  /* torn off in the middle */
  g_assert_true (g_file_set_contents (f->path, whole, (gssize) length / 2, NULL));
  assert_refused (f, XP_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (f->path, whole, (gssize) length, NULL));
  test_book_open (f);
}

static void
test_sticks_and_shares_are_not_trusted (TestBook *f, gconstpointer unused)
{
  static const char *const TRUSTED[] =
    {"ext4", "btrfs", "xfs", "tmpfs", "overlay", "fuseblk", NULL};
  static const char *const NOT_TRUSTED[] =
    {"vfat", "exfat", "nfs4", "cifs", "fuse.gvfsd-fuse", NULL};
  for (size_t i = 0; TRUSTED[i] != NULL; i++)
    g_assert_true (xp_place_is_trusted (TRUSTED[i]));
  for (size_t i = 0; NOT_TRUSTED[i] != NULL; i++)
    g_assert_false (xp_place_is_trusted (NOT_TRUSTED[i]));
  g_assert_true (xp_place_check (f->path, NULL));
  g_assert_true (xp_place_check ("/not-there/book.xiangping", NULL));
}

static void
test_one_writes_and_is_named (TestBook *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (test_book_try_open (f, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "王会计"));
  g_assert_nonnull (strstr (error->message, "旧笔记本"));
}

static void
test_a_reader_looks_on_and_leaves_the_journal (TestBook *f, gconstpointer unused)
{
  static const XpBookHooks HOOKS = {NULL, NULL};
  g_autofree char *journal = g_strconcat (f->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_autoptr (XpBook) reader = xp_book_open_reader (f->path, &HOOKS, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) households = xp_book_list (reader, XP_KIND_HOUSEHOLD, NULL, 0, NULL);
  g_assert_cmpuint (households->len, ==, 2);
  g_autoptr (XpRecord) mark = test_mark (1, 1, 1);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_PUT_MARK);
  xp_draft_put (draft, mark);
  g_assert_null (xp_book_put (reader, draft, NULL));
  g_clear_pointer (&reader, xp_book_close);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
}

static void
test_an_existing_file_is_not_made_over (TestBook *f, gconstpointer unused)
{
  static const XpBookHooks HOOKS = {NULL, NULL};
  const XpBookOpening opening = {.clock = &f->clock,
                                 .random = &f->random,
                                 .hooks = &HOOKS,
                                 .who = "",
                                 .device = "",
                                 .program = ""};
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_book_create (f->path, &opening, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  ADD ("/opening/foreign", test_foreign_files_are_told_apart);
  ADD ("/opening/newer", test_a_newer_book_is_not_opened);
  ADD ("/opening/other-table", test_a_table_of_others_is_damage);
  ADD ("/opening/damaged-page", test_a_damaged_page_is_told);
  ADD ("/opening/place", test_sticks_and_shares_are_not_trusted);
  ADD ("/opening/locked", test_one_writes_and_is_named);
  ADD ("/opening/reader", test_a_reader_looks_on_and_leaves_the_journal);
  ADD ("/opening/existing", test_an_existing_file_is_not_made_over);
#undef ADD
  return g_test_run ();
}

/* Each page of the file carries its sum: what changes on the disk is seen, what the book itself
 * writes never is. */
#include "xp-test-book.h"

#include "xp-page-sums.h"

#include <glib/gstdio.h>
#include <string.h>

enum {
  PAGE_BYTES = 4096
};

static gint64
find_changed_page (TestBook *f)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;
  gint64 page = 0;
  g_assert_cmpint (sqlite3_open_v2 (f->path, &db, SQLITE_OPEN_READONLY, xp_page_sums_get_vfs ()),
                   ==,
                   SQLITE_OK);
  sqlite3_exec (db, "SELECT count(*) FROM act", NULL, NULL, NULL);
  g_assert_true (xp_page_sums_check (db, NULL, &page, &error));
  g_assert_no_error (error);
  sqlite3_close (db);
  return page;
}

static void
read_file (TestBook *f, char **out_bytes, gsize *out_n)
{
  g_autoptr (GError) error = NULL;
  g_file_get_contents (f->path, out_bytes, out_n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (*out_n % PAGE_BYTES, ==, 0);
}

static void
write_file (TestBook *f, const char *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_file_set_contents_full (f->path, bytes, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
test_a_new_book_has_them (TestBook *f, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize n = 0;
  test_book_close (f);
  read_file (f, &bytes, &n);
  g_assert_cmpint (bytes[20], ==, 8);
  g_assert_cmpint (find_changed_page (f), ==, 0);
}

static void
test_an_old_book_gets_them (TestBook *f, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize n = 0;
  test_book_open (f);
  test_book_close (f);
  read_file (f, &bytes, &n);
  g_assert_cmpint (bytes[20], ==, 8);
  g_assert_cmpint (find_changed_page (f), ==, 0);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

/* All pages, places spread over each of them; bytes that hold nothing too. */
static void
test_a_flipped_byte_names_its_page (TestBook *f, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize n = 0;
  test_book_close (f);
  read_file (f, &bytes, &n);
  for (gsize at = 100; at < n; at += 331) {
    bytes[at] ^= 0x10;
    write_file (f, bytes, n);
    bytes[at] ^= 0x10;
    g_assert_cmpint (find_changed_page (f), ==, at / PAGE_BYTES + 1);
  }
}

static void
test_pages_that_changed_places_are_seen (TestBook *f, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize n = 0;
  test_book_close (f);
  read_file (f, &bytes, &n);
  g_autofree char *third = g_memdup2 (bytes + 2 * PAGE_BYTES, PAGE_BYTES);
  memcpy (bytes + 2 * PAGE_BYTES, bytes + 3 * PAGE_BYTES, PAGE_BYTES);
  memcpy (bytes + 3 * PAGE_BYTES, third, PAGE_BYTES);
  write_file (f, bytes, n);
  g_assert_cmpint (find_changed_page (f), ==, 3);
}

static void
test_another_program_is_seen (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  test_sql (f, "UPDATE household SET people = 5 WHERE number = 1");
  g_assert_cmpint (find_changed_page (f), >, 0);
  g_autofree char *problems = test_verify (f);
  g_assert_nonnull (strstr (problems, "人口"));
}

static void
put_many_households (TestBook *f)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_ROSTER);
  g_autoptr (GError) error = NULL;
  for (int i = 0; i < 8000; i++) {
    g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
    xp_record_set_int (household, "household_uid", 100 + i);
    xp_record_set_int (household, "number", 3 + i);
    xp_record_set_text (household, "head", "一户人家");
    xp_record_set_secret (household, "phone_secret", "13900000000");
    xp_draft_put (draft, household);
  }
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, &error);
  g_assert_no_error (error);
}

/* More pages than SQLite keeps in memory: it writes some of the copy's before the first, which says
 * that there are sums. */
static void
test_a_large_copy_has_them (TestBook *f, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (f->folder, "copy.xiangping", NULL);
  g_autoptr (GError) error = NULL;
  put_many_households (f);
  xp_book_backup (f->book, copy, &error);
  g_assert_no_error (error);
  test_book_close (f);
  g_assert_cmpint (find_changed_page (f), ==, 0);
  g_assert_cmpint (g_rename (copy, f->path), ==, 0);
  g_assert_cmpint (find_changed_page (f), ==, 0);
}

static gpointer
check_all_the_time (gpointer data)
{
  TestBook *f = data;
  gint64 n_checks = 0;
  while (g_atomic_int_get (&f->is_over) == 0) {
    g_assert_cmpint (find_changed_page (f), ==, 0);
    n_checks++;
  }
  g_assert_cmpint (n_checks, >, 0);
  return NULL;
}

/* Pages are written into the file while somebody checks it. */
static void
test_typing_is_no_damage (TestBook *f, gconstpointer unused)
{
  GThread *checker = g_thread_new ("checker", check_all_the_time, f);
  for (int count = 1; count <= 300; count++) {
    g_autoptr (XpRecord) mark = test_mark (1 + count % 2, 1, count % 7);
    g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
    g_assert_nonnull (act);
    xp_book_idle (f->book);
  }
  g_atomic_int_set (&f->is_over, 1);
  g_thread_join (checker);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  ADD ("/page-sums/new", test_a_new_book_has_them);
  ADD ("/page-sums/flipped", test_a_flipped_byte_names_its_page);
  ADD ("/page-sums/changed-places", test_pages_that_changed_places_are_seen);
  ADD ("/page-sums/another-program", test_another_program_is_seen);
  ADD ("/page-sums/large-copy", test_a_large_copy_has_them);
  ADD ("/page-sums/typing", test_typing_is_no_damage);
#undef ADD
  g_test_add ("/page-sums/old",
              TestBook,
              "2.xiangping",
              test_book_set_up_released,
              test_an_old_book_gets_them,
              test_book_tear_down);
  return g_test_run ();
}

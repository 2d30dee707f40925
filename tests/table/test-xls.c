/* Old workbooks, read by a process of their own: whatever happens to it, a clerk gets a sentence.
 */
#include "xp-error.h"
#include "xp-roster-reader.h"
#include "xp-xls.h"

#include <glib/gstdio.h>
#include <string.h>

static GBytes *
load_sample (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "data", "rosters", "yongsheng-cun.xls", NULL);
  char *data = NULL;
  gsize n = 0;
  g_assert_true (g_file_get_contents (path, &data, &n, NULL));
  return g_bytes_new_take (data, n);
}

static void
assert_refused (GBytes *bytes, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_roster_read (bytes, "名单.xls", NULL, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  if (strstr (error->message, says) == NULL || strstr (error->message, "名单.xls") == NULL)
    g_error ("“%s” is not in: %s", says, error->message);
}

static void
test_sheets_cells_and_what_is_hidden (void)
{
  g_autoptr (GBytes) bytes = load_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = xp_xls_read (bytes, "名单.xls", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, ==, 2);
  const XpTable *old = tables->pdata[0], *list = tables->pdata[1];
  g_assert_true (old->is_hidden);
  g_assert_cmpstr (old->name, ==, "旧表");
  g_assert_false (list->is_hidden);
  g_assert_cmpstr (xp_table_row_get (&list->rows[7], 2), ==, "欧阳建国");
  g_assert_cmpint (list->rows[7].record, ==, 8);
  g_assert_true (xp_table_row_is_number (&list->rows[7], 0));
  g_assert_false (xp_table_row_is_number (&list->rows[7], 2));
}

/* The name of an entry of the directory, put in place of “Workbook”. */
static GBytes *
make_other (const char *entry)
{
  g_autoptr (GBytes) sample = load_sample ();
  gsize n = 0;
  guint8 *copy = g_bytes_unref_to_data (g_steal_pointer (&sample), &n);
  static const char WORKBOOK[] = "W\0o\0r\0k\0b\0o\0o\0k\0";
  guint8 *at = memmem (copy, n, WORKBOOK, sizeof WORKBOOK);
  g_assert_nonnull (at);
  memset (at, 0, sizeof WORKBOOK);
  for (gsize i = 0; i < strlen (entry); i++)
    at[2 * i] = (guint8) entry[i];
  return g_bytes_new_take (copy, n);
}

static void
test_other_files_of_the_kind_are_refused (void)
{
  static const struct {
    const char *entry, *says;
  } OTHERS[] = {
    {"EncryptedPackage", "文件有密码，请先在 WPS 里去掉密码"},
    {"WordDocument", "Word"},
    {"PowerPoint Document", "演示文稿"},
    {"Contents", "不是 .xls 表格"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (OTHERS); i++) {
    g_autoptr (GBytes) bytes = make_other (OTHERS[i].entry);
    assert_refused (bytes, OTHERS[i].says);
  }
}

/* FilePass ([MS-XLS] 2.4.117) in place of a record that says nothing to a reader. */
static void
test_a_password_is_named (void)
{
  static const guint8 CODE_PAGE[] = {0x42, 0, 2, 0};
  g_autoptr (GBytes) sample = load_sample ();
  gsize n = 0;
  guint8 *copy = g_bytes_unref_to_data (g_steal_pointer (&sample), &n);
  guint8 *at = memmem (copy, n, CODE_PAGE, sizeof CODE_PAGE);
  g_assert_nonnull (at);
  at[0] = 0x2f;
  g_autoptr (GBytes) bytes = g_bytes_new_take (copy, n);
  assert_refused (bytes, "文件有密码");
}

static void
test_what_is_cut_off_is_refused (void)
{
  g_autoptr (GBytes) whole = load_sample ();
  gsize n = 0;
  const char *data = g_bytes_get_data (whole, &n);
  for (gsize i = 8; i < n; i += 512) {
    g_autoptr (GBytes) part = g_bytes_new (data, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) tables = xp_xls_read (part, "名单.xls", NULL, &error);
    g_assert_true ((tables == NULL) == (error != NULL));
    if (tables == NULL)
      g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  }
}

/* Bytes changed at random, the same each time: no answer but tables or a sentence. */
static void
test_what_is_damaged_harms_nobody (void)
{
  enum {
    N_TRIES = 60,
    N_CHANGED = 12
  };
  g_autoptr (GBytes) whole = load_sample ();
  gsize n = 0;
  const guint8 *data = g_bytes_get_data (whole, &n);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261012);
  for (int i = 0; i < N_TRIES; i++) {
    guint8 *copy = g_memdup2 (data, n);
    for (int k = 0; k < N_CHANGED; k++)
      copy[g_rand_int_range (random, 512, (gint32) n)] = (guint8) g_rand_int (random);
    g_autoptr (GBytes) bytes = g_bytes_new_take (copy, n);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) tables = xp_xls_read (bytes, "名单.xls", NULL, &error);
    g_assert_true ((tables == NULL) == (error != NULL));
  }
}

/* ---- a reader that goes wrong ---- */

static const struct {
  const char *why, *script, *says;
} READERS[] = {
  {"dies", "kill -SEGV $$", "读不出来"},
  {"says nothing", "true", "读不出来"},
  {"never ends", "printf S; while :; do :; done", "读不出来"},
  {"says too much", "yes", "读不出来"},
  {"stops in a name", "printf 'S\\000\\000\\000\\000\\377\\000\\000\\000ab'", "读不出来"},
  {"a cell without a row",
   "printf 'S\\0\\0\\0\\0\\0\\0\\0\\0C\\0\\0\\0\\0t\\1\\0\\0\\0aE'",
   "读不出来"},
  {"a cell too far right",
   "printf 'S\\0\\0\\0\\0\\0\\0\\0\\0R\\1\\0\\0\\0C\\0\\1\\0\\0t\\1\\0\\0\\0aE'",
   "读不出来"},
  {"no workbook", "printf NE", "读不出来"},
  {"no sheet", "printf E", "读不出来"},
};

static void
test_a_reader_that_goes_wrong_gives_a_sentence (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangping-reader-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "reader", NULL);
  g_autoptr (GBytes) bytes = load_sample ();
  for (size_t i = 0; i < G_N_ELEMENTS (READERS); i++) {
    g_test_message ("%s", READERS[i].why);
    g_autofree char *script = g_strconcat ("#!/bin/sh\n", READERS[i].script, "\n", NULL);
    g_assert_true (
      g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
    g_autoptr (GError) error = NULL;
    g_assert_null (xp_xls_read_by (program, 500, bytes, "名单.xls", NULL, &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, READERS[i].says));
  }
  g_unlink (program);
  g_rmdir (folder);
}

static void
test_without_its_reader_the_way_out_is_named (void)
{
  g_autoptr (GBytes) bytes = load_sample ();
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_xls_read_by (NULL, 500, bytes, "名单.xls", NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "另存为 .xlsx"));
}

static void
test_a_cancelled_reading_gives_nothing (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = load_sample ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (xp_xls_read (bytes, "名单.xls", cancellable, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xls/sheets", test_sheets_cells_and_what_is_hidden);
  g_test_add_func ("/xls/other-files", test_other_files_of_the_kind_are_refused);
  g_test_add_func ("/xls/password", test_a_password_is_named);
  g_test_add_func ("/xls/cut-off", test_what_is_cut_off_is_refused);
  g_test_add_func ("/xls/damaged", test_what_is_damaged_harms_nobody);
  g_test_add_func ("/xls/reader", test_a_reader_that_goes_wrong_gives_a_sentence);
  g_test_add_func ("/xls/no-reader", test_without_its_reader_the_way_out_is_named);
  g_test_add_func ("/xls/cancelled", test_a_cancelled_reading_gives_nothing);
  return g_test_run ();
}

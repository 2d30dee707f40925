/* Lists that go out: they come back as they were, whole or not at all. */
#include "xp-csv.h"
#include "xp-error.h"
#include "xp-xlsx-writer.h"
#include "xp-xlsx.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static char *ROWS[][5] = {
  {"1", "一社", "张三", "13800000000", NULL},
  {"2", "一社", "魏𬱖", "", NULL},
  {"10", "二社", "=1+1", "0478", NULL},
};
static const char *const HEADER[] = {"编号", "组", "户主", "电话", NULL};

typedef struct {
  char *folder;
  GPtrArray *rows;
  XpSheetOut sheet;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("xiangping-writer-XXXXXX", NULL);
  f->rows = g_ptr_array_new ();
  for (size_t i = 0; i < G_N_ELEMENTS (ROWS); i++)
    g_ptr_array_add (f->rows, ROWS[i]);
  f->sheet = (XpSheetOut){"永胜村/农户名单", HEADER, f->rows};
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_assert_cmpint (g_rmdir (f->folder), ==, 0); /* nothing is left beside */
  g_ptr_array_unref (f->rows);
  g_free (f->folder);
}

static void
test_a_workbook_comes_back_as_it_went_out (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "名单.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_xlsx_write (&f->sheet, path, &error));
  g_assert_no_error (error);
  g_autoptr (GBytes) bytes = xp_csv_read_file (path, &error);
  g_autoptr (GPtrArray) tables = xp_xlsx_read (bytes, "名单.xlsx", NULL, &error);
  g_assert_no_error (error);
  const XpTable *table = tables->pdata[0];
  g_assert_cmpstr (table->name, ==, "永胜村 农户名单");
  g_assert_cmpuint (table->n_rows, ==, 4);
  for (guint k = 0; k < 4; k++) {
    g_assert_cmpstr (xp_table_row_get (&table->rows[0], k), ==, HEADER[k]);
    for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
      g_assert_cmpstr (xp_table_row_get (&table->rows[i + 1], k), ==, ROWS[i][k]);
  }
  g_assert_true (xp_table_row_is_number (&table->rows[1], 0));
  g_assert_false (xp_table_row_is_number (&table->rows[1], 3));
  g_unlink (path);
}

/* 1.10 is the tenth item of 1: as a number it would come back as the first. */
static void
test_an_item_number_is_no_number (Fixture *f, gconstpointer unused)
{
  static const char *const NUMBERS[] = {"1.1", "1.10"};
  const char *const header[] = {"item_no", NULL};
  char *first[] = {(char *) NUMBERS[0], NULL}, *tenth[] = {(char *) NUMBERS[1], NULL};
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_ptr_array_add (rows, first);
  g_ptr_array_add (rows, tenth);
  g_autofree char *path = g_build_filename (f->folder, "评分表.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_xlsx_write (&(XpSheetOut){"评分表", header, rows}, path, &error));
  g_assert_no_error (error);
  g_autoptr (GBytes) bytes = xp_csv_read_file (path, &error);
  g_autoptr (GPtrArray) tables = xp_xlsx_read (bytes, "评分表.xlsx", NULL, &error);
  g_assert_no_error (error);
  const XpTable *table = tables->pdata[0];
  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    g_assert_cmpstr (xp_table_row_get (&table->rows[i + 1], 0), ==, NUMBERS[i]);
  g_unlink (path);
}

static void
test_text_for_spreadsheets_is_marked_and_guarded (Fixture *f, gconstpointer unused)
{
  static const struct {
    const char *cell, *becomes;
  } CELLS[] = {{"张三", "张三"},
               {"-3", "-3"},
               {"=1+1", "'=1+1"},
               {"+86", "'+86"},
               {"-无", "'-无"},
               {"@甲", "'@甲"},
               {"＝1", "'＝1"},
               {"＋1", "'＋1"},
               {"－1", "'－1"},
               {"＠甲", "'＠甲"},
               {"\t甲", "'\t甲"},
               {"\r甲", "\"'\r甲\""},
               {"甲,乙", "\"甲,乙\""},
               {"甲\"乙", "\"甲\"\"乙\""},
               {"甲\n乙", "\"甲\n乙\""}};
  for (size_t i = 0; i < G_N_ELEMENTS (CELLS); i++) {
    char *row[] = {(char *) CELLS[i].cell, NULL};
    const char *const header[] = {"户主", NULL};
    g_autoptr (GPtrArray) rows = g_ptr_array_new ();
    g_ptr_array_add (rows, row);
    g_autofree char *text = xp_csv_for_spreadsheets (&(XpSheetOut){"名单", header, rows});
    g_autofree char *expected = g_strconcat ("\xef\xbb\xbf户主\n", CELLS[i].becomes, "\n", NULL);
    g_assert_cmpstr (text, ==, expected);
  }
}

static void
test_what_cannot_be_saved_is_said (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "没有这里", "名单.xlsx", NULL);
  g_autoptr (GError) error = NULL, other = NULL;
  g_assert_false (xp_xlsx_write (&f->sheet, path, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_assert_cmpstr (error->message, ==, "名单.xlsx 没有存成：没有这个文件夹。请换一个位置。");
  g_assert_false (xp_csv_write (&f->sheet, path, &other));
  g_assert_error (other, XP_ERROR, XP_ERROR_NOT_SAVED);
}

/* The file is synced, its folder is not. */
static int
sync_first_alone (int fd, gpointer n_syncs)
{
  errno = EIO;
  return ++*(int *) n_syncs == 1 ? 0 : -1;
}

static void
test_a_disk_that_does_not_answer_is_said (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "名单.csv", NULL);
  int n_syncs = 0;
  XpDisk disk = XP_DISK_SYSTEM;
  disk.sync = sync_first_alone;
  disk.user_data = &n_syncs;
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_csv_write_on (&disk, &f->sheet, path, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_assert_nonnull (strstr (error->message, "断电可能会丢"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
}

/* A cell beyond what a workbook may hold fails in the middle of the writing. */
static void
test_an_older_file_stays_when_the_new_one_fails (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "名单.xlsx", NULL);
  GString *longest = g_string_new (NULL);
  for (int i = 0; i < 40000; i++)
    g_string_append (longest, "字"); /* more than a cell may hold */
  char *row[] = {longest->str, NULL};
  const char *const header[] = {"户主", NULL};
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_ptr_array_add (rows, row);
  g_assert_true (g_file_set_contents (path, "旧的", -1, NULL));
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_xlsx_write (&(XpSheetOut){"名单", header, rows}, path, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_autofree char *kept = NULL;
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "旧的");
  g_string_free (longest, TRUE);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/xlsx-writer/workbook", test_a_workbook_comes_back_as_it_went_out);
  ADD ("/xlsx-writer/item-number", test_an_item_number_is_no_number);
  ADD ("/xlsx-writer/text", test_text_for_spreadsheets_is_marked_and_guarded);
  ADD ("/xlsx-writer/not-saved", test_what_cannot_be_saved_is_said);
  ADD ("/xlsx-writer/not-synced", test_a_disk_that_does_not_answer_is_said);
  ADD ("/xlsx-writer/older-file", test_an_older_file_stays_when_the_new_one_fails);
#undef ADD
  return g_test_run ();
}

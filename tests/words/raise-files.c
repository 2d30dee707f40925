/* Files that cannot be read as lists, and places that take no file. */
#include "xp-csv.h"
#include "xp-error.h"
#include "xp-paper-save.h"
#include "xp-roster-sheets.h"
#include "xp-xlsx-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xp-raised.h"

/* ---- lists ---- */

static void
test_foreign_files (void)
{
  static const struct {
    const char *start, *says;
  } CASES[] = {
    {"PK\003\004", "是 .xlsx 表格"},
    {"\xd0\xcf\x11\xe0", "是旧的 .xls 或 .et 表格"},
    {"<html>", "是网页文件"},
    {"%PDF-1.7", "是 PDF 文件"},
    {"GIF89a", "是图片"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new (CASES[i].start, strlen (CASES[i].start));
    g_autoptr (GError) error = NULL;
    g_assert_null (xp_csv_parse (bytes, "分数.csv", &error));
    assert_says (&error, CASES[i].says);
  }
}

static void
test_a_recording (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("RIFF....WAVE", 12);
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_roster_sheets_read (bytes, "名单.wav", NULL, &error));
  assert_says (&error, "是图片或录音");
}

static void
test_a_reading_that_is_stopped (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "data", "rosters", "yongsheng-cun.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = xp_csv_read_file (path, &error);
  g_assert_no_error (error);
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_cancellable_cancel (stop);
  g_assert_null (xp_roster_sheets_read (bytes, "名单.xlsx", stop, &error));
  assert_says (&error, "已经停下");
}

/* ---- places that take no file: these two stand in front of those of libc ---- */

static int rename_fails_with, folder_sync_fails_with;

int
rename (const char *from, const char *to)
{
  if (rename_fails_with == 0)
    return renameat (AT_FDCWD, from, AT_FDCWD, to);
  errno = rename_fails_with;
  return -1;
}

int
fsync (int fd)
{
  struct stat info;
  if (folder_sync_fails_with == 0 || fstat (fd, &info) != 0 || !S_ISDIR (info.st_mode))
    return 0;
  errno = folder_sync_fails_with;
  return -1;
}

static const struct {
  int number;
  const char *paper_says, *list_says;
} PROBLEMS[] = {
  {ENOSPC, "磁盘已满。请腾出空间", "磁盘满了"},
  {EDQUOT, "磁盘已满。请腾出空间", "磁盘满了"},
  {EACCES, "没有写入权限。请换一个文件夹再存", "这个位置不让写"},
  {EPERM, "没有写入权限。请换一个文件夹再存", "这个位置不让写"},
  {EROFS, "这个盘只能读不能写", "这个位置不让写"},
  {ENAMETOOLONG, "文件名太长。请把文件名改短再存", "没有留下半个文件"},
  {EIO, "磁盘没有收下", "没有留下半个文件"},
};

static void
save_both (const char *paper_path, const char *list_path, size_t i)
{
  static const char *const HEADER[] = {"户主", NULL};
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  const XpSheetOut sheet = {"农户名单", HEADER, rows};
  g_autoptr (GBytes) paper = g_bytes_new_static ("%PDF", 4);
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_paper_save (paper, paper_path, &error));
  assert_says (&error, PROBLEMS[i].paper_says);
  g_assert_false (xp_xlsx_write (&sheet, list_path, &error));
  assert_says (&error, PROBLEMS[i].list_says);
}

static void
test_places_that_take_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangping-raise-XXXXXX", NULL);
  g_autofree char *paper_path = g_build_filename (folder, "公示.pdf", NULL);
  g_autofree char *list_path = g_build_filename (folder, "名单.xlsx", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (PROBLEMS); i++) {
    rename_fails_with = PROBLEMS[i].number;
    save_both (paper_path, list_path, i);
  }
  rename_fails_with = 0;

  g_autoptr (GBytes) paper = g_bytes_new_static ("%PDF", 4);
  g_autoptr (GError) error = NULL;
  folder_sync_fails_with = EIO;
  g_assert_false (xp_paper_save (paper, paper_path, &error));
  assert_says (&error, "断电可能丢失");
  folder_sync_fails_with = 0;
  g_unlink (paper_path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raise-files/foreign", test_foreign_files);
  g_test_add_func ("/raise-files/recording", test_a_recording);
  g_test_add_func ("/raise-files/stopped", test_a_reading_that_is_stopped);
  g_test_add_func ("/raise-files/places", test_places_that_take_nothing);
  return g_test_run ();
}

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xp-error.h"
#include "xp-paper-save.h"

typedef struct {
  char *folder;
  char *path;
  GBytes *pdf;
} Fixture;

static const char OLD[] = "the old file";

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("xp-save-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "公示.pdf", NULL);
  f->pdf = g_bytes_new_take (g_strnfill (100000, 'x'), 100000);
  g_assert_true (g_file_set_contents (f->path, OLD, -1, NULL));
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_chmod (f->folder, 0755);
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0); /* so nothing was left beside it */
  g_free (f->path);
  g_free (f->folder);
  g_bytes_unref (f->pdf);
}

static void
assert_old_file_alone (const Fixture *f)
{
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (f->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, OLD);

  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  g_assert_nonnull (g_dir_read_name (dir));
  g_assert_null (g_dir_read_name (dir));
}

static void
assert_not_saved (Fixture *f, const char *path, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_paper_save (f->pdf, path, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_assert_nonnull (strstr (error->message, strrchr (path, '/') + 1));
  g_assert_null (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, reason));
  assert_old_file_alone (f);
}

static void
test_a_file_is_replaced_whole (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_paper_save (f->pdf, f->path, &error));
  g_assert_no_error (error);

  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  g_assert_true (g_file_get_contents (f->path, &bytes, &n_bytes, NULL));
  g_assert_cmpmem (bytes, n_bytes, g_bytes_get_data (f->pdf, NULL), g_bytes_get_size (f->pdf));
}

static void
test_a_missing_folder_is_named (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "没有", "公示.pdf", NULL);
  assert_not_saved (f, path, "文件夹不存在");
}

static void
test_a_folder_in_the_way_is_named (Fixture *f, gconstpointer unused)
{
  assert_not_saved (f, f->folder, "已经是一个文件夹");
}

static void
test_a_folder_without_permission_is_named (Fixture *f, gconstpointer unused)
{
  if (geteuid () == 0) {
    g_test_skip ("root may write everywhere");
    return;
  }
  g_chmod (f->folder, 0555);
  assert_not_saved (f, f->path, "没有写入权限");
}

/* The disk takes the first 4,096 bytes and no more. */
static void
test_a_write_that_fails_leaves_the_old_file (Fixture *f, gconstpointer unused)
{
  struct rlimit before;
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  const struct rlimit small = {4096, before.rlim_max};
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_not_saved (f, f->path, "放不下");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
}

static int
sync_files_only (int fd, gpointer unused)
{
  struct stat info;
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  errno = EIO;
  return S_ISDIR (info.st_mode) ? -1 : 0;
}

/* The file has its name, and may still be gone after a power cut: that is said. */
static void
test_a_folder_that_is_not_synced_is_told (Fixture *f, gconstpointer unused)
{
  XpDisk disk = XP_DISK_SYSTEM;
  disk.sync = sync_files_only;
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_paper_save_on (&disk, f->pdf, f->path, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_assert_nonnull (strstr (error->message, "断电可能丢失"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/save/a-file-is-replaced-whole", test_a_file_is_replaced_whole);
  ADD ("/save/a-missing-folder-is-named", test_a_missing_folder_is_named);
  ADD ("/save/a-folder-in-the-way-is-named", test_a_folder_in_the_way_is_named);
  ADD ("/save/a-folder-without-permission", test_a_folder_without_permission_is_named);
  ADD ("/save/a-folder-that-is-not-synced", test_a_folder_that_is_not_synced_is_told);
  ADD ("/save/a-write-that-fails", test_a_write_that_fails_leaves_the_old_file);
#undef ADD
  return g_test_run ();
}

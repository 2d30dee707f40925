/* What this machine remembers of itself. */
#include "xp-settings.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("xiangping-settings-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "xiangping", "settings.ini", NULL);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_autofree char *inner = g_path_get_dirname (f->path);
  g_unlink (f->path);
  g_rmdir (inner);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static char *
make_file (Fixture *f, const char *name)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  return path;
}

static void
test_text_size_is_kept (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpSettings) settings = xp_settings_new (f->path);
  g_assert_cmpint (xp_settings_get_text_percent (settings), ==, 100);
  xp_settings_set_text_percent (settings, 150);
  g_autoptr (XpSettings) again = xp_settings_new (f->path);
  g_assert_cmpint (xp_settings_get_text_percent (again), ==, 150);
}

static void
test_the_latest_book_comes_first_and_once (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpSettings) settings = xp_settings_new (f->path);
  const char *const names[] = {"甲;村", "乙 村", "丙村", "丁村", "丙村"};
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = make_file (f, names[i]);
    xp_settings_remember_book (settings, path, names[i]);
  }

  g_autoptr (XpSettings) again = xp_settings_new (f->path);
  g_autoptr (GPtrArray) books = xp_settings_list_books (again);
  const char *const expected[] = {"丙村", "丁村", "乙 村"};
  g_assert_cmpuint (books->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < books->len; i++)
    g_assert_cmpstr (((XpRecentBook *) books->pdata[i])->village, ==, expected[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (f->folder, names[i], NULL);
    g_unlink (path);
  }
}

static void
test_a_book_that_is_not_there_is_left_out_until_it_is (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpSettings) settings = xp_settings_new (f->path);
  g_autofree char *path = make_file (f, "永胜村.xiangping");
  xp_settings_remember_book (settings, path, "永胜村");
  g_unlink (path);
  g_autoptr (GPtrArray) without = xp_settings_list_books (settings);
  g_assert_cmpuint (without->len, ==, 0);
  g_autofree char *back = make_file (f, "永胜村.xiangping");
  g_autoptr (GPtrArray) with = xp_settings_list_books (settings);
  g_assert_cmpuint (with->len, ==, 1);
  g_assert_cmpstr (((XpRecentBook *) with->pdata[0])->path, ==, back);
  g_unlink (back);
}

static void
test_a_damaged_file_counts_as_an_empty_one (Fixture *f, gconstpointer unused)
{
  g_autofree char *inner = g_path_get_dirname (f->path);
  g_mkdir (inner, 0700);
  g_assert_true (g_file_set_contents (f->path, "\x80[books\npaths=;;", -1, NULL));
  g_autoptr (XpSettings) settings = xp_settings_new (f->path);
  g_autoptr (GPtrArray) books = xp_settings_list_books (settings);
  g_assert_cmpuint (books->len, ==, 0);
  g_assert_cmpint (xp_settings_get_text_percent (settings), ==, 100);
}

static void
test_the_size_of_the_window_is_kept (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpSettings) settings = xp_settings_new (f->path);
  XpWindowSize size = {0};
  g_assert_false (xp_settings_get_window_size (settings, &size));
  xp_settings_set_window_size (settings, &(XpWindowSize){1200, 700, true});
  g_autoptr (XpSettings) again = xp_settings_new (f->path);
  g_assert_true (xp_settings_get_window_size (again, &size));
  g_assert_cmpint (size.width_px, ==, 1200);
  g_assert_cmpint (size.height_px, ==, 700);
  g_assert_true (size.is_maximized);
  xp_settings_set_window_size (again, &(XpWindowSize){1, 700, false});
  g_assert_false (xp_settings_get_window_size (again, &size));
}

static void
test_two_windows_write_one_file (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpSettings) one = xp_settings_new (f->path);
  g_autoptr (XpSettings) other = xp_settings_new (f->path);
  xp_settings_set_text_percent (one, 150);
  xp_settings_set_window_size (other, &(XpWindowSize){1200, 700, false});
  g_autoptr (XpSettings) again = xp_settings_new (f->path);
  XpWindowSize size;
  g_assert_cmpint (xp_settings_get_text_percent (again), ==, 150);
  g_assert_true (xp_settings_get_window_size (again, &size));
}

/* A printer's name is a person's own words. */
static void
test_each_printer_has_its_figures (Fixture *f, gconstpointer unused)
{
  static const char TRAY[] = "村部[激光机] 手送纸口";
  g_autoptr (XpSettings) settings = xp_settings_new (f->path);
  XpPrinterPlacing placing = {9, 9, 9, 9};
  g_assert_false (xp_settings_get_printer (settings, TRAY, &placing));
  xp_settings_set_printer (settings, TRAY, &(XpPrinterPlacing){1.5, -0.8, 2, -1});
  xp_settings_set_printer (settings, "二盒", &(XpPrinterPlacing){0.5, 0, 0, 0});
  g_autoptr (XpSettings) again = xp_settings_new (f->path);
  g_assert_true (xp_settings_get_printer (again, TRAY, &placing));
  g_assert_cmpfloat_with_epsilon (placing.dx_mm, 1.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (placing.dy_mm, -0.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (placing.scale_x_permille, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (placing.scale_y_permille, -1, 1e-9);
  g_auto (GStrv) names = xp_settings_list_printers (again);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_true (xp_settings_get_printer (again, names[0], &placing));
}

static void
test_how_certificates_are_printed_is_kept (Fixture *f, gconstpointer unused)
{
  g_autoptr (XpSettings) settings = xp_settings_new (f->path);
  g_auto (XpCertificateChoice) none = {0}, read = {0};
  xp_settings_get_certificates (settings, &none);
  g_assert_cmpstr (none.stock, ==, "");
  g_assert_cmpint (none.pass, ==, 0);
  const XpCertificateChoice choice = {.stock = (char *) "大红封套",
                                      .pass = 2,
                                      .is_plain = true,
                                      .mongolian = 1,
                                      .printer = (char *) "二盒"};
  xp_settings_set_certificates (settings, &choice);
  g_autoptr (XpSettings) again = xp_settings_new (f->path);
  xp_settings_get_certificates (again, &read);
  g_assert_cmpstr (read.stock, ==, "大红封套");
  g_assert_cmpstr (read.printer, ==, "二盒");
  g_assert_cmpint (read.pass, ==, 2);
  g_assert_true (read.is_plain);
  g_assert_cmpint (read.mongolian, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/settings/text-size-is-kept", test_text_size_is_kept);
  ADD ("/settings/latest-book-first", test_the_latest_book_comes_first_and_once);
  ADD ("/settings/missing-book-left-out", test_a_book_that_is_not_there_is_left_out_until_it_is);
  ADD ("/settings/damaged-file-is-empty", test_a_damaged_file_counts_as_an_empty_one);
  ADD ("/settings/window-size", test_the_size_of_the_window_is_kept);
  ADD ("/settings/printers", test_each_printer_has_its_figures);
  ADD ("/settings/certificates", test_how_certificates_are_printed_is_kept);
  ADD ("/settings/two-windows", test_two_windows_write_one_file);
  return g_test_run ();
}

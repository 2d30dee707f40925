/* Pages as pictures: one file a page, numbered, whole or not there at all. */
#include "xp-error.h"
#include "xp-pictures.h"
#include "xp-printing.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("xiangping-pictures-XXXXXX", NULL);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  for (const char *name = NULL; (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_unlink (path);
  }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
}

static GBytes *
one_page (void)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = xp_printing_render_keys (NULL, &error);
  g_assert_no_error (error);
  return pdf;
}

/* Two empty pages, lying and upright. */
static GBytes *
two_pages (void)
{
  static const char PDF[] = "%PDF-1.4\n"
                            "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                            "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n"
                            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 144 72]>>endobj\n"
                            "4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 144]>>endobj\n"
                            "trailer<</Root 1 0 R/Size 5>>\n%%EOF\n";
  return g_bytes_new_static (PDF, strlen (PDF));
}

static guint32
number_at (const char *bytes, size_t at)
{
  guint32 number = 0;
  memcpy (&number, bytes + at, sizeof number);
  return GUINT32_FROM_BE (number);
}

/* Width and height stand in the first chunk of a PNG. */
static void
assert_is_picture (const char *path, guint32 width, guint32 height)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_bytes, >, 60);
  g_assert_cmpmem (bytes, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint (number_at (bytes, 16), ==, width);
  g_assert_cmpuint (number_at (bytes, 20), ==, height);
}

static void
test_a_page_is_a_picture_of_150_dpi (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "永胜村_公示_10月19日截止_1.png", NULL);
  g_autoptr (GBytes) pdf = one_page ();
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_pictures_save (pdf, path, NULL, &paths, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  g_assert_cmpstr (paths[0], ==, path);
  assert_is_picture (path, 1240, 1754); /* A4 */
}

static void
test_several_pages_are_numbered (Fixture *f, gconstpointer unused)
{
  static const char *const NAMES[] = {"公示.png", "公示_1.png"};
  for (size_t i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    g_autofree char *path = g_build_filename (f->folder, NAMES[i], NULL);
    g_autofree char *first = g_build_filename (f->folder, "公示_1.png", NULL);
    g_autofree char *second = g_build_filename (f->folder, "公示_2.png", NULL);
    g_autoptr (GBytes) pdf = two_pages ();
    g_auto (GStrv) paths = NULL;
    g_autoptr (GError) error = NULL;
    g_assert_true (xp_pictures_save (pdf, path, NULL, &paths, &error));
    g_assert_cmpuint (g_strv_length (paths), ==, 2);
    g_assert_cmpstr (paths[0], ==, first);
    g_assert_cmpstr (paths[1], ==, second);
    assert_is_picture (first, 300, 150);
    assert_is_picture (second, 150, 300);
  }
}

static void
test_what_cannot_be_saved_says_so (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "没有", "公示.png", NULL);
  g_autoptr (GBytes) pdf = two_pages ();
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_pictures_save (pdf, path, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_assert_nonnull (strstr (error->message, "文件夹不存在"));

  g_autofree char *good = g_build_filename (f->folder, "公示.png", NULL);
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("rubbish", 7);
  g_autoptr (GError) broken = NULL;
  g_assert_false (xp_pictures_save (rubbish, good, NULL, NULL, &broken));
  g_assert_error (broken, XP_ERROR, XP_ERROR_REFUSED);

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  g_autoptr (GError) stopped = NULL;
  g_assert_false (xp_pictures_save (pdf, good, cancellable, NULL, &stopped));
  g_assert_error (stopped, XP_ERROR, XP_ERROR_CANCELLED);
  g_assert_false (g_file_test (good, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/pictures/150-dpi", test_a_page_is_a_picture_of_150_dpi);
  ADD ("/pictures/numbered", test_several_pages_are_numbered);
  ADD ("/pictures/what-cannot-be-saved", test_what_cannot_be_saved_says_so);
#undef ADD
  return g_test_run ();
}

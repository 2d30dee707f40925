/* Tries every file of the folders that are named, as a test of its own. */
#include "xp-fuzz.h"

static void
try_file (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n = 0;
  g_file_get_contents (path, &bytes, &n, &error);
  g_assert_no_error (error);
  /* At its own size, so that a reader that goes beyond it is caught; nothing is a place too. */
  g_autofree guint8 *data = n > 0 ? g_memdup2 (bytes, n) : g_malloc (1);
  xp_fuzz_try (data, n);
}

static int
add_folder (const char *folder)
{
  int n = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *title = g_strconcat ("/seed/", name, NULL);
    char *path = g_build_filename (folder, name, NULL);
    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      g_free (path);
      continue;
    }
    g_test_add_data_func_full (title, path, try_file, g_free);
    n++;
  }
  return n;
}

int
main (int argc, char *argv[])
{
  int n = 0;
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    n += add_folder (argv[i]);
  g_assert_cmpint (n, >, 0);
  return g_test_run ();
}

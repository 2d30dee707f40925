#include "pdf-reader.h"

#include <glib/gstdio.h>

#include "xp-paper-save.h"

char *
pdf_reader_run (GBytes *pdf, const char *program, const char *const options[])
{
  g_autofree char *folder = g_dir_make_tmp ("xp-pdf-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.pdf", NULL);
  g_autoptr (GError) error = NULL;
  xp_paper_save (pdf, path, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_ptr_array_add (argv, (gpointer) program);
  for (size_t i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) options[i]);
  g_ptr_array_add (argv, path);
  if (g_str_equal (program, "pdftotext"))
    g_ptr_array_add (argv, (gpointer) "-");
  g_ptr_array_add (argv, NULL);

  char *out = NULL;
  int status = 0;
  const gboolean ran = g_spawn_sync (NULL,
                                     (char **) argv->pdata,
                                     NULL,
                                     G_SPAWN_SEARCH_PATH,
                                     NULL,
                                     NULL,
                                     &out,
                                     NULL,
                                     &status,
                                     &error);
  g_unlink (path);
  g_rmdir (folder);
  g_assert_no_error (error);
  if (!ran || !g_spawn_check_wait_status (status, NULL))
    g_clear_pointer (&out, g_free);
  return out;
}

char *
pdf_reader_text (GBytes *pdf)
{
  return pdf_reader_run (pdf, "pdftotext", NULL);
}

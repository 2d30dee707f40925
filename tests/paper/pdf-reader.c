#include "pdf-reader.h"

#include <glib/gstdio.h>
#include <string.h>

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
                                     /* so that no copy of this process is made on the way */
                                     G_SPAWN_SEARCH_PATH | G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
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

size_t
pdf_reader_count (const char *text, const char *word)
{
  const char *end = text + strlen (text);
  const size_t n_word = strlen (word);
  size_t n = 0;
  for (const char *at = text; (at = memmem (at, (size_t) (end - at), word, n_word)) != NULL;
       at += n_word)
    n++;
  return n;
}

/* The words of page @page_no, from 1. */
char *
pdf_reader_text_of_page (GBytes *pdf, size_t page_no)
{
  g_autofree char *number = g_strdup_printf ("%zu", page_no);
  return pdf_reader_run (pdf,
                         "pdftotext",
                         (const char *const[]){"-layout", "-f", number, "-l", number, NULL});
}

size_t
pdf_reader_count_pages (GBytes *pdf)
{
  g_autofree char *info = pdf_reader_run (pdf, "pdfinfo", NULL);
  const char *at = strstr (info, "Pages:");
  return (size_t) g_ascii_strtoull (at + strlen ("Pages:"), NULL, 10);
}

static double
read_figure (const char *line, const char *name)
{
  const char *at = strstr (line, name);
  g_assert_nonnull (at);
  return g_ascii_strtod (at + strlen (name), NULL);
}

/* Every word lies within the margins, given in points. */
void
pdf_reader_assert_within (GBytes *pdf, double left, double top, double right, double bottom)
{
  g_autofree char *xml = pdf_reader_run (pdf, "pdftotext", (const char *const[]){"-bbox", NULL});
  g_auto (GStrv) lines = g_strsplit (xml, "\n", -1);
  size_t n_words = 0;
  for (size_t i = 0; lines[i] != NULL; i++) {
    if (strstr (lines[i], "<word ") == NULL)
      continue;
    g_assert_cmpfloat (read_figure (lines[i], "xMin=\""), >=, left - 0.1);
    g_assert_cmpfloat (read_figure (lines[i], "yMin=\""), >=, top - 0.1);
    g_assert_cmpfloat (read_figure (lines[i], "xMax=\""), <=, right + 0.1);
    g_assert_cmpfloat (read_figure (lines[i], "yMax=\""), <=, bottom + 0.1);
    n_words++;
  }
  g_assert_cmpuint (n_words, >, 0);
}

PdfBox
pdf_reader_find_box (GBytes *pdf, const char *word, size_t nth)
{
  static const char *const BOXES[] = {"-bbox", NULL};
  g_autofree char *html = pdf_reader_run (pdf, "pdftotext", BOXES);
  g_auto (GStrv) lines = g_strsplit (html, "\n", -1);
  size_t n = 0;
  for (size_t i = 0; lines[i] != NULL; i++) {
    const char *text = strstr (lines[i], "\">");
    if (strstr (lines[i], "<word ") == NULL || text == NULL ||
        !g_str_has_prefix (text + strlen ("\">"), word) || n++ < nth)
      continue;
    return (PdfBox){read_figure (lines[i], "xMin=\""),
                    read_figure (lines[i], "yMin=\""),
                    read_figure (lines[i], "xMax=\""),
                    read_figure (lines[i], "yMax=\"")};
  }
  g_error ("no %s", word);
}

char *
pdf_reader_trace (GBytes *pdf)
{
  static const char *const TRACE[] = {"draw", "-q", "-F", "trace", NULL};
  return pdf_reader_run (pdf, "mutool", TRACE);
}

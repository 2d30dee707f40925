#include "xp-printers.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <poppler.h>
#include <stdbool.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

static const char LAST[] = "last";
static const char REPORT[] = "report";
/* A sheet is of this size when it is so near to it, in millimetres. */
static const double NEAR_MM = 1.0;
static const double MM_PER_POINT = 25.4 / 72;

/* What is asked anew each time. */
static const char *const PASSING[] = {
  GTK_PRINT_SETTINGS_N_COPIES,
  GTK_PRINT_SETTINGS_PRINT_PAGES,
  GTK_PRINT_SETTINGS_PAGE_RANGES,
  GTK_PRINT_SETTINGS_PAGE_SET,
  GTK_PRINT_SETTINGS_OUTPUT_URI,
};

static char *
dup_path (const char *path)
{
  return path != NULL
           ? g_strdup (path)
           : g_build_filename (g_get_user_config_dir (), "xiangping", "printers.ini", NULL);
}

GtkPrintSettings *
xp_printers_recall (const char *path, const char *document)
{
  g_autofree char *file = dup_path (path);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  const char *group = document != NULL ? document : REPORT;
  g_key_file_load_from_file (keys, file, G_KEY_FILE_NONE, NULL);
  GtkPrintSettings *settings = gtk_print_settings_new ();
  if (!gtk_print_settings_load_key_file (settings, keys, group, NULL))
    gtk_print_settings_load_key_file (settings, keys, LAST, NULL);
  return settings;
}

void
xp_printers_remember (const char *path, const char *document, GtkPrintSettings *settings)
{
  g_autofree char *file = dup_path (path);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GtkPrintSettings) kept = gtk_print_settings_copy (settings);
  for (size_t i = 0; i < G_N_ELEMENTS (PASSING); i++)
    gtk_print_settings_unset (kept, PASSING[i]);
  g_key_file_load_from_file (keys, file, G_KEY_FILE_NONE, NULL);
  gtk_print_settings_to_key_file (kept, keys, document != NULL ? document : REPORT);
  gtk_print_settings_to_key_file (kept, keys, LAST);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_key_file_save_to_file (keys, file, NULL);
}

/* ---- the paper ---- */

static GtkPaperSize *
find_paper (double width_mm, double height_mm)
{
  static const char *const NAMES[] = {"iso_a4", "iso_a3", "iso_a5", "iso_a6", "iso_b5", "jis_b5"};
  for (size_t i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    GtkPaperSize *paper = gtk_paper_size_new (NAMES[i]);
    if (fabs (gtk_paper_size_get_width (paper, GTK_UNIT_MM) - width_mm) <= NEAR_MM &&
        fabs (gtk_paper_size_get_height (paper, GTK_UNIT_MM) - height_mm) <= NEAR_MM)
      return paper;
    gtk_paper_size_free (paper);
  }
  g_autofree char *name = g_strdup_printf ("xp_%.0fx%.0fmm", width_mm, height_mm);
  g_autofree char *shown = g_strdup_printf (_ ("%.0f×%.0f 毫米"), width_mm, height_mm);
  return gtk_paper_size_new_custom (name, shown, width_mm, height_mm, GTK_UNIT_MM);
}

GtkPageSetup *
xp_printers_dup_page_setup (GBytes *pdf)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (pdf, NULL, NULL);
  g_autoptr (PopplerPage) page = document != NULL ? poppler_document_get_page (document, 0) : NULL;
  double width = 0, height = 0;
  if (page == NULL)
    return setup;
  poppler_page_get_size (page, &width, &height);
  const bool is_across = width > height;
  GtkPaperSize *paper =
    find_paper (MIN (width, height) * MM_PER_POINT, MAX (width, height) * MM_PER_POINT);
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_page_setup_set_orientation (
    setup, is_across ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (paper);
  return setup;
}

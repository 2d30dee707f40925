#include "xp-pictures.h"

#include "xp-error.h"
#include "xp-printing.h"
#include "xp-progress.h"

#include <cairo.h>
#include <glib/gi18n.h>
#include <poppler.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

static const double DOTS_PER_INCH = 150, POINTS_PER_INCH = 72;

static cairo_status_t
append (void *closure, const unsigned char *bytes, unsigned int n_bytes)
{
  g_byte_array_append (closure, bytes, n_bytes);
  return CAIRO_STATUS_SUCCESS;
}

/* NULL when there is no memory for it. */
static GBytes *
draw_page (PopplerPage *page)
{
  const double scale = DOTS_PER_INCH / POINTS_PER_INCH;
  double width_pt = 0, height_pt = 0;
  poppler_page_get_size (page, &width_pt, &height_pt);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         (int) (width_pt * scale + 0.5),
                                                         (int) (height_pt * scale + 0.5));
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render_for_printing (page, cr);
  cairo_destroy (cr);

  GByteArray *png = g_byte_array_new ();
  const bool is_drawn =
    cairo_surface_write_to_png_stream (surface, append, png) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  if (is_drawn)
    return g_byte_array_free_to_bytes (png);
  g_byte_array_unref (png);
  return NULL;
}

/* Of GBytes. */
static GPtrArray *
draw_pages (GBytes *pdf, GCancellable *cancellable, GError **error)
{
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (pdf, NULL, NULL);
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const int n = document != NULL ? poppler_document_get_n_pages (document) : 0;
  for (int i = 0; i < n; i++) {
    if (!xp_progress_report (NULL, cancellable, (size_t) i, (size_t) n, error))
      return NULL;
    g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
    GBytes *picture = draw_page (page);
    if (picture == NULL)
      break;
    g_ptr_array_add (pictures, picture);
  }
  if (n > 0 && pictures->len == (guint) n)
    return g_steal_pointer (&pictures);
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       _ ("图片没有画出来，可能是内存不够。请关掉别的程序再存，或者存成 PDF。"));
  return NULL;
}

/* 公示_1.png and 公示.png both give 公示_2.png for the second page. */
static char *
name_page (const char *path, guint page_no, guint n_pages)
{
  static const char ENDING[] = ".png", FIRST[] = "_1";
  if (n_pages == 1)
    return g_strdup (path);

  g_autofree char *stem = g_strdup (path);
  if (g_str_has_suffix (stem, ENDING))
    stem[strlen (stem) - strlen (ENDING)] = '\0';
  if (g_str_has_suffix (stem, FIRST))
    stem[strlen (stem) - strlen (FIRST)] = '\0';
  return g_strdup_printf ("%s_%u%s", stem, page_no, ENDING);
}

bool
xp_pictures_save (
  GBytes *pdf, const char *path, GCancellable *cancellable, char ***out_paths, GError **error)
{
  g_autoptr (GPtrArray) pictures = draw_pages (pdf, cancellable, error);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  if (pictures == NULL)
    return false;
  for (guint i = 0; i < pictures->len; i++) {
    g_autofree char *name = name_page (path, i + 1, pictures->len);
    if (!xp_printing_save (pictures->pdata[i], name, error))
      return false;
    g_strv_builder_add (paths, name);
  }
  if (out_paths != NULL)
    *out_paths = g_strv_builder_end (paths);
  return true;
}

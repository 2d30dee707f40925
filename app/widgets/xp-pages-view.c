#include "xp-pages-view.h"

#include <glib/gi18n.h>
#include <poppler.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* Pages shown; the rest is in the file. A village's sheets have fewer. */
static const int MOST_PAGES = 40;
/* Points to pixels of the screen. */
static const double SCALE = 1.3;

struct _XpPagesView {
  AdwBin parent_instance;

  GtkBox *pages; /* borrowed from the widget tree */
  int width_px;  /* of a page; 0 at its own size */
};

G_DEFINE_FINAL_TYPE (XpPagesView, xp_pages_view, ADW_TYPE_BIN)

static GdkTexture *
texture_of_page (PopplerPage *page, double scale, int w, int h)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  const int stride = cairo_image_surface_get_stride (surface);
  guint8 *pixels = cairo_image_surface_get_data (surface);
  for (int at = 3; at < stride * h; at += 4)
    pixels[at] = 0xff; /* RGB24 leaves alpha open */
  g_autoptr (GBytes) bytes = g_bytes_new (pixels, (gsize) stride * (gsize) h);
  GdkTexture *texture =
    gdk_memory_texture_new (w, h, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, bytes, (gsize) stride);
  cairo_surface_destroy (surface);
  return texture;
}

static GtkWidget *
picture_of_page (XpPagesView *self, PopplerPage *page)
{
  static const int MOST_HEIGHT_PX = 1100;
  double width = 0, height = 0;
  poppler_page_get_size (page, &width, &height);
  const double scale = self->width_px > 0 ? self->width_px / width : SCALE;
  const int w = (int) (width * scale), h = (int) (height * scale);
  GdkTexture *texture = texture_of_page (page, scale, w, h);
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "sheet-of-paper");
  gtk_widget_set_size_request (picture, -1, MIN (h, MOST_HEIGHT_PX));
  g_object_unref (texture);
  return picture;
}

static void
clear (XpPagesView *self)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_box_remove (self->pages, child);
}

void
xp_pages_view_set_page_width (XpPagesView *self, int width_px)
{
  self->width_px = width_px;
}

void
xp_pages_view_show (XpPagesView *self, GBytes *pdf)
{
  clear (self);
  if (pdf == NULL)
    return;
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (pdf, NULL, NULL);
  const int n = document != NULL ? poppler_document_get_n_pages (document) : 0;
  for (int i = 0; i < MIN (n, MOST_PAGES); i++) {
    g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
    GtkWidget *picture = picture_of_page (self, page);
    g_autofree char *label = g_strdup_printf (_ ("第%d页，共%d页"), i + 1, n);
    gtk_accessible_update_property (GTK_ACCESSIBLE (picture),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label,
                                    -1);
    gtk_box_append (self->pages, picture);
  }
  if (n > MOST_PAGES) {
    g_autofree char *rest = g_strdup_printf (_ ("后面还有%d页，印的时候都在。"), n - MOST_PAGES);
    gtk_box_append (self->pages, gtk_label_new (rest));
  }
}

void
xp_pages_view_show_obstacle (XpPagesView *self, const char *title, const char *sentence)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "printer-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), markup);
  gtk_widget_set_vexpand (page, TRUE);
  clear (self);
  gtk_box_append (self->pages, page);
}

static void
xp_pages_view_class_init (XpPagesViewClass *class)
{
}

static void
xp_pages_view_init (XpPagesView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *pages = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  gtk_widget_set_margin_top (pages, 16);
  gtk_widget_set_margin_bottom (pages, 16);
  gtk_widget_set_margin_start (pages, 16);
  gtk_widget_set_margin_end (pages, 16);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), pages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("印出来的样子"),
                                  -1);
  self->pages = GTK_BOX (pages);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

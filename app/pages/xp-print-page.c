#include "xp-print-page.h"

#include "xp-printing.h"
#include "xp-round-work.h"

#include <poppler.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* Pages shown; the rest is in the file. A village's sheets have fewer. */
static const int MOST_PAGES = 40;
/* Points to pixels of the screen. */
static const double SCALE = 1.3;

struct _XpPrintPage {
  AdwBin parent_instance;

  GtkBox *documents, *pages; /* template children: borrowed */
  GtkLabel *note;
  GtkButton *save;
  GtkScrolledWindow *scroller;

  XpDesk *desk;         /* owned */
  int64_t round_uid;    /* the latest round; 0 none */
  const char *document; /* id of the sheet that is shown */
  GBytes *pdf;          /* owned; the bytes that are shown are the bytes that are saved */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (XpPrintPage, xp_print_page, ADW_TYPE_BIN)

/* ---- pages as pictures ---- */

static GtkWidget *
picture_of_page (PopplerPage *page)
{
  double width = 0, height = 0;
  poppler_page_get_size (page, &width, &height);
  const int w = (int) (width * SCALE), h = (int) (height * SCALE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
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
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (picture, -1, MIN (h, 1100));
  g_object_unref (texture);
  return picture;
}

static void
clear_pages (XpPrintPage *self)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_box_remove (self->pages, child);
}

static void
show_pages (XpPrintPage *self)
{
  clear_pages (self);
  g_autoptr (PopplerDocument) document = poppler_document_new_from_bytes (self->pdf, NULL, NULL);
  const int n = document != NULL ? poppler_document_get_n_pages (document) : 0;
  for (int i = 0; i < MIN (n, MOST_PAGES); i++) {
    g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
    GtkWidget *picture = picture_of_page (page);
    g_autofree char *label = g_strdup_printf ("第%d页，共%d页", i + 1, n);
    gtk_accessible_update_property (GTK_ACCESSIBLE (picture),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label,
                                    -1);
    gtk_box_append (self->pages, picture);
  }
}

/* ---- a sheet ---- */

static void
show_note (XpPrintPage *self)
{
  g_auto (GStrv) warnings = xp_printing_list_warnings (self->desk, self->document, self->round_uid);
  g_autofree char *text = g_strjoinv ("\n", warnings);
  gtk_label_set_label (self->note, text);
}

static void
show_obstacle (XpPrintPage *self, const char *sentence)
{
  GtkWidget *page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "printer-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), "现在还不能印");
  adw_status_page_set_description (ADW_STATUS_PAGE (page), sentence);
  gtk_widget_set_vexpand (page, TRUE);
  clear_pages (self);
  gtk_box_append (self->pages, page);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpPrintPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render_finish (XP_DESK (source), result, &error);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), pdf != NULL);
  if (pdf == NULL) {
    show_obstacle (self, error->message);
    return;
  }
  self->pdf = g_steal_pointer (&pdf);
  show_note (self);
  show_pages (self);
}

static void
show_document (XpPrintPage *self, const char *document)
{
  self->document = document;
  gtk_label_set_label (self->note, "");
  if (self->desk == NULL || self->round_uid == 0) {
    gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
    show_obstacle (self, "还没有评选，没有可印的。先在“结果”里新开一次评选。");
    return;
  }
  xp_printing_render_async (self->desk,
                            document,
                            self->round_uid,
                            NULL,
                            NULL,
                            rendered_cb,
                            g_object_ref (self));
}

static void
document_toggled_cb (XpPrintPage *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    show_document (self, g_object_get_data (G_OBJECT (button), "document"));
}

static void
add_documents (XpPrintPage *self)
{
  size_t n = 0;
  const XpDocument *documents = xp_printing_list_documents (&n);
  GtkToggleButton *first = NULL;
  for (size_t i = 0; i < n; i++) {
    GtkWidget *button = gtk_toggle_button_new_with_label (documents[i].title);
    gtk_widget_set_tooltip_text (button, documents[i].about);
    g_object_set_data (G_OBJECT (button), "document", (gpointer) documents[i].id);
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
    if (first == NULL)
      first = GTK_TOGGLE_BUTTON (button);
    gtk_box_append (self->documents, button);
    g_signal_connect_swapped (button, "toggled", G_CALLBACK (document_toggled_cb), self);
  }
  self->document = documents[0].id;
  gtk_toggle_button_set_active (first, TRUE);
}

/* ---- saving ---- */

static void
place_chosen_cb (XpPrintPage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT && self->pdf != NULL) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    g_autoptr (GError) error = NULL;
    const bool is_saved = xp_printing_save (self->pdf, path, &error);
    g_autofree char *done = g_strdup_printf ("已经存到 %s", path);
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.problem",
                                "s",
                                is_saved ? done : error->message);
  }
  g_clear_object (&self->chooser);
}

static void
save_cb (XpPrintPage *self)
{
  g_clear_object (&self->chooser);
  g_autofree char *name = xp_printing_dup_file_name (self->desk, self->document, self->round_uid);
  self->chooser = gtk_file_chooser_native_new ("存成 PDF",
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               "存",
                                               "取消");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (place_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- the page ---- */

void
xp_print_page_refresh (XpPrintPage *self)
{
  g_autoptr (GPtrArray) rounds = self->desk != NULL ? xp_round_work_list (self->desk, NULL) : NULL;
  self->round_uid = rounds != NULL && rounds->len > 0
                      ? ((const XpRoundLine *) rounds->pdata[rounds->len - 1])->uid
                      : 0;
  show_document (self, self->document);
}

void
xp_print_page_set_desk (XpPrintPage *self, XpDesk *desk)
{
  g_set_object (&self->desk, desk);
}

static void
xp_print_page_dispose (GObject *object)
{
  XpPrintPage *self = XP_PRINT_PAGE (object);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_print_page_parent_class)->dispose (object);
}

static void
xp_print_page_class_init (XpPrintPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_print_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-print-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, documents);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, pages);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, note);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, save);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, scroller);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
xp_print_page_init (XpPrintPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_documents (self);
}

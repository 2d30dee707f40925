#include "xp-wording-form.h"

#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-pages-view.h"
#include "xp-wording-work.h"

#include <glib/gi18n.h>

static const int WIDTH = 1120, HEIGHT = 470, PAGE_WIDTH_PX = 480, MARGIN_PX = 8;

/* The paper is set anew when no key was pressed for so long. */
static const guint REST_MS = 350;

typedef struct {
  XpDesk *desk;         /* owned */
  const char *document; /* of the table: for ever */
  int64_t round_uid;
  XpPrintOptions options; /* of its texts the file's alone, which is owned */
  GtkTextBuffer *buffer;  /* the window's, as are the next two */
  XpPagesView *pages;
  GtkLabel *problem;
  guint rest;                /* source; 0 none */
  GCancellable *cancellable; /* of the paper that is being set; NULL none */
} Editing;

static void
drop_rendering (Editing *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
free_editing (gpointer data)
{
  Editing *self = data;
  g_clear_handle_id (&self->rest, g_source_remove);
  drop_rendering (self);
  g_free ((char *) self->options.text);
  g_object_unref (self->desk);
  g_free (self);
}

static char *
dup_text (const Editing *self)
{
  GtkTextIter from, to;
  gtk_text_buffer_get_bounds (self->buffer, &from, &to);
  return gtk_text_buffer_get_text (self->buffer, &from, &to, FALSE);
}

/* ---- the paper ---- */

/* A dropped one has nobody to tell: its editing may be gone. */
static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render_finish (XP_DESK (source), result, &error);
  if (g_error_matches (error, XP_ERROR, XP_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  Editing *self = user_data;
  g_clear_object (&self->cancellable);
  if (pdf != NULL)
    xp_pages_view_show (self->pages, pdf);
  else
    xp_pages_view_show_obstacle (self->pages, _ ("现在还不能印"), error->message);
}

/* With the words as they stand; where they are wrong the paper stays as it was. */
static void
show_paper (Editing *self)
{
  g_autofree char *text = dup_text (self);
  g_autoptr (GError) error = NULL;
  const bool is_good = xp_wording_work_check (self->desk, self->document, text, &error);
  gtk_label_set_label (self->problem, is_good ? "" : error->message);
  drop_rendering (self);
  if (!is_good)
    return;
  XpPrintOptions options = self->options;
  options.wording = text;
  self->cancellable = g_cancellable_new ();
  xp_printing_render_async (self->desk,
                            self->document,
                            self->round_uid,
                            &options,
                            NULL,
                            self->cancellable,
                            rendered_cb,
                            self);
}

static gboolean
rested_cb (gpointer data)
{
  Editing *self = data;
  self->rest = 0;
  show_paper (self);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (Editing *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, rested_cb, self);
}

/* ---- the window ---- */

/* One reads it from its beginning. */
static void
put_text (Editing *self, const char *text)
{
  GtkTextIter start;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
}

static bool
keep (XpFormWindow *window, gpointer data, GError **error)
{
  const Editing *self = data;
  g_autofree char *text = dup_text (self);
  return xp_wording_work_set (self->desk, self->document, text, error);
}

/* What comes with the program stands there again; it is kept with the other button. */
static bool
restore (XpFormWindow *window, gpointer data, GError **error)
{
  Editing *self = data;
  g_autofree char *text = xp_wording_work_load_shipped (self->desk, self->document, error);
  if (text == NULL)
    return false;
  put_text (self, text);
  return false;
}

static GtkWidget *
make_text (Editing *self, const char *text)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  put_text (self, text);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), MARGIN_PX);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), MARGIN_PX);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), MARGIN_PX);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("纸上的用语"),
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (typed_cb), self);
  return scroller;
}

static GtkWidget *
make_body (Editing *self, const char *text)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN_PX);
  GtkWidget *beside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN_PX);
  GtkWidget *problem = gtk_label_new ("");
  self->pages = g_object_new (XP_TYPE_PAGES_VIEW, "hexpand", TRUE, "vexpand", TRUE, NULL);
  self->problem = GTK_LABEL (problem);
  xp_pages_view_set_page_width (self->pages, PAGE_WIDTH_PX);
  gtk_box_set_homogeneous (GTK_BOX (beside), TRUE);
  gtk_label_set_wrap (GTK_LABEL (problem), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (problem), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (problem), 0);
  gtk_widget_add_css_class (problem, "note");
  gtk_box_append (GTK_BOX (beside), make_text (self, text));
  gtk_box_append (GTK_BOX (beside), GTK_WIDGET (self->pages));
  gtk_box_append (GTK_BOX (body), beside);
  gtk_box_append (GTK_BOX (body), problem);
  return body;
}

void
xp_wording_form_show (GtkWidget *page,
                      XpDesk *desk,
                      const char *document,
                      int64_t round_uid,
                      const XpPrintOptions *options)
{
  bool is_own = false;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = xp_wording_work_load (desk, document, &is_own, &error);
  if (text == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  const XpDocument *about = xp_printing_lookup_document (document);
  Editing *self = g_new0 (Editing, 1);
  self->desk = g_object_ref (desk);
  self->document = about->id;
  self->round_uid = round_uid;
  self->options = (XpPrintOptions){.household = options->household,
                                   .is_one_per_page = options->is_one_per_page,
                                   .copies = options->copies,
                                   .first = options->first,
                                   .most = options->most,
                                   .text = g_strdup (options->text)};
  g_autofree char *title = g_strdup_printf (_ ("%s：改文字"), about->title);
  XpFormWindow *window =
    xp_form_window_new (page,
                        title,
                        _ ("{ } 里的由程序填写，请留着；[ ] 里是段名，不要改；# 开头的行不印。"),
                        _ ("存"),
                        keep,
                        self,
                        free_editing);
  xp_form_window_set_body (window, make_body (self, text), WIDTH, HEIGHT);
  xp_form_window_add_button (window, _ ("恢复原样"), restore);
  xp_form_window_ask (window);
  show_paper (self);
}

#include "xp-print-page.h"

#include "xp-certificate-window.h"
#include "xp-overprint-form.h"
#include "xp-pages-view.h"
#include "xp-pictures.h"
#include "xp-print-choices.h"
#include "xp-print-job.h"
#include "xp-print-list.h"
#include "xp-printing.h"
#include "xp-round-work.h"
#include "xp-wording-form.h"
#include "xp-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpPrintPage {
  AdwBin parent_instance;

  XpPrintList *list; /* template children: borrowed */
  GtkWidget *print, *save, *save_picture, *save_table, *reword;
  GtkLabel *about, *note;
  XpPrintChoices *choices;
  XpPagesView *pages;

  XpDesk *desk;              /* owned */
  int64_t round_uid;         /* the round that is worked on; 0 none */
  const char *document;      /* id of the sheet that is shown; NULL: a report of another page */
  char *report;              /* its title; owned; NULL: a sheet is shown */
  GBytes *pdf;               /* owned; the bytes that are shown are the bytes that are printed */
  GCancellable *cancellable; /* of the sheet that is being set; NULL none */
  int64_t begun_us;          /* monotonic time of its beginning */
  GtkFileChooserNative *chooser;
};

static void xp_print_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpPrintPage,
                               xp_print_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_print_page_page_init))

/* ---- a sheet ---- */

static const char *
get_title (XpPrintPage *self)
{
  return self->report != NULL ? self->report : xp_printing_lookup_document (self->document)->title;
}

static bool
is_list (const char *document)
{
  return document != NULL &&
         (strcmp (document, "household-list") == 0 || strcmp (document, "honour-roll") == 0);
}

static void
show_buttons (XpPrintPage *self)
{
  const bool has_pdf = self->pdf != NULL;
  gtk_widget_set_sensitive (self->print, has_pdf);
  gtk_widget_set_sensitive (self->save, has_pdf);
  gtk_widget_set_sensitive (self->save_picture, has_pdf);
  /* Always there: no button below it may move under the hand. */
  gtk_widget_set_sensitive (self->save_table, has_pdf && is_list (self->document));
  gtk_widget_set_sensitive (self->reword,
                            self->desk != NULL && self->document != NULL &&
                              !xp_desk_get_is_reader (self->desk));
}

static void
show_note (XpPrintPage *self)
{
  g_auto (GStrv) warnings = xp_printing_list_warnings (self->desk, self->document, self->round_uid);
  g_autofree char *text = g_strjoinv ("\n", warnings);
  gtk_label_set_label (self->note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note), text[0] != '\0');
}

static void
show_obstacle (XpPrintPage *self, const char *sentence)
{
  xp_pages_view_show_obstacle (self->pages, _ ("现在还不能印"), sentence);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpPrintPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render_finish (XP_DESK (source), result, &error);
  if (g_error_matches (error, XP_ERROR, XP_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another one was chosen */
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = g_steal_pointer (&pdf);
  show_buttons (self);
  if (self->pdf == NULL) {
    show_obstacle (self, error->message);
    return;
  }
  show_note (self);
  xp_pages_view_show (self->pages, self->pdf);
  xp_page_tell_ended (GTK_WIDGET (self), _ ("排好了，可以打印"), get_title (self));
}

/* Only of what takes a while: else the sheet before stands there until the next is set. */
static void
show_progress (size_t n_done, size_t n_total, gpointer user_data)
{
  static const int64_t SOON_US = 400000;
  XpPrintPage *self = user_data;
  if (self->cancellable != NULL && g_get_monotonic_time () - self->begun_us > SOON_US)
    xp_pages_view_show_progress (self->pages, n_done, n_total);
}

/* As this computer prints certificates. @choice: filled in; what is returned borrows from it. */
static XpPrintOptions
get_options (XpPrintPage *self, XpCertificateChoice *choice)
{
  XpPrintOptions options = xp_print_choices_get (self->choices);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!XP_IS_WINDOW (root) || g_strcmp0 (self->document, "certificates") != 0)
    return options;
  const XpCertificateOptions which = options.certificates;
  options.certificates =
    xp_overprint_form_read (xp_window_get_settings (XP_WINDOW (root)), choice);
  options.certificates.from = which.from;
  options.certificates.only = which.only;
  return options;
}

static void
drop_rendering (XpPrintPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
stop_cb (XpPrintPage *self)
{
  drop_rendering (self);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  show_buttons (self);
  xp_pages_view_show_obstacle (self->pages,
                               _ ("停下了，没有排完"),
                               _ ("要排，请在左边再点一次它的名字。"));
}

static void
show_document (XpPrintPage *self)
{
  const XpDocument *document = xp_printing_lookup_document (self->document);
  drop_rendering (self);
  g_clear_pointer (&self->report, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_label_set_label (self->about, document->about);
  xp_print_choices_set_document (self->choices, self->document);
  if (self->desk == NULL || (document->needs_round && self->round_uid == 0)) {
    g_clear_pointer (&self->pdf, g_bytes_unref);
    show_buttons (self);
    show_obstacle (self,
                   self->desk == NULL ? _ ("先在首页建一份或打开一份本村资料。")
                                      : _ ("还没有评选，没有可印的。先在“评选”里新开一次。"));
    return;
  }
  g_autofree char *problem = xp_print_choices_dup_problem (self->choices);
  if (problem != NULL) {
    g_clear_pointer (&self->pdf, g_bytes_unref);
    show_buttons (self);
    show_obstacle (self, problem);
    return;
  }
  g_auto (XpCertificateChoice) choice = {0};
  const XpPrintOptions options = get_options (self, &choice);
  self->cancellable = g_cancellable_new ();
  self->begun_us = g_get_monotonic_time ();
  xp_printing_render_async (self->desk,
                            self->document,
                            self->round_uid,
                            &options,
                            show_progress,
                            self->cancellable,
                            rendered_cb,
                            g_object_ref (self));
}

static void
options_cb (XpPrintPage *self)
{
  if (self->document != NULL)
    show_document (self);
}

/* ---- which sheets ---- */

/* Once more, too, after it was stopped. */
static void
chosen_cb (XpPrintPage *self, const char *document)
{
  const bool is_shown = self->pdf != NULL || self->cancellable != NULL;
  if (g_strcmp0 (document, self->document) == 0 && is_shown)
    return;
  self->document = document;
  show_document (self);
}

/* What was chosen stays chosen; else the first that is wanted now. */
static void
list_documents (XpPrintPage *self)
{
  size_t n_wanted = 0;
  g_autoptr (GPtrArray) documents =
    self->desk != NULL ? xp_printing_list_documents_for (self->desk, self->round_uid, &n_wanted)
                       : NULL;
  const char *chosen = xp_print_list_fill (self->list, documents, n_wanted, self->document);
  if (self->report != NULL)
    xp_print_list_release (self->list);
  else
    self->document = chosen;
}

static gboolean
key_cb (XpPrintPage *self, guint keyval, guint code, GdkModifierType state)
{
  return xp_pages_view_take_key (self->pages, keyval, state) ||
         xp_print_list_take_key (self->list, keyval);
}

void
xp_print_page_choose (XpPrintPage *self, const char *document)
{
  self->document = xp_printing_lookup_document (document)->id;
  list_documents (self);
  show_document (self);
}

void
xp_print_page_show_report (XpPrintPage *self, GBytes *pdf, const char *title)
{
  drop_rendering (self);
  g_free (self->report);
  self->report = g_strdup (title);
  self->document = NULL;
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = g_bytes_ref (pdf);
  list_documents (self); /* none of them is chosen */
  gtk_label_set_label (self->about, title);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  xp_print_choices_set_document (self->choices, NULL);
  show_buttons (self);
  xp_pages_view_show (self->pages, self->pdf);
}

GBytes *
xp_print_page_get_pdf (XpPrintPage *self)
{
  return self->pdf;
}

/* ---- printing and saving ---- */

static void
ask_how_far (GtkWidget *page)
{
  XpPrintPage *self = XP_PRINT_PAGE (page);
  const XpPrintOptions options = xp_print_choices_get (self->choices);
  if (self->desk != NULL)
    xp_certificate_window_ask_how_far (page,
                                       self->desk,
                                       self->round_uid,
                                       options.certificates.from,
                                       options.certificates.only);
}

/* Of certificates it is asked how far the printer came. */
static void
print_cb (XpPrintPage *self)
{
  const bool is_certificates = g_strcmp0 (self->document, "certificates") == 0;
  if (self->pdf != NULL)
    xp_print_job_ask_then (GTK_WIDGET (self),
                           self->pdf,
                           self->document,
                           get_title (self),
                           is_certificates ? ask_how_far : NULL);
}

static void
reword_cb (XpPrintPage *self)
{
  const XpPrintOptions options = xp_print_choices_get (self->choices);
  if (self->desk != NULL && self->document != NULL)
    xp_wording_form_show (GTK_WIDGET (self), self->desk, self->document, self->round_uid, &options);
}

static void
overprint_changed (GtkWidget *page)
{
  options_cb (XP_PRINT_PAGE (page));
}

static void
overprint_cb (XpPrintPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (self->desk != NULL && self->round_uid != 0)
    xp_overprint_form_ask (GTK_WIDGET (self),
                           self->desk,
                           self->round_uid,
                           xp_window_get_settings (XP_WINDOW (root)),
                           overprint_changed);
}

static void
register_cb (XpPrintPage *self)
{
  if (self->desk != NULL)
    xp_certificate_window_ask (GTK_WIDGET (self), self->desk, self->round_uid);
}

static bool
save_table (XpPrintPage *self, const char *path, GError **error)
{
  const XpPrintOptions options = xp_print_choices_get (self->choices);
  return xp_printing_save_rows (self->desk, self->document, self->round_uid, &options, path, error);
}

/* One file, or a picture of each page. */
static bool
save_pictures (XpPrintPage *self, const char *path, char **out_done, GError **error)
{
  g_auto (GStrv) paths = NULL;
  if (!xp_pictures_save (self->pdf, path, NULL, &paths, error))
    return false;
  *out_done = g_strdup_printf (_ ("存成了%u张图片，第一张是 %s"), g_strv_length (paths), paths[0]);
  return true;
}

static bool
save_to (XpPrintPage *self, const char *path, char **out_done, GError **error)
{
  if (g_str_has_suffix (path, ".png"))
    return save_pictures (self, path, out_done, error);
  const bool is_saved = g_str_has_suffix (path, ".xlsx")
                          ? save_table (self, path, error)
                          : xp_printing_save (self->pdf, path, error);
  if (is_saved)
    *out_done = g_strdup_printf (_ ("已经存到 %s"), path);
  return is_saved;
}

static void
place_chosen_cb (XpPrintPage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT && self->pdf != NULL) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    g_autofree char *done = NULL;
    g_autoptr (GError) error = NULL;
    if (save_to (self, path, &done, &error))
      xp_page_tell_done (GTK_WIDGET (self), done);
    else
      xp_page_tell_error (GTK_WIDGET (self), error);
  }
  g_clear_object (&self->chooser);
}

static char *
dup_name (XpPrintPage *self, const char *ending)
{
  if (self->report != NULL)
    return g_strdup_printf ("%s_%s%s",
                            xp_desk_get_village (self->desk)->name,
                            self->report,
                            ending);
  if (strcmp (ending, ".png") == 0)
    return xp_printing_dup_picture_name (self->desk, self->document, self->round_uid);
  const XpPrintOptions options = xp_print_choices_get (self->choices);
  g_autofree char *name =
    options.width_cm > 0
      ? xp_printing_dup_shop_name (self->desk, self->document, options.width_cm, options.height_cm)
      : xp_printing_dup_file_name (self->desk, self->document, self->round_uid);
  char *dot = strrchr (name, '.');
  if (dot != NULL)
    *dot = '\0';
  return g_strconcat (name, ending, NULL);
}

static void
save_cb (XpPrintPage *self, GtkButton *button)
{
  const char *ending = GTK_WIDGET (button) == self->save_picture ? ".png"
                       : GTK_WIDGET (button) == self->save_table ? ".xlsx"
                                                                 : ".pdf";
  g_autofree char *name = dup_name (self, ending);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("存在哪里"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("存"),
                                               _ ("取消"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  xp_page_start_beside_book (self->chooser, self->desk);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (place_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- a file of names or articles ---- */

bool
xp_print_page_take_text (XpPrintPage *self, const char *path, GError **error)
{
  return xp_print_choices_take_text (self->choices, path, error);
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpPrintPage *self = XP_PRINT_PAGE (page);
  const bool is_same = desk == self->desk && round_uid == self->round_uid;
  g_set_object (&self->desk, desk);
  self->round_uid = round_uid;
  if (!is_same)
    g_clear_pointer (&self->report, g_free);
  if (desk == NULL) {
    drop_rendering (self);
    g_clear_pointer (&self->pdf, g_bytes_unref);
    self->document = NULL;
  }
  list_documents (self);
  if (self->report != NULL && is_same)
    return; /* what another page wanted to be seen */
  if (self->document != NULL)
    show_document (self);
  else
    show_obstacle (self, _ ("先在首页建一份或打开一份本村资料。"));
  show_buttons (self);
}

static bool
is_busy (XpPage *page)
{
  return XP_PRINT_PAGE (page)->cancellable != NULL;
}

static void
xp_print_page_page_init (XpPageInterface *iface)
{
  iface->is_busy = is_busy;
  iface->refresh = refresh;
}

static void
xp_print_page_dispose (GObject *object)
{
  XpPrintPage *self = XP_PRINT_PAGE (object);
  drop_rendering (self);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->report, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_print_page_parent_class)->dispose (object);
}

static void
xp_print_page_class_init (XpPrintPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_print_page_dispose;
  g_type_ensure (XP_TYPE_PAGES_VIEW);
  g_type_ensure (XP_TYPE_PRINT_CHOICES);
  g_type_ensure (XP_TYPE_PRINT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-print-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, list);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, pages);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, print);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, save);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, save_picture);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, save_table);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, reword);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, about);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, note);
  gtk_widget_class_bind_template_child (widget_class, XpPrintPage, choices);
  gtk_widget_class_bind_template_callback (widget_class, register_cb);
  gtk_widget_class_bind_template_callback (widget_class, overprint_cb);
  gtk_widget_class_bind_template_callback (widget_class, options_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, reword_cb);
}

static void
xp_print_page_init (XpPrintPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_pages_view_set_has_tools (self->pages, true);
  g_signal_connect_swapped (self->pages, "stop", G_CALLBACK (stop_cb), self);
  /* Before the window's own, for which an arrow is the next button in that direction. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

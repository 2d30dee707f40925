#include "xp-print-job.h"

#include "xp-page.h"
#include "xp-printers.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gtk/gtkunixprint.h>
#include <unistd.h>

typedef struct {
  GtkWidget *page; /* owned */
  GBytes *pdf;     /* owned */
  const char *document; /* of the table of sheets: for ever; NULL: a report */
  char *title;
  void (*then) (GtkWidget *page); /* NULL: nothing */
  char *path; /* of the file that the printer is given; NULL until it is written */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;
  if (job->path != NULL)
    g_unlink (job->path);
  g_object_unref (job->page);
  g_bytes_unref (job->pdf);
  g_free (job->title);
  g_free (job->path);
  g_free (job);
}

static void
sent_cb (GtkPrintJob *print_job, gpointer data, const GError *error)
{
  Job *job = data;
  g_autofree char *text =
    error != NULL ? g_strdup_printf (_ ("没有印成。请看看打印机开着没有、有没有纸，再印一次；"
                                        "也可以先存成 PDF，拿到别处印。"))
                  : g_strdup_printf (_ ("%s已经送到打印机。"), job->title);
  if (error != NULL)
    xp_page_tell_problem (job->page, text);
  else
    xp_page_tell_done (job->page, text);
  if (job->then != NULL)
    job->then (job->page);
}

static bool
write_file (Job *job)
{
  gsize n = 0;
  const char *data = g_bytes_get_data (job->pdf, &n);
  const int fd = g_file_open_tmp ("xiangping-XXXXXX.pdf", &job->path, NULL);
  if (fd < 0)
    return false;
  close (fd);
  return g_file_set_contents (job->path, data, (gssize) n, NULL);
}

static void
printer_chosen_cb (GtkDialog *dialog, int response, Job *job)
{
  GtkPrintUnixDialog *chooser = GTK_PRINT_UNIX_DIALOG (dialog);
  GtkPrinter *printer = gtk_print_unix_dialog_get_selected_printer (chooser);
  if (response != GTK_RESPONSE_OK || printer == NULL) {
    free_job (job);
  } else if (!write_file (job)) {
    xp_page_tell_problem (job->page,
                          _ ("没有印成：磁盘写不进去。请腾出地方，或者存成 PDF 到U盘上再印。"));
    free_job (job);
  } else {
    GtkPrintSettings *settings = gtk_print_unix_dialog_get_settings (chooser);
    xp_printers_remember (NULL, job->document, settings);
    /* ASCII: the queue's own tools take no other title. */
    GtkPrintJob *print_job = gtk_print_job_new ("xiangping",
                                                printer,
                                                settings,
                                                gtk_print_unix_dialog_get_page_setup (chooser));
    g_object_unref (settings);
    if (gtk_print_job_set_source_file (print_job, job->path, NULL))
      gtk_print_job_send (print_job, sent_cb, job, free_job);
    else
      free_job (job);
    g_object_unref (print_job);
  }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

void
xp_print_job_ask_then (GtkWidget *page,
                       GBytes *pdf,
                       const char *document,
                       const char *title,
                       void (*then) (GtkWidget *page))
{
  g_autoptr (GtkPrintSettings) settings = xp_printers_recall (NULL, document);
  g_autoptr (GtkPageSetup) setup = xp_printers_dup_page_setup (pdf);
  Job *job = g_new0 (Job, 1);
  *job = (Job){.page = g_object_ref (page),
               .pdf = g_bytes_ref (pdf),
               .document = document,
               .title = g_strdup (title),
               .then = then};
  GtkWidget *dialog =
    gtk_print_unix_dialog_new (_ ("选打印机"), GTK_WINDOW (gtk_widget_get_root (page)));
  gtk_print_unix_dialog_set_manual_capabilities (
    GTK_PRINT_UNIX_DIALOG (dialog),
    GTK_PRINT_CAPABILITY_GENERATE_PDF | GTK_PRINT_CAPABILITY_COPIES |
      GTK_PRINT_CAPABILITY_PAGE_SET | GTK_PRINT_CAPABILITY_COLLATE);
  gtk_print_unix_dialog_set_settings (GTK_PRINT_UNIX_DIALOG (dialog), settings);
  gtk_print_unix_dialog_set_page_setup (GTK_PRINT_UNIX_DIALOG (dialog), setup);
  g_signal_connect (dialog, "response", G_CALLBACK (printer_chosen_cb), job);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
xp_print_job_ask (GtkWidget *page, GBytes *pdf, const char *document, const char *title)
{
  xp_print_job_ask_then (page, pdf, document, title, NULL);
}

#include "xp-overprint-form.h"

#include "xp-calibration.h"
#include "xp-certificate-work.h"
#include "xp-form-window.h"
#include "xp-print-job.h"
#include "xp-printing.h"
#include "xp-stock-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is printed without a cover of the book: A4, and the size that most are sold in. */
static const char USUAL_COVER[] = "260×185";

typedef struct {
  GtkWidget *page; /* owned */
  XpDesk *desk;    /* owned; NULL: of a calibration */
  int64_t round_uid;
  XpSettings *settings; /* borrowed */
  void (*changed) (GtkWidget *page);
  char **papers, **printers; /* as they stand in the choices behind the first */
  AdwComboRow *paper, *pass, *ink, *mongolian, *printer;
  char *size; /* of the calibration sheet */
  GtkEditable *name, *across, *down;
} Overprint;

static void
free_overprint (gpointer data)
{
  Overprint *self = data;
  g_object_unref (self->page);
  g_clear_object (&self->desk);
  g_strfreev (self->papers);
  g_strfreev (self->printers);
  g_free (self->size);
  g_free (self);
}

XpCertificateOptions
xp_overprint_form_read (const XpSettings *settings, XpCertificateChoice *choice)
{
  XpPrinterPlacing placing = {0};
  xp_settings_get_certificates (settings, choice);
  xp_settings_get_printer (settings, choice->printer, &placing);
  return (XpCertificateOptions){.is_plain = choice->is_plain,
                                .pass = (XpPrintPass) choice->pass,
                                .mongolian = (XpPrintMongolian) choice->mongolian,
                                .stock = choice->stock[0] != '\0' ? choice->stock : NULL,
                                .dx_mm = placing.dx_mm,
                                .dy_mm = placing.dy_mm,
                                .scale_x_permille = placing.scale_x_permille,
                                .scale_y_permille = placing.scale_y_permille};
}

/* ---- what a printer needs ---- */

static bool
read_calibration (Overprint *self, XpPrinterPlacing *out, GError **error)
{
  int width = 29700, height = 21000;
  XpCalibration across, down;
  xp_stock_size_from_text (self->size, &width, &height);
  if (!xp_calibration_read_texts (gtk_editable_get_text (self->across),
                                  gtk_editable_get_text (self->down),
                                  width / 100.0,
                                  height / 100.0,
                                  &across,
                                  &down,
                                  error))
    return false;
  *out = (XpPrinterPlacing){across.offset_mm,
                            down.offset_mm,
                            across.scale_permille,
                            down.scale_permille};
  return true;
}

static bool
keep_calibration (XpFormWindow *window, gpointer data, GError **error)
{
  Overprint *self = data;
  XpPrinterPlacing placing;
  g_auto (XpCertificateChoice) choice = {0};
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  if (!read_calibration (self, &placing, error))
    return false;
  if (name[0] == '\0') { /* the only one */
    g_free (name);
    name = g_strdup (_ ("这台打印机"));
  }
  xp_settings_set_printer (self->settings, name, &placing);
  xp_settings_get_certificates (self->settings, &choice);
  g_free (choice.printer);
  choice.printer = g_steal_pointer (&name);
  xp_settings_set_certificates (self->settings, &choice);
  self->changed (self->page);
  return true;
}

static bool
print_sheet (XpFormWindow *window, gpointer data, GError **error)
{
  Overprint *self = data;
  g_autoptr (GBytes) pdf =
    xp_printing_render_calibration (NULL, self->size[0] != '\0' ? self->size : NULL, error);
  if (pdf != NULL)
    xp_print_job_ask (self->page, pdf, NULL, _ ("套打校准页"));
  return false;
}

void
xp_overprint_form_ask_calibration (GtkWidget *page,
                                   XpSettings *settings,
                                   const char *paper,
                                   void (*changed) (GtkWidget *page))
{
  Overprint *self = g_new0 (Overprint, 1);
  g_auto (XpCertificateChoice) choice = {0};
  xp_settings_get_certificates (settings, &choice);
  *self = (Overprint){.page = g_object_ref (page),
                      .settings = settings,
                      .changed = changed,
                      .size = g_strdup (paper)};
  XpFormWindow *window = xp_form_window_new (
    page,
    _ ("校准打印机"),
    _ (
      "先打一张校准页，直尺的零对着纸边，读两个十字。读到的数记在这台电脑里，每台打印机、每个纸盒一份。"),
    _ ("记下来"),
    keep_calibration,
    self,
    free_overprint);
  self->name = xp_form_window_add_entry (window, _ ("哪台打印机、哪个纸盒"), choice.printer);
  self->across = xp_form_window_add_entry (window, _ ("横着读的两个数（毫米）"), "");
  self->down = xp_form_window_add_entry (window, _ ("竖着读的两个数（毫米）"), "");
  xp_form_window_add_button (window, _ ("打一张校准页…"), print_sheet);
  xp_form_window_ask (window);
}

/* ---- how certificates are printed ---- */

static const char *
get_chosen (AdwComboRow *row, char **words)
{
  const guint at = adw_combo_row_get_selected (row);
  return at > 0 ? words[at - 1] : "";
}

static void
keep_choice (Overprint *self)
{
  const XpCertificateChoice choice = {
    .stock = (char *) get_chosen (self->paper, self->papers),
    .pass = (int) adw_combo_row_get_selected (self->pass),
    .is_plain = adw_combo_row_get_selected (self->ink) == 1,
    .mongolian = (int) adw_combo_row_get_selected (self->mongolian),
    .printer = (char *) get_chosen (self->printer, self->printers),
  };
  xp_settings_set_certificates (self->settings, &choice);
  self->changed (self->page);
}

static bool
keep (XpFormWindow *window, gpointer data, GError **error)
{
  keep_choice (data);
  return true;
}

static bool
place (XpFormWindow *window, gpointer data, GError **error)
{
  Overprint *self = data;
  const char *paper = get_chosen (self->paper, self->papers);
  keep_choice (self);
  xp_stock_window_ask (self->page,
                       self->desk,
                       self->round_uid,
                       paper[0] != '\0' ? paper : USUAL_COVER,
                       self->settings,
                       self->changed);
  return true;
}

/* The size of the chosen paper, as a calibration sheet takes it. Yours. */
static char *
dup_size (Overprint *self)
{
  const char *paper = get_chosen (self->paper, self->papers);
  g_autoptr (GPtrArray) stocks = xp_certificate_work_list_stocks (self->desk, NULL);
  for (guint i = 0; stocks != NULL && i < stocks->len; i++) {
    const XpStockLine *line = stocks->pdata[i];
    if (strcmp (line->name, paper) == 0)
      return g_strdup_printf ("%d.%02dx%d.%02d",
                              line->stock.width / 100,
                              line->stock.width % 100,
                              line->stock.height / 100,
                              line->stock.height % 100);
  }
  return g_strdup (paper);
}

static bool
calibrate (XpFormWindow *window, gpointer data, GError **error)
{
  Overprint *self = data;
  g_autofree char *size = dup_size (self);
  keep_choice (self);
  xp_overprint_form_ask_calibration (self->page, self->settings, size, self->changed);
  return true;
}

/* A choice of @first and then @words, at @chosen. */
static AdwComboRow *
add_choice (
  XpFormWindow *window, const char *title, const char *first, char **words, const char *chosen)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  guint at = 0;
  g_ptr_array_add (all, (gpointer) first);
  for (guint i = 0; words[i] != NULL; i++) {
    g_ptr_array_add (all, words[i]);
    if (strcmp (words[i], chosen) == 0)
      at = i + 1;
  }
  g_ptr_array_add (all, NULL);
  return xp_form_window_add_choice (window, title, (const char *const *) all->pdata, at);
}

static char **
list_papers (XpDesk *desk)
{
  g_autoptr (GStrvBuilder) papers = g_strv_builder_new ();
  g_autoptr (GPtrArray) stocks = xp_certificate_work_list_stocks (desk, NULL);
  g_strv_builder_add (papers, USUAL_COVER);
  for (guint i = 0; stocks != NULL && i < stocks->len; i++)
    if (strcmp (((XpStockLine *) stocks->pdata[i])->name, USUAL_COVER) != 0)
      g_strv_builder_add (papers, ((XpStockLine *) stocks->pdata[i])->name);
  return g_strv_builder_end (papers);
}

void
xp_overprint_form_ask (GtkWidget *page,
                       XpDesk *desk,
                       int64_t round_uid,
                       XpSettings *settings,
                       void (*changed) (GtkWidget *page))
{
  const char *const passes[] = {_ ("底和字一起印"), _ ("只印底，不印字"), _ ("只印字"), NULL};
  const char *const sides[] = {_ ("左边"), _ ("右边"), _ ("不印"), NULL};
  const char *const inks[] = {_ ("金色红字"), _ ("全黑"), NULL};
  g_auto (XpCertificateChoice) choice = {0};
  Overprint *self = g_new0 (Overprint, 1);
  xp_settings_get_certificates (settings, &choice);
  *self = (Overprint){.page = g_object_ref (page),
                      .desk = g_object_ref (desk),
                      .round_uid = round_uid,
                      .settings = settings,
                      .changed = changed,
                      .papers = list_papers (desk),
                      .printers = xp_settings_list_printers (settings)};
  XpFormWindow *window =
    xp_form_window_new (page,
                        _ ("证书怎样印"),
                        _ ("买来的封套已经有框和标题的，只印字；位置和打印机先校准好。"),
                        _ ("就这样印"),
                        keep,
                        self,
                        free_overprint);
  self->paper = add_choice (window, _ ("印在什么纸上"), _ ("A4 横放"), self->papers, choice.stock);
  self->pass = xp_form_window_add_choice (window, _ ("印什么"), passes, (guint) choice.pass);
  self->ink = xp_form_window_add_choice (window, _ ("颜色"), inks, choice.is_plain);
  self->mongolian =
    xp_form_window_add_choice (window, _ ("用语里有蒙文的，排在"), sides, (guint) choice.mongolian);
  self->printer =
    add_choice (window, _ ("按哪台打印机挪"), _ ("不挪"), self->printers, choice.printer);
  xp_form_window_add_button (window, _ ("摆位置…"), place);
  xp_form_window_add_button (window, _ ("校准打印机…"), calibrate);
  xp_form_window_ask (window);
}

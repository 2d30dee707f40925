#include "xp-stock-window.h"

#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-printing.h"
#include "xp-stock-view.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  GtkWidget *page; /* owned */
  XpDesk *desk;    /* owned */
  int64_t round_uid;
  XpSettings *settings; /* borrowed */
  void (*changed) (GtkWidget *page);
  XpStockView *view; /* borrowed, as its other parts */
  GtkEditable *name;
  AdwComboRow *field, *align;
  GtkEditable *figures[4]; /* left, top, width, size */
  GtkCheckButton *is_printed;
  bool is_filling; /* the program writes into the fields, nobody types */
} Placing;

static const int WIDTH = 900, HEIGHT = 760;

static void
free_placing (gpointer data)
{
  Placing *self = data;
  g_object_unref (self->page);
  g_object_unref (self->desk);
  g_free (self);
}

/* The first certificate of the list, as it will be printed. */
static void
show_sheet (Placing *self)
{
  const XpPrintOptions options = {
    .certificates = {.only = "1", .layout = xp_stock_view_get_stock (self->view)}};
  g_autoptr (GBytes) pdf =
    xp_printing_render (self->desk, "certificates", self->round_uid, &options, NULL, NULL, NULL);
  xp_stock_view_set_sheet (self->view, pdf);
}

/* 38, 38.5: hundredths with the fewest decimals. */
static char *
dup_decimal (int hundredths)
{
  if (hundredths % 100 == 0)
    return g_strdup_printf ("%d", hundredths / 100);
  return g_strdup_printf (hundredths % 10 == 0 ? "%d.%d" : "%d.%02d",
                          hundredths / 100,
                          hundredths % 10 == 0 ? hundredths % 100 / 10 : hundredths % 100);
}

static void
show_field (Placing *self)
{
  const XpStockField field = xp_stock_view_get_selected (self->view);
  const XpStockPlace *place = &xp_stock_view_get_stock (self->view)->places[field];
  const int figures[] = {place->x, place->y, place->width, place->size};
  self->is_filling = true;
  adw_combo_row_set_selected (self->field, field);
  adw_combo_row_set_selected (self->align, place->align);
  gtk_check_button_set_active (self->is_printed, place->is_printed);
  for (size_t i = 0; i < G_N_ELEMENTS (figures); i++) {
    g_autofree char *text = dup_decimal (figures[i]);
    gtk_editable_set_text (self->figures[i], text);
  }
  self->is_filling = false;
}

/* “称呼 38 72 209 28 左”, as it is typed now. Yours. */
static char *
dup_line (Placing *self)
{
  const char *word = xp_stock_field_get_word (xp_stock_view_get_selected (self->view));
  if (!gtk_check_button_get_active (self->is_printed))
    return g_strdup_printf ("%s 不印", word);
  const XpStockAlign align = (XpStockAlign) adw_combo_row_get_selected (self->align);
  return g_strdup_printf ("%s %s %s %s %s %s",
                          word,
                          gtk_editable_get_text (self->figures[0]),
                          gtk_editable_get_text (self->figures[1]),
                          gtk_editable_get_text (self->figures[2]),
                          gtk_editable_get_text (self->figures[3]),
                          xp_stock_align_get_word (align));
}

static bool
take_typed (Placing *self, GError **error)
{
  XpStock stock = *xp_stock_view_get_stock (self->view);
  g_autofree char *line = dup_line (self);
  if (!xp_stock_set_from_text (&stock, line, error))
    return false;
  xp_stock_view_set_stock (self->view, &stock);
  return true;
}

/* What is half typed waits until it can be read. */
static void
typed_cb (Placing *self)
{
  if (!self->is_filling && take_typed (self, NULL))
    show_sheet (self);
}

static void
field_chosen_cb (Placing *self)
{
  if (self->is_filling)
    return;
  xp_stock_view_select (self->view, (XpStockField) adw_combo_row_get_selected (self->field));
  show_field (self);
}

static void
moved_cb (Placing *self)
{
  show_field (self);
  show_sheet (self);
}

static void
print_by_it (Placing *self, const char *name)
{
  g_auto (XpCertificateChoice) choice = {0};
  xp_settings_get_certificates (self->settings, &choice);
  g_free (choice.stock);
  choice.stock = g_strdup (name);
  xp_settings_set_certificates (self->settings, &choice);
  xp_page_tell_done (self->page, _ ("位置记下来了，以后就按它印。"));
  self->changed (self->page);
}

static bool
keep (XpFormWindow *window, gpointer data, GError **error)
{
  Placing *self = data;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  if (!take_typed (self, error) ||
      !xp_certificate_work_put_stock (self->desk,
                                      name,
                                      xp_stock_view_get_stock (self->view),
                                      error))
    return false;
  print_by_it (self, name);
  return true;
}

/* As it is in the book; else new, of the size that the name is, or as most are sold. */
static XpStock
find_stock (XpDesk *desk, const char *name)
{
  XpStock stock;
  int width = 28500, height = 21000;
  g_autoptr (GPtrArray) stocks = xp_certificate_work_list_stocks (desk, NULL);
  for (guint i = 0; stocks != NULL && i < stocks->len; i++) {
    const XpStockLine *line = stocks->pdata[i];
    if (strcmp (line->name, name) == 0)
      return line->stock;
  }
  xp_stock_size_from_text (name, &width, &height);
  xp_stock_init (&stock, width, height);
  return stock;
}

static void
add_questions (Placing *self, XpFormWindow *window, const char *name)
{
  const char *const titles[] = {_ ("离左边（毫米）"),
                                _ ("离上边（毫米）"),
                                _ ("行宽（毫米）"),
                                _ ("字号（磅）")};
  const char *fields[XP_STOCK_N_FIELDS + 1] = {NULL};
  const char *const aligns[] = {_ ("靠左"), _ ("居中"), _ ("靠右"), NULL};
  for (int i = 0; i < XP_STOCK_N_FIELDS; i++)
    fields[i] = xp_stock_field_get_word ((XpStockField) i);
  self->name = xp_form_window_add_entry (window, _ ("这种纸叫什么"), name);
  self->field = xp_form_window_add_choice (window, _ ("哪一项"), fields, XP_STOCK_NAME);
  for (size_t i = 0; i < G_N_ELEMENTS (titles); i++)
    self->figures[i] = xp_form_window_add_entry (window, titles[i], "");
  self->align = xp_form_window_add_choice (window, _ ("对齐"), aligns, 0);
  self->is_printed = xp_form_window_add_check (window, _ ("印这一项"), true);
}

static void
connect_questions (Placing *self)
{
  for (size_t i = 0; i < G_N_ELEMENTS (self->figures); i++)
    g_signal_connect_swapped (self->figures[i], "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->align, "notify::selected", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->is_printed, "toggled", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->field, "notify::selected", G_CALLBACK (field_chosen_cb), self);
  g_signal_connect_swapped (self->view, "chosen", G_CALLBACK (show_field), self);
  g_signal_connect_swapped (self->view, "moved", G_CALLBACK (moved_cb), self);
}

void
xp_stock_window_ask (GtkWidget *page,
                     XpDesk *desk,
                     int64_t round_uid,
                     const char *name,
                     XpSettings *settings,
                     void (*changed) (GtkWidget *page))
{
  Placing *self = g_new0 (Placing, 1);
  *self = (Placing){.page = g_object_ref (page),
                    .desk = g_object_ref (desk),
                    .round_uid = round_uid,
                    .settings = settings,
                    .changed = changed};
  const XpStock stock = find_stock (desk, name);
  g_autofree char *about = g_strdup_printf (_ ("%d×%d 毫米。拖着挪，或者点住以后按方向键。"),
                                            stock.width / 100,
                                            stock.height / 100);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("套打的位置"), about, _ ("记下来"), keep, self, free_placing);
  self->view = g_object_new (XP_TYPE_STOCK_VIEW, NULL);
  xp_stock_view_set_stock (self->view, &stock);
  xp_form_window_add_list (window, GTK_WIDGET (self->view));
  add_questions (self, window, name);
  show_field (self);
  connect_questions (self);
  show_sheet (self);
  xp_form_window_set_size (window, WIDTH, HEIGHT);
  xp_form_window_ask (window);
}

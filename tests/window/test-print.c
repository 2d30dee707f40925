/* 打印 in the window: what the sheet looks like, larger and smaller, two side by side, small ones of
 * all; a long roll of certificates; which printer and which paper. */
#include "xp-test-window.h"

#include "xp-pages-view.h"
#include "xp-print-choices.h"
#include "xp-print-page.h"
#include "xp-printers.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

static XpPagesView *
show_sheet (TestWindow *f, const char *document)
{
  xp_window_show_page (f->window, "print");
  XpPrintPage *page = XP_PRINT_PAGE (xp_window_get_page (f->window, "print"));
  xp_print_page_choose (page, document);
  xp_test_wait_until_settled ();
  g_assert_nonnull (xp_print_page_get_pdf (page));
  return XP_PAGES_VIEW (xp_test_find_widget (GTK_WIDGET (page), XP_TYPE_PAGES_VIEW));
}

/* Until all that is in sight is drawn; how many pages that are. */
static int
wait_until_drawn (XpSheetCanvas *canvas)
{
  int n_drawn = 0, n_in_sight = -1;
  while (n_drawn < n_in_sight || n_in_sight <= 0) {
    g_main_context_iteration (NULL, TRUE);
    xp_sheet_canvas_count_drawn (canvas, &n_drawn, &n_in_sight);
  }
  gtk_test_widget_wait_for_draw (GTK_WIDGET (canvas));
  return n_in_sight;
}

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned n)
{
  g_byte_array_append (bytes, data, n);
  return CAIRO_STATUS_SUCCESS;
}

/* All alike; in millimetres. */
static GBytes *
make_pdf (int n_pages, double width_mm, double height_mm)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append,
                                                                  bytes,
                                                                  width_mm / 25.4 * 72,
                                                                  height_mm / 25.4 * 72);
  cairo_t *cr = cairo_create (surface);
  for (int i = 0; i < n_pages; i++) {
    cairo_rectangle (cr, 40, 40, 300, 400);
    cairo_stroke (cr);
    cairo_show_page (cr);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static const char *
get_entry_text (XpPagesView *view)
{
  return gtk_editable_get_text (
    GTK_EDITABLE (xp_test_find_widget (GTK_WIDGET (view), GTK_TYPE_ENTRY)));
}

static void
press (XpPagesView *view, const char *label)
{
  GtkWidget *button = xp_test_find_button (GTK_WIDGET (view), label);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  else
    g_signal_emit_by_name (button, "clicked");
  xp_test_settle ();
}

static void
test_a_sheet_is_looked_at (TestWindow *f, gconstpointer unused)
{
  XpPagesView *view = show_sheet (f, "visit-sheets");
  XpSheetCanvas *canvas = xp_pages_view_get_canvas (view);
  g_assert_cmpint (xp_sheet_canvas_get_n_pages (canvas), >, 2);
  wait_until_drawn (canvas);
  xp_test_leave_pictures (f, NULL, "print-sheet");
  const int percent = xp_sheet_canvas_get_percent (canvas);

  g_assert_true (xp_pages_view_take_key (view, GDK_KEY_plus, GDK_CONTROL_MASK));
  g_assert_cmpint (xp_sheet_canvas_get_percent (canvas), >, percent);
  g_assert_true (xp_pages_view_take_key (view, GDK_KEY_0, GDK_CONTROL_MASK));
  g_assert_cmpint (xp_sheet_canvas_get_percent (canvas), ==, percent);
  g_assert_false (xp_pages_view_take_key (view, GDK_KEY_plus, 0));

  press (view, "下一页");
  g_assert_cmpint (xp_sheet_canvas_get_page (canvas), ==, 1);
  g_assert_cmpstr (get_entry_text (view), ==, "2");
  press (view, "两页并排");
  press (view, "缩略图");
  g_assert_cmpint (xp_sheet_canvas_get_percent (canvas), <, percent);
  wait_until_drawn (canvas);
  xp_test_wait_until_settled ();
  xp_test_leave_pictures (f, NULL, "print-two-up");
}

/* As many certificates as a county has: pages are there as they are looked at, and not before. */
static void
test_a_long_roll_is_turned (TestWindow *f, gconstpointer unused)
{
  XpPagesView *view = show_sheet (f, "visit-sheets");
  XpSheetCanvas *canvas = xp_pages_view_get_canvas (view);
  g_autoptr (GBytes) roll = make_pdf (3258, 210, 297);
  xp_pages_view_show (view, roll);
  wait_until_drawn (canvas);
  g_assert_cmpint (xp_sheet_canvas_get_n_pages (canvas), ==, 3258);
  g_assert_true (xp_test_shows (f, "共3258页"));

  xp_sheet_canvas_go_to (canvas, 3257);
  g_assert_cmpint (wait_until_drawn (canvas), <, 5);
  g_assert_cmpint (xp_sheet_canvas_get_page (canvas), ==, 3257);
  GtkEditable *entry = GTK_EDITABLE (xp_test_find_widget (GTK_WIDGET (view), GTK_TYPE_ENTRY));
  gtk_editable_set_text (entry, "1000");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (xp_sheet_canvas_get_page (canvas), ==, 999);
  gtk_editable_set_text (entry, "九千");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (xp_sheet_canvas_get_page (canvas), ==, 999);
  gtk_editable_set_text (entry, "9000");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (xp_sheet_canvas_get_page (canvas), ==, 3257);
  press (view, "缩略图");
  wait_until_drawn (canvas);
}

/* The same sheet, set again: who reads its third page goes on reading it. */
static void
test_the_page_in_front_stays (TestWindow *f, gconstpointer unused)
{
  XpPagesView *view = show_sheet (f, "visit-sheets");
  XpSheetCanvas *canvas = xp_pages_view_get_canvas (view);
  g_autoptr (GBytes) five = make_pdf (5, 210, 297), two = make_pdf (2, 210, 297);
  xp_pages_view_show (view, five);
  wait_until_drawn (canvas);
  xp_sheet_canvas_go_to (canvas, 2);
  xp_pages_view_show (view, five);
  wait_until_drawn (canvas);
  g_assert_cmpint (xp_sheet_canvas_get_page (canvas), ==, 2);
  xp_pages_view_show (view, two);
  wait_until_drawn (canvas);
  g_assert_cmpint (xp_sheet_canvas_get_page (canvas), ==, 1);
}

static void
test_long_work_is_stopped (TestWindow *f, gconstpointer unused)
{
  XpPagesView *view = show_sheet (f, "visit-sheets");
  XpPrintPage *page = XP_PRINT_PAGE (xp_window_get_page (f->window, "print"));
  xp_pages_view_show_progress (view, 1200, 3258);
  g_assert_true (xp_test_shows (f, "正在排版，已排1200张"));
  xp_test_leave_pictures (f, NULL, "print-progress");
  press (view, "不排了");
  g_assert_true (xp_test_shows (f, "停下了，没有排完"));
  g_assert_null (xp_print_page_get_pdf (page));
  GtkWidget *again = xp_test_find_button (GTK_WIDGET (page), "入户打分表");
  g_assert_nonnull (again);
  g_signal_emit_by_name (again, "clicked");
  xp_test_wait_until_settled ();
  g_assert_nonnull (xp_print_page_get_pdf (page));
}

/* A number that is none does not print the whole village. */
static void
test_a_wrong_number_prints_nothing (TestWindow *f, gconstpointer unused)
{
  static const struct {
    const char *typed;
    int household;
  } CASES[] = {{"17", 17}, {"１７", 17}, {" 3 ", 3}, {"", 0}, {"十七", -1}, {"0", -1}, {"3户", -1}};
  show_sheet (f, "visit-sheets");
  XpPrintPage *page = XP_PRINT_PAGE (xp_window_get_page (f->window, "print"));
  XpPrintChoices *choices =
    XP_PRINT_CHOICES (xp_test_find_widget (GTK_WIDGET (page), XP_TYPE_PRINT_CHOICES));
  GtkWidget *entry = xp_test_find_widget (GTK_WIDGET (choices), GTK_TYPE_ENTRY);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    gtk_editable_set_text (GTK_EDITABLE (entry), CASES[i].typed);
    g_signal_emit_by_name (entry, "activate");
    xp_test_wait_until_settled ();
    g_assert_cmpint (xp_print_choices_get (choices).household, ==, CASES[i].household);
    g_assert_true ((xp_print_page_get_pdf (page) != NULL) == (CASES[i].household >= 0));
  }
  g_assert_true (xp_test_shows (f, "“3户”不是数字"));
  xp_test_leave_pictures (f, NULL, "print-wrong-number");
}

/* ---- the printer ---- */

static void
test_a_printer_is_remembered (TestWindow *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "printers.ini", NULL);
  g_autoptr (GtkPrintSettings) lists = gtk_print_settings_new ();
  g_autoptr (GtkPrintSettings) certificates = gtk_print_settings_new ();
  gtk_print_settings_set_printer (lists, "黑白激光");
  gtk_print_settings_set_n_copies (lists, 12);
  gtk_print_settings_set_printer (certificates, "彩色喷墨");
  xp_printers_remember (path, "summary", lists);
  xp_printers_remember (path, "certificates", certificates);
  g_autoptr (GtkPrintSettings) list = xp_printers_recall (path, "summary");
  g_autoptr (GtkPrintSettings) certificate = xp_printers_recall (path, "certificates");
  g_autoptr (GtkPrintSettings) other = xp_printers_recall (path, "notice");
  g_assert_cmpstr (gtk_print_settings_get_printer (list), ==, "黑白激光");
  g_assert_cmpint (gtk_print_settings_get_n_copies (list), ==, 1);
  g_assert_cmpstr (gtk_print_settings_get_printer (certificate), ==, "彩色喷墨");
  g_assert_cmpstr (gtk_print_settings_get_printer (other), ==, "彩色喷墨");
  g_unlink (path);
}

static void
assert_paper (double width_mm, double height_mm, const char *name, GtkPageOrientation orientation)
{
  g_autoptr (GBytes) pdf = make_pdf (1, width_mm, height_mm);
  g_autoptr (GtkPageSetup) setup = xp_printers_dup_page_setup (pdf);
  const GtkPaperSize *paper = gtk_page_setup_get_paper_size (setup);
  g_assert_cmpstr (gtk_paper_size_get_name ((GtkPaperSize *) paper), ==, name);
  g_assert_cmpint (gtk_page_setup_get_orientation (setup), ==, orientation);
}

static void
test_the_paper_is_that_of_the_sheet (TestWindow *f, gconstpointer unused)
{
  assert_paper (210, 297, "iso_a4", GTK_PAGE_ORIENTATION_PORTRAIT);
  assert_paper (420, 297, "iso_a3", GTK_PAGE_ORIENTATION_LANDSCAPE);
  assert_paper (260, 185, "xp_185x260mm", GTK_PAGE_ORIENTATION_LANDSCAPE);
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/print/sheet", test_a_sheet_is_looked_at);
  ADD ("/print/roll", test_a_long_roll_is_turned);
  ADD ("/print/stays", test_the_page_in_front_stays);
  ADD ("/print/stop", test_long_work_is_stopped);
  ADD ("/print/wrong-number", test_a_wrong_number_prints_nothing);
  ADD ("/print/printer", test_a_printer_is_remembered);
  ADD ("/print/paper", test_the_paper_is_that_of_the_sheet);
#undef ADD
  return g_test_run ();
}

/* 证书登记簿 and 套打 in the window: by keys, by mouse, and what a computer remembers of its
 * printer. */
#include "xp-test-window.h"

#include "xp-cells-view.h"
#include "xp-certificate-window.h"
#include "xp-form-window.h"
#include "xp-marking.h"
#include "xp-print-page.h"
#include "xp-sample.h"
#include "xp-stock-view.h"

#include <string.h>

static XpFormWindow *
find_form (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  XpFormWindow *form = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_FORM_WINDOW (window) && gtk_widget_get_visible (window))
      form = XP_FORM_WINDOW (window);
  }
  return form;
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) &&
      strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) != NULL)
    return widget;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static void
write_in (const char *title, const char *text)
{
  GtkWidget *row = find_row (GTK_WIDGET (find_form ()), title);
  if (row == NULL)
    g_error ("“%s” is not asked", title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  xp_test_settle ();
}

static void
press (GtkWidget *within, const char *label)
{
  GtkWidget *button = xp_test_find_button (within, label);
  if (button == NULL)
    g_error ("no button “%s” is to be seen", label);
  g_signal_emit_by_name (button, "clicked");
  xp_test_wait_until_settled ();
}

static void
assert_form_says (const char *text)
{
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (find_form ()));
  if (strstr (labels, text) == NULL)
    g_error ("“%s” is not in\n%s", text, labels);
}

static void
close_form (void)
{
  gtk_window_destroy (GTK_WINDOW (find_form ()));
  xp_test_settle ();
}

static XpDesk *
open_on (TestWindow *f, GDateMonth month, GDateDay day)
{
  g_autoptr (GError) error = NULL;
  XpClock clock = XP_CLOCK_SYSTEM;
  g_date_set_dmy (&clock.today, day, month, 2026);
  clock.is_fixed = TRUE;
  const XpDeskOptions options = {.clock = &clock, .who = ""};
  XpDesk *desk = xp_desk_open (f->path, &options, &error);
  g_assert_no_error (error);
  return desk;
}

static void
close_desk (XpDesk *desk)
{
  xp_desk_close (desk);
  g_object_unref (desk);
}

/* Everybody who was met is awarded. */
static int64_t
post (XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "2026年第四季度“干净人家”评选",
                            .line = "90",
                            .quota = "无",
                            .notice_length = 3,
                            .notice_counts = "days"};
  const int64_t uid = xp_round_work_open (desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  g_autoptr (GString) marks = g_string_new ("household,judge,item,mark\n");
  for (size_t i = 0; i < loaded->round->n_entrants; i++)
    if (xp_tally_get_total (loaded->tally, (int) i + 1)->state == XP_STATE_PRESENT)
      g_string_append_printf (marks, "%d,,*,无扣分\n", loaded->round->entrants[i].number);
  g_autoptr (XpMarking) marking = xp_marking_new (desk, uid, &error);
  xp_marking_import_csv (marking, "marks.csv", marks->str, &error);
  for (int stage = XP_STAGE_TALLIED; stage <= XP_STAGE_POSTED; stage++)
    g_assert_true (xp_round_work_go_on (desk, uid, (XpStage) stage, &error));
  g_assert_no_error (error);
  return uid;
}

static void
set_up (TestWindow *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  f->folder = g_dir_make_tmp ("xiangping-window-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "sample.xiangping", NULL);
  close_desk (xp_sample_make (f->path, NULL, NULL));
  XpDesk *desk = open_on (f, 10, 13);
  const int64_t uid = post (desk);
  close_desk (desk);
  desk = open_on (f, 10, 25);
  g_assert_true (xp_round_work_go_on (desk, uid, XP_STAGE_PUBLISHED, &error));
  close_desk (desk);
  f->window = xp_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1366, 768);
  gtk_window_present (GTK_WINDOW (f->window));
  g_assert_true (xp_window_open_book (f->window, f->path));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.choose-round", "x", uid);
  xp_test_settle ();
}

static int64_t
get_round (TestWindow *f)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (xp_window_get_desk (f->window), NULL);
  return ((const XpRoundLine *) rounds->pdata[rounds->len - 1])->uid;
}

static XpPrintPage *
show_certificates (TestWindow *f)
{
  XpPrintPage *page = XP_PRINT_PAGE (xp_window_get_page (f->window, "print"));
  xp_window_show_page (f->window, "print");
  xp_print_page_choose (page, "certificates");
  xp_test_wait_until_settled ();
  return page;
}

static GPtrArray *
list (TestWindow *f)
{
  return xp_certificate_work_list (xp_window_get_desk (f->window), get_round (f), NULL);
}

static const XpCertificateLine *
line_at (GPtrArray *lines, guint i)
{
  return lines->pdata[i];
}

static void
choose (guint index)
{
  XpCellsView *cells =
    XP_CELLS_VIEW (xp_test_find_widget (GTK_WIDGET (find_form ()), XP_TYPE_CELLS_VIEW));
  xp_cells_view_select (cells, index);
  xp_test_settle ();
}

static void
test_the_register_is_kept_by_keys (TestWindow *f, gconstpointer unused)
{
  XpPrintPage *page = show_certificates (f);
  xp_test_leave_picture (f, "print-certificates");
  press (GTK_WIDGET (page), "登记簿…");
  assert_form_says ("印好0张");
  choose (3);
  XpCellsView *cells =
    XP_CELLS_VIEW (xp_test_find_widget (GTK_WIDGET (find_form ()), XP_TYPE_CELLS_VIEW));
  g_signal_emit_by_name (cells, "activated", 3u);
  xp_test_settle ();
  assert_form_says ("印好4张");
  choose (1);
  press (GTK_WIDGET (find_form ()), "2 补印");
  assert_form_says ("都要写明原因");
  write_in ("原因", "污损");
  press (GTK_WIDGET (find_form ()), "2 补印");
  choose (4);
  write_in ("原因", "卡纸");
  press (GTK_WIDGET (find_form ()), "3 废张");
  choose (2);
  write_in ("原因", "错字");
  press (GTK_WIDGET (find_form ()), "4 作废");
  write_in ("换发时姓名", "司马常河");
  press (GTK_WIDGET (find_form ()), "5 换发");
  choose (0);
  press (GTK_WIDGET (find_form ()), "6 领走");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "certificate-register");
  g_autoptr (GPtrArray) lines = list (f);
  g_assert_nonnull (strstr (line_at (lines, 1)->printings, "（污损）"));
  g_assert_cmpint (line_at (lines, 4)->n_spoiled, ==, 1);
  g_assert_true (line_at (lines, 2)->is_void);
  g_assert_cmpstr (line_at (lines, lines->len - 1)->name, ==, "司马常河");
  g_assert_cmpstr (line_at (lines, 0)->received_on, !=, "");
  write_in ("原因", "记错了");
  press (GTK_WIDGET (find_form ()), "7 更正");
  g_autoptr (GPtrArray) mended = list (f);
  g_assert_cmpstr (line_at (mended, 0)->received_on, ==, "");
  close_form ();
}

static void
test_it_is_asked_how_far_the_printer_came (TestWindow *f, gconstpointer unused)
{
  XpPrintPage *page = show_certificates (f);
  const int64_t uid = get_round (f);
  XpDesk *desk = xp_window_get_desk (f->window);
  xp_certificate_window_ask_how_far (GTK_WIDGET (page), desk, uid, NULL, NULL);
  xp_test_settle ();
  assert_form_says ("印到第几张？");
  write_in ("最后一张好的", "五");
  press (GTK_WIDGET (find_form ()), "登记");
  assert_form_says ("读不懂");
  write_in ("最后一张好的", "5");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "certificates-how-far");
  press (GTK_WIDGET (find_form ()), "登记");
  g_assert_null (find_form ());
  xp_certificate_window_ask_how_far (GTK_WIDGET (page), desk, uid, NULL, "2,3");
  xp_test_settle ();
  press (GTK_WIDGET (find_form ()), "登记");
  assert_form_says ("已经登记印好了");
  write_in ("为什么补印", "污损");
  press (GTK_WIDGET (find_form ()), "登记");
  g_autoptr (GPtrArray) lines = list (f);
  g_assert_cmpint (line_at (lines, 4)->n_printings, ==, 1);
  g_assert_cmpint (line_at (lines, 5)->n_printings, ==, 0);
  g_assert_cmpint (line_at (lines, 2)->n_printings, ==, 2);
}

/* ---- 套打 ---- */

static void
pick (const char *title, guint index)
{
  GtkWidget *row = find_row (GTK_WIDGET (find_form ()), title);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), index);
  xp_test_settle ();
}

static XpStockView *
find_view (void)
{
  return XP_STOCK_VIEW (xp_test_find_widget (GTK_WIDGET (find_form ()), XP_TYPE_STOCK_VIEW));
}

static const XpStockPlace *
place_of (XpStockField field)
{
  return &xp_stock_view_get_stock (find_view ())->places[field];
}

static GtkEventController *
controller_of (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);
    if (G_TYPE_CHECK_INSTANCE_TYPE (one, type))
      return one;
  }
  g_assert_not_reached ();
}

/* As the mouse does: takes hold of the field at its left end. */
static void
drag (XpStockField field, int dx, int dy)
{
  GtkWidget *area = gtk_widget_get_first_child (GTK_WIDGET (find_view ()));
  GtkEventController *gesture = controller_of (area, GTK_TYPE_GESTURE_DRAG);
  const XpStockPlace place = *place_of (field);
  double x = 0, y = 0, to_x = 0, to_y = 0;
  xp_stock_view_get_point (find_view (), place.x + 100, place.y - 100, &x, &y);
  xp_stock_view_get_point (find_view (), place.x + 100 + dx, place.y - 100 + dy, &to_x, &to_y);
  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  g_signal_emit_by_name (gesture, "drag-update", to_x - x, to_y - y);
  g_signal_emit_by_name (gesture, "drag-end", to_x - x, to_y - y);
  xp_test_wait_until_settled ();
}

static void
press_arrow (guint keyval, GdkModifierType modifiers)
{
  GtkWidget *area = gtk_widget_get_first_child (GTK_WIDGET (find_view ()));
  gboolean is_taken = FALSE;
  g_signal_emit_by_name (controller_of (area, GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed",
                         keyval,
                         0u,
                         modifiers,
                         &is_taken);
  g_assert_true (is_taken);
  xp_test_settle ();
}

static const char *
typed_in (const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (find_row (GTK_WIDGET (find_form ()), title)));
}

static void
test_fields_are_placed_by_mouse_and_by_figures (TestWindow *f, gconstpointer unused)
{
  XpPrintPage *page = show_certificates (f);
  press (GTK_WIDGET (page), "纸、封套、套打…");
  pick ("印在什么纸上", 1);
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "certificates-paper");
  press (GTK_WIDGET (find_form ()), "摆位置…");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (find_view ()));
  const XpStockPlace before = *place_of (XP_STOCK_DATE), name = *place_of (XP_STOCK_NAME);
  drag (XP_STOCK_DATE, 1000, -500);
  g_assert_cmpint (xp_stock_view_get_selected (find_view ()), ==, XP_STOCK_DATE);
  g_assert_cmpint (ABS (place_of (XP_STOCK_DATE)->x - before.x - 1000), <=, 60);
  g_assert_cmpint (ABS (place_of (XP_STOCK_DATE)->y - before.y + 500), <=, 60);
  g_assert_cmpint (place_of (XP_STOCK_NAME)->x, ==, name.x);
  press_arrow ('2', 0); /* 称呼 */
  press_arrow (GDK_KEY_Right, 0);
  press_arrow (GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_cmpint (place_of (XP_STOCK_NAME)->x, ==, name.x + 50);
  g_assert_cmpint (place_of (XP_STOCK_NAME)->y, ==, name.y + 500);
  write_in ("离左边", "41.5");
  g_assert_cmpint (place_of (XP_STOCK_NAME)->x, ==, 4150);
  write_in ("离左边", "4x");
  g_assert_cmpint (place_of (XP_STOCK_NAME)->x, ==, 4150);
  press (GTK_WIDGET (find_form ()), "记下来");
  assert_form_says ("读不懂");
  write_in ("离左边", "41.5");
  pick ("哪一项", XP_STOCK_DATE);
  g_assert_cmpstr (typed_in ("字号"), ==, "18");
  write_in ("这种纸叫什么", "大红封套");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "certificates-places");
  press (GTK_WIDGET (find_form ()), "记下来");
  g_assert_null (find_form ());
  g_autoptr (GPtrArray) stocks =
    xp_certificate_work_list_stocks (xp_window_get_desk (f->window), NULL);
  g_assert_cmpuint (stocks->len, ==, 1);
  const XpStockLine *line = stocks->pdata[0];
  g_assert_cmpstr (line->name, ==, "大红封套");
  g_assert_cmpint (line->stock.places[XP_STOCK_NAME].x, ==, 4150);
  g_auto (XpCertificateChoice) choice = {0};
  xp_settings_get_certificates (xp_window_get_settings (f->window), &choice);
  g_assert_cmpstr (choice.stock, ==, "大红封套");
  xp_test_wait_until_settled ();
  g_assert_nonnull (xp_print_page_get_pdf (page));
}

static void
test_a_printer_is_calibrated (TestWindow *f, gconstpointer unused)
{
  XpPrintPage *page = show_certificates (f);
  press (GTK_WIDGET (page), "纸、封套、套打…");
  press (GTK_WIDGET (find_form ()), "校准打印机…");
  write_in ("哪台打印机", "村部激光机 手送纸口");
  write_in ("横着读", "10.5 28");
  write_in ("竖着读", "10、200");
  press (GTK_WIDGET (find_form ()), "记下来");
  assert_form_says ("读数不对");
  write_in ("横着读", "10.5，287.5");
  xp_test_leave_pictures (f, GTK_WIDGET (find_form ()), "certificates-calibration");
  g_autoptr (GBytes) before = g_bytes_ref (xp_print_page_get_pdf (page));
  press (GTK_WIDGET (find_form ()), "记下来");
  g_assert_null (find_form ());
  xp_test_wait_until_settled ();
  XpPrinterPlacing placing = {0};
  g_assert_true (
    xp_settings_get_printer (xp_window_get_settings (f->window), "村部激光机 手送纸口", &placing));
  g_assert_cmpfloat_with_epsilon (placing.dx_mm, -0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (placing.dy_mm, 0, 1e-6);
  /* The sheet that is shown is moved. */
  g_assert_false (g_bytes_equal (before, xp_print_page_get_pdf (page)));
}

#define CASE(name, function)                                                                       \
  g_test_add ("/certificates/" name, TestWindow, NULL, set_up, function, xp_test_window_tear_down)

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
  CASE ("register", test_the_register_is_kept_by_keys);
  CASE ("how-far", test_it_is_asked_how_far_the_printer_came);
  CASE ("places", test_fields_are_placed_by_mouse_and_by_figures);
  CASE ("calibration", test_a_printer_is_calibrated);
  return g_test_run ();
}

/* 全年积分: begun from the empty page, typed with few keys, taken back, redeemed, closed. */
#include "xp-test-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-household-work.h"
#include "xp-ledger-page.h"
#include "xp-ledger-work.h"
#include "xp-print-page.h"

#include <string.h>

static GtkWidget *
show_page (TestWindow *f)
{
  xp_window_show_page (f->window, "ledger");
  xp_test_settle ();
  return GTK_WIDGET (xp_window_get_page (f->window, "ledger"));
}

static GtkWidget *
child_of (TestWindow *f, const char *name)
{
  GtkWidget *page = GTK_WIDGET (xp_window_get_page (f->window, "ledger"));
  GObject *child = gtk_widget_get_template_child (page, XP_TYPE_LEDGER_PAGE, name);
  g_assert_nonnull (child);
  return GTK_WIDGET (child);
}

/* As the keys would do it: the text, then Enter. */
static void
enter (TestWindow *f, const char *name, const char *text)
{
  GtkWidget *entry = child_of (f, name);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  xp_test_settle ();
}

static bool
has_focus (TestWindow *f, const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  return focus != NULL && gtk_widget_is_ancestor (focus, child_of (f, name));
}

static const char *
label_of (TestWindow *f, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (child_of (f, name)));
}

static void
begin (TestWindow *f)
{
  show_page (f);
  g_assert_true (xp_test_shows (f, "还没有开始记积分"));
  gtk_widget_activate_action (child_of (f, "stack"), "ledger.begin", NULL);
  xp_test_settle ();
  g_assert_false (xp_test_shows (f, "还没有开始记积分"));
  g_assert_true (xp_test_shows (f, "先在左边选一户"));
}

static void
press (TestWindow *f, const char *name)
{
  g_signal_emit_by_name (child_of (f, name), "clicked");
  xp_test_settle ();
}

static XpFormWindow *
find_form (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_FORM_WINDOW (window))
      return XP_FORM_WINDOW (window);
  }
  g_assert_not_reached ();
}

/* The n-th field of the form, from 0. */
static void
fill_in (XpFormWindow *form, int n, const char *text)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  g_ptr_array_add (waiting, form);
  while (waiting->len > 0) {
    GtkWidget *widget = g_ptr_array_steal_index (waiting, waiting->len - 1);
    if (ADW_IS_ENTRY_ROW (widget) && n-- == 0) {
      gtk_editable_set_text (GTK_EDITABLE (widget), text);
      return;
    }
    for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL;
         child = gtk_widget_get_prev_sibling (child))
      g_ptr_array_add (waiting, child);
  }
  g_assert_not_reached ();
}

static void
answer (XpFormWindow *form)
{
  g_assert_true (xp_form_window_answer (form));
  xp_test_settle ();
}

static void
test_few_keys (TestWindow *f, gconstpointer unused)
{
  begin (f);
  enter (f, "search", "3");
  g_assert_true (g_str_has_prefix (label_of (f, "who"), "3号 "));
  g_assert_true (has_focus (f, "item"));
  enter (f, "item", "5");
  g_assert_true (has_focus (f, "amount"));
  gtk_editable_set_text (GTK_EDITABLE (child_of (f, "amount")), "3");
  g_assert_cmpstr (label_of (f, "echo"), ==, "公益劳动 3人次，加6分。评比分106，可兑换积分106。");
  enter (f, "amount", "3");
  g_assert_cmpstr (label_of (f, "echo"),
                   ==,
                   "记上了：公益劳动 3人次，加6分。评比分106，可兑换积分106。");
  g_assert_true (has_focus (f, "search"));
  g_assert_cmpstr (label_of (f, "balances"), ==, "评比分106，可兑换积分106。");

  /* The next of the list of names: the item stays. */
  enter (f, "search", "5");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child_of (f, "item"))), ==, "5");
  enter (f, "amount", "2");
  g_assert_cmpstr (label_of (f, "balances"), ==, "评比分104，可兑换积分104。");

  /* Where the meeting fixes the points it asks for them. */
  enter (f, "item", "让地");
  enter (f, "amount", "1");
  g_assert_true (has_focus (f, "points"));
  enter (f, "points", "99");
  g_assert_nonnull (strstr (label_of (f, "echo"), "只能议定5到20分"));
  g_assert_true (gtk_widget_has_css_class (child_of (f, "echo"), "refused"));
  enter (f, "points", "15");
  g_assert_cmpstr (label_of (f, "balances"), ==, "评比分119，可兑换积分119。");
  enter (f, "item", "什么");
  enter (f, "amount", "1");
  g_assert_nonnull (strstr (label_of (f, "echo"), "没有“什么”这一项"));
  xp_test_leave_pictures (f, NULL, "ledger");
}

static void
test_taking_back_and_redeeming (TestWindow *f, gconstpointer unused)
{
  begin (f);
  enter (f, "search", "3");
  g_assert_false (gtk_widget_get_sensitive (child_of (f, "take_back")));
  enter (f, "item", "5");
  enter (f, "amount", "3");

  gtk_widget_activate_action (child_of (f, "stack"), "ledger.goods", NULL);
  XpFormWindow *goods = find_form ();
  fill_in (goods, 0, "肥皂");
  fill_in (goods, 1, "10");
  fill_in (goods, 2, "5");
  xp_test_leave_pictures (f, GTK_WIDGET (goods), "ledger-goods");
  answer (goods);
  press (f, "redeem");
  XpFormWindow *redeem = find_form ();
  fill_in (redeem, 0, "2");
  answer (redeem);
  g_assert_cmpstr (label_of (f, "balances"), ==, "评比分106，可兑换积分86。");
  g_assert_true (xp_test_shows (f, "兑换 肥皂"));

  XpCellsView *story = XP_CELLS_VIEW (child_of (f, "story"));
  g_assert_cmpuint (xp_cells_view_get_n_lines (story), ==, 2);
  xp_cells_view_select (story, 0);
  xp_test_settle ();
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (child_of (f, "take_back"))),
                   ==,
                   "退回选中的一笔");
  press (f, "take_back");
  g_assert_cmpstr (label_of (f, "balances"), ==, "评比分106，可兑换积分106。");
  g_assert_true (xp_test_shows (f, "用20分，已退回"));

  xp_cells_view_select (story, 1);
  xp_test_settle ();
  press (f, "take_back");
  XpFormWindow *reverse = find_form ();
  fill_in (reverse, 0, "记错了户");
  answer (reverse);
  g_assert_cmpstr (label_of (f, "balances"), ==, "评比分100，可兑换积分100。");
  g_assert_true (xp_test_shows (f, "已冲销"));
}

static void
test_closing (TestWindow *f, gconstpointer unused)
{
  begin (f);
  enter (f, "search", "3");
  gtk_widget_activate_action (child_of (f, "stack"), "ledger.close", NULL);
  XpFormWindow *form = find_form ();
  g_assert_false (xp_form_window_answer (form));
  fill_in (form, 0, "12月28日村民会议定");
  answer (form);
  g_assert_true (xp_test_shows (f, "（已结账）"));
  g_assert_false (gtk_widget_get_sensitive (child_of (f, "typing")));
  g_assert_false (gtk_widget_get_sensitive (child_of (f, "redeem")));
}

static void
choose_year (TestWindow *f, guint at)
{
  GtkWidget *choice = xp_test_find_widget (child_of (f, "year_choice"), GTK_TYPE_DROP_DOWN);
  g_assert_true (gtk_widget_get_visible (choice));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), at);
  xp_test_settle ();
}

/* The year before was closed: it is read, and nothing can be written into it. */
static void
test_an_earlier_year_is_looked_at (TestWindow *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  XpDesk *desk = xp_window_get_desk (f->window);
  const GDate today = xp_desk_get_today (desk);
  const int last = g_date_get_year (&today) - 1;
  g_autofree char *on_day = g_strdup_printf ("%d-05-04", last);
  g_assert_true (xp_ledger_work_open_year (desk, last, NULL, &error));
  const XpLedgerSpec spec = {.year = last,
                             .household_uid = xp_household_work_find (desk, 3, NULL),
                             .item = "公益劳动",
                             .amount = "2",
                             .on_day = on_day};
  xp_ledger_work_add (desk, &spec, 1, &error);
  g_assert_no_error (error);
  g_assert_true (xp_ledger_work_close_year (desk, last, false, "村民会议定的", &error));
  g_assert_true (xp_ledger_work_open_year (desk, 0, NULL, &error));
  show_page (f);
  g_autofree char *closed = g_strdup_printf ("%d年（已结账）", last);
  enter (f, "search", "3");
  g_assert_true (gtk_widget_get_sensitive (child_of (f, "typing")));
  g_assert_false (xp_test_shows (f, on_day));

  choose_year (f, 1);
  g_assert_true (xp_test_shows (f, closed));
  g_assert_true (xp_test_shows (f, on_day)); /* the same household stays */
  g_assert_false (gtk_widget_get_sensitive (child_of (f, "typing")));
  g_assert_false (gtk_widget_get_sensitive (child_of (f, "redeem")));
  xp_test_leave_pictures (f, NULL, "ledger-earlier");
  choose_year (f, 0);
  g_assert_true (gtk_widget_get_sensitive (child_of (f, "typing")));
  g_assert_false (xp_test_shows (f, on_day));
}

/* ---- on paper ---- */

static XpPrintPage *
show_print (TestWindow *f, const char *document)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.print", "s", document);
  xp_test_wait_until_settled ();
  return XP_PRINT_PAGE (xp_window_get_page (f->window, "print"));
}

static void
test_a_year_on_paper (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_print_page_get_pdf (show_print (f, "household-points")));
  g_assert_true (xp_test_shows (f, "还没有开始记积分"));
  g_assert_true (xp_ledger_work_open_year (desk, 0, NULL, &error));
  g_autoptr (GPtrArray) households = xp_desk_list_households (desk, &error);
  const XpLedgerSpec spec = {.household_uid = ((XpHouseholdLine *) households->pdata[0])->uid,
                             .item = "公益劳动",
                             .amount = "3"};
  g_assert_true (xp_ledger_work_add (desk, &spec, 1, &error));
  g_assert_no_error (error);
  g_assert_nonnull (xp_print_page_get_pdf (show_print (f, "household-points")));
  xp_test_leave_picture (f, "points-sheet");
  g_assert_nonnull (xp_print_page_get_pdf (show_print (f, "points-notice")));
  g_assert_true (xp_test_shows (f, "还没有问过愿不愿意上榜"));
  g_assert_null (xp_print_page_get_pdf (show_print (f, "redemptions")));
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, func, xp_test_window_tear_down)
  ADD ("/ledger/few-keys", test_few_keys);
  ADD ("/ledger/taken-back", test_taking_back_and_redeeming);
  ADD ("/ledger/closed", test_closing);
  ADD ("/ledger/earlier", test_an_earlier_year_is_looked_at);
  ADD ("/ledger/paper", test_a_year_on_paper);
#undef ADD
  return g_test_run ();
}

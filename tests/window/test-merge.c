/* The page of merging: what another laptop typed is shown, decided with the keys, and comes in. */
#include "xp-test-window.h"

#include "xp-cells-view.h"
#include "xp-marking.h"
#include "xp-merge-page.h"
#include "xp-merge-work.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  TestWindow window;
  char *other;
  int64_t round_uid;
} Merging;

static void
mark (XpDesk *desk, int64_t round_uid, const char *rows)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *csv = g_strconcat ("household,judge,item,mark\n", rows, NULL);
  g_autoptr (XpMarking) marking = xp_marking_new (desk, round_uid, &error);
  g_assert_no_error (error);
  xp_marking_import_csv (marking, "marks.csv", csv, &error);
  g_assert_no_error (error);
}

/* 张文书 types on a copy what differs, what is the same, and what is new. */
static void
set_up (Merging *f, gconstpointer unused)
{
  xp_test_window_set_up (&f->window, NULL);
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (&f->window);
  g_autoptr (GError) error = NULL;
  f->round_uid = loaded->round->uid;
  f->other = g_build_filename (f->window.folder, "other.xiangping", NULL);
  XpDesk *desk = xp_window_get_desk (f->window.window);
  xp_merge_work_lend (desk, f->round_uid, NULL, f->other, &error);
  g_assert_no_error (error);

  const XpDeskOptions options = {.who = "张文书", .device = "村部电脑"};
  g_autoptr (XpDesk) there = xp_desk_open (f->other, &options, &error);
  g_assert_no_error (error);
  mark (there, f->round_uid, "40,,4,2\n40,,5,1\n41,,4,3\n42,,4,1\n");
  mark (desk, f->round_uid, "40,,4,5\n40,,5,1\n41,,4,1\n");
}

static void
tear_down (Merging *f, gconstpointer unused)
{
  g_unlink (f->other);
  g_free (f->other);
  xp_test_window_tear_down (&f->window, NULL);
}

static GtkWidget *
show_page (Merging *f)
{
  XpWindow *window = f->window.window;
  xp_window_show_page (window, "merge");
  xp_merge_page_read_file (XP_MERGE_PAGE (xp_window_get_page (window, "merge")), f->other);
  xp_test_wait_until_settled ();
  return GTK_WIDGET (xp_window_get_page (window, "merge"));
}

static void
press (GtkWidget *page, guint key)
{
  GtkWidget *rows = xp_test_find_widget (page, XP_TYPE_CELLS_VIEW);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (rows);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
    gboolean is_handled = FALSE;
    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &is_handled);
    if (is_handled)
      break;
  }
  xp_test_settle ();
}

static char *
export_marks (Merging *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking =
    xp_marking_new (xp_window_get_desk (f->window.window), f->round_uid, &error);
  g_assert_no_error (error);
  return xp_marking_export_csv (marking);
}

static void
test_what_differs_is_decided_by_keys (Merging *f, gconstpointer unused)
{
  GtkWidget *page = show_page (f);
  g_assert_true (xp_test_shows (&f->window, "带来4处改动（张文书"));
  g_assert_true (xp_test_shows (&f->window, "1处两边都有，2处两边不一样"));
  g_assert_true (xp_test_shows (&f->window, "张文书在村部电脑上录了4处"));
  g_assert_true (xp_test_shows (&f->window, "还有2处没有定"));
  g_assert_false (gtk_widget_get_sensitive (xp_test_find_button (page, "合并")));
  xp_test_leave_picture (&f->window, "merge-open");

  press (page, GDK_KEY_Right);
  press (page, GDK_KEY_Left);
  press (page, GDK_KEY_2);
  g_assert_true (xp_test_shows (&f->window, "还有1处没有定"));
  press (page, GDK_KEY_KP_1);
  g_assert_true (xp_test_shows (&f->window, "还没写进去"));
  xp_test_leave_picture (&f->window, "merge-decided");
  g_assert_true (gtk_widget_get_sensitive (xp_test_find_button (page, "合并")));

  g_signal_emit_by_name (xp_test_find_button (page, "合并"), "clicked");
  xp_test_wait_until_settled ();
  g_assert_true (xp_test_shows (&f->window, "合并好了：那边录的都收进来了，这边改了2处"));
  xp_test_leave_picture (&f->window, "merge-done");
  g_autofree char *marks = export_marks (f);
  g_assert_nonnull (strstr (marks, "40,,4,2\n"));
  g_assert_nonnull (strstr (marks, "41,,4,1\n"));
  g_assert_nonnull (strstr (marks, "42,,4,1\n"));

  g_signal_emit_by_name (xp_test_find_button (page, "印合并报告"), "clicked");
  xp_test_wait_until_settled ();
  g_assert_cmpstr (xp_window_get_page_name (f->window.window), ==, "print");
  xp_test_leave_picture (&f->window, "merge-report");
}

static void
test_the_rest_is_decided_at_once_or_left (Merging *f, gconstpointer unused)
{
  GtkWidget *page = show_page (f);
  g_autofree char *before = export_marks (f);
  g_signal_emit_by_name (xp_test_find_button (page, "其余都用这边的"), "clicked");
  xp_test_settle ();
  g_assert_true (xp_test_shows (&f->window, "还没写进去"));
  g_signal_emit_by_name (xp_test_find_button (page, "取消"), "clicked");
  xp_test_settle ();
  g_assert_nonnull (xp_test_find_button (page, "选那边拷回来的资料…"));
  g_autofree char *after = export_marks (f);
  g_assert_cmpstr (before, ==, after);
  xp_test_leave_picture (&f->window, "merge-start");
}

static void
test_a_lent_copy_says_so (Merging *f, gconstpointer unused)
{
  XpWindow *window = f->window.window;
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (window)), "外借"));
  g_assert_true (xp_window_open_book (window, f->other));
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (window)), "（外借）"));
  GtkWidget *page = show_page (f);
  g_assert_true (xp_test_shows (&f->window, "不能往里合并") ||
                 xp_test_shows (&f->window, "就是正开着的"));
  g_assert_nonnull (page);
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
  g_test_add ("/window/merge/keys",
              Merging,
              NULL,
              set_up,
              test_what_differs_is_decided_by_keys,
              tear_down);
  g_test_add ("/window/merge/rest",
              Merging,
              NULL,
              set_up,
              test_the_rest_is_decided_at_once_or_left,
              tear_down);
  g_test_add ("/window/merge/lent", Merging, NULL, set_up, test_a_lent_copy_says_so, tear_down);
  return g_test_run ();
}

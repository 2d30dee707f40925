/* 放大屏: it follows the typing without holding it up, in letters that are read ten metres away. */
#include "xp-test-window.h"

#include "xp-household-work.h"
#include "xp-wall-view.h"
#include "xp-wall-window.h"

#include <string.h>

static XpWallWindow *
find_wall (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_WALL_WINDOW (window) && gtk_widget_get_visible (window))
      return XP_WALL_WINDOW (window);
  }
  return NULL;
}

static void
press (TestWindow *f, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), action, NULL);
  xp_test_settle ();
}

static XpWallWindow *
open_wall (TestWindow *f)
{
  press (f, "win.wall");
  XpWallWindow *wall = find_wall ();
  g_assert_nonnull (wall);
  gtk_window_set_default_size (GTK_WINDOW (wall), 1366, 768);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (wall));
  return wall;
}

static void
wait_for (XpWallWindow *wall, const char *text)
{
  for (;;) {
    g_autofree char *shown = xp_wall_window_dup_text (wall);
    if (strstr (shown, text) != NULL)
      return;
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
test_it_follows_the_typing (TestWindow *f, gconstpointer unused)
{
  XpWallWindow *wall = open_wall (f);
  wait_for (wall, "正在录：");
  wait_for (wall, "已录36户，共42户");
  xp_test_leave_picture_of (GTK_WIDGET (wall), "wall-marks");

  press (f, "win.wall-echo");
  xp_test_type (f, "4⏎2⏎");
  wait_for (wall, "院内地面 2处");
  xp_test_type (f, "+");
  wait_for (wall, "记完了");
  wait_for (wall, "已录37户，共42户");
  press (f, "win.wall-dark");
  g_assert_true (xp_wall_window_get_is_dark (wall));
  xp_test_leave_picture_of (GTK_WIDGET (wall), "wall-marks-dark");

  press (f, "win.wall-echo");
  g_autofree char *quiet = xp_wall_window_dup_text (wall);
  g_assert_null (strstr (quiet, "记完了"));
  xp_test_type (f, "4⏎1⏎");
  xp_test_wait_until_settled ();
  g_autofree char *after = xp_wall_window_dup_text (wall);
  g_assert_null (strstr (after, "院内地面"));

  press (f, "win.wall");
  g_assert_null (find_wall ());
}

static void
test_names_as_they_will_hang (TestWindow *f, gconstpointer unused)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autoptr (XpLoadedRound) loaded = xp_test_load_round (f);
  g_autoptr (GError) error = NULL;
  XpWallWindow *wall = open_wall (f);
  for (int left = 42; left > 0; left--)
    xp_test_type (f, "+");
  xp_round_work_go_on (desk, loaded->round->uid, XP_STAGE_TALLIED, &error);
  g_assert_no_error (error);
  wait_for (wall, "拟定名单，还在评议，没有定");
  g_autofree char *shown = xp_wall_window_dup_text (wall);
  /* The sample has telephones and states; none is for the wall. */
  g_assert_null (strstr (shown, "138"));
  g_assert_null (strstr (shown, "本次不参评"));
  g_assert_null (strstr (shown, "分"));
  xp_test_leave_picture_of (GTK_WIDGET (wall), "wall-names");
  gtk_window_close (GTK_WINDOW (wall));
  xp_test_settle ();
  g_assert_null (find_wall ());
  press (f, "win.wall"); /* opens anew */
  g_assert_nonnull (find_wall ());
}

/* The wall's own keys come to it through its controller. */
static gboolean
press_at_wall (XpWallWindow *wall, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (wall));
  gboolean is_taken = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_taken; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_taken);
  }
  xp_test_settle ();
  return is_taken;
}

static void
test_its_keys (TestWindow *f, gconstpointer unused)
{
  static const guint CLOSING[] = {GDK_KEY_F11, GDK_KEY_Escape};
  for (size_t i = 0; i < G_N_ELEMENTS (CLOSING); i++) {
    XpWallWindow *wall = open_wall (f);
    const bool is_dark = xp_wall_window_get_is_dark (wall);
    g_assert_true (press_at_wall (wall, GDK_KEY_d));
    g_assert_true (xp_wall_window_get_is_dark (wall) != is_dark);
    g_assert_false (press_at_wall (wall, GDK_KEY_q));
    g_assert_true (find_wall () == wall);
    g_assert_true (press_at_wall (wall, CLOSING[i]));
    g_assert_null (find_wall ());
  }
}

static void
test_the_monitor_that_is_free (void)
{
  const GdkRectangle two[] = {{0, 0, 1366, 768}, {1366, 0, 1920, 1080}};
  const GdkRectangle left = {100, 100, 1000, 600}, right = {1400, 0, 1366, 740},
                     between = {1200, 0, 1366, 740};
  g_assert_cmpint (xp_wall_choose_monitor (two, 2, &left), ==, 1);
  g_assert_cmpint (xp_wall_choose_monitor (two, 2, &right), ==, 0);
  g_assert_cmpint (xp_wall_choose_monitor (two, 2, &between), ==, 0);
  g_assert_cmpint (xp_wall_choose_monitor (two, 1, &left), ==, -1);
  g_assert_cmpint (xp_wall_choose_monitor (NULL, 0, &left), ==, -1);
}

int
main (int argc, char *argv[])
{
  xp_test_window_init (&argc, &argv);
  g_test_add_func ("/wall/monitor", test_the_monitor_that_is_free);
#define ADD(path, test)                                                                            \
  g_test_add (path, TestWindow, NULL, xp_test_window_set_up, test, xp_test_window_tear_down)
  ADD ("/wall/follows", test_it_follows_the_typing);
  ADD ("/wall/keys", test_its_keys);
  ADD ("/wall/names", test_names_as_they_will_hang);
  return g_test_run ();
}

#include "xp-test-window.h"

#include "xp-sample.h"
#include "xp-still-label.h"
#include "xp-test-fits.h"

#include <glib/gstdio.h>
#include <string.h>

GtkWidget *
xp_test_find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = xp_test_find_widget (child, type);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/xiangping/Xiangping/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

void
xp_test_window_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv);
  adw_init ();
  load_style ();
  /* One that is under way when its window goes is never freed (libadwaita 1.2). */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

void
xp_test_settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/* Answers of works come through the main context; a page is drawn two frames later. */
static void
wait_for_frames (int n_frames)
{
  for (int i = 0; i < n_frames; i++) {
    xp_test_settle ();
    g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), 0);
    gtk_test_widget_wait_for_draw (window);
  }
}

static bool
is_busy (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_WINDOW (window) &&
        xp_page_is_busy (
          xp_window_get_page (XP_WINDOW (window), xp_window_get_page_name (XP_WINDOW (window)))))
      return true;
  }
  return false;
}

void
xp_test_wait_until_settled (void)
{
  static const int N_FRAMES = 20; /* of what begins by itself, like the clipboard */
  wait_for_frames (N_FRAMES);
  while (is_busy ())
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (N_FRAMES);
}

void
xp_test_window_set_up (TestWindow *f, gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("xiangping-window-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "sample.xiangping", NULL);
  f->window = xp_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), XP_TEST_SCREEN_WIDTH, XP_TEST_SCREEN_HEIGHT);
  gtk_window_present (GTK_WINDOW (f->window));
  g_assert_true (xp_window_open_sample (f->window, f->path));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  f->marks = XP_MARKS_PAGE (xp_test_find_widget (GTK_WIDGET (f->window), XP_TYPE_MARKS_PAGE));
  xp_test_settle ();
}

void
xp_test_window_tear_down (TestWindow *f, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  xp_test_settle ();
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

void
xp_test_type (TestWindow *f, const char *keys)
{
  for (const char *at = keys; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const guint keyval = c == 0x23ce ? GDK_KEY_Return : gdk_unicode_to_keyval (c);
    xp_marks_page_key (f->marks, keyval, 0);
  }
  while (xp_marks_page_get_n_pending (f->marks) > 0)
    g_main_context_iteration (NULL, TRUE);
}

void
xp_test_press_key (TestWindow *f, guint keyval, GdkModifierType modifiers)
{
  xp_marks_page_key (f->marks, keyval, modifiers);
  xp_test_type (f, "");
}

void
xp_test_go_to_view (TestWindow *f, XpMarkView view)
{
  for (int i = 0; i < XP_N_VIEWS && xp_marks_page_get_view (f->marks) != view; i++)
    xp_test_press_key (f, GDK_KEY_F6, 0);
  g_assert_cmpint (xp_marks_page_get_view (f->marks), ==, view);
}

XpLoadedRound *
xp_test_load_round (TestWindow *f)
{
  XpDesk *desk = xp_window_get_desk (f->window);
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  return xp_round_work_load (desk, ((XpRoundLine *) rounds->pdata[0])->uid, NULL);
}

static void
collect_labels (GtkWidget *widget, GString *out)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (out, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  if (XP_IS_STILL_LABEL (widget))
    g_string_append_printf (out, "%s\n", xp_still_label_get_text (XP_STILL_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_labels (child, out);
}

char *
xp_test_dup_labels (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);
  collect_labels (widget, text);
  return g_string_free (text, FALSE);
}

bool
xp_test_shows (TestWindow *f, const char *text)
{
  g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (f->window));
  return strstr (labels, text) != NULL;
}

GtkWidget *
xp_test_find_button (GtkWidget *widget, const char *label)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = xp_test_find_button (child, label);
    if (found != NULL)
      return found;
  }
  return NULL;
}

void
xp_test_leave_picture_of (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("XP_SHOTS");
  xp_test_settle ();
  gtk_test_widget_wait_for_draw (window);
  if (folder == NULL)
    return;
  GdkPaintable *paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable,
                          snapshot,
                          gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
  GdkTexture *texture =
    gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_autofree char *path = g_strconcat (folder, "/", name, ".png", NULL);
  gdk_texture_save_to_png (texture, path);
  g_object_unref (texture);
  gsk_render_node_unref (node);
  g_object_unref (paintable);
}

void
xp_test_leave_picture (TestWindow *f, const char *name)
{
  xp_test_leave_picture_of (GTK_WIDGET (f->window), name);
}

void
xp_test_set_text_size (XpWindow *window, const char *percent)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.text-size", "s", percent);
}

void
xp_test_leave_pictures (TestWindow *f, GtkWidget *window, const char *name)
{
  static const char *const SIZES[] = {"150", "200"};
  GtkWidget *pictured = window != NULL ? window : GTK_WIDGET (f->window);
  xp_test_leave_picture_of (pictured, name);
  for (size_t i = 0; i < G_N_ELEMENTS (SIZES); i++) {
    g_autofree char *large = g_strconcat (name, "-", SIZES[i], NULL);
    xp_test_set_text_size (f->window, SIZES[i]);
    xp_test_wait_until_settled ();
    xp_test_leave_picture_of (pictured, large);
    xp_test_check_fits (pictured, large);
  }
  xp_test_set_text_size (f->window, "100");
  xp_test_wait_until_settled ();
}

/* Writes the pictures of F1: every page of the sample village, one PNG a page, as it looks in use:
 * 结果 when there is one, 导入 with a list.
 *
 * write-pictures FOLDER; run by the build on a display of its own. */
#include "xp-help.h"
#include "xp-marking.h"
#include "xp-round-work.h"
#include "xp-settings.h"
#include "xp-window.h"

#include <glib/gstdio.h>

/* Of the window, before it is made small. */
static const int WIDTH_PX = 1280, HEIGHT_PX = 720;
static const float SCALE = 0.54F;

/* What a work answers later comes with the main context; a page is drawn some frames later. */
static void
wait_for_frames (GtkWidget *window)
{
  for (int i = 0; i < 30; i++) {
    while (g_main_context_pending (NULL))
      g_main_context_iteration (NULL, FALSE);
    gtk_test_widget_wait_for_draw (window);
  }
}

static gboolean
write_picture (GtkWidget *window, const char *path)
{
  GdkPaintable *paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gtk_snapshot_scale (snapshot, SCALE, SCALE);
  gdk_paintable_snapshot (paintable,
                          GDK_SNAPSHOT (snapshot),
                          gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
  GdkTexture *texture =
    gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  const gboolean is_written = gdk_texture_save_to_png (texture, path);
  g_object_unref (texture);
  gsk_render_node_unref (node);
  g_object_unref (paintable);
  return is_written;
}

static gboolean
write_page (XpWindow *window, const char *folder, const char *page)
{
  g_autofree char *name = g_strconcat (page, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  xp_window_show_page (window, page);
  wait_for_frames (GTK_WIDGET (window));
  return write_picture (GTK_WIDGET (window), path);
}

/* The six that are missing are typed, and it is worked out. */
static gboolean
work_out (XpDesk *desk)
{
  g_autofree char *path =
    g_build_filename (xp_desk_get_resources_dir (desk), "sample", "evening.csv", NULL);
  g_autofree char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  const XpRoundLine *round = rounds != NULL ? rounds->pdata[0] : NULL;
  g_autoptr (XpMarking) marking = round != NULL ? xp_marking_new (desk, round->uid, NULL) : NULL;
  return marking != NULL && xp_marking_import_csv (marking, "evening.csv", text, NULL) &&
         xp_round_work_go_on (desk, round->uid, XP_STAGE_TALLIED, NULL);
}

static gboolean
write_pages (XpWindow *window, const char *list, const char *folder)
{
  static const char *const LATER[] = {"result", "import", NULL};
  g_auto (GStrv) pages = xp_help_list_pages ();
  for (size_t i = 0; pages[i] != NULL; i++)
    if (!g_strv_contains (LATER, pages[i]) && !write_page (window, folder, pages[i]))
      return FALSE;
  if (!work_out (xp_window_get_desk (window)) || !write_page (window, folder, "result"))
    return FALSE;
  xp_window_preview_list (window, list);
  wait_for_frames (GTK_WIDGET (window));
  return write_page (window, folder, "import");
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

int
main (int argc, char *argv[])
{
  gtk_init ();
  adw_init ();
  XpWindow *window = xp_window_new (NULL);
  load_style ();
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH_PX, HEIGHT_PX);
  gtk_window_present (GTK_WINDOW (window));

  xp_settings_set_who (xp_window_get_settings (window), "王会计");
  g_autofree char *book = g_build_filename (g_get_user_runtime_dir (), "sample.xiangping", NULL);
  g_autofree char *list =
    xp_window_open_sample (window, book)
      ? g_build_filename (xp_desk_get_resources_dir (xp_window_get_desk (window)),
                          "sample",
                          "roster.csv",
                          NULL)
      : NULL;
  if (list == NULL || argc != 2)
    return 1;
  wait_for_frames (GTK_WIDGET (window));
  const gboolean is_written = write_pages (window, list, argv[1]);
  gtk_window_destroy (GTK_WINDOW (window));
  g_unlink (book);
  return is_written ? 0 : 1;
}

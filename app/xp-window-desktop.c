#include "xp-window-desktop.h"

#include "xp-application.h"
#include "xp-settings.h"

#include <glib/gi18n.h>

/* ---- files that are dropped ---- */

static void
take_file (XpWindow *window, GFile *file)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_autofree char *path = g_file_get_path (file);
  if (path == NULL)
    xp_window_show_problem (window, _ ("这个文件不在这台电脑上。请先把它复制过来，再放进来。"));
  else if (g_file_test (path, G_FILE_TEST_IS_DIR))
    xp_window_show_problem (window,
                            _ ("放进来的是文件夹。请打开它，把里面的名单或本村资料放进来。"));
  else
    xp_application_open_path (XP_APPLICATION (application), window, path);
}

static gboolean
dropped_cb (XpWindow *window, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  const guint n = g_slist_length (files);
  if (n == 1) {
    take_file (window, files->data);
    return TRUE;
  }
  g_autofree char *problem =
    g_strdup_printf (_ ("一次只能放一个文件，刚才放了%u个。请一个一个地放。"), n);
  xp_window_show_problem (window, problem);
  return FALSE;
}

/* ---- Ctrl+S ---- */

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  XpWindow *window = user_data;
  xp_window_show_done (window,
                       xp_window_get_desk (window) != NULL
                         ? _ ("已经保存，不用再存：每一笔打上去就存好了。")
                         : _ ("还没有打开本村资料，没有要保存的。"));
}

/* ---- the size ---- */

static gboolean
closing_cb (GtkWindow *window)
{
  g_autoptr (XpSettings) settings = xp_settings_new (NULL);
  XpWindowSize size = {.is_maximized = gtk_window_is_maximized (window)};
  gtk_window_get_default_size (window, &size.width_px, &size.height_px);
  xp_settings_set_window_size (settings, &size);
  return GDK_EVENT_PROPAGATE;
}

static void
restore_size (GtkWindow *window)
{
  g_autoptr (XpSettings) settings = xp_settings_new (NULL);
  XpWindowSize size;
  if (!xp_settings_get_window_size (settings, &size))
    return;
  gtk_window_set_default_size (window, size.width_px, size.height_px);
  if (size.is_maximized)
    gtk_window_maximize (window);
}

void
xp_window_desktop_attach (XpWindow *window)
{
  static const GActionEntry SAVE = {"save", save_cb};
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
  g_action_map_add_action_entries (G_ACTION_MAP (window), &SAVE, 1, window);
  restore_size (GTK_WINDOW (window));
  g_signal_connect (window, "close-request", G_CALLBACK (closing_cb), NULL);
}

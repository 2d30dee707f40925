/* The window as it is run, over the sample village. Each line of its input names a page, which it
 * shows; when that is drawn it answers with the line. */
#include "xp-window.h"

#include <stdio.h>
#include <string.h>

static const char *roster; /* of the page of import */

static gboolean
line_cb (GIOChannel *input, GIOCondition condition, gpointer window)
{
  g_autofree char *line = NULL;
  gsize end = 0;
  if (g_io_channel_read_line (input, &line, NULL, &end, NULL) != G_IO_STATUS_NORMAL) {
    gtk_window_destroy (window);
    return G_SOURCE_REMOVE;
  }
  line[end] = '\0';
  if (strcmp (line, "import") == 0)
    xp_window_preview_list (window, roster);
  else
    xp_window_show_page (window, line);
  while (xp_page_is_busy (xp_window_get_page (window, line)))
    g_main_context_iteration (NULL, TRUE);
  gtk_test_widget_wait_for_draw (window);
  printf ("%s\n", line);
  fflush (stdout);
  return G_SOURCE_CONTINUE;
}

static void
activate_cb (GtkApplication *application, gpointer path)
{
  XpWindow *window = xp_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  if (!xp_window_open_sample (window, path))
    g_error ("no sample");
  GIOChannel *input = g_io_channel_unix_new (0);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, line_cb, window);
  g_io_channel_unref (input);
}

int
main (int argc, char *argv[])
{
  roster = argv[2];
  g_autoptr (AdwApplication) application =
    adw_application_new ("org.xiangping.Walked", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

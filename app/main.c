/* 乡评 in a window. xiangping [资料.xiangping]; xiangping --sample FILE makes the sample village
 * there. */
#include "xp-window.h"

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

/* What the command line asks to open, after the first frame. */
typedef struct {
  XpWindow *window;
  char *path;
  bool is_sample;
} ToOpen;

static gboolean
open_cb (gpointer data)
{
  ToOpen *to_open = data;
  if (to_open->is_sample)
    xp_window_open_sample (to_open->window, to_open->path);
  else
    xp_window_open_book (to_open->window, to_open->path);
  g_object_unref (to_open->window);
  g_free (to_open->path);
  g_free (to_open);
  return G_SOURCE_REMOVE;
}

static void
open_later (XpWindow *window, char *path, bool is_sample)
{
  ToOpen *to_open = g_new0 (ToOpen, 1);
  *to_open = (ToOpen){g_object_ref (window), path, is_sample};
  g_idle_add_full (G_PRIORITY_LOW, open_cb, to_open, NULL);
}

static int
command_line_cb (GApplication *application, GApplicationCommandLine *line)
{
  int n = 0;
  g_auto (GStrv) words = g_application_command_line_get_arguments (line, &n);
  load_style ();
  XpWindow *window = xp_window_new (GTK_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  const bool is_sample = n == 3 && g_strcmp0 (words[1], "--sample") == 0;
  if (is_sample || n == 2) {
    g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, words[n - 1]);
    open_later (window, g_file_get_path (file), is_sample);
  }
  return 0;
}

int
main (int argc, char *argv[])
{
  /* Without the GL probe the first frame comes a third sooner, and old drivers do no harm. */
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_autoptr (AdwApplication) application =
    adw_application_new ("org.xiangping.Xiangping",
                         G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "command-line", G_CALLBACK (command_line_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* 乡评 in a window. xiangping [资料.xiangping]; xiangping --sample FILE makes the sample village
 * there. */
#include "xp-window.h"

static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/xiangping/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

static int
command_line_cb (GApplication *application, GApplicationCommandLine *line)
{
  int n = 0;
  g_auto (GStrv) words = g_application_command_line_get_arguments (line, &n);
  load_style ();
  XpWindow *window = xp_window_new (GTK_APPLICATION (application));
  /* The window first: the book is opened while it comes up. */
  gtk_window_present (GTK_WINDOW (window));
  if (n == 3 && g_strcmp0 (words[1], "--sample") == 0) {
    xp_window_open_sample (window, words[2]);
  } else if (n == 2) {
    g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, words[1]);
    g_autofree char *path = g_file_get_path (file);
    xp_window_open_book (window, path);
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
    adw_application_new ("io.github.xiangping.Xiangping",
                         G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "command-line", G_CALLBACK (command_line_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

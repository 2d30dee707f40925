/* The window as it is run, with an input method of our own that is always on: like a Chinese one in
 * full-width mode it turns 1 into １ wherever text is typed. Real keys come from outside. */
#include "xp-window.h"

#include <gtk/gtkimmodule.h>

typedef GtkIMContext FullWidth;
typedef GtkIMContextClass FullWidthClass;
static GType full_width_get_type (void);
G_DEFINE_TYPE (FullWidth, full_width, GTK_TYPE_IM_CONTEXT)

static gboolean
filter_keypress (GtkIMContext *context, GdkEvent *event)
{
  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS)
    return FALSE;
  const guint32 c = gdk_keyval_to_unicode (gdk_key_event_get_keyval (event));
  if (c < '!' || c > '~')
    return FALSE;
  char text[8] = "";
  g_unichar_to_utf8 (c == '.' ? 0x3002 : c - '!' + 0xff01, text);
  g_signal_emit_by_name (context, "commit", text);
  return TRUE;
}

static void
full_width_init (FullWidth *self)
{
}

static void
full_width_class_init (FullWidthClass *class)
{
  class->filter_keypress = filter_keypress;
}

static void
activate_cb (GtkApplication *application, gpointer path)
{
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME,
                                  full_width_get_type (),
                                  "fullwidth",
                                  1);
  g_object_set (gtk_settings_get_default (), "gtk-im-module", "fullwidth", NULL);
  XpWindow *window = xp_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  xp_window_open_sample (window, path);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application =
    adw_application_new ("org.xiangping.Typed", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

#include "xp-window-wall.h"

#include "xp-settings.h"

static void
gone_cb (gpointer user_data, GObject *wall)
{
  XP_WINDOW (user_data)->wall = NULL;
}

void
xp_window_wall_close (XpWindow *self)
{
  XpWallWindow *wall = self->wall;
  if (wall == NULL)
    return;
  self->wall = NULL;
  g_object_weak_unref (G_OBJECT (wall), gone_cb, self);
  gtk_window_destroy (GTK_WINDOW (wall));
}

void
xp_window_wall_follow (XpWindow *self)
{
  if (self->wall != NULL)
    xp_wall_window_follow (self->wall,
                           self->desk,
                           self->desk != NULL ? xp_window_find_round (self) : 0,
                           xp_window_peek_marks_page (self));
}

/* Two walls are of no use: the key that opens it closes it. */
static void
wall_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  if (self->wall != NULL) {
    xp_window_wall_close (self);
    return;
  }
  self->wall = xp_wall_window_new (GTK_WINDOW (self));
  g_object_weak_ref (G_OBJECT (self->wall), gone_cb, self);
  xp_wall_window_set_is_dark (self->wall, xp_settings_get_is_wall_dark (self->settings));
  xp_wall_window_set_has_echo (self->wall, self->has_wall_echo);
  xp_window_wall_follow (self);
  gtk_window_present (GTK_WINDOW (self->wall));
}

static void
echo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  self->has_wall_echo = !self->has_wall_echo;
  if (self->wall != NULL)
    xp_wall_window_set_has_echo (self->wall, self->has_wall_echo);
}

static void
dark_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  const bool is_dark = !xp_settings_get_is_wall_dark (self->settings);
  xp_settings_set_is_wall_dark (self->settings, is_dark);
  if (self->wall != NULL)
    xp_wall_window_set_is_dark (self->wall, is_dark);
}

void
xp_window_wall_install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.wall", NULL, wall_cb);
  gtk_widget_class_install_action (class, "win.wall-echo", NULL, echo_cb);
  gtk_widget_class_install_action (class, "win.wall-dark", NULL, dark_cb);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F11, 0, "win.wall", NULL);
}

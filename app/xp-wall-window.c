#include "xp-wall-window.h"

#include "xp-wall-view.h"

#include <glib/gi18n.h>

enum {
  LOOK_MS = 250,
  PAGE_SECONDS = 12
};

struct _XpWallWindow {
  GtkWindow parent_instance;

  XpWallView *view;   /* borrowed from the widget tree */
  XpDesk *desk;       /* borrowed; NULL: no book */
  XpMarksPage *page;  /* borrowed; NULL: nobody types */
  XpMarking *marking; /* owned: whose acts are read out; NULL */
  int64_t round_uid;
  guint looking, turning; /* sources; 0: none */
  bool has_echo, is_dark;
};

G_DEFINE_FINAL_TYPE (XpWallWindow, xp_wall_window, GTK_TYPE_WINDOW)

/* ---- which monitor ---- */

static int64_t
overlap (const GdkRectangle *a, const GdkRectangle *b)
{
  GdkRectangle common;
  return gdk_rectangle_intersect (a, b, &common) ? (int64_t) common.width * common.height : 0;
}

int
xp_wall_choose_monitor (const GdkRectangle monitors[], int n, const GdkRectangle *beside)
{
  int taken = 0;
  for (int i = 1; i < n; i++)
    if (overlap (&monitors[i], beside) > overlap (&monitors[taken], beside))
      taken = i;
  return n < 2 ? -1 : taken == 0 ? 1 : 0;
}

/* Where the window is on the screen is told by X11 alone; elsewhere its monitor's place is taken.
 */
static void
go_to_monitor (XpWallWindow *self, GtkWindow *beside)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (beside)));
  const guint n = g_list_model_get_n_items (monitors);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (beside));
  g_autofree GdkRectangle *places = g_new0 (GdkRectangle, n + 1);
  GdkRectangle own = {0, 0, 1, 1};
  for (guint i = 0; i < n; i++) {
    g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
    gdk_monitor_get_geometry (monitor, &places[i]);
  }
  if (surface != NULL && n > 0)
    gdk_monitor_get_geometry (
      gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface),
      &own);
  const int chosen = xp_wall_choose_monitor (places, (int) n, &own);
  if (chosen < 0)
    return;
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, (guint) chosen);
  gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
}

/* ---- following ---- */

static void
applied_cb (XpWallWindow *self, const XpAct *act)
{
  if (!self->has_echo)
    return;
  g_autofree char *echo = xp_wall_dup_echo (xp_marking_get_round (self->marking), act);
  if (echo != NULL)
    xp_wall_view_set_echo (self->view, echo);
}

static void
set_marking (XpWallWindow *self, XpMarking *marking)
{
  if (marking == self->marking)
    return;
  if (self->marking != NULL)
    g_signal_handlers_disconnect_by_data (self->marking, self);
  g_set_object (&self->marking, marking);
  if (marking != NULL)
    g_signal_connect_swapped (marking, "applied", G_CALLBACK (applied_cb), self);
}

static XpWall *
look (XpWallWindow *self)
{
  XpMarking *marking = self->page != NULL ? xp_marks_page_get_marking (self->page) : NULL;
  const bool is_typed = marking != NULL && xp_marking_get_round (marking)->uid == self->round_uid &&
                        xp_marking_get_round (marking)->stage == XP_STAGE_MARKING;
  set_marking (self, is_typed ? marking : NULL);
  if (self->desk == NULL || self->round_uid == 0)
    return NULL;
  if (!is_typed)
    return xp_wall_work_load (self->desk, self->round_uid, NULL);
  return xp_wall_new (xp_desk_get_village (self->desk)->name,
                      xp_marking_get_loaded (marking),
                      xp_marks_page_get_entrant (self->page));
}

static gboolean
look_cb (gpointer user_data)
{
  XpWallWindow *self = user_data;
  self->looking = 0;
  xp_wall_view_take (self->view, look (self));
  return G_SOURCE_REMOVE;
}

void
xp_wall_window_note_change (XpWallWindow *self)
{
  if (self->looking == 0)
    self->looking = g_timeout_add_full (G_PRIORITY_LOW, LOOK_MS, look_cb, self, NULL);
}

void
xp_wall_window_follow (XpWallWindow *self, XpDesk *desk, int64_t round_uid, XpMarksPage *page)
{
  if (desk != self->desk || round_uid != self->round_uid)
    xp_wall_view_set_echo (self->view, "");
  self->desk = desk;
  self->round_uid = round_uid;
  self->page = page;
  xp_wall_window_note_change (self);
}

void
xp_wall_window_set_has_echo (XpWallWindow *self, bool has_echo)
{
  self->has_echo = has_echo;
  if (!has_echo)
    xp_wall_view_set_echo (self->view, "");
}

void
xp_wall_window_set_is_dark (XpWallWindow *self, bool is_dark)
{
  self->is_dark = is_dark;
  xp_wall_view_set_is_dark (self->view, is_dark);
}

bool
xp_wall_window_get_is_dark (XpWallWindow *self)
{
  return self->is_dark;
}

char *
xp_wall_window_dup_text (XpWallWindow *self)
{
  return xp_wall_view_dup_text (self->view);
}

/* ---- its own keys ---- */

static gboolean
key_pressed_cb (
  XpWallWindow *self, guint keyval, guint keycode, GdkModifierType modifiers, gpointer controller)
{
  switch (keyval) {
  case GDK_KEY_Escape:
  case GDK_KEY_F11: /* which opened it */
    gtk_window_close (GTK_WINDOW (self));
    break;
  case GDK_KEY_f:
  case GDK_KEY_F:
    if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
      gtk_window_unfullscreen (GTK_WINDOW (self));
    else
      gtk_window_fullscreen (GTK_WINDOW (self));
    break;
  case GDK_KEY_d:
  case GDK_KEY_D:
    xp_wall_window_set_is_dark (self, !self->is_dark);
    break;
  case GDK_KEY_Page_Down:
  case GDK_KEY_KP_Page_Down:
  case GDK_KEY_space:
    xp_wall_view_turn (self->view, 1);
    break;
  case GDK_KEY_Page_Up:
  case GDK_KEY_KP_Page_Up:
    xp_wall_view_turn (self->view, -1);
    break;
  default:
    return FALSE;
  }
  return TRUE;
}

static gboolean
turn_cb (gpointer user_data)
{
  xp_wall_view_turn (XP_WALL_WINDOW (user_data)->view, 1);
  return G_SOURCE_CONTINUE;
}

/* ---- the window ---- */

static void
xp_wall_window_dispose (GObject *object)
{
  XpWallWindow *self = XP_WALL_WINDOW (object);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_handle_id (&self->turning, g_source_remove);
  set_marking (self, NULL);
  self->desk = NULL;
  G_OBJECT_CLASS (xp_wall_window_parent_class)->dispose (object);
}

static void
xp_wall_window_class_init (XpWallWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = xp_wall_window_dispose;
}

static void
xp_wall_window_init (XpWallWindow *self)
{
  self->view = XP_WALL_VIEW (xp_wall_view_new ());
  gtk_window_set_child (GTK_WINDOW (self), GTK_WIDGET (self->view));
  gtk_window_set_title (GTK_WINDOW (self), _ ("放大屏"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1024, 576);
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->turning = g_timeout_add_seconds_full (G_PRIORITY_LOW, PAGE_SECONDS, turn_cb, self, NULL);
}

XpWallWindow *
xp_wall_window_new (GtkWindow *beside)
{
  XpWallWindow *self = g_object_new (XP_TYPE_WALL_WINDOW, NULL);
  go_to_monitor (self, beside);
  return self;
}

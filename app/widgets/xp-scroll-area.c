#include "xp-scroll-area.h"

#include <stdbool.h>

typedef struct {
  GtkAdjustment *adjustments[2]; /* owned; by GtkOrientation; NULL none */
  GtkScrollablePolicy policies[2];
  bool is_allocating;
} XpScrollAreaPrivate;

enum {
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (XpScrollArea,
                                  xp_scroll_area,
                                  GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (XpScrollArea)
                                    G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static XpScrollAreaPrivate *
get_private (XpScrollArea *self)
{
  return xp_scroll_area_get_instance_private (self);
}

GtkAdjustment *
xp_scroll_area_get_adjustment (XpScrollArea *self, GtkOrientation orientation)
{
  return get_private (self)->adjustments[orientation];
}

double
xp_scroll_area_get_offset (XpScrollArea *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = get_private (self)->adjustments[orientation];
  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

void
xp_scroll_area_configure (
  XpScrollArea *self, GtkOrientation orientation, double extent, double room, double step)
{
  GtkAdjustment *adjustment = get_private (self)->adjustments[orientation];
  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment,
                              gtk_adjustment_get_value (adjustment),
                              0,
                              MAX (extent, room),
                              step,
                              MAX (room - step, step),
                              room);
}

void
xp_scroll_area_begin_allocation (XpScrollArea *self)
{
  get_private (self)->is_allocating = true;
}

void
xp_scroll_area_end_allocation (XpScrollArea *self)
{
  get_private (self)->is_allocating = false;
}

/* ---- the widget ---- */

static void
scrolled_cb (XpScrollArea *self)
{
  if (!get_private (self)->is_allocating)
    XP_SCROLL_AREA_GET_CLASS (self)->scrolled (self);
}

static void
set_adjustment (XpScrollArea *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  XpScrollAreaPrivate *private = get_private (self);
  if (private->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (private->adjustments[orientation], self);
  g_set_object (&private->adjustments[orientation], adjustment);
  if (adjustment == NULL)
    return;
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  if (XP_SCROLL_AREA_GET_CLASS (self)->moved != NULL)
    XP_SCROLL_AREA_GET_CLASS (self)->moved (self, orientation);
}

static void
xp_scroll_area_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  XpScrollArea *self = XP_SCROLL_AREA (object);
  if (id == PROP_HADJUSTMENT)
    set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
  else if (id == PROP_VADJUSTMENT)
    set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
  else
    get_private (self)->policies[id == PROP_VSCROLL_POLICY] = g_value_get_enum (value);
}

static void
xp_scroll_area_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  const XpScrollAreaPrivate *private = get_private (XP_SCROLL_AREA (object));
  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    g_value_set_object (value, private->adjustments[id == PROP_VADJUSTMENT]);
  else
    g_value_set_enum (value, private->policies[id == PROP_VSCROLL_POLICY]);
}

static void
xp_scroll_area_dispose (GObject *object)
{
  XpScrollArea *self = XP_SCROLL_AREA (object);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  G_OBJECT_CLASS (xp_scroll_area_parent_class)->dispose (object);
}

static void
xp_scroll_area_class_init (XpScrollAreaClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  object_class->dispose = xp_scroll_area_dispose;
  object_class->set_property = xp_scroll_area_set_property;
  object_class->get_property = xp_scroll_area_get_property;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
xp_scroll_area_init (XpScrollArea *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

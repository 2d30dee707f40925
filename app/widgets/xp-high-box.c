#include "xp-high-box.h"

struct _XpHighBox {
  GtkWidget parent_instance;

  GtkWidget *scrolled; /* owned as a child */
  GtkWidget *child;    /* borrowed: in it */
  int most_height_px;
};

G_DEFINE_FINAL_TYPE (XpHighBox, xp_high_box, GTK_TYPE_WIDGET)

GtkWidget *
xp_high_box_new (GtkWidget *child, const char *name)
{
  XpHighBox *self = g_object_new (XP_TYPE_HIGH_BOX, NULL);
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), child);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), viewport);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  self->child = child;
  return GTK_WIDGET (self);
}

void
xp_high_box_set_most_height (XpHighBox *self, int height_px)
{
  self->most_height_px = height_px;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkSizeRequestMode
xp_high_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
xp_high_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  XpHighBox *self = XP_HIGH_BOX (widget);
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = MIN (*minimum, self->most_height_px);
    *natural = MIN (*natural, self->most_height_px);
  }
  *minimum_baseline = *natural_baseline = -1;
}

static void
xp_high_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int least = 0;
  XpHighBox *self = XP_HIGH_BOX (widget);
  gtk_widget_measure (self->scrolled, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  gtk_widget_allocate (self->scrolled, width, MAX (height, least), -1, NULL);
}

static void
xp_high_box_dispose (GObject *object)
{
  g_clear_pointer (&XP_HIGH_BOX (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (xp_high_box_parent_class)->dispose (object);
}

static void
xp_high_box_class_init (XpHighBoxClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_high_box_dispose;
  widget_class->get_request_mode = xp_high_box_get_request_mode;
  widget_class->measure = xp_high_box_measure;
  widget_class->size_allocate = xp_high_box_size_allocate;
}

static void
xp_high_box_init (XpHighBox *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  self->most_height_px = G_MAXINT;
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

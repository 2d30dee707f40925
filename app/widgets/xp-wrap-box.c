#include "xp-wrap-box.h"

struct _XpWrapBox {
  GtkWidget parent_instance;

  int spacing_px;
};

G_DEFINE_FINAL_TYPE (XpWrapBox, xp_wrap_box, GTK_TYPE_WIDGET)

enum {
  PROP_SPACING = 1
};

/* From its first child to the one before the next line's. */
typedef struct {
  GtkWidget *first, *next;
  int width_px; /* of all of them, as wide as they like */
  int n_expanding;
} Line;

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
width_of (GtkWidget *child, int most)
{
  int minimum = 0, natural = 0;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, most));
}

/* The line that begins with this child. */
static Line
take_line (XpWrapBox *self, GtkWidget *first, int width)
{
  Line line = {first, first, 0, 0};
  for (GtkWidget *child = first; child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child))) {
    const int more = width_of (child, width) + (child != first ? self->spacing_px : 0);
    line.next = child;
    if (child != first && line.width_px + more > width)
      return line;
    line.width_px += more;
    line.n_expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
  }
  line.next = NULL;
  return line;
}

static int
height_of (const Line *line, int width)
{
  int height = 0;
  for (GtkWidget *child = line->first; child != line->next;
       child = next_shown (gtk_widget_get_next_sibling (child))) {
    int minimum = 0;
    gtk_widget_measure (child,
                        GTK_ORIENTATION_VERTICAL,
                        width_of (child, width),
                        &minimum,
                        NULL,
                        NULL,
                        NULL);
    height = MAX (height, minimum);
  }
  return height;
}

static void
place_line (XpWrapBox *self, const Line *line, int y, int height, int width)
{
  int x = 0, left = MAX (0, width - line->width_px), n = line->n_expanding;
  const bool is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  for (GtkWidget *child = line->first; child != line->next;
       child = next_shown (gtk_widget_get_next_sibling (child))) {
    int own = width_of (child, width);
    if (n > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL)) {
      own += left / n;
      left -= left / n--;
    }
    gtk_widget_size_allocate (child,
                              &(GtkAllocation){is_mirrored ? width - x - own : x, y, own, height},
                              -1);
    x += own + self->spacing_px;
  }
}

static GtkSizeRequestMode
xp_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (XpWrapBox *self, int *minimum, int *natural)
{
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (GTK_WIDGET (self)));
       child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child))) {
    int least = 0, own = 0;
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &own, NULL, NULL);
    *minimum = MAX (*minimum, least);
    *natural += own + (*natural > 0 ? self->spacing_px : 0);
  }
}

static void
xp_wrap_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  XpWrapBox *self = XP_WRAP_BOX (widget);
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    measure_width (self, minimum, natural);
    return;
  }
  const int width = for_size >= 0 ? for_size : G_MAXINT / 2;
  GtkWidget *first = next_shown (gtk_widget_get_first_child (widget));
  while (first != NULL) {
    const Line line = take_line (self, first, width);
    *minimum += height_of (&line, width) + (*minimum > 0 ? self->spacing_px : 0);
    first = line.next;
  }
  *natural = *minimum;
}

static void
xp_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XpWrapBox *self = XP_WRAP_BOX (widget);
  int y = 0;
  GtkWidget *first = next_shown (gtk_widget_get_first_child (widget));
  while (first != NULL) {
    const Line line = take_line (self, first, width);
    const int own = height_of (&line, width);
    /* One line alone stands in the middle of what it gets. */
    const bool is_alone = y == 0 && line.next == NULL;
    place_line (self, &line, y, is_alone ? MAX (own, height) : own, width);
    y += own + self->spacing_px;
    first = line.next;
  }
}

static void
xp_wrap_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  XP_WRAP_BOX (object)->spacing_px = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (object));
}

static void
xp_wrap_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_int (value, XP_WRAP_BOX (object)->spacing_px);
}

static void
xp_wrap_box_dispose (GObject *object)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (xp_wrap_box_parent_class)->dispose (object);
}

static void
xp_wrap_box_class_init (XpWrapBoxClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = xp_wrap_box_dispose;
  object_class->set_property = xp_wrap_box_set_property;
  object_class->get_property = xp_wrap_box_get_property;
  widget_class->get_request_mode = xp_wrap_box_get_request_mode;
  widget_class->measure = xp_wrap_box_measure;
  widget_class->size_allocate = xp_wrap_box_size_allocate;
  g_object_class_install_property (
    object_class,
    PROP_SPACING,
    g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0, G_PARAM_READWRITE));
}

static void
xp_wrap_box_init (XpWrapBox *self)
{
}

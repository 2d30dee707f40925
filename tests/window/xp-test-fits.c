#include "xp-test-fits.h"

#include "xp-test-window.h"

static void G_GNUC_PRINTF (1, 2) tell (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", problem);
  g_test_fail ();
}

/* What is to be typed in an empty field is read out whole; else the tooltip has the whole text. */
static bool
may_be_cut (GtkWidget *widget)
{
  if (GTK_IS_TEXT (gtk_widget_get_parent (widget)))
    return true;
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_tooltip_text (widget) != NULL)
      return true;
  return false;
}

static void
check_label (GtkWidget *label, const char *name)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  if (pango_layout_is_ellipsized (layout) && !may_be_cut (label))
    tell ("%s: “%s” is cut short in a %s",
          name,
          gtk_label_get_text (GTK_LABEL (label)),
          G_OBJECT_TYPE_NAME (gtk_widget_get_parent (label)));
}

static bool
is_scrolled (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) != NULL;
}

static void
check_place (GtkWidget *widget, GtkWidget *window, const char *name)
{
  graphene_rect_t bounds;
  if (is_scrolled (widget) || !gtk_widget_compute_bounds (widget, window, &bounds))
    return;
  if (bounds.origin.x < -1 || bounds.origin.y < -1 ||
      bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (window) + 1 ||
      bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (window) + 1)
    tell ("%s: a %s lies beyond the edge of the window", name, G_OBJECT_TYPE_NAME (widget));
}

static void
check_list (GtkWidget *list, const char *name)
{
  static const int N_LINES = 3;
  int line = 0;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (list, "汉");
  pango_layout_get_pixel_size (layout, NULL, &line);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  const bool is_whole =
    gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment);
  if (GTK_IS_SCROLLED_WINDOW (gtk_widget_get_parent (list)) && !is_whole &&
      gtk_widget_get_height (list) < N_LINES * line)
    tell ("%s: a list shows %d px, lines are %d px high", name, gtk_widget_get_height (list), line);
}

static void
check_all (GtkWidget *widget, GtkWidget *window, const char *name)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    check_label (widget, name);
  if (GTK_IS_LIST_VIEW (widget))
    check_list (widget, name);
  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget) || GTK_IS_EDITABLE (widget))
    check_place (widget, window, name);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_all (child, window, name);
}

/* The innermost that is too wide. */
static GtkWidget *
find_wide (GtkWidget *widget)
{
  int width = 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (!gtk_widget_get_visible (widget) || width <= XP_TEST_SCREEN_WIDTH)
    return NULL;
  GtkWidget *found = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *inner = find_wide (child);
    if (inner != NULL)
      found = inner;
  }
  return found;
}

void
xp_test_check_fits (GtkWidget *window, const char *name)
{
  int width = 0, height = 0;
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window,
                      GTK_ORIENTATION_VERTICAL,
                      MAX (width, gtk_widget_get_width (window)),
                      &height,
                      NULL,
                      NULL,
                      NULL);
  GtkWidget *wide = find_wide (window);
  g_autofree char *labels = wide != NULL ? xp_test_dup_labels (wide) : NULL;
  if (width > XP_TEST_SCREEN_WIDTH || height > XP_TEST_SCREEN_HEIGHT)
    tell ("%s: %d × %d do not fit the screen; the widest is a %s “%s”",
          name,
          width,
          height,
          wide != NULL ? G_OBJECT_TYPE_NAME (wide) : "",
          labels != NULL ? labels : "");
  check_all (window, window, name);
}

#include "xp-mark-grid-private.h"

#include <glib/gi18n.h>

enum {
  CELL_PRESSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XpMarkGrid, xp_mark_grid, XP_TYPE_SCROLL_AREA)

/* ---- where things lie ---- */

static double
get_offset (XpMarkGrid *self, GtkOrientation orientation)
{
  return xp_scroll_area_get_offset (XP_SCROLL_AREA (self), orientation);
}

static int
get_head_height (XpMarkGrid *self)
{
  return self->sizes.group_height + self->sizes.head_height;
}

graphene_rect_t
xp_mark_grid_get_bounds (XpMarkGrid *self, int row, int column)
{
  const XpMarkGridSizes *sizes = &self->sizes;
  const double x = sizes->head_width + column * (double) sizes->column -
                   get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  const double y = get_head_height (self) + row * (double) sizes->row -
                   get_offset (self, GTK_ORIENTATION_VERTICAL);
  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) sizes->column, (float) sizes->row);
}

/* What scrolls: all rows, or all columns, without heads. */
static double
get_extent (XpMarkGrid *self, GtkOrientation orientation)
{
  if (!self->has_model)
    return 0;
  return orientation == GTK_ORIENTATION_HORIZONTAL
           ? self->model.n_columns * (double) self->sizes.column
           : self->model.n_rows * (double) self->sizes.row;
}

static double
get_room (XpMarkGrid *self, GtkOrientation orientation)
{
  const int room = orientation == GTK_ORIENTATION_HORIZONTAL
                     ? gtk_widget_get_width (GTK_WIDGET (self)) - self->sizes.head_width
                     : gtk_widget_get_height (GTK_WIDGET (self)) - get_head_height (self);
  return MAX (room, 0);
}

int
xp_mark_grid_get_n_page (XpMarkGrid *self)
{
  return MAX (1, (int) get_room (self, GTK_ORIENTATION_VERTICAL) / MAX (1, self->sizes.row) - 1);
}

/* ---- scrolling ---- */

static void
configure (XpMarkGrid *self, GtkOrientation orientation)
{
  xp_scroll_area_configure (XP_SCROLL_AREA (self),
                            orientation,
                            get_extent (self, orientation),
                            get_room (self, orientation),
                            orientation == GTK_ORIENTATION_HORIZONTAL ? self->sizes.column
                                                                      : self->sizes.row);
}

/* The cursor and one cell around it are seen. */
static void
bring_in_sight (XpMarkGrid *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = xp_scroll_area_get_adjustment (XP_SCROLL_AREA (self), orientation);
  const double room = get_room (self, orientation);
  if (adjustment == NULL || room <= 0)
    return;
  const bool is_across = orientation == GTK_ORIENTATION_HORIZONTAL;
  const double size = is_across ? self->sizes.column : self->sizes.row;
  const double begin = (is_across ? self->column : self->row) * size;
  const double around = room >= 3 * size ? size : 0;
  const double value = gtk_adjustment_get_value (adjustment);
  const double least = begin + size + around - room, most = begin - around;
  /* At once: gtk_adjustment_clamp_page() would glide there for some frames. */
  gtk_adjustment_set_value (adjustment, value > most ? most : value < least ? least : value);
}

static void
scrolled (XpScrollArea *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
moved (XpScrollArea *self, GtkOrientation orientation)
{
  configure (XP_MARK_GRID (self), orientation);
}

static void
look_at_cursor (XpMarkGrid *self, int width)
{
  xp_mark_grid_lay_columns (self, width);
  configure (self, GTK_ORIENTATION_HORIZONTAL);
  configure (self, GTK_ORIENTATION_VERTICAL);
  if (!self->is_sight_asked)
    return;
  self->is_sight_asked = false;
  bring_in_sight (self, GTK_ORIENTATION_HORIZONTAL);
  bring_in_sight (self, GTK_ORIENTATION_VERTICAL);
}

/* At once, where there is room already: scrolled in the middle of a layout, the scroll bar asks for
 * a place whose asking stays open, and the next frame lays the grid out no more, nor draws it. */
static void
ask_for_sight (XpMarkGrid *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  self->is_sight_asked = true;
  if (self->has_model && width > 0 && gtk_widget_get_height (GTK_WIDGET (self)) > 0)
    look_at_cursor (self, width);
}

static void
xp_mark_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XpMarkGrid *self = XP_MARK_GRID (widget);
  xp_scroll_area_begin_allocation (XP_SCROLL_AREA (self));
  look_at_cursor (self, width);
  xp_scroll_area_end_allocation (XP_SCROLL_AREA (self));
  const graphene_rect_t bounds = xp_mark_grid_get_bounds (self, self->row, self->column);
  for (size_t i = 0; i < G_N_ELEMENTS (self->cells); i++) {
    gtk_widget_measure (self->cells[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
    const GtkAllocation allocation = {(int) bounds.origin.x,
                                      (int) bounds.origin.y,
                                      MAX (1, self->sizes.column),
                                      MAX (1, self->sizes.row)};
    gtk_widget_size_allocate (self->cells[i], &allocation, -1);
  }
}

static void
xp_mark_grid_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  XpMarkGrid *self = XP_MARK_GRID (widget);
  const XpMarkGridSizes *sizes = &self->sizes;
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? sizes->head_width + 2 * sizes->column
                                                       : get_head_height (self) + 2 * sizes->row;
  *natural = *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

/* ---- the cursor ---- */

static void
place_cells (XpMarkGrid *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
xp_mark_grid_move_to (XpMarkGrid *self, int row, int column)
{
  if (!self->has_model)
    return;
  row = CLAMP (row, 0, MAX (0, self->model.n_rows - 1));
  column = CLAMP (column, 0, MAX (0, self->model.n_columns - 1));
  const bool is_elsewhere = row != self->row || column != self->column;
  self->row = row;
  self->column = column;
  ask_for_sight (self);
  if (is_elsewhere) {
    g_clear_pointer (&self->typed, g_free);
    g_clear_pointer (&self->refusal, g_free);
    xp_mark_grid_say_anew (self);
  } else {
    xp_mark_grid_say (self);
  }
  place_cells (self);
}

void
xp_mark_grid_get_cursor (XpMarkGrid *self, int *out_row, int *out_column)
{
  *out_row = self->row;
  *out_column = self->column;
}

GtkWidget *
xp_mark_grid_get_cell (XpMarkGrid *self)
{
  return self->cells[self->cell];
}

void
xp_mark_grid_show_typed (XpMarkGrid *self, const char *text)
{
  if (g_strcmp0 (self->typed, text) == 0)
    return;
  g_free (self->typed);
  self->typed = g_strdup (text);
  if (text != NULL)
    g_clear_pointer (&self->refusal, g_free);
  xp_mark_grid_say (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
xp_mark_grid_show_refusal (XpMarkGrid *self, const char *sentence)
{
  if (g_strcmp0 (self->refusal, sentence) == 0)
    return;
  g_free (self->refusal);
  self->refusal = g_strdup (sentence);
  if (sentence != NULL)
    xp_mark_grid_say_anew (self);
  else
    xp_mark_grid_say (self);
  place_cells (self);
}

void
xp_mark_grid_refresh (XpMarkGrid *self)
{
  if (!self->has_model)
    return;
  xp_mark_grid_say (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- the model ---- */

static bool
has_groups (const XpMarkGridModel *model)
{
  for (int column = 0; column < model->n_columns; column++) {
    XpMarkGridHead head = {0};
    model->get_column (model->data, column, &head);
    if (head.group[0] != '\0')
      return true;
  }
  return false;
}

void
xp_mark_grid_set_model (XpMarkGrid *self, const XpMarkGridModel *model)
{
  self->has_model = model != NULL && model->n_rows > 0 && model->n_columns > 0;
  self->model = self->has_model ? *model : (XpMarkGridModel){0};
  self->has_groups = self->has_model && has_groups (&self->model);
  self->row = CLAMP (self->row, 0, MAX (0, self->model.n_rows - 1));
  self->column = CLAMP (self->column, 0, MAX (0, self->model.n_columns - 1));
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->refusal, g_free);
  xp_mark_grid_measure_font (self);
  xp_mark_grid_forget_ink (self);
  xp_mark_grid_say (self);
  ask_for_sight (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ---- the keyboard and the mouse ---- */

static gboolean
xp_mark_grid_grab_focus (GtkWidget *widget)
{
  XpMarkGrid *self = XP_MARK_GRID (widget);
  return gtk_widget_grab_focus (self->cells[self->cell]);
}

/* From outside the grid to its cursor, and out again: cells are gone about by its owner. */
static gboolean
xp_mark_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  XpMarkGrid *self = XP_MARK_GRID (widget);
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_grab_focus (self->cells[self->cell]);
}

static void
pressed_cb (XpMarkGrid *self, int n_presses, double x, double y, GtkGesture *gesture)
{
  const XpMarkGridSizes *sizes = &self->sizes;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!self->has_model || y < get_head_height (self))
    return;
  const double down =
    y - get_head_height (self) + get_offset (self, GTK_ORIENTATION_VERTICAL);
  const double across =
    x - sizes->head_width + get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  const int row = (int) (down / sizes->row);
  const int column = x < sizes->head_width ? self->column : (int) (across / sizes->column);
  if (row < self->model.n_rows && column < self->model.n_columns)
    g_signal_emit (self, signals[CELL_PRESSED], 0, row, column);
}

/* ---- the widget ---- */

static void
xp_mark_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  XpMarkGrid *self = XP_MARK_GRID (widget);
  if (self->has_model)
    xp_mark_grid_draw (self, snapshot);
}

static void
xp_mark_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  XpMarkGrid *self = XP_MARK_GRID (widget);
  GTK_WIDGET_CLASS (xp_mark_grid_parent_class)->css_changed (widget, change);
  if (xp_mark_grid_take_font (self))
    gtk_widget_queue_resize (widget);
}

static void
xp_mark_grid_dispose (GObject *object)
{
  XpMarkGrid *self = XP_MARK_GRID (object);
  self->has_model = false;
  for (size_t i = 0; i < G_N_ELEMENTS (self->cells); i++)
    g_clear_pointer (&self->cells[i], gtk_widget_unparent);
  g_clear_pointer (&self->ink.layouts, g_hash_table_unref);
  g_clear_pointer (&self->ink.font, pango_font_description_free);
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->refusal, g_free);
  G_OBJECT_CLASS (xp_mark_grid_parent_class)->dispose (object);
}

static void
xp_mark_grid_class_init (XpMarkGridClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_mark_grid_dispose;
  XP_SCROLL_AREA_CLASS (class)->scrolled = scrolled;
  XP_SCROLL_AREA_CLASS (class)->moved = moved;
  widget_class->snapshot = xp_mark_grid_snapshot;
  widget_class->size_allocate = xp_mark_grid_size_allocate;
  widget_class->measure = xp_mark_grid_measure;
  widget_class->grab_focus = xp_mark_grid_grab_focus;
  widget_class->focus = xp_mark_grid_focus;
  widget_class->css_changed = xp_mark_grid_css_changed;
  signals[CELL_PRESSED] = g_signal_new ("cell-pressed",
                                        XP_TYPE_MARK_GRID,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        2,
                                        G_TYPE_INT,
                                        G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "markgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
xp_mark_grid_init (XpMarkGrid *self)
{
  self->ink.layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  xp_mark_grid_make_cells (self);
  xp_mark_grid_measure_font (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("打分表"),
                                  -1);
  GtkGesture *click = gtk_gesture_click_new ();
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

#include "xp-sheet-canvas.h"

#include "xp-sheet-drawer.h"

#include <glib/gi18n.h>
#include <math.h>

/* Points to pixels of the screen at 100 %. */
static const double SCALE = 1.3;
static const int LEAST_PERCENT = 10, MOST_PERCENT = 400;
/* Between pages, and around them; in pixels. */
static const int GAP = 16;
/* A step of ↑ and ↓. */
static const double STEP = 60;

struct _XpSheetCanvas {
  XpScrollArea parent_instance;

  XpSheetDrawer *drawer; /* owned; NULL: nothing */
  PangoLayout *number;   /* owned; NULL: pages have none */
  double *tops;  /* of each row of pages, and the end of the last; owned */
  int n_rows;    /* of pages */
  double width;  /* of all that lies there */
  double widest; /* page, in points */
  double scale;  /* points to pixels as it lies now */
  int width_px;  /* asked for; 0: as there is room */
  int n_columns; /* 1 or 2 */
  int page;      /* in front */
  int marked;    /* -1: none */
  int going_to;  /* as soon as there is room; -1: nowhere */
};

enum {
  TURNED,
  PRESSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XpSheetCanvas, xp_sheet_canvas, XP_TYPE_SCROLL_AREA)

/* ---- where things lie ---- */

int
xp_sheet_canvas_get_n_pages (XpSheetCanvas *self)
{
  return self->drawer != NULL ? xp_sheet_drawer_get_n_pages (self->drawer) : 0;
}

static double
get_offset (XpSheetCanvas *self, GtkOrientation orientation)
{
  return floor (xp_scroll_area_get_offset (XP_SCROLL_AREA (self), orientation));
}

static GtkAdjustment *
get_adjustment (XpSheetCanvas *self)
{
  return xp_scroll_area_get_adjustment (XP_SCROLL_AREA (self), GTK_ORIENTATION_VERTICAL);
}

static int
get_number_height (XpSheetCanvas *self)
{
  int height = 0;
  if (self->number != NULL)
    pango_layout_get_pixel_size (self->number, NULL, &height);
  return height;
}

static double
find_widest (XpSheetCanvas *self)
{
  double widest = 0, width = 0, height = 0;
  for (int i = 0; i < xp_sheet_canvas_get_n_pages (self); i++) {
    xp_sheet_drawer_get_size (self->drawer, i, &width, &height);
    widest = MAX (widest, width);
  }
  return widest;
}

static double
find_scale (XpSheetCanvas *self, int room)
{
  const double widest = MAX (self->widest, 1);
  const int n = MIN (self->n_columns, MAX (1, xp_sheet_canvas_get_n_pages (self)));
  const double width = (double) (room - (n + 1) * GAP) / n;
  return self->width_px > 0 ? self->width_px / widest : MIN (SCALE, MAX (width, 1) / widest);
}

static void
lay_rows (XpSheetCanvas *self, int room)
{
  const int n_pages = xp_sheet_canvas_get_n_pages (self);
  self->n_rows = (n_pages + self->n_columns - 1) / self->n_columns;
  self->widest = find_widest (self);
  self->scale = find_scale (self, room);
  const double row = self->widest * self->scale;
  const int n_beside = MIN (self->n_columns, MAX (1, n_pages));
  self->width = MAX (room, row * n_beside + (n_beside + 1) * GAP);
  g_free (self->tops);
  self->tops = g_new0 (double, self->n_rows + 1);
  double top = GAP, width = 0, height = 0;
  for (int i = 0; i < self->n_rows; i++) {
    double highest = 0;
    self->tops[i] = top;
    for (int page = i * self->n_columns; page < MIN (n_pages, (i + 1) * self->n_columns); page++) {
      xp_sheet_drawer_get_size (self->drawer, page, &width, &height);
      highest = MAX (highest, height);
    }
    top += ceil (highest * self->scale) + get_number_height (self) + GAP;
  }
  self->tops[self->n_rows] = top;
}

/* On the screen, without its number. */
static graphene_rect_t
get_bounds (XpSheetCanvas *self, int page)
{
  double width = 0, height = 0;
  xp_sheet_drawer_get_size (self->drawer, page, &width, &height);
  const double column = self->widest * self->scale;
  const int n_beside = MIN (self->n_columns, MAX (1, xp_sheet_canvas_get_n_pages (self)));
  const double all = column * n_beside + GAP * (n_beside - 1);
  const double left = (self->width - all) / 2 + (page % self->n_columns) * (column + GAP);
  const double x = left + (column - width * self->scale) / 2;
  return GRAPHENE_RECT_INIT ((float) floor (x - get_offset (self, GTK_ORIENTATION_HORIZONTAL)),
                             (float) floor (self->tops[page / self->n_columns] -
                                            get_offset (self, GTK_ORIENTATION_VERTICAL)),
                             (float) floor (width * self->scale),
                             (float) floor (height * self->scale));
}

/* The row that lies @y below the beginning. */
static int
find_row (XpSheetCanvas *self, double y)
{
  int low = 0, high = self->n_rows - 1;
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    if (self->tops[middle] <= y)
      low = middle;
    else
      high = middle - 1;
  }
  return MAX (low, 0);
}

/* ---- which is in front ---- */

static void
tell (XpSheetCanvas *self)
{
  const int n = xp_sheet_canvas_get_n_pages (self);
  g_autofree char *label =
    n > 0 ? g_strdup_printf (_ ("第%d页，共%d页"), self->page + 1, n) : g_strdup (_ ("印出来的样子"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_emit (self, signals[TURNED], 0);
}

/* The one that lies in the upper third. */
static int
find_front (XpSheetCanvas *self)
{
  const double third = gtk_widget_get_height (GTK_WIDGET (self)) / 3.0;
  GtkAdjustment *adjustment = get_adjustment (self);
  const int n = xp_sheet_canvas_get_n_pages (self);
  if (n == 0 || adjustment == NULL)
    return 0;
  const double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  const double value = gtk_adjustment_get_value (adjustment);
  const bool is_at_end = end > 0 && value >= end - 1;
  const int front = is_at_end ? n - 1 : find_row (self, value + third) * self->n_columns;
  /* Where several are in sight at the end, the one that was gone to stays in front. */
  if (is_at_end && self->page < n && self->tops[self->page / self->n_columns] >= value)
    return self->page;
  return front;
}

static void
scrolled (XpScrollArea *area)
{
  XpSheetCanvas *self = XP_SHEET_CANVAS (area);
  if (self->tops == NULL)
    return;
  const int front = find_front (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (front == self->page)
    return;
  self->page = front;
  tell (self);
}

int
xp_sheet_canvas_get_page (XpSheetCanvas *self)
{
  return self->page;
}

/* @is_whole: its upper edge comes to the top; else it is only brought in sight. */
static void
bring_in_sight (XpSheetCanvas *self, int page, bool is_whole)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  if (adjustment == NULL || page < 0 || page >= xp_sheet_canvas_get_n_pages (self))
    return;
  const int row = page / self->n_columns;
  const double top = self->tops[row] - GAP, end = self->tops[row + 1];
  if (is_whole)
    gtk_adjustment_set_value (adjustment, top);
  else
    gtk_adjustment_clamp_page (adjustment, top, end);
}

static bool
has_room (XpSheetCanvas *self)
{
  return self->tops != NULL && gtk_widget_get_height (GTK_WIDGET (self)) > 0;
}

void
xp_sheet_canvas_go_to (XpSheetCanvas *self, int page)
{
  const int n = xp_sheet_canvas_get_n_pages (self);
  const int to = CLAMP (page, 0, MAX (n - 1, 0));
  const bool is_other = to != self->page;
  self->page = to;
  if (has_room (self))
    bring_in_sight (self, to, true);
  else
    self->going_to = to;
  self->page = to; /* several may be in sight */
  if (is_other)
    tell (self);
}

void
xp_sheet_canvas_mark (XpSheetCanvas *self, int page)
{
  if (self->marked == page)
    return;
  self->marked = page;
  if (has_room (self))
    bring_in_sight (self, page, false);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- room ---- */

static void
xp_sheet_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XpSheetCanvas *self = XP_SHEET_CANVAS (widget);
  const int page = self->going_to >= 0 ? self->going_to : self->page;
  const double before = self->scale;
  XpScrollArea *area = XP_SCROLL_AREA (self);
  xp_scroll_area_begin_allocation (area);
  lay_rows (self, width);
  xp_scroll_area_configure (area, GTK_ORIENTATION_HORIZONTAL, self->width, width, STEP);
  xp_scroll_area_configure (area, GTK_ORIENTATION_VERTICAL, self->tops[self->n_rows], height, STEP);
  if (self->going_to >= 0 || fabs (before - self->scale) > 1e-6)
    bring_in_sight (self, page, true);
  self->going_to = -1;
  xp_scroll_area_end_allocation (area);
}

/* Laid out anew, with the page in front where it was. Not in the midst of the window's layout: see
 * XpMarkGrid. */
static void
lay_out (XpSheetCanvas *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));
  if (width > 0 && height > 0)
    xp_sheet_canvas_size_allocate (GTK_WIDGET (self), width, height, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell (self);
}

static void
xp_sheet_canvas_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  const XpSheetCanvas *self = XP_SHEET_CANVAS (widget);
  *minimum = *natural =
    orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (self->width_px + 2 * GAP, 60) : 60;
  *minimum_baseline = *natural_baseline = -1;
}

/* ---- drawing ---- */

static void
draw_shadow (GtkSnapshot *snapshot, const graphene_rect_t *bounds, bool is_marked)
{
  const GdkRGBA shade = {0, 0, 0, 0.35f}, accent = {0.11f, 0.44f, 0.85f, 1};
  const float extent = is_marked ? 3 : 1;
  GskRoundedRect outline;
  gsk_rounded_rect_init_from_rect (&outline, bounds, 0);
  gtk_snapshot_append_outset_shadow (snapshot,
                                     &outline,
                                     is_marked ? &accent : &shade,
                                     0,
                                     is_marked ? 0 : 1,
                                     extent,
                                     is_marked ? 0 : 5);
}

static void
draw_number (XpSheetCanvas *self, GtkSnapshot *snapshot, int page, const graphene_rect_t *bounds)
{
  int width = 0;
  GdkRGBA color;
  g_autofree char *text = g_strdup_printf ("%d", page + 1);
  pango_layout_set_text (self->number, text, -1);
  pango_layout_get_pixel_size (self->number, &width, NULL);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT (floorf (bounds->origin.x + (bounds->size.width - (float) width) / 2),
                          bounds->origin.y + bounds->size.height + 2));
  gtk_snapshot_append_layout (snapshot, self->number, &color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_page (XpSheetCanvas *self, GtkSnapshot *snapshot, int page)
{
  const graphene_rect_t bounds = get_bounds (self, page);
  const int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const GdkRGBA white = {1, 1, 1, 1};
  GdkTexture *texture =
    xp_sheet_drawer_ask (self->drawer, page, (int) bounds.size.width * factor);
  draw_shadow (snapshot, &bounds, page == self->marked);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &bounds);
  else
    gtk_snapshot_append_color (snapshot, &white, &bounds);
  if (self->number != NULL)
    draw_number (self, snapshot, page, &bounds);
}

static void
find_in_sight (XpSheetCanvas *self, int *out_first, int *out_end)
{
  const double top = get_offset (self, GTK_ORIENTATION_VERTICAL);
  const double bottom = top + gtk_widget_get_height (GTK_WIDGET (self));
  const int n = xp_sheet_canvas_get_n_pages (self);
  *out_first = find_row (self, top) * self->n_columns;
  *out_end = MIN (n, (find_row (self, bottom) + 1) * self->n_columns);
}

static void
xp_sheet_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  XpSheetCanvas *self = XP_SHEET_CANVAS (widget);
  int first = 0, end = 0;
  if (xp_sheet_canvas_get_n_pages (self) == 0 || self->tops == NULL)
    return;
  find_in_sight (self, &first, &end);
  xp_sheet_drawer_begin (self->drawer);
  for (int page = first; page < end; page++)
    draw_page (self, snapshot, page);
}

void
xp_sheet_canvas_count_drawn (XpSheetCanvas *self, int *out_n_drawn, int *out_n_in_sight)
{
  int first = 0, end = 0;
  *out_n_drawn = *out_n_in_sight = 0;
  if (xp_sheet_canvas_get_n_pages (self) == 0 || self->tops == NULL)
    return;
  const int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  find_in_sight (self, &first, &end);
  *out_n_in_sight = end - first;
  for (int page = first; page < end; page++) {
    const int width = (int) get_bounds (self, page).size.width * factor;
    GdkTexture *texture = xp_sheet_drawer_ask (self->drawer, page, width);
    *out_n_drawn += texture != NULL && gdk_texture_get_width (texture) == width;
  }
}

/* ---- what is shown ---- */

static void
opened_cb (XpSheetCanvas *self)
{
  self->page = CLAMP (self->page, 0, MAX (0, xp_sheet_canvas_get_n_pages (self) - 1));
  self->going_to = self->page;
  lay_out (self);
}

static void
drop_drawer (XpSheetCanvas *self)
{
  if (self->drawer != NULL)
    g_signal_handlers_disconnect_by_data (self->drawer, self);
  g_clear_object (&self->drawer);
  g_clear_pointer (&self->tops, g_free);
  self->n_rows = 0;
}

void
xp_sheet_canvas_show (XpSheetCanvas *self, GBytes *pdf)
{
  drop_drawer (self);
  if (pdf != NULL) {
    self->drawer = xp_sheet_drawer_new (pdf);
    g_signal_connect_swapped (self->drawer, "opened", G_CALLBACK (opened_cb), self);
    g_signal_connect_swapped (self->drawer, "drawn", G_CALLBACK (gtk_widget_queue_draw), self);
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
xp_sheet_canvas_set_page_width (XpSheetCanvas *self, int width_px)
{
  self->width_px = MAX (0, width_px);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  lay_out (self);
}

int
xp_sheet_canvas_get_percent (XpSheetCanvas *self)
{
  return xp_sheet_canvas_get_n_pages (self) > 0 ? (int) (self->scale / SCALE * 100 + 0.5) : 0;
}

void
xp_sheet_canvas_set_percent (XpSheetCanvas *self, int percent)
{
  const double scale = SCALE * CLAMP (percent, LEAST_PERCENT, MOST_PERCENT) / 100;
  if (xp_sheet_canvas_get_n_pages (self) == 0)
    return;
  self->width_px = (int) (self->widest * scale + 0.5);
  lay_out (self);
}

void
xp_sheet_canvas_set_n_columns (XpSheetCanvas *self, int n_columns)
{
  self->n_columns = CLAMP (n_columns, 1, 2);
  self->going_to = self->page;
  lay_out (self);
}

void
xp_sheet_canvas_set_has_numbers (XpSheetCanvas *self, bool has_numbers)
{
  g_clear_object (&self->number);
  if (has_numbers)
    self->number = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  lay_out (self);
}

/* ---- the keyboard and the mouse ---- */

static gboolean
key_cb (XpSheetCanvas *self, guint keyval, guint code, GdkModifierType state)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  const int last = xp_sheet_canvas_get_n_pages (self) - 1;
  if (adjustment == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  const double value = gtk_adjustment_get_value (adjustment);
  if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down || keyval == GDK_KEY_space)
    xp_sheet_canvas_go_to (self, self->page + self->n_columns);
  else if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up)
    xp_sheet_canvas_go_to (self, self->page - self->n_columns);
  else if (keyval == GDK_KEY_Home || keyval == GDK_KEY_KP_Home)
    xp_sheet_canvas_go_to (self, 0);
  else if (keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End)
    xp_sheet_canvas_go_to (self, last);
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    gtk_adjustment_set_value (adjustment, value + STEP);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    gtk_adjustment_set_value (adjustment, value - STEP);
  else
    return FALSE;
  return TRUE;
}

static void
pressed_cb (XpSheetCanvas *self, int n_presses, double x, double y, GtkGesture *gesture)
{
  int first = 0, end = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (xp_sheet_canvas_get_n_pages (self) == 0 || self->tops == NULL)
    return;
  find_in_sight (self, &first, &end);
  for (int page = first; page < end; page++) {
    const graphene_rect_t bounds = get_bounds (self, page);
    if (graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
      g_signal_emit (self, signals[PRESSED], 0, page);
  }
}

/* ---- the widget ---- */

static void
xp_sheet_canvas_dispose (GObject *object)
{
  XpSheetCanvas *self = XP_SHEET_CANVAS (object);
  drop_drawer (self);
  g_clear_object (&self->number);
  G_OBJECT_CLASS (xp_sheet_canvas_parent_class)->dispose (object);
}

static void
xp_sheet_canvas_class_init (XpSheetCanvasClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_sheet_canvas_dispose;
  XP_SCROLL_AREA_CLASS (class)->scrolled = scrolled;
  widget_class->measure = xp_sheet_canvas_measure;
  widget_class->size_allocate = xp_sheet_canvas_size_allocate;
  widget_class->snapshot = xp_sheet_canvas_snapshot;
  signals[TURNED] = g_signal_new ("turned",
                                  XP_TYPE_SHEET_CANVAS,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);
  signals[PRESSED] = g_signal_new ("pressed",
                                   XP_TYPE_SHEET_CANVAS,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "sheets");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
xp_sheet_canvas_init (XpSheetCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  self->n_columns = 1;
  self->marked = -1;
  self->going_to = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("印出来的样子"),
                                  -1);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

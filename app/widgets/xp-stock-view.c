#include "xp-stock-view.h"

#include <glib/gi18n.h>
#include <poppler.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* Hundredths of a millimetre. */
enum {
  STEP = 50,
  LONG_STEP = 500,
  BODY_LINES = 3
};
static const double HUNDREDTHS_PER_PT = 2540 / 72.0;
static const double INK_ABOVE_EM = 0.84, INK_BELOW_EM = 0.16, LINE_PITCH_EM = 1.8;
static const int LEAST_HEIGHT_PX = 340;

struct _XpStockView {
  AdwBin parent_instance;

  GtkWidget *area; /* borrowed from the widget tree */
  XpStock stock;
  XpStockField selected;
  PopplerDocument *sheet; /* owned; NULL none */
  int from_x, from_y;     /* of the field that is dragged, where it began */
  bool is_dragging;
};

enum {
  SIGNAL_CHOSEN,
  SIGNAL_MOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XpStockView, xp_stock_view, ADW_TYPE_BIN)

/* ---- from paper to screen ---- */

/* Pixels per hundredth of a millimetre, and where the paper begins. */
typedef struct {
  double scale, x_px, y_px;
} Fit;

static Fit
fit_paper (XpStockView *self)
{
  const double w = gtk_widget_get_width (self->area), h = gtk_widget_get_height (self->area);
  const double scale = MIN (w / self->stock.width, h / self->stock.height);
  return (Fit){scale, (w - scale * self->stock.width) / 2, (h - scale * self->stock.height) / 2};
}

void
xp_stock_view_get_point (XpStockView *self, int x, int y, double *out_x_px, double *out_y_px)
{
  const Fit fit = fit_paper (self);
  *out_x_px = fit.x_px + x * fit.scale;
  *out_y_px = fit.y_px + y * fit.scale;
}

typedef struct {
  double left, top, width, height; /* hundredths of a mm */
} Outline;

static Outline
outline_of (const XpStock *stock, XpStockField field)
{
  static const double BEFORE_X[] = {0, 0.5, 1};
  const XpStockPlace *place = &stock->places[field];
  const double size = place->size / 100.0 * HUNDREDTHS_PER_PT;
  const double more = field == XP_STOCK_BODY ? (BODY_LINES - 1) * LINE_PITCH_EM : 0;
  return (Outline){place->x - place->width * BEFORE_X[place->align],
                   place->y - size * INK_ABOVE_EM,
                   place->width,
                   size * (INK_ABOVE_EM + INK_BELOW_EM + more)};
}

/* The smallest that lies there; XP_STOCK_N_FIELDS: none. */
static XpStockField
find_field (XpStockView *self, double x_px, double y_px)
{
  const Fit fit = fit_paper (self);
  const double x = (x_px - fit.x_px) / fit.scale, y = (y_px - fit.y_px) / fit.scale;
  XpStockField found = XP_STOCK_N_FIELDS;
  double least = G_MAXDOUBLE;
  for (int i = 0; i < XP_STOCK_N_FIELDS; i++) {
    const Outline outline = outline_of (&self->stock, (XpStockField) i);
    const bool is_in = self->stock.places[i].is_printed && x >= outline.left &&
                       x <= outline.left + outline.width && y >= outline.top &&
                       y <= outline.top + outline.height;
    if (is_in && outline.width * outline.height < least) {
      found = (XpStockField) i;
      least = outline.width * outline.height;
    }
  }
  return found;
}

/* ---- drawing ---- */

static void
draw_sheet (XpStockView *self, cairo_t *cr, const Fit *fit)
{
  g_autoptr (PopplerPage) page =
    self->sheet != NULL ? poppler_document_get_page (self->sheet, 0) : NULL;
  if (page == NULL)
    return;
  cairo_save (cr);
  cairo_translate (cr, fit->x_px, fit->y_px);
  cairo_scale (cr, fit->scale * HUNDREDTHS_PER_PT, fit->scale * HUNDREDTHS_PER_PT);
  poppler_page_render (page, cr);
  cairo_restore (cr);
}

static void
draw_outline (XpStockView *self, cairo_t *cr, const Fit *fit, XpStockField field)
{
  static const double DASHES[] = {4, 3};
  const Outline outline = outline_of (&self->stock, field);
  const bool is_selected = field == self->selected;
  cairo_set_source_rgba (cr, 0.11, 0.36, 0.72, is_selected ? 1 : 0.55);
  cairo_set_line_width (cr, is_selected ? 2 : 1);
  cairo_set_dash (cr, DASHES, is_selected ? 0 : G_N_ELEMENTS (DASHES), 0);
  cairo_rectangle (cr,
                   fit->x_px + outline.left * fit->scale,
                   fit->y_px + outline.top * fit->scale,
                   outline.width * fit->scale,
                   outline.height * fit->scale);
  cairo_stroke (cr);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  XpStockView *self = data;
  const Fit fit = fit_paper (self);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr,
                   fit.x_px,
                   fit.y_px,
                   self->stock.width * fit.scale,
                   self->stock.height * fit.scale);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  if (!self->is_dragging)
    draw_sheet (self, cr, &fit);
  for (int i = 0; i < XP_STOCK_N_FIELDS; i++)
    if (self->stock.places[i].is_printed)
      draw_outline (self, cr, &fit, (XpStockField) i);
}

/* ---- hands ---- */

static void
choose (XpStockView *self, XpStockField field)
{
  if (field == self->selected || field >= XP_STOCK_N_FIELDS)
    return;
  xp_stock_view_select (self, field);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
drag_begin_cb (XpStockView *self, double x, double y)
{
  choose (self, find_field (self, x, y));
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
  self->from_x = self->stock.places[self->selected].x;
  self->from_y = self->stock.places[self->selected].y;
}

static void
drag_update_cb (XpStockView *self, double dx_px, double dy_px)
{
  const Fit fit = fit_paper (self);
  self->is_dragging = true;
  xp_stock_move (&self->stock,
                 self->selected,
                 self->from_x + (int) (dx_px / fit.scale),
                 self->from_y + (int) (dy_px / fit.scale));
  gtk_widget_queue_draw (self->area);
}

static void
drag_end_cb (XpStockView *self)
{
  if (!self->is_dragging)
    return;
  self->is_dragging = false;
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
  gtk_widget_queue_draw (self->area);
}

static bool
get_direction (guint keyval, int *out_x, int *out_y)
{
  static const struct {
    guint key;
    int x, y;
  } ARROWS[] = {{GDK_KEY_Left, -1, 0},
                {GDK_KEY_Right, 1, 0},
                {GDK_KEY_Up, 0, -1},
                {GDK_KEY_Down, 0, 1}};
  for (size_t i = 0; i < G_N_ELEMENTS (ARROWS); i++)
    if (ARROWS[i].key == keyval) {
      *out_x = ARROWS[i].x;
      *out_y = ARROWS[i].y;
      return true;
    }
  return false;
}

static gboolean
key_cb (XpStockView *self, guint keyval, guint keycode, GdkModifierType modifiers, gpointer unused)
{
  const guint32 c = gdk_keyval_to_unicode (keyval);
  const int step = (modifiers & GDK_SHIFT_MASK) != 0 ? LONG_STEP : STEP;
  int x = 0, y = 0;
  if (c >= '1' && c < '1' + XP_STOCK_N_FIELDS) {
    choose (self, (XpStockField) (c - '1'));
    return TRUE;
  }
  if (!get_direction (keyval, &x, &y))
    return FALSE;
  const XpStockPlace *place = &self->stock.places[self->selected];
  xp_stock_move (&self->stock, self->selected, place->x + x * step, place->y + y * step);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
  gtk_widget_queue_draw (self->area);
  return TRUE;
}

/* ---- what others set ---- */

void
xp_stock_view_set_stock (XpStockView *self, const XpStock *stock)
{
  self->stock = *stock;
  gtk_widget_queue_draw (self->area);
}

const XpStock *
xp_stock_view_get_stock (XpStockView *self)
{
  return &self->stock;
}

void
xp_stock_view_select (XpStockView *self, XpStockField field)
{
  self->selected = field;
  gtk_widget_queue_draw (self->area);
}

XpStockField
xp_stock_view_get_selected (XpStockView *self)
{
  return self->selected;
}

void
xp_stock_view_set_sheet (XpStockView *self, GBytes *pdf)
{
  g_clear_object (&self->sheet);
  self->sheet = pdf != NULL ? poppler_document_new_from_bytes (pdf, NULL, NULL) : NULL;
  gtk_widget_queue_draw (self->area);
}

static void
xp_stock_view_dispose (GObject *object)
{
  XpStockView *self = XP_STOCK_VIEW (object);
  g_clear_object (&self->sheet);
  G_OBJECT_CLASS (xp_stock_view_parent_class)->dispose (object);
}

static void
xp_stock_view_class_init (XpStockViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = xp_stock_view_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (class),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);
  signals[SIGNAL_MOVED] = g_signal_new ("moved",
                                        G_TYPE_FROM_CLASS (class),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
}

static void
xp_stock_view_init (XpStockView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  xp_stock_init (&self->stock, 28500, 21000);
  self->selected = XP_STOCK_NAME;
  self->area = gtk_drawing_area_new ();
  gtk_widget_set_focusable (self->area, TRUE);
  gtk_widget_set_size_request (self->area, -1, LEAST_HEIGHT_PX);
  gtk_widget_set_vexpand (self->area, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("封套和上面的字：数字选一项，方向键挪"),
                                  -1);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->area, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (self->area, keys);
  adw_bin_set_child (ADW_BIN (self), self->area);
}

#include "xp-wall-view.h"

#include <glib/gi18n.h>
#include <string.h>

/* Parts of the height. */
static const double LETTER = 1.0 / 16, TITLE = 1.0 / 12, HEADLINE = 1.0 / 7, MARGIN = 1.0 / 24;

/* Before the name of a group, which heads those behind it. */
static const char HEAD = '\a';

typedef struct {
  const char *ground, *ink, *quiet, *accent;
} Colours;
static const Colours BRIGHT = {"#ffffff", "#101010", "#4a4a4a", "#1a4f9c"};
static const Colours DARK = {"#0c0f14", "#f6f6f6", "#c4c8ce", "#8fc0ff"};

struct _XpWallView {
  GtkWidget parent_instance;

  XpWall *wall; /* owned; NULL: nothing is shown yet */
  char *echo;   /* owned */
  bool is_dark;
  int page, n_pages;
};

G_DEFINE_FINAL_TYPE (XpWallView, xp_wall_view, GTK_TYPE_WIDGET)

/* One picture being drawn. */
typedef struct {
  XpWallView *self;
  GtkSnapshot *snapshot;
  const Colours *colours;
  double width, height, margin;
} Canvas;

/* ---- letters ---- */

/* @size: of the height. */
static PangoLayout *
new_layout (const Canvas *canvas, const char *text, double size, bool is_bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (canvas->self), text);
  PangoFontDescription *font = pango_font_description_copy (
    pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (canvas->self))));
  pango_font_description_set_absolute_size (font, canvas->height * size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
draw_layout (const Canvas *canvas, PangoLayout *layout, double x, double y, const char *colour)
{
  GdkRGBA rgba;
  gdk_rgba_parse (&rgba, colour);
  gtk_snapshot_save (canvas->snapshot);
  gtk_snapshot_translate (canvas->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (canvas->snapshot, layout, &rgba);
  gtk_snapshot_restore (canvas->snapshot);
}

static void
fill (const Canvas *canvas, double x, double y, double width, double height, const char *colour)
{
  GdkRGBA rgba;
  gdk_rgba_parse (&rgba, colour);
  gtk_snapshot_append_color (
    canvas->snapshot,
    &rgba,
    &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

/* One line, shrunk rather than cut where it is too long. Gives the y below it. */
static double
draw_line (const Canvas *canvas, const char *text, double size, double y, const char *colour)
{
  const double room = canvas->width - 2 * canvas->margin;
  PangoLayout *layout = new_layout (canvas, text, size, size > LETTER);
  int width = 0, height = 0;
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > room) {
    const double smaller = MAX (LETTER, size * room / width * 0.98);
    g_object_unref (layout);
    layout = new_layout (canvas, text, smaller, size > LETTER);
    pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
    pango_layout_get_pixel_size (layout, &width, &height);
  }
  draw_layout (canvas, layout, canvas->margin, y, colour);
  g_object_unref (layout);
  return y + height;
}

/* ---- while marks are typed ---- */

static char *
dup_group (const XpWallGroup *group)
{
  return g_strdup_printf ("%s %d／%d%s",
                          group->name[0] != '\0' ? group->name : _ ("全村"),
                          group->n_done,
                          group->n_total,
                          group->n_done == group->n_total ? " ✓" : "");
}

static void
draw_bar (const Canvas *canvas, double x, double y, double width, double height)
{
  const XpWall *wall = canvas->self->wall;
  const double part = wall->n_total > 0 ? (double) wall->n_done / wall->n_total : 0;
  fill (canvas, x, y, width, height, canvas->colours->quiet);
  fill (canvas, x + 2, y + 2, width - 4, height - 4, canvas->colours->ground);
  fill (canvas, x + 2, y + 2, (width - 4) * part, height - 4, canvas->colours->accent);
}

/* Cells are of equal width. */
static int
count_columns (const Canvas *canvas, double cell_width)
{
  return MAX (1, (int) ((canvas->width - 2 * canvas->margin) / cell_width));
}

static double
widest (const Canvas *canvas, const GPtrArray *cells, int *out_height)
{
  double most = 1;
  *out_height = (int) (canvas->height * LETTER);
  for (guint i = 0; i < cells->len; i++) {
    int width = 0, height = 0;
    PangoLayout *layout = new_layout (canvas, cells->pdata[i], LETTER, false);
    pango_layout_get_pixel_size (layout, &width, &height);
    most = MAX (most, width);
    *out_height = MAX (*out_height, height);
    g_object_unref (layout);
  }
  return MIN (most, canvas->width - 2 * canvas->margin);
}

/* Where a cell stands when all pages lie one below the other. */
typedef struct {
  int row, column;
} Spot;

/* A group begins a row of its own, and not as the last of its page. */
static Spot
find_spot (const char *text, Spot next, int n_columns, int n_rows)
{
  if (next.column >= n_columns || (text[0] == HEAD && next.column > 0))
    next = (Spot){next.row + 1, 0};
  if (text[0] == HEAD && next.row % n_rows == n_rows - 1)
    next.row++;
  return next;
}

/* Gives how many pages there are. */
static int
draw_cells (const Canvas *canvas, const GPtrArray *cells, double top, double bottom)
{
  int line_height = 0;
  const double gap = canvas->height * LETTER * 0.7;
  const double width = widest (canvas, cells, &line_height);
  const double line = line_height * 1.15;
  const int n_columns = count_columns (canvas, width + gap);
  const int n_rows = MAX (1, (int) ((bottom - top) / line));
  g_autofree Spot *spots = g_new0 (Spot, cells->len + 1);
  Spot next = {0, 0};
  for (guint i = 0; i < cells->len; i++) {
    spots[i] = find_spot (cells->pdata[i], next, n_columns, n_rows);
    next = (Spot){spots[i].row, spots[i].column + 1};
  }
  const int n_pages = next.row / n_rows + 1;
  for (guint i = 0; i < cells->len; i++) {
    const char *text = cells->pdata[i];
    const bool is_head = text[0] == HEAD;
    if (spots[i].row / n_rows != canvas->self->page % n_pages)
      continue;
    PangoLayout *layout = new_layout (canvas, text + is_head, LETTER, is_head);
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
    draw_layout (canvas,
                 layout,
                 canvas->margin + spots[i].column * (width + gap),
                 top + spots[i].row % n_rows * line,
                 is_head ? canvas->colours->accent : canvas->colours->ink);
    g_object_unref (layout);
  }
  return n_pages;
}

static GPtrArray *
list_cells (const XpWall *wall)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < wall->groups->len; i++) {
    const XpWallGroup *group = &g_array_index (wall->groups, XpWallGroup, i);
    if (!wall->has_names) {
      g_ptr_array_add (cells, dup_group (group));
      continue;
    }
    if (group->name[0] != '\0')
      g_ptr_array_add (cells, g_strdup_printf ("%c%s", HEAD, group->name));
    for (size_t k = 0; group->names != NULL && group->names[k] != NULL; k++)
      g_ptr_array_add (cells, g_strdup (group->names[k]));
  }
  return cells;
}

/* ---- the picture ---- */

static double
draw_head (const Canvas *canvas)
{
  const XpWall *wall = canvas->self->wall;
  g_autofree char *title = g_strdup_printf ("%s　%s", wall->village, wall->round);
  double y = draw_line (canvas, title, TITLE, canvas->margin / 2, canvas->colours->quiet);
  y =
    draw_line (canvas, wall->headline, wall->has_names ? TITLE : HEADLINE, y, canvas->colours->ink);
  if (!wall->has_names) {
    const double thick = canvas->height / 28;
    draw_bar (canvas, canvas->margin, y, canvas->width - 2 * canvas->margin, thick);
    y += thick;
  }
  return y + canvas->margin / 2;
}

static bool
has_echo (const XpWallView *self)
{
  return self->echo[0] != '\0' && !self->wall->has_names;
}

/* Where the room for it begins. */
static double
find_foot (const Canvas *canvas)
{
  const double line = canvas->height * LETTER * 1.5;
  return canvas->height - canvas->margin / 2 - line * (has_echo (canvas->self) ? 2.2 : 1);
}

static void
draw_foot (const Canvas *canvas, int n_pages)
{
  XpWallView *self = canvas->self;
  const double line = canvas->height * LETTER * 1.5;
  const double top = canvas->height - canvas->margin / 2 - line;
  g_autofree char *page =
    n_pages > 1 ? g_strdup_printf (_ ("　第%d页，共%d页"), self->page % n_pages + 1, n_pages)
                : g_strdup ("");
  g_autofree char *foot = g_strconcat (self->wall->foot, page, NULL);
  draw_line (canvas, foot, LETTER, top, canvas->colours->quiet);
  if (!has_echo (self))
    return;
  fill (canvas, 0, top - line * 1.2, canvas->width, line * 1.1, canvas->colours->accent);
  draw_line (canvas, self->echo, LETTER * 1.1, top - line * 1.2, canvas->colours->ground);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  XpWallView *self = XP_WALL_VIEW (widget);
  const double height = gtk_widget_get_height (widget);
  const Canvas canvas = {
    .self = self,
    .snapshot = snapshot,
    .colours = self->is_dark ? &DARK : &BRIGHT,
    .width = gtk_widget_get_width (widget),
    .height = height,
    .margin = height * MARGIN,
  };
  fill (&canvas, 0, 0, canvas.width, canvas.height, canvas.colours->ground);
  if (self->wall == NULL)
    return;
  g_autoptr (GPtrArray) cells = list_cells (self->wall);
  self->n_pages = draw_cells (&canvas, cells, draw_head (&canvas), find_foot (&canvas));
  draw_foot (&canvas, self->n_pages);
}

/* ---- what it shows ---- */

char *
xp_wall_view_dup_text (XpWallView *self)
{
  GString *text = g_string_new (NULL);
  if (self->wall == NULL)
    return g_string_free (text, FALSE);
  g_string_append_printf (text,
                          "%s %s\n%s\n%s\n",
                          self->wall->village,
                          self->wall->round,
                          self->wall->headline,
                          self->wall->foot);
  g_autoptr (GPtrArray) cells = list_cells (self->wall);
  for (guint i = 0; i < cells->len; i++) {
    const char *cell = cells->pdata[i];
    g_string_append_printf (text, "%s\n", cell[0] == HEAD ? cell + 1 : cell);
  }
  if (self->echo[0] != '\0')
    g_string_append_printf (text, "%s\n", self->echo);
  return g_string_free (text, FALSE);
}

static void
show (XpWallView *self)
{
  g_autofree char *text = xp_wall_view_dup_text (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
xp_wall_view_take (XpWallView *self, XpWall *wall)
{
  g_clear_pointer (&self->wall, xp_wall_free);
  self->wall = wall;
  show (self);
}

void
xp_wall_view_set_echo (XpWallView *self, const char *echo)
{
  g_free (self->echo);
  self->echo = g_strdup (echo);
  show (self);
}

void
xp_wall_view_set_is_dark (XpWallView *self, bool is_dark)
{
  self->is_dark = is_dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int
xp_wall_view_get_n_pages (XpWallView *self)
{
  return self->n_pages;
}

void
xp_wall_view_turn (XpWallView *self, int by)
{
  self->page = (self->page % self->n_pages + by + self->n_pages) % self->n_pages;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- the widget ---- */

static void
xp_wall_view_finalize (GObject *object)
{
  XpWallView *self = XP_WALL_VIEW (object);
  g_clear_pointer (&self->wall, xp_wall_free);
  g_free (self->echo);
  G_OBJECT_CLASS (xp_wall_view_parent_class)->finalize (object);
}

static void
xp_wall_view_class_init (XpWallViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->finalize = xp_wall_view_finalize;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_css_name (widget_class, "wall");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
xp_wall_view_init (XpWallView *self)
{
  self->echo = g_strdup ("");
  self->n_pages = 1;
}

GtkWidget *
xp_wall_view_new (void)
{
  return g_object_new (XP_TYPE_WALL_VIEW, NULL);
}

/* xp-mark-grid-ink.c: how large everything is, and how it is drawn. Sizes follow the font, colours
 * the style: dark and high contrast come by themselves. */
#include "xp-mark-grid-private.h"

#include <math.h>
#include <string.h>

#include "xp-mark-grid-colors.h"

/* What a text is set in; a letter of the key under which its layout is kept. */
typedef enum {
  STYLE_NUMBER = 'n',
  STYLE_HEAD = 'r',
  STYLE_NARROW = 'q', /* a head beside a sign that leaves it less room */
  STYLE_SIGN = 's',
  STYLE_GROUP = 'g',
  STYLE_COLUMN = 'h',
  STYLE_CELL = 'c',
  STYLE_TYPED = 't'
} Style;

static const guint MOST_LAYOUTS = 6000;
/* A Chinese character, whose line is higher than that of Latin ones. */
static const char HAN[] = "\u6c49";

static const int MOST_HEAD_LINES = 3; /* of a column's name */
static const int LEAST_HEAD_LINES = 2;

typedef struct {
  GtkSnapshot *snapshot;
  XpMarkGrid *grid;
  int width, height, top;
  int first_row, last_row, first_column, last_column;
  XpMarkGridColors colors;
} Paint;

/* ---- sizes ---- */

static const double SMALL = 0.86;

/* As many as the longest name takes. */
static int
count_head_lines (XpMarkGrid *self)
{
  int n_lines = LEAST_HEAD_LINES;
  for (int column = 0; column < self->model.n_columns; column++) {
    XpMarkGridHead head = {0};
    self->model.get_column (self->model.data, column, &head);
    const int n_chars = (int) g_utf8_strlen (head.text, -1);
    n_lines = MAX (n_lines, (n_chars + self->model.column_chars - 1) / self->model.column_chars);
  }
  return MIN (n_lines, MOST_HEAD_LINES);
}

void
xp_mark_grid_measure_font (XpMarkGrid *self)
{
  XpMarkGridSizes *sizes = &self->sizes;
  const int row_before = sizes->row;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), HAN);
  pango_layout_get_pixel_size (layout, &sizes->em, &sizes->line);
  sizes->row = sizes->line * 5 / 4;
  sizes->group_height = self->has_groups ? sizes->line : 0;
  sizes->head_height = self->has_groups
                         ? (int) ((1 + count_head_lines (self)) * sizes->line * SMALL) + 6
                         : sizes->line * 3 / 2;
  sizes->number_width = sizes->em * 33 / 10;
  sizes->head_width = sizes->number_width + (self->model.head_chars + 1) * sizes->em;
  sizes->column = sizes->em * (self->model.column_chars * 2 + 1) / 2;
  self->is_sight_asked |= sizes->row != row_before;
}

void
xp_mark_grid_lay_columns (XpMarkGrid *self, int width)
{
  XpMarkGridSizes *sizes = &self->sizes;
  if (!self->has_model)
    return;
  const int least = sizes->em * (self->model.column_chars * 2 + 1) / 2;
  const int most = sizes->em * self->model.most_column_chars;
  const int room = (width - sizes->head_width) / self->model.n_columns;
  const int column = CLAMP (room, least, MAX (least, most));
  if (column != sizes->column)
    xp_mark_grid_forget_ink (self);
  sizes->column = column;
}

bool
xp_mark_grid_take_font (XpMarkGrid *self)
{
  const XpMarkGridSizes before = self->sizes;
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const bool is_same =
    self->ink.font != NULL && pango_font_description_equal (self->ink.font, font);
  xp_mark_grid_measure_font (self);
  if (is_same && before.em == self->sizes.em && before.line == self->sizes.line) {
    self->sizes = before; /* the columns as they were laid */
    return false;
  }
  g_clear_pointer (&self->ink.font, pango_font_description_free);
  self->ink.font = pango_font_description_copy (font);
  xp_mark_grid_forget_ink (self);
  return true;
}

/* ---- layouts ---- */

void
xp_mark_grid_forget_ink (XpMarkGrid *self)
{
  g_hash_table_remove_all (self->ink.layouts);
}

static double
scale_of (Style style)
{
  return style == STYLE_SIGN || style == STYLE_GROUP || style == STYLE_COLUMN ? SMALL : 1.0;
}

static PangoWeight
weight_of (Style style)
{
  return style == STYLE_GROUP || style == STYLE_TYPED || style == STYLE_CELL ? PANGO_WEIGHT_BOLD
                                                                             : PANGO_WEIGHT_NORMAL;
}

static int
width_of (const XpMarkGridSizes *sizes, Style style)
{
  const int text = sizes->head_width - sizes->number_width;
  switch (style) {
  case STYLE_HEAD:
    return text - sizes->em;
  case STYLE_SIGN:
    return text * 11 / 20;
  case STYLE_NARROW:
    return text * 8 / 20;
  case STYLE_COLUMN:
    return sizes->column - sizes->em / 4;
  case STYLE_CELL:
    return sizes->column - 4;
  case STYLE_NUMBER:
  case STYLE_GROUP:
  case STYLE_TYPED:
  default:
    return -1;
  }
}

static PangoLayout *
make_layout (XpMarkGrid *self, Style style, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale_of (style)));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight_of (style)));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  const int width = width_of (&self->sizes, style);
  if (width > 0) {
    pango_layout_set_width (layout, width * PANGO_SCALE);
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  }
  if (style == STYLE_COLUMN) {
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height (layout, -MOST_HEAD_LINES);
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  } else if (style == STYLE_CELL) {
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  } else if (style == STYLE_SIGN) {
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  }
  return layout;
}

/* Borrowed. */
static PangoLayout *
get_layout (XpMarkGrid *self, Style style, const char *text)
{
  GHashTable *layouts = self->ink.layouts;
  char key[128];
  key[0] = (char) style;
  g_strlcpy (key + 1, text, sizeof key - 1);
  PangoLayout *layout = g_hash_table_lookup (layouts, key);
  if (layout != NULL)
    return layout;
  if (g_hash_table_size (layouts) >= MOST_LAYOUTS)
    g_hash_table_remove_all (layouts);
  layout = make_layout (self, style, text);
  g_hash_table_insert (layouts, g_strdup (key), layout);
  return layout;
}

/* ---- strokes ---- */

static void
fill (Paint *paint, double x, double y, double width, double height, const GdkRGBA *color)
{
  gtk_snapshot_append_color (
    paint->snapshot,
    color,
    &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
clip (Paint *paint, double x, double y, double width, double height)
{
  gtk_snapshot_push_clip (
    paint->snapshot,
    &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) MAX (0, width), (float) MAX (0, height)));
}

/* @align: 0 left, .5 in the middle, 1 right. Whole pixels, or letters are blurred. */
static void
put_text (Paint *paint,
          Style style,
          const char *text,
          const graphene_rect_t *in,
          double align,
          const GdkRGBA *color)
{
  int width = 0, height = 0;
  PangoLayout *layout = get_layout (paint->grid, style, text);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_get_width (layout) > 0 && align > 0)
    width = pango_layout_get_width (layout) / PANGO_SCALE;
  const double x = in->origin.x + (in->size.width - width) * align;
  const double y = in->origin.y + (in->size.height - height) / 2.0;
  gtk_snapshot_save (paint->snapshot);
  gtk_snapshot_translate (paint->snapshot,
                          &GRAPHENE_POINT_INIT ((float) floor (x), (float) floor (y)));
  gtk_snapshot_append_layout (paint->snapshot, layout, color);
  gtk_snapshot_restore (paint->snapshot);
}

/* ---- cells ---- */

/* The corner that says: something was written to this. Inside the cursor's frame too. */
static void
draw_note (Paint *paint, const graphene_rect_t *bounds)
{
  const double size = floor (paint->grid->sizes.em * .4), stroke = floor (size / 3);
  const double right = bounds->origin.x + bounds->size.width - 4, top = bounds->origin.y + 4;
  fill (paint, right - size, top, size, stroke, &paint->colors.accent);
  fill (paint, right - stroke, top, stroke, size, &paint->colors.accent);
}

static void
draw_cell (Paint *paint, int row, int column)
{
  XpMarkGrid *grid = paint->grid;
  XpMarkGridCell cell = {0};
  grid->model.get_cell (grid->model.data, row, column, &cell);
  const graphene_rect_t bounds = xp_mark_grid_get_bounds (grid, row, column);
  const double x = bounds.origin.x, y = bounds.origin.y;
  const double width = bounds.size.width, height = bounds.size.height;
  if (cell.is_closed)
    fill (paint, x, y, width, height - 1, &paint->colors.closed);
  if (cell.is_missing) {
    fill (paint, x + 1, y, width - 1, height - 1, &paint->colors.missing);
    put_text (paint, STYLE_CELL, "＿", &bounds, .5, &paint->colors.dim);
  }
  if (cell.text[0] != '\0') {
    put_text (paint,
              STYLE_CELL,
              cell.text,
              &bounds,
              .5,
              cell.is_on_its_way ? &paint->colors.unsure
              : cell.is_closed   ? &paint->colors.dim
                                 : &paint->colors.text);
  }
  if (cell.is_struck)
    fill (paint, x + 5, floor (y + height / 2), width - 9, 2, &paint->colors.dim);
  if (cell.has_note)
    draw_note (paint, &bounds);
}

/* What is typed stands over what the cell held. */
static void
draw_cursor (Paint *paint)
{
  XpMarkGrid *grid = paint->grid;
  const graphene_rect_t bounds = xp_mark_grid_get_bounds (grid, grid->row, grid->column);
  const bool has_focus = gtk_widget_has_focus (grid->cells[grid->cell]);
  const GdkRGBA color = grid->refusal != NULL ? paint->colors.error
                        : has_focus           ? paint->colors.accent
                                              : paint->colors.strong;
  GskRoundedRect frame;
  gsk_rounded_rect_init_from_rect (&frame, &bounds, 5);
  if (grid->typed != NULL) {
    gtk_snapshot_push_rounded_clip (paint->snapshot, &frame);
    fill (paint,
          bounds.origin.x,
          bounds.origin.y,
          bounds.size.width,
          bounds.size.height,
          &paint->colors.view);
    gtk_snapshot_pop (paint->snapshot);
    int width = 0;
    pango_layout_get_pixel_size (get_layout (grid, STYLE_TYPED, grid->typed), &width, NULL);
    put_text (paint, STYLE_TYPED, grid->typed, &bounds, .5, &paint->colors.accent);
    fill (paint,
          floor (bounds.origin.x + (bounds.size.width + width) / 2.0) + 2,
          bounds.origin.y + bounds.size.height / 5,
          2,
          bounds.size.height * .6,
          &paint->colors.accent);
  }
  const float widths[] = {3, 3, 3, 3};
  const GdkRGBA colors[] = {color, color, color, color};
  gtk_snapshot_append_border (paint->snapshot, &frame, widths, colors);
}

static void
draw_cells (Paint *paint)
{
  XpMarkGrid *grid = paint->grid;
  const int head_width = grid->sizes.head_width;
  char group[sizeof ((XpMarkGridHead *) NULL)->group] = "";
  clip (paint, head_width, paint->top, paint->width - head_width, paint->height - paint->top);
  for (int column = paint->first_column; column <= paint->last_column; column++) {
    XpMarkGridHead head = {0};
    grid->model.get_column (grid->model.data, column, &head);
    const double x = xp_mark_grid_get_bounds (grid, 0, column).origin.x;
    const double bottom =
      xp_mark_grid_get_bounds (grid, paint->last_row + 1, column).origin.y - paint->top;
    const bool is_first = strcmp (head.group, group) != 0;
    fill (paint, x, paint->top, 1, bottom, is_first ? &paint->colors.strong : &paint->colors.line);
    g_strlcpy (group, head.group, sizeof group);
    for (int row = paint->first_row; row <= paint->last_row; row++)
      draw_cell (paint, row, column);
  }
  draw_cursor (paint);
  gtk_snapshot_pop (paint->snapshot);
}

/* ---- heads ---- */

static Style
style_of_head (Paint *paint, const XpMarkGridHead *head)
{
  int text = 0, sign = 0;
  if (head->sign[0] == '\0')
    return STYLE_HEAD;
  pango_layout_get_pixel_size (get_layout (paint->grid, STYLE_HEAD, head->text), &text, NULL);
  pango_layout_get_pixel_size (get_layout (paint->grid, STYLE_SIGN, head->sign), &sign, NULL);
  const XpMarkGridSizes *sizes = &paint->grid->sizes;
  return text + sign + sizes->em < sizes->head_width - sizes->number_width ? STYLE_HEAD
                                                                           : STYLE_NARROW;
}

static void
draw_row (Paint *paint, int row, const char *group_before)
{
  XpMarkGrid *grid = paint->grid;
  const XpMarkGridSizes *sizes = &grid->sizes;
  XpMarkGridHead head = {0};
  grid->model.get_row (grid->model.data, row, &head);
  const double y = xp_mark_grid_get_bounds (grid, row, 0).origin.y;
  const double right =
    MIN (paint->width, xp_mark_grid_get_bounds (grid, 0, grid->model.n_columns).origin.x);
  const bool is_first = head.group[0] != '\0' && strcmp (head.group, group_before) != 0;
  if (row == grid->row)
    fill (paint, 0, y, right, sizes->row, &paint->colors.selected);
  fill (paint, 0, y + sizes->row - 1, right, 1, &paint->colors.line);
  if (is_first && row > 0)
    fill (paint, 0, y - 1, right, 1, &paint->colors.strong);

  const graphene_rect_t number =
    GRAPHENE_RECT_INIT (0, (float) y, (float) sizes->number_width - 6, (float) sizes->row);
  const graphene_rect_t text =
    GRAPHENE_RECT_INIT ((float) (sizes->number_width + 2),
                        (float) y,
                        (float) (sizes->head_width - sizes->number_width - 10),
                        (float) sizes->row);
  put_text (paint, STYLE_NUMBER, head.number, &number, 1, &paint->colors.dim);
  put_text (paint, style_of_head (paint, &head), head.text, &text, 0, &paint->colors.text);
  if (head.sign[0] != '\0')
    put_text (paint, STYLE_SIGN, head.sign, &text, 1, &paint->colors.dim);
  else if (is_first)
    put_text (paint, STYLE_SIGN, head.group, &text, 1, &paint->colors.accent);
}

static void
draw_rows (Paint *paint)
{
  XpMarkGrid *grid = paint->grid;
  XpMarkGridHead before = {0};
  if (paint->first_row > 0)
    grid->model.get_row (grid->model.data, paint->first_row - 1, &before);
  clip (paint, 0, paint->top, paint->width, paint->height - paint->top);
  for (int row = paint->first_row; row <= paint->last_row; row++) {
    XpMarkGridHead head = {0};
    draw_row (paint, row, before.group);
    grid->model.get_row (grid->model.data, row, &head);
    g_strlcpy (before.group, head.group, sizeof before.group);
  }
  gtk_snapshot_pop (paint->snapshot);
}

/* From where its first column is seen to where its last one ends. */
static void
draw_group (Paint *paint, int first, int last, const char *group)
{
  const XpMarkGridSizes *sizes = &paint->grid->sizes;
  const double from =
    MAX (sizes->head_width, xp_mark_grid_get_bounds (paint->grid, 0, first).origin.x);
  const double to = MIN (paint->width, xp_mark_grid_get_bounds (paint->grid, 0, last + 1).origin.x);
  const graphene_rect_t in =
    GRAPHENE_RECT_INIT ((float) from + 5, 2, (float) (to - from - 6), (float) sizes->group_height);
  clip (paint, from, 0, to - from, sizes->group_height + 2);
  put_text (paint, STYLE_GROUP, group, &in, 0, &paint->colors.accent);
  gtk_snapshot_pop (paint->snapshot);
}

static void
draw_column (Paint *paint, int column, const XpMarkGridHead *head)
{
  XpMarkGrid *grid = paint->grid;
  const XpMarkGridSizes *sizes = &grid->sizes;
  const double x = xp_mark_grid_get_bounds (grid, 0, column).origin.x;
  const GdkRGBA *color = column == grid->column ? &paint->colors.accent : &paint->colors.text;
  const float number_height = head->number[0] != '\0' ? (float) (sizes->line * SMALL) : 0;
  const graphene_rect_t number = GRAPHENE_RECT_INIT ((float) x,
                                                     (float) sizes->group_height + 2,
                                                     (float) sizes->column,
                                                     number_height);
  int height = 0;
  pango_layout_get_pixel_size (get_layout (grid, STYLE_COLUMN, head->text), NULL, &height);
  const graphene_rect_t name =
    GRAPHENE_RECT_INIT ((float) x,
                        (float) sizes->group_height + number_height,
                        (float) sizes->column,
                        number_height > 0 ? (float) height : (float) sizes->head_height);
  if (head->number[0] != '\0')
    put_text (paint, STYLE_COLUMN, head->number, &number, .5, color);
  put_text (paint, STYLE_COLUMN, head->text, &name, .5, color);
}

static void
draw_columns (Paint *paint)
{
  XpMarkGrid *grid = paint->grid;
  const int head_width = grid->sizes.head_width;
  XpMarkGridHead group = {0};
  int first = paint->first_column;
  clip (paint, head_width, 0, paint->width - head_width, paint->top);
  for (int column = paint->first_column; column <= paint->last_column; column++) {
    XpMarkGridHead head = {0};
    grid->model.get_column (grid->model.data, column, &head);
    if (column > first && strcmp (head.group, group.group) != 0) {
      draw_group (paint, first, column - 1, group.group);
      first = column;
    }
    if (column == first)
      fill (paint,
            xp_mark_grid_get_bounds (grid, 0, column).origin.x,
            4,
            1,
            paint->top - 4,
            &paint->colors.strong);
    group = head;
    draw_column (paint, column, &head);
  }
  if (grid->has_groups)
    draw_group (paint, first, paint->last_column, group.group);
  gtk_snapshot_pop (paint->snapshot);
  const graphene_rect_t title = GRAPHENE_RECT_INIT ((float) grid->sizes.number_width + 2,
                                                    0,
                                                    (float) head_width,
                                                    (float) paint->top);
  put_text (paint, STYLE_GROUP, grid->model.head_title, &title, 0, &paint->colors.dim);
  fill (paint, 0, paint->top - 1, paint->width, 1, &paint->colors.strong);
}

void
xp_mark_grid_draw (XpMarkGrid *self, GtkSnapshot *snapshot)
{
  const XpMarkGridSizes *sizes = &self->sizes;
  const double across = xp_scroll_area_get_offset (XP_SCROLL_AREA (self), GTK_ORIENTATION_HORIZONTAL);
  const double down = xp_scroll_area_get_offset (XP_SCROLL_AREA (self), GTK_ORIENTATION_VERTICAL);
  Paint paint = {.snapshot = snapshot,
                 .grid = self,
                 .width = gtk_widget_get_width (GTK_WIDGET (self)),
                 .height = gtk_widget_get_height (GTK_WIDGET (self)),
                 .top = sizes->group_height + sizes->head_height};
  const int last_row = (int) ((down + paint.height - paint.top) / sizes->row);
  const int last_column = (int) ((across + paint.width - sizes->head_width) / sizes->column);
  paint.first_row = (int) (down / sizes->row);
  paint.last_row = MIN (self->model.n_rows - 1, last_row);
  paint.first_column = (int) (across / sizes->column);
  paint.last_column = MIN (self->model.n_columns - 1, last_column);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  paint.colors =
    xp_mark_grid_take_colors (gtk_widget_get_style_context (GTK_WIDGET (self)),
                              root != NULL && gtk_widget_has_css_class (root, "strong"));
  fill (&paint, 0, 0, paint.width, paint.height, &paint.colors.view);
  if (paint.width <= sizes->head_width || paint.height <= paint.top)
    return; /* no room for a cell: GTK 4.8 loses what is drawn into an empty clip */
  draw_rows (&paint);
  draw_cells (&paint);
  draw_columns (&paint);
}

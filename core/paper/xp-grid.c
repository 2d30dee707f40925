#include "xp-grid.h"

#include <string.h>

#include "xp-flow.h"
#include "xp-grid-private.h"

static const double HEADING_PT = 12;
/* Of a row's height that a heading fills at most: between close rules it is smaller. */
static const double HEADING_PART = 0.68;
/* From one line of a cell to the next, and what a row has above and below its lines. */
static const double LINE_EM = 1.242, AROUND_LINES_MM = 2;
static const double TOTAL_MM = 0.35;

const char XP_GRID_AS_LEFT[] = "";
const char XP_GRID_AS_ABOVE[] = "";

/* All that a figure is made of. */
static const char FIGURE_CHARACTERS[] = "0123456789.+-()";

static void
measure_figures (XpGrid *self, XpFace face)
{
  for (size_t i = 0; FIGURE_CHARACTERS[i] != '\0'; i++) {
    const char one[] = {FIGURE_CHARACTERS[i], '\0'};
    g_autoptr (XpLine) line = xp_layout_line (self->fonts, face, self->cell_pt, one);
    self->figure_mm[face][(unsigned char) one[0]] = line->width_pt / XP_PT_PER_MM;
  }
}

/* The characters of a figure do not know one another: no need to shape a hundred thousand. */
static double
figure_width_mm (const XpGrid *self, XpFace face, const char *figure, size_t n_bytes)
{
  double width_mm = 0;
  for (size_t i = 0; i < n_bytes; i++)
    width_mm += self->figure_mm[face][(unsigned char) figure[i] & 127];
  return width_mm;
}

static bool
is_figure (const char *text)
{
  return strpbrk (text, "0123456789") != NULL && strspn (text, FIGURE_CHARACTERS) == strlen (text);
}

/* The point and what follows, or the end of a whole number (a closing bracket goes with it). */
static size_t
whole_length (const char *text)
{
  return strcspn (text, ".)");
}

/* The decimals that @text needs, without the noughts at its end: 98.50 needs one. -1: it is no
 * plain number, and stays as it is. */
static int
count_decimals (const char *text)
{
  const size_t n_before = strspn (text, "(+-");
  const size_t n_whole = strspn (text + n_before, "0123456789");
  const char *at = text + n_before + n_whole;
  if (n_whole == 0)
    return -1;
  size_t n_needed = 0;
  if (*at == '.') {
    at++;
    const size_t n_fraction = strspn (at, "0123456789");
    for (size_t i = 0; i < n_fraction; i++)
      n_needed = at[i] != '0' ? i + 1 : n_needed;
    at += n_fraction;
  }
  return strspn (at, ")") == strlen (at) ? (int) n_needed : -1;
}

/* @text with @n_decimals, which show it exactly. Yours. */
static char *
with_decimals (const char *text, int n_decimals)
{
  if (count_decimals (text) < 0)
    return g_strdup (text);
  const size_t n_whole = whole_length (text);
  const char *fraction = text[n_whole] == '.' ? text + n_whole + 1 : "";
  const size_t n_fraction = strspn (fraction, "0123456789");
  GString *figure = g_string_new_len (text, (gssize) n_whole);
  if (n_decimals > 0)
    g_string_append_c (figure, '.');
  for (size_t i = 0; i < (size_t) n_decimals; i++)
    g_string_append_c (figure, i < n_fraction ? fraction[i] : '0');
  g_string_append (figure, strchr (text, ')') != NULL ? strchr (text, ')') : "");
  return g_string_free (figure, FALSE);
}

void
xp_grid_see_row (XpGrid *self, const char *const *cells)
{
  for (size_t column = 0; column < self->n_columns; column++) {
    const char *text = cells[column];
    if (self->columns[column].kind != XP_COLUMN_DECIMAL || text == NULL || !is_figure (text))
      continue;
    XpGridFigures *figures = &self->figures[column];
    figures->n_decimals = MAX (figures->n_decimals, count_decimals (text));

    g_autofree char *figure = with_decimals (text, figures->n_decimals);
    const size_t n_whole = whole_length (figure);
    const double whole_mm = figure_width_mm (self, XP_FACE_BODY, figure, n_whole);
    const double fraction_mm =
      figure_width_mm (self, XP_FACE_BODY, figure + n_whole, strlen (figure) - n_whole);
    figures->whole_mm = MAX (figures->whole_mm, whole_mm);
    figures->fraction_mm = MAX (figures->fraction_mm, fraction_mm);
  }
}

static void
place_columns (XpGrid *self, double left_mm, double width_mm)
{
  double all = 0, before = 0;
  for (size_t i = 0; i < self->n_columns; i++)
    all += self->columns[i].weight;
  for (size_t i = 0; i <= self->n_columns; i++) {
    self->edges_mm[i] = left_mm + width_mm * before / all;
    before += i < self->n_columns ? self->columns[i].weight : 0;
  }
}

XpGrid *
xp_grid_new (const XpFontBook *fonts,
             const XpGridColumn *columns,
             size_t n_columns,
             double left_mm,
             double width_mm,
             double cell_pt)
{
  XpGrid *self = g_new0 (XpGrid, 1);
  *self = (XpGrid){
    .fonts = fonts,
    .columns = columns,
    .n_columns = n_columns,
    .cell_pt = cell_pt,
    .line_mm = cell_pt * LINE_EM / XP_PT_PER_MM,
    .edges_mm = g_new0 (double, n_columns + 1),
    .figures = g_new0 (XpGridFigures, n_columns),
  };
  place_columns (self, left_mm, width_mm);
  measure_figures (self, XP_FACE_BODY);
  measure_figures (self, XP_FACE_TITLE);
  return self;
}

void
xp_grid_free (XpGrid *self)
{
  g_free (self->edges_mm);
  g_free (self->figures);
  g_free (self);
}

double
xp_grid_get_edge_mm (const XpGrid *self, size_t column)
{
  return self->edges_mm[column];
}

/* ---- cells ---- */

static bool
is_merged (const char *cell)
{
  return cell == XP_GRID_AS_LEFT || cell == XP_GRID_AS_ABOVE;
}

/* How many columns the cell at @column takes. */
static size_t
count_columns (const XpGrid *self, const char *const *cells, size_t column)
{
  size_t n = 1;
  while (column + n < self->n_columns && cells[column + n] == XP_GRID_AS_LEFT)
    n++;
  return n;
}

/* Does the cell at @column, or the one that it is part of, go on from the row above? */
static bool
goes_on (const char *const *cells, size_t column)
{
  while (column > 0 && cells[column] == XP_GRID_AS_LEFT)
    column--;
  return cells[column] == XP_GRID_AS_ABOVE;
}

/* A cell as it is drawn, with what is merged into it. */
typedef struct {
  const char *text;
  size_t column, n_columns;
  XpFace face;
  double top_mm, height_mm;
} Cell;

static double
cell_width_mm (const XpGrid *self, const Cell *cell)
{
  return self->edges_mm[cell->column + cell->n_columns] - self->edges_mm[cell->column];
}

static GPtrArray *
set_cell (const XpGrid *self, const Cell *cell)
{
  return xp_layout_fit (self->fonts,
                        cell->face,
                        self->cell_pt,
                        (cell_width_mm (self, cell) - 2 * XP_GRID_PADDING_MM) * XP_PT_PER_MM,
                        cell->n_columns == 1 && self->columns[cell->column].kind == XP_COLUMN_NAME,
                        cell->text);
}

/* No character is wider than an em, and figures are known: most cells need no closer look. */
static double
most_width_mm (const XpGrid *self, const Cell *cell)
{
  if (is_figure (cell->text))
    return figure_width_mm (self, cell->face, cell->text, strlen (cell->text));
  return (double) g_utf8_strlen (cell->text, -1) * self->cell_pt / XP_PT_PER_MM;
}

double
xp_grid_get_row_mm (const XpGrid *self, const char *const *cells, double least_mm)
{
  size_t n_lines = 1;
  for (size_t column = 0; column < self->n_columns; column++) {
    if (cells[column] == NULL || is_merged (cells[column]))
      continue;
    const Cell cell = {cells[column], column, count_columns (self, cells, column), XP_FACE_BODY};
    const double most_mm = most_width_mm (self, &cell);
    if (most_mm <= cell_width_mm (self, &cell) - 2 * XP_GRID_PADDING_MM)
      continue;
    g_autoptr (GPtrArray) lines = set_cell (self, &cell);
    n_lines = MAX (n_lines, lines->len);
  }
  return n_lines == 1 ? least_mm
                      : MAX (least_mm, (double) n_lines * self->line_mm + AROUND_LINES_MM);
}

void
xp_grid_draw_lines (XpPdf *pdf,
                    GPtrArray *lines,
                    double x_mm,
                    double top_mm,
                    double height_mm,
                    double line_mm,
                    XpAnchor anchor)
{
  const double first_mm = top_mm + (height_mm - (double) lines->len * line_mm) / 2;
  for (size_t i = 0; i < lines->len; i++) {
    const XpLine *line = lines->pdata[i];
    xp_pdf_draw_line (pdf,
                      line,
                      x_mm,
                      first_mm + (double) i * line_mm +
                        xp_flow_baseline_mm (line_mm, line->size_pt),
                      anchor);
  }
}

/* A figure stands by its point where the column has room for all of them. */
static bool
draw_figure (const XpGrid *self, XpPdf *pdf, const Cell *cell)
{
  const XpGridFigures *figures = &self->figures[cell->column];
  const double width_mm = cell_width_mm (self, cell);
  const double figures_mm = figures->whole_mm + figures->fraction_mm;
  if (!is_figure (cell->text) || figures_mm > width_mm - XP_GRID_PADDING_MM)
    return false;

  g_autofree char *figure = with_decimals (cell->text, figures->n_decimals);
  const double point_mm =
    self->edges_mm[cell->column] + (width_mm - figures_mm) / 2 + figures->whole_mm;
  xp_pdf_draw_text (pdf,
                    cell->face,
                    self->cell_pt,
                    point_mm - figure_width_mm (self, cell->face, figure, whole_length (figure)),
                    cell->top_mm + xp_flow_baseline_mm (cell->height_mm, self->cell_pt),
                    XP_ANCHOR_LEFT,
                    figure);
  return true;
}

static void
draw_cell (const XpGrid *self, XpPdf *pdf, const Cell *cell)
{
  static const XpAnchor ANCHORS[] = {
    [XP_COLUMN_LEFT] = XP_ANCHOR_LEFT,
    [XP_COLUMN_CENTRE] = XP_ANCHOR_CENTRE,
    [XP_COLUMN_RIGHT] = XP_ANCHOR_RIGHT,
    [XP_COLUMN_DECIMAL] = XP_ANCHOR_CENTRE,
    [XP_COLUMN_NAME] = XP_ANCHOR_LEFT,
  };
  if (cell->text == NULL || *cell->text == '\0')
    return;
  const bool is_wide = cell->n_columns > 1;
  const XpColumnKind kind = is_wide ? XP_COLUMN_CENTRE : self->columns[cell->column].kind;
  if (kind == XP_COLUMN_DECIMAL && draw_figure (self, pdf, cell))
    return;

  const double left_mm = self->edges_mm[cell->column];
  const double width_mm = cell_width_mm (self, cell);
  const double x_mm[] = {left_mm + XP_GRID_PADDING_MM,
                         left_mm + width_mm / 2,
                         left_mm + width_mm - XP_GRID_PADDING_MM};
  g_autoptr (GPtrArray) lines = set_cell (self, cell);
  xp_grid_draw_lines (pdf,
                      lines,
                      x_mm[ANCHORS[kind]],
                      cell->top_mm,
                      cell->height_mm,
                      self->line_mm,
                      ANCHORS[kind]);
}

void
xp_grid_draw_across (const XpGrid *self, XpPdf *pdf, double y_mm, double pen_mm)
{
  xp_pdf_draw_rule (pdf, self->edges_mm[0], y_mm, self->edges_mm[self->n_columns], y_mm, pen_mm);
}

static void
draw_uprights (const XpGrid *self, XpPdf *pdf, size_t step, double top_mm, double bottom_mm)
{
  for (size_t i = 0; i <= self->n_columns; i += step) {
    const bool is_outer = i == 0 || i == self->n_columns;
    xp_pdf_draw_rule (pdf,
                      self->edges_mm[i],
                      top_mm,
                      self->edges_mm[i],
                      bottom_mm,
                      is_outer ? XP_GRID_BOLD_MM : XP_GRID_FINE_MM);
  }
}

/* The texts of row @row_no, each in the middle of all that is merged into its cell. */
static void
draw_texts (const XpGrid *self, XpPdf *pdf, const XpGridRow rows[], size_t n_rows, size_t row_no)
{
  const XpGridRow *row = &rows[row_no];
  for (size_t column = 0; column < self->n_columns; column++) {
    if (is_merged (row->cells[column]))
      continue;
    Cell cell = {
      .text = row->cells[column],
      .column = column,
      .n_columns = count_columns (self, row->cells, column),
      .face = row->is_total ? XP_FACE_TITLE : XP_FACE_BODY,
      .top_mm = row->top_mm,
      .height_mm = row->height_mm,
    };
    for (size_t i = row_no + 1; i < n_rows && rows[i].cells[column] == XP_GRID_AS_ABOVE; i++)
      cell.height_mm += rows[i].height_mm;
    draw_cell (self, pdf, &cell);
  }
}

/* The rule below a row; not where a cell goes on in the @next one (nullable). */
static void
draw_rule_below (const XpGrid *self, XpPdf *pdf, const XpGridRow *row, const XpGridRow *next)
{
  const double y_mm = row->top_mm + row->height_mm;
  const double pen_mm = next != NULL && next->is_total ? TOTAL_MM : XP_GRID_FINE_MM;
  size_t start = 0;
  for (size_t column = 0; column <= self->n_columns; column++) {
    const bool is_gap =
      column == self->n_columns || (next != NULL && goes_on (next->cells, column));
    if (!is_gap)
      continue;
    if (column > start)
      xp_pdf_draw_rule (pdf, self->edges_mm[start], y_mm, self->edges_mm[column], y_mm, pen_mm);
    start = column + 1;
  }
}

/* The upright rule at one edge, in pieces as long as can be; not within cells that are one. */
static void
draw_upright (const XpGrid *self, XpPdf *pdf, const XpGridRow rows[], size_t n_rows, size_t edge)
{
  const bool is_outer = edge == 0 || edge == self->n_columns;
  const double x_mm = self->edges_mm[edge];
  const double pen_mm = is_outer ? XP_GRID_BOLD_MM : XP_GRID_FINE_MM;
  size_t start = 0;
  for (size_t i = 0; i <= n_rows; i++) {
    if (i < n_rows && (is_outer || rows[i].cells[edge] != XP_GRID_AS_LEFT))
      continue;
    if (i > start)
      xp_pdf_draw_rule (pdf,
                        x_mm,
                        rows[start].top_mm,
                        x_mm,
                        rows[i - 1].top_mm + rows[i - 1].height_mm,
                        pen_mm);
    start = i + 1;
  }
}

void
xp_grid_draw_rows (const XpGrid *self, XpPdf *pdf, const XpGridRow rows[], size_t n_rows)
{
  for (size_t i = 0; i < n_rows; i++) {
    draw_texts (self, pdf, rows, n_rows, i);
    draw_rule_below (self, pdf, &rows[i], i + 1 < n_rows ? &rows[i + 1] : NULL);
  }
  for (size_t edge = 0; edge <= self->n_columns; edge++)
    draw_upright (self, pdf, rows, n_rows, edge);
}

void
xp_grid_draw_row (
  const XpGrid *self, XpPdf *pdf, const char *const *cells, double top_mm, double height_mm)
{
  const XpGridRow row = {.cells = cells, .top_mm = top_mm, .height_mm = height_mm};
  xp_grid_draw_rows (self, pdf, &row, 1);
}

void
xp_grid_draw_heading (
  const XpGrid *self, XpPdf *pdf, const char *text, double top_mm, double height_mm)
{
  const double size_pt = MIN (HEADING_PT, height_mm * HEADING_PART * XP_PT_PER_MM);
  xp_pdf_draw_text (pdf,
                    XP_FACE_HEI,
                    size_pt,
                    self->edges_mm[0] + XP_GRID_PADDING_MM,
                    top_mm + xp_flow_baseline_mm (height_mm, size_pt),
                    XP_ANCHOR_LEFT,
                    text);
  xp_grid_draw_across (self, pdf, top_mm + height_mm, XP_GRID_FINE_MM);
  draw_uprights (self, pdf, self->n_columns, top_mm, top_mm + height_mm);
}

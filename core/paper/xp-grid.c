#include "xp-grid.h"

#include <string.h>

#include "xp-flow.h"
#include "xp-layout.h"

static const double HEAD_PT = 10.5, UPRIGHT_PT = 9, HEADING_PT = 12;
/* Of a row's height that a heading fills at most: between close rules it is smaller. */
static const double HEADING_PART = 0.68;
static const double LEAST_HEAD_MM = 9;
static const double PADDING_MM = 1.4;
/* From one line of a cell to the next, and what a row has above and below its lines. */
static const double LINE_EM = 1.242, AROUND_LINES_MM = 2;
static const double HEAD_LINE_MM = 4.6, UPRIGHT_LINE_MM = 3.5;

static const double FINE_MM = 0.18, BOLD_MM = 0.5;

/* Where the numbers of a decimal column stand, from the column's left edge. */
typedef struct {
  double whole_mm;    /* the widest part before the point */
  double fraction_mm; /* the widest part from the point on */
} Figures;

struct _XpGrid {
  const XpFontBook *fonts;
  const XpGridColumn *columns;
  size_t n_columns;
  double cell_pt;
  double line_mm;   /* of a cell, from one to the next */
  double *edges_mm; /* left edges of the columns, and the right edge of the last */
  Figures *figures;
};

static double
text_width_mm (const XpGrid *self, const char *text, size_t n_bytes)
{
  g_autofree char *part = g_strndup (text, n_bytes);
  g_autoptr (XpLine) line = xp_layout_line (self->fonts, XP_FACE_BODY, self->cell_pt, part);
  return line->width_pt / XP_PT_PER_MM;
}

static double
column_width_mm (const XpGrid *self, size_t column)
{
  return self->edges_mm[column + 1] - self->edges_mm[column];
}

static bool
is_figure (const char *text)
{
  return strpbrk (text, "0123456789") != NULL && strspn (text, "0123456789.+-()") == strlen (text);
}

/* The point and what follows, or the end of a whole number (a closing bracket goes with it). */
static size_t
whole_length (const char *text)
{
  return strcspn (text, ".)");
}

void
xp_grid_see_row (XpGrid *self, const char *const *cells)
{
  for (size_t column = 0; column < self->n_columns; column++) {
    const char *text = cells[column];
    if (self->columns[column].kind != XP_COLUMN_DECIMAL || text == NULL || !is_figure (text))
      continue;
    Figures *figures = &self->figures[column];
    const size_t n_whole = whole_length (text);
    const double whole_mm = text_width_mm (self, text, n_whole);
    const double fraction_mm = text_width_mm (self, text + n_whole, strlen (text) - n_whole);
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
    .figures = g_new0 (Figures, n_columns),
  };
  place_columns (self, left_mm, width_mm);
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

static GPtrArray *
set_cell (const XpGrid *self, size_t column, const char *text)
{
  return xp_layout_fit (self->fonts,
                        XP_FACE_BODY,
                        self->cell_pt,
                        (column_width_mm (self, column) - 2 * PADDING_MM) * XP_PT_PER_MM,
                        self->columns[column].kind == XP_COLUMN_NAME,
                        text);
}

double
xp_grid_get_row_mm (const XpGrid *self, const char *const *cells, double least_mm)
{
  size_t n_lines = 1;
  for (size_t column = 0; column < self->n_columns; column++) {
    if (cells[column] == NULL)
      continue;
    /* No character is wider than an em: most cells need no closer look. */
    const double most_mm =
      (double) g_utf8_strlen (cells[column], -1) * self->cell_pt / XP_PT_PER_MM;
    if (most_mm <= column_width_mm (self, column) - 2 * PADDING_MM)
      continue;
    g_autoptr (GPtrArray) lines = set_cell (self, column, cells[column]);
    n_lines = MAX (n_lines, lines->len);
  }
  return n_lines == 1 ? least_mm
                      : MAX (least_mm, (double) n_lines * self->line_mm + AROUND_LINES_MM);
}

/* Lines above one another in the middle of a cell. */
static void
draw_lines (XpPdf *pdf,
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
draw_figure (
  const XpGrid *self, XpPdf *pdf, size_t column, const char *text, double top_mm, double height_mm)
{
  const Figures *figures = &self->figures[column];
  const double width_mm = column_width_mm (self, column);
  const double figures_mm = figures->whole_mm + figures->fraction_mm;
  if (!is_figure (text) || figures_mm > width_mm - PADDING_MM)
    return false;

  const double point_mm = self->edges_mm[column] + (width_mm - figures_mm) / 2 + figures->whole_mm;
  xp_pdf_draw_text (pdf,
                    XP_FACE_BODY,
                    self->cell_pt,
                    point_mm - text_width_mm (self, text, whole_length (text)),
                    top_mm + xp_flow_baseline_mm (height_mm, self->cell_pt),
                    XP_ANCHOR_LEFT,
                    text);
  return true;
}

static void
draw_cell (
  const XpGrid *self, XpPdf *pdf, size_t column, const char *text, double top_mm, double height_mm)
{
  static const XpAnchor ANCHORS[] = {
    [XP_COLUMN_LEFT] = XP_ANCHOR_LEFT,
    [XP_COLUMN_CENTRE] = XP_ANCHOR_CENTRE,
    [XP_COLUMN_RIGHT] = XP_ANCHOR_RIGHT,
    [XP_COLUMN_DECIMAL] = XP_ANCHOR_CENTRE,
    [XP_COLUMN_NAME] = XP_ANCHOR_LEFT,
  };
  const XpColumnKind kind = self->columns[column].kind;
  const double left_mm = self->edges_mm[column];
  const double width_mm = column_width_mm (self, column);
  if (text == NULL || *text == '\0' ||
      (kind == XP_COLUMN_DECIMAL && draw_figure (self, pdf, column, text, top_mm, height_mm)))
    return;

  const double x_mm[] = {left_mm + PADDING_MM,
                         left_mm + width_mm / 2,
                         left_mm + width_mm - PADDING_MM};
  g_autoptr (GPtrArray) lines = set_cell (self, column, text);
  draw_lines (pdf, lines, x_mm[ANCHORS[kind]], top_mm, height_mm, self->line_mm, ANCHORS[kind]);
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
                      is_outer ? BOLD_MM : FINE_MM);
  }
}

void
xp_grid_draw_row (
  const XpGrid *self, XpPdf *pdf, const char *const *cells, double top_mm, double height_mm)
{
  for (size_t column = 0; column < self->n_columns; column++)
    draw_cell (self, pdf, column, cells[column], top_mm, height_mm);
  xp_grid_draw_across (self, pdf, top_mm + height_mm, FINE_MM);
  draw_uprights (self, pdf, 1, top_mm, top_mm + height_mm);
}

void
xp_grid_draw_heading (
  const XpGrid *self, XpPdf *pdf, const char *text, double top_mm, double height_mm)
{
  const double size_pt = MIN (HEADING_PT, height_mm * HEADING_PART * XP_PT_PER_MM);
  xp_pdf_draw_text (pdf,
                    XP_FACE_HEI,
                    size_pt,
                    self->edges_mm[0] + PADDING_MM,
                    top_mm + xp_flow_baseline_mm (height_mm, size_pt),
                    XP_ANCHOR_LEFT,
                    text);
  xp_grid_draw_across (self, pdf, top_mm + height_mm, FINE_MM);
  draw_uprights (self, pdf, self->n_columns, top_mm, top_mm + height_mm);
}

/* ---- heads ---- */

/* One line per character; digits and letters that follow one another stay together. */
static GPtrArray *
set_upright (const XpGrid *self, const char *title)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free);
  for (const char *at = title; *at != '\0';) {
    const char *end = g_utf8_next_char (at);
    while (g_ascii_isalnum (*at) && (g_ascii_isalnum (*end) || *end == '.'))
      end++;
    g_autofree char *one = g_strndup (at, (gsize) (end - at));
    g_ptr_array_add (lines, xp_layout_line (self->fonts, XP_FACE_HEI, UPRIGHT_PT, one));
    at = end;
  }
  return lines;
}

static GPtrArray *
set_head (const XpGrid *self, size_t column)
{
  if (self->columns[column].is_head_upright)
    return set_upright (self, self->columns[column].title);
  return xp_layout_fit_evenly (self->fonts,
                               XP_FACE_HEI,
                               HEAD_PT,
                               (column_width_mm (self, column) - PADDING_MM) * XP_PT_PER_MM,
                               self->columns[column].title);
}

static double
head_line_mm (const XpGrid *self, size_t column)
{
  return self->columns[column].is_head_upright ? UPRIGHT_LINE_MM : HEAD_LINE_MM;
}

double
xp_grid_get_head_mm (const XpGrid *self)
{
  double height_mm = LEAST_HEAD_MM;
  for (size_t column = 0; column < self->n_columns; column++) {
    g_autoptr (GPtrArray) lines = set_head (self, column);
    height_mm = MAX (height_mm, (double) lines->len * head_line_mm (self, column) + 3);
  }
  return height_mm;
}

void
xp_grid_draw_head (const XpGrid *self, XpPdf *pdf, double top_mm)
{
  const double height_mm = xp_grid_get_head_mm (self);
  xp_grid_draw_across (self, pdf, top_mm, BOLD_MM);
  for (size_t column = 0; column < self->n_columns; column++) {
    g_autoptr (GPtrArray) lines = set_head (self, column);
    draw_lines (pdf,
                lines,
                self->edges_mm[column] + column_width_mm (self, column) / 2,
                top_mm,
                height_mm,
                head_line_mm (self, column),
                XP_ANCHOR_CENTRE);
  }
  xp_grid_draw_across (self, pdf, top_mm + height_mm, BOLD_MM);
  draw_uprights (self, pdf, 1, top_mm, top_mm + height_mm);
}

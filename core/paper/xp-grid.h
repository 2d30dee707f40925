/* xp-grid.h: the columns of a ruled table: where they stand, how heads and cells are set and drawn.
 *
 * Knows no pages: who draws a table says where its head and each row come to lie. Nothing that
 * stands in a cell is ever cut: it is set smaller, then on more lines. */
#pragma once

#include <stdbool.h>

#include "xp-font-book.h"
#include "xp-pdf.h"

typedef enum {
  XP_COLUMN_LEFT,
  XP_COLUMN_CENTRE,
  XP_COLUMN_RIGHT,
  /* Points under one another, all with the fewest decimals that show each figure of the column
   * exactly; what is no number stands in the middle. */
  XP_COLUMN_DECIMAL,
  XP_COLUMN_NAME, /* 张　三 as wide as three characters; long names smaller, then on two lines */
} XpColumnKind;

typedef struct {
  const char *title;
  double weight; /* its part of the width; > 0 */
  XpColumnKind kind;
  bool is_head_upright; /* 竖排: the characters of the title stand under one another */
  const char *group; /* (nullable): stands once above this and its neighbours of the same group */
} XpGridColumn;

/* Instead of a cell's text: it is one with the cell to its left, or with the one above. Known by
 * their address; both may not meet in one cell: what is merged both ways says XP_GRID_AS_LEFT in
 * all but its first column. */
extern const char XP_GRID_AS_LEFT[];
extern const char XP_GRID_AS_ABOVE[];

/* A row that has its place on a page. */
typedef struct {
  const char *const *cells; /* one per column; NULL: blank */
  double top_mm, height_mm;
  bool is_total; /* 小计、合计: bold, under a stronger rule */
} XpGridRow;

typedef struct _XpGrid XpGrid;

/**
 * xp_grid_new:
 * @fonts: borrowed, as are the columns
 * @left_mm: of the table, from the left edge of the page
 * @cell_pt: the size of type in cells; a cell that is too narrow gets a smaller one
 *
 * Returns: yours
 */
XpGrid *xp_grid_new (const XpFontBook *fonts,
                     const XpGridColumn *columns,
                     size_t n_columns,
                     double left_mm,
                     double width_mm,
                     double cell_pt);
void xp_grid_free (XpGrid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpGrid, xp_grid_free)

/* Decimal columns make room for the figures of this row; to be called for all rows before any is
 * drawn. @cells: one per column; NULL: blank. */
void xp_grid_see_row (XpGrid *self, const char *const *cells);

double xp_grid_get_head_mm (const XpGrid *self);

/* How high a row must be; @least_mm where every cell has one line. Cells that go on below need no
 * more than their own row for this. */
double xp_grid_get_row_mm (const XpGrid *self, const char *const *cells, double least_mm);

/* Left edge of a column, from the edge of the page; of n_columns: the right edge of the table. */
double xp_grid_get_edge_mm (const XpGrid *self, size_t column);

void xp_grid_draw_head (const XpGrid *self, XpPdf *pdf, double top_mm);

/* Rows that follow one another on a page: cells, the rules below and the upright rules. Merged
 * cells have one text, in the middle of all their rows here; in the first row XP_GRID_AS_ABOVE is
 * blank. */
void xp_grid_draw_rows (const XpGrid *self, XpPdf *pdf, const XpGridRow rows[], size_t n_rows);

/* One of them alone. */
void xp_grid_draw_row (
  const XpGrid *self, XpPdf *pdf, const char *const *cells, double top_mm, double height_mm);

/* Text across all columns, in a row of its own with a rule below. */
void xp_grid_draw_heading (
  const XpGrid *self, XpPdf *pdf, const char *text, double top_mm, double height_mm);

/* A rule from edge to edge. */
void xp_grid_draw_across (const XpGrid *self, XpPdf *pdf, double y_mm, double pen_mm);

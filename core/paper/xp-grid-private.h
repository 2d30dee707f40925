/* xp-grid-private.h: the grid's columns and pens. Only for xp-grid*.c. */
#pragma once

#include "xp-grid.h"
#include "xp-layout.h"

/* Air between a cell's text and its rules; the pens. */
#define XP_GRID_PADDING_MM 1.4
#define XP_GRID_FINE_MM 0.18
#define XP_GRID_BOLD_MM 0.5

/* Where the numbers of a decimal column stand, from the column's left edge. */
typedef struct {
  double whole_mm;    /* the widest part before the point */
  double fraction_mm; /* the widest part from the point on */
  int n_decimals;     /* that all figures are set with */
} XpGridFigures;

struct _XpGrid {
  const XpFontBook *fonts;
  const XpGridColumn *columns;
  size_t n_columns;
  double cell_pt;
  double line_mm;   /* of a cell, from one to the next */
  double *edges_mm; /* left edges of the columns, and the right edge of the last */
  XpGridFigures *figures;
  double figure_mm[XP_N_FACES][128]; /* how wide each character of a figure is */
};

/* Lines above one another, in the middle of @height_mm, @line_mm from one to the next. */
void xp_grid_draw_lines (XpPdf *pdf,
                         GPtrArray *lines,
                         double x_mm,
                         double top_mm,
                         double height_mm,
                         double line_mm,
                         XpAnchor anchor);

#include "xp-flow.h"

/* Floating sums of equal rows must still fill a page exactly. */
static const double ROUNDING_MM = 0.001;

/* A Han character's box reaches from 0.12 em below the baseline to 0.88 em above it. */
static const double MIDDLE_EM = 0.38;

static double
tied_height (const XpFlowRow rows[], size_t n_rows, size_t first)
{
  double height_mm = 0;
  for (size_t i = first; i < n_rows; i++) {
    height_mm += rows[i].height_mm;
    if (!rows[i].stays_with_next)
      break;
  }
  return height_mm;
}

size_t
xp_flow_place (const XpFlowRow rows[],
               size_t n_rows,
               double page_height_mm,
               XpFlowPlace out_places[])
{
  size_t page_no = 0;
  double y_mm = 0;

  for (size_t i = 0; i < n_rows; i++) {
    const bool begins_tie = i == 0 || !rows[i - 1].stays_with_next;
    const double tied_mm = begins_tie ? tied_height (rows, n_rows, i) : rows[i].height_mm;
    const bool overflows = y_mm + tied_mm > page_height_mm + ROUNDING_MM;
    if ((overflows || rows[i].starts_page) && y_mm > 0) {
      page_no++;
      y_mm = 0;
    }
    out_places[i] = (XpFlowPlace){page_no, y_mm};
    if (y_mm > 0 || page_no == 0 || !rows[i].is_space)
      y_mm += rows[i].height_mm;
  }
  return page_no + 1;
}

double
xp_flow_baseline_mm (double row_height_mm, double size_pt)
{
  return row_height_mm / 2 + MIDDLE_EM * size_pt * 25.4 / 72;
}

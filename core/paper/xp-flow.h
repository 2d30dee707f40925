/* xp-flow.h: rows go onto pages, and what belongs together stays together.
 *
 * Pure arithmetic in millimetres. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  double height_mm;
  bool stays_with_next; /* never the last row of a page while another follows */
  bool is_space;        /* vanishes at the top of a page */
  bool starts_page;     /* always the first on its page */
} XpFlowRow;

typedef struct {
  size_t page_no; /* from 0 */
  double y_mm;    /* of the row's top, from the top of the text area */
} XpFlowPlace;

/**
 * xp_flow_place:
 * @rows: top to bottom; borrowed
 * @page_height_mm: of the text area
 * @out_places: room for @n_rows
 *
 * Rows tied together that do not fit a whole page are parted all the same.
 *
 * Returns: how many pages; at least 1
 */
size_t xp_flow_place (const XpFlowRow rows[],
                      size_t n_rows,
                      double page_height_mm,
                      XpFlowPlace out_places[]);

/* Where characters of @size_pt stand so that they lie in the middle of a row, from its top. */
double xp_flow_baseline_mm (double row_height_mm, double size_pt);

/* xp-booklet.h: which pages of a booklet stand beside one another on its sheets. Pure. */
#pragma once

#include <stddef.h>

/* Two pages on each side of a sheet that is folded in the middle. */
typedef struct {
  size_t left, right; /* pages, from 1; beyond the last page: blank */
} XpBookletSide;

/* How many sides @n_pages take: an even number, four pages to a sheet. */
size_t xp_booklet_count_sides (size_t n_pages);

/* Side @side_no, from 0; printed on both sides of the paper, turned at the short edge. Eight pages:
 * 8-1, 2-7, 6-3, 4-5. */
XpBookletSide xp_booklet_get_side (size_t n_pages, size_t side_no);

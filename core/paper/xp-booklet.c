#include "xp-booklet.h"

enum {
  PAGES_ON_SHEET = 4
};

size_t
xp_booklet_count_sides (size_t n_pages)
{
  return (n_pages + PAGES_ON_SHEET - 1) / PAGES_ON_SHEET * 2;
}

XpBookletSide
xp_booklet_get_side (size_t n_pages, size_t side_no)
{
  const size_t inner = side_no + 1;
  const size_t outer = 2 * xp_booklet_count_sides (n_pages) - side_no;
  const int is_front = side_no % 2 == 0;
  return is_front ? (XpBookletSide){outer, inner} : (XpBookletSide){inner, outer};
}

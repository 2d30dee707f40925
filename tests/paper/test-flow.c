#include <glib.h>

#include "xp-flow.h"

enum {
  MOST_ROWS = 8
};

/* Rows of 10 mm on pages of 30 mm, unless said otherwise. */
static const struct {
  const char *why;
  XpFlowRow rows[MOST_ROWS];
  size_t n_rows;
  size_t pages[MOST_ROWS];
} CASES[] = {
  {"three to a page", {{10}, {10}, {10}, {10}}, 4, {0, 0, 0, 1}},
  {"a heading goes with its row", {{10}, {10}, {10, true}, {10}}, 4, {0, 0, 1, 1}},
  {"signatures take rows along", {{10}, {10, true}, {10, true}, {20}}, 4, {0, 1, 1, 2},
   /* tied rows of 40 mm fit no page, and are parted */},
  {"tied rows that fit move together", {{10}, {10}, {10, true}, {15}}, 4, {0, 0, 1, 1}},
  {"space vanishes at the top", {{30}, {20, false, true}, {30}}, 3, {0, 1, 1}},
  {"a sheet of its own begins a page", {{10}, {10, false, false, true}, {10}}, 3, {0, 1, 1}},
  {"and is not left empty before the first", {{10, false, false, true}, {10}}, 2, {0, 0}},
  {"a row taller than a page has one to itself", {{10}, {40}, {10}}, 3, {0, 1, 2}},
};

static void
test_what_belongs_together_stays_together (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].why);
    XpFlowPlace places[MOST_ROWS];
    const size_t n_pages = xp_flow_place (CASES[i].rows, CASES[i].n_rows, 30, places);
    for (size_t k = 0; k < CASES[i].n_rows; k++)
      g_assert_cmpuint (places[k].page_no, ==, CASES[i].pages[k]);
    g_assert_cmpuint (n_pages, ==, CASES[i].pages[CASES[i].n_rows - 1] + 1);
  }
}

static void
test_no_rows_are_one_page (void)
{
  XpFlowPlace none;
  g_assert_cmpuint (xp_flow_place (NULL, 0, 30, &none), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/what-belongs-together", test_what_belongs_together_stays_together);
  g_test_add_func ("/flow/no-rows-are-one-page", test_no_rows_are_one_page);
  return g_test_run ();
}

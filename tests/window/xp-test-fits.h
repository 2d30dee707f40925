/* xp-test-fits.h: whether a window can be read at the largest text on the smallest screen. */
#pragma once

#include <adwaita.h>

/* The smallest screen, less the desktop's panel, in pixels. */
enum {
  XP_TEST_SCREEN_WIDTH = 1366,
  XP_TEST_SCREEN_HEIGHT = 728
};

/* The window's least size is no larger than the screen; nothing lies beyond its edges but what is
 * scrolled to; no label is cut short; a list shows three rows at least. What is wrong is named, all
 * of it, and the test has failed when it ends.
 * @name: of the picture */
void xp_test_check_fits (GtkWidget *window, const char *name);

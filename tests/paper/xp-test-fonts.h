/* xp-test-fonts.h: the fonts of this machine, opened for a test of paper. */
#pragma once

#include "xp-font-book.h"

typedef struct {
  XpFontBook *fonts;
} TestFonts;

void test_fonts_set_up (TestFonts *f, gconstpointer unused);
void test_fonts_tear_down (TestFonts *f, gconstpointer unused);

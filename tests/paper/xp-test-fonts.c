#include "xp-test-fonts.h"

void
test_fonts_set_up (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  f->fonts = xp_font_book_new (&error);
  g_assert_no_error (error);
}

void
test_fonts_tear_down (TestFonts *f, gconstpointer unused)
{
  g_clear_pointer (&f->fonts, xp_font_book_unref);
}

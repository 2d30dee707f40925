/* Vertical Mongolian. Where there is no font for it only the refusal is tested. */
#include <glib/gstdio.h>
#include <string.h>

#include "pdf-reader.h"
#include "xp-error.h"
#include "xp-mongolian.h"
#include "xp-test-fonts.h"

#define MONGOL "\u182e\u1823\u1829\u182d\u1823\u182f"
#define BICHIG "\u182a\u1822\u1834\u1822\u182d"
#define NNBSP "\u202f"
#define UN "\u1824\u1828"

static bool
lacks_font (TestFonts *f)
{
  if (xp_font_book_get_mongolian_font (f->fonts) != NULL)
    return false;
  g_test_skip ("no font for Mongolian");
  return true;
}

static void
test_without_a_font_it_says_so (void)
{
  g_autofree char *before = g_strdup (g_getenv ("FONTCONFIG_FILE"));
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "xp-no-mongolian.conf", NULL);
  g_autofree char *config =
    g_strdup_printf ("<fontconfig><include>%s</include><selectfont><rejectfont><pattern>"
                     "<patelt name=\"family\"><string>Noto Sans Mongolian</string></patelt>"
                     "</pattern></rejectfont></selectfont></fontconfig>",
                     before != NULL ? before : "/etc/fonts/fonts.conf");
  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  g_setenv ("FONTCONFIG_FILE", path, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpFontBook) fonts = xp_font_book_new (&error);
  g_assert_no_error (error);
  if (before != NULL)
    g_setenv ("FONTCONFIG_FILE", before, TRUE);
  else
    g_unsetenv ("FONTCONFIG_FILE");
  g_unlink (path);

  g_assert_true (xp_mongolian_check (fonts, NULL, &error));
  g_assert_true (xp_mongolian_check (fonts, "", &error));
  g_assert_false (xp_mongolian_check (fonts, MONGOL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
  g_assert_nonnull (strstr (error->message, "fonts-noto-core"));
}

static const XpMongolianForm FORM = {18, 40, 10};

static void
test_a_column_ends_at_a_blank_only (TestFonts *f, gconstpointer unused)
{
  if (lacks_font (f))
    return;
  g_autoptr (GString) text = g_string_new (NULL);
  for (int i = 0; i < 12; i++)
    g_string_append (text, MONGOL NNBSP UN " " BICHIG " ");
  g_autoptr (GPtrArray) columns = xp_mongolian_set (f->fonts, &FORM, text->str);
  g_assert_cmpuint (columns->len, >, 4);
  g_autoptr (GString) joined = g_string_new (NULL);
  for (guint i = 0; i < columns->len; i++) {
    const XpLine *line = columns->pdata[i];
    g_assert_cmpfloat (line->width_pt, <=, 40 * XP_PT_PER_MM + 0.01);
    g_assert_false (g_str_has_prefix (line->text, NNBSP));
    g_assert_false (g_str_has_suffix (line->text, NNBSP));
    g_string_append_printf (joined, "%s ", line->text);
  }
  g_assert_cmpstr (joined->str, ==, text->str);
}

static void
test_a_word_too_long_is_smaller_and_whole (TestFonts *f, gconstpointer unused)
{
  if (lacks_font (f))
    return;
  const XpMongolianForm low = {18, 8, 10};
  g_autoptr (GPtrArray) columns = xp_mongolian_set (f->fonts, &low, MONGOL "\n" BICHIG);
  g_assert_cmpuint (columns->len, ==, 2);
  const XpLine *line = columns->pdata[0];
  g_assert_cmpstr (line->text, ==, MONGOL);
  g_assert_cmpfloat_with_epsilon (line->width_pt, 8 * XP_PT_PER_MM, 0.2);
  g_assert_cmpfloat (line->size_pt, <, 18);
}

/* A letter has another form within a word than alone. */
static void
test_letters_join (TestFonts *f, gconstpointer unused)
{
  if (lacks_font (f))
    return;
  g_autoptr (GPtrArray) alone = xp_mongolian_set (f->fonts, &FORM, "\u182f");
  g_autoptr (GPtrArray) word = xp_mongolian_set (f->fonts, &FORM, MONGOL);
  const XpLine *letter = alone->pdata[0], *whole = word->pdata[0];
  g_assert_cmpuint (letter->n_glyphs, ==, 1);
  g_assert_cmpuint (whole->glyphs[whole->n_glyphs - 1].glyph, !=, letter->glyphs[0].glyph);
  g_assert_cmpuint (whole->glyphs[0].glyph, !=, 0);
}

/* Downwards, the next column to the right, and the text can be copied. */
static void
test_columns_run_down_and_to_the_right (TestFonts *f, gconstpointer unused)
{
  if (lacks_font (f))
    return;
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_mongolian_check (f->fonts, MONGOL " 2026", &error));
  g_autoptr (XpPdf) pdf = xp_pdf_new (f->fonts, "蒙文", "永胜村", &error);
  xp_pdf_add_page (pdf, 210, 297);
  g_autoptr (GPtrArray) columns = xp_mongolian_set (f->fonts, &FORM, MONGOL "\n" BICHIG);
  const double right_mm = xp_mongolian_draw (f->fonts, &FORM, pdf, columns, 20, 30);
  g_assert_cmpfloat (right_mm, >, 30);
  g_assert_cmpfloat (right_mm, <, 50);
  g_autoptr (GBytes) bytes = xp_pdf_finish (pdf, &error);
  g_assert_no_error (error);
  static const char *const CHECK[] = {"--check", NULL};
  g_autofree char *checked = pdf_reader_run (bytes, "qpdf", CHECK);
  g_assert_nonnull (checked);
  static const char *const CHARACTERS[] = {"draw", "-q", "-F", "stext", NULL};
  g_autofree char *xml = pdf_reader_run (bytes, "mutool", CHARACTERS);
  double x[3], y[3];
  static const char *const LETTERS[] = {"&#x182e;", "&#x182f;", "&#x182a;"};
  for (size_t i = 0; i < 3; i++) {
    const char *at = strstr (xml, LETTERS[i]);
    g_assert_nonnull (at);
    const char *place = g_strrstr_len (xml, at - xml, " x=\"");
    x[i] = g_ascii_strtod (place + strlen (" x=\""), NULL);
    y[i] = g_ascii_strtod (strstr (place, " y=\"") + strlen (" y=\""), NULL);
  }
  g_assert_cmpfloat_with_epsilon (x[0], x[1], 0.1); /* one word, one column */
  g_assert_cmpfloat (y[1], >, y[0] + 10);
  g_assert_cmpfloat_with_epsilon (x[2] - x[0], 10 / 25.4 * 72, 0.1);
  g_assert_cmpfloat_with_epsilon (y[0], 30 / 25.4 * 72, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  g_test_add_func ("/mongolian/without-a-font", test_without_a_font_it_says_so);
  ADD ("/mongolian/blanks", test_a_column_ends_at_a_blank_only);
  ADD ("/mongolian/too-long", test_a_word_too_long_is_smaller_and_whole);
  ADD ("/mongolian/letters-join", test_letters_join);
  ADD ("/mongolian/columns", test_columns_run_down_and_to_the_right);
#undef ADD
  return g_test_run ();
}

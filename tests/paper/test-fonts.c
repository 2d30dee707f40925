#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "pdf-reader.h"
#include "xp-error.h"
#include "xp-font-levels.h"
#include "xp-pdf.h"
#include "xp-test-fonts.h"

/* ---- all of GB 18030-2022 ---- */

/* An A4 page in points, one character per cell; at 72 dots per inch a dot is a point. */
enum {
  CELL_PT = 10,
  ROW_PT = 12,
  N_IN_ROW = 56,
  N_ROWS = 68,
  PAGE_WIDTH_PT = 595,
  PAGE_HEIGHT_PT = 842,
  LEFT_PT = 10,
};

/* The characters that some font has; each other one must be named by the check. */
static GString *
list_printable (const XpFontBook *fonts, size_t *out_n_named)
{
  GString *printable = g_string_new (NULL);
  *out_n_named = 0;
  for (size_t i = 0; i < XP_N_FONT_BLOCKS; i++) {
    for (gunichar c = XP_FONT_BLOCKS[i].first; c <= XP_FONT_BLOCKS[i].last; c++) {
      if (xp_font_book_lookup (fonts, XP_FACE_BODY, c) != NULL) {
        g_string_append_unichar (printable, c);
        continue;
      }
      char name[8] = "";
      g_unichar_to_utf8 (c, name);
      XpMissing missing = {0};
      g_autoptr (GError) error = NULL;
      xp_font_book_check (fonts, XP_FACE_BODY, name, &missing);
      g_assert_false (xp_missing_finish (&missing, &error));
      g_assert_nonnull (strstr (error->message, name));
      ++*out_n_named;
    }
  }
  return printable;
}

static GBytes *
print_in_cells (XpFontBook *fonts, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, "GB 18030-2022", "永胜村", &error);
  g_assert_no_error (error);
  size_t row = N_ROWS;
  for (const char *at = text; *at != '\0'; row++) {
    if (row >= N_ROWS) {
      xp_pdf_add_page (pdf, PAGE_WIDTH_PT / XP_PT_PER_MM, PAGE_HEIGHT_PT / XP_PT_PER_MM);
      row = 0;
    }
    const char *end = at;
    for (size_t i = 0; i < N_IN_ROW && *end != '\0'; i++)
      end = g_utf8_next_char (end);
    g_autofree char *part = g_strndup (at, (gsize) (end - at));
    xp_pdf_draw_text (pdf,
                      XP_FACE_BODY,
                      CELL_PT,
                      LEFT_PT / XP_PT_PER_MM,
                      (double) ((row + 1) * ROW_PT) / XP_PT_PER_MM,
                      XP_ANCHOR_LEFT,
                      part);
    at = end;
  }
  GBytes *bytes = xp_pdf_finish (pdf, &error);
  g_assert_no_error (error);
  return bytes;
}

static char *
without_white_space (const char *text)
{
  GString *plain = g_string_new (NULL);
  for (; *text != '\0'; text++)
    if (strchr (" \n\r\f", *text) == NULL)
      g_string_append_c (plain, *text);
  return g_string_free (plain, FALSE);
}

static void
assert_ink_in_cells (const guint8 *page, size_t n_cells)
{
  for (size_t i = 0; i < n_cells; i++) {
    const size_t left = LEFT_PT + i % N_IN_ROW * CELL_PT, top = i / N_IN_ROW * ROW_PT + 3;
    bool has_ink = false;
    for (size_t y = top; y < top + CELL_PT && !has_ink; y++)
      for (size_t x = left; x < left + CELL_PT && !has_ink; x++)
        has_ink = page[y * PAGE_WIDTH_PT + x] < 200;
    if (!has_ink)
      g_test_message ("cell %zu is blank", i);
    g_assert_true (has_ink);
  }
}

static void
assert_every_cell_has_ink (GBytes *pdf, size_t n_cells)
{
  static const char *const AS_GREY[] = {"-gray", "-r", "72", NULL};
  g_autofree char *pictures = pdf_reader_run (pdf, "pdftoppm", AS_GREY);
  g_assert_nonnull (pictures);
  const char *at = pictures;
  for (size_t done = 0; done < n_cells; done += N_IN_ROW * N_ROWS) {
    int width = 0, height = 0, n_header = 0;
    g_assert_cmpint (sscanf (at, "P5 %d %d 255%n", &width, &height, &n_header), ==, 2);
    g_assert_cmpint (width, ==, PAGE_WIDTH_PT);
    at += n_header + 1;
    assert_ink_in_cells ((const guint8 *) at, MIN (n_cells - done, N_IN_ROW * N_ROWS));
    at += width * height;
  }
}

static void
test_all_of_the_standard_is_printed_or_named (TestFonts *f, gconstpointer unused)
{
  size_t n_named = 0;
  g_autoptr (GString) printable = list_printable (f->fonts, &n_named);
  const size_t n_printable = (size_t) g_utf8_strlen (printable->str, -1);
  g_test_message ("%zu printed, %zu named", n_printable, n_named);
  g_assert_cmpuint (n_printable, >, 29000);

  g_autoptr (GBytes) bytes = print_in_cells (f->fonts, printable->str);
  static const char *const RAW[] = {"-raw", NULL};
  g_autofree char *text = pdf_reader_run (bytes, "pdftotext", RAW);
  g_autofree char *plain = without_white_space (text);
  g_assert_true (g_str_equal (plain, printable->str));
  assert_every_cell_has_ink (bytes, n_printable);
}

static void
test_what_is_lacking_is_counted (TestFonts *f, gconstpointer unused)
{
  size_t n_named = 0, n_none = 0, n_all = 0;
  g_autoptr (GString) printable = list_printable (f->fonts, &n_named);
  for (size_t i = 0; i < XP_N_FONT_BLOCKS; i++) {
    const XpFontLack lack = xp_font_levels_count (f->fonts, XP_FACE_BODY, i);
    n_none += lack.n_none;
    n_all += lack.n_all;
  }
  g_assert_cmpuint (n_none, ==, n_named);
  g_assert_cmpuint (n_all - n_none, ==, g_utf8_strlen (printable->str, -1));
  /* What everybody's paper is written with. */
  g_assert_cmpuint (xp_font_levels_count (f->fonts, XP_FACE_BODY, 0).n_none, ==, 0);
}

/* ---- which character stands for which ---- */

static void
test_characters_of_old_systems_are_mapped (TestFonts *f, gconstpointer unused)
{
  /* 䶮, the name of an emperor: FE9F of GBK, where it had no other place. */
  g_autoptr (GError) error = NULL;
  XpMissing missing = {0};
  xp_font_book_check (f->fonts, XP_FACE_BODY, "王\uE863兰", &missing);
  g_assert_true (xp_missing_finish (&missing, &error));

  g_autoptr (XpPdf) pdf = xp_pdf_new (f->fonts, "名单", "永胜村", &error);
  xp_pdf_add_page (pdf, 210, 297);
  xp_pdf_draw_text (pdf, XP_FACE_BODY, 12, 20, 20, XP_ANCHOR_LEFT, "王\uE863兰");
  g_autoptr (GBytes) bytes = xp_pdf_finish (pdf, &error);
  g_assert_no_error (error);
  g_autofree char *text = pdf_reader_text (bytes);
  g_assert_nonnull (strstr (text, "王䶮兰"));
}

static void
test_a_described_character_is_no_name (TestFonts *f, gconstpointer unused)
{
  static const char *const DESCRIBED[] = {"王⿰氵斤", "王〾斤"};
  for (size_t i = 0; i < G_N_ELEMENTS (DESCRIBED); i++) {
    g_autoptr (GError) error = NULL;
    XpMissing missing = {0};
    xp_font_book_check (f->fonts, XP_FACE_BODY, DESCRIBED[i], &missing);
    g_assert_false (xp_missing_finish (&missing, &error));
    g_assert_nonnull (strstr (error->message, DESCRIBED[i]));
  }
}

/* ---- other fonts than Debian's ---- */

/* Opens a book on a machine whose fonts are also called something else. */
static XpFontBook *
open_renamed (const char *family, const char *as)
{
  g_autofree char *folder = g_dir_make_tmp ("xp-fonts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "fonts.conf", NULL);
  g_autofree char *text =
    g_strdup_printf ("<fontconfig><dir>/usr/share/fonts</dir><cachedir>%s</cachedir>"
                     "<match target=\"scan\"><test name=\"family\"><string>%s</string></test>"
                     "<edit name=\"family\" mode=\"prepend\"><string>%s</string></edit></match>"
                     "</fontconfig>",
                     folder,
                     family,
                     as);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_autofree char *before = g_strdup (g_getenv ("FONTCONFIG_FILE"));
  g_setenv ("FONTCONFIG_FILE", path, TRUE);

  g_autoptr (GError) error = NULL;
  XpFontBook *fonts = xp_font_book_new (&error);
  g_assert_no_error (error);

  if (before != NULL)
    g_setenv ("FONTCONFIG_FILE", before, TRUE);
  else
    g_unsetenv ("FONTCONFIG_FILE");
  GDir *dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *file = g_build_filename (folder, name, NULL);
    g_unlink (file);
  }
  g_dir_close (dir);
  g_rmdir (folder);
  return fonts;
}

static void
test_a_name_keyed_font_is_embedded (void)
{
  g_autoptr (XpFontBook) fonts = open_renamed ("Nimbus Roman", "Times New Roman");
  const XpFont *figures = xp_font_book_get_main_font (fonts, XP_FACE_FIGURE);
  if (strstr (figures->file, "Nimbus") == NULL) {
    g_test_skip ("fonts-urw-base35 is not installed");
    return;
  }
  g_assert_true (figures->is_cff && figures->is_name_keyed);

  g_autoptr (GError) error = NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, "数字", "永胜村", &error);
  xp_pdf_add_page (pdf, 210, 297);
  xp_pdf_draw_text (pdf, XP_FACE_FIGURE, 40, 20, 40, XP_ANCHOR_LEFT, "2026 fi 98.5");
  g_autoptr (GBytes) bytes = xp_pdf_finish (pdf, &error);
  g_assert_no_error (error);

  g_autofree char *text = pdf_reader_text (bytes);
  g_assert_nonnull (strstr (text, "2026 fi 98.5"));
  g_autofree char *list = pdf_reader_run (bytes, "pdffonts", NULL);
  g_assert_nonnull (strstr (list, "NimbusRoman"));
  g_assert_nonnull (strstr (list, "yes yes yes"));
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 20000);
}

static void
test_offices_fonts_come_first (void)
{
  g_autoptr (XpFontBook) fonts = open_renamed ("LXGW WenKai", "仿宋_GB2312");
  g_assert_nonnull (strstr (xp_font_book_get_main_font (fonts, XP_FACE_FANG)->file, "WenKai"));
  g_assert_null (strstr (xp_font_book_get_main_font (fonts, XP_FACE_BODY)->file, "WenKai"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/fonts/all-of-the-standard", test_all_of_the_standard_is_printed_or_named);
  ADD ("/fonts/what-is-lacking-is-counted", test_what_is_lacking_is_counted);
  ADD ("/fonts/characters-of-old-systems", test_characters_of_old_systems_are_mapped);
  ADD ("/fonts/a-described-character", test_a_described_character_is_no_name);
#undef ADD
  g_test_add_func ("/fonts/a-name-keyed-font", test_a_name_keyed_font_is_embedded);
  g_test_add_func ("/fonts/offices-fonts-come-first", test_offices_fonts_come_first);
  return g_test_run ();
}

/* Pages on sheets, and parts of lines at tabs. */
#include <string.h>

#include "pdf-reader.h"
#include "xp-pdf-placing.h"
#include "xp-tabs.h"
#include "xp-test-fonts.h"

static GBytes *
finish (XpPdf *pdf)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = xp_pdf_finish (pdf, &error);
  g_assert_no_error (error);
  static const char *const CHECK[] = {"--check", NULL};
  g_autofree char *checked = pdf_reader_run (bytes, "qpdf", CHECK);
  g_assert_nonnull (checked);
  return bytes;
}

static XpPdf *
begin (TestFonts *f)
{
  g_autoptr (GError) error = NULL;
  XpPdf *pdf = xp_pdf_new (f->fonts, "册子", "永胜村", &error);
  g_assert_no_error (error);
  return pdf;
}

/* Pages that say their number, each with a bookmark. */
static GBytes *
render (TestFonts *f, const XpPlacing *placing, size_t n_pages, double width_mm, double height_mm)
{
  g_autoptr (XpPdf) pdf = begin (f);
  xp_pdf_place (pdf, placing);
  for (size_t i = 0; i < n_pages; i++) {
    g_autofree char *text = g_strdup_printf ("甲%zu", i + 1);
    xp_pdf_add_page (pdf, width_mm, height_mm);
    xp_pdf_draw_text (pdf, XP_FACE_BODY, 16, 10, 20, XP_ANCHOR_LEFT, text);
    xp_pdf_add_bookmark (pdf, text);
  }
  g_assert_cmpuint (xp_pdf_get_n_pages (pdf), ==, n_pages);
  return finish (pdf);
}

static const struct {
  const char *why;
  XpPlacing placing;
  size_t n_pages;
  const char *sides; /* pages from 1 along the rows, 0: blank; a side ends with ; */
} ORDERS[] = {
  {"along the rows", {297, 210, 2, 2, XP_PLACING_ROWS}, 5, "1 2 3 4 ;5 0 0 0 ;"},
  {"stacks", {297, 210, 2, 1, XP_PLACING_STACKS}, 5, "1 4 ;2 5 ;3 0 ;"},
  {"one page all over", {297, 210, 2, 2, XP_PLACING_REPEATED}, 2, "1 1 1 1 ;2 2 2 2 ;"},
  {"a booklet", {297, 210, 0, 0, XP_PLACING_BOOKLET}, 8, "8 1 ;2 7 ;6 3 ;4 5 ;"},
  {"a booklet with blanks", {297, 210, 0, 0, XP_PLACING_BOOKLET}, 5, "0 1 ;2 0 ;0 3 ;4 5 ;"},
  {"tiles", {297, 210, 1, 2, XP_PLACING_TILED}, 2, "1 ;1 ;2 ;2 ;"},
  {"nothing", {297, 210, 2, 2, XP_PLACING_ROWS}, 0, ""},
};

static void
test_pages_come_in_their_order (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (ORDERS); i++) {
    g_test_message ("%s", ORDERS[i].why);
    const XpPlacing *placing = &ORDERS[i].placing;
    const size_t n_pages = ORDERS[i].n_pages;
    const size_t n_places = placing->order == XP_PLACING_BOOKLET ? 2
                            : placing->order == XP_PLACING_TILED
                              ? 1
                              : placing->n_columns * placing->n_rows;
    g_autoptr (GString) sides = g_string_new (NULL);
    for (size_t side = 0; side < xp_placing_count_sides (placing, n_pages); side++) {
      for (size_t place = 0; place < n_places; place++) {
        const size_t page = xp_placing_get_page (placing, n_pages, side, place);
        g_string_append_printf (sides, "%zu ", page < n_pages ? page + 1 : 0);
      }
      g_string_append_c (sides, ';');
    }
    g_assert_cmpstr (sides->str, ==, ORDERS[i].sides);
  }
}

/* 8-1, 2-7, 6-3, 4-5: the word says where its page lies, the bookmark finds its sheet. */
static void
test_a_booklet_folds_right (TestFonts *f, gconstpointer unused)
{
  static const XpPlacing A4 = {297, 210, 0, 0, XP_PLACING_BOOKLET};
  static const struct {
    const char *text;
    int side;
    bool is_right;
  } PAGES[] = {{"甲1", 1, true},
               {"甲2", 2, false},
               {"甲3", 3, true},
               {"甲4", 4, false},
               {"甲5", 4, true},
               {"甲6", 3, false},
               {"甲7", 2, true},
               {"甲8", 1, false}};
  g_autoptr (GBytes) pdf = render (f, &A4, 8, 148, 210);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 4);
  static const char *const OUTLINES[] = {"--json", "--json-key=outlines", NULL};
  g_autofree char *json = pdf_reader_run (pdf, "qpdf", OUTLINES);
  const char *at = json;
  for (size_t i = 0; i < G_N_ELEMENTS (PAGES); i++) {
    const PdfBox box = pdf_reader_find_box (pdf, PAGES[i].text, 0);
    g_assert_cmpfloat_with_epsilon (box.left,
                                    (10.25 + (PAGES[i].is_right ? 148.5 : 0)) / 25.4 * 72,
                                    0.1);
    g_autofree char *text = pdf_reader_text_of_page (pdf, (size_t) PAGES[i].side);
    g_assert_nonnull (strstr (text, PAGES[i].text));
    g_autofree char *place = g_strdup_printf ("\"destpageposfrom1\": %d", PAGES[i].side);
    at = strstr (at, "\"destpageposfrom1\"");
    g_assert_true (g_str_has_prefix (at, place));
    at++;
  }
}

/* Ballots: four of A6 on A4, with a line to cut along each way. */
static void
test_a_ballot_fills_its_sheet (TestFonts *f, gconstpointer unused)
{
  static const XpPlacing FOUR = {210, 297, 2, 2, XP_PLACING_REPEATED, true};
  g_autoptr (GBytes) pdf = render (f, &FOUR, 1, 105, 148);
  g_autofree char *text = pdf_reader_text (pdf);
  g_assert_cmpuint (pdf_reader_count (text, "甲1"), ==, 4);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 1);
  g_autofree char *trace = pdf_reader_trace (pdf);
  g_assert_cmpuint (pdf_reader_count (trace, "<stroke_path"), ==, 2);
  const PdfBox third = pdf_reader_find_box (pdf, "甲1", 2);
  const PdfBox first = pdf_reader_find_box (pdf, "甲1", 0);
  g_assert_cmpfloat_with_epsilon (third.top - first.top, 148.5 / 25.4 * 72, 0.1);
}

/* Two of A4 on A4: smaller, and whole. */
static void
test_a_page_too_large_is_made_smaller (TestFonts *f, gconstpointer unused)
{
  static const XpPlacing TWO = {297, 210, 2, 1, XP_PLACING_ROWS};
  g_autoptr (GBytes) pdf = render (f, &TWO, 2, 210, 297);
  const PdfBox box = pdf_reader_find_box (pdf, "甲2", 0);
  const double scale = 210.0 / 297;
  g_assert_cmpfloat_with_epsilon (box.left, (148.5 + 10 * scale) / 25.4 * 72, 0.5);
  static const char *const CHARACTERS[] = {"draw", "-q", "-F", "stext", NULL};
  g_autofree char *xml = pdf_reader_run (pdf, "mutool", CHARACTERS);
  g_assert_nonnull (strstr (xml, "size=\"11.3"));
}

/* A3 on two of A4: what stands in the overlap stands on both, a sheet's breadth apart. */
static void
test_a_poster_is_spread_over_small_sheets (TestFonts *f, gconstpointer unused)
{
  static const XpPlacing TWO = {297, 210, 1, 2, XP_PLACING_TILED, true};
  g_autoptr (XpPdf) pdf = begin (f);
  xp_pdf_place (pdf, &TWO);
  xp_pdf_add_page (pdf, 297, 420);
  xp_pdf_draw_text (pdf, XP_FACE_BODY, 16, 100, 40, XP_ANCHOR_LEFT, "上边");
  xp_pdf_draw_text (pdf, XP_FACE_BODY, 16, 100, 212, XP_ANCHOR_LEFT, "中间");
  xp_pdf_draw_text (pdf, XP_FACE_BODY, 16, 100, 400, XP_ANCHOR_LEFT, "下边");
  xp_pdf_add_bookmark (pdf, "海报");
  g_autoptr (GBytes) bytes = finish (pdf);
  g_assert_cmpuint (pdf_reader_count_pages (bytes), ==, 2);
  g_autofree char *first = pdf_reader_text_of_page (bytes, 1);
  g_autofree char *second = pdf_reader_text_of_page (bytes, 2);
  g_assert_nonnull (strstr (first, "上边"));
  g_assert_nonnull (strstr (first, "第1张，共2张"));
  g_assert_nonnull (strstr (second, "下边"));
  g_assert_null (strstr (second, "共2张")); /* it lies on top */
  const PdfBox above = pdf_reader_find_box (bytes, "中间", 0);
  const PdfBox below = pdf_reader_find_box (bytes, "中间", 1);
  g_assert_cmpfloat_with_epsilon (above.left, below.left, 0.05);
  g_assert_cmpfloat_with_epsilon (above.top - below.top, (200 - 10) / 25.4 * 72, 0.1);
  g_assert_cmpfloat (above.bottom, <, 205 / 25.4 * 72);
  g_assert_cmpfloat (below.top, >, 5 / 25.4 * 72);
}

static void
test_offset_and_scale_stay_with_the_pages (TestFonts *f, gconstpointer unused)
{
  static const XpPlacing ONE = {210, 297, 1, 1, XP_PLACING_ROWS};
  g_autoptr (XpPdf) pdf = begin (f);
  xp_pdf_place (pdf, &ONE);
  xp_pdf_set_offset (pdf, 5, 0);
  xp_pdf_add_page (pdf, 210, 297);
  xp_pdf_draw_text (pdf, XP_FACE_BODY, 16, 10, 20, XP_ANCHOR_LEFT, "甲");
  g_autoptr (GBytes) bytes = finish (pdf);
  g_assert_cmpfloat_with_epsilon (pdf_reader_find_box (bytes, "甲", 0).left, 15 / 25.4 * 72, 0.1);
}

/* ---- tabs ---- */

static const XpTab TABS[] = {{100, XP_ANCHOR_RIGHT, true}};
static const XpTabForm FORM = {XP_FACE_BODY, 12, 8, TABS, G_N_ELEMENTS (TABS)};

static void
test_leaders_lead_to_the_number (TestFonts *f, gconstpointer unused)
{
  g_autoptr (XpPdf) pdf = begin (f);
  xp_pdf_add_page (pdf, 148, 210);
  xp_tabs_draw (f->fonts, &FORM, pdf, 20, 30, "一、房前屋后\t3");
  xp_tabs_draw (f->fonts, &FORM, pdf, 20, 38, "二、红白事\t12");
  g_autoptr (GBytes) bytes = finish (pdf);
  g_assert_cmpfloat_with_epsilon (pdf_reader_find_box (bytes, "12", 0).right, 120 / 25.4 * 72, 0.1);
  g_assert_cmpfloat_with_epsilon (pdf_reader_find_box (bytes, "3", 0).right, 120 / 25.4 * 72, 0.1);
  g_autofree char *text = pdf_reader_text (bytes);
  g_assert_null (strstr (text, "…"));
  g_assert_null (strchr (text, '.'));
  /* Both leaders end at the same dot but for the wider number, on one raster. */
  g_autofree char *trace = pdf_reader_trace (bytes);
  g_assert_cmpuint (pdf_reader_count (trace, "<stroke_path"), ==, 2);
  double starts[2];
  const char *at = trace;
  for (size_t i = 0; i < 2; i++) {
    at = strstr (at, "<moveto x=\"") + strlen ("<moveto x=\"");
    starts[i] = g_ascii_strtod (at, NULL);
  }
  const double steps = (starts[0] - starts[1]) / (12 * 0.4);
  g_assert_cmpfloat (steps, >, 0.5);
  g_assert_cmpfloat_with_epsilon (steps, (double) (int) (steps + 0.5), 0.01);
}

static void
test_a_long_title_leaves_room_for_its_leader (TestFonts *f, gconstpointer unused)
{
  static const char TEXT[] = "三、邻里之间借用水渠、机井、道路和场院的先后次序和看护的办法\t12";
  g_assert_cmpuint (xp_tabs_count_lines (f->fonts, &FORM, TEXT), ==, 2);
  g_autoptr (XpPdf) pdf = begin (f);
  xp_pdf_add_page (pdf, 148, 210);
  xp_tabs_draw (f->fonts, &FORM, pdf, 20, 30, TEXT);
  g_autoptr (GBytes) bytes = finish (pdf);
  const PdfBox first = pdf_reader_find_box (bytes, "三、", 0);
  const PdfBox number = pdf_reader_find_box (bytes, "12", 0);
  g_assert_cmpfloat_with_epsilon (number.top - first.top, 8 / 25.4 * 72, 0.1);
  g_assert_cmpfloat (first.right, <, number.left - 12);
}

/* 烟　20元　每盒 */
static void
test_each_part_stands_at_its_tab (TestFonts *f, gconstpointer unused)
{
  static const XpTab THREE[] = {{60, XP_ANCHOR_RIGHT, true}, {80, XP_ANCHOR_CENTRE, false}};
  const XpTabForm form = {XP_FACE_BODY, 12, 8, THREE, G_N_ELEMENTS (THREE)};
  g_autoptr (XpPdf) pdf = begin (f);
  xp_pdf_add_page (pdf, 148, 210);
  xp_tabs_draw (f->fonts, &form, pdf, 0, 30, "烟\t20元\t每盒");
  xp_tabs_draw (f->fonts, &form, pdf, 0, 38, "不收钱的");
  g_autoptr (GBytes) bytes = finish (pdf);
  const PdfBox price = pdf_reader_find_box (bytes, "20元", 0);
  const PdfBox each = pdf_reader_find_box (bytes, "每盒", 0);
  g_assert_cmpfloat_with_epsilon (price.right, 60 / 25.4 * 72, 0.1);
  g_assert_cmpfloat_with_epsilon ((each.left + each.right) / 2, 80 / 25.4 * 72, 0.1);
  pdf_reader_find_box (bytes, "不收钱的", 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  g_test_add_func ("/placing/orders", test_pages_come_in_their_order);
  ADD ("/placing/a-booklet-folds-right", test_a_booklet_folds_right);
  ADD ("/placing/a-ballot-fills-its-sheet", test_a_ballot_fills_its_sheet);
  ADD ("/placing/too-large", test_a_page_too_large_is_made_smaller);
  ADD ("/placing/tiles", test_a_poster_is_spread_over_small_sheets);
  ADD ("/placing/offset", test_offset_and_scale_stay_with_the_pages);
  ADD ("/tabs/leaders", test_leaders_lead_to_the_number);
  ADD ("/tabs/a-long-title", test_a_long_title_leaves_room_for_its_leader);
  ADD ("/tabs/each-part", test_each_part_stands_at_its_tab);
#undef ADD
  return g_test_run ();
}

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf-reader.h"
#include "xp-booklet.h"
#include "xp-error.h"
#include "xp-pdf-placing.h"
#include "xp-pdf.h"
#include "xp-test-fonts.h"

static void
draw (XpPdf *pdf, const char *text)
{
  xp_pdf_draw_text (pdf, XP_FACE_KAI, 16, 20, 30, XP_ANCHOR_LEFT, text);
}

/* One of everything that makes an object in the file. */
static void
draw_everything (XpPdf *pdf)
{
  xp_pdf_add_page_with_bleed (pdf, 90, 54, 3);
  const size_t form = xp_pdf_begin_form (pdf, 60, 30);
  xp_pdf_draw_text (pdf, XP_FACE_TITLE, 22, 5, 15, XP_ANCHOR_LEFT, "荣誉证书");
  xp_pdf_end_form (pdf);
  xp_pdf_draw_form (pdf, form, 3, 3);
  xp_pdf_set_ink (pdf, XP_INK_RED);
  xp_pdf_draw_dashes (pdf, 0, 40, 90, 40, 0.2, 1.5);
  xp_pdf_set_ink (pdf, XP_INK_BLACK);
  xp_pdf_add_bookmark (pdf, "封面𬱖");
  xp_pdf_add_page (pdf, 210, 297);
  xp_pdf_label_pages (pdf, 1, 1);
  xp_pdf_add_bookmark (pdf, "一组");
  draw (pdf, "永胜——“好”𬱖");
  const XpPoint points[] = {{10, 10}, {20, 10}, {15, 20}};
  xp_pdf_fill_path (pdf, points, G_N_ELEMENTS (points));
}

/* ---- memory that ends ---- */

/* libharu asks for memory without saying for whom, so the account is the program's. */
static struct {
  size_t n_left;       /* requests that are still granted */
  GHashTable *granted; /* what libharu has not given back */
} memory;

static void *
grant (unsigned n_bytes)
{
  if (memory.n_left == 0)
    return NULL;
  memory.n_left--;
  void *block = malloc (n_bytes);
  g_hash_table_add (memory.granted, block);
  return block;
}

static void
take_back (void *block)
{
  if (block == NULL)
    return;
  g_assert_true (g_hash_table_remove (memory.granted, block)); /* not twice */
  free (block);
}

/* libharu loses some objects on its ways out; they are given back for it. */
static void
clear_memory (void)
{
  GHashTableIter each;
  gpointer block = NULL;
  g_hash_table_iter_init (&each, memory.granted);
  while (g_hash_table_iter_next (&each, &block, NULL))
    free (block);
  g_hash_table_remove_all (memory.granted);
}

static GBytes *
make_with_requests (TestFonts *f, const XpPlacing *placing, size_t n_requests)
{
  static const XpPdfMemory SHORT = {grant, take_back};
  g_autoptr (GError) error = NULL;
  memory.n_left = n_requests;
  XpPdf *pdf = xp_pdf_new_in (&SHORT, f->fonts, "名单𬱖", "永胜村", &error);
  g_assert_no_error (error);
  if (placing != NULL)
    xp_pdf_place (pdf, placing);
  draw_everything (pdf);
  GBytes *bytes = xp_pdf_finish (pdf, &error);
  xp_pdf_free (pdf);
  clear_memory ();
  if (bytes == NULL) {
    g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
    g_assert_nonnull (strstr (error->message, "什么也没有写出"));
  } else {
    g_assert_no_error (error);
  }
  return bytes;
}

/* The 1st, 2nd, 3rd … request fails, and all that follow, until the document is made. */
static void
end_memory_everywhere (TestFonts *f, const XpPlacing *placing)
{
  memory.granted = g_hash_table_new (NULL, NULL);
  g_autoptr (GBytes) whole = make_with_requests (f, placing, G_MAXSIZE);
  g_assert_nonnull (whole);

  size_t n_failures = 0;
  g_autoptr (GBytes) made = NULL;
  while (made == NULL) {
    made = make_with_requests (f, placing, n_failures);
    n_failures += made == NULL ? 1 : 0;
  }
  g_test_message ("%zu requests", n_failures);
  g_assert_cmpuint (n_failures, >, 200);
  g_assert_true (g_bytes_equal (made, whole));
  g_clear_pointer (&memory.granted, g_hash_table_unref);
}

static void
test_memory_may_end_anywhere (TestFonts *f, gconstpointer unused)
{
  end_memory_everywhere (f, NULL);
}

static void
test_memory_may_end_while_pages_are_placed (TestFonts *f, gconstpointer unused)
{
  static const XpPlacing BOOKLET = {297, 210, .order = XP_PLACING_BOOKLET, .has_cut_lines = true};
  end_memory_everywhere (f, &BOOKLET);
}

/* ---- the file ---- */

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
  XpPdf *pdf = xp_pdf_new (f->fonts, "名单𬱖", "永胜村", &error);
  g_assert_no_error (error);
  return pdf;
}

static void
test_the_file_says_what_it_is (TestFonts *f, gconstpointer unused)
{
  g_autoptr (XpPdf) pdf = begin (f);
  draw_everything (pdf);
  g_autoptr (GBytes) bytes = finish (pdf);

  static const char *const JSON[] = {"--json", NULL};
  g_autofree char *json = pdf_reader_run (bytes, "qpdf", JSON);
  static const char *const WANTED[] = {"u:名单𬱖",
                                       "u:永胜村",
                                       "封面𬱖",
                                       "一组",
                                       "zh-CN",
                                       "\"/PrintScaling\": \"/None\"",
                                       "/PageLabels"};
  for (size_t i = 0; i < G_N_ELEMENTS (WANTED); i++) {
    if (strstr (json, WANTED[i]) == NULL)
      g_test_message ("no %s", WANTED[i]);
    g_assert_nonnull (strstr (json, WANTED[i]));
  }
  g_autofree char *text = pdf_reader_text (bytes);
  g_assert_nonnull (strstr (text, "荣誉证书"));
  g_assert_nonnull (strstr (text, "永胜——“好”𬱖"));
}

static void
test_boxes_of_a_card (TestFonts *f, gconstpointer unused)
{
  g_autoptr (XpPdf) pdf = begin (f);
  xp_pdf_add_page_with_bleed (pdf, 90, 54, 3);
  draw (pdf, "永胜村");
  xp_pdf_add_page (pdf, 900, 1200);
  g_autoptr (GBytes) bytes = finish (pdf);
  static const char *const BOXES[] = {"-box", "-f", "1", "-l", "2", NULL};
  g_autofree char *info = pdf_reader_run (bytes, "pdfinfo", BOXES);
  g_assert_nonnull (strstr (info, "TrimBox:       8.50     8.50   263.62   161.57"));
  g_assert_nonnull (strstr (info, "BleedBox:      0.00     0.00   272.13   170.08"));
  g_assert_nonnull (strstr (info, "2551.18 x 3401.57 pts"));
}

/* The marks point at the corners of what is left, and stop before the bleed. */
static void
test_a_card_has_marks_to_cut_by (TestFonts *f, gconstpointer unused)
{
  g_autoptr (XpPdf) pdf = begin (f);
  xp_pdf_add_card (pdf, 90, 54);
  draw (pdf, "永胜村");
  g_autoptr (GBytes) bytes = finish (pdf);
  static const char *const BOXES[] = {"-box", "-f", "1", "-l", "1", NULL};
  g_autofree char *info = pdf_reader_run (bytes, "pdfinfo", BOXES);
  g_assert_nonnull (strstr (info, "MediaBox:      0.00     0.00   306.14   204.09"));
  g_assert_nonnull (strstr (info, "TrimBox:      25.51    25.51   280.63   178.58"));
  g_assert_nonnull (strstr (info, "BleedBox:     17.01    17.01   289.13   187.09"));
  g_autofree char *trace = pdf_reader_trace (bytes);
  g_assert_cmpuint (pdf_reader_count (trace, "<stroke_path"), ==, 8);
  g_assert_cmpuint (pdf_reader_count (trace, "color=\"1 1 1 1\""), ==, 8);
  /* The two uprights on the left, both ends. */
  g_assert_cmpuint (pdf_reader_count (trace, "to x=\"25.512\""), ==, 4);
}

/* Black text is K alone; red is M and Y; with overprint black goes over what lies there. */
static void
test_ink_is_what_a_press_has (TestFonts *f, gconstpointer unused)
{
  for (int i = 0; i < 2; i++) {
    g_autoptr (XpPdf) pdf = begin (f);
    xp_pdf_set_press (pdf, &(const XpPress){.overprints_black = i == 1});
    xp_pdf_add_page (pdf, 210, 297);
    draw (pdf, "永胜村");
    xp_pdf_set_ink (pdf, XP_INK_RED);
    draw (pdf, "光荣榜");
    g_autoptr (GBytes) bytes = finish (pdf);
    g_autofree char *trace = pdf_reader_trace (bytes);
    g_assert_null (strstr (trace, "DeviceRGB\" color"));
    g_assert_null (strstr (trace, "DeviceGray\" color"));
    g_assert_nonnull (strstr (trace, "colorspace=\"DeviceCMYK\" color=\"0 0 0 1\""));
    g_assert_nonnull (strstr (trace, "colorspace=\"DeviceCMYK\" color=\"0 1 1 0\""));
    g_assert_cmpuint (pdf_reader_count (trace, "op=\"1\" opm=\"1\""), ==, i == 1 ? 1 : 0);
  }
}

static void
test_more_pages_than_an_array_holds (TestFonts *f, gconstpointer unused)
{
  g_autoptr (XpPdf) pdf = begin (f);
  for (int i = 0; i < 33000; i++)
    xp_pdf_add_page (pdf, 210, 297);
  draw (pdf, "末页");
  g_autoptr (GBytes) bytes = finish (pdf);
  g_assert_cmpuint (pdf_reader_count_pages (bytes), ==, 33000);
}

static double
left_of_word (GBytes *bytes, double *out_top)
{
  static const char *const BOXES[] = {"-bbox", NULL};
  g_autofree char *boxes = pdf_reader_run (bytes, "pdftotext", BOXES);
  const char *word = strstr (boxes, "<word ");
  double left = 0;
  g_assert_cmpint (sscanf (word, "<word xMin=\"%lf\" yMin=\"%lf\"", &left, out_top), ==, 2);
  return left;
}

/* 3 ‰ of 100 mm to the right, 2 ‰ of 200 mm up, and the offset. */
static void
test_a_printers_scale_moves_places (TestFonts *f, gconstpointer unused)
{
  double left[2], top[2];
  for (int i = 0; i < 2; i++) {
    g_autoptr (XpPdf) pdf = begin (f);
    xp_pdf_add_page (pdf, 210, 297);
    if (i == 1) {
      xp_pdf_set_offset (pdf, 1, -1);
      xp_pdf_set_scale (pdf, 3, -2);
    }
    xp_pdf_draw_text (pdf, XP_FACE_BODY, 16, 100, 200, XP_ANCHOR_LEFT, "张三");
    g_autoptr (GBytes) bytes = finish (pdf);
    left[i] = left_of_word (bytes, &top[i]);
  }
  g_assert_cmpfloat_with_epsilon ((left[1] - left[0]) / XP_PT_PER_MM, 1.3, 0.01);
  g_assert_cmpfloat_with_epsilon ((top[1] - top[0]) / XP_PT_PER_MM, -1.4, 0.01);
}

/* ---- outlines ---- */

static char *
picture_of (TestFonts *f, bool is_outlined, GBytes **out_bytes)
{
  static const char *const AS_GREY[] = {"-gray", "-r", "200", NULL};
  g_autoptr (XpPdf) pdf = begin (f);
  xp_pdf_set_press (pdf, &(const XpPress){.is_outlined = is_outlined});
  xp_pdf_add_page (pdf, 100, 50);
  xp_pdf_draw_text (pdf, XP_FACE_TITLE, 40, 10, 30, XP_ANCHOR_LEFT, "张三 8g");
  *out_bytes = finish (pdf);
  return pdf_reader_run (*out_bytes, "pdftoppm", AS_GREY);
}

static void
test_outlines_look_the_same_without_a_font (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GBytes) typed = NULL, drawn = NULL;
  g_autofree char *one = picture_of (f, false, &typed);
  g_autofree char *other = picture_of (f, true, &drawn);
  g_autofree char *list = pdf_reader_run (drawn, "pdffonts", NULL);
  g_assert_null (strstr (list, "XPAAA"));

  int width = 0, height = 0, n_header = 0;
  g_assert_cmpint (sscanf (one, "P5 %d %d 255%n", &width, &height, &n_header), ==, 2);
  long ink = 0, difference = 0;
  for (int i = n_header + 1; i < n_header + 1 + width * height; i++) {
    ink += 255 - (guint8) one[i];
    difference += labs ((long) (guint8) one[i] - (guint8) other[i]);
  }
  g_assert_cmpint (ink, >, 10000);
  g_assert_cmpint (difference, <, ink / 6); /* the edges alone, which a font's hints move */
}

/* ---- booklets ---- */

static void
test_pages_of_a_booklet_lie_side_by_side (TestFonts *f, gconstpointer unused)
{
  static const XpBookletSide EIGHT[] = {{8, 1}, {2, 7}, {6, 3}, {4, 5}};
  g_assert_cmpuint (xp_booklet_count_sides (8), ==, G_N_ELEMENTS (EIGHT));
  for (size_t i = 0; i < G_N_ELEMENTS (EIGHT); i++) {
    const XpBookletSide side = xp_booklet_get_side (8, i);
    g_assert_cmpuint (side.left, ==, EIGHT[i].left);
    g_assert_cmpuint (side.right, ==, EIGHT[i].right);
  }
  g_assert_cmpuint (xp_booklet_count_sides (5), ==, 4); /* three blank pages */
  g_assert_cmpuint (xp_booklet_get_side (5, 0).left, ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/press/memory-may-end-anywhere", test_memory_may_end_anywhere);
  ADD ("/press/memory-may-end-in-placing", test_memory_may_end_while_pages_are_placed);
  ADD ("/press/the-file-says-what-it-is", test_the_file_says_what_it_is);
  ADD ("/press/boxes-of-a-card", test_boxes_of_a_card);
  ADD ("/press/crop-marks", test_a_card_has_marks_to_cut_by);
  ADD ("/press/inks", test_ink_is_what_a_press_has);
  ADD ("/press/more-pages-than-an-array-holds", test_more_pages_than_an_array_holds);
  ADD ("/press/a-printers-scale", test_a_printers_scale_moves_places);
  ADD ("/press/outlines", test_outlines_look_the_same_without_a_font);
  ADD ("/press/booklet", test_pages_of_a_booklet_lie_side_by_side);
#undef ADD
  return g_test_run ();
}

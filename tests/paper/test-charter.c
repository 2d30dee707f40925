#include <string.h>

#include "pdf-reader.h"
#include "sample-charter.h"
#include "xp-charter-text.h"
#include "xp-error.h"
#include "xp-test-fonts.h"

static double
pt (double mm)
{
  return mm / 25.4 * 72;
}

static void
assert_sound (GBytes *pdf)
{
  static const char *const CHECK[] = {"--check", NULL};
  g_autofree char *checked = pdf_reader_run (pdf, "qpdf", CHECK);
  g_assert_nonnull (checked);
}

/* The last words of each article, and what stands about them. */
static void
assert_is_whole (GBytes *pdf)
{
  static const char *const WORDS[] =
    {"以法律、法规", "由家人转告", "不由他打分", "有记录", "公布之日起施行", "心里宽"};
  static const char *const AS_DRAWN[] = {"draw", "-q", "-F", "txt", NULL};
  g_autofree char *text = pdf_reader_run (pdf, "mutool", AS_DRAWN); /* column by column */
  g_autoptr (GString) joined = g_string_new (NULL);                 /* without line ends */
  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isspace (*at) == FALSE)
      g_string_append_c (joined, *at);
  for (size_t i = 0; i < G_N_ELEMENTS (WORDS); i++) {
    g_test_message ("%s", WORDS[i]);
    g_assert_nonnull (strstr (joined->str, WORDS[i]));
  }
  for (size_t i = 0; i < SAMPLE_CHARTER.n_chapters; i++)
    for (size_t k = 0; k < SAMPLE_CHARTER.chapters[i].n_articles; k++)
      g_assert_nonnull (strstr (joined->str, SAMPLE_CHARTER.chapters[i].articles[k].label));
}

static const XpCharterPoster SIZES[] = {
  {297, 420}, {420, 297}, {600, 900}, {900, 600}, {900, 1200, .is_plain = true}};

static GBytes *
render_poster (TestFonts *f, const XpCharterSheet *sheet, const XpCharterPoster *poster)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = xp_charter_poster_render (sheet, poster, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_sound (pdf);
  return pdf;
}

static GBytes *
render_booklet (TestFonts *f, const XpCharterSheet *sheet, bool is_imposed)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = xp_charter_booklet_render (sheet, is_imposed, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_sound (pdf);
  return pdf;
}

static void
test_a_poster_has_every_article_within_its_frame (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (SIZES); i++) {
    const double width_mm = SIZES[i].width_mm, height_mm = SIZES[i].height_mm;
    const double frame_mm = MIN (width_mm, height_mm) * 0.045;
    g_test_message ("%.0f × %.0f", width_mm, height_mm);
    g_autoptr (GBytes) pdf = render_poster (f, &SAMPLE_CHARTER, &SIZES[i]);
    g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 1);
    assert_is_whole (pdf);
    pdf_reader_assert_within (pdf,
                              pt (frame_mm),
                              pt (frame_mm),
                              pt (width_mm - frame_mm),
                              pt (height_mm - frame_mm));
  }
}

/* The size of the type that most characters have. */
static double
text_size (GBytes *pdf)
{
  static const char *const CHARACTERS[] = {"draw", "-q", "-F", "stext", NULL};
  g_autofree char *xml = pdf_reader_run (pdf, "mutool", CHARACTERS);
  const char *label = strstr (xml, "c=\"&#x7b2c;\""); /* 第 of （第3版） */
  g_assert_nonnull (label);
  const char *body = strstr (xml, "c=\"&#x628a;\""); /* 把, in the first article */
  g_assert_nonnull (body);
  const char *font = g_strrstr_len (xml, body - xml, "size=\"");
  return g_ascii_strtod (font + strlen ("size=\""), NULL);
}

static void
test_a_larger_sheet_has_larger_type (TestFonts *f, gconstpointer unused)
{
  double sizes_pt[3];
  static const size_t WHICH[] = {0, 2, 4};
  for (size_t i = 0; i < 3; i++) {
    g_autoptr (GBytes) pdf = render_poster (f, &SAMPLE_CHARTER, &SIZES[WHICH[i]]);
    sizes_pt[i] = text_size (pdf);
    g_test_message ("%.2f pt", sizes_pt[i]);
  }
  g_assert_cmpfloat (sizes_pt[0], >, 10);
  g_assert_cmpfloat (sizes_pt[1], >, sizes_pt[0] * 1.9);
  g_assert_cmpfloat (sizes_pt[2], >, sizes_pt[1] * 1.3);
}

static void
test_columns_end_alike (TestFonts *f, gconstpointer unused)
{
  for (size_t n = 2; n <= 3; n++) {
    const XpCharterForm form = {.width_mm = 80, .size_pt = 12, .pitch_em = 1.6};
    g_autoptr (XpCharterText) text = xp_charter_text_new (f->fonts, &SAMPLE_CHARTER, &form);
    const double height_mm = xp_charter_text_balance (text, n);
    for (size_t i = 0; i < n; i++) {
      const double column_mm = xp_charter_text_get_column_mm (text, i);
      g_assert_cmpfloat (column_mm, <=, height_mm + 0.01);
      /* A line or three that stay together, and a heading's air. */
      g_assert_cmpfloat (column_mm, >, height_mm - 5 * 12 * 1.6 / 72 * 25.4);
    }
    g_assert_cmpuint (xp_charter_text_place (text, height_mm - 1), ==, n + 1);
  }
}

enum {
  MOST_ARTICLES = 60,
  N_LONG = 2000 /* characters */
};

/* Few articles, many, and one that is very long: each time one sheet, and nothing over its frame.
 */
static void
test_a_poster_of_any_length (TestFonts *f, gconstpointer unused)
{
  static const size_t COUNTS[] = {1, 2, 5, 12, MOST_ARTICLES};
  g_autoptr (GString) text = g_string_new (NULL);
  for (size_t i = 0; i < N_LONG / 10; i++)
    g_string_append (text, "门前三包，院内分区。");
  const char *const paragraphs[] = {text->str, NULL};
  static const char *const SHORT[] = {"门前三包，院内分区，柴草入棚，畜禽圈养。", NULL};
  for (size_t i = 0; i <= G_N_ELEMENTS (COUNTS); i++) {
    const bool is_long = i == G_N_ELEMENTS (COUNTS);
    const size_t n = is_long ? 2 : COUNTS[i];
    XpCharterArticle articles[MOST_ARTICLES];
    for (size_t k = 0; k < n; k++)
      articles[k] = (XpCharterArticle){k == 0 ? "第一条" : "第二十一条",
                                       is_long && k == 0 ? paragraphs : SHORT,
                                       false};
    const XpCharterChapter chapter = {NULL, articles, n};
    XpCharterSheet sheet = SAMPLE_CHARTER;
    sheet.chapters = &chapter;
    sheet.n_chapters = 1;
    g_test_message ("%zu articles", n);
    g_autoptr (GBytes) pdf = render_poster (f, &sheet, &SIZES[0]);
    g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 1);
    pdf_reader_assert_within (pdf, pt (13), pt (13), pt (297 - 13), pt (420 - 13));
    g_autoptr (GBytes) booklet = render_booklet (f, &sheet, false);
    pdf_reader_assert_within (booklet, pt (17), pt (10), pt (130) + 6.5, pt (200));
  }
}

static void
test_a_draft_says_so_on_every_page (TestFonts *f, gconstpointer unused)
{
  XpCharterSheet draft = SAMPLE_CHARTER;
  draft.status = "草案";
  g_autoptr (GBytes) poster = render_poster (f, &draft, &SIZES[0]);
  g_autofree char *text = pdf_reader_text (poster);
  g_assert_nonnull (strstr (text, "草案"));

  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) booklet =
    xp_charter_booklet_render (&draft, false, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  for (size_t i = 1; i <= pdf_reader_count_pages (booklet); i++) {
    g_autofree char *page = pdf_reader_text_of_page (booklet, i);
    g_assert_nonnull (strstr (page, "草案"));
  }
}

static void
test_contents_lead_to_the_chapters (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GBytes) pdf = render_booklet (f, &SAMPLE_CHARTER, false);
  assert_is_whole (pdf);
  pdf_reader_assert_within (pdf, pt (17), pt (10), pt (130) + 6.5, pt (200));
  g_autofree char *contents = pdf_reader_text_of_page (pdf, 2);
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);
  size_t n_found = 0;
  for (size_t i = 0; i < SAMPLE_CHARTER.n_chapters; i++) {
    g_auto (GStrv) heading = g_strsplit (SAMPLE_CHARTER.chapters[i].heading, "　", -1);
    for (size_t k = 0; lines[k] != NULL; k++) {
      if (strstr (lines[k], heading[1]) == NULL)
        continue;
      const char *number = strrchr (lines[k], ' ');
      const size_t page_no = (size_t) g_ascii_strtoull (number, NULL, 10);
      g_autofree char *page = pdf_reader_text_of_page (pdf, 2 + page_no);
      g_assert_nonnull (strstr (page, heading[1]));
      n_found++;
    }
  }
  g_assert_cmpuint (n_found, ==, SAMPLE_CHARTER.n_chapters);
}

/* A charter without chapters: the contents name the articles. */
static void
test_contents_of_articles_alone (TestFonts *f, gconstpointer unused)
{
  static const char *const FIRST[] = {"门前三包，院内分区，柴草入棚。", NULL};
  static const char *const SECOND[] = {"婚事新办丧事简办提倡红事不超过十五桌烟酒从简。", NULL};
  static const XpCharterArticle ARTICLES[] = {{"第一条", FIRST}, {"第二条", SECOND}};
  static const XpCharterChapter CHAPTER = {NULL, ARTICLES, 2};
  const XpCharterSheet sheet = {.village = "永胜村",
                                .title = "永胜村村规民约",
                                .chapters = &CHAPTER,
                                .n_chapters = 1,
                                .issuer = "永胜村村民委员会"};
  g_autoptr (GBytes) pdf = render_booklet (f, &sheet, false);
  g_autofree char *contents = pdf_reader_text_of_page (pdf, 2);
  g_assert_nonnull (strstr (contents, "门前三包"));
  g_assert_null (strstr (contents, "院内分区"));
  g_assert_nonnull (strstr (contents, "不超过十……"));
}

static void
test_a_booklet_is_imposed_for_a4 (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GBytes) pages = render_booklet (f, &SAMPLE_CHARTER, false);
  g_autoptr (GBytes) sheets = render_booklet (f, &SAMPLE_CHARTER, true);
  const size_t n_pages = pdf_reader_count_pages (pages);
  g_assert_cmpuint (pdf_reader_count_pages (sheets), ==, (n_pages + 3) / 4 * 2);
  assert_is_whole (sheets);
  g_autofree char *first = pdf_reader_text_of_page (sheets, 1);
  g_assert_nonnull (strstr (first, "（第3版）"));
  static const char *const JSON[] = {"--json", "--json-key=outlines", NULL};
  g_autofree char *json = pdf_reader_run (sheets, "qpdf", JSON);
  g_assert_nonnull (strstr (json, "第六章"));
}

static void
test_a_sheet_too_small_is_refused (TestFonts *f, gconstpointer unused)
{
  static const XpCharterPoster POSTCARD = {105, 148};
  g_autoptr (GError) error = NULL;
  g_assert_null (
    xp_charter_poster_render (&SAMPLE_CHARTER, &POSTCARD, f->fonts, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "105×148毫米"));
}

static void
test_a_missing_character_is_named (TestFonts *f, gconstpointer unused)
{
  XpCharterSheet sheet = SAMPLE_CHARTER;
  sheet.edition = "（李\xee\x80\x80版）";
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_charter_booklet_render (&sheet, false, f->fonts, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/charter/posters", test_a_poster_has_every_article_within_its_frame);
  ADD ("/charter/any-length", test_a_poster_of_any_length);
  ADD ("/charter/larger-type", test_a_larger_sheet_has_larger_type);
  ADD ("/charter/columns-end-alike", test_columns_end_alike);
  ADD ("/charter/a-draft-says-so", test_a_draft_says_so_on_every_page);
  ADD ("/charter/contents", test_contents_lead_to_the_chapters);
  ADD ("/charter/contents-of-articles", test_contents_of_articles_alone);
  ADD ("/charter/imposed", test_a_booklet_is_imposed_for_a4);
  ADD ("/charter/too-small", test_a_sheet_too_small_is_refused);
  ADD ("/charter/missing-character", test_a_missing_character_is_named);
#undef ADD
  return g_test_run ();
}

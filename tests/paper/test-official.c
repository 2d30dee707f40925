#include <stdbool.h>
#include <string.h>

#include "pdf-reader.h"
#include "xp-error.h"
#include "xp-letter-sheet.h"
#include "xp-official.h"
#include "xp-test-fonts.h"

static GBytes *
finish (XpOfficial *paper, XpFontBook *fonts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, "公文", "永胜村村民委员会", &error);
  g_assert_no_error (error);
  g_assert_true (xp_official_draw (paper, pdf, NULL, NULL, &error));
  GBytes *bytes = xp_pdf_finish (pdf, &error);
  g_assert_no_error (error);
  static const char *const CHECK[] = {"--check", NULL};
  g_autofree char *checked = pdf_reader_run (bytes, "qpdf", CHECK);
  g_assert_nonnull (checked);
  return bytes;
}

/* One paragraph, again and again @text, on a paper of its own. */
static GBytes *
render_paragraph (TestFonts *f, const char *text, size_t n_times)
{
  g_autoptr (XpOfficial) paper = xp_official_new (f->fonts, NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  for (size_t i = 0; i < n_times; i++)
    g_string_append (all, text);
  xp_official_add_paragraph (paper, all->str);
  return finish (paper, f->fonts);
}

/* The lines of page @page_no but the page's number, which stands last. */
static GStrv
list_lines (GBytes *pdf, size_t page_no)
{
  g_autofree char *text = pdf_reader_text_of_page (pdf, page_no);
  g_auto (GStrv) all = g_strsplit (text, "\n", -1);
  GStrvBuilder *lines = g_strv_builder_new ();
  for (size_t i = 0; all[i] != NULL; i++) {
    g_strstrip (all[i]);
    if (*all[i] != '\0' && strstr (all[i], "—") == NULL && *all[i] != '\f')
      g_strv_builder_add (lines, all[i]);
  }
  GStrv list = g_strv_builder_end (lines);
  g_strv_builder_unref (lines);
  return list;
}

/* The indent takes two cells. */
#define FIRST_LINE "洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳"

static const struct {
  const char *why;
  const char *text; /* so that no mark comes to stand first in a line of 28 */
} FULL[] = {
  {"characters alone", "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁"},
  {"marks have their whole cells", "好，好。好；好：好、好！好？好，好。好；好：好、好！好？"},
  {"also beside one another", "在“好（好）”。在“好（好）”。在《好》（好）。好好好好"},
};

static void
test_a_page_has_22_lines_of_28_characters (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (FULL); i++) {
    g_test_message ("%s", FULL[i].why);
    g_assert_cmpint (g_utf8_strlen (FULL[i].text, -1), ==, XP_OFFICIAL_CHARACTERS);
    g_autoptr (GString) all = g_string_new (FIRST_LINE);
    for (int k = 0; k < 30; k++)
      g_string_append (all, FULL[i].text);
    g_autoptr (GBytes) pdf = render_paragraph (f, all->str, 1);
    g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 2);
    g_auto (GStrv) lines = list_lines (pdf, 1);
    g_assert_cmpuint (g_strv_length (lines), ==, XP_OFFICIAL_LINES);
    for (size_t k = 1; k < XP_OFFICIAL_LINES; k++)
      g_assert_cmpstr (lines[k], ==, FULL[i].text);
    pdf_reader_assert_within (pdf, 79.37, 100, 521.58 + 1, 297 / 25.4 * 72 - 60);
  }
}

/* What may not begin a line takes the character before it along; nothing is squeezed in. */
static void
test_a_mark_never_begins_a_line (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GBytes) pdf = render_paragraph (
    f,
    FIRST_LINE "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁，好好好好",
    1);
  g_auto (GStrv) lines = list_lines (pdf, 1);
  g_assert_cmpstr (lines[1], ==, "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成");
  g_assert_cmpstr (lines[2], ==, "岁，好好好好");
}

static const struct {
  const char *text;
  XpFace face; /* of its heading */
} LEVELS[] = {
  {"一、修订经过", XP_FACE_HEI},
  {"（二）提请审核。送镇人民政府审核。", XP_FACE_KAI},
  {"1.房前屋后的做法和标准。", XP_FACE_FANG},
  {"（3）红白事从简。", XP_FACE_FANG},
  {"一般的段落。", XP_FACE_FANG},
  {"3.5分以上的", XP_FACE_FANG},
};

static void
test_levels_have_their_faces (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (LEVELS); i++) {
    g_test_message ("%s", LEVELS[i].text);
    g_autoptr (GBytes) pdf = render_paragraph (f, LEVELS[i].text, 1);
    static const char *const CHARACTERS[] = {"draw", "-q", "-F", "stext", NULL};
    g_autofree char *xml = pdf_reader_run (pdf, "mutool", CHARACTERS);
    const bool is_hei = strstr (xml, "name=\"NotoSansCJKsc-Regular\" size=\"16\"") != NULL;
    const bool is_kai = strstr (xml, "name=\"LXGWWenKai-Regular\" size=\"16\"") != NULL;
    g_assert_cmpint (is_hei, ==, LEVELS[i].face == XP_FACE_HEI);
    g_assert_cmpint (is_kai, ==, LEVELS[i].face == XP_FACE_KAI);
  }
}

static GBytes *
render_letter (TestFonts *f, size_t n_paragraphs, GError **error)
{
  g_autoptr (GPtrArray) body = g_ptr_array_new ();
  for (size_t i = 0; i < n_paragraphs; i++)
    g_ptr_array_add (body, (gpointer) "我村召开村民会议，通过了村规民约，现报上备案。");
  g_ptr_array_add (body, NULL);
  static const char *const ATTACHMENTS[] = {"村规民约", "会议记录", NULL};
  static const char *const RULES[] = {"第一条　门前三包。", NULL};
  static const XpLetterAttachment ENCLOSURE = {"永胜村村规民约", RULES};
  const XpLetterSheet sheet = {
    .number = "永胜村报〔2026〕3号",
    .title = "关于报送《永胜村村规民约》备案的报告",
    .addressee = "巴彦高勒镇人民政府：",
    .body = (const char *const *) body->pdata,
    .closing = "特此报告。",
    .attachments = ATTACHMENTS,
    .issuer = "永胜村村民委员会",
    .date = "2026年10月27日",
    .remark = "联系人：王秀英",
    .enclosures = &ENCLOSURE,
    .n_enclosures = 1,
  };
  return xp_letter_sheet_render (&sheet, f->fonts, NULL, NULL, error);
}

/* However long it is: the signature has two lines of text, or of attachments, on its page. */
static void
test_a_signature_is_never_alone (TestFonts *f, gconstpointer unused)
{
  for (size_t n = 1; n < 48; n++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render_letter (f, n, &error);
    g_assert_no_error (error);
    const size_t n_pages = pdf_reader_count_pages (pdf);
    g_autofree char *text = pdf_reader_text_of_page (pdf, n_pages - 1);
    const char *second = strstr (text, "会议记录");
    g_assert_nonnull (second);
    g_assert_nonnull (strstr (text, "村规民约"));
    g_assert_nonnull (strstr (second, "永胜村村民委员会"));
    g_assert_nonnull (strstr (second, "2026年10月27日"));
    g_assert_nonnull (strstr (second, "（联系人：王秀英）"));
    pdf_reader_assert_within (pdf, 79.37, 100, 521.58 + 1, 297 / 25.4 * 72 - 60);
  }
}

/* A point closer where that saves a page, and never else. */
static void
test_lines_are_closer_where_that_saves_a_page (TestFonts *f, gconstpointer unused)
{
  size_t n_closer = 0;
  size_t n_pages_before = 0;
  for (size_t n = 2; n < 24; n++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render_letter (f, n, &error);
    g_assert_no_error (error);
    const PdfBox one = pdf_reader_find_box (pdf, "我村召开", 0);
    const PdfBox next = pdf_reader_find_box (pdf, "我村召开", 1);
    const double pitch_pt = next.top - one.top;
    const bool is_closer = pitch_pt < 28.5;
    g_assert_cmpfloat_with_epsilon (pitch_pt, is_closer ? 27.99 : 28.99, 0.02);
    /* Each paragraph is a line: the page that is saved is taken by the next. */
    const size_t n_pages = pdf_reader_count_pages (pdf);
    n_closer += is_closer ? 1 : 0;
    if (is_closer)
      g_assert_cmpuint (n_pages, ==, n_pages_before);
    n_pages_before = n_pages;
  }
  g_assert_cmpuint (n_closer, ==, 1);
}

static void
test_page_numbers_stand_outside (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GBytes) pdf = render_paragraph (f, "好", 28 * 22 * 2 + 10);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 3);
  static const char *const BOXES[] = {"-bbox", NULL};
  g_autofree char *html = pdf_reader_run (pdf, "pdftotext", BOXES);
  g_auto (GStrv) lines = g_strsplit (html, "\n", -1);
  size_t n = 0;
  for (size_t i = 0; lines[i] != NULL; i++) {
    const char *word = strstr (lines[i], "\">");
    if (word == NULL || !g_str_has_prefix (word + 2, "—"))
      continue;
    const char *x = strstr (lines[i], "xMin=\"");
    const double left = g_ascii_strtod (x + strlen ("xMin=\""), NULL);
    const bool is_odd = n / 2 % 2 == 0;
    g_assert_cmpint (left > 300, ==, is_odd);
    n++;
  }
  g_assert_cmpuint (n, ==, 6);
}

static void
test_an_attachment_begins_a_page (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = render_letter (f, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 2);
  g_auto (GStrv) lines = list_lines (pdf, 2);
  g_assert_cmpstr (lines[0], ==, "附件1");
  g_assert_cmpstr (lines[1], ==, "永胜村村规民约");
}

static void
test_a_character_without_a_picture_stops_it (TestFonts *f, gconstpointer unused)
{
  const XpLetterSheet sheet = {
    .title = "报告",
    .addressee = "镇人民政府：",
    .body = (const char *const[]){"李\xee\x80\x80家。", NULL},
    .issuer = "永胜村村民委员会",
    .date = "2026年10月27日",
  };
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_letter_sheet_render (&sheet, f->fonts, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/official/22-lines-of-28", test_a_page_has_22_lines_of_28_characters);
  ADD ("/official/a-mark-never-begins-a-line", test_a_mark_never_begins_a_line);
  ADD ("/official/levels-have-their-faces", test_levels_have_their_faces);
  ADD ("/official/a-signature-is-never-alone", test_a_signature_is_never_alone);
  ADD ("/official/closer-lines", test_lines_are_closer_where_that_saves_a_page);
  ADD ("/official/page-numbers-stand-outside", test_page_numbers_stand_outside);
  ADD ("/official/an-attachment-begins-a-page", test_an_attachment_begins_a_page);
  ADD ("/official/no-picture-no-paper", test_a_character_without_a_picture_stops_it);
#undef ADD
  return g_test_run ();
}

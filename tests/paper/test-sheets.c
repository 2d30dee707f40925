#include <string.h>

#include "pdf-reader.h"
#include "xp-certificate-sheet.h"
#include "xp-error.h"
#include "xp-notice-sheet.h"
#include "xp-table-sheet.h"
#include "xp-test-fonts.h"

static const char *const RARE[] = {"李𬱖", "陈𠅤", "王㛃", "龚䶮", "敖登格日勒其其格花", "张三"};

/* A notice of @n_names in four groups; @odd_name (nullable) is one more. */
static GBytes *
render_notice_under (
  TestFonts *f, const char *const headings[4], size_t n_names, const char *odd_name, GError **error)
{
  static const char *const BODY[] = {
    "根据《永胜村村规民约》，村规民约评委会于2026年10月8日至10日逐户查看、当场打分，现将拟评为"
    "“干净人家”的家庭公布如下，请乡亲们监督。",
    NULL};
  g_autofree XpBoardName *names = g_new0 (XpBoardName, n_names + 1);
  for (size_t i = 0; i < n_names; i++)
    names[i].name = RARE[i % G_N_ELEMENTS (RARE)];
  names[n_names].name = odd_name;
  if (odd_name != NULL)
    n_names++;
  XpBoardGroup groups[4];
  for (size_t i = 0; i < 4; i++)
    groups[i] =
      (XpBoardGroup){headings[i], names + n_names * i / 4, n_names * (i + 1) / 4 - n_names * i / 4};
  const XpNoticeSheet sheet = {
    .village = "永胜村",
    .title = "永胜村2026年第三季度“干净人家”评选结果公示",
    .salutation = "全体村民：",
    .body = BODY,
    .groups = groups,
    .n_groups = 4,
    .period = "公示时间：2026年10月13日（星期二）至10月19日（星期一），共5个工作日。",
    .objection = "提意见的人，评委会替他保密；3个工作日内核实答复。",
    .issuer = "永胜村村民委员会",
    .date = "2026年10月12日",
    .check_code = "春水山田禾苗青绿",
  };
  return xp_notice_sheet_render (&sheet, f->fonts, NULL, NULL, error);
}

static GBytes *
render_notice (TestFonts *f, size_t n_names, const char *odd_name, GError **error)
{
  static const char *const HEADINGS[] = {"一组", "二组", "三组", "四组"};
  return render_notice_under (f, HEADINGS, n_names, odd_name, error);
}

static void
test_a_notice_has_every_name_within_its_margins (TestFonts *f, gconstpointer unused)
{
  static const size_t COUNTS[] = {1, 12, 40, 73, 120, 600, 3000};
  for (size_t i = 0; i < G_N_ELEMENTS (COUNTS); i++) {
    g_test_message ("%zu names", COUNTS[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render_notice (f, COUNTS[i], NULL, &error);
    g_assert_no_error (error);
    g_autofree char *text = pdf_reader_text (pdf);
    size_t n_found = 0;
    for (size_t k = 0; k < G_N_ELEMENTS (RARE); k++)
      n_found += pdf_reader_count (text, RARE[k]);
    g_assert_cmpuint (n_found, ==, COUNTS[i]);
    /* 28 mm left, 26 mm right and half a character of a mark's blank; the foot lies lower. */
    pdf_reader_assert_within (pdf, 79.37, 100, 521.58 + 8, 297 / 25.4 * 72 - 40);
  }
}

static void
test_signatures_of_a_notice_are_never_alone (TestFonts *f, gconstpointer unused)
{
  for (size_t n_names = 1; n_names < 130; n_names += 3) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render_notice (f, n_names, NULL, &error);
    g_assert_no_error (error);
    g_autofree char *last = pdf_reader_text_of_page (pdf, pdf_reader_count_pages (pdf));
    g_assert_nonnull (strstr (last, "永胜村村民委员会"));
    g_assert_nonnull (strstr (last, "3个工作日内核实答复。"));
    g_assert_nonnull (strstr (last, "核对码：春水山田禾苗青绿"));
  }
}

/* A heading too long to hang beside its names stands above them. */
static void
test_a_heading_is_never_the_last_line (TestFonts *f, gconstpointer unused)
{
  static const char *const HEADINGS[] = {"第一组（沿河西路以北）",
                                         "第二组（沿河西路以南）",
                                         "第三组（沿河东路）",
                                         "第四组（沿河新村）"};
  for (size_t n_names = 4; n_names < 160; n_names += 6) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render_notice_under (f, HEADINGS, n_names, NULL, &error);
    g_assert_no_error (error);
    const size_t n_pages = pdf_reader_count_pages (pdf);
    for (size_t page_no = 1; page_no < n_pages; page_no++) {
      g_autofree char *text = pdf_reader_text_of_page (pdf, page_no);
      const char *code = strstr (text, "核对码");
      g_assert_nonnull (code);
      const char *foot = g_strrstr_len (text, code - text, "\n");
      const char *heading = g_strrstr_len (text, foot - text, "沿河");
      const char *names = heading != NULL ? strpbrk (heading, "\n") : text;
      g_autofree char *below = g_strstrip (g_strndup (names, (gsize) (foot - names)));
      g_assert_cmpstr (below, !=, "");
    }
  }
}

static void
test_twelve_names_fit_one_sheet (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = render_notice (f, 12, NULL, &error);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 1);
  g_autofree char *text = pdf_reader_text (pdf);
  g_assert_null (strstr (text, "共1页"));
}

static void
test_a_character_without_a_font_is_named_first (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (render_notice (f, 12, "王\U0003134B", &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
  g_assert_nonnull (strstr (error->message, "“王\U0003134B”的“\U0003134B”（U+3134B）"));
}

static const struct {
  XpCertificateStyle style;
  double width_mm, height_mm;
  const char *body;
} CERTIFICATES[] = {
  {XP_CERTIFICATE_PLAIN, 0, 0, "在2026年第三季度“干净人家”评选中，被评为“干净人家”。"},
  {XP_CERTIFICATE_GOLD, 0, 0, "在2026年第三季度“干净人家”评选中，被评为“干净人家”。"},
  {XP_CERTIFICATE_BARE, 285, 210, "在2026年第三季度“干净人家”评选中，被评为“干净人家”。"},
  {XP_CERTIFICATE_GOLD,
   0,
   0,
   "在2026年第三季度“干净人家”评选中，房前屋后收拾得清清爽爽，居室整洁，垃圾分类到位，邻里和睦，"
   "孝老爱亲，热心公益，带动左邻右舍一起动手，经逐户评分、集体评议、公示无异议，被评为“干净人家”，"
   "望珍惜荣誉，再接再厉，为建设美丽家园继续出力。"},
};

static void
test_certificates_keep_the_stamp_clear (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CERTIFICATES); i++) {
    const XpCertificate certificate = {
      .addressee = "李𬱖家庭：",
      .body = CERTIFICATES[i].body,
      .closing = "特发此证。",
      .issuer = "永胜村村民委员会",
      .date = "二〇二六年十月二十日",
      .number = "永胜〔2026〕3-017",
    };
    const XpCertificateSheet sheet = {
      .heading = "荣誉证书",
      .certificates = &certificate,
      .n_certificates = 1,
      .style = CERTIFICATES[i].style,
      .width_mm = CERTIFICATES[i].width_mm,
      .height_mm = CERTIFICATES[i].height_mm,
    };
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = xp_certificate_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
    g_assert_no_error (error);
    g_autofree char *text = pdf_reader_text (pdf);
    g_assert_nonnull (strstr (text, "李𬱖家庭："));
    g_assert_nonnull (strstr (text, "永胜〔2026〕3-017"));
    pdf_reader_assert_within (pdf, 72, 72, 285 / 25.4 * 72 - 60, 210 / 25.4 * 72 - 72);
  }
}

static void
test_a_thousand_certificates_share_one_frame (TestFonts *f, gconstpointer unused)
{
  enum {
    N = 1000
  };
  g_autofree XpCertificate *certificates = g_new0 (XpCertificate, N);
  for (size_t i = 0; i < N; i++)
    certificates[i] = (XpCertificate){.addressee = "张三家庭：",
                                      .body = "在评选中，被评为“干净人家”。",
                                      .issuer = "永胜村村民委员会",
                                      .date = "二〇二六年十月二十日"};
  const XpCertificateSheet sheet = {.heading = "荣誉证书",
                                    .certificates = certificates,
                                    .n_certificates = N,
                                    .style = XP_CERTIFICATE_GOLD};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_certificate_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, N);
  g_assert_cmpuint (g_bytes_get_size (pdf), <, 1200000);
}

static GBytes *
render_summary (
  TestFonts *f, size_t n_rows, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  static const XpGridColumn COLUMNS[] = {{"名次", 1, XP_COLUMN_CENTRE, false},
                                         {"户主", 2, XP_COLUMN_NAME, false},
                                         {"评委一", 2, XP_COLUMN_DECIMAL, false}};
  static const char *const NOTES[] = {"注：括号内为去掉的分。", NULL};
  static const char *const SIGNERS[] = {"计分人", "监督人", "评委会主任", NULL};
  static const char *const CELLS[] = {"1", "张三", "98.50"};
  g_autofree XpTableRow *rows = g_new0 (XpTableRow, n_rows);
  for (size_t i = 0; i < n_rows; i++)
    rows[i] = (XpTableRow){.cells = CELLS, .line_above = i == 5 ? "名额线" : NULL};
  const XpTableSheet sheet = {
    .village = "永胜村",
    .title = "汇总表",
    .columns = COLUMNS,
    .n_columns = G_N_ELEMENTS (COLUMNS),
    .rows = rows,
    .n_rows = n_rows,
    .notes = NOTES,
    .signers = SIGNERS,
    .check_code = "春水山田禾苗青绿",
  };
  return xp_table_sheet_render (&sheet, f->fonts, progress, cancellable, error);
}

static void
test_a_summary_repeats_its_head_on_every_page (TestFonts *f, gconstpointer unused)
{
  static const size_t COUNTS[] = {1, 42, 70, 500};
  for (size_t i = 0; i < G_N_ELEMENTS (COUNTS); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render_summary (f, COUNTS[i], NULL, NULL, &error);
    g_assert_no_error (error);
    const size_t n_pages = pdf_reader_count_pages (pdf);
    g_autofree char *text = pdf_reader_text (pdf);
    g_assert_cmpuint (pdf_reader_count (text, "户主"), ==, n_pages);
    g_assert_cmpuint (pdf_reader_count (text, "核对码"), ==, n_pages);
    g_assert_cmpuint (pdf_reader_count (text, "张三"), ==, COUNTS[i]);
    g_assert_cmpuint (pdf_reader_count (text, "名额线"), ==, COUNTS[i] > 5 ? 1 : 0);
    pdf_reader_assert_within (pdf, 16 / 25.4 * 72, 40, 281 / 25.4 * 72, 205 / 25.4 * 72);
  }
}

static void
test_signatures_of_a_summary_take_two_rows_along (TestFonts *f, gconstpointer unused)
{
  for (size_t n_rows = 2; n_rows < 90; n_rows++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render_summary (f, n_rows, NULL, NULL, &error);
    g_assert_no_error (error);
    g_autofree char *last = pdf_reader_text_of_page (pdf, pdf_reader_count_pages (pdf));
    g_assert_nonnull (strstr (last, "评委会主任"));
    g_assert_cmpuint (pdf_reader_count (last, "98.5"), >=, 2);
  }
}

static void
test_a_stopped_printing_gives_nothing (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (render_summary (f, 42, NULL, cancellable, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/notice/every-name-within-margins", test_a_notice_has_every_name_within_its_margins);
  ADD ("/notice/signatures-never-alone", test_signatures_of_a_notice_are_never_alone);
  ADD ("/notice/a-heading-is-never-last", test_a_heading_is_never_the_last_line);
  ADD ("/notice/twelve-names-fit-one-sheet", test_twelve_names_fit_one_sheet);
  ADD ("/notice/a-missing-character-is-named", test_a_character_without_a_font_is_named_first);
  ADD ("/certificate/the-stamp-is-clear", test_certificates_keep_the_stamp_clear);
  ADD ("/certificate/a-thousand-share-one-frame", test_a_thousand_certificates_share_one_frame);
  ADD ("/summary/the-head-is-repeated", test_a_summary_repeats_its_head_on_every_page);
  ADD ("/summary/signatures-take-rows-along", test_signatures_of_a_summary_take_two_rows_along);
  ADD ("/summary/a-stopped-printing", test_a_stopped_printing_gives_nothing);
#undef ADD
  return g_test_run ();
}

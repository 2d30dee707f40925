/* Lists, reports, the honour roll and the keys of an evening. */
#include <string.h>

#include "pdf-reader.h"
#include "xp-error.h"
#include "xp-honour-sheet.h"
#include "xp-keys-sheet.h"
#include "xp-report-sheet.h"
#include "xp-table-sheet.h"
#include "xp-test-fonts.h"

static double
mm (double mm)
{
  return mm / 25.4 * 72;
}

static const char *const NAMES[] = {"李𬱖", "王㛃", "龚䶮", "敖登格日勒其其格花", "张三"};

/* ---- lists ---- */

static GBytes *
render_list (TestFonts *f, size_t n_rows, double least_row_mm)
{
  static const XpGridColumn COLUMNS[] = {{"编号", 1, XP_COLUMN_CENTRE, false},
                                         {"户主", 3, XP_COLUMN_NAME, false},
                                         {"结果", 2, XP_COLUMN_CENTRE, false}};
  g_autofree const char **cells = g_new0 (const char *, n_rows * 3);
  g_autofree XpTableRow *rows = g_new0 (XpTableRow, n_rows);
  for (size_t i = 0; i < n_rows; i++) {
    cells[i * 3] = "17";
    cells[i * 3 + 1] = NAMES[i % G_N_ELEMENTS (NAMES)];
    rows[i] = (XpTableRow){.cells = cells + i * 3, .heading = i % 40 == 0 ? "一社共40户" : NULL};
  }
  const XpTableSheet sheet = {.village = "永胜村",
                              .title = "永胜村农户名单",
                              .columns = COLUMNS,
                              .n_columns = 3,
                              .rows = rows,
                              .n_rows = n_rows,
                              .is_portrait = true,
                              .least_row_mm = least_row_mm};
  g_autoptr (GError) error = NULL;
  GBytes *pdf = xp_table_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  return pdf;
}

static void
test_a_list_has_every_household (TestFonts *f, gconstpointer unused)
{
  static const size_t COUNTS[] = {1, 42, 412};
  for (size_t i = 0; i < G_N_ELEMENTS (COUNTS); i++) {
    g_autoptr (GBytes) pdf = render_list (f, COUNTS[i], 0);
    g_autofree char *text = pdf_reader_text (pdf);
    size_t n_names = 0;
    for (size_t k = 0; k < G_N_ELEMENTS (NAMES); k++)
      n_names += pdf_reader_count (text, NAMES[k]);
    g_assert_cmpuint (n_names, ==, COUNTS[i]);
    g_assert_cmpuint (pdf_reader_count (text, "一社共40户"), ==, (COUNTS[i] + 39) / 40);
    g_assert_cmpuint (pdf_reader_count (text, "户主"), ==, pdf_reader_count_pages (pdf));
    pdf_reader_assert_within (pdf, mm (20), mm (15), mm (190), mm (290));
  }
}

/* A heading and its first row are on one page. */
static void
test_a_heading_goes_with_its_row (TestFonts *f, gconstpointer unused)
{
  for (double row_mm = 9; row_mm < 12; row_mm += 0.25) {
    g_autoptr (GBytes) pdf = render_list (f, 200, row_mm);
    const size_t n_pages = pdf_reader_count_pages (pdf);
    for (size_t page_no = 1; page_no <= n_pages; page_no++) {
      g_autofree char *text = pdf_reader_text_of_page (pdf, page_no);
      const char *heading = g_strrstr (text, "一社共40户");
      g_assert_true (heading == NULL || strstr (heading, "17") != NULL);
    }
  }
}

/* ---- the report ---- */

static void
test_a_report_tells_every_line (TestFonts *f, gconstpointer unused)
{
  enum {
    N = 120
  };
  static const char *const SUBS[] = {"花名册.xlsx", "共412户，四个社；有7处请看一眼。", NULL};
  XpReportLine lines[N];
  for (size_t i = 0; i < N; i++)
    lines[i] =
      (XpReportLine){i % 10 == 0  ? XP_REPORT_HEADING
                     : i % 3 == 0 ? XP_REPORT_PARAGRAPH
                                  : XP_REPORT_ENTRY,
                     "第17行C列",
                     i % 10 == 0  ? "请看一眼的地方"
                     : i % 4 == 0 ? "“人口”写的是“四口”，应为数字，按4口记下；请照户口本核对一下，"
                                    "不对的在“农户”里改，改好以后这里就不再提。"
                                  : "敖登格日勒其其格：空格已去。"};
  const XpReportSheet sheet = {.village = "永胜村",
                               .title = "导入情况",
                               .sub_lines = SUBS,
                               .lines = lines,
                               .n_lines = N};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_report_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  const size_t n_pages = pdf_reader_count_pages (pdf);
  g_autofree char *text = pdf_reader_text (pdf);
  g_assert_cmpuint (pdf_reader_count (text, "请看一眼的地方"), ==, 12);
  g_assert_cmpuint (pdf_reader_count (text, "有7处请看一眼"), ==, 1);
  g_assert_cmpuint (pdf_reader_count (text, "第17行C列"), ==, 72);
  for (size_t page_no = 1; page_no <= n_pages; page_no++) {
    g_autofree char *page = pdf_reader_text_of_page (pdf, page_no);
    g_autofree char *foot = g_strdup_printf ("共%zu页", n_pages);
    g_assert_nonnull (strstr (page, foot));
    const char *heading = g_strrstr (page, "请看一眼的地方");
    g_assert_true (heading == NULL || strstr (heading, "敖登") != NULL ||
                   strstr (heading, "人口") != NULL);
  }
  pdf_reader_assert_within (pdf, mm (22), mm (17), mm (188) + 6, mm (288));
}

/* 诸葛明亮 and 敖登格日勒其其格 stand on one line, wherever in it they begin. */
static void
test_a_report_tears_no_name (TestFonts *f, gconstpointer unused)
{
  static const char *const WHOLE[] = {"诸葛明亮", "敖登格日勒其其格", NULL};
  for (int n_before = 0; n_before < 40; n_before++) {
    g_autoptr (GString) words = g_string_new (NULL);
    for (int i = 0; i < n_before; i++)
      g_string_append (words, "名");
    for (int i = 0; i < 30; i++)
      g_string_append_printf (words, "、%s", WHOLE[i % 2]);
    const XpReportLine line = {XP_REPORT_PARAGRAPH, NULL, words->str};
    const XpReportSheet sheet = {.village = "永胜村",
                                 .title = "会议记录",
                                 .lines = &line,
                                 .n_lines = 1,
                                 .names = WHOLE};
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = xp_report_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
    g_assert_no_error (error);
    g_autofree char *text = pdf_reader_text (pdf);
    g_assert_cmpuint (pdf_reader_count (text, WHOLE[0]), ==, 15);
    g_assert_cmpuint (pdf_reader_count (text, WHOLE[1]), ==, 15);
  }
}

/* However many lines there are, the last of them stands above the signatures. */
static void
test_nobody_signs_on_a_page_of_his_own (TestFonts *f, gconstpointer unused)
{
  enum {
    MOST = 40
  };
  static const char *const SIGNERS[] = {"主持人", "记录人", "王主任", "李委员", NULL};
  XpReportLine lines[MOST + 1];
  for (size_t n = 28; n <= MOST; n++) {
    for (size_t i = 0; i < n; i++)
      lines[i] = (XpReportLine){XP_REPORT_PARAGRAPH, NULL, i + 1 < n ? "同意。" : "无异议。"};
    lines[n] = (XpReportLine){.kind = XP_REPORT_SIGNATURES, .signers = SIGNERS};
    const XpReportSheet sheet = {.village = "永胜村",
                                 .title = "评议会议记录",
                                 .lines = lines,
                                 .n_lines = n + 1};
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = xp_report_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
    g_assert_no_error (error);
    g_autofree char *last = pdf_reader_text_of_page (pdf, pdf_reader_count_pages (pdf));
    g_assert_nonnull (strstr (last, "无异议。"));
    g_assert_nonnull (strstr (last, "主持人："));
    g_assert_nonnull (strstr (last, "李委员："));
  }
}

static void
test_each_matter_has_a_sheet (TestFonts *f, gconstpointer unused)
{
  static const XpReportLine LINES[] = {{XP_REPORT_SHEET, NULL, "永胜村上门评议记录"},
                                       {XP_REPORT_ENTRY, "在场", "孙梅"},
                                       {XP_REPORT_SHEET, NULL, "永胜村跟踪评议记录"},
                                       {XP_REPORT_ENTRY, "在场", "李主任"}};
  const XpReportSheet sheet = {.village = "永胜村",
                               .title = "评议记录",
                               .lines = LINES,
                               .n_lines = G_N_ELEMENTS (LINES)};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_report_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 2);
  g_autofree char *second = pdf_reader_text_of_page (pdf, 2);
  g_assert_nonnull (strstr (second, "跟踪评议记录"));
  g_assert_null (strstr (second, "孙梅"));
}

/* 洗衣粉 …… 20分: names at the left, prices at the right, one under the other. */
static void
test_a_price_list_has_leaders (TestFonts *f, gconstpointer unused)
{
  static const XpReportLine LINES[] = {
    {XP_REPORT_HEADING, NULL, "积分能换什么", NULL},
    {XP_REPORT_LEADER, "洗衣粉（1.5千克）", "20分", NULL},
    {XP_REPORT_LEADER, "暖水瓶", "120分", NULL},
  };
  const XpReportSheet sheet = {.village = "永胜村",
                               .title = "兑换单",
                               .lines = LINES,
                               .n_lines = G_N_ELEMENTS (LINES)};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_report_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  const PdfBox one = pdf_reader_find_box (pdf, "20分", 0);
  const PdfBox other = pdf_reader_find_box (pdf, "120分", 0);
  g_assert_cmpfloat_with_epsilon (one.right, mm (22 + 166), 0.1);
  g_assert_cmpfloat_with_epsilon (other.right, mm (22 + 166), 0.1);
  g_assert_cmpfloat_with_epsilon (other.top - one.top, mm (6.6), 0.1);
  g_autofree char *trace = pdf_reader_trace (pdf);
  g_assert_cmpuint (pdf_reader_count (trace, "<stroke_path"), ==, 2);
}

static void
test_an_empty_report_is_one_page (TestFonts *f, gconstpointer unused)
{
  const XpReportSheet sheet = {.village = "永胜村", .title = "导入情况"};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_report_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 1);
}

/* ---- the honour roll ---- */

static GBytes *
render_roll (
  TestFonts *f, size_t n, const char *odd, double width_mm, double height_mm, GError **error)
{
  static const char *const BODY[] = {"下列家庭被评为“干净人家”，特予表扬。", NULL};
  g_autofree XpBoardName *names = g_new0 (XpBoardName, n);
  for (size_t i = 0; i < n; i++)
    names[i].name = odd != NULL && i == 0 ? odd : NAMES[i % G_N_ELEMENTS (NAMES)];
  const XpBoardGroup groups[] = {{"一社", names, n / 2}, {"二社", names + n / 2, n - n / 2}};
  const XpHonourSheet sheet = {.village = "永胜村",
                               .title = "光荣榜",
                               .subtitle = "永胜村2026年第三季度“干净人家”",
                               .body = BODY,
                               .groups = groups,
                               .n_groups = 2,
                               .closing = "望珍惜荣誉，带动邻里。",
                               .issuer = "永胜村村民委员会",
                               .date = "2026年10月20日",
                               .width_mm = width_mm,
                               .height_mm = height_mm};
  return xp_honour_sheet_render (&sheet, f->fonts, NULL, NULL, error);
}

/* Where the word stands: the y of its top, in points. */
static double
top_of_word (const char *xml, const char *word)
{
  g_autofree char *element = g_strconcat (">", word, NULL);
  const char *found = strstr (xml, element);
  g_assert_nonnull (found);
  g_autofree char *before = g_strndup (xml, (gsize) (found - xml));
  const char *at = g_strrstr (before, "yMin=\"");
  return g_ascii_strtod (at + strlen ("yMin=\""), NULL);
}

static void
test_a_roll_has_every_name_within_its_frame (TestFonts *f, gconstpointer unused)
{
  static const struct {
    size_t n;
    double width_mm, height_mm;
    size_t n_pages;
  } CASES[] = {{1, 420, 297, 1},
               {12, 420, 297, 1},
               {42, 297, 420, 1},
               {42, 210, 297, 1},
               {123, 297, 420, 1},
               {123, 600, 900, 1},
               {42, 1200, 900, 1},
               {412, 297, 420, 2}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%zu names", CASES[i].n);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf =
      render_roll (f, CASES[i].n, NULL, CASES[i].width_mm, CASES[i].height_mm, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, CASES[i].n_pages);
    g_autofree char *text = pdf_reader_text (pdf);
    size_t n_names = 0;
    for (size_t k = 0; k < G_N_ELEMENTS (NAMES); k++)
      n_names += pdf_reader_count (text, NAMES[k]);
    g_assert_cmpuint (n_names, ==, CASES[i].n);
    g_assert_null (strstr (text, "第1名"));
    const double edge = MIN (CASES[i].width_mm, CASES[i].height_mm);
    pdf_reader_assert_within (pdf,
                              mm (edge * 0.115),
                              mm (edge * 0.08),
                              mm (CASES[i].width_mm - edge * 0.115) + 8 * MAX (edge / 297, 1),
                              mm (CASES[i].height_mm - edge * 0.08));
  }
}

/* 45 mm for the stamp: the closing words end above it, and date and issuer are within. */
static void
test_a_roll_keeps_the_stamp_clear (TestFonts *f, gconstpointer unused)
{
  static const size_t COUNTS[] = {1, 12, 42, 90, 123};
  for (size_t i = 0; i < G_N_ELEMENTS (COUNTS); i++) {
    g_autoptr (GBytes) pdf = render_roll (f, COUNTS[i], NULL, 297, 420, NULL);
    g_autofree char *xml = pdf_reader_run (pdf, "pdftotext", (const char *const[]){"-bbox", NULL});
    const double closing = top_of_word (xml, "望珍惜荣誉"),
                 date = top_of_word (xml, "2026年10月20日");
    const double issuer = top_of_word (xml, "永胜村村民委员会");
    g_assert_cmpfloat (issuer, <, date);
    g_assert_cmpfloat (date - closing, >, mm (29));
    g_assert_cmpfloat (mm (420 - 297 * 0.08) - date, >, mm (15));
  }
}

static void
test_a_roll_names_a_missing_character (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (render_roll (f, 12, "王\U0003134B", 297, 420, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
  g_assert_nonnull (strstr (error->message, "“王\U0003134B”"));
}

/* ---- the keys ---- */

static void
test_the_keys_fit_one_page (TestFonts *f, gconstpointer unused)
{
  static const size_t COUNTS[] = {1, 10, 30};
  static const char *const NOTES[] = {"录错了不要紧。", NULL};
  XpKeysLine lines[30];
  for (size_t i = 0; i < G_N_ELEMENTS (lines); i++)
    lines[i] = (XpKeysLine){"20 回车 . 回车", "这一项不适用，按满分计，和县里的标准一样"};
  for (size_t i = 0; i < G_N_ELEMENTS (COUNTS); i++) {
    const XpKeysSheet sheet = {.title = "录分上手单",
                               .subtitle = "一个人念，一个人录",
                               .lines = lines,
                               .n_lines = COUNTS[i],
                               .example = "例",
                               .spoken = "“一社3号，张三，第4项两处。”",
                               .steps = lines,
                               .n_steps = 3,
                               .notes = NOTES};
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = xp_keys_sheet_render (&sheet, f->fonts, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 1);
    g_autofree char *text = pdf_reader_text (pdf);
    g_assert_cmpuint (pdf_reader_count (text, "回车"), ==, 2 * (COUNTS[i] + 3));
    pdf_reader_assert_within (pdf, mm (16), mm (14), mm (194) + 4, mm (285));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/list/every-household", test_a_list_has_every_household);
  ADD ("/list/a-heading-goes-with-its-row", test_a_heading_goes_with_its_row);
  ADD ("/report/every-line", test_a_report_tells_every_line);
  ADD ("/report/no-name-is-torn", test_a_report_tears_no_name);
  ADD ("/report/a-price-list", test_a_price_list_has_leaders);
  ADD ("/report/an-empty-one-is-a-page", test_an_empty_report_is_one_page);
  ADD ("/report/nobody-signs-alone", test_nobody_signs_on_a_page_of_his_own);
  ADD ("/report/a-sheet-each", test_each_matter_has_a_sheet);
  ADD ("/roll/every-name-within-the-frame", test_a_roll_has_every_name_within_its_frame);
  ADD ("/roll/the-stamp-is-clear", test_a_roll_keeps_the_stamp_clear);
  ADD ("/roll/a-missing-character", test_a_roll_names_a_missing_character);
  ADD ("/keys/one-page", test_the_keys_fit_one_page);
#undef ADD
  return g_test_run ();
}

/* Merged cells, totals and figures of tables. */
#include <string.h>

#include "pdf-reader.h"
#include "xp-table-sheet.h"
#include "xp-test-fonts.h"

static const XpGridColumn COLUMNS[] = {{"项目", 2, XP_COLUMN_CENTRE, false},
                                       {"内容", 3, XP_COLUMN_LEFT, false},
                                       {"分值", 2, XP_COLUMN_DECIMAL, false}};

static GBytes *
render (TestFonts *f, const XpTableRow *rows, size_t n_rows)
{
  static const char *const SIGNERS[] = {"计分人", NULL};
  const XpTableSheet sheet = {.village = "永胜村",
                              .title = "评分表",
                              .columns = COLUMNS,
                              .n_columns = 3,
                              .rows = rows,
                              .n_rows = n_rows,
                              .signers = SIGNERS,
                              .is_portrait = true,
                              .least_row_mm = 10};
  g_autoptr (GError) error = NULL;
  GBytes *pdf = xp_table_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  return pdf;
}

static double
middle (PdfBox box)
{
  return (box.top + box.bottom) / 2;
}

static void
test_a_cell_as_above_has_one_text_in_their_middle (TestFonts *f, gconstpointer unused)
{
  static const char *const FIRST[] = {"庭院", "地面", "3"};
  static const char *const SECOND[] = {XP_GRID_AS_ABOVE, "柴草", "2"};
  static const char *const THIRD[] = {XP_GRID_AS_ABOVE, "圈舍", "4"};
  static const char *const APART[] = {"庭院", "柴草", "2"};
  const XpTableRow rows[] = {{.cells = FIRST}, {.cells = SECOND}, {.cells = THIRD}};
  const XpTableRow apart[] = {{.cells = FIRST}, {.cells = APART}, {.cells = APART}};
  g_autoptr (GBytes) pdf = render (f, rows, 3);
  g_autofree char *text = pdf_reader_text (pdf);
  g_assert_cmpuint (pdf_reader_count (text, "庭院"), ==, 1);
  g_assert_cmpfloat_with_epsilon (middle (pdf_reader_find_box (pdf, "庭院", 0)),
                                  middle (pdf_reader_find_box (pdf, "柴草", 0)),
                                  0.1);

  /* The two rules within are there all the same, only shorter. */
  g_autoptr (GBytes) other = render (f, apart, 3);
  g_autofree char *merged_trace = pdf_reader_trace (pdf);
  g_autofree char *apart_trace = pdf_reader_trace (other);
  g_assert_cmpuint (pdf_reader_count (merged_trace, "<stroke_path"),
                    ==,
                    pdf_reader_count (apart_trace, "<stroke_path"));
  static const char FROM_LEFT[] = "<moveto x=\"56.69";
  g_assert_cmpuint (pdf_reader_count (apart_trace, FROM_LEFT) -
                      pdf_reader_count (merged_trace, FROM_LEFT),
                    ==,
                    2);
}

static void
test_a_cell_as_left_spans_both_columns (TestFonts *f, gconstpointer unused)
{
  static const char *const ROW[] = {"庭院", "地面", "3"};
  static const char *const TOTAL[] = {"小计", XP_GRID_AS_LEFT, "3"};
  static const char *const APART[] = {"小计", "地面", "3"};
  const XpTableRow rows[] = {{.cells = ROW}, {.cells = TOTAL}, {.cells = ROW}};
  const XpTableRow apart[] = {{.cells = ROW}, {.cells = APART}, {.cells = ROW}};
  g_autoptr (GBytes) pdf = render (f, rows, 3);
  g_autoptr (GBytes) other = render (f, apart, 3);
  /* 170 mm in seven parts; the middle of the first five. */
  const PdfBox box = pdf_reader_find_box (pdf, "小计", 0);
  g_assert_cmpfloat_with_epsilon ((box.left + box.right) / 2,
                                  (20 + 170 * 2.5 / 7) / 25.4 * 72,
                                  0.2);
  g_autofree char *merged_trace = pdf_reader_trace (pdf);
  g_autofree char *apart_trace = pdf_reader_trace (other);
  /* The upright between the two columns is in two pieces, above and below. */
  g_assert_cmpuint (pdf_reader_count (merged_trace, "<stroke_path"),
                    ==,
                    pdf_reader_count (apart_trace, "<stroke_path") + 1);
}

enum {
  N_MANY = 60
};

/* On every page that it comes to, a merged cell says what it is. */
static void
test_a_merged_cell_says_its_text_on_each_page (TestFonts *f, gconstpointer unused)
{
  static const char *const FIRST[] = {"庭院", "地面", "3"};
  static const char *const NEXT[] = {XP_GRID_AS_ABOVE, "柴草", "2"};
  XpTableRow rows[N_MANY];
  for (size_t i = 0; i < N_MANY; i++)
    rows[i] = (XpTableRow){.cells = i == 0 ? FIRST : NEXT};
  g_autoptr (GBytes) pdf = render (f, rows, N_MANY);
  const size_t n_pages = pdf_reader_count_pages (pdf);
  g_assert_cmpuint (n_pages, >=, 3);
  for (size_t page_no = 1; page_no <= n_pages; page_no++) {
    g_autofree char *text = pdf_reader_text_of_page (pdf, page_no);
    g_assert_cmpuint (pdf_reader_count (text, "庭院"), ==, 1);
  }
}

/* A total is bold, and no page begins with it. */
static void
test_a_total_goes_with_the_row_above (TestFonts *f, gconstpointer unused)
{
  static const char *const ROW[] = {"庭院", "地面", "3"};
  static const char *const TOTAL[] = {"合计", XP_GRID_AS_LEFT, "3"};
  for (size_t n_rows = 18; n_rows < 28; n_rows++) {
    XpTableRow rows[N_MANY] = {0};
    for (size_t i = 0; i < n_rows + 6; i++)
      rows[i].cells = ROW;
    rows[n_rows] = (XpTableRow){.cells = TOTAL, .is_total = true};
    g_autoptr (GBytes) pdf = render (f, rows, n_rows + 6);
    for (size_t page_no = 1; page_no <= pdf_reader_count_pages (pdf); page_no++) {
      g_autofree char *text = pdf_reader_text_of_page (pdf, page_no);
      const char *total = strstr (text, "合计");
      g_assert_true (total == NULL || pdf_reader_count (text, "庭院") > 0);
      if (total != NULL)
        g_assert_true (strstr (text, "庭院") < total);
    }
    static const char *const CHARACTERS[] = {"draw", "-q", "-F", "stext", NULL};
    g_autofree char *xml = pdf_reader_run (pdf, "mutool", CHARACTERS);
    const char *character = strstr (xml, "&#x5408;"); /* 合 */
    g_assert_nonnull (character);
    const char *font = g_strrstr_len (xml, character - xml, "<font");
    g_assert_true (g_str_has_prefix (font, "<font name=\"NotoSerifCJKsc-Bold\""));
  }
}

static const struct {
  const char *why;
  const char *given[3];
  const char *set[3];
} FIGURES[] = {
  {"noughts that say nothing go", {"96.00", "98.00", "100.00"}, {"96", "98", "100"}},
  {"the fewest that show all", {"96.50", "98.00", "100"}, {"96.5", "98.0", "100.0"}},
  {"two where one needs two", {"96.25", "98.5", "(100)"}, {"96.25", "98.50", "(100.00)"}},
  {"what is no figure stays", {"回避", "98.50", "-1.5"}, {"回避", "98.5", "-1.5"}},
  {"nor what is no plain one", {"3-017", "2.50", "1+1"}, {"3-017", "2.5", "1+1"}},
};

static void
test_a_column_has_the_fewest_decimals (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (FIGURES); i++) {
    g_test_message ("%s", FIGURES[i].why);
    const char *cells[3][3];
    XpTableRow rows[3] = {0};
    for (size_t k = 0; k < 3; k++) {
      cells[k][0] = "庭院";
      cells[k][1] = "地面";
      cells[k][2] = FIGURES[i].given[k];
      rows[k].cells = cells[k];
    }
    g_autoptr (GBytes) pdf = render (f, rows, 3);
    g_autofree char *text = pdf_reader_text (pdf);
    g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
    for (size_t k = 0; k < 3; k++) {
      if (!g_strv_contains ((const char *const *) words, FIGURES[i].set[k]))
        g_test_message ("no %s", FIGURES[i].set[k]);
      g_assert_true (g_strv_contains ((const char *const *) words, FIGURES[i].set[k]));
    }
  }
}

/* A group's words stand once, in the middle above its columns, on each page. */
static void
test_columns_share_a_head (TestFonts *f, gconstpointer unused)
{
  static const XpGridColumn GROUPED[] = {
    {"户主", 2, XP_COLUMN_NAME, false},
    {"张三", 1, XP_COLUMN_DECIMAL, false, "评委打分"},
    {"李四", 1, XP_COLUMN_DECIMAL, false, "评委打分"},
    {"平均", 1, XP_COLUMN_DECIMAL, false},
  };
  static const char *const ROW[] = {"王秀英", "96", "98", "97"};
  XpTableRow rows[N_MANY];
  for (size_t i = 0; i < N_MANY; i++)
    rows[i] = (XpTableRow){.cells = ROW};
  const XpTableSheet sheet = {.village = "永胜村",
                              .title = "评分表",
                              .columns = GROUPED,
                              .n_columns = 4,
                              .rows = rows,
                              .n_rows = N_MANY,
                              .is_portrait = true};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_table_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *text = pdf_reader_text (pdf);
  g_assert_cmpuint (pdf_reader_count (text, "评委打分"), ==, pdf_reader_count_pages (pdf));
  const PdfBox group = pdf_reader_find_box (pdf, "评委打分", 0);
  const PdfBox first = pdf_reader_find_box (pdf, "张三", 0);
  const PdfBox second = pdf_reader_find_box (pdf, "李四", 0);
  g_assert_cmpfloat_with_epsilon ((group.left + group.right) / 2,
                                  (first.left + second.right) / 2,
                                  0.2);
  g_assert_cmpfloat (middle (group), <, middle (first) - 8);
  /* What has no group has the middle of the whole head. */
  const double owner = middle (pdf_reader_find_box (pdf, "户主", 0));
  g_assert_cmpfloat (owner, >, middle (group) + 3);
  g_assert_cmpfloat (owner, <, middle (first) - 3);
}

/* The points of 9.5 and 100.25 stand under one another. */
static void
test_points_stand_under_one_another (TestFonts *f, gconstpointer unused)
{
  static const char *const FIRST[] = {"庭院", "地面", "9.5"};
  static const char *const SECOND[] = {"庭院", "地面", "100.25"};
  const XpTableRow rows[] = {{.cells = FIRST}, {.cells = SECOND}};
  g_autoptr (GBytes) pdf = render (f, rows, 2);
  const PdfBox shorter = pdf_reader_find_box (pdf, "9.50", 0);
  const PdfBox longer = pdf_reader_find_box (pdf, "100.25", 0);
  g_assert_cmpfloat_with_epsilon (shorter.right, longer.right, 0.1);
  g_assert_cmpfloat (shorter.left, >, longer.left + 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/grid/as-above", test_a_cell_as_above_has_one_text_in_their_middle);
  ADD ("/grid/as-left", test_a_cell_as_left_spans_both_columns);
  ADD ("/grid/merged-on-each-page", test_a_merged_cell_says_its_text_on_each_page);
  ADD ("/grid/totals", test_a_total_goes_with_the_row_above);
  ADD ("/grid/fewest-decimals", test_a_column_has_the_fewest_decimals);
  ADD ("/grid/shared-heads", test_columns_share_a_head);
  ADD ("/grid/points", test_points_stand_under_one_another);
#undef ADD
  return g_test_run ();
}

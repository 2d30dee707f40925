/* 本户得分单: a page for each household, whole, and never over its edges. */
#include <string.h>

#include "pdf-reader.h"
#include "xp-error.h"
#include "xp-score-sheet.h"
#include "xp-test-fonts.h"

static double
mm (double mm)
{
  return mm / 25.4 * 72;
}

static const XpGridColumn COLUMNS[] = {{"项号", 0.9, XP_COLUMN_CENTRE, false},
                                       {"评分项", 2.8, XP_COLUMN_LEFT, false},
                                       {"得分", 1.0, XP_COLUMN_DECIMAL, false}};
static const char *const SENTENCES[] = {"总分96.5分。", "分数线是90分，差4分。", NULL};
static const char *const SUBS[] = {"永胜村2026年第三季度评选　只给本户看", NULL};
static const char *const CLOSING[] = {"对得分有疑问，请到村委会查看。", NULL};

/* @n_pages households with so many items each, a section over every five of them. */
static GBytes *
render (TestFonts *f, const char *name, size_t n_pages, size_t n_items, GError **error)
{
  static const char *const CELLS[] = {"15", "灶台抽烟", "3.5"};
  const size_t n_rows = n_items + (n_items + 4) / 5;
  g_autofree XpScoreRow *rows = g_new0 (XpScoreRow, n_rows + 1);
  for (size_t i = 0; i < n_rows; i++)
    rows[i] = i % 6 == 0 ? (XpScoreRow){"厨房　小计8分", NULL} : (XpScoreRow){NULL, CELLS};
  g_autofree XpScorePage *pages = g_new0 (XpScorePage, n_pages);
  for (size_t i = 0; i < n_pages; i++)
    pages[i] = (XpScorePage){.addressee = name,
                             .place = "编号17　一社17-1号",
                             .columns = COLUMNS,
                             .n_columns = G_N_ELEMENTS (COLUMNS),
                             .rows = rows,
                             .n_rows = n_rows,
                             .total = "得分：96.5分",
                             .sentences = SENTENCES};
  const XpScoreSheet sheet = {.village = "永胜村",
                              .title = "本户得分单",
                              .sub_lines = SUBS,
                              .closing_lines = CLOSING,
                              .issuer = "永胜村村规民约评委会",
                              .pages = pages,
                              .n_pages = n_pages};
  return xp_score_sheet_render (&sheet, f->fonts, NULL, NULL, error);
}

static void
test_each_household_has_a_page (TestFonts *f, gconstpointer unused)
{
  /* Few in airy rows, many in close ones. */
  static const size_t N_ITEMS[] = {1, 14, 24, 29, 36};
  for (size_t i = 0; i < G_N_ELEMENTS (N_ITEMS); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render (f, "敖登格日勒其其格花家：", 3, N_ITEMS[i], &error);
    g_assert_no_error (error);
    g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 3);
    for (size_t page_no = 1; page_no <= 3; page_no++) {
      g_autofree char *text = pdf_reader_text_of_page (pdf, page_no);
      g_assert_cmpuint (pdf_reader_count (text, "本户得分单"), ==, 1);
      g_assert_cmpuint (pdf_reader_count (text, "得分：96.5分"), ==, 1);
      g_assert_cmpuint (pdf_reader_count (text, "灶台抽烟"), ==, N_ITEMS[i]);
      g_assert_cmpuint (pdf_reader_count (text, "请到村委会查看"), ==, 1);
    }
    pdf_reader_assert_within (pdf, mm (19), mm (10), mm (191), mm (292));
  }
}

static void
test_a_long_form_goes_on_and_loses_nothing (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = render (f, "张三家：", 1, 200, &error);
  g_assert_no_error (error);
  g_autofree char *all = pdf_reader_text (pdf);
  const size_t n_pages = pdf_reader_count_pages (pdf);
  g_autofree char *last = pdf_reader_text_of_page (pdf, n_pages);
  g_assert_cmpuint (n_pages, >, 1);
  g_assert_cmpuint (pdf_reader_count (all, "灶台抽烟"), ==, 200);
  g_assert_nonnull (strstr (last, "得分：96.5分"));
  g_assert_nonnull (strstr (last, "灶台抽烟")); /* the sum never stands alone */
  pdf_reader_assert_within (pdf, mm (19), mm (10), mm (191), mm (292));
}

static void
test_a_character_without_a_font_stops_the_job (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (render (f, "张\U000F0001家：", 1, 3, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  static const struct {
    const char *path;
    void (*run) (TestFonts *f, gconstpointer unused);
  } TESTS[] = {{"/scores/a-page-each", test_each_household_has_a_page},
               {"/scores/long", test_a_long_form_goes_on_and_loses_nothing},
               {"/scores/missing-character", test_a_character_without_a_font_stops_the_job}};
  for (size_t i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path,
                TestFonts,
                NULL,
                test_fonts_set_up,
                TESTS[i].run,
                test_fonts_tear_down);
  return g_test_run ();
}

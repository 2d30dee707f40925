/* The sheets that go from door to door, and the slips that come back. */
#include <string.h>

#include "pdf-reader.h"
#include "xp-error.h"
#include "xp-slip-sheet.h"
#include "xp-test-fonts.h"
#include "xp-visit-form-sheet.h"
#include "xp-visit-sheet.h"

static double
mm (double mm)
{
  return mm / 25.4 * 72;
}

static const char *const NAMES[] = {"李𬱖", "王㛃", "龚䶮", "敖登格日勒其其格花", "张三"};
static const char *const SIGNERS[] = {"评委（签字）", "日期", NULL};

/* ---- many households a page ---- */

enum {
  N_COLUMNS = 6
};

/* @n_first households in the first group, @n_second in the other; @odd: one more name. */
static GBytes *
render_visits (TestFonts *f, size_t n_first, size_t n_second, const char *odd, GError **error)
{
  static const XpGridColumn COLUMNS[N_COLUMNS] = {{"编号", 1, XP_COLUMN_CENTRE, false},
                                                  {"户主", 2, XP_COLUMN_NAME, false},
                                                  {"4院内地面", 0.7, XP_COLUMN_CENTRE, true},
                                                  {"18清洁", 0.7, XP_COLUMN_CENTRE, true},
                                                  {"状态", 1, XP_COLUMN_CENTRE, false},
                                                  {"愿不愿意上榜", 3, XP_COLUMN_CENTRE, false}};
  static const char *const POINTS[N_COLUMNS] = {NULL, "每处几分", "1", "1"};
  static const char *const LEGEND[] = {"格里写查到几处，没有查到就空着。", NULL};
  const char *const *under_head[] = {POINTS};
  const size_t n = n_first + n_second;
  g_autofree const char **cells = g_new0 (const char *, n *N_COLUMNS);
  g_autofree const char *const **rows = g_new0 (const char *const *, n);
  for (size_t i = 0; i < n; i++) {
    cells[i * N_COLUMNS] = "17";
    cells[i * N_COLUMNS + 1] = odd != NULL && i == 0 ? odd : NAMES[i % G_N_ELEMENTS (NAMES)];
    cells[i * N_COLUMNS + 5] = "□同意 □不同意";
    rows[i] = cells + i * N_COLUMNS;
  }
  const XpVisitGroup groups[] = {{"一社", rows, n_first}, {"二社", rows + n_first, n_second}};
  const XpVisitSheet sheet = {
    .village = "永胜村",
    .title = "永胜村入户打分表",
    .columns = COLUMNS,
    .n_columns = N_COLUMNS,
    .under_head = under_head,
    .n_under_head = 1,
    .groups = groups,
    .n_groups = n_second > 0 ? 2 : 1,
    .legend = LEGEND,
    .signers = SIGNERS,
  };
  return xp_visit_sheet_render (&sheet, f->fonts, NULL, NULL, error);
}

static void
test_each_page_of_visits_can_stand_alone (TestFonts *f, gconstpointer unused)
{
  static const size_t COUNTS[][2] = {{1, 0}, {1, 1}, {20, 22}, {206, 206}};
  for (size_t i = 0; i < G_N_ELEMENTS (COUNTS); i++) {
    const size_t n = COUNTS[i][0] + COUNTS[i][1];
    g_test_message ("%zu households", n);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render_visits (f, COUNTS[i][0], COUNTS[i][1], NULL, &error);
    g_assert_no_error (error);
    const size_t n_pages = pdf_reader_count_pages (pdf);
    for (size_t page_no = 1; page_no <= n_pages; page_no++) {
      g_autofree char *text = pdf_reader_text_of_page (pdf, page_no);
      g_autofree char *foot = g_strdup_printf ("共%zu页", n_pages);
      g_assert_nonnull (strstr (text, foot));
      g_assert_nonnull (strstr (text, "评委（签字）"));
      g_assert_nonnull (strstr (text, "格里写查到几处"));
      g_assert_nonnull (strstr (text, "每处几分"));
      /* a group begins a page, and a page holds 10 to 15 where there are so many */
      g_assert_true ((strstr (text, "一社") != NULL) != (strstr (text, "二社") != NULL));
      g_assert_cmpuint (pdf_reader_count (text, "□不同意"), <=, 15);
      if (n == 412)
        g_assert_cmpuint (pdf_reader_count (text, "□不同意"), >=, 10);
    }
    g_autofree char *text = pdf_reader_text (pdf);
    g_assert_cmpuint (pdf_reader_count (text, "□不同意"), ==, n);
    size_t n_names = 0;
    for (size_t k = 0; k < G_N_ELEMENTS (NAMES); k++)
      n_names += pdf_reader_count (text, NAMES[k]);
    /* a name on two lines is found in parts */
    g_assert_cmpuint (n_names, >=, n - n / G_N_ELEMENTS (NAMES));
    pdf_reader_assert_within (pdf, mm (12), mm (8), mm (285), mm (206));
  }
}

static void
test_a_name_without_a_font_is_told_before_the_walk (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (render_visits (f, 12, 0, "王\U0003134B", &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
  g_assert_nonnull (strstr (error->message, "“王\U0003134B”的“\U0003134B”（U+3134B）"));
}

/* ---- one household a page ---- */

static GBytes *
render_form (TestFonts *f, size_t n_items, size_t n_entrants, GError **error)
{
  static const XpVisitItem ITEM = {"15",
                                   "门前树木设施",
                                   "树木、路灯、水表井、宣传栏不损坏不乱拴牲畜",
                                   "每处1分，至多5分"};
  static const char *const LINES[] = {"愿不愿意上光荣榜：□同意　□不同意", NULL};
  g_autofree XpVisitItem *items = g_new (XpVisitItem, n_items);
  g_autofree XpVisitEntrant *entrants = g_new (XpVisitEntrant, n_entrants);
  for (size_t i = 0; i < n_items; i++)
    items[i] = ITEM;
  for (size_t i = 0; i < n_entrants; i++)
    entrants[i] =
      (XpVisitEntrant){NAMES[i % G_N_ELEMENTS (NAMES)], "编号17　一社17-1号 乌仁图雅家　4口人"};
  const XpVisitSection sections[] = {{"卫生间厕所", items, n_items / 2},
                                     {"家风", items + n_items / 2, n_items - n_items / 2}};
  const XpVisitFormSheet sheet = {
    .village = "永胜村",
    .title = "永胜村入户打分表",
    .heads = {"大项", "项", "评分项", "标准", "怎么扣", "几处", "扣几分"},
    .sections = sections,
    .n_sections = G_N_ELEMENTS (sections),
    .entrants = entrants,
    .n_entrants = n_entrants,
    .below = LINES,
    .words = "记几句：",
    .signers = SIGNERS,
  };
  return xp_visit_form_sheet_render (&sheet, f->fonts, NULL, NULL, error);
}

static void
test_a_household_has_its_own_page (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = render_form (f, 18, 42, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, 42);
  for (size_t page_no = 1; page_no <= 5; page_no++) {
    g_autofree char *text = pdf_reader_text_of_page (pdf, page_no);
    g_assert_nonnull (strstr (text, page_no == 5 ? "张三" : NAMES[page_no - 1]));
    g_assert_cmpuint (pdf_reader_count (text, "每处1分，至多5分"), ==, 18);
    g_assert_nonnull (strstr (text, "□不同意"));
    g_assert_nonnull (strstr (text, "评委（签字）"));
  }
  pdf_reader_assert_within (pdf, mm (15), mm (10), mm (195), mm (292));
}

/* However long the form is, two of its rows are on the page that is signed. */
static void
test_signatures_of_a_form_are_never_alone (TestFonts *f, gconstpointer unused)
{
  for (size_t n_items = 2; n_items < 70; n_items += 3) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = render_form (f, n_items, 1, &error);
    g_assert_no_error (error);
    g_autofree char *all = pdf_reader_text (pdf);
    g_autofree char *last = pdf_reader_text_of_page (pdf, pdf_reader_count_pages (pdf));
    g_assert_cmpuint (pdf_reader_count (all, "每处1分，至多5分"), ==, n_items);
    g_assert_nonnull (strstr (last, "评委（签字）"));
    g_assert_cmpuint (pdf_reader_count (last, "每处1分，至多5分"), >=, 2);
    pdf_reader_assert_within (pdf, mm (15), mm (10), mm (195), mm (292));
  }
}

/* ---- slips ---- */

/* Slips with 0, 1, 2 … findings. */
static GBytes *
render_slips (TestFonts *f, size_t n, GError **error)
{
  static const XpSlipRow ROW = {"第15项　灶台抽烟", "6处", "扣4分，已扣完"};
  static const char *const SENTENCES[] = {"其余各项没有扣分。", "满分100分，共扣3分。", NULL};
  g_autofree XpSlipRow *rows = g_new (XpSlipRow, n);
  g_autofree XpSlip *slips = g_new (XpSlip, n);
  for (size_t i = 0; i < n; i++) {
    rows[i] = ROW;
    slips[i] = (XpSlip){NAMES[i % G_N_ELEMENTS (NAMES)],
                        "编号17　一社17-1号",
                        "评委会到你家看过，记下了这几项：",
                        rows,
                        i,
                        SENTENCES,
                        "得分：97分"};
  }
  const XpSlipSheet sheet = {.village = "永胜村",
                             .title = "本户得分单",
                             .for_whom = "只给本户看",
                             .round = "2026年第三季度评选",
                             .slips = slips,
                             .n_slips = n,
                             .closing = "对得分有疑问，请到村委会查看。",
                             .issuer = "永胜村村规民约评委会"};
  return xp_slip_sheet_render (&sheet, f->fonts, NULL, NULL, error);
}

static void
test_slips_are_whole_and_three_to_a_page (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = render_slips (f, 60, &error);
  g_assert_no_error (error);
  const size_t n_pages = pdf_reader_count_pages (pdf);
  g_autofree char *all = pdf_reader_text (pdf);
  g_assert_cmpuint (pdf_reader_count (all, "得分：97分"), ==, 60);
  g_assert_cmpuint (pdf_reader_count (all, "扣4分，已扣完"), ==, 59 * 60 / 2);
  for (size_t page_no = 1; page_no <= n_pages; page_no++) {
    g_autofree char *text = pdf_reader_text_of_page (pdf, page_no);
    const size_t n_slips = pdf_reader_count (text, "本户得分单");
    g_assert_cmpuint (n_slips, >=, 1);
    g_assert_cmpuint (n_slips, <=, 3);
    g_assert_cmpuint (pdf_reader_count (text, "得分：97分"), ==, n_slips);
    g_assert_cmpuint (pdf_reader_count (text, "只给本户看"), ==, n_slips);
    if (page_no <= 4)
      g_assert_cmpuint (n_slips, ==, 3);
  }
  pdf_reader_assert_within (pdf, mm (20), mm (7), mm (190), mm (295.5));
}

/* Nothing that is written on a slip lies over something else: 60 findings fit a page. */
static void
test_a_long_slip_ends_above_its_foot (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = render_slips (f, 60, &error);
  g_autofree char *last = pdf_reader_text_of_page (pdf, pdf_reader_count_pages (pdf));
  const char *total = strstr (last, "得分：97分"), *foot = strstr (last, "请到村委会查看");
  g_assert_nonnull (total);
  g_assert_nonnull (foot);
  g_assert_true (total < foot);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/visits/each-page-stands-alone", test_each_page_of_visits_can_stand_alone);
  ADD ("/visits/a-missing-character", test_a_name_without_a_font_is_told_before_the_walk);
  ADD ("/visits/one-household-a-page", test_a_household_has_its_own_page);
  ADD ("/visits/signatures-never-alone", test_signatures_of_a_form_are_never_alone);
  ADD ("/slips/whole-and-three-to-a-page", test_slips_are_whole_and_three_to_a_page);
  ADD ("/slips/a-long-one-ends-above-its-foot", test_a_long_slip_ends_above_its_foot);
#undef ADD
  return g_test_run ();
}

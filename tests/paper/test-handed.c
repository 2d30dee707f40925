/* What is handed out, read out and filled in by hand: 环境卫生提醒单, 选票, 广播稿, blank forms,
 * 喜报, with names and counts that no village should have. */
#include <string.h>

#include "pdf-reader.h"
#include "xp-ballot-sheet.h"
#include "xp-error.h"
#include "xp-form-sheet.h"
#include "xp-good-news-sheet.h"
#include "xp-reminder-sheet.h"
#include "xp-speech-sheet.h"
#include "xp-test-fonts.h"

static double
mm (double mm)
{
  return mm / 25.4 * 72;
}

static const char *const NAMES[] = {
  "李𬱖", "龚䶮", "敖登格日勒其其格花呼和巴特尔乌仁图雅才旦", "张三"};
static const char *const NO_WORDS[] = {NULL};

/* Texts that go with the test. */
static const char **
repeat (size_t n, const char *format, GPtrArray *kept)
{
  const char **list = g_new0 (const char *, n + 1);
  for (size_t i = 0; i < n; i++) {
    list[i] = g_strdup_printf ("%s%zu", format, i + 1);
    g_ptr_array_add (kept, (char *) list[i]);
  }
  return list;
}

static char *
repeat_text (const char *text, size_t n)
{
  GString *all = g_string_new (NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

/* ---- 环境卫生提醒单 ---- */

static GBytes *
render_reminders (TestFonts *f, const char *name, const char *const *rows, size_t n)
{
  static const char *const LABELS[] = {"签收人：", "日期：", NULL};
  g_autofree char *addressee = g_strdup_printf ("%s家：", name);
  g_autofree XpReminder *reminders = g_new0 (XpReminder, n);
  for (size_t i = 0; i < n; i++)
    reminders[i] =
      (XpReminder){"编号：1-017",
                   addressee,
                   "一社东独贵龙17-1号",
                   "评委会最近到你家看过。下面几项收拾一下，家里家外会更清爽：",
                   rows,
                   "请在10月19日（星期一）前收拾好，到时我们再来看看。人手不够、有难处的，"
                   "告诉评委会，我们一起来帮忙。",
                   addressee,
                   "环境卫生提醒单已收到。"};
  const XpReminderSheet sheet = {"永胜村",
                                 "环境卫生提醒单",
                                 reminders,
                                 n,
                                 LABELS,
                                 "永胜村村规民约评委会",
                                 "2026年10月12日",
                                 "存　根",
                                 LABELS,
                                 "送达回执",
                                 LABELS};
  g_autoptr (GError) error = NULL;
  GBytes *pdf = xp_reminder_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  return pdf;
}

/* Two on a page; a long one has a page of its own; nothing leaves the paper, nothing is lost. */
static void
test_reminders_of_any_length (TestFonts *f, gconstpointer unused)
{
  static const struct {
    size_t n_rows, n_pages;
  } CASES[] = {{0, 2}, {1, 2}, {3, 2}, {8, 2}, {12, 3}, {40, 3}, {60, 3}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (size_t k = 0; k < G_N_ELEMENTS (NAMES); k++) {
      g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
      g_autofree const char **rows = repeat (CASES[i].n_rows, "庭院　院内地面　", kept);
      g_autoptr (GBytes) pdf = render_reminders (f, NAMES[k], rows, 3);
      g_autofree char *text = pdf_reader_text (pdf);
      g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, CASES[i].n_pages);
      g_assert_cmpuint (pdf_reader_count (text, "院内地面"), ==, 3 * CASES[i].n_rows);
      g_assert_cmpuint (pdf_reader_count (text, "送达回执"), ==, 3);
      pdf_reader_assert_within (pdf, mm (10), mm (6), mm (202), mm (292));
    }
}

/* ---- 选票 ---- */

static void
test_ballots_of_any_size (TestFonts *f, gconstpointer unused)
{
  static const struct {
    size_t n_names, n_copies, n_ballots, n_pages;
  } CASES[] =
    {{1, 0, 8, 1}, {5, 187, 192, 24}, {14, 0, 4, 1}, {30, 3, 4, 2}, {80, 0, 1, 1}, {140, 0, 1, 1}};
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree const char **names = g_new0 (const char *, CASES[i].n_names + 1);
    for (size_t k = 0; k < CASES[i].n_names; k++)
      names[k] = NAMES[k % G_N_ELEMENTS (NAMES)];
    const XpBallot ballot = {"永胜村推选评委会成员选票",
                             "最多选3人，多选作废。",
                             names,
                             "（盖章处）"};
    const XpBallotSheet sheet = {"永胜村", &ballot, 1, CASES[i].n_copies};
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = xp_ballot_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
    g_assert_no_error (error);
    g_autofree char *text = pdf_reader_text (pdf);
    g_assert_cmpuint (pdf_reader_count (text, "（盖章处）"), ==, CASES[i].n_ballots);
    g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, CASES[i].n_pages);
    g_assert_cmpuint (pdf_reader_count (text, "○"), ==, CASES[i].n_ballots * CASES[i].n_names);
    pdf_reader_assert_within (pdf, mm (6), mm (5), mm (204), mm (293));
  }
}

/* ---- 广播稿 ---- */

/* Above the very character, and above no other. */
static void
test_a_sound_stands_above_its_character (TestFonts *f, gconstpointer unused)
{
  static const XpSpeechPart PARTS[] = {{XP_SPEECH_HINT, "念慢些。"},
                                       {XP_SPEECH_NAMES, "一社：仇大海、报仇人。"}};
  static const XpSpeechReading READINGS[] = {{"仇大海", 0, "qiú"}};
  static const char *const WHOLE[] = {"仇大海", NULL};
  const XpSpeechSheet sheet =
    {"永胜村", "广播稿", PARTS, 2, READINGS, 1, WHOLE, "永胜村", "2026年", NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_speech_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *text = pdf_reader_text (pdf);
  g_assert_cmpuint (pdf_reader_count (text, "qiú"), ==, 1);
  const PdfBox sound = pdf_reader_find_box (pdf, "qiú", 0);
  const PdfBox names = pdf_reader_find_box (pdf, "一社", 0);
  g_assert_cmpfloat (sound.bottom, <, names.bottom - 18);
  /* 一社： is three characters wide, the fourth is hers. */
  g_assert_cmpfloat (sound.left, >, names.left + 2.6 * 20);
  g_assert_cmpfloat (sound.right, <, names.left + 4.4 * 20);
}

static void
test_a_long_speech_goes_on (TestFonts *f, gconstpointer unused)
{
  g_autofree char *names = repeat_text ("敖登格日勒其其格、李𬱖、张三、", 600);
  const XpSpeechPart parts[] = {{XP_SPEECH_PARAGRAPH, "乡亲们："}, {XP_SPEECH_NAMES, names}};
  static const XpSpeechReading READINGS[] = {{"𬱖", 0, "dí"}};
  const XpSpeechSheet sheet = {"永胜村",
                               "广播稿",
                               parts,
                               2,
                               READINGS,
                               1,
                               NO_WORDS,
                               "永胜村村民委员会",
                               "2026年10月20日",
                               NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_speech_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *text = pdf_reader_text (pdf);
  g_assert_cmpuint (pdf_reader_count (text, "𬱖"), ==, 600);
  g_assert_cmpuint (pdf_reader_count (text, "dí"), ==, 600);
  pdf_reader_assert_within (pdf, mm (20), mm (15), mm (192), mm (290));
  const size_t n_pages = pdf_reader_count_pages (pdf);
  g_autofree char *last = pdf_reader_text_of_page (pdf, n_pages);
  g_assert_nonnull (strstr (last, "永胜村村民委员会"));
  g_assert_cmpuint (pdf_reader_count (last, "张三"), >=, 1);
}

/* ---- blank forms ---- */

/* An article of 2,000 characters, and what is torn off never stands in two pieces. */
static void
test_forms_of_any_length (TestFonts *f, gconstpointer unused)
{
  static const char *const LABELS[] = {"收集人：", "日期：", NULL};
  static const char *const SIGNED[] = {"签收：", NULL};
  g_autofree char *article = repeat_text ("各户门前屋后自己清扫。", 180);
  for (size_t n_lines = 0; n_lines < 30; n_lines++) {
    const XpFormPart parts[] = {{XP_FORM_HEADING, "一、下面各条，您同意吗"},
                                {XP_FORM_CHOICE, article, "□同意　□不同意　意见："},
                                {XP_FORM_LINES, .n_rows = n_lines},
                                {XP_FORM_TABLE, .labels = LABELS, .n_rows = 2},
                                {XP_FORM_TEAR, "收回回执"},
                                {XP_FORM_BLANKS, .labels = LABELS},
                                {XP_FORM_BLANKS, .labels = SIGNED}};
    const XpFormSheet sheet = {.village = "永胜村",
                               .title = "意见征询表",
                               .parts = parts,
                               .n_parts = G_N_ELEMENTS (parts),
                               .number_label = "编号：",
                               .first = 998,
                               .n_copies = 2};
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = xp_form_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
    g_assert_no_error (error);
    const size_t n_pages = pdf_reader_count_pages (pdf);
    g_assert_cmpuint (n_pages % 2, ==, 0);
    g_autofree char *last = pdf_reader_text_of_page (pdf, n_pages);
    g_assert_nonnull (strstr (last, "收回回执"));
    g_assert_nonnull (strstr (strstr (last, "收回回执"), "收集人："));
    g_assert_nonnull (strstr (last, "签收："));
    /* Something stands above the slip. */
    g_assert_cmpfloat (pdf_reader_find_box (pdf, "收回回执", 1).top, >, mm (26));
    g_assert_nonnull (strstr (last, "编号：999"));
    pdf_reader_assert_within (pdf, mm (20), mm (12), mm (190), mm (290));
  }
}

/* ---- 喜报 ---- */

static void
test_good_news_of_any_name (TestFonts *f, gconstpointer unused)
{
  static const double WIDTHS_MM[] = {420, 297}, HEIGHTS_MM[] = {297, 210};
  for (int is_a4 = 0; is_a4 <= 1; is_a4++)
    for (size_t i = 0; i < G_N_ELEMENTS (NAMES); i++) {
      g_autofree char *addressee = g_strdup_printf ("%s家庭", NAMES[i]);
      const XpGoodNews news = {
        addressee,
        "在永胜村2026年第三季度评选中，被评为“干净人家”。特此报喜，向全家道贺！",
        NULL};
      const XpGoodNewsSheet sheet =
        {"永胜村", "喜报", &news, 1, "永胜村村民委员会", "2026年10月20日", is_a4 != 0};
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = xp_good_news_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
      g_assert_no_error (error);
      const double width_mm = WIDTHS_MM[is_a4], height_mm = HEIGHTS_MM[is_a4];
      pdf_reader_assert_within (pdf, mm (25), mm (15), mm (width_mm - 25), mm (height_mm - 22));
      /* No word of the text within 22.5 mm of the middle of issuer and date. */
      const PdfBox date = pdf_reader_find_box (pdf, "2026年10月20日", 0);
      const PdfBox body = pdf_reader_find_box (pdf, "人家", 0);
      g_assert_cmpfloat (date.top - body.bottom, >, mm (20));
    }
}

static void
test_a_missing_character_is_named (TestFonts *f, gconstpointer unused)
{
  const XpGoodNews news = {"\xee\x80\x81家庭", "被评为“干净人家”。", NULL};
  const XpGoodNewsSheet sheet = {"永胜村", "喜报", &news, 1, "永胜村", "2026年", false};
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_good_news_sheet_render (&sheet, f->fonts, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/handed/reminders", test_reminders_of_any_length);
  ADD ("/handed/ballots", test_ballots_of_any_size);
  ADD ("/handed/sounds", test_a_sound_stands_above_its_character);
  ADD ("/handed/speech", test_a_long_speech_goes_on);
  ADD ("/handed/forms", test_forms_of_any_length);
  ADD ("/handed/good-news", test_good_news_of_any_name);
  ADD ("/handed/missing", test_a_missing_character_is_named);
  return g_test_run ();
}

#include <string.h>

#include "xp-kinsoku.h"
#include "xp-layout.h"
#include "xp-test-fonts.h"
#include "xp-title.h"

/* “|” marks the only places where a line may end. */
static const struct {
  const char *why;
  const char *text;
} BREAKS[] = {
  {"Han characters part anywhere", "干|净|人|家"},
  {"closing marks do not begin a line", "好，|好。|好”"},
  {"opening marks do not end a line", "在|“好”|《约》"},
  {"a number stays with its unit", "共|412户|人"},
  {"a day stays whole, after the year it may part", "2026年|10月12日"},
  {"an ordinal stays whole", "按|第十二条"},
  {"an address stays whole", "住|3组17号"},
  {"a decimal and its sign stay whole", "得|-1,234.5%|的"},
  {"dashes and ellipses stay joined", "好|——|好|……|好"},
  {"a weekday stays whole", "在|星期二|来"},
  {"Latin words stay whole", "用|PDF-1.6|印"},
  {"a document's number stays whole", "村|报〔2026〕3号"},
  {"a surname of two characters is one thing", "请|欧阳|建|国|来"},
  {"a measure stays with its number", "长|3公|里|用|20元"},
};

/* The places where the levels differ. */
static const struct {
  XpKinsoku level;
  const char *text;
} LEVELS[] = {
  {XP_KINSOKU_BASIC, "甲／|乙|好|……|好|——|好"},
  {XP_KINSOKU_GB, "甲／乙|好|……|好|——|好"},
  {XP_KINSOKU_STRICT, "甲／乙|好……|好——|好"},
};

static void
assert_breaks (XpKinsoku level, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  g_autofree char *plain = g_strjoinv ("", parts);
  glong n = 0;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (plain, -1, &n);
  g_autoptr (GString) marked = g_string_new (NULL);
  for (glong k = 0; k < n; k++) {
    if (k > 0 && xp_kinsoku_may_break (level, chars, (size_t) k))
      g_string_append_c (marked, '|');
    g_string_append_unichar (marked, chars[k]);
  }
  g_assert_cmpstr (marked->str, ==, text);
}

static void
test_lines_end_only_where_they_may (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (BREAKS); i++) {
    g_test_message ("%s", BREAKS[i].why);
    assert_breaks (XP_KINSOKU_GB, BREAKS[i].text);
  }
}

static void
test_levels_differ_in_slashes_and_dashes (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (LEVELS); i++)
    assert_breaks (LEVELS[i].level, LEVELS[i].text);
}

/* The first line of @text, squeezed or stretched into @measure_em. */
static XpLine *
first_line (TestFonts *f, const XpTextStyle *style, double measure_em, const char *text)
{
  XpTextStyle narrow = *style;
  narrow.measure_pt = measure_em * style->size_pt;
  g_autoptr (GPtrArray) lines = xp_layout_paragraph (f->fonts, &narrow, text);
  return g_ptr_array_steal_index (lines, 0);
}

/* From the character before the one that begins at byte @start to that. */
static double
advance_before (const XpLine *line, size_t start)
{
  for (size_t i = 1; i < line->n_glyphs; i++)
    if (line->glyphs[i].text_start == start)
      return (double) (line->glyphs[i].x_pt - line->glyphs[i - 1].x_pt) / line->size_pt;
  g_assert_not_reached ();
}

/* 好（好），好好。好PDF好 is 12 cells, less the half that ） and ， share, and a quarter at the
 * Latin word on each side. What is too much is taken at the bracket, then at the comma, then at the
 * word, then at the stop. */
static void
test_gaps_give_way_in_their_order (TestFonts *f, gconstpointer unused)
{
  static const char LINE[] = "好（好），好好。好好好PDF好好";
  const size_t bracket = strlen ("好"), comma = strlen ("好（好），"),
               stop = strlen ("好（好），好好。");
  const size_t word = strlen ("好（好），好好。好好好");
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = 10,
                             .latin_gap_em = 0.25,
                             .flags = XP_TEXT_JUSTIFIES | XP_TEXT_SQUEEZES};
  g_autoptr (XpLine) whole = first_line (f, &style, 40, LINE);
  const double natural_em = whole->width_pt / 10;
  static const struct {
    double squeeze_em;
    double bracket, comma, word, stop; /* advances */
  } STEPS[] = {
    {0, 1, 1, 1.25, 1},
    {0.2, 0.8, 1, 1.25, 1},
    {0.4, 0.75, 0.85, 1.25, 1},
    {0.6, 0.75, 0.75, 1.2, 1},
    {0.9, 0.75, 0.75, 1.125, 0.85},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (STEPS); i++) {
    g_test_message ("%.2f em", STEPS[i].squeeze_em);
    g_autoptr (XpLine) line = first_line (f, &style, natural_em - STEPS[i].squeeze_em, LINE);
    g_assert_cmpstr (line->text, ==, LINE);
    g_assert_cmpfloat_with_epsilon (advance_before (line, bracket), STEPS[i].bracket, 0.002);
    g_assert_cmpfloat_with_epsilon (advance_before (line, comma), STEPS[i].comma, 0.002);
    g_assert_cmpfloat_with_epsilon (advance_before (line, word), STEPS[i].word, 0.002);
    g_assert_cmpfloat_with_epsilon (advance_before (line, stop), STEPS[i].stop, 0.002);
  }
}

/* Gaps beside Latin grow to half a character before Han characters part. */
static void
test_gaps_grow_in_their_order (TestFonts *f, gconstpointer unused)
{
  static const char TEXT[] = "好好好好PDF好好好好（好好好";
  const size_t han = strlen ("好好"), word = strlen ("好好好好");
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = 10,
                             .latin_gap_em = 0.25,
                             .flags = XP_TEXT_JUSTIFIES};
  g_autoptr (XpLine) whole = first_line (f, &style, 40, "好好好好PDF好好好好");
  const double natural_em = whole->width_pt / 10;
  g_autoptr (XpLine) little = first_line (f, &style, natural_em + 0.4, TEXT);
  g_assert_cmpfloat_with_epsilon (advance_before (little, word), 1.45, 0.002);
  g_assert_cmpfloat_with_epsilon (advance_before (little, han), 1, 0.002);
  g_autoptr (XpLine) more = first_line (f, &style, natural_em + 0.9, TEXT);
  g_assert_cmpfloat_with_epsilon (advance_before (more, han), 1 + 0.4 / 8, 0.002);
  g_assert_cmpfloat_with_epsilon (advance_before (more, word), 1.5 + 0.4 / 8, 0.002);
}

/* What is added to every gap of a line, from the widest of two Han neighbours. */
static double
stretch_of (const XpLine *line)
{
  double most_em = 0;
  for (size_t i = 1; i < line->n_glyphs; i++)
    most_em =
      MAX (most_em, (double) (line->glyphs[i].x_pt - line->glyphs[i - 1].x_pt) / line->size_pt - 1);
  return most_em;
}

/* A paragraph is broken as a whole: of 300 settings of three articles in narrow columns, line after
 * line 23 had a line stretched by more than an eighth of a character. */
static void
test_lines_are_stretched_alike (TestFonts *f, gconstpointer unused)
{
  static const char *const TEXTS[] = {
    "各族村民互相尊重语言文字和风俗习惯，团结互助，共同过好日子。",
    "用火用电注意安全。烧纸、放炮到指定地点，大风天不在户外用火。",
    "妇女与男子享有平等的权利。任何人不得以未婚、结婚、离婚、丧偶、户无男性为由，减损妇女的各项权益。",
  };
  size_t n_bad = 0;
  for (size_t i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    for (int tenths = 120; tenths < 220; tenths++) {
      const XpTextStyle style = {.face = XP_FACE_BODY,
                                 .size_pt = 10,
                                 .measure_pt = tenths,
                                 .flags = XP_TEXT_JUSTIFIES | XP_TEXT_SQUEEZES};
      g_autoptr (GPtrArray) lines = xp_layout_paragraph (f->fonts, &style, TEXTS[i]);
      bool is_bad = false;
      for (guint k = 0; k + 1 < lines->len; k++)
        is_bad = is_bad || stretch_of (lines->pdata[k]) > 0.125;
      n_bad += is_bad ? 1 : 0;
    }
  g_test_message ("%zu", n_bad);
  g_assert_cmpuint (n_bad, <, 15);
}

static void
test_marks_hang_where_they_are_told_to (TestFonts *f, gconstpointer unused)
{
  static const char TEXT[] = "好好好好好好好好好好，好好好好好";
  XpTextStyle style = {.face = XP_FACE_BODY, .size_pt = 10, .flags = XP_TEXT_JUSTIFIES};
  g_autoptr (XpLine) within = first_line (f, &style, 10, TEXT);
  g_assert_cmpstr (within->text, ==, "好好好好好好好好好");
  style.flags |= XP_TEXT_HANGS;
  g_autoptr (XpLine) hung = first_line (f, &style, 10, TEXT);
  g_assert_cmpstr (hung->text, ==, "好好好好好好好好好好，");
  g_assert_cmpfloat_with_epsilon (hung->width_pt, 110, 0.05);
}

static const char PIECES[] =
  "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会"
  "，。、；：！？“”‘’（）《》—…0123456789%.年月日";

static char *
random_text (size_t n)
{
  GString *text = g_string_new (NULL);
  const glong n_pieces = g_utf8_strlen (PIECES, -1);
  for (size_t i = 0; i < n; i++) {
    const glong at = g_test_rand_int_range (0, (gint32) n_pieces);
    g_string_append_unichar (text, g_utf8_get_char (g_utf8_offset_to_pointer (PIECES, at)));
  }
  return g_string_free (text, FALSE);
}

/* Ink, not boxes: the blank half of a mark at the end may hang over. */
static double
right_end_of_ink (const XpLine *line)
{
  const char *last = g_utf8_prev_char (line->text + strlen (line->text));
  const bool is_half = xp_kinsoku_is_closing (g_utf8_get_char (last));
  return line->width_pt - (is_half ? line->size_pt / 2 : 0);
}

static void
test_no_line_of_random_text_leaves_its_measure (TestFonts *f, gconstpointer unused)
{
  static const XpTextFlags WAYS[] = {0, XP_TEXT_SQUEEZES, XP_TEXT_SQUEEZES, XP_TEXT_FULL_CELLS};
  for (int round = 0; round < 400; round++) {
    const XpTextStyle style = {
      .face = round % 2 == 0 ? XP_FACE_BODY : XP_FACE_KAI,
      .size_pt = 16,
      .measure_pt = 16 * g_test_rand_double_range (18, 40),
      .indent_em = 2,
      .latin_gap_em = round % 3 == 0 ? 0.25 : 0,
      .flags = XP_TEXT_JUSTIFIES | WAYS[round % G_N_ELEMENTS (WAYS)],
    };
    g_autofree char *text = random_text (200);
    g_autoptr (GPtrArray) lines = xp_layout_paragraph (f->fonts, &style, text);
    g_autoptr (GString) joined = g_string_new (NULL);
    bool was_parted = false; /* the line above ends where it may */
    for (size_t i = 0; i < lines->len; i++) {
      const XpLine *line = lines->pdata[i];
      glong n = 0;
      g_autofree gunichar *chars = g_utf8_to_ucs4_fast (line->text, -1, &n);
      g_string_append (joined, line->text);
      /* A row of marks or digits without any place to part may be wider than the measure. */
      bool may_part = false;
      for (glong k = 3; k < n; k++)
        may_part = may_part || xp_kinsoku_may_break (XP_KINSOKU_GB, chars, (size_t) k);
      if (may_part)
        g_assert_cmpfloat (right_end_of_ink (line), <=, style.measure_pt + 0.05);
      g_assert_false (was_parted && xp_kinsoku_is_closing (chars[0]));
      was_parted = may_part;
    }
    g_assert_cmpstr (joined->str, ==, text);
  }
}

static void
test_full_lines_reach_the_margin (TestFonts *f, gconstpointer unused)
{
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = 16,
                             .measure_pt = 442.2,
                             .indent_em = 2,
                             .flags = XP_TEXT_JUSTIFIES | XP_TEXT_SQUEEZES};
  g_autoptr (GPtrArray) lines = xp_layout_paragraph (
    f->fonts,
    &style,
    "根据《永胜村村规民约》和磴口县“干净人家”统一评分标准，村规民约评委会于2026年10月8日至10日逐户"
    "查看、当场打分，共评412户，评议会议于10月11日审定。现将名单公布如下，请乡亲们监督。");
  g_assert_cmpuint (lines->len, >=, 3);
  for (size_t i = 0; i + 1 < lines->len; i++)
    g_assert_cmpfloat_with_epsilon (right_end_of_ink (lines->pdata[i]), style.measure_pt, 0.05);
}

/* However wide the lines are: no paragraph ends with one or two characters alone. */
static void
test_no_last_line_is_lonely (TestFonts *f, gconstpointer unused)
{
  static const char *const TEXTS[] = {
    "根据《永胜村村规民约》，村规民约评委会逐户查看、当场打分，共评23户，并经集体评议。现将拟评为“干净人"
    "家”的6户公布如下（按组、户号为序），请乡亲们监督。",
    "对名单有不同意见的，请在公示期内到村委会找评委会，当面说、写成书面都行。评委会替提意见的人保密，"
    "3个工作日内核实答复。每户都可以来查看自己家的得分。",
  };
  int n_paragraphs = 0;
  for (int tenths = 200; tenths <= 320; tenths++)
    for (size_t i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
      const XpTextStyle style = {.face = XP_FACE_BODY,
                                 .size_pt = 16,
                                 .measure_pt = 1.6 * tenths,
                                 .indent_em = 2,
                                 .flags = XP_TEXT_JUSTIFIES | XP_TEXT_SQUEEZES};
      g_autoptr (GPtrArray) lines = xp_layout_paragraph (f->fonts, &style, TEXTS[i]);
      const XpLine *last = lines->pdata[lines->len - 1];
      g_assert_cmpint (g_utf8_strlen (last->text, -1), >, 3); /* the full stop is no character */
      n_paragraphs++;
    }
  g_assert_cmpint (n_paragraphs, ==, 242);
}

static void
test_a_name_is_never_torn (TestFonts *f, gconstpointer unused)
{
  static const char *const NAMES[] = {"敖登格日勒其其格", NULL};
  for (int width = 12; width < 30; width++) {
    const XpTextStyle style = {.face = XP_FACE_BODY,
                               .size_pt = 16,
                               .measure_pt = 16.0 * width,
                               .flags = XP_TEXT_JUSTIFIES | XP_TEXT_SQUEEZES,
                               .names = NAMES};
    g_autoptr (GPtrArray) lines =
      xp_layout_paragraph (f->fonts,
                           &style,
                           "经评委会逐户查看并集体评议，敖登格日勒其其格家庭被评为“干净人家”。");
    bool is_whole = false;
    for (size_t i = 0; i < lines->len; i++)
      is_whole = is_whole || strstr (((XpLine *) lines->pdata[i])->text, NAMES[0]) != NULL;
    g_assert_true (is_whole);
  }
}

static const struct {
  const char *name;
  double width_em;
} NAMES[] = {
  {"张三", 3}, {"李𬱖", 3}, {"王秀英", 3}, {"乌仁图雅", 4}, {"阿拉坦其木格", 6}, {"龚", 1}};

static void
test_two_characters_are_as_wide_as_three (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    g_autoptr (XpLine) line = xp_layout_name (f->fonts, XP_FACE_BODY, 16, NAMES[i].name);
    g_assert_cmpfloat_with_epsilon (line->width_pt / 16, NAMES[i].width_em, 0.01);
    g_assert_cmpstr (line->text, ==, NAMES[i].name);
  }
}

static const struct {
  const char *why;
  double cell_em;
  size_t n_lines;
  double least_scale;
} CELLS[] = {
  {"fits", 9, 1, 1},
  {"smaller by a little", 7.2, 1, 0.85},
  {"two lines, never cut", 5, 2, 0.85},
};

static void
test_a_long_name_shrinks_a_little_and_is_never_cut (TestFonts *f, gconstpointer unused)
{
  static const char NAME[] = "敖登格日勒其其格";
  for (size_t i = 0; i < G_N_ELEMENTS (CELLS); i++) {
    g_test_message ("%s", CELLS[i].why);
    g_autoptr (GPtrArray) lines =
      xp_layout_fit (f->fonts, XP_FACE_BODY, 10, 10 * CELLS[i].cell_em, true, NAME);
    g_assert_cmpuint (lines->len, ==, CELLS[i].n_lines);
    g_autoptr (GString) joined = g_string_new (NULL);
    for (size_t k = 0; k < lines->len; k++) {
      const XpLine *line = lines->pdata[k];
      g_string_append (joined, line->text);
      g_assert_cmpfloat (line->size_pt, >=, 10 * CELLS[i].least_scale - 0.001);
      g_assert_cmpfloat (line->width_pt, <=, 10 * CELLS[i].cell_em + 0.05);
    }
    g_assert_cmpstr (joined->str, ==, NAME);
  }
}

static const struct {
  const char *name;
  double cell_em;
  const char *first, *second;
} LONG_NAMES[] = {
  {"敖登格日勒其其格", 6, "敖登格日", "勒其其格"},
  {"阿拉坦其木格·孟和巴特尔", 8, "阿拉坦其木格·", "孟和巴特尔"},
  {"乌仁图雅·欧阳", 5, "乌仁图雅·", "欧阳"},
};

static void
test_a_long_name_parts_by_its_sense (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (LONG_NAMES); i++) {
    g_autoptr (GPtrArray) lines = xp_layout_fit (f->fonts,
                                                 XP_FACE_BODY,
                                                 10,
                                                 10 * LONG_NAMES[i].cell_em,
                                                 true,
                                                 LONG_NAMES[i].name);
    g_assert_cmpuint (lines->len, ==, 2);
    g_assert_cmpstr (((XpLine *) lines->pdata[0])->text, ==, LONG_NAMES[i].first);
    g_assert_cmpstr (((XpLine *) lines->pdata[1])->text, ==, LONG_NAMES[i].second);
  }
}

static void
test_marks_are_full_width_in_every_face (TestFonts *f, gconstpointer unused)
{
  static const char *const MARKS[] = {"“", "”", "‘", "’", "——", "……"};
  for (int face = 0; face < XP_N_FACES; face++) {
    for (size_t i = 0; i < G_N_ELEMENTS (MARKS); i++) {
      g_autoptr (XpLine) line = xp_layout_line (f->fonts, (XpFace) face, 10, MARKS[i]);
      const double width_em = (double) g_utf8_strlen (MARKS[i], -1);
      g_assert_cmpfloat_with_epsilon (line->width_pt, 10 * width_em, 0.05);
    }
  }
}

static const struct {
  const char *title;
  const char *upper; /* NULL: one line */
} TITLES[] = {
  {"永胜村2026年第三季度“干净人家”评选结果公示", "永胜村2026年第三季度"},
  {"关于更正2026年第三季度“干净人家”公示名单的公告", "关于更正2026年第三季度"},
  {"永胜村“干净人家”公示", NULL},
  {"甲乙丙\n丁戊己庚", "甲乙丙"},
};

static void
test_a_title_parts_where_its_sense_does (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (TITLES); i++) {
    g_autoptr (GPtrArray) lines =
      xp_title_break (f->fonts, XP_FACE_TITLE, 22, 442.2, TITLES[i].title);
    const char *upper = ((XpLine *) lines->pdata[0])->text;
    g_assert_cmpstr (upper, ==, TITLES[i].upper != NULL ? TITLES[i].upper : TITLES[i].title);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/layout/lines-end-only-where-they-may", test_lines_end_only_where_they_may);
  ADD ("/layout/levels-differ", test_levels_differ_in_slashes_and_dashes);
  ADD ("/layout/gaps-give-way-in-order", test_gaps_give_way_in_their_order);
  ADD ("/layout/gaps-grow-in-order", test_gaps_grow_in_their_order);
  ADD ("/layout/lines-are-stretched-alike", test_lines_are_stretched_alike);
  ADD ("/layout/marks-hang", test_marks_hang_where_they_are_told_to);
  ADD ("/layout/no-line-leaves-its-measure", test_no_line_of_random_text_leaves_its_measure);
  ADD ("/layout/full-lines-reach-the-margin", test_full_lines_reach_the_margin);
  ADD ("/layout/no-last-line-is-lonely", test_no_last_line_is_lonely);
  ADD ("/layout/a-name-is-never-torn", test_a_name_is_never_torn);
  ADD ("/layout/two-characters-as-wide-as-three", test_two_characters_are_as_wide_as_three);
  ADD ("/layout/a-long-name-is-never-cut", test_a_long_name_shrinks_a_little_and_is_never_cut);
  ADD ("/layout/a-long-name-parts", test_a_long_name_parts_by_its_sense);
  ADD ("/layout/marks-are-full-width", test_marks_are_full_width_in_every_face);
  ADD ("/layout/a-title-parts-by-sense", test_a_title_parts_where_its_sense_does);
#undef ADD
  return g_test_run ();
}

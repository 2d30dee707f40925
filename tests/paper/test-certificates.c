/* What was drawn of a certificate, measured: by its ink on the page, and by the places of its words
 * in the file. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "pdf-reader.h"
#include "xp-certificate-sheet.h"
#include "xp-error.h"
#include "xp-test-fonts.h"

static const double OPTICAL_RISE_MM = 2, OPTICAL_SLACK_MM = 2, LEAST_FROM_FRAME_MM = 8;
/* The frame of certificates: 8 mm off the edge and 9.4 mm deep. */
static const double FIELD_MM = 17.4;

static const char SHORT[] =
  "在2026年第三季度“干净人家”评选中，经逐户评分、集体评议、公示无异议，被评为“干净人家”。";
static const char LONG[] =
  "在2026年第三季度“干净人家”评选中，房前屋后收拾得清清爽爽，居室整洁，垃圾分类到位，邻里和睦，"
  "孝老爱亲，热心公益，带动左邻右舍一起动手，经逐户评分、集体评议、公示无异议，被评为“干净人家”，"
  "望珍惜荣誉，再接再厉，为建设美丽家园继续出力。";

static const struct {
  const char *file; /* of the picture */
  double width_mm, height_mm;
  XpCertificateStyle style;
  const char *addressee, *body, *issuer;
} CASES[] = {
  {"gold-a4", 297, 210, XP_CERTIFICATE_GOLD, "张三家庭：", SHORT, "永胜村村民委员会"},
  {"plain-a4", 297, 210, XP_CERTIFICATE_PLAIN, "欧阳建国家庭：", SHORT, "永胜村村民委员会"},
  {"gold-260", 260, 185, XP_CERTIFICATE_GOLD, "李𬱖家庭：", SHORT, "永胜村村民委员会"},
  {"plain-260", 260, 185, XP_CERTIFICATE_PLAIN, "敖登格日勒家庭：", SHORT, "永胜村村民委员会"},
  {"mongolian-a4",
   297,
   210,
   XP_CERTIFICATE_GOLD,
   "敖登格日勒其其格·孟和巴特尔·额尔敦达来巴雅尔家庭：",
   SHORT,
   "巴彦高勒镇哈拉图嘎查村民委员会"},
  {"two-heads-260",
   260,
   185,
   XP_CERTIFICATE_GOLD,
   "敖登格日勒其其格花、包阿木古郎巴特尔家庭：",
   SHORT,
   "巴彦高勒镇哈拉图嘎查村民委员会"},
  {"long-a4", 297, 210, XP_CERTIFICATE_GOLD, "李𬱖家庭：", LONG, "永胜村村民委员会"},
  {"long-260", 260, 185, XP_CERTIFICATE_PLAIN, "上官𠅤家庭：", LONG, "永胜村村民委员会"},
  {"two-heads-long-260",
   260,
   185,
   XP_CERTIFICATE_GOLD,
   "敖登格日勒其其格花、包阿木古郎巴特尔家庭：",
   LONG,
   "永胜村村民委员会"},
  {"two-issuers-a4",
   297,
   210,
   XP_CERTIFICATE_GOLD,
   "王秀兰同志：",
   SHORT,
   "中共永胜村支部委员会、永胜村村民委员会"},
  {"two-issuers-260",
   260,
   185,
   XP_CERTIFICATE_PLAIN,
   "王秀兰、张三家庭：",
   SHORT,
   "中共永胜村支部委员会、永胜村村民委员会"},
};

static XpCertificate
certificate_of (size_t i)
{
  return (XpCertificate){.addressee = CASES[i].addressee,
                         .body = CASES[i].body,
                         .closing = "特发此证。",
                         .issuer = CASES[i].issuer,
                         .date = "二〇二六年十月二十日",
                         .number = "永胜〔2026〕3-017"};
}

static GBytes *
render (TestFonts *f, size_t i, XpCertificateSheet sheet)
{
  const XpCertificate certificate = certificate_of (i);
  g_autoptr (GError) error = NULL;
  sheet.heading = "荣誉证书";
  sheet.certificates = &certificate;
  sheet.n_certificates = 1;
  sheet.width_mm = CASES[i].width_mm;
  sheet.height_mm = CASES[i].height_mm;
  GBytes *pdf = xp_certificate_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  return pdf;
}

/* ---- ink ---- */

#define DPI "150"
static const double DOTS_PER_MM = 150 / 25.4;

/* A page in greys, as pdftoppm paints it. */
typedef struct {
  char *bytes;
  const unsigned char *dots;
  int width, height;
} Page;

static Page
paint (GBytes *pdf)
{
  Page page = {0};
  g_autofree char *folder = g_dir_make_tmp ("xp-cert-XXXXXX", NULL);
  g_autofree char *in = g_build_filename (folder, "x.pdf", NULL);
  g_autofree char *stem = g_build_filename (folder, "x", NULL);
  g_autofree char *out = g_strconcat (stem, ".pgm", NULL);
  gsize n = 0;
  g_assert_true (
    g_file_set_contents (in, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL));
  const char *const argv[] = {"pdftoppm", "-gray", "-r", DPI, "-singlefile", in, stem, NULL};
  int status = 1;
  g_assert_true (g_spawn_sync (NULL,
                               (char **) argv,
                               NULL,
                               G_SPAWN_SEARCH_PATH,
                               NULL,
                               NULL,
                               NULL,
                               NULL,
                               &status,
                               NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_true (g_file_get_contents (out, &page.bytes, &n, NULL));
  int most = 0, n_head = 0;
  g_assert_cmpint (sscanf (page.bytes, "P5 %d %d %d%n", &page.width, &page.height, &most, &n_head),
                   ==,
                   3);
  page.dots = (const unsigned char *) page.bytes + n_head + 1;
  g_assert_cmpuint (n, ==, (gsize) n_head + 1 + (gsize) page.width * (gsize) page.height);
  remove (in);
  remove (out);
  remove (folder);
  return page;
}

typedef struct {
  double left, top, right, bottom; /* mm; right below left: there is no ink */
} Box;

/* What is inked between two heights. */
static Box
ink_between (const Page *page, double from_mm, double to_mm)
{
  Box box = {1e9, 1e9, -1, -1};
  const int from = MAX (0, (int) (from_mm * DOTS_PER_MM));
  const int to = MIN (page->height, (int) (to_mm * DOTS_PER_MM));
  for (int y = from; y < to; y++)
    for (int x = 0; x < page->width; x++)
      if (page->dots[y * page->width + x] < 160) {
        box.left = MIN (box.left, x / DOTS_PER_MM);
        box.right = MAX (box.right, (x + 1) / DOTS_PER_MM);
        box.top = MIN (box.top, y / DOTS_PER_MM);
        box.bottom = MAX (box.bottom, (y + 1) / DOTS_PER_MM);
      }
  return box;
}

/* Where a word of the file begins to be: top and foot of its box, in mm. */
static double
baseline_box_of (GBytes *pdf, const char *word, const char *figure)
{
  g_autofree char *xml = pdf_reader_run (pdf, "pdftotext", (const char *const[]){"-bbox", NULL});
  const char *at = strstr (strstr (xml, "<page"), word);
  g_assert_nonnull (at);
  const char *line = g_strrstr_len (xml, at - xml, "<word");
  const char *value = strstr (line, figure);
  return g_ascii_strtod (value + strlen (figure), NULL) / 72 * 25.4;
}

static void
assert_about (double value, double wanted, double slack, const char *what)
{
  g_test_message ("%s: %.2f mm, wanted %.2f ± %.2f", what, value, wanted, slack);
  g_assert_cmpfloat_with_epsilon (value, wanted, slack);
}

/* Heading to date: the middle of all that is written. Without the frame, to be measured. */
static void
test_what_is_written_lies_in_the_optical_middle (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].file);
    g_autoptr (GBytes) pdf = render (f, i, (XpCertificateSheet){.style = XP_CERTIFICATE_BARE});
    const Page page = paint (pdf);
    const Box all = ink_between (&page, 0, CASES[i].height_mm);
    const double frame_mm = FIELD_MM + LEAST_FROM_FRAME_MM;
    g_assert_cmpfloat (all.left, >=, frame_mm);
    g_assert_cmpfloat (all.top, >=, frame_mm);
    g_assert_cmpfloat (all.right, <=, CASES[i].width_mm - frame_mm);
    g_assert_cmpfloat (all.bottom, <=, CASES[i].height_mm - frame_mm);
    assert_about ((all.left + all.right) / 2,
                  CASES[i].width_mm / 2,
                  OPTICAL_SLACK_MM,
                  "middle across");
    const bool has_two = strstr (CASES[i].issuer, "、") != NULL;
    if (!has_two) /* else the number stands lower, between the stamps */
      assert_about ((all.top + all.bottom) / 2,
                    CASES[i].height_mm / 2 - OPTICAL_RISE_MM,
                    OPTICAL_SLACK_MM,
                    "middle down");
    g_free (page.bytes);
  }
}

/* Name to closing words, between the rule under the heading and the issuer. */
static void
test_the_text_block_lies_in_the_middle_of_its_field (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    if (strstr (CASES[i].issuer, "、") != NULL || CASES[i].body == LONG)
      continue; /* a text that fills its field has no choice */
    g_test_message ("%s", CASES[i].file);
    g_autoptr (GBytes) pdf = render (f, i, (XpCertificateSheet){.style = XP_CERTIFICATE_BARE});
    const Page page = paint (pdf);
    const double heading_mm = baseline_box_of (pdf, ">荣", "yMax=\"");
    const double issuer_mm = baseline_box_of (pdf, "员会</word>", "yMin=\"");
    /* The rule is the first ink below the heading, the piece the next; it ends above the issuer. */
    const Box rule = ink_between (&page, heading_mm + 1, heading_mm + 7);
    const Box issuer = ink_between (&page, issuer_mm, issuer_mm + 8);
    const Box piece = ink_between (&page, rule.bottom + 1, issuer_mm - 1);
    g_assert_cmpfloat (rule.right, >, rule.left);
    assert_about ((piece.top + piece.bottom) / 2,
                  (rule.bottom + issuer.top) / 2 - OPTICAL_RISE_MM,
                  OPTICAL_SLACK_MM,
                  "middle of the text block");
    g_free (page.bytes);
  }
}

/* The stamp: 42 mm about issuer and date. Only these two lie in it. */
static void
test_nothing_but_issuer_and_date_lies_under_the_stamp (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].file);
    g_autoptr (GBytes) pdf = render (f, i, (XpCertificateSheet){.style = XP_CERTIFICATE_BARE});
    const Page page = paint (pdf);
    const double date_foot_mm = baseline_box_of (pdf, "二〇", "yMax=\"");
    const double issuer_top_mm = baseline_box_of (pdf, "员会</word>", "yMin=\"");
    const double middle_mm = (date_foot_mm + issuer_top_mm) / 2;
    const double left_mm = baseline_box_of (pdf, "二〇", "xMin=\"");
    const double right_mm = baseline_box_of (pdf, "二〇", "xMax=\"");
    const double x_mm = (left_mm + right_mm) / 2;
    for (int y = (int) ((middle_mm - 21) * DOTS_PER_MM); y < (int) ((middle_mm + 21) * DOTS_PER_MM);
         y++)
      for (int x = (int) ((x_mm - 21) * DOTS_PER_MM); x < (int) ((x_mm + 21) * DOTS_PER_MM); x++) {
        const double dx = x / DOTS_PER_MM - x_mm, dy = y / DOTS_PER_MM - middle_mm;
        const bool is_signature =
          y / DOTS_PER_MM >= issuer_top_mm - 0.5 && y / DOTS_PER_MM <= date_foot_mm + 0.5;
        if (dx * dx + dy * dy < 21.0 * 21.0 && !is_signature)
          g_assert_cmpint (page.dots[y * page.width + x], >, 160);
      }
    g_assert_cmpfloat (middle_mm + 21, <=, CASES[i].height_mm - FIELD_MM - LEAST_FROM_FRAME_MM);
    g_free (page.bytes);
  }
}

/* In points: the file says how large its type is. */
static void
test_the_name_is_never_below_28_points (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].file);
    g_autoptr (GBytes) pdf = render (f, i, (XpCertificateSheet){.style = XP_CERTIFICATE_GOLD});
    const double name_mm =
      baseline_box_of (pdf, "：</word>", "yMax=\"") - baseline_box_of (pdf, "：</word>", "yMin=\"");
    const double date_mm =
      baseline_box_of (pdf, "二〇", "yMax=\"") - baseline_box_of (pdf, "二〇", "yMin=\"");
    const double date_pt = 18 * MIN (1, CASES[i].height_mm / 210);
    g_assert_cmpfloat (name_mm / date_mm * date_pt, >=, 28 - 0.01);
    g_autofree char *text = pdf_reader_text (pdf);
    g_auto (GStrv) parts = g_strsplit (text, "\n", -1);
    g_autofree char *joined = g_strjoinv ("", parts);
    g_assert_nonnull (strstr (joined, CASES[i].addressee));
  }
}

/* ---- passes ---- */

/* The places of all words, in order; of a whole page or of one pass. Yours. */
static GArray *
list_places (GBytes *pdf)
{
  g_autofree char *xml = pdf_reader_run (pdf, "pdftotext", (const char *const[]){"-bbox", NULL});
  GArray *places = g_array_new (FALSE, FALSE, sizeof (double));
  for (const char *at = xml; (at = strstr (at, "<word")) != NULL; at++) {
    static const char *const FIGURES[] = {"xMin=\"", "yMin=\"", "xMax=\"", "yMax=\""};
    for (size_t i = 0; i < G_N_ELEMENTS (FIGURES); i++) {
      const double mm =
        g_ascii_strtod (strstr (at, FIGURES[i]) + strlen (FIGURES[i]), NULL) / 72 * 25.4;
      g_array_append_val (places, mm);
    }
  }
  return places;
}

static void
test_both_passes_have_the_coordinates_of_the_whole (TestFonts *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].file);
    const XpCertificateStyle style = CASES[i].style;
    g_autoptr (GBytes) whole = render (f, i, (XpCertificateSheet){.style = style});
    g_autoptr (GBytes) back =
      render (f, i, (XpCertificateSheet){.style = style, .pass = XP_CERTIFICATE_BACKGROUND});
    g_autoptr (GBytes) text =
      render (f, i, (XpCertificateSheet){.style = style, .pass = XP_CERTIFICATE_TEXT});
    g_autoptr (GArray) all = list_places (whole);
    g_autoptr (GArray) first = list_places (back);
    g_autoptr (GArray) second = list_places (text);
    g_assert_cmpuint (first->len, >, 0);
    g_assert_cmpuint (second->len, >, 0);
    g_assert_cmpuint (first->len + second->len, ==, all->len);
    g_array_append_vals (first, second->data, second->len);
    for (guint k = 0; k < all->len; k++)
      g_assert_cmpfloat (fabs (g_array_index (all, double, k) - g_array_index (first, double, k)),
                         <=,
                         0.02);
    g_autofree char *words = pdf_reader_text (back);
    g_assert_null (strstr (words, "编号"));
  }
}

static void
test_offset_and_scale_move_every_word (TestFonts *f, gconstpointer unused)
{
  g_autoptr (GBytes) plain = render (f, 0, (XpCertificateSheet){.pass = XP_CERTIFICATE_TEXT});
  g_autoptr (GBytes) moved = render (f,
                                     0,
                                     (XpCertificateSheet){.pass = XP_CERTIFICATE_TEXT,
                                                          .dx_mm = 1.5,
                                                          .dy_mm = -0.8,
                                                          .scale_x_permille = 2,
                                                          .scale_y_permille = -1});
  /* The name stands at the left: how wide it is plays no page-> */
  assert_about (baseline_box_of (moved, "张三", "xMin=\""),
                baseline_box_of (plain, "张三", "xMin=\"") * 1.002 + 1.5,
                0.02,
                "moved across");
  const double size_mm =
    baseline_box_of (plain, "张三", "yMax=\"") - baseline_box_of (plain, "张三", "yMin=\"");
  assert_about (baseline_box_of (moved, "张三", "yMax=\"") -
                  baseline_box_of (moved, "张三", "yMin=\""),
                size_mm,
                0.01,
                "the size of type");
  assert_about (baseline_box_of (moved, "张三", "yMin=\""),
                baseline_box_of (plain, "张三", "yMin=\"") * 0.999 - 0.8,
                0.03,
                "moved down");
}

/* ---- bought sheets ---- */

static void
test_fields_stand_where_the_stock_has_them (TestFonts *f, gconstpointer unused)
{
  XpStock stock;
  g_autoptr (GError) error = NULL;
  xp_stock_init (&stock, 26000, 18500);
  g_assert_true (
    xp_stock_set_from_text (&stock,
                            "称呼 41.25 66 180 30 左\n编号 不印\n日期 200 150 120 18 右",
                            &error));
  const XpCertificate certificate = certificate_of (0);
  const XpCertificateSheet sheet = {.heading = "荣誉证书",
                                    .certificates = &certificate,
                                    .n_certificates = 1,
                                    .style = XP_CERTIFICATE_BARE,
                                    .pass = XP_CERTIFICATE_TEXT,
                                    .stock = &stock};
  g_autoptr (GBytes) pdf = xp_certificate_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_about (baseline_box_of (pdf, "张三", "xMin=\""), 41.25, 0.02, "the name");
  assert_about (baseline_box_of (pdf, "二〇", "xMax=\""), 200, 0.02, "the date");
  g_autofree char *text = pdf_reader_text (pdf);
  g_assert_null (strstr (text, "编号"));
  g_assert_null (strstr (text, "荣誉证书"));
}

/* ---- too much ---- */

static void
test_a_text_that_would_come_into_the_stamp_is_refused (TestFonts *f, gconstpointer unused)
{
  XpCertificate certificate = certificate_of (0);
  g_autofree char *endless = g_strconcat (LONG, LONG, LONG, LONG, NULL);
  certificate.body = endless;
  const XpCertificateSheet sheet = {.heading = "荣誉证书",
                                    .certificates = &certificate,
                                    .n_certificates = 1,
                                    .width_mm = 260,
                                    .height_mm = 185};
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_certificate_sheet_render (&sheet, f->fonts, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "“张三家庭：”的正文太长"));
}

/* ---- Mongolian ---- */

#define MONGOL "\u182e\u1823\u1829\u182d\u1823\u182f"
#define BICHIG "\u182a\u1822\u1834\u1822\u182d"

/* No sentence: two words, again and again. */
static char *
dup_mongolian (size_t n_words)
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < n_words; i++)
    g_string_append (text, i % 2 == 0 ? MONGOL " " : BICHIG " ");
  return g_string_free (text, FALSE);
}

static GBytes *
render_mongolian (TestFonts *f, size_t i, size_t n_words, XpCertificateSheet sheet, GError **error)
{
  g_autofree char *text = dup_mongolian (n_words);
  XpCertificate certificate = certificate_of (i);
  certificate.mongolian = text;
  sheet.heading = "荣誉证书";
  sheet.mongolian_title = BICHIG " " MONGOL;
  sheet.certificates = &certificate;
  sheet.n_certificates = 1;
  sheet.width_mm = CASES[i].width_mm;
  sheet.height_mm = CASES[i].height_mm;
  return xp_certificate_sheet_render (&sheet, f->fonts, NULL, NULL, error);
}

static bool
lacks_mongolian (TestFonts *f)
{
  if (xp_font_book_get_mongolian_font (f->fonts) != NULL)
    return false;
  g_test_skip ("no font for Mongolian (fonts-noto-core)");
  return true;
}

static void
test_without_a_font_the_job_says_so (void)
{
  g_autofree char *before = g_strdup (g_getenv ("FONTCONFIG_FILE"));
  g_autofree char *folder = g_dir_make_tmp ("xp-cert-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "fonts.conf", NULL);
  g_autofree char *config =
    g_strdup_printf ("<fontconfig><include>%s</include><selectfont><rejectfont><pattern>"
                     "<patelt name=\"family\"><string>Noto Sans Mongolian</string></patelt>"
                     "</pattern></rejectfont></selectfont></fontconfig>",
                     before != NULL ? before : "/etc/fonts/fonts.conf");
  TestFonts f = {0};
  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  g_setenv ("FONTCONFIG_FILE", path, TRUE);
  test_fonts_set_up (&f, NULL);
  if (before != NULL)
    g_setenv ("FONTCONFIG_FILE", before, TRUE);
  else
    g_unsetenv ("FONTCONFIG_FILE");
  remove (path);
  remove (folder);

  g_autoptr (GError) error = NULL;
  g_assert_null (render_mongolian (&f, 0, 9, (XpCertificateSheet){0}, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
  g_assert_nonnull (strstr (error->message, "fonts-noto-core"));
  test_fonts_tear_down (&f, NULL);
}

/* What is inked between two edges. */
static Box
ink_across (const Page *page, double from_mm, double to_mm)
{
  Box box = {1e9, 1e9, -1, -1};
  for (int y = 0; y < page->height; y++)
    for (int x = (int) (from_mm * DOTS_PER_MM); x < (int) (to_mm * DOTS_PER_MM); x++)
      if (page->dots[y * page->width + x] < 160) {
        box.left = MIN (box.left, x / DOTS_PER_MM);
        box.right = MAX (box.right, (x + 1) / DOTS_PER_MM);
        box.top = MIN (box.top, y / DOTS_PER_MM);
        box.bottom = MAX (box.bottom, (y + 1) / DOTS_PER_MM);
      }
  return box;
}

/* Columns at their side, the Chinese in the middle of what they leave, and 8 mm between all. */
static void
test_mongolian_stands_beside_the_chinese (TestFonts *f, gconstpointer unused)
{
  if (lacks_mongolian (f))
    return;
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (int side = XP_CERTIFICATE_LEFT; side <= XP_CERTIFICATE_RIGHT; side++) {
      const size_t n_words = strcmp (CASES[i].body, LONG) == 0 ? 6 : 30; /* both find room */
      g_test_message ("%s, side %d", CASES[i].file, side);
      g_autoptr (GError) error = NULL;
      const XpCertificateSheet sheet = {.style = XP_CERTIFICATE_BARE,
                                        .mongolian_side = (XpCertificateSide) side};
      g_autoptr (GBytes) pdf = render_mongolian (f, i, n_words, sheet, &error);
      if (strcmp (CASES[i].file, "two-heads-long-260") == 0) { /* too much for both scripts */
        g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
        continue;
      }
      g_assert_no_error (error);
      const Page page = paint (pdf);
      const double width_mm = CASES[i].width_mm, frame_mm = FIELD_MM + LEAST_FROM_FRAME_MM;
      const bool is_left = side == XP_CERTIFICATE_LEFT;
      /* What is left for the Chinese is as far from the frame as from its end to the columns. */
      const double middle_mm =
        (baseline_box_of (pdf, ">荣", "xMin=\"") + baseline_box_of (pdf, "书</word>", "xMax=\"")) /
        2;
      const double edge_mm =
        is_left ? 2 * middle_mm - (width_mm - FIELD_MM) : 2 * middle_mm - FIELD_MM;
      const Box columns =
        is_left ? ink_across (&page, 0, edge_mm) : ink_across (&page, edge_mm, width_mm);
      const Box chinese =
        is_left ? ink_across (&page, edge_mm + 4, width_mm) : ink_across (&page, 0, edge_mm - 4);
      g_assert_cmpfloat (columns.right, >, columns.left);
      g_assert_cmpfloat (columns.left, >=, is_left ? frame_mm : edge_mm);
      g_assert_cmpfloat (columns.right, <=, is_left ? edge_mm : width_mm - frame_mm);
      g_assert_cmpfloat (columns.top, >=, frame_mm);
      g_assert_cmpfloat (columns.bottom, <=, CASES[i].height_mm - frame_mm);
      g_assert_cmpfloat (chinese.left,
                         >=,
                         is_left ? columns.right + LEAST_FROM_FRAME_MM : frame_mm);
      g_assert_cmpfloat (chinese.right,
                         <=,
                         is_left ? width_mm - frame_mm : columns.left - LEAST_FROM_FRAME_MM);
      assert_about ((chinese.left + chinese.right) / 2, middle_mm, OPTICAL_SLACK_MM, "the Chinese");
      g_free (page.bytes);
    }
}

/* All of it belongs to the text: the background is a print shop's, once for all. */
static void
test_the_text_pass_has_the_mongolian (TestFonts *f, gconstpointer unused)
{
  static const struct {
    XpCertificatePass pass;
    bool has_words;
  } PASSES[] = {{XP_CERTIFICATE_WHOLE, true},
                {XP_CERTIFICATE_TEXT, true},
                {XP_CERTIFICATE_BACKGROUND, false}};
  if (lacks_mongolian (f))
    return;
  for (size_t i = 0; i < G_N_ELEMENTS (PASSES); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf =
      render_mongolian (f, 0, 9, (XpCertificateSheet){.pass = PASSES[i].pass}, &error);
    g_assert_no_error (error);
    g_autofree char *text =
      pdf_reader_run (pdf, "mutool", (const char *const[]){"draw", "-q", "-F", "stext", NULL});
    g_assert_cmpint (strstr (text, "&#x182e;") != NULL, ==, PASSES[i].has_words);
  }
}

static void
test_mongolian_without_room_is_refused (TestFonts *f, gconstpointer unused)
{
  if (lacks_mongolian (f))
    return;
  g_autoptr (GError) error = NULL;
  g_assert_null (render_mongolian (f, 2, 900, (XpCertificateSheet){0}, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "“李𬱖家庭：”的正文太长"));
}

/* ---- many ---- */

static void
stop_after_some (size_t n_done, size_t n_total, gpointer cancellable)
{
  if (n_done >= 3)
    g_cancellable_cancel (cancellable);
}

static void
test_a_long_run_can_be_stopped (TestFonts *f, gconstpointer unused)
{
  enum {
    N = 3258
  };
  g_autofree XpCertificate *list = g_new0 (XpCertificate, N);
  for (size_t i = 0; i < N; i++)
    list[i] = certificate_of (0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  XpProgress progress = {.func = stop_after_some, .user_data = cancellable};
  const XpCertificateSheet sheet = {.heading = "荣誉证书",
                                    .certificates = list,
                                    .n_certificates = N};
  g_assert_null (xp_certificate_sheet_render (&sheet, f->fonts, &progress, cancellable, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_CANCELLED);
  g_clear_error (&error);
  g_autoptr (GBytes) pdf = xp_certificate_sheet_render (&sheet, f->fonts, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_reader_count_pages (pdf), ==, N);
}

/* Pictures to look at, where XP_SHOTS names a folder. */
static void
save_pictures (TestFonts *f, gconstpointer unused)
{
  const char *folder = g_getenv ("XP_SHOTS");
  if (folder == NULL)
    return;
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *name = g_strconcat (CASES[i].file, ".pdf", NULL);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GBytes) pdf = render (f, i, (XpCertificateSheet){.style = CASES[i].style});
    g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL);
    const XpCertificateSheet sheet = {.style = CASES[i].style,
                                      .mongolian_side = (XpCertificateSide) (i % 2)};
    g_autoptr (GBytes) both = render_mongolian (f, i, 30, sheet, NULL);
    g_autofree char *beside = g_strconcat (folder, "/both-", name, NULL);
    if (both != NULL)
      g_file_set_contents (beside,
                           g_bytes_get_data (both, NULL),
                           (gssize) g_bytes_get_size (both),
                           NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestFonts, NULL, test_fonts_set_up, func, test_fonts_tear_down)
  ADD ("/certificate/pictures", save_pictures);
  ADD ("/certificate/all-in-the-middle", test_what_is_written_lies_in_the_optical_middle);
  ADD ("/certificate/text-in-the-middle", test_the_text_block_lies_in_the_middle_of_its_field);
  ADD ("/certificate/the-stamp-is-free", test_nothing_but_issuer_and_date_lies_under_the_stamp);
  ADD ("/certificate/the-name-is-large", test_the_name_is_never_below_28_points);
  ADD ("/certificate/passes", test_both_passes_have_the_coordinates_of_the_whole);
  ADD ("/certificate/offset-and-scale", test_offset_and_scale_move_every_word);
  ADD ("/certificate/too-long", test_a_text_that_would_come_into_the_stamp_is_refused);
  ADD ("/certificate/stopped", test_a_long_run_can_be_stopped);
  ADD ("/certificate/stock", test_fields_stand_where_the_stock_has_them);
  g_test_add_func ("/certificate/no-mongolian-font", test_without_a_font_the_job_says_so);
  ADD ("/certificate/mongolian", test_mongolian_stands_beside_the_chinese);
  ADD ("/certificate/mongolian-in-the-text", test_the_text_pass_has_the_mongolian);
  ADD ("/certificate/mongolian-too-long", test_mongolian_without_room_is_refused);
#undef ADD
  return g_test_run ();
}

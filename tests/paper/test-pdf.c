#include <string.h>

#include "pdf-reader.h"
#include "xp-error.h"
#include "xp-pdf.h"

typedef struct {
  XpFontBook *fonts;
  GPtrArray *rare; /* characters of people's names */
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  f->fonts = xp_font_book_new (&error);
  g_assert_no_error (error);

  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rare-names.csv", NULL);
  g_autofree char *csv = NULL;
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  f->rare = g_ptr_array_new_with_free_func (g_free);
  for (size_t i = 1; lines[i] != NULL && *lines[i] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
    g_ptr_array_add (f->rare, g_strdup (cells[1]));
  }
  g_assert_cmpuint (f->rare->len, >, 60);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_clear_pointer (&f->fonts, xp_font_book_unref);
  g_ptr_array_unref (f->rare);
}

/* All rare characters in every face, and what else is hard. */
static GBytes *
make_document (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (f->fonts, "公示𬱖", "永胜村", &error);
  g_assert_no_error (error);

  for (int face = 0; face < XP_N_FACES; face++) {
    xp_pdf_add_page (pdf, 210, 297);
    for (size_t i = 0; i < f->rare->len; i++) {
      g_autofree char *name = g_strconcat ("王", f->rare->pdata[i], "兰", NULL);
      xp_pdf_draw_text (pdf,
                        (XpFace) face,
                        10,
                        20 + 20 * (double) (i % 8),
                        20 + 8 * (double) (i / 8),
                        XP_ANCHOR_LEFT,
                        name);
    }
    xp_pdf_draw_text (pdf, (XpFace) face, 12, 20, 150, XP_ANCHOR_LEFT, "永胜——“好”……2026年");
    g_autoptr (XpLine) name = xp_layout_name (f->fonts, (XpFace) face, 12, "张三");
    xp_pdf_draw_line (pdf, name, 20, 160, XP_ANCHOR_LEFT);
  }
  GBytes *bytes = xp_pdf_finish (pdf, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
test_every_rare_character_comes_back (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = make_document (f);
  g_autofree char *text = pdf_reader_text (bytes);
  g_assert_nonnull (text);
  for (size_t i = 0; i < f->rare->len; i++) {
    const char *at = text;
    for (int face = 0; face < XP_N_FACES; face++) {
      at = strstr (at, f->rare->pdata[i]);
      if (at == NULL)
        g_test_message ("face %d lost %s", face, (char *) f->rare->pdata[i]);
      g_assert_nonnull (at);
      at++;
    }
  }
  g_assert_nonnull (strstr (text, "永胜——“好”……2026年"));
  g_assert_nonnull (strstr (text, "张三")); /* the space between them is drawn */
  g_assert_null (strstr (text, "\xef\xbf\xbd"));
}

static void
test_two_runs_give_the_same_bytes (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) one = make_document (f);
  g_autoptr (GBytes) two = make_document (f);
  g_assert_true (g_bytes_equal (one, two));
}

static void
test_others_find_nothing_wrong (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = make_document (f);
  g_autofree char *checked = pdf_reader_run (bytes, "qpdf", (const char *const[]){"--check", NULL});
  g_assert_nonnull (checked);

  g_autofree char *fonts = pdf_reader_run (bytes, "pdffonts", NULL);
  g_auto (GStrv) lines = g_strsplit (fonts, "\n", -1);
  size_t n_fonts = 0;
  for (size_t i = 2; lines[i] != NULL && *lines[i] != '\0'; i++, n_fonts++)
    g_assert_nonnull (strstr (lines[i], "yes yes yes"));
  g_assert_cmpuint (n_fonts, ==, 4);

  g_autofree char *info = pdf_reader_run (bytes, "pdfinfo", NULL);
  g_assert_nonnull (strstr (info, "公示𬱖"));
  g_assert_null (strstr (info, "CreationDate"));
}

static const struct {
  const char *why;
  const char *name;
  const char *code_point;
} UNPRINTABLE[] = {
  {"no font has it", "王\U0003134B", "U+3134B"},
  {"an old system's own character", "王\uE000", "U+E000"},
  {"a letter that is lost", "王\uFFFD", "U+FFFD"},
};

static void
test_a_character_without_a_font_stops_the_printing (Fixture *f, gconstpointer unused)
{
  for (size_t i = 0; i < G_N_ELEMENTS (UNPRINTABLE); i++) {
    g_test_message ("%s", UNPRINTABLE[i].why);
    g_autoptr (GError) error = NULL;
    g_autoptr (XpPdf) pdf = xp_pdf_new (f->fonts, "公示", "永胜村", &error);
    xp_pdf_add_page (pdf, 210, 297);
    xp_pdf_draw_text (pdf, XP_FACE_BODY, 12, 20, 20, XP_ANCHOR_LEFT, UNPRINTABLE[i].name);
    g_assert_null (xp_pdf_finish (pdf, &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
    g_assert_nonnull (strstr (error->message, UNPRINTABLE[i].name));
    g_assert_nonnull (strstr (error->message, UNPRINTABLE[i].code_point));
  }
}

static void
test_a_glyph_of_two_characters_copies_as_each (Fixture *f, gconstpointer unused)
{
  /* A Kangxi radical and the ideograph have one glyph in many fonts. */
  static const char *const LOOKALIKES[] = {"方", "⽅", "玉", "⽟"};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (f->fonts, "公示", "永胜村", &error);
  xp_pdf_add_page (pdf, 210, 297);
  for (size_t i = 0; i < G_N_ELEMENTS (LOOKALIKES); i++)
    xp_pdf_draw_text (pdf,
                      XP_FACE_BODY,
                      12,
                      20,
                      20 + 10 * (double) i,
                      XP_ANCHOR_LEFT,
                      LOOKALIKES[i]);
  g_autoptr (GBytes) bytes = xp_pdf_finish (pdf, &error);
  g_assert_no_error (error);
  g_autofree char *text = pdf_reader_text (bytes);
  for (size_t i = 0; i < G_N_ELEMENTS (LOOKALIKES); i++)
    g_assert_nonnull (strstr (text, LOOKALIKES[i]));
}

static void
test_a_missing_font_names_its_package (void)
{
  g_autofree char *before = g_strdup (g_getenv ("FONTCONFIG_FILE"));
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "xp-no-fonts.conf", NULL);
  g_assert_true (g_file_set_contents (path, "<fontconfig/>", -1, NULL));
  g_setenv ("FONTCONFIG_FILE", path, TRUE);

  g_autoptr (GError) error = NULL;
  g_assert_null (xp_font_book_new (&error));
  g_assert_error (error, XP_ERROR, XP_ERROR_FONT);
  g_assert_nonnull (strstr (error->message, "fonts-noto-cjk"));

  if (before != NULL)
    g_setenv ("FONTCONFIG_FILE", before, TRUE);
  else
    g_unsetenv ("FONTCONFIG_FILE");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/pdf/every-rare-character-comes-back", test_every_rare_character_comes_back);
  ADD ("/pdf/two-runs-give-the-same-bytes", test_two_runs_give_the_same_bytes);
  ADD ("/pdf/others-find-nothing-wrong", test_others_find_nothing_wrong);
  ADD ("/pdf/a-character-without-a-font", test_a_character_without_a_font_stops_the_printing);
  ADD ("/pdf/a-glyph-of-two-characters", test_a_glyph_of_two_characters_copies_as_each);
#undef ADD
  g_test_add_func ("/pdf/a-missing-font-names-its-package", test_a_missing_font_names_its_package);
  return g_test_run ();
}

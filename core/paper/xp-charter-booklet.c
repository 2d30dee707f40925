/* xp-charter-booklet.c: a charter on pages of A5: cover, contents, text. */
#include <string.h>

#include "xp-charter-sheet.h"
#include "xp-charter-text.h"
#include "xp-flow.h"
#include "xp-kinsoku.h"
#include "xp-layout.h"
#include "xp-pdf-placing.h"
#include "xp-tabs.h"
#include "xp-title.h"

static const double PAGE_WIDTH_MM = 148, PAGE_HEIGHT_MM = 210;
static const double LEFT_MM = 18, TOP_MM = 22, WIDTH_MM = 112, HEIGHT_MM = 160;
static const double HEAD_BASELINE_MM = 15, HEAD_RULE_MM = 17, FOOT_BASELINE_MM = 195;
static const double TEXT_PT = 12, PITCH_EM = 1.65, HEAD_PT = 9, FOOT_PT = 10.5;

static const double COVER_TITLE_PT = 26, COVER_TITLE_ROW_MM = 16, COVER_TITLE_AT_MM = 58;
static const double COVER_PT = 16, COVER_EDITION_BELOW_MM = 18, COVER_ISSUER_AT_MM = 168;
static const double COVER_LINE_MM = 9;
static const double COVER_FRAME_MM = 9, COVER_HEAVY_MM = 1.1, COVER_FINE_MM = 0.3;
static const double COVER_BETWEEN_MM = 2;
static const double STATUS_PT = 16;

static const double CONTENTS_TITLE_PT = 18, CONTENTS_TITLE_BASELINE_MM = 34, CONTENTS_TOP_MM = 44,
                    CONTENTS_PITCH_MM = 8;

static const double ADOPTED_PT = 10.5, ADOPTED_LINE_MM = 6.2, ABOVE_ADOPTED_MM = 6;
static const double STAMP_MM = 45, SIGNATURE_LINE_MM = 8;

enum {
  /* 目录 shows so much of an article that has no heading, in characters. */
  MOST_GIST = 16
};

typedef struct {
  const XpCharterSheet *sheet;
  XpFontBook *fonts;
  XpPdf *pdf;
  XpCharterText *text;
  size_t n_text_pages;
  GPtrArray *adopted;  /* XpLine */
  bool has_end_page;   /* adopted lines and signature take a page of their own */
  GPtrArray *contents; /* char *: title \t page */
  size_t first_text_page;
} Booklet;

/* ---- cover ---- */

static void
draw_rectangle (XpPdf *pdf, double inset_mm, double pen_mm)
{
  const double r = PAGE_WIDTH_MM - inset_mm, b = PAGE_HEIGHT_MM - inset_mm;
  const XpPoint corners[] = {{inset_mm, inset_mm}, {r, inset_mm}, {r, b}, {inset_mm, b}};
  xp_pdf_draw_path (pdf, corners, G_N_ELEMENTS (corners), pen_mm, true);
}

static void
draw_middle (const Booklet *self, XpFace face, double size_pt, double baseline_mm, const char *text)
{
  if (text != NULL)
    xp_pdf_draw_text (self->pdf,
                      face,
                      size_pt,
                      PAGE_WIDTH_MM / 2,
                      baseline_mm,
                      XP_ANCHOR_CENTRE,
                      text);
}

static void
draw_cover (const Booklet *self)
{
  const XpCharterSheet *sheet = self->sheet;
  xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
  draw_rectangle (self->pdf, COVER_FRAME_MM, COVER_HEAVY_MM);
  draw_rectangle (self->pdf, COVER_FRAME_MM + COVER_BETWEEN_MM, COVER_FINE_MM);
  g_autoptr (GPtrArray) lines = xp_title_break (self->fonts,
                                                XP_FACE_TITLE,
                                                COVER_TITLE_PT,
                                                WIDTH_MM * XP_PT_PER_MM,
                                                sheet->title);
  for (guint i = 0; i < lines->len; i++)
    xp_pdf_draw_line (self->pdf,
                      lines->pdata[i],
                      PAGE_WIDTH_MM / 2,
                      COVER_TITLE_AT_MM + i * COVER_TITLE_ROW_MM,
                      XP_ANCHOR_CENTRE);
  draw_middle (self, XP_FACE_BODY, COVER_PT, COVER_ISSUER_AT_MM, sheet->issuer);
  draw_middle (self, XP_FACE_BODY, COVER_PT, COVER_ISSUER_AT_MM + COVER_LINE_MM, sheet->date);
  double y_mm = COVER_TITLE_AT_MM + (lines->len - 1) * COVER_TITLE_ROW_MM;
  if (sheet->status != NULL) {
    g_autofree char *status = g_strdup_printf ("（%s）", sheet->status);
    y_mm += COVER_TITLE_ROW_MM;
    draw_middle (self, XP_FACE_HEI, STATUS_PT, y_mm, status);
  }
  draw_middle (self, XP_FACE_BODY, COVER_PT, y_mm + COVER_EDITION_BELOW_MM, sheet->edition);
}

/* What stands above the text of every page but the cover. */
static void
draw_page_head (const Booklet *self)
{
  const XpCharterSheet *sheet = self->sheet;
  g_autofree char *head = sheet->status != NULL
                            ? g_strdup_printf ("%s（%s）", sheet->title, sheet->status)
                            : g_strdup (sheet->title);
  draw_middle (self, XP_FACE_KAI, HEAD_PT, HEAD_BASELINE_MM, head);
  xp_pdf_draw_rule (self->pdf, LEFT_MM, HEAD_RULE_MM, LEFT_MM + WIDTH_MM, HEAD_RULE_MM, 0.15);
}

/* ---- contents ---- */

/* What an article is about: its first words, to the first mark. Yours. */
static char *
dup_gist (const char *text)
{
  const char *end = text;
  for (int n = 0; *end != '\0' && n < MOST_GIST; n++) {
    if (xp_kinsoku_is_closing (g_utf8_get_char (end)))
      return g_strndup (text, (gsize) (end - text));
    end = g_utf8_next_char (end);
  }
  g_autofree char *start = g_strndup (text, (gsize) (end - text));
  return *end == '\0' ? g_steal_pointer (&start) : g_strconcat (start, "……", NULL);
}

static void
add_contents (Booklet *self, const char *title, size_t column)
{
  g_ptr_array_add (self->contents, g_strdup_printf ("%s\t%zu", title, column + 1));
}

static void
list_contents (Booklet *self)
{
  const XpCharterSheet *sheet = self->sheet;
  for (size_t i = 0; i < sheet->n_chapters; i++) {
    const XpCharterChapter *chapter = &sheet->chapters[i];
    if (chapter->heading != NULL) {
      add_contents (self, chapter->heading, xp_charter_text_get_column_of (self->text, i, 0));
      continue;
    }
    for (size_t k = 0; k < chapter->n_articles; k++) {
      const XpCharterArticle *article = &chapter->articles[k];
      g_autofree char *gist =
        dup_gist (article->paragraphs[0] != NULL ? article->paragraphs[0] : "");
      g_autofree char *title =
        article->label != NULL ? g_strdup_printf ("%s　%s", article->label, gist) : g_strdup (gist);
      add_contents (self, title, xp_charter_text_get_column_of (self->text, i, k));
    }
  }
}

static const XpTab TABS[] = {{112, XP_ANCHOR_RIGHT, true}};
static const XpTabForm CONTENTS_FORM = {
  XP_FACE_BODY, TEXT_PT, CONTENTS_PITCH_MM, TABS, G_N_ELEMENTS (TABS)};

/* A new page whenever one is full. */
static void
draw_contents (const Booklet *self)
{
  const double bottom_mm = TOP_MM + HEIGHT_MM;
  double y_mm = bottom_mm;
  for (guint i = 0; i < self->contents->len; i++) {
    const char *entry = self->contents->pdata[i];
    const double height_mm =
      CONTENTS_PITCH_MM * (double) xp_tabs_count_lines (self->fonts, &CONTENTS_FORM, entry);
    if (i == 0 || y_mm + height_mm > bottom_mm) {
      xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
      draw_page_head (self);
      y_mm = i == 0 ? CONTENTS_TOP_MM : TOP_MM;
    }
    if (i == 0) {
      g_autoptr (XpLine) title =
        xp_layout_spread (self->fonts, XP_FACE_TITLE, CONTENTS_TITLE_PT, 4, "目录");
      xp_pdf_draw_line (self->pdf,
                        title,
                        PAGE_WIDTH_MM / 2,
                        CONTENTS_TITLE_BASELINE_MM,
                        XP_ANCHOR_CENTRE);
      xp_pdf_add_bookmark (self->pdf, "目录");
    }
    xp_tabs_draw (self->fonts,
                  &CONTENTS_FORM,
                  self->pdf,
                  LEFT_MM,
                  y_mm + xp_flow_baseline_mm (CONTENTS_PITCH_MM, TEXT_PT),
                  entry);
    y_mm += height_mm;
  }
}

/* ---- text ---- */

static double
end_mm (const Booklet *self)
{
  return ABOVE_ADOPTED_MM + self->adopted->len * ADOPTED_LINE_MM + STAMP_MM;
}

/* Who adopted it when, and room for the stamp over issuer and date. */
static void
draw_end (const Booklet *self, double top_mm)
{
  const XpCharterSheet *sheet = self->sheet;
  double y_mm = top_mm + ABOVE_ADOPTED_MM;
  for (guint i = 0; i < self->adopted->len; i++, y_mm += ADOPTED_LINE_MM)
    xp_pdf_draw_line (self->pdf,
                      self->adopted->pdata[i],
                      LEFT_MM,
                      y_mm + xp_flow_baseline_mm (ADOPTED_LINE_MM, ADOPTED_PT),
                      XP_ANCHOR_LEFT);
  g_autoptr (XpLine) issuer = xp_layout_line (self->fonts, XP_FACE_BODY, TEXT_PT, sheet->issuer);
  const double half_mm = MAX (STAMP_MM, issuer->width_pt / XP_PT_PER_MM) / 2;
  const double x_mm = LEFT_MM + WIDTH_MM - half_mm;
  const double middle_mm = y_mm + STAMP_MM / 2 + 2;
  xp_pdf_draw_line (self->pdf, issuer, x_mm, middle_mm, XP_ANCHOR_CENTRE);
  if (sheet->date != NULL)
    xp_pdf_draw_text (self->pdf,
                      XP_FACE_BODY,
                      TEXT_PT,
                      x_mm,
                      middle_mm + SIGNATURE_LINE_MM,
                      XP_ANCHOR_CENTRE,
                      sheet->date);
}

static void
draw_page_frame (const Booklet *self, size_t number)
{
  g_autofree char *foot = g_strdup_printf ("%zu", number);
  draw_page_head (self);
  draw_middle (self, XP_FACE_BODY, FOOT_PT, FOOT_BASELINE_MM, foot);
}

static void
add_chapter_bookmarks (const Booklet *self, size_t column)
{
  for (size_t i = 0; i < self->sheet->n_chapters; i++)
    if (self->sheet->chapters[i].heading != NULL &&
        xp_charter_text_get_column_of (self->text, i, 0) == column)
      xp_pdf_add_bookmark (self->pdf, self->sheet->chapters[i].heading);
}

static bool
draw_text (const Booklet *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  for (size_t i = 0; i < self->n_text_pages; i++) {
    if (!xp_progress_report (progress, cancellable, i, self->n_text_pages, error))
      return false;
    xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
    draw_page_frame (self, i + 1);
    xp_charter_text_draw (self->text, self->pdf, i, LEFT_MM, TOP_MM);
    add_chapter_bookmarks (self, i);
    if (i + 1 == self->n_text_pages && !self->has_end_page)
      draw_end (self, TOP_MM + xp_charter_text_get_column_mm (self->text, i));
  }
  if (self->has_end_page) {
    xp_pdf_add_page (self->pdf, PAGE_WIDTH_MM, PAGE_HEIGHT_MM);
    draw_page_frame (self, self->n_text_pages + 1);
    draw_end (self, TOP_MM);
  }
  return xp_progress_report (progress, cancellable, 1, 1, error);
}

/* ---- the whole ---- */

static void
set_booklet (Booklet *self)
{
  static const XpCharterForm FORM = {
    .width_mm = WIDTH_MM,
    .size_pt = TEXT_PT,
    .pitch_em = PITCH_EM,
    .has_preamble = true,
  };
  const XpCharterSheet *sheet = self->sheet;
  self->text = xp_charter_text_new (self->fonts, sheet, &FORM);
  self->n_text_pages = xp_charter_text_place (self->text, HEIGHT_MM);
  self->adopted = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free);
  for (size_t i = 0; sheet->adopted != NULL && sheet->adopted[i] != NULL; i++)
    g_ptr_array_extend_and_steal (self->adopted,
                                  xp_charter_text_set_paragraph (self->fonts,
                                                                 sheet,
                                                                 XP_FACE_KAI,
                                                                 ADOPTED_PT,
                                                                 WIDTH_MM,
                                                                 sheet->adopted[i]));
  const double last_mm = xp_charter_text_get_column_mm (self->text, self->n_text_pages - 1);
  self->has_end_page = last_mm + end_mm (self) > HEIGHT_MM;
  self->contents = g_ptr_array_new_with_free_func (g_free);
  list_contents (self);
}

static void
booklet_clear (Booklet *self)
{
  xp_charter_text_free (self->text);
  g_ptr_array_unref (self->adopted);
  g_ptr_array_unref (self->contents);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Booklet, booklet_clear)

GBytes *
xp_charter_booklet_render (const XpCharterSheet *sheet,
                           bool is_imposed,
                           XpFontBook *fonts,
                           XpProgress *progress,
                           GCancellable *cancellable,
                           GError **error)
{
  static const XpPlacing A4 = {297, 210, .order = XP_PLACING_BOOKLET};
  if (!xp_charter_text_check (sheet, fonts, error))
    return NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->title, sheet->issuer, error);
  if (pdf == NULL)
    return NULL;

  g_auto (Booklet) booklet = {.sheet = sheet, .fonts = fonts, .pdf = pdf};
  set_booklet (&booklet);
  if (is_imposed)
    xp_pdf_place (pdf, &A4);
  draw_cover (&booklet);
  draw_contents (&booklet);
  xp_pdf_label_pages (pdf, xp_pdf_get_n_pages (pdf), 1);
  if (!draw_text (&booklet, progress, cancellable, error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

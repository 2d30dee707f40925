#include "xp-good-news-sheet.h"

#include "xp-frame.h"
#include "xp-layout.h"
#include "xp-pdf.h"

static const double A3_WIDTH_MM = 420, A3_HEIGHT_MM = 297, A4_WIDTH_MM = 297, A4_HEIGHT_MM = 210;
static const XpInk RED = {0.05, 1, 0.90, 0.05};

/* Of the page's height and width, so that A4 is A3 made smaller. */
static const double FRAME_AT = 0.045, HEADING_AT = 0.235, NAME_AT = 0.40, BODY_AT = 0.525;
static const double SIDE_AT = 0.13;

/* Type on A3. */
static const double HEADING_PT = 104, HEADING_WIDTH_EM = 3.4, NAME_PT = 66, SIGNATURE_PT = 26;
static const double BODY_SIZES_PT[] = {38, 34, 30, 27};
static const double PITCH_EM = 1.7;
enum {
  MOST_BODY_LINES = 3
};

/* The stamp is as large on small paper. */
static const double STAMP_MM = 45, STAMP_FROM_SIDE_MM = 42, STAMP_ABOVE_EDGE_AT = 0.10;
static const double ISSUER_BELOW_MIDDLE_MM = -2, DATE_BELOW_MIDDLE_MM = 10;

typedef struct {
  const XpGoodNewsSheet *sheet;
  const XpFontBook *fonts;
  XpPdf *pdf;
  double width_mm, height_mm, scale;
} Printing;

/* ---- drawing ---- */

static void
draw_common (const Printing *self)
{
  xp_frame_draw_meander (self->pdf,
                         self->width_mm,
                         self->height_mm,
                         self->height_mm * FRAME_AT,
                         RED);
  g_autoptr (XpLine) heading = xp_layout_spread (self->fonts,
                                                 XP_FACE_TITLE,
                                                 HEADING_PT * self->scale,
                                                 HEADING_WIDTH_EM,
                                                 self->sheet->heading);
  xp_pdf_set_ink (self->pdf, RED);
  xp_pdf_draw_line (self->pdf,
                    heading,
                    self->width_mm / 2,
                    self->height_mm * HEADING_AT,
                    XP_ANCHOR_CENTRE);
  xp_pdf_set_ink (self->pdf, XP_INK_BLACK);
}

static void
draw_name (const Printing *self, const XpGoodNews *news)
{
  const double size_pt = NAME_PT * self->scale;
  g_autoptr (GPtrArray) lines =
    xp_layout_fit_evenly (self->fonts,
                          XP_FACE_KAI,
                          size_pt,
                          self->width_mm * (1 - 2 * SIDE_AT) * XP_PT_PER_MM,
                          news->addressee);
  for (guint i = 0; i < lines->len; i++)
    xp_pdf_draw_line (self->pdf,
                      lines->pdata[i],
                      self->width_mm / 2,
                      self->height_mm * NAME_AT -
                        (double) (lines->len - 1 - i) * size_pt / XP_PT_PER_MM,
                      XP_ANCHOR_CENTRE);
}

/* As large as it may be on its lines. */
static GPtrArray *
set_body (const Printing *self, const XpGoodNews *news)
{
  GPtrArray *lines = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (BODY_SIZES_PT); i++) {
    const XpTextStyle style = {
      .face = XP_FACE_KAI,
      .size_pt = BODY_SIZES_PT[i] * self->scale,
      .measure_pt = self->width_mm * (1 - 2 * SIDE_AT) * XP_PT_PER_MM,
      .indent_em = 2,
      .flags = XP_TEXT_SQUEEZES,
      .names = news->names,
    };
    g_clear_pointer (&lines, g_ptr_array_unref);
    lines = xp_layout_paragraph (self->fonts, &style, news->body);
    if (lines->len <= MOST_BODY_LINES)
      break;
  }
  return lines;
}

static void
draw_body (const Printing *self, const XpGoodNews *news)
{
  g_autoptr (GPtrArray) lines = set_body (self, news);
  for (guint i = 0; i < lines->len; i++) {
    const XpLine *line = lines->pdata[i];
    xp_pdf_draw_line (self->pdf,
                      line,
                      self->width_mm * SIDE_AT,
                      self->height_mm * BODY_AT +
                        (double) i * line->size_pt * PITCH_EM / XP_PT_PER_MM,
                      XP_ANCHOR_LEFT);
  }
}

static void
draw_signature (const Printing *self)
{
  const double size_pt = SIGNATURE_PT * self->scale;
  const double middle_x_mm = self->width_mm * (1 - SIDE_AT) - STAMP_FROM_SIDE_MM * self->scale;
  const double middle_y_mm = self->height_mm * (1 - STAMP_ABOVE_EDGE_AT) - STAMP_MM / 2;
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_KAI,
                    size_pt,
                    middle_x_mm,
                    middle_y_mm + ISSUER_BELOW_MIDDLE_MM,
                    XP_ANCHOR_CENTRE,
                    self->sheet->issuer);
  xp_pdf_draw_text (self->pdf,
                    XP_FACE_KAI,
                    size_pt,
                    middle_x_mm,
                    middle_y_mm + DATE_BELOW_MIDDLE_MM * self->scale + DATE_BELOW_MIDDLE_MM / 4,
                    XP_ANCHOR_CENTRE,
                    self->sheet->date);
}

static bool
draw_all (const Printing *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  const XpGoodNewsSheet *sheet = self->sheet;
  size_t common = 0;
  for (size_t i = 0; i < sheet->n_news; i++) {
    if (!xp_progress_report (progress, cancellable, i, sheet->n_news, error))
      return false;
    xp_pdf_add_page (self->pdf, self->width_mm, self->height_mm);
    if (i == 0) {
      common = xp_pdf_begin_form (self->pdf, self->width_mm, self->height_mm);
      draw_common (self);
      xp_pdf_end_form (self->pdf);
    }
    xp_pdf_draw_form (self->pdf, common, 0, 0);
    draw_name (self, &sheet->news[i]);
    draw_body (self, &sheet->news[i]);
    draw_signature (self);
  }
  return xp_progress_report (progress, cancellable, sheet->n_news, sheet->n_news, error);
}

static bool
has_all_characters (const XpGoodNewsSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  for (size_t i = 0; i < sheet->n_news; i++) {
    xp_font_book_check (fonts, XP_FACE_KAI, sheet->news[i].addressee, &missing);
    xp_font_book_check (fonts, XP_FACE_KAI, sheet->news[i].body, &missing);
  }
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->heading, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->issuer, &missing);
  xp_font_book_check (fonts, XP_FACE_KAI, sheet->date, &missing);
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_good_news_sheet_render (const XpGoodNewsSheet *sheet,
                           XpFontBook *fonts,
                           XpProgress *progress,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (sheet->n_news > 0, NULL);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;
  g_autoptr (XpPdf) pdf = xp_pdf_new (fonts, sheet->heading, sheet->issuer, error);
  if (pdf == NULL)
    return NULL;
  const double width_mm = sheet->is_a4 ? A4_WIDTH_MM : A3_WIDTH_MM;
  const Printing printing = {sheet,
                             fonts,
                             pdf,
                             width_mm,
                             sheet->is_a4 ? A4_HEIGHT_MM : A3_HEIGHT_MM,
                             width_mm / A3_WIDTH_MM};
  if (!draw_all (&printing, progress, cancellable, error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

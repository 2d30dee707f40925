#include "xp-calibration-sheet.h"

#include "xp-calibration.h"
#include "xp-pdf.h"

static const double CROSS_MM = XP_CALIBRATION_CROSS_MM, ARM_MM = 6;
static const double HAIR_MM = 0.1, LINE_MM = 0.2;
static const double TICK_MM = 1.6, FIFTH_MM = 2.6, TENTH_MM = 4;
static const double SCALE_PT = 7, TEXT_PT = 12, TITLE_PT = 20, LINE_PITCH_MM = 8.5;

typedef struct {
  XpPdf *pdf;
  XpFontBook *fonts;
  double width_mm, height_mm;
} Drawing;

static void
draw_cross (const Drawing *on, double x_mm, double y_mm)
{
  xp_pdf_draw_rule (on->pdf, x_mm - ARM_MM, y_mm, x_mm + ARM_MM, y_mm, LINE_MM);
  xp_pdf_draw_rule (on->pdf, x_mm, y_mm - ARM_MM, x_mm, y_mm + ARM_MM, LINE_MM);
}

/* How long the tick at this millimetre is. */
static double
tick_of (int at_mm)
{
  return at_mm % 10 == 0 ? TENTH_MM : at_mm % 5 == 0 ? FIFTH_MM : TICK_MM;
}

static void
write_figure (const Drawing *on, double x_mm, double y_mm, int figure)
{
  g_autofree char *text = g_strdup_printf ("%d", figure);
  xp_pdf_draw_text (on->pdf, XP_FACE_BODY, SCALE_PT, x_mm, y_mm, XP_ANCHOR_CENTRE, text);
}

/* From cross to cross along the top, below the line, and along the left, right of it. Figures are
 * distances from the edge of the paper. */
static void
draw_rulers (const Drawing *on)
{
  const int right = (int) (on->width_mm - CROSS_MM), bottom = (int) (on->height_mm - CROSS_MM);
  xp_pdf_draw_rule (on->pdf, CROSS_MM, CROSS_MM, on->width_mm - CROSS_MM, CROSS_MM, HAIR_MM);
  xp_pdf_draw_rule (on->pdf, CROSS_MM, CROSS_MM, CROSS_MM, on->height_mm - CROSS_MM, HAIR_MM);
  for (int mm = (int) CROSS_MM; mm <= right; mm++) {
    xp_pdf_draw_rule (on->pdf, mm, CROSS_MM, mm, CROSS_MM + tick_of (mm), HAIR_MM);
    if (mm % 10 == 0 && mm > CROSS_MM)
      write_figure (on, mm, CROSS_MM + TENTH_MM + 3, mm);
  }
  for (int mm = (int) CROSS_MM; mm <= bottom; mm++) {
    xp_pdf_draw_rule (on->pdf, CROSS_MM, mm, CROSS_MM + tick_of (mm), mm, HAIR_MM);
    if (mm % 10 == 0 && mm > CROSS_MM)
      write_figure (on, CROSS_MM + TENTH_MM + 3, mm + 0.9, mm);
  }
}

static void
draw_middle (const Drawing *on)
{
  static const double DASH_MM = 2;
  xp_pdf_draw_dashes (on->pdf,
                      on->width_mm / 2,
                      on->height_mm / 2,
                      on->width_mm / 2,
                      on->height_mm - CROSS_MM,
                      HAIR_MM,
                      DASH_MM);
  xp_pdf_draw_dashes (on->pdf,
                      CROSS_MM + 12,
                      on->height_mm / 2,
                      on->width_mm - CROSS_MM,
                      on->height_mm / 2,
                      HAIR_MM,
                      DASH_MM);
}

/* In the upper half of the page, clear of the rulers and the middle lines. */
static void
write_lines (const Drawing *on, const XpCalibrationSheet *sheet)
{
  const double x_mm = 34, measure_mm = on->width_mm - 2 * x_mm;
  double y_mm = 36;
  xp_pdf_draw_text (on->pdf, XP_FACE_TITLE, TITLE_PT, x_mm, y_mm, XP_ANCHOR_LEFT, sheet->title);
  const XpTextStyle style = {.face = XP_FACE_BODY,
                             .size_pt = TEXT_PT,
                             .measure_pt = measure_mm * XP_PT_PER_MM,
                             .flags = XP_TEXT_SQUEEZES};
  y_mm += LINE_PITCH_MM * 1.5;
  for (size_t i = 0; sheet->lines[i] != NULL; i++) {
    g_autoptr (GPtrArray) lines = xp_layout_paragraph (on->fonts, &style, sheet->lines[i]);
    for (guint k = 0; k < lines->len; k++, y_mm += LINE_PITCH_MM)
      xp_pdf_draw_line (on->pdf, lines->pdata[k], x_mm, y_mm, XP_ANCHOR_LEFT);
  }
}

GBytes *
xp_calibration_sheet_render (const XpCalibrationSheet *sheet, XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->title, &missing);
  for (size_t i = 0; sheet->lines[i] != NULL; i++)
    xp_font_book_check (fonts, XP_FACE_BODY, sheet->lines[i], &missing);
  g_autoptr (XpPdf) pdf =
    xp_missing_finish (&missing, error) ? xp_pdf_new (fonts, sheet->title, "", error) : NULL;
  if (pdf == NULL)
    return NULL;
  const Drawing on = {pdf, fonts, sheet->width_mm, sheet->height_mm};
  xp_pdf_add_page (pdf, sheet->width_mm, sheet->height_mm);
  draw_middle (&on);
  draw_rulers (&on);
  for (int corner = 0; corner < 4; corner++)
    draw_cross (&on,
                corner % 2 == 0 ? CROSS_MM : sheet->width_mm - CROSS_MM,
                corner < 2 ? CROSS_MM : sheet->height_mm - CROSS_MM);
  write_lines (&on, sheet);
  return xp_pdf_finish (pdf, error);
}

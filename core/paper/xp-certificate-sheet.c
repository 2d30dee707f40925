#include "xp-certificate-sheet.h"

#include "xp-flow.h"
#include "xp-frame.h"
#include "xp-layout.h"
#include "xp-pdf.h"

static const double A4_WIDTH_MM = 297, A4_HEIGHT_MM = 210;
static const double FRAME_MARGIN_MM = 10;

static const XpInk GOLD = {0.22, 0.38, 0.80, 0.10};
static const XpInk RED = {0.05, 1, 0.90, 0.05};

static const double HEADING_PT = 48, HEADING_WIDTH_EM = 6.4;
static const double ADDRESSEE_PT = 24, SIGNATURE_PT = 18, NUMBER_PT = 10.5;

/* The body: 小二 as long as it has at most five lines, then smaller. */
static const double BODY_SIZES_PT[] = {20, 18, 16, 14};
enum {
  MOST_BODY_LINES = 5
};
static const double LINE_PITCH_EM = 1.8;

/* Of the page's height, for a page of any size; A4 gives the figures in the comments. */
static const double HEADING_AT = 0.245;   /* 51 mm */
static const double ADDRESSEE_AT = 0.385; /* 81 mm */
static const double BODY_AT = 0.475;      /* 100 mm */
static const double SIDE_AT = 0.135;      /* of the width: 40 mm */

/* Issuer and date at the right bottom, and around them the circle of 45 mm: its middle lies a
 * little above theirs, its foot keeps clear of the frame. */
static const double STAMP_MM = 45, STAMP_ABOVE_EDGE_MM = 24, STAMP_FROM_SIDE_MM = 34;
static const double ISSUER_BELOW_MIDDLE_MM = -2, DATE_BELOW_MIDDLE_MM = 8.5;

typedef struct {
  XpPdf *pdf;
  XpFontBook *fonts;
  const XpCertificateSheet *sheet;
  double width_mm, height_mm;
  double side_mm;
} Printing;

static XpInk
heading_ink (XpCertificateStyle style)
{
  return style == XP_CERTIFICATE_GOLD ? RED : XP_INK_BLACK;
}

/* A star between two tapering rules, under the heading. */
static void
draw_divider (const Printing *printing, double y_mm)
{
  static const XpPoint DIAMOND[] = {{0, -1.4}, {1.4, 0}, {0, 1.4}, {-1.4, 0}};
  const double middle_mm = printing->width_mm / 2;
  XpPoint diamond[G_N_ELEMENTS (DIAMOND)];
  for (size_t i = 0; i < G_N_ELEMENTS (DIAMOND); i++)
    diamond[i] = (XpPoint){middle_mm + DIAMOND[i].x_mm, y_mm + DIAMOND[i].y_mm};
  xp_pdf_fill_path (printing->pdf, diamond, G_N_ELEMENTS (diamond));

  for (int side = -1; side <= 1; side += 2) {
    const XpPoint wedge[] = {{middle_mm + side * 5, y_mm - 0.3},
                             {middle_mm + side * 5, y_mm + 0.3},
                             {middle_mm + side * 52, y_mm}};
    xp_pdf_fill_path (printing->pdf, wedge, G_N_ELEMENTS (wedge));
  }
}

/* Frame and heading are the same on every page: kept once in the file. */
static void
draw_common (const Printing *printing)
{
  const XpCertificateSheet *sheet = printing->sheet;
  const double width_mm = printing->width_mm, height_mm = printing->height_mm;

  if (sheet->style == XP_CERTIFICATE_GOLD)
    xp_frame_draw_meander (printing->pdf, width_mm, height_mm, FRAME_MARGIN_MM, GOLD);
  if (sheet->style == XP_CERTIFICATE_PLAIN)
    xp_frame_draw_rules (printing->pdf, width_mm, height_mm, FRAME_MARGIN_MM);
  if (sheet->heading == NULL)
    return;

  g_autoptr (XpLine) heading =
    xp_layout_spread (printing->fonts, XP_FACE_TITLE, HEADING_PT, HEADING_WIDTH_EM, sheet->heading);
  xp_pdf_set_ink (printing->pdf, heading_ink (sheet->style));
  xp_pdf_draw_line (printing->pdf, heading, width_mm / 2, height_mm * HEADING_AT, XP_ANCHOR_CENTRE);
  xp_pdf_set_ink (printing->pdf, sheet->style == XP_CERTIFICATE_GOLD ? GOLD : XP_INK_BLACK);
  draw_divider (printing, height_mm * HEADING_AT + 9);
}

/* The body at the largest size that keeps it clear of the stamp. */
static GPtrArray *
set_body (const Printing *printing, const XpCertificate *certificate)
{
  const double measure_pt = (printing->width_mm - 2 * printing->side_mm) * XP_PT_PER_MM;
  const double stamp_top_mm = printing->height_mm - STAMP_ABOVE_EDGE_MM - STAMP_MM;
  GPtrArray *lines = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (BODY_SIZES_PT); i++) {
    const XpTextStyle style = {
      .face = XP_FACE_KAI,
      .size_pt = BODY_SIZES_PT[i],
      .measure_pt = measure_pt,
      .indent_em = 2,
      .latin_gap_em = 0.125,
      .flags = XP_TEXT_SQUEEZES | XP_TEXT_JUSTIFIES,
      .names = certificate->names,
    };
    g_clear_pointer (&lines, g_ptr_array_unref);
    lines = xp_layout_paragraph (printing->fonts, &style, certificate->body);
    const size_t n_lines = lines->len + (certificate->closing != NULL ? 1 : 0);
    /* The closing words are short and stay left of the stamp; the last full line must not. */
    const double size_mm = style.size_pt / XP_PT_PER_MM;
    const double foot_mm =
      printing->height_mm * BODY_AT + ((double) (lines->len - 1) * LINE_PITCH_EM + 0.2) * size_mm;
    if (n_lines <= MOST_BODY_LINES && foot_mm <= stamp_top_mm)
      break;
  }
  return lines;
}

static void
draw_body (const Printing *printing, const XpCertificate *certificate)
{
  g_autoptr (GPtrArray) lines = set_body (printing, certificate);
  const XpLine *first = lines->pdata[0];
  const double pitch_mm = first->size_pt * LINE_PITCH_EM / XP_PT_PER_MM;
  double y_mm = printing->height_mm * BODY_AT;

  for (size_t i = 0; i < lines->len; i++, y_mm += pitch_mm)
    xp_pdf_draw_line (printing->pdf, lines->pdata[i], printing->side_mm, y_mm, XP_ANCHOR_LEFT);
  if (certificate->closing != NULL)
    xp_pdf_draw_text (printing->pdf,
                      XP_FACE_KAI,
                      first->size_pt,
                      printing->side_mm + 2 * first->size_pt / XP_PT_PER_MM,
                      y_mm,
                      XP_ANCHOR_LEFT,
                      certificate->closing);
}

static void
draw_signature (const Printing *printing, const XpCertificate *certificate)
{
  g_autoptr (XpLine) issuer =
    xp_layout_line (printing->fonts, XP_FACE_KAI, SIGNATURE_PT, certificate->issuer);
  const double right_mm = printing->width_mm - printing->side_mm;
  const double half_mm = issuer->width_pt / XP_PT_PER_MM / 2;
  const double x_mm = right_mm - MAX (half_mm, STAMP_FROM_SIDE_MM);
  const double middle_mm = printing->height_mm - STAMP_ABOVE_EDGE_MM - STAMP_MM / 2;

  xp_pdf_draw_line (printing->pdf,
                    issuer,
                    x_mm,
                    middle_mm + ISSUER_BELOW_MIDDLE_MM + xp_flow_baseline_mm (0, SIGNATURE_PT),
                    XP_ANCHOR_CENTRE);
  xp_pdf_draw_text (printing->pdf,
                    XP_FACE_KAI,
                    SIGNATURE_PT,
                    x_mm,
                    middle_mm + DATE_BELOW_MIDDLE_MM + xp_flow_baseline_mm (0, SIGNATURE_PT),
                    XP_ANCHOR_CENTRE,
                    certificate->date);
}

static void
draw_certificate (const Printing *printing, const XpCertificate *certificate)
{
  /* The frame is on the paper already where the printer needs an offset, so it takes part in it. */
  xp_pdf_draw_form (printing->pdf, 0, 0, 0);
  g_autoptr (GPtrArray) addressee =
    xp_layout_fit (printing->fonts,
                   XP_FACE_KAI,
                   ADDRESSEE_PT,
                   (printing->width_mm - 2 * printing->side_mm) * XP_PT_PER_MM,
                   false,
                   certificate->addressee);
  for (size_t i = 0; i < addressee->len; i++)
    xp_pdf_draw_line (printing->pdf,
                      addressee->pdata[i],
                      printing->side_mm,
                      printing->height_mm * ADDRESSEE_AT -
                        (double) (addressee->len - 1 - i) * ADDRESSEE_PT * 1.3 / XP_PT_PER_MM,
                      XP_ANCHOR_LEFT);
  draw_body (printing, certificate);
  draw_signature (printing, certificate);
  if (certificate->number == NULL)
    return;

  g_autofree char *number = g_strdup_printf ("编号：%s", certificate->number);
  xp_pdf_draw_text (printing->pdf,
                    XP_FACE_BODY,
                    NUMBER_PT,
                    printing->side_mm,
                    printing->height_mm - STAMP_ABOVE_EDGE_MM - 4,
                    XP_ANCHOR_LEFT,
                    number);
}

static bool
has_all_characters (const XpCertificateSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  xp_font_book_check (fonts, XP_FACE_TITLE, sheet->heading, &missing);
  for (size_t i = 0; i < sheet->n_certificates; i++) {
    const XpCertificate *certificate = &sheet->certificates[i];
    const char *const texts[] = {certificate->addressee,
                                 certificate->body,
                                 certificate->closing,
                                 certificate->issuer,
                                 certificate->date};
    for (size_t k = 0; k < G_N_ELEMENTS (texts); k++)
      xp_font_book_check (fonts, XP_FACE_KAI, texts[k], &missing);
    xp_font_book_check (fonts, XP_FACE_BODY, certificate->number, &missing);
  }
  return xp_missing_finish (&missing, error);
}

GBytes *
xp_certificate_sheet_render (const XpCertificateSheet *sheet,
                             XpFontBook *fonts,
                             XpProgress *progress,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (sheet->n_certificates > 0, NULL);
  if (!has_all_characters (sheet, fonts, error))
    return NULL;

  const XpCertificate *first = &sheet->certificates[0];
  g_autoptr (XpPdf) pdf =
    xp_pdf_new (fonts, sheet->heading != NULL ? sheet->heading : "荣誉证书", first->issuer, error);
  if (pdf == NULL)
    return NULL;

  const double width_mm = sheet->width_mm > 0 ? sheet->width_mm : A4_WIDTH_MM;
  const Printing printing = {
    .pdf = pdf,
    .fonts = fonts,
    .sheet = sheet,
    .width_mm = width_mm,
    .height_mm = sheet->height_mm > 0 ? sheet->height_mm : A4_HEIGHT_MM,
    .side_mm = width_mm * SIDE_AT,
  };
  xp_pdf_set_offset (pdf, sheet->dx_mm, sheet->dy_mm);
  for (size_t i = 0; i < sheet->n_certificates; i++) {
    if (!xp_progress_report (progress, cancellable, i, sheet->n_certificates, error))
      return NULL;
    xp_pdf_add_page (pdf, printing.width_mm, printing.height_mm);
    if (i == 0) {
      xp_pdf_begin_form (pdf, printing.width_mm, printing.height_mm);
      draw_common (&printing);
      xp_pdf_end_form (pdf);
    }
    draw_certificate (&printing, &sheet->certificates[i]);
  }
  if (!xp_progress_report (progress,
                           cancellable,
                           sheet->n_certificates,
                           sheet->n_certificates,
                           error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

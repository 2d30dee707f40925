#include "xp-certificate-sheet.h"

#include "xp-certificate-mongolian.h"
#include "xp-certificate-plan.h"
#include "xp-error.h"
#include "xp-frame.h"
#include "xp-mongolian.h"
#include "xp-pdf.h"

static const double A4_WIDTH_MM = 297, A4_HEIGHT_MM = 210;

static const XpInk GOLD = {0.22, 0.38, 0.80, 0.10};

static const double HEADING_WIDTH_EM = 6.4;

typedef struct {
  XpPdf *pdf;
  const XpCertificateSheet *sheet;
  XpCertificateFrame frame;
} Printing;

static XpInk
heading_ink (XpCertificateStyle style)
{
  return style == XP_CERTIFICATE_GOLD ? XP_INK_RED : XP_INK_BLACK;
}

/* A diamond between two tapering rules, under the heading. */
static void
draw_divider (const Printing *printing, double middle_mm, double y_mm)
{
  static const XpPoint DIAMOND[] = {{0, -1.4}, {1.4, 0}, {0, 1.4}, {-1.4, 0}};
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

static void
draw_heading (const Printing *printing)
{
  const XpCertificateSheet *sheet = printing->sheet;
  const XpCertificateFrame *frame = &printing->frame;
  const XpStockPlace *place = sheet->stock != NULL ? &sheet->stock->places[XP_STOCK_HEADING] : NULL;
  if (sheet->heading == NULL || (place != NULL && !place->is_printed))
    return;
  const double middle_mm = (frame->left_mm + frame->right_mm) / 2;
  g_autoptr (XpLine) heading = xp_layout_spread (frame->fonts,
                                                 XP_FACE_TITLE,
                                                 frame->heading_pt,
                                                 HEADING_WIDTH_EM,
                                                 sheet->heading);
  xp_pdf_set_ink (printing->pdf, heading_ink (sheet->style));
  xp_pdf_draw_line (printing->pdf, heading, middle_mm, frame->heading_y_mm, XP_ANCHOR_CENTRE);
  xp_pdf_set_ink (printing->pdf, sheet->style == XP_CERTIFICATE_GOLD ? GOLD : XP_INK_BLACK);
  draw_divider (printing, middle_mm, frame->divider_y_mm);
}

/* Frame and heading are the same on every page: kept once in the file. */
static void
draw_common (const Printing *printing)
{
  const XpCertificateFrame *frame = &printing->frame;
  if (printing->sheet->style == XP_CERTIFICATE_GOLD)
    xp_frame_draw_meander (printing->pdf, frame->width_mm, frame->height_mm, frame->frame_mm, GOLD);
  if (printing->sheet->style == XP_CERTIFICATE_PLAIN)
    xp_frame_draw_rules (printing->pdf, frame->width_mm, frame->height_mm, frame->frame_mm);
  draw_heading (printing);
}

static bool
refuse_long_text (const XpCertificate *certificate, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "“%s”的正文太长，缩到最小也排不下，没有印。请把证书的用语改短。",
               certificate->addressee);
  return false;
}

static bool
draw_certificate (const Printing *printing, const XpCertificate *certificate, GError **error)
{
  XpCertificatePlan plan;
  bool fits = true;
  if (printing->sheet->stock != NULL)
    xp_certificate_plan_place (&printing->frame, printing->sheet->stock, certificate, &plan);
  else
    fits = xp_certificate_plan_compose (&printing->frame, certificate, &plan);
  for (size_t i = 0; i < plan.n_blocks; i++) {
    const XpCertificateBlock *block = &plan.blocks[i];
    for (guint k = 0; k < block->lines->len; k++)
      xp_pdf_draw_line (printing->pdf,
                        block->lines->pdata[k],
                        block->x_mm,
                        block->y_mm + k * block->pitch_mm,
                        block->anchor);
  }
  const bool is_whole = printing->sheet->pass == XP_CERTIFICATE_WHOLE;
  xp_certificate_mongolian_draw (&printing->frame,
                                 printing->sheet,
                                 certificate,
                                 plan.body_pt,
                                 is_whole ? heading_ink (printing->sheet->style) : XP_INK_BLACK,
                                 printing->pdf);
  xp_certificate_plan_clear (&plan);
  return fits || refuse_long_text (certificate, error);
}

/* The heading's form is drawn on the first page that has it. */
static bool
draw_page (const Printing *printing, size_t i, GError **error)
{
  const XpCertificatePass pass = printing->sheet->pass;
  xp_pdf_add_page (printing->pdf, printing->frame.width_mm, printing->frame.height_mm);
  if (pass != XP_CERTIFICATE_TEXT && i == 0) {
    xp_pdf_begin_form (printing->pdf, printing->frame.width_mm, printing->frame.height_mm);
    draw_common (printing);
    xp_pdf_end_form (printing->pdf);
  }
  if (pass != XP_CERTIFICATE_TEXT)
    xp_pdf_draw_form (printing->pdf, 0, 0, 0);
  return pass == XP_CERTIFICATE_BACKGROUND ||
         draw_certificate (printing, &printing->sheet->certificates[i], error);
}

static bool
has_all_characters (const XpCertificateSheet *sheet, const XpFontBook *fonts, GError **error)
{
  XpMissing missing = {0};
  if (!xp_mongolian_check (fonts, sheet->mongolian_title, error))
    return false;
  for (size_t i = 0; i < sheet->n_certificates; i++)
    if (!xp_mongolian_check (fonts, sheet->certificates[i].mongolian, error))
      return false;
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

static void
size_of (const XpCertificateSheet *sheet, double *out_width_mm, double *out_height_mm)
{
  const XpStock *stock = sheet->stock;
  *out_width_mm = stock != NULL         ? stock->width / 100.0
                  : sheet->width_mm > 0 ? sheet->width_mm
                                        : A4_WIDTH_MM;
  *out_height_mm = stock != NULL          ? stock->height / 100.0
                   : sheet->height_mm > 0 ? sheet->height_mm
                                          : A4_HEIGHT_MM;
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

  Printing printing = {.pdf = pdf, .sheet = sheet};
  double width_mm = 0, height_mm = 0;
  size_of (sheet, &width_mm, &height_mm);
  xp_certificate_frame_init (&printing.frame, fonts, width_mm, height_mm, sheet->stock);
  const XpCertificate *too_long = NULL;
  if (!xp_certificate_mongolian_init (&printing.frame, sheet, &too_long)) {
    refuse_long_text (too_long, error);
    return NULL;
  }
  xp_pdf_set_offset (pdf, sheet->dx_mm, sheet->dy_mm);
  xp_pdf_set_scale (pdf, sheet->scale_x_permille, sheet->scale_y_permille);
  const size_t n_pages = sheet->pass == XP_CERTIFICATE_BACKGROUND ? 1 : sheet->n_certificates;
  for (size_t i = 0; i < n_pages; i++) {
    if (!xp_progress_report (progress, cancellable, i, n_pages, error) ||
        !draw_page (&printing, i, error))
      return NULL;
  }
  if (!xp_progress_report (progress, cancellable, n_pages, n_pages, error))
    return NULL;
  return xp_pdf_finish (pdf, error);
}

#include "xp-certificate-mongolian.h"

#include <string.h>

#include "xp-frame.h"
#include "xp-mongolian.h"

/* From the frame to the columns, from there to the Chinese, and from that to the frame; of A4. */
static const double FROM_FRAME_MM = 12, AIR_MM = 17, TITLE_TO_TEXT_MM = 1;

/* No more of the width; and what heading and two stamps need is left for the Chinese. */
static const double MOST_OF_WIDTH = 0.32, LEAST_CHINESE_MM = 110;

static const double PITCH_EM = 1.6;
static const double TITLE_STEP = 0.95;

/* Title and text of one certificate, set. */
typedef struct {
  XpMongolianForm title_form, text_form;
  GPtrArray *title, *text;
  double title_mm, width_mm; /* of the title's columns; of all */
} Columns;

static void
columns_clear (Columns *self)
{
  g_ptr_array_unref (self->title);
  g_ptr_array_unref (self->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static bool
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static XpMongolianForm
form_of (const XpCertificateFrame *frame, double size_pt)
{
  return (XpMongolianForm){.size_pt = size_pt,
                           .height_mm = frame->foot_mm - frame->top_mm,
                           .pitch_mm = size_pt * PITCH_EM / XP_PT_PER_MM};
}

static double
measure_columns (const XpCertificateFrame *frame,
                 const XpMongolianForm *form,
                 const GPtrArray *columns)
{
  return columns->len == 0 ? 0
                           : (columns->len - 1) * form->pitch_mm +
                               xp_mongolian_column_mm (frame->fonts, form->size_pt);
}

/* One column, smaller where the sheet is too low for the size of the heading. */
static void
set_title (const XpCertificateFrame *frame, const char *title, Columns *out)
{
  double size_pt = frame->heading_pt;
  out->title_form = form_of (frame, size_pt);
  out->title = xp_mongolian_set (frame->fonts, &out->title_form, has_text (title) ? title : "");
  while (out->title->len > 1 && size_pt > frame->heading_pt / 2) {
    size_pt *= TITLE_STEP;
    g_ptr_array_unref (out->title);
    out->title_form = form_of (frame, size_pt);
    out->title = xp_mongolian_set (frame->fonts, &out->title_form, title);
  }
  out->title_mm = measure_columns (frame, &out->title_form, out->title);
}

static Columns
set_columns (const XpCertificateFrame *frame,
             const XpCertificateSheet *sheet,
             const XpCertificate *certificate,
             double body_pt)
{
  const char *text = certificate->mongolian;
  Columns columns = {.text_form = form_of (frame, body_pt)};
  set_title (frame, sheet->mongolian_title, &columns);
  columns.text = xp_mongolian_set (frame->fonts, &columns.text_form, has_text (text) ? text : "");
  const double text_mm = measure_columns (frame, &columns.text_form, columns.text);
  const bool has_both = columns.title->len > 0 && columns.text->len > 0;
  if (has_both)
    columns.title_mm += TITLE_TO_TEXT_MM * xp_certificate_frame_get_proportion (frame);
  columns.width_mm = columns.title_mm + text_mm;
  return columns;
}

/* The widest of all certificates; @out_widest: whose. */
static double
measure_widest (const XpCertificateFrame *frame,
                const XpCertificateSheet *sheet,
                double body_pt,
                const XpCertificate **out_widest)
{
  double widest_mm = -1;
  for (size_t i = 0; i < sheet->n_certificates; i++) {
    const XpCertificate *certificate = &sheet->certificates[i];
    /* Most often all have the same words. */
    if (i > 0 && g_strcmp0 (certificate->mongolian, sheet->certificates[i - 1].mongolian) == 0)
      continue;
    g_auto (Columns) columns = set_columns (frame, sheet, certificate, body_pt);
    if (columns.width_mm > widest_mm)
      *out_widest = certificate;
    widest_mm = MAX (widest_mm, columns.width_mm);
  }
  return widest_mm;
}

static void
give_way (XpCertificateFrame *frame, XpCertificateSide side, double width_mm)
{
  const double proportion = xp_certificate_frame_get_proportion (frame);
  const double field_mm = frame->frame_mm + XP_FRAME_DEPTH_MM;
  const double outer_mm = field_mm + FROM_FRAME_MM * proportion;
  const double air_mm = AIR_MM * proportion;
  const bool is_left = side == XP_CERTIFICATE_LEFT;
  frame->mongolian_mm = is_left ? outer_mm : frame->width_mm - outer_mm - width_mm;
  if (frame->has_places)
    return;
  frame->left_mm = is_left ? outer_mm + width_mm + air_mm : field_mm + air_mm;
  frame->right_mm = is_left ? frame->width_mm - field_mm - air_mm : frame->mongolian_mm - air_mm;
}

/* Is the longest body as large as the columns beside it? Else these take room that it needs. */
static bool
has_room_for_chinese (const XpCertificateFrame *frame,
                      const XpCertificateSheet *sheet,
                      double body_pt)
{
  static const double SAME_PT = 0.01;
  const XpCertificate *longest = &sheet->certificates[0];
  if (frame->has_places)
    return true;
  for (size_t i = 1; i < sheet->n_certificates; i++)
    if (strlen (sheet->certificates[i].body) > strlen (longest->body))
      longest = &sheet->certificates[i];
  XpCertificatePlan plan;
  xp_certificate_plan_compose (frame, longest, &plan);
  const bool is_as_large = plan.body_pt > body_pt - SAME_PT;
  xp_certificate_plan_clear (&plan);
  return is_as_large;
}

bool
xp_certificate_mongolian_init (XpCertificateFrame *frame,
                               const XpCertificateSheet *sheet,
                               const XpCertificate **out_too_long)
{
  const double proportion = xp_certificate_frame_get_proportion (frame);
  const double rest_mm = frame->width_mm - 2 * (frame->frame_mm + XP_FRAME_DEPTH_MM) -
                         (FROM_FRAME_MM + 2 * AIR_MM) * proportion - LEAST_CHINESE_MM;
  const double most_mm = MIN (rest_mm, frame->width_mm * MOST_OF_WIDTH);
  const XpCertificate *widest = &sheet->certificates[0];
  for (size_t i = 0; xp_certificate_frame_get_body_pt (frame, i) > 0; i++) {
    const double body_pt = xp_certificate_frame_get_body_pt (frame, i);
    const double width_mm = measure_widest (frame, sheet, body_pt, &widest);
    if (width_mm <= 0)
      return true;
    frame->first_body_size = i;
    if (width_mm > most_mm)
      continue;
    give_way (frame, sheet->mongolian_side, width_mm);
    if (has_room_for_chinese (frame, sheet, body_pt) ||
        xp_certificate_frame_get_body_pt (frame, i + 1) <= 0)
      return true;
  }
  *out_too_long = widest;
  return false;
}

void
xp_certificate_mongolian_draw (const XpCertificateFrame *frame,
                               const XpCertificateSheet *sheet,
                               const XpCertificate *certificate,
                               double body_pt,
                               XpInk title_ink,
                               XpPdf *pdf)
{
  if (!has_text (sheet->mongolian_title) && !has_text (certificate->mongolian))
    return;
  g_auto (Columns) columns = set_columns (frame, sheet, certificate, body_pt);
  xp_pdf_set_ink (pdf, title_ink);
  xp_mongolian_draw (frame->fonts,
                     &columns.title_form,
                     pdf,
                     columns.title,
                     frame->mongolian_mm,
                     frame->top_mm);
  xp_pdf_set_ink (pdf, XP_INK_BLACK);
  xp_mongolian_draw (frame->fonts,
                     &columns.text_form,
                     pdf,
                     columns.text,
                     frame->mongolian_mm + columns.title_mm,
                     frame->top_mm);
}

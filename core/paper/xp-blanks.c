#include "xp-blanks.h"

#include "xp-flow.h"

static const double RULE_MM = 0.18, BELOW_BASELINE_MM = 1.1;
/* Less than this nobody can write on: □要　□不要 needs no line. */
static const double LEAST_MM = 8;

void
xp_blank_draw (XpPdf *pdf,
               XpFace face,
               double size_pt,
               double left_mm,
               double right_mm,
               double baseline_mm,
               const char *label)
{
  const double rule_mm = baseline_mm + BELOW_BASELINE_MM;
  const double label_mm =
    xp_pdf_draw_text (pdf, face, size_pt, left_mm, baseline_mm, XP_ANCHOR_LEFT, label);
  if (left_mm + label_mm + LEAST_MM <= right_mm)
    xp_pdf_draw_rule (pdf, left_mm + label_mm, rule_mm, right_mm, rule_mm, RULE_MM);
}

double
xp_blank_draw_all (XpPdf *pdf,
                   XpFace face,
                   double size_pt,
                   double left_mm,
                   double right_mm,
                   double top_mm,
                   double row_mm,
                   const char *const *labels)
{
  for (size_t i = 0; labels != NULL && labels[i] != NULL; i++, top_mm += row_mm)
    xp_blank_draw (pdf,
                   face,
                   size_pt,
                   left_mm,
                   right_mm,
                   top_mm + xp_flow_baseline_mm (row_mm, size_pt),
                   labels[i]);
  return top_mm;
}

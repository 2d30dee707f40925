#include "xp-signatures.h"

static const double SIGNER_PT = 12, RULE_MM = 0.18;
static const double RULE_BELOW_BASELINE_MM = 1.2, GAP_MM = 8, FOOT_MM = 1.5;

void
xp_signatures_draw (XpPdf *pdf,
                    const char *const *signers,
                    double left_mm,
                    double top_mm,
                    double width_mm,
                    double height_mm)
{
  const size_t n = signers != NULL ? g_strv_length ((char **) (gpointer) signers) : 0;
  const double slot_mm = width_mm / (double) MAX (n, 1);
  const double rule_mm = top_mm + height_mm - FOOT_MM;
  for (size_t i = 0; i < n; i++) {
    g_autofree char *label = g_strdup_printf ("%s：", signers[i]);
    const double x_mm = left_mm + (double) i * slot_mm;
    const double label_mm = xp_pdf_draw_text (pdf,
                                              XP_FACE_HEI,
                                              SIGNER_PT,
                                              x_mm,
                                              rule_mm - RULE_BELOW_BASELINE_MM,
                                              XP_ANCHOR_LEFT,
                                              label);
    xp_pdf_draw_rule (pdf, x_mm + label_mm, rule_mm, x_mm + slot_mm - GAP_MM, rule_mm, RULE_MM);
  }
}

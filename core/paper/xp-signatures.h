/* xp-signatures.h: who signs, each with a line to sign on. */
#pragma once

#include "xp-pdf.h"

/* A hand needs 12 mm of height to sign, and 25 mm of line. */
#define XP_SIGNATURE_ROW_MM 12.0

/* In equal parts of @width_mm; the lines lie at the foot of the row. @signers: NULL-ended (or
 * NULL), without colons. */
void xp_signatures_draw (XpPdf *pdf,
                         const char *const *signers,
                         double left_mm,
                         double top_mm,
                         double width_mm,
                         double height_mm);

/* xp-blanks.h: places where a hand writes: a label with a line behind it, lines to write on. */
#pragma once

#include "xp-pdf.h"

/* The label from @left_mm, and a line from its end to @right_mm, a little below @baseline_mm. */
void xp_blank_draw (XpPdf *pdf,
                    XpFace face,
                    double size_pt,
                    double left_mm,
                    double right_mm,
                    double baseline_mm,
                    const char *label);

/* One below the other, each in a row of @row_mm; @labels: (nullable): NULL-ended. Returns where the
 * last row ends. */
double xp_blank_draw_all (XpPdf *pdf,
                          XpFace face,
                          double size_pt,
                          double left_mm,
                          double right_mm,
                          double top_mm,
                          double row_mm,
                          const char *const *labels);

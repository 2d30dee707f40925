/* xp-frame.h: the border of a certificate: a band of 回纹 (meander) between mitred rules.
 *
 * Drawn with the pen only; flat inks, so that any press and any laser printer can do it. */
#pragma once

#include "xp-pdf.h"

/* About the page, from @margin_mm off its edge inwards, 9.4 mm deep, in @ink. */
void
xp_frame_draw_meander (XpPdf *pdf, double width_mm, double height_mm, double margin_mm, XpInk ink);

/* The same @scale times as heavy and as deep, for a poster. */
void xp_frame_draw_meander_scaled (
  XpPdf *pdf, double width_mm, double height_mm, double margin_mm, double scale, XpInk ink);

/* A heavy and a fine rule with stepped corners. Black. */
void xp_frame_draw_rules (XpPdf *pdf, double width_mm, double height_mm, double margin_mm);

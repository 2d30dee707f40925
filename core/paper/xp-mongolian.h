/* xp-mongolian.h: traditional Mongolian, from top to bottom in columns from left to right.
 *
 * HarfBuzz chooses the forms of the letters by their neighbours. A column ends at a blank only,
 * never at NNBSP or MVS, and is neither stretched nor hyphenated; variation selectors stay in the
 * text. The words are given by people: nothing is translated here. */
#pragma once

#include "xp-font-book.h"
#include "xp-pdf.h"

typedef struct {
  double size_pt;
  double height_mm; /* of a column */
  double pitch_mm;  /* from one column to the next */
} XpMongolianForm;

/**
 * xp_mongolian_check:
 * @text: (nullable): nothing is asked for then
 *
 * Is there a font for what is going to be printed?
 *
 * Returns: false with XP_ERROR_FONT: the package to install, or the characters that are missing
 */
bool xp_mongolian_check (const XpFontBook *fonts, const char *text, GError **error);

/**
 * xp_mongolian_set:
 * @text: paragraphs end at \n; checked before
 *
 * Breaks the text into columns. A word longer than a column has one to itself, and is set smaller.
 *
 * Returns: (element-type XpLine): yours; empty where there is no font
 */
GPtrArray *
xp_mongolian_set (const XpFontBook *fonts, const XpMongolianForm *form, const char *text);

/* How wide a column of this size is; 0: there is no font. */
double xp_mongolian_column_mm (const XpFontBook *fonts, double size_pt);

/* Draws the columns beside one another, the first one's left edge at @left_mm. Returns the right
 * edge of the last. */
double xp_mongolian_draw (const XpFontBook *fonts,
                          const XpMongolianForm *form,
                          XpPdf *pdf,
                          const GPtrArray *columns,
                          double left_mm,
                          double top_mm);

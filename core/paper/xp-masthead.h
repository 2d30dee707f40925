/* xp-masthead.h: what stands at the top of a sheet, and at the foot of each of its pages. */
#pragma once

#include "xp-font-book.h"
#include "xp-pdf.h"

typedef struct _XpMasthead XpMasthead;

/**
 * xp_masthead_new:
 * @title: set in the middle, parted by its sense when it is too long for a line
 * @sub_lines: (nullable): NULL-ended; small, from the left, as many lines as they need
 * @width_mm: of the text area
 *
 * Returns: yours
 */
XpMasthead *xp_masthead_new (const XpFontBook *fonts,
                             const char *title,
                             const char *const *sub_lines,
                             double width_mm);
void xp_masthead_free (XpMasthead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpMasthead, xp_masthead_free)

/* With the air below it. */
double xp_masthead_get_height_mm (const XpMasthead *self);
void xp_masthead_draw (const XpMasthead *self, XpPdf *pdf, double left_mm, double top_mm);

/* On every page that there is: @text from the left (nullable), 第n页　共m页 at the right. */
void xp_foot_draw_all (
  XpPdf *pdf, double left_mm, double right_mm, double baseline_mm, const char *text);

/* 永胜村　核对码：春水山田禾苗青绿; @code NULL: the village alone. Yours. */
char *xp_foot_dup_text (const char *village, const char *code);

/* As xp_font_book_check() for each of a NULL-ended list; NULL: none. */
void xp_font_book_check_list (const XpFontBook *fonts,
                              XpFace face,
                              const char *const *texts,
                              XpMissing *missing);

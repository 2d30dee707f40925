/* xp-tabs.h: lines whose parts stand at tabs, with leaders of dots: contents, price lists. */
#pragma once

#include <stdbool.h>

#include "xp-font-book.h"
#include "xp-pdf.h"

typedef struct {
  double at_mm;    /* from the left end of the line */
  XpAnchor anchor; /* of the part that follows the tab: it begins, has its middle or ends there */
  bool has_leader; /* dots lead from the part before to it */
} XpTab;

typedef struct {
  XpFace face;
  double size_pt;
  double pitch_mm;   /* from one line to the next, where the first part takes several */
  const XpTab *tabs; /* from left to right; borrowed */
  size_t n_tabs;
} XpTabForm;

/* How many lines @text takes. Its parts are separated by \t, one more at most than there are tabs.
 * The first part is broken where it would come near the second, which stands on its last line. */
size_t xp_tabs_count_lines (const XpFontBook *fonts, const XpTabForm *form, const char *text);

/* @baseline_mm: of the first line. The dots of all lines of a page stand under one another; they
 * are drawn and no text, so that a copy reads 一、房前屋后 3. */
void xp_tabs_draw (const XpFontBook *fonts,
                   const XpTabForm *form,
                   XpPdf *pdf,
                   double left_mm,
                   double baseline_mm,
                   const char *text);

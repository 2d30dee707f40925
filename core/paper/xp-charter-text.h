/* xp-charter-text.h: the articles of a charter set in one width, in as many columns as they need.
 *
 * A column is one of a poster's or a page of a booklet. Pure but for drawing; only for
 * xp-charter-*.c. */
#pragma once

#include <stdbool.h>

#include "xp-charter-sheet.h"

typedef struct {
  double width_mm; /* of a column */
  double size_pt;
  double pitch_em;    /* from one line to the next */
  bool has_preamble;  /* it stands above the first chapter; else elsewhere */
  bool has_red_heads; /* chapter headings in red */
} XpCharterForm;

typedef struct _XpCharterText XpCharterText;

/* @sheet borrowed, @form copied. Yours. */
XpCharterText *xp_charter_text_new (const XpFontBook *fonts,
                                    const XpCharterSheet *sheet,
                                    const XpCharterForm *form);
void xp_charter_text_free (XpCharterText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpCharterText, xp_charter_text_free)

/* Puts the text into columns of @height_mm; returns how many. */
size_t xp_charter_text_place (XpCharterText *self, double height_mm);

/* The least height with which @n_columns are enough; placed so. */
double xp_charter_text_balance (XpCharterText *self, size_t n_columns);

/* Where the text of a column ends, from its top; placed before. */
double xp_charter_text_get_column_mm (const XpCharterText *self, size_t column);

/* The column where a chapter, or article @article_no of it, begins. */
size_t
xp_charter_text_get_column_of (const XpCharterText *self, size_t chapter_no, size_t article_no);

void xp_charter_text_draw (
  const XpCharterText *self, XpPdf *pdf, size_t column, double left_mm, double top_mm);

/* A paragraph of what stands about the articles, set in @face. Yours. */
GPtrArray *xp_charter_text_set_paragraph (const XpFontBook *fonts,
                                          const XpCharterSheet *sheet,
                                          XpFace face,
                                          double size_pt,
                                          double width_mm,
                                          const char *text);

/* Every word has its characters. */
bool xp_charter_text_check (const XpCharterSheet *sheet, const XpFontBook *fonts, GError **error);

/* xp-layout.h: text becomes lines of placed glyphs.
 *
 * Pure: nothing is drawn here and no PDF is known. HarfBuzz shapes, so that —— joins into one
 * stroke; Chinese rules break, squeeze and justify. Measures and sizes are points, distances inside
 * a line are fractions of the type size (em). */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "xp-font-book.h"
#include "xp-kinsoku.h"

typedef enum {
  XP_TEXT_DEFAULT = 0,
  XP_TEXT_SQUEEZES = 1 << 0,  /* neighbouring marks share their blanks (挤压); else full cells */
  XP_TEXT_JUSTIFIES = 1 << 1, /* lines but the last reach the measure (两端对齐) */
  /* Every character and every mark has its whole cell, also at a line's end (公文). Nothing is
   * squeezed: what may not begin a line takes the character before it along. */
  XP_TEXT_FULL_CELLS = 1 << 2,
  XP_TEXT_HANGS = 1 << 3, /* one of ，、。 may stand outside the line's end (悬挂) */
} XpTextFlags;

typedef struct {
  XpFace face;
  double size_pt;
  double measure_pt;   /* how wide a line is */
  double indent_em;    /* of the first line */
  double hang_em;      /* of the lines below it */
  double tracking_em;  /* added between Han characters; negative: closer */
  double latin_gap_em; /* between Han and Latin: 0 in official paper, ¼ on posters */
  XpTextFlags flags;
  XpKinsoku kinsoku;
  XpFace lead_face;         /* of the first @n_lead_bytes: 第一条, 一、工作情况。 */
  size_t n_lead_bytes;      /* 0: all is set in @face */
  const char *const *names; /* (nullable): NULL-ended; never broken over two lines; borrowed */
} XpTextStyle;

typedef struct {
  const XpFont *font; /* the book's */
  uint32_t glyph;
  uint32_t text_start;   /* bytes of the line's text that this glyph stands for … */
  uint32_t n_text_bytes; /* … and how many; 0 when the glyph before it stands for them */
  float x_pt;            /* from the left end of the measure */
  float y_pt;            /* above the baseline */
} XpGlyph;

typedef struct {
  char *text;
  XpGlyph *glyphs;
  size_t n_glyphs;
  double size_pt;
  double width_pt; /* from the left end of the measure to the last advance, indent included */
  bool is_spread;  /* has drawn gaps that a reader must not take for blanks */
} XpLine;

void xp_line_free (XpLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpLine, xp_line_free)

/* Breaks @text into lines (GPtrArray of XpLine, at least one). Yours. No line is wider than the
 * measure but by the blank half of a mark at its end, or where a single thing is wider than that.
 * The last line of justified text has three characters at least, of other text two (孤字不成行),
 * wherever that does not tear the line before it open.
 */
GPtrArray *
xp_layout_paragraph (const XpFontBook *fonts, const XpTextStyle *style, const char *text);

/* One line of @text at its natural width. Yours. */
XpLine *xp_layout_line (const XpFontBook *fonts, XpFace face, double size_pt, const char *text);

/* One line spread so that it is @width_em wide (titles like 荣　誉　证　书); never closer than
 * natural. The text stays as it is: the space is drawn. Yours. */
XpLine *xp_layout_spread (
  const XpFontBook *fonts, XpFace face, double size_pt, double width_em, const char *text);

/* One line of a person's name: two Han characters are set as wide as three (张　三), the space
 * drawn, the text still 张三. Yours. */
XpLine *xp_layout_name (const XpFontBook *fonts, XpFace face, double size_pt, const char *name);

/* A long name is made smaller by at most this much before it takes a second line. */
#define XP_LAYOUT_LEAST_SCALE 0.85

/**
 * xp_layout_fit:
 * @measure_pt: the width of the cell
 * @is_name: a person's name, set as xp_layout_name() does
 *
 * Sets @text into a cell: smaller by up to 15 %, then on two lines or more. Nothing is ever cut. A
 * name parts after its ·, or into halves, and never within 欧阳.
 *
 * Returns: lines of XpLine; yours
 */
GPtrArray *xp_layout_fit (const XpFontBook *fonts,
                          XpFace face,
                          double size_pt,
                          double measure_pt,
                          bool is_name,
                          const char *text);

/* As xp_layout_fit(); where it takes two lines, both are about equally long: 卫生间 over 厕所.
 * Yours.
 */
GPtrArray *xp_layout_fit_evenly (
  const XpFontBook *fonts, XpFace face, double size_pt, double measure_pt, const char *text);

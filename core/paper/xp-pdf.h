/* xp-pdf.h: a document being written, in millimetres from the top left corner of its pages.
 *
 * The only place that knows libharu. Drawing cannot fail: the first problem is kept and comes out
 * of xp_pdf_finish(), and then there are no bytes. The same calls give the same bytes: no clock and
 * no random number is consulted. One document belongs to one thread. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "xp-font-book.h"
#include "xp-layout.h"

#define XP_PT_PER_MM (72.0 / 25.4)

/* Parts of ink for the press, 0 … 1. Text is black alone: three colours never meet exactly. */
typedef struct {
  double cyan, magenta, yellow, black;
} XpInk;

#define XP_INK_BLACK ((XpInk){0, 0, 0, 1})
#define XP_INK_RED ((XpInk){0, 1, 1, 0})

typedef enum {
  XP_ANCHOR_LEFT,
  XP_ANCHOR_CENTRE,
  XP_ANCHOR_RIGHT,
} XpAnchor;

typedef struct {
  double x_mm, y_mm;
} XpPoint;

typedef struct _XpPdf XpPdf;

/**
 * xp_pdf_new:
 * @fonts: a reference is taken
 * @title: what the viewer shows in its title bar
 * @author: the issuer
 *
 * Returns: yours; NULL with XP_ERROR_REFUSED when the libharu at hand is not the version whose
 * inner functions we know
 */
XpPdf *xp_pdf_new (XpFontBook *fonts, const char *title, const char *author, GError **error);

/* Where libharu's memory comes from: as malloc() and free(), NULL when there is no more. */
typedef struct {
  void *(*allocate) (unsigned n_bytes);
  void (*release) (void *memory);
} XpPdfMemory;

/* The same with memory that is handed in. When it ends, xp_pdf_finish() says so. */
XpPdf *xp_pdf_new_in (const XpPdfMemory *memory,
                      XpFontBook *fonts,
                      const char *title,
                      const char *author,
                      GError **error);
void xp_pdf_free (XpPdf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpPdf, xp_pdf_free)

/* Adds a page and turns to it. Beyond 100,000 pages xp_pdf_finish() refuses. Up to 5 m each way. */
void xp_pdf_add_page (XpPdf *self, double width_mm, double height_mm);

/* A page for a print shop that is cut to @width_mm × @height_mm; ink may go on for @bleed_mm (3 on
 * cards) on each side. Measures still begin at the top left corner after cutting. */
void xp_pdf_add_page_with_bleed (XpPdf *self, double width_mm, double height_mm, double bleed_mm);

/* A card for a print shop: 3 mm of bleed, and around it 6 mm with marks at the corners to cut by.
 */
void xp_pdf_add_card (XpPdf *self, double width_mm, double height_mm);

/* A line in the viewer's list of contents that leads to the page at hand. */
void xp_pdf_add_bookmark (XpPdf *self, const char *title);

/* From @page_no on viewers count 1, 2, 3 … from @first; a cover before it has no number then. */
void xp_pdf_label_pages (XpPdf *self, size_t page_no, unsigned first);

/* Draws on page @page_no, from 0, again. Ink is black there. */
void xp_pdf_turn_to (XpPdf *self, size_t page_no);
size_t xp_pdf_get_n_pages (const XpPdf *self);

/* Moves everything drawn from now on: right and down are positive (套打). */
void xp_pdf_set_offset (XpPdf *self, double dx_mm, double dy_mm);

/* A printer's feed that is too short or too long: x' = dx + x · (1 + sx/1000). Places move, type
 * keeps its size. From now on. */
void xp_pdf_set_scale (XpPdf *self, double sx_permille, double sy_permille);

/* What a print shop may ask for. Ink is always given as CMYK, text as black alone. */
typedef struct {
  /* Type is drawn as paths, for a press that has trouble with fonts: nothing can be copied then. */
  bool is_outlined;
  /* Black is printed over other inks, which are not left out under it: where the plates do not meet
   * exactly no white shows. */
  bool overprints_black;
} XpPress;

/* From the page or form that begins next on. */
void xp_pdf_set_press (XpPdf *self, const XpPress *press);

/* For lines and areas, until the page is turned. */
void xp_pdf_set_ink (XpPdf *self, XpInk ink);

/* @baseline_mm: where the characters stand; @x_mm: where @anchor of the line comes to lie. */
void xp_pdf_draw_line (
  XpPdf *self, const XpLine *line, double x_mm, double baseline_mm, XpAnchor anchor);

/* The same turned a quarter to the right: @line runs down from @top_mm, its baseline is upright at
 * @x_mm and what stands on it reaches to the right of that (蒙文). */
void xp_pdf_draw_column (XpPdf *self, const XpLine *line, double x_mm, double top_mm);

/* Shapes and draws at once; returns the width in mm. */
double xp_pdf_draw_text (XpPdf *self,
                         XpFace face,
                         double size_pt,
                         double x_mm,
                         double baseline_mm,
                         XpAnchor anchor,
                         const char *text);

void xp_pdf_draw_rule (
  XpPdf *self, double x0_mm, double y0_mm, double x1_mm, double y1_mm, double width_mm);

/* Strokes through @points with pointed corners. @closes: back to the first. */
void xp_pdf_draw_path (
  XpPdf *self, const XpPoint points[], size_t n_points, double width_mm, bool closes);

/* Fills the area within @points. */
void xp_pdf_fill_path (XpPdf *self, const XpPoint points[], size_t n_points);

/* A line to cut along. */
void xp_pdf_draw_dashes (XpPdf *self,
                         double x0_mm,
                         double y0_mm,
                         double x1_mm,
                         double y1_mm,
                         double width_mm,
                         double dash_mm);

/* Dots of @diameter_mm between two places, one each @step_mm from the left edge of the page on, so
 * that those of several lines stand under one another. */
void xp_pdf_draw_dots (
  XpPdf *self, double from_mm, double to_mm, double y_mm, double diameter_mm, double step_mm);

/* What is drawn between these is kept once in the file, and stands on no page before
 * xp_pdf_draw_form() puts it there. Measures are from the top left corner of the form. Returns the
 * number of the form; a page must exist. */
size_t xp_pdf_begin_form (XpPdf *self, double width_mm, double height_mm);
void xp_pdf_end_form (XpPdf *self);

/* @x_mm, @y_mm: from the bottom left corner of the page to that of the form; offset and scale were
 * taken when it was drawn. */
void xp_pdf_draw_form (XpPdf *self, size_t form_no, double x_mm, double y_mm);

/**
 * xp_pdf_finish:
 *
 * Embeds the fonts and writes the file into memory. To be called once.
 *
 * Returns: yours; NULL with XP_ERROR_FONT when a character was drawn that no font has, or
 * XP_ERROR_REFUSED when the document is too long or libharu failed
 */
GBytes *xp_pdf_finish (XpPdf *self, GError **error);

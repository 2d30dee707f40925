/* xp-content.h: page description operators as text.
 *
 * Numbers are written here, locale free and to a thousandth of a point; floats of the PDF library
 * are not trusted with them. Knows lines and subsets, no PDF library. */
#pragma once

#include <glib.h>

#include "xp-layout.h"
#include "xp-subset.h"

/* Appends @value to a thousandth, without exponent and without trailing zeros. */
void xp_content_add_number (GString *out, double value);

/* Appends @n numbers, each followed by a blank, and then @operator and a line end. */
void
xp_content_add_operator (GString *out, const double numbers[], size_t n, const char *operator_);

/**
 * xp_content_add_line:
 * @line: borrowed
 * @subsets: one per font of the book, by XpFont.no; every glyph is counted as used there
 * @x_pt: left end of the measure
 * @y_pt: baseline, from the bottom of the page
 *
 * Appends the operators that show @line; a font's resource is named F and its number.
 */
void xp_content_add_line (
  GString *out, const XpLine *line, XpSubset *const subsets[], double x_pt, double y_pt);

/* The same as filled paths: no font is needed to show them. */
void xp_content_add_outlines (GString *out, const XpLine *line, double x_pt, double y_pt);

#include "xp-content.h"

#include <math.h>
#include <string.h>

void
xp_content_add_number (GString *out, double value)
{
  const long thousandths = lround (value * 1000);
  const long whole = labs (thousandths) / 1000;
  const long rest = labs (thousandths) % 1000;

  if (thousandths < 0)
    g_string_append_c (out, '-');
  g_string_append_printf (out, "%ld", whole);
  if (rest == 0)
    return;
  g_string_append_printf (out, ".%03ld", rest);
  while (out->str[out->len - 1] == '0')
    g_string_truncate (out, out->len - 1);
}

void
xp_content_add_operator (GString *out, const double numbers[], size_t n, const char *operator_)
{
  for (size_t i = 0; i < n; i++) {
    xp_content_add_number (out, numbers[i]);
    g_string_append_c (out, ' ');
  }
  g_string_append (out, operator_);
  g_string_append_c (out, '\n');
}

/* The characters of @glyph, for a copy that the font's table would get wrong. */
static void
begin_actual_text (GString *out, const char *text, size_t n_bytes)
{
  g_autofree char *part = g_strndup (text, n_bytes);
  g_autofree gunichar2 *units = g_utf8_to_utf16 (part, -1, NULL, NULL, NULL);
  g_string_append (out, "/Span <</ActualText <FEFF");
  for (size_t i = 0; units != NULL && units[i] != 0; i++)
    g_string_append_printf (out, "%04X", units[i]);
  g_string_append (out, ">>> BDC\n");
}

/* Glyphs in one font, on one height, which the document's table maps alike. */
static size_t
end_of_run (const XpLine *line, size_t start)
{
  size_t end = start + 1;
  while (end < line->n_glyphs && line->glyphs[end].font == line->glyphs[start].font &&
         fabsf (line->glyphs[end].y_pt - line->glyphs[start].y_pt) < 0.0005f)
    end++;
  return end;
}

static void
add_glyph (GString *out, unsigned glyph)
{
  static const char HEX[] = "0123456789ABCDEF";
  const char digits[] = {HEX[glyph >> 12 & 15],
                         HEX[glyph >> 8 & 15],
                         HEX[glyph >> 4 & 15],
                         HEX[glyph & 15]};
  g_string_append_len (out, digits, sizeof digits);
}

/* Shows glyphs @start … @end; each is moved to its place when the advances do not lead there. */
static void
add_run (GString *out, const XpLine *line, size_t start, size_t end, double x_pt, double y_pt)
{
  const XpFont *font = line->glyphs[start].font;
  double pen_pt = (double) line->glyphs[start].x_pt;

  g_string_append_printf (out, "BT /F%zu ", font->no);
  xp_content_add_number (out, line->size_pt);
  g_string_append (out, " Tf ");
  xp_content_add_number (out, x_pt + pen_pt);
  g_string_append_c (out, ' ');
  xp_content_add_number (out, y_pt + (double) line->glyphs[start].y_pt);
  g_string_append (out, " Td [<");
  for (size_t i = start; i < end; i++) {
    const XpGlyph *glyph = &line->glyphs[i];
    const long back = lround ((pen_pt - (double) glyph->x_pt) / line->size_pt * 1000);
    if (back != 0) {
      g_string_append_printf (out, ">%ld<", back);
      pen_pt -= (double) back * line->size_pt / 1000;
    }
    add_glyph (out, glyph->glyph);
    pen_pt +=
      hb_font_get_glyph_h_advance (font->hb, glyph->glyph) * line->size_pt / font->units_per_em;
  }
  g_string_append (out, ">] TJ ET\n");
}

/* How many glyphs from @start on the document's table gives back rightly; all are counted as used.
 */
static size_t
end_of_plain (const XpLine *line, XpSubset *const subsets[], size_t start, size_t end)
{
  for (size_t i = start; i < end; i++) {
    const XpGlyph *glyph = &line->glyphs[i];
    if (!xp_subset_use (subsets[glyph->font->no],
                        glyph->glyph,
                        line->text + glyph->text_start,
                        glyph->n_text_bytes))
      return i;
  }
  return end;
}

static void
add_spread_line (
  GString *out, const XpLine *line, XpSubset *const subsets[], double x_pt, double y_pt)
{
  begin_actual_text (out, line->text, strlen (line->text));
  for (size_t start = 0, end; start < line->n_glyphs; start = end) {
    end = end_of_run (line, start);
    for (size_t i = start; i < end; i++)
      end_of_plain (line, subsets, i, i + 1);
    add_run (out, line, start, end, x_pt, y_pt);
  }
  g_string_append (out, "EMC\n");
}

void
xp_content_add_line (
  GString *out, const XpLine *line, XpSubset *const subsets[], double x_pt, double y_pt)
{
  if (line->is_spread) {
    add_spread_line (out, line, subsets, x_pt, y_pt);
    return;
  }

  for (size_t start = 0; start < line->n_glyphs;) {
    const size_t run_end = end_of_run (line, start);
    const size_t odd = end_of_plain (line, subsets, start, run_end);
    if (odd > start)
      add_run (out, line, start, odd, x_pt, y_pt);
    start = odd;
    if (odd == run_end)
      continue;

    const XpGlyph *glyph = &line->glyphs[odd];
    begin_actual_text (out, line->text + glyph->text_start, glyph->n_text_bytes);
    add_run (out, line, odd, odd + 1, x_pt, y_pt);
    g_string_append (out, "EMC\n");
    start = odd + 1;
  }
}

/* ---- outlines ---- */

typedef struct {
  GString *out;
  double x_pt, y_pt; /* of the glyph's origin */
  double scale;      /* points per unit of the font */
} Pen;

static void
add_at (Pen *pen, const float units[], size_t n, const char *operator_)
{
  double points[6];
  for (size_t i = 0; i + 1 < n; i += 2) {
    points[i] = pen->x_pt + (double) units[i] * pen->scale;
    points[i + 1] = pen->y_pt + (double) units[i + 1] * pen->scale;
  }
  xp_content_add_operator (pen->out, points, n, operator_);
}

static void
move_to_cb (hb_draw_funcs_t *f, void *pen, hb_draw_state_t *st, float x, float y, void *unused)
{
  add_at (pen, (const float[]){x, y}, 2, "m");
}

static void
line_to_cb (hb_draw_funcs_t *f, void *pen, hb_draw_state_t *st, float x, float y, void *unused)
{
  add_at (pen, (const float[]){x, y}, 2, "l");
}

static void
cubic_to_cb (hb_draw_funcs_t *f,
             void *pen,
             hb_draw_state_t *st,
             float x1,
             float y1,
             float x2,
             float y2,
             float x,
             float y,
             void *unused)
{
  add_at (pen, (const float[]){x1, y1, x2, y2, x, y}, 6, "c");
}

static void
close_cb (hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, void *unused)
{
  Pen *pen = data;
  g_string_append (pen->out, "h\n");
}

/* HarfBuzz makes cubic curves of TrueType's quadratic ones where it is given none for those. */
void
xp_content_add_outlines (GString *out, const XpLine *line, double x_pt, double y_pt)
{
  hb_draw_funcs_t *funcs = hb_draw_funcs_create ();
  hb_draw_funcs_set_move_to_func (funcs, move_to_cb, NULL, NULL);
  hb_draw_funcs_set_line_to_func (funcs, line_to_cb, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func (funcs, cubic_to_cb, NULL, NULL);
  hb_draw_funcs_set_close_path_func (funcs, close_cb, NULL, NULL);

  for (size_t i = 0; i < line->n_glyphs; i++) {
    const XpGlyph *glyph = &line->glyphs[i];
    Pen pen = {
      .out = out,
      .x_pt = x_pt + (double) glyph->x_pt,
      .y_pt = y_pt + (double) glyph->y_pt,
      .scale = line->size_pt / glyph->font->units_per_em,
    };
    const gsize n_before = out->len;
    hb_font_get_glyph_shape (glyph->font->hb, glyph->glyph, funcs, &pen);
    if (out->len > n_before) /* a blank has none */
      g_string_append (out, "f\n");
  }
  hb_draw_funcs_destroy (funcs);
}

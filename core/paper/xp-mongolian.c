#include "xp-mongolian.h"

#include <string.h>

#include "xp-error.h"
#include "xp-layout.h"

/* A text shaped as one line: glyphs in points, and where it may be broken. */
typedef struct {
  const char *text;
  const XpFont *mongolian;
  double size_pt;
  GArray *glyphs;    /* XpGlyph; x_pt from the start of the text */
  double *starts_pt; /* by byte of the text: where what begins there stands; its end at the end */
} Shaped;

static void
shaped_clear (Shaped *self)
{
  g_array_unref (self->glyphs);
  g_free (self->starts_pt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shaped, shaped_clear)

/* ---- fonts ---- */

/* FVS, MVS and joiners have no picture of their own. */
static bool
is_invisible (gunichar c)
{
  return (c >= 0x180b && c <= 0x180f) || (c >= 0x200b && c <= 0x200f) || c == 0x202f || c == '\n' ||
         c == ' ';
}

/* What Mongolian has no letters for lies on its side in the font of the text. */
static const XpFont *
font_for (const XpFontBook *fonts, gunichar c)
{
  const XpFont *mongolian = xp_font_book_get_mongolian_font (fonts);
  if (mongolian == NULL || is_invisible (c) || xp_font_book_has_character (mongolian, c))
    return mongolian;
  const XpFont *other = xp_font_book_lookup (fonts, XP_FACE_BODY, c);
  return other != NULL ? other : mongolian;
}

bool
xp_mongolian_check (const XpFontBook *fonts, const char *text, GError **error)
{
  if (text == NULL || *text == '\0')
    return true;
  const XpFont *mongolian = xp_font_book_get_mongolian_font (fonts);
  if (mongolian == NULL) {
    g_set_error (
      error,
      XP_ERROR,
      XP_ERROR_FONT,
      "这台电脑上没有能印蒙古文的字体，所以没有打印。请安装软件包 %s 再印，或者只印汉字。",
      XP_FONT_MONGOLIAN.package);
    return false;
  }
  XpMissing missing = {0};
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    char one[8] = {0};
    g_unichar_to_utf8 (c, one);
    if (!is_invisible (c) && !xp_font_book_has_character (mongolian, c))
      xp_font_book_check (fonts, XP_FACE_BODY, one, &missing);
  }
  return xp_missing_finish (&missing, error);
}

/* ---- shaping ---- */

static void
shape_run (Shaped *self, const XpFont *font, size_t start, size_t end, double *pen_pt)
{
  hb_buffer_t *buffer = hb_buffer_create ();
  hb_buffer_add_utf8 (buffer, self->text, (int) end, (unsigned) start, (int) (end - start));
  hb_buffer_set_direction (buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script (buffer, font == self->mongolian ? HB_SCRIPT_MONGOLIAN : HB_SCRIPT_HAN);
  hb_buffer_set_language (buffer, hb_language_from_string ("mn-Mong", -1));
  hb_shape (font->hb, buffer, NULL, 0);

  unsigned n = 0;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos (buffer, &n);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions (buffer, &n);
  const double scale = self->size_pt / font->units_per_em;
  for (unsigned i = 0; i < n; i++) {
    const bool begins = i == 0 || infos[i].cluster != infos[i - 1].cluster;
    unsigned next = i + 1;
    while (next < n && infos[next].cluster == infos[i].cluster)
      next++;
    const size_t next_byte = next < n ? infos[next].cluster : end;
    const XpGlyph glyph = {
      .font = font,
      .glyph = infos[i].codepoint,
      .text_start = infos[i].cluster,
      .n_text_bytes = begins ? (uint32_t) (next_byte - infos[i].cluster) : 0,
      .x_pt = (float) (*pen_pt + positions[i].x_offset * scale),
      .y_pt = (float) (positions[i].y_offset * scale),
    };
    if (begins)
      self->starts_pt[infos[i].cluster] = *pen_pt;
    g_array_append_val (self->glyphs, glyph);
    *pen_pt += positions[i].x_advance * scale;
  }
  hb_buffer_destroy (buffer);
}

static Shaped
shape (const XpFontBook *fonts, double size_pt, const char *text)
{
  const size_t n_bytes = strlen (text);
  Shaped shaped = {.text = text,
                   .mongolian = xp_font_book_get_mongolian_font (fonts),
                   .size_pt = size_pt,
                   .glyphs = g_array_new (FALSE, FALSE, sizeof (XpGlyph)),
                   .starts_pt = g_new0 (double, n_bytes + 1)};
  double pen_pt = 0;
  const XpFont *run_font = NULL;
  size_t run_start = 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const XpFont *font = is_invisible (c) && run_font != NULL ? run_font : font_for (fonts, c);
    const size_t byte = (size_t) (at - text);
    if (font != run_font && run_font != NULL) {
      shape_run (&shaped, run_font, run_start, byte, &pen_pt);
      run_start = byte;
    }
    run_font = font;
  }
  if (run_font != NULL)
    shape_run (&shaped, run_font, run_start, n_bytes, &pen_pt);
  shaped.starts_pt[n_bytes] = pen_pt;
  return shaped;
}

/* ---- columns ---- */

/* Bytes @start … @end of the text as a line of its own. */
static XpLine *
cut_line (const Shaped *shaped, size_t start, size_t end)
{
  XpLine *line = g_new0 (XpLine, 1);
  const float left_pt = (float) shaped->starts_pt[start];
  line->text = g_strndup (shaped->text + start, end - start);
  line->glyphs = g_new (XpGlyph, shaped->glyphs->len);
  line->size_pt = shaped->size_pt;
  line->width_pt = shaped->starts_pt[end] - (double) left_pt;
  for (guint i = 0; i < shaped->glyphs->len; i++) {
    XpGlyph glyph = g_array_index (shaped->glyphs, XpGlyph, i);
    if (glyph.text_start < start || glyph.text_start >= end)
      continue;
    glyph.text_start -= (uint32_t) start;
    glyph.x_pt -= left_pt;
    line->glyphs[line->n_glyphs++] = glyph;
  }
  return line;
}

/* The last blank with which the column is no longer than @measure_pt; else the first; else the end.
 */
static size_t
find_end (const Shaped *shaped, size_t start, double measure_pt)
{
  size_t best = start;
  for (size_t end = start;; end++) {
    end += strcspn (shaped->text + end, " ");
    if (shaped->starts_pt[end] - shaped->starts_pt[start] > measure_pt)
      return best > start ? best : end;
    if (shaped->text[end] == '\0')
      return end;
    best = end;
  }
}

static void
add_paragraph (const XpFontBook *fonts,
               const XpMongolianForm *form,
               const char *text,
               GPtrArray *columns)
{
  const double measure_pt = form->height_mm * XP_PT_PER_MM;
  g_auto (Shaped) shaped = shape (fonts, form->size_pt, text);
  for (size_t start = 0; text[start] != '\0';) {
    const size_t end = find_end (&shaped, start, measure_pt);
    XpLine *line = cut_line (&shaped, start, end);
    if (line->width_pt > measure_pt) {
      g_autoptr (XpLine) too_long = line;
      const double size_pt = form->size_pt * measure_pt / line->width_pt;
      g_auto (Shaped) smaller = shape (fonts, size_pt, too_long->text);
      line = cut_line (&smaller, 0, end - start);
    }
    g_ptr_array_add (columns, line);
    start = end + strspn (text + end, " ");
  }
}

GPtrArray *
xp_mongolian_set (const XpFontBook *fonts, const XpMongolianForm *form, const char *text)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_line_free);
  if (xp_font_book_get_mongolian_font (fonts) == NULL)
    return columns;
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);
  for (size_t i = 0; paragraphs[i] != NULL; i++)
    add_paragraph (fonts, form, g_strstrip (paragraphs[i]), columns);
  return columns;
}

/* What letters reach to the left and to the right of the upright baseline, in em. */
static void
measure_sides (const XpFontBook *fonts, double *out_left_em, double *out_right_em)
{
  const XpFont *font = xp_font_book_get_mongolian_font (fonts);
  hb_font_extents_t extents = {0};
  *out_left_em = *out_right_em = 0;
  if (font == NULL || !hb_font_get_h_extents (font->hb, &extents))
    return;
  *out_left_em = -(double) extents.descender / font->units_per_em;
  *out_right_em = (double) extents.ascender / font->units_per_em;
}

double
xp_mongolian_column_mm (const XpFontBook *fonts, double size_pt)
{
  double left_em = 0, right_em = 0;
  measure_sides (fonts, &left_em, &right_em);
  return (left_em + right_em) * size_pt / XP_PT_PER_MM;
}

double
xp_mongolian_draw (const XpFontBook *fonts,
                   const XpMongolianForm *form,
                   XpPdf *pdf,
                   const GPtrArray *columns,
                   double left_mm,
                   double top_mm)
{
  double left_em = 0, right_em = 0;
  measure_sides (fonts, &left_em, &right_em);
  const double baseline_mm = left_mm + left_em * form->size_pt / XP_PT_PER_MM;
  for (guint i = 0; i < columns->len; i++)
    xp_pdf_draw_column (pdf, columns->pdata[i], baseline_mm + i * form->pitch_mm, top_mm);
  if (columns->len == 0)
    return left_mm;
  return left_mm + (columns->len - 1) * form->pitch_mm +
         xp_mongolian_column_mm (fonts, form->size_pt);
}

#include "xp-layout.h"

#include <string.h>

#include "xp-breaks.h"
#include "xp-clusters.h"
#include "xp-gaps.h"

/* From this tracking on a reader takes the gaps for blanks. */
static const double SPREAD_EM = 0.1;

/* Sums of cells and gaps may miss a width by this without anybody seeing it. */
static const double ROUNDING_PT = 0.01;

/* Places the clusters of one line. */
static XpLine *
place_line (const XpClusters *shaped,
            size_t start,
            size_t end,
            double size_pt,
            double indent_em,
            const XpGapFill *fill)
{
  const XpCluster *clusters = &g_array_index (shaped->clusters, XpCluster, 0);
  const XpGlyph *glyphs = &g_array_index (shaped->glyphs, XpGlyph, 0);
  const XpCluster *last = &clusters[end - 1];
  const size_t first_glyph = clusters[start].first_glyph;

  XpLine *line = g_new0 (XpLine, 1);
  line->text = g_strndup (shaped->text + clusters[start].start,
                          last->start + last->n_bytes - clusters[start].start);
  line->size_pt = size_pt;
  line->n_glyphs = last->first_glyph + last->n_glyphs - first_glyph;
  line->glyphs = g_new (XpGlyph, line->n_glyphs);

  double pen_em = indent_em;
  for (size_t i = start; i < end; i++) {
    for (size_t k = 0; k < clusters[i].n_glyphs; k++) {
      XpGlyph glyph = glyphs[clusters[i].first_glyph + k];
      glyph.x_pt = (float) ((pen_em + (double) glyph.x_pt) * size_pt);
      glyph.y_pt = (float) ((double) glyph.y_pt * size_pt);
      glyph.text_start -= (uint32_t) clusters[start].start;
      line->glyphs[clusters[i].first_glyph + k - first_glyph] = glyph;
    }
    pen_em += clusters[i].advance_em;
    if (i + 1 < end)
      pen_em += xp_gaps_get_em (fill, &clusters[i]);
  }
  line->width_pt = pen_em * size_pt;
  return line;
}

static XpLine *
empty_line (double size_pt)
{
  XpLine *line = g_new0 (XpLine, 1);
  line->text = g_strdup ("");
  line->size_pt = size_pt;
  return line;
}

void
xp_line_free (XpLine *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->glyphs);
  g_free (self);
}

static void
free_line (gpointer line)
{
  xp_line_free (line);
}

GPtrArray *
xp_layout_paragraph (const XpFontBook *fonts, const XpTextStyle *style, const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  g_auto (XpClusters) shaped = xp_clusters_shape (fonts, style, text);
  xp_clusters_find_breaks (&shaped, style);
  xp_gaps_set (&shaped, style);

  const XpCluster *clusters = &g_array_index (shaped.clusters, XpCluster, 0);
  const size_t n = shaped.clusters->len;
  const bool is_justified = (style->flags & XP_TEXT_JUSTIFIES) != 0;
  g_autoptr (GArray) endings = xp_breaks_find (&shaped, style);
  size_t start = 0;
  for (guint i = 0; i < endings->len; i++) {
    const XpEnding *ending = &g_array_index (endings, XpEnding, i);
    const double indent_em = start == 0 ? style->indent_em : style->hang_em;
    const double rest_em = style->measure_pt / style->size_pt - indent_em - ending->width_em;
    const bool is_filled = rest_em < 0 || (is_justified && i + 1 < endings->len);
    const XpGapFill fill = xp_gaps_fill (clusters, start, ending->end, is_filled ? rest_em : 0);
    XpLine *line = place_line (&shaped, start, ending->end, style->size_pt, indent_em, &fill);
    line->is_spread = style->tracking_em >= SPREAD_EM;
    g_ptr_array_add (lines, line);
    start = ending->end;
    while (start < n && clusters[start].first == ' ')
      start++;
  }

  if (lines->len == 0)
    g_ptr_array_add (lines, empty_line (style->size_pt));
  return lines;
}

static XpLine *
natural_line (
  const XpFontBook *fonts, XpFace face, double size_pt, double wanted_em, const char *text)
{
  const XpTextStyle style = {.face = face, .flags = XP_TEXT_SQUEEZES};
  g_auto (XpClusters) shaped = xp_clusters_shape (fonts, &style, text);
  const size_t n = shaped.clusters->len;
  if (n == 0)
    return empty_line (size_pt);

  xp_gaps_set (&shaped, &style);
  double natural_em = 0;
  for (size_t i = 0; i < n; i++) {
    XpCluster *cluster = &g_array_index (shaped.clusters, XpCluster, i);
    cluster->may_stretch = true;
    natural_em += cluster->advance_em + (i + 1 < n ? cluster->gap_em : 0);
  }

  const double rest_em = n > 1 ? MAX (wanted_em - natural_em, 0) / (double) (n - 1) : 0;
  const XpGapFill fill = {.each_em = rest_em};
  XpLine *line = place_line (&shaped, 0, n, size_pt, 0, &fill);
  line->is_spread = rest_em > 0;
  return line;
}

XpLine *
xp_layout_line (const XpFontBook *fonts, XpFace face, double size_pt, const char *text)
{
  return natural_line (fonts, face, size_pt, 0, text);
}

XpLine *
xp_layout_spread (
  const XpFontBook *fonts, XpFace face, double size_pt, double width_em, const char *text)
{
  return natural_line (fonts, face, size_pt, width_em, text);
}

XpLine *
xp_layout_name (const XpFontBook *fonts, XpFace face, double size_pt, const char *name)
{
  const bool is_short = g_utf8_strlen (name, -1) == 2 && g_utf8_get_char (name) > 0x2e7f;
  return natural_line (fonts, face, size_pt, is_short ? 3 : 0, name);
}

/* What a text that is too long for its cell is set with. */
static XpTextStyle
style_of_cell (XpFace face, double size_pt, double measure_pt)
{
  return (XpTextStyle){
    .face = face,
    .size_pt = size_pt * XP_LAYOUT_LEAST_SCALE,
    .measure_pt = measure_pt,
    .flags = XP_TEXT_SQUEEZES,
  };
}

/* As long as it stays two lines, the measure is made narrower: both are about equally long then. */
static GPtrArray *
break_evenly (const XpFontBook *fonts, XpTextStyle style, const char *text)
{
  static const double STEP_PT = 1;
  GPtrArray *lines = xp_layout_paragraph (fonts, &style, text);
  while (lines->len == 2 && style.measure_pt > style.size_pt + STEP_PT) {
    style.measure_pt -= STEP_PT;
    GPtrArray *narrower = xp_layout_paragraph (fonts, &style, text);
    if (narrower->len > 2) {
      g_ptr_array_unref (narrower);
      break;
    }
    g_ptr_array_unref (lines);
    lines = narrower;
  }
  return lines;
}

/* A long name parts after its ·, where both parts fit; else into halves. */
static GPtrArray *
break_name (const XpFontBook *fonts, const XpTextStyle *style, const char *name)
{
  static const char DOT[] = "·";
  const char *dot = strstr (name, DOT);
  if (dot == NULL)
    return break_evenly (fonts, *style, name);

  const char *rest = dot + strlen (DOT);
  g_autofree char *first = g_strndup (name, (gsize) (rest - name));
  XpLine *const parts[] = {xp_layout_line (fonts, style->face, style->size_pt, first),
                           xp_layout_line (fonts, style->face, style->size_pt, rest)};
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    g_ptr_array_add (lines, parts[i]);
  if (MAX (parts[0]->width_pt, parts[1]->width_pt) <= style->measure_pt + ROUNDING_PT)
    return lines;
  g_ptr_array_unref (lines);
  return break_evenly (fonts, *style, name);
}

GPtrArray *
xp_layout_fit (const XpFontBook *fonts,
               XpFace face,
               double size_pt,
               double measure_pt,
               bool is_name,
               const char *text)
{
  XpLine *(*const set) (const XpFontBook *, XpFace, double, const char *) =
    is_name ? xp_layout_name : xp_layout_line;
  g_autoptr (XpLine) line = set (fonts, face, size_pt, text);
  const bool fits = line->width_pt <= measure_pt + ROUNDING_PT;
  const double scale = fits ? 1 : measure_pt / line->width_pt;
  if (scale >= XP_LAYOUT_LEAST_SCALE) {
    GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
    g_ptr_array_add (lines,
                     fits ? g_steal_pointer (&line) : set (fonts, face, size_pt * scale, text));
    return lines;
  }

  const XpTextStyle style = style_of_cell (face, size_pt, measure_pt);
  return is_name ? break_name (fonts, &style, text) : xp_layout_paragraph (fonts, &style, text);
}

GPtrArray *
xp_layout_fit_evenly (
  const XpFontBook *fonts, XpFace face, double size_pt, double measure_pt, const char *text)
{
  GPtrArray *lines = xp_layout_fit (fonts, face, size_pt, measure_pt, false, text);
  if (lines->len != 2)
    return lines;
  g_ptr_array_unref (lines);
  return break_evenly (fonts, style_of_cell (face, size_pt, measure_pt), text);
}

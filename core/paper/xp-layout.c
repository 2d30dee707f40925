#include "xp-layout.h"

#include <string.h>

#include "xp-clusters.h"
#include "xp-gaps.h"

/* No gap between two characters is stretched by more than this to bring company to the last ones of
 * a paragraph. */
static const double MOST_STRETCH_EM = 0.2;

/* So many characters make a last line: of a paragraph on paper, of a cell. */
enum {
  LEAST_OF_PARAGRAPH = 3,
  LEAST_OF_CELL = 2
};

/* Sums of cells and gaps may miss a width by this without anybody seeing it. */
static const double ROUNDING_PT = 0.01;

/* One way to end a line. */
typedef struct {
  size_t end;      /* the cluster after its last one; 0: there is no such way */
  double width_em; /* natural, as it counts against the measure */
  double give_em;  /* what its gaps can be squeezed by */
  size_t n_gaps;   /* that can be stretched */
} Ending;

static Ending
ending_at (const XpCluster *clusters, size_t start, size_t end)
{
  Ending ending = {.end = end};
  for (size_t i = start; i + 1 < end; i++) {
    ending.width_em += clusters[i].advance_em + clusters[i].gap_em;
    ending.give_em += clusters[i].give_em;
    ending.n_gaps += clusters[i].may_stretch ? 1 : 0;
  }
  const XpCluster *last = &clusters[end - 1];
  if (last->first != ' ') /* blanks do not count */
    ending.width_em += last->advance_em - last->blank_em;
  return ending;
}

/* How many characters would be left for the lines below, marks at their ends not counted. */
static size_t
count_left (const XpCluster *clusters, size_t end, size_t n)
{
  size_t n_left = 0;
  for (size_t i = end; i < n; i++)
    n_left += xp_gaps_ends_with_mark (&clusters[i]) ? 0 : 1;
  return n_left;
}

/* Squeezing in comes before pushing out, as long as it costs less to the eye. */
static Ending
better (const Ending *loose, const Ending *tight, double measure_em)
{
  if (tight->end == 0)
    return *loose;
  if (loose->end == 0)
    return *tight;

  const double stretch = (measure_em - loose->width_em) / (double) MAX (loose->n_gaps, 1);
  const double squeeze = tight->give_em > 0 ? (tight->width_em - measure_em) / tight->give_em : 1;
  return squeeze * 0.4 < stretch / 0.12 ? *tight : *loose;
}

/* An earlier ending that leaves @n_least to the last line without tearing this one open; else one
 * that leaves as many as can be. */
static Ending
with_company (const XpCluster *clusters,
              size_t start,
              size_t n,
              const Ending *chosen,
              double measure_em,
              size_t n_least)
{
  Ending best = *chosen;
  for (size_t end = chosen->end - 1; end > start && count_left (clusters, best.end, n) < n_least;
       end--) {
    if (!clusters[end].may_break_before)
      continue;
    const Ending here = ending_at (clusters, start, end);
    if ((measure_em - here.width_em) / (double) MAX (here.n_gaps, 1) >= MOST_STRETCH_EM)
      break;
    best = here;
  }
  return best;
}

/* The widest ending that fits, or the first that fits when squeezed. Fewer than @n_least characters
 * do not make a last line: all are squeezed in, or some go down to them. */
static Ending
choose_ending (const XpCluster *clusters, size_t start, size_t n, double measure_em, size_t n_least)
{
  static const double ROUNDING_EM = 1e-6;
  Ending loose = {0}, tight = {0}, whole = {0};
  size_t most = start + 1;

  for (size_t i = start + 1; i <= n; i++) {
    const Ending here = ending_at (clusters, start, i);
    if (here.width_em - here.give_em > measure_em + 1.0)
      break;
    if (here.width_em <= measure_em)
      most = i;
    if (i < n && !clusters[i].may_break_before)
      continue;
    const bool fits_tight = here.width_em - here.give_em <= measure_em + ROUNDING_EM;
    if (here.width_em <= measure_em + ROUNDING_EM)
      loose = here;
    else if (fits_tight && tight.end == 0)
      tight = here;
    if (fits_tight && i == n)
      whole = here;
  }

  if (loose.end == n)
    return loose;
  Ending chosen = better (&loose, &tight, measure_em);
  if (chosen.end == 0) /* one thing wider than the measure: part of it goes here all the same */
    return ending_at (clusters, start, most);

  const size_t n_left = count_left (clusters, chosen.end, n);
  if (n_left == 0 || n_left >= n_least)
    return chosen;
  return whole.end == n ? whole : with_company (clusters, start, n, &chosen, measure_em, n_least);
}

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
  const size_t n_least = is_justified ? LEAST_OF_PARAGRAPH : LEAST_OF_CELL;
  for (size_t start = 0; start < n;) {
    const double indent_em = start == 0 ? style->indent_em : style->hang_em;
    const double measure_em = style->measure_pt / style->size_pt - indent_em;
    const Ending ending = choose_ending (clusters, start, n, measure_em, n_least);

    const double rest_em = measure_em - ending.width_em;
    const bool is_filled = rest_em < 0 || (is_justified && ending.end < n);
    const XpGapFill fill = xp_gaps_fill (clusters, start, ending.end, is_filled ? rest_em : 0);
    g_ptr_array_add (lines,
                     place_line (&shaped, start, ending.end, style->size_pt, indent_em, &fill));

    start = ending.end;
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

  const XpTextStyle style = {
    .face = face,
    .size_pt = size_pt * XP_LAYOUT_LEAST_SCALE,
    .measure_pt = measure_pt,
    .flags = XP_TEXT_SQUEEZES,
  };
  return xp_layout_paragraph (fonts, &style, text);
}

GPtrArray *
xp_layout_fit_evenly (
  const XpFontBook *fonts, XpFace face, double size_pt, double measure_pt, const char *text)
{
  static const double STEP_PT = 1;
  GPtrArray *lines = xp_layout_fit (fonts, face, size_pt, measure_pt, false, text);
  while (lines->len == 2 && measure_pt > size_pt + STEP_PT) {
    measure_pt -= STEP_PT;
    GPtrArray *narrower = xp_layout_fit (fonts, face, size_pt, measure_pt, false, text);
    if (narrower->len > 2) {
      g_ptr_array_unref (narrower);
      break;
    }
    g_ptr_array_unref (lines);
    lines = narrower;
  }
  return lines;
}

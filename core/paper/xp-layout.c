#include "xp-layout.h"

#include <string.h>

#include "xp-kinsoku.h"
#include "xp-private-use.h"

/* What is never torn apart: a character with its marks, or two dashes joined into one glyph. */
typedef struct {
  size_t first_glyph;
  size_t n_glyphs;
  size_t start; /* byte in the text */
  size_t n_bytes;
  gunichar first;
  gunichar last;
  double advance_em;
  bool may_break_before;
  /* The gap after it, in em. */
  double gap_em;
  double give_em;  /* how much of the gap can be squeezed away */
  double blank_em; /* of its advance, what may hang over at a line's end */
  bool may_stretch;
} Cluster;

/* A text shaped, before it is broken. */
typedef struct {
  char *text;       /* control characters are blanks here */
  GArray *glyphs;   /* XpGlyph; x_pt, y_pt are offsets within the cluster, in em */
  GArray *clusters; /* Cluster */
} Shaped;

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

static const char CONTROLS[] = "\t\n\v\f\r";

static bool
is_wide (const Cluster *cluster)
{
  return cluster->advance_em > 0.9;
}

static bool
is_full_closing (const Cluster *cluster)
{
  return is_wide (cluster) && xp_kinsoku_is_closing (cluster->last);
}

static bool
is_full_opening (const Cluster *cluster)
{
  return is_wide (cluster) && xp_kinsoku_is_opening (cluster->first);
}

static bool
is_middle_dot (const Cluster *cluster)
{
  return is_wide (cluster) && cluster->first == 0xb7;
}

static bool
is_han (const Cluster *cluster)
{
  return cluster->first > 0x2e7f && !xp_kinsoku_is_closing (cluster->first) &&
         !xp_kinsoku_is_opening (cluster->first);
}

static void
shaped_clear (Shaped *shaped)
{
  g_free (shaped->text);
  g_array_unref (shaped->glyphs);
  g_array_unref (shaped->clusters);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shaped, shaped_clear)

static void
add_cluster (Shaped *shaped, size_t start, size_t end)
{
  const Cluster cluster = {
    .first_glyph = shaped->glyphs->len,
    .start = start,
    .n_bytes = end - start,
    .first = g_utf8_get_char (shaped->text + start),
    .last = g_utf8_get_char (g_utf8_prev_char (shaped->text + end)),
  };
  g_array_append_val (shaped->clusters, cluster);
}

/* Shapes bytes @start … @end, which all come from @font. */
static void
shape_run (Shaped *shaped, const XpFont *font, hb_buffer_t *buffer, size_t start, size_t end)
{
  hb_buffer_clear_contents (buffer);
  hb_buffer_add_utf8 (buffer, shaped->text, (int) end, (unsigned) start, (int) (end - start));
  hb_buffer_set_direction (buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script (buffer, HB_SCRIPT_HAN);
  hb_buffer_set_language (buffer, hb_language_from_string ("zh-Hans", -1));
  hb_shape (font->hb, buffer, NULL, 0);

  unsigned n = 0;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos (buffer, &n);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions (buffer, &n);
  const double em = font->units_per_em;
  double pen_em = 0;

  for (unsigned i = 0; i < n; i++) {
    const bool begins = i == 0 || infos[i].cluster != infos[i - 1].cluster;
    if (begins) {
      unsigned next = i + 1;
      while (next < n && infos[next].cluster == infos[i].cluster)
        next++;
      add_cluster (shaped, infos[i].cluster, next < n ? infos[next].cluster : end);
      pen_em = 0;
    }

    Cluster *cluster = &g_array_index (shaped->clusters, Cluster, shaped->clusters->len - 1);
    const XpGlyph glyph = {
      .font = font,
      .glyph = infos[i].codepoint,
      .text_start = (uint32_t) cluster->start,
      .n_text_bytes = begins ? (uint32_t) cluster->n_bytes : 0,
      .x_pt = (float) (pen_em + positions[i].x_offset / em),
      .y_pt = (float) (positions[i].y_offset / em),
    };
    g_array_append_val (shaped->glyphs, glyph);
    pen_em += positions[i].x_advance / em;
    cluster->n_glyphs++;
    cluster->advance_em = pen_em;
  }
}

/* A mark that joins what stands before it, and so is shaped with it. */
static bool
continues_run (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f) ||
         (c >= 0xe0100 && c <= 0xe01ef);
}

/* How long the lead is once characters of old systems have their places. */
static size_t
lead_length (const XpTextStyle *style, const char *text)
{
  g_autofree char *lead = g_strndup (text, style->n_lead_bytes);
  g_autofree char *mapped = xp_private_use_dup_mapped (lead);
  return strlen (mapped);
}

static Shaped
shape (const XpFontBook *fonts, const XpTextStyle *style, const char *text)
{
  const size_t n_lead = style->n_lead_bytes > 0 ? lead_length (style, text) : 0;
  Shaped shaped = {
    .text = g_strdelimit (xp_private_use_dup_mapped (text), CONTROLS, ' '),
    .glyphs = g_array_new (FALSE, FALSE, sizeof (XpGlyph)),
    .clusters = g_array_new (FALSE, FALSE, sizeof (Cluster)),
  };
  hb_buffer_t *buffer = hb_buffer_create ();
  const XpFont *run_font = NULL;
  size_t run_start = 0;

  for (const char *at = shaped.text; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    if (run_font != NULL && continues_run (c))
      continue;

    const bool is_lead = (size_t) (at - shaped.text) < n_lead;
    const XpFace face = is_lead ? style->lead_face : style->face;
    /* No font at all: the first one's .notdef, which the PDF refuses to print. */
    const XpFont *font = xp_font_book_lookup (fonts, face, c);
    if (font == NULL)
      font = xp_font_book_lookup (fonts, face, ' ');
    if (font != run_font && run_font != NULL)
      shape_run (&shaped, run_font, buffer, run_start, (size_t) (at - shaped.text));
    if (font != run_font)
      run_start = (size_t) (at - shaped.text);
    run_font = font;
  }
  if (run_font != NULL)
    shape_run (&shaped, run_font, buffer, run_start, strlen (shaped.text));

  hb_buffer_destroy (buffer);
  return shaped;
}

/* Forbids breaks inside every name that occurs in the text. */
static void
keep_names_whole (Shaped *shaped, const char *const *names)
{
  for (size_t i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *name = xp_private_use_dup_mapped (names[i]);
    const size_t n_bytes = strlen (name);
    if (n_bytes == 0)
      continue;
    for (const char *at = shaped->text; (at = strstr (at, name)) != NULL; at += n_bytes) {
      const size_t start = (size_t) (at - shaped->text);
      for (size_t k = 0; k < shaped->clusters->len; k++) {
        Cluster *cluster = &g_array_index (shaped->clusters, Cluster, k);
        if (cluster->start > start && cluster->start < start + n_bytes)
          cluster->may_break_before = false;
      }
    }
  }
}

static void
find_breaks (Shaped *shaped, const char *const *names)
{
  glong n_chars = 0;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (shaped->text, -1, &n_chars);
  const char *at = shaped->text;
  size_t char_no = 0;

  for (size_t i = 0; i < shaped->clusters->len; i++) {
    Cluster *cluster = &g_array_index (shaped->clusters, Cluster, i);
    for (; (size_t) (at - shaped->text) < cluster->start; at = g_utf8_next_char (at))
      char_no++;
    cluster->may_break_before = i > 0 && xp_kinsoku_may_break (chars, char_no);
  }
  keep_names_whole (shaped, names);
}

/* The gap between two neighbours: squeezed marks, 中西间距, and what can still give way. */
static void
set_gap (Cluster *a, const Cluster *b, const XpTextStyle *style)
{
  const bool has_full_cells = (style->flags & XP_TEXT_FULL_CELLS) != 0;
  a->gap_em = is_wide (a) && is_wide (b) ? style->tracking_em : 0;
  a->may_stretch = !(xp_kinsoku_is_word (a->last) && xp_kinsoku_is_word (b->first));

  if ((is_han (a) && xp_kinsoku_is_word (b->first)) ||
      (xp_kinsoku_is_word (a->last) && is_han (b))) {
    a->gap_em += style->latin_gap_em;
    a->give_em += has_full_cells ? 0 : style->latin_gap_em / 2;
  }
  if (has_full_cells)
    return;
  if (is_middle_dot (a))
    a->gap_em -= 0.25;
  if (is_middle_dot (b))
    a->gap_em -= 0.25;

  const bool has_blank_left = is_full_closing (a);
  const bool has_blank_right = is_full_opening (b);
  const bool share = (has_blank_left && (is_full_closing (b) || has_blank_right)) ||
                     (is_full_opening (a) && has_blank_right);
  if (share && (style->flags & XP_TEXT_SQUEEZES) != 0) {
    a->gap_em -= 0.5;
    return;
  }
  a->give_em += has_blank_left ? 0.25 : 0;
  a->give_em += has_blank_right ? 0.25 : 0;
}

static void
set_gaps (Shaped *shaped, const XpTextStyle *style)
{
  /* A mark at the end of a line is half as wide (GB/T 15834 5.1.10). */
  const double blank_em = (style->flags & XP_TEXT_FULL_CELLS) != 0 ? 0 : 0.5;
  for (size_t i = 0; i < shaped->clusters->len; i++) {
    Cluster *cluster = &g_array_index (shaped->clusters, Cluster, i);
    cluster->blank_em = is_full_closing (cluster) ? blank_em : 0;
  }
  for (size_t i = 0; i + 1 < shaped->clusters->len; i++)
    set_gap (&g_array_index (shaped->clusters, Cluster, i),
             &g_array_index (shaped->clusters, Cluster, i + 1),
             style);
}

/* One way to end a line. */
typedef struct {
  size_t end;      /* the cluster after its last one; 0: there is no such way */
  double width_em; /* natural, as it counts against the measure */
  double give_em;  /* what its gaps can be squeezed by */
  size_t n_gaps;   /* that can be stretched */
} Ending;

static Ending
ending_at (const Cluster *clusters, size_t start, size_t end)
{
  Ending ending = {.end = end};
  for (size_t i = start; i + 1 < end; i++) {
    ending.width_em += clusters[i].advance_em + clusters[i].gap_em;
    ending.give_em += clusters[i].give_em;
    ending.n_gaps += clusters[i].may_stretch ? 1 : 0;
  }
  const Cluster *last = &clusters[end - 1];
  if (last->first != ' ') /* blanks do not count */
    ending.width_em += last->advance_em - last->blank_em;
  return ending;
}

/* How many characters would be left for the lines below, marks at their ends not counted. */
static size_t
count_left (const Cluster *clusters, size_t end, size_t n)
{
  size_t n_left = 0;
  for (size_t i = end; i < n; i++)
    n_left += is_full_closing (&clusters[i]) ? 0 : 1;
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
with_company (const Cluster *clusters,
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
choose_ending (const Cluster *clusters, size_t start, size_t n, double measure_em, size_t n_least)
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

/* Places the clusters of one line. @stretch_em: added to each gap that can be stretched; @squeeze:
 * the part of every give that is taken. */
static XpLine *
place_line (const Shaped *shaped,
            size_t start,
            size_t end,
            double size_pt,
            double indent_em,
            double stretch_em,
            double squeeze)
{
  const Cluster *clusters = &g_array_index (shaped->clusters, Cluster, 0);
  const XpGlyph *glyphs = &g_array_index (shaped->glyphs, XpGlyph, 0);
  const Cluster *last = &clusters[end - 1];
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
      pen_em += clusters[i].gap_em - clusters[i].give_em * squeeze +
                (clusters[i].may_stretch ? stretch_em : 0);
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
  g_auto (Shaped) shaped = shape (fonts, style, text);
  find_breaks (&shaped, style->names);
  set_gaps (&shaped, style);

  const Cluster *clusters = &g_array_index (shaped.clusters, Cluster, 0);
  const size_t n = shaped.clusters->len;
  const size_t n_least =
    (style->flags & XP_TEXT_JUSTIFIES) != 0 ? LEAST_OF_PARAGRAPH : LEAST_OF_CELL;
  for (size_t start = 0; start < n;) {
    const double indent_em = start == 0 ? style->indent_em : 0;
    const double measure_em = style->measure_pt / style->size_pt - indent_em;
    const Ending ending = choose_ending (clusters, start, n, measure_em, n_least);

    const double rest_em = measure_em - ending.width_em;
    const bool stretches =
      rest_em > 0 && ending.end < n && ending.n_gaps > 0 && (style->flags & XP_TEXT_JUSTIFIES) != 0;
    const double stretch_em = stretches ? rest_em / (double) ending.n_gaps : 0;
    const double squeeze = rest_em < 0 && ending.give_em > 0 ? -rest_em / ending.give_em : 0;
    g_ptr_array_add (lines,
                     place_line (&shaped,
                                 start,
                                 ending.end,
                                 style->size_pt,
                                 indent_em,
                                 stretch_em,
                                 MIN (squeeze, 1)));

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
  g_auto (Shaped) shaped = shape (fonts, &style, text);
  const size_t n = shaped.clusters->len;
  if (n == 0)
    return empty_line (size_pt);

  set_gaps (&shaped, &style);
  double natural_em = 0;
  for (size_t i = 0; i < n; i++) {
    Cluster *cluster = &g_array_index (shaped.clusters, Cluster, i);
    cluster->may_stretch = true;
    natural_em += cluster->advance_em + (i + 1 < n ? cluster->gap_em : 0);
  }

  const double rest_em = n > 1 ? MAX (wanted_em - natural_em, 0) / (double) (n - 1) : 0;
  XpLine *line = place_line (&shaped, 0, n, size_pt, 0, rest_em, 0);
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

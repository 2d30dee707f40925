#include "xp-clusters.h"

#include <string.h>

#include "xp-kinsoku.h"
#include "xp-private-use.h"

static const char CONTROLS[] = "\t\n\v\f\r";

void
xp_clusters_clear (XpClusters *self)
{
  g_free (self->text);
  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
}

static void
add_cluster (XpClusters *shaped, size_t start, size_t end)
{
  const XpCluster cluster = {
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
shape_run (XpClusters *shaped, const XpFont *font, hb_buffer_t *buffer, size_t start, size_t end)
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

    XpCluster *cluster = &g_array_index (shaped->clusters, XpCluster, shaped->clusters->len - 1);
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

XpClusters
xp_clusters_shape (const XpFontBook *fonts, const XpTextStyle *style, const char *text)
{
  const size_t n_lead = style->n_lead_bytes > 0 ? lead_length (style, text) : 0;
  XpClusters shaped = {
    .text = g_strdelimit (xp_private_use_dup_mapped (text), CONTROLS, ' '),
    .glyphs = g_array_new (FALSE, FALSE, sizeof (XpGlyph)),
    .clusters = g_array_new (FALSE, FALSE, sizeof (XpCluster)),
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
keep_names_whole (XpClusters *shaped, const char *const *names)
{
  for (size_t i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *name = xp_private_use_dup_mapped (names[i]);
    const size_t n_bytes = strlen (name);
    if (n_bytes == 0)
      continue;
    for (const char *at = shaped->text; (at = strstr (at, name)) != NULL; at += n_bytes) {
      const size_t start = (size_t) (at - shaped->text);
      for (size_t k = 0; k < shaped->clusters->len; k++) {
        XpCluster *cluster = &g_array_index (shaped->clusters, XpCluster, k);
        if (cluster->start > start && cluster->start < start + n_bytes)
          cluster->may_break_before = false;
      }
    }
  }
}

void
xp_clusters_find_breaks (XpClusters *shaped, const XpTextStyle *style)
{
  glong n_chars = 0;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (shaped->text, -1, &n_chars);
  const char *at = shaped->text;
  size_t char_no = 0;

  for (size_t i = 0; i < shaped->clusters->len; i++) {
    XpCluster *cluster = &g_array_index (shaped->clusters, XpCluster, i);
    for (; (size_t) (at - shaped->text) < cluster->start; at = g_utf8_next_char (at))
      char_no++;
    cluster->may_break_before = i > 0 && xp_kinsoku_may_break (style->kinsoku, chars, char_no);
  }
  keep_names_whole (shaped, style->names);
}

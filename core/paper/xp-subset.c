#include "xp-subset.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>
#include <string.h>

struct _XpSubset {
  const XpFont *font;
  uint32_t *text_offsets; /* per glyph, into texts; 0: not used */
  GString *texts;         /* NUL-ended, one after the other, after one idle byte */
};

/* Layout and names are no use to a viewer that is given glyph numbers. */
static const char *const DROPPED_TABLES[] = {
  "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "vhea", "vmtx", "VORG", "name", "cmap",
  "post", "DSIG", "STAT", "kern", "EBDT", "EBLC", "EBSC", "gasp", "MATH",
};

XpSubset *
xp_subset_new (const XpFont *font)
{
  XpSubset *self = g_new0 (XpSubset, 1);
  self->font = font;
  self->text_offsets = g_new0 (uint32_t, font->n_glyphs);
  self->texts = g_string_new (NULL);
  g_string_append_c (self->texts, '\0');
  return self;
}

void
xp_subset_free (XpSubset *self)
{
  if (self == NULL)
    return;
  g_free (self->text_offsets);
  g_string_free (self->texts, TRUE);
  g_free (self);
}

bool
xp_subset_use (XpSubset *self, unsigned glyph, const char *text, size_t n_bytes)
{
  g_return_val_if_fail (glyph < self->font->n_glyphs, true);

  const uint32_t offset = self->text_offsets[glyph];
  if (offset != 0) {
    const char *known = self->texts->str + offset;
    return strncmp (known, text, n_bytes) == 0 && known[n_bytes] == '\0';
  }

  self->text_offsets[glyph] = (uint32_t) self->texts->len;
  g_string_append_len (self->texts, text, (gssize) n_bytes);
  g_string_append_c (self->texts, '\0');
  return true;
}

static void
append_utf16 (GString *out, const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    const gunichar c = g_utf8_get_char (text);
    if (c > 0xffff)
      g_string_append_printf (out,
                              "%04X%04X",
                              0xd800 + ((c - 0x10000) >> 10),
                              0xdc00 + ((c - 0x10000) & 0x3ff));
    else
      g_string_append_printf (out, "%04X", c);
  }
}

/* bfchar, at most a hundred at a time: the ranges that some writers use here are not allowed. */
static GString *
make_to_unicode (const XpSubset *self)
{
  GString *cmap = g_string_new ("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) "
                                "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n"
                                "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
                                "endcodespacerange\n");
  g_autoptr (GString) block = g_string_new (NULL);
  size_t n_in_block = 0;

  for (unsigned glyph = 0; glyph <= self->font->n_glyphs; glyph++) {
    const bool is_end = glyph == self->font->n_glyphs;
    if (n_in_block == 100 || (is_end && n_in_block > 0)) {
      g_string_append_printf (cmap, "%zu beginbfchar\n%sendbfchar\n", n_in_block, block->str);
      g_string_truncate (block, 0);
      n_in_block = 0;
    }
    const char *text = is_end ? "" : self->texts->str + self->text_offsets[glyph];
    if (*text == '\0')
      continue;
    g_string_append_printf (block, "<%04X> <", glyph);
    append_utf16 (block, text);
    g_string_append (block, ">\n");
    n_in_block++;
  }

  g_string_append (cmap, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  return cmap;
}

static GArray *
list_widths (const XpSubset *self)
{
  GArray *widths = g_array_new (FALSE, FALSE, sizeof (int));
  for (unsigned glyph = 0; glyph < self->font->n_glyphs; glyph++) {
    if (self->text_offsets[glyph] == 0)
      continue;
    const hb_position_t advance = hb_font_get_glyph_h_advance (self->font->hb, glyph);
    const int pair[] = {(int) glyph, (int) lround (advance * 1000.0 / self->font->units_per_em)};
    if (pair[1] != 1000)
      g_array_append_vals (widths, pair, 2);
  }
  return widths;
}

static hb_subset_input_t *
make_input (const XpSubset *self)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  g_assert (input != NULL);

  hb_set_t *glyphs = hb_subset_input_glyph_set (input);
  for (unsigned glyph = 0; glyph < self->font->n_glyphs; glyph++)
    if (self->text_offsets[glyph] != 0)
      hb_set_add (glyphs, glyph);

  hb_set_t *dropped = hb_subset_input_set (input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (size_t i = 0; i < G_N_ELEMENTS (DROPPED_TABLES); i++)
    hb_set_add (dropped, hb_tag_from_string (DROPPED_TABLES[i], -1));
  hb_subset_input_set_flags (input,
                             HB_SUBSET_FLAGS_NO_HINTING |
                               (self->font->is_name_keyed ? HB_SUBSET_FLAGS_RETAIN_GIDS : 0));
  return input;
}

static GBytes *
copy_blob (hb_blob_t *blob)
{
  unsigned n_bytes = 0;
  const char *bytes = hb_blob_get_data (blob, &n_bytes);
  GBytes *copy = g_bytes_new (bytes, n_bytes);
  hb_blob_destroy (blob);
  return copy;
}

/* HarfBuzz renumbers TrueType glyphs; a CFF subset keeps the old numbers in its charset, or, where
 * it has none, its glyphs in their places. */
static GBytes *
make_glyph_map (const XpSubset *self, const hb_subset_plan_t *plan)
{
  const hb_map_t *renumbered =
    hb_subset_plan_old_to_new_glyph_mapping ((hb_subset_plan_t *) (gpointer) plan);
  const size_t n_bytes = 2 * (size_t) self->font->n_glyphs;
  guint8 *bytes = g_malloc0 (n_bytes);

  size_t n_used = 0;
  for (unsigned glyph = 0; glyph < self->font->n_glyphs; glyph++) {
    if (self->text_offsets[glyph] == 0)
      continue;
    const hb_codepoint_t now = hb_map_get (renumbered, glyph);
    bytes[2 * glyph] = (guint8) (now >> 8);
    bytes[2 * glyph + 1] = (guint8) now;
    n_used = 2 * ((size_t) glyph + 1);
  }
  return g_bytes_new_take (bytes, n_used);
}

/* The tag says that the font is cut; the number of the font keeps two cuts apart. */
static void
make_name (const XpFont *font, char *name, size_t n_bytes)
{
  char postscript[48] = "";
  unsigned n = sizeof postscript;
  hb_ot_name_get_utf8 (font->face,
                       HB_OT_NAME_ID_POSTSCRIPT_NAME,
                       HB_LANGUAGE_INVALID,
                       &n,
                       postscript);
  for (char *c = postscript; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-')
      *c = '-';
  g_snprintf (name,
              n_bytes,
              "XPAAA%c+%s",
              'A' + (char) (font->no % 26),
              *postscript != '\0' ? postscript : "Font");
}

void
xp_embedding_clear (XpEmbedding *embedding)
{
  g_clear_pointer (&embedding->program, g_bytes_unref);
  g_clear_pointer (&embedding->glyph_map, g_bytes_unref);
  g_clear_pointer (&embedding->widths, g_array_unref);
  if (embedding->to_unicode != NULL)
    g_string_free (embedding->to_unicode, TRUE);
  embedding->to_unicode = NULL;
}

bool
xp_subset_finish (const XpSubset *self, XpEmbedding *out_embedding)
{
  const XpFont *font = self->font;
  hb_subset_input_t *input = make_input (self);
  hb_subset_plan_t *plan = hb_subset_plan_create_or_fail (font->face, input);
  hb_face_t *cut = plan != NULL ? hb_subset_plan_execute_or_fail (plan) : NULL;

  if (cut != NULL) {
    hb_font_extents_t extents = {0};
    hb_font_get_h_extents (font->hb, &extents);
    *out_embedding = (XpEmbedding){
      .program =
        copy_blob (font->is_cff ? hb_face_reference_table (cut, HB_TAG ('C', 'F', 'F', ' '))
                                : hb_face_reference_blob (cut)),
      .glyph_map = font->is_cff ? NULL : make_glyph_map (self, plan),
      .to_unicode = make_to_unicode (self),
      .widths = list_widths (self),
      .ascent = (int) (extents.ascender * 1000L / (long) font->units_per_em),
      .descent = (int) (extents.descender * 1000L / (long) font->units_per_em),
    };
    make_name (font, out_embedding->name, sizeof out_embedding->name);
    hb_face_destroy (cut);
  }

  if (plan != NULL)
    hb_subset_plan_destroy (plan);
  hb_subset_input_destroy (input);
  return cut != NULL;
}

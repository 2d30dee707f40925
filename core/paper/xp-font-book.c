#include "xp-font-book.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <string.h>

#include "xp-error.h"

enum {
  FONT_SONG,
  FONT_SONG_BOLD,
  FONT_KAI,
  FONT_HEI,
  N_NEEDED,
};

/* The first four we cannot do without. The others are a last resort for rare characters: they take
 * part when the village has installed them, as our own message asks. */
static const struct {
  const char *family;
  int weight;
  const char *package;
} FAMILIES[] = {
  [FONT_SONG] = {"Noto Serif CJK SC", FC_WEIGHT_REGULAR, "fonts-noto-cjk"},
  [FONT_SONG_BOLD] = {"Noto Serif CJK SC", FC_WEIGHT_BOLD, "fonts-noto-cjk"},
  [FONT_KAI] = {"LXGW WenKai", FC_WEIGHT_REGULAR, "fonts-lxgw-wenkai"},
  [FONT_HEI] = {"Noto Sans CJK SC", FC_WEIGHT_REGULAR, "fonts-noto-cjk"},
  {"HanaMinA", FC_WEIGHT_REGULAR, NULL},
  {"HanaMinB", FC_WEIGHT_REGULAR, NULL},
  {"BabelStone Han", FC_WEIGHT_REGULAR, NULL},
};
enum {
  N_FAMILIES = G_N_ELEMENTS (FAMILIES)
};

/* In which order a face's characters are looked for; after these, the last resorts. */
static const size_t CHAINS[XP_N_FACES][N_NEEDED] = {
  [XP_FACE_TITLE] = {FONT_SONG_BOLD, FONT_SONG, FONT_HEI, FONT_KAI},
  [XP_FACE_BODY] = {FONT_SONG, FONT_HEI, FONT_KAI, FONT_SONG_BOLD},
  [XP_FACE_KAI] = {FONT_KAI, FONT_SONG, FONT_HEI, FONT_SONG_BOLD},
  [XP_FACE_HEI] = {FONT_HEI, FONT_SONG, FONT_KAI, FONT_SONG_BOLD},
};

/* More would not be read. */
enum {
  MAX_MISSING_NAMED = 6
};

struct _XpFontBook {
  gatomicrefcount n_refs;
  XpFont fonts[N_FAMILIES];
  size_t n_fonts;
};

/* The first file by name, so that the same laptop always prints from the same one. */
static bool
find_file (FcConfig *config, const char *family, int weight, XpFont *font)
{
  FcPattern *pattern = FcPatternCreate ();
  FcPatternAddString (pattern, FC_FAMILY, (const FcChar8 *) family);
  FcPatternAddInteger (pattern, FC_WEIGHT, weight);
  FcObjectSet *wanted = FcObjectSetBuild (FC_FILE, FC_INDEX, FC_WEIGHT, NULL);
  FcFontSet *found = FcFontList (config, pattern, wanted);

  for (int i = 0; found != NULL && i < found->nfont; i++) {
    FcChar8 *file = NULL;
    int index = 0;
    if (FcPatternGetString (found->fonts[i], FC_FILE, 0, &file) != FcResultMatch)
      continue;
    FcPatternGetInteger (found->fonts[i], FC_INDEX, 0, &index);
    if (font->file == NULL || strcmp ((const char *) file, font->file) < 0) {
      g_free (font->file);
      font->file = g_strdup ((const char *) file);
      font->index = (unsigned) index & 0xffff; /* above: the number of a variable font's instance */
    }
  }

  if (found != NULL)
    FcFontSetDestroy (found);
  FcObjectSetDestroy (wanted);
  FcPatternDestroy (pattern);
  return font->file != NULL;
}

static bool
map_file (XpFont *font)
{
  hb_blob_t *blob = hb_blob_create_from_file_or_fail (font->file);
  if (blob == NULL)
    return false;

  font->face = hb_face_create (blob, font->index);
  hb_blob_destroy (blob);
  font->n_glyphs = hb_face_get_glyph_count (font->face);
  font->units_per_em = hb_face_get_upem (font->face);
  font->hb = hb_font_create (font->face);
  hb_font_make_immutable (font->hb);

  hb_blob_t *outlines = hb_face_reference_table (font->face, HB_TAG ('C', 'F', 'F', ' '));
  font->is_cff = hb_blob_get_length (outlines) > 0;
  hb_blob_destroy (outlines);

  /* Glyphs are written as two bytes. */
  return font->n_glyphs > 0 && font->n_glyphs <= 0xffff;
}

static void
clear_font (XpFont *font)
{
  g_clear_pointer (&font->hb, hb_font_destroy);
  g_clear_pointer (&font->face, hb_face_destroy);
  g_clear_pointer (&font->file, g_free);
}

static bool
open_families (XpFontBook *self, FcConfig *config, GError **error)
{
  for (size_t i = 0; i < N_FAMILIES; i++) {
    XpFont *font = &self->fonts[self->n_fonts];
    if (find_file (config, FAMILIES[i].family, FAMILIES[i].weight, font) && map_file (font)) {
      font->no = self->n_fonts++;
      continue;
    }
    clear_font (font);
    if (i >= N_NEEDED)
      continue;

    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_FONT,
                 "这台电脑上没有打印要用的字体“%s”%s。请安装软件包 %s，装好后再打印。",
                 FAMILIES[i].family,
                 FAMILIES[i].weight == FC_WEIGHT_BOLD ? "（粗体）" : "",
                 FAMILIES[i].package);
    return false;
  }
  return true;
}

XpFontBook *
xp_font_book_new (GError **error)
{
  g_autoptr (XpFontBook) self = g_new0 (XpFontBook, 1);
  g_atomic_ref_count_init (&self->n_refs);

  /* A configuration of our own: GTK's, which belongs to the main thread, is left alone. */
  FcConfig *config = FcInitLoadConfigAndFonts ();
  const bool is_open = open_families (self, config, error);
  FcConfigDestroy (config);

  return is_open ? g_steal_pointer (&self) : NULL;
}

XpFontBook *
xp_font_book_ref (XpFontBook *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
xp_font_book_unref (XpFontBook *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  for (size_t i = 0; i < N_FAMILIES; i++)
    clear_font (&self->fonts[i]);
  g_free (self);
}

size_t
xp_font_book_get_n_fonts (const XpFontBook *self)
{
  return self->n_fonts;
}

const XpFont *
xp_font_book_get_font (const XpFontBook *self, size_t no)
{
  g_return_val_if_fail (no < self->n_fonts, NULL);
  return &self->fonts[no];
}

/* Marks that Chinese and Western type share, and that must be as wide as a Han character here. */
static bool
must_be_wide (gunichar c)
{
  return c == 0x2014 || c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d || c == 0x2026;
}

static bool
has_character (const XpFont *font, gunichar c, bool needs_width)
{
  hb_codepoint_t glyph = 0;
  if (!hb_font_get_nominal_glyph (font->hb, c, &glyph) || glyph == 0)
    return false;
  const hb_position_t advance = hb_font_get_glyph_h_advance (font->hb, glyph);
  return !needs_width || advance >= (int) font->units_per_em * 9 / 10;
}

static const XpFont *
first_in_chain (const XpFontBook *self, XpFace face, gunichar c, bool needs_width)
{
  for (size_t i = 0; i < N_NEEDED; i++)
    if (has_character (&self->fonts[CHAINS[face][i]], c, needs_width))
      return &self->fonts[CHAINS[face][i]];
  for (size_t i = N_NEEDED; i < self->n_fonts; i++)
    if (has_character (&self->fonts[i], c, needs_width))
      return &self->fonts[i];
  return NULL;
}

/* Private-use characters look different in every font, and U+FFFD stands for a letter that is lost:
 * a font's picture of these is not the name. */
static bool
has_no_meaning (gunichar c)
{
  return (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000 || c == 0xfffd;
}

const XpFont *
xp_font_book_lookup (const XpFontBook *self, XpFace face, gunichar c)
{
  if (has_no_meaning (c))
    return NULL;
  if (face == XP_FACE_KAI && c < 0x80)
    return first_in_chain (self, XP_FACE_BODY, c, false);
  if (must_be_wide (c)) {
    const XpFont *wide = first_in_chain (self, face, c, true);
    if (wide != NULL)
      return wide;
  }
  return first_in_chain (self, face, c, false);
}

/* Has no picture of its own: blanks, joiners, variation selectors. */
static bool
is_invisible (gunichar c)
{
  return (c >= 0x09 && c <= 0x0d) || (c >= 0x200b && c <= 0x200f) || c == 0x2060 ||
         (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || (c >= 0xe0100 && c <= 0xe01ef);
}

void
xp_font_book_check (const XpFontBook *self, XpFace face, const char *text, XpMissing *missing)
{
  for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    if (is_invisible (c) || xp_font_book_lookup (self, face, c) != NULL)
      continue;
    if (++missing->n_found > MAX_MISSING_NAMED)
      continue;

    if (missing->sentences == NULL)
      missing->sentences = g_string_new (NULL);
    const int n_bytes = (int) (g_utf8_next_char (at) - at);
    g_string_append_printf (missing->sentences,
                            "%s“%s”的“%.*s”（U+%04X）",
                            missing->n_found > 1 ? "、" : "",
                            text,
                            n_bytes,
                            at,
                            c);
  }
}

bool
xp_missing_finish (XpMissing *missing, GError **error)
{
  if (missing->n_found == 0)
    return true;

  g_autofree char *more = missing->n_found > MAX_MISSING_NAMED
                            ? g_strdup_printf ("等 %zu 处", missing->n_found)
                            : g_strdup ("");
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_FONT,
               "%s%s，这台电脑上哪种字体都没有，所以没有打印。"
               "装上软件包 fonts-babelstone-han 或 fonts-hanazono 后再印；"
               "若是旧系统的自造字，请先在名册里改成标准字。",
               missing->sentences->str,
               more);
  g_string_free (missing->sentences, TRUE);
  *missing = (XpMissing){0};
  return false;
}

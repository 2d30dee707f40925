#include "xp-font-book.h"

#include <fontconfig/fontconfig.h>
#include <string.h>

#include "xp-error.h"
#include "xp-private-use.h"

/* More would not be read. */
enum {
  MAX_MISSING_NAMED = 6
};

/* As many as the chains can name. */
enum {
  MAX_FONTS = 64
};

/* Fonts of one part, best first; places in the book. */
typedef struct {
  size_t nos[16];
  size_t n;
} Chain;

struct _XpFontBook {
  gatomicrefcount n_refs;
  XpFont fonts[MAX_FONTS];
  size_t n_fonts;
  Chain chains[XP_N_FACES];
  Chain last_resorts;
  Chain mongolian;
  GPtrArray *skipped;
};

/* After its own chain a face takes what is missing from these. */
static const XpFace FALLBACKS[] = {XP_FACE_BODY, XP_FACE_HEI, XP_FACE_KAI, XP_FACE_TITLE};

static FcFontSet *
list_files (FcConfig *config, const XpFontFamily *family)
{
  FcPattern *pattern = FcPatternCreate ();
  FcPatternAddString (pattern, FC_FAMILY, (const FcChar8 *) family->family);
  if (!family->is_any_cut)
    FcPatternAddInteger (pattern, FC_WEIGHT, family->is_bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  FcObjectSet *wanted =
    FcObjectSetBuild (FC_FILE, FC_INDEX, FC_VARIABLE, FC_SLANT, FC_FONTFORMAT, NULL);
  FcFontSet *found = FcFontList (config, pattern, wanted);
  FcObjectSetDestroy (wanted);
  FcPatternDestroy (pattern);
  return found;
}

/* Upright, of a kind that PDF knows, and not one of a variable font's many. */
static bool
is_usable (FcPattern *pattern)
{
  FcBool is_variable = FcFalse;
  FcChar8 *format = NULL;
  int index = 0, slant = FC_SLANT_ROMAN;
  FcPatternGetBool (pattern, FC_VARIABLE, 0, &is_variable);
  FcPatternGetInteger (pattern, FC_INDEX, 0, &index);
  FcPatternGetInteger (pattern, FC_SLANT, 0, &slant);
  if (FcPatternGetString (pattern, FC_FONTFORMAT, 0, &format) != FcResultMatch)
    return false;
  return !is_variable && index <= 0xffff && slant == FC_SLANT_ROMAN &&
         (strcmp ((const char *) format, "TrueType") == 0 ||
          strcmp ((const char *) format, "CFF") == 0);
}

/* The first file by name, so that the same laptop always prints from the same one. */
static bool
find_file (FcConfig *config, const XpFontFamily *family, XpFont *font)
{
  FcFontSet *found = list_files (config, family);
  for (int i = 0; found != NULL && i < found->nfont; i++) {
    FcChar8 *file = NULL;
    int index = 0;
    if (!is_usable (found->fonts[i]) ||
        FcPatternGetString (found->fonts[i], FC_FILE, 0, &file) != FcResultMatch)
      continue;
    FcPatternGetInteger (found->fonts[i], FC_INDEX, 0, &index);
    if (font->file == NULL || strcmp ((const char *) file, font->file) < 0) {
      g_free (font->file);
      font->file = g_strdup ((const char *) file);
      font->index = (unsigned) index;
    }
  }

  if (found != NULL)
    FcFontSetDestroy (found);
  return font->file != NULL;
}

static void
add_to_chain (Chain *chain, size_t no)
{
  for (size_t i = 0; i < chain->n; i++)
    if (chain->nos[i] == no)
      return;
  g_assert (chain->n < G_N_ELEMENTS (chain->nos));
  chain->nos[chain->n++] = no;
}

/* A file that two parts share is mapped once. */
static bool
find_opened (const XpFontBook *self, const XpFont *font, size_t *out_no)
{
  for (size_t i = 0; i < self->n_fonts; i++) {
    if (self->fonts[i].index == font->index && g_str_equal (self->fonts[i].file, font->file)) {
      *out_no = i;
      return true;
    }
  }
  return false;
}

static void
note_skipped (XpFontBook *self, const XpFontFamily *family, XpFontFileState state)
{
  g_autofree char *sentence = xp_font_file_tell_skipped (state, family->family);
  if (!g_ptr_array_find_with_equal_func (self->skipped, sentence, g_str_equal, NULL))
    g_ptr_array_add (self->skipped, g_steal_pointer (&sentence));
}

static void
open_chain (XpFontBook *self, FcConfig *config, const XpFontFamily *families, Chain *chain)
{
  for (const XpFontFamily *family = families; family->family != NULL; family++) {
    XpFont *font = &self->fonts[self->n_fonts];
    g_assert (self->n_fonts + 1 < MAX_FONTS);
    if (!find_file (config, family, font))
      continue;

    size_t no = 0;
    if (find_opened (self, font, &no)) {
      xp_font_file_clear (font);
      add_to_chain (chain, no);
      continue;
    }
    const XpFontFileState state = xp_font_file_open (font);
    if (state != XP_FONT_FILE_GOOD) {
      note_skipped (self, family, state);
      xp_font_file_clear (font);
      continue;
    }
    font->no = self->n_fonts++;
    add_to_chain (chain, font->no);
  }
}

static bool
open_roles (XpFontBook *self, FcConfig *config, GError **error)
{
  for (size_t face = 0; face < XP_N_FACES; face++) {
    const XpFontRole *role = &XP_FONT_ROLES[face];
    open_chain (self, config, role->families, &self->chains[face]);
    if (self->chains[face].n > 0)
      continue;

    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_FONT,
                 "这台电脑上没有打印要用的字体“%s”%s。请安装软件包 %s，装好后再打印。",
                 role->needed,
                 face == XP_FACE_TITLE ? "（粗体）" : "",
                 role->package);
    return false;
  }
  open_chain (self, config, XP_FONT_LAST_RESORTS, &self->last_resorts);
  open_chain (self, config, XP_FONT_MONGOLIAN.families, &self->mongolian);
  return true;
}

XpFontBook *
xp_font_book_new (GError **error)
{
  g_autoptr (XpFontBook) self = g_new0 (XpFontBook, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->skipped = g_ptr_array_new_with_free_func (g_free);

  /* A configuration of our own: GTK's, which belongs to the main thread, is left alone. */
  FcConfig *config = FcInitLoadConfigAndFonts ();
  const bool is_open = open_roles (self, config, error);
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
  for (size_t i = 0; i < self->n_fonts; i++)
    xp_font_file_clear (&self->fonts[i]);
  g_ptr_array_unref (self->skipped);
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

const XpFont *
xp_font_book_get_main_font (const XpFontBook *self, XpFace face)
{
  g_return_val_if_fail (face < XP_N_FACES, NULL);
  return &self->fonts[self->chains[face].nos[0]];
}

const XpFont *
xp_font_book_get_mongolian_font (const XpFontBook *self)
{
  return self->mongolian.n > 0 ? &self->fonts[self->mongolian.nos[0]] : NULL;
}

const GPtrArray *
xp_font_book_list_skipped (const XpFontBook *self)
{
  return self->skipped;
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

bool
xp_font_book_has_character (const XpFont *font, gunichar c)
{
  return has_character (font, c, false);
}

static const XpFont *
first_of (const XpFontBook *self, const Chain *chain, gunichar c, bool needs_width)
{
  for (size_t i = 0; i < chain->n; i++)
    if (has_character (&self->fonts[chain->nos[i]], c, needs_width))
      return &self->fonts[chain->nos[i]];
  return NULL;
}

static const XpFont *
first_in_chain (const XpFontBook *self, XpFace face, gunichar c, bool needs_width)
{
  const XpFont *font = first_of (self, &self->chains[face], c, needs_width);
  for (size_t i = 0; font == NULL && i < G_N_ELEMENTS (FALLBACKS); i++)
    font = first_of (self, &self->chains[FALLBACKS[i]], c, needs_width);
  return font != NULL ? font : first_of (self, &self->last_resorts, c, needs_width);
}

/* Private-use characters look different in every font, U+FFFD stands for a letter that is lost, and
 * ⿰氵斤 tells how a character would be written: a font's picture of these is not the name. */
static bool
has_no_meaning (gunichar c)
{
  return (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000 || c == 0xfffd ||
         (c >= 0x2ff0 && c <= 0x2fff) || c == 0x303e || c == 0x31ef;
}

const XpFont *
xp_font_book_lookup (const XpFontBook *self, XpFace face, gunichar c)
{
  if (has_no_meaning (c))
    return NULL;
  if ((face == XP_FACE_KAI || face == XP_FACE_FANG) && c < 0x80)
    return first_in_chain (self, XP_FACE_FIGURE, c, false);
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
    const gunichar c = xp_private_use_to_unicode (g_utf8_get_char (at));
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

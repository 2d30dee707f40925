#include "xp-font-file.h"

#include <glib.h>
#include <hb-ot.h>

/* ---- OS/2: what the maker allows ---- */

enum {
  FS_TYPE_AT = 8,
  FS_RESTRICTED = 0x0002,
  FS_PRINT_OR_EDIT = 0x000c, /* of several the most generous holds */
  FS_NO_SUBSETTING = 0x0100,
  FS_BITMAP_ONLY = 0x0200,
};

static bool
may_embed (hb_face_t *face)
{
  hb_blob_t *table = hb_face_reference_table (face, HB_TAG ('O', 'S', '/', '2'));
  unsigned n_bytes = 0;
  const guint8 *bytes = (const guint8 *) hb_blob_get_data (table, &n_bytes);
  const unsigned fs_type =
    n_bytes >= FS_TYPE_AT + 2 ? (unsigned) bytes[FS_TYPE_AT] << 8 | bytes[FS_TYPE_AT + 1] : 0;
  hb_blob_destroy (table);

  if ((fs_type & (FS_NO_SUBSETTING | FS_BITMAP_ONLY)) != 0)
    return false;
  return (fs_type & FS_RESTRICTED) == 0 || (fs_type & FS_PRINT_OR_EDIT) != 0;
}

/* ---- CFF: how glyphs are counted (Adobe Technical Note 5176) ---- */

typedef struct {
  const guint8 *bytes;
  size_t n_bytes;
} Table;

/* Big-endian; 0 beyond the end, where nothing good follows anyway. */
static unsigned
number_at (const Table *table, size_t at, size_t n)
{
  unsigned value = 0;
  for (size_t i = 0; i < n; i++)
    value = value << 8 | (at + i < table->n_bytes ? table->bytes[at + i] : 0u);
  return value;
}

/* Where an INDEX ends; *out_first: where its first entry begins, *out_second: where that ends. */
static size_t
read_index (const Table *table, size_t at, size_t *out_first, size_t *out_second)
{
  const unsigned n = number_at (table, at, 2);
  if (n == 0)
    return at + 2;
  const size_t n_size = number_at (table, at + 2, 1);
  const size_t data = at + 2 + (n + 1) * n_size;
  *out_first = data + 1;
  *out_second = data + number_at (table, at + 3 + n_size, n_size);
  return data + number_at (table, at + 3 + n * n_size, n_size);
}

typedef struct {
  bool has_ros;
  long charset; /* offset; 0 … 2: one of the three that need no table */
} TopDict;

/* Operands are skipped, but for the last one, which may be an offset. */
static TopDict
read_top_dict (const Table *table, size_t at, size_t end)
{
  enum {
    OP_CHARSET = 15,
    OP_ESCAPE = 12,
    OP_ROS = 30,
    REAL = 30,
    SHORT = 28,
    LONG = 29
  };
  TopDict top = {0};
  long operand = 0;

  while (at < end && at < table->n_bytes) {
    const unsigned b = number_at (table, at, 1);
    if (b == OP_ESCAPE) {
      top.has_ros = top.has_ros || number_at (table, at + 1, 1) == OP_ROS;
      at += 2;
    } else if (b <= 21) {
      if (b == OP_CHARSET)
        top.charset = operand;
      at++;
    } else if (b == SHORT || b == LONG) {
      operand = (long) number_at (table, at + 1, b == SHORT ? 2 : 4);
      at += b == SHORT ? 3 : 5;
    } else if (b == REAL) {
      for (at++; at < table->n_bytes && (table->bytes[at] & 0x0f) != 0x0f;)
        at++;
      at++;
    } else {
      operand = b < 247 ? (long) b - 139 : 0;
      if (b >= 247 && b < 251)
        operand = ((long) b - 247) * 256 + (long) number_at (table, at + 1, 1) + 108;
      at += b < 247 ? 1 : 2;
    }
  }
  return top;
}

/* Pages show glyph numbers: every character id must be its glyph's number, as in the fonts for all
 * of East Asia. In others the ids would show other characters. */
static bool
is_identity (const Table *table, const TopDict *top, unsigned n_glyphs)
{
  if (top->charset <= 2)
    return false;
  const size_t at = (size_t) top->charset;
  const unsigned format = number_at (table, at, 1);
  size_t next = at + 1;

  for (unsigned glyph = 1; glyph < n_glyphs;) {
    if (number_at (table, next, 2) != glyph)
      return false;
    glyph += 1 + (format == 0 ? 0 : number_at (table, next + 2, format == 1 ? 1 : 2));
    next += format == 0 ? 2 : format == 1 ? 3 : 4;
  }
  return true;
}

static bool
read_cff (XpFont *font, const Table *table)
{
  size_t first = 0, second = 0, unused = 0;
  const size_t names = number_at (table, 2, 1);
  const size_t tops = read_index (table, names, &unused, &unused);
  read_index (table, tops, &first, &second);

  const TopDict top = read_top_dict (table, first, second);
  font->is_cff = true;
  font->is_name_keyed = !top.has_ros;
  return font->is_name_keyed || is_identity (table, &top, font->n_glyphs);
}

/* ---- the file ---- */

static bool
read_outlines (XpFont *font)
{
  hb_blob_t *outlines = hb_face_reference_table (font->face, HB_TAG ('C', 'F', 'F', ' '));
  unsigned n_bytes = 0;
  const Table table = {(const guint8 *) hb_blob_get_data (outlines, &n_bytes), n_bytes};
  bool is_good = true;
  if (n_bytes > 0) {
    is_good = read_cff (font, &(const Table){table.bytes, n_bytes});
  } else {
    hb_blob_t *glyphs = hb_face_reference_table (font->face, HB_TAG ('g', 'l', 'y', 'f'));
    is_good = hb_blob_get_length (glyphs) > 0;
    hb_blob_destroy (glyphs);
  }
  hb_blob_destroy (outlines);
  return is_good;
}

XpFontFileState
xp_font_file_open (XpFont *font)
{
  hb_blob_t *blob = hb_blob_create_from_file_or_fail (font->file);
  if (blob == NULL)
    return XP_FONT_FILE_BROKEN;

  font->face = hb_face_create (blob, font->index);
  hb_blob_destroy (blob);
  font->n_glyphs = hb_face_get_glyph_count (font->face);
  font->units_per_em = hb_face_get_upem (font->face);
  font->hb = hb_font_create (font->face);
  hb_font_make_immutable (font->hb);

  /* Glyphs are written as two bytes. */
  if (font->n_glyphs == 0 || font->n_glyphs > 0xffff || !read_outlines (font))
    return XP_FONT_FILE_BROKEN;
  return may_embed (font->face) ? XP_FONT_FILE_GOOD : XP_FONT_FILE_FORBIDDEN;
}

void
xp_font_file_clear (XpFont *font)
{
  g_clear_pointer (&font->hb, hb_font_destroy);
  g_clear_pointer (&font->face, hb_face_destroy);
  g_clear_pointer (&font->file, g_free);
  *font = (XpFont){0};
}

char *
xp_font_file_tell_skipped (XpFontFileState state, const char *family)
{
  return state == XP_FONT_FILE_FORBIDDEN
           ? g_strdup_printf ("字体“%s”的厂家不许把它放进文件，所以没有用。", family)
           : g_strdup_printf ("字体“%s”的文件读不出来，所以没有用。", family);
}

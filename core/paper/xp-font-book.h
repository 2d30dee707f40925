/* xp-font-book.h: the typefaces of our paper, by the part they play.
 *
 * Opened once, then immutable and atomically counted: several documents, also on several threads,
 * share one book and its mapped files. Nothing here knows of pages. */
#pragma once

#include <glib.h>
#include <hb.h>
#include <stdbool.h>

/* What a face is for. Debian has no 小标宋 and no 仿宋: the bold and the regular Song stand in. */
typedef enum {
  XP_FACE_TITLE, /* 标题，小标宋 */
  XP_FACE_BODY,  /* 正文，宋 */
  XP_FACE_KAI,   /* 楷 */
  XP_FACE_HEI,   /* 黑 */
  XP_N_FACES
} XpFace;

/* One face of one file. Everything is the book's; HarfBuzz objects are immutable. */
typedef struct {
  size_t no; /* its place in the book, from 0 */
  char *file;
  unsigned index; /* in a .ttc */
  hb_face_t *face;
  hb_font_t *hb;
  unsigned units_per_em;
  unsigned n_glyphs;
  bool is_cff; /* outlines in a CFF table, else TrueType */
} XpFont;

typedef struct _XpFontBook XpFontBook;

/**
 * xp_font_book_new:
 *
 * Asks fontconfig for the faces and maps their files; some tens of milliseconds.
 *
 * Returns: yours; NULL with XP_ERROR_FONT naming the Debian package to install when a face that we
 * cannot do without is missing. Fonts with more rare characters are taken in when they are there
 */
XpFontBook *xp_font_book_new (GError **error);
XpFontBook *xp_font_book_ref (XpFontBook *self);
void xp_font_book_unref (XpFontBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpFontBook, xp_font_book_unref)

size_t xp_font_book_get_n_fonts (const XpFontBook *self);
const XpFont *xp_font_book_get_font (const XpFontBook *self, size_t no);

/**
 * xp_font_book_lookup:
 * @face: the part that the text plays
 * @character: a Unicode code point
 *
 * Finds the first font of @face's chain that has @character. Quotes, dashes and ellipses come from
 * a font where they are as wide as a Han character (LXGW's are narrow), and the letters and digits
 * of 楷 come from the Song, which stands straighter.
 *
 * Returns: (nullable): the book's; NULL when no font has the character, and for private-use
 * characters, whose picture is a matter of chance
 */
const XpFont *xp_font_book_lookup (const XpFontBook *self, XpFace face, gunichar character);

/* Characters that some font lacks, found before the first page. Zero-filled to begin with. */
typedef struct {
  GString *sentences; /* (nullable): owned */
  size_t n_found;
} XpMissing;

/**
 * xp_font_book_check:
 * @text: (nullable): what is going to be printed; borrowed
 * @missing: collects what no font has, each with @text, the name or words in which it occurs
 */
void xp_font_book_check (const XpFontBook *self, XpFace face, const char *text, XpMissing *missing);

/**
 * xp_missing_finish:
 *
 * Empties @missing.
 *
 * Returns: true when nothing was missing; else false with XP_ERROR_FONT, which names characters,
 * code points and the names in which they occur
 */
bool xp_missing_finish (XpMissing *missing, GError **error);

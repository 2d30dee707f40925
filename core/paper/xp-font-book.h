/* xp-font-book.h: the typefaces of our paper, by the part they play.
 *
 * Opened once, then immutable and atomically counted: several documents, also on several threads,
 * share one book and its mapped files. Nothing here knows of pages. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "xp-font-file.h"
#include "xp-font-roles.h"

typedef struct _XpFontBook XpFontBook;

/**
 * xp_font_book_new:
 *
 * Asks fontconfig for the faces of XP_FONT_ROLES and maps their files; some tens of milliseconds.
 * Files that may not be embedded are left out, and can be asked for.
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

/* The font that plays the part of @face. The book's. */
const XpFont *xp_font_book_get_main_font (const XpFontBook *self, XpFace face);

/* The font for 蒙文 (XP_FONT_MONGOLIAN); NULL: this computer has none. The book's. */
const XpFont *xp_font_book_get_mongolian_font (const XpFontBook *self);

/* Does @font itself have a picture of @character? No other font is asked. */
bool xp_font_book_has_character (const XpFont *font, gunichar character);

/**
 * xp_font_book_list_skipped:
 *
 * Returns: (element-type utf8): a sentence for each font that was found and cannot be used: its
 * maker does not allow it, or its file is broken; the book's
 */
const GPtrArray *xp_font_book_list_skipped (const XpFontBook *self);

/**
 * xp_font_book_lookup:
 * @face: the part that the text plays
 * @character: a Unicode code point
 *
 * Finds the first font of @face's chain that has @character. Quotes, dashes and ellipses come from
 * a font where they are as wide as a Han character (LXGW's are narrow), and the letters and digits
 * of 楷 and 仿宋 come from the face for figures, which stands straighter.
 *
 * Returns: (nullable): the book's; NULL when no font has the character, for private-use characters,
 * whose picture is a matter of chance (those that have a place in GB 18030-2022 were mapped before:
 * xp-private-use.h), and for the signs that describe a character by its parts (⿰, 〾): the name is
 * not written yet
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

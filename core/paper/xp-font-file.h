/* xp-font-file.h: one face of one font file, and whether it may and can go into a PDF. */
#pragma once

#include <hb.h>
#include <stdbool.h>
#include <stddef.h>

/* One face of one file. Everything is the owner's; HarfBuzz objects are immutable. */
typedef struct {
  size_t no; /* its place in the book, from 0 */
  char *file;
  unsigned index; /* in a .ttc */
  hb_face_t *face;
  hb_font_t *hb;
  unsigned units_per_em;
  unsigned n_glyphs;
  bool is_cff; /* outlines in a CFF table, else TrueType */
  bool
    is_name_keyed; /* a CFF without character ids: glyphs must keep their places when it is cut */
} XpFont;

typedef enum {
  XP_FONT_FILE_GOOD,
  XP_FONT_FILE_BROKEN,    /* cannot be read, or in a way that we cannot embed */
  XP_FONT_FILE_FORBIDDEN, /* its maker does not allow embedding (fsType) */
} XpFontFileState;

/**
 * xp_font_file_open:
 * @font: file and index are set; the rest is filled in on XP_FONT_FILE_GOOD only
 *
 * Maps the file. @font keeps its file in any case: xp_font_file_clear().
 */
XpFontFileState xp_font_file_open (XpFont *font);
void xp_font_file_clear (XpFont *font);

/* Why a font that is there is not used. Yours. */
char *xp_font_file_tell_skipped (XpFontFileState state, const char *family);

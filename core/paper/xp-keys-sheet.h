/* xp-keys-sheet.h: 上手单: the keys of an evening on one A4 page, in type that is read from beside
 * the laptop; to be laminated. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"

typedef struct {
  const char *keys;    /* 4 回车 2 回车; keys are parted by blanks */
  const char *meaning; /* 第4项记2处 */
} XpKeysLine;

/* All borrowed. */
typedef struct {
  const char *title;
  const char *subtitle;
  const XpKeysLine *lines;
  size_t n_lines;
  const char *example; /* its heading */
  const char *spoken;  /* what one reads aloud */
  const XpKeysLine *steps;
  size_t n_steps;
  const char *const *notes; /* NULL-ended */
} XpKeysSheet;

/**
 * xp_keys_sheet_render:
 * @fonts: borrowed
 *
 * Sets one page; rows move together, and type becomes smaller, until all of it fits.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT naming the character and the words in which it
 * occurs
 */
GBytes *xp_keys_sheet_render (const XpKeysSheet *sheet, XpFontBook *fonts, GError **error);

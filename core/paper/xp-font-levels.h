/* xp-font-levels.h: what of GB 18030-2022 the faces of a book can print.
 *
 * Counted by the blocks of Unicode, which is how the standard names its parts. Pure. */
#pragma once

#include "xp-font-book.h"

typedef struct {
  const char *name;     /* 扩展B */
  gunichar first, last; /* all of them are Han characters */
  bool is_amendment;    /* of amendment 1 (2023) */
} XpFontBlock;

/* In the order of the standard: what level 1 asks for (基本, 扩展A), what levels 2 and 3 add, and
 * amendment 1. */
extern const XpFontBlock XP_FONT_BLOCKS[];
extern const size_t XP_N_FONT_BLOCKS;

typedef struct {
  size_t n_all;
  size_t n_others; /* that another font prints */
  size_t n_none;   /* that none prints: the job would stop there */
} XpFontLack;

/* Of block @block_no, for @face. Some milliseconds. */
XpFontLack xp_font_levels_count (const XpFontBook *fonts, XpFace face, size_t block_no);

#include "xp-font-levels.h"

/* tests/paper/list-blocks.py writes the same ranges from Unicode's own tables. */
const XpFontBlock XP_FONT_BLOCKS[] = {
  {"基本", 0x4e00, 0x9fff, false},
  {"扩展A", 0x3400, 0x4dbf, false},
  {"扩展B", 0x20000, 0x2a6df, false},
  {"扩展C", 0x2a700, 0x2b739, false},
  {"扩展D", 0x2b740, 0x2b81d, false},
  {"扩展E", 0x2b820, 0x2cea1, false},
  {"扩展F", 0x2ceb0, 0x2ebe0, false},
  {"康熙部首", 0x2f00, 0x2fd5, false},
  {"扩展I", 0x2ebf0, 0x2ee5d, true},
};
const size_t XP_N_FONT_BLOCKS = G_N_ELEMENTS (XP_FONT_BLOCKS);

XpFontLack
xp_font_levels_count (const XpFontBook *fonts, XpFace face, size_t block_no)
{
  g_return_val_if_fail (block_no < XP_N_FONT_BLOCKS, (XpFontLack){0});

  const XpFontBlock *block = &XP_FONT_BLOCKS[block_no];
  const XpFont *own = xp_font_book_get_main_font (fonts, face);
  XpFontLack lack = {.n_all = block->last - block->first + 1};
  for (gunichar c = block->first; c <= block->last; c++) {
    if (xp_font_book_has_character (own, c))
      continue;
    if (xp_font_book_lookup (fonts, face, c) != NULL)
      lack.n_others++;
    else
      lack.n_none++;
  }
  return lack;
}

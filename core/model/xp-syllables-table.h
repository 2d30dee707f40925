/* xp-syllables-table.h: what xp-syllables.c looks up, for U+4E00 to U+9FFF. Private to it. */
#pragma once

/* Numbers in two digits of base 64 (A–Z a–z 0–9 + -): the syllable of each character without its
 * tone, 0 none; and for each syllable the one that stands for all that sound nearly the same. */
extern const char XP_SYLLABLES[], XP_NEAR_SYLLABLES[];

/* Pairs of characters, by the first: 雲云 國国. */
extern const char XP_SIMPLE[];

/* Five letters for each character: its parts as Cangjie (仓颉) names them, filled up with points.
 */
extern const char XP_PARTS[];

/* xp-big-book.h: a village of ten thousand households after many evenings: every change made
 * through the one door, mark by mark, with corrections, undos and an import. */
#pragma once

#include "xp-desk.h"

/* Rounds 1 … N_CONSENSUS are by consensus, the last one by nine judges. */
enum {
  XP_BIG_N_HOUSEHOLDS = 10000,
  XP_BIG_N_CONSENSUS = 7,
  XP_BIG_N_JUDGES = 9
};

/* Makes it at @path, which must not be there. Takes minutes: each act is synced to disk. Prints how
 * far it is; ends the program where something fails. */
void xp_big_book_make (const char *path);

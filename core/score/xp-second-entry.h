/* xp-second-entry.h: whose sheets are typed once more (再录一遍): everybody's, or those that a lot
 * drew, which anybody can draw again (xp-lot.h). Pure. */
#pragma once

#include "xp-lot.h"
#include "xp-round.h"

typedef struct {
  bool is_asked;                      /* false: sheets are typed once */
  int n_drawn;                        /* how many entrants; 0: all */
  char seed[XP_MOST_SEED_DIGITS + 1]; /* "" all */
} XpSecondEntry;

/* By entrant, the first at 0: whether the sheets are typed twice. Yours. */
bool *xp_second_entry_draw (const XpSecondEntry *self, const XpRound *round);

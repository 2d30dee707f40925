/* xp-random-round.h: rounds made by chance, over all kinds of items, policies, ways of combining,
 * weights and bodies, with what was entered. The same seed makes the same round. */
#pragma once

#include "xp-tally.h"

typedef struct {
  int entrant_no;
  int judge_no;
} XpSheetPlace;

typedef struct {
  XpRound *round;
  GArray *marks;   /* of XpMark */
  GArray *closed;  /* of XpSheetPlace */
  GArray *recused; /* of XpSheetPlace */
  GArray *states;  /* of XpState, entrant_no i at [i - 1] */
  GArray *ballots; /* of XpBallots */
} XpRandomRound;

XpRandomRound *xp_random_round_new (guint32 seed);
void xp_random_round_free (XpRandomRound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRandomRound, xp_random_round_free)

/* Loaded at once. Yours. */
XpTally *xp_random_round_tally (const XpRandomRound *self);

/* A mark that may stand in the cell, not 不适用. */
int64_t xp_random_entered (GRand *rand, const XpRandomRound *self, const XpItem *item);

/* xp-ranking-private.h: a ranking while it is made, for its own files. */
#pragma once

#include "xp-ranking.h"

typedef struct {
  XpRanking *ranking;
  const XpTally *tally;
  const XpRound *round;
  const XpCutDecision *decisions;
  size_t n_decisions;
  bool *is_passed_over; /* entrant_no i at [i - 1]: a better one of the household has the title */
} XpMaking;

#define XP_TIE_LOT "抽签"
#define XP_ONE_PER_HOUSEHOLD "一户一人"

/* Whether the entrant counts: it has a total, or is still being marked. */
bool xp_ranking_is_counting (const XpTotal *total);
bool xp_ranking_is_being_marked (const XpTotal *total);

/* Says who of @ranked (entrant numbers, best first) has the title. */
void xp_ranking_award (XpMaking *making, const GArray *ranked);

/* @candidates: entrant numbers of one list or group, best first; the first @n_fit get the title. */
void xp_ranking_cut (XpMaking *making, const char *list, const GArray *candidates, int n_fit);

/* The one of two with equal totals whom the round's tie-breakers put first; 0: they do not. */
int xp_ranking_prefer (const XpMaking *making, int entrant_no, int other_no);

void xp_ranking_settle (XpMaking *making, int entrant_no, bool is_in, const char *word);
const XpCutDecision *xp_ranking_find_decision (const XpMaking *making, int entrant_no);

/* The lot of the round where nobody is asked: out of its number in the book, which was there before
 * any mark. Yours. */
char *xp_ranking_dup_round_seed (const XpRound *round);

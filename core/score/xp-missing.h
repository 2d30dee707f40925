/* xp-missing.h: 还差什么: the sheets that keep a round from its sums, and the items missing on
 * them. Pure. */
#pragma once

#include "xp-tally.h"

/* One sheet that is still waited for. */
typedef struct {
  int entrant_no;
  int judge_no;    /* 0: 合议 */
  int item_at;     /* the first item that must be marked; else the first blank one */
  int n_asked;     /* items that must be marked; 0: only to be closed */
  bool is_started; /* something is marked */
} XpMissingSheet;

/* By entrant, then judge: who has a state, does not meet a gate, is recused or absent is not waited
 * for. Of XpMissingSheet. Yours. */
GArray *xp_missing_list (const XpTally *tally);

/* Places of the items that must be marked on a sheet and are not; what closing the sheet answers is
 * none of them. Of int. Yours. */
GArray *xp_missing_list_items (const XpTally *tally, int entrant_no, int judge_no);

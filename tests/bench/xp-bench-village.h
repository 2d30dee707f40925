/* xp-bench-village.h: a village in the middle of its evening, for figures: one round of 干净人家
 * with nine judges, the sheets of all but the last typed. */
#pragma once

#include "xp-desk.h"

enum {
  XP_BENCH_N_JUDGES = 9
};

/* Makes it at @path with @n_households, their numbers 1 … n; prints what each step took. Ends the
 * program where something fails. The desk is yours; *out_round_uid is its round. */
XpDesk *xp_bench_village_make (const char *path, int n_households, int64_t *out_round_uid);

/* Whose sheets are still open. Static. */
const char *xp_bench_village_last_judge (void);

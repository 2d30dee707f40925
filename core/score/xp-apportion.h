/* xp-apportion.h: so many places divided among groups of different size (名额按组分配), with every
 * step kept so that anybody can do it again with a pencil.
 *
 * Four ways: 最大余数法, 奇数除数法 (÷1, 3, 5 …), 自然数除数法 (÷1, 2, 3 …), 每组保底 (one each,
 * the rest by largest remainder). All in exact fractions. The order of the groups changes nothing:
 * where the last places fall among equals nobody has them until a lot is drawn. No group gets more
 * places than it has households. Pure. */
#pragma once

#include "xp-ratio.h"
#include "xp-round.h"

/* Larger ones are a caller's mistake. */
#define XP_MOST_APPORTION_SIZE INT64_C (1000000000)
#define XP_MOST_APPORTION_PLACES 1000000

typedef struct {
  int64_t size;
  int n_first; /* 每组保底: what it has before anything is divided, 0 or 1 */
  /* Largest remainder, and the rest of 每组保底: size × places ÷ sum = floor and what remains. */
  XpRatio exact;
  int n_floor;
  XpRatio remainder;
  int remainder_rank; /* 1, 2, 2, 4 from the largest; 0: of a divisor method */
  int n_places;       /* with the lot where one was drawn */
  bool is_tied;       /* among those of whom a lot decides the last places */
  bool is_losing;     /* would have one fewer if there were one place more (Alabama paradox) */
} XpApportionRow;

/* Who takes a place that is not one of the floors or firsts, in the order they are taken. */
typedef struct {
  size_t group;
  int divisor;      /* 0: by remainder */
  XpRatio quotient; /* size ÷ divisor, or the remainder; that decided it */
  bool is_by_lot;
} XpApportionStep;

typedef struct {
  XpApportion method;
  int n_places;
  int n_shared;         /* places that were divided by size: without the firsts of 每组保底 */
  int64_t sum;          /* of the sizes */
  XpApportionRow *rows; /* as the sizes were given */
  size_t n_rows;
  XpApportionStep *steps;
  size_t n_steps;
  int n_tied;        /* groups that a lot is among; 0: none */
  int n_tied_places; /* places the lot is about */
  char *seed;        /* of the lot; NULL: not drawn */
  int n_losing;      /* rows that are */
} XpApportionment;

/* @sizes: households of each group that count, 0 or more. Places beyond the sum stay free. Yours.
 */
XpApportionment *
xp_apportion_new (XpApportion method, const int64_t *sizes, size_t n_groups, int n_places);
void xp_apportion_free (XpApportionment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpApportionment, xp_apportion_free)

/* Settles the last places by the lot of xp-lot.h; @names: of the groups, what the lot is drawn by.
 * Does nothing where nothing is tied. */
void xp_apportion_draw (XpApportionment *self, const char *seed, const char *const *names);

/* ---- in words ---- */

/* “三组同样多，余1个名额，要抽签：一社、二社、三社。”, or what the lot brought; NULL: no tie.
 * Yours.
 */
char *xp_apportion_dup_tie_sentence (const XpApportionment *self, const char *const *names);

/* “名额多1个（共26个），四社、五社反而各少1个。” NULL: no such thing. Yours. */
char *xp_apportion_dup_warning (const XpApportionment *self, const char *const *names);

/* Every step, a line each: “一社 61户×10÷120＝5余10，先得5个”, “第6个：三社 9÷1＝9”. Yours. */
char **xp_apportion_dup_steps (const XpApportionment *self, const char *const *names);

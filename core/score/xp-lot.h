/* xp-lot.h: a lot (抽签) that anybody can draw again.
 *
 * The order is that of the SHA-256 of “抽签号:编号”, smallest first: “482913:17” for household 17.
 * Any computer has a program that computes it; the order in which people were entered, and who else
 * takes part, changes nothing between two of them. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Digits of a seed. */
#define XP_MOST_SEED_DIGITS 12

/* One to twelve digits. */
bool xp_lot_is_seed (const char *text);

/* The indices of @numbers in the order drawn. @numbers: all different. Yours. */
size_t *xp_lot_draw (const char *seed, const char *const *numbers, size_t n);

/* Six digits out of a random number: 048213. Yours. */
char *xp_lot_dup_seed (unsigned long long random);

/* xp-combine.h: makes one figure out of several judges' points.
 *
 * Pure: the same points give the same figure on every laptop. */
#pragma once

#include "xp-round.h"

/* Whether the judges are combined item by item: each item's figure is printed, and they add up. */
bool xp_combine_is_by_item (XpCombine combine);

/* Whether one highest and one lowest are taken off. */
bool xp_combine_is_trimming (XpCombine combine);

/**
 * xp_combine_points:
 * @rules: the round's method, and how many marks trimming needs; borrowed
 * @points_hundredths: one figure per judge who marked, in any order; borrowed
 * @n_points: how many there are, without recused and absent judges and without missing marks
 * @out_points: the exact result in hundredths of a point; untouched on false
 * @out_is_mean: whether the mean had to be taken because too few marked to trim: the sheet says so
 *
 * Trimming takes off one highest and one lowest, even where several judges share them. The median
 * of an even number is the mean of the middle two.
 *
 * Returns: false when there is nothing to combine, or too few and the round chose 待定 then
 */
bool xp_combine_points (const XpRules *rules,
                        const int64_t points_hundredths[],
                        size_t n_points,
                        XpRatio *out_points,
                        bool *out_is_mean);

/* The plain mean; @n_points > 0. */
XpRatio xp_mean_of_points (const int64_t points_hundredths[], size_t n_points);

/* xp-ratio.h: an exact fraction; rounded once, when a figure is printed (纸面可加). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* den > 0, in lowest terms. Of points: in hundredths of a point. */
typedef struct {
  int64_t num;
  int64_t den;
} XpRatio;

typedef enum {
  XP_ROUNDING_HALF_AWAY, /* 四舍五入, away from zero */
  XP_ROUNDING_HALF_EVEN  /* GB/T 8170—2008 */
} XpRounding;

/* @den must not be 0. Reduced. */
XpRatio xp_ratio_new (int64_t num, int64_t den);

/* a × num ÷ den, exact; 128 bits inside. */
XpRatio xp_ratio_multiply (XpRatio a, int64_t num, int64_t den);

XpRatio xp_ratio_add (XpRatio a, XpRatio b);

/* As above; false, and nothing written, where the sum does not fit: fractions of many odd
 * denominators. */
bool xp_ratio_try_add (XpRatio a, XpRatio b, XpRatio *out_sum);

/* a × num ÷ den, @den not 0; false, and nothing written, where it does not fit. */
bool xp_ratio_try_multiply (XpRatio a, int64_t num, int64_t den, XpRatio *out_product);

/* < 0, 0, > 0. */
int xp_ratio_compare (XpRatio a, XpRatio b);

/* To a multiple of @unit (1: hundredths of a point; 10: tenths; 100: whole points). */
int64_t xp_ratio_round (XpRatio a, int64_t unit, XpRounding rounding);

/* Points as `exact` shows them: “91.125” where the decimals end within six places, else “n/d” of
 * points. @hundredths is in hundredths. Yours. */
char *xp_ratio_points_to_text (XpRatio hundredths);

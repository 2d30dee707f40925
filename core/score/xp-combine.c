#include "xp-combine.h"

static XpRatio
mean (const int64_t *points, size_t n)
{
  int64_t sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += points[i];
  return xp_ratio_new (sum, (int64_t) n);
}

/* The order of marks is nobody's business, so the extremes are found, not sorted out. */
static XpRatio
trimmed_mean (const int64_t *points, size_t n)
{
  int64_t sum = 0, highest = points[0], lowest = points[0];
  for (size_t i = 0; i < n; i++) {
    sum += points[i];
    highest = MAX (highest, points[i]);
    lowest = MIN (lowest, points[i]);
  }
  return xp_ratio_new (sum - highest - lowest, (int64_t) n - 2);
}

bool
xp_combine_is_ready (XpCombine combine)
{
  return combine == XP_COMBINE_CONSENSUS || combine == XP_COMBINE_MEAN ||
         combine == XP_COMBINE_TRIMMED_MEAN;
}

bool
xp_combine_points (const XpRules *rules,
                   const int64_t points_hundredths[],
                   size_t n_points,
                   XpRatio *out_points,
                   bool *out_is_mean)
{
  if (n_points == 0)
    return false;

  const bool is_trimming = rules->combine == XP_COMBINE_TRIMMED_MEAN;
  const bool is_too_few = is_trimming && n_points < (size_t) rules->n_marks_needed;
  if (is_too_few && rules->is_undecided_with_too_few)
    return false;

  *out_is_mean = is_too_few;
  *out_points = is_trimming && !is_too_few ? trimmed_mean (points_hundredths, n_points)
                                           : mean (points_hundredths, n_points);
  return true;
}

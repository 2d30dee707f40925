#include "xp-combine.h"

#include <string.h>

static int64_t
sum_of (const int64_t *points, size_t n)
{
  int64_t sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += points[i];
  return sum;
}

XpRatio
xp_mean_of_points (const int64_t points_hundredths[], size_t n_points)
{
  return xp_ratio_new (sum_of (points_hundredths, n_points), (int64_t) n_points);
}

/* The order of marks is nobody's business, so the extremes are found, not sorted out. */
static XpRatio
trimmed_mean (const int64_t *points, size_t n)
{
  int64_t highest = points[0], lowest = points[0];
  for (size_t i = 0; i < n; i++) {
    highest = MAX (highest, points[i]);
    lowest = MIN (lowest, points[i]);
  }
  return xp_ratio_new (sum_of (points, n) - highest - lowest, (int64_t) n - 2);
}

static XpRatio
median (const int64_t *points, size_t n)
{
  g_autofree int64_t *sorted = g_memdup2 (points, n * sizeof (int64_t));
  for (size_t i = 1; i < n; i++)
    for (size_t k = i; k > 0 && sorted[k - 1] > sorted[k]; k--) {
      const int64_t lower = sorted[k];
      sorted[k] = sorted[k - 1];
      sorted[k - 1] = lower;
    }
  return xp_ratio_new (sorted[(n - 1) / 2] + sorted[n / 2], 2);
}

bool
xp_combine_is_by_item (XpCombine combine)
{
  return combine == XP_COMBINE_MEAN_ITEM || combine == XP_COMBINE_TRIMMED_MEAN_ITEM ||
         combine == XP_COMBINE_MEDIAN_ITEM;
}

bool
xp_combine_is_trimming (XpCombine combine)
{
  return combine == XP_COMBINE_TRIMMED_MEAN || combine == XP_COMBINE_TRIMMED_MEAN_ITEM;
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

  const bool is_trimming = xp_combine_is_trimming (rules->combine);
  const bool is_too_few = is_trimming && n_points < (size_t) rules->n_marks_needed;
  if (is_too_few && rules->is_undecided_with_too_few)
    return false;

  *out_is_mean = is_too_few;
  if (is_trimming && !is_too_few)
    *out_points = trimmed_mean (points_hundredths, n_points);
  else if (rules->combine == XP_COMBINE_MEDIAN || rules->combine == XP_COMBINE_MEDIAN_ITEM)
    *out_points = median (points_hundredths, n_points);
  else if (rules->combine == XP_COMBINE_SUM)
    *out_points = xp_ratio_new (sum_of (points_hundredths, n_points), 1);
  else
    *out_points = xp_mean_of_points (points_hundredths, n_points);
  return true;
}

#include "xp-years.h"

XpStreak
xp_years_count (const XpHeldRound rounds[], size_t n_rounds, int year)
{
  XpStreak streak = {0};
  for (size_t i = 0; i < n_rounds; i++) {
    if (rounds[i].held == XP_HELD_NOT_SCORED)
      continue;
    const bool is_held = rounds[i].held == XP_HELD_YES;
    streak.n_scored++;
    streak.n_held += is_held;
    streak.n_in_a_row = is_held ? streak.n_in_a_row + 1 : 0;
    streak.n_most_in_a_row = MAX (streak.n_most_in_a_row, streak.n_in_a_row);
    streak.n_in_year += is_held && rounds[i].year == year;
  }
  return streak;
}

bool
xp_years_find_greatest (const XpRise rises[], size_t n_rises, int64_t *out_hundredths)
{
  int64_t greatest = 0;
  for (size_t i = 0; i < n_rises; i++)
    if (rises[i].has_both)
      greatest = MAX (greatest, rises[i].now_hundredths - rises[i].before_hundredths);
  if (greatest > 0)
    *out_hundredths = greatest;
  return greatest > 0;
}

bool
xp_years_is_greatest (const XpRise *rise, int64_t greatest_hundredths)
{
  return rise->has_both && rise->now_hundredths - rise->before_hundredths == greatest_hundredths;
}

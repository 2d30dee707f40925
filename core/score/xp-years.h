/* xp-years.h: what several rounds of one title say together: how often in a row (三连), how often
 * within a year, and who rose most (进步户).
 *
 * Pure. A round in which somebody was not scored is no failure: it neither counts nor breaks a row.
 * A title that was taken back (摘牌) does both: it counts as not given, and breaks the row. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
  XP_HELD_NOT_SCORED,
  XP_HELD_NO,
  XP_HELD_YES
} XpHeld;

typedef struct {
  int year;
  XpHeld held; /* taken back: XP_HELD_NO */
} XpHeldRound;

typedef struct {
  int n_scored, n_held;
  int n_in_a_row;      /* up to the last round */
  int n_most_in_a_row; /* ever */
  int n_in_year;       /* held within the year that was asked for */
} XpStreak;

/* @rounds: in the order they were held. */
XpStreak xp_years_count (const XpHeldRound rounds[], size_t n_rounds, int year);

/* Totals of somebody now and in the last round of the title. */
typedef struct {
  bool has_both;
  int64_t before_hundredths, now_hundredths;
} XpRise;

/* The greatest rise: whoever rose as much is 进步户, all who are equal. False: nobody rose. */
bool xp_years_find_greatest (const XpRise rises[], size_t n_rises, int64_t *out_hundredths);

/* Whether this one rose by @greatest. */
bool xp_years_is_greatest (const XpRise *rise, int64_t greatest_hundredths);

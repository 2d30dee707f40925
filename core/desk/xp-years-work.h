/* xp-years-work.h: what the rounds of one title say together, and who rose since the last. */
#pragma once

#include "xp-desk.h"
#include "xp-years.h"

typedef struct {
  XpHouseholdLine *household; /* owned */
  XpStreak streak;
  char *barred_until; /* 2028-10-12, where the title was taken back; NULL */
} XpStreakLine;

void xp_streak_line_free (XpStreakLine *self);

/* Of every household that was scored for @title in a sealed round, by number. @year: 0: of today.
 * INPUT: no sealed round of this title. Of XpStreakLine. Yours. */
GPtrArray *xp_years_work_list_streaks (XpDesk *desk, const char *title, int year, GError **error);

typedef struct {
  int entrant_no;
  char *number; /* 17, 17-2 */
  char *who;    /* 一社3号 张三 */
  XpRise rise;
  bool is_greatest; /* 进步户; several where they are equal */
} XpRiseLine;

void xp_rise_line_free (XpRiseLine *self);

/* Who has a total in the round and in the last sealed one of its title, in the order of entrants;
 * whoever is barred is not 进步户. REFUSED before 算分. Of XpRiseLine. Yours. */
GPtrArray *xp_years_work_list_rises (XpDesk *desk, int64_t round_uid, GError **error);

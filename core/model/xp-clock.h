/* xp-clock.h: the moment, the day and chance, handed in from outside.
 *
 * No room asks the machine's clock or random source by itself: tests, the sample village and
 * `--today` put in their own, and the same inputs give the same book and the same paper. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* The moment in milliseconds since 1970 UTC. */
typedef struct {
  int64_t (*now_ms) (gpointer user_data);
  gpointer user_data;
  GDate today;       /* a day that deadlines see; invalid (g_date_clear): the laptop's own day */
  gboolean is_fixed; /* today was given by hand (--today) */
} XpClock;

typedef struct {
  void (*fill) (gpointer bytes, size_t n_bytes, gpointer user_data);
  gpointer user_data;
} XpRandom;

/* The machine's own clock and libc's getrandom. */
extern const XpClock XP_CLOCK_SYSTEM;
extern const XpRandom XP_RANDOM_SYSTEM;

int64_t xp_clock_now_ms (const XpClock *clock);

/* The village's calendar day (local time), or the day that was given by hand. */
GDate xp_clock_today (const XpClock *clock);

/* A day as the book writes it, YYYY-MM-DD. Yours. */
char *xp_day_to_text (const GDate *day);

/* False when @text is no day in the form YYYY-MM-DD. */
gboolean xp_day_from_text (const char *text, GDate *out_day);

/* A random uid, 1 … 2^63−1. */
int64_t xp_random_uid (const XpRandom *random);

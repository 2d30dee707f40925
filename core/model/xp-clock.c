#include "xp-clock.h"

#include <string.h>
#include <sys/random.h>

static int64_t
system_now_ms (gpointer unused)
{
  return g_get_real_time () / 1000;
}

static void
system_fill (gpointer bytes, size_t n_bytes, gpointer unused)
{
  size_t n_done = 0;
  while (n_done < n_bytes) {
    const ssize_t n = getrandom ((char *) bytes + n_done, n_bytes - n_done, 0);
    if (n > 0)
      n_done += (size_t) n;
  }
}

const XpClock XP_CLOCK_SYSTEM = {.now_ms = system_now_ms};
const XpRandom XP_RANDOM_SYSTEM = {.fill = system_fill};

int64_t
xp_clock_now_ms (const XpClock *clock)
{
  return clock->now_ms (clock->user_data);
}

GDate
xp_clock_today (const XpClock *clock)
{
  if (g_date_valid (&clock->today))
    return clock->today;

  GDate day;
  g_date_clear (&day, 1);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (xp_clock_now_ms (clock) / 1000);
  g_date_set_dmy (&day,
                  (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  return day;
}

char *
xp_day_to_text (const GDate *day)
{
  return g_strdup_printf ("%04u-%02u-%02u",
                          (unsigned) g_date_get_year (day),
                          (unsigned) g_date_get_month (day),
                          (unsigned) g_date_get_day (day));
}

gboolean
xp_day_from_text (const char *text, GDate *out_day)
{
  static const char SHAPE[] = "dddd-dd-dd";
  if (text == NULL || strlen (text) != strlen (SHAPE))
    return FALSE;
  for (size_t i = 0; SHAPE[i] != '\0'; i++)
    if (SHAPE[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != SHAPE[i])
      return FALSE;

  const int year = (int) g_ascii_strtoll (text, NULL, 10);
  const int month = (int) g_ascii_strtoll (text + 5, NULL, 10);
  const int day = (int) g_ascii_strtoll (text + 8, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_clear (out_day, 1);
  g_date_set_dmy (out_day, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

int64_t
xp_random_uid (const XpRandom *random)
{
  uint64_t bits = 0;
  do {
    random->fill (&bits, sizeof bits, random->user_data);
    bits &= INT64_MAX;
  } while (bits == 0);
  return (int64_t) bits;
}

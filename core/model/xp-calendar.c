#include "xp-calendar.h"

#include "xp-clock.h"
#include "xp-error.h"

#include <string.h>

struct _XpCalendar {
  GHashTable *days; /* julian day → 1 working day, 2 day off */
  int last_year;    /* of the table */
};

enum {
  WORKDAY = 1,
  DAY_OFF = 2
};

void
xp_calendar_free (XpCalendar *self)
{
  g_hash_table_unref (self->days);
  g_free (self);
}

void
xp_calendar_set_day (XpCalendar *self, const GDate *day, bool is_workday)
{
  g_hash_table_insert (self->days,
                       GUINT_TO_POINTER (g_date_get_julian (day)),
                       GINT_TO_POINTER (is_workday ? WORKDAY : DAY_OFF));
}

static bool
add_line (XpCalendar *self, const char *line, const char *name, int line_no, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", 3);
  GDate day;
  const bool is_whole = g_strv_length (cells) == 3 && xp_day_from_text (cells[0], &day) &&
                        (strcmp (cells[1], "0") == 0 || strcmp (cells[1], "1") == 0);
  if (!is_whole) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 第%d行应为“年-月-日,0或1,说明”，现在写的是“%s”。请改好后再试。",
                 name,
                 line_no,
                 line);
    return false;
  }

  xp_calendar_set_day (self, &day, cells[1][0] == '1');
  self->last_year = MAX (self->last_year, (int) g_date_get_year (&day));
  return true;
}

XpCalendar *
xp_calendar_new_from_csv (const char *text, const char *name, GError **error)
{
  g_autoptr (XpCalendar) self = g_new0 (XpCalendar, 1);
  self->days = g_hash_table_new (NULL, NULL);

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (int i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
    g_strchomp (lines[i]);
    if (lines[i][0] != '\0' && !add_line (self, lines[i], name, i + 1, error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

bool
xp_calendar_is_workday (const XpCalendar *self, const GDate *day)
{
  switch (GPOINTER_TO_INT (
    g_hash_table_lookup (self->days, GUINT_TO_POINTER (g_date_get_julian (day))))) {
  case WORKDAY:
    return true;
  case DAY_OFF:
    return false;
  default:
    return g_date_get_weekday (day) <= G_DATE_FRIDAY;
  }
}

bool
xp_calendar_knows (const XpCalendar *self, const GDate *day)
{
  return (int) g_date_get_year (day) <= self->last_year;
}

static void
advance_to_workday (const XpCalendar *self, GDate *day)
{
  while (!xp_calendar_is_workday (self, day))
    g_date_add_days (day, 1);
}

void
xp_calendar_get_period (const XpCalendar *self,
                        const GDate *posted,
                        int length,
                        bool counts_workdays,
                        GDate *out_from,
                        GDate *out_until)
{
  GDate day = *posted;
  g_date_add_days (&day, 1);
  if (counts_workdays)
    advance_to_workday (self, &day);
  *out_from = day;

  for (int n = 1; n < length; n++) {
    g_date_add_days (&day, 1);
    if (counts_workdays)
      advance_to_workday (self, &day);
  }
  advance_to_workday (self, &day);
  *out_until = day;
}

char *
xp_day_to_chinese (const GDate *day)
{
  return g_strdup_printf ("%d年%d月%d日",
                          (int) g_date_get_year (day),
                          (int) g_date_get_month (day),
                          (int) g_date_get_day (day));
}

static void
append_number_below_hundred (GString *text, int number)
{
  static const char *const DIGITS[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (number >= 20)
    g_string_append (text, DIGITS[number / 10]);
  if (number >= 10)
    g_string_append (text, "十");
  g_string_append (text, DIGITS[number % 10]);
}

char *
xp_day_to_chinese_numerals (const GDate *day)
{
  static const char *const DIGITS[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  GString *text = g_string_new (NULL);
  const int year = (int) g_date_get_year (day);
  for (int power = 1000; power > 0; power /= 10)
    g_string_append (text, DIGITS[year / power % 10]);
  g_string_append (text, "年");
  append_number_below_hundred (text, (int) g_date_get_month (day));
  g_string_append (text, "月");
  append_number_below_hundred (text, (int) g_date_get_day (day));
  g_string_append (text, "日");
  return g_string_free (text, FALSE);
}

const char *
xp_day_get_weekday (const GDate *day)
{
  static const char *const WORDS[] =
    {"", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"};
  return WORDS[g_date_get_weekday (day)];
}

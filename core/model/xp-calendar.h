/* xp-calendar.h: working days, and the days of a 公示.
 *
 * Working days follow resources/data/holidays.csv (the State Council's yearly notice: holidays and
 * the weekends worked instead); beyond its last year only weekends count, and the program says so.
 * A period of working days begins on the first working day after the day of posting, which does
 * not count; a period of days begins on the day after posting, and a last day off moves to the
 * next working day (the Civil Code, articles 201 and 203, counts the same way). */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct _XpCalendar XpCalendar;

/**
 * xp_calendar_new_from_csv:
 * @text: `day,is_workday,label`, one exception a line; the header line is needed
 * @name: of the file, for the message
 */
XpCalendar *xp_calendar_new_from_csv (const char *text, const char *name, GError **error);
void xp_calendar_free (XpCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpCalendar, xp_calendar_free)

/* A day that departs from the table: the village's own record. */
void xp_calendar_set_day (XpCalendar *self, const GDate *day, bool is_workday);

bool xp_calendar_is_workday (const XpCalendar *self, const GDate *day);

/* False beyond the last year of the table: then only weekends are known. */
bool xp_calendar_knows (const XpCalendar *self, const GDate *day);

/**
 * xp_calendar_get_period:
 * @posted: the day of posting; does not count
 * @length: 3 or more
 * @counts_workdays: working days, else days
 */
void xp_calendar_get_period (const XpCalendar *self,
                             const GDate *posted,
                             int length,
                             bool counts_workdays,
                             GDate *out_from,
                             GDate *out_until);

/* 2026年10月12日. Yours. */
char *xp_day_to_chinese (const GDate *day);
/* 二〇二六年十月十二日, as on certificates (〇 is U+3007). Yours. */
char *xp_day_to_chinese_numerals (const GDate *day);
/* 星期一 … 星期日; borrowed. */
const char *xp_day_get_weekday (const GDate *day);

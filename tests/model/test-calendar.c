/* Days of a 公示, and days in words. */
#include "xp-calendar.h"

#include "xp-clock.h"

static XpCalendar *
shipped (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("XP_RESOURCES"), "data", "holidays.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  XpCalendar *calendar = xp_calendar_new_from_csv (text, "holidays.csv", &error);
  g_assert_no_error (error);
  return calendar;
}

static const struct {
  const char *why;
  const char *posted;
  int length;
  bool counts_workdays;
  const char *from, *until;
} PERIODS[] = {
  {"a Monday, five working days", "2026-10-12", 5, true, "2026-10-13", "2026-10-19"},
  {"the holiday is passed over, the worked Saturday counts",
   "2026-09-30",
   3,
   true,
   "2026-10-08",
   "2026-10-10"},
  {"a Friday begins on Monday", "2026-10-16", 3, true, "2026-10-19", "2026-10-21"},
  {"days begin on the next day", "2026-10-12", 7, false, "2026-10-13", "2026-10-19"},
  {"a last day off moves on", "2026-10-12", 5, false, "2026-10-13", "2026-10-19"},
  {"beyond the table only weekends count", "2030-01-04", 3, true, "2030-01-07", "2030-01-09"},
};

static void
test_a_notice_has_its_days (void)
{
  g_autoptr (XpCalendar) calendar = shipped ();
  for (size_t i = 0; i < G_N_ELEMENTS (PERIODS); i++) {
    g_test_message ("%s", PERIODS[i].why);
    GDate posted, from, until;
    g_assert_true (xp_day_from_text (PERIODS[i].posted, &posted));
    xp_calendar_get_period (calendar,
                            &posted,
                            PERIODS[i].length,
                            PERIODS[i].counts_workdays,
                            &from,
                            &until);
    g_autofree char *from_text = xp_day_to_text (&from);
    g_autofree char *until_text = xp_day_to_text (&until);
    g_assert_cmpstr (from_text, ==, PERIODS[i].from);
    g_assert_cmpstr (until_text, ==, PERIODS[i].until);
  }
}

static void
test_the_table_knows_its_years (void)
{
  g_autoptr (XpCalendar) calendar = shipped ();
  GDate known, unknown;
  g_assert_true (xp_day_from_text ("2026-12-31", &known));
  g_assert_true (xp_day_from_text ("2027-01-01", &unknown));
  g_assert_true (xp_calendar_knows (calendar, &known));
  g_assert_false (xp_calendar_knows (calendar, &unknown));
}

static void
test_days_are_written_as_people_write_them (void)
{
  static const struct {
    const char *day, *plain, *numerals, *weekday;
  } CASES[] = {
    {"2026-10-20", "2026年10月20日", "二〇二六年十月二十日", "星期二"},
    {"2026-01-01", "2026年1月1日", "二〇二六年一月一日", "星期四"},
    {"2030-12-31", "2030年12月31日", "二〇三〇年十二月三十一日", "星期二"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    GDate day;
    g_assert_true (xp_day_from_text (CASES[i].day, &day));
    g_autofree char *plain = xp_day_to_chinese (&day);
    g_autofree char *numerals = xp_day_to_chinese_numerals (&day);
    g_assert_cmpstr (plain, ==, CASES[i].plain);
    g_assert_cmpstr (numerals, ==, CASES[i].numerals);
    g_assert_cmpstr (xp_day_get_weekday (&day), ==, CASES[i].weekday);
  }
}

static void
test_a_text_that_is_no_day_is_none (void)
{
  static const char *const TEXTS[] =
    {"", "2026-2-1", "2026-02-30", "2026/02/01", "20260201", "2026-13-01"};
  GDate day;
  for (size_t i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    g_assert_false (xp_day_from_text (TEXTS[i], &day));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/periods", test_a_notice_has_its_days);
  g_test_add_func ("/calendar/years", test_the_table_knows_its_years);
  g_test_add_func ("/calendar/words", test_days_are_written_as_people_write_them);
  g_test_add_func ("/calendar/no-day", test_a_text_that_is_no_day_is_none);
  return g_test_run ();
}

#include "xp-history.h"

#include <string.h>

bool
xp_history_filter_is_empty (const XpHistoryFilter *filter)
{
  return filter == NULL || (filter->n_households == 0 && filter->item == NULL &&
                            filter->judge == NULL && filter->who == NULL && filter->until_ms == 0);
}

static int64_t
midnight_before (const GDate *day)
{
  g_autoptr (GDateTime) midnight = g_date_time_new_local (g_date_get_year (day),
                                                          (int) g_date_get_month (day),
                                                          g_date_get_day (day),
                                                          0,
                                                          0,
                                                          0);
  return g_date_time_to_unix (midnight) * 1000;
}

void
xp_history_filter_set_day (XpHistoryFilter *filter, const GDate *day)
{
  GDate next = *day;
  g_date_add_days (&next, 1);
  filter->from_ms = midnight_before (day);
  filter->until_ms = midnight_before (&next);
}

void
xp_history_line_free (XpHistoryLine *line)
{
  g_free (line->who);
  g_free (line->device);
  g_free (line->title);
  g_strfreev (line->sentences);
  g_free (line);
}

/* 把 goes before what is changed into something else; what is new or gone is told by the title. */
char *
xp_history_line_tell (const XpHistoryLine *line, size_t i)
{
  const char *sentence = line->sentences[i];
  const char *who = line->who[0] != '\0' ? line->who : "没有留名的人";
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
  g_autofree char *time = at != NULL ? g_date_time_format (at, "%H:%M") : g_strdup ("时间不明");
  const char *from = strstr (sentence, " 由 ");
  const bool is_turned = from != NULL && strstr (from, " 改为 ") != NULL;
  const char *colon = strstr (line->title, "：");
  if (is_turned && colon == NULL)
    return g_strdup_printf ("%s %s 把%s", who, time, sentence);
  return g_strdup_printf ("%s %s %s：%s", who, time, line->title, sentence);
}

char *
xp_history_line_dup_note (const XpHistoryLine *line)
{
  g_autofree char *merged =
    line->is_merged ? g_strdup_printf ("（在%s上录的）", line->device) : g_strdup ("");
  return g_strconcat (merged, line->is_clock_back ? "（这台电脑的钟往回拨过）" : "", NULL);
}

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
  g_free (line->reason);
  g_free (line->witness);
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

/* “10月12日 ”, “2025年10月12日 ”, "" of today. */
static char *
dup_day (int64_t at_ms, const GDate *today)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  if (at == NULL)
    return g_strdup ("");
  const bool is_this_year = g_date_time_get_year (at) == g_date_get_year (today);
  const bool is_today =
    is_this_year && g_date_time_get_day_of_year (at) == (int) g_date_get_day_of_year (today);
  return is_today ? g_strdup ("")
                  : g_date_time_format (at, is_this_year ? "%-m月%-d日 " : "%Y年%-m月%-d日 ");
}

char *
xp_history_line_sum_up (const XpHistoryLine *line, const GDate *today)
{
  const bool has_sentence = line->sentences[0] != NULL;
  const bool has_more = has_sentence && line->sentences[1] != NULL;
  g_autofree char *day = dup_day (line->at_ms, today);
  g_autofree char *first = has_sentence ? xp_history_line_tell (line, 0) : g_strdup (line->title);
  g_autofree char *more = has_more ? g_strdup_printf (" 等%zu处", line->n_changes) : g_strdup ("");
  return g_strconcat (day, first, more, NULL);
}

char *
xp_history_line_dup_why (const XpHistoryLine *line)
{
  return line->reason[0] != '\0' ? g_strdup_printf ("（理由：%s）", line->reason) : g_strdup ("");
}

char *
xp_history_line_dup_note (const XpHistoryLine *line)
{
  g_autofree char *witness =
    line->witness[0] != '\0' ? g_strdup_printf ("（在场：%s）", line->witness) : g_strdup ("");
  g_autofree char *merged =
    line->is_merged ? g_strdup_printf ("（在%s上录的）", line->device) : g_strdup ("");
  return g_strconcat (witness, merged, line->is_clock_back ? "（这台电脑的钟往回拨过）" : "", NULL);
}

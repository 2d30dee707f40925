/* xp-print-story.c: 一户的来龙去脉: what was ever changed about one household, evening by evening,
 * the first on top. Sentences of the history have no private value. */
#include "xp-print-source.h"

#include "xp-report-sheet.h"

#include <string.h>

/* More would be a book of its own; the newest are kept. */
static const size_t MOST_ACTS = 2000;

static const XpRecord *
find_household (const XpPrintSource *source)
{
  for (guint i = 0; i < source->households->len; i++)
    if (xp_record_get_int (source->households->pdata[i], "number") == source->options.household)
      return source->households->pdata[i];
  return NULL;
}

/* 一社3号 张三 */
static char *
name_household (XpPrintSource *source, const XpRecord *household)
{
  const int64_t group_uid = xp_record_get_int (household, "group_uid");
  const XpRecord *group = g_hash_table_lookup (source->groups, &group_uid);
  const char *place = group != NULL ? xp_record_get_text (group, "name") : "";
  const char *door = xp_record_get_text (household, "door");
  return g_strdup_printf ("%s%s%s%s",
                          place,
                          door != NULL ? door : "",
                          place[0] != '\0' || door != NULL ? " " : "",
                          xp_record_get_text (household, "head"));
}

static char *
day_of (const XpHistoryLine *line)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
  return at != NULL ? g_date_time_format (at, "%Y年%-m月%-d日") : g_strdup ("时间不明");
}

static void
add_line (XpPrintSource *source, GArray *lines, XpReportKind kind, char *label, char *text)
{
  const XpReportLine line = {kind,
                             label != NULL ? xp_print_source_keep (source, label) : NULL,
                             xp_print_source_keep (source, text)};
  g_array_append_val (lines, line);
}

static void
add_act (XpPrintSource *source, GArray *lines, const XpHistoryLine *act)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (act->at_ms / 1000);
  g_autofree char *time = at != NULL ? g_date_time_format (at, "%H:%M") : g_strdup ("");
  g_autofree char *note = xp_history_line_dup_note (act);
  for (size_t i = 0; act->sentences[i] != NULL; i++)
    add_line (source,
              lines,
              XP_REPORT_ENTRY,
              i == 0 ? g_strdup_printf ("%s %s", time, act->who) : g_strdup (""),
              i == 0 ? g_strdup_printf ("%s：%s%s", act->title, act->sentences[i], note)
                     : g_strdup (act->sentences[i]));
}

/* The first on top: as it happened. */
static GArray *
fill_lines (XpPrintSource *source, const GPtrArray *acts)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (XpReportLine));
  g_autofree char *before = NULL;
  for (guint i = acts->len; i-- > 0;) {
    g_autofree char *day = day_of (acts->pdata[i]);
    if (g_strcmp0 (day, before) != 0)
      add_line (source, lines, XP_REPORT_HEADING, NULL, g_strdup (day));
    add_act (source, lines, acts->pdata[i]);
    g_free (before);
    before = g_steal_pointer (&day);
  }
  return lines;
}

static void
refuse_household (const XpPrintSource *source, GError **error)
{
  if (source->options.household == 0)
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "请先写上是哪一户（户的编号），一户一户地印。");
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "农户名单里没有%d号户。请写户的编号，名单上有。",
                 source->options.household);
}

static GPtrArray *
read_acts (XpPrintSource *source, GError **error)
{
  const XpRecord *household = find_household (source);
  if (household == NULL) {
    refuse_household (source, error);
    return NULL;
  }
  g_autofree char *name = name_household (source, household);
  xp_print_source_set_field (source, "户", name);
  g_autoptr (XpBook) book =
    xp_book_open_beside (xp_desk_get_path (source->desk), &XP_DESK_HOOKS, error);
  return book != NULL
           ? xp_book_list_household_history (book,
                                             xp_record_get_int (household, "household_uid"),
                                             MOST_ACTS,
                                             error)
           : NULL;
}

GBytes *
xp_print_story (XpPrintSource *source,
                XpFontBook *fonts,
                XpProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) acts = read_acts (source, error);
  if (acts == NULL)
    return NULL;
  const GDate today = xp_desk_get_today (source->desk);
  g_autofree char *day = xp_day_to_chinese (&today);
  xp_print_source_set_field (source, "日期", day);
  xp_print_source_set_number (source, "改动数", (int) acts->len);
  g_autoptr (GArray) lines = fill_lines (source, acts);
  const char *title = xp_print_source_fill (source, "标题", error);
  const char *const *head =
    title != NULL ? xp_print_source_fill_lines (source, "表头", error) : NULL;
  const char *none = head != NULL ? xp_print_source_fill (source, "没有", error) : NULL;
  if (none == NULL)
    return NULL;
  if (lines->len == 0)
    add_line (source, lines, XP_REPORT_PARAGRAPH, NULL, g_strdup (none));
  const XpReportSheet sheet = {
    .village = xp_desk_get_village (source->desk)->name,
    .title = title,
    .sub_lines = head,
    .lines = (const XpReportLine *) (gpointer) lines->data,
    .n_lines = lines->len,
  };
  return xp_report_sheet_render (&sheet, fonts, progress, cancellable, error);
}

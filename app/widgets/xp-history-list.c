#include "xp-history-list.h"

#include <glib/gi18n.h>
#include <string.h>

/* 10月12日; another year is named. */
static char *
dup_day (int64_t at_ms, int this_year)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  if (at == NULL)
    return g_strdup ("");
  /* xgettext:no-c-format: of g_date_time_format() */
  const char *day_of_year = _ ("%-m月%-d日");
  return g_date_time_format (at,
                             g_date_time_get_year (at) == this_year ? day_of_year
                                                                    : _ ("%Y年%-m月%-d日"));
}

void
xp_history_list_set_up (XpCellsView *view)
{
  const XpCellsColumn columns[] = {
    {_ ("哪天"), 11, 0},
    {_ ("谁，什么时候，由什么改成什么"), 0, 0},
  };
  xp_cells_view_set_columns (view, columns, G_N_ELEMENTS (columns), _ ("修改记录"));
}

/* A sentence a line; why, and what is to be noted, behind the first. */
static char *
dup_words (const XpHistoryLine *line)
{
  g_autofree char *note = xp_history_line_dup_note (line);
  g_autofree char *why = xp_history_line_dup_why (line);
  GString *words = g_string_new (NULL);
  for (size_t i = 0; line->sentences[i] != NULL; i++) {
    g_autofree char *told = i == 0 ? xp_history_line_tell (line, i) : g_strdup (line->sentences[i]);
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", told);
    if (i == 0)
      g_string_append_printf (words, "%s%s", why, note);
  }
  return g_string_free (words, FALSE);
}

void
xp_history_list_fill (XpCellsView *view, XpDesk *desk, const GPtrArray *lines)
{
  const GDate today = xp_desk_get_today (desk);
  g_autofree char *before = g_strdup ("");
  xp_cells_view_begin (view);
  for (guint i = 0; i < lines->len; i++) {
    const XpHistoryLine *line = lines->pdata[i];
    g_autofree char *words = dup_words (line);
    g_autofree char *day = dup_day (line->at_ms, (int) g_date_get_year (&today));
    /* A day stands once, at its last act. */
    xp_cells_view_add (view, "", strcmp (day, before) != 0 ? day : "", words, NULL);
    g_free (before);
    before = g_steal_pointer (&day);
  }
  xp_cells_view_end (view);
}

GtkWidget *
xp_history_list_new (XpDesk *desk, const GPtrArray *lines)
{
  GtkWidget *view = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_history_list_set_up (XP_CELLS_VIEW (view));
  xp_history_list_fill (XP_CELLS_VIEW (view), desk, lines);
  return view;
}

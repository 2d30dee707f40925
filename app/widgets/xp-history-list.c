#include "xp-history-list.h"

#include <glib/gi18n.h>

/* 10月12日 20:14; another year is named. */
static char *
dup_moment (int64_t at_ms, int this_year)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  if (at == NULL)
    return g_strdup ("");
  return g_date_time_get_year (at) == this_year
           ? g_date_time_format (at, _ ("%-m月%-d日 %H:%M"))
           : g_date_time_format (at, _ ("%Y年%-m月%-d日 %H:%M"));
}

void
xp_history_list_set_up (XpCellsView *view)
{
  const XpCellsColumn columns[] = {
    {_ ("时间"), 14, 0, true},
    {_ ("谁"), 8, 0, false},
    {_ ("做了什么"), 12, 0, false},
    {_ ("改了什么"), 0, 0, true},
  };
  xp_cells_view_set_columns (view, columns, G_N_ELEMENTS (columns), _ ("修改记录"));
}

void
xp_history_list_fill (XpCellsView *view, XpDesk *desk, const GPtrArray *lines)
{
  const GDate today = xp_desk_get_today (desk);
  xp_cells_view_begin (view);
  for (guint i = 0; i < lines->len; i++) {
    const XpHistoryLine *line = lines->pdata[i];
    g_autofree char *moment = dup_moment (line->at_ms, (int) g_date_get_year (&today));
    g_autofree char *words = g_strjoinv ("\n", line->sentences);
    xp_cells_view_add (view,
                       "",
                       moment,
                       line->who[0] != '\0' ? line->who : _ ("没有留名"),
                       line->title,
                       words,
                       NULL);
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

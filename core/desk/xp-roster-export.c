/* The households as a list for a spreadsheet. */
#include "xp-roster-work.h"
#include "xp-xlsx-writer.h"

#include <string.h>

static const char *const HEADER[] = {
  "编号", "组", "户主", "区别名", "门牌号", "户号", "户籍人口", "在家情况", NULL};

static const char *
word_of_state (const char *state)
{
  XpState entrant_state = XP_STATE_PRESENT;
  if (strcmp (state, "closed") == 0)
    return "已销户";
  if (!xp_state_from_text (state, &entrant_state) || entrant_state == XP_STATE_PRESENT)
    return "在家";
  return xp_state_get_word (entrant_state);
}

static char **
make_row (const XpHouseholdLine *line)
{
  char **row = g_new0 (char *, G_N_ELEMENTS (HEADER));
  row[0] = g_strdup_printf ("%d", line->number);
  row[1] = g_strdup (line->group);
  row[2] = g_strdup (line->head);
  row[3] = g_strdup (line->told_apart_by);
  row[4] = g_strdup (line->door);
  row[5] = g_strdup (line->village_code);
  row[6] = line->people >= 0 ? g_strdup_printf ("%d", line->people) : g_strdup ("");
  row[7] = g_strdup (word_of_state (line->state));
  return row;
}

static bool
has_ending (const char *path, const char *ending)
{
  g_autofree char *small = g_ascii_strdown (path, -1);
  return g_str_has_suffix (small, ending);
}

bool
xp_roster_work_export (XpDesk *desk, const char *path, GError **error)
{
  const bool is_workbook = has_ending (path, ".xlsx");
  if (!is_workbook && !has_ending (path, ".csv")) {
    g_autofree char *name = g_path_get_basename (path);
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "“%s”看不出要存成哪一种。文件名请用 .xlsx 或 .csv 结尾。",
                 name);
    return false;
  }
  g_autoptr (GPtrArray) households = xp_desk_list_households (desk, error);
  if (households == NULL)
    return false;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < households->len; i++)
    g_ptr_array_add (rows, make_row (households->pdata[i]));
  g_autofree char *title = g_strconcat (xp_desk_get_village (desk)->name, "农户名单", NULL);
  const XpSheetOut sheet = {title, HEADER, rows};
  return is_workbook ? xp_xlsx_write (&sheet, path, error) : xp_csv_write (&sheet, path, error);
}

/* xp-households.c: the list of households, for pages and the command line (xp-desk.h). */
#include "xp-desk-private.h"

#include "xp-names.h"

#include <string.h>

void
xp_household_line_free (XpHouseholdLine *line)
{
  g_free (line->group);
  g_free (line->door);
  g_free (line->head);
  g_free (line->told_apart_by);
  g_free (line->state);
  g_free (line->initials);
  g_free (line);
}

static char *
dup_text (const XpRecord *record, const char *column)
{
  const char *text = record != NULL ? xp_record_get_text (record, column) : NULL;
  return g_strdup (text != NULL ? text : "");
}

static XpHouseholdLine *
make_line (const XpRecord *household, const XpRecord *group)
{
  XpHouseholdLine *line = g_new0 (XpHouseholdLine, 1);
  line->uid = xp_record_get_int (household, "household_uid");
  line->number = (int) xp_record_get_int (household, "number");
  line->group = dup_text (group, "name");
  line->door = dup_text (household, "door");
  line->head = dup_text (household, "head");
  line->told_apart_by = dup_text (household, "told_apart_by");
  line->people =
    xp_record_is_null (household, "people") ? -1 : (int) xp_record_get_int (household, "people");
  line->state = dup_text (household, "state");
  line->initials = xp_names_dup_initials (line->head);
  return line;
}

static const XpRecord *
find_group (const GPtrArray *groups, int64_t uid)
{
  for (guint i = 0; i < groups->len; i++)
    if (xp_record_get_int (groups->pdata[i], "group_uid") == uid)
      return groups->pdata[i];
  return NULL;
}

static gpointer
list_households (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) groups = xp_book_list (book, XP_KIND_GROUP, NULL, 0, error);
  g_autoptr (GPtrArray) records =
    groups != NULL ? xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error) : NULL;
  if (records == NULL)
    return NULL;

  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_household_line_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (
      lines,
      make_line (records->pdata[i],
                 find_group (groups, xp_record_get_int (records->pdata[i], "group_uid"))));
  return lines;
}

GPtrArray *
xp_desk_list_households (XpDesk *self, GError **error)
{
  return xp_desk_run (self, list_households, NULL, error);
}

bool
xp_household_line_matches (const XpHouseholdLine *line, const char *query)
{
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (query));
  if (typed[0] == '\0')
    return true;
  g_autofree char *number = g_strdup_printf ("%d", line->number);
  g_autofree char *place = g_strconcat (line->group, line->door, NULL);
  return g_str_has_prefix (number, typed) || strstr (place, typed) != NULL ||
         xp_names_match (line->head, line->initials, typed);
}

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
  g_free (line->village_code);
  g_free (line->naming);
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
  line->village_code = dup_text (household, "village_code");
  line->naming = dup_text (household, "naming");
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

/* ---- searching ---- */

typedef enum {
  FIT_NUMBER, /* 17 */
  FIT_PLACE,  /* 3号, 一社3号, the whole old 户号 */
  FIT_NAME,   /* 张三, 东头 */
  FIT_NUMBER_BEGINS,
  FIT_NAME_BEGINS,
  FIT_INITIALS,
  FIT_PLACE_PART,
  FIT_NAME_PART,
  FIT_NOT
} Fit;

typedef struct {
  char *typed; /* half width, trimmed, small letters, no spaces */
  int number;  /* as digits or a Chinese numeral; -1 none */
} Query;

static Query
read_query (const char *text)
{
  g_autofree char *half = xp_names_to_half_width (text);
  g_autofree char *small = g_ascii_strdown (half, -1);
  GString *typed = g_string_new (small);
  g_string_replace (typed, " ", "", 0);
  Query query = {.number = xp_names_read_number (typed->str)};
  query.typed = g_string_free (typed, FALSE);
  return query;
}

static bool
begins_a_reading (const char *initials, const char *typed)
{
  for (const char *at = initials; at != NULL && *at != '\0';) {
    if (g_str_has_prefix (at, typed))
      return true;
    at = strchr (at, ' ');
    at = at != NULL ? at + 1 : NULL;
  }
  return false;
}

/* 0042 is found by 42. */
static bool
is_code (const char *code, const char *typed)
{
  if (strcmp (code, typed) == 0)
    return true;
  while (*code == '0')
    code++;
  return *code != '\0' && strcmp (code, typed) == 0;
}

/* What is left of 一社3号 behind the group's name; the whole where it does not begin with it. */
static const char *
behind_group (const XpHouseholdLine *line, const char *typed)
{
  return line->group[0] != '\0' && g_str_has_prefix (typed, line->group)
           ? typed + strlen (line->group)
           : typed;
}

static Fit
fit (const XpHouseholdLine *line, const Query *query)
{
  const char *typed = query->typed;
  char number[16];
  g_snprintf (number, sizeof number, "%d", line->number);
  if (line->number == query->number)
    return FIT_NUMBER;
  if ((line->door[0] != '\0' && strcmp (line->door, behind_group (line, typed)) == 0) ||
      is_code (line->village_code, typed))
    return FIT_PLACE;
  if (strcmp (line->head, typed) == 0 || strcmp (line->told_apart_by, typed) == 0)
    return FIT_NAME;
  if (g_str_has_prefix (number, typed))
    return FIT_NUMBER_BEGINS;
  if (g_str_has_prefix (line->head, typed))
    return FIT_NAME_BEGINS;
  if (begins_a_reading (line->initials, typed))
    return FIT_INITIALS;
  if (strstr (line->door, behind_group (line, typed)) != NULL ||
      strstr (line->group, typed) != NULL || g_str_has_prefix (line->village_code, typed))
    return FIT_PLACE_PART;
  if (strstr (line->head, typed) != NULL || strstr (line->told_apart_by, typed) != NULL)
    return FIT_NAME_PART;
  return FIT_NOT;
}

bool
xp_household_line_matches (const XpHouseholdLine *line, const char *text)
{
  const Query query = read_query (text);
  const bool is_fit = query.typed[0] == '\0' || fit (line, &query) != FIT_NOT;
  g_free (query.typed);
  return is_fit;
}

guint *
xp_household_lines_find (const GPtrArray *lines, const char *text, size_t *out_n)
{
  const Query query = read_query (text);
  g_autofree guint8 *fits = g_new0 (guint8, lines->len + 1);
  guint *found = g_new (guint, lines->len + 1);
  size_t n = 0;
  if (query.typed[0] != '\0')
    for (guint i = 0; i < lines->len; i++)
      fits[i] = (guint8) fit (lines->pdata[i], &query);
  for (int wanted = FIT_NUMBER; wanted < FIT_NOT; wanted++)
    for (guint i = 0; i < lines->len; i++)
      if (fits[i] == wanted)
        found[n++] = i;
  g_free (query.typed);
  *out_n = n;
  return found;
}

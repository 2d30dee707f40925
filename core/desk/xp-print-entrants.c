/* xp-print-entrants.c: entrants in the order in which they are visited, households in that of the
 * list, and how sheets call them. */
#include "xp-print-source.h"

#include <stdlib.h>
#include <string.h>

/* The house number and what is added to it: 17号 comes before 17-1号, both behind 9号; a household
 * without a number at its door comes last. */
typedef struct {
  long number, addition;
} Door;

static Door
read_door (const char *text)
{
  const size_t before = strcspn (text, "0123456789");
  if (text[before] == '\0')
    return (Door){G_MAXLONG, 0};
  char *end = NULL;
  const long number = strtol (text + before, &end, 10);
  return (Door){number, *end == '-' ? strtol (end + 1, NULL, 10) : 0};
}

static int
compare_longs (long a, long b)
{
  return a < b ? -1 : a > b;
}

static int
compare_on_the_way (gconstpointer a, gconstpointer b)
{
  const XpEntrant *left = *(const XpEntrant *const *) a;
  const XpEntrant *right = *(const XpEntrant *const *) b;
  const Door left_door = read_door (left->door), right_door = read_door (right->door);
  const int orders[] = {compare_longs (left->group_number, right->group_number),
                        compare_longs (left_door.number, right_door.number),
                        compare_longs (left_door.addition, right_door.addition),
                        compare_longs (left->number, right->number)};
  for (size_t i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i] != 0)
      return orders[i];
  return left->no - right->no;
}

GPtrArray *
xp_print_source_list_entrants (XpPrintSource *self)
{
  const XpRound *round = self->loaded->round;
  const XpPrintOptions *options = &self->options;
  GPtrArray *list = g_ptr_array_new ();
  for (size_t i = 0; i < round->n_entrants; i++) {
    XpEntrant *entrant = &round->entrants[i];
    if ((options->household == 0 || entrant->number == options->household) &&
        (options->group == NULL || strcmp (entrant->group, options->group) == 0))
      g_ptr_array_add (list, entrant);
  }
  g_ptr_array_sort (list, compare_on_the_way);
  return list;
}

static const XpRecord *
find_person (const XpPrintSource *self, const XpEntrant *entrant)
{
  const int64_t no = entrant->no;
  return g_hash_table_lookup (self->persons, &no);
}

const char *
xp_print_source_name_entrant (XpPrintSource *self, const XpEntrant *entrant)
{
  const XpRecord *person = find_person (self, entrant);
  if (person != NULL)
    return xp_print_source_keep (self, g_strdup (xp_record_get_text (person, "name")));
  return entrant->told_apart_by[0] != '\0'
           ? xp_print_source_keep (
               self,
               g_strdup_printf ("%s（%s）", entrant->name, entrant->told_apart_by))
           : entrant->name;
}

const char *
xp_print_source_place_entrant (XpPrintSource *self, const XpEntrant *entrant)
{
  const bool is_person = find_person (self, entrant) != NULL;
  return xp_print_source_keep (self,
                               g_strconcat (entrant->group,
                                            entrant->door,
                                            is_person ? " " : "",
                                            is_person ? entrant->head : "",
                                            is_person ? "家" : "",
                                            NULL));
}

const char *
xp_print_source_count_people (XpPrintSource *self, int64_t household_uid)
{
  const XpRecord *household = g_hash_table_lookup (self->by_uid, &household_uid);
  if (household == NULL || xp_record_is_null (household, "people"))
    return "";
  return xp_print_source_keep (
    self,
    g_strdup_printf ("%" G_GINT64_FORMAT, xp_record_get_int (household, "people")));
}

/* ---- households, where there is no round ---- */

const char *
xp_print_household_get_group (const XpPrintHousehold *self)
{
  return self->group != NULL ? xp_record_get_text (self->group, "name") : "";
}

static int64_t
order_of_group (const XpPrintHousehold *self)
{
  return self->group != NULL ? xp_record_get_int (self->group, "number") : G_MAXINT64;
}

static int
compare_households (gconstpointer a, gconstpointer b)
{
  const XpPrintHousehold *left = a, *right = b;
  const int64_t left_group = order_of_group (left), right_group = order_of_group (right);
  const int64_t left_number = xp_record_get_int (left->record, "number");
  const int64_t right_number = xp_record_get_int (right->record, "number");
  if (left_group != right_group)
    return left_group < right_group ? -1 : 1;
  return left_number < right_number ? -1 : left_number > right_number;
}

static bool
is_household_wanted (const XpPrintOptions *options, const XpPrintHousehold *household)
{
  const int64_t number = xp_record_get_int (household->record, "number");
  return strcmp (xp_record_get_text (household->record, "state"), "closed") != 0 &&
         (options->household == 0 || number == options->household) &&
         (options->group == NULL ||
          strcmp (xp_print_household_get_group (household), options->group) == 0);
}

GArray *
xp_print_source_list_households (XpPrintSource *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (XpPrintHousehold));
  for (guint i = 0; i < self->households->len; i++) {
    const XpRecord *record = self->households->pdata[i];
    const int64_t group_uid = xp_record_get_int (record, "group_uid");
    const XpPrintHousehold one = {record, g_hash_table_lookup (self->groups, &group_uid)};
    if (is_household_wanted (&self->options, &one))
      g_array_append_val (list, one);
  }
  g_array_sort (list, compare_households);
  return list;
}

const char *
xp_print_source_name_household (XpPrintSource *self, const XpRecord *household)
{
  const char *head = xp_record_get_text (household, "head");
  const char *apart = xp_record_get_text (household, "told_apart_by");
  return apart != NULL && apart[0] != '\0'
           ? xp_print_source_keep (self, g_strdup_printf ("%s（%s）", head, apart))
           : head;
}

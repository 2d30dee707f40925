/* xp-print-entrants.c: entrants in the order in which they are visited, and how sheets call them.
 */
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

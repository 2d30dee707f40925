#include "xp-homes.h"

#include <string.h>

struct _XpHomes {
  GPtrArray *households; /* of XpRecord, by number */
  GPtrArray *persons;    /* of XpRecord */
  GPtrArray *groups;     /* of XpRecord */
  GHashTable *by_uid;    /* household_uid → XpRecord */
  GHashTable *by_name;   /* name → GArray of household_uid */
};

static const char *
text_or_empty (const XpRecord *record, const char *column)
{
  const char *text = record != NULL ? xp_record_get_text (record, column) : NULL;
  return text != NULL ? text : "";
}

static const XpRecord *
look_up (const XpHomes *self, int64_t household_uid)
{
  return g_hash_table_lookup (self->by_uid, &household_uid);
}

static const XpRecord *
find_group (const XpHomes *self, const XpRecord *household)
{
  const int64_t uid = household != NULL ? xp_record_get_int (household, "group_uid") : 0;
  for (guint i = 0; uid != 0 && i < self->groups->len; i++)
    if (xp_record_get_int (self->groups->pdata[i], "group_uid") == uid)
      return self->groups->pdata[i];
  return NULL;
}

/* The head is often among the persons as well: a household stands at a name once. */
static void
note_name (XpHomes *self, const char *name, int64_t household_uid)
{
  GArray *uids = g_hash_table_lookup (self->by_name, name);
  if (uids == NULL) {
    uids = g_array_new (FALSE, FALSE, sizeof (int64_t));
    g_hash_table_insert (self->by_name, g_strdup (name), uids);
  }
  for (guint i = 0; i < uids->len; i++)
    if (g_array_index (uids, int64_t, i) == household_uid)
      return;
  g_array_append_val (uids, household_uid);
}

static void
note_all (XpHomes *self)
{
  for (guint i = 0; i < self->households->len; i++) {
    XpRecord *household = self->households->pdata[i];
    if (strcmp (text_or_empty (household, "state"), "closed") == 0)
      continue;
    int64_t *uid = g_new (int64_t, 1);
    *uid = xp_record_get_int (household, "household_uid");
    g_hash_table_insert (self->by_uid, uid, household);
    note_name (self, text_or_empty (household, "head"), *uid);
  }
  for (guint i = 0; i < self->persons->len; i++) {
    const int64_t uid = xp_record_get_int (self->persons->pdata[i], "household_uid");
    if (look_up (self, uid) != NULL)
      note_name (self, text_or_empty (self->persons->pdata[i], "name"), uid);
  }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const int64_t first = xp_record_get_int (*(XpRecord *const *) a, "number");
  const int64_t second = xp_record_get_int (*(XpRecord *const *) b, "number");
  return (first > second) - (first < second);
}

XpHomes *
xp_homes_read (XpBook *book, GError **error)
{
  g_autoptr (XpHomes) self = g_new0 (XpHomes, 1);
  self->by_uid = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->by_name =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->households = xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error);
  if (self->households != NULL)
    self->persons = xp_book_list (book, XP_KIND_PERSON, NULL, 0, error);
  if (self->persons != NULL)
    self->groups = xp_book_list (book, XP_KIND_GROUP, NULL, 0, error);
  if (self->groups == NULL)
    return NULL;
  g_ptr_array_sort (self->households, compare_numbers);
  note_all (self);
  return g_steal_pointer (&self);
}

void
xp_homes_free (XpHomes *self)
{
  g_clear_pointer (&self->by_uid, g_hash_table_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->households, g_ptr_array_unref);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_free (self);
}

static void
add_home (const XpHomes *self, GArray *homes, int64_t household_uid)
{
  const XpRecord *household = look_up (self, household_uid);
  const XpRecord *group = find_group (self, household);
  const XpHome home = {household_uid,
                       group != NULL ? xp_record_get_int (group, "group_uid") : 0,
                       (int) xp_record_get_int (household, "number")};
  g_array_append_val (homes, home);
}

static int
compare_homes (gconstpointer a, gconstpointer b)
{
  return ((const XpHome *) a)->number - ((const XpHome *) b)->number;
}

GArray *
xp_homes_list (const XpHomes *self, const char *name, int64_t person_uid)
{
  GArray *homes = g_array_new (FALSE, FALSE, sizeof (XpHome));
  for (guint i = 0; person_uid != 0 && i < self->persons->len; i++) {
    const int64_t uid = xp_record_get_int (self->persons->pdata[i], "household_uid");
    if (xp_record_get_int (self->persons->pdata[i], "person_uid") == person_uid &&
        look_up (self, uid) != NULL)
      add_home (self, homes, uid);
  }
  const GArray *uids = person_uid == 0 ? g_hash_table_lookup (self->by_name, name) : NULL;
  for (guint i = 0; uids != NULL && i < uids->len; i++)
    add_home (self, homes, g_array_index (uids, int64_t, i));
  g_array_sort (homes, compare_homes);
  return homes;
}

const char *
xp_homes_get_head (const XpHomes *self, int64_t household_uid)
{
  return text_or_empty (look_up (self, household_uid), "head");
}

const char *
xp_homes_get_group (const XpHomes *self, int64_t household_uid)
{
  return text_or_empty (find_group (self, look_up (self, household_uid)), "name");
}

char *
xp_homes_dup_place (const XpHomes *self, int64_t household_uid)
{
  const XpRecord *household = look_up (self, household_uid);
  return g_strdup_printf ("%s%s %s",
                          xp_homes_get_group (self, household_uid),
                          text_or_empty (household, "door"),
                          text_or_empty (household, "head"));
}

#include "xp-roster-doubles.h"

#include "xp-roster-header.h"

#include <string.h>

static bool
is_same_household (const XpRosterRow *a, const XpRosterRow *b)
{
  return strcmp (a->group, b->group) == 0 && strcmp (a->head, b->head) == 0 &&
         g_strcmp0 (a->id_whole, b->id_whole) == 0 && g_strcmp0 (a->phone, b->phone) == 0 &&
         g_strcmp0 (a->door, b->door) == 0 && g_strcmp0 (a->told_apart_by, b->told_apart_by) == 0 &&
         a->people == b->people;
}

static char *
key_of (const XpRosterRow *row)
{
  return g_strconcat (row->group, "\t", row->head, NULL);
}

static GHashTable *
group_namesakes (const XpRoster *roster)
{
  GHashTable *groups =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < roster->rows->len; i++) {
    char *key = key_of (roster->rows->pdata[i]);
    GPtrArray *same = g_hash_table_lookup (groups, key);
    if (same == NULL) {
      same = g_ptr_array_new ();
      g_hash_table_insert (groups, key, same);
    } else {
      g_free (key);
    }
    g_ptr_array_add (same, roster->rows->pdata[i]);
  }
  return groups;
}

static bool
has_earlier_double (GHashTable *groups, const XpRosterRow *row, int *out_record)
{
  g_autofree char *key = key_of (row);
  const GPtrArray *same = g_hash_table_lookup (groups, key);
  for (guint i = 0; i < same->len && same->pdata[i] != row; i++) {
    if (is_same_household (same->pdata[i], row)) {
      *out_record = ((const XpRosterRow *) same->pdata[i])->source_record;
      return true;
    }
  }
  return false;
}

void
xp_roster_drop_doubles (XpRoster *roster)
{
  g_autoptr (GHashTable) groups = group_namesakes (roster);
  g_autoptr (GPtrArray) doubles = g_ptr_array_new ();
  for (guint i = 0; i < roster->rows->len; i++) {
    XpRosterRow *row = roster->rows->pdata[i];
    int first = 0;
    if (!has_earlier_double (groups, row, &first))
      continue;
    g_ptr_array_add (roster->notes,
                     g_strdup_printf ("第%d行与第%d行（%s）完全一样，只留一户。",
                                      row->source_record,
                                      first,
                                      row->head));
    g_ptr_array_add (doubles, row);
  }
  for (guint i = 0; i < doubles->len; i++)
    g_ptr_array_remove (roster->rows, doubles->pdata[i]);
}

void
xp_roster_flag_namesakes (XpRoster *roster)
{
  g_autoptr (GHashTable) groups = group_namesakes (roster);
  const XpRosterColumn *name = xp_roster_lookup_column (roster, XP_MEANING_HEAD);
  for (guint i = 0; i < roster->rows->len; i++) {
    XpRosterRow *row = roster->rows->pdata[i];
    g_autofree char *key = key_of (row);
    const GPtrArray *same = g_hash_table_lookup (groups, key);
    if (same->len < 2)
      continue;
    bool has_all_ids = true;
    for (guint k = 0; k < same->len; k++)
      has_all_ids &= ((const XpRosterRow *) same->pdata[k])->id_whole != NULL;
    xp_roster_row_flag (row,
                        name != NULL ? name->letter : "",
                        g_strdup_printf ("同组同名：%s有%u户，%s，都保留",
                                         row->head,
                                         same->len,
                                         has_all_ids ? "身份证不同" : "请核对是不是同一户"));
  }
}

void
xp_roster_flag_shared_phones (XpRoster *roster)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const XpRosterColumn *phone = xp_roster_lookup_column (roster, XP_MEANING_PHONE);
  for (guint i = 0; i < roster->rows->len; i++) {
    const XpRosterRow *row = roster->rows->pdata[i];
    if (row->phone != NULL)
      g_hash_table_insert (
        counts,
        row->phone,
        GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, row->phone)) + 1));
  }
  for (guint i = 0; i < roster->rows->len; i++) {
    XpRosterRow *row = roster->rows->pdata[i];
    const int n =
      row->phone != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (counts, row->phone)) : 0;
    if (n >= 3)
      xp_roster_row_flag (row, phone->letter, g_strdup_printf ("%d户都写这个电话，请核对", n));
  }
}

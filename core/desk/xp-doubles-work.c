#include "xp-doubles-work.h"

#include "xp-desk-private.h"
#include "xp-doubles.h"
#include "xp-presence.h"

#include <string.h>

static void
clear_side (XpPairSide *side)
{
  g_free (side->group);
  g_free (side->door);
  g_free (side->head);
  g_free (side->told_apart_by);
  g_free (side->village_code);
}

void
xp_household_pair_free (XpHouseholdPair *self)
{
  clear_side (&self->a);
  clear_side (&self->b);
  g_free (self->reason);
  g_free (self);
}

/* ---- what the book says ---- */

typedef struct {
  XpPresence *presence;
  GHashTable *told_apart; /* set of keys of pairs, as XP_KIND_APART has them */
} Known;

static void
free_known (Known *self)
{
  g_clear_pointer (&self->presence, xp_presence_free);
  g_hash_table_unref (self->told_apart);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Known, free_known)

static gpointer
read_known (XpDesk *desk, XpBook *book, gpointer unused, GError **error)
{
  g_autoptr (Known) known = g_new0 (Known, 1);
  known->told_apart = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  known->presence = xp_presence_read (desk, book, NULL, error);
  g_autoptr (GPtrArray) pairs =
    known->presence != NULL ? xp_book_list (book, XP_KIND_APART, NULL, 0, error) : NULL;
  if (pairs == NULL)
    return NULL;
  for (guint i = 0; i < pairs->len; i++)
    g_hash_table_add (known->told_apart, xp_record_dup_key (pairs->pdata[i]));
  return g_steal_pointer (&known);
}

static bool
is_told_apart (const Known *known, const XpPresent *a, const XpPresent *b)
{
  const int64_t one = xp_record_get_int (a->record, "household_uid");
  const int64_t other = xp_record_get_int (b->record, "household_uid");
  g_autoptr (XpRecord) pair = xp_record_new (XP_KIND_APART);
  xp_record_set_int (pair, "first_uid", MIN (one, other));
  xp_record_set_int (pair, "second_uid", MAX (one, other));
  g_autofree char *key = xp_record_dup_key (pair);
  return g_hash_table_contains (known->told_apart, key);
}

/* ---- pairs ---- */

static char *
dup_text (const XpRecord *record, const char *column)
{
  const char *text = xp_record_get_text (record, column);
  return g_strdup (text != NULL ? text : "");
}

static XpPairSide
make_side (const XpPresent *present)
{
  const XpRecord *record = present->record;
  return (XpPairSide){
    .uid = xp_record_get_int (record, "household_uid"),
    .number = (int) xp_record_get_int (record, "number"),
    .group = g_strdup (present->group),
    .door = dup_text (record, "door"),
    .head = dup_text (record, "head"),
    .told_apart_by = dup_text (record, "told_apart_by"),
    .village_code = dup_text (record, "village_code"),
    .people =
      xp_record_is_null (record, "people") ? -1 : (int) xp_record_get_int (record, "people"),
  };
}

static GPtrArray *
find_pairs (const Known *known, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (XpDoublesEntry));
  for (guint i = 0; i < known->presence->households->len; i++) {
    XpPresent *present = known->presence->households->pdata[i];
    const XpDoublesEntry entry = xp_present_get_entry (present);
    if (strcmp (xp_record_get_text (present->record, "state"), "closed") == 0)
      continue;
    g_ptr_array_add (open, present);
    g_array_append_val (entries, entry);
  }
  g_autoptr (GArray) found = xp_doubles_find ((const XpDoublesEntry *) (gpointer) entries->data,
                                              entries->len,
                                              0,
                                              progress,
                                              cancellable,
                                              error);
  if (found == NULL)
    return NULL;
  GPtrArray *pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_household_pair_free);
  for (guint i = 0; i < found->len; i++) {
    const XpDouble *pair = &g_array_index (found, XpDouble, i);
    const XpPresent *a = open->pdata[pair->a], *b = open->pdata[pair->b];
    if (is_told_apart (known, a, b))
      continue;
    XpHouseholdPair *out = g_new0 (XpHouseholdPair, 1);
    *out = (XpHouseholdPair){make_side (a), make_side (b), pair->score, g_strdup (pair->reason)};
    g_ptr_array_add (pairs, out);
  }
  return pairs;
}

GPtrArray *
xp_doubles_work_list (XpDesk *desk, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (Known) known = xp_desk_run (desk, read_known, NULL, error);
  return known != NULL ? find_pairs (known, progress, cancellable, error) : NULL;
}

/* Comparing is pool work: the book's thread stays free for keys. */
static void
list_in_pool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *pairs = find_pairs (data, NULL, cancellable, &error);
  if (pairs != NULL)
    g_task_return_pointer (task, pairs, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
xp_doubles_work_list_async (XpDesk *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  GError *error = NULL;
  Known *known = xp_desk_run (desk, read_known, NULL, &error);
  if (known == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_task_set_task_data (task, known, (GDestroyNotify) free_known);
  g_task_run_in_thread (task, list_in_pool);
}

GPtrArray *
xp_doubles_work_list_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

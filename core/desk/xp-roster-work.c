#include "xp-roster-work.h"

#include "xp-desk-private.h"
#include "xp-names.h"
#include "xp-roster-plan-private.h"
#include "xp-roster-reader.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

/* What a list is read from: a file by its path, or bytes that are there already. */
typedef struct {
  char *path, *name;
  GBytes *bytes;        /* NULL: the file's */
  GArray *meanings;     /* of int; NULL by headings */
  XpPresence *presence; /* NULL once used */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;
  g_free (reading->path);
  g_free (reading->name);
  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_clear_pointer (&reading->meanings, g_array_unref);
  g_clear_pointer (&reading->presence, xp_presence_free);
  g_free (reading);
}

static XpRosterPlan *
read_plan (XpDesk *desk,
           const Reading *reading,
           XpProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GBytes) bytes =
    reading->bytes != NULL ? g_bytes_ref (reading->bytes) : xp_csv_read_file (reading->path, error);
  XpRoster *roster =
    bytes != NULL
      ? xp_roster_read (bytes, reading->name, reading->meanings, progress, cancellable, error)
      : NULL;
  XpRosterPlan *plan = roster != NULL ? xp_roster_plan_new (reading->presence,
                                                            roster,
                                                            xp_desk_get_village (desk)->unit,
                                                            g_steal_pointer (&bytes),
                                                            reading->name)
                                      : NULL;
  if (plan != NULL &&
      !xp_roster_plan_find_doubles (plan, reading->presence, progress, cancellable, error))
    g_clear_pointer (&plan, xp_roster_plan_free);
  return plan;
}

XpRosterPlan *
xp_roster_work_read (
  XpDesk *desk, const char *path, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  XpPresence *presence = xp_desk_run (desk, xp_presence_read, NULL, error);
  if (presence == NULL)
    return NULL;
  Reading *reading = g_new0 (Reading, 1);
  *reading =
    (Reading){.path = g_strdup (path), .name = g_path_get_basename (path), .presence = presence};
  XpRosterPlan *plan = read_plan (desk, reading, progress, cancellable, error);
  free_reading (reading);
  return plan;
}

/* Parsing is pool work: the book's thread stays free for keys. */
static void
read_in_pool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  XpRosterPlan *plan = read_plan (source, data, NULL, cancellable, &error);
  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) xp_roster_plan_free);
  else
    g_task_return_error (task, error);
}

/* Takes the reading. */
static void
read_async (XpDesk *desk,
            Reading *reading,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  GError *error = NULL;
  g_task_set_task_data (task, reading, free_reading);
  reading->presence = xp_desk_run (desk, xp_presence_read, NULL, &error);
  if (reading->presence == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, read_in_pool);
}

void
xp_roster_work_read_async (XpDesk *desk,
                           const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Reading *reading = g_new0 (Reading, 1);
  *reading = (Reading){.path = g_strdup (path), .name = g_path_get_basename (path)};
  read_async (desk, reading, cancellable, callback, user_data);
}

void
xp_roster_work_read_bytes_async (XpDesk *desk,
                                 GBytes *bytes,
                                 const char *name,
                                 GArray *meanings,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Reading *reading = g_new0 (Reading, 1);
  *reading = (Reading){.name = g_strdup (name),
                       .bytes = g_bytes_ref (bytes),
                       .meanings = meanings != NULL ? g_array_ref (meanings) : NULL};
  read_async (desk, reading, cancellable, callback, user_data);
}

XpRosterPlan *
xp_roster_work_read_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- importing: one act ---- */

typedef struct {
  XpDesk *desk;
  XpDraft *draft;
  GHashTable *groups; /* name → its uid, as a pointer to int64 */
  GHashTable *merged; /* household of the book → the record as it will be */
  int64_t *uids;      /* of each row's household; 0: left out */
  int last_group, last_household;
} Importing;

static int
compare_group_names (gconstpointer a, gconstpointer b)
{
  const char *left = *(char *const *) a, *right = *(char *const *) b;
  const int left_no = xp_names_get_group_number (left);
  const int right_no = xp_names_get_group_number (right);
  return left_no > 0 && right_no > 0 ? left_no - right_no : 0;
}

static void
know_group (Importing *importing, const char *name, int64_t uid)
{
  int64_t *kept = g_new (int64_t, 1);
  *kept = uid;
  g_hash_table_insert (importing->groups, g_strdup (name), kept);
}

static void
make_group (Importing *importing, const char *name)
{
  const int64_t uid = xp_random_uid (xp_desk_get_random (importing->desk));
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_GROUP);
  xp_record_set_int (record, "group_uid", uid);
  xp_record_set_int (record, "number", ++importing->last_group);
  xp_record_set_text (record, "name", name);
  xp_draft_put (importing->draft, record);
  know_group (importing, name, uid);
}

static XpDecision
decision_of (const XpRosterPlan *plan, guint row)
{
  return g_array_index (plan->rows, XpPlanRow, row).decision;
}

/* New groups in the order of their numbers (十组 after 九组), else as the list has them. */
static void
make_groups (Importing *importing, const XpRosterPlan *plan)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < plan->roster->rows->len; i++) {
    XpRosterRow *row = plan->roster->rows->pdata[i];
    if (decision_of (plan, i) != XP_DECISION_LEAVE_OUT && row->group[0] != '\0' &&
        !g_hash_table_contains (importing->groups, row->group) &&
        !g_ptr_array_find_with_equal_func (names, row->group, g_str_equal, NULL))
      g_ptr_array_add (names, row->group);
  }
  g_ptr_array_sort (names, compare_group_names);
  for (guint i = 0; i < names->len; i++)
    make_group (importing, names->pdata[i]);
}

static void
set_count (XpRecord *record, const char *column, int count)
{
  if (count >= 0)
    xp_record_set_int (record, column, count);
}

static void
make_persons (Importing *importing, const XpRosterRow *row, int64_t household_uid)
{
  for (guint i = 0; i < row->persons->len; i++) {
    const XpRosterPerson *person = row->persons->pdata[i];
    g_autoptr (XpRecord) record = xp_record_new (XP_KIND_PERSON);
    xp_record_set_int (record, "person_uid", xp_random_uid (xp_desk_get_random (importing->desk)));
    xp_record_set_int (record, "household_uid", household_uid);
    xp_record_set_int (record, "number", person->number);
    xp_record_set_text (record, "name", person->name);
    xp_record_set_text (record, "sex", person->sex);
    xp_record_set_text (record, "relation", person->relation);
    xp_draft_put (importing->draft, record);
  }
}

/* Its uid. */
static int64_t
make_household (Importing *importing, const XpRosterRow *row)
{
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_HOUSEHOLD);
  const int64_t uid = xp_random_uid (xp_desk_get_random (importing->desk));
  const int64_t *group = g_hash_table_lookup (importing->groups, row->group);
  xp_record_set_int (record, "household_uid", uid);
  xp_record_set_int (record, "number", ++importing->last_household);
  if (group != NULL)
    xp_record_set_int (record, "group_uid", *group);
  xp_record_set_text (record, "village_code", row->village_code);
  xp_record_set_text (record, "door", row->door);
  xp_record_set_text (record, "head", row->head);
  xp_record_set_text (record, "told_apart_by", row->told_apart_by);
  set_count (record, "people", row->people);
  set_count (record, "residents", row->residents);
  xp_record_set_text (record, "state", row->state);
  xp_record_set_int (record, "is_head_dead", row->is_head_dead);
  xp_record_set_secret (record, "phone_secret", row->phone);
  xp_record_set_secret (record, "id_secret", row->id_last4);
  xp_record_set_secret (record, "remark_secret", row->remark);
  xp_draft_put (importing->draft, record);
  make_persons (importing, row, uid);
  return uid;
}

/* What the list says otherwise goes in; what it does not say stays. Two rows may go into one. Its
 * uid. */
static int64_t
merge_household (Importing *importing, XpRecord *held, const XpRosterRow *row)
{
  const XpRecord *before = g_hash_table_lookup (importing->merged, held);
  XpRecord *record = xp_record_copy (before != NULL ? before : held);
  const int64_t *group = g_hash_table_lookup (importing->groups, row->group);
  if (group != NULL)
    xp_record_set_int (record, "group_uid", *group);
  xp_roster_plan_merge (record, row);
  if (row->phone != NULL)
    xp_record_set_secret (record, "phone_secret", row->phone);
  if (row->id_last4 != NULL && xp_record_is_null (record, "id_secret"))
    xp_record_set_secret (record, "id_secret", row->id_last4);
  xp_draft_put (importing->draft, record);
  g_hash_table_replace (importing->merged, held, record);
  return xp_record_get_int (held, "household_uid");
}

/* “是两户”, as it was decided: nobody asks again. */
static void
tell_apart (Importing *importing, const XpRosterPlan *plan)
{
  for (guint i = 0; i < plan->doubles->len; i++) {
    const XpPlanDouble *pair = &g_array_index (plan->doubles, XpPlanDouble, i);
    const int64_t one = importing->uids[pair->row];
    const int64_t other = pair->held != NULL ? xp_record_get_int (pair->held, "household_uid")
                                             : importing->uids[pair->other_row];
    if (pair->decision != XP_PAIR_TWO || one == 0 || other == 0 || one == other)
      continue;
    g_autoptr (XpRecord) record = xp_record_new (XP_KIND_APART);
    xp_record_set_int (record, "first_uid", MIN (one, other));
    xp_record_set_int (record, "second_uid", MAX (one, other));
    xp_draft_put (importing->draft, record);
  }
}

static bool
read_last_numbers (Importing *importing, XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) groups = xp_book_list (book, XP_KIND_GROUP, NULL, 0, error);
  g_autoptr (GPtrArray) households =
    groups != NULL ? xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error) : NULL;
  if (households == NULL)
    return false;
  for (guint i = 0; i < groups->len; i++) {
    const XpRecord *group = groups->pdata[i];
    importing->last_group = MAX (importing->last_group, (int) xp_record_get_int (group, "number"));
    know_group (importing,
                xp_record_get_text (group, "name"),
                xp_record_get_int (group, "group_uid"));
  }
  for (guint i = 0; i < households->len; i++)
    importing->last_household =
      MAX (importing->last_household, (int) xp_record_get_int (households->pdata[i], "number"));
  return true;
}

static gpointer
import (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpRosterPlan *plan = input;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_ROSTER);
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) merged =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) xp_record_unref);
  g_autofree int64_t *uids = g_new0 (int64_t, plan->rows->len + 1);
  Importing importing = {desk, draft, groups, merged, uids, 0, 0};
  if (!read_last_numbers (&importing, book, error))
    return NULL;

  make_groups (&importing, plan);
  for (guint i = 0; i < plan->roster->rows->len; i++) {
    if (decision_of (plan, i) == XP_DECISION_IMPORT)
      uids[i] = make_household (&importing, plan->roster->rows->pdata[i]);
    else if (decision_of (plan, i) == XP_DECISION_MERGE)
      uids[i] = merge_household (&importing,
                                 g_array_index (plan->rows, XpPlanRow, i).held,
                                 plan->roster->rows->pdata[i]);
    else if (g_array_index (plan->rows, XpPlanRow, i).standing != XP_STANDING_NEW &&
             g_array_index (plan->rows, XpPlanRow, i).standing != XP_STANDING_NEAR)
      uids[i] = xp_record_get_int (g_array_index (plan->rows, XpPlanRow, i).held, "household_uid");
  }
  tell_apart (&importing, plan);
  return xp_book_put (book, draft, error);
}

XpAct *
xp_roster_work_import (XpDesk *desk, const XpRosterPlan *plan, GError **error)
{
  XpAct *act = xp_desk_run (desk, import, (gpointer) plan, error);
  if (act != NULL)
    xp_desk_note_act (desk, act);
  return act;
}

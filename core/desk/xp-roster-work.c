#include "xp-roster-work.h"

#include "xp-desk-private.h"
#include "xp-names.h"
#include "xp-roster-plan-private.h"
#include "xp-roster-reader.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is in the book already ---- */

static void
free_present (gpointer data)
{
  XpPresent *present = data;
  xp_record_unref (present->record);
  g_free (present->phone);
  g_free (present->id_last4);
  g_free (present);
}

static const char *
group_name (const GPtrArray *groups, int64_t uid)
{
  for (guint i = 0; i < groups->len; i++)
    if (xp_record_get_int (groups->pdata[i], "group_uid") == uid)
      return xp_record_get_text (groups->pdata[i], "name");
  return "";
}

static bool
read_secret (
  XpBook *book, const XpRecord *record, const char *column, char **out_value, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const char *commitment = xp_record_get_text (record, column);
  *out_value = commitment != NULL ? xp_book_dup_secret (book, commitment, &problem) : NULL;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return *out_value != NULL || error == NULL || *error == NULL;
}

static gpointer
read_presence (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  XpPresence *presence = g_new0 (XpPresence, 1);
  presence->groups = xp_book_list (book, XP_KIND_GROUP, NULL, 0, error);
  presence->households = g_ptr_array_new_with_free_func (free_present);
  g_autoptr (GPtrArray) records =
    presence->groups != NULL ? xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error) : NULL;
  bool is_read = records != NULL;
  for (guint i = 0; is_read && i < records->len; i++) {
    XpPresent *present = g_new0 (XpPresent, 1);
    present->record = xp_record_ref (records->pdata[i]);
    present->group =
      group_name (presence->groups, xp_record_get_int (present->record, "group_uid"));
    g_ptr_array_add (presence->households, present);
    is_read = read_secret (book, present->record, "phone_secret", &present->phone, error) &&
              read_secret (book, present->record, "id_secret", &present->id_last4, error);
  }
  if (!is_read)
    g_clear_pointer (&presence, xp_presence_free);
  return presence;
}

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
  return roster != NULL ? xp_roster_plan_new (reading->presence,
                                              roster,
                                              xp_desk_get_village (desk)->unit,
                                              g_steal_pointer (&bytes),
                                              reading->name)
                        : NULL;
}

XpRosterPlan *
xp_roster_work_read (
  XpDesk *desk, const char *path, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  XpPresence *presence = xp_desk_run (desk, read_presence, NULL, error);
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
  reading->presence = xp_desk_run (desk, read_presence, NULL, &error);
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

static void
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
}

/* What the list says otherwise goes in; what it does not say stays. */
static void
merge_household (Importing *importing, const XpRecord *held, const XpRosterRow *row)
{
  g_autoptr (XpRecord) record = xp_record_copy (held);
  const int64_t *group = g_hash_table_lookup (importing->groups, row->group);
  if (group != NULL)
    xp_record_set_int (record, "group_uid", *group);
  xp_roster_plan_merge (record, row);
  if (row->phone != NULL)
    xp_record_set_secret (record, "phone_secret", row->phone);
  if (row->id_last4 != NULL && xp_record_is_null (record, "id_secret"))
    xp_record_set_secret (record, "id_secret", row->id_last4);
  xp_draft_put (importing->draft, record);
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
  Importing importing = {desk, draft, groups, 0, 0};
  if (!read_last_numbers (&importing, book, error))
    return NULL;

  make_groups (&importing, plan);
  for (guint i = 0; i < plan->roster->rows->len; i++) {
    if (decision_of (plan, i) == XP_DECISION_IMPORT)
      make_household (&importing, plan->roster->rows->pdata[i]);
    else if (decision_of (plan, i) == XP_DECISION_MERGE)
      merge_household (&importing,
                       g_array_index (plan->rows, XpPlanRow, i).held,
                       plan->roster->rows->pdata[i]);
  }
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

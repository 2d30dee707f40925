#include "xp-roster-work.h"

#include "xp-desk-private.h"
#include "xp-names.h"
#include "xp-roster-reader.h"

#include <stdlib.h>
#include <string.h>

void
xp_roster_plan_free (XpRosterPlan *self)
{
  g_clear_pointer (&self->roster, xp_roster_free);
  g_free (self->is_present);
  g_free (self->summary);
  g_free (self);
}

/* ---- what is in the book already ---- */

static char *
key_of (const char *group, const char *head)
{
  return g_strconcat (group, "\t", head, NULL);
}

static const char *
group_name (const GPtrArray *groups, int64_t uid)
{
  for (guint i = 0; i < groups->len; i++)
    if (xp_record_get_int (groups->pdata[i], "group_uid") == uid)
      return xp_record_get_text (groups->pdata[i], "name");
  return "";
}

static gpointer
read_present (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) groups = xp_book_list (book, XP_KIND_GROUP, NULL, 0, error);
  g_autoptr (GPtrArray) households =
    groups != NULL ? xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error) : NULL;
  if (households == NULL)
    return NULL;

  GHashTable *present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < households->len; i++) {
    const XpRecord *one = households->pdata[i];
    g_hash_table_add (present,
                      key_of (group_name (groups, xp_record_get_int (one, "group_uid")),
                              xp_record_get_text (one, "head")));
  }
  return present;
}

/* ---- reading ---- */

static char *
summarize (const XpRosterPlan *plan)
{
  const XpRoster *roster = plan->roster;
  GString *text = g_string_new (NULL);
  g_string_printf (text, "共%u户，%d个组", roster->rows->len, roster->n_groups);
  if (plan->n_flagged > 0)
    g_string_append_printf (text, "；有%zu处请看一眼", plan->n_flagged);
  if (plan->n_new < roster->rows->len)
    g_string_append_printf (text, "；%zu户已经在本村资料里", roster->rows->len - plan->n_new);
  g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

static XpRosterPlan *
make_plan (XpRoster *roster, GHashTable *present)
{
  XpRosterPlan *plan = g_new0 (XpRosterPlan, 1);
  plan->roster = roster;
  plan->is_present = g_new0 (bool, roster->rows->len + 1);
  for (guint i = 0; i < roster->rows->len; i++) {
    const XpRosterRow *row = roster->rows->pdata[i];
    g_autofree char *key = key_of (row->group, row->head);
    plan->is_present[i] = g_hash_table_contains (present, key);
    plan->n_new += !plan->is_present[i];
    plan->n_flagged += row->flags->len > 0;
  }
  plan->summary = summarize (plan);
  return plan;
}

static XpRosterPlan *
read_plan (XpDesk *desk,
           GHashTable *present,
           const char *path,
           XpProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = xp_csv_read_file (path, error);
  XpRoster *roster =
    bytes != NULL ? xp_roster_read (bytes, name, progress, cancellable, error) : NULL;
  return roster != NULL ? make_plan (roster, present) : NULL;
}

XpRosterPlan *
xp_roster_work_read (
  XpDesk *desk, const char *path, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) present = xp_desk_run (desk, read_present, NULL, error);
  return present != NULL ? read_plan (desk, present, path, progress, cancellable, error) : NULL;
}

typedef struct {
  char *path;
  GHashTable *present;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;
  g_free (reading->path);
  g_hash_table_unref (reading->present);
  g_free (reading);
}

/* Parsing is pool work: the book's thread stays free for keys. */
static void
read_in_pool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  GError *error = NULL;
  XpRosterPlan *plan =
    read_plan (source, reading->present, reading->path, NULL, cancellable, &error);
  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) xp_roster_plan_free);
  else
    g_task_return_error (task, error);
}

void
xp_roster_work_read_async (XpDesk *desk,
                           const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  GError *error = NULL;
  GHashTable *present = xp_desk_run (desk, read_present, NULL, &error);
  if (present == NULL) {
    g_task_return_error (task, error);
    return;
  }
  Reading *reading = g_new0 (Reading, 1);
  *reading = (Reading){g_strdup (path), present};
  g_task_set_task_data (task, reading, free_reading);
  g_task_run_in_thread (task, read_in_pool);
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

/* New groups in the order of their numbers (十组 after 九组), else as the list has them. */
static void
make_groups (Importing *importing, const XpRosterPlan *plan)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < plan->roster->rows->len; i++) {
    XpRosterRow *row = plan->roster->rows->pdata[i];
    if (!plan->is_present[i] && row->group[0] != '\0' &&
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
  for (guint i = 0; i < plan->roster->rows->len; i++)
    if (!plan->is_present[i])
      make_household (&importing, plan->roster->rows->pdata[i]);
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

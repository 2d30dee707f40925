#include "xp-merge-work.h"

#include "xp-desk-private.h"

#include <string.h>

static void
free_row (gpointer data)
{
  XpMergeRow *row = data;
  g_free (row->about);
  g_free (row->item);
  g_free (row->ours);
  g_free (row->theirs);
  g_free (row->ours_who);
  g_free (row->ours_at);
  g_free (row->theirs_who);
  g_free (row->theirs_at);
  g_free (row);
}

XpMergeWork *
xp_merge_work_ref (XpMergeWork *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
xp_merge_work_unref (XpMergeWork *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_free (self->path);
  g_free (self->summary);
  g_strfreev (self->sentences);
  g_ptr_array_unref (self->rows);
  g_free (self->done);
  g_clear_pointer (&self->plan, xp_merge_plan_free);
  g_free (self);
}

/* ---- words ---- */

/* 10月12日 20:14; with the year where it is not this one. */
static char *
tell_moment (XpDesk *desk, int64_t at_ms)
{
  const GDate today = xp_desk_get_today (desk);
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  g_autofree char *time = g_date_time_format (at, "%H:%M");
  g_autofree char *year = g_date_time_get_year (at) == g_date_get_year (&today)
                            ? g_strdup ("")
                            : g_strdup_printf ("%d年", g_date_time_get_year (at));
  return g_strdup_printf ("%s%d月%d日 %s",
                          year,
                          g_date_time_get_month (at),
                          g_date_time_get_day_of_month (at),
                          time);
}

/* 10月12日 19:02到20:40: the day once where it is one. */
static char *
tell_span (XpDesk *desk, int64_t first_ms, int64_t last_ms)
{
  g_autofree char *first = tell_moment (desk, first_ms);
  g_autofree char *last = tell_moment (desk, last_ms);
  const char *clock = strrchr (last, ' ');
  if (strcmp (first, last) == 0)
    return g_steal_pointer (&first);
  const bool is_one_day = strncmp (first, last, (size_t) (clock - last) + 1) == 0;
  return g_strdup_printf ("%s到%s", first, is_one_day ? clock + 1 : last);
}

static const char *
name_typist (const char *who)
{
  return who[0] != '\0' ? who : "没有留名的人";
}

static char *
list_typists (const XpMergePlan *plan)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < plan->typists->len; i++) {
    const XpMergeTypist *typist = plan->typists->pdata[i];
    const char *name = name_typist (typist->who);
    if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, (gpointer) name);
  }
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("、", (char **) names->pdata);
}

static char *
write_summary (XpDesk *desk, const XpMergeWork *work)
{
  const XpMergePlan *plan = work->plan;
  if (work->is_nothing)
    return g_strdup ("那边录的这边都有了，没有要合并的。");
  g_autofree char *who = list_typists (plan);
  g_autofree char *when =
    plan->n_acts > 0 ? tell_span (desk, plan->first_at_ms, plan->last_at_ms) : NULL;
  GString *text = g_string_new (NULL);
  g_string_printf (text, "带来%zu处改动", plan->n_keys);
  if (when != NULL)
    g_string_append_printf (text, "（%s，%s）", who, when);
  if (plan->n_same > 0)
    g_string_append_printf (text, "，其中%zu处两边都有", plan->n_same);
  if (plan->n_kept > 0)
    g_string_append_printf (text, "，%zu处这边后来又改过，照这边的", plan->n_kept);
  if (plan->conflicts->len > 0)
    g_string_append_printf (text, "，%u处两边不一样", plan->conflicts->len);
  g_string_append (text, "。");
  return g_string_free (text, FALSE);
}

static char **
list_sentences (XpDesk *desk, const XpMergePlan *plan)
{
  GPtrArray *sentences = g_ptr_array_new ();
  for (guint i = 0; i < plan->typists->len; i++) {
    const XpMergeTypist *typist = plan->typists->pdata[i];
    g_autofree char *when = tell_span (desk, typist->first_at_ms, typist->last_at_ms);
    g_ptr_array_add (sentences,
                     g_strdup_printf ("%s在%s上录了%zu处，%s",
                                      name_typist (typist->who),
                                      typist->device[0] != '\0' ? typist->device : "另一台电脑",
                                      typist->n_changes,
                                      when));
  }
  for (guint i = 0; plan->owners != NULL && i < plan->owners->len; i++) {
    const XpMergeOwner *owner = plan->owners->pdata[i];
    g_ptr_array_add (sentences, g_strdup_printf ("%s：%zu处", owner->about, owner->n_changes));
  }
  g_ptr_array_add (sentences, NULL);
  return (char **) g_ptr_array_free (sentences, FALSE);
}

static void
add_row (XpDesk *desk, GPtrArray *rows, const XpMergeConflict *conflict)
{
  XpMergeRow *row = g_new0 (XpMergeRow, 1);
  *row = (XpMergeRow){
    .about = g_strdup (conflict->about),
    .item = g_strdup (conflict->item),
    .ours = g_strdup (conflict->ours_text),
    .theirs = g_strdup (conflict->theirs_text),
    .is_private = conflict->is_private,
    .ours_who = g_strdup (name_typist (conflict->ours_who)),
    .ours_at = tell_moment (desk, conflict->ours_at_ms),
    .theirs_who = g_strdup (name_typist (conflict->theirs_who)),
    .theirs_at = tell_moment (desk, conflict->theirs_at_ms),
    .ours_at_ms = conflict->ours_at_ms,
    .theirs_at_ms = conflict->theirs_at_ms,
  };
  g_ptr_array_add (rows, row);
}

/* ---- reading ---- */

static gpointer
read_other (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (input, NULL);
  g_autoptr (XpBook) other = xp_book_open_reader (path, &XP_DESK_HOOKS, error);
  XpMergePlan *plan = other != NULL ? xp_book_plan_merge (book, other, NULL, NULL, error) : NULL;
  if (plan == NULL)
    return NULL;
  XpMergeWork *work = g_new0 (XpMergeWork, 1);
  g_atomic_ref_count_init (&work->n_refs);
  work->path = g_steal_pointer (&path);
  work->plan = plan;
  work->is_nothing = plan->n_acts == 0 && plan->n_decisions == 0 && plan->n_keys == 0;
  work->rows = g_ptr_array_new_with_free_func (free_row);
  for (guint i = 0; i < plan->conflicts->len; i++)
    add_row (desk, work->rows, plan->conflicts->pdata[i]);
  work->summary = write_summary (desk, work);
  work->sentences = list_sentences (desk, plan);
  work->n_typists = plan->typists->len;
  return work;
}

XpMergeWork *
xp_merge_work_read (XpDesk *desk, const char *path, GError **error)
{
  return xp_desk_run (desk, read_other, (gpointer) path, error);
}

void
xp_merge_work_read_async (XpDesk *desk,
                          const char *path,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  xp_desk_run_async (desk,
                     desk,
                     read_other,
                     g_strdup (path),
                     g_free,
                     (GDestroyNotify) xp_merge_work_unref,
                     callback,
                     user_data);
}

XpMergeWork *
xp_merge_work_read_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return xp_desk_run_finish (result, error);
}

/* ---- deciding ---- */

guint
xp_merge_work_count_undecided (const XpMergeWork *self)
{
  guint n = 0;
  for (guint i = 0; i < self->rows->len; i++)
    n += ((const XpMergeRow *) self->rows->pdata[i])->choice == XP_MERGE_UNDECIDED;
  return n;
}

void
xp_merge_work_decide_rest (XpMergeWork *self, XpMergeChoice choice)
{
  for (guint i = 0; i < self->rows->len; i++) {
    XpMergeRow *row = self->rows->pdata[i];
    if (row->choice == XP_MERGE_UNDECIDED)
      row->choice = choice;
  }
}

/* ---- merging ---- */

static gpointer
merge (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpMergeWork *work = input;
  g_autoptr (XpBook) other = xp_book_open_reader (work->path, &XP_DESK_HOOKS, error);
  if (other == NULL)
    return NULL;
  g_autofree XpMergeChoice *choices = g_new (XpMergeChoice, work->rows->len + 1);
  for (guint i = 0; i < work->rows->len; i++)
    choices[i] = ((const XpMergeRow *) work->rows->pdata[i])->choice;
  return xp_book_merge (book, other, work->plan, choices, NULL, NULL, error);
}

static void
tell_done (XpDesk *desk, XpMergeWork *self, const XpAct *act)
{
  if (act->act_no > 0)
    xp_desk_note_act (desk, act);
  if (self == NULL)
    return;
  g_free (self->done);
  self->done = act->act_no == 0 ? g_strdup ("那边录的这边都有了，资料没有变动。")
                                : g_strdup_printf ("合并好了：那边录的都收进来了，这边改了%zu处。",
                                                   act->n_changes);
}

bool
xp_merge_work_merge (XpDesk *desk, XpMergeWork *self, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_run (desk, merge, self, error);
  if (act != NULL)
    tell_done (desk, self, act);
  return act != NULL;
}

void
xp_merge_work_merge_async (XpDesk *desk,
                           XpMergeWork *self,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  xp_desk_run_async (desk,
                     desk,
                     merge,
                     xp_merge_work_ref (self),
                     (GDestroyNotify) xp_merge_work_unref,
                     (GDestroyNotify) xp_act_unref,
                     callback,
                     user_data);
}

bool
xp_merge_work_merge_finish (XpDesk *desk, XpMergeWork *self, GAsyncResult *result, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_run_finish (result, error);
  if (act != NULL)
    tell_done (desk, self, act);
  return act != NULL;
}

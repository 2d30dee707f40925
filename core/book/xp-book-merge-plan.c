/* xp-book-merge-plan.c: what the other book would bring: read, checked, compared; nothing is
 * written. */
#include "xp-book-merge-keys.h"

#include "xp-round.h"

#include <string.h>

/* A record that the other side's unknown acts touch. */
typedef struct {
  XpMergeKey key;
  bool is_touched_here; /* since the fork, or by acts that were merged before: looked at closely */
} Touched;

typedef struct {
  XpMergeSide *ours, *theirs;
  XpMergePlan *plan;
  GHashTable *here;      /* “kind key” that this side's main line changed since the fork */
  GHashTable *known;     /* that theirs changed since, by acts this side knows */
  GHashTable *by_name;   /* “kind key” → Touched; borrowed */
  GPtrArray *touched;    /* in order of appearance; owned */
  XpMergeTypist *typist; /* of the act that passes; NULL: a merge */
} Planning;

void
xp_merge_plan_free (XpMergePlan *self)
{
  g_ptr_array_unref (self->typists);
  g_ptr_array_unref (self->conflicts);
  g_clear_pointer (&self->owners, g_ptr_array_unref);
  g_ptr_array_unref (self->settled);
  xp_changes_free (self->changes);
  g_free (self);
}

static void
free_typist (gpointer data)
{
  XpMergeTypist *typist = data;
  g_free (typist->who);
  g_free (typist->device);
  g_free (typist);
}

static void
free_conflict (gpointer data)
{
  XpMergeConflict *conflict = data;
  g_free (conflict->key);
  g_clear_pointer (&conflict->ours, xp_record_unref);
  g_clear_pointer (&conflict->theirs, xp_record_unref);
  g_free (conflict->about);
  g_free (conflict->item);
  g_free (conflict->ours_text);
  g_free (conflict->theirs_text);
  g_free (conflict->ours_who);
  g_free (conflict->theirs_who);
  g_free (conflict);
}

static XpMergePlan *
new_plan (void)
{
  XpMergePlan *plan = g_new0 (XpMergePlan, 1);
  plan->typists = g_ptr_array_new_with_free_func (free_typist);
  plan->conflicts = g_ptr_array_new_with_free_func (free_conflict);
  plan->settled = g_ptr_array_new_with_free_func (g_free);
  plan->changes = g_array_new (FALSE, TRUE, sizeof (XpChange));
  return plan;
}

static void
free_touched (gpointer data)
{
  Touched *touched = data;
  xp_merge_key_clear (&touched->key);
  g_free (touched);
}

/* ---- what this side touched since ---- */

static const char TOUCHED_HERE[] = "SELECT kind, key FROM change WHERE act_no > :fork";

static void
add_decided (GHashTable *names, const XpMergeSide *side)
{
  GHashTableIter iter;
  gpointer name = NULL;
  g_hash_table_iter_init (&iter, side->decided);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (names, g_strdup (name));
}

static bool
load_touched_here (Planning *planning, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (planning->ours->book, TOUCHED_HERE, error);
  if (select == NULL)
    return false;
  xp_stmt_bind_int (select, ":fork", planning->ours->fork);
  while (xp_stmt_next (select, error))
    g_hash_table_add (planning->here,
                      xp_merge_name (xp_stmt_get_text (select, 0), xp_stmt_get_text (select, 1)));
  add_decided (planning->here, planning->ours);
  return xp_stmt_is_done (select);
}

/* ---- what theirs typed, as it passes ---- */

static XpMergeTypist *
find_typist (Planning *planning, int64_t session_no, GError **error)
{
  g_autoptr (XpBorrowedStmt) select =
    xp_book_borrow (planning->theirs->book,
                    "SELECT who, device FROM session WHERE session_no = :session",
                    error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":session", session_no);
  if (!xp_stmt_next (select, error)) {
    if (xp_stmt_is_done (select))
      xp_merge_set_damaged (planning->theirs->book, error);
    return NULL;
  }
  const char *who = xp_stmt_get_text (select, 0), *device = xp_stmt_get_text (select, 1);
  GPtrArray *typists = planning->plan->typists;
  for (guint i = 0; i < typists->len; i++) {
    XpMergeTypist *typist = typists->pdata[i];
    if (strcmp (typist->who, who) == 0 && strcmp (typist->device, device) == 0)
      return typist;
  }
  XpMergeTypist *typist = g_new0 (XpMergeTypist, 1);
  typist->who = g_strdup (who);
  typist->device = g_strdup (device);
  g_ptr_array_add (typists, typist);
  return typist;
}

static void
note_moment (int64_t at_ms, int64_t *first, int64_t *last)
{
  *first = *first == 0 ? at_ms : MIN (*first, at_ms);
  *last = MAX (*last, at_ms);
}

static Touched *
get_touched (Planning *planning, XpKind kind, const char *key)
{
  g_autofree char *name = xp_merge_name (xp_kind_get_info (kind)->name, key);
  Touched *touched = g_hash_table_lookup (planning->by_name, name);
  if (touched != NULL)
    return touched;
  touched = g_new0 (Touched, 1);
  touched->key = (XpMergeKey){.kind = kind, .key = g_strdup (key), .verdict = XP_MERGE_TAKE};
  touched->is_touched_here =
    g_hash_table_contains (planning->here, name) || g_hash_table_contains (planning->known, name);
  if (!touched->is_touched_here) {
    touched->key.ours = xp_book_lookup (planning->ours->book, kind, key, NULL);
    touched->key.theirs = touched->key.ours != NULL ? xp_record_ref (touched->key.ours) : NULL;
  }
  g_ptr_array_add (planning->touched, touched);
  g_hash_table_insert (planning->by_name, g_steal_pointer (&name), touched);
  return touched;
}

/* What a merge there decided without changing anything is a word too. */
static void
touch_decided (Planning *planning, const XpMergeAct *act)
{
  g_autoptr (GPtrArray) names = xp_merge_list_decided (act->verb, act->subject);
  planning->plan->n_decisions += names->len;
  for (guint i = 0; i < names->len; i++) {
    g_auto (GStrv) parts = g_strsplit (names->pdata[i], " ", 2);
    XpKind kind = XP_N_KINDS;
    g_autoptr (XpRecord) named = g_strv_length (parts) == 2 && xp_kind_from_name (parts[0], &kind)
                                   ? xp_record_new_for_key (kind, parts[1])
                                   : NULL;
    if (named != NULL)
      get_touched (planning, kind, parts[1])->is_touched_here = true;
  }
}

static bool
act_passes (gpointer data, const XpMergeAct *act, GError **error)
{
  Planning *planning = data;
  planning->typist = NULL;
  if (xp_merge_side_knows (planning->theirs, act->session_no, act->n))
    return true;
  if (xp_verb_lookup (act->verb) == NULL)
    return xp_merge_set_damaged (planning->theirs->book, error);
  if (strcmp (act->verb, XP_VERB_MERGE) == 0) {
    touch_decided (planning, act);
    return true;
  }
  XpMergePlan *plan = planning->plan;
  planning->typist = find_typist (planning, act->session_no, error);
  if (planning->typist == NULL)
    return false;
  plan->n_acts++;
  note_moment (act->at_ms, &plan->first_at_ms, &plan->last_at_ms);
  note_moment (act->at_ms, &planning->typist->first_at_ms, &planning->typist->last_at_ms);
  return true;
}

static bool
change_passes (gpointer data, const XpMergeAct *act, const XpMergeChange *change, GError **error)
{
  Planning *planning = data;
  XpBook *other = planning->theirs->book;
  XpKind kind = XP_N_KINDS;
  if (!xp_kind_from_name (change->kind, &kind))
    return xp_merge_set_damaged (other, error);
  if (planning->typist != NULL)
    planning->typist->n_changes++;
  if (xp_merge_side_knows (planning->theirs, act->session_no, act->n)) {
    if (act->line_no == 1 && act->act_no > planning->theirs->fork)
      g_hash_table_add (planning->known, xp_merge_name (change->kind, change->key));
    return true;
  }
  /* What they merged shows in their own line, if it changed anything there. */
  Touched *touched = get_touched (planning, kind, change->key);
  return touched->is_touched_here || act->line_no != 1 ||
         xp_merge_lay (&touched->key.theirs, kind, change->key, change->before, change->after) ||
         xp_merge_set_damaged (other, error);
}

/* ---- rounds that cannot take anything ---- */

static XpRecord *
look_up_round (XpBook *book, int64_t round_uid)
{
  return xp_book_look_up_uid (book, XP_KIND_ROUND, round_uid);
}

static bool
is_past_marking (const XpRecord *round, XpStage *out_stage)
{
  *out_stage = XP_STAGE_DRAFT;
  return round != NULL && xp_stage_from_text (xp_record_get_text (round, "stage"), out_stage) &&
         *out_stage > XP_STAGE_MARKING;
}

static bool
check_round (Planning *planning, int64_t round_uid, GError **error)
{
  XpStage stage = XP_STAGE_DRAFT;
  g_autoptr (XpRecord) here = look_up_round (planning->ours->book, round_uid);
  g_autoptr (XpRecord) there = look_up_round (planning->theirs->book, round_uid);
  const bool is_here = is_past_marking (here, &stage);
  if (!is_here && !is_past_marking (there, &stage))
    return true;
  g_set_error (
    error,
    XP_ERROR,
    XP_ERROR_REFUSED,
    "%s%s已经到“%s”了，不能再合并进改动。请先在%s的“结果”里退回打分，写明理由，再来合并。",
    xp_record_get_text (is_here ? here : there, "name"),
    is_here ? "" : "在另一台电脑上",
    xp_stage_get_word (stage),
    is_here ? "这边" : "那台电脑");
  return false;
}

static bool
check_rounds (Planning *planning, GError **error)
{
  g_autoptr (GHashTable) checked = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < planning->touched->len; i++) {
    const XpMergeKey *key = &((const Touched *) planning->touched->pdata[i])->key;
    const XpRecord *record = key->theirs != NULL ? key->theirs : key->ours;
    if (key->verdict == XP_MERGE_SAME || key->verdict == XP_MERGE_KEEP || record == NULL ||
        xp_kind_find_column (key->kind, "round_uid") < 0)
      continue;
    const int64_t round_uid = xp_record_get_int (record, "round_uid");
    if (g_hash_table_add (checked, GSIZE_TO_POINTER ((gsize) round_uid)) &&
        !check_round (planning, round_uid, error))
      return false;
  }
  return true;
}

/* ---- the plan ---- */

static const char WHO_SAID[] = "SELECT s.who, a.at FROM act a"
                               " JOIN session s ON s.session_no = a.session_no"
                               " WHERE a.act_no = :act";

static void
tell_who (XpBook *book, int64_t act_no, char **out_who, int64_t *out_at_ms)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (book, WHO_SAID, NULL);
  if (select != NULL)
    xp_stmt_bind_int (select, ":act", act_no);
  const bool is_found = select != NULL && xp_stmt_next (select, NULL);
  *out_who = g_strdup (is_found ? xp_stmt_get_text (select, 0) : "");
  *out_at_ms = is_found ? xp_stmt_get_int (select, 1) : 0;
}

static void
add_conflict (Planning *planning, const XpMergeKey *key)
{
  XpMergeConflict *conflict = g_new0 (XpMergeConflict, 1);
  conflict->kind = key->kind;
  conflict->key = g_strdup (key->key);
  conflict->ours = key->ours != NULL ? xp_record_ref (key->ours) : NULL;
  conflict->theirs = key->theirs != NULL ? xp_record_ref (key->theirs) : NULL;
  tell_who (planning->ours->book, key->our_act, &conflict->ours_who, &conflict->ours_at_ms);
  tell_who (planning->theirs->book, key->their_act, &conflict->theirs_who, &conflict->theirs_at_ms);
  xp_merge_describe (planning->ours->book, planning->theirs->book, conflict);
  g_ptr_array_add (planning->plan->conflicts, conflict);
}

static void
add_change (Planning *planning, const XpMergeKey *key, XpRecord *after)
{
  if (xp_merge_is_same (key->ours, after))
    return;
  const XpChange change = {key->kind,
                           key->ours != NULL ? xp_record_ref (key->ours) : NULL,
                           after != NULL ? xp_record_ref (after) : NULL};
  g_array_append_val (planning->plan->changes, change);
}

static void
add_to_plan (Planning *planning, const XpMergeKey *key)
{
  XpMergePlan *plan = planning->plan;
  switch (key->verdict) {
  case XP_MERGE_SAME:
    plan->n_same++;
    break;
  case XP_MERGE_KEEP:
    plan->n_kept++;
    break;
  case XP_MERGE_TAKE:
    plan->n_new++;
    add_change (planning, key, key->theirs);
    break;
  case XP_MERGE_MIX:
    plan->n_new++;
    add_change (planning, key, key->both);
    break;
  case XP_MERGE_ASK:
    add_conflict (planning, key);
    break;
  }
  plan->n_keys++;
  if (key->is_settled)
    g_ptr_array_add (plan->settled, xp_merge_name (xp_kind_get_info (key->kind)->name, key->key));
}

/* One form of a name and version on each side: what was typed by one is not what the other asks. */
static bool
check_forms (Planning *planning, GError **error)
{
  for (guint i = 0; i < planning->touched->len; i++) {
    const XpMergeKey *key = &((const Touched *) planning->touched->pdata[i])->key;
    if (key->kind != XP_KIND_RUBRIC || key->verdict != XP_MERGE_ASK)
      continue;
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "两边各放进了一张“%s”第%" G_GINT64_FORMAT "版评分表，内容不一样，不能合并。"
                 "请在一边撤销放进评分表，改用另一边的那一张。",
                 xp_record_get_text (key->ours != NULL ? key->ours : key->theirs, "id"),
                 xp_record_get_int (key->ours != NULL ? key->ours : key->theirs, "version"));
    return false;
  }
  return true;
}

static bool
judge (Planning *planning, GError **error)
{
  for (guint i = 0; i < planning->touched->len; i++) {
    Touched *touched = planning->touched->pdata[i];
    if (!touched->is_touched_here) {
      if (xp_merge_is_same (touched->key.ours, touched->key.theirs))
        touched->key.verdict = XP_MERGE_SAME;
      continue;
    }
    g_clear_pointer (&touched->key.ours, xp_record_unref);
    g_clear_pointer (&touched->key.theirs, xp_record_unref);
    if (!xp_merge_key_judge (&touched->key, planning->ours, planning->theirs, error))
      return false;
  }
  if (!check_rounds (planning, error) || !check_forms (planning, error))
    return false;
  for (guint i = 0; i < planning->touched->len; i++)
    add_to_plan (planning, &((const Touched *) planning->touched->pdata[i])->key);
  g_ptr_array_sort (planning->plan->conflicts, xp_merge_compare_conflicts);
  planning->plan->owners =
    xp_merge_list_owners (planning->ours->book, planning->theirs->book, planning->plan->changes);
  return true;
}

/* The first act of theirs that this side does not know, on any line; 0: it knows all. */
static const char FIRST_OF_SESSION[] =
  "SELECT act_no FROM act WHERE session_no = :session AND n = :n";

static bool
find_first_unknown (XpMergeSide *theirs, int64_t *out_act_no, GError **error)
{
  GHashTableIter iter;
  gpointer value = NULL;
  *out_act_no = 0;
  g_hash_table_iter_init (&iter, theirs->by_no);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const XpMergeSpan *span = value;
    if (span->n_acts <= span->n_other)
      continue;
    g_autoptr (XpBorrowedStmt) select = xp_book_borrow (theirs->book, FIRST_OF_SESSION, error);
    if (select == NULL)
      return false;
    xp_stmt_bind_int (select, ":session", span->session_no);
    xp_stmt_bind_int (select, ":n", span->n_other + 1);
    if (!xp_stmt_next (select, error))
      return xp_merge_set_damaged (theirs->book, error);
    const int64_t first = xp_stmt_get_int (select, 0);
    *out_act_no = *out_act_no == 0 ? first : MIN (*out_act_no, first);
  }
  return true;
}

static bool
make_plan (Planning *planning, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  int64_t first = 0;
  XpMergePlan *plan = planning->plan;
  if (!xp_book_get_head (planning->ours->book, plan->our_head, error) ||
      !xp_book_get_head (planning->theirs->book, plan->their_head, error) ||
      !find_first_unknown (planning->theirs, &first, error))
    return false;
  if (first == 0)
    return true;
  plan->first_unknown = first;
  return load_touched_here (planning, error) &&
         xp_merge_walk (planning->theirs->book,
                        MIN (first, planning->theirs->fork + 1),
                        act_passes,
                        change_passes,
                        planning,
                        progress,
                        cancellable,
                        error) &&
         judge (planning, error);
}

void
xp_merge_end_reading (XpBook *book)
{
  if (!sqlite3_get_autocommit (book->db))
    sqlite3_exec (book->db, "ROLLBACK", NULL, NULL, NULL);
}

static bool
refuse_lent (XpBook *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpLent) lent = xp_book_get_lent (self, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return false;
  }
  if (lent == NULL)
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "正开着的是外借的一份，不能往里合并。请打开本村资料，把这一份合并进去。");
  return false;
}

XpMergePlan *
xp_book_plan_merge (
  XpBook *self, XpBook *other, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  XpMergeSide ours = {0}, theirs = {0};
  g_autoptr (XpMergePlan) plan = new_plan ();
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (free_touched);
  Planning planning = {&ours, &theirs, plan, here, known, by_name, touched, NULL};
  /* One state of each, as long as they are compared. */
  const bool is_made = refuse_lent (self, error) && xp_book_exec (self, "BEGIN", error) &&
                       xp_book_exec (other, "BEGIN", error) &&
                       xp_merge_sides_load (&ours, &theirs, self, other, error) &&
                       make_plan (&planning, progress, cancellable, error);
  xp_merge_end_reading (self);
  xp_merge_end_reading (other);
  xp_merge_side_clear (&ours);
  xp_merge_side_clear (&theirs);
  return is_made ? g_steal_pointer (&plan) : NULL;
}

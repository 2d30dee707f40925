/* xp-book-merge-keys.c: one record that both sides have touched: what became of it on each, and
 * which of the two holds. The answer is the same whichever side asks. */
#include "xp-book-merge-keys.h"

#include <string.h>

/* ---- changes laid over one another ---- */

bool
xp_merge_lay (XpRecord **now, XpKind kind, const char *key, const char *from, const char *to)
{
  if ((*now == NULL) != (from == NULL))
    return false;
  if (to == NULL) {
    g_clear_pointer (now, xp_record_unref);
    return true;
  }
  g_autoptr (XpRecord) then =
    *now != NULL ? xp_record_copy (*now) : xp_record_new_for_key (kind, key);
  if (then == NULL || !xp_change_apply_text (then, to))
    return false;
  g_clear_pointer (now, xp_record_unref);
  *now = g_steal_pointer (&then);
  return true;
}

bool
xp_merge_is_same (const XpRecord *a, const XpRecord *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return xp_record_equal (a, b);
}

/* ---- what became of it on one side ---- */

static const char STEPS[] =
  "SELECT c.act_no, c.before, c.after FROM change c JOIN act a ON a.act_no = c.act_no"
  " WHERE c.kind = :kind AND c.key = :key AND c.act_no > :fork AND a.line_no = 1"
  " ORDER BY c.act_no";

typedef struct {
  int64_t act_no;
  char *before, *after;
} Step;

static void
clear_step (gpointer data)
{
  Step *step = data;
  g_free (step->before);
  g_free (step->after);
}

static GArray *
read_steps (XpMergeSide *side, XpKind kind, const char *key, GError **error)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (side->book, STEPS, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_text (select, ":kind", xp_kind_get_info (kind)->name);
  xp_stmt_bind_text (select, ":key", key);
  xp_stmt_bind_int (select, ":fork", side->fork);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (steps, clear_step);
  while (xp_stmt_next (select, error)) {
    const Step step = {xp_stmt_get_int (select, 0),
                       g_strdup (xp_stmt_get_text (select, 1)),
                       g_strdup (xp_stmt_get_text (select, 2))};
    g_array_append_val (steps, step);
  }
  return xp_stmt_is_done (select) ? g_steal_pointer (&steps) : NULL;
}

/* The first step whose word the other side does not know; steps->len: it knows all. */
static guint
find_first_unknown (
  XpMergeSide *side, XpKind kind, const char *key, const GArray *steps, GError **error)
{
  for (guint i = 0; i < steps->len; i++) {
    const int64_t act_no = g_array_index (steps, Step, i).act_no;
    const int64_t origin = xp_merge_find_origin_of (side, kind, key, act_no, error);
    if (origin > 0 && !xp_merge_side_knows_act (side, origin, error))
      return i;
  }
  return steps->len;
}

static XpRecord *
ref_or_null (XpRecord *record)
{
  return record != NULL ? xp_record_ref (record) : NULL;
}

/* From what holds now back to what held at the fork. @base: what held before the first step that
 * the other side does not know. */
static bool
go_back (XpKind kind,
         const char *key,
         const GArray *steps,
         guint first_unknown,
         XpRecord *now,
         XpRecord **out_at_fork,
         XpRecord **out_base)
{
  g_autoptr (XpRecord) record = ref_or_null (now);
  *out_base = ref_or_null (now);
  for (guint i = steps->len; i-- > 0;) {
    const Step *step = &g_array_index (steps, Step, i);
    if (!xp_merge_lay (&record, kind, key, step->after, step->before))
      return false;
    if (i == first_unknown) {
      g_clear_pointer (out_base, xp_record_unref);
      *out_base = ref_or_null (record);
    }
  }
  *out_at_fork = g_steal_pointer (&record);
  return true;
}

static bool
go_on (XpKind kind,
       const char *key,
       const GArray *steps,
       guint first_unknown,
       XpRecord *at_fork,
       XpRecord **out_now,
       XpRecord **out_base)
{
  g_autoptr (XpRecord) record = ref_or_null (at_fork);
  *out_base = NULL;
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = &g_array_index (steps, Step, i);
    if (i == first_unknown)
      *out_base = ref_or_null (record);
    if (!xp_merge_lay (&record, kind, key, step->before, step->after))
      return false;
  }
  if (first_unknown >= steps->len)
    *out_base = ref_or_null (record);
  *out_now = g_steal_pointer (&record);
  return true;
}

/* ---- which holds ---- */

/* Records whose columns say one thing together: they are taken whole, or not. */
static const bool IS_WHOLE[XP_N_KINDS] = {
  [XP_KIND_RUBRIC] = true,
  [XP_KIND_TAKEN_OVER] = true,
  [XP_KIND_ENTRANT_STATE] = true,
  [XP_KIND_CUT_DECISION] = true,
  [XP_KIND_RESULT] = true,
  [XP_KIND_CERTIFICATE] = true,
  [XP_KIND_OBJECTION] = true,
};

/* The same telephone, typed on both: two commitments of one value. One of them is taken, on both
 * sides the same. */
static bool
is_same_secret (const XpMergeKey *key, XpMergeSide *ours, XpMergeSide *theirs, size_t column)
{
  const XpColumn *info = &xp_kind_get_info (key->kind)->columns[column];
  if (info->type != XP_COLUMN_SECRET || xp_record_is_null_at (key->ours, column) ||
      xp_record_is_null_at (key->theirs, column))
    return false;
  g_autofree char *here =
    xp_book_dup_secret (ours->book, xp_record_get_text_at (key->ours, column), NULL);
  g_autofree char *there =
    xp_book_dup_secret (theirs->book, xp_record_get_text_at (key->theirs, column), NULL);
  return here != NULL && g_strcmp0 (here, there) == 0;
}

static void
take_column (XpRecord *into, const XpRecord *from, size_t column)
{
  if (xp_record_is_null_at (from, column))
    xp_record_set_null_at (into, column);
  else if (xp_kind_get_info (xp_record_get_kind (from))->columns[column].type == XP_COLUMN_INT)
    xp_record_set_int_at (into, column, xp_record_get_int_at (from, column));
  else
    xp_record_set_text_at (into, column, xp_record_get_text_at (from, column));
}

/* Column by column: who alone changed one has it. NULL: a column that both changed. */
static XpRecord *
put_together (const XpMergeKey *key, XpMergeSide *ours, XpMergeSide *theirs)
{
  const XpKindInfo *info = xp_kind_get_info (key->kind);
  g_autoptr (XpRecord) both = xp_record_copy (key->ours);
  for (size_t i = info->n_key; i < info->n_columns; i++) {
    if (xp_record_equal_at (key->ours, key->theirs, i))
      continue;
    if (is_same_secret (key, ours, theirs, i)) {
      if (strcmp (xp_record_get_text_at (key->ours, i), xp_record_get_text_at (key->theirs, i)) > 0)
        take_column (both, key->theirs, i);
      continue;
    }
    const bool is_theirs =
      key->their_base != NULL && xp_record_equal_at (key->ours, key->their_base, i);
    const bool is_ours =
      key->our_base != NULL && xp_record_equal_at (key->theirs, key->our_base, i);
    if (is_theirs == is_ours)
      return NULL;
    if (is_theirs)
      take_column (both, key->theirs, i);
  }
  return g_steal_pointer (&both);
}

/* Neither knows the other's word: who stands on what the other still has, holds. */
static void
compare_three_ways (XpMergeKey *key, XpMergeSide *ours, XpMergeSide *theirs)
{
  const bool is_theirs = xp_merge_is_same (key->ours, key->their_base);
  const bool is_ours = xp_merge_is_same (key->theirs, key->our_base);
  if (is_theirs != is_ours) {
    key->verdict = is_theirs ? XP_MERGE_TAKE : XP_MERGE_KEEP;
    return;
  }
  key->verdict = XP_MERGE_ASK;
  if (key->ours == NULL || key->theirs == NULL || IS_WHOLE[key->kind])
    return;
  key->both = put_together (key, ours, theirs);
  if (key->both != NULL)
    key->verdict = XP_MERGE_MIX;
}

static bool
load_both (XpMergeKey *key, XpMergeSide *ours, XpMergeSide *theirs, GError **error)
{
  g_autoptr (GArray) our_steps = read_steps (ours, key->kind, key->key, error);
  g_autoptr (GArray) their_steps =
    our_steps != NULL ? read_steps (theirs, key->kind, key->key, error) : NULL;
  if (their_steps == NULL)
    return false;
  const guint our_first = find_first_unknown (ours, key->kind, key->key, our_steps, error);
  const guint their_first = find_first_unknown (theirs, key->kind, key->key, their_steps, error);
  g_autoptr (XpRecord) at_fork = NULL;
  key->ours = xp_book_lookup (ours->book, key->kind, key->key, NULL);
  if (!go_back (key->kind, key->key, our_steps, our_first, key->ours, &at_fork, &key->our_base)) {
    xp_merge_set_damaged (ours->book, error);
    return false;
  }
  return go_on (key->kind,
                key->key,
                their_steps,
                their_first,
                at_fork,
                &key->theirs,
                &key->their_base) ||
         xp_merge_set_damaged (theirs->book, error);
}

bool
xp_merge_key_judge (XpMergeKey *key, XpMergeSide *ours, XpMergeSide *theirs, GError **error)
{
  if (!load_both (key, ours, theirs, error))
    return false;
  if (xp_merge_is_same (key->ours, key->theirs)) {
    key->verdict = XP_MERGE_SAME;
    return true;
  }
  key->our_act = xp_merge_find_origin (ours, key->kind, key->key, error);
  key->their_act = xp_merge_find_origin (theirs, key->kind, key->key, error);
  const bool is_ours_known =
    key->our_act == 0 || xp_merge_side_knows_act (ours, key->our_act, error);
  const bool is_theirs_known =
    key->their_act == 0 || xp_merge_side_knows_act (theirs, key->their_act, error);
  if (error != NULL && *error != NULL)
    return false; /* it could not be read who said it */
  if (is_ours_known != is_theirs_known)
    key->verdict = is_ours_known ? XP_MERGE_TAKE : XP_MERGE_KEEP;
  else if (is_ours_known)
    key->verdict = XP_MERGE_ASK;
  else
    compare_three_ways (key, ours, theirs);
  return true;
}

void
xp_merge_key_clear (XpMergeKey *key)
{
  g_clear_pointer (&key->key, g_free);
  g_clear_pointer (&key->ours, xp_record_unref);
  g_clear_pointer (&key->theirs, xp_record_unref);
  g_clear_pointer (&key->our_base, xp_record_unref);
  g_clear_pointer (&key->their_base, xp_record_unref);
  g_clear_pointer (&key->both, xp_record_unref);
}

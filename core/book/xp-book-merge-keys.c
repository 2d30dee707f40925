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

/* Acts since the fork that touched the key, of all lines; main line's are its steps. */
static const char TOUCHES[] =
  "SELECT c.act_no, a.line_no, a.session_no, a.n, c.before, c.after,"
  "       a.verb = 'merge' AND a.undoes_act IS NULL"
  " FROM change c JOIN act a ON a.act_no = c.act_no"
  " WHERE c.kind = :kind AND c.key = :key AND c.act_no > :fork ORDER BY c.act_no";

typedef struct {
  int64_t act_no;
  char *before, *after;
} Step;

typedef struct {
  GArray *steps;         /* of Step, on the main line */
  int64_t first_unknown; /* word that the other side does not know; 0: it knows all */
  int64_t last_word;     /* of an act that typed or decided it; 0: none since the fork */
} Story;

static void
clear_step (gpointer data)
{
  Step *step = data;
  g_free (step->before);
  g_free (step->after);
}

static void
add_word (XpMergeSide *side, Story *story, int64_t act_no, int64_t session_no, int64_t n)
{
  story->last_word = MAX (story->last_word, act_no);
  if (!xp_merge_side_knows (side, session_no, n) &&
      (story->first_unknown == 0 || act_no < story->first_unknown))
    story->first_unknown = act_no;
}

static const char IDENTITY[] = "SELECT session_no, n FROM act WHERE act_no = :act";

/* Merges that decided the key, whether they changed it or left it. */
static bool
add_decided (XpMergeSide *side, const XpMergeKey *key, Story *story, GError **error)
{
  g_autofree char *name = xp_merge_name (xp_kind_get_info (key->kind)->name, key->key);
  const GArray *acts = g_hash_table_lookup (side->decided, name);
  for (guint i = 0; acts != NULL && i < acts->len; i++) {
    const int64_t act_no = g_array_index (acts, int64_t, i);
    g_autoptr (XpBorrowedStmt) select = xp_book_borrow (side->book, IDENTITY, error);
    if (select == NULL)
      return false;
    xp_stmt_bind_int (select, ":act", act_no);
    if (!xp_stmt_next (select, error))
      return false;
    add_word (side, story, act_no, xp_stmt_get_int (select, 0), xp_stmt_get_int (select, 1));
  }
  return true;
}

static bool
read_story (XpMergeSide *side, const XpMergeKey *key, Story *story, GError **error)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (side->book, TOUCHES, error);
  story->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (story->steps, clear_step);
  if (select == NULL)
    return false;
  xp_stmt_bind_text (select, ":kind", xp_kind_get_info (key->kind)->name);
  xp_stmt_bind_text (select, ":key", key->key);
  xp_stmt_bind_int (select, ":fork", side->fork);
  while (xp_stmt_next (select, error)) {
    const int64_t act_no = xp_stmt_get_int (select, 0);
    if (xp_stmt_get_int (select, 6) == 0)
      add_word (side, story, act_no, xp_stmt_get_int (select, 2), xp_stmt_get_int (select, 3));
    if (xp_stmt_get_int (select, 1) != 1)
      continue;
    const Step step = {act_no,
                       g_strdup (xp_stmt_get_text (select, 4)),
                       g_strdup (xp_stmt_get_text (select, 5))};
    g_array_append_val (story->steps, step);
  }
  return xp_stmt_is_done (select) && add_decided (side, key, story, error);
}

/* The step that brought a word the other side does not know, or stands on one. */
static guint
find_first_unknown (const Story *story)
{
  guint i = 0;
  while (i < story->steps->len &&
         (story->first_unknown == 0 ||
          g_array_index (story->steps, Step, i).act_no < story->first_unknown))
    i++;
  return i;
}

static XpRecord *
ref_or_null (XpRecord *record)
{
  return record != NULL ? xp_record_ref (record) : NULL;
}

/* From what holds now back to what held at the fork. @out_base: what held before the first step
 * that the other side does not know. */
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
    key->is_settled = true;
    key->verdict = is_theirs ? XP_MERGE_TAKE : XP_MERGE_KEEP;
    return;
  }
  key->verdict = XP_MERGE_ASK;
  if (key->ours == NULL || key->theirs == NULL || IS_WHOLE[key->kind])
    return;
  key->both = put_together (key, ours, theirs);
  key->is_settled = key->both != NULL;
  if (key->is_settled)
    key->verdict = XP_MERGE_MIX;
}

static bool
load_both (
  XpMergeKey *key, XpMergeSide *ours, XpMergeSide *theirs, Story stories[2], GError **error)
{
  if (!read_story (ours, key, &stories[0], error) || !read_story (theirs, key, &stories[1], error))
    return false;
  g_autoptr (XpRecord) at_fork = NULL;
  key->ours = xp_book_lookup (ours->book, key->kind, key->key, NULL);
  if (!go_back (key->kind,
                key->key,
                stories[0].steps,
                find_first_unknown (&stories[0]),
                key->ours,
                &at_fork,
                &key->our_base))
    return xp_merge_set_damaged (ours->book, error);
  return go_on (key->kind,
                key->key,
                stories[1].steps,
                find_first_unknown (&stories[1]),
                at_fork,
                &key->theirs,
                &key->their_base) ||
         xp_merge_set_damaged (theirs->book, error);
}

/* Who knows all that the other has to say of the record has taken it into account. */
static void
compare (XpMergeKey *key, XpMergeSide *ours, XpMergeSide *theirs, const Story stories[2])
{
  const bool is_new_here = stories[0].first_unknown != 0;
  const bool is_new_there = stories[1].first_unknown != 0;
  key->our_act = stories[0].last_word;
  key->their_act = stories[1].last_word;
  if (xp_merge_is_same (key->ours, key->theirs))
    key->verdict = XP_MERGE_SAME;
  else if (is_new_here != is_new_there)
    key->verdict = is_new_there ? XP_MERGE_TAKE : XP_MERGE_KEEP;
  else if (!is_new_here)
    key->verdict = XP_MERGE_ASK;
  else
    compare_three_ways (key, ours, theirs);
}

bool
xp_merge_key_judge (XpMergeKey *key, XpMergeSide *ours, XpMergeSide *theirs, GError **error)
{
  Story stories[2] = {0};
  const bool is_loaded = load_both (key, ours, theirs, stories, error);
  if (is_loaded)
    compare (key, ours, theirs, stories);
  g_clear_pointer (&stories[0].steps, g_array_unref);
  g_clear_pointer (&stories[1].steps, g_array_unref);
  return is_loaded;
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

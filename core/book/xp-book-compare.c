/* xp-book-compare.c: which acts two books do not have in common, told and by households. */
#include "xp-book-private.h"

#include <string.h>

/* By identity: the session's random id and the act's number in it, which no copying changes. The
 * two indexes give this order without sorting. */
static const char LIST_IDENTITIES[] =
  "SELECT s.id, a.n, a.act_no FROM session s CROSS JOIN act a ON a.session_no = s.session_no"
  " ORDER BY s.id, a.n";

typedef struct {
  XpBook *book; /* borrowed */
  XpStmt *acts;
  bool has_act;
  GArray *only; /* of int64_t: acts that the other does not have */
} Side;

static bool
begin_side (Side *side, XpBook *book, GError **error)
{
  *side = (Side){.book = book, .only = g_array_new (FALSE, FALSE, sizeof (int64_t))};
  side->acts = xp_book_prepare (book, LIST_IDENTITIES, error);
  side->has_act = side->acts != NULL && xp_stmt_next (side->acts, error);
  return side->acts != NULL;
}

static void
end_side (Side *side)
{
  g_clear_pointer (&side->acts, xp_stmt_free);
  g_clear_pointer (&side->only, g_array_unref);
}

/* < 0: the first side's act comes before the other's. */
static int
compare_sides (const Side *a, const Side *b)
{
  if (!a->has_act || !b->has_act)
    return (int) b->has_act - (int) a->has_act;
  size_t n_ours = 0, n_theirs = 0;
  const void *ours = xp_stmt_get_bytes (a->acts, 0, &n_ours);
  const void *theirs = xp_stmt_get_bytes (b->acts, 0, &n_theirs);
  const int order = memcmp (ours, theirs, MIN (n_ours, n_theirs));
  const int64_t n = xp_stmt_get_int (a->acts, 1), other = xp_stmt_get_int (b->acts, 1);
  return order != 0 ? order : (n > other) - (n < other);
}

static void
pass (Side *side, bool is_alone, GError **error)
{
  const int64_t act_no = xp_stmt_get_int (side->acts, 2);
  if (is_alone)
    g_array_append_val (side->only, act_no);
  side->has_act = xp_stmt_next (side->acts, error);
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const int64_t left = *(const int64_t *) a, right = *(const int64_t *) b;
  return (left > right) - (left < right);
}

static bool
find_alone (Side *here, Side *there, GError **error)
{
  while (here->has_act || there->has_act) {
    const int order = compare_sides (here, there);
    if (order <= 0)
      pass (here, order < 0, error);
    if (order >= 0)
      pass (there, order > 0, error);
  }
  g_array_sort (here->only, compare_numbers);
  g_array_sort (there->only, compare_numbers);
  return xp_stmt_is_done (here->acts) && xp_stmt_is_done (there->acts);
}

/* ---- told ---- */

/* The newest @n_at_most of them. */
static GPtrArray *
tell_acts (Side *side, size_t n_at_most, GError **error)
{
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_history_line_free);
  for (guint i = side->only->len; i > 0 && lines->len < n_at_most; i--) {
    const int64_t act_no = g_array_index (side->only, int64_t, i - 1);
    int64_t before = act_no + 1;
    g_autoptr (GPtrArray) one = xp_book_list_history (side->book, NULL, &before, 1, NULL, error);
    if (one == NULL)
      return NULL;
    if (one->len > 0)
      g_ptr_array_add (lines, g_ptr_array_steal_index (one, 0));
  }
  return g_steal_pointer (&lines);
}

/* ---- by households ---- */

void
xp_household_difference_free (XpHouseholdDifference *self)
{
  g_free (self->name);
  g_free (self);
}

static int64_t
read_uid (XpBook *book, XpKind kind, const char *key, const char *column)
{
  g_autoptr (XpRecord) record = xp_book_lookup (book, kind, key, NULL);
  return record != NULL ? xp_record_get_int (record, column) : 0;
}

/* Whose household the record is, by its key; 0: of none, or of one that is not there. */
static int64_t
find_household (XpBook *book, const XpRecord *record)
{
  static const XpReference TO_ENTRANT = {XP_KIND_ENTRANT, {"round_uid", "entrant_no"}};
  const XpKind kind = xp_record_get_kind (record);
  g_autofree char *key = xp_record_dup_key (record);
  if (kind == XP_KIND_HOUSEHOLD || kind == XP_KIND_HOUSEHOLD_EVENT)
    return xp_record_get_int (record, "household_uid");
  if (kind == XP_KIND_APART)
    return xp_record_get_int (record, "first_uid");
  if (kind == XP_KIND_PERSON || kind == XP_KIND_PERSON_CONSENT)
    return read_uid (book, XP_KIND_PERSON, key, "household_uid");
  if (kind == XP_KIND_OBJECTION) {
    g_autoptr (XpRecord) objection = xp_book_lookup (book, kind, key, NULL);
    g_autofree char *entrant =
      objection != NULL ? xp_record_dup_reference (objection, &TO_ENTRANT) : NULL;
    return entrant != NULL ? read_uid (book, XP_KIND_ENTRANT, entrant, "household_uid") : 0;
  }
  if (kind == XP_KIND_CERTIFICATE || xp_kind_find_column (kind, "entrant_no") < 0)
    return 0;
  g_autofree char *entrant = xp_record_dup_reference (record, &TO_ENTRANT);
  return entrant != NULL ? read_uid (book, XP_KIND_ENTRANT, entrant, "household_uid") : 0;
}

static XpHouseholdDifference *
demand (GHashTable *households, Side *side, int64_t uid)
{
  XpHouseholdDifference *difference = g_hash_table_lookup (households, &uid);
  if (difference != NULL)
    return difference;
  g_autoptr (XpRecord) household = xp_book_look_up_uid (side->book, XP_KIND_HOUSEHOLD, uid);
  difference = g_new0 (XpHouseholdDifference, 1);
  difference->household_uid = uid;
  difference->name = household != NULL ? xp_book_number_household (household) : g_strdup ("");
  difference->number = household != NULL ? (int) xp_record_get_int (household, "number") : 0;
  g_hash_table_insert (households, &difference->household_uid, difference);
  return difference;
}

static const char LIST_KEYS[] = "SELECT kind, key FROM change WHERE act_no = :act ORDER BY n";

/* Many keys are asked for again and again: sheet, marks and state of one household. */
static int64_t
find_household_of_key (XpBook *book, GHashTable *known, const char *kind_name, const char *key)
{
  g_autofree char *name = g_strconcat (kind_name, " ", key, NULL);
  const int64_t *found = g_hash_table_lookup (known, name);
  if (found != NULL)
    return *found;
  XpKind kind;
  g_autoptr (XpRecord) record =
    xp_kind_from_name (kind_name, &kind) ? xp_record_new_for_key (kind, key) : NULL;
  const int64_t uid = record != NULL ? find_household (book, record) : 0;
  g_hash_table_insert (known, g_steal_pointer (&name), g_memdup2 (&uid, sizeof uid));
  return uid;
}

static bool
count_changes (
  Side *side, GHashTable *households, bool is_there, size_t *out_elsewhere, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (XpStmt) keys = xp_book_prepare (side->book, LIST_KEYS, error);
  for (guint i = 0; keys != NULL && i < side->only->len; i++) {
    xp_stmt_reset (keys);
    xp_stmt_bind_int (keys, ":act", g_array_index (side->only, int64_t, i));
    while (xp_stmt_next (keys, error)) {
      const int64_t uid = find_household_of_key (side->book,
                                                 known,
                                                 xp_stmt_get_text (keys, 0),
                                                 xp_stmt_get_text (keys, 1));
      XpHouseholdDifference *difference = uid != 0 ? demand (households, side, uid) : NULL;
      size_t *n = difference == NULL ? out_elsewhere
                  : is_there         ? &difference->n_there
                                     : &difference->n_here;
      (*n)++;
    }
    if (!xp_stmt_is_done (keys))
      return false;
  }
  return keys != NULL;
}

static gint
compare_by_number (gconstpointer a, gconstpointer b)
{
  const XpHouseholdDifference *left = *(XpHouseholdDifference *const *) a;
  const XpHouseholdDifference *right = *(XpHouseholdDifference *const *) b;
  return left->number - right->number;
}

static bool
count_households (XpBookDifference *self, Side *here, Side *there, GError **error)
{
  g_autoptr (GHashTable) households = g_hash_table_new (g_int64_hash, g_int64_equal);
  const bool is_counted = count_changes (here, households, false, &self->n_other_here, error) &&
                          count_changes (there, households, true, &self->n_other_there, error);
  GHashTableIter iter;
  gpointer difference = NULL;
  g_hash_table_iter_init (&iter, households);
  while (g_hash_table_iter_next (&iter, NULL, &difference))
    g_ptr_array_add (self->households, difference);
  g_ptr_array_sort (self->households, compare_by_number);
  return is_counted;
}

/* ---- the whole ---- */

void
xp_book_difference_free (XpBookDifference *self)
{
  g_clear_pointer (&self->here, g_ptr_array_unref);
  g_clear_pointer (&self->there, g_ptr_array_unref);
  g_ptr_array_unref (self->households);
  g_free (self);
}

static bool
fill (XpBookDifference *self, Side *here, Side *there, size_t n_at_most, GError **error)
{
  if (!find_alone (here, there, error))
    return false;
  self->n_here = here->only->len;
  self->n_there = there->only->len;
  self->here = tell_acts (here, n_at_most, error);
  self->there = self->here != NULL ? tell_acts (there, n_at_most, error) : NULL;
  return self->there != NULL && count_households (self, here, there, error);
}

XpBookDifference *
xp_book_compare (XpBook *self, XpBook *other, size_t n_at_most, GError **error)
{
  assert_own_thread (self);
  assert_own_thread (other);
  Side here, there;
  g_autoptr (XpBookDifference) difference = g_new0 (XpBookDifference, 1);
  difference->households =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_household_difference_free);
  const bool has_here = begin_side (&here, self, error);
  const bool has_both = begin_side (&there, other, has_here ? error : NULL) && has_here;
  const bool is_filled = has_both && fill (difference, &here, &there, n_at_most, error);
  end_side (&here);
  end_side (&there);
  return is_filled ? g_steal_pointer (&difference) : NULL;
}

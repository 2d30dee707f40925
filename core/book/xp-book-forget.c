/* xp-book-forget.c: what a household told in private leaves the book: values, history, the file's
 * free space and its journal. The chain stays whole, as it only ever held commitments. */
#include "xp-book-private.h"

/* ---- whose secrets go with a household ---- */

typedef struct {
  XpKind kind;
  char *key;
} Owner;

static void
clear_owner (gpointer data)
{
  g_free (((Owner *) data)->key);
}

/* Opinions (objection) are the committee's own papers on somebody else's words: they stay. */
static const char LIST_OWNERS[] =
  "SELECT 'household', '[' || :uid || ']'"
  " UNION ALL SELECT 'person', '[' || person_uid || ']' FROM person WHERE household_uid = :uid"
  " UNION ALL SELECT 'entrant_state', '[' || s.round_uid || ',' || s.entrant_no || ']'"
  "  FROM entrant e JOIN entrant_state s ON s.round_uid = e.round_uid"
  "   AND s.entrant_no = e.entrant_no WHERE e.household_uid = :uid"
  " UNION ALL SELECT 'deliberation', '[' || deliberation_uid || ']'"
  "  FROM deliberation WHERE household_uid = :uid"
  " UNION ALL SELECT 'revisit', '[' || r.deliberation_uid || ',' || r.revisit_no || ']'"
  "  FROM deliberation d JOIN revisit r ON r.deliberation_uid = d.deliberation_uid"
  "  WHERE d.household_uid = :uid"
  " UNION ALL SELECT 'recusal',"
  "   '[' || r.round_uid || ',' || r.entrant_no || ',' || r.judge_no || ']'"
  "  FROM entrant e JOIN recusal r ON r.round_uid = e.round_uid"
  "   AND r.entrant_no = e.entrant_no WHERE e.household_uid = :uid"
  /* States and recusals that were taken back left their values behind. */
  " UNION SELECT s.kind, s.key FROM entrant e JOIN secret s"
  "   ON s.kind IN ('entrant_state', 'recusal')"
  "   AND (s.key = '[' || e.round_uid || ',' || e.entrant_no || ']'"
  "        OR s.key GLOB '[[]' || e.round_uid || ',' || e.entrant_no || ',*')"
  "  WHERE e.household_uid = :uid";

/* Remarks on points. */
static bool
add_events (XpBook *self, GArray *owners, int64_t household_uid, GError **error)
{
  g_autoptr (GPtrArray) events =
    xp_book_list (self, XP_KIND_LEDGER_EVENT, "household_uid", household_uid, error);
  for (guint i = 0; events != NULL && i < events->len; i++) {
    const Owner owner = {XP_KIND_LEDGER_EVENT, xp_record_dup_key (events->pdata[i])};
    g_array_append_val (owners, owner);
  }
  return events != NULL;
}

static GArray *
list_owners (XpBook *self, int64_t household_uid, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, LIST_OWNERS, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":uid", household_uid);
  g_autoptr (GArray) owners = g_array_new (FALSE, TRUE, sizeof (Owner));
  g_array_set_clear_func (owners, clear_owner);
  while (xp_stmt_next (select, error)) {
    Owner owner = {.key = g_strdup (xp_stmt_get_text (select, 1))};
    if (!xp_kind_from_name (xp_stmt_get_text (select, 0), &owner.kind))
      g_free (owner.key);
    else
      g_array_append_val (owners, owner);
  }
  return xp_stmt_is_done (select) && add_events (self, owners, household_uid, error)
           ? g_steal_pointer (&owners)
           : NULL;
}

/* ---- what of them there is ---- */

static const char COUNT_SECRETS[] =
  "SELECT count (*) FROM secret WHERE kind = :kind AND key = :key";
static const char DELETE_SECRETS[] = "DELETE FROM secret WHERE kind = :kind AND key = :key";

static XpBorrowedStmt *
borrow_for_owner (XpBook *self, const char *sql, const Owner *owner, GError **error)
{
  XpBorrowedStmt *stmt = xp_book_borrow (self, sql, error);
  if (stmt != NULL) {
    xp_stmt_bind_text (stmt, ":kind", xp_kind_get_info (owner->kind)->name);
    xp_stmt_bind_text (stmt, ":key", owner->key);
  }
  return stmt;
}

/* -1 with an error. */
static int64_t
count_secrets (XpBook *self, const Owner *owner, GError **error)
{
  g_autoptr (XpBorrowedStmt) count = borrow_for_owner (self, COUNT_SECRETS, owner, error);
  return count != NULL && xp_stmt_next (count, error) ? xp_stmt_get_int (count, 0) : -1;
}

int64_t
xp_book_count_private (XpBook *self, int64_t household_uid, GError **error)
{
  assert_own_thread (self);
  int64_t n = 0;
  g_autoptr (GArray) owners = list_owners (self, household_uid, error);
  for (guint i = 0; owners != NULL && n >= 0 && i < owners->len; i++) {
    const int64_t of_owner = count_secrets (self, &g_array_index (owners, Owner, i), error);
    n = of_owner < 0 ? -1 : n + of_owner;
  }
  return owners != NULL ? n : -1;
}

/* ---- forgetting ---- */

static void
add_change (GArray *changes, XpKind kind, XpRecord *before, XpRecord *after)
{
  const XpChange change = {kind, before, after};
  g_array_append_val (changes, change);
}

/* The record without its secrets, where it has any. */
static bool
add_emptied (XpBook *self, GArray *changes, const Owner *owner, GError **error)
{
  const XpKindInfo *info = xp_kind_get_info (owner->kind);
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) now = xp_book_lookup (self, owner->kind, owner->key, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return false;
  }
  g_autoptr (XpRecord) after = now != NULL ? xp_record_copy (now) : NULL;
  for (size_t i = 0; now != NULL && i < info->n_columns; i++)
    if (info->columns[i].type == XP_COLUMN_SECRET)
      xp_record_set_null_at (after, i);
  if (now != NULL && !xp_record_equal (now, after))
    add_change (changes, owner->kind, g_steal_pointer (&now), g_steal_pointer (&after));
  return true;
}

/* “From this day on a commitment of theirs may stand without a value.” */
static bool
add_forgotten (
  XpBook *self, GArray *changes, const Owner *owner, const char *on_day, GError **error)
{
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_FORGOTTEN);
  xp_record_set_text (record, "owner_kind", xp_kind_get_info (owner->kind)->name);
  xp_record_set_text (record, "owner_key", owner->key);
  xp_record_set_text (record, "on_day", on_day);
  g_autofree char *key = xp_record_dup_key (record);
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) before = xp_book_lookup (self, XP_KIND_FORGOTTEN, key, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return false;
  }
  if (before == NULL || !xp_record_equal (before, record))
    add_change (changes, XP_KIND_FORGOTTEN, g_steal_pointer (&before), g_steal_pointer (&record));
  return true;
}

static bool
forget_owner (XpBook *self, GArray *changes, const Owner *owner, const char *on_day, GError **error)
{
  const int64_t n = count_secrets (self, owner, error);
  if (n < 0 || !add_emptied (self, changes, owner, error))
    return false;
  if (n == 0)
    return true;
  if (!add_forgotten (self, changes, owner, on_day, error))
    return false;
  g_autoptr (XpBorrowedStmt) drop = borrow_for_owner (self, DELETE_SECRETS, owner, error);
  return drop != NULL && xp_stmt_run (drop, error);
}

static GArray *
forget_owners (XpBook *self, int64_t household_uid, const char *on_day, GError **error)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (XpChange));
  g_autoptr (GArray) owners = list_owners (self, household_uid, error);
  bool is_good = owners != NULL;
  for (guint i = 0; is_good && i < owners->len; i++)
    is_good = forget_owner (self, changes, &g_array_index (owners, Owner, i), on_day, error);
  if (is_good && changes->len == 0) {
    g_set_error_literal (
      error,
      XP_ERROR,
      XP_ERROR_REFUSED,
      "这一户没有存过电话、证件号或私下的备注，没有什么可忘的。请看看编号对不对。");
    is_good = false;
  }
  if (!is_good)
    g_clear_pointer (&changes, xp_changes_free);
  return changes;
}

XpAct *
xp_book_forget (XpBook *self, int64_t household_uid, const char *on_day, GError **error)
{
  assert_own_thread (self);
  if (!xp_book_check_writable (self, error) || !xp_book_exec (self, "BEGIN IMMEDIATE", error))
    return NULL;
  GArray *changes = forget_owners (self, household_uid, on_day, error);
  if (changes == NULL) {
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
    return NULL;
  }
  const XpVerb *verb = xp_verb_lookup (XP_VERB_FORGET);
  g_autofree char *subject = g_strdup_printf ("household [%" G_GINT64_FORMAT "]", household_uid);
  const XpActHead head = {verb, verb->name, subject, NULL, NULL, 0};
  XpAct *act = xp_book_write_act (self, &head, changes, error);
  xp_changes_free (changes);
  return act;
}

bool
xp_book_wipe (XpBook *self, GError **error)
{
  assert_own_thread (self);
  xp_book_drop_statements (self);
  if (!xp_book_rewrite (self, error))
    return false;
  const int code =
    sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  if (code == SQLITE_OK)
    return true;
  if (code != SQLITE_BUSY) {
    xp_sqlite_set_error (self->db, error);
    return false;
  }
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_LOCKED,
                       "还有别的窗口看着这份资料，磁盘上的旧内容暂时擦不掉。"
                       "请关掉别的窗口，再关掉这份资料，那时就擦干净了。");
  return false;
}

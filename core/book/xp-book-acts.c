/* xp-book-acts.c: the one door: a draft becomes an act: state rows, log and chain, or nothing. */
#include "xp-book-private.h"

#include "xp-guard.h"

#include <sodium.h>
#include <string.h>

/* ---- changes ---- */

static void
clear_change (XpChange *change)
{
  g_clear_pointer (&change->before, xp_record_unref);
  g_clear_pointer (&change->after, xp_record_unref);
}

void
xp_changes_free (GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    clear_change (&g_array_index (changes, XpChange, i));
  g_array_unref (changes);
}

static bool
is_same (const XpRecord *before, const XpRecord *after)
{
  if (before == NULL || after == NULL)
    return before == after;
  return xp_record_equal (before, after);
}

/* ---- secrets: the chain has a commitment, `secret` has value and salt ---- */

typedef struct {
  char commitment[65];
  guint8 salt[16];
} Commitment;

static void
commit_to (XpBook *self, const char *value, Commitment *out)
{
  crypto_hash_sha256_state state;
  guint8 hash[crypto_hash_sha256_BYTES];
  self->random->fill (out->salt, sizeof out->salt, self->random->user_data);
  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, out->salt, sizeof out->salt);
  crypto_hash_sha256_update (&state, (const guint8 *) value, strlen (value));
  crypto_hash_sha256_final (&state, hash);
  sodium_bin2hex (out->commitment, sizeof out->commitment, hash, sizeof hash);
}

static const char KEEP_SECRET[] = "INSERT INTO secret (commitment, kind, key, salt, value)"
                                  " VALUES (:commitment, :kind, :key, :salt, :value)";

static bool
keep_secret (XpBook *self,
             const Commitment *commitment,
             const char *kind,
             const char *key,
             const char *value,
             GError **error)
{
  g_autoptr (XpBorrowedStmt) insert = xp_book_borrow (self, KEEP_SECRET, error);
  if (insert == NULL)
    return false;
  xp_stmt_bind_text (insert, ":commitment", commitment->commitment);
  xp_stmt_bind_text (insert, ":kind", kind);
  xp_stmt_bind_text (insert, ":key", key);
  xp_stmt_bind_bytes (insert, ":salt", commitment->salt, sizeof commitment->salt);
  xp_stmt_bind_text (insert, ":value", value);
  return xp_stmt_run (insert, error);
}

static bool
is_value_kept (XpBook *self, const XpRecord *before, size_t column, const char *value)
{
  const char *commitment = before != NULL ? xp_record_get_text_at (before, column) : NULL;
  g_autofree char *kept = commitment != NULL ? xp_book_dup_secret (self, commitment, NULL) : NULL;
  return g_strcmp0 (kept, value) == 0;
}

/* Values that were handed over become commitments; a value that is there already stays one. */
static bool
settle_secrets (
  XpBook *self, const XpRecord *before, XpRecord *after, const char *key, GError **error)
{
  const XpKindInfo *info = xp_kind_get_info (xp_record_get_kind (after));
  for (size_t i = info->n_key; i < info->n_columns; i++) {
    if (!xp_record_has_secret_at (after, i))
      continue;
    g_autofree char *value = g_strdup (xp_record_get_secret_at (after, i));
    if (value == NULL) {
      xp_record_set_null_at (after, i);
    } else if (is_value_kept (self, before, i, value)) {
      g_autofree char *commitment = g_strdup (xp_record_get_text_at (before, i));
      xp_record_set_text_at (after, i, commitment);
    } else {
      Commitment commitment;
      commit_to (self, value, &commitment);
      if (!keep_secret (self, &commitment, info->name, key, value, error))
        return false;
      xp_record_set_text_at (after, i, commitment.commitment);
    }
  }
  return true;
}

/* ---- session ---- */

static const char INSERT_SESSION[] = "INSERT INTO session (id, who, device, since, program)"
                                     " VALUES (:id, :who, :device, :since, :program)";

static bool
begin_session (XpBook *self, GError **error)
{
  if (self->session_no > 0)
    return true;
  g_autoptr (XpBorrowedStmt) insert = xp_book_borrow (self, INSERT_SESSION, error);
  if (insert == NULL)
    return false;
  xp_stmt_bind_bytes (insert, ":id", self->session_id, sizeof self->session_id);
  xp_stmt_bind_text (insert, ":who", self->who);
  xp_stmt_bind_text (insert, ":device", self->device);
  xp_stmt_bind_int (insert, ":since", self->session_since_ms);
  xp_stmt_bind_text (insert, ":program", self->program);
  if (!xp_stmt_run (insert, error))
    return false;
  self->session_no = sqlite3_last_insert_rowid (self->db);
  self->n_in_session = 0;
  return true;
}

/* ---- log and chain ---- */

static const char INSERT_ACT[] =
  "INSERT INTO act (session_no, n, at, verb, subject, reason_secret, witness, undoes_act, hash)"
  " VALUES (:session, :n, :at, :verb, :subject, :reason, :witness, :undoes, zeroblob (32))";

static const char INSERT_CHANGE[] = "INSERT INTO change (act_no, n, kind, key, before, after)"
                                    " VALUES (:act, :n, :kind, :key, :before, :after)";

static const char SET_HASH[] = "UPDATE act SET hash = :hash WHERE act_no = :act";

static const char LAST_HASH[] =
  "SELECT hash FROM act WHERE line_no = 1 AND act_no < :act ORDER BY act_no DESC LIMIT 1";

static int64_t
insert_act (
  XpBook *self, const XpActHead *head, const char *reason_secret, int64_t at_ms, GError **error)
{
  g_autoptr (XpBorrowedStmt) insert = xp_book_borrow (self, INSERT_ACT, error);
  if (insert == NULL)
    return 0;
  xp_stmt_bind_int (insert, ":session", self->session_no);
  xp_stmt_bind_int (insert, ":n", self->n_in_session + 1);
  xp_stmt_bind_int (insert, ":at", at_ms);
  xp_stmt_bind_text (insert, ":verb", head->verb_name);
  xp_stmt_bind_text (insert, ":subject", head->subject);
  xp_stmt_bind_text (insert, ":reason", reason_secret);
  xp_stmt_bind_text (insert, ":witness", head->witness);
  if (head->undoes_act > 0)
    xp_stmt_bind_int (insert, ":undoes", head->undoes_act);
  return xp_stmt_run (insert, error) ? sqlite3_last_insert_rowid (self->db) : 0;
}

static bool
insert_changes (XpBook *self, int64_t act_no, const GArray *changes, GError **error)
{
  g_autoptr (XpBorrowedStmt) insert = xp_book_borrow (self, INSERT_CHANGE, error);
  for (guint i = 0; insert != NULL && i < changes->len; i++) {
    const XpChange *change = &g_array_index (changes, XpChange, i);
    const bool is_both = change->before != NULL && change->after != NULL;
    g_autofree char *key =
      xp_record_dup_key (change->after != NULL ? change->after : change->before);
    g_autofree char *before = xp_change_to_text (change->before, is_both ? change->after : NULL);
    g_autofree char *after = xp_change_to_text (change->after, is_both ? change->before : NULL);
    xp_stmt_bind_int (insert, ":act", act_no);
    xp_stmt_bind_int (insert, ":n", (int64_t) i + 1);
    xp_stmt_bind_text (insert, ":kind", xp_kind_get_info (change->kind)->name);
    xp_stmt_bind_text (insert, ":key", key);
    xp_stmt_bind_text (insert, ":before", before);
    xp_stmt_bind_text (insert, ":after", after);
    if (!xp_stmt_run (insert, error))
      return false;
  }
  return insert != NULL;
}

static bool
chain_act (XpBook *self, int64_t act_no, GError **error)
{
  guint8 previous[32], hash[32];
  size_t n_previous = 0;
  g_autoptr (XpBorrowedStmt) last = xp_book_borrow (self, LAST_HASH, error);
  g_autoptr (XpBorrowedStmt) set = last != NULL ? xp_book_borrow (self, SET_HASH, error) : NULL;
  if (set == NULL)
    return false;

  xp_stmt_bind_int (last, ":act", act_no);
  if (xp_stmt_next (last, error)) {
    const void *bytes = xp_stmt_get_bytes (last, 0, &n_previous);
    n_previous = MIN (n_previous, sizeof previous);
    memcpy (previous, bytes, n_previous);
  } else if (!xp_stmt_is_done (last)) {
    return false;
  }
  xp_stmt_reset (last);
  if (!xp_book_hash_act (self, act_no, previous, n_previous, hash, error))
    return false;
  xp_stmt_bind_bytes (set, ":hash", hash, sizeof hash);
  xp_stmt_bind_int (set, ":act", act_no);
  return xp_stmt_run (set, error);
}

/* ---- forms ---- */

static XpRubric *
find_rubric (XpBook *self, const char *id, int64_t version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s\t%" G_GINT64_FORMAT, id, version);
  XpRubric *known = g_hash_table_lookup (self->rubrics, name);
  if (known != NULL || self->hooks.read_rubric == NULL)
    return known;

  g_autoptr (XpRecord) named = xp_record_new (XP_KIND_RUBRIC);
  xp_record_set_text (named, "id", id);
  xp_record_set_int (named, "version", version);
  g_autofree char *key = xp_record_dup_key (named);
  g_autoptr (XpRecord) record = xp_book_lookup (self, XP_KIND_RUBRIC, key, error);
  if (record == NULL)
    return NULL;
  XpRubric *rubric = self->hooks.read_rubric (xp_record_get_text (record, "text"), NULL);
  if (rubric != NULL)
    g_hash_table_insert (self->rubrics, g_steal_pointer (&name), rubric);
  return rubric;
}

/* Of a round or a year. */
static XpRubric *
find_rubric_of (XpBook *self, XpKind kind, int64_t number, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", number);
  g_autoptr (XpRecord) record = xp_book_lookup (self, kind, key, error);
  return record != NULL ? find_rubric (self,
                                       xp_record_get_text (record, "rubric_id"),
                                       xp_record_get_int (record, "rubric_version"),
                                       error)
                        : NULL;
}

XpRubric *
xp_book_get_rubric_of_round (XpBook *self, int64_t round_uid)
{
  return find_rubric_of (self, XP_KIND_ROUND, round_uid, NULL);
}

XpRubric *
xp_book_get_rubric_of_year (XpBook *self, int64_t year)
{
  return find_rubric_of (self, XP_KIND_LEDGER_YEAR, year, NULL);
}

/* ---- the guard's view: the transaction as it stands ---- */

/* A guard that cannot see must not judge: a record that the disk did not give is not “gone”. */
typedef struct {
  XpBook *book;
  GError *failure; /* the first */
  /* Key → XpRecord or NULL. Nothing is written while the guard looks, and every mark of a sheet
   * asks for the same. */
  GHashTable *known[XP_N_KINDS];
  GPtrArray *rota; /* of @rota_round; NULL: nobody asked yet */
  int64_t rota_round;
} Sight;

static GError **
keep_first (Sight *sight)
{
  return sight->failure == NULL ? &sight->failure : NULL;
}

static void
unref_known (gpointer record)
{
  if (record != NULL)
    xp_record_unref (record);
}

static const bool IS_ASKED_AGAIN[XP_N_KINDS] = {
  [XP_KIND_ROUND] = true,
  [XP_KIND_JUDGE] = true,
  [XP_KIND_ENTRANT] = true,
  [XP_KIND_RECUSAL] = true,
  [XP_KIND_HOUSEHOLD] = true,
  [XP_KIND_PERSON] = true,
  [XP_KIND_ROTA] = true,
};

static void
clear_sight (Sight *sight)
{
  for (size_t i = 0; i < XP_N_KINDS; i++)
    g_clear_pointer (&sight->known[i], g_hash_table_unref);
  g_clear_pointer (&sight->rota, g_ptr_array_unref);
}

static XpRecord *
view_lookup (gpointer data, XpKind kind, const char *key)
{
  Sight *sight = data;
  gpointer record = NULL;
  if (!IS_ASKED_AGAIN[kind])
    return xp_book_lookup (sight->book, kind, key, keep_first (sight));
  if (sight->known[kind] == NULL)
    sight->known[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_known);
  if (!g_hash_table_lookup_extended (sight->known[kind], key, NULL, &record)) {
    record = xp_book_lookup (sight->book, kind, key, keep_first (sight));
    g_hash_table_insert (sight->known[kind], g_strdup (key), record);
  }
  return record != NULL ? xp_record_ref (record) : NULL;
}

static bool
view_is_referred (gpointer data, const XpRecord *record, XpKind by)
{
  Sight *sight = data;
  const XpKind kind = xp_record_get_kind (record);
  const XpKindInfo *own = xp_kind_get_info (kind);
  const XpKindInfo *other = xp_kind_get_info (by);
  for (size_t i = 0; i < other->n_references; i++) {
    const XpReference *reference = &other->references[i];
    if (reference->to != kind)
      continue;
    g_autofree char *sql = reference->columns[1] == NULL
                             ? g_strdup_printf ("SELECT 1 FROM %s WHERE %s = ? LIMIT 1",
                                                other->name,
                                                reference->columns[0])
                             : g_strdup_printf ("SELECT 1 FROM %s WHERE %s = ? AND %s = ? LIMIT 1",
                                                other->name,
                                                reference->columns[0],
                                                reference->columns[1]);
    g_autoptr (XpBorrowedStmt) select = xp_book_borrow (sight->book, sql, keep_first (sight));
    for (size_t k = 0; select != NULL && k < XP_MOST_REFERRING && reference->columns[k] != NULL;
         k++) {
      if (own->columns[k].type == XP_COLUMN_INT)
        xp_stmt_bind_int_at (select, (int) k + 1, xp_record_get_int_at (record, k));
      else
        xp_stmt_bind_text_at (select, (int) k + 1, xp_record_get_text_at (record, k));
    }
    if (select != NULL && xp_stmt_next (select, keep_first (sight)))
      return true;
  }
  return false;
}

static GPtrArray *
list_now (Sight *sight, XpKind kind, const char *column, int64_t value)
{
  GPtrArray *records = xp_book_list (sight->book, kind, column, value, keep_first (sight));
  return records != NULL ? records
                         : g_ptr_array_new_with_free_func ((GDestroyNotify) xp_record_unref);
}

/* Every mark asks for the rota of its round. */
static GPtrArray *
view_list (gpointer data, XpKind kind, const char *column, int64_t value)
{
  Sight *sight = data;
  if (kind != XP_KIND_ROTA || strcmp (column, "round_uid") != 0)
    return list_now (sight, kind, column, value);
  if (sight->rota == NULL || sight->rota_round != value) {
    g_clear_pointer (&sight->rota, g_ptr_array_unref);
    sight->rota = list_now (sight, kind, column, value);
    sight->rota_round = value;
  }
  return g_ptr_array_ref (sight->rota);
}

static XpRubric *
view_get_rubric (gpointer data, int64_t round_uid)
{
  Sight *sight = data;
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", round_uid);
  g_autoptr (XpRecord) round = view_lookup (sight, XP_KIND_ROUND, key);
  return round != NULL ? find_rubric (sight->book,
                                      xp_record_get_text (round, "rubric_id"),
                                      xp_record_get_int (round, "rubric_version"),
                                      keep_first (sight))
                       : NULL;
}

static XpRubric *
view_get_rubric_of_year (gpointer data, int64_t year)
{
  Sight *sight = data;
  return find_rubric_of (sight->book, XP_KIND_LEDGER_YEAR, year, keep_first (sight));
}

static bool
view_count_redeemable (gpointer data, int64_t year, int64_t household_uid, int64_t *out_hundredths)
{
  Sight *sight = data;
  return sight->book->hooks.count_redeemable != NULL &&
         sight->book->hooks.count_redeemable (sight->book,
                                              year,
                                              household_uid,
                                              out_hundredths,
                                              keep_first (sight));
}

static const char COUNT_HOUSEHOLDS[] =
  "SELECT count (*) FROM household WHERE number = :number AND state <> 'closed'";

static int
view_count_households (gpointer data, int64_t number)
{
  Sight *sight = data;
  g_autoptr (XpBorrowedStmt) select =
    xp_book_borrow (sight->book, COUNT_HOUSEHOLDS, keep_first (sight));
  if (select == NULL)
    return 0;
  xp_stmt_bind_int (select, ":number", number);
  return xp_stmt_next (select, keep_first (sight)) ? (int) xp_stmt_get_int (select, 0) : 0;
}

/* ---- one transaction ---- */

static bool
write_rows (XpBook *self, const GArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++) {
    const XpChange *change = &g_array_index (changes, XpChange, i);
    const bool is_written = change->after != NULL
                              ? xp_book_write_record (self, change->after, error)
                              : xp_book_remove_record (self, change->before, error);
    if (!is_written)
      return false;
  }
  return true;
}

static bool
write_log (XpBook *self,
           const XpActHead *head,
           const GArray *changes,
           int64_t at_ms,
           int64_t *out_act_no,
           GError **error)
{
  Commitment reason;
  const bool has_reason = head->reason != NULL && head->reason[0] != '\0';
  if (has_reason) {
    commit_to (self, head->reason, &reason);
    if (!keep_secret (self, &reason, "act", head->verb_name, head->reason, error))
      return false;
  }
  *out_act_no = insert_act (self, head, has_reason ? reason.commitment : NULL, at_ms, error);
  return *out_act_no > 0 && insert_changes (self, *out_act_no, changes, error) &&
         chain_act (self, *out_act_no, error);
}

static void
roll_back (XpBook *self, int64_t session_no, int64_t n_in_session)
{
  if (self->db != NULL && !sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  self->session_no = session_no;
  self->n_in_session = n_in_session;
}

/* A COMMIT that failed is not always “not saved”: the act may be in the journal all the same. The
 * connection is opened afresh and the head tells which of the two it was. */
static bool
commit (XpBook *self, int64_t act_no, GError **error)
{
  g_autoptr (GError) failure = NULL;
  guint8 written[32];
  bool holds = false;
  if (!xp_book_get_head (self, written, error))
    return false;
  if (xp_book_exec (self, "COMMIT", &failure))
    return true;

  g_debug ("act %" G_GINT64_FORMAT " failed to commit", act_no);
  if (!xp_book_reopen (self, written, &holds, error))
    return false;
  if (!holds)
    g_propagate_error (error, g_steal_pointer (&failure));
  return holds;
}

static bool
check_guards (XpBook *self, const XpVerb *verb, const GArray *changes, GError **error)
{
  Sight sight = {.book = self};
  const XpGuardView view = {&sight,
                            view_lookup,
                            view_list,
                            view_is_referred,
                            view_get_rubric,
                            view_count_households,
                            view_get_rubric_of_year,
                            view_count_redeemable};
  const XpChange *all = (const XpChange *) (gpointer) changes->data;
  g_autoptr (GError) refusal = NULL;
  const bool may_stand = xp_guard_check (&view, verb, all, changes->len, &refusal);
  clear_sight (&sight);
  if (sight.failure == NULL && may_stand)
    return true;
  g_propagate_error (error, sight.failure != NULL ? sight.failure : g_steal_pointer (&refusal));
  return false;
}

XpAct *
xp_book_write_act (XpBook *self, const XpActHead *head, GArray *changes, GError **error)
{
  const int64_t session_no = self->session_no, n_in_session = self->n_in_session;
  const int64_t at_ms = xp_clock_now_ms (self->clock);
  int64_t act_no = 0;

  const XpChange *all = (const XpChange *) (gpointer) changes->data;
  const bool is_written =
    xp_book_check_lent (self, changes, error) &&
    xp_guard_check_itself (head->verb, all, changes->len, error) &&
    write_rows (self, changes, error) && check_guards (self, head->verb, changes, error) &&
    begin_session (self, error) && write_log (self, head, changes, at_ms, &act_no, error) &&
    commit (self, act_no, error);
  if (!is_written) {
    roll_back (self, session_no, n_in_session);
    return NULL;
  }
  self->n_in_session++;

  XpAct *act = xp_act_new (head->verb);
  act->act_no = act_no;
  act->at_ms = at_ms;
  act->undoes_act = head->undoes_act;
  act->n_changes = changes->len;
  act->changes = g_memdup2 (changes->data, changes->len * sizeof (XpChange));
  for (size_t i = 0; i < act->n_changes; i++) {
    if (act->changes[i].before != NULL)
      xp_record_ref (act->changes[i].before);
    if (act->changes[i].after != NULL)
      xp_record_ref (act->changes[i].after);
  }
  act->title = xp_book_describe_act (self, head->verb, act->changes, act->n_changes);
  return act;
}

/* Reads what holds and keeps what differs. */
static GArray *
find_changes (XpBook *self, XpDraft *draft, GError **error)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (XpChange));
  for (size_t i = 0; i < xp_draft_get_n_wishes (draft); i++) {
    const XpWish *wish = xp_draft_get_wish (draft, i);
    XpChange change = {.kind = wish->kind};
    g_autoptr (GError) failure = NULL;
    change.before = xp_book_lookup (self, wish->kind, wish->key, &failure);
    change.after = wish->after != NULL ? xp_record_copy (wish->after) : NULL;
    if (failure != NULL ||
        (change.after != NULL &&
         !settle_secrets (self, change.before, change.after, wish->key, &failure))) {
      g_propagate_error (error, g_steal_pointer (&failure));
      clear_change (&change);
      xp_changes_free (changes);
      return NULL;
    }
    if (is_same (change.before, change.after))
      clear_change (&change);
    else
      g_array_append_val (changes, change);
  }
  return changes;
}

bool
xp_book_check_writable (XpBook *self, GError **error)
{
  if (self->lock_fd >= 0)
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "资料是只看不改地打开的，没有记上。请重新打开再录。");
  return false;
}

XpAct *
xp_book_put (XpBook *self, XpDraft *draft, GError **error)
{
  assert_own_thread (self);
  const XpVerb *verb = xp_draft_get_verb (draft);
  if (!xp_book_check_writable (self, error))
    return NULL;
  if (verb->needs_reason && xp_draft_get_reason (draft) == NULL) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s要写明理由。请写上理由再来一次。",
                 verb->title);
    return NULL;
  }
  if (!xp_book_exec (self, "BEGIN IMMEDIATE", error))
    return NULL;

  GArray *changes = find_changes (self, draft, error);
  if (changes == NULL) {
    roll_back (self, self->session_no, self->n_in_session);
    return NULL;
  }
  XpAct *act = NULL;
  if (changes->len == 0) {
    roll_back (self, self->session_no, self->n_in_session);
    act = xp_act_new (verb);
    act->title = g_strdup (verb->title);
  } else {
    const XpActHead head = {verb,
                            verb->name,
                            xp_draft_get_subject (draft),
                            xp_draft_get_reason (draft),
                            xp_draft_get_witness (draft),
                            0};
    act = xp_book_write_act (self, &head, changes, error);
  }
  xp_changes_free (changes);
  return act;
}

#include "xp-book-merge-private.h"

#include <string.h>

/* ---- the other side's acts, unchanged, on lines of their own ---- */

/* Where a line of theirs goes on in this file. */
typedef struct {
  int64_t their_last; /* its last act so far, in their file */
  int64_t our_last;   /* the same act here; 0: not looked up yet */
  int64_t our_line;   /* that ends with it; 0: its next act begins a line */
} Continuation;

typedef struct {
  XpMergeSide *ours, *theirs;
  GHashTable *lines;                  /* their line_no → Continuation */
  GHashTable *tails;                  /* last act of a line of ours → its line_no */
  GHashTable *copied;                 /* their act_no → ours */
  int64_t their_session, our_session; /* the last that was looked up */
  int64_t n_lines;                    /* the highest number */
  int64_t act_no;                     /* here, of the act that passes; 0: known already */
} Copying;

static bool
load_tails (Copying *copying, GError **error)
{
  g_autoptr (XpStmt) select =
    xp_book_prepare (copying->ours->book,
                     "SELECT l.line_no, (SELECT max (act_no) FROM act a"
                     "                    WHERE a.line_no = l.line_no AND a.line_no > 1)"
                     " FROM line l",
                     error);
  while (select != NULL && xp_stmt_next (select, error)) {
    copying->n_lines = MAX (copying->n_lines, xp_stmt_get_int (select, 0));
    if (!xp_stmt_is_null (select, 1))
      g_hash_table_insert (copying->tails,
                           GSIZE_TO_POINTER ((gsize) xp_stmt_get_int (select, 1)),
                           GSIZE_TO_POINTER ((gsize) xp_stmt_get_int (select, 0)));
  }
  return select != NULL && xp_stmt_is_done (select);
}

static int64_t
find_here (Copying *copying, int64_t their_act, GError **error)
{
  const gpointer copied =
    g_hash_table_lookup (copying->copied, GSIZE_TO_POINTER ((gsize) their_act));
  return copied != NULL ? (int64_t) GPOINTER_TO_SIZE (copied)
                        : xp_merge_find_same_act (copying->theirs, copying->ours, their_act, error);
}

static const char BEFORE_ON_LINE[] =
  "SELECT coalesce ((SELECT max (act_no) FROM act WHERE line_no = :line AND act_no < :act),"
  "                 (SELECT fork_act FROM line WHERE line_no = :line))";

static Continuation *
get_continuation (Copying *copying, const XpMergeAct *act, GError **error)
{
  Continuation *on = g_hash_table_lookup (copying->lines, GSIZE_TO_POINTER ((gsize) act->line_no));
  if (on != NULL)
    return on;
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (copying->theirs->book, BEFORE_ON_LINE, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":line", act->line_no);
  xp_stmt_bind_int (select, ":act", act->act_no);
  if (!xp_stmt_next (select, error) || xp_stmt_is_null (select, 0)) {
    xp_merge_set_damaged (copying->theirs->book, error);
    return NULL;
  }
  on = g_new0 (Continuation, 1);
  on->their_last = xp_stmt_get_int (select, 0);
  g_hash_table_insert (copying->lines, GSIZE_TO_POINTER ((gsize) act->line_no), on);
  return on;
}

static const char INSERT_LINE[] = "INSERT INTO line (line_no, fork_act) VALUES (:line, :fork)";

static bool
find_line (Copying *copying, Continuation *on, GError **error)
{
  if (on->our_line > 0)
    return true;
  if (on->our_last == 0)
    on->our_last = find_here (copying, on->their_last, error);
  if (on->our_last == 0)
    return xp_merge_set_damaged (copying->theirs->book, error);
  const gpointer ended =
    g_hash_table_lookup (copying->tails, GSIZE_TO_POINTER ((gsize) on->our_last));
  if (ended != NULL) {
    on->our_line = (int64_t) GPOINTER_TO_SIZE (ended);
    g_hash_table_remove (copying->tails, GSIZE_TO_POINTER ((gsize) on->our_last));
    return true;
  }
  g_autoptr (XpBorrowedStmt) insert = xp_book_borrow (copying->ours->book, INSERT_LINE, error);
  if (insert == NULL)
    return false;
  on->our_line = ++copying->n_lines;
  xp_stmt_bind_int (insert, ":line", on->our_line);
  xp_stmt_bind_int (insert, ":fork", on->our_last);
  return xp_stmt_run (insert, error);
}

/* ---- sessions ---- */

static const char READ_SESSION[] =
  "SELECT id, who, device, since, program FROM session WHERE session_no = :session";
static const char TAKE_SESSION[] = "INSERT INTO session (id, who, device, since, program)"
                                   " VALUES (:id, :who, :device, :since, :program)";

static int64_t
take_session (Copying *copying, XpStmt *session, GBytes *id, GError **error)
{
  XpBook *book = copying->ours->book;
  g_autoptr (XpBorrowedStmt) insert = xp_book_borrow (book, TAKE_SESSION, error);
  if (insert == NULL)
    return 0;
  gsize n_id = 0;
  const void *bytes = g_bytes_get_data (id, &n_id);
  xp_stmt_bind_bytes (insert, ":id", bytes, n_id);
  xp_stmt_bind_text (insert, ":who", xp_stmt_get_text (session, 1));
  xp_stmt_bind_text (insert, ":device", xp_stmt_get_text (session, 2));
  xp_stmt_bind_int (insert, ":since", xp_stmt_get_int (session, 3));
  xp_stmt_bind_text (insert, ":program", xp_stmt_get_text (session, 4));
  if (!xp_stmt_run (insert, error))
    return 0;
  XpMergeSpan *span = g_new0 (XpMergeSpan, 1);
  span->session_no = sqlite3_last_insert_rowid (book->db);
  g_hash_table_insert (copying->ours->sessions, g_bytes_ref (id), span);
  return span->session_no;
}

/* Here, of a session of theirs; taken where it is new. 0 with an error. */
static int64_t
find_session (Copying *copying, int64_t their_session, GError **error)
{
  g_autoptr (XpBorrowedStmt) session = xp_book_borrow (copying->theirs->book, READ_SESSION, error);
  if (session == NULL)
    return 0;
  xp_stmt_bind_int (session, ":session", their_session);
  if (!xp_stmt_next (session, error)) {
    xp_merge_set_damaged (copying->theirs->book, error);
    return 0;
  }
  size_t n_id = 0;
  const void *bytes = xp_stmt_get_bytes (session, 0, &n_id);
  g_autoptr (GBytes) id = g_bytes_new (bytes, n_id);
  const XpMergeSpan *span = g_hash_table_lookup (copying->ours->sessions, id);
  return span != NULL ? span->session_no : take_session (copying, session, id, error);
}

/* ---- acts ---- */

static const char TAKE_ACT[] =
  "INSERT INTO act (line_no, session_no, n, at, verb, subject, reason_secret, witness, undoes_act,"
  " hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, :hash)";
static const char TAKE_CHANGE[] = "INSERT INTO change (act_no, n, kind, key, before, after)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

static bool
take_act (Copying *copying, const Continuation *on, const XpMergeAct *act, GError **error)
{
  XpBook *book = copying->ours->book;
  if (copying->their_session != act->session_no) {
    copying->our_session = find_session (copying, act->session_no, error);
    copying->their_session = act->session_no;
  }
  const int64_t session_no = copying->our_session;
  const int64_t undoes =
    session_no > 0 && act->undoes_act > 0 ? find_here (copying, act->undoes_act, error) : 0;
  g_autoptr (XpBorrowedStmt) insert =
    session_no > 0 ? xp_book_borrow (book, TAKE_ACT, error) : NULL;
  if (insert == NULL)
    return false;
  if (act->undoes_act > 0 && undoes == 0)
    return xp_merge_set_damaged (copying->theirs->book, error);
  xp_stmt_bind_int_at (insert, 1, on->our_line);
  xp_stmt_bind_int_at (insert, 2, session_no);
  xp_stmt_bind_int_at (insert, 3, act->n);
  xp_stmt_bind_int_at (insert, 4, act->at_ms);
  xp_stmt_bind_text_at (insert, 5, act->verb);
  xp_stmt_bind_text_at (insert, 6, act->subject);
  xp_stmt_bind_text_at (insert, 7, act->reason_secret);
  xp_stmt_bind_text_at (insert, 8, act->witness);
  if (undoes > 0)
    xp_stmt_bind_int_at (insert, 9, undoes);
  xp_stmt_bind_bytes (insert, ":hash", act->hash, 32);
  if (!xp_stmt_run (insert, error))
    return false;
  copying->act_no = sqlite3_last_insert_rowid (book->db);
  return true;
}

static bool
act_passes (gpointer data, const XpMergeAct *act, GError **error)
{
  Copying *copying = data;
  Continuation *on = get_continuation (copying, act, error);
  copying->act_no = 0;
  if (on == NULL)
    return false;
  if (xp_merge_side_knows (copying->theirs, act->session_no, act->n)) {
    *on = (Continuation){.their_last = act->act_no};
    return true;
  }
  if (!find_line (copying, on, error) || !take_act (copying, on, act, error))
    return false;
  g_hash_table_insert (copying->copied,
                       GSIZE_TO_POINTER ((gsize) act->act_no),
                       GSIZE_TO_POINTER ((gsize) copying->act_no));
  on->their_last = act->act_no;
  on->our_last = copying->act_no;
  return true;
}

static bool
change_passes (gpointer data, const XpMergeAct *act, const XpMergeChange *change, GError **error)
{
  Copying *copying = data;
  if (copying->act_no == 0)
    return true;
  g_autoptr (XpBorrowedStmt) insert = xp_book_borrow (copying->ours->book, TAKE_CHANGE, error);
  if (insert == NULL)
    return false;
  xp_stmt_bind_int_at (insert, 1, copying->act_no);
  xp_stmt_bind_int_at (insert, 2, change->n);
  xp_stmt_bind_text_at (insert, 3, change->kind);
  xp_stmt_bind_text_at (insert, 4, change->key);
  xp_stmt_bind_text_at (insert, 5, change->before);
  xp_stmt_bind_text_at (insert, 6, change->after);
  return xp_stmt_run (insert, error);
}

/* A line of ours that a known act of theirs ends may have got its next act just now: tails that
 * were used are gone, those of lines begun here never come into question. */
static bool
copy_acts (XpMergeSide *ours,
           XpMergeSide *theirs,
           int64_t first,
           XpProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GHashTable) lines = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) tails = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) copied = g_hash_table_new (NULL, NULL);
  Copying copying = {.ours = ours,
                     .theirs = theirs,
                     .lines = lines,
                     .tails = tails,
                     .copied = copied,
                     .n_lines = 1};
  return load_tails (&copying, error) && xp_merge_walk (theirs->book,
                                                        first,
                                                        act_passes,
                                                        change_passes,
                                                        &copying,
                                                        progress,
                                                        cancellable,
                                                        error);
}

/* ---- the act of this book ---- */

static void
add_change (GArray *changes, XpKind kind, XpRecord *before, XpRecord *after)
{
  const XpChange change = {kind,
                           before != NULL ? xp_record_ref (before) : NULL,
                           after != NULL ? xp_record_ref (after) : NULL};
  g_array_append_val (changes, change);
}

static GArray *
list_changes (const XpMergePlan *plan, const XpMergeChoice *choices)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (XpChange));
  for (guint i = 0; i < plan->changes->len; i++) {
    const XpChange *change = &g_array_index (plan->changes, XpChange, i);
    add_change (changes, change->kind, change->before, change->after);
  }
  for (guint i = 0; i < plan->conflicts->len; i++) {
    const XpMergeConflict *conflict = plan->conflicts->pdata[i];
    if (choices[i] == XP_MERGE_THEIRS)
      add_change (changes, conflict->kind, conflict->ours, conflict->theirs);
  }
  return changes;
}

/* “head 〈hex〉”: what was taken, so that the chain binds it; then what was decided or put
 * together, each on a line: that is this act's own word, all else is the other's. */
static char *
write_subject (const XpMergePlan *plan)
{
  GString *subject = g_string_new ("head ");
  for (size_t i = 0; i < sizeof plan->their_head; i++)
    g_string_append_printf (subject, "%02x", plan->their_head[i]);
  for (guint i = 0; i < plan->settled->len; i++)
    g_string_append_printf (subject, "\n%s", (const char *) plan->settled->pdata[i]);
  for (guint i = 0; i < plan->conflicts->len; i++) {
    const XpMergeConflict *conflict = plan->conflicts->pdata[i];
    g_string_append_printf (subject,
                            "\n%s %s",
                            xp_kind_get_info (conflict->kind)->name,
                            conflict->key);
  }
  return g_string_free (subject, FALSE);
}

static bool
check_decided (const XpMergePlan *plan, const XpMergeChoice *choices, GError **error)
{
  guint n_open = 0;
  for (guint i = 0; i < plan->conflicts->len; i++)
    n_open += choices == NULL || choices[i] == XP_MERGE_UNDECIDED;
  if (n_open == 0)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "还有%u处两边不一样，没有定用哪边的。请一处一处定好，再合并。",
               n_open);
  return false;
}

static bool
check_unchanged (XpBook *self, XpBook *other, const XpMergePlan *plan, GError **error)
{
  guint8 ours[32], theirs[32];
  if (!xp_book_get_head (self, ours, error) || !xp_book_get_head (other, theirs, error))
    return false;
  if (memcmp (ours, plan->our_head, sizeof ours) == 0 &&
      memcmp (theirs, plan->their_head, sizeof theirs) == 0)
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "看过以后资料又有了改动，没有合并。请重新选一次那份资料，再看一遍。");
  return false;
}

static bool
refuse_reader (XpBook *self, GError **error)
{
  if (self->lock_fd >= 0)
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "资料是只看不改地打开的，不能合并。请重新打开。");
  return false;
}

static XpAct *
write_merge (XpMergeSide *ours,
             XpMergeSide *theirs,
             const XpMergePlan *plan,
             const XpMergeChoice *choices,
             XpProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  size_t n_left = 0;
  XpBook *self = ours->book;
  if (!xp_book_exec (self, "BEGIN IMMEDIATE", error))
    return NULL;
  XpAct *act = NULL;
  /* Secrets first: who forgot what is asked of the sides as they were. */
  if (xp_merge_take_secrets (ours, theirs, &n_left, error) &&
      copy_acts (ours, theirs, plan->first_unknown, progress, cancellable, error)) {
    const XpVerb *verb = xp_verb_lookup (XP_VERB_MERGE);
    g_autofree char *subject = write_subject (plan);
    const XpActHead head = {verb, verb->name, subject, NULL, NULL, 0};
    GArray *changes = list_changes (plan, choices);
    act = xp_book_write_act (self, &head, changes, error);
    xp_changes_free (changes);
  } else if (!sqlite3_get_autocommit (self->db)) {
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  }
  /* What was forgotten must not linger in free space. That it could not be written anew takes
   * nothing back. */
  if (act != NULL && n_left > 0 && xp_book_rewrite (self, NULL))
    sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return act;
}

XpAct *
xp_book_merge (XpBook *self,
               XpBook *other,
               const XpMergePlan *plan,
               const XpMergeChoice *choices,
               XpProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  assert_own_thread (self);
  if (!refuse_reader (self, error) || !check_decided (plan, choices, error) ||
      !check_unchanged (self, other, plan, error))
    return NULL;
  if (plan->n_acts == 0 && plan->n_decisions == 0 && plan->changes->len == 0 &&
      plan->conflicts->len == 0) {
    XpAct *none = xp_act_new (xp_verb_lookup (XP_VERB_MERGE));
    none->title = g_strdup (none->verb->title);
    return none;
  }
  XpMergeSide ours = {0}, theirs = {0};
  XpAct *act = xp_merge_sides_load (&ours, &theirs, self, other, error)
                 ? write_merge (&ours, &theirs, plan, choices, progress, cancellable, error)
                 : NULL;
  xp_merge_end_reading (other);
  xp_merge_side_clear (&ours);
  xp_merge_side_clear (&theirs);
  return act;
}

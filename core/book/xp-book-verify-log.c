/* xp-book-verify-log.c: the log from its first act to its last: is the chain unbroken, does each
 * act follow from the one before it, do the stored results come out again? */
#include "xp-book-verify-private.h"

#include <sodium.h>
#include <string.h>

/* Behind the columns of the chain: 13 act_no, 14 line_no, 15 session_no, 16 hash. */
static const char ALL_ACTS[] =
  "SELECT " XP_CHAIN_ACT_COLUMNS ", a.act_no, a.line_no, a.session_no, a.hash FROM " XP_CHAIN_ACTS
  " ORDER BY a.act_no";

/* 5 act_no */
static const char ALL_CHANGES[] =
  "SELECT " XP_CHAIN_CHANGE_COLUMNS ", act_no FROM change ORDER BY act_no, n";

/* How far a line is. */
typedef struct {
  guint8 hash[32];
  size_t n_hash; /* 0 before the first act of line 1 */
  int64_t at_ms; /* of its last act; 0 none */
  bool has_acts;
} Line;

typedef struct {
  XpVerifying *verifying;
  XpStmt *act, *change;
  bool has_change;      /* @change stands on a row that is not taken yet */
  GHashTable *lines;    /* line_no → Line */
  GHashTable *sessions; /* session_no → how many of its acts went by */
  GByteArray *fields;   /* of the act's hash */
  GPtrArray *results;   /* keys of results that the act stored; of char * */
} LogCheck;

/* What no table of ours allows may stand in a file that another program made. */
static const char *
text_of (XpStmt *stmt, int column)
{
  const char *text = xp_stmt_get_text (stmt, column);
  return text != NULL ? text : "";
}

/* ---- names ---- */

static const char HEAD_OF_ACT[] =
  "SELECT s.who, a.at, a.verb FROM act a LEFT JOIN session s ON s.session_no = a.session_no"
  " WHERE a.act_no = :act";

char *
xp_verify_name_act (XpVerifying *self, int64_t act_no)
{
  g_autoptr (XpBorrowedStmt) head = xp_book_borrow (self->book, HEAD_OF_ACT, NULL);
  if (head == NULL)
    return g_strdup_printf ("第%" G_GINT64_FORMAT "次改动", act_no);
  xp_stmt_bind_int (head, ":act", act_no);
  if (!xp_stmt_next (head, NULL))
    return g_strdup_printf ("第%" G_GINT64_FORMAT "次改动", act_no);
  const char *who = text_of (head, 0);
  const XpVerb *verb = xp_verb_lookup (text_of (head, 2));
  g_autofree char *when = xp_book_tell_moment (xp_stmt_get_int (head, 1));
  return g_strdup_printf ("第%" G_GINT64_FORMAT "次改动（%s，%s，%s）",
                          act_no,
                          who[0] != '\0' ? who : "没有留名",
                          when,
                          verb != NULL ? verb->title : "不认得的一种");
}

static void G_GNUC_PRINTF (2, 3) add_fault (LogCheck *self, const char *format, ...)
{
  const int64_t act_no = xp_stmt_get_int (self->act, 13);
  const XpFaultPlace place = {act_no, xp_stmt_get_int (self->act, 6), XP_N_KINDS, NULL};
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *name =
    xp_verify_is_full (self->verifying) ? NULL : xp_verify_name_act (self->verifying, act_no);
  xp_verify_add (self->verifying, &place, "%s%s", name, what);
}

/* ---- lines ---- */

static const char ALL_LINES[] = "SELECT l.line_no, l.fork_act, a.hash, a.at FROM line l"
                                " LEFT JOIN act a ON a.act_no = l.fork_act ORDER BY l.line_no";

static bool
read_lines (LogCheck *self, GError **error)
{
  g_autoptr (XpStmt) lines = xp_book_prepare (self->verifying->book, ALL_LINES, error);
  while (lines != NULL && xp_stmt_next (lines, error)) {
    Line *line = g_new0 (Line, 1);
    const int64_t line_no = xp_stmt_get_int (lines, 0);
    size_t n = 0;
    const void *hash = xp_stmt_get_bytes (lines, 2, &n);
    if (n == sizeof line->hash) {
      memcpy (line->hash, hash, n);
      line->n_hash = n;
      line->at_ms = xp_stmt_get_int (lines, 3);
    }
    if ((line_no == 1) != xp_stmt_is_null (lines, 1) || (line_no > 1 && n != sizeof line->hash))
      xp_verify_add (self->verifying,
                     NULL,
                     "合并进来的第%" G_GINT64_FORMAT
                     "份修改记录不知道从哪里接上，被别的程序改过。请用备份核对。",
                     line_no);
    g_hash_table_insert (self->lines, g_memdup2 (&line_no, sizeof line_no), line);
  }
  return lines != NULL && xp_stmt_is_done (lines);
}

static void
check_lines_are_used (LogCheck *self)
{
  GHashTableIter iter;
  gpointer line_no = NULL, line = NULL;
  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, &line_no, &line))
    if (*(int64_t *) line_no > 1 && !((Line *) line)->has_acts)
      xp_verify_add (self->verifying,
                     NULL,
                     "合并进来的第%" G_GINT64_FORMAT
                     "份修改记录里一次改动也没有，被别的程序改过。请用备份核对。",
                     *(int64_t *) line_no);
}

/* ---- sessions: each of their acts once, from the first on ---- */

static bool
check_session (LogCheck *self)
{
  const int64_t session_no = xp_stmt_get_int (self->act, 15);
  int64_t *n = g_hash_table_lookup (self->sessions, &session_no);
  if (n == NULL) {
    n = g_new0 (int64_t, 1);
    g_hash_table_insert (self->sessions, g_memdup2 (&session_no, sizeof session_no), n);
  }
  const bool is_next = xp_stmt_get_int (self->act, 5) == *n + 1;
  *n = xp_stmt_get_int (self->act, 5);
  return is_next && !xp_stmt_is_null (self->act, 0);
}

static const char SESSIONS[] = "SELECT session_no, who, since FROM session ORDER BY session_no";

static bool
check_sessions_are_used (LogCheck *self, GError **error)
{
  g_autoptr (XpStmt) sessions = xp_book_prepare (self->verifying->book, SESSIONS, error);
  while (sessions != NULL && xp_stmt_next (sessions, error)) {
    const int64_t session_no = xp_stmt_get_int (sessions, 0);
    if (g_hash_table_contains (self->sessions, &session_no))
      continue;
    const int64_t since_ms = xp_stmt_get_int (sessions, 2);
    const XpFaultPlace place = {0, since_ms, XP_N_KINDS, NULL};
    const char *who = text_of (sessions, 1);
    g_autofree char *when = xp_book_tell_moment (since_ms);
    xp_verify_add (self->verifying,
                   &place,
                   "%s %s 打开过资料，那时的改动却一次也没有：被别的程序拿走或改过。"
                   "请用备份核对。",
                   who[0] != '\0' ? who : "没有留名的人",
                   when);
  }
  return sessions != NULL && xp_stmt_is_done (sessions);
}

/* ---- stored results ---- */

static void
check_result (LogCheck *self, const XpRecord *result)
{
  XpVerifying *verifying = self->verifying;
  const char *text = xp_book_text_of (result, "text");
  const int64_t round_uid = xp_record_get_int (result, "round_uid");
  const int number = (int) xp_record_get_int (result, "result_no");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  verifying->report->n_results++;

  const bool is_as_stored = strcmp (sha256, xp_book_text_of (result, "sha256")) == 0;
  XpBook *replayed = is_as_stored && verifying->book->hooks.recompute_result != NULL
                       ? xp_replay_get_book (verifying->replay, true, NULL)
                       : NULL;
  g_autofree char *again =
    replayed != NULL ? verifying->book->hooks.recompute_result (replayed, round_uid, number, NULL)
                     : NULL;
  if (is_as_stored && (replayed == NULL || g_strcmp0 (again, text) == 0))
    return;

  g_autofree char *key = xp_record_dup_key (result);
  g_autofree char *name = xp_book_name_record (xp_verify_get_names (verifying), result);
  const XpFaultPlace place = {xp_stmt_get_int (self->act, 13),
                              xp_stmt_get_int (self->act, 6),
                              XP_KIND_RESULT,
                              key};
  xp_verify_add (verifying,
                 &place,
                 !is_as_stored ? "%s被改动过：内容和核对码对不上。请用备份核对。"
                 : verifying->report->n_problems > 0
                   ? "%s重算出来不一样：它前面的记录已经被动过。请用备份核对。"
                   : "%s没有被改动，但现在这一版程序重算出来不一样。请用当时的版本核对。",
                 name);
}

static void
check_results (LogCheck *self)
{
  for (guint i = 0; i < self->results->len; i++) {
    const XpImage *image =
      xp_replay_lookup (self->verifying->replay, XP_KIND_RESULT, self->results->pdata[i]);
    g_autoptr (XpRecord) result = xp_image_dup_record (image);
    if (result != NULL)
      check_result (self, result);
  }
  g_ptr_array_set_size (self->results, 0);
}

/* ---- acts ---- */

/* False: the change does not follow from what stood there. */
static bool
take_change (LogCheck *self, bool is_main)
{
  XpKind kind = XP_N_KINDS;
  const char *key = text_of (self->change, 2);
  const char *before = xp_stmt_get_text (self->change, 3);
  const char *after = xp_stmt_get_text (self->change, 4);
  xp_chain_add_change (self->fields, self->change);
  self->verifying->report->n_changes++;
  if (!xp_kind_from_name (text_of (self->change, 1), &kind))
    return false;
  xp_secrets_check_see_change (self->verifying->secrets,
                               xp_stmt_get_int (self->act, 13),
                               is_main,
                               text_of (self->act, 7),
                               kind,
                               key,
                               before,
                               after);
  if (!is_main)
    return true;
  /* What a merge took was computed on the other line, not as this one stands. */
  const bool is_merge = strcmp (text_of (self->act, 7), XP_VERB_MERGE) == 0;
  if (kind == XP_KIND_RESULT && after != NULL && !is_merge)
    g_ptr_array_add (self->results, g_strdup (key));
  return xp_replay_put (self->verifying->replay, kind, key, before, after);
}

static bool
next_change (LogCheck *self, GError **error)
{
  self->has_change = xp_stmt_next (self->change, error);
  return self->has_change || xp_stmt_is_done (self->change);
}

/* Changes whose act is not there. */
static bool
pass_orphans (LogCheck *self, int64_t act_no, GError **error)
{
  while (self->has_change && xp_stmt_get_int (self->change, 5) < act_no) {
    const int64_t lost = xp_stmt_get_int (self->change, 5);
    const XpFaultPlace place = {lost, 0, XP_N_KINDS, NULL};
    xp_verify_add (self->verifying,
                   &place,
                   "第%" G_GINT64_FORMAT
                   "次改动是谁、什么时候做的不见了，只剩改了什么。请用备份核对。",
                   lost);
    while (self->has_change && xp_stmt_get_int (self->change, 5) == lost)
      if (!next_change (self, error))
        return false;
  }
  return true;
}

static void
check_clock (LogCheck *self, Line *line)
{
  const int64_t at_ms = xp_stmt_get_int (self->act, 6);
  if (line->at_ms > at_ms) {
    g_autofree char *name = xp_verify_name_act (self->verifying, xp_stmt_get_int (self->act, 13));
    xp_verify_note (self->verifying,
                    "%s的时间比它前一次早：这台电脑的钟往回拨过。不是资料坏了。",
                    name);
  }
  line->at_ms = at_ms;
}

static bool
take_changes (LogCheck *self, bool is_main, bool *out_follows, GError **error)
{
  const int64_t act_no = xp_stmt_get_int (self->act, 13);
  size_t n = 0;
  if (!pass_orphans (self, act_no, error))
    return false;
  for (; self->has_change && xp_stmt_get_int (self->change, 5) == act_no; n++) {
    *out_follows &= take_change (self, is_main);
    if (!next_change (self, error))
      return false;
  }
  return xp_verify_go_on (self->verifying, n * XP_VERIFY_LOG_WEIGHT, error);
}

static bool
check_act (LogCheck *self, GError **error)
{
  const int64_t line_no = xp_stmt_get_int (self->act, 14);
  Line lost = {.n_hash = 0};
  Line *line = g_hash_table_lookup (self->lines, &line_no);
  const bool has_line = line != NULL;
  line = has_line ? line : &lost;
  guint8 hash[crypto_hash_sha256_BYTES];
  size_t n_stored = 0;
  bool follows = true;

  self->verifying->report->n_acts++;
  g_byte_array_set_size (self->fields, 0);
  g_byte_array_append (self->fields, line->hash, (guint) line->n_hash);
  xp_chain_add_act (self->fields, self->act);
  xp_secrets_check_see_act (self->verifying->secrets,
                            xp_stmt_get_int (self->act, 13),
                            text_of (self->act, 7),
                            xp_stmt_get_text (self->act, 8),
                            xp_stmt_get_text (self->act, 9));
  if (!take_changes (self, line_no == 1, &follows, error))
    return false;
  crypto_hash_sha256 (hash, self->fields->data, self->fields->len);
  const void *stored = xp_stmt_get_bytes (self->act, 16, &n_stored);
  const bool is_linked = n_stored == sizeof hash && memcmp (stored, hash, sizeof hash) == 0;
  const bool has_session = check_session (self);
  if (!is_linked || !has_line || !has_session)
    add_fault (self, "的记录对不上：从这里起修改记录被动过，或者少了。请用备份核对。");
  else if (!follows)
    add_fault (self, "接不上前面的记录。请用备份核对。");
  check_clock (self, line);
  /* What a merge took was computed on the other line, not as this one stands. */
  if (g_strcmp0 (text_of (self->act, 7), XP_VERB_MERGE) == 0)
    g_ptr_array_set_size (self->results, 0);
  check_results (self);
  /* What stands there is chained on, so that one fault is told once and not for all that follow. */
  if (n_stored == sizeof line->hash) {
    memcpy (line->hash, stored, sizeof line->hash);
    line->n_hash = sizeof line->hash;
  }
  line->has_acts = true;
  return true;
}

static bool
check_acts (LogCheck *self, GError **error)
{
  if (!next_change (self, error))
    return false;
  while (xp_stmt_next (self->act, error))
    if (!check_act (self, error))
      return false;
  return xp_stmt_is_done (self->act) && pass_orphans (self, G_MAXINT64, error);
}

bool
xp_verify_log (XpVerifying *self, GError **error)
{
  g_autoptr (XpStmt) act = xp_book_prepare (self->book, ALL_ACTS, error);
  g_autoptr (XpStmt) change = act != NULL ? xp_book_prepare (self->book, ALL_CHANGES, error) : NULL;
  if (change == NULL)
    return false;
  g_autoptr (GHashTable) lines =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) sessions =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GByteArray) fields = g_byte_array_new ();
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_free);
  LogCheck check = {.verifying = self,
                    .act = act,
                    .change = change,
                    .lines = lines,
                    .sessions = sessions,
                    .fields = fields,
                    .results = results};
  if (!read_lines (&check, error) || !check_acts (&check, error) ||
      !check_sessions_are_used (&check, error))
    return false;
  check_lines_are_used (&check);
  return true;
}

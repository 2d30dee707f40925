/* xp-book-merge-walk.c: all acts from one on, every line, checked link by link as they pass. */
#include "xp-book-merge-private.h"

#include <sodium.h>
#include <string.h>

static const char WALK_ACTS[] =
  "SELECT s.id, s.who, s.device, s.since, s.program,"
  "       a.n, a.at, a.verb, a.subject, a.reason_secret, a.witness, us.id, u.n,"
  "       a.act_no, a.line_no, a.session_no, a.undoes_act, a.hash"
  " FROM act a CROSS JOIN session s ON s.session_no = a.session_no"
  " LEFT JOIN act u ON u.act_no = a.undoes_act"
  " LEFT JOIN session us ON us.session_no = u.session_no"
  " WHERE a.act_no >= :first ORDER BY a.act_no";

static const char WALK_CHANGES[] = "SELECT n, kind, key, before, after, act_no FROM change"
                                   " WHERE act_no >= :first ORDER BY act_no, n";

/* The hash that the next act of a line is chained to: of its last act before @act_no, else of the
 * act it left its line at. */
static const char HASH_BEFORE[] =
  "SELECT hash FROM act WHERE line_no = :line AND act_no < :act ORDER BY act_no DESC LIMIT 1";
static const char HASH_OF_FORK[] =
  "SELECT a.hash FROM line l JOIN act a ON a.act_no = l.fork_act WHERE l.line_no = :line";

typedef struct {
  size_t n_previous;
  guint8 previous[32];
} LineEnd;

typedef struct {
  XpBook *book;
  XpStmt *acts, *changes;
  bool has_change;    /* the statement stands on one */
  GHashTable *ends;   /* line_no → LineEnd */
  GByteArray *fields; /* of the act being hashed */
} Walk;

static bool
read_hash (
  XpBook *book, const char *sql, int64_t line_no, int64_t before_act, LineEnd *end, GError **error)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (book, sql, error);
  if (select == NULL)
    return false;
  xp_stmt_bind_int (select, ":line", line_no);
  if (before_act > 0)
    xp_stmt_bind_int (select, ":act", before_act);
  if (!xp_stmt_next (select, error))
    return xp_stmt_is_done (select);
  size_t n = 0;
  const void *bytes = xp_stmt_get_bytes (select, 0, &n);
  end->n_previous = MIN (n, sizeof end->previous);
  memcpy (end->previous, bytes, end->n_previous);
  return true;
}

static LineEnd *
get_end (Walk *walk, int64_t line_no, int64_t act_no, GError **error)
{
  LineEnd *end = g_hash_table_lookup (walk->ends, GSIZE_TO_POINTER ((gsize) line_no));
  if (end != NULL)
    return end;
  end = g_new0 (LineEnd, 1);
  g_hash_table_insert (walk->ends, GSIZE_TO_POINTER ((gsize) line_no), end);
  if (!read_hash (walk->book, HASH_BEFORE, line_no, act_no, end, error) ||
      (end->n_previous == 0 && line_no > 1 &&
       !read_hash (walk->book, HASH_OF_FORK, line_no, 0, end, error)))
    return NULL;
  return end;
}

static bool
next_change (Walk *walk, GError **error)
{
  walk->has_change = xp_stmt_next (walk->changes, error);
  return walk->has_change || xp_stmt_is_done (walk->changes);
}

static bool
walk_changes (Walk *walk,
              const XpMergeAct *act,
              GByteArray *fields,
              XpMergeChangeFunc func,
              gpointer data,
              GError **error)
{
  while (walk->has_change && xp_stmt_get_int (walk->changes, 5) <= act->act_no) {
    const XpMergeChange change = {
      .n = xp_stmt_get_int (walk->changes, 0),
      .kind = xp_stmt_get_text (walk->changes, 1),
      .key = xp_stmt_get_text (walk->changes, 2),
      .before = xp_stmt_get_text (walk->changes, 3),
      .after = xp_stmt_get_text (walk->changes, 4),
    };
    xp_chain_add_change (fields, walk->changes);
    if ((func != NULL && !func (data, act, &change, error)) || !next_change (walk, error))
      return false;
  }
  return true;
}

static bool
walk_act (
  Walk *walk, XpMergeActFunc act_func, XpMergeChangeFunc change_func, gpointer data, GError **error)
{
  size_t n_hash = 0;
  XpMergeAct act = {
    .act_no = xp_stmt_get_int (walk->acts, 13),
    .line_no = xp_stmt_get_int (walk->acts, 14),
    .session_no = xp_stmt_get_int (walk->acts, 15),
    .n = xp_stmt_get_int (walk->acts, 5),
    .at_ms = xp_stmt_get_int (walk->acts, 6),
    .undoes_act = xp_stmt_get_int (walk->acts, 16),
    .verb = xp_stmt_get_text (walk->acts, 7),
    .subject = xp_stmt_get_text (walk->acts, 8),
    .reason_secret = xp_stmt_get_text (walk->acts, 9),
    .witness = xp_stmt_get_text (walk->acts, 10),
    .hash = xp_stmt_get_bytes (walk->acts, 17, &n_hash),
  };
  LineEnd *end = get_end (walk, act.line_no, act.act_no, error);
  if (end == NULL)
    return false;
  guint8 hash[32];
  GByteArray *fields = walk->fields;
  g_byte_array_set_size (fields, 0);
  g_byte_array_append (fields, end->previous, (guint) end->n_previous);
  xp_chain_add_act (fields, walk->acts);
  if ((act_func != NULL && !act_func (data, &act, error)) ||
      !walk_changes (walk, &act, fields, change_func, data, error))
    return false;
  crypto_hash_sha256 (hash, fields->data, fields->len);
  if (n_hash != sizeof hash || memcmp (hash, act.hash, sizeof hash) != 0)
    return xp_merge_set_damaged (walk->book, error);
  memcpy (end->previous, hash, sizeof hash);
  end->n_previous = sizeof hash;
  return true;
}

bool
xp_merge_walk (XpBook *book,
               int64_t first,
               XpMergeActFunc act_func,
               XpMergeChangeFunc change_func,
               gpointer data,
               XpProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (XpStmt) acts = xp_book_prepare (book, WALK_ACTS, error);
  g_autoptr (XpStmt) changes = acts != NULL ? xp_book_prepare (book, WALK_CHANGES, error) : NULL;
  if (changes == NULL)
    return false;
  g_autoptr (GHashTable) ends = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GByteArray) fields = g_byte_array_new ();
  Walk walk = {book, acts, changes, false, ends, fields};
  xp_stmt_bind_int (acts, ":first", first);
  xp_stmt_bind_int (changes, ":first", first);
  if (!next_change (&walk, error))
    return false;
  for (size_t n = 1; xp_stmt_next (acts, error); n++)
    if (!xp_progress_report (progress, cancellable, n, 0, error) ||
        !walk_act (&walk, act_func, change_func, data, error))
      return false;
  return xp_stmt_is_done (acts);
}

bool
xp_merge_set_damaged (XpBook *other, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_DAMAGED,
               "%s 的修改记录前后对不上，可能被别的程序动过，没有合并。"
               "请在那台电脑上打开它，检查资料是否完整。",
               xp_error_name_file (xp_book_get_path (other)));
  return false;
}

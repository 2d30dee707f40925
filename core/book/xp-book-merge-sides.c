/* xp-book-merge-sides.c: two books side by side: what each knows of the other, where they parted,
 * and what was decided by merges since. */
#include "xp-book-merge-private.h"

#include <string.h>
#include <sys/stat.h>

/* ---- sessions ---- */

static const char LIST_SESSIONS[] =
  "SELECT s.session_no, s.id, count (*), max (a.n) FROM session s"
  " JOIN act a ON a.session_no = s.session_no GROUP BY s.session_no";

static bool
load_sessions (XpMergeSide *side, GError **error)
{
  side->sessions =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  side->by_no = g_hash_table_new (NULL, NULL);
  g_autoptr (XpStmt) select = xp_book_prepare (side->book, LIST_SESSIONS, error);
  while (select != NULL && xp_stmt_next (select, error)) {
    size_t n_id = 0;
    const void *id = xp_stmt_get_bytes (select, 1, &n_id);
    XpMergeSpan *span = g_new0 (XpMergeSpan, 1);
    span->session_no = xp_stmt_get_int (select, 0);
    span->n_acts = xp_stmt_get_int (select, 2);
    g_hash_table_insert (side->sessions, g_bytes_new (id, n_id), span);
    g_hash_table_insert (side->by_no, GSIZE_TO_POINTER ((gsize) span->session_no), span);
    if (xp_stmt_get_int (select, 3) != span->n_acts)
      return xp_merge_set_damaged (side->book, error);
  }
  return select != NULL && xp_stmt_is_done (select);
}

static void
compare_sessions (XpMergeSide *side, const XpMergeSide *other)
{
  GHashTableIter iter;
  gpointer id = NULL, span = NULL;
  g_hash_table_iter_init (&iter, side->sessions);
  while (g_hash_table_iter_next (&iter, &id, &span)) {
    const XpMergeSpan *there = g_hash_table_lookup (other->sessions, id);
    ((XpMergeSpan *) span)->n_other = there != NULL ? there->n_acts : 0;
  }
}

bool
xp_merge_side_knows (XpMergeSide *side, int64_t session_no, int64_t n)
{
  const XpMergeSpan *span =
    g_hash_table_lookup (side->by_no, GSIZE_TO_POINTER ((gsize) session_no));
  return span != NULL && n <= span->n_other;
}

static const char IDENTITY_OF[] = "SELECT s.id, a.n, a.session_no FROM act a"
                                  " JOIN session s ON s.session_no = a.session_no"
                                  " WHERE a.act_no = :act";

static const char ACT_OF_SESSION[] =
  "SELECT act_no, line_no, hash FROM act WHERE session_no = :session AND n = :n";

/* Stands on the act afterwards, or on none. Borrowed. */
static XpBorrowedStmt *
seek_act (XpMergeSide *to, GBytes *id, int64_t n, GError **error)
{
  const XpMergeSpan *span = g_hash_table_lookup (to->sessions, id);
  if (span == NULL || n > span->n_acts)
    return NULL;
  XpBorrowedStmt *select = xp_book_borrow (to->book, ACT_OF_SESSION, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":session", span->session_no);
  xp_stmt_bind_int (select, ":n", n);
  if (xp_stmt_next (select, error))
    return select;
  xp_stmt_reset (select);
  return NULL;
}

int64_t
xp_merge_find_same_act (XpMergeSide *from, XpMergeSide *to, int64_t act_no, GError **error)
{
  g_autoptr (XpBorrowedStmt) identity = xp_book_borrow (from->book, IDENTITY_OF, error);
  if (identity == NULL)
    return 0;
  xp_stmt_bind_int (identity, ":act", act_no);
  if (!xp_stmt_next (identity, error))
    return 0;
  size_t n_id = 0;
  const void *bytes = xp_stmt_get_bytes (identity, 0, &n_id);
  g_autoptr (GBytes) id = g_bytes_new (bytes, n_id);
  g_autoptr (XpBorrowedStmt) same = seek_act (to, id, xp_stmt_get_int (identity, 1), error);
  return same != NULL ? xp_stmt_get_int (same, 0) : 0;
}

/* ---- the fork ---- */

static const char MAIN_BACKWARDS[] =
  "SELECT a.act_no, s.id, a.n, a.hash FROM act a JOIN session s ON s.session_no = a.session_no"
  " WHERE a.line_no = 1 ORDER BY a.act_no DESC";

static bool
refuse_unrelated (XpMergeSide *theirs, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%s 和本村现在这份资料不是从同一份拷出去的，不能合并。"
               "请选从这份资料拷到另一台电脑上的那一份。",
               xp_error_name_file (xp_book_get_path (theirs->book)));
  return false;
}

/* A hash holds the one before it, so the last that both main lines have ends all they share. */
static bool
find_fork (XpMergeSide *ours, XpMergeSide *theirs, GError **error)
{
  g_autoptr (XpStmt) back = xp_book_prepare (theirs->book, MAIN_BACKWARDS, error);
  while (back != NULL && xp_stmt_next (back, error)) {
    size_t n_id = 0, n_ours = 0, n_theirs = 0;
    const void *bytes = xp_stmt_get_bytes (back, 1, &n_id);
    const void *hash = xp_stmt_get_bytes (back, 3, &n_theirs);
    g_autoptr (GBytes) id = g_bytes_new (bytes, n_id);
    g_autoptr (XpBorrowedStmt) same = seek_act (ours, id, xp_stmt_get_int (back, 2), error);
    if (same == NULL)
      continue;
    const void *known = xp_stmt_get_bytes (same, 2, &n_ours);
    if (n_ours != n_theirs || memcmp (known, hash, n_ours) != 0)
      return xp_merge_set_damaged (theirs->book, error);
    if (xp_stmt_get_int (same, 1) != 1)
      continue;
    ours->fork = xp_stmt_get_int (same, 0);
    theirs->fork = xp_stmt_get_int (back, 0);
    return true;
  }
  if (back != NULL && xp_stmt_is_done (back))
    refuse_unrelated (theirs, error);
  return false;
}

/* ---- merges since ---- */

/* “head 〈hex〉”, then a line for each record that was decided. */
GPtrArray *
xp_merge_list_decided (const char *verb, const char *subject)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  if (strcmp (verb, XP_VERB_MERGE) != 0 || subject == NULL)
    return names;
  g_auto (GStrv) lines = g_strsplit (subject, "\n", -1);
  for (size_t i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (lines[i]));
  return names;
}

static const char MERGES_SINCE[] =
  "SELECT act_no, verb, subject FROM act WHERE verb = 'merge' AND act_no > :fork ORDER BY act_no";

static bool
load_decided (XpMergeSide *side, GError **error)
{
  side->decided =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (XpStmt) merges = xp_book_prepare (side->book, MERGES_SINCE, error);
  if (merges == NULL)
    return false;
  xp_stmt_bind_int (merges, ":fork", side->fork);
  while (xp_stmt_next (merges, error)) {
    const int64_t act_no = xp_stmt_get_int (merges, 0);
    g_autoptr (GPtrArray) names =
      xp_merge_list_decided (xp_stmt_get_text (merges, 1), xp_stmt_get_text (merges, 2));
    for (guint i = 0; i < names->len; i++) {
      GArray *acts = g_hash_table_lookup (side->decided, names->pdata[i]);
      if (acts == NULL) {
        acts = g_array_new (FALSE, FALSE, sizeof (int64_t));
        g_hash_table_insert (side->decided, g_strdup (names->pdata[i]), acts);
      }
      g_array_append_val (acts, act_no);
    }
  }
  return xp_stmt_is_done (merges);
}

/* ---- both ---- */

static bool
refuse_same_file (XpBook *self, XpBook *other, GError **error)
{
  struct stat one, two;
  if (stat (self->path, &one) != 0 || stat (other->path, &two) != 0 || one.st_dev != two.st_dev ||
      one.st_ino != two.st_ino)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%s 就是正开着的本村资料，没有可以合并的。请选另一台电脑上的那一份。",
               xp_error_name_file (other->path));
  return false;
}

static int64_t
read_village_uid (XpBook *book)
{
  g_autoptr (GPtrArray) villages = xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, NULL);
  return villages != NULL && villages->len > 0
           ? xp_record_get_int (villages->pdata[0], "village_uid")
           : 0;
}

static bool
refuse_other_village (XpBook *self, XpBook *other, GError **error)
{
  if (read_village_uid (self) == read_village_uid (other))
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%s 不是本村的资料，不能合并。请选从这份资料拷到另一台电脑上的那一份。",
               xp_error_name_file (other->path));
  return false;
}

bool
xp_merge_sides_load (
  XpMergeSide *ours, XpMergeSide *theirs, XpBook *self, XpBook *other, GError **error)
{
  *ours = (XpMergeSide){.book = self};
  *theirs = (XpMergeSide){.book = other};
  if (!refuse_same_file (self, other, error) || !refuse_other_village (self, other, error) ||
      !load_sessions (ours, error) || !load_sessions (theirs, error))
    return false;
  compare_sessions (ours, theirs);
  compare_sessions (theirs, ours);
  return find_fork (ours, theirs, error) && load_decided (ours, error) &&
         load_decided (theirs, error);
}

void
xp_merge_side_clear (XpMergeSide *side)
{
  g_clear_pointer (&side->by_no, g_hash_table_unref);
  g_clear_pointer (&side->sessions, g_hash_table_unref);
  g_clear_pointer (&side->decided, g_hash_table_unref);
}

char *
xp_merge_name (const char *kind, const char *key)
{
  return g_strconcat (kind, " ", key, NULL);
}

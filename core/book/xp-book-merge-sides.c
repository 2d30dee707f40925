/* xp-book-merge-sides.c: two books side by side: what each knows of the other, where they parted,
 * and who last said what a record is. */
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

bool
xp_merge_side_knows_act (XpMergeSide *side, int64_t act_no, GError **error)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (side->book, IDENTITY_OF, error);
  if (select == NULL)
    return false;
  xp_stmt_bind_int (select, ":act", act_no);
  return xp_stmt_next (select, error) &&
         xp_merge_side_knows (side, xp_stmt_get_int (select, 2), xp_stmt_get_int (select, 1));
}

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

static void
free_note (gpointer data)
{
  XpMergeNote *note = data;
  g_hash_table_unref (note->decided);
  g_free (note);
}

static const char MERGES_SINCE[] =
  "SELECT act_no, line_no, subject FROM act"
  " WHERE verb = 'merge' AND undoes_act IS NULL AND subject IS NOT NULL AND act_no > :fork"
  " ORDER BY act_no";
static const char BRANCH_HASHES[] =
  "SELECT act_no, lower (hex (hash)) FROM act WHERE line_no > 1 AND act_no > :fork";

/* “head 〈hex〉”, then a line for each record that was decided. */
static XpMergeNote *
read_note (XpStmt *merge, GHashTable *acts_by_hash)
{
  g_auto (GStrv) lines = g_strsplit (xp_stmt_get_text (merge, 2), "\n", -1);
  XpMergeNote *note = g_new0 (XpMergeNote, 1);
  note->act_no = xp_stmt_get_int (merge, 0);
  note->line_no = xp_stmt_get_int (merge, 1);
  note->decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_str_has_prefix (lines[0], "head "))
    note->head_act = (int64_t) GPOINTER_TO_SIZE (g_hash_table_lookup (acts_by_hash, lines[0] + 5));
  for (size_t i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    g_hash_table_add (note->decided, g_strdup (lines[i]));
  return note;
}

static bool
load_notes (XpMergeSide *side, GError **error)
{
  side->notes = g_hash_table_new_full (NULL, NULL, NULL, free_note);
  g_autoptr (XpStmt) merges = xp_book_prepare (side->book, MERGES_SINCE, error);
  g_autoptr (XpStmt) hashes =
    merges != NULL ? xp_book_prepare (side->book, BRANCH_HASHES, error) : NULL;
  if (hashes == NULL)
    return false;
  xp_stmt_bind_int (merges, ":fork", side->fork);
  xp_stmt_bind_int (hashes, ":fork", side->fork);
  g_autoptr (GHashTable) by_hash = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  bool is_read = false;
  while (xp_stmt_next (merges, error)) {
    while (!is_read && xp_stmt_next (hashes, error))
      g_hash_table_insert (by_hash,
                           g_strdup (xp_stmt_get_text (hashes, 1)),
                           GSIZE_TO_POINTER ((gsize) xp_stmt_get_int (hashes, 0)));
    is_read = true;
    XpMergeNote *note = read_note (merges, by_hash);
    g_hash_table_insert (side->notes, GSIZE_TO_POINTER ((gsize) note->act_no), note);
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
  return find_fork (ours, theirs, error) && load_notes (ours, error) && load_notes (theirs, error);
}

void
xp_merge_side_clear (XpMergeSide *side)
{
  g_clear_pointer (&side->by_no, g_hash_table_unref);
  g_clear_pointer (&side->sessions, g_hash_table_unref);
  g_clear_pointer (&side->notes, g_hash_table_unref);
}

/* ---- who said it ---- */

char *
xp_merge_name (const char *kind, const char *key)
{
  return g_strconcat (kind, " ", key, NULL);
}

static const char LAST_TOUCH[] =
  "SELECT c.act_no FROM change c JOIN act a ON a.act_no = c.act_no"
  " WHERE c.kind = :kind AND c.key = :key AND c.act_no <= :until AND a.line_no = :line"
  " ORDER BY c.act_no DESC LIMIT 1";
static const char LINE_OF[] = "SELECT line_no FROM act WHERE act_no = :act";
static const char FORK_OF[] = "SELECT fork_act FROM line WHERE line_no = :line";

static int64_t
ask_int (XpBook *book, const char *sql, const char *name, int64_t value, GError **error)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (book, sql, error);
  if (select == NULL)
    return 0;
  xp_stmt_bind_int (select, name, value);
  return xp_stmt_next (select, error) ? xp_stmt_get_int (select, 0) : 0;
}

/* The last act of the line, up to @until, that changed the key or decided it; 0: none. */
static int64_t
find_last_on_line (
  XpMergeSide *side, XpKind kind, const char *key, int64_t line_no, int64_t until, GError **error)
{
  const char *table = xp_kind_get_info (kind)->name;
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (side->book, LAST_TOUCH, error);
  if (select == NULL)
    return 0;
  xp_stmt_bind_text (select, ":kind", table);
  xp_stmt_bind_text (select, ":key", key);
  xp_stmt_bind_int (select, ":until", until);
  xp_stmt_bind_int (select, ":line", line_no);
  int64_t last = xp_stmt_next (select, error) ? xp_stmt_get_int (select, 0) : 0;

  g_autofree char *name = xp_merge_name (table, key);
  GHashTableIter iter;
  gpointer value = NULL;
  g_hash_table_iter_init (&iter, side->notes);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const XpMergeNote *note = value;
    if (note->line_no == line_no && note->act_no <= until && note->act_no > last &&
        g_hash_table_contains (note->decided, name))
      last = note->act_no;
  }
  return last;
}

static int64_t
find_on_path (XpMergeSide *side, XpKind kind, const char *key, int64_t until, GError **error)
{
  int64_t line_no = until == G_MAXINT64 ? 1 : ask_int (side->book, LINE_OF, ":act", until, error);
  while (line_no > 0) {
    const int64_t last = find_last_on_line (side, kind, key, line_no, until, error);
    if (last > 0)
      return line_no > 1 || last > side->fork
               ? xp_merge_find_origin_of (side, kind, key, last, error)
               : 0;
    if (line_no == 1)
      return 0;
    /* Always further back, whatever a file says. */
    const int64_t fork = ask_int (side->book, FORK_OF, ":line", line_no, error);
    line_no = fork > 0 && fork < until ? ask_int (side->book, LINE_OF, ":act", fork, error) : 0;
    until = fork;
  }
  return 0;
}

int64_t
xp_merge_find_origin (XpMergeSide *side, XpKind kind, const char *key, GError **error)
{
  return find_on_path (side, kind, key, G_MAXINT64, error);
}

int64_t
xp_merge_find_origin_of (
  XpMergeSide *side, XpKind kind, const char *key, int64_t act_no, GError **error)
{
  const XpMergeNote *note = g_hash_table_lookup (side->notes, GSIZE_TO_POINTER ((gsize) act_no));
  if (note == NULL || note->head_act == 0 || note->head_act >= act_no)
    return act_no;
  g_autofree char *name = xp_merge_name (xp_kind_get_info (kind)->name, key);
  if (g_hash_table_contains (note->decided, name))
    return act_no;
  return find_on_path (side, kind, key, note->head_act, error);
}

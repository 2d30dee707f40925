/* xp-book-history.c: sentences out of changes. Nothing of them is stored. */
#include "xp-book-history-private.h"

#include "xp-visible.h"

#include <string.h>

/* Sentences shown of one act; the rest is a number. */
static const size_t MOST_SENTENCES = 12;

/* Records that come and go by dozens are counted from so many on; the rest are always listed. */
static const struct {
  size_t from;
  const char *measure;
} COUNTED[XP_N_KINDS] = {
  [XP_KIND_HOUSEHOLD] = {6, "户"},
  [XP_KIND_PERSON] = {6, "人"},
  [XP_KIND_GROUP] = {6, "个"},
  [XP_KIND_ENTRANT] = {2, "户"},
  [XP_KIND_TAKEN_OVER] = {2, "处"},
  [XP_KIND_CERTIFICATE] = {2, "份"},
  [XP_KIND_CERTIFICATE_PRINTING] = {2, "张"},
  [XP_KIND_CALENDAR_DAY] = {2, "天"},
  [XP_KIND_WORDING] = {2, "处"},
};

typedef enum {
  WAY_NEW,
  WAY_GONE,
  WAY_CHANGED,
  N_WAYS
} Way;

static const char *const WAY_WORDS[N_WAYS] = {"新增", "去掉", "改了"};

/* ---- a change in words ---- */

#define CHANGE_COLUMNS "SELECT kind, key, before, after FROM change"
static const char ALL_OF_ACT[] = CHANGE_COLUMNS " WHERE act_no = :act ORDER BY n";
static const char ONE_OF_ACT[] = CHANGE_COLUMNS " WHERE act_no = :act AND n = :n";

/* An act while its sentences are made. */
typedef struct {
  XpBook *book;
  const XpFoundAct *found;
  size_t n_changes;
  bool is_counted[XP_N_KINDS][N_WAYS]; /* “新增农户 42户” was said */
  GStrvBuilder *sentences;
  size_t n_told;
} Telling;

/* The record with one side of the change laid over what is there now. */
static XpRecord *
lay_over (XpKind kind, const char *key, const char *side, const XpRecord *now)
{
  if (side == NULL)
    return NULL;
  if (now == NULL)
    return xp_change_make_record (kind, key, side);
  g_autoptr (XpRecord) record = xp_record_copy (now);
  return xp_change_apply_text (record, side) ? g_steal_pointer (&record) : NULL;
}

static char *
describe_row (XpBook *self, XpStmt *row, XpKind kind)
{
  const char *key = xp_stmt_get_text (row, 1);
  if (key == NULL)
    return NULL;
  /* A whole document, of which a sentence needs the key alone. */
  if (kind == XP_KIND_RESULT) {
    g_autoptr (XpRecord) named = xp_record_new_for_key (kind, key);
    const XpChange change = {kind,
                             xp_stmt_is_null (row, 2) ? NULL : named,
                             xp_stmt_is_null (row, 3) ? NULL : named};
    return named != NULL ? xp_book_describe_change (self, &change) : NULL;
  }
  /* What was made or unmade stands whole in the change: nothing later belongs to it. */
  const bool is_whole = xp_stmt_is_null (row, 2) || xp_stmt_is_null (row, 3);
  g_autoptr (XpRecord) now = !is_whole ? xp_book_lookup (self, kind, key, NULL) : NULL;
  g_autoptr (XpRecord) before = lay_over (kind, key, xp_stmt_get_text (row, 2), now);
  g_autoptr (XpRecord) after = lay_over (kind, key, xp_stmt_get_text (row, 3), now);
  if (before == NULL && after == NULL)
    return NULL;
  const XpChange change = {kind, before, after};
  return xp_book_describe_change (self, &change);
}

static const char COUNT_ALIKE[] =
  "SELECT count (*) FROM change WHERE act_no = :act AND kind = :kind"
  " AND (before IS NULL) = :new AND (after IS NULL) = :gone";

/* How many changes of the act are of this kind and way; 0: it does not matter. */
static size_t
count_alike (const Telling *telling, XpKind kind, Way way)
{
  if (COUNTED[kind].from == 0 || telling->found->ns != NULL)
    return 0;
  g_autoptr (XpBorrowedStmt) count = xp_book_borrow (telling->book, COUNT_ALIKE, NULL);
  if (count == NULL)
    return 0;
  xp_stmt_bind_int (count, ":act", telling->found->act_no);
  xp_stmt_bind_text (count, ":kind", xp_kind_get_info (kind)->name);
  xp_stmt_bind_int (count, ":new", way == WAY_NEW);
  xp_stmt_bind_int (count, ":gone", way == WAY_GONE);
  return xp_stmt_next (count, NULL) ? (size_t) xp_stmt_get_int (count, 0) : 0;
}

/* The change's own sentence; “新增农户 42户” in the place of the first of many; NULL for the others
 * of them. */
static char *
tell_row (Telling *telling, XpStmt *row)
{
  XpKind kind = XP_N_KINDS;
  const char *name = xp_stmt_get_text (row, 0);
  if (name == NULL || !xp_kind_from_name (name, &kind))
    return NULL;
  const Way way = xp_stmt_is_null (row, 2)   ? WAY_NEW
                  : xp_stmt_is_null (row, 3) ? WAY_GONE
                                             : WAY_CHANGED;
  if (telling->is_counted[kind][way])
    return NULL;
  const size_t n = count_alike (telling, kind, way);
  if (n == 0 || n < COUNTED[kind].from)
    return describe_row (telling->book, row, kind);
  telling->is_counted[kind][way] = true;
  return g_strdup_printf ("%s%s %zu%s",
                          WAY_WORDS[way],
                          xp_kind_get_info (kind)->title,
                          n,
                          COUNTED[kind].measure);
}

/* False: enough is told. */
static bool
add_sentence (Telling *telling, XpStmt *row)
{
  g_autofree char *sentence = tell_row (telling, row);
  if (sentence == NULL)
    return true;
  if (telling->n_told == MOST_SENTENCES) {
    g_autofree char *rest = g_strdup_printf ("……共%zu处改动", telling->n_changes);
    g_strv_builder_add (telling->sentences, rest);
    return false;
  }
  g_autofree char *shown = xp_visible_dup (sentence);
  g_strv_builder_add (telling->sentences, shown);
  telling->n_told++;
  return true;
}

static bool
tell_rows (Telling *telling, const char *sql, int64_t n)
{
  g_autoptr (XpBorrowedStmt) row = xp_book_borrow (telling->book, sql, NULL);
  if (row == NULL)
    return false;
  xp_stmt_bind_int (row, ":act", telling->found->act_no);
  if (n > 0)
    xp_stmt_bind_int (row, ":n", n);
  while (xp_stmt_next (row, NULL))
    if (!add_sentence (telling, row))
      return false;
  return true;
}

static char **
list_sentences (XpBook *self, const XpFoundAct *found, const XpVerb *verb, size_t n_changes)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  /* What was merged stands before it, each act with who typed it and when. */
  if (found->ns == NULL && verb != NULL && strcmp (verb->name, XP_VERB_MERGE) == 0) {
    g_autofree char *sentence = g_strdup_printf ("%s %zu处", verb->title, n_changes);
    g_strv_builder_add (sentences, sentence);
    return g_strv_builder_end (sentences);
  }
  Telling telling = {.book = self, .found = found, .n_changes = n_changes, .sentences = sentences};
  if (found->ns == NULL)
    tell_rows (&telling, ALL_OF_ACT, 0);
  for (guint i = 0; found->ns != NULL && i < found->ns->len; i++)
    if (!tell_rows (&telling, ONE_OF_ACT, g_array_index (found->ns, int64_t, i)))
      break;
  return g_strv_builder_end (sentences);
}

/* ---- an act ---- */

static const char READ_HEAD[] =
  "SELECT s.who, s.device, a.at, a.verb, a.undoes_act,"
  "       (SELECT undoes_act FROM act u WHERE u.act_no = a.undoes_act), a.line_no,"
  "       (SELECT at FROM act p WHERE p.line_no = a.line_no AND p.act_no < a.act_no"
  "         ORDER BY p.act_no DESC LIMIT 1),"
  "       (SELECT max (n) FROM change c WHERE c.act_no = a.act_no),"
  "       (SELECT value FROM secret r WHERE r.commitment = a.reason_secret), a.witness"
  " FROM act a LEFT JOIN session s ON s.session_no = a.session_no"
  " WHERE a.act_no = :act";

static char *
dup_visible (XpStmt *stmt, int column)
{
  const char *text = xp_stmt_get_text (stmt, column);
  return xp_visible_dup (text != NULL ? text : "");
}

static XpHistoryLine *
read_line (XpBook *self, const XpFoundAct *found, GError **error)
{
  g_autoptr (XpBorrowedStmt) head = xp_book_borrow (self, READ_HEAD, error);
  if (head == NULL)
    return NULL;
  xp_stmt_bind_int (head, ":act", found->act_no);
  if (!xp_stmt_next (head, error))
    return NULL;
  const char *word = xp_stmt_is_null (head, 4)   ? ""
                     : xp_stmt_is_null (head, 5) ? "撤销："
                                                 : "重做：";
  const char *verb_name = xp_stmt_get_text (head, 3);
  const XpVerb *verb = verb_name != NULL ? xp_verb_lookup (verb_name) : NULL;
  XpHistoryLine *line = g_new0 (XpHistoryLine, 1);
  line->act_no = found->act_no;
  line->at_ms = xp_stmt_get_int (head, 2);
  line->who = dup_visible (head, 0);
  line->device = dup_visible (head, 1);
  line->title = g_strconcat (word, verb != NULL ? verb->title : "不认得的一种改动", NULL);
  line->reason = dup_visible (head, 9);
  line->witness = dup_visible (head, 10);
  line->n_changes = found->ns != NULL ? found->ns->len : (size_t) xp_stmt_get_int (head, 8);
  line->is_merged = xp_stmt_get_int (head, 6) > 1;
  line->is_clock_back = !xp_stmt_is_null (head, 7) && xp_stmt_get_int (head, 7) > line->at_ms;
  line->sentences = list_sentences (self, found, verb, line->n_changes);
  return line;
}

GPtrArray *
xp_book_read_lines (XpBook *self, const GArray *found, GError **error)
{
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_history_line_free);
  for (guint i = 0; i < found->len; i++) {
    XpHistoryLine *line = read_line (self, &g_array_index (found, XpFoundAct, i), error);
    if (line == NULL)
      return NULL;
    g_ptr_array_add (lines, line);
  }
  return g_steal_pointer (&lines);
}

/* ---- for the desk ---- */

GPtrArray *
xp_book_list_history (XpBook *self,
                      const XpHistoryFilter *filter,
                      int64_t *before_act,
                      size_t n_at_most,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GArray) found =
    xp_book_find_acts (self, filter, before_act, n_at_most, cancellable, error);
  return found != NULL ? xp_book_read_lines (self, found, error) : NULL;
}

GPtrArray *
xp_book_list_household_history (XpBook *self,
                                int64_t household_uid,
                                size_t n_at_most,
                                GError **error)
{
  const XpHistoryFilter filter = {.household_uids = &household_uid, .n_households = 1};
  int64_t before_act = 0;
  return xp_book_list_history (self, &filter, &before_act, n_at_most, NULL, error);
}

/* An undo that was undone itself takes nothing back. */
static const char CORRECTIONS[] =
  "SELECT a.act_no FROM act a"
  " WHERE a.verb = 'correct' AND a.undoes_act IS NULL"
  "   AND a.subject LIKE 'entrant [' || :round || ',%'"
  "   AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes_act = a.act_no"
  "                   AND NOT EXISTS (SELECT 1 FROM act r WHERE r.undoes_act = u.act_no))"
  " ORDER BY a.act_no";

GPtrArray *
xp_book_list_corrections (XpBook *self, int64_t round_uid, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, CORRECTIONS, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (XpFoundAct));
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":round", round_uid);
  while (xp_stmt_next (select, error)) {
    const XpFoundAct act = {.act_no = xp_stmt_get_int (select, 0)};
    g_array_append_val (found, act);
  }
  return xp_stmt_is_done (select) ? xp_book_read_lines (self, found, error) : NULL;
}

bool
xp_book_count_acts (XpBook *self, int64_t *out_n, GError **error)
{
  g_autoptr (XpStmt) count = xp_book_prepare (self, "SELECT count (*) FROM act", error);
  if (count == NULL || !xp_stmt_next (count, error))
    return false;
  *out_n = xp_stmt_get_int (count, 0);
  return true;
}

/* ---- for whoever holds a sheet against the book ---- */

static const char ALL_HEADS[] =
  "SELECT a.act_no, a.hash, a.at, s.who FROM act a"
  " LEFT JOIN session s ON s.session_no = a.session_no ORDER BY a.act_no DESC";

bool
xp_book_each_head (XpBook *self, XpHeadFunc func, gpointer user_data, GError **error)
{
  g_autoptr (XpStmt) act = xp_book_prepare (self, ALL_HEADS, error);
  while (act != NULL && xp_stmt_next (act, error)) {
    size_t n = 0;
    const guint8 *hash = xp_stmt_get_bytes (act, 1, &n);
    const char *who = xp_stmt_get_text (act, 3);
    if (n == 32)
      func (xp_stmt_get_int (act, 0),
            hash,
            xp_stmt_get_int (act, 2),
            who != NULL ? who : "",
            user_data);
  }
  return act != NULL && xp_stmt_is_done (act);
}

static const char STORED_RESULTS[] = "SELECT key, after FROM change"
                                     " WHERE kind = 'result' AND before IS NULL"
                                     " ORDER BY act_no DESC, n DESC";

GPtrArray *
xp_book_list_stored_results (XpBook *self, GError **error)
{
  g_autoptr (XpStmt) change = xp_book_prepare (self, STORED_RESULTS, error);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_record_unref);
  while (change != NULL && xp_stmt_next (change, error)) {
    const char *key = xp_stmt_get_text (change, 0), *after = xp_stmt_get_text (change, 1);
    XpRecord *result =
      key != NULL && after != NULL ? xp_change_make_record (XP_KIND_RESULT, key, after) : NULL;
    if (result != NULL)
      g_ptr_array_add (results, result);
  }
  return change != NULL && xp_stmt_is_done (change) ? g_steal_pointer (&results) : NULL;
}

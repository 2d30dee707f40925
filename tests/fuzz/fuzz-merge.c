/* Another laptop's book that somebody laid hands on, with its chain made to fit again: what is
 * brought is as odd as can be, and only its words are at hand to be judged.
 *   'E' table row column kind length value      writes a value into a cell of the log
 *   'D' table row                               takes a row away
 *   'N'                                         the chain is left as it is from here on
 * It is then planned, merged with all of theirs, and our book is verified: what was refused has
 * changed nothing, and what was taken can be opened. */
#include "xp-book-merge.h"
#include "xp-book-private.h"
#include "xp-fuzz.h"
#include "xp-test-book.h"

#include <glib/gstdio.h>
#include <string.h>

enum {
  MOST_EDITS = 10
};

typedef struct {
  char *path, *bytes;
  gsize n_bytes;
} GoodFile;

static TestBook book; /* ours */
static GoodFile ours, theirs;

typedef struct {
  const guint8 *at, *end;
} Bytes;

static guint
take (Bytes *bytes)
{
  return bytes->at < bytes->end ? *bytes->at++ : 0;
}

/* ---- a good pair ---- */

static void
type_some (XpBook *into, int from)
{
  for (int i = from; i < from + 4; i++) {
    g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_PUT_MARK);
    g_autoptr (XpRecord) mark = test_mark (1 + i % 2, 1, i % 5);
    xp_draft_put (draft, mark);
    g_autoptr (XpAct) act = xp_book_put (into, draft, NULL);
  }
  g_autoptr (XpRecord) household = xp_book_lookup (into, XP_KIND_HOUSEHOLD, "[11]", NULL);
  g_autoptr (XpRecord) edited = xp_record_copy (household);
  xp_record_set_text (edited, "door", from == 0 ? "1号" : "2号");
  xp_record_set_secret (edited, "phone_secret", from == 0 ? "15400000001" : "15400000002");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_HOUSEHOLD);
  xp_draft_put (draft, edited);
  g_autoptr (XpAct) act = xp_book_put (into, draft, NULL);
  g_autoptr (XpAct) undone = from == 0 ? NULL : xp_book_undo (into, NULL);
}

static void
read_good (GoodFile *file, const char *path)
{
  file->path = g_strdup (path);
  g_assert_true (g_file_get_contents (path, &file->bytes, &file->n_bytes, NULL));
}

static void
make_good_pair (void)
{
  test_book_set_up (&book, NULL);
  g_autofree char *other = g_build_filename (book.folder, "other.xiangping", NULL);
  g_assert_true (xp_book_backup (book.book, other, NULL));
  XpBook *there = test_book_open_at (&book, other, "李文书");
  type_some (book.book, 0);
  type_some (there, 1);
  xp_book_close (there);
  test_book_close (&book);
  read_good (&ours, book.path);
  read_good (&theirs, other);
}

static void
write_good (const GoodFile *file)
{
  static const char *const BESIDE[] = {"", "-wal", "-shm", "-journal"};
  for (size_t i = 0; i < G_N_ELEMENTS (BESIDE); i++) {
    g_autofree char *path = g_strconcat (file->path, BESIDE[i], NULL);
    g_unlink (path);
  }
  g_assert_true (g_file_set_contents_full (file->path,
                                           file->bytes,
                                           (gssize) file->n_bytes,
                                           G_FILE_SET_CONTENTS_NONE,
                                           0600,
                                           NULL));
}

/* ---- another program's hand ---- */

/* Those that are read when something is merged, and what may be written there. */
static const struct {
  const char *table;
  const char *const columns[8];
} TABLES[] = {
  {"act", {"line_no", "session_no", "n", "at", "verb", "subject", "undoes_act", NULL}},
  {"change", {"n", "kind", "key", "before", "after", "act_no", NULL}},
  {"session", {"id", "who", "device", "since", "program", NULL}},
  {"secret", {"commitment", "kind", "key", "salt", "value", NULL}},
  {"line", {"line_no", "fork_act", NULL}},
};

static void
bind_value (sqlite3_stmt *stmt, guint kind, const char *value, guint n)
{
  if (kind % 4 == 0)
    sqlite3_bind_null (stmt, 1);
  else if (kind % 4 == 1)
    sqlite3_bind_int64 (stmt, 1, g_ascii_strtoll (value, NULL, 10));
  else if (kind % 4 == 2)
    sqlite3_bind_text (stmt, 1, value, (int) n, SQLITE_TRANSIENT);
  else
    sqlite3_bind_blob (stmt, 1, value, (int) n, SQLITE_TRANSIENT);
}

static guint
count_columns (size_t table)
{
  guint n = 0;
  while (TABLES[table].columns[n] != NULL)
    n++;
  return n;
}

/* Rows from the last on: the first ones are known, and not looked at. */
static void
change_row (sqlite3 *db, Bytes *bytes, bool is_deleted)
{
  const size_t table = take (bytes) % G_N_ELEMENTS (TABLES);
  const guint row = take (bytes) % 16;
  const char *key = TABLES[table].columns[0];
  const char *column =
    is_deleted ? key : TABLES[table].columns[take (bytes) % count_columns (table)];
  const char *name = TABLES[table].table;
  const char *order = strcmp (name, "change") == 0 ? "act_no DESC, n" : "1 DESC";
  const char *named = strcmp (name, "change") == 0 ? "(act_no, n)" : key;
  const char *selected = strcmp (name, "change") == 0 ? "act_no, n" : key;
  g_autofree char *where =
    g_strdup_printf ("WHERE %s = (SELECT %s FROM %s ORDER BY %s LIMIT 1 OFFSET %u)",
                     named,
                     selected,
                     name,
                     order,
                     row);
  g_autofree char *sql =
    is_deleted ? g_strdup_printf ("DELETE FROM %s %s", name, where)
               : g_strdup_printf ("UPDATE OR REPLACE %s SET %s = ? %s", name, column, where);
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    return;
  if (!is_deleted) {
    const guint kind = take (bytes), n = take (bytes);
    char value[256] = "";
    for (guint i = 0; i < n; i++)
      value[i] = (char) take (bytes);
    bind_value (stmt, kind, value, n);
  }
  sqlite3_step (stmt);
  sqlite3_finalize (stmt);
}

/* Every hash anew, so that the chain fits what stands there now. */
static void
chain_anew (sqlite3 *db)
{
  g_autoptr (XpBook) reader = xp_book_open_beside (theirs.path, &TEST_BOOK_HOOKS, NULL);
  sqlite3_stmt *acts = NULL, *set = NULL;
  guint8 hash[32];
  size_t n_previous = 0;
  if (reader == NULL)
    return;
  sqlite3_prepare_v2 (db,
                      "SELECT act_no FROM act WHERE line_no = 1 ORDER BY act_no",
                      -1,
                      &acts,
                      NULL);
  sqlite3_prepare_v2 (db, "UPDATE act SET hash = ? WHERE act_no = ?", -1, &set, NULL);
  while (sqlite3_step (acts) == SQLITE_ROW) {
    const int64_t act_no = sqlite3_column_int64 (acts, 0);
    if (!xp_book_hash_act (reader, act_no, hash, n_previous, hash, NULL))
      break;
    n_previous = sizeof hash;
    sqlite3_bind_blob (set, 1, hash, sizeof hash, SQLITE_TRANSIENT);
    sqlite3_bind_int64 (set, 2, act_no);
    sqlite3_step (set);
    sqlite3_reset (set);
  }
  sqlite3_finalize (acts);
  sqlite3_finalize (set);
}

static void
edit (Bytes *bytes)
{
  sqlite3 *db = NULL;
  bool is_chained = true;
  sqlite3_open (theirs.path, &db);
  sqlite3_exec (db,
                "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = 1",
                NULL,
                NULL,
                NULL);
  for (int n = 0; n < MOST_EDITS && bytes->at < bytes->end; n++) {
    const guint what = take (bytes);
    if (what == 'N')
      is_chained = false;
    else
      change_row (db, bytes, what == 'D');
  }
  if (is_chained)
    chain_anew (db);
  sqlite3_close (db);
}

/* ---- what is done with it ---- */

static XpAct *
merge_all (XpBook *other, GError **error)
{
  g_autoptr (XpMergePlan) plan = xp_book_plan_merge (book.book, other, NULL, NULL, error);
  if (plan == NULL)
    return NULL;
  g_autofree XpMergeChoice *choices = g_new (XpMergeChoice, plan->conflicts->len + 1);
  for (guint i = 0; i < plan->conflicts->len; i++)
    choices[i] = XP_MERGE_THEIRS;
  return xp_book_merge (book.book, other, plan, choices, NULL, NULL, error);
}

static void
merge (void)
{
  GError *error = NULL, *refused = NULL, *unread = NULL;
  guint8 before[32], after[32];
  g_autoptr (XpBook) other = xp_book_open_reader (theirs.path, &TEST_BOOK_HOOKS, &error);
  xp_fuzz_check_refusal (error);
  if (other == NULL)
    return;
  test_book_open (&book);
  g_assert_true (xp_book_get_head (book.book, before, NULL));
  g_autoptr (XpAct) act = merge_all (other, &refused);
  g_assert_true ((act == NULL) == (refused != NULL));
  xp_fuzz_check_refusal (refused);
  g_assert_true (xp_book_get_head (book.book, after, NULL));
  if (act == NULL)
    g_assert_cmpmem (before, sizeof before, after, sizeof after);
  test_book_close (&book);
  g_autoptr (XpVerifyReport) report = test_verify_report (&book, &unread);
  g_assert_no_error (unread);
  if (act == NULL)
    g_assert_cmpuint (report->problems->len, ==, 0);
}

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  if (book.path == NULL)
    make_good_pair ();
  write_good (&ours);
  write_good (&theirs);
  Bytes bytes = {data, data + n};
  edit (&bytes);
  merge ();
}

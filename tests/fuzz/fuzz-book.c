/* A book that somebody laid hands on. A file that begins as SQLite's does is taken as it is; in any
 * other the bytes say what another program does to a good book:
 *   'P' place (3 bytes) byte                    writes a byte into the file
 *   'E' table row column kind length value      writes a value into a cell
 *   'D' table row                               takes a row away
 *   'W'                                         the types of all tables are forgotten from here on
 * It is then looked at, verified, opened for writing, typed into and undone. */
#include "xp-fuzz.h"
#include "xp-test-book.h"

#include <glib/gstdio.h>
#include <string.h>

static TestBook book;    /* its path is the file that is tried */
static char *good_bytes; /* of a good book */
static gsize n_good_bytes;
static GPtrArray *tables;  /* of char *: names */
static GPtrArray *columns; /* of each table: GPtrArray of char * */

typedef struct {
  const guint8 *at, *end;
} Bytes;

static guint
take (Bytes *bytes)
{
  return bytes->at < bytes->end ? *bytes->at++ : 0;
}

/* ---- a good book ---- */

/* The first column of what @sql, which is asked about @name, gives. Yours. */
static GPtrArray *
list_names (sqlite3 *db, const char *sql, const char *name)
{
  sqlite3_stmt *stmt = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, name, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  sqlite3_finalize (stmt);
  return names;
}

static void
list_tables (void)
{
  sqlite3 *db = NULL;
  sqlite3_open (book.path, &db);
  tables = list_names (db, "SELECT name FROM sqlite_schema WHERE type = ? ORDER BY name", "table");
  columns = g_ptr_array_new ();
  for (guint i = 0; i < tables->len; i++)
    g_ptr_array_add (columns,
                     list_names (db, "SELECT name FROM pragma_table_info (?)", tables->pdata[i]));
  sqlite3_close (db);
}

static void
make_good_book (void)
{
  test_book_set_up (&book, NULL);
  for (int i = 0; i < 6; i++) {
    g_autoptr (XpRecord) mark = test_mark (1 + i % 2, 1, i % 5);
    g_autoptr (XpAct) act = test_put (&book, XP_VERB_PUT_MARK, mark, NULL);
  }
  g_autoptr (XpAct) undone = xp_book_undo (book.book, NULL);
  test_book_close (&book);
  g_assert_true (g_file_get_contents (book.path, &good_bytes, &n_good_bytes, NULL));
  list_tables ();
}

static void
write_book (const void *data, gsize n)
{
  static const char *const BESIDE[] = {"", "-wal", "-shm", "-journal"};
  for (size_t i = 0; i < G_N_ELEMENTS (BESIDE); i++) {
    g_autofree char *path = g_strconcat (book.path, BESIDE[i], NULL);
    g_unlink (path);
  }
  g_assert_true (
    g_file_set_contents_full (book.path, data, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* ---- another program's hand ---- */

static void
patch (Bytes *bytes)
{
  g_autofree char *patched = g_memdup2 (good_bytes, n_good_bytes);
  while (bytes->at < bytes->end) {
    const gsize place = take (bytes) << 16 | take (bytes) << 8 | take (bytes);
    patched[place % n_good_bytes] = (char) take (bytes);
  }
  write_book (patched, n_good_bytes);
}

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

/* Rows have no number where a table has none: the key's order will do. */
static void
change_row (sqlite3 *db, guint place, guint row, Bytes *bytes, bool is_deleted)
{
  const char *table = tables->pdata[place];
  const GPtrArray *names = columns->pdata[place];
  const char *first = names->pdata[0];
  const char *column = names->pdata[is_deleted ? 0 : take (bytes) % names->len];
  g_autofree char *where = g_strdup_printf ("WHERE %s = (SELECT %s FROM %s LIMIT 1 OFFSET %u)",
                                            first,
                                            first,
                                            table,
                                            row % 8);
  g_autofree char *sql =
    is_deleted ? g_strdup_printf ("DELETE FROM %s %s", table, where)
               : g_strdup_printf ("UPDATE OR REPLACE %s SET %s = ? %s", table, column, where);
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

enum {
  MOST_EDITS = 12
};

static void
edit (Bytes *bytes)
{
  sqlite3 *db = NULL;
  write_book (good_bytes, n_good_bytes);
  sqlite3_open (book.path, &db);
  sqlite3_exec (db,
                "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = 1",
                NULL,
                NULL,
                NULL);
  for (int n = 0; n < MOST_EDITS && bytes->at < bytes->end; n++) {
    const guint what = take (bytes);
    if (what == 'W') {
      sqlite3_exec (
        db,
        "PRAGMA writable_schema = 1;"
        "UPDATE sqlite_schema SET sql = replace (replace (sql, 'STRICT', ''), 'NOT NULL', '');"
        "PRAGMA writable_schema = RESET",
        NULL,
        NULL,
        NULL);
      continue;
    }
    const guint place = take (bytes) % tables->len;
    const guint row = take (bytes);
    change_row (db, place, row, bytes, what == 'D');
  }
  sqlite3_close (db);
}

/* ---- what is done with it ---- */

static void
look_at (void)
{
  static const XpBookHooks HOOKS = {NULL, NULL};
  GError *error = NULL;
  g_autoptr (XpBook) reader = xp_book_open_reader (book.path, &HOOKS, &error);
  g_assert_true ((reader == NULL) == (error != NULL));
  xp_fuzz_check_refusal (error);
  for (int kind = 0; reader != NULL && kind < XP_N_KINDS; kind++) {
    GError *problem = NULL;
    g_autoptr (GPtrArray) records = xp_book_list (reader, (XpKind) kind, NULL, 0, &problem);
    xp_fuzz_check_refusal (problem);
  }
}

static void
verify (void)
{
  GError *error = NULL;
  g_autoptr (XpVerifyReport) report = test_verify_report (&book, &error);
  xp_fuzz_check_refusal (error);
}

static void
type_into (void)
{
  GError *error = NULL, *refused = NULL, *kept = NULL;
  book.book = test_book_try_open (&book, &error);
  xp_fuzz_check_refusal (error);
  if (book.book == NULL)
    return;
  g_autoptr (XpRecord) mark = test_mark (1, 1, 3);
  g_autoptr (XpAct) act = test_put (&book, XP_VERB_PUT_MARK, mark, &refused);
  xp_fuzz_check_refusal (refused);
  g_autoptr (XpAct) undone = xp_book_undo (book.book, &kept);
  xp_fuzz_check_refusal (kept);
  GError *problem = NULL;
  int64_t before_act = 0;
  g_autoptr (GPtrArray) lines =
    xp_book_list_history (book.book, NULL, &before_act, 50, NULL, &problem);
  xp_fuzz_check_refusal (problem);
  test_book_close (&book);
}

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  if (book.path == NULL)
    make_good_book ();
  Bytes bytes = {data, data + n};
  if (n >= 16 && memcmp (data, "SQLite format 3", 16) == 0) {
    write_book (data, n);
  } else if (n > 0 && data[0] == 'P') {
    bytes.at++;
    patch (&bytes);
  } else {
    edit (&bytes);
  }
  look_at ();
  verify ();
  type_into ();
}

#include "xp-stmt.h"

#include "xp-error.h"

#include <string.h>

struct _XpStmt {
  sqlite3 *db; /* borrowed */
  sqlite3_stmt *stmt;
  bool is_done;
  GPtrArray *mended; /* texts that were no UTF-8, until the next row */
};

void
xp_sqlite_set_error (sqlite3 *db, GError **error)
{
  static const struct {
    int code;
    XpError kind;
    const char *sentence;
  } SENTENCES[] = {
    {SQLITE_FULL,
     XP_ERROR_NOT_SAVED,
     "磁盘已满，刚才的没有记上。请腾出空间后再做一次，其余都已保存。"},
    {SQLITE_READONLY,
     XP_ERROR_NOT_SAVED,
     "资料文件不能写，刚才的没有记上。请看看文件和文件夹的权限。"},
    {SQLITE_BUSY,
     XP_ERROR_LOCKED,
     "资料正被别的程序占着，刚才的没有记上。请关掉别的程序再做一次。"},
    {SQLITE_LOCKED,
     XP_ERROR_LOCKED,
     "资料正被别的程序占着，刚才的没有记上。请关掉别的程序再做一次。"},
    {SQLITE_CONSTRAINT,
     XP_ERROR_REFUSED,
     "刚才的内容里有数目、日期或选项不对，没有记上。请检查后再存。"},
    {SQLITE_CORRUPT, XP_ERROR_DAMAGED, "资料文件损坏了。请不要再往里录，用最近的备份打开。"},
    {SQLITE_NOTADB, XP_ERROR_INPUT, "这不是乡评的资料文件。请重新选一个“.xiangping”文件。"},
  };
  const int code = sqlite3_errcode (db) & 0xff;
  g_debug ("sqlite: %d", sqlite3_extended_errcode (db));
  for (size_t i = 0; i < G_N_ELEMENTS (SENTENCES); i++) {
    if (SENTENCES[i].code == code) {
      g_set_error_literal (error, XP_ERROR, SENTENCES[i].kind, SENTENCES[i].sentence);
      return;
    }
  }
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_NOT_SAVED,
                       "磁盘读写出了问题，刚才的没有记上。请先备份，再换个位置或换块磁盘试。");
}

bool
xp_sqlite_exec (sqlite3 *db, const char *sql, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return true;
  g_debug ("exec: %s", sqlite3_errmsg (db));
  xp_sqlite_set_error (db, error);
  return false;
}

XpStmt *
xp_stmt_new (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK) {
    g_debug ("prepare: %s", sqlite3_errmsg (db));
    xp_sqlite_set_error (db, error);
    return NULL;
  }
  XpStmt *self = g_new0 (XpStmt, 1);
  self->db = db;
  self->stmt = stmt;
  self->mended = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
xp_stmt_free (XpStmt *self)
{
  sqlite3_finalize (self->stmt);
  g_ptr_array_unref (self->mended);
  g_free (self);
}

static int
place_of (XpStmt *self, const char *name)
{
  const int place = sqlite3_bind_parameter_index (self->stmt, name);
  g_assert (place > 0);
  return place;
}

void
xp_stmt_bind_int_at (XpStmt *self, int place, int64_t value)
{
  sqlite3_bind_int64 (self->stmt, place, value);
}

void
xp_stmt_bind_text_at (XpStmt *self, int place, const char *text)
{
  sqlite3_bind_text (self->stmt, place, text, -1, SQLITE_TRANSIENT);
}

void
xp_stmt_bind_null_at (XpStmt *self, int place)
{
  sqlite3_bind_null (self->stmt, place);
}

void
xp_stmt_bind_int (XpStmt *self, const char *name, int64_t value)
{
  xp_stmt_bind_int_at (self, place_of (self, name), value);
}

void
xp_stmt_bind_text (XpStmt *self, const char *name, const char *text)
{
  xp_stmt_bind_text_at (self, place_of (self, name), text);
}

void
xp_stmt_bind_bytes (XpStmt *self, const char *name, const void *bytes, size_t n)
{
  sqlite3_bind_blob (self->stmt, place_of (self, name), bytes, (int) n, SQLITE_TRANSIENT);
}

bool
xp_stmt_next (XpStmt *self, GError **error)
{
  const int code = sqlite3_step (self->stmt);
  g_ptr_array_set_size (self->mended, 0);
  if (code == SQLITE_ROW)
    return true;
  self->is_done = code == SQLITE_DONE;
  if (!self->is_done) {
    g_debug ("step: %s", sqlite3_errmsg (self->db));
    xp_sqlite_set_error (self->db, error);
  }
  return false;
}

bool
xp_stmt_is_done (const XpStmt *self)
{
  return self->is_done;
}

void
xp_stmt_reset (XpStmt *self)
{
  sqlite3_reset (self->stmt);
  self->is_done = false;
}

void
xp_stmt_clear (XpStmt *self)
{
  xp_stmt_reset (self);
  sqlite3_clear_bindings (self->stmt);
}

bool
xp_stmt_run (XpStmt *self, GError **error)
{
  while (xp_stmt_next (self, error))
    continue;
  const bool is_done = self->is_done;
  xp_stmt_reset (self);
  return is_done;
}

int64_t
xp_stmt_get_int (XpStmt *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

const char *
xp_stmt_get_text (XpStmt *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->stmt, column);
  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return text;
  /* Another program's doing: it is shown as what it is, and nobody who shows it stumbles. */
  g_ptr_array_add (self->mended, g_utf8_make_valid (text, -1));
  return g_ptr_array_index (self->mended, self->mended->len - 1);
}

const void *
xp_stmt_get_bytes (XpStmt *self, int column, size_t *out_n)
{
  const void *bytes = sqlite3_column_blob (self->stmt, column);
  *out_n = (size_t) sqlite3_column_bytes (self->stmt, column);
  return bytes;
}

bool
xp_stmt_is_null (XpStmt *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

static bool
has_same_value (sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
  const int type = sqlite3_column_type (a, column);
  if (type != sqlite3_column_type (b, column))
    return false;
  if (type == SQLITE_INTEGER)
    return sqlite3_column_int64 (a, column) == sqlite3_column_int64 (b, column);
  const void *ours = sqlite3_column_blob (a, column), *theirs = sqlite3_column_blob (b, column);
  const int n = sqlite3_column_bytes (a, column);
  return n == sqlite3_column_bytes (b, column) &&
         (n == 0 || memcmp (ours, theirs, (size_t) n) == 0);
}

bool
xp_stmt_has_same_row (XpStmt *self, XpStmt *other)
{
  const int n = sqlite3_column_count (self->stmt);
  if (n != sqlite3_column_count (other->stmt))
    return false;
  for (int i = 0; i < n; i++)
    if (!has_same_value (self->stmt, other->stmt, i))
      return false;
  return true;
}

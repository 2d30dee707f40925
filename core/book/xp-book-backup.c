/* xp-book-backup.c: a copy of the book in one file, looked at before it is said to be made. */
#include "xp-book-private.h"

#include "xp-book-seal.h"
#include "xp-place.h"

#include <string.h>
#include <unistd.h>

static bool
refuse (const char *path, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_NOT_SAVED,
               "备份没有做成：%s 写不进去。请看看U盘插好没有、满不满、能不能写；本村资料没有变动。",
               xp_error_name_file (path));
  return false;
}

static bool
refuse_replacing (const char *path, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_NOT_SAVED,
               "没有代替成，%s 还是原来的。请看看磁盘满不满、能不能写，再来一次。",
               xp_error_name_file (path));
  return false;
}

/* Copying attaches the new file, which is otherwise forbidden. */
static bool
copy_into (XpBook *self, const char *path)
{
  if (!xp_book_check_connected (self, NULL))
    return false;
  const int limit = sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 1);
  g_autoptr (XpStmt) vacuum = xp_book_prepare (self, "VACUUM INTO :path", NULL);
  bool is_copied = false;
  if (vacuum != NULL) {
    xp_stmt_bind_text (vacuum, ":path", path);
    is_copied = xp_stmt_run (vacuum, NULL);
  }
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, limit);
  return is_copied;
}

/* ---- is it the book? ---- */

static bool
is_same_table (XpBook *self, XpBook *copy, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", name);
  g_autoptr (XpStmt) ours = xp_book_prepare (self, sql, NULL);
  g_autoptr (XpStmt) theirs = xp_book_prepare (copy, sql, NULL);
  if (ours == NULL || theirs == NULL)
    return false;
  while (xp_stmt_next (ours, NULL))
    if (!xp_stmt_next (theirs, NULL) || !xp_stmt_has_same_row (ours, theirs))
      return false;
  return xp_stmt_is_done (ours) && !xp_stmt_next (theirs, NULL) && xp_stmt_is_done (theirs);
}

/* Every row of every table: both have the same schema, so they come in the same order. */
static bool
has_same_rows (XpBook *self, XpBook *copy)
{
  g_autoptr (XpStmt) tables = xp_book_prepare (self,
                                               "SELECT name FROM main.sqlite_schema"
                                               " WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
                                               NULL);
  bool is_same = tables != NULL;
  while (is_same && xp_stmt_next (tables, NULL))
    is_same = is_same_table (self, copy, xp_stmt_get_text (tables, 0));
  return is_same && xp_stmt_is_done (tables);
}

static bool
has_same_head (XpBook *self, XpBook *copy)
{
  guint8 head[32], copied[32];
  return xp_book_get_head (self, head, NULL) && xp_book_get_head (copy, copied, NULL) &&
         memcmp (head, copied, sizeof head) == 0;
}

/* What was written is read from the disk again, not from memory: opening it looks at every page
 * (quick_check) and at the schema; then it is compared row by row. */
static bool
is_good_copy (XpBook *self, const char *path)
{
  if (!xp_place_sync (path))
    return false;
  xp_place_forget_cached (path);
  g_autoptr (XpBook) copy = xp_book_open_reader (path, &self->hooks, NULL);
  return copy != NULL && has_same_head (self, copy) && has_same_rows (self, copy);
}

/* Whoever looks on copies what somebody else may be typing into: if a change came in between, the
 * copy is made again. */
static bool
make_part (XpBook *self, const char *part)
{
  static const int MOST_TRIES = 3;
  const bool may_move = self->lock_fd < 0;
  for (int i = 0; i < (may_move ? MOST_TRIES : 1); i++) {
    unlink (part);
    if (!copy_into (self, part))
      break;
    if (is_good_copy (self, part))
      return true;
  }
  unlink (part);
  return false;
}

bool
xp_book_backup (XpBook *self, const char *path, GError **error)
{
  assert_own_thread (self);
  if (xp_place_is_same_file (self->path, path)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s 就是正开着的本村资料，不能备份到它自己上。请换个文件名。",
                 xp_error_name_file (path));
    return false;
  }
  bool is_named = false;
  g_autofree char *part = xp_disk_dup_part_path (path);
  return (make_part (self, part) && xp_disk_give_name (self->disk, part, path, &is_named) == 0) ||
         refuse (path, error);
}

bool
xp_book_backup_sealed (
  XpBook *self, const char *path, const char *through, const char *passphrase, GError **error)
{
  if (!xp_seal_check_passphrase (passphrase, error) || !xp_book_backup (self, through, error))
    return false;
  const bool is_sealed = xp_seal_write (through, path, passphrase, error);
  unlink (through);
  return is_sealed;
}

/* ---- another book in the place of this one ---- */

/* On the disk too: a journal that comes back when the power goes would be taken for the new book's.
 */
static int
sync_journal (XpBook *self)
{
  sqlite3_file *journal = NULL;
  const int code = sqlite3_file_control (self->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal);
  return code != SQLITE_OK || journal->pMethods == NULL
           ? code
           : journal->pMethods->xSync (journal, SQLITE_SYNC_FULL);
}

/* Everybody who has the file open has a lock on it that this one does not go with. */
static int
lock_alone (XpBook *self)
{
  sqlite3_file *file = NULL;
  const int code = sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return code == SQLITE_OK ? file->pMethods->xLock (file, SQLITE_LOCK_EXCLUSIVE) : code;
}

/* Nothing of the book lies outside its file any more, and nobody else has it open. */
static bool
gather_into_file (XpBook *self, GError **error)
{
  xp_book_drop_statements (self);
  if (!xp_book_check_connected (self, NULL))
    return refuse_replacing (self->path, error);
  int code = sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  if (code == SQLITE_OK)
    code = lock_alone (self);
  if (code == SQLITE_OK)
    code = sync_journal (self);
  if (code == SQLITE_OK)
    return true;
  if ((code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
    return refuse_replacing (self->path, error);
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "还有别的窗口正看着这份资料，没有代替。请先关掉那个窗口再来一次。");
  return false;
}

/* Byte for byte, whatever is wrong with it. Not the file itself under a second name: the power may
 * go before the first is taken from it, and a book of two names is not opened. */
static bool
keep_beside (XpBook *self, const char *kept)
{
  bool is_named = false;
  return xp_disk_copy (self->disk, self->path, kept, &is_named) == 0;
}

/* With a journal again; whether the head is this or that is nobody's question. */
static void
go_on_as_before (XpBook *self)
{
  static const guint8 ANY[32];
  bool holds = false;
  xp_book_reopen (self, ANY, &holds, NULL);
}

bool
xp_book_replace (XpBook *self, const char *with, const char *kept, GError **error)
{
  assert_own_thread (self);
  if (g_file_test (kept, G_FILE_TEST_EXISTS) || xp_place_is_same_file (self->path, with))
    return refuse_replacing (self->path, error);
  bool is_named = false;
  g_autofree char *part = xp_disk_dup_part_path (self->path);
  g_autoptr (XpBook) source = xp_book_open_reader (with, &self->hooks, error);
  if (source == NULL)
    return false;
  if (!make_part (source, part))
    return refuse_replacing (self->path, error);
  if (!gather_into_file (self, error)) {
    unlink (part);
    go_on_as_before (self);
    return false;
  }
  const bool is_kept = keep_beside (self, kept);
  /* Now, while the file has its name: then the journal goes too. */
  sqlite3_close (self->db);
  self->db = NULL;
  if (is_kept && (xp_disk_give_name (self->disk, part, self->path, &is_named) == 0 || is_named))
    return true;
  unlink (part);
  unlink (kept);
  go_on_as_before (self);
  return refuse_replacing (self->path, error);
}

static const char HAS_HEAD[] = "SELECT 1 FROM act WHERE hash = :hash";

bool
xp_book_has_head (XpBook *self, const guint8 hash[32])
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, HAS_HEAD, NULL);
  if (select == NULL)
    return false;
  xp_stmt_bind_bytes (select, ":hash", hash, 32);
  return xp_stmt_next (select, NULL);
}

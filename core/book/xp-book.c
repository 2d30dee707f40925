#include "xp-book-private.h"

#include "xp-book-seal.h"
#include "xp-place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  APPLICATION_ID = 0x58506279 /* “XPby” */
};

static const char SETTINGS_OF_CONNECTION[] = "PRAGMA foreign_keys = ON;"
                                             "PRAGMA trusted_schema = OFF;"
                                             "PRAGMA cell_size_check = ON;"
                                             "PRAGMA secure_delete = ON;"
                                             "PRAGMA mmap_size = 0;"
                                             "PRAGMA temp_store = MEMORY;";

/* ---- connection ---- */

XpStmt *
xp_book_prepare (XpBook *self, const char *sql, GError **error)
{
  assert_own_thread (self);
  if (g_strcmp0 (g_getenv ("XP_DEBUG"), "sql") == 0)
    g_debug ("%s", sql);
  return xp_stmt_new (self->db, sql, error);
}

XpBorrowedStmt *
xp_book_borrow (XpBook *self, const char *sql, GError **error)
{
  assert_own_thread (self);
  XpStmt *stmt = g_hash_table_lookup (self->kept, sql);
  if (stmt != NULL) {
    xp_stmt_clear (stmt);
    return stmt;
  }
  stmt = xp_book_prepare (self, sql, error);
  if (stmt != NULL)
    g_hash_table_insert (self->kept, g_strdup (sql), stmt);
  return stmt;
}

bool
xp_book_exec (XpBook *self, const char *sql, GError **error)
{
  assert_own_thread (self);
  return xp_sqlite_exec (self->db, sql, error);
}

static void
set_limits (sqlite3 *db)
{
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 64 << 20);
  sqlite3_limit (db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  sqlite3_limit (db, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (db, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
}

static XpBook *
new_book (const char *path)
{
  XpBook *self = g_new0 (XpBook, 1);
  self->path = g_strdup (path);
  self->lock_fd = -1;
  self->thread = g_thread_self ();
  self->kept =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) xp_stmt_free);
  self->rubrics =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) xp_rubric_unref);
  return self;
}

static void
take_opening (XpBook *self, const XpBookOpening *opening)
{
  self->clock = opening->clock;
  self->random = opening->random;
  self->hooks = *opening->hooks;
  self->device = g_strdup (opening->device);
  self->program = g_strdup (opening->program);
  xp_book_set_who (self, opening->who);
}

static bool
connect_db (XpBook *self, int flags, GError **error)
{
  if (sqlite3_open_v2 (self->path, &self->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 打不开。请看看文件在不在、有没有权限。",
                 xp_error_name_file (self->path));
    return false;
  }
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, 2000);
  set_limits (self->db);
  return xp_sqlite_exec (self->db, SETTINGS_OF_CONNECTION, error);
}

XpBook *
xp_book_new_in_memory (const XpBookHooks *hooks, int version, GError **error)
{
  g_autoptr (XpBook) self = new_book (":memory:");
  if (hooks != NULL)
    self->hooks = *hooks;
  if (!connect_db (self, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) ||
      !xp_book_make_schema (self->db, version, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- the lock of the one who writes: who, where, since when ---- */

static char *
lock_path_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lock = g_strconcat (".", name, ".lock", NULL);
  return g_build_filename (folder, lock, NULL);
}

void
xp_book_holder_free (XpBookHolder *self)
{
  g_free (self->who);
  g_free (self->device);
  g_free (self->since);
  g_free (self);
}

static XpBookHolder *
read_holder (int fd)
{
  char text[512] = "";
  const ssize_t n = pread (fd, text, sizeof text - 1, 0);
  text[MAX (n, 0)] = '\0';
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const bool is_whole = g_utf8_validate (text, -1, NULL) && g_strv_length (lines) >= 3;
  XpBookHolder *holder = g_new0 (XpBookHolder, 1);
  holder->who = g_strdup (is_whole ? lines[0] : "");
  holder->device = g_strdup (is_whole ? lines[1] : "这台电脑");
  holder->since = g_strdup (is_whole ? lines[2] : "不知何时");
  return holder;
}

XpBookHolder *
xp_book_dup_holder (const char *path)
{
  g_autofree char *lock = lock_path_of (path);
  const int fd = open (lock, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return NULL;
  XpBookHolder *holder = flock (fd, LOCK_SH | LOCK_NB) != 0 ? read_holder (fd) : NULL;
  close (fd);
  return holder;
}

static void
set_locked_error (const char *path, int fd, GError **error)
{
  g_autoptr (XpBookHolder) holder = read_holder (fd);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_LOCKED,
               "%s 已经在%s上打开着（%s，%s起）。请在那边关掉再打开，两边同时录会乱。",
               xp_error_name_file (path),
               holder->device,
               holder->who[0] != '\0' ? holder->who : "没有留名",
               holder->since);
}

static void
sign_lock (XpBook *self)
{
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_local (xp_clock_now_ms (self->clock) / 1000);
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M");
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s\n", self->who, self->device, since);
  if (ftruncate (self->lock_fd, 0) != 0 ||
      pwrite (self->lock_fd, text, strlen (text), 0) != (ssize_t) strlen (text))
    g_debug ("the lock could not be signed");
}

/* Whoever closed may have taken the file away between our opening and locking it. */
static bool
is_still_there (const char *path, int fd)
{
  struct stat on_disk, locked;
  return stat (path, &on_disk) == 0 && fstat (fd, &locked) == 0 && on_disk.st_ino == locked.st_ino;
}

/* Another account that may write the book may write the lock too. Where it may not, it still sees
 * by the lock that somebody has it. */
static int
open_lock (const char *path, const char *book)
{
  struct stat info;
  const int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return errno == EACCES ? open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : fd;
  if (stat (book, &info) == 0 && fchmod (fd, info.st_mode & 0666) != 0)
    g_debug ("the lock is somebody else's");
  return fd;
}

/* Whoever only asks who has it holds it for a moment. */
static bool
lock_file (int fd)
{
  static const int MOST_TRIES = 5;
  static const gulong BETWEEN_US = 20000;
  for (int i = 0; i < MOST_TRIES; i++) {
    if (flock (fd, LOCK_EX | LOCK_NB) == 0)
      return true;
    g_usleep (BETWEEN_US);
  }
  return false;
}

static bool
take_lock (XpBook *self, GError **error)
{
  g_autofree char *path = lock_path_of (self->path);
  const int fd = open_lock (path, self->path);
  if (fd < 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_NOT_SAVED,
                 "%s 所在的文件夹不能写。请看看文件夹在不在、有没有权限，或把资料拷到别处再打开。",
                 xp_error_name_file (self->path));
    return false;
  }
  if (!lock_file (fd)) {
    set_locked_error (self->path, fd, error);
    close (fd);
    return false;
  }
  if (!is_still_there (path, fd)) {
    close (fd);
    return take_lock (self, error);
  }
  self->lock_fd = fd;
  sign_lock (self);
  return true;
}

static void
drop_lock (XpBook *self)
{
  if (self->lock_fd < 0)
    return;
  g_autofree char *path = lock_path_of (self->path);
  unlink (path);
  close (self->lock_fd);
  self->lock_fd = -1;
}

/* ---- is it a book of ours? ---- */

/* -1 with @error set. */
static int64_t
read_pragma (XpBook *self, const char *sql, GError **error)
{
  g_autoptr (XpStmt) stmt = xp_book_prepare (self, sql, error);
  return stmt != NULL && xp_stmt_next (stmt, error) ? xp_stmt_get_int (stmt, 0) : -1;
}

static bool
set_damaged (XpBook *self, const char *what, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_DAMAGED,
               "%s %s。请不要再往里录，用最近的备份打开。",
               xp_error_name_file (self->path),
               what);
  return false;
}

static bool
check_inside (XpBook *self, int version, GError **error)
{
  g_autoptr (XpStmt) quick = xp_book_prepare (self, "PRAGMA quick_check (1)", NULL);
  if (quick == NULL || !xp_stmt_next (quick, NULL) ||
      g_strcmp0 (xp_stmt_get_text (quick, 0), "ok") != 0)
    return set_damaged (self, "损坏了，有的内容读不出来", error);

  bool is_same = false;
  if (!xp_book_has_schema (self, version, &is_same, error))
    return false;
  return is_same || set_damaged (self, "里面的表格不是乡评的样子，可能被别的程序改过", error);
}

static bool
check_is_book (XpBook *self, int *out_version, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const int64_t id = read_pragma (self, "PRAGMA application_id", &failure);
  if (g_error_matches (failure, XP_ERROR, XP_ERROR_DAMAGED))
    return set_damaged (self, "损坏了，打不开", error);
  if (g_error_matches (failure, XP_ERROR, XP_ERROR_NOT_SAVED) ||
      g_error_matches (failure, XP_ERROR, XP_ERROR_LOCKED)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return false;
  }
  if (id != APPLICATION_ID) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 不是乡评的资料文件。请重新选一个“.xiangping”文件。",
                 xp_error_name_file (self->path));
    return false;
  }
  const int64_t version = read_pragma (self, "PRAGMA user_version", NULL);
  if (version > XP_BOOK_SCHEMA_VERSION) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_NEWER,
                 "%s 是用更新的乡评存的，这一版打不开。请先把这台电脑上的乡评升级。",
                 xp_error_name_file (self->path));
    return false;
  }
  if (version < 1)
    return set_damaged (self, "的版本号不对", error);
  *out_version = (int) version;
  return check_inside (self, *out_version, error);
}

/* SQLite makes an empty file of a path that is none, and says nothing of a text file until it
 * reads: what is there is looked at before. */
static bool
check_is_file (const char *path, GError **error)
{
  struct stat info;
  if (xp_seal_is_sealed (path)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 是加了口令的备份，要先用口令打开。请在“备份与恢复”里选它。",
                 xp_error_name_file (path));
    return false;
  }
  if (stat (path, &info) != 0 || !S_ISREG (info.st_mode)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "没有 %s 这个资料文件。请看看文件名和位置对不对。",
                 xp_error_name_file (path));
    return false;
  }
  return true;
}

/* ---- open, create, close ---- */

static bool
start_writing (XpBook *self, GError **error)
{
  return xp_sqlite_exec (self->db,
                         "PRAGMA journal_mode = WAL;"
                         "PRAGMA synchronous = FULL;"
                         "PRAGMA wal_autocheckpoint = 0;",
                         error);
}

XpBook *
xp_book_create (const char *path, const XpBookOpening *opening, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s 已经有了，没有动它。请换个文件名，或者直接打开它。",
                 xp_error_name_file (path));
    return NULL;
  }

  g_autoptr (XpBook) self = new_book (path);
  take_opening (self, opening);
  if (!xp_place_check (path, error) || !take_lock (self, error))
    return NULL;
  if (!connect_db (self, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) ||
      !start_writing (self, error) ||
      !xp_book_make_schema (self->db, XP_BOOK_SCHEMA_VERSION, error)) {
    unlink (path);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/* An older book becomes one of this version, or stays what it was. */
static bool
bring_up_to_date (XpBook *self, int version, const XpBookOpening *opening, GError **error)
{
  if (version == XP_BOOK_SCHEMA_VERSION)
    return true;
  return (opening->keep_old == NULL || opening->keep_old (self, opening->keep_old_data, error)) &&
         xp_book_upgrade (self, version, error);
}

XpBook *
xp_book_open (const char *path, const XpBookOpening *opening, GError **error)
{
  if (!check_is_file (path, error) || !xp_place_check (path, error))
    return NULL;
  g_autoptr (XpBook) self = new_book (path);
  take_opening (self, opening);
  int version = 0;
  if (!take_lock (self, error) || !connect_db (self, SQLITE_OPEN_READWRITE, error) ||
      !check_is_book (self, &version, error) || !start_writing (self, error) ||
      !bring_up_to_date (self, version, opening, error))
    return NULL;
  return g_steal_pointer (&self);
}

XpBook *
xp_book_open_reader (const char *path, const XpBookHooks *hooks, GError **error)
{
  if (!check_is_file (path, error))
    return NULL;
  g_autoptr (XpBook) self = new_book (path);
  self->hooks = *hooks;
  int version = 0;
  if (!connect_db (self, SQLITE_OPEN_READONLY, error) || !check_is_book (self, &version, error) ||
      !xp_book_stand_in (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
xp_book_drop_statements (XpBook *self)
{
  for (int kind = 0; kind < XP_N_KINDS; kind++) {
    g_clear_pointer (&self->writers[kind], xp_stmt_free);
    g_clear_pointer (&self->removers[kind], xp_stmt_free);
    g_clear_pointer (&self->lookups[kind], xp_stmt_free);
  }
  g_hash_table_remove_all (self->kept);
}

bool
xp_book_reopen (XpBook *self, GError **error)
{
  xp_book_drop_statements (self);
  sqlite3_close (self->db);
  self->db = NULL;
  return connect_db (self, SQLITE_OPEN_READWRITE, error) && start_writing (self, error);
}

void
xp_book_idle (XpBook *self)
{
  assert_own_thread (self);
  if (self->lock_fd >= 0 && self->db != NULL)
    sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

void
xp_book_close (XpBook *self)
{
  assert_own_thread (self);
  xp_book_drop_statements (self);
  if (self->lock_fd >= 0 && self->db != NULL)
    sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_close (self->db);
  drop_lock (self);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->rubrics);
  g_free (self->path);
  g_free (self->who);
  g_free (self->device);
  g_free (self->program);
  g_free (self);
}

const char *
xp_book_get_path (XpBook *self)
{
  return self->path;
}

void
xp_book_set_who (XpBook *self, const char *who)
{
  assert_own_thread (self);
  g_free (self->who);
  self->who = g_strdup (who != NULL ? who : "");
  self->random->fill (self->session_id, sizeof self->session_id, self->random->user_data);
  self->session_since_ms = xp_clock_now_ms (self->clock);
  self->session_no = 0;
  self->n_in_session = 0;
  if (self->lock_fd >= 0)
    sign_lock (self);
}

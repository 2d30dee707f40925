#include "xp-book-private.h"

#include "xp-book-seal.h"
#include "xp-page-sums.h"
#include "xp-place.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  WAL_HEADER_BYTES = 32 /* SQLite's file format, 4.1: a journal of so many holds nothing */
};

static const char SETTINGS_OF_CONNECTION[] = "PRAGMA foreign_keys = ON;"
                                             "PRAGMA trusted_schema = OFF;"
                                             "PRAGMA cell_size_check = ON;"
                                             "PRAGMA secure_delete = ON;"
                                             "PRAGMA mmap_size = 0;"
                                             "PRAGMA temp_store = MEMORY;";

/* ---- connection ---- */

bool
xp_book_check_connected (XpBook *self, GError **error)
{
  if (self->db != NULL)
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_NOT_SAVED,
                       "磁盘出了问题，不知道刚才的记上没有。请关掉乡评重新打开，看看再接着录。");
  return false;
}

XpStmt *
xp_book_prepare (XpBook *self, const char *sql, GError **error)
{
  assert_own_thread (self);
  if (g_strcmp0 (g_getenv ("XP_DEBUG"), "sql") == 0)
    g_debug ("%s", sql);
  return xp_book_check_connected (self, error) ? xp_stmt_new (self->db, sql, error) : NULL;
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
  return xp_book_check_connected (self, error) && xp_sqlite_exec (self->db, sql, error);
}

static void
set_limits (sqlite3 *db)
{
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 32 << 20);
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
  self->disk = &XP_DISK_SYSTEM;
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
  self->disk = opening->disk != NULL ? opening->disk : &XP_DISK_SYSTEM;
  self->hooks = *opening->hooks;
  self->device = g_strdup (opening->device);
  self->program = g_strdup (opening->program);
  xp_book_set_who (self, opening->who);
}

static bool
connect_db (XpBook *self, int flags, GError **error)
{
  const int code =
    sqlite3_open_v2 (self->path, &self->db, flags | SQLITE_OPEN_NOMUTEX, xp_page_sums_get_vfs ());
  if (code != SQLITE_OK) {
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

/* ---- what lies on the disk, looked at before SQLite does ---- */

static bool
set_sealed (const char *path, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s 是加了口令的备份，要先用口令打开。请在“备份与恢复”里选它。",
               xp_error_name_file (path));
  return false;
}

/* SQLite makes an empty file of a path that is none, and says nothing of a text file until it
 * reads. */
static bool
check_is_file (const char *path, GError **error)
{
  struct stat info;
  if (stat (path, &info) == 0 && S_ISREG (info.st_mode))
    return !xp_seal_is_sealed (path) || set_sealed (path, error);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "没有 %s 这个资料文件。请看看文件名和位置对不对。",
               xp_error_name_file (path));
  return false;
}

/* Under each name of a file SQLite keeps another journal: written under two it is lost. */
static bool
check_has_one_name (const char *path, GError **error)
{
  struct stat info;
  if (stat (path, &info) == 0 && info.st_nlink == 1)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%s 在磁盘上还有另一个名字（硬链接），从两个名字录会乱，没有打开。"
               "请另存一份，打开另存的那一份。",
               xp_error_name_file (path));
  return false;
}

/* By its real name, as the lock and the journal lie beside that. Yours. */
static char *
dup_real_path (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);
  free (real);
  return copy;
}

static goffset
get_size_beside (const char *path, const char *ending)
{
  struct stat info;
  g_autofree char *beside = g_strconcat (path, ending, NULL);
  return lstat (beside, &info) == 0 ? (S_ISREG (info.st_mode) ? info.st_size : G_MAXINT) : 0;
}

static bool
set_foreign_beside (const char *path, const char *ending, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ending, NULL);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_DAMAGED,
               "%s 旁边的 %s 不是这份资料的，合在一起会乱，没有打开。"
               "请把旁边那个文件移到别处，再打开资料，打开后检查一遍资料是否完整。",
               xp_error_name_file (path),
               xp_error_name_file (beside));
  return false;
}

/* The file alone, as if there were no journal. */
static bool
is_good_alone (const char *path)
{
  int version = 0;
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *alone = g_strconcat (uri, "?immutable=1", NULL);
  g_autoptr (XpBook) book = new_book (alone);
  return connect_db (book, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) &&
         xp_book_check_is_book (book, &version, NULL) && xp_book_is_log_whole (book);
}

typedef bool (*XpBookCheck) (XpBook *self, int *out_version, GError **error);

/* Whether @self, which can write nothing, is a whole book together with the journal that was left
 * beside it, by a crash or by somebody's hand. Takes @self; NULL: it is not. */
static XpBook *
check_looked_at (XpBook *self, XpBookCheck check, int *out_version, GError **error)
{
  g_autoptr (XpBook) book = self;
  g_autoptr (GError) failure = NULL;
  const bool is_book = check (book, out_version, &failure);
  if (get_size_beside (book->path, "-wal") > WAL_HEADER_BYTES &&
      (!is_book || !xp_book_is_log_whole (book)) && is_good_alone (book->path)) {
    set_foreign_beside (book->path, "-wal", error);
    return NULL;
  }
  if (!is_book) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&book);
}

static XpBook *
connect_looking (const char *path, GError **error)
{
  g_autoptr (XpBook) self = new_book (path);
  if (get_size_beside (path, "-journal") > 0) {
    set_foreign_beside (path, "-journal", error);
    return NULL;
  }
  return connect_db (self, SQLITE_OPEN_READONLY, error) ? g_steal_pointer (&self) : NULL;
}

/* Before a connection that would bring a journal into the file looks at it, one does that cannot.
 */
static bool
check_beside (const char *path, GError **error)
{
  int version = 0;
  g_autoptr (XpBook) self = connect_looking (path, error);
  if (self == NULL || get_size_beside (path, "-wal") <= WAL_HEADER_BYTES)
    return self != NULL;
  self = check_looked_at (g_steal_pointer (&self), xp_book_check_is_book, &version, error);
  return self != NULL;
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

static void
remove_with_journals (const char *path)
{
  static const char *const ENDINGS[] = {"", "-journal", "-wal", "-shm"};
  for (size_t i = 0; i < G_N_ELEMENTS (ENDINGS); i++) {
    g_autofree char *file = g_strconcat (path, ENDINGS[i], NULL);
    unlink (file);
  }
}

/* All of it in the file itself, no journal beside it. */
static bool
make_empty_book (const char *path, GError **error)
{
  g_autoptr (XpBook) self = new_book (path);
  if (!connect_db (self, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error))
    return false;
  xp_page_sums_reserve (self->db);
  if (!start_writing (self, error) ||
      !xp_book_make_schema (self->db, XP_BOOK_SCHEMA_VERSION, error))
    return false;
  if (sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) ==
      SQLITE_OK)
    return true;
  xp_sqlite_set_error (self->db, error);
  return false;
}

/* SQLite would take a journal that is left of another book for this one's. */
static bool
check_nothing_beside (const char *path, GError **error)
{
  static const char *const ENDINGS[] = {"-journal", "-wal"};
  for (size_t i = 0; i < G_N_ELEMENTS (ENDINGS); i++) {
    if (get_size_beside (path, ENDINGS[i]) == 0)
      continue;
    set_foreign_beside (path, ENDINGS[i], error);
    return false;
  }
  return true;
}

/* Under another name until it is whole: nobody finds half a book under this one. */
static bool
make_file (const XpDisk *disk, const char *path, GError **error)
{
  bool is_named = false;
  g_autofree char *part = xp_disk_dup_part_path (path);
  remove_with_journals (part);
  const bool is_made = make_empty_book (part, error);
  if (is_made && xp_disk_give_name (disk, part, path, &is_named) == 0)
    return true;
  remove_with_journals (part);
  if (is_made)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_NOT_SAVED,
                 "%s 没有建成，磁盘没有收下。请看看磁盘满不满、好不好，再建一次，或换个位置建。",
                 xp_error_name_file (path));
  return false;
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
  if (!xp_place_check (path, error) || !check_nothing_beside (path, error) ||
      !xp_book_take_lock (self, error))
    return NULL;
  if (make_file (self->disk, path, error) && connect_db (self, SQLITE_OPEN_READWRITE, error) &&
      start_writing (self, error))
    return g_steal_pointer (&self);
  g_clear_pointer (&self->db, sqlite3_close);
  remove_with_journals (path);
  return NULL;
}

bool
xp_book_rewrite (XpBook *self, GError **error)
{
  if (!xp_book_check_connected (self, error))
    return false;
  /* SQLite attaches the copy it makes, which is otherwise forbidden. */
  const int limit = sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 1);
  const bool is_written = xp_book_exec (self, "VACUUM", error);
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, limit);
  return is_written;
}

/* A file from before there were sums gets them when all of it is written anew, once. Where that
 * fails (no room), nothing is lost but the sums. */
static void
keep_page_sums (XpBook *self)
{
  if (xp_page_sums_are_kept (self->db))
    return;
  xp_page_sums_reserve (self->db);
  g_autoptr (GError) failure = NULL;
  if (!xp_book_rewrite (self, &failure))
    g_debug ("no page sums: %s", failure->message);
  sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
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
  g_autofree char *real = dup_real_path (path);
  if (!check_is_file (real, error) || !xp_place_check (real, error) ||
      !check_has_one_name (real, error))
    return NULL;
  g_autoptr (XpBook) self = new_book (real);
  take_opening (self, opening);
  int version = 0;
  if (!xp_book_take_lock (self, error) || !check_beside (real, error) ||
      !connect_db (self, SQLITE_OPEN_READWRITE, error) ||
      !xp_book_check_is_book (self, &version, error) || !start_writing (self, error) ||
      !bring_up_to_date (self, version, opening, error))
    return NULL;
  keep_page_sums (self);
  return g_steal_pointer (&self);
}

static XpBook *
open_looking (const char *path, const XpBookHooks *hooks, XpBookCheck check, GError **error)
{
  int version = 0;
  g_autofree char *real = dup_real_path (path);
  g_autoptr (XpBook) self = check_is_file (real, error) ? connect_looking (real, error) : NULL;
  if (self != NULL)
    self = check_looked_at (g_steal_pointer (&self), check, &version, error);
  if (self == NULL)
    return NULL;
  self->hooks = *hooks;
  return xp_book_stand_in (self, error) && xp_book_exec (self, "PRAGMA cache_size = -32768", error)
           ? g_steal_pointer (&self)
           : NULL;
}

XpBook *
xp_book_open_beside (const char *path, const XpBookHooks *hooks, GError **error)
{
  return open_looking (path, hooks, xp_book_check_is_ours, error);
}

XpBook *
xp_book_open_reader (const char *path, const XpBookHooks *hooks, GError **error)
{
  return open_looking (path, hooks, xp_book_check_is_book, error);
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

/* What is in the journal may have been read out of memory: it is on the disk once it is in the
 * file and the file is synced. */
static bool
bring_journal_in (XpBook *self)
{
  int n_in_journal = 0, n_brought = 0;
  return sqlite3_wal_checkpoint_v2 (self->db,
                                    NULL,
                                    SQLITE_CHECKPOINT_FULL,
                                    &n_in_journal,
                                    &n_brought) == SQLITE_OK &&
         n_in_journal == n_brought;
}

static void
shut (XpBook *self)
{
  xp_book_drop_statements (self);
  g_clear_pointer (&self->db, sqlite3_close);
}

bool
xp_book_reopen (XpBook *self, const guint8 head[32], bool *out_holds, GError **error)
{
  guint8 is[32];
  shut (self);
  const bool is_open = connect_db (self, SQLITE_OPEN_READWRITE, NULL) &&
                       start_writing (self, NULL) && xp_book_get_head (self, is, NULL);
  *out_holds = is_open && memcmp (is, head, sizeof is) == 0;
  if (!is_open || (*out_holds && !bring_journal_in (self)))
    shut (self);
  return xp_book_check_connected (self, error);
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
  xp_book_drop_lock (self);
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
    xp_book_sign_lock (self);
}

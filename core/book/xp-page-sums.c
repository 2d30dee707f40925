#include "xp-page-sums.h"

#include "xp-error.h"
#include "xp-page-journal.h"

#include <sodium.h>
#include <string.h>

enum {
  SUM_BYTES = 8,
  HEADER_BYTES = 100,
  MOST_READINGS = 5
};

typedef struct {
  sqlite3_file base; /* first: SQLite sees only this */
  sqlite3_file *real;
  bool is_book;  /* the file itself, not its journal */
  bool has_sums; /* by its header */
  int page_bytes;
  guint8 *copy;  /* of a page that is being written */
  GArray *early; /* of gint64: where a file without a header yet was written; NULL: it has one */
} SummedFile;

static SummedFile *
summed (sqlite3_file *file)
{
  return (SummedFile *) (gpointer) file;
}

/* Of the page's number too: a page in another's place is as wrong as a changed one. */
static void
compute_sum (const guint8 *page, int n_bytes, gint64 number, guint8 out_sum[SUM_BYTES])
{
  crypto_generichash_state state;
  guint8 hash[crypto_generichash_BYTES_MIN];
  const guint64 place = GUINT64_TO_LE ((guint64) number);
  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  crypto_generichash_update (&state, (const guint8 *) &place, sizeof place);
  crypto_generichash_update (&state, page, (unsigned long long) (n_bytes - SUM_BYTES));
  crypto_generichash_final (&state, hash, sizeof hash);
  memcpy (out_sum, hash, SUM_BYTES);
}

/* Page size and reserved space stand in the first hundred bytes (SQLite's file format, 1.3). */
static void
take_header (SummedFile *self, const guint8 *header)
{
  if (memcmp (header, "SQLite format 3", 16) != 0)
    return;
  const int stated = header[16] << 8 | header[17];
  const int n_bytes = stated == 1 ? 65536 : stated;
  self->has_sums = header[20] == SUM_BYTES && n_bytes >= 512 && (n_bytes & (n_bytes - 1)) == 0;
  if (!self->has_sums || n_bytes == self->page_bytes)
    return;
  self->page_bytes = n_bytes;
  g_free (self->copy);
  self->copy = g_malloc ((gsize) n_bytes);
}

/* ---- one open file ---- */

static int
close_file (sqlite3_file *file)
{
  SummedFile *self = summed (file);
  const int code = self->real->pMethods->xClose (self->real);
  g_clear_pointer (&self->real, g_free);
  g_clear_pointer (&self->copy, g_free);
  g_clear_pointer (&self->early, g_array_unref);
  return code;
}

static int
read_file (sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xRead (real, bytes, n, at);
}

static int
write_summed (SummedFile *self, const void *page, sqlite3_int64 at)
{
  const int n = self->page_bytes;
  memmove (self->copy, page, (gsize) n);
  compute_sum (self->copy, n, at / n + 1, self->copy + n - SUM_BYTES);
  return self->real->pMethods->xWrite (self->real, self->copy, n, at);
}

/* A file that is made in one go (a copy, VACUUM) has its first page last where it is larger than
 * SQLite's memory for pages: what was written before gets its sums now. */
static int
sum_early_pages (SummedFile *self)
{
  g_autoptr (GArray) early = g_steal_pointer (&self->early);
  int code = SQLITE_OK;
  for (guint i = 0; self->has_sums && code == SQLITE_OK && i < early->len; i++) {
    const gint64 at = g_array_index (early, gint64, i);
    code = self->real->pMethods->xRead (self->real, self->copy, self->page_bytes, at);
    if (code == SQLITE_OK)
      code = write_summed (self, self->copy, at);
  }
  return code;
}

static int
write_file (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
  SummedFile *self = summed (file);
  if (self->is_book && at == 0 && n >= HEADER_BYTES) {
    take_header (self, bytes);
    const int code = self->early != NULL ? sum_early_pages (self) : SQLITE_OK;
    if (code != SQLITE_OK)
      return code;
  } else if (self->early != NULL) {
    g_array_append_val (self->early, at);
  }
  if (self->is_book && self->has_sums && n == self->page_bytes && at % n == 0)
    return write_summed (self, bytes, at);
  return self->real->pMethods->xWrite (self->real, bytes, n, at);
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xTruncate (real, size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xSync (real, flags);
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *out_size)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xFileSize (real, out_size);
}

static int
lock_file (sqlite3_file *file, int lock)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xLock (real, lock);
}

static int
unlock_file (sqlite3_file *file, int lock)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xUnlock (real, lock);
}

static int
is_reserved (sqlite3_file *file, int *out_is)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xCheckReservedLock (real, out_is);
}

static int
control_file (sqlite3_file *file, int what, void *data)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xFileControl (real, what, data);
}

static int
get_sector_size (sqlite3_file *file)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xSectorSize (real);
}

static int
get_traits (sqlite3_file *file)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xDeviceCharacteristics (real);
}

static int
map_shared (sqlite3_file *file, int page, int n, int may_extend, void volatile **out_memory)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xShmMap (real, page, n, may_extend, out_memory);
}

static int
lock_shared (sqlite3_file *file, int at, int n, int flags)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xShmLock (real, at, n, flags);
}

static void
fence_shared (sqlite3_file *file)
{
  sqlite3_file *real = summed (file)->real;
  real->pMethods->xShmBarrier (real);
}

static int
unmap_shared (sqlite3_file *file, int is_deleted)
{
  sqlite3_file *real = summed (file)->real;
  return real->pMethods->xShmUnmap (real, is_deleted);
}

/* Version 2: with shared memory, which WAL needs; without memory mapping, which we never use. */
static const sqlite3_io_methods METHODS = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = is_reserved,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_traits,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = fence_shared,
  .xShmUnmap = unmap_shared,
};

/* ---- the VFS ---- */

static sqlite3_vfs *
get_real (void)
{
  return sqlite3_vfs_find (NULL);
}

static int
open_file (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  SummedFile *self = summed (file);
  sqlite3_vfs *real = get_real ();
  *self = (SummedFile){.is_book = (flags & SQLITE_OPEN_MAIN_DB) != 0};
  self->real = g_malloc0 ((gsize) real->szOsFile);
  const int code = real->xOpen (real, name, self->real, flags, out_flags);
  if (self->real->pMethods == NULL) {
    g_clear_pointer (&self->real, g_free);
    return code;
  }
  self->base.pMethods = &METHODS;
  guint8 header[HEADER_BYTES];
  if (code != SQLITE_OK || !self->is_book)
    return code;
  const int reading = self->real->pMethods->xRead (self->real, header, sizeof header, 0);
  if (reading == SQLITE_OK)
    take_header (self, header);
  else if (reading == SQLITE_IOERR_SHORT_READ)
    self->early = g_array_new (FALSE, FALSE, sizeof (gint64));
  else /* not to know whether there are sums would be to write pages without */
    close_file (file);
  if (self->real == NULL)
    self->base.pMethods = NULL;
  return self->real != NULL ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int is_synced)
{
  sqlite3_vfs *real = get_real ();
  return real->xDelete (real, name, is_synced);
}

static int
ask_access (sqlite3_vfs *vfs, const char *name, int flags, int *out_answer)
{
  sqlite3_vfs *real = get_real ();
  return real->xAccess (real, name, flags, out_answer);
}

static int
complete_path (sqlite3_vfs *vfs, const char *name, int n, char *out_path)
{
  sqlite3_vfs *real = get_real ();
  return real->xFullPathname (real, name, n, out_path);
}

static int
fill_random (sqlite3_vfs *vfs, int n, char *out_bytes)
{
  sqlite3_vfs *real = get_real ();
  return real->xRandomness (real, n, out_bytes);
}

static int
sleep_for (sqlite3_vfs *vfs, int microseconds)
{
  sqlite3_vfs *real = get_real ();
  return real->xSleep (real, microseconds);
}

static int
get_time (sqlite3_vfs *vfs, double *out_julian_day)
{
  sqlite3_vfs *real = get_real ();
  return real->xCurrentTime (real, out_julian_day);
}

static int
get_time_ms (sqlite3_vfs *vfs, sqlite3_int64 *out_ms)
{
  sqlite3_vfs *real = get_real ();
  return real->xCurrentTimeInt64 (real, out_ms);
}

static int
get_last_error (sqlite3_vfs *vfs, int n, char *out_text)
{
  sqlite3_vfs *real = get_real ();
  return real->xGetLastError (real, n, out_text);
}

static gpointer
register_vfs (gpointer unused)
{
  /* SQLite keeps the pointer as long as the program runs. */
  sqlite3_vfs *vfs = g_new0 (sqlite3_vfs, 1);
  *vfs = (sqlite3_vfs){
    .iVersion = 2,
    .szOsFile = sizeof (SummedFile),
    .mxPathname = get_real ()->mxPathname,
    .zName = "xiangping",
    .xOpen = open_file,
    .xDelete = delete_file,
    .xAccess = ask_access,
    .xFullPathname = complete_path,
    .xRandomness = fill_random,
    .xSleep = sleep_for,
    .xCurrentTime = get_time,
    .xGetLastError = get_last_error,
    .xCurrentTimeInt64 = get_time_ms,
  };
  sqlite3_vfs_register (vfs, 0);
  return vfs;
}

const char *
xp_page_sums_get_vfs (void)
{
  static GOnce once = G_ONCE_INIT;
  const sqlite3_vfs *vfs = g_once (&once, register_vfs, NULL);
  return vfs->zName;
}

/* ---- what the book asks ---- */

void
xp_page_sums_reserve (sqlite3 *db)
{
  int n_bytes = SUM_BYTES;
  sqlite3_file_control (db, "main", SQLITE_FCNTL_RESERVE_BYTES, &n_bytes);
}

static SummedFile *
get_file (sqlite3 *db)
{
  sqlite3_file *file = NULL;
  sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file != NULL && file->pMethods == &METHODS ? summed (file) : NULL;
}

/* The header is read again: another connection may have brought the file up to date. */
static bool
read_header (SummedFile *self)
{
  guint8 header[HEADER_BYTES];
  if (self->real->pMethods->xRead (self->real, header, sizeof header, 0) != SQLITE_OK)
    return false;
  take_header (self, header);
  return true;
}

bool
xp_page_sums_are_kept (sqlite3 *db)
{
  SummedFile *self = get_file (db);
  return self != NULL && read_header (self) && self->has_sums;
}

/* Such a page was never written: SQLite leaves out the one its locks lie on. It holds nothing. */
static bool
is_empty (const guint8 *page, int n_bytes)
{
  return page[0] == 0 && memcmp (page, page + 1, (gsize) n_bytes - 1) == 0;
}

/* -1: cannot be read. A page may be half written by another connection at this very moment, so one
 * that does not fit is read again. */
static int
is_page_good (SummedFile *self, guint8 *page, gint64 number)
{
  const int n = self->page_bytes;
  for (int reading = 0; reading < MOST_READINGS; reading++) {
    guint8 sum[SUM_BYTES];
    if (self->real->pMethods->xRead (self->real, page, n, (number - 1) * n) != SQLITE_OK)
      return -1;
    compute_sum (page, n, number, sum);
    if (memcmp (sum, page + n - SUM_BYTES, SUM_BYTES) == 0 || is_empty (page, n))
      return 1;
    g_thread_yield ();
  }
  return 0;
}

/* A page that the journal has anew, or that is beyond the end the journal gives the book, may be
 * anything in the file. @journal is read once one asks. */
static bool
is_out_of_date (sqlite3 *db, XpPageJournal **journal, gint64 number)
{
  if (*journal == NULL)
    *journal = xp_page_journal_read (sqlite3_db_filename (db, "main"));
  return xp_page_journal_has (*journal, number) ||
         ((*journal)->n_pages > 0 && number > (*journal)->n_pages);
}

static bool
set_unreadable (GError **error)
{
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_NOT_SAVED,
                       "磁盘上有的地方读不出来，没有检查完。请把资料拷到另一块磁盘上再检查。");
  return false;
}

bool
xp_page_sums_check (sqlite3 *db, GCancellable *cancellable, gint64 *out_page, GError **error)
{
  SummedFile *self = get_file (db);
  sqlite3_int64 size = 0;
  *out_page = 0;
  if (self == NULL)
    return true;
  if (!read_header (self) || self->real->pMethods->xFileSize (self->real, &size) != SQLITE_OK)
    return set_unreadable (error);
  if (!self->has_sums)
    return true;

  g_autofree guint8 *page = g_malloc ((gsize) self->page_bytes);
  g_autoptr (XpPageJournal) journal = NULL;
  const gint64 n_whole = size / self->page_bytes;
  const gint64 n_pages = n_whole + (size % self->page_bytes != 0);
  for (gint64 number = 1; number <= n_pages; number++) {
    const int is_good = number <= n_whole ? is_page_good (self, page, number) : 0;
    if (is_good < 0)
      return set_unreadable (error);
    if (is_good == 0 && !is_out_of_date (db, &journal, number)) {
      *out_page = number;
      return true;
    }
    if (number % 256 == 0 && !xp_progress_report (NULL, cancellable, 0, 0, error))
      return false;
  }
  return true;
}

#include "xp-fault-vfs.h"

#include <string.h>

struct _XpFaultDisk {
  sqlite3_vfs vfs; /* first: SQLite sees only this */
  sqlite3_vfs *real;
  XpFault fault;
  int n_until; /* calls until it fails; 0: not armed */
  int n_times; /* that it will fail yet */
  int n_failed;
  int n_calls[XP_N_FAULTS]; /* since arming */
  int n_open;
  int sector_bytes;
  GArray *events; /* borrowed; NULL: nothing is written down */
};

typedef struct {
  sqlite3_file base; /* first */
  XpFaultDisk *disk;
  sqlite3_file *real;
  char *name;              /* NULL: a temporary file, passed through */
  bool is_folder_unsynced; /* a journal: its first sync syncs its folder too */
} FaultFile;

static FaultFile *
faulty (sqlite3_file *file)
{
  return (FaultFile *) (gpointer) file;
}

/* ---- failing ---- */

static bool
is_meant (const XpFaultDisk *self, XpFault fault)
{
  if (self->fault != XP_FAULT_GONE || fault == XP_FAULT_FULL)
    return fault == self->fault;
  return fault <= XP_FAULT_CLOSE || self->n_failed > 0;
}

bool
xp_fault_disk_fails (XpFaultDisk *self, XpFault fault)
{
  self->n_calls[fault]++;
  if (self->n_until == 0 || !is_meant (self, fault))
    return false;
  if (self->n_until > 1) {
    self->n_until--;
    return false;
  }
  if (--self->n_times == 0)
    self->n_until = 0;
  self->n_failed++;
  return true;
}

void
xp_fault_disk_arm (XpFaultDisk *self, XpFault fault, int nth, int n_times)
{
  self->fault = fault;
  self->n_until = nth;
  self->n_times = n_times;
  self->n_failed = 0;
  memset (self->n_calls, 0, sizeof self->n_calls);
}

int
xp_fault_disk_disarm (XpFaultDisk *self)
{
  self->n_until = 0;
  return self->n_failed;
}

int
xp_fault_disk_get_n_failed (XpFaultDisk *self)
{
  return self->n_failed;
}

int
xp_fault_disk_count_calls (const XpFaultDisk *self, XpFault fault)
{
  int n = 0;
  if (fault != XP_FAULT_GONE)
    return self->n_calls[fault];
  for (int change = 0; change <= XP_FAULT_CLOSE; change++)
    n += self->n_calls[change];
  return n;
}

int
xp_fault_disk_count_open (XpFaultDisk *self)
{
  return self->n_open;
}

void
xp_fault_disk_spoil_sectors (XpFaultDisk *self, int sector_bytes)
{
  self->sector_bytes = sector_bytes;
}

/* ---- writing down ---- */

static void
clear_event (gpointer data)
{
  XpDiskEvent *event = data;
  g_free (event->name);
  g_free (event->to);
  g_clear_pointer (&event->bytes, g_bytes_unref);
}

GArray *
xp_disk_events_new (void)
{
  GArray *events = g_array_new (FALSE, TRUE, sizeof (XpDiskEvent));
  g_array_set_clear_func (events, clear_event);
  return events;
}

void
xp_fault_disk_record (XpFaultDisk *self, GArray *events)
{
  self->events = events;
}

void
xp_fault_disk_write_down (XpFaultDisk *self, XpDiskEvent event)
{
  if (self->events != NULL)
    g_array_append_val (self->events, event);
  else
    clear_event (&event);
}

void
xp_fault_disk_say (XpFaultDisk *self, gint64 what)
{
  xp_fault_disk_write_down (self, (XpDiskEvent){.what = XP_DISK_SAID, .at = what});
}

static void
note (FaultFile *self, XpDiskDoing what, gint64 at, GBytes *bytes)
{
  xp_fault_disk_write_down (
    self->disk,
    (XpDiskEvent){.what = what, .name = g_strdup (self->name), .at = at, .bytes = bytes});
}

/* ---- one open file ---- */

static bool
fails (FaultFile *self, XpFault fault)
{
  return self->name != NULL && xp_fault_disk_fails (self->disk, fault);
}

static int
close_file (sqlite3_file *file)
{
  FaultFile *self = faulty (file);
  const int code = self->real->pMethods->xClose (self->real);
  self->disk->n_open -= self->name != NULL;
  g_clear_pointer (&self->real, g_free);
  g_clear_pointer (&self->name, g_free);
  return code;
}

static int
read_file (sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
  FaultFile *self = faulty (file);
  if (fails (self, XP_FAULT_READ))
    return SQLITE_IOERR_READ;
  return self->real->pMethods->xRead (self->real, bytes, n, at);
}

static int
write_file (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
  FaultFile *self = faulty (file);
  if (fails (self, XP_FAULT_WRITE))
    return SQLITE_IOERR_WRITE;
  const bool is_full = fails (self, XP_FAULT_FULL);
  const int n_written = is_full ? n / 2 : n;
  const int code = self->real->pMethods->xWrite (self->real, bytes, n_written, at);
  if (self->name != NULL && self->disk->events != NULL)
    note (self, XP_DISK_WROTE, at, g_bytes_new (bytes, (gsize) n_written));
  return is_full ? SQLITE_FULL : code;
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  FaultFile *self = faulty (file);
  if (fails (self, XP_FAULT_TRUNCATE))
    return SQLITE_IOERR_TRUNCATE;
  if (self->name != NULL)
    note (self, XP_DISK_TRUNCATED, size, NULL);
  return self->real->pMethods->xTruncate (self->real, size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  FaultFile *self = faulty (file);
  if (self->name == NULL)
    return SQLITE_OK;
  if (fails (self, XP_FAULT_SYNC))
    return SQLITE_IOERR_FSYNC;
  note (self, XP_DISK_SYNCED, 0, NULL);
  if (self->is_folder_unsynced)
    note (self, XP_DISK_SYNCED_FOLDER, 0, NULL);
  self->is_folder_unsynced = false;
  return SQLITE_OK;
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *out_size)
{
  sqlite3_file *real = faulty (file)->real;
  return real->pMethods->xFileSize (real, out_size);
}

static int
lock_file (sqlite3_file *file, int lock)
{
  sqlite3_file *real = faulty (file)->real;
  return real->pMethods->xLock (real, lock);
}

static int
unlock_file (sqlite3_file *file, int lock)
{
  sqlite3_file *real = faulty (file)->real;
  return real->pMethods->xUnlock (real, lock);
}

static int
is_reserved (sqlite3_file *file, int *out_is)
{
  sqlite3_file *real = faulty (file)->real;
  return real->pMethods->xCheckReservedLock (real, out_is);
}

/* Not passed on: a file that is made longer in advance would be so behind our back. */
static int
control_file (sqlite3_file *file, int what, void *data)
{
  sqlite3_file *real = faulty (file)->real;
  if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE)
    return SQLITE_NOTFOUND;
  return real->pMethods->xFileControl (real, what, data);
}

static int
get_sector_size (sqlite3_file *file)
{
  FaultFile *self = faulty (file);
  return self->disk->sector_bytes > 0 ? self->disk->sector_bytes
                                      : self->real->pMethods->xSectorSize (self->real);
}

static int
get_traits (sqlite3_file *file)
{
  FaultFile *self = faulty (file);
  const int traits = self->real->pMethods->xDeviceCharacteristics (self->real);
  return self->disk->sector_bytes > 0 ? traits & ~SQLITE_IOCAP_POWERSAFE_OVERWRITE : traits;
}

static int
map_shared (sqlite3_file *file, int page, int n, int may_extend, void volatile **out_memory)
{
  sqlite3_file *real = faulty (file)->real;
  return real->pMethods->xShmMap (real, page, n, may_extend, out_memory);
}

static int
lock_shared (sqlite3_file *file, int at, int n, int flags)
{
  sqlite3_file *real = faulty (file)->real;
  return real->pMethods->xShmLock (real, at, n, flags);
}

static void
fence_shared (sqlite3_file *file)
{
  sqlite3_file *real = faulty (file)->real;
  real->pMethods->xShmBarrier (real);
}

static int
unmap_shared (sqlite3_file *file, int is_deleted)
{
  sqlite3_file *real = faulty (file)->real;
  return real->pMethods->xShmUnmap (real, is_deleted);
}

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

static XpFaultDisk *
disk_of (sqlite3_vfs *vfs)
{
  return (XpFaultDisk *) (gpointer) vfs;
}

static bool
is_kept_file (const char *path, int flags)
{
  return path != NULL &&
         (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
}

/* As the VFS for Unix does it: the folder is synced with a journal's first sync, not with the
 * book's. */
static int
open_file (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  XpFaultDisk *disk = disk_of (vfs);
  FaultFile *self = faulty (file);
  const bool is_kept = is_kept_file (path, flags);
  *self = (FaultFile){.disk = disk};
  if (is_kept && xp_fault_disk_fails (disk, XP_FAULT_OPEN))
    return SQLITE_CANTOPEN;

  const bool is_new =
    is_kept && (flags & SQLITE_OPEN_CREATE) != 0 && !g_file_test (path, G_FILE_TEST_EXISTS);
  self->real = g_malloc0 ((gsize) disk->real->szOsFile);
  const int code = disk->real->xOpen (disk->real, path, self->real, flags, out_flags);
  if (self->real->pMethods == NULL) {
    g_clear_pointer (&self->real, g_free);
    return code;
  }
  self->base.pMethods = &METHODS;
  self->name = is_kept ? g_path_get_basename (path) : NULL;
  self->is_folder_unsynced = is_new && (flags & SQLITE_OPEN_MAIN_DB) == 0;
  disk->n_open += is_kept;
  if (is_new && code == SQLITE_OK)
    note (self, XP_DISK_MADE, 0, NULL);
  return code;
}

static int
delete_file (sqlite3_vfs *vfs, const char *path, int is_synced)
{
  XpFaultDisk *disk = disk_of (vfs);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return disk->real->xDelete (disk->real, path, 0);
  if (xp_fault_disk_fails (disk, XP_FAULT_DELETE))
    return SQLITE_IOERR_DELETE;
  xp_fault_disk_write_down (
    disk,
    (XpDiskEvent){.what = XP_DISK_REMOVED, .name = g_path_get_basename (path)});
  if (is_synced)
    xp_fault_disk_write_down (disk, (XpDiskEvent){.what = XP_DISK_SYNCED_FOLDER});
  return disk->real->xDelete (disk->real, path, 0);
}

static int
ask_access (sqlite3_vfs *vfs, const char *path, int flags, int *out_answer)
{
  sqlite3_vfs *real = disk_of (vfs)->real;
  return real->xAccess (real, path, flags, out_answer);
}

static int
complete_path (sqlite3_vfs *vfs, const char *path, int n, char *out_path)
{
  sqlite3_vfs *real = disk_of (vfs)->real;
  return real->xFullPathname (real, path, n, out_path);
}

static int
fill_random (sqlite3_vfs *vfs, int n, char *out_bytes)
{
  sqlite3_vfs *real = disk_of (vfs)->real;
  return real->xRandomness (real, n, out_bytes);
}

static int
sleep_for (sqlite3_vfs *vfs, int microseconds)
{
  sqlite3_vfs *real = disk_of (vfs)->real;
  return real->xSleep (real, microseconds);
}

static int
get_time (sqlite3_vfs *vfs, double *out_julian_day)
{
  sqlite3_vfs *real = disk_of (vfs)->real;
  return real->xCurrentTime (real, out_julian_day);
}

static int
get_time_ms (sqlite3_vfs *vfs, sqlite3_int64 *out_ms)
{
  sqlite3_vfs *real = disk_of (vfs)->real;
  return real->xCurrentTimeInt64 (real, out_ms);
}

static int
get_last_error (sqlite3_vfs *vfs, int n, char *out_text)
{
  sqlite3_vfs *real = disk_of (vfs)->real;
  return real->xGetLastError (real, n, out_text);
}

static gpointer
install (gpointer unused)
{
  XpFaultDisk *self = g_new0 (XpFaultDisk, 1); /* SQLite keeps it */
  self->real = sqlite3_vfs_find (NULL);
  self->vfs = (sqlite3_vfs){
    .iVersion = 2,
    .szOsFile = sizeof (FaultFile),
    .mxPathname = self->real->mxPathname,
    .zName = "fault",
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
  g_assert_cmpint (sqlite3_vfs_register (&self->vfs, 1), ==, SQLITE_OK);
  return self;
}

XpFaultDisk *
xp_fault_disk_get (void)
{
  static GOnce once = G_ONCE_INIT;
  return g_once (&once, install, NULL);
}

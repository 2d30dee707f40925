/* xp-fault-vfs.h: a disk that fails when it is told to, and writes down all that was asked of it.
 *
 * A VFS over SQLite's own, registered as SQLite's default: the book's own VFS, which wraps the
 * default at each opening, lies above it. Shared memory and temporary files are passed through and
 * neither counted nor failed; nothing is really synced, so that thousands of evenings take seconds.
 * What it says of itself is what SQLite's VFS for Unix says, unless it is told to promise less. */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <stdbool.h>

typedef enum {
  XP_FAULT_WRITE,    /* SQLITE_IOERR_WRITE, nothing written */
  XP_FAULT_SYNC,     /* SQLITE_IOERR_FSYNC */
  XP_FAULT_TRUNCATE, /* SQLITE_IOERR_TRUNCATE */
  XP_FAULT_DELETE,   /* SQLITE_IOERR_DELETE */
  XP_FAULT_RENAME,   /* not SQLite's: see xp-fault-calls.h */
  XP_FAULT_CLOSE,    /* likewise */
  XP_FAULT_FULL,     /* SQLITE_FULL, the first half written */
  XP_FAULT_OPEN,     /* SQLITE_CANTOPEN */
  XP_FAULT_READ,     /* SQLITE_IOERR_READ */
  XP_FAULT_GONE,     /* counts what changes the disk; where it lasts, nothing works any more */
  XP_N_FAULTS
} XpFault;

typedef enum {
  XP_DISK_MADE, /* a file with no bytes has this name now */
  XP_DISK_WROTE,
  XP_DISK_TRUNCATED,
  XP_DISK_SYNCED,
  XP_DISK_REMOVED,
  XP_DISK_RENAMED,
  XP_DISK_SYNCED_FOLDER, /* all names stand as they are now */
  XP_DISK_SAID           /* no doing of the disk: somebody was told something */
} XpDiskDoing;

typedef struct {
  XpDiskDoing what;
  char *name; /* without its folder */
  char *to;   /* RENAMED: the new name */
  gint64 at;  /* WROTE: where; TRUNCATED: the new size; SAID: what the caller wrote down */
  GBytes *bytes;
} XpDiskEvent;

typedef struct _XpFaultDisk XpFaultDisk;

/* SQLite's default from the first call on, for as long as the program runs. */
XpFaultDisk *xp_fault_disk_get (void);

#define XP_FAULT_FOR_GOOD G_MAXINT

/* The @nth call of this kind from now on fails, from 1, and those after it, @n_times in all. */
void xp_fault_disk_arm (XpFaultDisk *self, XpFault fault, int nth, int n_times);
/* Returns: how many calls have failed since arming. */
int xp_fault_disk_disarm (XpFaultDisk *self);
int xp_fault_disk_get_n_failed (XpFaultDisk *self);
/* Calls since arming of which @fault would have failed the nth: so many come before the next one.
 */
int xp_fault_disk_count_calls (const XpFaultDisk *self, XpFault fault);

/* For calls that do not go through SQLite. Whether this one fails. */
bool xp_fault_disk_fails (XpFaultDisk *self, XpFault fault);

/* Files that are open. */
int xp_fault_disk_count_open (XpFaultDisk *self);

/* A disk that may spoil what lies beside the bytes being written, to the borders of its sector of
 * @sector_bytes; 0: one that does not, which is what SQLite's VFS for Unix takes for granted. */
void xp_fault_disk_spoil_sectors (XpFaultDisk *self, int sector_bytes);

/* Writes down everything from now on into @events, of XpDiskEvent; NULL: no more. */
void xp_fault_disk_record (XpFaultDisk *self, GArray *events);
void xp_fault_disk_say (XpFaultDisk *self, gint64 what);
/* For what is done beside SQLite. Takes what the event owns. */
void xp_fault_disk_write_down (XpFaultDisk *self, XpDiskEvent event);
GArray *xp_disk_events_new (void);

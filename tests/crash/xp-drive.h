/* xp-drive.h: what a power cut leaves of a folder: for each file what was synced, and of what was
 * written since any part, in any order; of names made, removed and changed since the folder was
 * synced, any part. */
#pragma once

#include "xp-fault-vfs.h"

typedef struct _XpDrive XpDrive;

XpDrive *xp_drive_new (void);
void xp_drive_free (XpDrive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpDrive, xp_drive_free)

/* A file that has been there, synced, for long. */
void xp_drive_put (XpDrive *self, const char *name, const void *bytes, gsize n);

/* @event: borrowed as long as the drive lives. */
void xp_drive_apply (XpDrive *self, const XpDiskEvent *event);

typedef struct {
  guint32 seed;
  int piece_bytes;     /* what a disk writes at once: 512 or 4096; torn within it too */
  bool spoils_sectors; /* bytes beside those being written may go too, to the borders of 4096 */
} XpPowerCut;

/* Writes into the empty @folder what this cut leaves. The same cut leaves the same. */
void xp_drive_cut (const XpDrive *self, const XpPowerCut *cut, const char *folder);

/* xp-fault-calls.h: the calls beside SQLite on the disk that fails: writing, syncing, closing and
 * renaming as core/model/xp-disk asks for them, written down as well. */
#pragma once

#include "xp-disk.h"
#include "xp-fault-vfs.h"

/* Borrows @disk. */
XpDisk xp_fault_disk_get_calls (XpFaultDisk *disk);

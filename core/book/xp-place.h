/* xp-place.h: where a live book may lie. On a FAT stick and on a network share neither locks nor
 * syncs can be trusted: what is said to be saved there may not be. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* @type: of a file system as the kernel names it: "ext4", "vfat", "fuse.sshfs"; NULL not known. */
bool xp_place_is_trusted (const char *type);

/* REFUSED with the remedy when the folder of @path (which need not exist yet) is not trusted. A
 * place of which nothing is known counts as trusted. */
bool xp_place_check (const char *path, GError **error);

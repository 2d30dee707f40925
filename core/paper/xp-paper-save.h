/* xp-paper-save.h: puts a finished PDF on the disk, whole or not at all. */
#pragma once

#include <gio/gio.h>

#include "xp-disk.h"

/**
 * xp_paper_save:
 * @pdf: borrowed
 * @path: the file to make or replace
 *
 * Writes beside @path, waits until the disk has it, and only then takes the place of @path.
 *
 * Returns: FALSE with XP_ERROR_NOT_SAVED naming @path, the reason and the remedy; what stood at
 * @path before still does, and nothing is left beside it
 */
gboolean xp_paper_save (GBytes *pdf, const char *path, GError **error);

/* The same on a disk that is handed in. */
gboolean xp_paper_save_on (const XpDisk *disk, GBytes *pdf, const char *path, GError **error);

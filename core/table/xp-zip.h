/* xp-zip.h: the parts of an archive, one after the other and never more than asked for.
 *
 * Refused: encrypted or split archives, ZIP64, odd paths, methods other than stored and deflate, a
 * wrong CRC, and what swells beyond any honest workbook (APPNOTE 6.3). Private to this room. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct _XpZip XpZip;

/* A piece of a part, in order. False with an error ends the reading. */
typedef bool (*XpZipSink) (const char *data, gsize n, gpointer user_data, GError **error);

/* @name: of the file, for messages. Keeps a reference to @bytes. */
XpZip *xp_zip_open (GBytes *bytes, const char *name, GError **error);
void xp_zip_free (XpZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpZip, xp_zip_free)

bool xp_zip_has (const XpZip *self, const char *part);

/**
 * xp_zip_read:
 * @part: its path in the archive; there must be such a part
 *
 * All parts of one archive together may unpack to 192 MiB.
 *
 * Returns: whether the whole part was read and its CRC is right; else INPUT, CANCELLED, or what the
 * sink said
 */
bool xp_zip_read (XpZip *self,
                  const char *part,
                  XpZipSink sink,
                  gpointer user_data,
                  GCancellable *cancellable,
                  GError **error);

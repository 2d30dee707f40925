/* xp-printing.h: a stored result becomes a sheet: the same bytes on the screen, in the file, on
 * the printer. Printing never writes the book. */
#pragma once

#include "xp-desk.h"
#include "xp-progress.h"

typedef struct {
  const char *id;    /* notice, certificates, summary */
  const char *title; /* 公示 */
  const char *about; /* one sentence: when it is used */
} XpDocument;

/* All sheets of this version; borrowed, for ever. */
const XpDocument *xp_printing_list_documents (size_t *out_n);
const XpDocument *xp_printing_lookup_document (const char *id); /* NULL: no such */

/* NULL when it can be printed now; else the sentence why not yet. Yours. */
char *xp_printing_dup_obstacle (XpDesk *desk, const char *document, int64_t round_uid);

/* What should be known before it hangs outside: “有12户还没问过愿不愿意上榜。” Yours; may be empty.
 */
char **xp_printing_list_warnings (XpDesk *desk, const char *document, int64_t round_uid);

/* Yours. FONT names the character and the household before the first page is made. */
GBytes *xp_printing_render (XpDesk *desk,
                            const char *document,
                            int64_t round_uid,
                            XpProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
void xp_printing_render_async (XpDesk *desk,
                               const char *document,
                               int64_t round_uid,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GBytes *xp_printing_render_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/* The old file or the new one, never half of one. NOT_SAVED says why. */
bool xp_printing_save (GBytes *pdf, const char *path, GError **error);

/* 永胜村_2026年第三季度“干净人家”评选_公示.pdf: a file name to offer. Yours. */
char *xp_printing_dup_file_name (XpDesk *desk, const char *document, int64_t round_uid);

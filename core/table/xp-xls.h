/* xp-xls.h: the sheets of an old workbook (.xls, BIFF in an OLE file) as tables.
 *
 * Strangers' binary files are read by xiangping-read-xls, a process of its own with little memory
 * and little time; what comes back is bounded and checked here. Which rows are hidden or struck out
 * is not known. */
#pragma once

#include "xp-table.h"

/* Whether the bytes begin like an OLE file, of which .xls, .et and .doc are kinds. */
bool xp_xls_is_one (GBytes *bytes);

/**
 * xp_xls_read:
 * @name: of the file, for messages
 *
 * Limits as for xp_xlsx_read; 20 seconds.
 *
 * Returns: (element-type XpTable): all sheets in their order, hidden ones too; yours. NULL with
 * INPUT: a password, no workbook, damaged, or what is more than a list; or CANCELLED
 */
GPtrArray *xp_xls_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);

/* The same by another program and with less time: for tests. */
GPtrArray *xp_xls_read_by (const char *program,
                           int most_ms,
                           GBytes *bytes,
                           const char *name,
                           GCancellable *cancellable,
                           GError **error);

/* What that program says of a file, as the tables it tells of: xp_xls_read()'s second half. */
GPtrArray *xp_xls_read_answer (const guint8 *said, gsize n, const char *name, GError **error);

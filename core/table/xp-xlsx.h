/* xp-xlsx.h: the sheets of a workbook (ECMA-376, transitional and strict) as tables.
 *
 * Values only: text with its runs joined and without readings (rPh), numbers as a village writes
 * them, cached results of formulas, dates as 2026-10-12. Merged cells carry their value down their
 * first column. Rows without any text are left out. */
#pragma once

#include "xp-table.h"

/* Whether the bytes begin like a ZIP archive. */
bool xp_xlsx_is_one (GBytes *bytes);

/**
 * xp_xlsx_read:
 * @name: of the file, for messages
 *
 * Limits: 100,000 rows with text, 256 columns, 32,767 characters in a cell, 10 MiB of text.
 *
 * Returns: (element-type XpTable): all sheets in their order, hidden ones too; yours. NULL with
 * INPUT or CANCELLED
 */
GPtrArray *
xp_xlsx_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);

/* xp-csv.h: separated text as it comes out of spreadsheets, in any encoding that offices write.
 *
 * Strict: BOM UTF-8, BOM UTF-16LE, UTF-8 over the whole file, GB18030 (never GBK, which loses
 * four-byte characters: GB 18030—2022); anything else is refused with the byte where it breaks.
 * The delimiter (comma, tab, semicolon, full-width comma) is the one that gives most rows the same
 * number of fields. LF, CRLF and lone CR end a record; a quoted line break does not. */
#pragma once

#include "xp-table.h"

/**
 * xp_csv_parse:
 * @name: of the file, for messages
 *
 * Returns: yours; NULL with INPUT: what is wrong, where, and what to do
 */
XpTable *xp_csv_parse (GBytes *bytes, const char *name, GError **error);
/* What a file says that is no table, in the same encodings. Yours; NULL with INPUT as above. */
char *xp_csv_decode_text (GBytes *bytes, const char *name, GError **error);
/* Reads a whole file, 64 MiB at most. */
GBytes *xp_csv_read_file (const char *path, GError **error);

/* Appends one cell, quoted where needed, and the comma or line end behind it. */
void xp_csv_append (GString *out, const char *cell, bool is_last);

/* xp-csv.h: separated text as it comes out of spreadsheets, in any encoding that offices write.
 *
 * Strict: BOM UTF-8, BOM UTF-16LE, UTF-8 over the whole file, GB18030 (never GBK, which loses
 * four-byte characters: GB 18030—2022); anything else is refused with the byte where it breaks.
 * The delimiter (comma, tab, semicolon, full-width comma) is the one that gives most rows the same
 * number of fields. LF, CRLF and lone CR end a record; a quoted line break does not. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct {
  char **cells; /* NULL-terminated, NFC */
  guint n_cells;
  int record; /* from 1, empty ones counted: the row number of a spreadsheet */
} XpCsvRow;

typedef struct {
  XpCsvRow *rows;
  guint n_rows;
  const char *encoding; /* UTF-8, GB18030, UTF-16LE; static */
} XpCsv;

/**
 * xp_csv_parse:
 * @name: of the file, for messages
 *
 * Returns: yours; NULL with INPUT: what is wrong, where, and what to do
 */
XpCsv *xp_csv_parse (GBytes *bytes, const char *name, GError **error);
void xp_csv_free (XpCsv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpCsv, xp_csv_free)

/* Reads a whole file, 64 MiB at most. */
GBytes *xp_csv_read_file (const char *path, GError **error);

/* "" beyond the row's end. Borrowed. */
const char *xp_csv_row_get (const XpCsvRow *row, guint column);

/* Appends one cell, quoted where needed, and the comma or line end behind it. */
void xp_csv_append (GString *out, const char *cell, bool is_last);

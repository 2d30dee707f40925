/* xp-table.h: one sheet of cells, whatever file it came from. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct {
  char **cells; /* NULL-terminated, NFC */
  guint n_cells;
  int record;        /* from 1, empty ones counted: the row number of a spreadsheet */
  guint8 *is_number; /* per cell, for numbers kept as binary fractions of 15 digits; NULL: none */
  bool is_hidden;
  bool is_struck; /* some cell is struck through */
} XpTableRow;

typedef struct {
  XpTableRow *rows;
  guint n_rows;
  const char *encoding; /* UTF-8, GB18030, UTF-16LE, XLSX; static */
  char *name;           /* of the sheet; "" where the file is one table */
  bool is_hidden;
  char **notes; /* sentences on what could not be read; NULL-terminated */
} XpTable;

void xp_table_free (XpTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpTable, xp_table_free)

void xp_table_row_clear (XpTableRow *row);

/* "" beyond the row's end. Borrowed. */
const char *xp_table_row_get (const XpTableRow *row, guint column);

/* Whether the cell is stored as a number, so that beyond 15 digits it is no longer what was typed.
 */
bool xp_table_row_is_number (const XpTableRow *row, guint column);

/* A, B … Z, AA … of a column from 0. Yours. */
char *xp_table_letter (guint column);

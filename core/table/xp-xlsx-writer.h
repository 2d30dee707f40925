/* xp-xlsx-writer.h: a list goes out to a spreadsheet: as a workbook, or as text that one opens.
 *
 * The file is written beside its place and put there whole: there is never half a file, and a
 * failure leaves an older one as it was. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

#include "xp-disk.h"

typedef struct {
  const char *title;         /* of the document; also the sheet's name as far as it fits */
  const char *const *header; /* NULL-terminated */
  const GPtrArray *rows;     /* of char **, each as long as the header, no NULL inside; "" empty */
} XpSheetOut;

/* One sheet: the header bold and always in sight, columns as wide as their words, figures as
 * numbers; digits of ten and more (telephones, identity cards) and those with a zero before them
 * are text. NOT_SAVED. */
bool xp_xlsx_write (const XpSheetOut *sheet, const char *path, GError **error);

/* UTF-8 with the mark before it that WPS and Excel need. A cell that a spreadsheet would take for a
 * formula (it begins with = + - @ of any width, a tab or CR) gets an apostrophe before it. Yours.
 */
char *xp_csv_for_spreadsheets (const XpSheetOut *sheet);
/* The same as a file. NOT_SAVED. */
bool xp_csv_write (const XpSheetOut *sheet, const char *path, GError **error);

/* Both on a disk that is handed in. */
bool
xp_xlsx_write_on (const XpDisk *disk, const XpSheetOut *sheet, const char *path, GError **error);
bool
xp_csv_write_on (const XpDisk *disk, const XpSheetOut *sheet, const char *path, GError **error);

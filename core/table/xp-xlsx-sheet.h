/* xp-xlsx-sheet.h: one worksheet part of a workbook. Private to this room. */
#pragma once

#include "xp-table.h"
#include "xp-zip.h"

/* What all sheets of a workbook share. */
typedef struct {
  XpZip *zip;
  const char *name;         /* of the file, for messages */
  GPtrArray *strings;       /* of char *: shared strings */
  GArray *fonts;            /* of bool: struck through, per font */
  GArray *style_fonts;      /* of guint, per cell style */
  GArray *style_dates;      /* of bool: shows a day, per cell style */
  GHashTable *date_formats; /* numbers of own formats that show a day */
  bool is_from_1904;
  gsize n_text; /* bytes kept so far, all sheets */
  guint n_rows; /* rows kept so far, all sheets */
} XpWorkbook;

/* Reads the part into a table named @sheet. Yours; NULL with INPUT or CANCELLED. */
XpTable *xp_xlsx_read_sheet (XpWorkbook *book,
                             const char *part,
                             const char *sheet,
                             bool is_hidden,
                             GCancellable *cancellable,
                             GError **error);

/* _x000D_ and its like become characters. In place. */
void xp_xlsx_unescape (char *text);

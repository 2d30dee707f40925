/* xp-table-sheet.h: a table with a title, on A4: 汇总表、农户名单、补访名单.
 *
 * Every figure stands ready as text: nothing is added up, rounded or sorted here. The head is
 * repeated on each page, a row is never parted, and the signatures never stand alone. A merged cell
 * that goes on on the next page has its text there again. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-grid.h"
#include "xp-progress.h"

typedef struct {
  const char *const *cells; /* one per column; NULL: blank; or XP_GRID_AS_LEFT, XP_GRID_AS_ABOVE */
  const char *line_above; /* (nullable): a line is drawn above with these words: 名额线（12户） */
  const char *heading; /* (nullable): stands above the row, across the table: 一社　12户 */
  bool is_total;       /* 小计、合计: bold, under a rule, never without the row above */
} XpTableRow;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;
  const char *const *sub_lines; /* (nullable): NULL-ended; under the title */
  const XpGridColumn *columns;
  size_t n_columns;
  const XpTableRow *rows;
  size_t n_rows;
  const char *const *notes;   /* (nullable): NULL-ended sentences under the table */
  const char *const *signers; /* (nullable): NULL-ended; 计分人、监督人、评委会主任 */
  const char *check_code;     /* (nullable): eight Chinese characters */
  const char *issuer, *date;  /* (nullable): at the foot, in a circle of 45 mm free for the stamp */
  bool is_portrait;           /* A4 upright with larger type; else landscape */
  double least_row_mm;        /* 9 where a hand writes into it; 0: as close as saves a page */
} XpTableSheet;

/**
 * xp_table_sheet_render:
 * @fonts: borrowed
 *
 * Sets the table, 1 row or 10,000.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_table_sheet_render (const XpTableSheet *sheet,
                               XpFontBook *fonts,
                               XpProgress *progress,
                               GCancellable *cancellable,
                               GError **error);

/* Several tables one after the other, each from a page of its own on: one judge's after another's.
 * All of one shape of paper; the pages are numbered through. @sheets: at least one. As above. */
GBytes *xp_table_sheets_render (const XpTableSheet sheets[],
                                size_t n_sheets,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

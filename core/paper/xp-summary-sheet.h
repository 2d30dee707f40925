/* xp-summary-sheet.h: 汇总表, A4 landscape.
 *
 * Every figure stands ready as text: nothing is added up, rounded or sorted here. The head is
 * repeated on each page, a row is never parted, and the signatures never stand alone. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef enum {
  XP_COLUMN_LEFT,
  XP_COLUMN_CENTRE,
  XP_COLUMN_RIGHT,
  XP_COLUMN_DECIMAL, /* points under one another; what is no number stands in the middle */
  XP_COLUMN_NAME, /* 张　三 as wide as three characters; long names smaller, then on two lines */
} XpColumnKind;

typedef struct {
  const char *title;
  double weight; /* its part of the width; > 0 */
  XpColumnKind kind;
} XpSummaryColumn;

typedef struct {
  const char *const *cells; /* one per column; NULL: blank */
  const char *line_above; /* (nullable): a line is drawn above with these words: 名额线（12户） */
} XpSummaryRow;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;
  const char *const *sub_lines; /* (nullable): NULL-ended; under the title */
  const XpSummaryColumn *columns;
  size_t n_columns;
  const XpSummaryRow *rows;
  size_t n_rows;
  const char *const *notes;   /* (nullable): NULL-ended sentences under the table */
  const char *const *signers; /* (nullable): NULL-ended; 计分人、监督人、评委会主任 */
  const char *check_code;     /* (nullable): eight Chinese characters */
} XpSummarySheet;

/**
 * xp_summary_sheet_render:
 * @fonts: borrowed
 *
 * Sets the table, 42 rows or 10,000.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_summary_sheet_render (const XpSummarySheet *sheet,
                                 XpFontBook *fonts,
                                 XpProgress *progress,
                                 GCancellable *cancellable,
                                 GError **error);

/* xp-score-sheet.h: 本户得分单: a page for each household, A4 upright: its marks as a table, and in
 * sentences how they became its points. Every word stands ready as text. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-grid.h"
#include "xp-progress.h"

typedef struct {
  const char *heading;      /* across the table: 厨房　小计8分; NULL: a row of cells */
  const char *const *cells; /* one per column; NULL: blank */
} XpScoreRow;

typedef struct {
  const char *addressee; /* 张三家： */
  const char *place;     /* 编号17　一社3号 */
  const XpGridColumn *columns;
  size_t n_columns;
  const XpScoreRow *rows;
  size_t n_rows;
  const char *total;            /* 得分：98分 */
  const char *const *sentences; /* NULL-ended */
} XpScorePage;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;                /* 本户得分单 */
  const char *const *sub_lines;     /* NULL-ended: which round, for whom */
  const char *const *closing_lines; /* NULL-ended: whom to ask */
  const char *issuer;
  const XpScorePage *pages;
  size_t n_pages;
} XpScoreSheet;

/**
 * xp_score_sheet_render:
 * @fonts: borrowed
 *
 * Each household begins on a new page; a form so long that it does not fit in small type goes on to
 * the next.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_score_sheet_render (const XpScoreSheet *sheet,
                               XpFontBook *fonts,
                               XpProgress *progress,
                               GCancellable *cancellable,
                               GError **error);

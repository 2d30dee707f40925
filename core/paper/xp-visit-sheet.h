/* xp-visit-sheet.h: 入户打分表 for several households a page, A4 landscape, blank: taken from door
 * to door.
 *
 * Group by group, each group begins a page. Boxes are high enough for a hand (9 mm); every page has
 * the meaning of its columns, and the line where the judges sign. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-grid.h"
#include "xp-progress.h"

typedef struct {
  const char *heading;            /* (nullable): 一社　11户 */
  const char *const *const *rows; /* cells, one per column; NULL: blank, to be written into */
  size_t n_rows;
} XpVisitGroup;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;
  const char *const *sub_lines; /* (nullable): NULL-ended */
  const XpGridColumn *columns;
  size_t n_columns;
  const char *const *const *under_head; /* rows of cells under the head of every page … */
  size_t n_under_head;                  /* … 每处几分, 至多几分; 0: none */
  const XpVisitGroup *groups;
  size_t n_groups;
  const char *const *legend; /* NULL-ended: what items take off, what the boxes mean */
  const char *const *signers; /* NULL-ended; 评委（签字）, 日期: each with a line behind it */
  size_t n_rows_per_page;     /* at most; 0: as many as fit */
} XpVisitSheet;

/**
 * xp_visit_sheet_render:
 * @fonts: borrowed
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the name that no font can print; or with XP_ERROR_CANCELLED
 */
GBytes *xp_visit_sheet_render (const XpVisitSheet *sheet,
                               XpFontBook *fonts,
                               XpProgress *progress,
                               GCancellable *cancellable,
                               GError **error);

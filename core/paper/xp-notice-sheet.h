/* xp-notice-sheet.h: 公示, 更正公告 and 对所提意见的答复: A4 portrait, after the measures of GB/T
 * 9704—2012.
 *
 * Every word stands ready in the struct: nothing is sorted, counted or masked here. Names go by
 * group, without points and without places. A circle of 45 mm is kept free of body text for the
 * committee's own stamp, over issuer and date; no seal is drawn. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

#include "xp-board.h"
#include "xp-font-book.h"
#include "xp-progress.h"

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;       /* a line end may part it; else the sheet parts it by sense */
  const char *salutation;  /* (nullable): 全体村民： */
  const char *const *body; /* NULL-ended paragraphs above the names */
  const XpBoardGroup *groups;
  size_t n_groups;
  const char *const *quota; /* (nullable): NULL-ended; what decided a tie, names withheld */
  const char *period;       /* (nullable) */
  const char *objection;    /* (nullable) */
  const char *issuer;
  const char *date;        /* 2026年10月12日 */
  const char *check_code;  /* (nullable): eight Chinese characters */
  const char *check_words; /* (nullable): what they are for, a line under them */
  bool has_full_cells;     /* marks keep their whole cells; else they are squeezed */
} XpNoticeSheet;

/**
 * xp_notice_sheet_render:
 * @fonts: borrowed
 *
 * Sets the notice. A little of the air at the top is given up when that saves a page.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the name that no font can print; or with XP_ERROR_CANCELLED
 */
GBytes *xp_notice_sheet_render (const XpNoticeSheet *sheet,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

/* Several, each from a page of its own on and numbered by itself: one answer after another.
 * @sheets: at least one. As above. */
GBytes *xp_notice_sheets_render (const XpNoticeSheet sheets[],
                                 size_t n_sheets,
                                 XpFontBook *fonts,
                                 XpProgress *progress,
                                 GCancellable *cancellable,
                                 GError **error);

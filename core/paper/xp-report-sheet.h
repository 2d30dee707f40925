/* xp-report-sheet.h: a report of sentences, A4 upright: 导入情况, and whatever else is told in
 * lines: what was changed, what a check has found. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef enum {
  XP_REPORT_HEADING,    /* stands above what follows, never last on a page */
  XP_REPORT_PARAGRAPH,  /* a sentence or more, as many lines as it needs */
  XP_REPORT_ENTRY,      /* @label at the left, @text beside it: 第17行C列 … */
  XP_REPORT_LEADER,     /* @label, dots, and @text at the right end: 洗衣粉 …… 20分 */
  XP_REPORT_SIGNATURES, /* @signers sign, three beside each other, on the page of the lines above */
  XP_REPORT_SHEET,      /* @text is the title of a sheet of its own, which begins here */
} XpReportKind;

typedef struct {
  XpReportKind kind;
  const char *label; /* (nullable): of an entry or a leader */
  const char *text;
  const char *const *signers; /* of signatures: NULL-ended */
} XpReportLine;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;            /* not drawn where the first line begins a sheet */
  const char *const *sub_lines; /* (nullable): NULL-ended; under the title */
  const XpReportLine *lines;
  size_t n_lines;
  const char *const *names; /* (nullable): NULL-ended; never broken over two lines */
} XpReportSheet;

/**
 * xp_report_sheet_render:
 * @fonts: borrowed
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_report_sheet_render (const XpReportSheet *sheet,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

/* xp-charter-sheet.h: 村规民约 on paper: a poster of A3, 60 × 90 or 90 × 120 cm, and a booklet.
 *
 * Every word stands ready in the struct: nothing is numbered or checked here. A circle of 45 mm is
 * kept free for the committee's own stamp over issuer and date; no seal is drawn. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

#include "xp-font-book.h"
#include "xp-pdf-placing.h"
#include "xp-progress.h"

typedef struct {
  const char *label;             /* (nullable): 第一条 */
  const char *const *paragraphs; /* NULL-ended */
  bool is_verse; /* each paragraph is a line and stays one; an empty one is half a line of air */
} XpCharterArticle;

typedef struct {
  const char *heading; /* (nullable): 第一章　总则 */
  const XpCharterArticle *articles;
  size_t n_articles;
} XpCharterChapter;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;           /* 永胜村村规民约 */
  const char *edition;         /* (nullable): （第3版） */
  const char *const *preamble; /* (nullable): NULL-ended paragraphs */
  const XpCharterChapter *chapters;
  size_t n_chapters;
  const char *const *adopted; /* (nullable): NULL-ended: when it was adopted and filed */
  const char *issuer;
  const char *date;         /* (nullable): 2026年10月26日 */
  const char *status;       /* (nullable): 草案; stands on every page */
  const char *const *names; /* (nullable): NULL-ended; never broken over two lines */
} XpCharterSheet;

typedef struct {
  double width_mm, height_mm; /* as it is cut: 297 × 420, 600 × 900, 900 × 1200 */
  bool is_plain;              /* black alone, without red */
  XpPress press;
  const XpPlacing *placing; /* (nullable): spread over smaller sheets */
} XpCharterPoster;

/**
 * xp_charter_poster_render:
 * @fonts: borrowed
 *
 * One sheet, in two or three columns that end alike (few articles in one, where that makes them
 * much larger), with the largest type with which all of it fits: 9 pt at least, on a smaller sheet
 * than that takes it is refused.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character and
 * the words in which it occurs; with XP_ERROR_REFUSED when the sheet is too small for the text; or
 * with XP_ERROR_CANCELLED
 */
GBytes *xp_charter_poster_render (const XpCharterSheet *sheet,
                                  const XpCharterPoster *poster,
                                  XpFontBook *fonts,
                                  XpProgress *progress,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * xp_charter_booklet_render:
 * @is_imposed: pages side by side on A4 landscape, to be printed on both sides (turned at the short
 * edge), folded and stapled; else page after page of A5
 *
 * A cover, the contents with the pages where chapters (or, without chapters, articles) begin, the
 * text in 小四, and who adopted it when.
 *
 * Returns: as above, but for REFUSED
 */
GBytes *xp_charter_booklet_render (const XpCharterSheet *sheet,
                                   bool is_imposed,
                                   XpFontBook *fonts,
                                   XpProgress *progress,
                                   GCancellable *cancellable,
                                   GError **error);

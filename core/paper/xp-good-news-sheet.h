/* xp-good-news-sheet.h: 喜报: a large sheet that is carried to the home of who got a title, A3
 * landscape, or A4 where there is no A3.
 *
 * Red is an extra: a laser printer makes it dark. No seal is drawn; issuer and date stand in a
 * circle of 45 mm that is free of other text. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef struct {
  const char *addressee; /* 张三家庭 */
  const char *body;
  const char *const *names; /* (nullable): NULL-ended; not to be torn at a line end */
} XpGoodNews;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *heading; /* 喜报 */
  const XpGoodNews *news;
  size_t n_news;
  const char *issuer, *date;
  bool is_a4;
} XpGoodNewsSheet;

/**
 * xp_good_news_sheet_render:
 * @fonts: borrowed
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_good_news_sheet_render (const XpGoodNewsSheet *sheet,
                                   XpFontBook *fonts,
                                   XpProgress *progress,
                                   GCancellable *cancellable,
                                   GError **error);

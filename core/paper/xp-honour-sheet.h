/* xp-honour-sheet.h: 光荣榜: A3 upright, or landscape for few names; A4 where there is no A3 paper;
 * a board of 60 × 90 or 90 × 120 cm from a print shop.
 *
 * Names alone, by group, as large as one sheet allows: no points, no places. A circle of 45 mm is
 * kept free for the committee's own stamp; no seal is drawn. Red and gold are extras: in black it
 * is as good. */
#pragma once

#include <gio/gio.h>

#include "xp-board.h"
#include "xp-font-book.h"
#include "xp-pdf-placing.h"
#include "xp-progress.h"

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;       /* 光荣榜; set wide */
  const char *subtitle;    /* 永胜村2026年第三季度“干净人家” */
  const char *const *body; /* NULL-ended paragraphs above the names */
  const XpBoardGroup *groups;
  size_t n_groups;
  const char *closing; /* (nullable): under the names */
  const char *issuer;
  const char *date;           /* 2026年10月20日 */
  double width_mm, height_mm; /* as it is cut; a board has no bleed */
  bool is_plain;              /* black alone, without red and gold */
  XpPress press;
  const XpPlacing *placing; /* (nullable): spread over smaller sheets */
} XpHonourSheet;

/**
 * xp_honour_sheet_render:
 * @fonts: borrowed
 *
 * Sets the roll on one sheet, with the largest names that fit; several sheets only when the names
 * would be smaller than 14 pt.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the name that no font can print; or with XP_ERROR_CANCELLED
 */
GBytes *xp_honour_sheet_render (const XpHonourSheet *sheet,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

/* xp-slip-sheet.h: 得分条: slips to be cut apart, two or three on an A4 page, one per
 * household.
 *
 * A slip is for its own household: it shows nothing of any other. One that is long has half a page,
 * or a page. Cut lines lie between slips. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef struct {
  const char *what;   /* 第4项 院内地面 */
  const char *found;  /* 2处 */
  const char *points; /* 扣2分 */
} XpSlipRow;

typedef struct {
  const char *addressee; /* 张三家： */
  const char *place;     /* 3号　一社3号 */
  const char *opening;   /* one sentence above the rows */
  const XpSlipRow *rows;
  size_t n_rows;
  const char *const *sentences; /* NULL-ended: what else holds, how it was combined */
  const char *total;            /* 得分：97分 */
} XpSlip;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;    /* 得分条 */
  const char *for_whom; /* 只给本户 */
  const char *round;    /* 2026年第三季度“干净人家”评选 */
  const XpSlip *slips;
  size_t n_slips;
  const char *closing; /* whom to ask */
  const char *issuer;  /* 永胜村村规民约评委会 */
} XpSlipSheet;

/**
 * xp_slip_sheet_render:
 * @fonts: borrowed
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the name that no font can print; or with XP_ERROR_CANCELLED
 */
GBytes *xp_slip_sheet_render (const XpSlipSheet *sheet,
                              XpFontBook *fonts,
                              XpProgress *progress,
                              GCancellable *cancellable,
                              GError **error);

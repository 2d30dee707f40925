/* xp-reminder-sheet.h: 环境卫生提醒单: two on an A4 page, to be cut to A5; each with its 存根 at
 * the left and its 送达回执 below, along lines to tear.
 *
 * A slip is for its own household: it shows nothing of any other. One that is long has a page. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef struct {
  const char *number;      /* 编号：1-17 */
  const char *addressee;   /* 张三家： */
  const char *place;       /* 一社3号 */
  const char *opening;     /* above the rows */
  const char *const *rows; /* NULL-ended: 庭院　院内地面　2处; none: lines to write on */
  const char *closing;     /* below them: until when, who helps */
  const char *stub;        /* what the committee keeps of it */
  const char *receipt;     /* what the household signs: that it has come */
} XpReminder;

/* All borrowed. Labels have a line to write on behind them; NULL-ended. */
typedef struct {
  const char *village;
  const char *title;
  const XpReminder *reminders;
  size_t n_reminders;
  const char *const *contact; /* labels: 联系人：, 电话： */
  const char *issuer, *date;
  const char *stub_title;
  const char *const *stub_labels;
  const char *receipt_title;
  const char *const *receipt_labels; /* beside each other */
} XpReminderSheet;

/**
 * xp_reminder_sheet_render:
 * @fonts: borrowed
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_reminder_sheet_render (const XpReminderSheet *sheet,
                                  XpFontBook *fonts,
                                  XpProgress *progress,
                                  GCancellable *cancellable,
                                  GError **error);

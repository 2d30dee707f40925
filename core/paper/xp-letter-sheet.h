/* xp-letter-sheet.h: a letter to the township in the form of an official paper (公文): 备案报告,
 * 提请审核函, 上报.
 *
 * Every word stands ready in the struct; xp-official.h says how it is set. */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"

/* What goes with the letter, from a page of its own on. */
typedef struct {
  const char *title;
  const char *const *body; /* NULL-ended paragraphs; 一、 （一） 1. （1） tell their levels */
} XpLetterAttachment;

/* All borrowed. */
typedef struct {
  const char *number;      /* (nullable): 永胜村函〔2026〕3号 */
  const char *title;       /* a line end may part it; else the sheet parts it by sense */
  const char *addressee;   /* 巴彦高勒镇人民政府： with its colon */
  const char *const *body; /* NULL-ended paragraphs; 一、 （一） 1. （1） tell their levels */
  const char *closing;     /* (nullable): 特此报告。 */
  const char *const *attachments; /* (nullable): NULL-ended names, without numbers and marks */
  const char *issuer;
  const char *date;   /* 2026年11月23日 */
  const char *remark; /* (nullable): 联系人：张三，电话：… without brackets */
  const XpLetterAttachment *enclosures; /* set after the letter, numbered as the names are */
  size_t n_enclosures;
  const char *const *names; /* (nullable): NULL-ended; never broken over two lines */
} XpLetterSheet;

/**
 * xp_letter_sheet_render:
 * @fonts: borrowed
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character and
 * the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_letter_sheet_render (const XpLetterSheet *sheet,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

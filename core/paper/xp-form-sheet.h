/* xp-form-sheet.h: a blank form for the hand: 意见征询表, 劝告登记 and others. What it is made of
 * stands in it one below the other: questions, lines to write on, a table to fill in, a slip to
 * tear off.
 *
 * Several copies of one form may have numbers; a number stands for no name. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef enum {
  XP_FORM_HEADING,   /* stands above what follows, never last on a page */
  XP_FORM_PARAGRAPH, /* a sentence or more */
  XP_FORM_CHOICE, /* a paragraph, and below it @label with a line behind it: □同意 □不同意 意见： */
  XP_FORM_LINES,  /* @n_rows lines to write on */
  XP_FORM_BLANKS, /* @labels beside each other, each with a line behind it */
  XP_FORM_TABLE,  /* @labels are the heads, with @n_rows rows to write in */
  XP_FORM_TEAR,   /* a line to tear along, with @text above it in the middle (nullable) */
} XpFormKind;

typedef struct {
  XpFormKind kind;
  const char *text;
  const char *label;
  const char *const *labels; /* NULL-ended */
  size_t n_rows;
} XpFormPart;

/* All borrowed. */
typedef struct {
  const char *village;
  const char *title;
  const XpFormPart *parts;
  size_t n_parts;
  bool is_a5;               /* half an A4 page, two on it with a line to cut along; else A4 */
  const char *number_label; /* 编号：; also above a line to tear along; NULL: no numbers */
  int first;                /* number of the first copy; 0: the hand writes it */
  int n_copies;             /* 0: one page of them */
} XpFormSheet;

/**
 * xp_form_sheet_render:
 * @fonts: borrowed
 *
 * Each copy begins on a page of its own; what does not fit on one goes on to the next.
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_form_sheet_render (const XpFormSheet *sheet,
                              XpFontBook *fonts,
                              XpProgress *progress,
                              GCancellable *cancellable,
                              GError **error);

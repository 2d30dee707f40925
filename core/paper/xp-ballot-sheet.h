/* xp-ballot-sheet.h: 选票: eight, four, two or one on an A4 page with lines to cut along, as many
 * as the longest list of names leaves room for.
 *
 * No ballot has a number: nobody shall know whose it was. Room is kept for the committee's stamp.
 */
#pragma once

#include <gio/gio.h>

#include "xp-font-book.h"
#include "xp-progress.h"

typedef struct {
  const char *title;
  const char *rule;         /* 最多选3人，多选作废。 */
  const char *const *names; /* NULL-ended; at least one */
  const char *stamp;        /* 盖章处 */
} XpBallot;

/* All borrowed. */
typedef struct {
  const char *village;
  const XpBallot *ballots; /* one after the other, each from a page of its own on */
  size_t n_ballots;
  size_t n_copies; /* at least so many of each; whole pages are printed; 0: one page */
} XpBallotSheet;

/**
 * xp_ballot_sheet_render:
 * @fonts: borrowed
 *
 * Returns: the PDF, yours; NULL with XP_ERROR_FONT, before the first page, naming the character
 * and the words in which it occurs; or with XP_ERROR_CANCELLED
 */
GBytes *xp_ballot_sheet_render (const XpBallotSheet *sheet,
                                XpFontBook *fonts,
                                XpProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

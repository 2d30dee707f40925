/* xp-book-history-private.h: which acts are shown (xp-book-history-filter.c), and an act in words
 * (xp-book-history.c). */
#pragma once

#include "xp-book-private.h"

/* One act that is shown. */
typedef struct {
  int64_t act_no;
  GArray *ns; /* of int64: which of its changes, from the first on; NULL: all. Owned */
} XpFoundAct;

/* As xp_book_list_history(). Of XpFoundAct. Yours. */
GArray *xp_book_find_acts (XpBook *self,
                           const XpHistoryFilter *filter,
                           int64_t *before_act,
                           size_t n_at_most,
                           GCancellable *cancellable,
                           GError **error);

/* Whether what was typed first of the round can be read off the act; @round_uid 0: there is nothing
 * to hide. What was settled from both entries tells nothing new. False: the error is set. */
bool xp_book_tells_first_entry (
  XpBook *self, int64_t act_no, int64_t round_uid, bool *out_tells, GError **error);

/* Of XpHistoryLine. Yours. */
GPtrArray *xp_book_read_lines (XpBook *self, const GArray *found, GError **error);

/* xp-book-undo-private.h: which act is undone, and whether it may be (xp-book-undo-which.c), and
 * the undoing itself (xp-book-undo.c). */
#pragma once

#include "xp-book-history-private.h"

/* The act that the order means; 0: there is none, or it does not stand any more. */
int64_t xp_book_find_undone (XpBook *self, const XpUndoOrder *order, GError **error);

/* Without its changes, of which there may be thousands. Yours. */
XpAct *xp_book_load_head (XpBook *self, int64_t act_no, GError **error);

/* Whether the key may take it back, and whoever presses it may know of it: REFUSED with the
 * sentence, without naming what is hidden. Another day
 * than @today stands in it. */
bool xp_book_check_undo (
  XpBook *self, const XpAct *head, const XpUndoOrder *order, const GDate *today, GError **error);

/* What undoing the act would change, of XpChange; REFUSED where something was changed later. For
 * xp_changes_free(). */
GArray *xp_book_turn_round (XpBook *self, int64_t act_no, GError **error);

/* xp-undo-work.h: what Ctrl+Z and Ctrl+Y would do, in words, before it is done. Nothing is changed.
 */
#pragma once

#include "xp-desk.h"

/* One of the two. */
typedef struct {
  char *what; /* “王会计 20:14 把3组17号 张三 …”; NULL: there is nothing to undo, or to redo */
  char *refusal; /* the sentence why it would not be done; NULL: it would */
} XpUndoWords;

typedef struct {
  XpUndoWords undo, redo;
} XpUndoTold;

void xp_undo_told_free (XpUndoTold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpUndoTold, xp_undo_told_free)

/* Of a book that is only looked at, too: what whoever types would undo. */
XpUndoTold *xp_undo_work_tell (XpDesk *desk, GError **error);
/* The same for the window: behind what is being saved, before the next key. The question does not
 * keep the desk open: the callback is given no source, and may come when the desk is gone. */
void xp_undo_work_tell_async (XpDesk *desk, GAsyncReadyCallback callback, gpointer user_data);
XpUndoTold *xp_undo_work_tell_finish (GAsyncResult *result, GError **error);

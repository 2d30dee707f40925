/* xp-undo-work.h: what Ctrl+Z and Ctrl+Y would do, in words, before it is done; and the list of all
 * that can be undone.
 *
 * @blind_round of each: the round whose second entry is being typed: of its first entry nothing is
 * told and nothing undone; 0: none. */
#pragma once

#include "xp-desk.h"

/* One of the two. */
typedef struct {
  int64_t act_no; /* for an order that does this and nothing else; 0: there is nothing */
  char *what; /* “王会计 20:14 把3组17号 张三 …”; NULL: there is nothing to undo, or to redo, or it
                 is hidden */
  char *refusal; /* the sentence why it would not be done; NULL: it would */
} XpUndoWords;

typedef struct {
  XpUndoWords undo, redo;
} XpUndoTold;

void xp_undo_told_free (XpUndoTold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpUndoTold, xp_undo_told_free)

/* Of a book that is only looked at, too: what whoever types would undo. Changes nothing. */
XpUndoTold *xp_undo_work_tell (XpDesk *desk, int64_t blind_round, GError **error);
/* The same for the window: behind what is being saved, before the next key. The question does not
 * keep the desk open: the callback is given no source, and may come when the desk is gone. */
void xp_undo_work_tell_async (XpDesk *desk,
                              int64_t blind_round,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
XpUndoTold *xp_undo_work_tell_finish (GAsyncResult *result, GError **error);

/* One line of the list. */
typedef struct {
  bool is_redo;
  int n_steps; /* Enter does so many, this one last */
  int64_t act_no;
  char *what; /* who, when, what: as in the history */
} XpUndoLine;

typedef struct {
  GPtrArray *lines; /* of XpUndoLine, newest first: what can be redone, then what can be undone */
  int n_redo;       /* so many of them can be redone */
  char *note; /* the sentence why it does not go further back; NULL: it goes to the beginning */
} XpUndoList;

void xp_undo_list_free (XpUndoList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpUndoList, xp_undo_list_free)

/* Yours. */
XpUndoList *xp_undo_work_list (XpDesk *desk, int64_t blind_round, GError **error);

/**
 * xp_undo_work_do_lines:
 * @at: the line of @list that is done last; before it those that stand between it and the border of
 *   what can be redone and undone
 *
 * Each step is an act of its own. What was changed after the list was made is left alone.
 *
 * Returns: how many were done. Fewer than the line's n_steps with REFUSED or NOT_SAVED: those
 * before the one that was refused stay done, and the sentence says so
 */
int xp_undo_work_do_lines (
  XpDesk *desk, const XpUndoList *list, guint at, int64_t blind_round, GError **error);

/* As ordered. The act; tell it with xp_desk_tell_undo(). Yours. */
XpAct *xp_undo_work_do (XpDesk *desk, const XpUndoOrder *order, GError **error);

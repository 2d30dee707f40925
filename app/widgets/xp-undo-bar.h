/* xp-undo-bar.h: the line at the foot of the window: what Ctrl+Z will undo, in words, and, where
 * something was undone, what Ctrl+Y will redo.
 *
 * It is there to be seen: whoever has typed for an hour does not look for a tooltip. Pressed, it
 * does what it says, and nothing that was put since it was read. The button that undoes says the
 * same to whoever points at it, or listens. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_UNDO_BAR (xp_undo_bar_get_type ())
G_DECLARE_FINAL_TYPE (XpUndoBar, xp_undo_bar, XP, UNDO_BAR, AdwBin)

/* @undo: the button that undoes; borrowed, outlives the line. */
void xp_undo_bar_set_button (XpUndoBar *self, GtkWidget *undo);

/* Its second entry is being typed: nothing of the first is told; 0: none. */
void xp_undo_bar_set_blind_round (XpUndoBar *self, int64_t blind_round);

/* Follows every change of the book. @desk: NULL, or one that is only looked at: the line is not
 * there. */
void xp_undo_bar_show (XpUndoBar *self, XpDesk *desk);

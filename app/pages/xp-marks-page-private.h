/* xp-marks-page-private.h: what the files of 打分 share: xp-marks-page.c is the page and its round,
 * xp-marks-page-put.c brings what was typed to the disk, xp-marks-page-ways.c goes about in the
 * views, xp-marks-page-keys.c knows what a key means. */
#pragma once

#include "xp-entrant-sidebar.h"
#include "xp-mark-cells.h"
#include "xp-mark-keys.h"
#include "xp-mark-sheet.h"
#include "xp-marking.h"
#include "xp-marks-page.h"
#include "xp-second-pane.h"

typedef struct {
  guint keyval;
  GdkModifierType modifiers;
} WaitingKey;

struct _XpMarksPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  AdwStatusPage *empty;
  GtkWidget *to_rounds;
  XpEntrantSidebar *sidebar;
  XpMarkSheet *sheet;
  XpSecondPane *second;

  XpDesk *desk;       /* owned; NULL: no book is open */
  XpMarking *marking; /* owned: the desk's side of this page; NULL: no round */
  XpMarkCells *cells; /* owned; NULL with it */
  XpMarkView view;    /* as it was chosen; kept as long as the window is open */
  int entry;          /* what is typed: the first entry (1), or the second */
  XpMarkKeys keys;
  int entrant_no;
  int judge_no;
  int item_at;         /* the cursor's row, and the item whose value is typed */
  bool is_item_chosen; /* the cursor was moved to it in this household */
  bool has_last;       /* something was typed that can be repeated: */
  XpMark last;
  int last_closed_no; /* the sheet that was closed before this one; 0: none in this sitting */
  int last_closed_judge;
  int n_pending; /* on their way to the disk */
  gint64 oldest_pending_us;
  bool is_closing; /* + waits for what is on its way */
  guint slow_id;
  bool is_moving;  /* another household is about to stand here: keys wait for it */
  GArray *waiting; /* of WaitingKey, in the order they were typed */
  int stated_no;   /* the entrant that was given a state last; 0 none */
};

XpRound *xp_marks_page_get_round (XpMarksPage *self);

/* ---- what is shown ---- */

/* The sentence beside what is typed. */
void xp_marks_page_show_echo (XpMarksPage *self, const char *text, bool is_refusal);
void xp_marks_page_show_typed (XpMarksPage *self);
void xp_marks_page_show_household (XpMarksPage *self);

/* ---- going about (xp-marks-page-ways.c) ---- */

void xp_marks_page_set_view (XpMarksPage *self, XpMarkView view);
/* The view that is chosen, laid out anew. */
void xp_marks_page_show_view (XpMarksPage *self);
/* Whether the list of households is seen beside the form, until F9 says otherwise. */
void xp_marks_page_settle_list (GtkWidget *page);
/* What the list beside the marks ticks: one judge's sheets, or all of a household. */
void xp_marks_page_follow_judge (XpMarksPage *self);
/* To another cell; nothing is half typed there. */
void xp_marks_page_move_to (XpMarksPage *self, const XpMarkPlace *place);
/* To another household, where one begins to type. */
void xp_marks_page_go_to (XpMarksPage *self, int entrant_no);
/* To what was undone, so that the right value is typed into the same cell. @where: as
 * xp_marking_undo_finish() says it. */
void xp_marks_page_go_back_to (XpMarksPage *self, const XpMark *where);
void xp_marks_page_step (XpMarksPage *self, XpMarkStep step);
void xp_marks_page_press_cell (XpMarksPage *self, int row, int column);
/* After a sheet was closed, or a household got its state. */
void xp_marks_page_go_on_after (XpMarksPage *self);
/* The next that is not marked yet; false: there is none, and it was said. */
bool xp_marks_page_go_to_next_open (XpMarksPage *self);
/* The cursor within its household; the form shows it, a grid stands on it. */
void xp_marks_page_choose_item (XpMarksPage *self, int item_at);

/* ---- what is put ---- */

/* For the household, judge and item that are shown. */
XpEntry xp_marks_page_new_entry (XpMarksPage *self, XpEntryKind kind);
/* False: it may not stand, and the echo says why. */
bool xp_marks_page_put (XpMarksPage *self, const XpEntry *entry);
void xp_marks_page_show_saved (XpMarksPage *self);
/* @digit: an XpState, or a digit that is none. */
void xp_marks_page_put_state (XpMarksPage *self, int digit);
/* The echo tells the sum of what is on disk: + waits for the findings before it. */
void xp_marks_page_close (XpMarksPage *self);
/* @act_no: this one and no other; 0: the last. */
void xp_marks_page_undo (XpMarksPage *self, bool is_redo, int64_t act_no);

/* ---- 回避, and the word behind a state (xp-marks-page-sitting.c) ---- */

/* Of the judge whose sheet it is, or whoever is asked for; again takes it back. */
void xp_marks_page_recuse (XpMarksPage *self);
void xp_marks_page_ask_reason (XpMarksPage *self);

/* ---- questions (xp-marks-page-dialogs.c) ---- */

/* Words and photo number of the cell at the cursor. */
void xp_marks_page_ask_note (XpMarksPage *self);
/* To whom this sheet belongs, or the one that was closed just now. */
void xp_marks_page_ask_move (XpMarksPage *self);
/* What this household had the last time, into blank cells. */
void xp_marks_page_copy_last (XpMarksPage *self);

/* ---- keys (xp-marks-page-keys.c) ---- */

/* Does what the key says, at once. */
void xp_marks_page_take_key (XpMarksPage *self, guint keyval, GdkModifierType modifiers);

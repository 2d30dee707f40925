/* xp-marks-page-private.h: what the files of 打分 share: xp-marks-page.c shows a household and puts
 * what was typed; xp-marks-page-keys.c knows what a key means. */
#pragma once

#include "xp-entrant-sidebar.h"
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
  int entry;          /* what is typed: the first entry (1), or the second */
  XpMarkKeys keys;
  int entrant_no;
  int judge_no;
  int item_at;   /* the cursor's row, and the item whose value is typed */
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
void xp_marks_page_go_to (XpMarksPage *self, int entrant_no);

/* ---- what is put ---- */

/* For the household, judge and item that are shown. */
XpEntry xp_marks_page_new_entry (XpMarksPage *self, XpEntryKind kind);
void xp_marks_page_put (XpMarksPage *self, const XpEntry *entry);
/* @digit: an XpState, or a digit that is none. */
void xp_marks_page_put_state (XpMarksPage *self, int digit);
/* The echo tells the sum of what is on disk: + waits for the findings before it. */
void xp_marks_page_close (XpMarksPage *self);
void xp_marks_page_undo (XpMarksPage *self, bool is_redo);

/* ---- 回避, and the word behind a state (xp-marks-page-sitting.c) ---- */

/* Digits behind “-” that are no states; false: it is one. */
bool xp_marks_page_take_sitting_digit (XpMarksPage *self, int digit);

/* ---- keys (xp-marks-page-keys.c) ---- */

/* Does what the key says, at once. */
void xp_marks_page_take_key (XpMarksPage *self, guint keyval, GdkModifierType modifiers);

/* xp-marks-page.h: 打分: the marks of a round, typed with the numeric keypad: one household's form,
 * its judges side by side, or all households in a table.
 *
 * Nobody's total and nobody's place but the echo of the form being typed is on the screen. */
#pragma once

#include "xp-mark-plan.h"
#include "xp-marking.h"
#include "xp-page.h"

#define XP_TYPE_MARKS_PAGE (xp_marks_page_get_type ())
G_DECLARE_FINAL_TYPE (XpMarksPage, xp_marks_page, XP, MARKS_PAGE, AdwBin)

/* A key, as the keyboard gives it; FALSE: none of this page. For the page's own controller, and for
 * tests. */
gboolean xp_marks_page_key (XpMarksPage *self, guint pressed, GdkModifierType modifiers);

/* Undoes this act and no other; what was half typed is dropped. False: no round is typed here. */
bool xp_marks_page_undo_act (XpMarksPage *self, int64_t act_no);
/* Says what was done where one looks; false: no round is typed here. */
bool xp_marks_page_tell (XpMarksPage *self, const char *sentence);

/* To a cell that is missing: a judge's sheet (0: 合议) of an entrant, an item (0: none). */
void xp_marks_page_show_cell (XpMarksPage *self, int entrant_no, int judge_no, int item_at);

XpMarking *xp_marks_page_get_marking (XpMarksPage *self); /* borrowed; NULL: no round */
int xp_marks_page_get_entrant (XpMarksPage *self);        /* who is being typed; 0 nobody */
XpMarkPlace xp_marks_page_get_place (XpMarksPage *self);  /* the cursor */
XpMarkView xp_marks_page_get_view (XpMarksPage *self);
int xp_marks_page_get_n_pending (XpMarksPage *self); /* on their way to the disk */
const char *xp_marks_page_get_echo (XpMarksPage *self);

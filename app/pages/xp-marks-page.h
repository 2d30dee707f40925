/* xp-marks-page.h: 打分: one household's form, typed with the numeric keypad.
 *
 * Nobody's total and nobody's place but the echo of the form being typed is on the screen. */
#pragma once

#include "xp-marking.h"
#include "xp-page.h"

#define XP_TYPE_MARKS_PAGE (xp_marks_page_get_type ())
G_DECLARE_FINAL_TYPE (XpMarksPage, xp_marks_page, XP, MARKS_PAGE, AdwBin)

/* A key, as the keyboard gives it; FALSE: none of this page. For the page's own controller, and for
 * tests. */
gboolean xp_marks_page_key (XpMarksPage *self, guint pressed, GdkModifierType modifiers);

/* To a cell that is missing: a judge's sheet (0: 合议) of an entrant, an item (0: none). */
void xp_marks_page_show_cell (XpMarksPage *self, int entrant_no, int judge_no, int item_at);

XpMarking *xp_marks_page_get_marking (XpMarksPage *self); /* borrowed; NULL: no round */
int xp_marks_page_get_entrant (XpMarksPage *self);        /* who is being typed; 0 nobody */
int xp_marks_page_get_n_pending (XpMarksPage *self);      /* on their way to the disk */
const char *xp_marks_page_get_echo (XpMarksPage *self);

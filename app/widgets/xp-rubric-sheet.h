/* xp-rubric-sheet.h: a scoring form as it stands on paper: its head, then section by section every
 * item with its number, standard, how it is counted and its full mark, and in red what is missing.
 *
 * Up and down go from row to row, Enter activates; rows are dragged to another place. */
#pragma once

#include "xp-form-step.h"

#include <adwaita.h>

#define XP_TYPE_RUBRIC_SHEET (xp_rubric_sheet_get_type ())
G_DECLARE_FINAL_TYPE (XpRubricSheet, xp_rubric_sheet, XP, RUBRIC_SHEET, AdwBin)

/* The row of the form itself. */
#define XP_RUBRIC_SHEET_HEAD -1

/* @parent: (nullable); @rows: of XpFormRow, of both; @problems: of XpFormProblem. All are read
 * here and not kept. @can_move: rows can be dragged. The chosen row stays chosen. */
void xp_rubric_sheet_show (XpRubricSheet *self,
                           const XpRubric *form,
                           const XpRubric *parent,
                           const GPtrArray *rows,
                           const GPtrArray *problems,
                           bool can_move);

/* An index in the rows, or XP_RUBRIC_SHEET_HEAD. */
int xp_rubric_sheet_get_selected (XpRubricSheet *self);
void xp_rubric_sheet_select (XpRubricSheet *self, int index);
/* The keys go to the chosen row. */
void xp_rubric_sheet_take_focus (XpRubricSheet *self);

/* “每处扣1分”, “0到8分，每0.5分一档”: how an item is counted, in few words. Yours. */
char *xp_rubric_sheet_tell_rule (const XpItem *item);

/* Signals: "selected" (int index), "activated" (int index), "dragged" (int from, int to). */

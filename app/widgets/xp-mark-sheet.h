/* xp-mark-sheet.h: what is seen of the household being typed: who, the key strip, the echo, the
 * marks as a form or as a grid, the keys.
 *
 * Shows only: keys and marks are the page's. The sheet itself, or its grid, holds the keyboard. */
#pragma once

#include "xp-mark-cells.h"
#include "xp-mark-keys.h"
#include "xp-marking.h"

#include <adwaita.h>

#define XP_TYPE_MARK_SHEET (xp_mark_sheet_get_type ())
G_DECLARE_FINAL_TYPE (XpMarkSheet, xp_mark_sheet, XP, MARK_SHEET, AdwBin)

/* @marking: (nullable); referenced. @cells: of the same round; borrowed as long as it is set. Lays
 * the form out anew. */
void xp_mark_sheet_set_marking (XpMarkSheet *self, XpMarking *marking, XpMarkCells *cells);

/* The view that @cells were given: form or grid, with its own keys at the foot. */
void xp_mark_sheet_show_view (XpMarkSheet *self);

/* Signal "view-chosen" (gint view): an XpMarkView, with the mouse. */
/* Signal "cell-pressed" (gint row, gint column): of the grid, with the mouse. */

/* The grid's rows that one page passes. */
int xp_mark_sheet_get_n_page (XpMarkSheet *self);

/* Everything of one household as the cells have it; the cursor is kept in sight. */
void xp_mark_sheet_show_household (XpMarkSheet *self, const XpMarkPlace *place);
void xp_mark_sheet_show_progress (XpMarkSheet *self);

/* One cell, as the cells have it now. */
void xp_mark_sheet_show_mark (XpMarkSheet *self, const XpMarkPlace *place);

/* Somebody else's marks are others now: a grid may show them. */
void xp_mark_sheet_show_others (XpMarkSheet *self);

/* The cursor, where it went within the same household and judge. */
void xp_mark_sheet_show_cursor (XpMarkSheet *self, const XpMarkPlace *place);
void xp_mark_sheet_show_typed (XpMarkSheet *self, const XpMarkKeys *keys, int item_at);

void xp_mark_sheet_show_echo (XpMarkSheet *self, const char *text, bool is_refusal);
const char *xp_mark_sheet_get_echo (XpMarkSheet *self);

/* A calm line under the echo that stays until it is NULL: what may be a slip, and is not stopped.
 */
void xp_mark_sheet_show_notice (XpMarkSheet *self, const char *text);

/* A line that stays until it is NULL: a toast would be gone, a dialog would take the keyboard. */
void xp_mark_sheet_show_problem (XpMarkSheet *self, const char *message);

/* “已存盘 ✓”, “正在存盘…”, “”. */
void xp_mark_sheet_show_saved (XpMarkSheet *self, const char *text);

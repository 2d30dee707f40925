/* xp-mark-sheet.h: what is seen of the household being typed: who, the key strip, the echo, the
 * form.
 *
 * Shows only: keys and marks are the page's. The sheet itself holds the keyboard. */
#pragma once

#include "xp-mark-keys.h"
#include "xp-marking.h"

#include <adwaita.h>

#define XP_TYPE_MARK_SHEET (xp_mark_sheet_get_type ())
G_DECLARE_FINAL_TYPE (XpMarkSheet, xp_mark_sheet, XP, MARK_SHEET, AdwBin)

/* @marking: (nullable); referenced. Lays the form out anew. */
void xp_mark_sheet_set_marking (XpMarkSheet *self, XpMarking *marking);

/* Everything of one household as it is on disk; @judge_no: 0 合议. */
void xp_mark_sheet_show_household (XpMarkSheet *self, int entrant_no, int judge_no);
void xp_mark_sheet_show_progress (XpMarkSheet *self);

/* One row, before it is on disk; NULL: it was taken back. */
void xp_mark_sheet_show_mark (XpMarkSheet *self, const XpItem *item, const XpMark *mark);

/* The cursor's row, kept in sight. @item_at: from 1. */
void xp_mark_sheet_show_cursor (XpMarkSheet *self, int item_at);
void xp_mark_sheet_show_typed (XpMarkSheet *self, const XpMarkKeys *keys, int item_at);

void xp_mark_sheet_show_echo (XpMarkSheet *self, const char *text, bool is_refusal);
const char *xp_mark_sheet_get_echo (XpMarkSheet *self);

/* A line that stays until it is NULL: a toast would be gone, a dialog would take the keyboard. */
void xp_mark_sheet_show_problem (XpMarkSheet *self, const char *message);

/* “已存盘 ✓”, “正在存盘…”, “”. */
void xp_mark_sheet_show_saved (XpMarkSheet *self, const char *text);

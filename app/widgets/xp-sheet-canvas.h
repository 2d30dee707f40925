/* xp-sheet-canvas.h: the pages of a PDF on a desk that scrolls, in one column or two, as large as
 * one likes. The bytes that are shown are the bytes that are printed.
 *
 * Page Up and Page Down turn the page, Home and End go to the first and the last. Signal "turned":
 * another page is in front, or how large they are has changed. Signal "pressed" (int page). */
#pragma once

#include "xp-scroll-area.h"

#include <stdbool.h>

#define XP_TYPE_SHEET_CANVAS (xp_sheet_canvas_get_type ())
G_DECLARE_FINAL_TYPE (XpSheetCanvas, xp_sheet_canvas, XP, SHEET_CANVAS, XpScrollArea)

/* @pdf: (nullable): a reference is taken; NULL: nothing. The page in front stays in front where the
 * new one has as many pages, as a sheet has that was set again. */
void xp_sheet_canvas_show (XpSheetCanvas *self, GBytes *pdf);

/* The widest page, in pixels of the screen; 0: as wide as there is room, up to the size at which it
 * is well read. */
void xp_sheet_canvas_set_page_width (XpSheetCanvas *self, int width_px);

/* Of a page as it lies there: 100 is the size at which it is well read, a little larger than paper;
 * 0 before there is a page. */
int xp_sheet_canvas_get_percent (XpSheetCanvas *self);
/* 10 to 400. */
void xp_sheet_canvas_set_percent (XpSheetCanvas *self, int percent);

/* 1, or 2 as an open book lies. */
void xp_sheet_canvas_set_n_columns (XpSheetCanvas *self, int n_columns);

/* Its number stands under each page: for small pictures of all of them. */
void xp_sheet_canvas_set_has_numbers (XpSheetCanvas *self, bool has_numbers);

int xp_sheet_canvas_get_n_pages (XpSheetCanvas *self);
/* The page in front, from 0. */
int xp_sheet_canvas_get_page (XpSheetCanvas *self);
void xp_sheet_canvas_go_to (XpSheetCanvas *self, int page);

/* The page that is framed, and brought in sight; -1: none. */
void xp_sheet_canvas_mark (XpSheetCanvas *self, int page);

/* How many of the pages in sight are drawn, and how many there are in sight. */
void xp_sheet_canvas_count_drawn (XpSheetCanvas *self, int *out_n_drawn, int *out_n_in_sight);

/* xp-sheet-drawer.h: the pages of a PDF as pictures, drawn in a thread of their own: a roll of
 * thousands of certificates holds up no key. Drawn is what was asked for last and is not there yet;
 * what has not been seen for a while is drawn again. */
#pragma once

#include <gtk/gtk.h>

#define XP_TYPE_SHEET_DRAWER (xp_sheet_drawer_get_type ())
G_DECLARE_FINAL_TYPE (XpSheetDrawer, xp_sheet_drawer, XP, SHEET_DRAWER, GObject)

/* @pdf: a reference is taken. Yours. Signal "opened": the sizes of the pages are known; signal
 * "drawn" (int): this page is there. */
XpSheetDrawer *xp_sheet_drawer_new (GBytes *pdf);

/* 0 until it is opened, and of what is no PDF. */
int xp_sheet_drawer_get_n_pages (XpSheetDrawer *self);
/* In points (1/72 inch); @page from 0. */
void xp_sheet_drawer_get_size (XpSheetDrawer *self, int page, double *out_width, double *out_height);

/* What was asked for before and is not drawn yet is not wanted any more. */
void xp_sheet_drawer_begin (XpSheetDrawer *self);

/**
 * xp_sheet_drawer_ask:
 * @width_px: of the picture
 *
 * Returns: (nullable): borrowed until the main context runs again; the page at this width, or, while
 * that is being drawn, at the width it had before; NULL: there is nothing yet
 */
GdkTexture *xp_sheet_drawer_ask (XpSheetDrawer *self, int page, int width_px);

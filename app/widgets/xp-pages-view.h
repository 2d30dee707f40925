/* xp-pages-view.h: a finished sheet as it comes out of the printer, page under page; with tools
 * above it, and small pictures of all pages beside it, where there is room for them.
 *
 * What is shown are the bytes that are printed. Signal "stop": whoever waits for a long work has
 * had enough of it. */
#pragma once

#include "xp-sheet-canvas.h"

#include <adwaita.h>

#define XP_TYPE_PAGES_VIEW (xp_pages_view_get_type ())
G_DECLARE_FINAL_TYPE (XpPagesView, xp_pages_view, XP, PAGES_VIEW, AdwBin)

/* Which page, larger and smaller, two side by side, small pictures of all; none until this is
 * called. */
void xp_pages_view_set_has_tools (XpPagesView *self, bool has_tools);

/* A page as wide as this, in pixels; 0: at the size at which it is well read. */
void xp_pages_view_set_page_width (XpPagesView *self, int width_px);

/* @pdf: (nullable): a reference is taken; NULL: nothing. */
void xp_pages_view_show (XpPagesView *self, GBytes *pdf);

/* Why there is nothing to be shown: a title, and a sentence. */
void xp_pages_view_show_obstacle (XpPagesView *self, const char *title, const char *sentence);

/* How far a long work is: @n_total 0: nobody knows. */
void xp_pages_view_show_progress (XpPagesView *self, size_t n_done, size_t n_total);

/* Ctrl and +, − or 0. False: it is another key. */
bool xp_pages_view_take_key (XpPagesView *self, guint keyval, GdkModifierType state);

XpSheetCanvas *xp_pages_view_get_canvas (XpPagesView *self);

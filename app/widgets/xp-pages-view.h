/* xp-pages-view.h: a finished sheet as it comes out of the printer, page under page.
 *
 * What is shown are the bytes that are printed. */
#pragma once

#include <adwaita.h>

#define XP_TYPE_PAGES_VIEW (xp_pages_view_get_type ())
G_DECLARE_FINAL_TYPE (XpPagesView, xp_pages_view, XP, PAGES_VIEW, AdwBin)

/* A page as wide as this, in pixels; 0: at the size at which it is well read. */
void xp_pages_view_set_page_width (XpPagesView *self, int width_px);

/* @pdf: (nullable): borrowed; NULL: nothing. */
void xp_pages_view_show (XpPagesView *self, GBytes *pdf);

/* Why there is nothing to be shown: a title, and a sentence. */
void xp_pages_view_show_obstacle (XpPagesView *self, const char *title, const char *sentence);

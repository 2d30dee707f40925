/* xp-print-page.h: 打印: a sheet, its pages from the very bytes, and saving it. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_PRINT_PAGE (xp_print_page_get_type ())
G_DECLARE_FINAL_TYPE (XpPrintPage, xp_print_page, XP, PRINT_PAGE, AdwBin)

/* @desk: borrowed while it is open; a reference is held. */
void xp_print_page_set_desk (XpPrintPage *self, XpDesk *desk);

/* The book may be another now: shows it anew. */
void xp_print_page_refresh (XpPrintPage *self);

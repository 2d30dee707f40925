/* xp-home-page.h: 首页: three ways to begin; with a book, what is to be done next. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_HOME_PAGE (xp_home_page_get_type ())
G_DECLARE_FINAL_TYPE (XpHomePage, xp_home_page, XP, HOME_PAGE, AdwBin)

/* @desk: borrowed while it is open; a reference is held. */
void xp_home_page_set_desk (XpHomePage *self, XpDesk *desk);

/* Offers to go on with them, the first before all else. @books: of XpRecentBook; borrowed. */
void xp_home_page_offer_books (XpHomePage *self, GPtrArray *books);

/* The book may be another now: shows it anew. */
void xp_home_page_refresh (XpHomePage *self);

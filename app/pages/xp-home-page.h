/* xp-home-page.h: 首页: three ways to begin; with a book, the day's list. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_HOME_PAGE (xp_home_page_get_type ())
G_DECLARE_FINAL_TYPE (XpHomePage, xp_home_page, XP, HOME_PAGE, AdwBin)

/* 建本村资料, as the button does it; beside an open book too. */
void xp_home_page_begin_book (XpHomePage *self);

/* Whether its questions are in front. */
bool xp_home_page_get_is_making (XpHomePage *self);

/* Offers to go on with them, the first before all else. @books: of XpRecentBook; borrowed. */
void xp_home_page_offer_books (XpHomePage *self, GPtrArray *books);

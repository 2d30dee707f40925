/* xp-rounds-page.h: 评选: the rounds of all years; a new one is opened here. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_ROUNDS_PAGE (xp_rounds_page_get_type ())
G_DECLARE_FINAL_TYPE (XpRoundsPage, xp_rounds_page, XP, ROUNDS_PAGE, AdwBin)

/* 新开一次评选, as the button does it. */
void xp_rounds_page_begin_new (XpRoundsPage *self);

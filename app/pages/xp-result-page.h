/* xp-result-page.h: 结果: stage by stage; places only from 算分 on. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_RESULT_PAGE (xp_result_page_get_type ())
G_DECLARE_FINAL_TYPE (XpResultPage, xp_result_page, XP, RESULT_PAGE, AdwBin)

/* @desk: borrowed while it is open; a reference is held. */
void xp_result_page_set_desk (XpResultPage *self, XpDesk *desk);

/* The book may be another now: shows it anew. */
void xp_result_page_refresh (XpResultPage *self);

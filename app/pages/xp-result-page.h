/* xp-result-page.h: 结果: how far a round is, its places, and the next step. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_RESULT_PAGE (xp_result_page_get_type ())
G_DECLARE_FINAL_TYPE (XpResultPage, xp_result_page, XP, RESULT_PAGE, AdwBin)

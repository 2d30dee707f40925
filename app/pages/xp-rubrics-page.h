/* xp-rubrics-page.h: 评分表: the forms at hand, each as it reads on paper. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_RUBRICS_PAGE (xp_rubrics_page_get_type ())
G_DECLARE_FINAL_TYPE (XpRubricsPage, xp_rubrics_page, XP, RUBRICS_PAGE, AdwBin)

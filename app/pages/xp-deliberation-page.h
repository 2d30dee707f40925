/* xp-deliberation-page.h: 评议: what was deliberated, what is still to be looked at, and its
 * closing. What was told in private is read only when a record is opened. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_DELIBERATION_PAGE (xp_deliberation_page_get_type ())
G_DECLARE_FINAL_TYPE (XpDeliberationPage, xp_deliberation_page, XP, DELIBERATION_PAGE, AdwBin)

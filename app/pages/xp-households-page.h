/* xp-households-page.h: 农户: the list, found by number, door, name or initials; one household's
 * card beside it; new lists come in from here. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_HOUSEHOLDS_PAGE (xp_households_page_get_type ())
G_DECLARE_FINAL_TYPE (XpHouseholdsPage, xp_households_page, XP, HOUSEHOLDS_PAGE, AdwBin)

/* Opens the card of this household. */
void xp_households_page_open (XpHouseholdsPage *self, int64_t household_uid);

/* 导入名单: asks for the file. */
void xp_households_page_choose_list (XpHouseholdsPage *self);
/* 从WPS粘贴: what the clipboard holds becomes a preview. */
void xp_households_page_paste (XpHouseholdsPage *self);

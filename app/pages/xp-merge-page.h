/* xp-merge-page.h: 合并另一台电脑录的: what comes in, what differs and which of the two holds; and a
 * copy lent to another laptop. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_MERGE_PAGE (xp_merge_page_get_type ())
G_DECLARE_FINAL_TYPE (XpMergePage, xp_merge_page, XP, MERGE_PAGE, AdwBin)

/* Reads the other book and shows what it would bring; nothing is written. */
void xp_merge_page_read_file (XpMergePage *self, const char *path);

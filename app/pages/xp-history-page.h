/* xp-history-page.h: 修改记录: who changed what and when, newest first; and whether all is in
 * order.
 */
#pragma once

#include "xp-page.h"

#define XP_TYPE_HISTORY_PAGE (xp_history_page_get_type ())
G_DECLARE_FINAL_TYPE (XpHistoryPage, xp_history_page, XP, HISTORY_PAGE, AdwBin)

/* Saves what is listed there as a spreadsheet, beside what goes on: .xlsx or .csv. */
void xp_history_page_save_to (XpHistoryPage *self, const char *path);

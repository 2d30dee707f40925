/* xp-import-page.h: 导入名单: what a list was understood as, and what shall be done with each row.
 *
 * Nothing is written before 导入; one undo takes the whole list back. */
#pragma once

#include "xp-page.h"
#include "xp-roster-plan.h"

#define XP_TYPE_IMPORT_PAGE (xp_import_page_get_type ())
G_DECLARE_FINAL_TYPE (XpImportPage, xp_import_page, XP, IMPORT_PAGE, AdwBin)

/* The page must have been shown its desk. What is wrong with the list becomes a line under the
 * header, and the page of households comes back. */
void xp_import_page_read_file (XpImportPage *self, const char *path);
/* The same with what was copied in WPS. */
void xp_import_page_read_text (XpImportPage *self, const char *text);

/* NULL: nothing was read yet. Borrowed. */
XpRosterPlan *xp_import_page_get_plan (XpImportPage *self);

/* ---- as the buttons do it, for tests too ---- */
void xp_import_page_turn_row (XpImportPage *self, guint row);
void xp_import_page_set_meaning (XpImportPage *self, guint column, XpMeaning meaning);
void xp_import_page_import (XpImportPage *self);

/* xp-print-page.h: 打印: what is wanted now first; what is shown is what comes out of the printer.
 */
#pragma once

#include "xp-page.h"

#define XP_TYPE_PRINT_PAGE (xp_print_page_get_type ())
G_DECLARE_FINAL_TYPE (XpPrintPage, xp_print_page, XP, PRINT_PAGE, AdwBin)

/* Chooses a sheet by its id: notice, keys … */
void xp_print_page_choose (XpPrintPage *self, const char *document);

/* Names for 选票, articles for 意见征询表, out of a text file, for the sheet that is shown. False
 * with INPUT. */
bool xp_print_page_take_text (XpPrintPage *self, const char *path, GError **error);

/* Shows a report of another page (导入情况), to be printed or saved. @pdf: a reference is taken. */
void xp_print_page_show_report (XpPrintPage *self, GBytes *pdf, const char *title);

/* What is shown; NULL: it cannot be printed yet. Borrowed. */
GBytes *xp_print_page_get_pdf (XpPrintPage *self);

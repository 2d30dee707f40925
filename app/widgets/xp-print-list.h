/* xp-print-list.h: the sheets that can be printed: first what is wanted now, then the others; ↑ and
 * ↓ go from sheet to sheet.
 *
 * Signal "chosen" (const char *document): somebody pressed its button, which may be pressed in
 * already. */
#pragma once

#include "xp-printing.h"

#include <adwaita.h>

#define XP_TYPE_PRINT_LIST (xp_print_list_get_type ())
G_DECLARE_FINAL_TYPE (XpPrintList, xp_print_list, XP, PRINT_LIST, AdwBin)

/**
 * xp_print_list_fill:
 * @documents: (nullable): of const XpDocument; the first @n_wanted are wanted now
 * @chosen: (nullable): the sheet that was chosen before
 *
 * Buttons that are the same stay where they are: the keyboard may stand on one. Nothing is signalled.
 *
 * Returns: what is chosen now: @chosen, else the first; NULL where there is none
 */
const char *xp_print_list_fill (XpPrintList *self,
                                const GPtrArray *documents,
                                size_t n_wanted,
                                const char *chosen);

/* No sheet is chosen: something else is shown. */
void xp_print_list_release (XpPrintList *self);

/* ↑ or ↓ on one of the sheets. False: it is another key, or stands elsewhere. */
bool xp_print_list_take_key (XpPrintList *self, guint keyval);

/* xp-print-choices.h: what can be chosen about a sheet: of each only what it takes.
 *
 * Signal "changed": it is to be set anew. Signals "overprint" and "register": of certificates. */
#pragma once

#include "xp-printing.h"

#include <adwaita.h>

#define XP_TYPE_PRINT_CHOICES (xp_print_choices_get_type ())
G_DECLARE_FINAL_TYPE (XpPrintChoices, xp_print_choices, XP, PRINT_CHOICES, AdwBin)

/* @document: (nullable): its id; a file that was read for another is dropped. */
void xp_print_choices_set_document (XpPrintChoices *self, const char *document);

/* As it stands there; texts are borrowed until something is changed. Of certificates only which
 * ones: the rest is the printer's. */
XpPrintOptions xp_print_choices_get (XpPrintChoices *self);

/* “编号写的是“十七”，不是数字……”: what was typed and cannot be meant, so that not all is printed in
 * its place; NULL: nothing is wrong. Yours. */
char *xp_print_choices_dup_problem (XpPrintChoices *self);

/* The names or articles for the sheet. INPUT, NOT_READ as xp_printing_read_text(). */
bool xp_print_choices_take_text (XpPrintChoices *self, const char *path, GError **error);

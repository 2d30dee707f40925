/* xp-wording-form.h: the words of a paper, changed beside the paper itself. */
#pragma once

#include "xp-printing.h"

#include <gtk/gtk.h>

/* Over @page; a refusal to read them is told on it. @options: with which the paper is shown;
 * borrowed. */
void xp_wording_form_show (GtkWidget *page,
                           XpDesk *desk,
                           const char *document,
                           int64_t round_uid,
                           const XpPrintOptions *options);

/* xp-deliberation-forms.h: 记一次评议, what was found when looking again, 销号, and a record to be
 * read. */
#pragma once

#include "xp-deliberation-work.h"

#include <adwaita.h>

/* @line: (nullable): what is to be written anew; NULL: a new one. @round_uid: the round whose form
 * an item is of; 0 none. */
void xp_deliberation_form_put (GtkWidget *page,
                               XpDesk *desk,
                               int64_t round_uid,
                               const XpDeliberationLine *line);
void xp_deliberation_form_found (GtkWidget *page, XpDesk *desk, const XpDeliberationLine *line);
void xp_deliberation_form_close (GtkWidget *page, XpDesk *desk, const XpDeliberationLine *line);
/* What stands in it; from there it can be written anew. */
void xp_deliberation_form_show (GtkWidget *page, XpDesk *desk, const XpDeliberationLine *line);

/* xp-typist-dialogs.h: the PIN of a name: set, changed, taken away; and when it was forgotten. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

/* Of @name: a first one, or another in the place of the one it has. */
void xp_typist_dialogs_set_pin (GtkWidget *page, XpDesk *desk, const char *name);
/* With the one it has. */
void xp_typist_dialogs_remove_pin (GtkWidget *page, XpDesk *desk, const char *name);
/* By two others, with a reason. @name: whose it probably is; may be "". */
void xp_typist_dialogs_forget_pin (GtkWidget *page, XpDesk *desk, const char *name);

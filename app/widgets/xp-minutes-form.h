/* xp-minutes-form.h: the drafted minutes, read and written before they are printed. */
#pragma once

#include "xp-minutes-work.h"

#include <gtk/gtk.h>

/* Over @page; a refusal to read them is told on it. */
void xp_minutes_form_show (GtkWidget *page, XpDesk *desk, int64_t round_uid);

/* xp-lazy-tooltip.h: a tooltip that is looked up when it is wanted. One that GTK is given anew lays
 * the window out anew, which is too dear for what changes with each key. */
#pragma once

#include <adwaita.h>

/* @text: copied; NULL or "": none. */
void xp_lazy_tooltip_set (GtkWidget *widget, const char *text);
const char *xp_lazy_tooltip_get (GtkWidget *widget); /* borrowed; NULL: none */

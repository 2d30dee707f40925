/* xp-font-window.h: 字体: which font of this computer each part of a sheet is set in, and how many
 * characters of names it lacks. */
#pragma once

#include <gtk/gtk.h>

void xp_font_window_ask (GtkWidget *page);

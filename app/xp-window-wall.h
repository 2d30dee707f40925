/* xp-window-wall.h: the wall beside the window: opened, told of what changes, closed with it. */
#pragma once

#include "xp-window-private.h"

/* F11 opens and closes it; the menu says whether what is typed is read out, and how light it is. */
void xp_window_wall_install_actions (GtkWidgetClass *class);
/* Another book, round or page, or something in them was changed. Does nothing without a wall. */
void xp_window_wall_follow (XpWindow *self);
void xp_window_wall_close (XpWindow *self);

/* xp-window-desktop.h: what a desktop expects of a window: files can be dropped on it, its size is
 * kept, Ctrl+S answers. */
#pragma once

#include "xp-window.h"

/* Before the window is shown. */
void xp_window_desktop_attach (XpWindow *window);

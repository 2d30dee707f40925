/* xp-missing-window.h: 还差什么: which sheets a round waits for; Enter leads to the cell. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

/* Enter on a line activates “win.go-to-cell” (iii): entrant, judge, item. */
void xp_missing_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid);

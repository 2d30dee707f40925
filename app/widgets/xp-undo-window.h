/* xp-undo-window.h: 撤销清单: all that can be undone, the newest on top, and above it what can be
 * redone. Enter goes back to a line, that one included. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

/* @blind_round: its second entry is typed: nothing of the first is listed; 0: none. */
void xp_undo_window_ask (GtkWidget *page, XpDesk *desk, int64_t blind_round);

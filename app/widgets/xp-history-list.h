/* xp-history-list.h: acts as lines of a list: when, who, what, and how it read before. */
#pragma once

#include "xp-cells-view.h"
#include "xp-desk.h"

/* The columns, once. */
void xp_history_list_set_up (XpCellsView *view);
/* @lines: of XpHistoryLine, newest first; borrowed. */
void xp_history_list_fill (XpCellsView *view, XpDesk *desk, const GPtrArray *lines);

/* Both at once. */
GtkWidget *xp_history_list_new (XpDesk *desk, const GPtrArray *lines);

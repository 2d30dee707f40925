/* xp-round-dialogs.h: what 结果 asks: a new round, a step back, who of a tie is in. */
#pragma once

#include "xp-round-work.h"

#include <adwaita.h>

/* Each shows itself over @page's window and does the work; problems go to the window's line. */
void xp_round_dialog_open (GtkWidget *page, XpDesk *desk);
void xp_round_dialog_go_back (GtkWidget *page, XpDesk *desk, int64_t round_uid);
void xp_round_dialog_decide (GtkWidget *page,
                             XpDesk *desk,
                             const XpLoadedRound *loaded,
                             const XpRanking *ranking);

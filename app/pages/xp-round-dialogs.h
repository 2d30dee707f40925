/* xp-round-dialogs.h: what the meeting is asked: a step back, the tie at the cut. */
#pragma once

#include "xp-round-work.h"

#include <adwaita.h>

/* 退回一步: asks for the reason and a second name. */
void xp_round_dialog_go_back (GtkWidget *page, XpDesk *desk, int64_t round_uid);

/* 同分抽签: the seed, which the meeting may choose. */
void xp_round_dialog_draw_lot (GtkWidget *page, XpDesk *desk, int64_t round_uid);

/* 有人提意见: who, what, and the two who look into it. */
void xp_round_dialog_object (GtkWidget *page, XpDesk *desk, const XpLoadedRound *loaded);
/* 答复意见: of those that are open. Says so where there are none. */
void xp_round_dialog_answer (GtkWidget *page, XpDesk *desk, int64_t round_uid);

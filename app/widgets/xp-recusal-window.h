/* xp-recusal-window.h: 回避: what is proposed, ticked or not, and what is registered, in a window
 * over the page. */
#pragma once

#include "xp-marking.h"

#include <adwaita.h>

void xp_recusal_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid);

/* Who of the judges does not take part in this household's 合议: asked for by number. @told: (scope
 * async): gets the sentence of what was done, with @user_data. */
typedef void (*XpRecusalTold) (GtkWidget *page, const char *sentence);
void xp_recusal_window_ask_judge (GtkWidget *page,
                                  XpMarking *marking,
                                  int entrant_no,
                                  XpRecusalTold told);

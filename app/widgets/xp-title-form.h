/* xp-title-form.h: the titles that a household holds or held, and one of them taken back (摘牌):
 * what hangs on it first, then the reason and the second name. */
#pragma once

#include "xp-title-work.h"

#include <adwaita.h>

/* @who: 3号 张三, for the head of the window. Says so on the page where there is none. */
void xp_title_form_list (GtkWidget *page, XpDesk *desk, int64_t household_uid, const char *who);

/* @waiting: how long the form makes wait, 2年; (nullable). Tells on the page where there is nothing
 * to take back. */
void xp_title_form_withdraw (
  GtkWidget *page, XpDesk *desk, int64_t round_uid, int entrant_no, const char *waiting);

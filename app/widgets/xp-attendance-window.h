/* xp-attendance-window.h: 签到: who of the judges is there, in a window over the page; Enter for
 * coming and leaving. It stays open until it is closed. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

void xp_attendance_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid);

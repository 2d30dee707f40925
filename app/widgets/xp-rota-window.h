/* xp-rota-window.h: 分组互评: which judges mark which group, proposed and taken in a window over
 * the page. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

void xp_rota_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid);

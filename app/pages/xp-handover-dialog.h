/* xp-handover-dialog.h: 换届移交 in one question: who hands over, who takes over, from which day.
 */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

/* @window: an XpWindow, over which it is asked. */
void xp_handover_dialog_ask (GtkWidget *window, XpDesk *desk);

/* xp-motion-form.h: 记一次表决: what it is about, six numbers that have to add up, and what comes
 * of it. */
#pragma once

#include "xp-motion-work.h"

#include <adwaita.h>

/* @line: (nullable): what it is about; NULL: something of nobody alone. Of a tie the households are
 * ticked that the meeting wants in. */
void xp_motion_form_ask (GtkWidget *page,
                         XpDesk *desk,
                         const XpLoadedRound *loaded,
                         const XpRanking *ranking,
                         const XpAgendaLine *line);

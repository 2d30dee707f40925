/* xp-second-pane.h: 核对: which sheets are typed twice, where the two differ, and what the paper
 * says. Keys on the list: 1 the first entry is right, 2 the second, Enter something else; of a slip
 * of several cells they settle all, and Enter shows its cells one by one. */
#pragma once

#include "xp-marking.h"

#include <adwaita.h>

#define XP_TYPE_SECOND_PANE (xp_second_pane_get_type ())
G_DECLARE_FINAL_TYPE (XpSecondPane, xp_second_pane, XP, SECOND_PANE, AdwBin)

/* @marking: (nullable): of either entry; a reference is taken. Again: what differs now. */
void xp_second_pane_show (XpSecondPane *self, XpMarking *marking);
void xp_second_pane_take_focus (XpSecondPane *self);

/* Signal "left" (gint entry): back to the first entry (1), or to the second (2). */

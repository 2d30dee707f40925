/* xp-new-round.h: 新开一次评选: which form, who judges, the line or the number, days of 公示;
 * folded away, the rules that few villages need; and who takes part.
 *
 * What is wrong is said at its row once that was left. What was typed stays until the round is open
 * or somebody goes back. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_NEW_ROUND (xp_new_round_get_type ())
G_DECLARE_FINAL_TYPE (XpNewRound, xp_new_round, XP, NEW_ROUND, AdwBin)

/* Forms of the book and the shipped ones are offered, with what the form says filled in. */
void xp_new_round_begin (XpNewRound *self, XpDesk *desk);
/* Who takes part may be others now; what was typed stays. */
void xp_new_round_refresh (XpNewRound *self);

/* Signal "left" (gint64 round_uid): the round that was opened; 0: somebody went back. */

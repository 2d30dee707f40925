/* xp-candidates.h: 准备“精巴媳妇”: who may be put up, and why others may not yet. */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>

#define XP_TYPE_CANDIDATES (xp_candidates_get_type ())
G_DECLARE_FINAL_TYPE (XpCandidates, xp_candidates, XP, CANDIDATES, AdwBin)

/* @desk: (nullable). Again: what is in the book now. */
void xp_candidates_show (XpCandidates *self, XpDesk *desk);

/* Signal "left": back to the rounds. */

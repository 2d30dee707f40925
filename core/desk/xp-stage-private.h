/* xp-stage-private.h: what the files of the stages share: xp-stage-work.c goes on and back,
 * xp-stage-missing.c says what is missing before. */
#pragma once

#include "xp-round-work.h"

/* What must be done before the round may go to @to, a sentence each; none: nothing.
 * NULL-terminated, yours. */
char **xp_stage_list_missing (XpDesk *desk, const XpLoadedRound *loaded, XpStage to);

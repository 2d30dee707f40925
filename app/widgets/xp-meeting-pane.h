/* xp-meeting-pane.h: the meeting on the page of the result: what is still to be decided, and the
 * votes that were taken. */
#pragma once

#include "xp-motion-work.h"

#include <adwaita.h>

#define XP_TYPE_MEETING_PANE (xp_meeting_pane_get_type ())
G_DECLARE_FINAL_TYPE (XpMeetingPane, xp_meeting_pane, XP, MEETING_PANE, AdwBin)

/* Reads what was voted. All borrowed until it is shown again; @ranking: NULL: nothing to show. */
void xp_meeting_pane_show (XpMeetingPane *self,
                           XpDesk *desk,
                           const XpLoadedRound *loaded,
                           const XpRanking *ranking);
/* What is still without a vote. */
/* Puts the keys on the vote on the chosen line; where there is none, on a vote on something else.
 */
void xp_meeting_pane_take_focus (XpMeetingPane *self);

guint xp_meeting_pane_get_n_open (XpMeetingPane *self);

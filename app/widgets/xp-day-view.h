/* xp-day-view.h: the day's list: what to go on with in one large button, and under it what is due.
 */
#pragma once

#include "xp-desk.h"

#include <adwaita.h>
#include <stdbool.h>

#define XP_TYPE_DAY_VIEW (xp_day_view_get_type ())
G_DECLARE_FINAL_TYPE (XpDayView, xp_day_view, XP, DAY_VIEW, AdwBin)

/* As the book stands now. @is_sample: it says so, for the sample has a day of its own. */
void xp_day_view_show (XpDayView *self, XpDesk *desk, bool is_sample);

/* xp-roster-plan-private.h: how a plan is made, for the works of this room. */
#pragma once

#include "xp-presence.h"
#include "xp-progress.h"
#include "xp-roster-plan.h"

/* Matches by last four digits and name, then by group and name, then by telephone and name
 * (roster.md §6). Takes roster and bytes. */
XpRosterPlan *xp_roster_plan_new (
  XpPresence *presence, XpRoster *roster, const char *unit, GBytes *bytes, const char *name);

/* Rows that may be one household with another row, or with one of the book that no row was matched
 * with. False with CANCELLED. */
bool xp_roster_plan_find_doubles (XpRosterPlan *self,
                                  const XpPresence *presence,
                                  XpProgress *progress,
                                  GCancellable *cancellable,
                                  GError **error);

/* What of the row differs from the household, in words; NULL: nothing. Yours. */
char *xp_roster_plan_describe_difference (const XpPresent *present, const XpRosterRow *row);

/* Tells the summary anew. */
void xp_roster_plan_summarize (XpRosterPlan *self);

/* What of the row differs goes into @record, except the group, which is the caller's. */
void xp_roster_plan_merge (XpRecord *record, const XpRosterRow *row);

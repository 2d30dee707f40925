/* xp-roster-plan-private.h: how a plan is made, for the works of this room. */
#pragma once

#include "xp-roster-plan.h"

/* A household of the book beside what only matching looks at. */
typedef struct {
  XpRecord *record;
  const char *group;      /* borrowed from the groups' records */
  char *phone, *id_last4; /* NULL none */
  bool is_matched;
} XpPresent;

typedef struct {
  GPtrArray *groups;     /* of XpRecord */
  GPtrArray *households; /* of XpPresent, by number */
} XpPresence;

void xp_presence_free (XpPresence *self);

/* Matches by last four digits and name, then by group and name, then by telephone and name
 * (roster.md §6). Takes roster and bytes. */
XpRosterPlan *xp_roster_plan_new (
  XpPresence *presence, XpRoster *roster, const char *unit, GBytes *bytes, const char *name);

/* What of the row differs goes into @record, except the group, which is the caller's. */
void xp_roster_plan_merge (XpRecord *record, const XpRosterRow *row);

/* xp-roster-plan.h: what a list would do to this book: each row beside the household it may be.
 * Nothing is written; what is to be done with a row is decided by a person. */
#pragma once

#include "xp-record.h"
#include "xp-roster.h"

typedef enum {
  XP_STANDING_NEW,    /* 新增 */
  XP_STANDING_SAME,   /* in the book, and nothing differs */
  XP_STANDING_CHANGED /* 变化: in the book, and the list says something else */
} XpStanding;

typedef enum {
  XP_DECISION_LEAVE_OUT, /* 不要 */
  XP_DECISION_IMPORT,    /* 导入, as a household of its own */
  XP_DECISION_MERGE      /* 合并: what differs goes into the household that is there */
} XpDecision;

/* 不要, 导入, 合并. Borrowed. */
const char *xp_decision_get_word (XpDecision decision);

typedef struct {
  XpStanding standing;
  XpDecision decision;
  XpRecord *held;   /* the household of the book; NULL where new */
  char *difference; /* “人口4→5；电话有变”; NULL where nothing differs */
} XpPlanRow;

/* A household of the book that the list does not name: it stays. */
typedef struct {
  int number;
  char *group, *head;
} XpPlanMissing;

typedef struct {
  XpRoster *roster;   /* owned: as it was read */
  GArray *rows;       /* of XpPlanRow: beside the roster's rows */
  GPtrArray *missing; /* of XpPlanMissing; empty where the book had no household */
  size_t n_flagged;   /* rows with at least one flag */
  char *summary;      /* “共42户，4个社；有17处请看一眼。” */
  GBytes *bytes;      /* the file, to read it again with other meanings */
  char *name;         /* of the file */
} XpRosterPlan;

void xp_roster_plan_free (XpRosterPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRosterPlan, xp_roster_plan_free)

/* Rows that are decided so. */
size_t xp_roster_plan_count (const XpRosterPlan *self, XpDecision decision);

/* Goes on to the next decision that makes sense for the row: a new one 导入 or 不要, a changed one
 * 合并 too, one that is there already stays out. */
XpDecision xp_roster_plan_turn (XpRosterPlan *self, guint row);

/* All changed rows at once: 合并. */
void xp_roster_plan_merge_all (XpRosterPlan *self);

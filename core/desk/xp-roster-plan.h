/* xp-roster-plan.h: what a list would do to this book: each row beside the household it may be.
 * Nothing is written; what is to be done with a row is decided by a person. */
#pragma once

#include "xp-record.h"
#include "xp-roster.h"

typedef enum {
  XP_STANDING_NEW,     /* 新增 */
  XP_STANDING_SAME,    /* in the book, and nothing differs */
  XP_STANDING_CHANGED, /* 变化: in the book, and the list says something else */
  XP_STANDING_NEAR     /* 像是已有的: as new, but it may be a household of the book */
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
  XpRecord *held;   /* the household of the book, likeliest where it is near; NULL where new */
  char *difference; /* “人口4→5；电话有变”; NULL where nothing differs */
} XpPlanRow;

typedef enum {
  XP_PAIR_OPEN, /* nobody has said: both are imported, and asked about another time */
  XP_PAIR_ONE,  /* 是一户 */
  XP_PAIR_TWO   /* 是两户: nobody asks again */
} XpPairDecision;

/* A row that may be the same household as another row, or as one of the book. */
typedef struct {
  guint row;      /* a new one of the list; the later of two new ones */
  int other_row;  /* -1: one of the book */
  XpRecord *held; /* of the book; NULL: another row */
  char *reason;   /* “读音相同：张建军、章建君；同在一社” */
  XpPairDecision decision;
} XpPlanDouble;

/* A household of the book that the list does not name: it stays. */
typedef struct {
  int number;
  char *group, *head;
} XpPlanMissing;

typedef struct {
  XpRoster *roster;   /* owned: as it was read */
  GArray *rows;       /* of XpPlanRow: beside the roster's rows */
  GPtrArray *missing; /* of XpPlanMissing; empty where the book had no household */
  GArray *doubles;    /* of XpPlanDouble, likeliest first */
  size_t n_flagged;   /* rows that somebody should look at */
  char *unit;         /* 组, 社 …, as the list calls its groups */
  char *summary;      /* “共412户，四个社；有7处请看一眼。” */
  GBytes *bytes;      /* the file, to read it again with other meanings */
  char *name;         /* of the file */
} XpRosterPlan;

void xp_roster_plan_free (XpRosterPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRosterPlan, xp_roster_plan_free)

/* Rows that are decided so. */
size_t xp_roster_plan_count (const XpRosterPlan *self, XpDecision decision);

/* Goes on to the next decision that makes sense for the row: a new one 导入 or 不要, a changed or a
 * near one 合并 too, one that is there already stays out. */
XpDecision xp_roster_plan_turn (XpRosterPlan *self, guint row);

/* All changed rows at once: 合并. */
void xp_roster_plan_merge_all (XpRosterPlan *self);

/* One: the row goes into the household of the book (合并), or is left out for the other row's sake.
 * Two or open: it is imported as a household of its own. @pair: its place in doubles. */
void xp_roster_plan_decide_pair (XpRosterPlan *self, guint pair, XpPairDecision decision);

/**
 * xp_roster_plan_list_report:
 *
 * The preview as lines for a printed sheet: the summary, what each column was taken for, each
 * oddity (“第17行C列：…”), what was passed over, pairs, what differs and is gone, and each decision
 * that is not 导入. Headings begin with “# ”; what stands before a TAB is the place. No telephones,
 * no digits.
 *
 * Returns: yours, NULL-terminated
 */
char **xp_roster_plan_list_report (const XpRosterPlan *self);

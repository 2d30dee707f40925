/* xp-deliberation-work.h: 评议 in its four ways: why, who was there, what was said, what was
 * decided; the days to look again, until it is closed (销号) or handed to the meeting.
 *
 * What was told in private is a secret of the book: it is shown where the book is open, and printed
 * on the one sheet that stays with the committee. */
#pragma once

#include "xp-desk.h"

typedef enum {
  XP_DELIBERATION_MEETING,   /* 集中评议 */
  XP_DELIBERATION_ON_SITE,   /* 现场评议 */
  XP_DELIBERATION_VISIT,     /* 上门评议 */
  XP_DELIBERATION_FOLLOW_UP, /* 跟踪评议 */
  XP_N_DELIBERATION_MODES
} XpDeliberationMode;

const char *xp_deliberation_mode_get_word (XpDeliberationMode mode); /* 上门评议 */
/* 上门评议, 上门, visit. */
bool xp_deliberation_mode_from_text (const char *text, XpDeliberationMode *out_mode);

typedef struct {
  int no; /* from 1 */
  char *due_on;
  char *done_on; /* "" not yet */
  char *found;   /* "" nothing written, or forgotten */
} XpRevisitLine;

typedef struct {
  int64_t uid;
  XpDeliberationMode mode;
  char *on_day;
  int64_t round_uid, household_uid; /* 0: none */
  char *round_name;                 /* "" none */
  char *who;                        /* 一社3号 张三; "" of no household */
  int number;                       /* of the household; 0 */
  char *item_no, *article;          /* "" none */
  char *present;
  char *why, *said, *decided; /* "" not written, or forgotten */
  char *follower;             /* "" nobody */
  char *closed_on;            /* "" not yet */
  char *outcome;
  GPtrArray *revisits; /* of XpRevisitLine */
  bool is_open;        /* somebody still has to look, or to decide */
  bool is_late;        /* the day to look has passed */
  int next_revisit;    /* the first that was not done; 0: none */
  char *state; /* “10月19日（星期一）去看”, “已销号”; "" nothing is left to do */
} XpDeliberationLine;

void xp_deliberation_line_free (XpDeliberationLine *self);

/* The open ones first, the first due on top; then the newest. @household_uid 0: all. Of
 * XpDeliberationLine. Yours. */
GPtrArray *xp_deliberation_work_list (XpDesk *desk, int64_t household_uid, GError **error);

typedef struct {
  int64_t uid; /* of one that is there and shall read so; 0: a new one */
  XpDeliberationMode mode;
  const char *on_day;               /* NULL or "": today */
  int64_t round_uid, household_uid; /* 0: none */
  const char *item_no, *article;    /* NULL or "": none; also below */
  const char *present;
  const char *why, *said, *decided;
  const char *follower;
  const char *const *due_on; /* NULL-ended days to look again, of a new one; NULL: none */
} XpDeliberationSpec;

/* Its uid; 0 with INPUT: no reason, nobody present, a day that is none, or a 跟踪 that nobody
 * follows. One act. */
int64_t xp_deliberation_work_put (XpDesk *desk, const XpDeliberationSpec *spec, GError **error);

/* One more day to look again. INPUT: no day; REFUSED: it is closed. */
bool xp_deliberation_work_add_day (XpDesk *desk, int64_t uid, const char *due_on, GError **error);

/* @no: of a revisit that was not done; 0: one of today that was not planned. @next_on: (nullable):
 * the day to look once more. INPUT, REFUSED. */
bool xp_deliberation_work_put_found (
  XpDesk *desk, int64_t uid, int no, const char *found, const char *next_on, GError **error);

/* 销号, with its result; or @is_for_meeting: closed here, and begun anew as 集中评议 of the same
 * household, item and article, which waits to be decided. INPUT: no result; REFUSED: closed
 * already. */
bool xp_deliberation_work_close (
  XpDesk *desk, int64_t uid, const char *outcome, bool is_for_meeting, GError **error);

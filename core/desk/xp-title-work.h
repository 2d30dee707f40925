/* xp-title-work.h: a title is taken back (摘牌): what hangs on it is shown first; and given back
 * where that was a mistake. */
#pragma once

#include "xp-desk.h"

/* A title that a household, or somebody of it, was awarded in a sealed round. */
typedef struct {
  int64_t round_uid;
  int entrant_no, round_number;
  char *title;        /* 干净人家 */
  char *round_name;   /* 2026年第三季度“干净人家”评选 */
  char *who;          /* 一社3号 张三 */
  char *published_on; /* 2026-10-20 */
  char *withdrawn_on; /* NULL: it is held */
  char *barred_until; /* the last day on which it cannot be had again; NULL: none */
  char *waiting;      /* how long the form makes wait: 2年; NULL: it does not say */
} XpTitleLine;

void xp_title_line_free (XpTitleLine *self);

/* The latest first; @household_uid: 0: of the whole village. Of XpTitleLine. Yours. */
GPtrArray *xp_title_work_list (XpDesk *desk, int64_t household_uid, GError **error);
/* Titles of one round that were taken back. Of XpTitleLine, in the order of entrants. Yours. */
GPtrArray *xp_title_work_list_withdrawn (XpDesk *desk, int64_t round_uid, GError **error);

/* A later round that took the title over when it opened, for the same household. */
typedef struct {
  int64_t round_uid;
  int round_number;
  char *round_name;
  XpStage stage;
  char *who; /* 一社3号 张三 */
} XpTitleUse;

void xp_title_use_free (XpTitleUse *self);

/* What hangs on the title that @round_uid gave to @entrant_no, by number of the round. Of
 * XpTitleUse; empty: nothing. REFUSED: it gave none, or it was taken back already. Yours. */
GPtrArray *
xp_title_work_list_uses (XpDesk *desk, int64_t round_uid, int entrant_no, GError **error);

typedef struct {
  int64_t round_uid;
  int entrant_no;
  const char *reason, *witness; /* and the second name */
  const char *barred_until;     /* the last day on which it cannot be had again; NULL: none */
} XpWithdrawalSpec;

/* Rounds that took it over keep what they took. INPUT, REFUSED as above, or not 公布 yet. */
bool xp_title_work_withdraw (XpDesk *desk, const XpWithdrawalSpec *spec, GError **error);

/**
 * xp_title_work_restore:
 * @spec: reason and second name as for taking it back; its barred_until is not looked at
 *
 * The title is held as if it had never been taken back, and can be had again; the history keeps
 * both. A round that was opened meanwhile keeps what it took over.
 *
 * Returns: false with INPUT, or REFUSED where it was not taken back
 */
bool xp_title_work_restore (XpDesk *desk, const XpWithdrawalSpec *spec, GError **error);

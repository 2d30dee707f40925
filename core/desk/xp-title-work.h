/* xp-title-work.h: a title is taken back (摘牌): what hangs on it is shown first. */
#pragma once

#include "xp-desk.h"

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

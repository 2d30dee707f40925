/* xp-guard-private.h: what the guards of the several rooms share. */
#pragma once

#include "xp-guard.h"
#include "xp-round.h"

typedef struct {
  const XpGuardView *view;
  const XpVerb *verb;
  GError **error;
} Guard;

/* False, with the sentence. */
bool xp_guard_refuse (const Guard *guard, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* “…现在在“公示”，…。” */
bool xp_guard_refuse_stage (const Guard *guard, const XpRecord *round, const char *what);
bool xp_guard_is_verb (const Guard *guard, const char *name);

/* A record by one or two integers of its key; NULL: none. Yours. */
XpRecord *xp_guard_look_up (const Guard *guard, XpKind kind, int64_t first, int64_t second, int n);
XpRecord *xp_guard_look_up_round (const Guard *guard, const XpRecord *record);
XpStage xp_guard_stage_of (const XpRecord *round);

/* ---- marks (xp-guard-marks.c) ---- */

bool xp_guard_check_judge (const Guard *guard, const XpRecord *record, const XpRecord *round);
bool xp_guard_check_cell (const Guard *guard, const XpRecord *mark);
bool xp_guard_check_nothing_missing (const Guard *guard, const XpRecord *sheet);
bool xp_guard_check_ballots (const Guard *guard, const XpChange *change);

/* ---- sheets typed twice (xp-guard-second.c) ---- */

/* Whether a cell or sheet of the second entry may be there at all. */
bool xp_guard_check_is_asked_twice (const Guard *guard, const XpChange *change);
bool xp_guard_check_second_entry (const Guard *guard, const XpChange *change);
bool xp_guard_check_settlement (const Guard *guard, const XpChange *change);

/* ---- the meeting (xp-guard-meeting.c) ---- */

/* Whether the judge of a mark or sheet may mark there: not his own household, and as the rota says. */
bool xp_guard_check_may_mark (const Guard *guard, const XpRecord *record);
bool xp_guard_check_attendance (const Guard *guard, const XpChange *change);
bool xp_guard_check_motion (const Guard *guard, const XpChange *change);
bool xp_guard_check_attendance_itself (const Guard *guard, const XpRecord *attendance);
bool xp_guard_check_motion_itself (const Guard *guard, const XpRecord *motion);
bool xp_guard_check_deliberation_itself (const Guard *guard, const XpRecord *deliberation);

/* ---- certificates (xp-guard-certificates.c) ---- */

bool xp_guard_check_certificate (const Guard *guard, const XpChange *change);
bool xp_guard_check_certificate_printing (const Guard *guard, const XpChange *change);
bool xp_guard_check_printing_itself (const Guard *guard, const XpRecord *printing);
bool xp_guard_check_stock_itself (const Guard *guard, const XpRecord *stock);

/* ---- points of a year (xp-guard-ledger.c) ---- */

bool xp_guard_check_ledger_year (const Guard *guard, const XpChange *change);
bool xp_guard_check_ledger_event (const Guard *guard, const XpChange *change);
bool xp_guard_check_ledger_carry (const Guard *guard, const XpChange *change);
bool xp_guard_check_goods_delivery (const Guard *guard, const XpChange *change);
bool xp_guard_check_redemption (const Guard *guard, const XpChange *change);
bool xp_guard_check_event_itself (const Guard *guard, const XpRecord *event);
bool xp_guard_check_goods_itself (const Guard *guard, const XpRecord *goods);
bool xp_guard_check_delivery_itself (const Guard *guard, const XpRecord *delivery);
bool xp_guard_check_redemption_itself (const Guard *guard, const XpRecord *redemption);

/* ---- forms and titles (xp-guard-forms.c) ---- */

bool xp_guard_check_rubric (const Guard *guard, const XpChange *change);
bool xp_guard_check_withdrawal (const Guard *guard, const XpChange *change);

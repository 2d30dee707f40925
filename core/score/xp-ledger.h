/* xp-ledger.h: what the events of a year are worth to one household (全年积分).
 *
 * Pure. Points in hundredths. Two balances are kept apart: 评比分 is what the household is placed
 * by, and redeeming never lowers it; 可兑换积分 is what can be taken home. */
#pragma once

#include "xp-rubric.h"

typedef struct {
  int64_t uid;        /* > 0 */
  const XpItem *item; /* event or ladder of the year's form; borrowed. NULL: counts nothing */
  GDate day;
  int64_t amount; /* event: times, from 1; ladder: hundredths (of an hour) */
  bool has_points;
  int64_t points_hundredths; /* for each time, where the meeting fixed it (幅度分) */
  bool is_warning;           /* registered only (先劝后扣) */
  int64_t reverses_uid;      /* 0: an event; else takes that one back (冲销) */
} XpLedgerEvent;

typedef enum {
  XP_LEDGER_COUNTED,
  XP_LEDGER_CAPPED,  /* 已达封顶: less than it is worth was counted, or nothing */
  XP_LEDGER_RUNG,    /* ladder: adds up, and reached no further rung */
  XP_LEDGER_WARNING, /* 只登记劝告 */
  XP_LEDGER_REVERSED,
  XP_LEDGER_REVERSAL,
  XP_LEDGER_N_FATES
} XpLedgerFate;

typedef struct {
  int64_t worth_hundredths;   /* before caps; ladder: what it was counted */
  int64_t counted_hundredths; /* its part of 评比分 */
  XpLedgerFate fate;
} XpLedgerLine;

typedef struct {
  int64_t base_hundredths;
  int64_t score_hundredths; /* 评比分: base and all that counted */
  int64_t carried_hundredths;
  int64_t redeemed_hundredths;
  int64_t redeemable_hundredths; /* 可兑换积分; below zero where more was redeemed than stands */
  bool is_barred;                /* an event stands that bars from every title of the year */
  int n_public_works;            /* 公益次数 */
  XpLedgerLine *lines;           /* one for each event, in the order they were given in */
  size_t n_lines;
} XpLedger;

/**
 * xp_ledger_new:
 * @rubric: the form of the year; borrowed
 * @events: of one household and one year, in any order; borrowed
 * @carried_hundredths: taken over from the year before; counts for redeeming only
 * @redeemed_hundredths: what was redeemed and stands
 *
 * Counts day after day. Of an item that asks for a warning first, one that stands must lie on the
 * day or before; where there is none, the first event is the warning. A cap of a month or a year
 * holds the sum of its item, of penalties too; a ladder gives the highest rung that its sum of the
 * year reaches, once. What was reversed counts as if it had never been.
 *
 * Returns: yours. The balances do not depend on the order of @events
 */
XpLedger *xp_ledger_new (const XpRubric *rubric,
                         const XpLedgerEvent events[],
                         size_t n_events,
                         int64_t carried_hundredths,
                         int64_t redeemed_hundredths);
void xp_ledger_free (XpLedger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpLedger, xp_ledger_free)

/* “评比分115，可兑换积分85。” Yours. */
char *xp_ledger_to_text (const XpLedger *self);

/* “加6分”, “减2分，已达封顶”, “只登记劝告，不扣分”, “已冲销”: what became of an event. Yours. */
char *xp_ledger_line_to_text (const XpLedgerLine *line);

/* Whether the item is kept in a ledger: events, and ladders of a form that has events. */
bool xp_ledger_is_kept (const XpRubric *rubric, const XpItem *item);

/* Whether the meeting fixes the points, between min and max (幅度分). */
bool xp_ledger_is_discretionary (const XpItem *item);

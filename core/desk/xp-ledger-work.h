/* xp-ledger-work.h: the points of a year (全年积分): a year is begun with a form, what happened is
 * written down or taken back, goods are redeemed, the year is closed. Each is one act. */
#pragma once

#include "xp-desk.h"
#include "xp-ledger.h"

/* The form that a year is begun with where none is named. */
#define XP_LEDGER_FORM "jifen-ledger"

/* ---- years ---- */

typedef struct {
  int year;
  char *rubric_id, *rubric_name;
  char *closed_on; /* 2026-12-31; NULL: goes on */
  bool is_carried; /* what was left went into the next year */
} XpLedgerYearLine;

void xp_ledger_year_line_free (XpLedgerYearLine *self);

/* The latest first. Of XpLedgerYearLine. Yours. */
GPtrArray *xp_ledger_work_list_years (XpDesk *desk, GError **error);

/* @year: 0: of today. @rubric_id: of the book or shipped; NULL: XP_LEDGER_FORM. The form comes into
 * the book by the same act if it is new. REFUSED: begun already, or the form has no events. */
bool xp_ledger_work_open_year (XpDesk *desk, int year, const char *rubric_id, GError **error);

/* Nothing of the year can be changed afterwards. @is_carried: what is left for redeeming goes into
 * the next year. INPUT: no reason (the decision of the meeting). */
bool xp_ledger_work_close_year (
  XpDesk *desk, int year, bool is_carried, const char *reason, GError **error);

/* The latest year up to today that was begun; 0 without error: none. */
int xp_ledger_work_find_year (XpDesk *desk, GError **error);

/* The year's form. Yours. */
XpRubric *xp_ledger_work_load_form (XpDesk *desk, int year, GError **error);

/* ---- households ---- */

typedef struct {
  XpHouseholdLine *household; /* owned */
  int64_t score_hundredths;   /* 评比分 */
  int64_t redeemable_hundredths;
  bool is_barred;
  int n_public_works, n_events;
} XpLedgerHousehold;

void xp_ledger_household_free (XpLedgerHousehold *self);

/* By number; who left the village is not among them. Of XpLedgerHousehold. Yours. */
GPtrArray *xp_ledger_work_list (XpDesk *desk, int year, GError **error);

typedef struct {
  int64_t uid;
  char *on_day;
  char *item_no, *item_name;
  char *amount;     /* 3人次; of a reversal what was taken back */
  char *words;      /* 加6分; 减2分，已达封顶; 只登记劝告，不扣分; 已冲销 */
  char *person;     /* "" the household */
  char *proof;      /* "" none */
  bool is_standing; /* may be taken back */
} XpLedgerEventLine;

typedef struct {
  int64_t uid;
  char *on_day, *goods;
  int count;
  int64_t points_hundredths;
  bool is_returned;
} XpRedemptionLine;

typedef struct {
  XpLedger *ledger;
  GPtrArray *events;      /* of XpLedgerEventLine, by day */
  GPtrArray *redemptions; /* of XpRedemptionLine, by day */
} XpLedgerStory;

void xp_ledger_story_free (XpLedgerStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpLedgerStory, xp_ledger_story_free)

XpLedgerStory *
xp_ledger_work_load_story (XpDesk *desk, int year, int64_t household_uid, GError **error);

/* ---- events ---- */

typedef struct {
  int year; /* 0: of the day */
  int64_t household_uid;
  int64_t person_uid; /* 0: the household */
  const char *item;   /* its number, its name, or a part of it that no other has */
  const char *amount; /* "3"; hours may have decimals; NULL: 1 */
  const char *points; /* where the meeting fixes them; NULL: the item's */
  const char *on_day; /* NULL: today */
  const char *proof;
  const char *remark; /* private */
  bool is_warning;    /* registered only; where the form asks for a warning the first one is so */
} XpLedgerSpec;

/* All of them in one act. INPUT, REFUSED: none was written. */
bool xp_ledger_work_add (XpDesk *desk, const XpLedgerSpec specs[], size_t n_specs, GError **error);

/* What adding it would do, in words: “公益劳动 3人次，加6分。评比分106，可兑换积分106。” Nothing is
 * written. Yours. */
char *xp_ledger_work_echo (XpDesk *desk, const XpLedgerSpec *spec, GError **error);

/* @why: kept as its proof; INPUT without. REFUSED: not standing any more, or the year is closed. */
bool xp_ledger_work_reverse (XpDesk *desk, int64_t event_uid, const char *why, GError **error);

/* As XpLedgerSpec has it. INPUT says which ones come near. Borrowed from @rubric. */
const XpItem *xp_ledger_find_item (const XpRubric *rubric, const char *text, GError **error);

/* “3人次”, “52小时”. Yours. */
char *xp_ledger_amount_to_text (const XpItem *item, int64_t amount);

/* ---- goods ---- */

typedef struct {
  int64_t uid;
  int number;
  char *name;
  int64_t price_hundredths;
  bool is_withdrawn;
  int64_t stock;
} XpGoodsLine;

void xp_goods_line_free (XpGoodsLine *self);

/* By number. Of XpGoodsLine. Yours. */
GPtrArray *xp_ledger_work_list_goods (XpDesk *desk, GError **error);

typedef struct {
  int64_t uid;       /* 0: new */
  const char *name;  /* NULL: as it was */
  const char *price; /* points for one; NULL: as it was */
  int withdrawn;     /* 1, 0; -1: as it was */
  int count;         /* came in, or written off where below zero; 0: nothing */
} XpGoodsSpec;

/* What is changed and what came in, in one act. */
bool xp_ledger_work_put_goods (XpDesk *desk, const XpGoodsSpec *spec, GError **error);

/* REFUSED beyond 可兑换积分 or beyond the stock. @year: 0: of today. */
bool xp_ledger_work_redeem (
  XpDesk *desk, int year, int64_t household_uid, int64_t goods_uid, int count, GError **error);

/* Goods and points go back. */
bool xp_ledger_work_return (XpDesk *desk, int64_t redemption_uid, GError **error);

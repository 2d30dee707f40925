/* xp-guard.h: what may change when. Every act passes it, undo included.
 *
 * Pure: it asks the book, through a view, for what the act would leave, and answers in words. */
#pragma once

#include "xp-act.h"
#include "xp-rubric.h"

typedef struct {
  gpointer data;
  /* The record as the act leaves it; NULL: there is none. Yours. */
  XpRecord *(*lookup) (gpointer data, XpKind kind, const char *key);
  /* The records of a kind whose integer column equals @value, as the act leaves them. Yours. */
  GPtrArray *(*list) (gpointer data, XpKind kind, const char *column, int64_t value);
  /* Whether a record of @by refers to this one as the act leaves it. */
  bool (*is_referred) (gpointer data, const XpRecord *record, XpKind by);
  /* The form of a round; NULL: it cannot be read. Borrowed. */
  XpRubric *(*get_rubric) (gpointer data, int64_t round_uid);
  /* Households of this number that are not closed. */
  int (*count_households) (gpointer data, int64_t number);
  /* The form that a year's points are counted by; NULL: it cannot be read. Borrowed. */
  XpRubric *(*get_rubric_of_year) (gpointer data, int64_t year);
  /* 可兑换积分 of a household as the act leaves it; false: nobody knows. */
  bool (*count_redeemable) (gpointer data,
                            int64_t year,
                            int64_t household_uid,
                            int64_t *out_hundredths);
} XpGuardView;

/* What a record says of itself, before it is written: the book's tables would refuse it without
 * words. REFUSED, as below. */
bool xp_guard_check_itself (const XpVerb *verb,
                            const XpChange *changes,
                            size_t n_changes,
                            GError **error);

/* REFUSED, with the reason and what to do; true when all changes may stand. */
bool xp_guard_check (const XpGuardView *view,
                     const XpVerb *verb,
                     const XpChange *changes,
                     size_t n_changes,
                     GError **error);

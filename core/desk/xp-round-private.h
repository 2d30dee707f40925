/* xp-round-private.h: a round while it is opened, for the files that do it. */
#pragma once

#include "xp-desk-private.h"
#include "xp-form-shelf.h"

typedef struct {
  int64_t household_uid;
  int64_t person_uid; /* 0: the household is scored */
} XpOpeningEntrant;

typedef struct {
  XpDesk *desk;
  XpBook *book;
  const XpRoundSpec *spec;
  const XpShelfForm *form;
  const XpRules *rules;
  XpDraft *draft;
  GArray *entrants; /* of XpOpeningEntrant; entrant_no i at [i - 1] */
  int64_t uid;
  int n_judges; /* who score, without the form's own bodies */
  int n_registered, n_resident;
} XpOpening;

/* Fills @rules from what was asked for, else from the form. */
bool xp_round_choose_rules (const XpRoundSpec *spec,
                            const XpRubric *rubric,
                            XpRules *rules,
                            GError **error);

/* What the round needs of sealed ones, frozen as it is today: 上轮高, titles that gates ask for,
 * the year's totals of other forms, 平时分, the ledger. @rounds: all of the book, by number. */
bool xp_round_take_over (XpOpening *opening, const GPtrArray *rounds, GError **error);

/* The part of it that the ledger gives (xp-round-ledger.c): of this year, or the one before where
 * this one was not begun. */
bool xp_round_take_ledger (XpOpening *opening, GError **error);

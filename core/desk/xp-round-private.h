/* xp-round-private.h: a round while it is opened, for the files that do it. */
#pragma once

#include "xp-desk-private.h"
#include "xp-form-shelf.h"
#include "xp-round-preview.h"

typedef struct {
  int64_t household_uid;
  int64_t person_uid; /* 0: the household is scored */
  int number, person_number;
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
/* The part of it that one field of the spec says. Pure. */
bool xp_round_choose_rule (XpRoundField field,
                           const XpRoundSpec *spec,
                           const XpRubric *rubric,
                           XpRules *rules,
                           GError **error);

/* Who scores (xp-round-judges.c), and whether there is anybody. Pure. */
bool xp_round_put_judges (XpOpening *opening, GError **error);
bool xp_round_check_judges (const XpOpening *opening, GError **error);
/* Where judges mark for themselves, nobody of whom the list of households leaves no doubt marks at
 * home. After judges and entrants. */
bool xp_round_put_own_recusals (XpOpening *opening, GError **error);

/* The titles of a form that awards several; empty: one. Yours. */
char **xp_round_list_titles (const XpRubric *rubric);

/* Who is scored, and how many households the village has (xp-round-open.c). */
bool xp_round_put_entrants (XpOpening *opening, GError **error);
bool xp_round_count_village (XpOpening *opening, GError **error);

/* What the round needs of sealed ones, frozen as it is today: 上轮高, titles that gates ask for,
 * the year's totals of other forms, 平时分, the ledger. @rounds: all of the book, by number. */
bool xp_round_take_over (XpOpening *opening, const GPtrArray *rounds, GError **error);

/* The part of it that the ledger gives (xp-round-ledger.c): of this year, or the one before where
 * this one was not begun. */
bool xp_round_take_ledger (XpOpening *opening, GError **error);

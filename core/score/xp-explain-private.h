/* xp-explain-private.h: what the two files of an explanation share. */
#pragma once

#include "xp-explain.h"

/* A sheet that is scored, and whose figures it goes with. */
typedef struct {
  const XpJudge *judge;
  const XpSheetTotal *sheet;
  const char *part;  /* body of the part; "" the judges */
  bool is_of_judges; /* combined as the round says */
  bool is_counting;
} XpExplainColumn;

typedef struct {
  XpExplanation *made;
  const XpTally *tally;
  const XpRound *round;
  const XpEntrant *entrant;
  const XpTotal *total;
  const XpRanking *ranking; /* NULL: no places */
  XpExplainColumn *columns; /* made->n_sheets of them */
} XpExplaining;

/* Which of the columns are taken off as highest and lowest; -1: none. @points: per column, and
 * whether it counts. */
void xp_explain_find_dropped (const XpExplaining *explaining,
                              const char *part,
                              const int64_t *points,
                              const bool *is_counting,
                              int *out_highest,
                              int *out_lowest);

/* made->sums and made->outcomes. */
void xp_explain_tell_sums (XpExplaining *explaining);
void xp_explain_tell_outcomes (XpExplaining *explaining);

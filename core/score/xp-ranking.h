/* xp-ranking.h: places and titles out of totals: line, quota, ties at the cut.
 *
 * Places depend on printed totals only: 1, 2, 2, 4. Tie-breakers never change a place; they decide
 * who is in where the quota's cut falls inside a tie, and the paper says which one did. Where none
 * decides, those households stay 待定 until the meeting's decision is a record. Pure. */
#pragma once

#include "xp-result.h"
#include "xp-tally.h"

/* What the meeting settled (cut_decision). */
typedef struct {
  int entrant_no;
  bool is_in;
  const char *word; /* 表决, 抽签, 全进, 全不进; borrowed while the ranking is made */
} XpCutDecision;

typedef struct {
  int entrant_no;
  int rank;          /* 0: no place */
  const char *grade; /* borrowed from the rubric; "" none */
  XpAwarded awarded;
  char *decided_by; /* "" none */
  char *status;     /* 参评, 缺n项, a state's word, 暂缓，另行评议, 待定 */
} XpPlace;

typedef struct {
  XpPlace *places; /* entrant_no i at [i - 1] */
  size_t n_places;
  int *order;  /* entrant numbers as lists show them: by place, then the rest by number */
  int n_base;  /* 参评户, the base of a percentage */
  int n_quota; /* places the quota gives in the village, or in each group; -1: no quota */
  int n_awarded;
  int n_missing;  /* entrants that still miss marks */
  int *undecided; /* entrants of a tie at the cut that nothing decides yet */
  size_t n_undecided;
  int n_undecided_places; /* how many of them still fit */
} XpRanking;

/* Whether the word names a tie-breaker that this version can apply to this form. */
bool xp_ranking_knows_tie (const XpRubric *rubric, const char *word);

/* @decisions: of the meeting, may be empty. Yours. */
XpRanking *
xp_ranking_new (const XpTally *tally, const XpCutDecision *decisions, size_t n_decisions);
void xp_ranking_free (XpRanking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRanking, xp_ranking_free)

/* “参评47户×30%＝14.1，取14户。”; “全村20户。”; NULL without a quota. Yours. */
char *xp_ranking_dup_quota_sentence (const XpRanking *self, const XpRules *rules);

/* “第122至126名同分”: who of the tie nothing decides, and how many places are left: “张三、李四
 * 同为91分，名额只余2个，评分表里的办法都分不出先后，请会上定。” NULL when nothing is undecided. */
char *xp_ranking_dup_tie_sentence (const XpRanking *self, const XpTally *tally);

/* xp-ranking.h: places and titles out of totals: line, quota, ties at the cut.
 *
 * Places depend on printed totals only: 1, 2, 2, 4. Tie-breakers never change a place; they decide
 * who is in where the quota's cut falls inside a tie, and the paper says which one did. Where none
 * decides, those households stay 待定 until the meeting's decision is a record. A form with two
 * titles has two lists, each with places and a quota of its own. Pure. */
#pragma once

#include "xp-apportion.h"
#include "xp-lot.h"
#include "xp-result.h"
#include "xp-tally.h"

/* What the meeting settled (cut_decision). */
typedef struct {
  int entrant_no;
  bool is_in;
  const char *word; /* 表决, 抽签, 全进, 全不进; borrowed while the ranking is made */
  char seed[XP_MOST_SEED_DIGITS + 1]; /* of a lot; "" */
} XpCutDecision;

typedef struct {
  int entrant_no;
  int rank;          /* 0: no place */
  const char *grade; /* borrowed from the rubric; "" none */
  XpAwarded awarded;
  char *decided_by; /* "" none */
  char *status; /* 参评, 参评，不挂牌, 缺n项, a state's word, 暂缓，另行评议, 待定 */
} XpPlace;

/* A tie at the cut that nothing decides yet. */
typedef struct {
  const char *list; /* borrowed from the round */
  int *entrant_nos; /* by number */
  size_t n_entrants;
  int n_places; /* how many of them still fit */
} XpCutTie;

/* The places of one list divided among its groups. */
typedef struct {
  char **groups; /* in the order of lists */
  XpApportionment *apportionment;
} XpDivision;

/* One list: what the form awards, or one of its two titles. */
typedef struct {
  const char *name;            /* 好婆婆; "" where there is one list; borrowed from the round */
  int n_base;                  /* whom the quota counts */
  int n_quota;                 /* places in the village, or in each group; -1: no quota */
  int n_left_out[XP_N_STATES]; /* whom it does not count, by state; with 参评: on other grounds */
  int n_missing;
  int n_flowed;         /* places that groups left to others */
  XpDivision *division; /* of a shared quota; NULL */
} XpRankingList;

typedef struct {
  XpPlace *places; /* entrant_no i at [i - 1] */
  size_t n_places;
  int *order;  /* entrant numbers as lists show them: by list, by place, then the rest by number */
  int n_base;  /* of all lists together */
  int n_quota; /* places in the village, of all lists together, or in each group; -1: no quota */
  int n_awarded;
  int n_missing;  /* entrants that still miss marks */
  int *undecided; /* entrants of all ties that nothing decides yet */
  size_t n_undecided;
  int n_undecided_places; /* how many of them still fit */
  XpCutTie *ties;
  size_t n_ties;
  XpRankingList *lists;
  size_t n_lists;
  const char *counted; /* 户 or 人 */
} XpRanking;

/* Whether the word names a tie-breaker that this version can apply to this form. */
bool xp_ranking_knows_tie (const XpRubric *rubric, const char *word);

/* @decisions: of the meeting, may be empty. Yours. */
XpRanking *
xp_ranking_new (const XpTally *tally, const XpCutDecision *decisions, size_t n_decisions);
void xp_ranking_free (XpRanking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRanking, xp_ranking_free)

/* The places of a list's shared quota divided by this method, whichever the round has; a lot among
 * groups is drawn with the round's own number. NULL: the round has no shared quota. Yours. */
XpDivision *xp_division_new (const XpTally *tally, const char *list, XpApportion method);
void xp_division_free (XpDivision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpDivision, xp_division_free)

/* The entrants of a tie in the order a lot draws them. Yours. */
int *xp_cut_tie_draw (const XpCutTie *tie, const XpRound *round, const char *seed);

/* ---- in words ---- */

/* “参评47户×30%＝14.1，取14户。”, “总户数412户×30%＝123.6，取123户。”; “全村名额20户。”; a line for
 * each list. NULL without a quota. Yours. */
char *xp_ranking_dup_quota_sentence (const XpRanking *self, const XpRules *rules);

/* Ties that nothing decides, and how many places are left: “同为91分的2户，名额只余1个，评分表里的
 * 办法分不出先后，请会上定：张三、李四。”, a line for each. NULL when nothing is undecided. Yours.
 */
char *xp_ranking_dup_tie_sentence (const XpRanking *self, const XpTally *tally);

/* For the minutes:
 * “同分的2户按抽签号482913抽签，抽出的先后是：李四（编号23）、张三（编号17）；前1户 评上。”, a line
 * for each tie, with how to repeat it. NULL: no lot was drawn. Yours. */
char *xp_ranking_dup_lot_sentence (const XpRanking *self,
                                   const XpTally *tally,
                                   const XpCutDecision *decisions,
                                   size_t n_decisions);
/* For the wall: the seed, and nobody's name. NULL: no lot was drawn. Yours. */
char *xp_ranking_dup_public_lot_sentence (const XpRanking *self,
                                          const XpCutDecision *decisions,
                                          size_t n_decisions);

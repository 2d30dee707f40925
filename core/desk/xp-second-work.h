/* xp-second-work.h: 再录一遍（核对）: which sheets are typed twice, where the two differ, and what
 * the paper says. The first entry counts in the totals; a difference is settled by somebody who
 * looks at the paper, and both entries stay in the history. */
#pragma once

#include "xp-differences.h"
#include "xp-round-work.h"
#include "xp-second-typists.h"

/**
 * xp_second_work_ask:
 * @n_drawn: how many entrants a lot draws; 0: all; -1: nothing is typed twice
 * @seed: (nullable): of the lot, one to twelve digits; NULL: made by chance
 *
 * In 打分 only; one act. INPUT: the seed, or more than there are entrants; REFUSED: the stage, or
 * something was typed the second time already and would be asked no longer.
 */
bool
xp_second_work_ask (XpDesk *desk, int64_t round_uid, int n_drawn, const char *seed, GError **error);

/* “每户再录一遍”, “抽20户再录一遍，抽签号482913”, “没有定再录一遍”. Yours. */
char *xp_second_work_dup_sentence (const XpLoadedRound *loaded);

/* One slip: a cell, or several of one that was shifted. */
typedef struct {
  int entrant_no, judge_no;
  XpSlip slip;
  GArray *cells; /* of XpDifference */
  char *place;   /* 一社3号 张三（李主任打的） */
  char *sentence; /* “第4项 院内地面：第一遍2处，第二遍3处”; of several: what it looks like */
  char *same; /* “两遍都是王秀兰录的”; “” by two */
} XpSecondSlip;

/* “第4项 院内地面：第一遍2处，第二遍3处” of one of a slip's cells. Yours. */
char *xp_second_work_dup_cell_sentence (const XpRound *round, const XpDifference *cell);

typedef struct {
  int n_entrants;      /* whose sheets are typed twice */
  int n_typed;         /* of these: wholly typed */
  int64_t n_cells;     /* typed twice */
  int64_t n_differing; /* of these: differ, or differed until they were settled */
  int n_unsettled;     /* cells */
  GPtrArray *slips; /* of XpSecondSlip: what is still to be settled, in the order of the sheets */
  char *rate; /* “录了两遍的1160格里有4格不一样，千分之3.4”; “” nothing typed twice */
  char *same; /* “其中3户两遍都是王秀兰录的”; “” of none */
} XpSecondView;

void xp_second_view_free (XpSecondView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpSecondView, xp_second_view_free)

/* What is typed, differs and is still to be settled. @typists: (nullable): NULL: not asked who.
 * Yours. */
XpSecondView *xp_second_view_new (const XpLoadedRound *loaded, const XpSecondTypists *typists);

typedef enum {
  XP_PAPER_SAYS_FIRST,
  XP_PAPER_SAYS_SECOND,
  XP_PAPER_SAYS_OTHER
} XpPaperSays;

/**
 * xp_second_work_settle:
 * @cells: of XpDifference, as the view tells them
 * @other: of OTHER: what stands on the paper; NULL else. One cell alone then
 *
 * One act: what the paper says counts, and it is kept what stood there before. REFUSED where a cell
 * was typed anew in the meantime.
 */
bool xp_second_work_settle (XpDesk *desk,
                            int64_t round_uid,
                            const GArray *cells,
                            XpPaperSays says,
                            const XpMark *other,
                            GError **error);

/* What keeps the round from 算分, in sentences; NULL: nothing. Yours. */
char *xp_second_work_dup_missing (const XpLoadedRound *loaded);

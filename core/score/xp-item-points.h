/* xp-item-points.h: what one entry of one item is worth. Pure; points in hundredths. */
#pragma once

#include "xp-mark.h"
#include "xp-ratio.h"

/* What a vote is measured against (计票结果). Blank ballots count as valid, spoilt ones do not. */
typedef struct {
  int item_at;
  int n_issued, n_returned, n_spoilt;
} XpBallots;

/* Valid ballots: returned less spoilt. */
int xp_ballots_get_valid (const XpBallots *self);

/* REFUSED, in words: more returned than issued, more spoilt than returned, nothing valid. */
bool xp_ballots_check (const XpBallots *self, const XpItem *item, GError **error);

/**
 * xp_item_get_points:
 * @item: borrowed
 * @mark: (nullable): NULL: blank, which for a deduction is nothing found
 *
 * The item's points in hundredths: deductions stop at the floor (扣完为止), additions at the full
 * mark, pairs at both ends; a ladder counts its highest rung once; 不适用 is the full mark, and
 * nothing where an item has none (pairs, ladders, additions outside it). A blank
 * score, grade or vote, gates, vetoes, checks and stars that are lit by checks are 0. A vote is
 * 0 here: it needs xp_item_get_vote_points().
 */
int64_t xp_item_get_points (const XpItem *item, const XpMark *mark);

/* 得票率 × full mark, exact; 0 without valid ballots. */
XpRatio xp_item_get_vote_points (const XpItem *item, int64_t n_votes, const XpBallots *ballots);

/* What an item outside the full mark (附加) adds to the total: what a deduction lost, what an
 * addition gained. */
int64_t xp_item_get_extra (const XpItem *item, int64_t points_hundredths);

/* Whether more was entered than the item can lose or gain: the echo says 已扣完, 已加满. */
bool xp_item_is_exhausted (const XpItem *item, int64_t entered);

/* Whether this entry bars from the title: a veto answered 是; of an item that bars by one finding,
 * a finding; of a pair, when it has reached its floor (一年三次不得评优). */
bool xp_item_is_barring (const XpItem *item, int64_t entered);

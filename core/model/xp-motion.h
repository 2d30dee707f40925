/* xp-motion.h: a vote of the meeting: what was decided on, how many were for it, and whether that
 * is enough. Pure; whole numbers only. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What a vote is about. */
typedef enum {
  XP_MOTION_TIE,   /* 同分去留: who of a tie at the cut is in */
  XP_MOTION_VETO,  /* 暂缓，另行评议: kept, or not */
  XP_MOTION_HELD,  /* a household held back, or no longer */
  XP_MOTION_MARKS, /* marks of one household */
  XP_MOTION_OTHER,
  XP_N_MOTION_WHATS
} XpMotionWhat;

const char *xp_motion_what_get_name (XpMotionWhat what); /* "tie", as stored */
const char *xp_motion_what_get_word (XpMotionWhat what); /* 同分去留 */
/* Names and words. */
bool xp_motion_what_from_text (const char *text, XpMotionWhat *out_what);

/* How many have to be for it. */
typedef enum {
  XP_MAJORITY_PRESENT,    /* 实到过半数 */
  XP_MAJORITY_MEMBERS,    /* 应到过半数 */
  XP_MAJORITY_TWO_THIRDS, /* 实到三分之二 */
  XP_N_MAJORITIES
} XpMajority;

const char *xp_majority_get_name (XpMajority majority); /* "present", as stored */
const char *xp_majority_get_word (XpMajority majority); /* 实到过半数 */
bool xp_majority_from_text (const char *text, XpMajority *out_majority);

typedef struct {
  int n_members; /* 应到 */
  int n_present; /* 实到 */
  int n_for, n_against, n_abstained;
  int n_recused; /* 回避: there, and without a voice */
} XpVoteCount;

/* Of seven more than half are four; two thirds of seven are five. */
int xp_vote_count_get_needed (const XpVoteCount *self, XpMajority majority);
bool xp_vote_count_is_carried (const XpVoteCount *self, XpMajority majority);

/* “实到7人，过半数要4人，赞成5人，通过”. Yours. */
char *xp_vote_count_dup_outcome (const XpVoteCount *self, XpMajority majority);
/* “应到9人，实到7人，赞成5人，反对1人，弃权0人，回避1人”. Yours. */
char *xp_vote_count_dup_figures (const XpVoteCount *self);
/* What does not add up yet, and by how many: “还差2人：…”. NULL: it does. Yours. */
char *xp_vote_count_dup_gap (const XpVoteCount *self);

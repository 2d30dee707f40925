/* xp-motion-work.h: the meeting (评议): what is still to be decided, and what was put to the vote.
 */
#pragma once

#include "xp-motion.h"
#include "xp-round-work.h"

/* ---- votes ---- */

typedef struct {
  int no; /* in the round, from 1 */
  char *on_day;
  XpMotionWhat what;
  int entrant_no; /* 0: of nobody alone */
  char *words;    /* as it was put: 同意一社3号张三入选 */
  XpVoteCount count;
  XpMajority majority;
  bool is_carried;
} XpMotionLine;

void xp_motion_line_free (XpMotionLine *self);

/* In the order of voting. Of XpMotionLine. Yours. */
GPtrArray *xp_motion_work_list (XpDesk *desk, int64_t round_uid, GError **error);

/**
 * xp_motion_work_propose:
 * @entrant_nos: whom it is about; a judge recused of one of them has no voice
 *
 * 应到: the judges of the round; 实到: who has signed in and not left, else who is not absent; 回避
 * among these. The voices are left at nought.
 */
bool xp_motion_work_propose (XpDesk *desk,
                             int64_t round_uid,
                             const int *entrant_nos,
                             size_t n_entrants,
                             XpVoteCount *out_count,
                             GError **error);

/* What is done in the same act when it is carried. */
typedef enum {
  XP_EFFECT_NONE,
  XP_EFFECT_CUT,  /* those of the tie that were named are in, the others not */
  XP_EFFECT_HOLD, /* the household is held back: 暂缓 */
  XP_EFFECT_LIFT  /* 暂缓 is taken back: it is scored as it was marked */
} XpMotionEffect;

typedef struct {
  XpMotionWhat what;
  int entrant_no;    /* 0: of nobody alone */
  const char *words; /* NULL or "": made of what it is about */
  XpVoteCount count;
  XpMajority majority;
  XpMotionEffect effect;
  const int *in_entrant_nos; /* of XP_EFFECT_CUT: who is in */
  size_t n_in;
} XpMotionSpec;

/* Its number; 0 on error: INPUT: the voices do not add up, or nothing was said; REFUSED: there is
 * no tie, a household that is not in it, or one that would miss marks. One act. */
int xp_motion_work_add (XpDesk *desk, int64_t round_uid, const XpMotionSpec *spec, GError **error);

/* Takes a vote back, and what it had decided of a tie. REFUSED: there is no such vote. */
bool xp_motion_work_remove (XpDesk *desk, int64_t round_uid, int no, GError **error);

/* “同意一社3号 张三、一社4号 李四入选”, “同意一社3号 张三暂缓”: what is put to the vote. Yours. */
char *xp_motion_dup_words (const XpRound *round, const XpMotionSpec *spec);

/* ---- what is still to be decided ---- */

typedef enum {
  XP_AGENDA_TIE,
  XP_AGENDA_VETO,
  XP_AGENDA_HELD,    /* 暂缓, 另行评议 */
  XP_AGENDA_NOT_MET, /* 没碰上人 */
  XP_AGENDA_SPREAD,  /* judges are far apart */
} XpAgendaKind;

typedef struct {
  XpAgendaKind kind;
  int entrant_no; /* 0: several */
  char *who;      /* 一社3号 张三; of a tie 同分 */
  char *sentence; /* what there is to talk about; names no judge and no reason */
  char *decided;  /* the last vote on it: “第2次表决通过：…”; "" none yet */
} XpAgendaLine;

void xp_agenda_line_free (XpAgendaLine *self);

/* What is put to the vote where the motion's own words would not say it: “同意一社3号
 * 张三因没碰上人， 这次不排名次”; NULL: xp_motion_dup_words() says it. Yours. */
char *xp_agenda_line_dup_words (const XpAgendaLine *self);

/* @motions: of XpMotionLine. From 算分 until 公示; else empty. Of XpAgendaLine. Yours. */
GPtrArray *
xp_agenda_list (const XpLoadedRound *loaded, const XpRanking *ranking, const GPtrArray *motions);

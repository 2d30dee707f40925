/* xp-round-work.h: a round's life: opened, gone on stage by stage, its result and what is missing.
 */
#pragma once

#include "xp-desk.h"
#include "xp-ranking.h"
#include "xp-rubric-work.h"
#include "xp-second-entry.h"

typedef struct {
  const char *rubric_id;       /* of the book or of the shipped forms */
  const char *name;            /* 2026年第三季度“干净人家”评选 */
  const char *const *judges;   /* names, “代表:丙” of a body; NULL: none */
  const char *combine;         /* name or word; NULL: the form's */
  const char *line;            /* "90", 无; NULL: the form's */
  const char *quota;           /* "30%", "20", "group:3", 无; NULL: the form's */
  bool is_draft;               /* stays in 准备 */
  int notice_length;           /* of the 公示, 3 or more; 0: 5 */
  const char *notice_counts;   /* days or 天, workdays or 工作日; NULL: working days */
  const char *const *entrants; /* of a form of persons: "17-2", "17-2=好婆婆"; NULL: who agreed */
  const char *quota_base;      /* 参评户, 总户数, 常住户; NULL: the form's */
  const char *apportion;       /* 最大余数法 …; NULL: largest remainder */
  const char *weights;         /* 评委60＋代表40; NULL: none */
  const char *usual;           /* ganjing-renjia=60%: 平时分's form and share; NULL: none */
  const char *spread;          /* points between judges from which to talk; NULL: 10 */
  int n_marks_needed;          /* to trim; 0: 5 */
  bool is_undecided_with_too_few; /* 待定 where they are fewer; else the mean */
  bool is_one_per_household;
  bool is_own_group_recused;   /* a judge does not mark the households of his own group */
  const char *quorum;          /* 2/3, 过半数: of the committee, to meet; NULL: 2/3 */
  const char *const *ties;     /* words in order: 居室, 处数少, 表决; NULL: the form's */
  const char *const *withheld; /* numbers, “17”, “17-2”: 参评，不挂牌; NULL: nobody */
} XpRoundSpec;

typedef struct {
  int64_t uid;
  int number;
  char *name;
  char *rubric_id;
  char *title;     /* what it awards: 干净人家; "" */
  char *opened_on; /* 2026-10-12; "" not known */
  int year;        /* of opened_on; 0 not known */
  XpStage stage;
  int n_entrants, n_judges;
  bool is_of_persons;    /* who are scored; else households */
  int n_missing;         /* entrants without a state that still miss marks */
  char *notice_until_on; /* last day of the 公示, 2026-10-19; NULL not posted yet */
} XpRoundLine;

/* The new round's uid; 0 on error. The form comes into the book in the same act if it is new. */
int64_t xp_round_work_open (XpDesk *desk, const XpRoundSpec *spec, GError **error);

void xp_round_line_free (XpRoundLine *line);

/* By number. Of XpRoundLine. Yours. */
GPtrArray *xp_round_work_list (XpDesk *desk, GError **error);

/* ---- one round, loaded ---- */

/* 甲组评乙组: one judge who marks a group. */
typedef struct {
  int64_t group_uid;
  int judge_no;
} XpRotaRow;

/* A round with its marks in memory and the decisions of the meeting. */
typedef struct {
  XpRound *round;
  XpTally *tally;
  XpCutDecision *decisions;
  size_t n_decisions;
  GPtrArray *objections; /* of XpRecord, in the order of receipt */
  XpSecondEntry second_entry;
  bool *is_drawn;         /* by entrant, the first at 0: its sheets are typed twice */
  XpTally *second;        /* what was typed the second time; NULL: nothing is asked twice */
  GPtrArray *settlements; /* of XpRecord; NULL with @second */
  GPtrArray *recusals;    /* of XpRecord */
  GArray *rota;           /* of XpRotaRow: where a group has some, those judges alone mark it */
  XpMarkNotes *notes;     /* what was written to findings, of both entries */
} XpLoadedRound;

void xp_loaded_round_free (XpLoadedRound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpLoadedRound, xp_loaded_round_free)

/* Whether this judge may not mark this entrant: recused, or others do by the rota. What he has
 * marked counts nowhere. */
bool xp_loaded_round_is_recused (const XpLoadedRound *self, int entrant_no, int judge_no);
/* The part of it that is the rota. */
bool xp_loaded_round_is_of_others (const XpLoadedRound *self, int entrant_no, int judge_no);

XpLoadedRound *xp_round_work_load (XpDesk *desk, int64_t round_uid, GError **error);

/* ---- stages ---- */

typedef struct {
  XpStage next;
  char *button;   /* “算分”, “张贴公示” … */
  char **missing; /* sentences: what must be done first; empty: it can go on */
} XpNextStage;

void xp_next_stage_free (XpNextStage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpNextStage, xp_next_stage_free)

/* NULL without error when the round is at its end (in this version: after 公布). */
XpNextStage *xp_round_work_next_stage (XpDesk *desk, const XpLoadedRound *loaded, GError **error);

/* What nobody has settled yet and 张贴公示 would leave so: matters of the meeting without a vote,
 * households on the list that were never asked whether they may be named. It can be posted all the
 * same, by whoever was told. A sentence each, what it lists on lines of its own; none: nothing.
 * NULL-terminated, yours; NULL on error.
 */
char **xp_round_work_list_open (XpDesk *desk, const XpLoadedRound *loaded, GError **error);

/* One step; REFUSED with what is missing. 公示 fixes the days and stores the result; 公布 stores
 * the final result and issues certificate numbers. */
bool xp_round_work_go_on (XpDesk *desk, int64_t round_uid, XpStage to, GError **error);
/* One step back, with a reason and a second name. */
bool xp_round_work_go_back (
  XpDesk *desk, int64_t round_uid, const char *reason, const char *witness, GError **error);

/* The meeting's answer for all who are undecided: "all-in", "all-out", or "vote" with those in. */
bool xp_round_work_decide_cut (XpDesk *desk,
                               int64_t round_uid,
                               const char *how,
                               const int *in_entrant_nos,
                               size_t n_in,
                               GError **error);
/* A lot among those of each tie; anybody can draw it again by its seed (xp-lot.h). @seed: digits
 * that the meeting chose; NULL: out of chance. INPUT: not digits. */
bool xp_round_work_draw_lot (XpDesk *desk, int64_t round_uid, const char *seed, GError **error);

/* The latest stored result; NULL without error: none yet. */
XpResult *
xp_round_work_latest_result (XpDesk *desk, int64_t round_uid, char **out_code, GError **error);

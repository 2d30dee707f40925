/* xp-round.h: one appraisal (一次评选) as it is in memory: who is scored by whom, with which form,
 * by which rules. Plain, immutable, atomically counted; a change of stage makes a new one. */
#pragma once

#include "xp-ratio.h"
#include "xp-rubric.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
  XP_STAGE_DRAFT,     /* 准备 */
  XP_STAGE_MARKING,   /* 打分 */
  XP_STAGE_TALLIED,   /* 算分 */
  XP_STAGE_DISCUSSED, /* 评议 */
  XP_STAGE_POSTED,    /* 公示 */
  XP_STAGE_PUBLISHED, /* 公布 */
  XP_STAGE_AWARDED,   /* 发证 */
  XP_STAGE_ARCHIVED,  /* 存档 */
  XP_N_STAGES
} XpStage;

/* The digit that is typed after “-” is the value. */
typedef enum {
  XP_STATE_PRESENT,         /* 参评 */
  XP_STATE_NOT_MET,         /* 没碰上人 */
  XP_STATE_NOT_TAKING_PART, /* 本次不参评 */
  XP_STATE_AWAY,            /* 全家在外 */
  XP_STATE_EMPTY,           /* 没人住 */
  XP_STATE_APART,           /* 另行评议 */
  XP_STATE_HELD,            /* 暂缓 */
  XP_N_STATES
} XpState;

typedef enum {
  XP_COMBINE_CONSENSUS, /* 合议: one sheet that all sign */
  XP_COMBINE_MEAN,
  XP_COMBINE_TRIMMED_MEAN,
  XP_COMBINE_MEDIAN,
  XP_COMBINE_SUM,
  XP_COMBINE_MEAN_ITEM,
  XP_COMBINE_TRIMMED_MEAN_ITEM,
  XP_COMBINE_MEDIAN_ITEM,
  XP_N_COMBINES
} XpCombine;

/* Name as the book stores it, word as people read it. */
const char *xp_stage_get_name (XpStage stage); /* "marking" */
const char *xp_stage_get_word (XpStage stage); /* 打分 */
bool xp_stage_from_text (const char *name_or_word, XpStage *out_stage);
const char *xp_state_get_name (XpState state); /* "not-met" */
const char *xp_state_get_word (XpState state); /* 没碰上人 */
/* Old words too: 未入户, 不参评, 拒绝, 外出, 空置. */
bool xp_state_from_text (const char *name_or_word, XpState *out_state);
const char *xp_combine_get_name (XpCombine combine); /* "trimmed-mean" */
const char *xp_combine_get_word (XpCombine combine); /* 去高低平均 */
bool xp_combine_from_text (const char *name_or_word, XpCombine *out_combine);

typedef enum {
  XP_QUOTA_NONE,
  XP_QUOTA_PERCENT, /* value: ten-thousandths */
  XP_QUOTA_COUNT,   /* value: places in the village */
  XP_QUOTA_GROUP    /* value: places in each group */
} XpQuotaKind;

typedef struct {
  XpQuotaKind kind;
  int value;
} XpQuota;

/* "30%", "12.5%", "20", "group:3" or "每组3"; "" or NULL: none. False with INPUT otherwise. */
bool xp_quota_from_text (const char *text, XpQuota *out_quota, GError **error);

typedef enum {
  XP_QUOTA_DOWN,    /* 去尾 */
  XP_QUOTA_HALF_UP, /* 四舍五入 */
  XP_QUOTA_UP       /* 进一 */
} XpQuotaRounding;

/* Places that a percentage of a base gives: 47 × 30 % = 14.1 → 14 去尾, 15 进一. */
int xp_quota_places (int n_base, int percent_bp, XpQuotaRounding rounding);

/* Frozen when the round leaves 准备. */
typedef struct {
  XpCombine combine;
  int n_marks_needed;             /* to trim; 5, or another number ≥ 3 */
  bool is_undecided_with_too_few; /* else the mean is taken and the sheet says so */
  XpRounding rounding;
  bool has_line;
  int64_t line_hundredths;
  XpQuota quota;
  char *quota_text; /* as stored; NULL none */
  XpQuotaRounding quota_rounding;
  char **ties; /* words in order: a section of the form, 处数少, 上轮高, 表决; never NULL */
  int notice_length; /* ≥ 3 */
  bool notice_counts_workdays;
} XpRules;

typedef struct {
  int no; /* 0: 合议 */
  char *name;
  bool is_absent;
} XpJudge;

typedef struct {
  int no; /* from 1, fixed when the round opened */
  int64_t household_uid;
  int number;          /* of the household, as printed and typed */
  char *group;         /* 一社; "" none */
  int group_number;    /* order of the group in lists; 0 none */
  char *door;          /* 3号; "" none */
  char *name;          /* the head's name */
  char *told_apart_by; /* "" none; never on a certificate */
  char *naming;        /* agreed, refused, not-asked */
  bool has_previous;
  int64_t previous_hundredths; /* printed total in the last sealed round of the same title */
} XpEntrant;

typedef struct {
  gatomicrefcount n_refs;
  int64_t uid;
  int number; /* in the book, from 1 */
  char *name;
  XpStage stage;
  int rubric_version;
  char *rubric_sha256;
  XpRubric *rubric;
  XpRules rules;
  XpJudge *judges; /* in order of no */
  size_t n_judges;
  XpEntrant *entrants; /* entrant_no i at [i - 1] */
  size_t n_entrants;
  char *opened_on, *posted_on, *notice_from_on, *notice_until_on, *published_on; /* NULL not yet */
} XpRound;

/* With the default rules: consensus, five marks to trim, five working days. */
XpRound *xp_round_new (void);
XpRound *xp_round_ref (XpRound *self);
void xp_round_unref (XpRound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRound, xp_round_unref)

const XpEntrant *xp_round_get_entrant (const XpRound *self, int entrant_no); /* NULL: none */

/* By the number on the household's door plate list: 17. NULL: not in this round. */
const XpEntrant *xp_round_lookup_number (const XpRound *self, int household_number);

/* Those whose sheets are scored: judge 0 alone in a consensus round, else all. */
bool xp_round_is_scoring (const XpRound *self, int judge_no);
/* The next judge after @judge_no who scores, in the order of numbers; wraps. 0: 合议 alone does. */
int xp_round_next_judge (const XpRound *self, int judge_no);

/* “一社3号 张三”; with the word that tells namesakes apart behind it. Yours. */
char *xp_entrant_dup_place_and_name (const XpEntrant *entrant);

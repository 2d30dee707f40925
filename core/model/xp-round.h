/* xp-round.h: one appraisal (一次评选) as it is in memory: who is scored by whom, with which form,
 * by which rules. Plain, immutable, atomically counted; a change of stage makes a new one. */
#pragma once

#include "xp-quorum.h"
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
  XP_QUOTA_GROUP,   /* value: places in each group */
  XP_QUOTA_SIZE,    /* steps: places by how large the village is (按村大小) */
  XP_QUOTA_SHARED   /* value: places in the village, divided among the groups by apportionment */
} XpQuotaKind;

#define XP_MOST_QUOTA_STEPS 6

/* Up to so many households of the base so many places; the last step has no end. */
typedef struct {
  int up_to; /* INT32_MAX: the rest */
  int places;
} XpQuotaStep;

typedef struct {
  XpQuotaKind kind;
  int value;
  bool is_flowing; /* group: places a group does not fill go to the best of the others */
  XpQuotaStep steps[XP_MOST_QUOTA_STEPS];
  size_t n_steps;
} XpQuota;

/* How the places of a shared quota are divided among the groups. */
typedef enum {
  XP_APPORTION_LARGEST_REMAINDER, /* 最大余数 */
  XP_APPORTION_SAINTE_LAGUE,      /* 圣拉古 */
  XP_APPORTION_DHONDT,            /* 洪德 */
  XP_APPORTION_EACH_FIRST,        /* 每组保底: one each, the rest by largest remainder */
  XP_N_APPORTIONS
} XpApportion;

const char *xp_apportion_get_name (XpApportion apportion); /* "largest-remainder" */
const char *xp_apportion_get_word (XpApportion apportion); /* 最大余数法 */
bool xp_apportion_from_text (const char *name_or_word, XpApportion *out_apportion);

/* Whom a percentage, a size and a share count. */
typedef enum {
  XP_BASE_SCORED,     /* 参评户 */
  XP_BASE_REGISTERED, /* 总户数 */
  XP_BASE_RESIDENT,   /* 常住户 */
  XP_N_BASES
} XpQuotaBase;

const char *xp_quota_base_get_name (XpQuotaBase base); /* "scored" */
const char *xp_quota_base_get_word (XpQuotaBase base); /* 参评户 */
bool xp_quota_base_from_text (const char *name_or_word, XpQuotaBase *out_base);

/* "30%", "12.5%", "20", "20户", "前10户", "group:3", "每组3", "每社2名" (the village's own word for
 * its parts), "每组前5名"; with "+" or "，余额互补" what a group leaves goes to others;
 * "size:100=10|300=20|*=30" or "按村大小:…", "share:20" or "分给各组20户"; "" or NULL: none. False
 * with INPUT otherwise. */
bool xp_quota_from_text (const char *text, XpQuota *out_quota, GError **error);

typedef enum {
  XP_QUOTA_DOWN,    /* 去尾 */
  XP_QUOTA_HALF_UP, /* 四舍五入 */
  XP_QUOTA_UP       /* 进一 */
} XpQuotaRounding;

/* Places that a percentage of a base gives: 47 × 30 % = 14.1 → 14 去尾, 15 进一. */
int xp_quota_places (int n_base, int percent_bp, XpQuotaRounding rounding);

/* All of it, in ten-thousandths. */
#define XP_WHOLE_BP 10000

typedef struct {
  char *body; /* 评委, 代表 */
  int bp;     /* ten-thousandths; 1 … 10,000 */
} XpBodyWeight;

/* "评委=6000|代表=4000", as stored; "" none. False with INPUT: a weight of 0, a body twice, a sum
 * that is not 10,000. @out_weights yours, with g_free of each body. */
bool xp_weights_from_text (const char *text,
                           XpBodyWeight **out_weights,
                           size_t *out_n_weights,
                           GError **error);

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
  XpQuotaBase quota_base;
  int n_registered; /* households of the village when the round opened; 0 not counted */
  int n_resident;
  XpApportion apportion;
  bool is_one_per_household; /* of persons: one title in a household */
  char **ties; /* words in order: a section of the form, 处数少, 上轮高, 表决; never NULL */
  int notice_length; /* ≥ 3 */
  bool notice_counts_workdays;
  XpBodyWeight *weights; /* 评委60＋代表40; together ten thousand; empty: no weights */
  size_t n_weights;
  int usual_bp;              /* share of 平时分 in the total, ten-thousandths; 0: none */
  char *usual_form;          /* id of the form whose sealed rounds of the year it is; NULL */
  int64_t spread_hundredths; /* judges further apart than this: talk about it; 0: never said */
  bool is_own_group_recused; /* a judge does not mark the households of his own group */
  XpQuorum quorum;           /* of the committee, for a meeting */
} XpRules;

typedef struct {
  int no; /* 0: 合议 */
  char *name;
  char *body; /* 评委, 代表, 家人, 邻居 …; "" the judges of the round */
  bool is_absent;
  int64_t person_uid; /* who of the village he is; 0: not tied to anybody */
} XpJudge;

/* What a round took over from others when it opened, or from the ledger. */
typedef struct {
  char *what;    /* 'award:干净人家', 'score:ganjing-renjia', 'usual', 'ledger', 'ledger-year',
                    'public-work' */
  int64_t value; /* award: 1 held, 0 not; score, usual, ledger: hundredths; public-work: times */
  int n;         /* score, usual: rounds it is the mean of */
  int n_held;    /* score, usual: rounds there were */
} XpTaken;

typedef struct {
  int no; /* from 1, fixed when the round opened */
  int64_t household_uid;
  int number;          /* of the household, as printed and typed */
  int64_t group_uid;   /* 0 none */
  char *group;         /* 一社; "" none */
  int group_number;    /* order of the group in lists; 0 none */
  char *door;          /* 3号; "" none */
  char *name;          /* the head's name; of a person, hers */
  char *head;          /* the head's name */
  char *told_apart_by; /* "" none; never on a certificate */
  char *naming;        /* agreed, refused, not-asked */
  bool has_previous;
  int64_t previous_hundredths; /* printed total in the last sealed round of the same title */
  int64_t person_uid;          /* a person is scored; 0: the household */
  int person_number;           /* in the household: 17-2; 0 */
  char *list;                  /* of a form with two titles, which (好婆婆); "" one list */
  bool is_withheld;            /* 参评不挂牌: scored and placed, takes no place of the quota */
  XpTaken *taken;
  size_t n_taken;
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

/* By number and, for persons, the number in the household: "17", "17-2". NULL: not in this round.
 */
const XpEntrant *xp_round_lookup_entrant (const XpRound *self, const char *number);

/* "17", "17-2". Yours. */
char *xp_entrant_dup_number (const XpEntrant *entrant);

/* NULL: nothing of that name was taken over. */
const XpTaken *xp_entrant_get_taken (const XpEntrant *entrant, const char *what);

/* Whether somebody's sheet holds the item: ballots by 计票, an item with a body by that body, the
 * others by the judges (in a consensus round by 合议 alone). */
bool xp_round_marks (const XpRound *self, int judge_no, const XpItem *item);
/* As above, and of computed items too, whose points stand on the same sheet. */
bool xp_round_holds (const XpRound *self, int judge_no, const XpItem *item);
/* Whether the judge is of a body that stands at items of the form (家人, 计票), not of the judges.
 */
bool xp_round_is_of_own_body (const XpRound *self, int judge_no);

/* Those whose sheets are scored: judge 0 and judges of the form's own bodies in a consensus round,
 * else all. */
bool xp_round_is_scoring (const XpRound *self, int judge_no);
/* The next judge after @judge_no (-1: from the beginning) who scores, in the order of numbers;
 * wraps. 0: 合议. */
int xp_round_next_judge (const XpRound *self, int judge_no);

/* “一社3号 张三”; with the word that tells namesakes apart behind it. Yours. */
char *xp_entrant_dup_place_and_name (const XpEntrant *entrant);

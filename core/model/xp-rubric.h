/* xp-rubric.h: a scoring form (评分表) as everybody but its reader sees it: plain, immutable,
 * atomically counted. core/rubric makes it out of text. Points are hundredths of a point. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
  XP_MODE_SCORE,  /* 0 … max by step */
  XP_MODE_DEDUCT, /* findings × points, down to the item's floor */
  XP_MODE_ADD,
  XP_MODE_TIER,
  XP_MODE_BASE,
  XP_MODE_EVENT,
  XP_MODE_REDEEM,
  XP_MODE_STAR,
  XP_MODE_CHECK,
  XP_MODE_GRADE,
  XP_MODE_PAIR,
  XP_MODE_VOTE,
  XP_MODE_GATE, /* yes or no, no points */
  XP_MODE_VETO, /* yes or no, no points */
  XP_N_MODES
} XpMode;

/* Whose hand a form is, and who set a value of an item last. */
typedef enum {
  XP_LEVEL_COUNTY,   /* 县 */
  XP_LEVEL_TOWNSHIP, /* 镇 */
  XP_LEVEL_VILLAGE,  /* 村 */
  XP_N_LEVELS
} XpLevel;

/* What the gate of an item asks; the text it is written in stays beside it. */
typedef enum {
  XP_GATE_NONE,
  XP_GATE_ASKED, /* “1”: a person answers before the marking */
  XP_GATE_WARN,  /* “warn”: a registered warning must stand before an event counts */
  XP_GATE_AWARD, /* “award:干净人家”: the household holds this title */
  XP_GATE_SCORE  /* “score:ganjing-renjia>=85”: the year's mean of another form */
} XpGateKind;

/* One rung of a grade (优=10) or of a ladder (20=5). */
typedef struct {
  char *word;              /* grade: 优; ladder: "" */
  int64_t from_hundredths; /* ladder: the amount from which it counts; grade: 0 */
  int64_t points_hundredths;
} XpRung;

typedef enum {
  XP_CAP_NONE,
  XP_CAP_ROUND, /* “20”, “6/轮”: over the period of the form */
  XP_CAP_MONTH, /* “1/月” */
  XP_CAP_YEAR   /* “20/年” */
} XpCapPeriod;

/* One item gives or takes at most 10,000 points; a form has at most 200 items. Judges and counts
 * are bounded too, so that no sum leaves 64 bits and no cell 32. */
#define XP_MOST_ITEM_HUNDREDTHS INT64_C (1000000)
#define XP_MOST_ITEMS 200

typedef struct {
  int at;        /* row in the form from 1, gates and vetoes too: “第4项” is not 4 */
  char *no;      /* as the form writes it: 4, G1, V2, 1.1 */
  char *section; /* 大项 */
  char *name;    /* 院内地面 */
  char *criterion;
  XpMode mode;
  char *unit;                /* 处, 次, 间, 人 … ; "" where none */
  int64_t points_hundredths; /* deduct: size of one deduction, positive */
  char *points_text;         /* as written: grades and ladders keep their text */
  int64_t step_hundredths;   /* score: smallest difference; 0 where none */
  int64_t min_hundredths;
  int64_t max_hundredths;
  char *cap; /* as written; "" */
  XpCapPeriod cap_period;
  int64_t cap_hundredths; /* negative: at most so much off */
  char *gate;             /* "", "1", "warn", "award:…", "score:…" */
  XpGateKind gate_kind;
  char *gate_name;               /* title or form id; "" */
  int64_t gate_bound_hundredths; /* score: closed below */
  XpRung *rungs;                 /* grade: as written; ladder: rising */
  size_t n_rungs;
  char *by;          /* whose judges mark it (家人, 邻居); "": every judge of the form */
  char *instead_of;  /* counts only where that item is 不适用; "" */
  XpLevel level;     /* who set a value of it last */
  bool is_open;      /* the township lets villages switch it off */
  bool is_off;       /* 停用: 不适用 for every household */
  bool is_extra;     /* 附加: outside the full mark, after the total */
  bool is_mandatory; /* 必评项 */
  bool is_veto;      /* one finding bars from the title; always so where the mode is veto */
  char *note;
} XpItem;

typedef struct {
  int64_t from_hundredths; /* closed below */
  char *word;              /* 干净人家 */
} XpGradeLine;

typedef struct {
  char *title;         /* 干净人家: what is awarded */
  char *object;        /* 户 or 人 */
  char *total_min;     /* as written; NULL */
  XpGradeLine *grades; /* highest first */
  size_t n_grades;
  char *quota;          /* "30%", "20", "group:3"; NULL none; other text kept as written */
  char *quota_base;     /* 参评户 总户数 常住户 … as written; NULL */
  char *quota_rounding; /* 去尾 四舍五入 进一; NULL */
  char *na_policy;      /* 满分 折算 不计 替代; NULL */
  char *judges;         /* 合议 平均 去高低平均 登记; NULL */
  char **ties;          /* words in order, NULL-terminated; never NULL */
  char *period, *cooldown_rounds, *valid_for, *requires, *plate; /* as written; NULL */
} XpAward;

/* What 不适用 does to a sheet. */
typedef enum {
  XP_NA_FULL,    /* 满分: the item's full mark */
  XP_NA_RESCALE, /* 折算: got ÷ (full − what does not apply) × full */
  XP_NA_LEFT_OUT /* 不计: nothing; an item `instead_of` it counts where the form has one */
} XpNaPolicy;

typedef enum {
  XP_CHANGE_SET,
  XP_CHANGE_ADD,
  XP_CHANGE_OFF,  /* 停用 */
  XP_CHANGE_OPEN, /* let villages switch it off */
  XP_N_CHANGE_OPS
} XpChangeOp;

/* One line of an adjustment: what a township or village changes in its parent's form. */
typedef struct {
  XpChangeOp op;
  char *item_no; /* LINE, QUOTA: of the award */
  char *field;   /* set: name, criterion, points, max, line …; add: item, extra; "" */
  char *value;   /* add: 名称|标准|记分方式|单位|分值|max=3 */
  char *section; /* add */
  char *reason;  /* add extra: the article of the 村规民约 */
} XpFormChange;

/* How far those below may move a form; the county's, as written in its form. */
typedef struct {
  int64_t band_hundredths;  /* 100: ±1 point */
  int band_bp;              /* 3000: ±30 %; whichever of the two is larger */
  int64_t extra_hundredths; /* 500: most that a village may add outside the full mark */
} XpFormRights;

typedef struct {
  gatomicrefcount n_refs;
  char *id;           /* ganjing-renjia */
  char *name;         /* “干净人家”评分表 */
  char *version_text; /* 县标准2026-1版, as printed; NULL */
  char *issuer;       /* whose standard; NULL */
  char *extends;      /* id@version of the parent; NULL */
  char *basis; /* what the parent rests on: “县标准2026-1版；镇调整6项”; NULL no parent */
  char *basis_title; /* what the county's form awards; NULL no parent */
  XpLevel level;     /* whose form it is */
  XpFormRights rights;
  XpFormChange *changes; /* on the parent, in order; the items have them applied already */
  size_t n_changes;
  bool is_own;                  /* departs from its parent's rules: the village's own title */
  char **departures;            /* a sentence each; NULL-terminated, never NULL */
  int64_t full_mark_hundredths; /* declared, or the sum */
  bool is_full_mark_declared;
  XpItem *items;
  size_t n_items;
  bool has_award;
  XpAward award;
} XpRubric;

XpRubric *xp_rubric_new (void);
XpRubric *xp_rubric_ref (XpRubric *self);
void xp_rubric_unref (XpRubric *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRubric, xp_rubric_unref)

/* The item by the number the form gives it (19, V1). NULL: no such item. */
const XpItem *xp_rubric_lookup_item (const XpRubric *self, const char *no);

/* The item by its row from 1. NULL: beyond the form. */
const XpItem *xp_rubric_get_item (const XpRubric *self, int at);

/* gate, veto and check carry no points. */
bool xp_mode_has_points (XpMode mode);

/* 满分 where the form says nothing else. */
XpNaPolicy xp_award_get_na_policy (const XpAward *award);

const char *xp_level_get_word (XpLevel level); /* 县 镇 村 */
bool xp_level_from_text (const char *word, XpLevel *out_level);

const char *xp_change_op_to_text (XpChangeOp op); /* set add off open */
bool xp_change_op_from_text (const char *text, XpChangeOp *out_op);

/* Deep copies. Yours. */
XpRubric *xp_rubric_copy (const XpRubric *self);
void xp_item_copy (const XpItem *self, XpItem *out_item);
void xp_item_clear (XpItem *self);
void xp_form_change_copy (const XpFormChange *self, XpFormChange *out_change);
void xp_form_change_clear (XpFormChange *self);

/* Whether an item of this mode has a part in the full mark: events and pairs have no end. */
bool xp_mode_has_full_mark (XpMode mode);

/* Whether its points are a part of the declared full mark: extras and substitutes stand outside. */
bool xp_item_is_in_full_mark (const XpItem *item);

/* Sum of the items' full marks, in hundredths. */
int64_t xp_rubric_sum_full_mark (const XpRubric *self);

/* Whether a star is lit by checks below it (2.1, 2.2): then nobody marks it. */
bool xp_rubric_has_checks (const XpRubric *self, const XpItem *star);

/* Whether its points come from the ledger (全年积分): it has events. */
bool xp_rubric_is_ledger (const XpRubric *self);

/* What its entrants are counted in: 户, or 人 where persons are scored. */
const char *xp_rubric_get_counted (const XpRubric *self);

/* Whether nobody marks it: computed gates, lit stars, base points, what the ledger keeps. */
bool xp_rubric_is_computed (const XpRubric *self, const XpItem *item);

/* Whether a closed sheet still lacks it when it is blank: scores, grades and votes are never
 * nothing by being left out. A star that checks light is asked of nobody (xp_rubric_is_computed).
 */
bool xp_item_is_asked (const XpItem *item);

/* Who marks the item: XP_BODY_BALLOTS where votes are counted, the item's own `by`, else "". */
const char *xp_item_get_body (const XpItem *item);
#define XP_BODY_BALLOTS "计票"

/* 逐处扣分: how people call it. Borrowed. */
const char *xp_mode_get_word (XpMode mode);

/* The word of the file: "deduct". Borrowed. */
const char *xp_mode_to_text (XpMode mode);
bool xp_mode_from_text (const char *text, XpMode *out_mode);

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
  char *cap;         /* as written; "" */
  char *gate;        /* "", "1", "warn", "award:…", "score:…" */
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
  char *na_policy;      /* 满分 折算 不计; NULL */
  char *judges;         /* 合议 平均 去高低平均 登记; NULL */
  char **ties;          /* words in order, NULL-terminated; never NULL */
  char *period, *cooldown_rounds, *valid_for, *requires, *plate; /* as written; NULL */
} XpAward;

typedef struct {
  gatomicrefcount n_refs;
  char *id;                     /* ganjing-renjia */
  char *name;                   /* “干净人家”评分表 */
  char *version_text;           /* 县标准2026-1版, as printed; NULL */
  char *issuer;                 /* whose standard; NULL */
  char *extends;                /* id@version; NULL */
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

/* gate and veto carry no points. */
bool xp_mode_has_points (XpMode mode);

/* Whether an item of this mode has a part in the full mark: events and pairs have no end. */
bool xp_mode_has_full_mark (XpMode mode);

/* 逐处扣分: how people call it. Borrowed. */
const char *xp_mode_get_word (XpMode mode);

/* The word of the file: "deduct". Borrowed. */
const char *xp_mode_to_text (XpMode mode);
bool xp_mode_from_text (const char *text, XpMode *out_mode);

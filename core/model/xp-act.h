/* xp-act.h: acts: one named change each: one transaction, one undo step, one link of the chain.
 *
 * A draft says what shall hold; the book reads what holds, checks the guards, writes what differs
 * and answers with the act as it stands on disk. */
#pragma once

#include "xp-record.h"

/* What Ctrl+Z may do with an act. */
typedef enum {
  XP_UNDO_FREE,        /* records */
  XP_UNDO_WITH_REASON, /* stages, results, certificate numbers, merge */
  XP_UNDO_NEVER        /* forget, migration */
} XpUndoClass;

/* The table of verbs (xp-verbs.c). The name is hashed and stored for ever; the title is what
 * history and Ctrl+Z say: “导入名单”. */
typedef struct {
  const char *name;  /* put-mark */
  const char *title; /* 打分 */
  XpUndoClass undo;
  bool needs_reason;
} XpVerb;

#define XP_VERB_MAKE_BOOK "make-book"           /* 建本村资料 */
#define XP_VERB_IMPORT_ROSTER "import-roster"   /* 导入名单 */
#define XP_VERB_EDIT_HOUSEHOLD "edit-household" /* 改农户 */
#define XP_VERB_IMPORT_RUBRIC "import-rubric"   /* 放进评分表 */
#define XP_VERB_OPEN_ROUND "open-round"     /* 新开一次评选 (the form too, where it is new) */
#define XP_VERB_EDIT_ROUND "edit-round"     /* 改评选的准备 (draft only) */
#define XP_VERB_PUT_MARK "put-mark"         /* 打分 */
#define XP_VERB_CLOSE_SHEET "close-sheet"   /* 一户打完 */
#define XP_VERB_REOPEN_SHEET "reopen-sheet" /* 重开一户 */
#define XP_VERB_SET_STATE "set-state"       /* 记状态 */
#define XP_VERB_IMPORT_MARKS "import-marks" /* 导入分数 */
#define XP_VERB_DECIDE_CUT "decide-cut"     /* 定同分去留 */
#define XP_VERB_STAGE "stage"               /* 进到下一步 (stage, days, result, numbers) */
#define XP_VERB_STAGE_BACK "stage-back"     /* 退回上一步; reason and two names */
#define XP_VERB_SETTINGS "settings"         /* 改本村设置 */
#define XP_VERB_ADD_HOUSEHOLD "add-household"       /* 新增农户 */
#define XP_VERB_SPLIT_HOUSEHOLD "split-household"   /* 分户 */
#define XP_VERB_MERGE_HOUSEHOLDS "merge-households" /* 合户 */
#define XP_VERB_CHANGE_HEAD "change-head"           /* 换户主 */
#define XP_VERB_MOVE_GROUP "move-group"             /* 改组 */
#define XP_VERB_RENUMBER "renumber"                 /* 改编号 */
#define XP_VERB_HOUSEHOLD_STATE "household-state"   /* 改住户状态 */
#define XP_VERB_NAMING "naming"                     /* 记愿不愿意上榜 */
#define XP_VERB_ADD_PERSON "add-person"             /* 新增村民 */
#define XP_VERB_EDIT_PERSON "edit-person"           /* 改村民 */
#define XP_VERB_REMOVE_PERSON "remove-person"       /* 去掉村民 */
#define XP_VERB_TELL_APART "tell-apart"             /* 定为两户 */
#define XP_VERB_OBJECTION "objection"               /* 记一条意见 */
#define XP_VERB_ANSWER "answer"                     /* 答复意见 */
#define XP_VERB_TYPIST "typist"                     /* 改录入人: name, PIN */
#define XP_VERB_HANDOVER "handover"                 /* 换届移交 */
#define XP_VERB_UPGRADE "upgrade"                   /* 资料升级: the file's version */
#define XP_VERB_MERGE "merge"                       /* 合并另一台电脑录的 */
#define XP_VERB_EDIT_RUBRIC "edit-rubric"           /* 改评分表 (no round has opened with it) */
#define XP_VERB_BALLOTS "ballots"                   /* 记计票结果 */
#define XP_VERB_WITHDRAW_TITLE "withdraw-title"     /* 摘牌; reason and two names */
#define XP_VERB_LEDGER_YEAR "ledger-year"           /* 开一年积分，改它的评分表 */
#define XP_VERB_LEDGER_EVENT "ledger-event"         /* 记积分、冲销 */
#define XP_VERB_GOODS "goods"                       /* 改兑换物品、进货 */
#define XP_VERB_REDEEM "redeem"                     /* 兑换、退回 */
#define XP_VERB_LEDGER_CLOSE "ledger-close"         /* 年度结账 */
#define XP_VERB_SECOND_ENTRY "second-entry"         /* 定哪些再录一遍 */
#define XP_VERB_SETTLE "settle"                     /* 两遍不一样的，照纸上定 */
#define XP_VERB_ATTENDANCE "attendance"             /* 签到、签退 */
#define XP_VERB_RECUSE "recuse"                     /* 回避，或不再回避 */
#define XP_VERB_ROTA "rota"                         /* 定分组互评 */
#define XP_VERB_MOVE_MARKS "move-marks"             /* 一户的分移到另一户 */
#define XP_VERB_COPY_MARKS "copy-marks"             /* 照上次的录 */
#define XP_VERB_CORRECT "correct"             /* 评议时改一户的分; reason and two names */
#define XP_VERB_MOTION "motion"               /* 记一次表决 */
#define XP_VERB_DELIBERATION "deliberation"   /* 记评议、复查、销号 */
#define XP_VERB_MINUTES "minutes"             /* 改会议记录, 恢复草稿 */
#define XP_VERB_RESTORE_TITLE "restore-title" /* 恢复称号; reason and two names */
#define XP_VERB_VOID_CERTIFICATE "void-certificate"       /* 证书作废, with the reason */
#define XP_VERB_REISSUE_CERTIFICATE "reissue-certificate" /* 换发证书: a new number */
#define XP_VERB_PRINTED "printed-certificates"            /* 登记证书打印: sheets that came out */
#define XP_VERB_RECEIVED "received-certificates"          /* 登记证书领取 */
#define XP_VERB_MEND_CERTIFICATES "mend-certificates"     /* 更正证书登记, with the reason */
#define XP_VERB_FORGET "forget"               /* 忘掉: the subject's secrets are gone for good */

const XpVerb *xp_verb_lookup (const char *name); /* borrowed; NULL: unknown */

typedef struct _XpDraft XpDraft;

/* @verb: one of the XP_VERB_ names. Yours. */
XpDraft *xp_draft_new (const char *verb);
void xp_draft_free (XpDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpDraft, xp_draft_free)

/* The record the act is about; no value in it. */
void xp_draft_set_subject (XpDraft *self, const XpRecord *record);

/* For verbs with a reason. @witness: the second name, where two are asked for; may be NULL. */
void xp_draft_set_reason (XpDraft *self, const char *reason, const char *witness);

/* The whole record as it shall be afterwards; a reference is taken, so do not write it again.
 * Naming a key twice replaces the first. */
void xp_draft_put (XpDraft *self, XpRecord *after);

/* The record shall be gone afterwards (no change if it is not there). Only its key is looked at. */
void xp_draft_remove (XpDraft *self, const XpRecord *record);

/* What shall hold of one key. */
typedef struct {
  XpKind kind;
  char *key;
  XpRecord *after; /* NULL: shall be gone */
} XpWish;

/* For the book, which carries the draft out. Borrowed until the draft is changed or freed. */
const XpVerb *xp_draft_get_verb (const XpDraft *self);
const char *xp_draft_get_subject (const XpDraft *self); /* "household [17]"; NULL: none */
const char *xp_draft_get_reason (const XpDraft *self);  /* NULL: none */
const char *xp_draft_get_witness (const XpDraft *self); /* NULL: none */
size_t xp_draft_get_n_wishes (const XpDraft *self);
const XpWish *xp_draft_get_wish (const XpDraft *self, size_t i);

/* An act as it stands on disk. Immutable, counted. */
typedef struct {
  XpKind kind;
  XpRecord *before; /* NULL: was made; whole records, owned by the act */
  XpRecord *after;  /* NULL: was unmade */
} XpChange;

typedef struct {
  gatomicrefcount n_refs;
  int64_t act_no;     /* of this file only; 0: nothing differed, nothing was written */
  int64_t at_ms;      /* UTC */
  const XpVerb *verb; /* of an undo: the verb of the act undone */
  int64_t undoes_act; /* 0: none */
  bool is_redo;       /* undoes an undo */
  char *title; /* a sentence: “第4项 院内地面：2处（3组17号 张三）”; what Ctrl+Z says it undid */
  XpChange *changes;
  size_t n_changes;
} XpAct;

/* What Ctrl+Z, Ctrl+Y, the button of a toast, or a line of the list asks for. */
typedef struct {
  bool is_redo;
  int64_t act_no;      /* this one and no other: the act, of a redo the undo; 0: the last */
  int64_t blind_round; /* its second entry is typed: what was typed first is neither told nor
                          undone; 0 none */
} XpUndoOrder;

/* Everything empty; @verb borrowed, for ever. Yours. */
XpAct *xp_act_new (const XpVerb *verb);
XpAct *xp_act_ref (XpAct *self);
void xp_act_unref (XpAct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpAct, xp_act_unref)

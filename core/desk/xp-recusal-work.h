/* xp-recusal-work.h: 回避: which judge does not mark which household. What is known beforehand is
 * proposed with its reason; what is declared is added by hand. What a judge marked before stays in
 * the book and counts nowhere. The relation is private: it is on no sheet that hangs outside. */
#pragma once

#include "xp-round-work.h"

typedef enum {
  XP_RECUSED_HOME, /* he lives there himself */
  XP_RECUSED_KIN,  /* declared in an earlier round */
  XP_RECUSED_GROUP /* his own group, where the round says so */
} XpRecusalReason;

/* One judge, and the households he should not mark for one reason. */
typedef struct {
  int judge_no;
  char *judge; /* his name */
  XpRecusalReason reason;
  GArray *entrant_nos; /* of int; of a group many, else one */
  char *relation;      /* to be kept with it: 本户, 亲家; "" */
  char *sentence;      /* “赵铁柱是王秀兰的亲家（第2轮登记）” */
  bool is_sure;        /* false: two share the name; somebody has to say who it is */
} XpRecusalProposal;

/* What is not recused yet. Of XpRecusalProposal, in the order of judges. Yours. */
GPtrArray *xp_recusal_work_propose (XpDesk *desk, int64_t round_uid, GError **error);

/* All of them (of XpRecusalProposal): one act. INPUT: there is none. */
bool
xp_recusal_work_take (XpDesk *desk, int64_t round_uid, const GPtrArray *proposals, GError **error);

/**
 * xp_recusal_work_add:
 * @source: declared by himself, asked by somebody else, proposed by the program
 * @relation: (nullable): kept private
 *
 * One act. INPUT: no such judge or household.
 */
bool xp_recusal_work_add (XpDesk *desk,
                          int64_t round_uid,
                          int judge_no,
                          int entrant_no,
                          const char *source,
                          const char *relation,
                          GError **error);

/* He marks there again. INPUT: he was not recused. */
bool xp_recusal_work_remove (
  XpDesk *desk, int64_t round_uid, int judge_no, int entrant_no, GError **error);

typedef struct {
  int entrant_no, judge_no;
  char *judge;
  char *who;      /* 一社3号 张三 */
  char *source;   /* 本人申请, 他人提出, 程序提示 */
  char *relation; /* private; "" none was written, or it is forgotten */
  int n_marks;    /* that he typed before: they stay and count nowhere */
} XpRecusalLine;

/* By judge and household. Of XpRecusalLine. Yours. */
GPtrArray *xp_recusal_work_list (XpDesk *desk, int64_t round_uid, GError **error);

/* 本人申请 of declared. NULL: no such source. Borrowed. */
const char *xp_recusal_source_get_word (const char *source);
/* Name or word. NULL: neither. Borrowed, for ever. */
const char *xp_recusal_source_from_text (const char *text);

/* “一社3号 张三只剩2位评委打分，不到3位，请增补评委，或商量怎样算” where somebody is recused and too
 * few are left; NULL: enough. Yours. */
char *xp_recusal_dup_thin_sentence (const XpLoadedRound *loaded, int entrant_no);
/* As many of them as there are such entrants. Yours. */
char **xp_recusal_list_thin (const XpLoadedRound *loaded);

/* Whether it was registered; the rota is another matter. */
bool xp_recusal_is_declared (const XpLoadedRound *loaded, int judge_no, int entrant_no);

/* What is said when it was just done or taken back: “李明 对一社3号
 * 张三回避，他打的2项留着，不算。” with what too few judges mean. Yours. */
char *xp_recusal_dup_echo (const XpLoadedRound *loaded, int judge_no, int entrant_no);

/* The judge by his number on the list or his name; 0 with INPUT. */
int xp_recusal_find_judge (const XpRound *round, const char *text, GError **error);
/* The household by number, whole name or initials; 0 with INPUT: none, or several, named. */
int xp_recusal_find_entrant (const XpRound *round, const char *text, GError **error);

/* xp-objection-work.h: what is said against a posted list: received, checked by two, answered.
 *
 * Only while the list hangs outside; 公布 waits until all are answered. The printed answer and the
 * correction are not made here. */
#pragma once

#include "xp-desk.h"

typedef struct {
  int no;                                   /* in the round, from 1 */
  int entrant_no, number;                   /* the household; 0: the whole list */
  char *who;                                /* “一社3号 张三”, 整张名单 */
  char *received_on, *due_on, *answered_on; /* 2026-10-12; answered_on "" not yet */
  char *by;                                 /* "" 匿名 */
  char *words;                              /* "" forgotten */
  char *first_checker, *second_checker;
  char *outcome; /* open, upheld, not-upheld */
  char *answer;  /* "" none */
} XpObjectionLine;

void xp_objection_line_free (XpObjectionLine *self);

/* 未答复, 成立, 不成立. Borrowed. */
const char *xp_objection_outcome_get_word (const char *outcome);

/* In the order of receipt. Of XpObjectionLine. Yours. */
GPtrArray *xp_objection_work_list (XpDesk *desk, int64_t round_uid, GError **error);

typedef struct {
  int entrant_no; /* 0: the whole list */
  const char *by; /* NULL or "": 匿名 */
  const char *words;
  const char *first_checker, *second_checker;
  const char *received_on; /* NULL today */
} XpObjectionSpec;

/* Its number; 0 on error: REFUSED where the round is not posted, or a checker scored, is recused or
 * belongs to the household. The answer is due on the third working day after receipt. */
int xp_objection_work_add (XpDesk *desk,
                           int64_t round_uid,
                           const XpObjectionSpec *spec,
                           GError **error);

bool xp_objection_work_answer (
  XpDesk *desk, int64_t round_uid, int no, bool is_upheld, const char *answer, GError **error);

/* xp-day-work.h: the day's list of 首页: what to go on with, days of 公示, what is due, who was not
 * met, the last backup, who is typing. Sentences are finished; nothing is decided here. */
#pragma once

#include "xp-desk.h"

/* What to go on with. */
typedef struct {
  int64_t round_uid; /* 0: of no round */
  char *round_name;  /* "" of no round */
  char *sentence;    /* “还有6户没录完。” */
  char *button;      /* “接着录” */
  const char *page;  /* where the button leads: households, rounds, marks, result, print */
} XpDayStep;

typedef struct {
  int64_t round_uid;
  char *round_name;
  char *sentence;  /* “公示还剩3天，10月19日（星期一）截止” */
  int n_days_left; /* counted as the round counts, behind today; 0: the last day; -1: it is over */
} XpDayNotice;

typedef struct {
  int64_t round_uid;
  char *round_name;
  int no;
  char *sentence; /* “第1条意见（一社3号 张三）10月15日（星期四）前要答复” */
  bool is_late;
} XpDayObjection;

typedef struct {
  int64_t round_uid;
  char *round_name;
  char *group; /* "" none */
  int n;
  char *sentence; /* “三社还有4户没碰上人” */
} XpDayNotMet;

/* A matter that was deliberated and is not closed. Of whom stands on its own page. */
typedef struct {
  int64_t deliberation_uid;
  char *sentence; /* “10月5日的跟踪评议：10月19日（星期一）去看，还有7天（孙梅）” */
  bool is_late;
} XpDayRevisit;

typedef struct {
  GPtrArray *steps;      /* of XpDayStep; at least one: the first is the large button */
  GPtrArray *notices;    /* of XpDayNotice */
  GPtrArray *objections; /* of XpDayObjection, the first due first */
  GPtrArray *not_met;    /* of XpDayNotMet, by round and group */
  GPtrArray *revisits;   /* of XpDayRevisit, the first due first */
  char *backup;          /* “上次备份：昨天 21:20，在U盘 KINGSTON” */
  bool is_backup_due;    /* it is old, or on this machine alone: the sentence says so */
  char *who;             /* “现在录入的是王会计” */
} XpDayList;

XpDayList *xp_day_work_list (XpDesk *desk, GError **error);

void xp_day_list_free (XpDayList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpDayList, xp_day_list_free)

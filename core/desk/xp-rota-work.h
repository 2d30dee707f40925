/* xp-rota-work.h: 分组互评（甲组评乙组）: which judges mark the households of which group. Where a
 * group has judges of its own in the rota no others mark there; a group without is marked by all.
 */
#pragma once

#include "xp-round-work.h"

typedef struct {
  int64_t group_uid;
  char *group;    /* 二社 */
  int n_entrants; /* households, or persons, of the group */
  GArray *judges; /* of int: judge_no; empty: all mark here */
  char *names;    /* 李明、王秀兰; "" all */
  char *sentence; /* “二社34户：李明、王秀兰打分”; what is wrong with it: “还没有别的组的评委” */
} XpRotaGroup;

typedef struct {
  GPtrArray *groups; /* of XpRotaGroup, in the order of the village */
  char *loads; /* “每位评委打分：李明34户、王秀兰31户、…”; "" nothing is divided */
} XpRota;

void xp_rota_free (XpRota *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRota, xp_rota_free)

/* As it stands. Yours. */
XpRota *xp_rota_work_load (XpDesk *desk, int64_t round_uid, GError **error);

/* Judges of a group mark the next one, all the way round, nobody his own; whoever's group is not
 * known goes where there are most households for each judge. Of all such turns the one that leaves
 * the most burdened judge the fewest households. REFUSED: nobody could be turned. Yours. */
XpRota *xp_rota_work_propose (XpDesk *desk, int64_t round_uid, GError **error);

/* The whole rota becomes this one: one act. INPUT: nothing is divided in it. */
bool xp_rota_work_take (XpDesk *desk, int64_t round_uid, const XpRota *rota, GError **error);

/* The judges of one group, by hand; none: all mark there again. One act. INPUT: no such group. */
bool xp_rota_work_set (
  XpDesk *desk, int64_t round_uid, const char *group, const GArray *judges, GError **error);

/* Nothing is divided any more. */
bool xp_rota_work_clear (XpDesk *desk, int64_t round_uid, GError **error);

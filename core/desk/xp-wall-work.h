/* xp-wall-work.h: what the whole village may see (放大屏), and nothing else: while marks are typed
 * how far the groups are, from 算分 on the names that will hang outside. Never points, places,
 * reasons, telephones, a judge's marks, or who is not on the list. */
#pragma once

#include "xp-round-work.h"

typedef struct {
  char *name; /* 三社; "" the village has no groups */
  int n_done, n_total;
  char **names; /* from 算分 on, by number, each told apart where another is called the same */
} XpWallGroup;

typedef struct {
  char *village;
  char *round;
  char *headline; /* “正在录：三社”, “拟定名单，还在评议”, “公示到10月19日” … */
  char *foot; /* “已录128户，共412户”, “共42户”; the last may end with who is still talked about */
  GArray *groups; /* of XpWallGroup, in the order of lists */
  int n_done, n_total;
  bool has_names;
} XpWall;

void xp_wall_free (XpWall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpWall, xp_wall_free)

/* @entrant_no: who is being typed; 0: nobody. Pure: what is loaded is only read. Yours. */
XpWall *xp_wall_new (const char *village, const XpLoadedRound *loaded, int entrant_no);

/* The same of a round that nobody types at. */
XpWall *xp_wall_work_load (XpDesk *desk, int64_t round_uid, GError **error);

/* What the chair may have read out: “三社12号 张三　院内地面 2处”. In a round of several judges,
 * and of an item of 家风, of a gate or a veto, only that something was entered; of a state nothing.
 * NULL: nothing to tell. Yours. */
char *xp_wall_dup_echo (const XpRound *round, const XpAct *act);

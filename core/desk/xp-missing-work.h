/* xp-missing-work.h: 还差什么, in words: by group, household and judge; each line leads to its
 * cell. */
#pragma once

#include "xp-missing.h"
#include "xp-round-work.h"

typedef struct {
  XpMissingSheet sheet;
  char *group;  /* 一社; "" none */
  char *number; /* of the entrant: 17, 17-2 */
  char *who;    /* 一社3号 张三 */
  char *judge;  /* "" 合议 */
  char *words;  /* 还没有录; 还差第4项、第7项; 没有记完（按 +） */
} XpMissingLine;

typedef struct {
  char *group;
  int n_entrants; /* with something missing */
  guint first;    /* of the lines */
} XpMissingGroup;

typedef struct {
  GPtrArray *lines; /* of XpMissingLine, by group and number */
  GArray *groups;   /* of XpMissingGroup */
  int n_entrants;   /* with something missing */
  char *sentence;   /* “还差31户：一社12户、二社19户。” “都录完了。” */
} XpMissing;

void xp_missing_free (XpMissing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpMissing, xp_missing_free)

/* Yours. */
XpMissing *xp_missing_new (const XpLoadedRound *loaded);

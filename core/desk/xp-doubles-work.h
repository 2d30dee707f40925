/* xp-doubles-work.h: households of the book that may be one and the same (按户去重), as asked for.
 *
 * What a person decides is said elsewhere: xp_household_work_merge(),
 * xp_household_work_tell_apart(). Pairs that were told apart are not listed again, nor closed
 * households. */
#pragma once

#include "xp-desk.h"
#include "xp-progress.h"

typedef struct {
  int64_t uid;
  int number;
  char *group, *door, *head, *told_apart_by, *village_code; /* "" none */
  int people;                                               /* -1 not known */
} XpPairSide;

typedef struct {
  XpPairSide a, b; /* the lower number first */
  int score;       /* for the order only */
  char *reason;    /* “读音相同：张建军、章建君；同在一社；电话相同” */
} XpHouseholdPair;

void xp_household_pair_free (XpHouseholdPair *self);

/* The likeliest first. Of XpHouseholdPair. Yours; NULL on error or with CANCELLED. */
GPtrArray *xp_doubles_work_list (XpDesk *desk,
                                 XpProgress *progress,
                                 GCancellable *cancellable,
                                 GError **error);
void xp_doubles_work_list_async (XpDesk *desk,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *xp_doubles_work_list_finish (XpDesk *desk, GAsyncResult *result, GError **error);

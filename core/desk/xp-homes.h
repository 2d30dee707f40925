/* xp-homes.h: where in the village somebody of a name lives: a judge is a name, and two people may
 * share one. On the thread of the book. */
#pragma once

#include "xp-book.h"
#include "xp-round.h"

typedef struct _XpHomes XpHomes;

/* All households that have not left the village, and who lives there. */
XpHomes *xp_homes_read (XpBook *book, GError **error);
void xp_homes_free (XpHomes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpHomes, xp_homes_free)

/* One household where somebody of the name lives. */
typedef struct {
  int64_t household_uid, group_uid; /* group: 0 none */
  int number;                       /* of the household */
} XpHome;

/* Of XpHome, by number: of the person the judge is tied to, else of everybody of his name. Empty:
 * he is not of the village. Yours. */
GArray *xp_homes_list (const XpHomes *self, const char *name, int64_t person_uid);

/* 一社3号 张三. Yours. */
char *xp_homes_dup_place (const XpHomes *self, int64_t household_uid);
/* The head's name; "" no such household. Borrowed. */
const char *xp_homes_get_head (const XpHomes *self, int64_t household_uid);
/* 一社; "" none. Borrowed. */
const char *xp_homes_get_group (const XpHomes *self, int64_t household_uid);

/* xp-doubles.h: which households of a list may be one and the same (按户去重).
 *
 * Pure: nothing is merged here, a person decides pair by pair. A name alone is never enough: the
 * same name in another group without a further sign is two households, and so are two whose digits
 * of the identity card are known and differ. */
#pragma once

#include "xp-progress.h"

/* All borrowed; NULL or "" where not known. */
typedef struct {
  const char *name, *told_apart_by, *group;
  const char *phone, *id_last4;
  const char *code; /* the list's own 户号 */
  const char *door;
} XpDoublesEntry;

typedef struct {
  guint a, b;   /* places in the entries, a < b */
  int score;    /* higher is likelier; only for the order */
  char *reason; /* “读音相同：张建军、章建君；同在一社；电话相同”: no telephone, no digits */
} XpDouble;

/**
 * xp_doubles_find:
 * @entries: the households; borrowed
 * @n: how many there are
 * @n_known: pairs among the first so many are not looked at (they are in the book, and asked for
 *   another time)
 *
 * All against all: 3,258 households are 5.3 million pairs.
 *
 * Returns: (element-type XpDouble): the likeliest first, then in the entries' order; yours. NULL
 * with CANCELLED
 */
GArray *xp_doubles_find (const XpDoublesEntry *entries,
                         size_t n,
                         size_t n_known,
                         XpProgress *progress,
                         GCancellable *cancellable,
                         GError **error);

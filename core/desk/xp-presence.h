/* xp-presence.h: the households of the book as lists are compared with them, telephones and digits
 * too. For the works of this room. */
#pragma once

#include "xp-desk.h"
#include "xp-doubles.h"

/* A household of the book beside what only matching looks at. */
typedef struct {
  XpRecord *record;
  const char *group;      /* borrowed from the groups' records */
  char *phone, *id_last4; /* NULL none */
  bool is_matched;
} XpPresent;

typedef struct {
  GPtrArray *groups;     /* of XpRecord */
  GPtrArray *households; /* of XpPresent, by number */
} XpPresence;

/* A job for the desk's thread. Of XpPresence; yours. */
gpointer xp_presence_read (XpDesk *desk, XpBook *book, gpointer unused, GError **error);
void xp_presence_free (XpPresence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpPresence, xp_presence_free)

/* As it is compared with others. Borrowed from it. */
XpDoublesEntry xp_present_get_entry (const XpPresent *present);

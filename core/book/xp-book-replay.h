/* xp-book-replay.h: the log played again: what should stand in the state tables. Private to this
 * room.
 *
 * What a record should be is kept as text, as a change has it: a million changes are a million
 * looks into one table. A book in memory is made of it only where somebody must read one: when a
 * stored result is computed again, or when a record is to be named. */
#pragma once

#include "xp-book-private.h"

typedef struct {
  XpKind kind;
  bool is_seen;  /* for whoever compares */
  bool is_stale; /* the book in memory does not have it so yet */
  char *text;    /* owned; columns that are not their default; NULL: gone */
  guint hash;
  const char *key;
} XpImage;

/* The record it stands for; NULL: gone, or the log is not in our spelling. Yours. */
XpRecord *xp_image_dup_record (const XpImage *image);

typedef struct _XpReplay XpReplay;

XpReplay *xp_replay_new (const XpBookHooks *hooks);
void xp_replay_free (XpReplay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpReplay, xp_replay_free)

/* The next change of the main line. False: its before is not what stood there; its after stands
 * from now on all the same. */
bool
xp_replay_put (XpReplay *self, XpKind kind, const char *key, const char *before, const char *after);

/* NULL: there never was one. Borrowed. */
XpImage *xp_replay_lookup (XpReplay *self, XpKind kind, const char *key);

/* How many of a kind stand. */
size_t xp_replay_count (const XpReplay *self, XpKind kind);

/* Those of a kind that stand and were not seen, in the order of their keys. Yours; of borrowed
 * XpImage. */
GPtrArray *xp_replay_list_unseen (XpReplay *self, XpKind kind);

/* A book in memory as the log stands now. @is_whole: with marks and sheets; without them it is good
 * for names. Borrowed; NULL with an error. */
XpBook *xp_replay_get_book (XpReplay *self, bool is_whole, GError **error);

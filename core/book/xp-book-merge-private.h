/* xp-book-merge-private.h: what the files of merging share: the two sides, and who knows of what.
 */
#pragma once

#include "xp-book-merge.h"
#include "xp-book-private.h"

/* Acts of a session are typed one after another into one file, and merging takes all there are: of
 * a session a book knows the first so many. */
typedef struct {
  int64_t session_no; /* in this side's file */
  int64_t n_acts;     /* that this side has */
  int64_t n_other;    /* that the other has */
} XpMergeSpan;

typedef struct {
  XpBook *book;         /* borrowed */
  GHashTable *sessions; /* GBytes of the id → XpMergeSpan; owned */
  GHashTable *by_no;    /* session_no → the same; borrowed */
  int64_t fork;         /* the last act that stands on both main lines */
  GHashTable *decided;  /* “kind key” → GArray of the merges since that decided it, or put it
                           together: their word, where all else is the word of what they took */
} XpMergeSide;

/* Both sides of a merge. False: REFUSED or DAMAGED as xp_book_plan_merge(). To be cleared even
 * then. */
bool xp_merge_sides_load (
  XpMergeSide *ours, XpMergeSide *theirs, XpBook *self, XpBook *other, GError **error);
void xp_merge_side_clear (XpMergeSide *side);

/* Whether the other side has this side's act. */
bool xp_merge_side_knows (XpMergeSide *side, int64_t session_no, int64_t n);

/* The act of @to that is @act_no of @from; 0: it has none. */
int64_t xp_merge_find_same_act (XpMergeSide *from, XpMergeSide *to, int64_t act_no, GError **error);

/* What a merge decided by itself, out of its subject: of “kind key”; nothing of another act. Yours.
 */
GPtrArray *xp_merge_list_decided (const char *verb, const char *subject);

/* Checks the hashes of the acts from @first on, all lines, in one go; DAMAGED where one does not
 * fit. @func is told of every act and its changes, in their order. */
typedef struct {
  int64_t act_no, line_no, session_no, n, at_ms;
  int64_t undoes_act; /* 0 none */
  const char *verb, *subject, *reason_secret, *witness;
  const guint8 *hash; /* 32 bytes */
} XpMergeAct;

typedef struct {
  int64_t n;
  const char *kind, *key, *before, *after;
} XpMergeChange;

typedef bool (*XpMergeActFunc) (gpointer data, const XpMergeAct *act, GError **error);
typedef bool (*XpMergeChangeFunc) (gpointer data,
                                   const XpMergeAct *act,
                                   const XpMergeChange *change,
                                   GError **error);

bool xp_merge_walk (XpBook *book,
                    int64_t first,
                    XpMergeActFunc act_func,
                    XpMergeChangeFunc change_func,
                    gpointer data,
                    XpProgress *progress,
                    GCancellable *cancellable,
                    GError **error);

/* Ends a transaction that only read. */
void xp_merge_end_reading (XpBook *book);

bool xp_merge_set_damaged (XpBook *other, GError **error);

/* “kind key”. Yours. */
char *xp_merge_name (const char *kind, const char *key);

/* The record after one side of a change was laid over it. False: not our spelling, or it does not
 * stand on what is there. @now is taken and replaced. */
bool xp_merge_lay (XpRecord **now, XpKind kind, const char *key, const char *from, const char *to);

/* Fills about, item, both texts, order. @other: where what is not here is looked up. */
void xp_merge_describe (XpBook *self, XpBook *other, XpMergeConflict *conflict);
/* Of XpMergeOwner. Yours. */
GPtrArray *xp_merge_list_owners (XpBook *self, XpBook *other, const GArray *changes);
/* By order; for g_ptr_array_sort(). */
gint xp_merge_compare_conflicts (gconstpointer a, gconstpointer b);

/* Secrets behind what came in; those that the other has forgotten leave. In the transaction of the
 * merge. @out_n_left: how many left. */
bool
xp_merge_take_secrets (XpMergeSide *ours, XpMergeSide *theirs, size_t *out_n_left, GError **error);

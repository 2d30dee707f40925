/* xp-book-merge.h: what another laptop typed comes into this book (合并另一台电脑录的).
 *
 * Two steps, so that a person can look in between: a plan is made by reading alone; then it is
 * carried out together with what was decided. Nothing is ever decided by a clock. The other book is
 * read only; its acts come in unchanged, on lines of their own, and one act of this book says what
 * changed by it (book.md, “Merge”). */
#pragma once

#include "xp-book.h"

/* What stands differently in the two books, typed on both without knowing of each other. */
typedef struct {
  XpKind kind;
  char *key;
  XpRecord *ours, *theirs; /* NULL: there is none */
  /* In words: 一社3号 张三; 第4项“院内地面”; 2处. Nothing in them is NULL. */
  char *about, *item, *ours_text, *theirs_text;
  int64_t order[3];            /* round, entrant or number, item: as people go through them */
  bool is_private;             /* the values may be shown to who decides, never listed or printed */
  char *ours_who, *theirs_who; /* "" nobody was asked */
  int64_t ours_at_ms, theirs_at_ms;
} XpMergeConflict;

/* One typist of the other book. */
typedef struct {
  char *who, *device;
  size_t n_changes;
  int64_t first_at_ms, last_at_ms;
} XpMergeTypist;

/* Whose records the changes that come in without asking are about. */
typedef struct {
  char *about; /* 一社 17号 张三 */
  size_t n_changes;
  int64_t order[3]; /* as in XpMergeConflict */
} XpMergeOwner;

typedef struct {
  size_t n_acts;                   /* typed ones that this book does not know */
  size_t n_decisions;              /* made when the other merged, and not known here */
  size_t n_keys;                   /* places they touched: the sum of the next four */
  size_t n_new;                    /* come in */
  size_t n_same;                   /* both have the same */
  size_t n_kept;                   /* what stands here was typed later, knowing theirs */
  int64_t first_at_ms, last_at_ms; /* of the unknown acts; 0 none */
  GPtrArray *typists;              /* of XpMergeTypist, in order of appearance */
  GPtrArray *conflicts;            /* of XpMergeConflict, in the order of households and items */
  GPtrArray *owners;               /* of XpMergeOwner, of changes, in order */
  GArray *changes;                 /* of XpChange: what comes in without asking */
  /* Of char *: “kind key”: what it settled without asking, between two words that did not know of
   * each other: from then on the merge's own word, as a decision is. */
  GPtrArray *settled;
  guint8 our_head[32], their_head[32]; /* what it was made for */
  int64_t first_unknown;               /* of their acts that must be walked; 0: none is unknown */
} XpMergePlan;

void xp_merge_plan_free (XpMergePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpMergePlan, xp_merge_plan_free)

typedef enum {
  XP_MERGE_UNDECIDED,
  XP_MERGE_OURS,
  XP_MERGE_THEIRS
} XpMergeChoice;

/**
 * xp_book_plan_merge:
 * @other: a reader of the other book, on the same thread
 *
 * Checks the other's chain, finds what this book does not know, and how it stands to what is here.
 * Nothing is written.
 *
 * Returns: (transfer full): the plan. NULL: REFUSED (the same file, another village, no common
 * beginning, a lent book, a round that is past 打分), DAMAGED (the other's record of changes does
 * not fit together), CANCELLED
 */
XpMergePlan *xp_book_plan_merge (
  XpBook *self, XpBook *other, XpProgress *progress, GCancellable *cancellable, GError **error);

/**
 * xp_book_merge:
 * @plan: made for these two books as they stand; REFUSED when one has changed since
 * @choices: one per conflict; REFUSED while one is undecided. NULL where there is no conflict
 *
 * Takes the unknown acts, their sessions and secrets, and writes the one act that changes what
 * stands here: all in one transaction.
 *
 * Returns: (transfer full): that act; act_no 0: the other had nothing that is not here, nothing was
 * written. NULL: REFUSED by a guard, NOT_SAVED, CANCELLED; the book is as before
 */
XpAct *xp_book_merge (XpBook *self,
                      XpBook *other,
                      const XpMergePlan *plan,
                      const XpMergeChoice *choices,
                      XpProgress *progress,
                      GCancellable *cancellable,
                      GError **error);

/* ---- the lent book (外借): a copy for one evening on another laptop ---- */

typedef struct {
  int64_t round_uid;
  int64_t group_uid; /* 0: all entrants of the round */
  int64_t at_ms;
  char *lent_by; /* "" nobody was asked */
} XpLent;

void xp_lent_free (XpLent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpLent, xp_lent_free)

/* NULL without error: this is the main book. */
XpLent *xp_book_get_lent (XpBook *self, GError **error);

/**
 * xp_book_lend:
 * @opening: whose clock and name the copy tells as when and by whom; only read
 * @group_uid: 0: all entrants of the round
 * @path: the copy; a file that is there is replaced
 *
 * Writes a copy that takes marks, findings, sheets, states and recusals of this round and group
 * alone. Telephones, digits, remarks and reasons do not go with it. Nothing is written into this
 * book.
 *
 * Returns: false with REFUSED (a lent book, a round that is not in 打分, a group without entrants)
 * or NOT_SAVED, which leaves nothing behind; what was at @path before still is
 */
bool xp_book_lend (XpBook *self,
                   const XpBookOpening *opening,
                   int64_t round_uid,
                   int64_t group_uid,
                   const char *path,
                   GError **error);

/* xp-merge-work.h: merging what another laptop typed (合并另一台电脑录的), and lending a copy to it
 * (外借).
 *
 * First the other book is read and shown: what comes in, what both have, what differs. A person
 * decides each difference; then all of it comes in at once, or nothing. */
#pragma once

#include "xp-book-merge.h"
#include "xp-desk.h"

/* One place that was typed differently on both. */
typedef struct {
  char *about;              /* 一社 17号 张三 */
  char *item;               /* 第4项“院内地面” */
  char *ours, *theirs;      /* 2处 */
  bool is_private;          /* for the screen alone: telephone, remarks */
  char *ours_who, *ours_at; /* 王会计; 10月12日 20:14 */
  char *theirs_who, *theirs_at;
  int64_t ours_at_ms, theirs_at_ms;
  XpMergeChoice choice;
} XpMergeRow;

/* Counted: who merges keeps it until it is done. */
typedef struct {
  gatomicrefcount n_refs;
  char *path;
  char
    *summary; /* 带来36处改动（李文书，10月12日 19:02到20:40），其中3处两边都有，2处两边不一样。 */
  char **sentences;  /* by typist, then by household: “一社 17号 张三：12处” */
  guint n_typists;   /* so many of the sentences are the typists' */
  GPtrArray *rows;   /* of XpMergeRow, by household and item */
  bool is_nothing;   /* nothing there that is not here */
  char *done;        /* after merging: 合并好了：… ; NULL before */
  XpMergePlan *plan; /* what the book made of it */
} XpMergeWork;

XpMergeWork *xp_merge_work_ref (XpMergeWork *self);
void xp_merge_work_unref (XpMergeWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpMergeWork, xp_merge_work_unref)

/* Reads the other book beside the open one; nothing is written. NULL: REFUSED, INPUT, DAMAGED,
 * NEWER, as xp_book_plan_merge(). Yours. */
XpMergeWork *xp_merge_work_read (XpDesk *desk, const char *path, GError **error);
void xp_merge_work_read_async (XpDesk *desk,
                               const char *path,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
XpMergeWork *xp_merge_work_read_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/* Rows that nobody has decided yet. */
guint xp_merge_work_count_undecided (const XpMergeWork *self);
/* All rows that are undecided. */
void xp_merge_work_decide_rest (XpMergeWork *self, XpMergeChoice choice);

/* Merges as decided; @self then knows what was done. REFUSED while a row is undecided, or where
 * one of the books has changed since it was read; nothing is written then. */
bool xp_merge_work_merge (XpDesk *desk, XpMergeWork *self, GError **error);
/* Nothing of @self may be decided until the answer has come. */
void xp_merge_work_merge_async (XpDesk *desk,
                                XpMergeWork *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* @self: (nullable): what was merged, if it is still wanted. */
bool
xp_merge_work_merge_finish (XpDesk *desk, XpMergeWork *self, GAsyncResult *result, GError **error);

/* 合并报告, to be signed and kept. Yours. */
GBytes *xp_merge_work_render_report (XpDesk *desk, const XpMergeWork *self, GError **error);

/* ---- 外借 ---- */

/* @group: a group's name; NULL or "": all entrants of the round. REFUSED, NOT_SAVED. */
bool xp_merge_work_lend (
  XpDesk *desk, int64_t round_uid, const char *group, const char *path, GError **error);
void xp_merge_work_lend_async (XpDesk *desk,
                               int64_t round_uid,
                               const char *group,
                               const char *path,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
bool xp_merge_work_lend_finish (XpDesk *desk, GAsyncResult *result, GError **error);

/* “外借，二社” of a lent book that is open; NULL: the main one. Yours. */
char *xp_merge_work_tell_lent (XpDesk *desk);

/* Names of groups with entrants in the round, in their order. Yours. */
char **xp_merge_work_list_groups (XpDesk *desk, int64_t round_uid);

/* 永胜村_外借_二社_2026-10-12.xiangping: a file name to offer. Yours. */
char *xp_merge_work_dup_lent_name (XpDesk *desk, const char *group);

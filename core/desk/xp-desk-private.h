/* xp-desk-private.h: for the works: jobs on the desk's thread. */
#pragma once

#include "xp-book.h"
#include "xp-combine.h"
#include "xp-desk.h"
#include "xp-round-work.h"

/* Runs on the desk's thread with the open book. NULL with an error set is a failure. */
typedef gpointer (*XpDeskJob) (XpDesk *desk, XpBook *book, gpointer input, GError **error);

/* For jobs that only say that it went well. */
#define XP_DESK_DONE GINT_TO_POINTER (1)

/* Queues the job and waits for its answer. */
gpointer xp_desk_run (XpDesk *self, XpDeskJob job, gpointer input, GError **error);

/* Queues the job; @callback gets the answer on the main context with @source as its object. The job
 * owns @input until @free_input is called on the desk's thread. */
void xp_desk_run_async (XpDesk *self,
                        gpointer source,
                        XpDeskJob job,
                        gpointer input,
                        GDestroyNotify free_input,
                        GDestroyNotify free_answer,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
gpointer xp_desk_run_finish (GAsyncResult *result, GError **error);

/* Undo as a job; @order: an XpUndoOrder. The act. */
gpointer xp_desk_undo_job (XpDesk *self, XpBook *book, gpointer order, GError **error);

const XpClock *xp_desk_get_clock (XpDesk *self);
const XpRandom *xp_desk_get_random (XpDesk *self);

/* Puts a draft and tells who listens. On the caller's side, not in a job. */
XpAct *xp_desk_put (XpDesk *self, XpDraft *draft, GError **error);
void xp_desk_note_act (XpDesk *self, const XpAct *act);
/* That somebody else has changed records of these kinds: bits XP_KIND_BIT. */
void xp_desk_note_kinds (XpDesk *self, uint64_t kinds);

/* The folder of backups that are made by itself, one within it per village. Borrowed. */
const char *xp_desk_get_backups_dir (XpDesk *self);

/* Such a backup (xp-backup-work.c), on the thread of @book. */
bool xp_backup_keep (XpDesk *desk, XpBook *book, bool is_before_upgrade, GError **error);

/* As xp_backup_work_tell_last(), on the thread of @book. */
#define XP_NO_BACKUP "还没有备份"
char *xp_backup_tell_last (XpDesk *desk, XpBook *book);
/* As xp_backup_work_tell_standing(). */
char *xp_backup_tell_standing (XpDesk *desk, XpBook *book, bool *out_is_due);

/* Closes without another backup: the book was replaced. */
void xp_desk_let_go (XpDesk *self);

/* Runs a job that puts an act, and tells who listens. */
bool xp_desk_run_act (XpDesk *self, XpDeskJob job, gpointer input, GError **error);

/* A file of resources/ as text. Yours. */
char *xp_desk_read_resource (XpDesk *self, const char *name, GError **error);

/* ---- shared by works and by verify; on the thread of @book ---- */

/* What was written to this cell goes on standing in its record when it is put anew. */
void xp_keep_note (const XpMarkNotes *notes, XpRecord *record);

XpLoadedRound *xp_load_round (XpBook *book, int64_t round_uid, GError **error);

/* What the round took over when it opened, at its entrants (xp-loading-taken.c). */
bool xp_load_taken (XpBook *book, XpRound *round, GError **error);

/* Both from records that are in no book yet: of a round that is only about to be opened. */
bool xp_lay_entrants (XpBook *book, XpRound *round, const GPtrArray *entrants, GError **error);
void xp_lay_taken (XpRound *round, const GPtrArray *taken, const GPtrArray *ledger);

/* The result as the book stands, with the days and the number that are given. Yours. */
typedef struct {
  int result_no;
  const char *purpose;
  const char *posted_on, *notice_from_on, *notice_until_on; /* NULL not set */
} XpResultStamp;
XpResult *xp_load_result (XpBook *book,
                          const XpLoadedRound *loaded,
                          const XpResultStamp *stamp,
                          GError **error);

/* As xp_candidate_work_list(), on the thread of @book. Of XpCandidate. Yours. */
GPtrArray *xp_candidates_list (XpBook *book, const XpRubric *rubric, GError **error);

extern const XpBookHooks XP_DESK_HOOKS;

/* xp-book.h: the book (本村资料): one village, many years, one SQLite file.
 *
 * Synchronous, and bound to the thread that opened it (asserted). Every change is an act through
 * xp_book_put(); when it has returned, the act is on disk (WAL, synchronous=FULL). */
#pragma once

#include <gio/gio.h>

#include "xp-act.h"
#include "xp-clock.h"
#include "xp-disk.h"
#include "xp-error.h"
#include "xp-history.h"
#include "xp-mark-notes.h"
#include "xp-progress.h"
#include "xp-rubric.h"

typedef struct _XpBook XpBook;

/* What the book must ask rooms it does not know. */
typedef struct {
  /* Reads the canonical text of a stored form; guards and the history's sentences use it. Yours. */
  XpRubric *(*read_rubric) (const char *text, GError **error);
  /* The canonical text of a result, computed afresh from @replayed, a book that holds the state in
   * which the result was stored. Yours. May be NULL: stored results are then not recomputed. */
  char *(*recompute_result) (XpBook *replayed, int64_t round_uid, int result_no, GError **error);
  /* 可兑换积分 of a household as the book stands, for the guard of redeeming. May be NULL: nothing
   * is then refused for want of points. */
  bool (*count_redeemable) (
    XpBook *book, int64_t year, int64_t household_uid, int64_t *out_hundredths, GError **error);
} XpBookHooks;

typedef struct {
  const XpClock *clock;   /* borrowed as long as the book is open */
  const XpRandom *random; /* likewise */
  const XpBookHooks *hooks;
  const char *who;     /* the typist, "" if nobody was asked; copied */
  const char *device;  /* the machine's own name; copied */
  const char *program; /* name and version, and the day of --today where it was given; copied */
  /* Called before a book of an older version is brought up to date, to keep a copy of it; false
   * leaves the book as it is. NULL: no copy. */
  bool (*keep_old) (XpBook *book, gpointer data, GError **error);
  gpointer keep_old_data;
  const XpDisk *disk; /* for copies and new files; NULL: the machine's own */
} XpBookOpening;

/* Makes a new file with the schema, no village yet. REFUSED when the file is there already. */
XpBook *xp_book_create (const char *path, const XpBookOpening *opening, GError **error);

/* Opens for writing: takes the lock on `.<name>.lock` (LOCKED names who, where, since when), checks
 * header, version, quick_check and schema (INPUT: not a book; DAMAGED; NEWER). A book of an older
 * version is brought up to date, all or nothing. */
XpBook *xp_book_open (const char *path, const XpBookOpening *opening, GError **error);

/* A connection with SQLITE_OPEN_READONLY: never delays a key, sees what was committed. A book of an
 * older version is read as it is. */
XpBook *xp_book_open_reader (const char *path, const XpBookHooks *hooks, GError **error);

/* The same without looking through all pages first, which takes seconds where the book is big: for
 * one that is open already, or that is verified. */
XpBook *xp_book_open_beside (const char *path, const XpBookHooks *hooks, GError **error);

/* Checkpoints, closes, lets go of the lock. */
void xp_book_close (XpBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpBook, xp_book_close)

/* To be called when nothing was typed for two seconds: brings the journal into the file. Never in
 * the middle of typing. */
void xp_book_idle (XpBook *self);

const char *xp_book_get_path (XpBook *self);

/* From now on acts are this person's: a new session with the next act. */
void xp_book_set_who (XpBook *self, const char *who);

/* ---- writing: the one door ---- */

/**
 * xp_book_put:
 * @draft: borrowed; may be put again after a failure
 *
 * Reads what holds, checks the guards, writes what differs, in one transaction.
 *
 * Returns: (transfer full): the act with its changes. act_no 0: nothing differed, nothing was
 * written. NULL: REFUSED by a guard, or NOT_SAVED; the state is as before (when a COMMIT failed the
 * book reopens itself and compares heads before it says which of the two it was)
 */
XpAct *xp_book_put (XpBook *self, XpDraft *draft, GError **error);

/* Undoes the last standing act if it is free, else REFUSED with the sentence why. The answer is the
 * new act (undoes_act names the old one); its title says what was undone. Works across restarts. */
XpAct *xp_book_undo (XpBook *self, GError **error);

/* Redoes the last undo, as long as no typed act came after it. */
XpAct *xp_book_redo (XpBook *self, GError **error);

/* Undoes or redoes what the order names. An act that others followed is undone where they did not
 * touch the same records; else REFUSED, and the later one is named. */
XpAct *xp_book_undo_by (XpBook *self, const XpUndoOrder *order, GError **error);

/* What undo or redo would do now. */
typedef struct {
  int64_t act_no;      /* for the order that does exactly this; 0: there is nothing */
  XpHistoryLine *line; /* what would be undone or redone; NULL: there is nothing, or it is hidden */
  char *refusal;       /* the sentence with which it would be refused; NULL: it would be done */
} XpUndoOutlook;

void xp_undo_outlook_free (XpUndoOutlook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpUndoOutlook, xp_undo_outlook_free)

/* Changes nothing, and may be asked of a book that was opened to look on. The guards are asked
 * only when it is done. Another day than @today stands in the refusal. NULL: the disk does not give
 * it. */
XpUndoOutlook *
xp_book_look_at_undo (XpBook *self, const XpUndoOrder *order, const GDate *today, GError **error);

/* What can be undone, or redone, one after the other: the first is what the key would do. */
enum {
  XP_UNDO_MOST_STEPS = 200
};

typedef struct {
  int64_t act_no;      /* for the order */
  XpHistoryLine *line; /* what would be undone or redone */
} XpUndoStep;

void xp_undo_step_free (XpUndoStep *self);

typedef struct {
  GPtrArray *steps; /* of XpUndoStep */
  char *barrier;    /* the sentence why nothing behind them can be undone; NULL: nothing is there */
  bool has_more;    /* there are more than MOST_STEPS */
} XpUndoSteps;

void xp_undo_steps_free (XpUndoSteps *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpUndoSteps, xp_undo_steps_free)

/* @order: which of the two, and for whose eyes; its act is not looked at. Yours. */
XpUndoSteps *
xp_book_list_undo (XpBook *self, const XpUndoOrder *order, const GDate *today, GError **error);

/* ---- reading ---- */

/* NULL without error: there is no such record. @key: compact JSON array, as xp_record_dup_key. */
XpRecord *xp_book_lookup (XpBook *self, XpKind kind, const char *key, GError **error);

/* All records of a kind, or those whose integer column equals @value; @column NULL: all. In key
 * order, households, persons, groups, rounds, rubrics by number. Of XpRecord. Yours. */
GPtrArray *
xp_book_list (XpBook *self, XpKind kind, const char *column, int64_t value, GError **error);

/* Streams a round's marks in key order without making records; @entry 1 or 2. @note: what was
 * written to it; NULL: nothing; valid during the call. */
typedef void (*XpMarkFunc) (const XpMark *mark, const XpMarkNote *note, gpointer user_data);
bool xp_book_each_mark (
  XpBook *self, int64_t round_uid, int entry, XpMarkFunc func, gpointer user_data, GError **error);

/* The form of a round, read once; NULL: it cannot be read. Borrowed. */
XpRubric *xp_book_get_rubric_of_round (XpBook *self, int64_t round_uid);

/* The form that the points of a year (全年积分) are counted by; NULL: no such year, or it cannot be
 * read. Borrowed. */
XpRubric *xp_book_get_rubric_of_year (XpBook *self, int64_t year);

/* The value behind a commitment. NULL without error: none, or forgotten. Yours. */
char *xp_book_dup_secret (XpBook *self, const char *commitment, GError **error);

/* The head of the chain: 32 bytes; all zero before the first act. */
bool xp_book_get_head (XpBook *self, guint8 out_hash[32], GError **error);

/* ---- history: sentences out of changes ---- */

/**
 * xp_book_list_history:
 * @filter: (nullable): borrowed
 * @before_act: from which act on backwards; 0: from the head. Afterwards where to go on, 0: nothing
 *   older is left
 *
 * Newest first. Where the filter asks for households, an item or a judge, of each act only what
 * concerns them. Acts that came in from another computer are there with their own who and when.
 *
 * Returns: of XpHistoryLine, yours; NULL with CANCELLED too
 */
GPtrArray *xp_book_list_history (XpBook *self,
                                 const XpHistoryFilter *filter,
                                 int64_t *before_act,
                                 size_t n_at_most,
                                 GCancellable *cancellable,
                                 GError **error);

/* The acts that touched one household: its record, its persons, splits and merges, and what was
 * typed of it in every round; of each act only what concerns it. Newest first. Of XpHistoryLine.
 * Yours. */
GPtrArray *xp_book_list_household_history (XpBook *self,
                                           int64_t household_uid,
                                           size_t n_at_most,
                                           GError **error);

/* The corrections of the meeting (评议时改分) of one round that were not taken back, the first on
 * top. Of XpHistoryLine. Yours. */
GPtrArray *xp_book_list_corrections (XpBook *self, int64_t round_uid, GError **error);

/* Acts in the book. */
bool xp_book_count_acts (XpBook *self, int64_t *out_n, GError **error);

/* ---- forgetting ---- */

/* Private values kept of a household, past ones too: telephone, ID digits, remarks, tags, those of
 * its persons, the reasons of its states and recusals. -1 with an error. */
int64_t xp_book_count_private (XpBook *self, int64_t household_uid, GError **error);

/**
 * xp_book_forget:
 * @on_day: YYYY-MM-DD
 *
 * Takes the private values of a household out of the state and the history for good; no undo brings
 * them back. To be followed by xp_book_wipe().
 *
 * Returns: (transfer full): the act. NULL: REFUSED where there is nothing to forget, or NOT_SAVED
 */
XpAct *xp_book_forget (XpBook *self, int64_t household_uid, const char *on_day, GError **error);

/* Writes the file anew and empties its journal, so that the bytes of what was deleted are nowhere.
 * LOCKED: somebody looks on; it is done when the book is closed after them. NOT_SAVED: no room. */
bool xp_book_wipe (XpBook *self, GError **error);

/* ---- backups ---- */

/**
 * xp_book_backup:
 * @path: the copy, on any file system; a file that is there is replaced
 *
 * Copies the book into one file beside @path under another name, opens and checks the copy,
 * compares the heads, syncs it, then gives it its name. NOT_SAVED leaves nothing behind; what was
 * at @path before still is (or, where the folder could not be synced, the whole copy).
 */
bool xp_book_backup (XpBook *self, const char *path, GError **error);

/* Goes through all acts of all lines, newest first: hash, moment, who typed ("" nobody was asked).
 */
typedef void (*XpHeadFunc) (
  int64_t act_no, const guint8 hash[32], int64_t at_ms, const char *who, gpointer user_data);
bool xp_book_each_head (XpBook *self, XpHeadFunc func, gpointer user_data, GError **error);

/* Every result that was ever stored, withdrawn ones too, newest first. Of XpRecord. Yours. */
GPtrArray *xp_book_list_stored_results (XpBook *self, GError **error);
/* The same under a passphrase (xp-book-seal.h). @through: where the copy lies meanwhile as it is:
 * on this machine, not on the stick; it is gone afterwards. */
bool xp_book_backup_sealed (
  XpBook *self, const char *path, const char *through, const char *passphrase, GError **error);

/**
 * xp_book_replace:
 * @with: another book, of an older version too; it stays where it is
 * @kept: a name in the same folder that nobody has; a copy of the file as it was gets it, and is on
 *   the disk before anything else is done
 *
 * Puts a looked-at copy of @with in the place of the open book. At every moment the name of the
 * book stands for the old file or for the new one, and both can be opened.
 *
 * Returns: true: the book can only be closed now, and opened again. False with REFUSED (somebody
 * else has it open) or NOT_SAVED: the book is open as before
 */
bool xp_book_replace (XpBook *self, const char *with, const char *kept, GError **error);

/* Whether some act of this book has this hash: a book with that head is an earlier state of it. */
bool xp_book_has_head (XpBook *self, const guint8 hash[32]);

/* ---- how two books differ ---- */

typedef struct {
  int64_t household_uid;
  int number;
  char *name;             /* “3号 张三”; "" it is not there any more */
  size_t n_here, n_there; /* changes about it that only one of the two books has */
} XpHouseholdDifference;

void xp_household_difference_free (XpHouseholdDifference *self);

typedef struct {
  size_t n_here, n_there;             /* acts that only this book has, and only the other */
  GPtrArray *here, *there;            /* of XpHistoryLine, the newest first */
  GPtrArray *households;              /* of XpHouseholdDifference, by number */
  size_t n_other_here, n_other_there; /* changes about no household */
} XpBookDifference;

void xp_book_difference_free (XpBookDifference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpBookDifference, xp_book_difference_free)

/* @other: opened by the same thread; @n_at_most: acts told of each side. Nothing is written. Yours.
 */
XpBookDifference *xp_book_compare (XpBook *self, XpBook *other, size_t n_at_most, GError **error);

/* ---- who types ---- */

/* Every name in the book's sessions, the last one first. Of char *. Yours. */
GPtrArray *xp_book_list_names (XpBook *self, GError **error);

/* Somebody typed on one of the two entries of a judge's sheet. */
typedef struct {
  int entrant_no, judge_no;
  int entry; /* 1, or 2 (再录一遍) */
  char *who; /* never "" */
} XpTypedSheet;

void xp_typed_sheet_free (XpTypedSheet *self);

/* Who typed which sheet of a round; a sheet that several typed on comes once for each of them. What
 * was taken back was not typed; and who settles, corrects or merges looks at marks that others
 * typed. By entrant and judge. Of XpTypedSheet. Yours. */
GPtrArray *xp_book_list_typed_sheets (XpBook *self, int64_t round_uid, GError **error);

typedef struct {
  char *who;    /* "" nobody was asked */
  char *device; /* the machine's own name */
  char *since;  /* 2026-10-12 19:02 */
} XpBookHolder;

void xp_book_holder_free (XpBookHolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpBookHolder, xp_book_holder_free)

/* Who has this book open for writing now, on this machine or on another that shares the folder;
 * NULL: nobody: what a crash has left does not count. Yours. */
XpBookHolder *xp_book_dup_holder (const char *path);

/**
 * xp_book_find_news:
 * @act_no: (inout): the last act that is known; set to the last there is
 * @out_kinds: bits XP_KIND_BIT of what the acts after it changed; 0: there is none
 *
 * For a reader that follows whoever types.
 */
bool xp_book_find_news (XpBook *self, int64_t *act_no, uint64_t *out_kinds, GError **error);

/* ---- verify ---- */

/* Where a problem is, as far as it is known. */
typedef struct {
  int64_t act_no; /* the first act concerned; 0 not known */
  int64_t at_ms;  /* its moment; 0 not known */
  XpKind kind;    /* of the record; XP_N_KINDS with @key NULL */
  char *key;      /* of the record; NULL none */
} XpVerifyFault;

typedef struct {
  size_t n_acts, n_changes, n_results;
  size_t n_problems;   /* all of them, those too that are only counted */
  GPtrArray *problems; /* of char *: a sentence each, the first fault first; empty: all in order */
  GPtrArray *faults;   /* of XpVerifyFault, one for each of @problems */
  GPtrArray *notes;    /* of char *: what is no damage, but is to be known: a clock set back */
} XpVerifyReport;

void xp_verify_report_free (XpVerifyReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpVerifyReport, xp_verify_report_free)

/* Chain, full replay into an empty book compared row by row, stored results, commitments, SQLite's
 * own check. Opens a reader of its own. NULL only when the check itself could not be done. */
XpVerifyReport *xp_book_verify_path (const char *path,
                                     const XpBookHooks *hooks,
                                     XpProgress *progress,
                                     GCancellable *cancellable,
                                     GError **error);

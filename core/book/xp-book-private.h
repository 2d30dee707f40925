/* xp-book-private.h: what the files of this room share. */
#pragma once

#include "xp-book.h"
#include "xp-stmt.h"

struct _XpBook {
  sqlite3 *db;
  char *path;
  int lock_fd;     /* -1: a reader */
  GThread *thread; /* who opened it; nobody else may touch it */
  const XpClock *clock;
  const XpRandom *random;
  const XpDisk *disk;
  XpBookHooks hooks;
  char *who, *device, *program;

  /* The present session: its row is written with its first act. */
  guint8 session_id[16];
  int64_t session_no; /* 0: not written yet */
  int64_t n_in_session;
  int64_t session_since_ms;

  XpStmt *writers[XP_N_KINDS]; /* insert or replace, made when first needed */
  XpStmt *removers[XP_N_KINDS];
  XpStmt *lookups[XP_N_KINDS];
  GHashTable *kept;    /* text of a statement → XpStmt, for xp_book_borrow() */
  GHashTable *rubrics; /* "id\tversion" → XpRubric; never changes under its key */
};

#define assert_own_thread(self) g_assert ((self)->thread == g_thread_self ())

XpStmt *xp_book_prepare (XpBook *self, const char *sql, GError **error);

/* As prepare, for what is asked again and again: the statement is kept for the next time. Borrowed;
 * one user at a time, who lets go of it by resetting it, as g_autoptr (XpBorrowedStmt) does. */
typedef XpStmt XpBorrowedStmt;
XpBorrowedStmt *xp_book_borrow (XpBook *self, const char *sql, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpBorrowedStmt, xp_stmt_reset)

bool xp_book_exec (XpBook *self, const char *sql, GError **error);
/* Writes all pages of the file anew: nothing of what was deleted is left in it. Not within a
 * transaction. */
bool xp_book_rewrite (XpBook *self, GError **error);
void xp_book_drop_statements (XpBook *self);
/* Closes the connection, which rolls back, and opens the same file again; the lock is kept.
 * @out_holds: @head is the head of what is on the disk. False: the disk does not let it be told,
 * and the book stays shut: nobody knows what it holds. */
bool xp_book_reopen (XpBook *self, const guint8 head[32], bool *out_holds, GError **error);
/* False, with the sentence, once that has happened. */
bool xp_book_check_connected (XpBook *self, GError **error);

/* ---- the lock (xp-book-lock.c) ---- */

/* LOCKED names who, where, since when. */
bool xp_book_take_lock (XpBook *self, GError **error);
void xp_book_sign_lock (XpBook *self);
void xp_book_drop_lock (XpBook *self);

/* ---- is it a book? (xp-book-check.c) ---- */

/* INPUT: not ours; DAMAGED; NEWER. The chain is not looked at. */
bool xp_book_check_is_book (XpBook *self, int *out_version, GError **error);
/* The same without looking through all pages, which takes seconds where the book is big. */
bool xp_book_check_is_ours (XpBook *self, int *out_version, GError **error);
/* Whether no act is missing and the last thousand follow from one another. What a journal of
 * another file brings in seldom fits so. */
bool xp_book_is_log_whole (XpBook *self);

/* ---- records ---- */

/* Reads the row the statement stands on; its columns are the kind's from @first on. Yours. */
XpRecord *xp_book_read_record (XpStmt *stmt, XpKind kind, int first);
/* Whether there is one with the key of @named. */
bool xp_book_has_record (XpBook *self, const XpRecord *named);
/* All columns of a kind, separated by commas. Yours. */
char *xp_book_list_columns (XpKind kind);
/* Writes or removes one state row; the act's door alone calls them, and replay. */
bool xp_book_write_record (XpBook *self, const XpRecord *record, GError **error);
bool xp_book_remove_record (XpBook *self, const XpRecord *record, GError **error);

/* ---- changes as text ---- */

/* Columns that are not their default, or, with @other, that differ from it; NULL for no record. */
char *xp_change_to_text (const XpRecord *record, const XpRecord *other);
/* Sets the columns named in @text on @record, whose key stands already. False: not our spelling. */
bool xp_change_apply_text (XpRecord *record, const char *text);
/* The record behind a change's side: made anew from key and text. NULL: not our spelling. */
XpRecord *xp_change_make_record (XpKind kind, const char *key, const char *text);

/* ---- acts ---- */

typedef struct {
  const XpVerb *verb;
  const char *verb_name;
  const char *subject;
  const char *reason, *witness;
  int64_t undoes_act; /* 0 none */
} XpActHead;

/* REFUSED where the book was opened to look on only. */
bool xp_book_check_writable (XpBook *self, GError **error);

/* Writes an act of these changes in one transaction: guard, state rows, log, chain. Takes the
 * changes' records. */
XpAct *xp_book_write_act (XpBook *self, const XpActHead *head, GArray *changes, GError **error);

/* The act as it stands on disk, with its changes as whole records as far as the log has them. @ns:
 * of int64: which of its changes; NULL: all. */
XpAct *xp_book_load_act (XpBook *self, int64_t act_no, const GArray *ns, GError **error);

/* Frees the records of an array of XpChange. */
void xp_changes_free (GArray *changes);

/* The act's sentence, as Ctrl+Z says it. Yours. */
char *xp_book_describe_act (XpBook *self, const XpVerb *verb, const XpChange *changes, size_t n);
/* One change as a sentence. Yours. */
char *xp_book_describe_change (XpBook *self, const XpChange *change);

/* ---- words for sentences ---- */

/* "" where there is no record or no text. Borrowed. */
const char *xp_book_text_of (const XpRecord *record, const char *column);
/* NULL: there is none. Yours. */
XpRecord *xp_book_look_up_uid (XpBook *self, XpKind kind, int64_t uid);
/* “一社3号 张三”; “3号 张三”, by the number it is typed with. Yours. */
char *xp_book_name_household (XpBook *self, const XpRecord *household);
char *xp_book_number_household (const XpRecord *household);
/* Of a record that has round_uid and entrant_no. Yours. */
char *xp_book_name_entrant (XpBook *self, const XpRecord *record);

/* Of any record, as a sentence names it: “一社3号 张三”, “一轮 一社3号 张三 “院内地面””. Yours. */
char *xp_book_name_record (XpBook *self, const XpRecord *record);
/* What stands in a column: “2处”, “（空着）”; NULL: it is private, or too long to be told. Yours.
 */
char *xp_book_value_in_words (XpBook *self, const XpRecord *record, size_t column);
/* 2026-10-12 20:14. Yours. */
char *xp_book_tell_moment (int64_t at_ms);
/* The value of a household's or a person's column; NULL: nothing stands there, or it is private.
 * Yours. */
char *xp_book_describe_value (XpBook *self, const XpRecord *record, size_t column);

char *xp_book_describe_village (XpBook *self, const XpChange *change);
char *xp_book_describe_group (XpBook *self, const XpChange *change);
char *xp_book_describe_household (XpBook *self, const XpChange *change);
char *xp_book_describe_person (XpBook *self, const XpChange *change);
char *xp_book_describe_consent (XpBook *self, const XpChange *change);
char *xp_book_describe_event (XpBook *self, const XpChange *change);
char *xp_book_describe_apart (XpBook *self, const XpChange *change);
char *xp_book_describe_typist (XpBook *self, const XpChange *change);

/* Likewise (xp-book-describe-second.c, xp-book-describe-forms.c). */
char *xp_book_describe_second_entry (XpBook *self, const XpChange *change);
char *xp_book_describe_settlement (XpBook *self, const XpChange *change);
char *xp_book_describe_attendance (XpBook *self, const XpChange *change);
char *xp_book_describe_recusal (XpBook *self, const XpChange *change);
char *xp_book_describe_rota (XpBook *self, const XpChange *change);
char *xp_book_describe_motion (XpBook *self, const XpChange *change);
char *xp_book_describe_deliberation (XpBook *self, const XpChange *change);
char *xp_book_describe_revisit (XpBook *self, const XpChange *change);
char *xp_book_describe_minutes (XpBook *self, const XpChange *change);
char *xp_book_describe_certificate (XpBook *self, const XpChange *change);
char *xp_book_describe_printing (XpBook *self, const XpChange *change);
char *xp_book_describe_stock (XpBook *self, const XpChange *change);
char *xp_book_describe_form (XpBook *self, const XpChange *change);

/* Likewise (xp-book-describe-ledger.c). */
char *xp_book_describe_ledger_year (XpBook *self, const XpChange *change);
char *xp_book_describe_ledger_event (XpBook *self, const XpChange *change);
char *xp_book_describe_ledger_carry (XpBook *self, const XpChange *change);
char *xp_book_describe_goods (XpBook *self, const XpChange *change);
char *xp_book_describe_goods_delivery (XpBook *self, const XpChange *change);
char *xp_book_describe_redemption (XpBook *self, const XpChange *change);
char *xp_book_describe_withdrawal (XpBook *self, const XpChange *change);

/* ---- chain ---- */

/* What is hashed of an act, and of a change, in this order; whoever needs more selects it behind.
 */
#define XP_CHAIN_ACT_COLUMNS                                                                       \
  "s.id, s.who, s.device, s.since, s.program,"                                                     \
  " a.n, a.at, a.verb, a.subject, a.reason_secret, a.witness, us.id, u.n"
#define XP_CHAIN_ACTS                                                                              \
  "act a LEFT JOIN session s ON s.session_no = a.session_no"                                       \
  " LEFT JOIN act u ON u.act_no = a.undoes_act"                                                    \
  " LEFT JOIN session us ON us.session_no = u.session_no"
#define XP_CHAIN_CHANGE_COLUMNS "n, kind, key, before, after"

/* Appends the netstrings of the row the statement stands on: those columns, from the first on. */
void xp_chain_add_act (GByteArray *fields, XpStmt *act);
void xp_chain_add_change (GByteArray *fields, XpStmt *change);

/* The hash of an act, from the one before it on its line and its own rows. */
bool xp_book_hash_act (XpBook *self,
                       int64_t act_no,
                       const guint8 *previous,
                       size_t n_previous,
                       guint8 out_hash[32],
                       GError **error);

/* ---- lent ---- */

/* REFUSED: this file is lent and may not take one of these changes. */
bool xp_book_check_lent (XpBook *self, const GArray *changes, GError **error);

/* ---- schema ---- */

enum {
  XP_BOOK_SCHEMA_VERSION = 7
};

/* Runs the scripts from one version (0: empty) to another, within the caller's transaction. */
bool xp_book_run_schema (sqlite3 *db, int from, int to, GError **error);
/* Makes the tables of @version in an empty database; on failure it is as before. */
bool xp_book_make_schema (sqlite3 *db, int version, GError **error);
/* Brings the book from one version to this program's, as an act of its own; on failure it is as
 * before. */
bool xp_book_upgrade (XpBook *self, int from, GError **error);
/* Whether the book's tables are those of @version. False with an error: it could not be told. */
bool xp_book_has_schema (XpBook *self, int version, bool *out_is_same, GError **error);
/* For a reader of an older book: kinds it has no table for are there, and empty. Writes nothing. */
bool xp_book_stand_in (XpBook *self, GError **error);
/* A database in memory that acts can be replayed into. */
XpBook *xp_book_new_in_memory (const XpBookHooks *hooks, int version, GError **error);

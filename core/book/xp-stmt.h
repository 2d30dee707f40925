/* xp-stmt.h: one prepared statement, finalized when freed. Private to this room. */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct _XpStmt XpStmt;

/* @where_for_messages: the book's file name. NULL with NOT_SAVED or DAMAGED. Yours. */
XpStmt *xp_stmt_new (sqlite3 *db, const char *sql, GError **error);
void xp_stmt_free (XpStmt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpStmt, xp_stmt_free)

/* Parameters by name (":key") or place (from 1). Text and bytes are copied. */
void xp_stmt_bind_int (XpStmt *self, const char *name, int64_t value);
void xp_stmt_bind_text (XpStmt *self, const char *name, const char *text); /* NULL: NULL */
void xp_stmt_bind_bytes (XpStmt *self, const char *name, const void *bytes, size_t n);
void xp_stmt_bind_null_at (XpStmt *self, int place);
void xp_stmt_bind_int_at (XpStmt *self, int place, int64_t value);
void xp_stmt_bind_text_at (XpStmt *self, int place, const char *text);

/* True: there is a row. False: done, or an error. */
bool xp_stmt_next (XpStmt *self, GError **error);
bool xp_stmt_is_done (const XpStmt *self);

/* Runs to the end; ready to be bound again. */
bool xp_stmt_run (XpStmt *self, GError **error);
/* As it was when it was made: no row, no values. */
void xp_stmt_clear (XpStmt *self);
void xp_stmt_reset (XpStmt *self);

/* Columns from 0; text is borrowed until the next step. */
int64_t xp_stmt_get_int (XpStmt *self, int column);
const char *xp_stmt_get_text (XpStmt *self, int column); /* NULL: NULL */
const void *xp_stmt_get_bytes (XpStmt *self, int column, size_t *out_n);
bool xp_stmt_is_null (XpStmt *self, int column);
/* Whether the rows both stand on have the same columns, of the same types and bytes. */
bool xp_stmt_has_same_row (XpStmt *self, XpStmt *other);

/* What SQLite's failure means to who typed: NOT_SAVED, LOCKED or DAMAGED, with what to do. */
void xp_sqlite_set_error (sqlite3 *db, GError **error);

/* Runs statements that give no rows. */
bool xp_sqlite_exec (sqlite3 *db, const char *sql, GError **error);

/* xp-record.h: the kinds of record a book holds, and one record of any of them.
 *
 * The table of kinds (xp-kinds.c) is the one place that says which columns a kind has, which of
 * them make its key, their defaults, which are secrets and what they refer to. State tables,
 * changes, replay, merge and the history's sentences are driven by it; a test compares it with the
 * SQL schema.
 *
 * A record is filled by one owner, then handed over and not written again; it is counted
 * atomically and may cross threads. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
  XP_KIND_VILLAGE,
  XP_KIND_GROUP,
  XP_KIND_HOUSEHOLD,
  XP_KIND_PERSON,
  XP_KIND_RUBRIC,
  XP_KIND_ROUND,
  XP_KIND_JUDGE,
  XP_KIND_ENTRANT,
  XP_KIND_TAKEN_OVER,
  XP_KIND_ENTRANT_STATE,
  XP_KIND_RECUSAL,
  XP_KIND_SHEET,
  XP_KIND_MARK,
  XP_KIND_CUT_DECISION,
  XP_KIND_RESULT,
  XP_KIND_CERTIFICATE,
  XP_KIND_CALENDAR_DAY,
  XP_KIND_WORDING,
  XP_N_KINDS
} XpKind;

typedef enum {
  XP_COLUMN_INT,
  XP_COLUMN_TEXT,
  XP_COLUMN_SECRET /* text of 64 hex digits: the commitment; the value itself is in `secret` */
} XpColumnType;

typedef struct {
  const char *name;  /* as in SQL: "entered" */
  const char *title; /* in sentences of the history: 处数 */
  XpColumnType type;
  bool is_key;
  bool may_be_null;
  int64_t default_int;      /* INTEGER NOT NULL DEFAULT …; 0 where there is none */
  const char *default_text; /* TEXT NOT NULL DEFAULT …; NULL where there is none */
  int refers_to;            /* kind whose key (or key's first column) this holds; -1: none */
} XpColumn;

typedef struct {
  const char *name;  /* the table: "village_group" */
  const char *title; /* in sentences: 组 */
  const XpColumn *columns;
  size_t n_columns;
  size_t n_key; /* the key columns come first */
} XpKindInfo;

/* Borrowed, for ever. */
const XpKindInfo *xp_kind_get_info (XpKind kind);

/* False when no kind has this table name. */
bool xp_kind_from_name (const char *name, XpKind *out_kind);

typedef struct _XpRecord XpRecord;

/* All columns at their default (NULL, 0 or the schema's). Yours. */
XpRecord *xp_record_new (XpKind kind);
XpRecord *xp_record_copy (const XpRecord *self);
XpRecord *xp_record_ref (XpRecord *self);
void xp_record_unref (XpRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRecord, xp_record_unref)

XpKind xp_record_get_kind (const XpRecord *self);

/* A column that the kind does not have is a caller's mistake (g_error). Text is copied; NULL text
 * or set_null makes it absent. */
void xp_record_set_int (XpRecord *self, const char *column, int64_t value);
void xp_record_set_text (XpRecord *self, const char *column, const char *text);
void xp_record_set_null (XpRecord *self, const char *column);

/* Hands over the value itself of a secret column; the book draws the salt, stores value and salt in
 * `secret` and puts the commitment in its place. NULL: no value any more. A secret column that is
 * left as it was read keeps its commitment. */
void xp_record_set_secret (XpRecord *self, const char *column, const char *value);
const char *xp_record_get_secret (const XpRecord *self, const char *column);

bool xp_record_is_null (const XpRecord *self, const char *column);
int64_t xp_record_get_int (const XpRecord *self, const char *column);      /* 0 when absent */
const char *xp_record_get_text (const XpRecord *self, const char *column); /* borrowed; NULL */

/* The compact JSON array of the key's columns, as `change.key` has it: [17,3]. Yours. */
char *xp_record_dup_key (const XpRecord *self);

bool xp_record_equal (const XpRecord *a, const XpRecord *b);

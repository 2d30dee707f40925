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
  XP_KIND_APART,
  XP_KIND_HOUSEHOLD_EVENT,
  XP_KIND_PERSON_CONSENT,
  XP_KIND_OBJECTION,
  XP_KIND_UPGRADE,
  XP_KIND_TYPIST,
  XP_KIND_HANDOVER,
  XP_KIND_FORGOTTEN,
  XP_KIND_BALLOTS,
  XP_KIND_TITLE_WITHDRAWAL,
  XP_KIND_LEDGER_YEAR,
  XP_KIND_LEDGER_EVENT,
  XP_KIND_GOODS,
  XP_KIND_GOODS_DELIVERY,
  XP_KIND_REDEMPTION,
  XP_KIND_LEDGER_CARRY,
  XP_KIND_LEDGER_TAKEN,
  XP_KIND_SECOND_ENTRY,
  XP_KIND_SETTLEMENT,
  XP_KIND_ATTENDANCE,
  XP_KIND_ROTA,
  XP_KIND_MOTION,
  XP_KIND_DELIBERATION,
  XP_KIND_REVISIT,
  XP_KIND_MINUTES,
  XP_KIND_CERTIFICATE_PRINTING,
  XP_KIND_CERTIFICATE_STOCK,
  XP_N_KINDS
} XpKind;

/* One kind in a set of them. */
#define XP_KIND_BIT(kind) (UINT64_C (1) << (kind))
G_STATIC_ASSERT (XP_N_KINDS <= 64);

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
} XpColumn;

/* Keys have up to two columns where somebody refers to them. */
#define XP_MOST_REFERRING 2

/* “These columns hold the key of a record of that kind.” Nothing is referred to while one of them
 * is NULL. */
typedef struct {
  XpKind to;
  const char *columns[XP_MOST_REFERRING]; /* in the order of the other's key; NULL after the last */
} XpReference;

typedef struct {
  const char *name;  /* the table: "village_group" */
  const char *title; /* in sentences: 组 */
  const XpColumn *columns;
  size_t n_columns;
  size_t n_key; /* the key columns come first */
  const XpReference *references;
  size_t n_references;
} XpKindInfo;

/* Borrowed, for ever. */
const XpKindInfo *xp_kind_get_info (XpKind kind);

/* False when no kind has this table name. */
bool xp_kind_from_name (const char *name, XpKind *out_kind);

/* The column's place in the table; -1: the kind has no such column. */
int xp_kind_find_column (XpKind kind, const char *name);

typedef struct _XpRecord XpRecord;

/* All columns at their default (NULL, 0 or the schema's). Yours. */
XpRecord *xp_record_new (XpKind kind);
XpRecord *xp_record_copy (const XpRecord *self);
XpRecord *xp_record_ref (XpRecord *self);
void xp_record_unref (XpRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpRecord, xp_record_unref)

XpKind xp_record_get_kind (const XpRecord *self);

/* A column that the kind does not have is a caller's mistake (g_error). Text is copied, and brought
 * to NFC; NULL text or set_null makes it absent, and so does "" where a column may be absent. */
void xp_record_set_int (XpRecord *self, const char *column, int64_t value);
void xp_record_set_text (XpRecord *self, const char *column, const char *text);
void xp_record_set_null (XpRecord *self, const char *column);

/* Hands over the value itself of a secret column; the book draws the salt, stores value and salt in
 * `secret` and puts the commitment in its place. NULL or "": no value any more. A secret column
 * that is left as it was read keeps its commitment. get_secret gives what was handed over and is
 * not yet stored, else NULL. */
void xp_record_set_secret (XpRecord *self, const char *column, const char *value);
const char *xp_record_get_secret (const XpRecord *self, const char *column);

bool xp_record_is_null (const XpRecord *self, const char *column);
int64_t xp_record_get_int (const XpRecord *self, const char *column);      /* 0 when absent */
const char *xp_record_get_text (const XpRecord *self, const char *column); /* borrowed; NULL */

/* The compact JSON array of the key's columns, as `change.key` has it: [17,3]. Yours. */
char *xp_record_dup_key (const XpRecord *self);

/* A record with this key and all else at its default. NULL: @key is not what the kind's keys look
 * like. Yours. */
XpRecord *xp_record_new_for_key (XpKind kind, const char *key);

/* The key of what @reference of this record names. NULL: it names nothing. Yours. */
char *xp_record_dup_reference (const XpRecord *self, const XpReference *reference);

bool xp_record_equal (const XpRecord *a, const XpRecord *b);

/* ---- by place in the table of kinds: for those who go through all columns ---- */

bool xp_record_is_null_at (const XpRecord *self, size_t column);
int64_t xp_record_get_int_at (const XpRecord *self, size_t column);
const char *xp_record_get_text_at (const XpRecord *self, size_t column);
bool xp_record_has_secret_at (const XpRecord *self, size_t column); /* a value was handed over */
const char *xp_record_get_secret_at (const XpRecord *self, size_t column);

/* As it is, without NFC: what was read must be seen as it stands. A handed-over secret is dropped.
 */
void xp_record_set_int_at (XpRecord *self, size_t column, int64_t value);
void xp_record_set_text_at (XpRecord *self, size_t column, const char *text);
void xp_record_set_null_at (XpRecord *self, size_t column);
bool xp_record_equal_at (const XpRecord *a, const XpRecord *b, size_t column);

#include "xp-record.h"

#include <string.h>

#include "xp-json.h"
#include "xp-plain-text.h"

typedef struct {
  bool is_null;
  bool has_secret; /* a value was handed over that the book has not committed to yet */
  int64_t integer;
  char *text;   /* owned */
  char *secret; /* owned; NULL with has_secret: no value any more */
} Value;

struct _XpRecord {
  gatomicrefcount n_refs;
  XpKind kind;
  Value values[]; /* one for each column of the kind */
};

static void
clear_value (Value *value)
{
  g_clear_pointer (&value->text, g_free);
  g_clear_pointer (&value->secret, g_free);
  *value = (Value){.is_null = true};
}

static void
set_default (Value *value, const XpColumn *column)
{
  clear_value (value);
  if (column->may_be_null)
    return;
  value->is_null = false;
  if (column->type == XP_COLUMN_INT)
    value->integer = column->default_int;
  else
    value->text = g_strdup (column->default_text != NULL ? column->default_text : "");
}

static XpRecord *
allocate (XpKind kind)
{
  const size_t n_columns = xp_kind_get_info (kind)->n_columns;
  XpRecord *self = g_malloc0 (sizeof (XpRecord) + n_columns * sizeof (Value));
  g_atomic_ref_count_init (&self->n_refs);
  self->kind = kind;
  return self;
}

XpRecord *
xp_record_new (XpKind kind)
{
  XpRecord *self = allocate (kind);
  const XpKindInfo *info = xp_kind_get_info (kind);
  for (size_t i = 0; i < info->n_columns; i++)
    set_default (&self->values[i], &info->columns[i]);
  return self;
}

XpRecord *
xp_record_copy (const XpRecord *self)
{
  XpRecord *copy = allocate (self->kind);
  const size_t n_columns = xp_kind_get_info (self->kind)->n_columns;
  for (size_t i = 0; i < n_columns; i++) {
    copy->values[i] = self->values[i];
    copy->values[i].text = g_strdup (self->values[i].text);
    copy->values[i].secret = g_strdup (self->values[i].secret);
  }
  return copy;
}

XpRecord *
xp_record_ref (XpRecord *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
xp_record_unref (XpRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  const size_t n_columns = xp_kind_get_info (self->kind)->n_columns;
  for (size_t i = 0; i < n_columns; i++)
    clear_value (&self->values[i]);
  g_free (self);
}

XpKind
xp_record_get_kind (const XpRecord *self)
{
  return self->kind;
}

/* ---------------------------------------------------------------- by name */

static size_t
require_column (const XpRecord *self, const char *name)
{
  const int column = xp_kind_find_column (self->kind, name);
  if (column < 0)
    g_error ("%s has no column %s", xp_kind_get_info (self->kind)->name, name);
  return (size_t) column;
}

static const XpColumn *
get_column (const XpRecord *self, size_t column)
{
  return &xp_kind_get_info (self->kind)->columns[column];
}

void
xp_record_set_int (XpRecord *self, const char *column, int64_t value)
{
  const size_t at = require_column (self, column);
  g_return_if_fail (get_column (self, at)->type == XP_COLUMN_INT);
  xp_record_set_int_at (self, at, value);
}

void
xp_record_set_text (XpRecord *self, const char *column, const char *text)
{
  const size_t at = require_column (self, column);
  g_return_if_fail (get_column (self, at)->type != XP_COLUMN_INT);
  g_return_if_fail (text == NULL || g_utf8_validate (text, -1, NULL));

  g_autofree char *plain = text != NULL ? xp_plain_text (text) : NULL;
  if (plain == NULL || (plain[0] == '\0' && get_column (self, at)->may_be_null))
    xp_record_set_null_at (self, at);
  else
    xp_record_set_text_at (self, at, plain);
}

void
xp_record_set_null (XpRecord *self, const char *column)
{
  xp_record_set_null_at (self, require_column (self, column));
}

void
xp_record_set_secret (XpRecord *self, const char *column, const char *value)
{
  const size_t at = require_column (self, column);
  g_return_if_fail (get_column (self, at)->type == XP_COLUMN_SECRET);
  g_return_if_fail (value == NULL || g_utf8_validate (value, -1, NULL));

  Value *cell = &self->values[at];
  g_free (cell->secret);
  cell->has_secret = true;
  cell->secret = value == NULL || value[0] == '\0' ? NULL : xp_plain_text (value);
}

const char *
xp_record_get_secret (const XpRecord *self, const char *column)
{
  return xp_record_get_secret_at (self, require_column (self, column));
}

bool
xp_record_is_null (const XpRecord *self, const char *column)
{
  return xp_record_is_null_at (self, require_column (self, column));
}

int64_t
xp_record_get_int (const XpRecord *self, const char *column)
{
  return xp_record_get_int_at (self, require_column (self, column));
}

const char *
xp_record_get_text (const XpRecord *self, const char *column)
{
  return xp_record_get_text_at (self, require_column (self, column));
}

/* ---------------------------------------------------------------- by place */

bool
xp_record_is_null_at (const XpRecord *self, size_t column)
{
  return self->values[column].is_null;
}

int64_t
xp_record_get_int_at (const XpRecord *self, size_t column)
{
  return self->values[column].integer;
}

const char *
xp_record_get_text_at (const XpRecord *self, size_t column)
{
  return self->values[column].text;
}

bool
xp_record_has_secret_at (const XpRecord *self, size_t column)
{
  return self->values[column].has_secret;
}

const char *
xp_record_get_secret_at (const XpRecord *self, size_t column)
{
  return self->values[column].secret;
}

void
xp_record_set_int_at (XpRecord *self, size_t column, int64_t value)
{
  clear_value (&self->values[column]);
  self->values[column].is_null = false;
  self->values[column].integer = value;
}

void
xp_record_set_text_at (XpRecord *self, size_t column, const char *text)
{
  char *copy = g_strdup (text);
  clear_value (&self->values[column]);
  self->values[column].is_null = false;
  self->values[column].text = copy;
}

/* A column that cannot be absent falls back to its default. */
void
xp_record_set_null_at (XpRecord *self, size_t column)
{
  set_default (&self->values[column], get_column (self, column));
}

bool
xp_record_equal_at (const XpRecord *a, const XpRecord *b, size_t column)
{
  const Value *x = &a->values[column];
  const Value *y = &b->values[column];
  return x->is_null == y->is_null && x->integer == y->integer &&
         g_strcmp0 (x->text, y->text) == 0 && x->has_secret == y->has_secret &&
         g_strcmp0 (x->secret, y->secret) == 0;
}

bool
xp_record_equal (const XpRecord *a, const XpRecord *b)
{
  if (a->kind != b->kind)
    return false;
  const size_t n_columns = xp_kind_get_info (a->kind)->n_columns;
  for (size_t i = 0; i < n_columns; i++)
    if (!xp_record_equal_at (a, b, i))
      return false;
  return true;
}

/* ---------------------------------------------------------------- keys */

static void
append_value (GString *out, const XpRecord *self, size_t column)
{
  if (out->len > 1)
    g_string_append_c (out, ',');
  if (get_column (self, column)->type == XP_COLUMN_INT)
    xp_json_append_int (out, xp_record_get_int_at (self, column));
  else
    xp_json_append_text (out, xp_record_get_text_at (self, column));
}

char *
xp_record_dup_key (const XpRecord *self)
{
  GString *key = g_string_new ("[");
  for (size_t i = 0; i < xp_kind_get_info (self->kind)->n_key; i++)
    append_value (key, self, i);
  g_string_append_c (key, ']');
  return g_string_free (key, FALSE);
}

char *
xp_record_dup_reference (const XpRecord *self, const XpReference *reference)
{
  g_autoptr (GString) key = g_string_new ("[");
  for (size_t i = 0; i < XP_MOST_REFERRING && reference->columns[i] != NULL; i++) {
    const size_t column = require_column (self, reference->columns[i]);
    if (xp_record_is_null_at (self, column))
      return NULL;
    append_value (key, self, column);
  }
  g_string_append_c (key, ']');
  return g_string_free (g_steal_pointer (&key), FALSE);
}

XpRecord *
xp_record_new_for_key (XpKind kind, const char *key)
{
  const XpKindInfo *info = xp_kind_get_info (kind);
  g_autoptr (XpRecord) record = xp_record_new (kind);
  const char *at = key;

  for (size_t i = 0; i < info->n_key; i++) {
    g_auto (XpJsonValue) value = {0};
    if (!xp_json_skip (&at, i == 0 ? '[' : ',') || !xp_json_read_value (&at, &value))
      return NULL;
    const bool is_int = info->columns[i].type == XP_COLUMN_INT;
    if (value.type != (is_int ? XP_JSON_INT : XP_JSON_TEXT))
      return NULL;
    if (is_int)
      xp_record_set_int_at (record, i, value.integer);
    else
      xp_record_set_text_at (record, i, value.text);
  }
  return xp_json_skip (&at, ']') && *at == '\0' ? g_steal_pointer (&record) : NULL;
}

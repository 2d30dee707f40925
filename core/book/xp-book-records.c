/* xp-book-records.c: rows of the state tables become records, driven by model's table of kinds. */
#include "xp-book-private.h"

#include "xp-json.h"

#include <string.h>

/* The order in which people expect a list; NULL: by key. */
static const char *const ORDERS[XP_N_KINDS] = {
  [XP_KIND_GROUP] = "number, group_uid",
  [XP_KIND_HOUSEHOLD] = "number, household_uid",
  [XP_KIND_PERSON] = "household_uid, number, person_uid",
  [XP_KIND_RUBRIC] = "number, id, version",
  [XP_KIND_ROUND] = "number, round_uid",
  [XP_KIND_CERTIFICATE] = "year, round_in_year, serial",
};

static char *
join_columns (XpKind kind, size_t first, size_t last, const char *format, const char *between)
{
  const XpKindInfo *info = xp_kind_get_info (kind);
  GString *text = g_string_new (NULL);
  for (size_t i = first; i < last; i++) {
    if (i > first)
      g_string_append (text, between);
    GString *one = g_string_new (format);
    g_string_replace (one, "%", info->columns[i].name, 0);
    g_string_append (text, one->str);
    g_string_free (one, TRUE);
  }
  return g_string_free (text, FALSE);
}

char *
xp_book_list_columns (XpKind kind)
{
  return join_columns (kind, 0, xp_kind_get_info (kind)->n_columns, "%", ", ");
}

XpRecord *
xp_book_read_record (XpStmt *stmt, XpKind kind, int first)
{
  const XpKindInfo *info = xp_kind_get_info (kind);
  XpRecord *record = xp_record_new (kind);
  for (size_t i = 0; i < info->n_columns; i++) {
    const int at = first + (int) i;
    if (xp_stmt_is_null (stmt, at))
      xp_record_set_null_at (record, i);
    else if (info->columns[i].type == XP_COLUMN_INT)
      xp_record_set_int_at (record, i, xp_stmt_get_int (stmt, at));
    else
      xp_record_set_text_at (record, i, xp_stmt_get_text (stmt, at));
  }
  return record;
}

static void
bind_columns (XpStmt *stmt, const XpRecord *record, size_t n)
{
  const XpKindInfo *info = xp_kind_get_info (xp_record_get_kind (record));
  for (size_t i = 0; i < n; i++) {
    const int place = (int) i + 1;
    if (xp_record_is_null_at (record, i))
      xp_stmt_bind_null_at (stmt, place);
    else if (info->columns[i].type == XP_COLUMN_INT)
      xp_stmt_bind_int_at (stmt, place, xp_record_get_int_at (record, i));
    else
      xp_stmt_bind_text_at (stmt, place, xp_record_get_text_at (record, i));
  }
}

static XpStmt *
prepare_for_key (XpBook *self, XpStmt **kept, XpKind kind, const char *head, GError **error)
{
  if (*kept == NULL) {
    g_autofree char *where =
      join_columns (kind, 0, xp_kind_get_info (kind)->n_key, "% = ?", " AND ");
    g_autofree char *sql = g_strconcat (head, " WHERE ", where, NULL);
    *kept = xp_book_prepare (self, sql, error);
  }
  return *kept;
}

/* Bound to the key of @named; borrowed, to be reset. */
static XpStmt *
seek (XpBook *self, const XpRecord *named, GError **error)
{
  const XpKind kind = xp_record_get_kind (named);
  const XpKindInfo *info = xp_kind_get_info (kind);
  if (self->lookups[kind] == NULL) {
    g_autofree char *columns = xp_book_list_columns (kind);
    g_autofree char *head = g_strconcat ("SELECT ", columns, " FROM ", info->name, NULL);
    if (prepare_for_key (self, &self->lookups[kind], kind, head, error) == NULL)
      return NULL;
  }
  bind_columns (self->lookups[kind], named, info->n_key);
  return self->lookups[kind];
}

bool
xp_book_has_record (XpBook *self, const XpRecord *named)
{
  XpStmt *select = seek (self, named, NULL);
  const bool has_record = select != NULL && xp_stmt_next (select, NULL);
  if (select != NULL)
    xp_stmt_reset (select);
  return has_record;
}

XpRecord *
xp_book_lookup (XpBook *self, XpKind kind, const char *key, GError **error)
{
  assert_own_thread (self);
  g_autoptr (XpRecord) named = xp_record_new_for_key (kind, key);
  XpStmt *select = named != NULL ? seek (self, named, error) : NULL;
  if (select == NULL)
    return NULL;

  XpRecord *found = xp_stmt_next (select, error) ? xp_book_read_record (select, kind, 0) : NULL;
  xp_stmt_reset (select);
  return found;
}

GPtrArray *
xp_book_list (XpBook *self, XpKind kind, const char *column, int64_t value, GError **error)
{
  const XpKindInfo *info = xp_kind_get_info (kind);
  g_return_val_if_fail (column == NULL || xp_kind_find_column (kind, column) >= 0, NULL);
  g_autofree char *columns = xp_book_list_columns (kind);
  g_autofree char *keys = join_columns (kind, 0, info->n_key, "%", ", ");
  g_autofree char *sql = g_strconcat ("SELECT ",
                                      columns,
                                      " FROM ",
                                      info->name,
                                      column != NULL ? " WHERE " : "",
                                      column != NULL ? column : "",
                                      column != NULL ? " = :value" : "",
                                      " ORDER BY ",
                                      ORDERS[kind] != NULL ? ORDERS[kind] : keys,
                                      NULL);
  g_autoptr (XpStmt) select = xp_book_prepare (self, sql, error);
  if (select == NULL)
    return NULL;
  if (column != NULL)
    xp_stmt_bind_int (select, ":value", value);

  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_record_unref);
  while (xp_stmt_next (select, error))
    g_ptr_array_add (records, xp_book_read_record (select, kind, 0));
  return xp_stmt_is_done (select) ? g_steal_pointer (&records) : NULL;
}

/* In key order, so that a sheet's cells come one after another. */
static const char EACH_MARK[] = "SELECT entrant_no, judge_no, item_at, entered, is_not_applicable,"
                                " words, photo"
                                " FROM mark"
                                " WHERE round_uid = :round AND entry = :entry"
                                " ORDER BY round_uid, entrant_no, judge_no, item_at";

bool
xp_book_each_mark (
  XpBook *self, int64_t round_uid, int entry, XpMarkFunc func, gpointer user_data, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, EACH_MARK, error);
  if (select == NULL)
    return false;
  xp_stmt_bind_int (select, ":round", round_uid);
  xp_stmt_bind_int (select, ":entry", entry);
  while (xp_stmt_next (select, error)) {
    const XpMark mark = {
      .entrant_no = (int) xp_stmt_get_int (select, 0),
      .judge_no = (int) xp_stmt_get_int (select, 1),
      .item_at = (int) xp_stmt_get_int (select, 2),
      .entry = entry,
      .entered = xp_stmt_get_int (select, 3),
      .is_not_applicable = xp_stmt_get_int (select, 4) != 0,
    };
    const char *words = xp_stmt_get_text (select, 5), *photo = xp_stmt_get_text (select, 6);
    const XpMarkNote note = {(char *) (words != NULL ? words : ""),
                             (char *) (photo != NULL ? photo : "")};
    func (&mark, words != NULL || photo != NULL ? &note : NULL, user_data);
  }
  return xp_stmt_is_done (select);
}

static const char DUP_SECRET[] = "SELECT value FROM secret WHERE commitment = :commitment";

char *
xp_book_dup_secret (XpBook *self, const char *commitment, GError **error)
{
  g_autoptr (XpBorrowedStmt) select = xp_book_borrow (self, DUP_SECRET, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_text (select, ":commitment", commitment);
  return xp_stmt_next (select, error) ? g_strdup (xp_stmt_get_text (select, 0)) : NULL;
}

/* ---- writing: for the act's door and for replay ---- */

/* Not INSERT OR REPLACE: that would take the row away under those who refer to it. */
static char *
upsert_sql (XpKind kind)
{
  const XpKindInfo *info = xp_kind_get_info (kind);
  g_autofree char *columns = xp_book_list_columns (kind);
  g_autofree char *places = join_columns (kind, 0, info->n_columns, "?", ", ");
  g_autofree char *keys = join_columns (kind, 0, info->n_key, "%", ", ");
  g_autofree char *rest = join_columns (kind, info->n_key, info->n_columns, "% = excluded.%", ", ");
  return g_strconcat ("INSERT INTO ",
                      info->name,
                      " (",
                      columns,
                      ") VALUES (",
                      places,
                      ") ON CONFLICT (",
                      keys,
                      ") DO ",
                      rest[0] != '\0' ? "UPDATE SET " : "NOTHING",
                      rest,
                      NULL);
}

bool
xp_book_write_record (XpBook *self, const XpRecord *record, GError **error)
{
  const XpKind kind = xp_record_get_kind (record);
  if (self->writers[kind] == NULL) {
    g_autofree char *sql = upsert_sql (kind);
    self->writers[kind] = xp_book_prepare (self, sql, error);
    if (self->writers[kind] == NULL)
      return false;
  }
  bind_columns (self->writers[kind], record, xp_kind_get_info (kind)->n_columns);
  return xp_stmt_run (self->writers[kind], error);
}

bool
xp_book_remove_record (XpBook *self, const XpRecord *record, GError **error)
{
  const XpKind kind = xp_record_get_kind (record);
  const XpKindInfo *info = xp_kind_get_info (kind);
  g_autofree char *head = g_strconcat ("DELETE FROM ", info->name, NULL);
  XpStmt *remove = prepare_for_key (self, &self->removers[kind], kind, head, error);
  if (remove == NULL)
    return false;
  bind_columns (remove, record, info->n_key);
  return xp_stmt_run (remove, error);
}

/* ---- changes as compact text ---- */

static void
append_column (GString *out, const XpRecord *record, size_t i)
{
  const XpKindInfo *info = xp_kind_get_info (xp_record_get_kind (record));
  g_string_append (out, out->len > 1 ? "," : "");
  xp_json_append_text (out, info->columns[i].name);
  g_string_append_c (out, ':');
  if (xp_record_is_null_at (record, i))
    g_string_append (out, "null");
  else if (info->columns[i].type == XP_COLUMN_INT)
    xp_json_append_int (out, xp_record_get_int_at (record, i));
  else
    xp_json_append_text (out, xp_record_get_text_at (record, i));
}

char *
xp_change_to_text (const XpRecord *record, const XpRecord *other)
{
  if (record == NULL)
    return NULL;
  const XpKind kind = xp_record_get_kind (record);
  const XpKindInfo *info = xp_kind_get_info (kind);
  g_autoptr (XpRecord) plain = other == NULL ? xp_record_new (kind) : NULL;
  GString *out = g_string_new ("{");
  for (size_t i = info->n_key; i < info->n_columns; i++)
    if (!xp_record_equal_at (record, other != NULL ? other : plain, i))
      append_column (out, record, i);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static bool
set_json_value (XpRecord *record, const char *name, const XpJsonValue *value)
{
  const XpKind kind = xp_record_get_kind (record);
  const int column = xp_kind_find_column (kind, name);
  if (column < 0)
    return false;
  const bool is_int = xp_kind_get_info (kind)->columns[column].type == XP_COLUMN_INT;
  if (value->type == XP_JSON_NULL)
    xp_record_set_null_at (record, (size_t) column);
  else if (is_int != (value->type == XP_JSON_INT))
    return false;
  else if (is_int)
    xp_record_set_int_at (record, (size_t) column, value->integer);
  else
    xp_record_set_text_at (record, (size_t) column, value->text);
  return true;
}

bool
xp_change_apply_text (XpRecord *record, const char *text)
{
  const char *at = text;
  if (!xp_json_skip (&at, '{'))
    return false;
  while (!xp_json_skip (&at, '}')) {
    g_autofree char *name = NULL;
    g_auto (XpJsonValue) value = {0};
    xp_json_skip (&at, ',');
    if (!xp_json_read_text (&at, &name) || !xp_json_skip (&at, ':') ||
        !xp_json_read_value (&at, &value) || !set_json_value (record, name, &value))
      return false;
  }
  return *at == '\0';
}

XpRecord *
xp_change_make_record (XpKind kind, const char *key, const char *text)
{
  g_autoptr (XpRecord) record = xp_record_new_for_key (kind, key);
  return record != NULL && xp_change_apply_text (record, text) ? g_steal_pointer (&record) : NULL;
}

/* xp-book-schema.c: the schema, version by version: made anew, compared, brought up to date. */
#include "xp-book-private.h"

#include "book-resources.h"

#include <string.h>

/* Version n is what the first n scripts make. */
static const char *const SCRIPTS[] = {"0001-book.sql",
                                      "0002-office.sql",
                                      "0003-keeping.sql",
                                      "0004-forms.sql",
                                      "0005-evening.sql",
                                      "0006-meeting.sql",
                                      "0007-certificates.sql"};
G_STATIC_ASSERT (G_N_ELEMENTS (SCRIPTS) == XP_BOOK_SCHEMA_VERSION);

static bool
run_script (sqlite3 *db, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/org/xiangping/Xiangping/book/", name, NULL);
  g_autoptr (GBytes) sql =
    g_resource_lookup_data (xp_book_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  return sql != NULL && xp_sqlite_exec (db, g_bytes_get_data (sql, NULL), error);
}

bool
xp_book_run_schema (sqlite3 *db, int from, int to, GError **error)
{
  for (int version = from; version < to; version++)
    if (!run_script (db, SCRIPTS[version], error))
      return false;
  return true;
}

static void
roll_back (sqlite3 *db)
{
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
}

bool
xp_book_make_schema (sqlite3 *db, int version, GError **error)
{
  if (xp_sqlite_exec (db, "BEGIN IMMEDIATE", error) && xp_book_run_schema (db, 0, version, error) &&
      xp_sqlite_exec (db, "COMMIT", error))
    return true;
  roll_back (db);
  return false;
}

/* One record a step, so that the book tells of each version it has been. */
static GArray *
list_steps (int from)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (XpChange));
  for (int version = from; version < XP_BOOK_SCHEMA_VERSION; version++) {
    XpRecord *step = xp_record_new (XP_KIND_UPGRADE);
    xp_record_set_int (step, "version", version + 1);
    xp_record_set_int (step, "from_version", version);
    const XpChange change = {XP_KIND_UPGRADE, NULL, step};
    g_array_append_val (changes, change);
  }
  return changes;
}

bool
xp_book_upgrade (XpBook *self, int from, GError **error)
{
  const XpVerb *verb = xp_verb_lookup (XP_VERB_UPGRADE);
  const XpActHead head = {verb, verb->name, NULL, NULL, NULL, 0};
  if (!xp_book_exec (self, "BEGIN IMMEDIATE", error) ||
      !xp_book_run_schema (self->db, from, XP_BOOK_SCHEMA_VERSION, error)) {
    roll_back (self->db);
    return false;
  }
  GArray *changes = list_steps (from);
  g_autoptr (XpAct) act = xp_book_write_act (self, &head, changes, error);
  xp_changes_free (changes);
  return act != NULL;
}

/* The schema's own text, white space folded: anything else in it means it is not our book. */
static char *
read_schema (XpBook *self, GError **error)
{
  g_autoptr (XpStmt) stmt =
    xp_book_prepare (self,
                     "SELECT type || ' ' || name || ' ' || coalesce (sql, '') FROM sqlite_schema"
                     " ORDER BY type, name",
                     error);
  if (stmt == NULL)
    return NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  while (xp_stmt_next (stmt, error)) {
    g_auto (GStrv) words = g_strsplit_set (xp_stmt_get_text (stmt, 0), " \t\r\n", -1);
    for (size_t i = 0; words[i] != NULL; i++)
      if (words[i][0] != '\0')
        g_string_append_c (g_string_append (text, words[i]), ' ');
    g_string_append_c (text, '\n');
  }
  return xp_stmt_is_done (stmt) ? g_strdup (text->str) : NULL;
}

/* What a book of this version reads; made once, and kept as long as the program runs. Borrowed. */
static const char *
get_schema (int version, GError **error)
{
  static char *schemas[XP_BOOK_SCHEMA_VERSION]; /* atomic */
  char **place = &schemas[version - 1];
  if (g_atomic_pointer_get (place) != NULL)
    return g_atomic_pointer_get (place);
  g_autoptr (XpBook) fresh = xp_book_new_in_memory (NULL, version, error);
  char *schema = fresh != NULL ? read_schema (fresh, error) : NULL;
  if (schema != NULL && !g_atomic_pointer_compare_and_exchange (place, NULL, schema))
    g_free (schema); /* another thread was first */
  return g_atomic_pointer_get (place);
}

bool
xp_book_has_schema (XpBook *self, int version, bool *out_is_same, GError **error)
{
  const char *should = get_schema (version, error);
  g_autofree char *is = should != NULL ? read_schema (self, error) : NULL;
  if (is == NULL)
    return false;
  *out_is_same = strcmp (is, should) == 0;
  return true;
}

static bool
has_table (XpBook *self, const char *name)
{
  g_autoptr (XpStmt) select =
    xp_book_prepare (self, "SELECT 1 FROM sqlite_schema WHERE name = :name", NULL);
  if (select == NULL)
    return false;
  xp_stmt_bind_text (select, ":name", name);
  return xp_stmt_next (select, NULL);
}

static bool
has_column (XpBook *self, const char *table, const char *column)
{
  g_autoptr (XpStmt) select =
    xp_book_prepare (self, "SELECT 1 FROM pragma_table_info (:table) WHERE name = :column", NULL);
  if (select == NULL)
    return false;
  xp_stmt_bind_text (select, ":table", table);
  xp_stmt_bind_text (select, ":column", column);
  return xp_stmt_next (select, NULL);
}

static char *
dup_default (const XpColumn *column)
{
  if (column->may_be_null)
    return g_strdup ("NULL");
  return column->type == XP_COLUMN_INT ? g_strdup_printf ("%" G_GINT64_FORMAT, column->default_int)
                                       : g_strdup_printf ("'%s'", column->default_text);
}

/* A view before the table, with what it lacks at its default. NULL: nothing is lacking. Yours. */
static char *
dup_view (XpBook *self, const XpKindInfo *info)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  for (size_t i = 0; i < info->n_columns; i++) {
    if (has_column (self, info->name, info->columns[i].name))
      continue;
    g_autofree char *value = dup_default (&info->columns[i]);
    g_string_append_printf (columns, ", %s AS %s", value, info->columns[i].name);
  }
  return columns->len > 0 ? g_strdup_printf ("CREATE TEMP VIEW %s AS SELECT *%s FROM main.%s",
                                             info->name,
                                             columns->str,
                                             info->name)
                          : NULL;
}

/* Whoever looks on cannot bring an old book up to date. What it does not have yet is empty, so
 * empty tables that are this connection's own stand in their place, and views before tables that
 * lack a column. */
bool
xp_book_stand_in (XpBook *self, GError **error)
{
  for (int kind = 0; kind < XP_N_KINDS; kind++) {
    const XpKindInfo *info = xp_kind_get_info ((XpKind) kind);
    g_autofree char *columns = xp_book_list_columns ((XpKind) kind);
    g_autofree char *sql =
      has_table (self, info->name)
        ? dup_view (self, info)
        : g_strconcat ("CREATE TEMP TABLE ", info->name, " (", columns, ")", NULL);
    if (sql != NULL && !xp_book_exec (self, sql, error))
      return false;
  }
  return true;
}

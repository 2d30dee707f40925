/* xp-book-verify-states.c: the state tables, row by row, beside what the log says should be there.
 */
#include "xp-book-verify-private.h"

#include <string.h>

/* ---- who had it last ---- */

static const char CHANGES_OF_KEY[] =
  "SELECT a.at, s.who, c.before, c.after FROM change c JOIN act a ON a.act_no = c.act_no"
  " LEFT JOIN session s ON s.session_no = a.session_no"
  " WHERE c.kind = :kind AND c.key = :key AND a.line_no = 1 ORDER BY c.act_no DESC";

/* A making sets every column. */
static bool
sets_column (XpStmt *change, const char *column)
{
  if (column == NULL || xp_stmt_is_null (change, 2) || xp_stmt_is_null (change, 3))
    return true;
  g_autofree char *name = g_strdup_printf ("\"%s\":", column);
  return strstr (xp_stmt_get_text (change, 3), name) != NULL;
}

char *
xp_verify_tell_last (XpVerifying *self, XpKind kind, const char *key, const char *column)
{
  g_autoptr (XpBorrowedStmt) changes = xp_book_borrow (self->book, CHANGES_OF_KEY, NULL);
  if (changes == NULL)
    return g_strdup ("");
  xp_stmt_bind_text (changes, ":kind", xp_kind_get_info (kind)->name);
  xp_stmt_bind_text (changes, ":key", key);
  while (xp_stmt_next (changes, NULL)) {
    if (!sets_column (changes, column))
      continue;
    const char *who = xp_stmt_get_text (changes, 1);
    g_autofree char *when = xp_book_tell_moment (xp_stmt_get_int (changes, 0));
    return g_strdup_printf ("（最后一次由%s %s %s）",
                            who != NULL && who[0] != '\0' ? who : "没有留名的人",
                            when,
                            xp_stmt_is_null (changes, 3) ? "去掉" : "录入");
  }
  return g_strdup ("");
}

/* ---- one record ---- */

static char *
name_record (XpVerifying *self, const XpRecord *record)
{
  g_autofree char *name = xp_book_name_record (xp_verify_get_names (self), record);
  return g_strdup_printf ("%s %s", xp_kind_get_info (xp_record_get_kind (record))->title, name);
}

static void
tell_column (XpVerifying *self,
             const XpFaultPlace *place,
             const XpRecord *is,
             const XpRecord *should,
             size_t column)
{
  const XpColumn *info = &xp_kind_get_info (place->kind)->columns[column];
  XpBook *names = xp_verify_get_names (self);
  g_autofree char *name = name_record (self, should);
  g_autofree char *last = xp_verify_tell_last (self, place->kind, place->key, info->name);
  g_autofree char *now = xp_book_value_in_words (names, is, column);
  g_autofree char *then = xp_book_value_in_words (names, should, column);
  if (now == NULL || then == NULL || strcmp (now, then) == 0)
    xp_verify_add (self,
                   place,
                   "%s 的“%s”和修改记录对不上%s，被别的程序改过。请用备份核对。",
                   name,
                   info->title,
                   last);
  else
    xp_verify_add (self,
                   place,
                   "%s 的“%s”：资料里是 %s，按修改记录应是 %s%s。是用别的程序改的。",
                   name,
                   info->title,
                   now,
                   then,
                   last);
}

static void
tell_difference (XpVerifying *self,
                 const XpFaultPlace *place,
                 const XpRecord *is,
                 const XpRecord *should)
{
  const XpKindInfo *info = xp_kind_get_info (place->kind);
  if (xp_verify_is_full (self)) {
    xp_verify_add (self, place, "%s", "");
    return;
  }
  if (is != NULL && should != NULL) {
    for (size_t i = info->n_key; i < info->n_columns; i++)
      if (!xp_record_equal_at (is, should, i))
        tell_column (self, place, is, should, i);
    return;
  }
  g_autofree char *name = name_record (self, should != NULL ? should : is);
  g_autofree char *last = xp_verify_tell_last (self, place->kind, place->key, NULL);
  if (is == NULL)
    xp_verify_add (self, place, "少了一条：%s%s。它不是在乡评里去掉的。请用备份核对。", name, last);
  else
    xp_verify_add (self, place, "多出一条：%s%s。它不是在乡评里录的。请用备份核对。", name, last);
}

/* ---- rows ---- */

/* The row's columns as they stand would be cut at a NUL byte, and what follows it not be seen. */
static bool
has_hidden_bytes (XpStmt *row, XpKind kind)
{
  const XpKindInfo *info = xp_kind_get_info (kind);
  for (size_t i = 0; i < info->n_columns; i++) {
    size_t n = 0;
    if (info->columns[i].type == XP_COLUMN_INT || xp_stmt_is_null (row, (int) i))
      continue;
    const char *text = xp_stmt_get_text (row, (int) i);
    xp_stmt_get_bytes (row, (int) i, &n);
    if (text == NULL || strlen (text) != n)
      return true;
  }
  return false;
}

/* False: the log has no such row. */
static bool
compare_row (XpVerifying *self, XpStmt *row, XpKind kind)
{
  g_autoptr (XpRecord) is = xp_book_read_record (row, kind, 0);
  g_autofree char *key = xp_record_dup_key (is);
  XpImage *image = xp_replay_lookup (self->replay, kind, key);
  const XpFaultPlace place = {0, 0, kind, key};
  if (image != NULL)
    image->is_seen = true;
  if (has_hidden_bytes (row, kind)) {
    g_autofree char *name = name_record (self, is);
    xp_verify_add (self, &place, "%s 里有看不见的内容，是用别的程序改的。请用备份核对。", name);
    return image != NULL && image->text != NULL;
  }
  g_autofree char *text = xp_change_to_text (is, NULL);
  if (image != NULL && g_strcmp0 (image->text, text) == 0)
    return true;
  g_autoptr (XpRecord) should = image != NULL ? xp_image_dup_record (image) : NULL;
  if (should == NULL || !xp_record_equal (is, should))
    tell_difference (self, &place, is, should);
  return image != NULL && image->text != NULL;
}

static bool
compare_rows (XpVerifying *self, XpKind kind, size_t *out_n_known, GError **error)
{
  const XpKindInfo *info = xp_kind_get_info (kind);
  g_autofree char *columns = xp_book_list_columns (kind);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_string_printf (sql, "SELECT %s FROM %s ORDER BY ", columns, info->name);
  for (size_t i = 0; i < info->n_key; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", info->columns[i].name);
  g_autoptr (XpStmt) row = xp_book_prepare (self->book, sql->str, error);
  while (row != NULL && xp_stmt_next (row, error)) {
    *out_n_known += compare_row (self, row, kind);
    if (!xp_verify_go_on (self, 1, error))
      return false;
  }
  return row != NULL && xp_stmt_is_done (row);
}

static void
tell_missing (XpVerifying *self, XpKind kind)
{
  g_autoptr (GPtrArray) missing = xp_replay_list_unseen (self->replay, kind);
  for (guint i = 0; i < missing->len; i++) {
    const XpImage *image = missing->pdata[i];
    const XpFaultPlace place = {0, 0, kind, image->key};
    g_autoptr (XpRecord) should = xp_image_dup_record (image);
    if (should != NULL)
      tell_difference (self, &place, NULL, should);
    else
      xp_verify_add (self,
                     &place,
                     "修改记录里有一条%s读不懂，被别的程序改过。请用备份核对。",
                     xp_kind_get_info (kind)->title);
  }
}

bool
xp_verify_states (XpVerifying *self, GError **error)
{
  for (int kind = 0; kind < XP_N_KINDS; kind++) {
    size_t n_known = 0;
    if (!compare_rows (self, (XpKind) kind, &n_known, error))
      return false;
    if (n_known < xp_replay_count (self->replay, (XpKind) kind))
      tell_missing (self, (XpKind) kind);
  }
  return true;
}

/* Another program's hand in the file is seen, and the table of kinds says what the SQL says. */
#include "xp-test-book.h"

#include <string.h>

static void
mark_and_close (TestBook *f)
{
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
  g_autoptr (XpAct) undone = xp_book_undo (f->book, NULL);
  g_autoptr (XpAct) redone = xp_book_redo (f->book, NULL);
  g_assert_nonnull (redone);
  test_book_close (f);
}

static void
test_a_book_as_it_was_typed_is_in_order (TestBook *f, gconstpointer unused)
{
  mark_and_close (f);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

static const struct {
  const char *why;
  const char *sql;
  const char *says;
} TAMPERED[] = {
  {"a mark is changed", "UPDATE mark SET entered = 1", "院内地面"},
  {"a name is changed", "UPDATE household SET head = '王五' WHERE number = 1", "户主"},
  {"a mark is taken away", "DELETE FROM mark", "少了"},
  {"a mark is put in",
   "INSERT INTO mark (round_uid, entrant_no, judge_no, item_at, entry, entered) VALUES (21, 2, 0, 1, 1, 5)",
   "多出"},
  {"a change is rewritten",
   "UPDATE change SET after = '{\"entered\":1}' WHERE act_no = 4",
   "第4次改动"},
  {"a moment is rewritten", "UPDATE act SET at = at + 1 WHERE act_no = 2", "第2次改动"},
  {"a name is rewritten", "UPDATE session SET who = '别人'", "第1次改动"},
  {"an act is taken out", "DELETE FROM change WHERE act_no = 3", "第3次改动"},
  {"a secret is changed", "UPDATE secret SET value = '1'", "被别的程序改过"},
  {"a secret is gone", "DELETE FROM secret", "不见了"},
};

static void
test_a_foreign_hand_is_seen (TestBook *f, gconstpointer data)
{
  const size_t i = GPOINTER_TO_SIZE (data);
  mark_and_close (f);
  test_sql (f, TAMPERED[i].sql);
  g_autofree char *problems = test_verify (f);
  if (strstr (problems, TAMPERED[i].says) == NULL)
    g_error ("%s: “%s”", TAMPERED[i].why, problems);
}

static void
test_kinds_say_what_the_schema_says (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  for (int kind = 0; kind < XP_N_KINDS; kind++) {
    const XpKindInfo *info = xp_kind_get_info ((XpKind) kind);
    g_autofree char *count =
      g_strdup_printf ("SELECT count(*) FROM pragma_table_info ('%s')", info->name);
    g_assert_cmpint (test_sql (f, count), ==, info->n_columns);
    for (size_t i = 0; i < info->n_columns; i++) {
      const XpColumn *column = &info->columns[i];
      g_autofree char *sql = g_strdup_printf (
        "SELECT count(*) FROM pragma_table_info ('%s') WHERE cid = %zu AND name = '%s'"
        " AND type = '%s' AND \"notnull\" = %d AND (pk > 0) = %d",
        info->name,
        i,
        column->name,
        column->type == XP_COLUMN_INT ? "INTEGER" : "TEXT",
        !column->may_be_null,
        column->is_key);
      if (test_sql (f, sql) != 1)
        g_error ("%s.%s", info->name, column->name);
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/verify/in-order",
              TestBook,
              NULL,
              test_book_set_up,
              test_a_book_as_it_was_typed_is_in_order,
              test_book_tear_down);
  for (size_t i = 0; i < G_N_ELEMENTS (TAMPERED); i++) {
    g_autofree char *path = g_strdup_printf ("/verify/tampered/%zu", i + 1);
    g_test_add (path,
                TestBook,
                GSIZE_TO_POINTER (i),
                test_book_set_up,
                test_a_foreign_hand_is_seen,
                test_book_tear_down);
  }
  g_test_add ("/verify/kinds",
              TestBook,
              NULL,
              test_book_set_up,
              test_kinds_say_what_the_schema_says,
              test_book_tear_down);
  return g_test_run ();
}

/* The one door: what is written, what is refused, what is undone. */
#include "xp-test-book.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <string.h>

static int64_t
entered_of (TestBook *f, int entrant_no, int item_at)
{
  g_autofree char *key = g_strdup_printf ("[%d,%d,0,%d,1]", TEST_ROUND, entrant_no, item_at);
  g_autoptr (XpRecord) mark = xp_book_lookup (f->book, XP_KIND_MARK, key, NULL);
  return mark != NULL ? xp_record_get_int (mark, "entered") : -1;
}

static void
put_count (TestBook *f, int entrant_no, int64_t count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRecord) mark = test_mark (entrant_no, 1, count);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, mark, &error);
  g_assert_no_error (error);
}

/* ---- writing ---- */

static void
test_only_what_differs_is_written (TestBook *f, gconstpointer unused)
{
  put_count (f, 1, 2);
  put_count (f, 1, 3);
  g_autoptr (XpRecord) same = test_mark (1, 1, 3);
  g_autoptr (XpAct) act = test_put (f, XP_VERB_PUT_MARK, same, NULL);
  g_assert_cmpint (act->act_no, ==, 0);
  test_book_close (f);

  g_assert_cmpint (test_sql (f, "SELECT count(*) FROM act"), ==, 5);
  g_assert_cmpint (
    test_sql (
      f,
      "SELECT count(*) FROM change WHERE act_no = 4 AND before IS NULL AND after = '{\"entered\":2}'"),
    ==,
    1);
  g_assert_cmpint (
    test_sql (
      f,
      "SELECT count(*) FROM change WHERE act_no = 5 AND before = '{\"entered\":2}' AND after = '{\"entered\":3}'"),
    ==,
    1);
}

static void
test_a_secret_never_stands_in_a_change (TestBook *f, gconstpointer unused)
{
  test_book_close (f);
  g_assert_cmpint (test_sql (f, "SELECT count(*) FROM change WHERE after LIKE '%13800000000%'"),
                   ==,
                   0);
  g_assert_cmpint (test_sql (f, "SELECT count(*) FROM secret WHERE value = '13800000000'"), ==, 2);
}

static void
test_a_failed_act_leaves_all_as_before (TestBook *f, gconstpointer unused)
{
  guint8 before[32], after[32];
  g_assert_true (xp_book_get_head (f->book, before, NULL));
  g_autoptr (XpRecord) good = test_mark (1, 1, 2);
  g_autoptr (XpRecord) bad = test_mark (9, 1, 2);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_MARKS);
  xp_draft_put (draft, good);
  xp_draft_put (draft, bad);
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_book_put (f->book, draft, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_cmpint (entered_of (f, 1, 1), ==, -1);
  g_assert_true (xp_book_get_head (f->book, after, NULL));
  g_assert_cmpmem (before, 32, after, 32);
}

/* The file may not grow, as on a full disk: what fails says so and is not there, what was there
 * stays; with room again the same is typed once more. */
static void
test_a_full_disk_loses_nothing (TestBook *f, gconstpointer unused)
{
  g_autoptr (XpRecord) first = test_mark (1, 1, 2), second = test_mark (2, 1, 3);
  g_autoptr (XpAct) kept = test_put (f, XP_VERB_PUT_MARK, first, NULL);
  g_assert_nonnull (kept);

  g_autofree char *journal = g_strconcat (f->path, "-wal", NULL);
  struct stat info;
  struct rlimit before;
  g_assert_cmpint (stat (journal, &info), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  const struct rlimit full = {(rlim_t) info.st_size, before.rlim_max};
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) lost = test_put (f, XP_VERB_PUT_MARK, second, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_null (lost);
  g_assert_error (error, XP_ERROR, XP_ERROR_NOT_SAVED);
  g_assert_cmpint (entered_of (f, 1, 1), ==, 2);
  g_assert_cmpint (entered_of (f, 2, 1), ==, -1);

  g_autoptr (XpAct) again = test_put (f, XP_VERB_PUT_MARK, second, NULL);
  g_assert_nonnull (again);
  g_assert_cmpint (again->act_no, ==, kept->act_no + 1);
  test_book_close (f);
  test_book_open (f);
  g_assert_cmpint (entered_of (f, 2, 1), ==, 3);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

/* ---- guards ---- */

static void
test_marks_that_may_not_stand_are_refused (TestBook *f, gconstpointer unused)
{
  static const struct {
    const char *why;
    int entrant_no, item_at;
    int64_t entered;
    int judge_no;
    const char *says;
  } CASES[] = {
    {"too many findings", 1, 1, 100, 0, "0到99"},
    {"a score beyond its maximum", 1, 2, 1050, 0, "0到10分"},
    {"a score off its step", 1, 2, 725, 0, "每0.5分一档"},
    {"no such item", 1, 9, 1, 0, "没有这一项"},
    {"no such entrant", 7, 1, 1, 0, "不在"},
    {"a judge of a consensus round only signs", 1, 1, 1, 3, "合议"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].why);
    g_autoptr (XpRecord) mark = test_mark (CASES[i].entrant_no, CASES[i].item_at, CASES[i].entered);
    xp_record_set_int (mark, "judge_no", CASES[i].judge_no);
    g_autoptr (GError) error = NULL;
    g_assert_null (test_put (f, XP_VERB_PUT_MARK, mark, &error));
    g_assert_nonnull (error);
    if (strstr (error->message, CASES[i].says) == NULL)
      g_error ("%s: %s", CASES[i].why, error->message);
  }
}

static XpRecord *
copy_round (TestBook *f)
{
  g_autofree char *key = g_strdup_printf ("[%d]", TEST_ROUND);
  g_autoptr (XpRecord) round = xp_book_lookup (f->book, XP_KIND_ROUND, key, NULL);
  return xp_record_copy (round);
}

static void
go_to_stage (TestBook *f, const char *stage)
{
  g_autoptr (XpRecord) round = copy_round (f);
  xp_record_set_text (round, "stage", stage);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = test_put (f, XP_VERB_STAGE, round, &error);
  g_assert_no_error (error);
}

static void
test_nothing_is_marked_after_marking (TestBook *f, gconstpointer unused)
{
  go_to_stage (f, "tallied");
  g_autoptr (XpRecord) mark = test_mark (1, 1, 1);
  g_autoptr (GError) error = NULL;
  g_assert_null (test_put (f, XP_VERB_PUT_MARK, mark, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "算分"));
}

static void
test_a_stage_is_not_jumped_and_rules_are_frozen (TestBook *f, gconstpointer unused)
{
  static const struct {
    const char *column, *text, *says;
  } CASES[] = {
    {"stage", "posted", "一次只能走一步"},
    {"combine", "mean", "定下来了"},
    {"quota", "20", "定下来了"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (XpRecord) round = copy_round (f);
    xp_record_set_text (round, CASES[i].column, CASES[i].text);
    g_autoptr (GError) error = NULL;
    g_assert_null (test_put (f, XP_VERB_STAGE, round, &error));
    g_assert_nonnull (strstr (error->message, CASES[i].says));
  }
}

static void
test_numbers_are_not_given_twice (TestBook *f, gconstpointer unused)
{
  g_autofree char *key = g_strdup_printf ("[%d]", TEST_HOUSEHOLD_2);
  g_autoptr (XpRecord) found = xp_book_lookup (f->book, XP_KIND_HOUSEHOLD, key, NULL);
  g_autoptr (XpRecord) household = xp_record_copy (found);
  xp_record_set_int (household, "number", 1);
  g_autoptr (GError) error = NULL;
  g_assert_null (test_put (f, XP_VERB_EDIT_HOUSEHOLD, household, &error));
  g_assert_nonnull (strstr (error->message, "编号1"));
}

static void
test_who_is_referred_to_stays (TestBook *f, gconstpointer unused)
{
  g_autofree char *key = g_strdup_printf ("[%d]", TEST_HOUSEHOLD_1);
  g_autoptr (XpRecord) household = xp_book_lookup (f->book, XP_KIND_HOUSEHOLD, key, NULL);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_HOUSEHOLD);
  xp_draft_remove (draft, household);
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_book_put (f->book, draft, &error));
  g_assert_nonnull (strstr (error->message, "参评户"));
}

static void
test_a_sheet_with_a_missing_score_stays_open (TestBook *f, gconstpointer unused)
{
  g_autoptr (XpRecord) sheet = xp_record_new (XP_KIND_SHEET);
  xp_record_set_int (sheet, "round_uid", TEST_ROUND);
  xp_record_set_int (sheet, "entrant_no", 1);
  xp_record_set_int (sheet, "entry", 1);
  g_autoptr (GError) error = NULL;
  g_assert_null (test_put (f, XP_VERB_CLOSE_SHEET, sheet, &error));
  g_assert_nonnull (strstr (error->message, "第5项"));

  g_autoptr (XpRecord) score = test_mark (1, 2, 950);
  g_autoptr (XpAct) marked = test_put (f, XP_VERB_PUT_MARK, score, NULL);
  g_autoptr (XpAct) closed = test_put (f, XP_VERB_CLOSE_SHEET, sheet, NULL);
  g_assert_nonnull (closed);
}

/* ---- undo ---- */

static void
test_undo_and_redo_outlive_the_program (TestBook *f, gconstpointer unused)
{
  put_count (f, 1, 2);
  put_count (f, 1, 3);
  test_book_close (f);
  test_book_open (f);
  g_autoptr (XpAct) first = xp_book_undo (f->book, NULL);
  g_assert_nonnull (strstr (first->title, "由 2处 改为 3处"));
  g_assert_cmpint (entered_of (f, 1, 1), ==, 2);
  g_autoptr (XpAct) second = xp_book_undo (f->book, NULL);
  g_assert_cmpint (entered_of (f, 1, 1), ==, -1);
  test_book_close (f);
  test_book_open (f);
  g_autoptr (XpAct) third = xp_book_redo (f->book, NULL);
  g_assert_cmpint (entered_of (f, 1, 1), ==, 2);
  g_autoptr (XpAct) fourth = xp_book_redo (f->book, NULL);
  g_assert_cmpint (entered_of (f, 1, 1), ==, 3);
  g_assert_null (xp_book_redo (f->book, NULL));
}

static void
test_redo_ends_with_the_next_typed_act (TestBook *f, gconstpointer unused)
{
  put_count (f, 1, 2);
  g_autoptr (XpAct) undone = xp_book_undo (f->book, NULL);
  put_count (f, 2, 1);
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_book_redo (f->book, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
}

static void
test_a_stage_is_not_undone (TestBook *f, gconstpointer unused)
{
  go_to_stage (f, "tallied");
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_book_undo (f->book, &error));
  g_assert_nonnull (strstr (error->message, "不能用撤销收回"));
}

static void
test_opening_and_import_are_undone_whole (TestBook *f, gconstpointer unused)
{
  g_autoptr (XpAct) round = xp_book_undo (f->book, NULL);
  g_assert_nonnull (round);
  g_autoptr (XpAct) roster = xp_book_undo (f->book, NULL);
  g_assert_nonnull (roster);
  g_autoptr (GPtrArray) households = xp_book_list (f->book, XP_KIND_HOUSEHOLD, NULL, 0, NULL);
  g_assert_cmpuint (households->len, ==, 0);
  g_autoptr (XpAct) again = xp_book_redo (f->book, NULL);
  g_autoptr (GPtrArray) back = xp_book_list (f->book, XP_KIND_HOUSEHOLD, NULL, 0, NULL);
  g_assert_cmpuint (back->len, ==, 2);
  g_autofree char *phone =
    xp_book_dup_secret (f->book, xp_record_get_text (back->pdata[0], "phone_secret"), NULL);
  g_assert_cmpstr (phone, ==, "13800000000");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestBook, NULL, test_book_set_up, func, test_book_tear_down)
  ADD ("/acts/only-what-differs", test_only_what_differs_is_written);
  ADD ("/acts/secrets", test_a_secret_never_stands_in_a_change);
  ADD ("/acts/failed", test_a_failed_act_leaves_all_as_before);
  ADD ("/acts/full-disk", test_a_full_disk_loses_nothing);
  ADD ("/acts/marks-refused", test_marks_that_may_not_stand_are_refused);
  ADD ("/acts/after-marking", test_nothing_is_marked_after_marking);
  ADD ("/acts/frozen", test_a_stage_is_not_jumped_and_rules_are_frozen);
  ADD ("/acts/numbers", test_numbers_are_not_given_twice);
  ADD ("/acts/referred", test_who_is_referred_to_stays);
  ADD ("/acts/missing-score", test_a_sheet_with_a_missing_score_stays_open);
  ADD ("/acts/undo-outlives", test_undo_and_redo_outlive_the_program);
  ADD ("/acts/redo-ends", test_redo_ends_with_the_next_typed_act);
  ADD ("/acts/stage-stays", test_a_stage_is_not_undone);
  ADD ("/acts/undone-whole", test_opening_and_import_are_undone_whole);
#undef ADD
  return g_test_run ();
}

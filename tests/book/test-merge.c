/* Merging two copies of one book, case by case: what comes in, what is asked, what is refused. */
#include "xp-test-pair.h"

#include <glib/gstdio.h>
#include <string.h>

enum {
  N_BIG = 300, /* households of the big pair */
  N_PLANTED = 50
};

/* ---- what comes in ---- */

static void
test_what_was_typed_comes_in (TestPair *f, gconstpointer unused)
{
  test_pair_put_mark (f->base.book, 1, 1, 2);
  test_pair_put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpuint (act->n_changes, ==, 1);
  g_assert_cmpint (test_pair_read_mark (f->base.book, 1, 1), ==, 2);
  g_assert_cmpint (test_pair_read_mark (f->base.book, 2, 1), ==, 3);
  g_autoptr (XpAct) again = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (again->act_no, ==, 0);
  test_pair_assert_in_order (f->base.path);
}

/* Typed and taken back: no change, but it was typed. */
static void
test_nothing_typed_is_dropped (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  test_pair_put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) undone = xp_book_undo (f->theirs, &error);
  g_assert_no_error (error);
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (act->act_no, >, 0);
  g_assert_cmpuint (act->n_changes, ==, 0);
  g_assert_cmpint (test_pair_ask (f->base.path, "SELECT count (*) FROM act WHERE line_no = 2"),
                   ==,
                   2);
  test_pair_assert_in_order (f->base.path);
}

static void
test_columns_of_both_are_put_together (TestPair *f, gconstpointer unused)
{
  test_pair_put_door (f->base.book, TEST_HOUSEHOLD_1, "3号");
  test_pair_put_phone (f->theirs, TEST_HOUSEHOLD_1, "15400000009");
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpRecord) household = test_pair_copy_household (f->base.book, TEST_HOUSEHOLD_1);
  g_autofree char *phone =
    xp_book_dup_secret (f->base.book, xp_record_get_text (household, "phone_secret"), NULL);
  g_assert_cmpstr (xp_record_get_text (household, "door"), ==, "3号");
  g_assert_cmpstr (phone, ==, "15400000009");
  g_assert_cmpuint (act->n_changes, ==, 1);
  test_pair_assert_in_order (f->base.path);
}

static void
test_history_tells_who_and_when (TestPair *f, gconstpointer unused)
{
  test_pair_put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (GError) error = NULL;
  int64_t before_act = 0;
  g_autoptr (GPtrArray) lines =
    xp_book_list_history (f->base.book, NULL, &before_act, 2, NULL, &error);
  g_assert_no_error (error);
  const XpHistoryLine *merged = lines->pdata[0], *typed = lines->pdata[1];
  g_assert_cmpstr (merged->sentences[0], ==, "合并另一台电脑录的 1处");
  g_assert_cmpstr (merged->who, ==, "王会计");
  g_assert_cmpstr (typed->who, ==, "李文书");
  g_assert_nonnull (strstr (typed->sentences[0], "3处"));
  g_autoptr (XpAct) undone = xp_book_undo (f->base.book, &error);
  g_assert_null (undone);
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
}

/* ---- what is asked ---- */

static void
test_a_conflict_is_told_and_decided (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  test_pair_put_mark (f->base.book, 1, 1, 2);
  test_pair_put_mark (f->theirs, 1, 1, 5);
  g_autoptr (XpMergePlan) plan = test_pair_plan_file (f->base.book, f->other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->conflicts->len, ==, 1);
  const XpMergeConflict *conflict = plan->conflicts->pdata[0];
  g_assert_cmpstr (conflict->about, ==, "1号 张三");
  g_assert_cmpstr (conflict->item, ==, "第4项“院内地面”");
  g_assert_cmpstr (conflict->ours_text, ==, "2处");
  g_assert_cmpstr (conflict->theirs_text, ==, "5处");
  g_assert_cmpstr (conflict->ours_who, ==, "王会计");
  g_assert_cmpstr (conflict->theirs_who, ==, "李文书");
  g_assert_cmpint (conflict->theirs_at_ms, >, conflict->ours_at_ms);
}

static void
test_undecided_is_refused (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  test_pair_put_mark (f->base.book, 1, 1, 2);
  test_pair_put_mark (f->theirs, 1, 1, 5);
  g_autoptr (XpAct) none = test_pair_try_merge (f->base.book, f->other, XP_MERGE_UNDECIDED, &error);
  g_assert_null (none);
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "还有1处"));
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_THEIRS);
  g_assert_cmpint (test_pair_read_mark (f->base.book, 1, 1), ==, 5);
}

/* What was decided here goes there without being asked again. */
static void
test_a_decision_is_known_over_there (TestPair *f, gconstpointer unused)
{
  test_pair_put_mark (f->base.book, 1, 1, 2);
  test_pair_put_mark (f->theirs, 1, 1, 5);
  g_autoptr (XpAct) kept = test_pair_merge (f->base.book, f->other, XP_MERGE_OURS);
  g_assert_cmpuint (kept->n_changes, ==, 0);
  g_autoptr (XpAct) taken = test_pair_merge (f->theirs, f->base.path, XP_MERGE_UNDECIDED);
  g_assert_cmpint (test_pair_read_mark (f->theirs, 1, 1), ==, 2);
  test_pair_assert_in_order (f->other);
}

static void
take_back (XpBook *book, int entrant_no, int item_at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRecord) mark = test_mark (entrant_no, item_at, 0);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_PUT_MARK);
  xp_draft_remove (draft, mark);
  g_autoptr (XpAct) act = xp_book_put (book, draft, &error);
  g_assert_no_error (error);
}

/* Two typed the same; one took it back. Who has seen both says so, and nobody is asked. */
static void
test_what_was_settled_here_holds_there (TestPair *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->base.folder, "third.xiangping", NULL);
  XpBook *third = test_pair_open_copy (&f->base, path, "赵干事");
  test_pair_put_mark (f->theirs, 1, 1, 2);
  test_pair_put_mark (third, 1, 1, 2);
  g_autoptr (XpAct) one = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) two = test_pair_merge (f->base.book, path, XP_MERGE_UNDECIDED);
  take_back (f->theirs, 1, 1);
  g_autoptr (XpAct) three = test_pair_merge (third, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) four = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) five = test_pair_merge (f->base.book, path, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) six = test_pair_merge (third, f->base.path, XP_MERGE_UNDECIDED);
  g_assert_cmpint (test_pair_read_mark (third, 1, 1), ==, test_pair_read_mark (f->base.book, 1, 1));
  xp_book_close (third);
}

static int
planted_at (int i)
{
  return i * N_BIG / N_PLANTED + 1;
}

static void
type_big (XpBook *book, bool is_other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_MARKS);
  for (int no = 1; no <= N_BIG; no++) {
    int count = no % 5;
    for (int i = 0; is_other && i < N_PLANTED; i++)
      count += no == planted_at (i);
    g_autoptr (XpRecord) mark = test_mark (no, 1, count);
    xp_draft_put (draft, mark);
    g_autoptr (XpRecord) score = test_mark (no, 2, no % 2 == (int) is_other ? 500 : 550);
    if (no % 2 == (int) is_other)
      xp_draft_put (draft, score);
  }
  g_autoptr (XpAct) act = xp_book_put (book, draft, &error);
  g_assert_no_error (error);
}

static void
add_big (XpBook *book)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_ROSTER);
  for (int no = 3; no <= N_BIG; no++) {
    g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
    g_autoptr (XpRecord) entrant = xp_record_new (XP_KIND_ENTRANT);
    xp_record_set_int (household, "household_uid", 100 + no);
    xp_record_set_int (household, "number", no);
    xp_record_set_text (household, "head", "某");
    xp_record_set_int (entrant, "round_uid", TEST_ROUND);
    xp_record_set_int (entrant, "entrant_no", no);
    xp_record_set_int (entrant, "household_uid", 100 + no);
    xp_draft_put (draft, household);
    xp_draft_put (draft, entrant);
  }
  g_autoptr (XpAct) act = xp_book_put (book, draft, &error);
  g_assert_no_error (error);
}

static void
test_what_was_planted_is_found (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  test_pair_close_theirs (f);
  add_big (f->base.book);
  f->theirs = test_pair_open_copy (&f->base, f->other, "李文书");
  type_big (f->base.book, false);
  type_big (f->theirs, true);
  g_autoptr (XpMergePlan) plan = test_pair_plan_file (f->base.book, f->other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->conflicts->len, ==, N_PLANTED);
  for (guint i = 0; i < plan->conflicts->len; i++) {
    const XpMergeConflict *conflict = plan->conflicts->pdata[i];
    g_assert_cmpint (xp_record_get_int (conflict->ours, "entrant_no"), ==, planted_at ((int) i));
    g_assert_cmpint (xp_record_get_int (conflict->ours, "item_at"), ==, 1);
  }
  g_assert_cmpuint (plan->n_new, ==, N_BIG / 2);
  g_assert_cmpuint (plan->n_same, ==, N_BIG - N_PLANTED);
}

/* ---- what is refused ---- */

static void
test_another_village (TestPair *f, gconstpointer unused)
{
  test_pair_close_theirs (f);
  TestBook alien = {0};
  test_book_set_up (&alien, NULL);
  test_book_close (&alien);
  test_pair_sql (alien.path, "UPDATE village SET village_uid = 2");
  g_assert_cmpint (g_rename (alien.path, f->other), ==, 0);
  test_pair_assert_refused (f, XP_ERROR_REFUSED, "不是本村的资料");
  test_pair_sql (f->other, "UPDATE village SET village_uid = 1");
  test_pair_sql (f->other, "UPDATE session SET id = randomblob (16)");
  test_pair_assert_refused (f, XP_ERROR_REFUSED, "不是从同一份拷出去的");
  test_book_tear_down (&alien, NULL);
}

static void
test_itself_and_what_is_newer (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (test_pair_plan_file (f->base.book, f->base.path, &error));
  g_assert_nonnull (strstr (error->message, "就是正开着的"));
  test_pair_close_theirs (f);
  test_pair_sql (f->other, "PRAGMA user_version = 99");
  test_pair_assert_refused (f, XP_ERROR_NEWER, "更新的乡评");
}

static void
test_a_forged_chain (TestPair *f, gconstpointer unused)
{
  test_pair_put_mark (f->theirs, 2, 1, 3);
  test_pair_close_theirs (f);
  test_pair_sql (f->other,
                 "UPDATE change SET after = replace (after, '3', '1')"
                 " WHERE act_no = (SELECT max (act_no) FROM act)");
  test_pair_assert_refused (f, XP_ERROR_DAMAGED, "前后对不上");
}

/* Nothing new in it, but what both have is not the same. */
static void
test_a_forged_identity (TestPair *f, gconstpointer unused)
{
  test_pair_close_theirs (f);
  test_pair_sql (f->other, "UPDATE act SET hash = randomblob (32) WHERE act_no = 3");
  test_pair_assert_refused (f, XP_ERROR_DAMAGED, "前后对不上");
}

/* What another program wrote into the other's tables was never typed. */
static void
test_what_was_not_typed_stays_out (TestPair *f, gconstpointer unused)
{
  test_pair_put_mark (f->theirs, 2, 1, 3);
  test_pair_close_theirs (f);
  test_pair_sql (f->other, "UPDATE mark SET entered = 6");
  test_pair_sql (f->other, "UPDATE household SET head = '王二麻子'");
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (test_pair_read_mark (f->base.book, 2, 1), ==, 3);
  test_pair_assert_in_order (f->base.path);
}

static void
test_a_round_past_marking_waits (TestPair *f, gconstpointer unused)
{
  test_pair_put_mark (f->theirs, 2, 1, 3);
  test_pair_put_stage (f->base.book, XP_VERB_STAGE, "tallied");
  test_pair_assert_refused (f, XP_ERROR_REFUSED, "一轮已经到“算分”了");
  test_pair_put_stage (f->base.book, XP_VERB_STAGE_BACK, "marking");
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (test_pair_read_mark (f->base.book, 2, 1), ==, 3);
}

static void
test_theirs_past_marking_waits (TestPair *f, gconstpointer unused)
{
  test_pair_put_mark (f->theirs, 2, 1, 3);
  test_pair_put_stage (f->theirs, XP_VERB_STAGE, "tallied");
  test_pair_assert_refused (f, XP_ERROR_REFUSED, "一轮在另一台电脑上已经到“算分”了");
}

/* All or nothing: the guard refuses the act, and what was copied before it is gone again. */
static void
test_a_guard_leaves_nothing_behind (TestPair *f, gconstpointer unused)
{
  for (int i = 0; i < 2; i++) {
    g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
    xp_record_set_int (household, "household_uid", 100 + i);
    xp_record_set_int (household, "number", 3);
    xp_record_set_text (household, "head", "新来的");
    test_pair_put (i == 0 ? f->base.book : f->theirs, XP_VERB_ADD_HOUSEHOLD, household);
  }
  test_pair_assert_refused (f, XP_ERROR_REFUSED, "编号3有两户在用");
  g_assert_cmpint (test_pair_ask (f->base.path, "SELECT count (*) FROM line"), ==, 1);
  test_pair_assert_in_order (f->base.path);
}

static void
test_a_form_of_two_texts (TestPair *f, gconstpointer unused)
{
  for (int i = 0; i < 2; i++) {
    g_autoptr (XpRecord) rubric = xp_record_new (XP_KIND_RUBRIC);
    xp_record_set_text (rubric, "id", "other");
    xp_record_set_int (rubric, "version", 1);
    xp_record_set_int (rubric, "number", 2);
    xp_record_set_text (rubric, "text", i == 0 ? "一" : "二");
    xp_record_set_text (rubric,
                        "sha256",
                        "0000000000000000000000000000000000000000000000000000000000000000");
    test_pair_put (i == 0 ? f->base.book : f->theirs, XP_VERB_IMPORT_RUBRIC, rubric);
  }
  test_pair_assert_refused (f, XP_ERROR_REFUSED, "“other”第1版评分表");
}

static void
test_a_plan_of_yesterday (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  test_pair_put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpBook) reader = xp_book_open_reader (f->other, &TEST_BOOK_HOOKS, &error);
  g_autoptr (XpMergePlan) plan = xp_book_plan_merge (f->base.book, reader, NULL, NULL, &error);
  test_pair_put_mark (f->base.book, 1, 1, 1);
  g_autoptr (XpAct) act = xp_book_merge (f->base.book, reader, plan, NULL, NULL, NULL, &error);
  g_assert_null (act);
  g_assert_nonnull (strstr (error->message, "又有了改动"));
}

static void
test_who_looks_on_merges_nothing (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  test_pair_put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpBook) looker = xp_book_open_reader (f->base.path, &TEST_BOOK_HOOKS, &error);
  g_autoptr (XpAct) act = test_pair_try_merge (looker, f->other, XP_MERGE_OURS, &error);
  g_assert_null (act);
  g_assert_nonnull (strstr (error->message, "只看不改"));
}

/* ---- branches are verified ---- */

static void
test_a_branch_that_was_touched (TestPair *f, gconstpointer unused)
{
  test_pair_put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  test_book_close (&f->base);
  test_pair_sql (f->base.path,
                 "UPDATE change SET after = replace (after, '3', '1')"
                 " WHERE act_no = (SELECT max (act_no) FROM act WHERE line_no = 2)");
  test_pair_assert_problem (f->base.path, "的记录对不上");
}

static void
test_a_branch_that_was_cut_off (TestPair *f, gconstpointer unused)
{
  test_pair_put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  test_book_close (&f->base);
  test_pair_sql (f->base.path,
                 "DELETE FROM change WHERE act_no IN (SELECT act_no FROM act WHERE line_no = 2);"
                 "DELETE FROM act WHERE line_no = 2");
  test_pair_assert_problem (f->base.path, "收进来的记录不全");
}

/* clang-format off */
static const TestPairCase CASES[] = {
  {"comes-in", test_what_was_typed_comes_in},
  {"nothing-dropped", test_nothing_typed_is_dropped},
  {"columns", test_columns_of_both_are_put_together},
  {"history", test_history_tells_who_and_when},
  {"conflict", test_a_conflict_is_told_and_decided},
  {"undecided", test_undecided_is_refused},
  {"decision-known", test_a_decision_is_known_over_there},
  {"settled", test_what_was_settled_here_holds_there},
  {"planted", test_what_was_planted_is_found},
  {"another-village", test_another_village},
  {"itself-and-newer", test_itself_and_what_is_newer},
  {"forged-chain", test_a_forged_chain},
  {"forged-identity", test_a_forged_identity},
  {"not-typed", test_what_was_not_typed_stays_out},
  {"past-marking", test_a_round_past_marking_waits},
  {"theirs-past-marking", test_theirs_past_marking_waits},
  {"guard", test_a_guard_leaves_nothing_behind},
  {"forms", test_a_form_of_two_texts},
  {"plan-of-yesterday", test_a_plan_of_yesterday},
  {"reader", test_who_looks_on_merges_nothing},
  {"branch-touched", test_a_branch_that_was_touched},
  {"branch-cut-off", test_a_branch_that_was_cut_off},
};
/* clang-format on */

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_pair_add_cases (CASES, G_N_ELEMENTS (CASES));
  return g_test_run ();
}

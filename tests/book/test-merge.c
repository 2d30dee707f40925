/* Merging two copies of one book, case by case: what comes in, what is asked, what is refused, and
 * what a lent copy takes. */
#include "xp-book-merge.h"
#include "xp-test-book.h"

#include <glib/gstdio.h>
#include <string.h>

enum {
  N_BIG = 300, /* households of the big pair */
  N_PLANTED = 50
};

typedef struct {
  TestBook base; /* its book is ours */
  char *other;   /* path of theirs */
  XpBook *theirs;
} Pair;

static XpBook *
open_copy (TestBook *f, const char *path, const char *who)
{
  g_autoptr (GError) error = NULL;
  xp_book_backup (f->book, path, &error);
  g_assert_no_error (error);
  return test_book_open_at (f, path, who);
}

static void
set_up (Pair *f, gconstpointer unused)
{
  test_book_set_up (&f->base, NULL);
  f->other = g_build_filename (f->base.folder, "other.xiangping", NULL);
  f->theirs = open_copy (&f->base, f->other, "李文书");
}

static void
tear_down (Pair *f, gconstpointer unused)
{
  g_clear_pointer (&f->theirs, xp_book_close);
  g_free (f->other);
  test_book_tear_down (&f->base, NULL);
}

/* ---- typing and merging ---- */

static void
put (XpBook *book, const char *verb, XpRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  g_autoptr (XpAct) act = xp_book_put (book, draft, &error);
  g_assert_no_error (error);
}

static void
put_mark (XpBook *book, int entrant_no, int item_at, int count)
{
  g_autoptr (XpRecord) mark = test_mark (entrant_no, item_at, count);
  put (book, XP_VERB_PUT_MARK, mark);
}

static XpRecord *
copy_household (XpBook *book, int64_t uid)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  g_autoptr (XpRecord) record = xp_book_lookup (book, XP_KIND_HOUSEHOLD, key, NULL);
  return xp_record_copy (record);
}

static void
put_door (XpBook *book, int64_t uid, const char *door)
{
  g_autoptr (XpRecord) household = copy_household (book, uid);
  xp_record_set_text (household, "door", door);
  put (book, XP_VERB_EDIT_HOUSEHOLD, household);
}

static void
put_phone (XpBook *book, int64_t uid, const char *phone)
{
  g_autoptr (XpRecord) household = copy_household (book, uid);
  xp_record_set_secret (household, "phone_secret", phone);
  put (book, XP_VERB_EDIT_HOUSEHOLD, household);
}

static XpMergePlan *
plan_file (XpBook *into, const char *from, GError **error)
{
  g_autoptr (XpBook) reader = xp_book_open_reader (from, &TEST_BOOK_HOOKS, error);
  return reader != NULL ? xp_book_plan_merge (into, reader, NULL, NULL, error) : NULL;
}

static XpAct *
try_merge (XpBook *into, const char *from, XpMergeChoice choice, GError **error)
{
  g_autoptr (XpBook) reader = xp_book_open_reader (from, &TEST_BOOK_HOOKS, error);
  g_autoptr (XpMergePlan) plan =
    reader != NULL ? xp_book_plan_merge (into, reader, NULL, NULL, error) : NULL;
  if (plan == NULL)
    return NULL;
  g_autofree XpMergeChoice *choices = g_new (XpMergeChoice, plan->conflicts->len + 1);
  for (guint i = 0; i < plan->conflicts->len; i++)
    choices[i] = choice;
  return xp_book_merge (into, reader, plan, choices, NULL, NULL, error);
}

static XpAct *
merge (XpBook *into, const char *from, XpMergeChoice choice)
{
  g_autoptr (GError) error = NULL;
  XpAct *act = try_merge (into, from, choice, &error);
  g_assert_no_error (error);
  return act;
}

static int64_t
read_mark (XpBook *book, int entrant_no, int item_at)
{
  g_autofree char *key = g_strdup_printf ("[%d,%d,0,%d,1]", TEST_ROUND, entrant_no, item_at);
  g_autoptr (XpRecord) mark = xp_book_lookup (book, XP_KIND_MARK, key, NULL);
  return mark != NULL ? xp_record_get_int (mark, "entered") : -1;
}

static void
sql (const char *path, const char *statement)
{
  sqlite3 *db = NULL;
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, statement, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static int64_t
ask (const char *path, const char *question)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, question, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  const int64_t value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return value;
}

/* Neither looking nor merging: the sentence, and nothing was written. */
static void
assert_refused (Pair *f, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  int64_t n_before = 0, n_after = 0;
  xp_book_count_acts (f->base.book, &n_before, NULL);
  g_autoptr (XpAct) act = try_merge (f->base.book, f->other, XP_MERGE_THEIRS, &error);
  g_assert_null (act);
  g_assert_error (error, XP_ERROR, code);
  if (strstr (error->message, says) == NULL)
    g_error ("said: %s", error->message);
  xp_book_count_acts (f->base.book, &n_after, NULL);
  g_assert_cmpint (n_before, ==, n_after);
}

static void
assert_in_order (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report =
    xp_book_verify_path (path, &TEST_BOOK_HOOKS, NULL, NULL, &error);
  g_assert_no_error (error);
  if (report->problems->len > 0)
    g_error ("%s", (const char *) report->problems->pdata[0]);
}

static void
assert_problem (const char *path, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report =
    xp_book_verify_path (path, &TEST_BOOK_HOOKS, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    if (strstr (report->problems->pdata[i], says) != NULL)
      return;
  g_error ("no word of %s", says);
}

static void
close_theirs (Pair *f)
{
  g_clear_pointer (&f->theirs, xp_book_close);
}

/* ---- what comes in ---- */

static void
test_what_was_typed_comes_in (Pair *f, gconstpointer unused)
{
  put_mark (f->base.book, 1, 1, 2);
  put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpuint (act->n_changes, ==, 1);
  g_assert_cmpint (read_mark (f->base.book, 1, 1), ==, 2);
  g_assert_cmpint (read_mark (f->base.book, 2, 1), ==, 3);
  g_autoptr (XpAct) again = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (again->act_no, ==, 0);
  assert_in_order (f->base.path);
}

/* Typed and taken back: no change, but it was typed. */
static void
test_nothing_typed_is_dropped (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) undone = xp_book_undo (f->theirs, &error);
  g_assert_no_error (error);
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (act->act_no, >, 0);
  g_assert_cmpuint (act->n_changes, ==, 0);
  g_assert_cmpint (ask (f->base.path, "SELECT count (*) FROM act WHERE line_no = 2"), ==, 2);
  assert_in_order (f->base.path);
}

static void
test_columns_of_both_are_put_together (Pair *f, gconstpointer unused)
{
  put_door (f->base.book, TEST_HOUSEHOLD_1, "3号");
  put_phone (f->theirs, TEST_HOUSEHOLD_1, "15400000009");
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpRecord) household = copy_household (f->base.book, TEST_HOUSEHOLD_1);
  g_autofree char *phone =
    xp_book_dup_secret (f->base.book, xp_record_get_text (household, "phone_secret"), NULL);
  g_assert_cmpstr (xp_record_get_text (household, "door"), ==, "3号");
  g_assert_cmpstr (phone, ==, "15400000009");
  g_assert_cmpuint (act->n_changes, ==, 1);
  assert_in_order (f->base.path);
}

static void
test_history_tells_who_and_when (Pair *f, gconstpointer unused)
{
  put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (GError) error = NULL;
  int64_t from_head = 0;
  g_autoptr (GPtrArray) lines =
    xp_book_list_history (f->base.book, NULL, &from_head, 2, NULL, &error);
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
test_a_conflict_is_told_and_decided (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  put_mark (f->base.book, 1, 1, 2);
  put_mark (f->theirs, 1, 1, 5);
  g_autoptr (XpMergePlan) plan = plan_file (f->base.book, f->other, &error);
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
test_undecided_is_refused (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  put_mark (f->base.book, 1, 1, 2);
  put_mark (f->theirs, 1, 1, 5);
  g_autoptr (XpAct) none = try_merge (f->base.book, f->other, XP_MERGE_UNDECIDED, &error);
  g_assert_null (none);
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "还有1处"));
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_THEIRS);
  g_assert_cmpint (read_mark (f->base.book, 1, 1), ==, 5);
}

/* What was decided here goes there without being asked again. */
static void
test_a_decision_is_known_over_there (Pair *f, gconstpointer unused)
{
  put_mark (f->base.book, 1, 1, 2);
  put_mark (f->theirs, 1, 1, 5);
  g_autoptr (XpAct) kept = merge (f->base.book, f->other, XP_MERGE_OURS);
  g_assert_cmpuint (kept->n_changes, ==, 0);
  g_autoptr (XpAct) taken = merge (f->theirs, f->base.path, XP_MERGE_UNDECIDED);
  g_assert_cmpint (read_mark (f->theirs, 1, 1), ==, 2);
  assert_in_order (f->other);
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
test_what_was_settled_here_holds_there (Pair *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->base.folder, "third.xiangping", NULL);
  XpBook *third = open_copy (&f->base, path, "赵干事");
  put_mark (f->theirs, 1, 1, 2);
  put_mark (third, 1, 1, 2);
  g_autoptr (XpAct) one = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) two = merge (f->base.book, path, XP_MERGE_UNDECIDED);
  take_back (f->theirs, 1, 1);
  g_autoptr (XpAct) three = merge (third, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) four = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) five = merge (f->base.book, path, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) six = merge (third, f->base.path, XP_MERGE_UNDECIDED);
  g_assert_cmpint (read_mark (third, 1, 1), ==, read_mark (f->base.book, 1, 1));
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
test_what_was_planted_is_found (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  close_theirs (f);
  add_big (f->base.book);
  f->theirs = open_copy (&f->base, f->other, "李文书");
  type_big (f->base.book, false);
  type_big (f->theirs, true);
  g_autoptr (XpMergePlan) plan = plan_file (f->base.book, f->other, &error);
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
test_another_village (Pair *f, gconstpointer unused)
{
  close_theirs (f);
  TestBook alien = {0};
  test_book_set_up (&alien, NULL);
  test_book_close (&alien);
  sql (alien.path, "UPDATE village SET village_uid = 2");
  g_assert_cmpint (g_rename (alien.path, f->other), ==, 0);
  assert_refused (f, XP_ERROR_REFUSED, "不是本村的资料");
  sql (f->other, "UPDATE village SET village_uid = 1");
  sql (f->other, "UPDATE session SET id = randomblob (16)");
  assert_refused (f, XP_ERROR_REFUSED, "不是从同一份拷出去的");
  test_book_tear_down (&alien, NULL);
}

static void
test_itself_and_what_is_newer (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (plan_file (f->base.book, f->base.path, &error));
  g_assert_nonnull (strstr (error->message, "就是正开着的"));
  close_theirs (f);
  sql (f->other, "PRAGMA user_version = 99");
  assert_refused (f, XP_ERROR_NEWER, "更新的乡评");
}

static void
test_a_forged_chain (Pair *f, gconstpointer unused)
{
  put_mark (f->theirs, 2, 1, 3);
  close_theirs (f);
  sql (f->other,
       "UPDATE change SET after = replace (after, '3', '1')"
       " WHERE act_no = (SELECT max (act_no) FROM act)");
  assert_refused (f, XP_ERROR_DAMAGED, "前后对不上");
}

/* Nothing new in it, but what both have is not the same. */
static void
test_a_forged_identity (Pair *f, gconstpointer unused)
{
  close_theirs (f);
  sql (f->other, "UPDATE act SET hash = randomblob (32) WHERE act_no = 3");
  assert_refused (f, XP_ERROR_DAMAGED, "前后对不上");
}

/* What another program wrote into the other's tables was never typed. */
static void
test_what_was_not_typed_stays_out (Pair *f, gconstpointer unused)
{
  put_mark (f->theirs, 2, 1, 3);
  close_theirs (f);
  sql (f->other, "UPDATE mark SET entered = 6");
  sql (f->other, "UPDATE household SET head = '王二麻子'");
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (read_mark (f->base.book, 2, 1), ==, 3);
  assert_in_order (f->base.path);
}

static void
put_stage (XpBook *book, const char *verb, const char *stage)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = g_strdup_printf ("[%d]", TEST_ROUND);
  g_autoptr (XpRecord) now = xp_book_lookup (book, XP_KIND_ROUND, key, NULL);
  g_autoptr (XpRecord) round = xp_record_copy (now);
  xp_record_set_text (round, "stage", stage);
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  xp_draft_put (draft, round);
  xp_draft_set_reason (draft, "漏录了一户", "李主任");
  g_autoptr (XpAct) act = xp_book_put (book, draft, &error);
  g_assert_no_error (error);
}

static void
test_a_round_past_marking_waits (Pair *f, gconstpointer unused)
{
  put_mark (f->theirs, 2, 1, 3);
  put_stage (f->base.book, XP_VERB_STAGE, "tallied");
  assert_refused (f, XP_ERROR_REFUSED, "一轮已经到“算分”了");
  put_stage (f->base.book, XP_VERB_STAGE_BACK, "marking");
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (read_mark (f->base.book, 2, 1), ==, 3);
}

static void
test_theirs_past_marking_waits (Pair *f, gconstpointer unused)
{
  put_mark (f->theirs, 2, 1, 3);
  put_stage (f->theirs, XP_VERB_STAGE, "tallied");
  assert_refused (f, XP_ERROR_REFUSED, "一轮在另一台电脑上已经到“算分”了");
}

/* All or nothing: the guard refuses the act, and what was copied before it is gone again. */
static void
test_a_guard_leaves_nothing_behind (Pair *f, gconstpointer unused)
{
  for (int i = 0; i < 2; i++) {
    g_autoptr (XpRecord) household = xp_record_new (XP_KIND_HOUSEHOLD);
    xp_record_set_int (household, "household_uid", 100 + i);
    xp_record_set_int (household, "number", 3);
    xp_record_set_text (household, "head", "新来的");
    put (i == 0 ? f->base.book : f->theirs, XP_VERB_ADD_HOUSEHOLD, household);
  }
  assert_refused (f, XP_ERROR_REFUSED, "编号3有两户在用");
  g_assert_cmpint (ask (f->base.path, "SELECT count (*) FROM line"), ==, 1);
  assert_in_order (f->base.path);
}

static void
test_a_form_of_two_texts (Pair *f, gconstpointer unused)
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
    put (i == 0 ? f->base.book : f->theirs, XP_VERB_IMPORT_RUBRIC, rubric);
  }
  assert_refused (f, XP_ERROR_REFUSED, "“other”第1版评分表");
}

static void
test_a_plan_of_yesterday (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpBook) reader = xp_book_open_reader (f->other, &TEST_BOOK_HOOKS, &error);
  g_autoptr (XpMergePlan) plan = xp_book_plan_merge (f->base.book, reader, NULL, NULL, &error);
  put_mark (f->base.book, 1, 1, 1);
  g_autoptr (XpAct) act = xp_book_merge (f->base.book, reader, plan, NULL, NULL, NULL, &error);
  g_assert_null (act);
  g_assert_nonnull (strstr (error->message, "又有了改动"));
}

static void
test_who_looks_on_merges_nothing (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpBook) looker = xp_book_open_reader (f->base.path, &TEST_BOOK_HOOKS, &error);
  g_autoptr (XpAct) act = try_merge (looker, f->other, XP_MERGE_OURS, &error);
  g_assert_null (act);
  g_assert_nonnull (strstr (error->message, "只看不改"));
}

/* ---- secrets ---- */

static void
forget (XpBook *book, const char *path, int64_t uid)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  g_autofree char *statement =
    g_strdup_printf ("DELETE FROM secret WHERE kind = 'household' AND key = '%s'", key);
  g_autoptr (XpRecord) forgotten = xp_record_new (XP_KIND_FORGOTTEN);
  xp_record_set_text (forgotten, "owner_kind", "household");
  xp_record_set_text (forgotten, "owner_key", key);
  xp_record_set_text (forgotten, "on_day", "2026-10-12");
  put (book, XP_VERB_FORGET, forgotten);
  sql (path, statement);
}

static const char OF_ZHANG[] = "SELECT count (*) FROM secret WHERE key = '[11]'";
static const char OF_LI[] = "SELECT count (*) FROM secret WHERE key = '[12]'";

static void
test_what_was_forgotten_does_not_come_back (Pair *f, gconstpointer unused)
{
  forget (f->base.book, f->base.path, TEST_HOUSEHOLD_1);
  put_phone (f->theirs, TEST_HOUSEHOLD_2, "15400000002");
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (ask (f->base.path, OF_ZHANG), ==, 0);
  g_assert_cmpint (ask (f->base.path, OF_LI), ==, 2);
}

static void
test_what_the_other_forgot_leaves (Pair *f, gconstpointer unused)
{
  g_assert_cmpint (ask (f->base.path, OF_ZHANG), ==, 1);
  forget (f->theirs, f->other, TEST_HOUSEHOLD_1);
  put_phone (f->theirs, TEST_HOUSEHOLD_1, "15400000003");
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpRecord) household = copy_household (f->base.book, TEST_HOUSEHOLD_1);
  g_autofree char *phone =
    xp_book_dup_secret (f->base.book, xp_record_get_text (household, "phone_secret"), NULL);
  g_assert_cmpint (ask (f->base.path, OF_ZHANG), ==, 1);
  g_assert_cmpstr (phone, ==, "15400000003");
}

static void
test_the_same_telephone_is_no_conflict (Pair *f, gconstpointer unused)
{
  put_phone (f->base.book, TEST_HOUSEHOLD_1, "15400000004");
  put_phone (f->theirs, TEST_HOUSEHOLD_1, "15400000004");
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) back = merge (f->theirs, f->base.path, XP_MERGE_UNDECIDED);
  g_autoptr (XpRecord) here = copy_household (f->base.book, TEST_HOUSEHOLD_1);
  g_autoptr (XpRecord) there = copy_household (f->theirs, TEST_HOUSEHOLD_1);
  g_assert_true (xp_record_equal (here, there));
}

/* ---- branches are verified ---- */

static void
test_a_branch_that_was_touched (Pair *f, gconstpointer unused)
{
  put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  test_book_close (&f->base);
  sql (f->base.path,
       "UPDATE change SET after = replace (after, '3', '1')"
       " WHERE act_no = (SELECT max (act_no) FROM act WHERE line_no = 2)");
  assert_problem (f->base.path, "的记录对不上");
}

static void
test_a_branch_that_was_cut_off (Pair *f, gconstpointer unused)
{
  put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  test_book_close (&f->base);
  sql (f->base.path,
       "DELETE FROM change WHERE act_no IN (SELECT act_no FROM act WHERE line_no = 2);"
       "DELETE FROM act WHERE line_no = 2");
  assert_problem (f->base.path, "合并进来的记录不全");
}

/* ---- the lent book ---- */

static void
lend (Pair *f, int64_t group_uid, GError **error)
{
  close_theirs (f);
  const XpBookOpening opening = {.clock = &f->base.clock,
                                 .random = &f->base.random,
                                 .hooks = &TEST_BOOK_HOOKS,
                                 .who = "王会计",
                                 .device = "旧笔记本",
                                 .program = "测试"};
  if (xp_book_lend (f->base.book, &opening, TEST_ROUND, group_uid, f->other, error))
    f->theirs = test_book_open_at (&f->base, f->other, "李文书");
}

static void
test_a_lent_copy_takes_marks_alone (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  lend (f, 0, &error);
  g_assert_no_error (error);
  g_autoptr (XpLent) lent = xp_book_get_lent (f->theirs, &error);
  g_assert_cmpint (lent->round_uid, ==, TEST_ROUND);
  g_assert_cmpstr (lent->lent_by, ==, "王会计");
  g_assert_cmpint (ask (f->other, "SELECT count (*) FROM secret"), ==, 0);
  g_assert_cmpint (ask (f->base.path, "SELECT count (*) FROM secret"), ==, 2);

  put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpRecord) household = copy_household (f->theirs, TEST_HOUSEHOLD_1);
  xp_record_set_text (household, "door", "9号");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_HOUSEHOLD);
  xp_draft_put (draft, household);
  g_assert_null (xp_book_put (f->theirs, draft, &error));
  g_assert_nonnull (strstr (error->message, "这是外借的一份，只能录一轮的打分、状态和回避"));
  assert_in_order (f->other);

  g_autoptr (XpAct) act = merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (read_mark (f->base.book, 2, 1), ==, 3);
  g_assert_cmpint (ask (f->base.path, "SELECT count (*) FROM secret"), ==, 2);
  g_assert_cmpint (ask (f->base.path, "SELECT count (*) FROM lent"), ==, 0);
}

static void
test_lending_is_refused (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  lend (f, 77, &error);
  g_assert_nonnull (strstr (error->message, "没有这个组的参评户"));
  g_clear_error (&error);
  put_stage (f->base.book, XP_VERB_STAGE, "tallied");
  lend (f, 0, &error);
  g_assert_nonnull (strstr (error->message, "一轮不在打分"));
}

static void
test_a_lent_copy_neither_lends_nor_merges (Pair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  lend (f, 0, &error);
  g_assert_no_error (error);
  g_assert_null (plan_file (f->theirs, f->base.path, &error));
  g_assert_nonnull (strstr (error->message, "不能往里合并"));
  g_clear_error (&error);
  g_autofree char *again = g_strconcat (f->other, ".again", NULL);
  const XpBookOpening opening = {.clock = &f->base.clock, .random = &f->base.random};
  g_assert_false (xp_book_lend (f->theirs, &opening, TEST_ROUND, 0, again, &error));
  g_assert_nonnull (strstr (error->message, "不能再外借"));
}

/* clang-format off */
static const struct {
  const char *name;
  void (*func) (Pair *f, gconstpointer unused);
} TESTS[] = {
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
  {"forgotten-here", test_what_was_forgotten_does_not_come_back},
  {"forgotten-there", test_what_the_other_forgot_leaves},
  {"same-telephone", test_the_same_telephone_is_no_conflict},
  {"branch-touched", test_a_branch_that_was_touched},
  {"branch-cut-off", test_a_branch_that_was_cut_off},
  {"lent", test_a_lent_copy_takes_marks_alone},
  {"lending-refused", test_lending_is_refused},
  {"lent-neither", test_a_lent_copy_neither_lends_nor_merges},
};
/* clang-format on */

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (TESTS); i++) {
    g_autofree char *path = g_strconcat ("/book/merge/", TESTS[i].name, NULL);
    g_test_add (path, Pair, NULL, set_up, TESTS[i].func, tear_down);
  }
  return g_test_run ();
}

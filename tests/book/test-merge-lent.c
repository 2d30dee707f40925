/* Merging: what was forgotten on one side, and what a lent copy takes. */
#include "xp-test-pair.h"

#include <string.h>

/* ---- secrets ---- */

static void
forget (XpBook *book, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = xp_book_forget (book, uid, "2026-10-12", &error);
  g_assert_no_error (error);
}

static const char OF_ZHANG[] = "SELECT count (*) FROM secret WHERE key = '[11]'";
static const char OF_LI[] = "SELECT count (*) FROM secret WHERE key = '[12]'";

static void
test_what_was_forgotten_does_not_come_back (TestPair *f, gconstpointer unused)
{
  forget (f->base.book, TEST_HOUSEHOLD_1);
  test_pair_put_phone (f->theirs, TEST_HOUSEHOLD_2, "15400000002");
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (test_pair_ask (f->base.path, OF_ZHANG), ==, 0);
  g_assert_cmpint (test_pair_ask (f->base.path, OF_LI), ==, 2);
  test_pair_assert_in_order (f->base.path);
}

/* A telephone typed on a copy that did not know it was to be forgotten: a person says which. */
static void
test_what_was_typed_meanwhile_is_asked (TestPair *f, gconstpointer unused)
{
  g_autofree char *spare = g_build_filename (f->base.folder, "spare.xiangping", NULL);
  forget (f->base.book, TEST_HOUSEHOLD_1);
  test_pair_put_phone (f->theirs, TEST_HOUSEHOLD_1, "15400000005");
  XpBook *other_way = test_pair_open_copy (&f->base, spare, "赵干事");
  g_autoptr (XpAct) ours = test_pair_merge (f->base.book, f->other, XP_MERGE_OURS);
  g_assert_cmpint (test_pair_ask (f->base.path, OF_ZHANG), ==, 0);
  test_pair_assert_in_order (f->base.path);
  g_autoptr (XpAct) theirs = test_pair_merge (other_way, f->other, XP_MERGE_THEIRS);
  g_assert_cmpint (test_pair_ask (spare, OF_ZHANG), ==, 1);
  test_pair_assert_in_order (spare);
  xp_book_close (other_way);
}

/* Another column is asked about; the telephone that was forgotten does not come back with it. */
static void
test_a_choice_brings_nothing_forgotten (TestPair *f, gconstpointer unused)
{
  test_pair_put_door (f->base.book, TEST_HOUSEHOLD_1, "1号");
  test_pair_put_door (f->theirs, TEST_HOUSEHOLD_1, "2号");
  forget (f->base.book, TEST_HOUSEHOLD_1);
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_THEIRS);
  g_autoptr (XpRecord) household = test_pair_copy_household (f->base.book, TEST_HOUSEHOLD_1);
  g_assert_cmpstr (xp_record_get_text (household, "door"), ==, "2号");
  g_assert_true (xp_record_is_null (household, "phone_secret"));
  g_assert_cmpint (test_pair_ask (f->base.path, OF_ZHANG), ==, 0);
  test_pair_assert_in_order (f->base.path);
}

static void
test_what_the_other_forgot_leaves (TestPair *f, gconstpointer unused)
{
  g_assert_cmpint (test_pair_ask (f->base.path, OF_ZHANG), ==, 1);
  forget (f->theirs, TEST_HOUSEHOLD_1);
  test_pair_put_phone (f->theirs, TEST_HOUSEHOLD_1, "15400000003");
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpRecord) household = test_pair_copy_household (f->base.book, TEST_HOUSEHOLD_1);
  g_autofree char *phone =
    xp_book_dup_secret (f->base.book, xp_record_get_text (household, "phone_secret"), NULL);
  g_assert_cmpint (test_pair_ask (f->base.path, OF_ZHANG), ==, 1);
  g_assert_cmpstr (phone, ==, "15400000003");
  test_pair_assert_in_order (f->base.path);
}

static void
test_the_same_telephone_is_no_conflict (TestPair *f, gconstpointer unused)
{
  test_pair_put_phone (f->base.book, TEST_HOUSEHOLD_1, "15400000004");
  test_pair_put_phone (f->theirs, TEST_HOUSEHOLD_1, "15400000004");
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpAct) back = test_pair_merge (f->theirs, f->base.path, XP_MERGE_UNDECIDED);
  g_autoptr (XpRecord) here = test_pair_copy_household (f->base.book, TEST_HOUSEHOLD_1);
  g_autoptr (XpRecord) there = test_pair_copy_household (f->theirs, TEST_HOUSEHOLD_1);
  g_assert_true (xp_record_equal (here, there));
}

/* ---- the lent book ---- */

static void
lend (TestPair *f, int64_t group_uid, GError **error)
{
  test_pair_close_theirs (f);
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
test_a_lent_copy_takes_marks_alone (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  lend (f, 0, &error);
  g_assert_no_error (error);
  g_autoptr (XpLent) lent = xp_book_get_lent (f->theirs, &error);
  g_assert_cmpint (lent->round_uid, ==, TEST_ROUND);
  g_assert_cmpstr (lent->lent_by, ==, "王会计");
  g_assert_cmpint (test_pair_ask (f->other, "SELECT count (*) FROM secret"), ==, 0);
  g_assert_cmpint (test_pair_ask (f->base.path, "SELECT count (*) FROM secret"), ==, 2);

  test_pair_put_mark (f->theirs, 2, 1, 3);
  g_autoptr (XpRecord) household = test_pair_copy_household (f->theirs, TEST_HOUSEHOLD_1);
  xp_record_set_text (household, "door", "9号");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_HOUSEHOLD);
  xp_draft_put (draft, household);
  g_assert_null (xp_book_put (f->theirs, draft, &error));
  g_assert_nonnull (strstr (error->message, "这是外借的一份，只能录一轮的打分、状态、回避和评议"));
  test_pair_assert_in_order (f->other);

  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_assert_cmpint (test_pair_read_mark (f->base.book, 2, 1), ==, 3);
  g_assert_cmpint (test_pair_ask (f->base.path, "SELECT count (*) FROM secret"), ==, 2);
  g_assert_cmpint (test_pair_ask (f->base.path, "SELECT count (*) FROM lent"), ==, 0);
}

static XpRecord *
new_stay (int64_t stay_no, const char *came_at)
{
  XpRecord *stay = xp_record_new (XP_KIND_ATTENDANCE);
  xp_record_set_int (stay, "round_uid", TEST_ROUND);
  xp_record_set_int (stay, "stay_no", stay_no);
  xp_record_set_text (stay, "came_at", came_at);
  return stay;
}

/* Declared at the door, it comes home with its relation; who sits is the book's own matter. */
static void
test_a_recusal_comes_home (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  lend (f, 0, &error);
  g_assert_no_error (error);
  g_autoptr (XpRecord) recusal = xp_record_new (XP_KIND_RECUSAL);
  xp_record_set_int (recusal, "round_uid", TEST_ROUND);
  xp_record_set_int (recusal, "entrant_no", 2);
  xp_record_set_text (recusal, "source", "declared");
  xp_record_set_secret (recusal, "relation_secret", "亲家");
  test_pair_put (f->theirs, XP_VERB_RECUSE, recusal);
  g_autoptr (XpRecord) stay = new_stay (1, "2026-10-12T19:05");
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ATTENDANCE);
  xp_draft_put (draft, stay);
  g_assert_null (xp_book_put (f->theirs, draft, &error));
  g_assert_nonnull (strstr (error->message, "这是外借的一份"));

  g_autoptr (XpRecord) own = new_stay (1, "2026-10-12T19:00");
  test_pair_put (f->base.book, XP_VERB_ATTENDANCE, own);
  g_autoptr (XpAct) act = test_pair_merge (f->base.book, f->other, XP_MERGE_UNDECIDED);
  g_autoptr (XpRecord) home = xp_book_lookup (f->base.book, XP_KIND_RECUSAL, "[21,2,0]", NULL);
  g_assert_nonnull (home);
  g_autofree char *relation =
    xp_book_dup_secret (f->base.book, xp_record_get_text (home, "relation_secret"), NULL);
  g_assert_cmpstr (relation, ==, "亲家");
  test_pair_assert_in_order (f->base.path);
}

static void
test_lending_is_refused (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  lend (f, 77, &error);
  g_assert_nonnull (strstr (error->message, "没有这个组的参评户"));
  g_clear_error (&error);
  test_pair_put_stage (f->base.book, XP_VERB_STAGE, "tallied");
  lend (f, 0, &error);
  g_assert_nonnull (strstr (error->message, "一轮不在打分"));
}

static void
test_a_lent_copy_neither_lends_nor_merges (TestPair *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  lend (f, 0, &error);
  g_assert_no_error (error);
  g_assert_null (test_pair_plan_file (f->theirs, f->base.path, &error));
  g_assert_nonnull (strstr (error->message, "不能往里合并"));
  g_clear_error (&error);
  g_autofree char *again = g_strconcat (f->other, ".again", NULL);
  const XpBookOpening opening = {.clock = &f->base.clock, .random = &f->base.random};
  g_assert_false (xp_book_lend (f->theirs, &opening, TEST_ROUND, 0, again, &error));
  g_assert_nonnull (strstr (error->message, "不能再外借"));
}

/* clang-format off */
static const TestPairCase CASES[] = {
  {"forgotten-here", test_what_was_forgotten_does_not_come_back},
  {"forgotten-asked", test_what_was_typed_meanwhile_is_asked},
  {"forgotten-choice", test_a_choice_brings_nothing_forgotten},
  {"forgotten-there", test_what_the_other_forgot_leaves},
  {"same-telephone", test_the_same_telephone_is_no_conflict},
  {"lent", test_a_lent_copy_takes_marks_alone},
  {"lent-recusal", test_a_recusal_comes_home},
  {"lending-refused", test_lending_is_refused},
  {"lent-neither", test_a_lent_copy_neither_lends_nor_merges},
};
/* clang-format on */

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_pair_add_cases (CASES, G_N_ELEMENTS (CASES));
  return g_test_run ();
}

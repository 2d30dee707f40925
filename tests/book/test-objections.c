/* The guards of an objection, whoever puts it: checkers, stage, and what waits for an answer. */
#include "xp-test-book.h"

#include <string.h>

enum {
  ROUND = 31
};

static void
put_record (XpDraft *draft, XpRecord *record)
{
  xp_draft_put (draft, record);
  xp_record_unref (record);
}

static XpRecord *
make_record (XpKind kind, int64_t no, const char *no_column)
{
  XpRecord *record = xp_record_new (kind);
  xp_record_set_int (record, "round_uid", ROUND);
  if (no_column != NULL)
    xp_record_set_int (record, no_column, no);
  return record;
}

static void
put_draft (TestBook *f, XpDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, &error);
  g_assert_no_error (error);
}

/* Judged each by himself by 甲 and 乙; 甲 is recused for the first household. */
static void
open_round (TestBook *f)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_OPEN_ROUND);
  XpRecord *round = make_record (XP_KIND_ROUND, 2, "number");
  xp_record_set_text (round, "name", "二轮");
  xp_record_set_text (round, "stage", "marking");
  xp_record_set_text (round, "rubric_id", "small");
  xp_record_set_int (round, "rubric_version", 1);
  xp_record_set_text (round, "combine", "mean");
  put_record (draft, round);
  for (int no = 1; no <= 2; no++) {
    XpRecord *judge = make_record (XP_KIND_JUDGE, no, "judge_no");
    XpRecord *entrant = make_record (XP_KIND_ENTRANT, no, "entrant_no");
    xp_record_set_text (judge, "name", no == 1 ? "甲" : "乙");
    xp_record_set_int (entrant, "household_uid", no == 1 ? TEST_HOUSEHOLD_1 : TEST_HOUSEHOLD_2);
    put_record (draft, judge);
    put_record (draft, entrant);
  }
  XpRecord *recusal = make_record (XP_KIND_RECUSAL, 1, "entrant_no");
  xp_record_set_int (recusal, "judge_no", 1);
  xp_record_set_text (recusal, "source", "declared");
  put_record (draft, recusal);
  put_draft (f, draft);
}

static XpRecord *
copy_round (TestBook *f, const char *stage)
{
  g_autofree char *key = g_strdup_printf ("[%d]", ROUND);
  g_autoptr (XpRecord) found = xp_book_lookup (f->book, XP_KIND_ROUND, key, NULL);
  XpRecord *round = xp_record_copy (found);
  xp_record_set_text (round, "stage", stage);
  return round;
}

static void
set_up_posted (TestBook *f, gconstpointer unused)
{
  static const char *const STAGES[] = {"tallied", "discussed", "posted"};
  test_book_set_up (f, NULL);
  open_round (f);
  g_autoptr (XpRecord) mark = test_mark (1, 1, 2);
  xp_record_set_int (mark, "round_uid", ROUND);
  xp_record_set_int (mark, "judge_no", 2);
  g_autoptr (XpAct) marked = test_put (f, XP_VERB_PUT_MARK, mark, NULL);
  g_assert_nonnull (marked);
  for (size_t i = 0; i < G_N_ELEMENTS (STAGES); i++) {
    g_autoptr (XpRecord) round = copy_round (f, STAGES[i]);
    g_autoptr (XpAct) act = test_put (f, XP_VERB_STAGE, round, NULL);
    g_assert_nonnull (act);
  }
}

static XpRecord *
make_objection (int entrant_no, const char *first, const char *second)
{
  XpRecord *objection = make_record (XP_KIND_OBJECTION, 1, "objection_no");
  xp_record_set_text (objection, "received_on", "2026-10-12");
  xp_record_set_text (objection, "due_on", "2026-10-15");
  xp_record_set_int (objection, "entrant_no", entrant_no);
  xp_record_set_secret (objection, "words_secret", "第7项重了");
  xp_record_set_text (objection, "first_checker", first);
  xp_record_set_text (objection, "second_checker", second);
  return objection;
}

static void
test_checkers_have_no_part_in_it (TestBook *f, gconstpointer unused)
{
  static const struct {
    int entrant_no;
    const char *first, *second, *says; /* NULL: may stand */
  } CASES[] = {
    {1, "甲", "丙", "甲对这一户回避"},
    {1, "丙", "乙", "乙是给这次评选打分的评委"},
    {1, "张三", "丙", "张三是这一户的人"},
    {1, "丙", "丙", "两个核查人都写的是丙"},
    {1, "", "丙", "两个人核查"},
    {9, "丙", "丁", "不在"},
    {2, "甲", "乙", NULL},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (XpRecord) objection =
      make_objection (CASES[i].entrant_no, CASES[i].first, CASES[i].second);
    g_autoptr (GError) error = NULL;
    g_autoptr (XpAct) act = test_put (f, XP_VERB_OBJECTION, objection, &error);
    if (CASES[i].says == NULL)
      g_assert_no_error (error);
    else if (error == NULL || strstr (error->message, CASES[i].says) == NULL)
      g_error ("%s: %s", CASES[i].says, error != NULL ? error->message : "");
  }
}

static void
test_an_open_one_holds_up_the_round (TestBook *f, gconstpointer unused)
{
  g_autoptr (XpRecord) objection = make_objection (1, "丙", "丁");
  g_autoptr (XpAct) act = test_put (f, XP_VERB_OBJECTION, objection, NULL);
  g_assert_nonnull (act);
  g_autoptr (XpRecord) round = copy_round (f, "published");
  g_autoptr (GError) error = NULL;
  g_assert_null (test_put (f, XP_VERB_STAGE, round, &error));
  g_assert_nonnull (strstr (error->message, "第1条意见还没有答复"));

  g_autoptr (XpAct) undone = xp_book_undo (f->book, NULL);
  g_assert_nonnull (undone);
  g_autoptr (XpAct) published = test_put (f, XP_VERB_STAGE, round, NULL);
  g_assert_nonnull (published);
  g_autoptr (GError) late = NULL;
  g_assert_null (test_put (f, XP_VERB_OBJECTION, objection, &late));
  g_assert_nonnull (strstr (late->message, "公布"));
  test_book_close (f);
  g_assert_cmpint (test_sql (f, "SELECT count(*) FROM change WHERE after LIKE '%第7项%'"), ==, 0);
  g_autofree char *problems = test_verify (f);
  g_assert_cmpstr (problems, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, TestBook, NULL, set_up_posted, func, test_book_tear_down)
  ADD ("/objections/checkers", test_checkers_have_no_part_in_it);
  ADD ("/objections/open", test_an_open_one_holds_up_the_round);
#undef ADD
  return g_test_run ();
}

/* 再录一遍: what is asked, typed blind, compared, settled by the paper; and what waits for it. */
#include "xp-marking.h"
#include "xp-printing.h"
#include "xp-second-work.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

static const XpRoundSpec ROUND = {
  .rubric_id = "ganjing-renjia", .name = "一轮", .combine = "合议", .line = "90", .quota = "无"};

static int64_t
open_round (TestDesk *f)
{
  return test_desk_open (f, &ROUND);
}

static void
ask (TestDesk *f, int64_t uid, int n_drawn, const char *seed)
{
  g_autoptr (GError) error = NULL;
  xp_second_work_ask (f->desk, uid, n_drawn, seed, &error);
  g_assert_no_error (error);
}

/* The desk's own typist is 王会计. */
static void
type_second_as (TestDesk *f, int64_t uid, const char *rows, const char *who, bool is_same)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strconcat (HEAD, rows, NULL);
  g_autofree char *before = g_strdup (xp_desk_get_who (f->desk));
  g_autoptr (XpMarking) marking = xp_marking_new_second (f->desk, uid, &error);
  g_assert_no_error (error);
  if (is_same)
    xp_marking_allow_same_typist (marking);
  xp_desk_set_who (f->desk, who);
  xp_marking_import_csv (marking, "第二遍.csv", text, &error);
  g_assert_no_error (error);
  xp_desk_set_who (f->desk, before);
}

static void
type_second (TestDesk *f, int64_t uid, const char *rows)
{
  type_second_as (f, uid, rows, "李文书", false);
}

static XpLoadedRound *
load (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  XpLoadedRound *loaded = xp_round_work_load (f->desk, uid, &error);
  g_assert_no_error (error);
  return loaded;
}

static void
assert_missing (TestDesk *f, int64_t uid, const char *says)
{
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpNextStage) next = xp_round_work_next_stage (f->desk, loaded, NULL);
  g_autofree char *all = g_strjoinv ("|", next->missing);
  g_test_message ("%s", all);
  if (says == NULL) {
    g_assert_cmpstr (all, ==, "");
    return;
  }
  g_assert_nonnull (strstr (all, says));
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  g_assert_nonnull (strstr (error->message, says));
}

static int64_t
total_of (TestDesk *f, int64_t uid, int entrant_no)
{
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  return xp_tally_get_total (loaded->tally, entrant_no)->total_hundredths;
}

static void
settle (TestDesk *f, int64_t uid, guint slip, XpPaperSays says, int64_t other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, NULL);
  const XpMark mark = {.entered = other};
  g_assert_cmpuint (view->slips->len, >, slip);
  xp_second_work_settle (f->desk,
                         uid,
                         ((XpSecondSlip *) view->slips->pdata[slip])->cells,
                         says,
                         says == XP_PAPER_SAYS_OTHER ? &mark : NULL,
                         &error);
  g_assert_no_error (error);
}

static void
assert_check_refused (TestDesk *f, int64_t uid, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, "second-check", uid, NULL, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, sentence);
}

/* ---- one evening ---- */

/* On paper stands what differs, and nobody whose two entries agree. */
static void
test_what_differs_is_looked_up_on_paper (TestDesk *f, gconstpointer unused)
{
  XpRoundSpec draft = ROUND;
  draft.is_draft = true;
  assert_check_refused (f,
                        test_desk_open (f, &draft),
                        "还没有开始打分，没有可复核的。请先在“结果”里走到打分。");
  const int64_t uid = open_round (f);
  test_desk_mark (f, uid, HEAD "1,,4,2\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  ask (f, uid, 0, NULL);
  assert_check_refused (f, uid, "两遍没有录得不一样、还没定下来的，没有复核表可印，什么也不用做。");
  type_second (f, uid, "1,,4,3\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, "second-check", uid, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *text = test_desk_dup_words (f, pdf);
  g_assert_nonnull (strstr (text, "两遍录得不一样的1处"));
  g_assert_nonnull (strstr (text, "第4项院内地面：第一遍2处，第二遍3处"));
  g_assert_nonnull (strstr (text, "张三"));
  g_assert_null (strstr (text, "李四"));
  g_assert_null (strstr (text, "王五"));
}

static void
test_the_first_counts_until_the_paper_was_looked_at (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  test_desk_mark (f, uid, HEAD "1,,4,2\n1,,15,1\n1,,*,无扣分\n2,,*,无扣分\n3,,9,1\n3,,*,无扣分\n");
  ask (f, uid, 0, NULL);
  assert_missing (f, uid, "还有3户没有再录一遍：一社 张三、");
  type_second (f, uid, "1,,4,3\n1,,*,无扣分\n2,,*,无扣分\n3,,9,1\n3,,*,无扣分\n");
  g_assert_cmpint (total_of (f, uid, 1), ==, 9700);
  assert_missing (f, uid, "两遍还有2格不一样，比如一社 张三 第4项");

  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, NULL);
  g_assert_cmpint (view->n_entrants, ==, 3);
  g_assert_cmpint (view->n_typed, ==, 3);
  g_assert_cmpint (view->n_cells, ==, 3 * 29);
  const XpSecondSlip *slip = view->slips->pdata[1];
  g_assert_cmpint (slip->slip, ==, XP_SLIP_MISSED);
  g_assert_true (g_str_has_suffix (slip->sentence, "：第一遍1处，第二遍0处"));
  g_assert_cmpstr (view->rate, ==, "录了两遍的87格里，有2格不一样（千分之23.0）");

  settle (f, uid, 0, XP_PAPER_SAYS_OTHER, 5);
  g_assert_cmpint (total_of (f, uid, 1), ==, 9400);
  settle (f, uid, 0, XP_PAPER_SAYS_SECOND, 0);
  g_assert_cmpint (total_of (f, uid, 1), ==, 9500);
  assert_missing (f, uid, NULL);
  g_autoptr (XpLoadedRound) after = load (f, uid);
  g_autoptr (XpSecondView) rest = xp_second_view_new (after, NULL);
  g_assert_cmpint (rest->n_unsettled, ==, 0);
  g_assert_cmpint (rest->n_differing, ==, 2);
  g_autofree char *sentences = test_desk_last_sentences (f);
  g_assert_nonnull (strstr (sentences, "第一遍1处，第二遍没有记，照纸上定为没有记"));

  test_desk_undo (f, "核对两遍");
  g_assert_cmpint (total_of (f, uid, 1), ==, 9400);
  assert_missing (f, uid, "两遍还有1格不一样");
  test_desk_assert_in_order (f);
}

static void
test_what_was_settled_is_asked_anew_when_it_is_typed_anew (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  test_desk_mark (f, uid, HEAD "1,,4,2\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  ask (f, uid, 0, NULL);
  type_second (f, uid, "1,,4,3\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  settle (f, uid, 0, XP_PAPER_SAYS_FIRST, 0);
  assert_missing (f, uid, NULL);
  type_second (f, uid, "1,,4,4\n");
  assert_missing (f, uid, "两遍还有1格不一样");
  settle (f, uid, 0, XP_PAPER_SAYS_SECOND, 0);
  assert_missing (f, uid, NULL);
  test_desk_mark (f, uid, HEAD "1,,4,1\n");
  assert_missing (f, uid, "两遍还有1格不一样");
}

static void
test_a_slip_is_settled_at_once (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  test_desk_mark (f, uid, HEAD "1,,4,2\n1,,5,1\n1,,7,3\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  ask (f, uid, 0, NULL);
  type_second (f, uid, "1,,5,2\n1,,6,1\n1,,8,3\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, NULL);
  g_assert_cmpuint (view->slips->len, ==, 1);
  const XpSecondSlip *slip = view->slips->pdata[0];
  g_assert_cmpstr (slip->sentence, ==, "从第4项起第二遍像是往下串了一行，有5项不一样");
  const int64_t before = total_of (f, uid, 1);
  settle (f, uid, 0, XP_PAPER_SAYS_FIRST, 0);
  g_assert_cmpint (total_of (f, uid, 1), ==, before);
  assert_missing (f, uid, NULL);

  g_autoptr (GError) error = NULL;
  test_desk_mark (f, uid, HEAD "1,,4,4\n");
  g_assert_false (
    xp_second_work_settle (f->desk, uid, slip->cells, XP_PAPER_SAYS_SECOND, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "刚才又录过了"));
}

/* ---- who types ---- */

static XpSecondTypists *
load_typists (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  XpSecondTypists *typists = xp_second_typists_load (f->desk, uid, &error);
  g_assert_no_error (error);
  return typists;
}

static char *
dup_words_of (TestDesk *f, int64_t uid, const char *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, document, uid, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

static void
test_the_second_is_another_person (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  test_desk_mark (f, uid, HEAD "1,,4,2\n1,,*,无扣分\n2,,*,无扣分\n");
  xp_desk_set_who (f->desk, "李文书");
  test_desk_mark (f, uid, HEAD "3,,*,无扣分\n");
  ask (f, uid, 0, NULL);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpSecondTypists) typists = load_typists (f, uid);
  g_assert_cmpint (xp_second_typists_count (typists, loaded, "王会计"), ==, 2);
  g_assert_cmpint (xp_second_typists_count (typists, loaded, "李文书"), ==, 1);
  g_assert_cmpint (xp_second_typists_count (typists, loaded, "孙梅"), ==, 0);

  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new_second (f->desk, uid, &error);
  g_assert_false (
    xp_marking_import_csv (marking, "第二遍.csv", HEAD "1,,4,2\n3,,*,无扣分\n", &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "第3行：3号户的第一遍也是李文书录的"));

  /* Each types what the other typed first: nothing is told. */
  type_second (f, uid, "1,,4,3\n1,,*,无扣分\n2,,*,无扣分\n");
  type_second_as (f, uid, "3,,*,无扣分\n", "王会计", false);
  g_autoptr (XpLoadedRound) typed = load (f, uid);
  g_autoptr (XpSecondTypists) both = load_typists (f, uid);
  g_autofree char *sentence = xp_second_typists_dup_sentence (both, typed);
  g_assert_cmpstr (sentence, ==, "");
  g_assert_cmpint (xp_second_typists_count (both, typed, "王会计"), ==, 0);
}

static void
test_where_nobody_else_is_there_every_sheet_says_so (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  test_desk_mark (f, uid, HEAD "1,,4,2\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  ask (f, uid, 0, NULL);
  type_second_as (f, uid, "1,,4,3\n1,,*,无扣分\n2,,*,无扣分\n", "王会计", true);
  type_second (f, uid, "3,,*,无扣分\n");
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpSecondTypists) typists = load_typists (f, uid);
  g_autoptr (XpSecondView) view = xp_second_view_new (loaded, typists);
  g_assert_cmpstr (view->same, ==, "其中2户两遍都是王会计录的");
  g_assert_cmpstr (((XpSecondSlip *) view->slips->pdata[0])->same, ==, "两遍都是王会计录的");

  /* Whoever looks at the paper does not type: it is still the same two. */
  settle (f, uid, 0, XP_PAPER_SAYS_SECOND, 0);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  static const char SAYS[] =
    "每户再录一遍。录了两遍的87格里，有1格不一样（千分之11.5）。其中2户两遍都是王会计录的。";
  g_autofree char *summary = dup_words_of (f, uid, "summary");
  g_autofree char *minutes = dup_words_of (f, uid, "minutes");
  g_assert_nonnull (strstr (summary, SAYS));
  g_assert_nonnull (strstr (minutes, SAYS));
}

static void
test_what_was_taken_back_was_not_typed (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  test_desk_mark (f, uid, HEAD "1,,4,2\n");
  xp_desk_set_who (f->desk, "孙梅");
  test_desk_mark (f, uid, HEAD "2,,4,2\n");
  g_autoptr (XpSecondTypists) before = load_typists (f, uid);
  g_assert_true (xp_second_typists_is_first (before, 2, 0, "孙梅"));
  g_autoptr (XpAct) undone = xp_desk_undo (f->desk, false, NULL);
  g_assert_nonnull (undone);
  g_autoptr (XpSecondTypists) after = load_typists (f, uid);
  g_assert_false (xp_second_typists_is_first (after, 2, 0, "孙梅"));
  g_assert_true (xp_second_typists_is_first (after, 1, 0, "王会计"));
  g_autoptr (XpAct) redone = xp_desk_undo (f->desk, true, NULL);
  g_assert_nonnull (redone);
  g_autoptr (XpSecondTypists) again = load_typists (f, uid);
  g_assert_true (xp_second_typists_is_first (again, 2, 0, "孙梅"));
}

/* ---- what is asked ---- */

static void
test_a_lot_draws_some (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  test_desk_mark (f, uid, HEAD "1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  assert_missing (f, uid, NULL);
  ask (f, uid, 1, "482913");
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autofree char *sentence = xp_second_work_dup_sentence (loaded);
  g_assert_cmpstr (sentence, ==, "抽1户再录一遍，抽签号482913");
  /* sha256sum of 482913:1, :2 and :3 begin with 74, 08 and ac. */
  const int drawn = 2;
  g_assert_false (loaded->is_drawn[0]);
  g_assert_true (loaded->is_drawn[1]);
  g_assert_false (loaded->is_drawn[2]);
  assert_missing (f, uid, "还有1户没有再录一遍");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new_second (f->desk, uid, &error);
  g_assert_false (xp_marking_is_asked (marking, 1));
  g_assert_true (xp_marking_is_asked (marking, drawn));
  g_assert_cmpint (xp_marking_next_open (marking, 1, 0), ==, drawn);
  int n_done = -1, n_total = -1;
  xp_marking_get_progress (marking, &n_done, &n_total);
  g_assert_cmpint (n_done, ==, 0);
  g_assert_cmpint (n_total, ==, 1);
  const XpEntry close = {.kind = XP_ENTRY_CLOSE, .mark = {.entrant_no = drawn}};
  g_assert_true (xp_marking_put (marking, &close, &error));
  xp_marking_get_progress (marking, &n_done, &n_total);
  g_assert_cmpint (n_done, ==, 1);
  assert_missing (f, uid, NULL);

  ask (f, uid, 2, NULL);
  g_autoptr (XpLoadedRound) more = load (f, uid);
  g_assert_cmpuint (strlen (more->second_entry.seed), ==, 6);
}

static void
test_what_cannot_be_asked (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_second_work_ask (f->desk, uid, 4, NULL, &error));
  g_assert_nonnull (strstr (error->message, "参评的一共只有3户"));
  g_clear_error (&error);
  g_assert_false (xp_second_work_ask (f->desk, uid, 2, "四", &error));
  g_assert_nonnull (strstr (error->message, "抽签号“四”不对"));
  g_clear_error (&error);
  g_assert_null (xp_marking_new_second (f->desk, uid, &error));
  g_assert_nonnull (strstr (error->message, "没有定再录一遍"));
  g_clear_error (&error);

  ask (f, uid, 0, NULL);
  type_second (f, uid, "1,,4,3\n");
  g_assert_false (xp_second_work_ask (f->desk, uid, -1, NULL, &error));
  g_assert_nonnull (strstr (error->message, "已经录了第二遍"));
  g_clear_error (&error);

  test_desk_mark (f, uid, HEAD "1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  type_second (f, uid, "1,,4,\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  g_assert_false (xp_second_work_ask (f->desk, uid, 1, NULL, &error));
  g_assert_nonnull (strstr (error->message, "再录一遍在打分的时候定"));
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*run) (TestDesk *f, gconstpointer unused);
  } TESTS[] = {
    {"/second/check", test_what_differs_is_looked_up_on_paper},
    {"/second/paper", test_the_first_counts_until_the_paper_was_looked_at},
    {"/second/anew", test_what_was_settled_is_asked_anew_when_it_is_typed_anew},
    {"/second/at-once", test_a_slip_is_settled_at_once},
    {"/second/other-person", test_the_second_is_another_person},
    {"/second/same-person", test_where_nobody_else_is_there_every_sheet_says_so},
    {"/second/taken-back", test_what_was_taken_back_was_not_typed},
    {"/second/lot", test_a_lot_draws_some},
    {"/second/asked", test_what_cannot_be_asked},
  };
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, TestDesk, NULL, test_desk_set_up, TESTS[i].run, test_desk_tear_down);
  return g_test_run ();
}

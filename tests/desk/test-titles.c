/* A title is taken back: what hangs on it, who said so, and how long it cannot be had again. */
#include "xp-test-desk.h"
#include "xp-title-work.h"
#include "xp-years-work.h"

#include <string.h>

static const char MARKS[] =
  "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,4,2\n3,,*,无扣分\n";

static void
assert_says (GError **error, const char *words)
{
  g_assert_nonnull (*error);
  if (strstr ((*error)->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, (*error)->message);
  g_clear_error (error);
}

/* 张三 and 李四 hold 干净人家. */
static int64_t
publish (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  test_desk_reopen (f, "2026-10-30");
  xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error);
  g_assert_no_error (error);
  return uid;
}

static void
agree_to_take_part (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  for (guint i = 0; i < card->persons->len; i++) {
    XpPersonCard *person = card->persons->pdata[i];
    if (strcmp (person->name, "李梅") != 0)
      continue;
    g_free (person->taking_part);
    person->taking_part = g_strdup ("agreed");
  }
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  g_assert_no_error (error);
}

static void
test_what_hangs_on_it_is_listed (TestDesk *f, gconstpointer unused)
{
  static const char *const JUDGES[] = {"甲", "乙", "丙", "丁", "戊", NULL};
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = xp_title_work_list_uses (f->desk, uid, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);

  agree_to_take_part (f);
  const XpRoundSpec spec = {.rubric_id = "jingba-xifu", .name = "精巴媳妇", .judges = JUDGES};
  const int64_t later = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) uses = xp_title_work_list_uses (f->desk, uid, 1, &error);
  g_assert_cmpuint (uses->len, ==, 1);
  const XpTitleUse *use = uses->pdata[0];
  g_assert_cmpint (use->round_uid, ==, later);
  g_assert_cmpstr (use->round_name, ==, "精巴媳妇");
  g_assert_cmpint (use->stage, ==, XP_STAGE_MARKING);
  g_autoptr (GPtrArray) of_li = xp_title_work_list_uses (f->desk, uid, 2, &error);
  g_assert_cmpuint (of_li->len, ==, 0);
}

static void
test_it_is_refused (TestDesk *f, gconstpointer unused)
{
  static const struct {
    int entrant_no;
    const char *reason, *witness, *until, *says;
  } CASES[] = {
    {1, "", "李支书", NULL, "摘牌要写明理由"},
    {1, "复查不合格", NULL, NULL, "第二个人的姓名"},
    {1, "复查不合格", "李支书", "两年", "停评到哪天写的是“两年”"},
    {1, "复查不合格", "李支书", "2026-01-01", "应为今天以后的日期"},
    {3, "复查不合格", "李支书", NULL, "没有评上称号"},
    {9, "复查不合格", "李支书", NULL, "没有评上称号"},
  };
  const int64_t uid = publish (f);
  g_autoptr (GError) error = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    const XpWithdrawalSpec spec = {uid,
                                   CASES[i].entrant_no,
                                   CASES[i].reason,
                                   CASES[i].witness,
                                   CASES[i].until};
    g_assert_false (xp_title_work_withdraw (f->desk, &spec, &error));
    assert_says (&error, CASES[i].says);
  }
  g_assert_null (xp_title_work_list_uses (f->desk, uid, 3, &error));
  assert_says (&error, "没有评上称号");

  const int64_t second = test_desk_post_round (f, "二轮", NULL, MARKS);
  const XpWithdrawalSpec early = {second, 1, "复查不合格", "李支书", NULL};
  g_assert_false (xp_title_work_withdraw (f->desk, &early, &error));
  assert_says (&error, "还没有公布");
}

static void
test_it_cannot_be_had_again_for_some_time (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  const XpWithdrawalSpec spec = {uid, 1, "复查不合格", "李支书", "2028-10-30"};
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_title_work_withdraw (f->desk, &spec, &error));
  g_assert_no_error (error);
  g_autofree char *told = test_desk_last_sentences (f);
  g_assert_nonnull (strstr (told, "张三 摘牌：一轮"));
  g_assert_false (xp_title_work_withdraw (f->desk, &spec, &error));
  assert_says (&error, "已经摘了");

  const XpRoundSpec round = {.rubric_id = "ganjing-renjia", .name = "二轮"};
  test_desk_reopen (f, "2028-10-30");
  const int64_t barred = xp_round_work_open (f->desk, &round, &error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, barred, &error);
  g_assert_cmpint (xp_entrant_get_taken (&loaded->round->entrants[0], "barred")->value, ==, 1);
  g_assert_true (xp_tally_get_total (loaded->tally, 1)->is_vetoed);
  g_assert_null (xp_entrant_get_taken (&loaded->round->entrants[1], "barred"));

  test_desk_reopen (f, "2028-10-31");
  const int64_t free_again = xp_round_work_open (f->desk, &round, &error);
  g_autoptr (XpLoadedRound) after = xp_round_work_load (f->desk, free_again, &error);
  g_assert_null (xp_entrant_get_taken (&after->round->entrants[0], "barred"));
  test_desk_assert_in_order (f);
}

static void
test_it_is_given_back (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = publish (f);
  const XpWithdrawalSpec spec = {uid, 1, "复查不合格", "李支书", "2028-10-30"};
  const XpWithdrawalSpec back = {uid, 1, "摘错了户", "李支书", NULL};
  const XpWithdrawalSpec unsaid = {uid, 1, "摘错了户", "", NULL};
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_title_work_restore (f->desk, &back, &error));
  assert_says (&error, "称号没有摘");
  g_assert_true (xp_title_work_withdraw (f->desk, &spec, &error));
  g_assert_false (xp_title_work_restore (f->desk, &unsaid, &error));
  assert_says (&error, "恢复称号要写明理由");
  g_assert_true (xp_title_work_restore (f->desk, &back, &error));
  g_assert_no_error (error);

  g_autoptr (GPtrArray) withdrawn = xp_title_work_list_withdrawn (f->desk, uid, &error);
  g_assert_cmpuint (withdrawn->len, ==, 0);
  const XpRoundSpec round = {.rubric_id = "ganjing-renjia", .name = "二轮"};
  const int64_t next = xp_round_work_open (f->desk, &round, &error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, next, &error);
  g_assert_null (xp_entrant_get_taken (&loaded->round->entrants[0], "barred"));
  g_assert_true (xp_title_work_withdraw (f->desk, &spec, &error)); /* and once more */
  test_desk_assert_in_order (f);
}

/* ---- several rounds together ---- */

static const XpStreakLine *
find_streak (const GPtrArray *lines, const char *head)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (((XpStreakLine *) lines->pdata[i])->household->head, head) == 0)
      return lines->pdata[i];
  g_assert_not_reached ();
}

static void
test_streaks_and_rises (TestDesk *f, gconstpointer unused)
{
  static const char AGAIN[] =
    "household,judge,item,mark\n1,,*,无扣分\n2,,4,1\n2,,*,无扣分\n3,,4,1\n3,,*,无扣分\n";
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_years_work_list_streaks (f->desk, "干净人家", 0, &error));
  assert_says (&error, "还没有公布过“干净人家”");
  const int64_t first = publish (f);
  const int64_t second = test_desk_post_round (f, "二轮", NULL, AGAIN);
  test_desk_reopen (f, "2026-11-30");
  g_assert_true (xp_round_work_go_on (f->desk, second, XP_STAGE_PUBLISHED, &error));

  g_autoptr (GPtrArray) lines = xp_years_work_list_streaks (f->desk, "干净人家", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpint (find_streak (lines, "张三")->streak.n_in_a_row, ==, 2);
  g_assert_cmpint (find_streak (lines, "张三")->streak.n_in_year, ==, 2);
  g_assert_cmpint (find_streak (lines, "李四")->streak.n_in_a_row, ==, 0);
  g_assert_cmpint (find_streak (lines, "李四")->streak.n_most_in_a_row, ==, 1);

  g_autoptr (GPtrArray) rises = xp_years_work_list_rises (f->desk, second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rises->len, ==, 3);
  const XpRiseLine *wang = rises->pdata[2];
  g_assert_cmpint (wang->rise.now_hundredths - wang->rise.before_hundredths, ==, 100);
  g_assert_true (wang->is_greatest);
  g_assert_false (((XpRiseLine *) rises->pdata[0])->is_greatest);

  const XpWithdrawalSpec spec = {first, 1, "复查不合格", "李支书", "2028-10-30"};
  g_assert_true (xp_title_work_withdraw (f->desk, &spec, &error));
  g_autoptr (GPtrArray) after = xp_years_work_list_streaks (f->desk, "干净人家", 0, &error);
  g_assert_cmpint (find_streak (after, "张三")->streak.n_in_a_row, ==, 1);
  g_assert_cmpstr (find_streak (after, "张三")->barred_until, ==, "2028-10-30");

  const XpRoundSpec round = {.rubric_id = "ganjing-renjia", .name = "三轮"};
  const int64_t third = xp_round_work_open (f->desk, &round, &error);
  g_assert_null (xp_years_work_list_rises (f->desk, third, &error));
  assert_says (&error, "三轮还没有算分");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/titles/uses", test_what_hangs_on_it_is_listed);
  ADD ("/titles/refused", test_it_is_refused);
  ADD ("/titles/given-back", test_it_is_given_back);
  ADD ("/titles/years", test_streaks_and_rises);
  ADD ("/titles/barred", test_it_cannot_be_had_again_for_some_time);
#undef ADD
  return g_test_run ();
}

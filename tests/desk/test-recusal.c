/* 回避: what is proposed and why, what is declared by hand, and what it does to the sums. */
#include "xp-marking.h"
#include "xp-recusal-work.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

static const char *const JUDGES[] = {"张三", "赵铁柱", "王英", "孙梅", NULL};
static const XpRoundSpec ROUND = {.rubric_id = "ganjing-renjia",
                                  .name = "一轮",
                                  .judges = JUDGES,
                                  .combine = "平均",
                                  .line = "90",
                                  .quota = "无"};

static GPtrArray *
propose (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *proposals = xp_recusal_work_propose (f->desk, uid, &error);
  g_assert_no_error (error);
  return proposals;
}

static char *
join_proposals (const GPtrArray *proposals)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < proposals->len; i++) {
    const XpRecusalProposal *proposal = proposals->pdata[i];
    g_string_append_printf (text,
                            "%s%s%s",
                            i > 0 ? "|" : "",
                            proposal->is_sure ? "" : "?",
                            proposal->sentence);
  }
  return g_string_free (text, FALSE);
}

static void
assert_proposed (TestDesk *f, int64_t uid, const char *expected)
{
  g_autoptr (GPtrArray) proposals = propose (f, uid);
  g_autofree char *text = join_proposals (proposals);
  g_assert_cmpstr (text, ==, expected);
}

static char *
list_lines (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_recusal_work_list (f->desk, uid, &error);
  g_assert_no_error (error);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++) {
    const XpRecusalLine *line = lines->pdata[i];
    g_string_append_printf (text,
                            "%s%s/%s/%s/%s/%d",
                            i > 0 ? "|" : "",
                            line->judge,
                            line->who,
                            line->source,
                            line->relation,
                            line->n_marks);
  }
  return g_string_free (text, FALSE);
}

static void
assert_lines (TestDesk *f, int64_t uid, const char *expected)
{
  g_autofree char *text = list_lines (f, uid);
  g_assert_cmpstr (text, ==, expected);
}

static void
add (TestDesk *f, int64_t uid, int judge_no, int entrant_no, const char *relation)
{
  g_autoptr (GError) error = NULL;
  xp_recusal_work_add (f->desk, uid, judge_no, entrant_no, "declared", relation, &error);
  g_assert_no_error (error);
}

static XpLoadedRound *
load (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  XpLoadedRound *loaded = xp_round_work_load (f->desk, uid, &error);
  g_assert_no_error (error);
  return loaded;
}

/* ---- at home ---- */

static void
test_nobody_marks_at_home (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  assert_lines (f, uid, "张三/一社 张三/程序提示/本户/0|王英/一社 李四/程序提示/本户/0");
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);
  g_assert_false (xp_marking_import_csv (marking, "m.csv", HEAD "1,张三,*,无扣分\n", &error));
  g_assert_nonnull (strstr (error->message, "这位评委对这一户回避"));
  assert_proposed (f, uid, "");
  g_autofree char *sentences = test_desk_last_sentences (f);
  g_assert_nonnull (strstr (sentences, "张三 对一社 张三回避"));
  g_assert_null (strstr (sentences, "本户"));
}

/* A judge who was tied to a person is kept out though nobody recused him. */
static void
test_who_is_tied_is_kept_out (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_recusal_work_remove (f->desk, uid, 1, 1, &error));
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  g_autoptr (XpRecord) judge = xp_record_new (XP_KIND_JUDGE);
  xp_record_set_int (judge, "round_uid", uid);
  xp_record_set_int (judge, "judge_no", 1);
  xp_record_set_text (judge, "name", "张三");
  xp_record_set_int (judge, "person_uid", ((XpPersonCard *) card->persons->pdata[0])->uid);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_ROUND);
  xp_draft_put (draft, judge);
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);
  g_assert_true (xp_marking_put_draft (marking, draft, &error));
  g_assert_false (xp_marking_import_csv (marking, "m.csv", HEAD "1,张三,*,无扣分\n", &error));
  g_assert_nonnull (strstr (error->message, "张三 不能给自己家打分，没有记上。请换一位评委。"));
  g_clear_error (&error);
  g_assert_true (xp_marking_import_csv (marking, "m.csv", HEAD "2,张三,*,无扣分\n", &error));
  assert_proposed (f, uid, "张三是一社 张三家的人");
}

static void
test_two_of_a_name_are_asked (TestDesk *f, gconstpointer unused)
{
  static const char *const NOBODY[] = {NULL};
  test_desk_add (f, "二社", "张三", NOBODY);
  const int64_t uid = test_desk_open (f, &ROUND);
  assert_lines (f, uid, "王英/一社 李四/程序提示/本户/0");
  assert_proposed (
    f,
    uid,
    "?村里叫张三的有2家：一社 张三家、二社 张三家。如果评委是一社 张三家的，就回避这一户|"
    "?村里叫张三的有2家：一社 张三家、二社 张三家。如果评委是二社 张三家的，就回避这一户");
  add (f, uid, 1, 4, "本户");
  assert_proposed (f, uid, "");
}

/* ---- kin and group ---- */

static void
test_what_was_declared_before_is_proposed (TestDesk *f, gconstpointer unused)
{
  const int64_t first = test_desk_open (f, &ROUND);
  add (f, first, 2, 3, "亲家");
  add (f, first, 4, 2, "是他姐夫");
  const int64_t second = test_desk_open (f, &ROUND);
  assert_proposed (f,
                   second,
                   "赵铁柱是王五的亲家（第1轮登记）|孙梅对李四家：是他姐夫（第1轮登记）");
  g_autoptr (GPtrArray) proposals = propose (f, second);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_recusal_work_take (f->desk, second, proposals, &error));
  assert_proposed (f, second, "");
  g_autoptr (GPtrArray) none = propose (f, second);
  g_assert_false (xp_recusal_work_take (f->desk, second, none, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "没有打勾的，什么也没有登记。请先在要登记的那一行按回车打勾。");
  g_clear_error (&error);
  assert_lines (f,
                second,
                "张三/一社 张三/程序提示/本户/0|赵铁柱/二社 王五/程序提示/亲家/0|"
                "王英/一社 李四/程序提示/本户/0|孙梅/一社 李四/程序提示/是他姐夫/0");
  const int64_t third = test_desk_open (f, &ROUND);
  assert_proposed (f, third, "赵铁柱是王五的亲家（第1轮登记）|孙梅对李四家：是他姐夫（第1轮登记）");
  g_autoptr (XpAct) undone = xp_desk_undo (f->desk, false, NULL);
  g_assert_nonnull (undone);
  test_desk_undo (f, "记回避");
  g_autoptr (GPtrArray) again = propose (f, second);
  g_assert_cmpuint (again->len, ==, 2);
  test_desk_assert_in_order (f);
}

static void
test_the_own_group_where_the_round_says_so (TestDesk *f, gconstpointer unused)
{
  XpRoundSpec spec = ROUND;
  spec.is_own_group_recused = true;
  const int64_t uid = test_desk_open (f, &spec);
  assert_proposed (f, uid, "张三是一社的人，这次不评本组：1户|王英是一社的人，这次不评本组：1户");
  g_autoptr (GPtrArray) proposals = propose (f, uid);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_recusal_work_take (f->desk, uid, proposals, &error));
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_assert_true (loaded->round->rules.is_own_group_recused);
  g_assert_true (xp_loaded_round_is_recused (loaded, 2, 1));
  g_assert_false (xp_loaded_round_is_recused (loaded, 3, 1));
}

/* ---- the sums ---- */

static void
test_marks_stay_and_count_nowhere (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  test_desk_mark (f,
                  uid,
                  HEAD "3,张三,4,1\n3,张三,*,无扣分\n3,赵铁柱,4,5\n3,赵铁柱,*,无扣分\n"
                       "3,王英,4,3\n3,王英,*,无扣分\n3,孙梅,*,无扣分\n");
  g_autoptr (XpLoadedRound) before = load (f, uid);
  const XpTotal *total = xp_tally_get_total (before->tally, 3);
  g_assert_cmpint (total->n_marks, ==, 4);
  const int64_t with_him = total->total_hundredths;
  add (f, uid, 2, 3, "亲家");
  g_autoptr (XpLoadedRound) after = load (f, uid);
  total = xp_tally_get_total (after->tally, 3);
  g_assert_cmpint (total->n_marks, ==, 3);
  g_assert_cmpint (total->total_hundredths, >, with_him);
  assert_lines (f,
                uid,
                "张三/一社 张三/程序提示/本户/0|赵铁柱/二社 王五/本人申请/亲家/1|"
                "王英/一社 李四/程序提示/本户/0");
  g_autofree char *echo = xp_recusal_dup_echo (after, 2, 3);
  g_assert_cmpstr (echo, ==, "赵铁柱 对二社 王五回避，他打的1项留着，不算");
  add (f, uid, 3, 3, NULL);
  g_autoptr (XpLoadedRound) thin = load (f, uid);
  g_autofree char *warned = xp_recusal_dup_echo (thin, 3, 3);
  g_assert_cmpstr (warned,
                   ==,
                   "王英 对二社 王五回避，他打的1项留着，不算。二社 王五只剩2位评委打分，不到3位，"
                   "请增补评委，或商量怎样算");
  g_auto (GStrv) all = xp_recusal_list_thin (thin);
  g_assert_cmpuint (g_strv_length (all), ==, 1);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_recusal_work_remove (f->desk, uid, 3, 3, &error));
  g_assert_true (xp_recusal_work_remove (f->desk, uid, 2, 3, &error));
  g_autoptr (XpLoadedRound) back = load (f, uid);
  g_assert_cmpint (xp_tally_get_total (back->tally, 3)->total_hundredths, ==, with_him);
  g_assert_false (xp_recusal_work_remove (f->desk, uid, 2, 3, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "赵铁柱 对二社 王五没有登记回避，不用收回。请看看是不是别的一户。");
}

/* What is on the screen follows at once, and Ctrl+Z takes it back. */
static void
test_the_typed_round_follows (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);
  g_autofree char *echo = xp_marking_recuse (marking, 3, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (echo, ==, "赵铁柱 对二社 王五回避");
  g_assert_true (xp_tally_get_sheet (xp_marking_get_tally (marking), 3, 2)->is_recused);
  g_assert_true (xp_marking_is_done (marking, 3, 2));
  g_autofree char *back = xp_marking_recuse (marking, 3, 2, &error);
  g_assert_cmpstr (back, ==, "赵铁柱 对二社 王五不再回避");
  g_assert_false (xp_tally_get_sheet (xp_marking_get_tally (marking), 3, 2)->is_recused);
  g_autoptr (XpAct) undone = xp_desk_undo (f->desk, false, &error);
  g_assert_no_error (error);
  g_assert_true (xp_tally_get_sheet (xp_marking_get_tally (marking), 3, 2)->is_recused);
}

/* ---- who is meant ---- */

static const struct {
  const char *typed;
  int entrant_no;
  const char *refusal;
} FOUND[] = {
  {"2", 2, NULL},
  {"２", 2, NULL},
  {"李四", 2, NULL},
  {"ls", 2, NULL},
  {"王", 3, NULL},
  {"zs", 0, "“zs”有2户：1 一社 张三，4 二社 张三。请写编号。"},
  {"钱", 0, "参评的里面没有“钱”。请写编号、户主姓名或拼音首字母。"},
  {"", 0, "参评的里面没有“”。请写编号、户主姓名或拼音首字母。"},
};

static void
test_households_are_found (TestDesk *f, gconstpointer unused)
{
  static const char *const NOBODY[] = {NULL};
  test_desk_add (f, "二社", "张三", NOBODY);
  const int64_t uid = test_desk_open (f, &ROUND);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  for (size_t i = 0; i < G_N_ELEMENTS (FOUND); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_cmpint (xp_recusal_find_entrant (loaded->round, FOUND[i].typed, &error),
                     ==,
                     FOUND[i].entrant_no);
    g_assert_cmpstr (error != NULL ? error->message : NULL, ==, FOUND[i].refusal);
  }
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_recusal_find_judge (loaded->round, "孙梅", &error), ==, 4);
  g_assert_cmpint (xp_recusal_find_judge (loaded->round, "２", &error), ==, 2);
  g_assert_cmpint (xp_recusal_find_judge (loaded->round, "钱七", &error), ==, 0);
  g_assert_cmpstr (error->message,
                   ==,
                   "没有“钱七”这位评委。请写姓名或号：1 张三、2 赵铁柱、3 王英、4 孙梅。");
}

static void
test_nobody_is_meant (TestDesk *f, gconstpointer unused)
{
  XpRoundSpec spec = ROUND;
  spec.judges = NULL;
  spec.combine = "合议";
  const int64_t uid = test_desk_open (f, &spec);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_recusal_find_judge (loaded->round, "1", &error), ==, 0);
  g_assert_cmpstr (error->message,
                   ==,
                   "这次评选没有写评委的姓名，不能登记。请新开评选时写上评委。");
  g_clear_error (&error);
  g_assert_false (xp_recusal_work_add (f->desk, uid, 1, 1, "declared", NULL, &error));
  g_assert_cmpstr (error->message, ==, "还没有选对是哪位评委、哪一户，没有记上。请重新选。");
}

/* ---- the word behind a state ---- */

static void
test_a_reason_is_private (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_open (f, &ROUND);
  g_autoptr (GError) error = NULL;
  test_desk_mark (f, uid, HEAD "3,,*,全家在外\n");
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);
  g_assert_true (xp_marking_put_reason (marking, 3, "去省城看病", &error));
  g_autofree char *sentences = test_desk_last_sentences (f);
  g_assert_null (strstr (sentences, "看病"));
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_assert_cmpint (xp_tally_get_total (loaded->tally, 3)->state, ==, XP_STATE_AWAY);
  g_autofree char *csv = xp_marking_export_csv (marking);
  g_assert_null (strstr (csv, "看病"));
  g_assert_false (xp_marking_put_reason (marking, 2, "不为什么", &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "一社 李四照常参评，没有状态，不用写原因。请先记状态，比如没碰上人。");
  test_desk_assert_in_order (f);
}

#define CASE(name, function)                                                                       \
  g_test_add ("/recusal/" name, TestDesk, NULL, test_desk_set_up, function, test_desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("home", test_nobody_marks_at_home);
  CASE ("tied", test_who_is_tied_is_kept_out);
  CASE ("two-of-a-name", test_two_of_a_name_are_asked);
  CASE ("kin", test_what_was_declared_before_is_proposed);
  CASE ("group", test_the_own_group_where_the_round_says_so);
  CASE ("sums", test_marks_stay_and_count_nowhere);
  CASE ("typed", test_the_typed_round_follows);
  CASE ("found", test_households_are_found);
  CASE ("nobody", test_nobody_is_meant);
  CASE ("reason", test_a_reason_is_private);
  return g_test_run ();
}

/* The papers of a list that hangs outside and of what comes after it: 更正公告, 对所提意见的答复,
 * 发放签收表, and a certificate in a woman's own name. */
#include "xp-correct-work.h"
#include "xp-objection-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

/* 张三 and 李四 are on the list, 王五 is not. */
static const char MARKS[] = HEAD "1,,*,无扣分\n2,,*,无扣分\n3,,4,2\n3,,*,无扣分\n";

static char *
print_for (TestDesk *f, const char *document, int64_t uid, const XpPrintOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, document, uid, options, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

static char *
print (TestDesk *f, const char *document, int64_t uid)
{
  return print_for (f, document, uid, NULL);
}

static void
assert_refused (TestDesk *f, const char *document, int64_t uid, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, document, uid, NULL, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in “%s”", words, text);
}

static void
assert_never_says (const char *text, const char *words)
{
  if (strstr (text, words) != NULL)
    g_error ("“%s” is in “%s”", words, text);
}

static void
go_on (TestDesk *f, int64_t uid, XpStage stage)
{
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (f->desk, uid, stage, &error);
  g_assert_no_error (error);
}

static void
go_back (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  xp_round_work_go_back (f->desk, uid, "有人提意见", "李明", &error);
  g_assert_no_error (error);
}

static void
correct (TestDesk *f, int64_t uid, int entrant_no, int n_findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  const XpCorrectedCell cell = {
    .mark = {.item_at = xp_rubric_lookup_item (loaded->round->rubric, "4")->at,
             .entry = 1,
             .entered = n_findings}};
  const XpCorrection correction = {.entrant_no = entrant_no,
                                   .cells = &cell,
                                   .n_cells = 1,
                                   .reason = "复看过，两处算重了",
                                   .witness = "李明"};
  xp_correct_work_put (f->desk, uid, &correction, &error);
  g_assert_no_error (error);
}

static void
set_naming (TestDesk *f, int64_t household_uid, const char *naming)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, household_uid);
  g_free (card->naming);
  card->naming = g_strdup (naming);
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  g_assert_no_error (error);
}

/* ---- 更正公告 ---- */

static void
test_a_correction_names_who_comes_in_alone (TestDesk *f, gconstpointer unused)
{
  static const char *const NEVER[] = {"李四", "张三", "分，", "算重", "李明", "第4项", "名次"};
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  assert_refused (f, "correction-notice", uid, "没有变过");
  go_back (f, uid);
  correct (f, uid, 2, 1);
  correct (f, uid, 3, 0);
  assert_refused (f, "correction-notice", uid, "公示还没有张贴");
  test_desk_reopen (f, "2026-10-15");
  go_on (f, uid, XP_STAGE_POSTED);
  g_autofree char *text = print (f, "correction-notice", uid);
  assert_says (text, "2026年10月12日张贴的“干净人家”评选结果公示");
  assert_says (text, "增列为拟评“干净人家”的1户");
  assert_says (text, "王五");
  assert_says (text, "另有1户不再列入，由评委会当面向本户说明");
  assert_says (text, "自2026年10月16日至10月22日（星期四）重新公示，共5个工作日");
  assert_says (text, "核对码");
  for (size_t i = 0; i < G_N_ELEMENTS (NEVER); i++)
    assert_never_says (text, NEVER[i]);
}

static void
test_a_correction_that_only_takes_away_names_nobody (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  go_back (f, uid);
  correct (f, uid, 2, 1);
  go_on (f, uid, XP_STAGE_POSTED);
  g_autofree char *text = print (f, "correction-notice", uid);
  assert_says (text, "原列的名单里有1户不再列入，由评委会当面向本户说明");
  assert_never_says (text, "增列");
  assert_never_says (text, "李四");
  assert_never_says (text, "王五");
}

static void
test_who_does_not_want_to_be_named_comes_in_unnamed (TestDesk *f, gconstpointer unused)
{
  set_naming (f, f->wang, "refused");
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  go_back (f, uid);
  correct (f, uid, 3, 0);
  go_on (f, uid, XP_STAGE_POSTED);
  g_autofree char *text = print (f, "correction-notice", uid);
  assert_says (text, "按本人意愿，另有增列的家庭不在榜上列名");
  assert_never_says (text, "王五");
}

/* ---- 对所提意见的答复 ---- */

static void
object (TestDesk *f, int64_t uid, int entrant_no, const char *by)
{
  const XpObjectionSpec spec = {entrant_no, by, "第4项算重了", "赵主任", "钱监委", NULL};
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, &error), !=, 0);
  g_assert_no_error (error);
}

static void
answer (TestDesk *f, int64_t uid, int no, bool is_upheld, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_objection_work_answer (f->desk, uid, no, is_upheld, words, &error));
  g_assert_no_error (error);
}

static void
test_each_answer_is_a_letter_of_its_own (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  object (f, uid, 3, "周大娘");
  object (f, uid, 0, "");
  assert_refused (f, "objection-answers", uid, "还没有答复过的意见");
  answer (f, uid, 1, true, "复看过，是算重了，已经改过来。");
  g_autofree char *first = print (f, "objection-answers", uid);
  assert_says (first, "周大娘：");
  assert_says (first, "名单提出的意见（说的是");
  assert_says (first, "由赵主任、钱监委二人核实");
  assert_says (first, "经核实，意见成立。复看过，是算重了，已经改过来。");
  assert_says (first, "也可以向乡镇人民政府反映");
  assert_says (first, "2026年10月12日");
  assert_never_says (first, "第4项");

  answer (f, uid, 2, false, "名单是照得分列的。");
  g_autofree char *both = print (f, "objection-answers", uid);
  assert_says (both, "周大娘：");
  assert_says (both, "提意见的乡亲：");
  assert_says (both, "经核实，维持公示的结果。名单是照得分列的。");
  const XpPrintOptions of_wang = {.household = 3};
  g_autofree char *one = print_for (f, "objection-answers", uid, &of_wang);
  assert_says (one, "周大娘：");
  assert_never_says (one, "提意见的乡亲");
}

/* ---- 发放签收表 and certificates ---- */

static int64_t
publish (TestDesk *f)
{
  const int64_t uid = test_desk_post_round (f, "一轮", NULL, MARKS);
  test_desk_reopen (f, "2026-10-30");
  go_on (f, uid, XP_STAGE_PUBLISHED);
  return uid;
}

static void
test_every_certificate_is_signed_for (TestDesk *f, gconstpointer unused)
{
  const int64_t early = test_desk_post_round (f, "零轮", NULL, MARKS);
  assert_refused (f, "handout-list", early, "证书还没有编号");
  const int64_t uid = publish (f);
  g_autofree char *text = print (f, "handout-list", uid);
  assert_says (text, "荣誉证书2张");
  assert_says (text, "张三永胜〔2026〕1-001");
  assert_says (text, "李四永胜〔2026〕1-002");
  assert_says (text, "代领人与本人关系");
  assert_never_says (text, "王五");
  const XpPrintOptions of_first = {.group = "一社"};
  g_autofree char *first = print_for (f, "handout-list", uid, &of_first);
  assert_says (first, "荣誉证书");
  assert_says (first, "张三");
}

static void
test_nobody_to_sign_has_no_list (TestDesk *f, gconstpointer unused)
{
  const int64_t uid =
    test_desk_post_round (f,
                          "一轮",
                          NULL,
                          HEAD "1,,4,1\n1,,*,无扣分\n2,,4,1\n2,,*,无扣分\n3,,*,没碰上人\n");
  test_desk_reopen (f, "2026-10-30");
  go_on (f, uid, XP_STAGE_PUBLISHED);
  assert_refused (f, "handout-list", uid, "没有要发的证书");
}

/* ---- 喜报 ---- */

/* Who does not want to be named hears of it only when somebody asks for that one sheet. */
static void
test_good_news_goes_home (TestDesk *f, gconstpointer unused)
{
  set_naming (f, f->li, "refused");
  assert_refused (f,
                  "good-news",
                  test_desk_post_round (f, "零轮", NULL, MARKS),
                  "还没有公布，还不能报喜");
  const int64_t uid = publish (f);
  g_autofree char *text = print (f, "good-news", uid);
  assert_says (text, "喜报张三家庭");
  assert_says (text, "被评为“干净人家”。特此报喜，向全家道贺！");
  assert_says (text, "2026年10月30日");
  assert_never_says (text, "李四");
  assert_never_says (text, "100");
  const XpPrintOptions of_li = {.household = 2, .paper = "A4"}, of_wang = {.household = 3};
  g_autofree char *one = print_for (f, "good-news", uid, &of_li);
  assert_says (one, "李四家庭");
  assert_never_says (one, "张三");
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, "good-news", uid, &of_wang, NULL, NULL, &error));
  assert_says (error->message, "没有喜报可印");
  const XpPrintOptions pieced = {.paper = "2A4"};
  g_clear_error (&error);
  g_assert_null (xp_printing_render (f->desk, "good-news", uid, &pieced, NULL, NULL, &error));
  assert_says (error->message, "“喜报”没有这样的印法");
}

static void
agree_to_take_part (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card = test_desk_card (f, f->zhang);
  for (guint i = 0; i < card->persons->len; i++) {
    XpPersonCard *person = card->persons->pdata[i];
    g_free (person->taking_part);
    person->taking_part = g_strdup (strcmp (person->name, "李梅") == 0 ? "agreed" : "refused");
  }
  g_assert_true (xp_household_work_save (f->desk, card, &error));
  g_assert_no_error (error);
}

/* Full marks in whatever the form asks; gates are looked up by the program. */
static char *
make_full_marks (const XpRound *round)
{
  GString *text = g_string_new (HEAD);
  const XpRubric *rubric = round->rubric;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].mode == XP_MODE_SCORE || rubric->items[i].mode == XP_MODE_ADD)
      g_string_append_printf (
        text,
        "%d-%d,,%s,%d\n",
        round->entrants[0].number,
        round->entrants[0].person_number,
        rubric->items[i].no,
        (int) (rubric->items[i].mode == XP_MODE_SCORE ? rubric->items[i].max_hundredths / 100 : 1));
  g_string_append_printf (text,
                          "%d-%d,,*,无扣分\n",
                          round->entrants[0].number,
                          round->entrants[0].person_number);
  return g_string_free (text, FALSE);
}

static void
test_a_person_is_honoured_in_her_own_name (TestDesk *f, gconstpointer unused)
{
  publish (f);
  agree_to_take_part (f);
  const XpRoundSpec spec = {.rubric_id = "jingba-xifu",
                            .name = "2026年度“精巴媳妇”评选",
                            .combine = "合议",
                            .line = "60",
                            .quota = "无"};
  const int64_t uid = test_desk_open (f, &spec);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, NULL);
  g_autofree char *marks = make_full_marks (loaded->round);
  test_desk_mark (f, uid, marks);
  for (int stage = XP_STAGE_TALLIED; stage <= XP_STAGE_POSTED; stage++)
    go_on (f, uid, (XpStage) stage);
  test_desk_reopen (f, "2026-11-20");
  go_on (f, uid, XP_STAGE_PUBLISHED);
  g_autofree char *text = print (f, "certificates", uid);
  assert_says (text, "李梅同志：");
  assert_says (text, "经村民推荐");
  assert_never_says (text, "家庭");
  assert_never_says (text, "张三");
  g_autofree char *list = print (f, "handout-list", uid);
  assert_says (list, "李梅");
  g_autofree char *news = print (f, "good-news", uid);
  assert_says (news, "李梅同志");
  assert_never_says (news, "张三");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/print-after/correction", test_a_correction_names_who_comes_in_alone);
  ADD ("/print-after/only-away", test_a_correction_that_only_takes_away_names_nobody);
  ADD ("/print-after/unnamed", test_who_does_not_want_to_be_named_comes_in_unnamed);
  ADD ("/print-after/answers", test_each_answer_is_a_letter_of_its_own);
  ADD ("/print-after/handouts", test_every_certificate_is_signed_for);
  ADD ("/print-after/nobody", test_nobody_to_sign_has_no_list);
  ADD ("/print-after/good-news", test_good_news_goes_home);
  ADD ("/print-after/person", test_a_person_is_honoured_in_her_own_name);
#undef ADD
  return g_test_run ();
}

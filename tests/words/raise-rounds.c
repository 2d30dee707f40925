/* What rounds, marks, objections and sheets refuse that no other test asks them. */
#include "xp-marking.h"
#include "xp-objection-work.h"
#include "xp-printing.h"
#include "xp-round-private.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-text.h"
#include "xp-test-desk.h"

#include <sqlite3.h>
#include <string.h>

#include "xp-raised.h"

static const char *const TWO[] = {"甲", "乙", NULL};
static const char *const SAME[] = {"甲", "甲", NULL};

/* Score, count and answer in one form; the line after [award] is the case's. */
#define FORM(award) AWARD_FORM ("ties=表决\n" award)
#define AWARD_FORM(award) TITLED_FORM ("好人家", award)
#define TITLED_FORM(title, award)                                                                  \
  "[rubric]\nname=小表\n\n[award]\naward=" title "\n" award "\n"                                   \
  "[item 4]\nsection=庭院\nname=院内地面\nmode=deduct\nunit=处\npoints=1\nmax=6\n"          \
  "[item 5]\nsection=家风\nname=和睦\nmode=score\nunit=分\nstep=0.5\nmax=10\n"                \
  "[item V1]\nsection=一票否决\nname=设赌\nmode=veto\n"

/* Marked by judges, by neighbours and by all: a vote and a star that is lit by its check. */
static const char BODIES[] =
  "[rubric]\nname=几方\n\n[award]\naward=好人家\nties=表决\n"
  "[item 1]\nsection=票\nname=投票\nmode=vote\nunit=票\nmax=40\n"
  "[item 2]\nsection=邻\nname=邻居看\nmode=score\nstep=1\nmax=10\nby=邻居\n"
  "[item 3]\nsection=评\nname=评委看\nmode=score\nstep=1\nmax=10\n"
  "[item 4]\nsection=星\nname=守约星\nmode=star\npoints=1\nmax=1\n"
  "[item 4.1]\nsection=星\nname=守法\nmode=check\n";
static const char *const OF_NO_BODY[] = {"代表:甲", NULL};
static const char *const MARRIED_IN[] = {"9-9", NULL};
static const char *const WITHOUT_A_TITLE[] = {"1-1", NULL};
static const char *const WITH_A_TITLE[] = {"1-1=好婆婆", NULL};

static void
import_form (TestDesk *f, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strconcat (id, ".rubric", NULL);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_autoptr (XpRubric) rubric = xp_rubric_work_read (path, id, &error);
  g_assert_no_error (error);
  g_assert_true (xp_rubric_work_import (f->desk, rubric, &error));
}

/* A form as the page leaves it in the middle: items that still have no name. */
static void
save_half_made (TestDesk *f, const char *id, int n_items)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) form = xp_rubric_edit_new (id, id, &error);
  g_assert_no_error (error);
  for (int i = 0; i < n_items; i++) {
    int at = 0;
    XpRubric *longer = xp_rubric_edit_add (form, -1, "庭院", XP_MODE_DEDUCT, &at, &error);
    g_assert_no_error (error);
    xp_rubric_unref (form);
    form = longer;
  }
  g_assert_true (xp_rubric_work_save (f->desk, form, NULL, &error));
}

static int64_t
open_round (TestDesk *f, const char *const *judges)
{
  const XpRoundSpec spec = {.rubric_id = "small",
                            .name = "一轮",
                            .judges = judges,
                            .combine = judges != NULL ? "平均" : "合议",
                            .line = "无",
                            .quota = "无"};
  g_autoptr (GError) error = NULL;
  import_form (f, "small", FORM (""));
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  return uid;
}

/* ---- opening ---- */

/* What the cases below are opened with. */
static void
import_forms (TestDesk *f)
{
  import_form (f, "small", FORM (""));
  import_form (f, "of-village", FORM ("quota=30%\nquota_base=全村户数"));
  import_form (f, "by-lot", AWARD_FORM ("ties=抓阄"));
  import_form (f, "of-persons", FORM ("object=人"));
  import_form (
    f,
    "of-women",
    FORM (
      "object=人\n[item G1]\nsection=资格\nname=成年女性\ncriterion=成年女性\nmode=gate\ngate=1"));
  import_form (f, "of-two-titles", TITLED_FORM ("好媳妇|好婆婆", "ties=表决\nobject=人"));
  save_half_made (f, "empty", 0);
  save_half_made (f, "half-made", 2);
}

static void
test_opening (TestDesk *f, gconstpointer unused)
{
  import_forms (f);
  const struct {
    XpRoundSpec spec;
    const char *says;
  } CASES[] = {
    {{.rubric_id = "of-persons", .name = "甲", .combine = "合议"}, "还没有参评人"},
    {{.rubric_id = "of-persons", .name = "甲", .entrants = MARRIED_IN}, "“9-9”在名单上找不到"},
    {{.rubric_id = "of-women", .name = "甲", .entrants = WITHOUT_A_TITLE}, "不能参评：不是女性"},
    {{.rubric_id = "of-two-titles", .name = "甲", .entrants = WITHOUT_A_TITLE},
     "请写成“17-2=好媳妇”这样"},
    {{.rubric_id = "of-persons", .name = "甲", .entrants = WITH_A_TITLE}, "这次只评“好人家”一个"},
    {{.rubric_id = "empty", .name = "甲"}, "《empty》还没有评分项"},
    {{.rubric_id = "half-made", .name = "甲"}, "也要补上或改正"},
    {{.rubric_id = "small", .name = " "}, "还没有写评选的名称"},
    {{.rubric_id = "small", .name = "甲", .combine = "猜"}, "合分办法“猜”不认得"},
    {{.rubric_id = "small", .name = "甲", .quota_base = "人"}, "名额的基数“人”不认得"},
    {{.rubric_id = "small", .name = "甲", .apportion = "抓"}, "分名额的办法“抓”不认得"},
    {{.rubric_id = "small", .name = "甲", .weights = "评委0＋代表100"}, "几方的比重"},
    {{.rubric_id = "small", .name = "甲", .usual = "small"}, "平时分“small”看不懂"},
    {{.rubric_id = "small", .name = "甲", .spread = "多"}, "评委相差几分要再议"},
    {{.rubric_id = "small", .name = "甲", .n_marks_needed = 2}, "至少要几个分数，写的是2"},
    {{.rubric_id = "small", .name = "甲", .combine = "平均", .judges = OF_NO_BODY},
     "写的是“代表”一方"},
    {{.rubric_id = "small",
      .name = "甲",
      .combine = "平均",
      .judges = TWO,
      .weights = "评委60＋代表40"},
     "没有写评委“甲”是哪一方"},
    {{.rubric_id = "small",
      .name = "甲",
      .combine = "平均",
      .judges = OF_NO_BODY,
      .weights = "评委60＋代表40"},
     "“评委”一方有比重，还没有评委"},
    {{.rubric_id = "small", .name = "甲", .line = "优"}, "等次线“优”不是分数"},
    {{.rubric_id = "small", .name = "甲", .quota = "三成"}, "名额“三成”看不懂"},
    {{.rubric_id = "of-village", .name = "甲"}, "名额的基数“全村户数”不认得"},
    {{.rubric_id = "by-lot", .name = "甲"}, "同分办法“抓阄”"},
    {{.rubric_id = "small", .name = "甲", .notice_counts = "周"}, "公示天数按“周”算不认得"},
    {{.rubric_id = "small", .name = "甲", .notice_length = 1}, "公示天数写的是1"},
    {{.rubric_id = "small", .name = "甲", .combine = "平均", .judges = SAME}, "评委“甲”写了两遍"},
    {{.rubric_id = "small", .name = "甲", .combine = "平均"}, "还没有写评委"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_cmpint (xp_round_work_open (f->desk, &CASES[i].spec, &error), ==, 0);
    assert_says (&error, CASES[i].says);
  }
}

/* Changes alone, as a file brings them: no work lets them come as far as a round. */
static void
test_changes_without_a_form (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) changes =
    xp_rubric_from_text ("[rubric]\nname=镇里的表\nextends=small@1\n"
                         "[change 1]\nop=set\nitem=4\nfield=max\nvalue=5\n",
                         "zhen",
                         "表",
                         &error);
  g_assert_no_error (error);
  const XpRoundSpec spec = {.rubric_id = "zhen", .name = "甲"};
  XpRules rules = {0};
  g_assert_false (xp_round_choose_rules (&spec, changes, &rules, &error));
  assert_says (&error, "《镇里的表》只写了改动");
}

static void
test_a_village_without_households (TestDesk *f, gconstpointer unused)
{
  const int64_t all[] = {f->zhang, f->li, f->wang};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia", .name = "一轮"};
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_set_state (f->desk, all, 3, "closed", &error));
  g_assert_cmpint (xp_round_work_open (f->desk, &spec, &error), ==, 0);
  assert_says (&error, "还没有农户，不能开始打分");

  XpRoundSpec draft = spec;
  draft.is_draft = true;
  draft.combine = "平均";
  const int64_t uid = xp_round_work_open (f->desk, &draft, &error);
  g_assert_no_error (error);
  g_assert_false (xp_round_work_go_on (f->desk, uid, XP_STAGE_MARKING, &error));
  g_assert_nonnull (strstr (error->message, "还没有评委"));
  assert_says (&error, "还没有参评户");
  g_assert_null (xp_printing_render (f->desk, "revisit-list", uid, NULL, NULL, NULL, &error));
  assert_says (&error, "还没有开始打分");
}

/* ---- marks ---- */

static void
test_marks (TestDesk *f, gconstpointer unused)
{
  static const struct {
    const char *row, *says;
  } CASES[] = {
    {"1,甲,V1,不适用", "V1 设赌要写“是”或“否”，不能写不适用"},
    {"1,甲,V1,有", "写的是“有”，请写“是”或“否”"},
    {"1,甲,5,好", "第5项和睦写的是“好”，不是数字"},
    {"1,甲,4,1.5", "第4项院内地面写的是“1.5”，记的是几处"},
    {"1,甲,*,睡了", "“睡了”不是状态"},
    {"9,甲,4,1", "没有“9”号户"},
    {"1,丙,4,1", "没有评委“丙”"},
    {"1,甲,99,1", "没有第“99”项"},
    {"1,甲,4,1\n1,甲,4,2", "1号户第4项写了两遍"},
  };
  const int64_t uid = open_round (f, TWO);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *text = g_strconcat ("household,judge,item,mark\n", CASES[i].row, "\n", NULL);
    g_assert_false (xp_marking_import_csv (marking, "分数.csv", text, &error));
    assert_says (&error, CASES[i].says);
  }
  g_assert_false (xp_marking_import_csv (marking, "分数.csv", "household\n1\n", &error));
  assert_says (&error, "分数.csv 第1行：表头里没有“judge”这一列");

  const XpEntry answer = {
    XP_ENTRY_PUT,
    {.entrant_no = 1, .judge_no = 1, .item_at = 3, .is_not_applicable = true}};
  const XpEntry whole = {XP_ENTRY_CLOSE, {.entrant_no = 1, .judge_no = 1, .entry = 1}};
  const XpEntry of_none = {XP_ENTRY_PUT,
                           {.entrant_no = 1, .judge_no = 0, .item_at = 1, .entry = 1}};
  g_assert_null (xp_marking_echo (marking, &answer, &error));
  assert_says (&error, "不能记不适用");
  g_assert_null (xp_marking_echo (marking, &whole, &error));
  assert_says (&error, "还没有打分。请先打上");
  g_assert_false (xp_marking_put (marking, &of_none, &error));
  assert_says (&error, "请先选定是哪位评委");
}

/* ---- votes, bodies, what nobody marks ---- */

static bool
echo_at (XpMarking *marking, int judge_no, int item_at, bool is_not_applicable, GError **error)
{
  const XpEntry entry = {XP_ENTRY_PUT,
                         {.entrant_no = 1,
                          .judge_no = judge_no,
                          .item_at = item_at,
                          .entry = 1,
                          .is_not_applicable = is_not_applicable,
                          .entered = 1}};
  g_autofree char *echo = xp_marking_echo (marking, &entry, error);
  return echo != NULL;
}

/* As a file has it: only the guard looks at who marks what. */
static bool
put_row (XpMarking *marking, const char *row, GError **error)
{
  g_autofree char *text = g_strconcat ("household,judge,item,mark\n", row, "\n", NULL);
  return xp_marking_import_csv (marking, "分数.csv", text, error);
}

static void
test_votes_and_bodies (TestDesk *f, gconstpointer unused)
{
  enum {
    BALLOTS_JUDGE = 3, /* behind the two who are named; the neighbours are the fourth */
  };
  const XpRoundSpec spec = {.rubric_id = "bodies",
                            .name = "一轮",
                            .judges = TWO,
                            .combine = "平均",
                            .line = "无",
                            .quota = "无"};
  g_autoptr (GError) error = NULL;
  import_form (f, "bodies", BODIES);
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);

  g_assert_false (echo_at (marking, 1, 2, false, &error));
  assert_says (&error, "由邻居打分，请先按 F2");
  g_assert_false (echo_at (marking, 1, 4, false, &error));
  assert_says (&error, "由程序带出，不用打分。请打别的项");
  g_assert_false (echo_at (marking, BALLOTS_JUDGE, 1, true, &error));
  assert_says (&error, "请记得了几票");
  g_assert_false (put_row (marking, "1,甲,2,5", &error));
  assert_says (&error, "由邻居打分，没有记上");
  g_assert_false (put_row (marking, "1,甲,4,是", &error));
  assert_says (&error, "由程序带出，不用打分，没有记上");
  g_assert_false (put_row (marking, "1,计票,1,不适用", &error));
  assert_says (&error, "请记得了几票");

  const XpBallots too_many = {1, 10, 12, 0}, good = {1, 10, 9, 1}, of_none = {3, 10, 9, 1};
  g_assert_false (xp_marking_put_ballots (marking, &too_many, &error));
  assert_says (&error, "收回的比发出的还多");
  g_assert_false (xp_marking_put_ballots (marking, &of_none, &error));
  assert_says (&error, "这一项不是投票");
  g_assert_true (xp_marking_put_ballots (marking, &good, &error));
  g_assert_false (put_row (marking, "1,,1,9", &error));
  assert_says (&error, "有效票一共只有8张");
  g_assert_true (put_row (marking, "1,,1,8", &error));
  const XpBallots fewer = {1, 10, 9, 2};
  g_assert_false (xp_marking_put_ballots (marking, &fewer, &error));
  assert_says (&error, "有效票一共只有7张");

  static const XpBallots ODD[] = {{1, -1, 0, 0}, {1, 5, 5, 6}, {1, 5, 5, 5}};
  static const char *const SAYS[] = {"票数不能是负数", "废票比收回的还多", "一张有效票也没有"};
  for (size_t i = 0; i < G_N_ELEMENTS (ODD); i++) {
    g_assert_false (xp_marking_put_ballots (marking, &ODD[i], &error));
    assert_says (&error, SAYS[i]);
  }
  test_desk_mark (f, uid, "household,judge,item,mark\n1,,*,没碰上人\n2,,*,外出\n3,,*,外出\n");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  g_assert_false (xp_marking_put_ballots (marking, &fewer, &error));
  assert_says (&error, "计票结果不能再改");
}

static void
run_sql (TestDesk *f, const char *sql)
{
  sqlite3 *db = NULL;
  g_clear_object (&f->desk);
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  sqlite3_close (db);
  test_desk_reopen (f, NULL);
}

static void
test_a_recused_judge (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f, TWO);
  run_sql (f,
           "INSERT INTO recusal (round_uid, entrant_no, judge_no, source)"
           " SELECT round_uid, 1, 1, 'declared' FROM round");
  const XpEntry entry = {XP_ENTRY_PUT, {.entrant_no = 1, .judge_no = 1, .item_at = 1, .entry = 1}};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, uid, &error);
  g_assert_no_error (error);
  g_assert_false (xp_marking_put (marking, &entry, &error));
  assert_says (&error, "对这一户回避");
}

/* ---- a book that somebody changed by hand ---- */

static void
test_loading (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_round_work_load (f->desk, 999, &error));
  assert_says (&error, "没有这一次评选");

  const int64_t uid = open_round (f, NULL);
  run_sql (f, "PRAGMA foreign_keys = OFF; UPDATE entrant SET entrant_no = 9 WHERE entrant_no = 3");
  g_assert_null (xp_round_work_load (f->desk, uid, &error));
  assert_says (&error, "参评户编号有缺");
  run_sql (f, "PRAGMA foreign_keys = OFF; UPDATE round SET rubric_version = 9");
  g_assert_null (xp_round_work_load (f->desk, uid, &error));
  assert_says (&error, "第9版不在本村资料里");
}

/* ---- stages and cuts ---- */

static void
test_stages (TestDesk *f, gconstpointer unused)
{
  static const int FIRST[] = {1};
  const int64_t uid = open_round (f, NULL);
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_round_work_go_back (f->desk, uid, "重来", "赵主任", &error));
  assert_says (&error, "不能退回准备");
  g_assert_false (xp_round_work_go_on (f->desk, uid, XP_STAGE_ARCHIVED, &error));
  assert_says (&error, "这一步这一版还没有");
  g_assert_false (xp_round_work_decide_cut (f->desk, uid, "vote", FIRST, 1, &error));
  assert_says (&error, "没有要定去留的同分户");
  g_assert_false (xp_round_work_draw_lot (f->desk, uid, "甲", &error));
  assert_says (&error, "抽签号“甲”不对");
}

static void
test_a_cut (TestDesk *f, gconstpointer unused)
{
  static const int THIRD[] = {3};
  const XpRoundSpec spec = {.rubric_id = "small",
                            .name = "一轮",
                            .combine = "合议",
                            .line = "无",
                            .quota = "1"};
  g_autoptr (GError) error = NULL;
  import_form (f, "small", FORM (""));
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  test_desk_mark (f,
                  uid,
                  "household,judge,item,mark\n1,,5,9\n1,,*,无扣分\n2,,5,9\n2,,*,无扣分\n3,,5,1\n"
                  "3,,*,无扣分\n");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  g_assert_false (xp_round_work_decide_cut (f->desk, uid, "vote", THIRD, 1, &error));
  assert_says (&error, "不在同分之列");
}

static void
test_too_few_judges (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec spec = {.rubric_id = "small",
                            .name = "一轮",
                            .judges = TWO,
                            .combine = "去高低平均",
                            .line = "无",
                            .quota = "无"};
  g_autoptr (GError) error = NULL;
  import_form (f, "small", FORM (""));
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  run_sql (f, "UPDATE round SET too_few = 'undecided'");
  test_desk_mark (f,
                  uid,
                  "household,judge,item,mark\n1,甲,5,9\n1,甲,*,无扣分\n1,乙,5,9\n1,乙,*,无扣分\n"
                  "2,,*,没碰上人\n3,,*,没碰上人\n");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_DISCUSSED, &error));
  g_assert_false (xp_round_work_go_on (f->desk, uid, XP_STAGE_POSTED, &error));
  assert_says (&error, "打分的评委太少，还是待定");
}

/* ---- objections ---- */

static void
test_objections (TestDesk *f, gconstpointer unused)
{
  const int64_t uid =
    test_desk_post_round (f,
                          "一轮",
                          NULL,
                          "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,*,没碰上人\n");
  const XpObjectionSpec spec = {1, "", "重了", "赵主任", "钱监委", "昨天"};
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_objection_work_add (f->desk, uid, &spec, &error), ==, 0);
  assert_says (&error, "日期“昨天”不对");
  g_assert_false (xp_objection_work_answer (f->desk, uid, 7, true, "看过", &error));
  assert_says (&error, "没有第7条意见");
  g_assert_null (xp_printing_render (f->desk, "honour-roll", uid, NULL, NULL, NULL, &error));
  assert_says (&error, "还没有公布");

  test_desk_reopen (f, "2026-10-30");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error));
  g_assert_false (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  assert_says (&error, "下一步是“没有了”");
}

/* ---- sheets ---- */

static void
assert_sheet_says (
  TestDesk *f, const char *id, int64_t uid, const XpPrintOptions *options, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, id, uid, options, NULL, NULL, &error));
  assert_says (&error, says);
}

static void
test_sheets_without_anybody (TestDesk *f, gconstpointer unused)
{
  const XpPrintOptions second = {.group = "二社"};
  const int64_t uid = open_round (f, NULL);
  assert_sheet_says (f, "notice", 0, NULL, "请先新开一次评选");
  g_autofree char *obstacle = xp_printing_dup_obstacle (f->desk, "notice", 0);
  g_assert_nonnull (strstr (obstacle, "请先在“结果”里新开一次评选"));
  assert_sheet_says (f, "household-score", uid, NULL, "再印本户得分单");
  assert_sheet_says (f, "household-slip", uid, NULL, "再印得分条");

  test_desk_mark (f,
                  uid,
                  "household,judge,item,mark\n1,,5,9\n1,,*,无扣分\n2,,5,8\n2,,*,无扣分\n"
                  "3,,*,没碰上人\n");
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  assert_sheet_says (f, "household-score", uid, &second, "这里面没有得分的人家");
  assert_sheet_says (f, "household-slip", uid, &second, "这里面没有得分的人家");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_DISCUSSED, &error));
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_POSTED, &error));
  test_desk_reopen (f, "2026-10-30");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error));
  assert_sheet_says (f, "certificates", uid, NULL, "没有证书可印。请看看选的是哪一次评选");
  assert_sheet_says (f, "certificate-register", uid, NULL, "没有登记簿可印");
  assert_sheet_says (f, "honour-roll", uid, NULL, "没有光荣榜可印。请看看选的是哪一次评选");
}

static void
test_lists_without_anybody (TestDesk *f, gconstpointer unused)
{
  const XpPrintOptions third = {.group = "三社"};
  static const char *const NOBODY[] = {NULL};
  const int64_t uid = open_round (f, NULL);
  g_autoptr (GError) error = NULL;
  test_desk_add (f, "三社", "赵六", NOBODY);
  assert_sheet_says (f, "visit-sheets", uid, &third, "所选的组里没有参评的人家");

  g_autofree char *path = g_build_filename (f->folder, "空.xiangping", NULL);
  const XpVillageSpec village = {.name = "空村"};
  const XpDeskOptions options = {.clock = &f->clock, .who = "", .backups_dir = f->backups};
  g_autoptr (XpDesk) empty = xp_desk_create (path, &village, &options, &error);
  g_assert_no_error (error);
  g_assert_null (xp_printing_render (empty, "household-list", 0, NULL, NULL, NULL, &error));
  assert_says (&error, "没有名单可印");
}

#define CASE(name, function)                                                                       \
  g_test_add ("/raise-rounds/" name,                                                               \
              TestDesk,                                                                            \
              NULL,                                                                                \
              test_desk_set_up,                                                                    \
              function,                                                                            \
              test_desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("opening", test_opening);
  CASE ("changes", test_changes_without_a_form);
  CASE ("no-households", test_a_village_without_households);
  CASE ("marks", test_marks);
  CASE ("votes-and-bodies", test_votes_and_bodies);
  CASE ("recused", test_a_recused_judge);
  CASE ("loading", test_loading);
  CASE ("stages", test_stages);
  CASE ("cut", test_a_cut);
  CASE ("too-few", test_too_few_judges);
  CASE ("objections", test_objections);
  CASE ("sheets", test_sheets_without_anybody);
  CASE ("lists", test_lists_without_anybody);
  return g_test_run ();
}

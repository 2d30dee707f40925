/* A round before it is opened: who takes part, why others do not, what the quota gives. */
#include "xp-round-preview.h"
#include "xp-test-desk.h"
#include "xp-title-work.h"

#include <string.h>

static const char MARKS[] =
  "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,4,2\n3,,*,无扣分\n";

static XpRoundPreview *
preview (TestDesk *f, const XpRoundSpec *spec)
{
  g_autoptr (GError) error = NULL;
  XpRoundPreview *made = xp_round_preview_new (f->desk, spec, &error);
  g_assert_no_error (error);
  xp_round_preview_check (made, spec);
  return made;
}

static const XpRoundPart *
part_of (const XpRoundPreview *made, const char *number)
{
  for (guint i = 0; i < made->parts->len; i++) {
    const XpRoundPart *part = made->parts->pdata[i];
    if (strcmp (part->number, number) == 0)
      return part;
  }
  g_assert_not_reached ();
}

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
withdraw (TestDesk *f, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  const XpWithdrawalSpec spec = {uid, 1, "复查不合格", "李支书", "2028-10-30"};
  g_assert_true (xp_title_work_withdraw (f->desk, &spec, &error));
  g_assert_no_error (error);
}

/* The village of three: one is away, one is withheld; nothing is written. */
static void
test_households_and_the_quota (TestDesk *f, gconstpointer unused)
{
  static const char *const WITHHELD[] = {"1", NULL};
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_household_work_set_state (f->desk, &f->wang, 1, "away", &error));
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "二轮",
                            .quota = "50%",
                            .withheld = WITHHELD};
  g_autoptr (XpRoundPreview) made = preview (f, &spec);
  g_assert_cmpint (made->n_taking, ==, 2);
  g_assert_cmpstr (made->quota, ==, "参评2户×50%＝1，取1户（全家在外1户不算在内）。");
  g_assert_cmpstr (((XpRoundPart *) made->parts->pdata[0])->word, ==, "全家在外");
  g_assert_cmpint (part_of (made, "1")->taking, ==, XP_TAKING_WITHHELD);
  g_assert_cmpstr (part_of (made, "2")->word, ==, "参评");
  g_assert_null (part_of (made, "2")->reason);
  g_autofree char *count = xp_round_preview_dup_count (made);
  g_assert_cmpstr (count, ==, "参评2户，另有1户不参评或先不评");
  g_autoptr (GPtrArray) rounds = xp_round_work_list (f->desk, &error);
  g_assert_cmpuint (rounds->len, ==, 0);

  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_assert_true (xp_tally_get_total (loaded->tally, 1)->is_withheld);
  g_assert_false (xp_tally_get_total (loaded->tally, 2)->is_withheld);
  test_desk_assert_in_order (f);
}

/* Whose title was taken back is scored and has no place; the reason says until when. */
static void
test_a_title_taken_back_keeps_out (TestDesk *f, gconstpointer unused)
{
  static const char *const JUDGES[] = {"甲", NULL};
  withdraw (f, publish (f));
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia", .name = "二轮"};
  g_autoptr (XpRoundPreview) made = preview (f, &spec);
  g_assert_cmpint (part_of (made, "1")->taking, ==, XP_TAKING_APART);
  g_assert_cmpstr (part_of (made, "1")->word, ==, "暂缓，另行评议");
  g_assert_nonnull (strstr (part_of (made, "1")->reason, "停评到2028年10月30日"));
  g_assert_cmpint (part_of (made, "2")->taking, ==, XP_TAKING_PART);
  g_assert_true (made->parts->pdata[0] == part_of (made, "1"));

  const XpRoundSpec persons = {.rubric_id = "jingba-xifu", .name = "精巴媳妇", .judges = JUDGES};
  g_autoptr (XpRoundPreview) of_persons = preview (f, &persons);
  g_assert_cmpstr (of_persons->counted, ==, "人");
  g_assert_cmpint (part_of (of_persons, "1-2")->taking, ==, XP_TAKING_NOT);
  g_assert_cmpstr (part_of (of_persons, "1-2")->reason, ==, "一社1号张三家的“干净人家”称号摘了牌");
}

/* Of households: a title and the year's mean of another form are asked for. */
static const char GATED[] =
  "[rubric]\nname=小表\n\n[award]\naward=好人家\n"
  "[item G1]\nsection=资格\nname=干净\nmode=gate\ngate=award:干净人家\n"
  "[item G2]\nsection=资格\nname=全年卫生\nmode=gate\ngate=score:ganjing-renjia>=99.5\n"
  "[item 1]\nsection=庭院\nname=院内地面\nmode=deduct\nunit=处\npoints=1\nmax=6\n";

static void
import_gated (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "gated.rubric", NULL);
  g_assert_true (g_file_set_contents (path, GATED, -1, NULL));
  g_autoptr (XpRubric) rubric = xp_rubric_work_read (path, "gated", &error);
  g_assert_no_error (error);
  g_assert_true (xp_rubric_work_import (f->desk, rubric, &error));
}

/* 1号 has 100 points and the title, 2号 99 and the title, 3号 neither. */
static void
test_gates_say_why (TestDesk *f, gconstpointer unused)
{
  static const char GIVEN[] =
    "household,judge,item,mark\n1,,*,无扣分\n2,,4,1\n2,,*,无扣分\n3,,4,2\n3,,*,无扣分\n";
  g_autoptr (GError) error = NULL;
  const XpRoundSpec clean = {.rubric_id = "ganjing-renjia",
                             .name = "一轮",
                             .line = "98.5",
                             .quota = "无"};
  import_gated (f);
  const int64_t uid = test_desk_post (f, &clean, GIVEN);
  test_desk_reopen (f, "2026-10-30");
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_PUBLISHED, &error));

  const XpRoundSpec spec = {.rubric_id = "gated", .name = "二轮", .quota = "50%"};
  g_autoptr (XpRoundPreview) made = preview (f, &spec);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, &error);
  g_autofree char *points =
    xp_points_to_text (xp_tally_get_total (loaded->tally, 2)->total_hundredths);
  g_autofree char *mean = g_strdup_printf ("G2 全年卫生：今年平均%s分，要99.5分以上", points);
  g_assert_cmpint (part_of (made, "1")->taking, ==, XP_TAKING_PART);
  g_assert_cmpint (part_of (made, "2")->taking, ==, XP_TAKING_GATED);
  g_assert_cmpstr (part_of (made, "2")->word, ==, "本次不参评");
  g_assert_cmpstr (part_of (made, "2")->reason, ==, mean);
  g_assert_cmpstr (part_of (made, "3")->reason, ==, "上次、再上次都没有“干净人家”称号，或者摘了牌");
  g_assert_cmpint (made->n_taking, ==, 1);
  g_assert_cmpstr (made->quota, ==, "参评1户×50%＝0.5，取0户（不排名次的2户不算在内）。");
}

static void
test_each_field_has_its_sentence (TestDesk *f, gconstpointer unused)
{
  static const char *const TIES[] = {"居室", "居室", NULL};
  static const char *const NOBODY[] = {"9", NULL};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = " ",
                            .line = "九十",
                            .quota = "三成",
                            .combine = "平均",
                            .weights = "评委60＋代表30",
                            .usual = "ganjing-renjia=120%",
                            .spread = "多",
                            .ties = TIES,
                            .notice_length = 2};
  g_autoptr (XpRoundPreview) made = preview (f, &spec);
  static const struct {
    XpRoundField field;
    const char *says;
  } CASES[] = {
    {XP_ROUND_FIELD_NAME, "还没有写评选的名称"},
    {XP_ROUND_FIELD_LINE, "等次线“九十”"},
    {XP_ROUND_FIELD_QUOTA, "名额“三成”"},
    {XP_ROUND_FIELD_WEIGHTS, "几方的比重“评委60＋代表30”"},
    {XP_ROUND_FIELD_USUAL, "平时分“ganjing-renjia=120%”"},
    {XP_ROUND_FIELD_SPREAD, "写的是“多”"},
    {XP_ROUND_FIELD_TIES, "“居室”写了两遍"},
    {XP_ROUND_FIELD_NOTICE, "公示天数写的是2"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++)
    if (made->problems[CASES[i].field] == NULL ||
        strstr (made->problems[CASES[i].field], CASES[i].says) == NULL)
      g_error ("“%s” is not in “%s”", CASES[i].says, made->problems[CASES[i].field]);
  g_assert_null (made->problems[XP_ROUND_FIELD_COMBINE]);
  g_assert_null (made->quota);

  const XpRoundSpec good = {.rubric_id = "ganjing-renjia", .name = "二轮", .combine = "平均"};
  xp_round_preview_check (made, &good);
  g_assert_nonnull (strstr (made->problems[XP_ROUND_FIELD_JUDGES], "还没有写评委"));
  g_assert_cmpstr (made->quota, ==, "参评3户×30%＝0.9，取0户。");

  const XpRoundSpec together = {.rubric_id = "ganjing-renjia",
                                .name = "二轮",
                                .weights = "评委60＋代表40"};
  xp_round_preview_check (made, &together);
  g_assert_nonnull (strstr (made->problems[XP_ROUND_FIELD_WEIGHTS], "合议只有一张表"));

  g_autoptr (GError) error = NULL;
  g_assert_cmpint (xp_round_work_open (f->desk, &together, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "合议只有一张表"));
  g_clear_error (&error);
  const XpRoundSpec slip = {.rubric_id = "ganjing-renjia", .name = "二轮", .withheld = NOBODY};
  g_assert_null (xp_round_preview_new (f->desk, &slip, &error));
  g_assert_nonnull (strstr (error->message, "参评不挂牌的“9”不在参评的里面"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/preview/households", test_households_and_the_quota);
  ADD ("/preview/withdrawn", test_a_title_taken_back_keeps_out);
  ADD ("/preview/gates", test_gates_say_why);
  ADD ("/preview/fields", test_each_field_has_its_sentence);
  return g_test_run ();
}

/* The papers around the judges: what stands on them, who has a sheet of his own, and what no paper
 * that leaves the committee may tell. */
#include "xp-attendance-work.h"
#include "xp-printing.h"
#include "xp-recusal-work.h"
#include "xp-rota-work.h"
#include "xp-test-desk.h"

#include <string.h>

#define HEAD "household,judge,item,mark\n"

/* 李四 lives in 一社; 孙𬱖 nowhere in the village. */
static const char *const JUDGES[] = {"李四", "孙𬱖", "钱七", NULL};
static const XpRoundSpec ROUND = {.rubric_id = "ganjing-renjia",
                                  .name = "一轮",
                                  .judges = JUDGES,
                                  .combine = "平均",
                                  .line = "90",
                                  .quota = "无"};

static int64_t
open_round (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &ROUND, &error);
  g_assert_no_error (error);
  return uid;
}

static char *
print (TestDesk *f, const char *document, int64_t uid, const char *group)
{
  const XpPrintOptions options = {.group = group};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, document, uid, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in %s", words, text);
}

static void
set_rota (TestDesk *f, int64_t uid, const char *group, int judge_no)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) judges = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (judges, judge_no);
  g_assert_true (xp_rota_work_set (f->desk, uid, group, judges, &error));
}

static void
test_a_route_names_its_team (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  set_rota (f, uid, "二社", 2);
  g_autofree char *text = print (f, "route-list", uid, NULL);
  assert_says (text, "一社2户");
  assert_says (text, "二社1户由孙𬱖去");
  g_autofree char *group = print (f, "route-list", uid, "二社");
  g_assert_null (strstr (group, "张三"));
}

static void
test_before_marking_nobody_was_visited (TestDesk *f, gconstpointer unused)
{
  XpRoundSpec spec = ROUND;
  spec.is_draft = true;
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_assert_null (xp_printing_render (f->desk, "unvisited-list", uid, NULL, NULL, NULL, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "还没有开始打分，不知道哪家还没去。请先在“结果”里走到打分。");
}

static void
test_who_is_not_visited_is_listed (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  test_desk_mark (f, uid, HEAD "1,孙𬱖,*,无扣分\n2,,*,没碰上人\n");
  g_autofree char *text = print (f, "unvisited-list", uid, NULL);
  assert_says (text, "还有2户未入户：没碰上人1户，还没录1户。");
  assert_says (text, "李四");
  g_assert_null (strstr (text, "张三"));
  test_desk_mark (f, uid, HEAD "2,,*,全家在外\n3,孙𬱖,*,无扣分\n");
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_printing_render (f->desk, "unvisited-list", uid, NULL, NULL, NULL, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "各户都去过、录过了，没有未入户的，没有名单可印，什么也不用做。");
}

/* One after another, each from a page of his own; what others mark by the rota is not there. */
static void
test_each_judge_has_his_sheet (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  set_rota (f, uid, "二社", 2);
  test_desk_mark (f, uid, HEAD "1,李四,4,2\n1,李四,*,无扣分\n");
  g_autofree char *text = print (f, "judge-sheets", uid, NULL);
  assert_says (text, "评委：李四共2户");
  assert_says (text, "评委：孙𬱖共3户");
  assert_says (text, "评委：钱七共2户");
  assert_says (text, "第3页共3页");
  assert_says (text, "／回避");
  assert_says (text, "98");
  g_autoptr (GError) error = NULL;
  const XpPrintOptions nobody = {.group = "三社"};
  test_desk_add (f, "三社", "后来", (const char *const[]){NULL});
  g_assert_null (xp_printing_render (f->desk, "judge-sheets", uid, &nobody, NULL, NULL, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "没有评委要打的人家，没有打分单可印。请看看写了评委没有，选的组对不对。");
  g_clear_error (&error);
  g_assert_null (xp_printing_render (f->desk, "route-list", uid, &nobody, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, "没有参评的人家，没有路线单可印。请看看选的组对不对。");
}

static void
test_who_signed_in_stands_there (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  g_autoptr (GError) error = NULL;
  g_autofree char *blank = print (f, "attendance-sheet", uid, NULL);
  assert_says (blank, "应到3人，实到____人");
  g_assert_true (xp_attendance_work_come (f->desk, uid, 2, "19:05", &error));
  g_assert_true (xp_attendance_work_leave (f->desk, uid, 2, "20:00", &error));
  g_assert_true (xp_attendance_work_come (f->desk, uid, 2, "20:30", &error));
  g_autofree char *text = print (f, "attendance-sheet", uid, NULL);
  assert_says (text, "孙𬱖评委19:05");
  assert_says (text, "应到3人，实到1人");
  g_assert_null (strstr (text, "20:00"));
}

/* 关系 is on this paper alone. */
static void
test_the_relation_is_kept_inside (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = open_round (f);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_recusal_work_add (f->desk, uid, 2, 1, "declared", "亲家", &error));
  g_autofree char *text = print (f, "recusals", uid, NULL);
  assert_says (text, "内部留存，不张贴");
  assert_says (text, "李四一社李四本户程序提示");
  assert_says (text, "孙𬱖一社张三亲家本人申请");
  size_t n = 0;
  const XpDocument *documents = xp_printing_list_documents (&n);
  for (size_t i = 0; i < n; i++) {
    g_autoptr (GBytes) pdf =
      strcmp (documents[i].id, "recusals") != 0
        ? xp_printing_render (f->desk, documents[i].id, uid, NULL, NULL, NULL, NULL)
        : NULL;
    g_autofree char *other = pdf != NULL ? test_desk_dup_words (f, pdf) : NULL;
    g_test_message ("%s%s", documents[i].id, other != NULL ? "" : " not yet");
    g_assert_true (other == NULL || strstr (other, "亲家") == NULL);
  }
}

#define CASE(name, function)                                                                       \
  g_test_add ("/print-sitting/" name,                                                              \
              TestDesk,                                                                            \
              NULL,                                                                                \
              test_desk_set_up,                                                                    \
              function,                                                                            \
              test_desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  CASE ("routes", test_a_route_names_its_team);
  CASE ("draft", test_before_marking_nobody_was_visited);
  CASE ("unvisited", test_who_is_not_visited_is_listed);
  CASE ("judges", test_each_judge_has_his_sheet);
  CASE ("attendance", test_who_signed_in_stands_there);
  CASE ("recusals", test_the_relation_is_kept_inside);
  return g_test_run ();
}

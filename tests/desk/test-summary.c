/* 汇总表: what stands in brackets, and sums that a form holds. */
#include "xp-printing.h"
#include "xp-rubric-work.h"
#include "xp-test-desk.h"

#include <string.h>

/* Opens the round, takes the marks, goes on to 算分: the words of its summary, without blanks.
 * Yours. */
static char *
summarise (TestDesk *f, const XpRoundSpec *spec, const char *marks)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, spec, &error);
  g_assert_no_error (error);
  test_desk_mark (f, uid, marks);
  g_assert_true (xp_round_work_go_on (f->desk, uid, XP_STAGE_TALLIED, &error));
  g_autoptr (GBytes) pdf = xp_printing_render (f->desk, "summary", uid, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return test_desk_dup_words (f, pdf);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in “%s”", words, text);
}

/* 评委 100, 99, 98 and 代表 97, 96, 95: 99 × 60 % + 96 × 40 %. */
static void
test_bodies_that_weigh_are_trimmed_each_by_itself (TestDesk *f, gconstpointer unused)
{
  static const char *const JUDGES[] =
    {"评委:甲", "评委:乙", "评委:丙", "代表:丁", "代表:戊", "代表:己", NULL};
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "县里比",
                            .judges = JUDGES,
                            .combine = "去高低平均",
                            .n_marks_needed = 3,
                            .weights = "评委60＋代表40",
                            .line = "无",
                            .quota = "无"};
  g_autofree char *text = summarise (f,
                                     &spec,
                                     "household,judge,item,mark\n"
                                     "1,乙,4,1\n1,丙,4,2\n1,丁,4,3\n1,戊,4,4\n1,己,4,5\n"
                                     "1,甲,*,无扣分\n1,乙,*,无扣分\n1,丙,*,无扣分\n"
                                     "1,丁,*,无扣分\n1,戊,*,无扣分\n1,己,*,无扣分\n"
                                     "2,,*,外出\n3,,*,外出\n");
  assert_says (text, "（100）99（98）（97）96（95）97.8");
}

static void
test_a_sum_beyond_the_full_mark_says_so (TestDesk *f, gconstpointer unused)
{
  g_autofree char *file =
    g_test_build_filename (G_TEST_DIST, "data", "rubrics", "mixed-pairs.rubric", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) form = xp_rubric_work_read (file, "mixed", &error);
  g_assert_no_error (error);
  g_assert_true (xp_rubric_work_import (f->desk, form, &error));
  const XpRoundSpec spec = {.rubric_id = "mixed", .name = "一轮", .combine = "合议"};
  g_autofree char *text = summarise (f,
                                     &spec,
                                     "household,judge,item,mark\n"
                                     "1,,1,9\n1,,2,+1\n1,,*,无扣分\n"
                                     "2,,1,7\n2,,2,+1\n2,,*,无扣分\n3,,*,外出\n");
  assert_says (text, "超过满分，按满分记");
  const char *first = strstr (text, "超过满分");
  g_assert_null (strstr (first + 1, "超过满分")); /* 7 + 3 is the full mark */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/summary/bodies", test_bodies_that_weigh_are_trimmed_each_by_itself);
  ADD ("/summary/capped", test_a_sum_beyond_the_full_mark_says_so);
#undef ADD
  return g_test_run ();
}

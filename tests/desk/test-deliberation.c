/* Deliberations: what is private, the days to look again, closing, forgetting, the lent book. */
#include "xp-day-work.h"
#include "xp-deliberation-work.h"
#include "xp-forget-work.h"
#include "xp-merge-work.h"
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const DAYS[] = {"2026-10-19", "2026-10-24", NULL};

/* Words that nobody but the committee may read. */
static const char *const PRIVATE[] = {"婆媳吵嘴", "嫌猪圈近", "月底移走", "搬了一半"};

static XpDeliberationSpec
make_visit (TestDesk *f)
{
  return (XpDeliberationSpec){.mode = XP_DELIBERATION_VISIT,
                              .household_uid = f->zhang,
                              .article = "第三条",
                              .present = "李主任、孙梅",
                              .why = PRIVATE[0],
                              .said = PRIVATE[1],
                              .decided = PRIVATE[2],
                              .follower = "孙梅",
                              .due_on = DAYS};
}

static int64_t
put (TestDesk *f, const XpDeliberationSpec *spec)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_deliberation_work_put (f->desk, spec, &error);
  g_assert_no_error (error);
  return uid;
}

static GPtrArray *
list (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = xp_deliberation_work_list (f->desk, 0, &error);
  g_assert_no_error (error);
  return lines;
}

static void
assert_state (TestDesk *f, const char *state)
{
  g_autoptr (GPtrArray) lines = list (f);
  g_assert_cmpstr (((XpDeliberationLine *) lines->pdata[0])->state, ==, state);
}

static void
assert_day (TestDesk *f, const char *sentence, bool is_late)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDayList) day = xp_day_work_list (f->desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (day->revisits->len, ==, sentence != NULL);
  if (sentence == NULL)
    return;
  const XpDayRevisit *revisit = day->revisits->pdata[0];
  g_assert_cmpstr (revisit->sentence, ==, sentence);
  g_assert_true (revisit->is_late == is_late);
}

static void
test_what_is_due_shows_until_it_is_closed (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const XpDeliberationSpec visit = make_visit (f);
  const int64_t uid = put (f, &visit);
  assert_day (f, "10月12日的上门评议：10月19日（星期一）去看，还有7天（孙梅）", false);
  test_desk_reopen (f, "2026-10-19");
  assert_state (f, "今天去看");
  test_desk_reopen (f, "2026-10-21");
  assert_day (f, "10月12日的上门评议：10月19日（星期一）该去看，还没有去（孙梅）", true);
  g_assert_true (xp_deliberation_work_put_found (f->desk, uid, 1, PRIVATE[3], NULL, &error));
  assert_state (f, "10月24日（星期六）去看，还有3天，那天休息");
  g_assert_false (xp_deliberation_work_put_found (f->desk, uid, 1, "又一次", NULL, &error));
  g_assert_nonnull (strstr (error->message, "已经记过"));
  g_clear_error (&error);
  g_assert_true (
    xp_deliberation_work_put_found (f->desk, uid, 2, "都移走了", "2026-11-02", &error));
  assert_state (f, "11月2日（星期一）去看，还有12天");
  g_assert_false (xp_deliberation_work_close (f->desk, uid, "", false, &error));
  g_assert_nonnull (strstr (error->message, "销号要写上结果"));
  g_clear_error (&error);
  g_assert_true (xp_deliberation_work_close (f->desk, uid, "和好了", false, &error));
  assert_day (f, NULL, false);
  g_assert_false (xp_deliberation_work_add_day (f->desk, uid, "2026-11-09", &error));
  g_assert_nonnull (strstr (error->message, "已经销号"));
  test_desk_undo (f, "10月12日的上门评议销号");
  assert_day (f, "10月12日的上门评议：11月2日（星期一）去看，还有12天（孙梅）", false);
  test_desk_assert_in_order (f);
}

static void
test_what_cannot_be_settled_goes_to_the_meeting (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  XpDeliberationSpec follow = make_visit (f);
  follow.mode = XP_DELIBERATION_FOLLOW_UP;
  follow.due_on = NULL;
  const int64_t uid = put (f, &follow);
  assert_state (f, "还没有定哪天再去看");
  g_assert_true (xp_deliberation_work_close (f->desk, uid, "说不拢", true, &error));
  g_autoptr (GPtrArray) lines = list (f);
  g_assert_cmpuint (lines->len, ==, 2);
  const XpDeliberationLine *meeting = lines->pdata[0], *closed = lines->pdata[1];
  g_assert_cmpint (meeting->mode, ==, XP_DELIBERATION_MEETING);
  g_assert_cmpstr (meeting->state, ==, "等会上评议");
  g_assert_cmpstr (meeting->why, ==, "由跟踪评议转来：婆媳吵嘴");
  g_assert_cmpint (meeting->household_uid, ==, f->zhang);
  g_assert_cmpstr (closed->outcome, ==, "交集中评议。说不拢");
  const XpDeliberationSpec decided = {.uid = meeting->uid,
                                      .mode = XP_DELIBERATION_MEETING,
                                      .household_uid = f->zhang,
                                      .present = "评委7人",
                                      .why = meeting->why,
                                      .decided = "各让一步"};
  put (f, &decided);
  assert_day (f, NULL, false);
}

static void
test_what_is_refused (TestDesk *f, gconstpointer unused)
{
  static const char *const BAD_DAYS[] = {"十九号", NULL};
  const struct {
    XpDeliberationSpec spec;
    const char *words;
  } CASES[] = {
    {{.mode = XP_DELIBERATION_VISIT, .present = "孙梅"}, "为什么评议"},
    {{.mode = XP_DELIBERATION_VISIT, .why = "吵嘴"}, "谁在场"},
    {{.mode = XP_DELIBERATION_FOLLOW_UP, .why = "吵嘴", .present = "孙梅"}, "跟踪人"},
    {{.mode = XP_DELIBERATION_VISIT, .why = "吵嘴", .present = "孙梅", .due_on = BAD_DAYS},
     "日期“十九号”不对"},
    {{.uid = 77, .mode = XP_DELIBERATION_VISIT, .why = "吵嘴", .present = "孙梅"}, "已经不在了"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_cmpint (xp_deliberation_work_put (f->desk, &CASES[i].spec, &error), ==, 0);
    g_assert_nonnull (error);
    if (strstr (error->message, CASES[i].words) == NULL)
      g_error ("%s", error->message);
  }
  g_autoptr (GPtrArray) lines = list (f);
  g_assert_cmpuint (lines->len, ==, 0);

  g_autoptr (GError) error = NULL;
  const XpDeliberationSpec visit = make_visit (f);
  const int64_t uid = put (f, &visit);
  g_assert_false (xp_deliberation_work_add_day (f->desk, uid, "", &error));
  g_assert_nonnull (strstr (error->message, "还没有写哪天再去看"));
  g_clear_error (&error);
  g_assert_false (xp_deliberation_work_put_found (f->desk, uid, 1, "", NULL, &error));
  g_assert_nonnull (strstr (error->message, "还没有写看到了什么"));
}

/* ---- what is private ---- */

static void
assert_silent (const char *text)
{
  for (size_t i = 0; i < G_N_ELEMENTS (PRIVATE); i++)
    if (strstr (text, PRIVATE[i]) != NULL)
      g_error ("“%s” is told: %s", PRIVATE[i], text);
}

static void
test_private_words_stand_on_the_record_alone (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const XpDeliberationSpec visit = make_visit (f);
  const int64_t uid = put (f, &visit);
  xp_deliberation_work_put_found (f->desk, uid, 1, PRIVATE[3], NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) acts = xp_desk_list_history (f->desk, 0, 9, &error);
  for (guint i = 0; i < acts->len; i++) {
    const XpHistoryLine *act = acts->pdata[i];
    g_autofree char *sentences = g_strjoinv ("；", act->sentences);
    assert_silent (sentences);
    assert_silent (act->reason);
  }
  /* What came later does not change what was done then. */
  const XpHistoryLine *first = acts->pdata[1];
  g_assert_cmpstr (first->sentences[1], ==, "10月12日的上门评议：定下复查日");
  const XpPrintOptions zhang = {.household = 1};
  g_autoptr (GBytes) story =
    xp_printing_render (f->desk, "household-story", 0, &zhang, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *told = test_desk_dup_words (f, story);
  assert_silent (told);

  const XpPrintOptions one = {.deliberation_uid = uid};
  g_autoptr (GBytes) record =
    xp_printing_render (f->desk, "deliberation", 0, &one, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *words = test_desk_dup_words (f, record);
  g_assert_nonnull (strstr (words, "永胜村上门评议记录"));
  g_assert_nonnull (strstr (words, "内部留存，不张贴"));
  for (size_t i = 0; i < G_N_ELEMENTS (PRIVATE); i++)
    g_assert_nonnull (strstr (words, PRIVATE[i]));
  g_assert_nonnull (strstr (words, "2026年10月24日去看"));
  const XpPrintOptions li = {.household = 2};
  g_autoptr (GBytes) none =
    xp_printing_render (f->desk, "deliberation", 0, &li, NULL, NULL, &error);
  g_assert_null (none);
  g_assert_nonnull (strstr (error->message, "还没有评议记录可印"));
}

static void
test_what_was_told_can_be_forgotten (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const XpDeliberationSpec visit = make_visit (f);
  const int64_t uid = put (f, &visit);
  xp_deliberation_work_put_found (f->desk, uid, 1, PRIVATE[3], NULL, &error);
  g_assert_cmpint (xp_forget_work_count (f->desk, f->zhang, &error), ==, 4);
  g_autofree char *told = NULL;
  g_assert_true (xp_forget_work_forget (f->desk, f->zhang, &told, &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) lines = list (f);
  const XpDeliberationLine *line = lines->pdata[0];
  g_assert_cmpstr (line->why, ==, "");
  g_assert_cmpstr (line->decided, ==, "");
  g_assert_cmpstr (((XpRevisitLine *) line->revisits->pdata[0])->found, ==, "");
  g_assert_cmpstr (line->present, ==, "李主任、孙梅");
  test_desk_assert_in_order (f);
}

/* ---- at the household's door ---- */

static void
test_a_visit_comes_home_from_the_lent_book (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const XpRoundSpec spec = {.name = "一轮", .rubric_id = "ganjing-renjia"};
  const int64_t round_uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autofree char *path = g_build_filename (f->folder, "lent.xiangping", NULL);
  g_assert_true (xp_merge_work_lend (f->desk, round_uid, "一社", path, &error));
  const XpDeskOptions options = {.clock = &f->clock, .who = "孙梅", .device = "小笔记本"};
  TestDesk there = *f;
  there.desk = xp_desk_open (path, &options, &error);
  g_assert_no_error (error);
  XpDeliberationSpec visit = make_visit (f);
  const int64_t uid = put (&there, &visit);
  xp_deliberation_work_put_found (there.desk, uid, 1, PRIVATE[3], NULL, &error);
  g_assert_no_error (error);
  visit.household_uid = f->wang; /* of 二社, which was not lent */
  g_assert_cmpint (xp_deliberation_work_put (there.desk, &visit, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "外借"));
  g_clear_error (&error);
  visit.household_uid = 0;
  g_assert_cmpint (xp_deliberation_work_put (there.desk, &visit, &error), ==, 0);
  g_clear_error (&error);
  g_object_unref (there.desk);

  g_autoptr (XpMergeWork) work = xp_merge_work_read (f->desk, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (xp_merge_work_count_undecided (work), ==, 0);
  g_assert_true (xp_merge_work_merge (f->desk, work, &error));
  g_assert_no_error (error);
  g_autoptr (GPtrArray) lines = list (f);
  g_assert_cmpuint (lines->len, ==, 1);
  const XpDeliberationLine *line = lines->pdata[0];
  g_assert_cmpstr (line->why, ==, PRIVATE[0]);
  g_assert_cmpstr (((XpRevisitLine *) line->revisits->pdata[0])->found, ==, PRIVATE[3]);
  g_assert_cmpint (line->next_revisit, ==, 2);
  test_desk_assert_in_order (f);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/deliberation/due", test_what_is_due_shows_until_it_is_closed);
  ADD ("/deliberation/meeting", test_what_cannot_be_settled_goes_to_the_meeting);
  ADD ("/deliberation/refused", test_what_is_refused);
  ADD ("/deliberation/private", test_private_words_stand_on_the_record_alone);
  ADD ("/deliberation/forgotten", test_what_was_told_can_be_forgotten);
  ADD ("/deliberation/lent", test_a_visit_comes_home_from_the_lent_book);
  return g_test_run ();
}

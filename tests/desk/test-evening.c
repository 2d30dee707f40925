/* The whole evening through the desk: the six that are missing, the tie, 公示, 公布, the paper. */
#include "xp-marking.h"
#include "xp-printing.h"
#include "xp-round-work.h"
#include "xp-sample.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder, *path;
  XpDesk *desk;
  int64_t round_uid;
} Fixture;

static void
find_round (Fixture *f)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (f->desk, NULL);
  f->round_uid = ((XpRoundLine *) rounds->pdata[rounds->len - 1])->uid;
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  f->folder = g_dir_make_tmp ("xiangping-desk-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "sample.xiangping", NULL);
  f->desk = xp_sample_make (f->path, NULL, &error);
  g_assert_no_error (error);
  find_round (f);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_clear_object (&f->desk);
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->path);
  g_free (f->folder);
}

/* Opens the book again on another day. */
static void
reopen_on (Fixture *f, const char *day)
{
  g_autoptr (GError) error = NULL;
  XpClock clock;
  xp_sample_get_clock (&clock);
  g_assert_true (xp_day_from_text (day, &clock.today));
  const XpDeskOptions options = {.clock = &clock, .who = "王会计"};
  g_clear_object (&f->desk);
  f->desk = xp_desk_open (f->path, &options, &error);
  g_assert_no_error (error);
}

static void
go_on (Fixture *f, XpStage stage)
{
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (f->desk, f->round_uid, stage, &error);
  g_assert_no_error (error);
}

static void
type_the_six (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
    g_build_filename (xp_desk_get_resources_dir (f->desk), "sample", "evening.csv", NULL);
  g_autofree char *text = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, f->round_uid, &error);
  xp_marking_import_csv (marking, "evening.csv", text, &error);
  g_assert_no_error (error);
}

static void
decide_for_20 (Fixture *f)
{
  static const int IN[] = {20};
  g_autoptr (GError) error = NULL;
  xp_round_work_decide_cut (f->desk, f->round_uid, "vote", IN, 1, &error);
  g_assert_no_error (error);
}

static void
publish_all (Fixture *f)
{
  type_the_six (f);
  go_on (f, XP_STAGE_TALLIED);
  go_on (f, XP_STAGE_DISCUSSED);
  decide_for_20 (f);
  go_on (f, XP_STAGE_POSTED);
  reopen_on (f, "2026-10-20");
  go_on (f, XP_STAGE_PUBLISHED);
}

/* ---- the way ---- */

static void
test_each_step_says_what_is_missing (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) unmarked = NULL;
  g_assert_false (xp_round_work_go_on (f->desk, f->round_uid, XP_STAGE_TALLIED, &unmarked));
  g_assert_nonnull (strstr (unmarked->message, "还有6户没录完"));
  g_assert_nonnull (strstr (unmarked->message, "章文斌"));
  type_the_six (f);
  g_autoptr (GError) jump = NULL;
  g_assert_false (xp_round_work_go_on (f->desk, f->round_uid, XP_STAGE_POSTED, &jump));
  go_on (f, XP_STAGE_TALLIED);
  go_on (f, XP_STAGE_DISCUSSED);
  g_autoptr (GError) tied = NULL;
  g_assert_false (xp_round_work_go_on (f->desk, f->round_uid, XP_STAGE_POSTED, &tied));
  g_assert_nonnull (strstr (tied->message, "许凤莲"));
  g_assert_nonnull (strstr (tied->message, "名额只余1个"));
  decide_for_20 (f);
  go_on (f, XP_STAGE_POSTED);
  g_autoptr (GError) early = NULL;
  g_assert_false (xp_round_work_go_on (f->desk, f->round_uid, XP_STAGE_PUBLISHED, &early));
  g_assert_nonnull (strstr (early->message, "10月19日（星期一）"));
  reopen_on (f, "2026-10-19");
  g_assert_false (xp_round_work_go_on (f->desk, f->round_uid, XP_STAGE_PUBLISHED, NULL));
  reopen_on (f, "2026-10-20");
  go_on (f, XP_STAGE_PUBLISHED);
}

static void
test_the_result_is_the_known_one (Fixture *f, gconstpointer unused)
{
  static const struct {
    int number, rank, points;
    const char *decided_by;
  } FIRST[] = {{3, 1, 100, ""},
               {8, 2, 99, ""},
               {15, 2, 99, ""},
               {1, 4, 98, ""},
               {27, 4, 98, ""},
               {31, 4, 98, ""},
               {10, 7, 97, ""},
               {41, 7, 97, ""},
               {13, 9, 96, "居室"},
               {20, 9, 96, "表决"}};
  publish_all (f);
  g_autofree char *code = NULL;
  g_autoptr (XpResult) result = xp_round_work_latest_result (f->desk, f->round_uid, &code, NULL);
  g_assert_cmpstr (result->purpose, ==, "final");
  g_assert_cmpstr (result->notice_from_on, ==, "2026-10-13");
  g_assert_cmpstr (result->notice_until_on, ==, "2026-10-19");
  g_assert_cmpint (result->n_base, ==, 36);
  g_assert_cmpint (result->n_places, ==, 10);
  g_assert_cmpint (g_utf8_strlen (code, -1), ==, 8);

  int n_awarded = 0;
  for (size_t i = 0; i < result->n_entrants; i++)
    n_awarded += result->entrants[i].awarded == XP_AWARDED_YES;
  g_assert_cmpint (n_awarded, ==, 10);
  for (size_t i = 0; i < G_N_ELEMENTS (FIRST); i++) {
    const XpResultEntrant *entrant = &result->entrants[FIRST[i].number - 1];
    g_assert_cmpint (entrant->rank, ==, FIRST[i].rank);
    g_assert_cmpint (entrant->total_hundredths, ==, FIRST[i].points * 100);
    g_assert_cmpint (entrant->awarded, ==, XP_AWARDED_YES);
    g_assert_cmpstr (entrant->decided_by, ==, FIRST[i].decided_by);
  }
}

static void
test_what_was_done_is_in_order_and_told (Fixture *f, gconstpointer unused)
{
  publish_all (f);
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_desk_undo (f->desk, false, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_autoptr (GPtrArray) history = xp_desk_list_history (f->desk, 0, 100, NULL);
  g_assert_cmpuint (history->len, ==, 10);
  const XpHistoryLine *last = history->pdata[0];
  g_assert_cmpstr (last->who, ==, "王会计");
  const XpHistoryLine *opened = history->pdata[7], *imported = history->pdata[8];
  g_assert_true (g_strv_contains ((const char *const *) last->sentences, "新增证书 10份"));
  g_assert_true (g_strv_contains ((const char *const *) opened->sentences, "新增评委 王秀兰"));
  g_assert_true (g_strv_contains ((const char *const *) opened->sentences, "新增参评户 42户"));
  g_assert_true (g_strv_contains ((const char *const *) imported->sentences, "新增组 四社"));
  g_assert_true (g_strv_contains ((const char *const *) imported->sentences, "新增农户 42户"));

  g_autoptr (XpVerifyReport) report = xp_desk_verify (f->path, NULL, NULL, NULL);
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpuint (report->n_results, ==, 2);
}

static void
test_a_step_back_needs_a_reason_and_a_witness (Fixture *f, gconstpointer unused)
{
  type_the_six (f);
  go_on (f, XP_STAGE_TALLIED);
  g_assert_false (xp_round_work_go_back (f->desk, f->round_uid, "", "李明", NULL));
  g_assert_false (xp_round_work_go_back (f->desk, f->round_uid, "第4项算重了", NULL, NULL));
  g_assert_true (xp_round_work_go_back (f->desk, f->round_uid, "第4项算重了", "李明", NULL));
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, f->round_uid, NULL);
  g_assert_cmpint (loaded->round->stage, ==, XP_STAGE_MARKING);
}

static void
test_the_next_round_takes_over_the_last_totals (Fixture *f, gconstpointer unused)
{
  publish_all (f);
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia", .name = "2026年第四季度“干净人家”评选"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (f->desk, uid, NULL);
  g_assert_true (loaded->round->entrants[2].has_previous);
  g_assert_cmpint (loaded->round->entrants[2].previous_hundredths, ==, 10000);
  g_assert_false (loaded->round->entrants[4].has_previous);
  g_autoptr (XpVerifyReport) report = xp_desk_verify (f->path, NULL, NULL, NULL);
  g_assert_cmpuint (report->problems->len, ==, 0);
}

/* ---- marking ---- */

static void
test_entries_are_echoed_in_words (Fixture *f, gconstpointer unused)
{
  static const struct {
    const char *item;
    int64_t entered;
    bool is_not_applicable;
    const char *echo;
  } CASES[] = {{"4", 2, false, "第4项 院内地面 2处，扣2分"},
               {"15", 6, false, "第15项 灶台抽烟 6处，扣4分，已扣完"},
               {"20", 0, true, "第20项 人畜分开 不适用，按满分4分计"},
               {"V1", 1, false, "V1 设赌聚赌：是"}};
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, f->round_uid, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    const XpItem *item =
      xp_rubric_lookup_item (xp_marking_get_round (marking)->rubric, CASES[i].item);
    const XpEntry entry = {
      .kind = XP_ENTRY_PUT,
      .mark = {36, 0, item->at, 1, CASES[i].is_not_applicable, CASES[i].entered}};
    g_autofree char *echo = xp_marking_echo (marking, &entry, NULL);
    g_assert_cmpstr (echo, ==, CASES[i].echo);
  }
}

static void
test_a_household_is_found_as_people_call_it (Fixture *f, gconstpointer unused)
{
  static const struct {
    const char *query;
    int first;
  } CASES[] =
    {{"17", 17}, {"令狐冲喜", 41}, {"zs", 1}, {"lhcx", 41}, {"三社5号", 27}, {"１７", 17}};
  g_autoptr (XpMarking) marking = xp_marking_new (f->desk, f->round_uid, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    size_t n = 0;
    g_autofree int *found = xp_marking_find (marking, CASES[i].query, &n);
    g_assert_cmpuint (n, >, 0);
    g_assert_cmpint (found[0], ==, CASES[i].first);
  }
  size_t n = 0;
  g_autofree int *none = xp_marking_find (marking, "没有这人", &n);
  g_assert_cmpuint (n, ==, 0);
}

/* ---- paper ---- */

static void
test_sheets_wait_for_their_stage (Fixture *f, gconstpointer unused)
{
  static const char *const STORED[] = {"notice", "certificates", "summary"};
  for (size_t i = 0; i < G_N_ELEMENTS (STORED); i++) {
    g_autofree char *obstacle = xp_printing_dup_obstacle (f->desk, STORED[i], f->round_uid);
    g_assert_nonnull (obstacle);
  }
  publish_all (f);
  for (size_t i = 0; i < G_N_ELEMENTS (STORED); i++) {
    g_autofree char *obstacle = xp_printing_dup_obstacle (f->desk, STORED[i], f->round_uid);
    g_assert_null (obstacle);
    g_autoptr (GBytes) first =
      xp_printing_render (f->desk, STORED[i], f->round_uid, NULL, NULL, NULL, NULL);
    g_autoptr (GBytes) second =
      xp_printing_render (f->desk, STORED[i], f->round_uid, NULL, NULL, NULL, NULL);
    g_assert_true (g_bytes_equal (first, second));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/evening/steps", test_each_step_says_what_is_missing);
  ADD ("/evening/result", test_the_result_is_the_known_one);
  ADD ("/evening/in-order", test_what_was_done_is_in_order_and_told);
  ADD ("/evening/step-back", test_a_step_back_needs_a_reason_and_a_witness);
  ADD ("/evening/next-round", test_the_next_round_takes_over_the_last_totals);
  ADD ("/evening/echo", test_entries_are_echoed_in_words);
  ADD ("/evening/find", test_a_household_is_found_as_people_call_it);
  ADD ("/evening/sheets", test_sheets_wait_for_their_stage);
#undef ADD
  return g_test_run ();
}

/* A tie at the cut as the meeting settles it, and the bases of a quota as they were that day. */
#include "xp-printing.h"
#include "xp-test-desk.h"

#include <glib/gstdio.h>
#include <string.h>

#define ALL_EQUAL "household,judge,item,mark\n1,,*,无扣分\n2,,*,无扣分\n3,,*,无扣分\n"

static const char SEED[] = "482913";

static int64_t
open_round (TestDesk *f, const char *quota, const char *base)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .line = "无",
                            .quota = quota,
                            .quota_base = base};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  return uid;
}

static void
go_on (TestDesk *f, int64_t uid, XpStage stage)
{
  g_autoptr (GError) error = NULL;
  xp_round_work_go_on (f->desk, uid, stage, &error);
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

/* What pdftotext says, without its breaks. */
static char *
print (TestDesk *f, const char *document, int64_t uid)
{
  const XpPrintOptions options = {0};
  g_autofree char *path = g_build_filename (f->folder, "x.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (f->desk, document, uid, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  xp_printing_save (pdf, path, &error);
  g_assert_no_error (error);
  const char *const argv[] = {"pdftotext", "-layout", path, "-", NULL};
  char *out = NULL;
  g_spawn_sync (NULL,
                (char **) (gpointer) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &out,
                NULL,
                NULL,
                &error);
  g_assert_no_error (error);
  g_unlink (path);
  GString *text = g_string_new (out);
  g_free (out);
  g_string_replace (text, "\n", "", 0);
  g_string_replace (text, " ", "", 0);
  return g_string_free (text, FALSE);
}

/* Three equal ones, one place. */
static int64_t
draw (TestDesk *f, const char *seed)
{
  g_autoptr (GError) error = NULL;
  const int64_t uid = open_round (f, "1户", NULL);
  test_desk_mark (f, uid, ALL_EQUAL);
  go_on (f, uid, XP_STAGE_TALLIED);
  xp_round_work_draw_lot (f->desk, uid, seed, &error);
  g_assert_no_error (error);
  return uid;
}

static int
find_winner (const XpLoadedRound *loaded)
{
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  int winner = 0;
  g_assert_cmpint (ranking->n_awarded, ==, 1);
  for (size_t i = 0; i < ranking->n_places; i++) {
    g_assert_cmpint (ranking->places[i].rank, ==, 1);
    g_assert_cmpstr (ranking->places[i].decided_by, ==, "抽签");
    winner = ranking->places[i].awarded == XP_AWARDED_YES ? (int) i + 1 : winner;
  }
  return winner;
}

static void
test_a_lot_is_a_record_and_printed (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = draw (f, SEED);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_assert_cmpuint (loaded->n_decisions, ==, 3);
  g_assert_cmpstr (loaded->decisions[0].seed, ==, SEED);
  static const char *const NUMBERS[] = {"1", "2", "3"};
  g_autofree size_t *order = xp_lot_draw (SEED, NUMBERS, 3);
  const int winner = find_winner (loaded);
  g_assert_cmpint (winner, ==, (int) order[0] + 1);
  for (size_t i = 0; i < loaded->n_decisions; i++)
    g_assert_true (loaded->decisions[i].is_in == (loaded->decisions[i].entrant_no == winner));

  go_on (f, uid, XP_STAGE_DISCUSSED);
  go_on (f, uid, XP_STAGE_POSTED);
  g_autofree char *summary = print (f, "summary", uid);
  g_assert_nonnull (strstr (summary, "同分的3户按抽签号482913抽签，抽出的先后是："));
  g_autofree char *notice = print (f, "notice", uid);
  g_assert_nonnull (strstr (notice, "抽签号482913"));
  for (size_t i = 0; i < loaded->round->n_entrants; i++)
    if ((int) i + 1 != winner)
      g_assert_null (strstr (notice, loaded->round->entrants[i].name));
  test_desk_assert_in_order (f);
}

static void
test_a_lot_out_of_chance_has_a_seed (TestDesk *f, gconstpointer unused)
{
  const int64_t uid = draw (f, NULL);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_assert_cmpuint (strlen (loaded->decisions[0].seed), ==, 6);
  g_assert_true (xp_lot_is_seed (loaded->decisions[0].seed));
  test_desk_undo (f, "定同分去留");
  g_autoptr (XpLoadedRound) undone = load (f, uid);
  g_assert_cmpuint (undone->n_decisions, ==, 0);
}

static void
test_a_vote_after_a_lot_leaves_no_seed (TestDesk *f, gconstpointer unused)
{
  static const int IN[] = {2};
  const int64_t uid = draw (f, SEED);
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_round_work_decide_cut (f->desk, uid, "vote", IN, 1, &error));
  test_desk_undo (f, "定同分去留");
  g_clear_error (&error);
  xp_round_work_decide_cut (f->desk, uid, "vote", IN, 1, &error);
  g_assert_no_error (error);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_assert_cmpstr (loaded->decisions[1].word, ==, "表决");
  g_assert_cmpstr (loaded->decisions[1].seed, ==, "");
}

static char *
quota_of (TestDesk *f, int64_t uid)
{
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_autoptr (XpRanking) ranking = xp_ranking_new (loaded->tally, NULL, 0);
  return xp_ranking_dup_quota_sentence (ranking, &loaded->round->rules);
}

static void
test_bases_stay_as_on_the_day (TestDesk *f, gconstpointer unused)
{
  static const char *const NOBODY[] = {NULL};
  const int64_t uid = open_round (f, "50%", "总户数");
  g_autofree char *before = quota_of (f, uid);
  test_desk_add (f, "二社", "赵六", NOBODY);
  g_autofree char *after = quota_of (f, uid);
  const int64_t later = open_round (f, "50%", "常住户");
  g_autofree char *then = quota_of (f, later);
  g_assert_cmpstr (before, ==, "总户数3户×50%＝1.5，取1户。");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (then, ==, "常住户4户×50%＝2，取2户。");
}

static void
test_places_are_divided_as_the_round_says (TestDesk *f, gconstpointer unused)
{
  const XpRoundSpec spec = {.rubric_id = "ganjing-renjia",
                            .name = "一轮",
                            .line = "无",
                            .quota = "分给各组2户",
                            .apportion = "每组保底"};
  g_autoptr (GError) error = NULL;
  const int64_t uid = xp_round_work_open (f->desk, &spec, &error);
  g_assert_no_error (error);
  g_autofree char *sentence = quota_of (f, uid);
  g_autoptr (XpLoadedRound) loaded = load (f, uid);
  g_assert_cmpint (loaded->round->rules.apportion, ==, XP_APPORTION_EACH_FIRST);
  test_desk_mark (f, uid, ALL_EQUAL);
  g_autofree char *marked = quota_of (f, uid);
  g_assert_cmpstr (sentence, ==, "全村名额2户，按每组保底分给各组。");
  g_assert_cmpstr (marked, ==, "全村名额2户，按每组保底分给各组：一社1户、二社1户。");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/cuts/lot", test_a_lot_is_a_record_and_printed);
  ADD ("/cuts/chance", test_a_lot_out_of_chance_has_a_seed);
  ADD ("/cuts/vote", test_a_vote_after_a_lot_leaves_no_seed);
  ADD ("/cuts/bases", test_bases_stay_as_on_the_day);
  ADD ("/cuts/divided", test_places_are_divided_as_the_round_says);
  return g_test_run ();
}

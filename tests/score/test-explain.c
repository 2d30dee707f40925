/* 本户得分单: what the household reads, of every kind of form and way of combining. */
#include "xp-explain.h"
#include "xp-test-round.h"

#include <string.h>

#define FORM(id) "../rubrics/" id ".rubric"
static const char HUNDRED[] = "data/rubrics/one-hundred.rubric";

/* ---- reading an explanation ---- */

static bool
has_line (const GPtrArray *lines, const char *line)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (lines->pdata[i], line) == 0)
      return true;
  return false;
}

static void
assert_line (const GPtrArray *lines, const char *line)
{
  if (has_line (lines, line))
    return;
  for (guint i = 0; i < lines->len; i++)
    g_test_message ("said: %s", (const char *) lines->pdata[i]);
  g_error ("not said: %s", line);
}

static const XpExplainRow *
find_row (const XpExplanation *made, const char *no_or_section)
{
  for (guint i = 0; i < made->rows->len; i++) {
    const XpExplainRow *row = made->rows->pdata[i];
    if (strcmp (row->is_section ? row->name : row->no, no_or_section) == 0)
      return row;
  }
  g_error ("no row %s", no_or_section);
}

/* Every text of it, to look for what must not stand there. Yours. */
static char *
dup_all_texts (const XpExplanation *made)
{
  GString *text = g_string_new (made->who);
  for (size_t i = 0; i < made->n_sheets; i++)
    g_string_append_printf (text, " %s %s", made->sheets[i].title, made->sheets[i].note);
  for (guint i = 0; i < made->sums->len; i++)
    g_string_append (text, made->sums->pdata[i]);
  for (guint i = 0; i < made->outcomes->len; i++)
    g_string_append (text, made->outcomes->pdata[i]);
  return g_string_free (text, FALSE);
}

static XpExplanation *
explain (const XpTally *tally, int entrant_no)
{
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  return xp_explanation_new (tally, ranking, entrant_no);
}

/* ---- one sheet ---- */

static void
test_deductions (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new (FORM ("ganjing-renjia"), XP_COMBINE_CONSENSUS, 3, 2);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 0, "4", "2");
  xp_test_put (tally, 1, 0, "15", "6");
  xp_test_put (tally, 1, 0, "20", "不适用");
  xp_test_close_all (tally);

  g_autoptr (XpExplanation) made = explain (tally, 1);
  g_assert_cmpstr (made->who, ==, "1号户 一社1号 户主1");
  g_assert_cmpstr (made->result, ==, "94分");
  g_assert_cmpuint (made->n_sheets, ==, 1);
  g_assert_cmpstr (made->sheets[0].title, ==, "合议");
  g_assert_true (made->sheets[0].has_blanks);
  const XpExplainRow *stove = find_row (made, "15");
  g_assert_cmpstr (stove->cells[0].entered, ==, "6处");
  g_assert_cmpstr (stove->full, ==, "4");
  g_assert_cmpstr (stove->cells[0].points, ==, "0");
  g_assert_cmpstr (stove->cells[0].note, ==, "已扣完");
  g_assert_cmpstr (stove->figure, ==, "0");
  g_assert_cmpstr (find_row (made, "20")->cells[0].entered, ==, "不适用");
  g_assert_cmpstr (find_row (made, "厨房")->figure, ==, "8");
  g_assert_cmpstr (find_row (made, "庭院")->figure, ==, "23");
  assert_line (made->sums, "总分94分。");
  assert_line (made->outcomes, "这次一共2户有名次，排第2名。");
  assert_line (made->outcomes, "等次：干净人家。");
}

/* The figures of the sections are what is added up. */
static void
test_sections_add_up_to_the_total (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new (FORM ("ganjing-renjia"), XP_COMBINE_CONSENSUS, 0, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 0, "4", "2");
  xp_test_put (tally, 1, 0, "19", "1");
  xp_test_close_all (tally);
  g_autoptr (XpExplanation) made = explain (tally, 1);
  double of_sections = 0, of_items = 0;
  for (guint i = 0; i < made->rows->len; i++) {
    const XpExplainRow *row = made->rows->pdata[i];
    *(row->is_section ? &of_sections : &of_items) += g_ascii_strtod (row->figure, NULL);
  }
  g_assert_cmpfloat_with_epsilon (of_sections, 93, 1e-9);
  g_assert_cmpfloat_with_epsilon (of_items, 93, 1e-9);
}

static void
fill_up (XpTally *tally, int entrant_no, int judge_no)
{
  const XpRound *round = xp_tally_get_round (tally);
  for (size_t i = 0; i < round->rubric->n_items; i++) {
    const XpItem *item = &round->rubric->items[i];
    XpMark mark;
    if (!xp_round_marks (round, judge_no, item) || !xp_item_is_asked (item) ||
        xp_tally_get_mark (tally, entrant_no, judge_no, item->at, &mark))
      continue;
    mark = (XpMark){.entrant_no = entrant_no,
                    .judge_no = judge_no,
                    .item_at = item->at,
                    .entry = 1,
                    .entered = item->mode == XP_MODE_SCORE ? item->max_hundredths : 1};
    xp_tally_put_mark (tally, &mark);
  }
}

static void
test_what_does_not_apply_is_rescaled (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new (FORM ("meili-tingyuan"), XP_COMBINE_CONSENSUS, 0, 1);
  round->rules.has_line = true;
  round->rules.line_hundredths = 9000;
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 0, "7", "不适用");
  xp_test_put (tally, 1, 0, "1", "4");
  xp_test_put (tally, 1, 0, "8", "4.5");
  fill_up (tally, 1, 0);
  xp_test_close_all (tally);
  g_autoptr (XpExplanation) made = explain (tally, 1);
  assert_line (made->sums, "不适用的项不算，折算：83.5÷（100－7）×100＝89.78分。");
  assert_line (made->outcomes, "分数线是90分，差0.22分。");
}

static const struct {
  const char *form;
  const char *no, *said;
  const char *entered, *points, *note;
} KINDS[] = {
  {FORM ("pair-plusminus"), "12", "-3", "-3", "-15", "已到头"},
  {FORM ("pair-plusminus"), "1", "+2", "+2", "4", ""},
  {FORM ("grade-word"), "1", "良", "良", "8", ""},
  {FORM ("ten-star"), "1.1", "否", "否", "", ""},
  {FORM ("ganjing-renjia"), "V1", "是", "是", "", ""},
  {FORM ("ganjing-renjia"), "19", "2", "2处", "0", "已扣完"},
  {FORM ("meili-tingyuan"), "1", "7.5", "7.5分", "7.5", ""},
};

static void
test_kinds (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (KINDS); i++) {
    g_autoptr (XpRound) round = xp_test_round_new (KINDS[i].form, XP_COMBINE_CONSENSUS, 0, 1);
    g_autoptr (XpTally) tally = xp_tally_new (round);
    xp_test_put (tally, 1, 0, KINDS[i].no, KINDS[i].said);
    fill_up (tally, 1, 0);
    xp_test_close_all (tally);
    g_autoptr (XpExplanation) made = explain (tally, 1);
    const XpExplainCell *cell = find_row (made, KINDS[i].no)->cells;
    g_assert_cmpstr (cell->entered, ==, KINDS[i].entered);
    g_assert_cmpstr (cell->points, ==, KINDS[i].points);
    g_assert_cmpstr (cell->note, ==, KINDS[i].note);
  }
}

/* ---- several judges ---- */

static XpTally *
new_round (XpCombine combine, const char *const *marks)
{
  const int n = (int) g_strv_length ((char **) marks);
  g_autoptr (XpRound) round = xp_test_round_new (HUNDRED, combine, n, 1);
  for (size_t i = 0; i < round->n_judges; i++) {
    g_free (round->judges[i].name);
    round->judges[i].name = g_strdup_printf ("王评委%zu", i);
  }
  XpTally *tally = xp_tally_new (round);
  for (int k = 0; k < n; k++)
    xp_test_put (tally, 1, k + 1, "1", marks[k]);
  return tally;
}

static const struct {
  XpCombine combine;
  const char *marks[7];
  const char *line;
  const char *total;
} JUDGES[] = {
  {XP_COMBINE_MEAN,
   {"89.99", "90"},
   "2位评委平均：（89.99＋90）÷2＝90分。",
   "总分90分（不四舍五入是89.995分）。"},
  {XP_COMBINE_TRIMMED_MEAN,
   {"91", "88.5", "95", "90", "95"},
   "5位评委，去掉一个最高分95和一个最低分88.5，其余3位平均：（91＋90＋95）÷3＝92分。",
   "总分92分。"},
  {XP_COMBINE_TRIMMED_MEAN,
   {"91", "88.5", "95", "90"},
   "打分的评委只有4位，不够5位，没有去掉最高分和最低分，取平均：（91＋88.5＋95＋90）÷4＝91.13分。",
   "总分91.13分（不四舍五入是91.125分）。"},
  {XP_COMBINE_TRIMMED_MEAN,
   {"90", "90", "90", "90", "90"},
   "5位评委，去掉一个最高分90和一个最低分90，其余3位平均：（90＋90＋90）÷3＝90分。",
   "总分90分。"},
  {XP_COMBINE_MEDIAN,
   {"80", "95", "91", "88.5"},
   "4位评委的分从高到低排，取中间两个的平均：89.75分。",
   "总分89.75分。"},
  {XP_COMBINE_SUM, {"80", "95.5"}, "2位评委的分相加：80＋95.5＝175.5分。", "总分175.5分。"},
  {XP_COMBINE_MEAN_ITEM,
   {"80", "95.5"},
   "2位评委，每一项取平均，各项相加得87.75分。",
   "总分87.75分。"},
};

static void
test_judges (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (JUDGES); i++) {
    g_autoptr (XpTally) tally = new_round (JUDGES[i].combine, JUDGES[i].marks);
    g_autoptr (XpExplanation) made = explain (tally, 1);
    assert_line (made->sums, JUDGES[i].line);
    assert_line (made->sums, JUDGES[i].total);
    g_assert_cmpstr (made->sheets[1].title, ==, "评委2");
    g_autofree char *all = dup_all_texts (made);
    g_assert_null (strstr (all, "王评委"));
  }
}

static void
test_recused_and_dropped_are_marked (void)
{
  static const char *const MARKS[] = {"91", "88.5", "95", "90", "95", "60", NULL};
  g_autoptr (XpTally) tally = new_round (XP_COMBINE_TRIMMED_MEAN, MARKS);
  xp_tally_set_recused (tally, 1, 6, true);
  g_autoptr (XpExplanation) made = explain (tally, 1);
  g_assert_cmpstr (made->sheets[1].note, ==, "最低分，去掉");
  g_assert_cmpstr (made->sheets[2].note, ==, "最高分，去掉");
  g_assert_cmpstr (made->sheets[4].note, ==, "");
  g_assert_cmpstr (made->sheets[5].note, ==, "回避，不计");
  g_assert_cmpstr (made->sheets[5].points, ==, "");
}

static void
test_items_that_are_dropped_are_marked (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/two-marks.rubric", XP_COMBINE_TRIMMED_MEAN_ITEM, 5, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  static const char *const FIRST[] = {"9", "8", "7", "9.5", "6"};
  for (int judge = 1; judge <= 5; judge++) {
    xp_test_put (tally, 1, judge, "1", FIRST[judge - 1]);
    xp_test_put (tally, 1, judge, "2", "8");
  }
  g_autoptr (XpExplanation) made = explain (tally, 1);
  const XpExplainRow *row = find_row (made, "1");
  g_assert_cmpstr (row->cells[3].note, ==, "去掉");
  g_assert_cmpstr (row->cells[4].note, ==, "去掉");
  g_assert_cmpstr (row->cells[0].note, ==, "");
  g_assert_cmpstr (row->figure, ==, "8");
}

/* ---- bodies and ballots ---- */

static void
add_judge (XpRound *round, const char *body)
{
  round->judges = g_renew (XpJudge, round->judges, round->n_judges + 1);
  const int no = (int) round->n_judges + 1;
  round->judges[round->n_judges++] = (XpJudge){no, g_strdup (body), g_strdup (body), false};
}

static void
test_votes_and_bodies (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (FORM ("popo-xifu"), XP_COMBINE_MEAN, 1, 1);
  add_judge (round, XP_BODY_BALLOTS);
  add_judge (round, "家人");
  for (int i = 0; i < 3; i++)
    add_judge (round, "邻居");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  const XpItem *vote = xp_rubric_lookup_item (round->rubric, "1");
  const XpBallots ballots = {vote->at, 187, 181, 3};
  xp_tally_set_ballots (tally, &ballots);
  xp_test_put (tally, 1, 2, "1", "132");
  xp_test_put (tally, 1, 3, "2", "9");
  xp_test_put (tally, 1, 4, "3", "9");
  xp_test_put (tally, 1, 5, "3", "9.5");
  xp_test_put (tally, 1, 6, "3", "9");
  fill_up (tally, 1, 1);
  xp_test_close_all (tally);

  g_autoptr (XpExplanation) made = explain (tally, 1);
  g_assert_cmpstr (made->sheets[1].title, ==, "计票");
  g_assert_cmpstr (made->sheets[2].title, ==, "家人");
  g_assert_cmpstr (made->sheets[4].title, ==, "邻居2");
  g_autofree char *votes = g_strdup_printf ("第1项%s：发出187张票，收回181张，废票3张，有效178张；"
                                            "得132票，132÷178×40＝29.66分。",
                                            vote->name);
  assert_line (made->sums, votes);
  assert_line (made->sums, "3位邻居平均：（9＋9.5＋9）÷3＝9.17分。");
  assert_line (made->sums, "评委40分；计票29.66分；家人9分；邻居9.17分。");
}

static void
test_weights_and_usual (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (HUNDRED, XP_COMBINE_MEAN, 0, 1);
  g_autoptr (GError) error = NULL;
  g_assert_true (xp_weights_from_text ("评委=6000|代表=4000",
                                       &round->rules.weights,
                                       &round->rules.n_weights,
                                       &error));
  round->rules.usual_bp = 5000;
  round->entrants[0].taken = g_new0 (XpTaken, 1);
  round->entrants[0].taken[0] = (XpTaken){g_strdup ("usual"), 9183, 3, 4};
  round->entrants[0].n_taken = 1;
  add_judge (round, "评委");
  add_judge (round, "代表");
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 1, "1", "90");
  xp_test_put (tally, 1, 2, "1", "95");
  g_autoptr (XpExplanation) made = explain (tally, 1);
  g_assert_cmpstr (made->sheets[0].title, ==, "评委1");
  g_assert_cmpstr (made->sheets[1].title, ==, "代表1");
  assert_line (made->sums, "平时分：3轮平均91.83分，缺1轮。");
  assert_line (made->sums,
               "平时分91.83×50%＝45.92分；评委90×60%＝54分；代表95×40%＝38分；"
               "后几样合起来92×50%＝46分。");
}

/* ---- what was missing ---- */

static XpTally *
new_ranked (const char *const *marks, int n_places)
{
  const int n = (int) g_strv_length ((char **) marks);
  g_autoptr (XpRound) round = xp_test_round_new (HUNDRED, XP_COMBINE_CONSENSUS, 0, n);
  round->rules.quota = (XpQuota){.kind = XP_QUOTA_COUNT, .value = n_places};
  g_strfreev (round->rules.ties);
  round->rules.ties = g_new0 (char *, 2);
  round->rules.ties[0] = g_strdup ("上轮高");
  for (size_t i = 0; i < round->n_entrants; i++) {
    round->entrants[i].has_previous = true;
    round->entrants[i].previous_hundredths = 9000 - (int64_t) i;
  }
  XpTally *tally = xp_tally_new (round);
  for (int i = 0; i < n; i++)
    xp_test_put (tally, i + 1, 0, "1", marks[i]);
  return tally;
}

static void
test_what_was_missing_for_the_last_one_in (void)
{
  static const char *const MARKS[] = {"95", "93", "93", "90", NULL};
  g_autoptr (XpTally) tally = new_ranked (MARKS, 2);
  g_autoptr (XpExplanation) first = explain (tally, 1);
  g_autoptr (XpExplanation) second = explain (tally, 2);
  g_autoptr (XpExplanation) third = explain (tally, 3);
  g_autoptr (XpExplanation) fourth = explain (tally, 4);
  assert_line (first->outcomes, "这次评上了。");
  assert_line (second->outcomes, "名额末位同分，按“上轮高”定：评上。");
  assert_line (third->outcomes, "这次一共4户有名次，排第2名。");
  assert_line (third->outcomes, "名额末位同分，按“上轮高”定：没有评上。");
  assert_line (fourth->outcomes, "这次一共4户有名次，排第4名。");
  assert_line (fourth->outcomes, "评上2户，最后一名93分，差3分。");
  for (int no = 2; no <= 4; no++) {
    g_autoptr (XpExplanation) made = explain (tally, no);
    g_autofree char *all = dup_all_texts (made);
    g_assert_null (strstr (all, "户主1"));
  }
}

static void
test_without_a_total_or_a_place (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new (FORM ("ganjing-renjia"), XP_COMBINE_CONSENSUS, 0, 4);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 2, 0, "V1", "是");
  xp_test_put (tally, 3, 0, "G1", "否");
  xp_test_close_all (tally);
  xp_tally_set_closed (tally, 4, 0, false);
  xp_tally_set_state (tally, 1, XP_STATE_AWAY);
  g_autoptr (XpExplanation) away = explain (tally, 1);
  g_autoptr (XpExplanation) vetoed = explain (tally, 2);
  g_autoptr (XpExplanation) barred = explain (tally, 3);
  g_autoptr (XpExplanation) open = explain (tally, 4);
  assert_line (away->outcomes, "这次没有总分：全家在外。");
  g_assert_cmpuint (away->sums->len, ==, 0);
  assert_line (vetoed->outcomes, "总分照列，这次暂缓，另行评议，不排名次。");
  g_assert_cmpstr (vetoed->result, ==, "100分");
  assert_line (barred->outcomes, "这次没有总分：本次不参评。");
  assert_line (open->outcomes, "这次没有总分：缺29项。");
  g_assert_cmpstr (open->sheets[0].note, ==, "还缺29项");
}

/* While marking goes on nobody reads a place. */
static void
test_no_place_while_marking (void)
{
  static const char *const MARKS[] = {"95", "93", NULL};
  g_autoptr (XpTally) tally = new_ranked (MARKS, 1);
  g_autoptr (XpExplanation) made = xp_explanation_new (tally, NULL, 2);
  g_assert_cmpuint (made->outcomes->len, ==, 0);
  assert_line (made->sums, "总分93分。");
}

/* Where the form holds the sum at its ends, a pencil gets another one: it is told. */
static void
test_what_the_form_holds_is_told (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/mixed-pairs.rubric", XP_COMBINE_CONSENSUS, 0, 2);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 0, "1", "9");
  xp_test_put (tally, 1, 0, "2", "+2");
  xp_test_put (tally, 2, 0, "1", "0.5");
  xp_test_put (tally, 2, 0, "2", "-1");
  xp_test_close_all (tally);
  g_autoptr (XpExplanation) most = explain (tally, 1), least = explain (tally, 2);
  assert_line (most->sums, "合议：各项加起来超过满分，按满分10分记。");
  assert_line (most->sums, "总分10分。");
  assert_line (least->sums, "加起来-2.5分，最低记0分。");
  assert_line (least->sums, "总分0分。");
}

static void
test_each_body_that_weighs_has_its_figure (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("data/rubrics/two-marks.rubric", XP_COMBINE_MEAN_ITEM, 2, 1);
  g_assert_true (xp_weights_from_text ("评委=6000|代表=4000",
                                       &round->rules.weights,
                                       &round->rules.n_weights,
                                       NULL));
  static const char *const BODIES[] = {"评委", "代表"};
  for (size_t i = 0, n = 0; i < round->n_judges; i++)
    if (round->judges[i].no > 0) {
      g_free (round->judges[i].body);
      round->judges[i].body = g_strdup (BODIES[n++]);
    }
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 1, "1", "9");
  xp_test_put (tally, 1, 1, "2", "8");
  xp_test_put (tally, 1, 2, "1", "6");
  xp_test_put (tally, 1, 2, "2", "10");
  g_autoptr (XpExplanation) made = explain (tally, 1);
  g_assert_cmpstr (find_row (made, "1")->figure, ==, "9／6");
  g_assert_cmpstr (find_row (made, "2")->figure, ==, "8／10");
  assert_line (made->sums, "得分一栏依次是评委／代表的。");
  assert_line (made->sums, "评委17×60%＝10.2分；代表16×40%＝6.4分。");
  assert_line (made->sums, "总分16.6分。");
}

static void
test_stars_say_whether_they_are_lit (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (FORM ("ten-star"), XP_COMBINE_CONSENSUS, 0, 1);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_test_put (tally, 1, 0, "1.1", "否");
  xp_test_close_all (tally);
  g_autoptr (XpExplanation) made = explain (tally, 1);
  g_assert_cmpstr (find_row (made, "1")->cells[0].entered, ==, "不亮");
  g_assert_cmpstr (find_row (made, "2")->cells[0].entered, ==, "亮");
}

/* Among the sentences, and no judge is named. */
static void
test_what_was_written_is_told (void)
{
  g_autoptr (XpRound) round =
    xp_test_round_new ("../rubrics/ganjing-renjia.rubric", XP_COMBINE_CONSENSUS, 0, 2);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  g_autoptr (XpMarkNotes) notes = xp_mark_notes_new ();
  const int item_at = xp_rubric_lookup_item (round->rubric, "4")->at;
  const XpMark own = {1, 0, item_at, 1, false, 2}, other = {2, 0, item_at, 1, false, 1};
  xp_test_put (tally, 1, 0, "4", "2");
  xp_mark_notes_set (notes, &own, "柴垛占道", "12");
  xp_mark_notes_set (notes, &other, "别家的", NULL);
  g_autoptr (XpExplanation) made = xp_explanation_new (tally, NULL, 1);
  const guint n_before = made->outcomes->len;
  xp_explanation_add_notes (made, tally, notes);
  g_assert_cmpuint (made->outcomes->len, ==, n_before + 1);
  g_assert_cmpstr (made->outcomes->pdata[n_before], ==, "第4项 院内地面：柴垛占道，照片12。");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/deductions", test_deductions);
  g_test_add_func ("/explain/sections", test_sections_add_up_to_the_total);
  g_test_add_func ("/explain/rescaled", test_what_does_not_apply_is_rescaled);
  g_test_add_func ("/explain/kinds", test_kinds);
  g_test_add_func ("/explain/judges", test_judges);
  g_test_add_func ("/explain/recused", test_recused_and_dropped_are_marked);
  g_test_add_func ("/explain/items-dropped", test_items_that_are_dropped_are_marked);
  g_test_add_func ("/explain/votes", test_votes_and_bodies);
  g_test_add_func ("/explain/weights", test_weights_and_usual);
  g_test_add_func ("/explain/last-one-in", test_what_was_missing_for_the_last_one_in);
  g_test_add_func ("/explain/no-total", test_without_a_total_or_a_place);
  g_test_add_func ("/explain/marking", test_no_place_while_marking);
  g_test_add_func ("/explain/held", test_what_the_form_holds_is_told);
  g_test_add_func ("/explain/bodies", test_each_body_that_weighs_has_its_figure);
  g_test_add_func ("/explain/stars", test_stars_say_whether_they_are_lit);
  g_test_add_func ("/explain/notes", test_what_was_written_is_told);
  return g_test_run ();
}

/* Quotas of every kind, one list for each title, one title in a household, and lots. */
#include "xp-test-round.h"

#include "xp-ranking.h"

#include <string.h>

static const char ONE_MARK[] = "data/rubrics/one-mark.rubric";
static const char GANJING[] = "../rubrics/ganjing-renjia.rubric";
static const char MEILI[] = "../rubrics/meili-tingyuan.rubric";
static const char POPO[] = "../rubrics/popo-xifu.rubric";

enum {
  MOST = 12
};

/* One round of 合议 on one mark; households stand in groups by a letter each: “AABC”. */
static XpRound *
make_round (const char *groups, const char *quota)
{
  static const char *const NAMES[] = {"一社", "二社", "三社", "四社"};
  const int n = (int) strlen (groups);
  XpRound *round = xp_test_round_new (ONE_MARK, XP_COMBINE_CONSENSUS, 0, n);
  round->uid = 482913;
  for (int i = 0; i < n; i++) {
    g_free (round->entrants[i].group);
    round->entrants[i].group = g_strdup (NAMES[groups[i] - 'A']);
    round->entrants[i].group_number = groups[i] - 'A' + 1;
  }
  g_assert_true (xp_quota_from_text (quota, &round->rules.quota, NULL));
  return round;
}

static XpTally *
mark (XpRound *round, const int *totals)
{
  XpTally *tally = xp_tally_new (round);
  for (size_t i = 0; i < round->n_entrants; i++) {
    g_autofree char *text = g_strdup_printf ("%d", totals[i]);
    xp_test_put (tally, (int) i + 1, 0, "1", text);
  }
  return tally;
}

/* “+” is in, “-” out, “?” undecided. */
static void
assert_awarded (const XpRanking *ranking, const char *expected)
{
  static const char MARKS[] =
    {[XP_AWARDED_NO] = '-', [XP_AWARDED_YES] = '+', [XP_AWARDED_UNDECIDED] = '?'};
  char got[MOST + 1] = "";
  for (size_t i = 0; i < ranking->n_places; i++)
    got[i] = MARKS[ranking->places[i].awarded];
  g_assert_cmpstr (got, ==, expected);
}

/* ---- kinds of quota, as the forms write them ---- */

static const struct {
  const char *text;
  XpQuotaKind kind;
  int value;
  bool is_flowing;
} QUOTAS[] = {
  {"30%", XP_QUOTA_PERCENT, 3000, false},
  {"20", XP_QUOTA_COUNT, 20, false},
  {"20户", XP_QUOTA_COUNT, 20, false},
  {"前10户", XP_QUOTA_COUNT, 10, false},
  {"全村前10户", XP_QUOTA_COUNT, 10, false},
  {"每社2名", XP_QUOTA_GROUP, 2, false},
  {"每组前5名", XP_QUOTA_GROUP, 5, false},
  {"每村民小组3户，余额互补", XP_QUOTA_GROUP, 3, true},
  {"group:3", XP_QUOTA_GROUP, 3, false},
  {"group:3+", XP_QUOTA_GROUP, 3, true},
  {"每组3", XP_QUOTA_GROUP, 3, false},
  {"分给各组20户", XP_QUOTA_SHARED, 20, false},
  {"share:20", XP_QUOTA_SHARED, 20, false},
};

static const char *const NOT_QUOTAS[] = {
  "每2名", "每社名", "0户", "前户", "2.5户", "三户", "每社", "20户+", "按村大小:", "101%", "30%户"};

static void
test_quotas_as_the_forms_write_them (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (QUOTAS); i++) {
    XpQuota quota;
    g_test_message ("%s", QUOTAS[i].text);
    g_assert_true (xp_quota_from_text (QUOTAS[i].text, &quota, NULL));
    g_assert_cmpint (quota.kind, ==, QUOTAS[i].kind);
    g_assert_cmpint (quota.value, ==, QUOTAS[i].value);
    g_assert_true (quota.is_flowing == QUOTAS[i].is_flowing);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (NOT_QUOTAS); i++) {
    XpQuota quota;
    g_autoptr (GError) error = NULL;
    g_test_message ("%s", NOT_QUOTAS[i]);
    g_assert_false (xp_quota_from_text (NOT_QUOTAS[i], &quota, &error));
    g_assert_nonnull (strstr (error->message, NOT_QUOTAS[i]));
  }
}

static const struct {
  const char *quota;
  XpQuotaBase base;
  XpQuotaRounding rounding;
  int n_quota;
  const char *sentence;
} BASES[] = {
  {"30%", XP_BASE_SCORED, XP_QUOTA_DOWN, 1, "参评5户×30%＝1.5，取1户。"},
  {"30%", XP_BASE_SCORED, XP_QUOTA_HALF_UP, 2, "参评5户×30%＝1.5，四舍五入取2户。"},
  {"30%", XP_BASE_SCORED, XP_QUOTA_UP, 2, "参评5户×30%＝1.5，进一取2户。"},
  {"30%", XP_BASE_REGISTERED, XP_QUOTA_DOWN, 123, "总户数412户×30%＝123.6，取123户。"},
  {"30%", XP_BASE_RESIDENT, XP_QUOTA_HALF_UP, 14, "常住户47户×30%＝14.1，四舍五入取14户。"},
  {"按村大小:100=10|300=20|*=30",
   XP_BASE_REGISTERED,
   XP_QUOTA_DOWN,
   30,
   "总户数412户，超过300户，取30户。"},
  {"按村大小:100=10|300=20|*=30",
   XP_BASE_RESIDENT,
   XP_QUOTA_DOWN,
   10,
   "常住户47户，不超过100户，取10户。"},
  {"按村大小:40=10|300=20|*=30",
   XP_BASE_RESIDENT,
   XP_QUOTA_DOWN,
   20,
   "常住户47户，在41到300户之间，取20户。"},
  {"前2户", XP_BASE_SCORED, XP_QUOTA_DOWN, 2, "全村名额2户。"},
  {"每社2名", XP_BASE_SCORED, XP_QUOTA_DOWN, 2, "每组名额2户。"},
  {"分给各组3户",
   XP_BASE_SCORED,
   XP_QUOTA_DOWN,
   3,
   "全村名额3户，按最大余数法分给各组：一社2户、二社1户。"},
};

static void
test_every_quota_says_how_it_came (void)
{
  static const int TOTALS[] = {95, 94, 93, 92, 91};
  for (size_t i = 0; i < G_N_ELEMENTS (BASES); i++) {
    g_autoptr (XpRound) round = make_round ("AAABB", BASES[i].quota);
    round->rules.quota_base = BASES[i].base;
    round->rules.quota_rounding = BASES[i].rounding;
    round->rules.n_registered = 412;
    round->rules.n_resident = 47;
    g_autoptr (XpTally) tally = mark (round, TOTALS);
    g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
    g_autofree char *sentence = xp_ranking_dup_quota_sentence (ranking, &round->rules);
    g_assert_cmpint (ranking->n_quota, ==, BASES[i].n_quota);
    g_assert_cmpstr (sentence, ==, BASES[i].sentence);
  }
}

/* Nobody is told apart by what could shame. */
static void
test_who_is_left_out_is_counted_and_not_told (void)
{
  static const int TOTALS[] = {95, 94, 93, 92, 91, 90, 89};
  static const XpState STATES[] = {XP_STATE_AWAY, XP_STATE_NOT_MET, XP_STATE_HELD, XP_STATE_APART};
  g_autoptr (XpRound) round = make_round ("AAAABBB", "50%");
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  for (int i = 0; i < 4; i++)
    xp_tally_set_state (tally, i + 1, STATES[i]);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  g_autofree char *sentence = xp_ranking_dup_quota_sentence (ranking, &round->rules);
  g_assert_cmpstr (sentence,
                   ==,
                   "参评3户×50%＝1.5，取1户（全家在外1户、没碰上人1户、不排名次的2户不算在内）。");
}

/* ---- groups ---- */

static const struct {
  const char *why;
  const char *groups;
  const char *quota;
  int line;
  int totals[MOST];
  const char *awarded;
} GROUPS[] = {
  {"two in each", "AAABBB", "每组2", 0, {95, 94, 93, 80, 70, 60}, "++-++-"},
  {"what a group does not fill stays free",
   "AAABBB",
   "每组2",
   90,
   {95, 94, 93, 91, 70, 60},
   "++-+--"},
  {"or flows to the best of the others",
   "AAABBB",
   "每组2，余额互补",
   90,
   {95, 94, 93, 91, 70, 60},
   "++++--"},
  {"and asks where two others are the best",
   "AAAABB",
   "每组2，余额互补",
   90,
   {95, 94, 93, 93, 91, 60},
   "++??+-"},
  {"three places are shared by size",
   "AAAAAABB",
   "分给各组3",
   0,
   {9, 8, 7, 6, 5, 4, 9, 8},
   "++----+-"},
};

static void
test_places_of_groups (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (GROUPS); i++) {
    g_test_message ("%s", GROUPS[i].why);
    g_autoptr (XpRound) round = make_round (GROUPS[i].groups, GROUPS[i].quota);
    round->rules.has_line = GROUPS[i].line > 0;
    round->rules.line_hundredths = (int64_t) GROUPS[i].line * 100;
    g_autoptr (XpTally) tally = mark (round, GROUPS[i].totals);
    g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
    assert_awarded (ranking, GROUPS[i].awarded);
  }
}

static void
test_flowing_places_are_said (void)
{
  static const int TOTALS[] = {95, 94, 93, 91};
  g_autoptr (XpRound) round = make_round ("AAAB", "每组2，余额互补");
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  g_autofree char *sentence = xp_ranking_dup_quota_sentence (ranking, &round->rules);
  assert_awarded (ranking, "++++");
  g_assert_cmpstr (sentence, ==, "每组名额2户，有的组没有用完，余下的1个给其他组得分高的。");
}

static void
test_ties_of_several_groups_are_told_apart (void)
{
  static const int TOTALS[] = {95, 95, 80, 80, 80};
  g_autoptr (XpRound) round = make_round ("AABBB", "每组1");
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  g_autofree char *sentence = xp_ranking_dup_tie_sentence (ranking, tally);
  g_assert_cmpuint (ranking->n_ties, ==, 2);
  g_assert_cmpuint (ranking->n_undecided, ==, 5);
  g_assert_cmpint (ranking->n_undecided_places, ==, 2);
  g_assert_nonnull (strstr (
    sentence,
    "同为95分的2户，名额只余1个，评分表里的办法分不出先后，请会上定：一社1号 户主1、一社2号 户主2。"));
  g_assert_nonnull (strstr (sentence, "\n同为80分的3户，名额只余1个"));
}

/* Equal groups: the place that is left goes by the round's own number, and the sentence says so. */
static void
test_a_lot_among_groups_is_the_rounds (void)
{
  static const int TOTALS[] = {95, 94, 93, 92, 91, 90};
  g_autoptr (XpRound) round = make_round ("AABBCC", "分给各组4");
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) first = xp_ranking_new (tally, NULL, 0);
  g_autoptr (XpRanking) second = xp_ranking_new (tally, NULL, 0);
  g_autofree char *sentence = xp_ranking_dup_quota_sentence (first, &round->rules);
  g_assert_cmpint (first->n_awarded, ==, 4);
  g_assert_nonnull (strstr (sentence, "这3个组不分先后，余下的1个名额按抽签号482913抽签，抽中"));
  for (size_t i = 0; i < first->n_places; i++)
    g_assert_cmpint (first->places[i].awarded, ==, second->places[i].awarded);
  for (int method = 0; method < XP_N_APPORTIONS; method++) {
    g_autoptr (XpDivision) division = xp_division_new (tally, "", (XpApportion) method);
    g_assert_cmpint (division->apportionment->n_tied, ==, 3);
  }
}

/* ---- two lists, persons ---- */

static void
make_person (XpRound *round, int no, const char *list, int64_t household, int person_number)
{
  XpEntrant *entrant = &round->entrants[no - 1];
  g_free (entrant->list);
  entrant->list = g_strdup (list);
  entrant->household_uid = household;
  entrant->number = (int) household;
  entrant->person_number = person_number;
  entrant->person_uid = 100 * household + person_number;
}

static void
test_each_title_has_its_list (void)
{
  static const int TOTALS[] = {90, 95, 95, 80, 85};
  static const char *const LISTS[] = {"好媳妇", "好婆婆", "好媳妇", "好婆婆", "好媳妇"};
  static const int RANKS[] = {2, 1, 1, 2, 3};
  static const int ORDER[] = {2, 4, 3, 1, 5};
  g_autoptr (XpRound) popo = xp_test_round_new (POPO, XP_COMBINE_MEAN, 1, 1);
  g_autoptr (XpRound) round = make_round ("AAAAA", "1");
  g_free (round->rubric->award.title);
  round->rubric->award.title = g_strdup (popo->rubric->award.title);
  for (int i = 0; i < 5; i++)
    make_person (round, i + 1, LISTS[i], i + 1, 2);
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  g_autofree char *sentence = xp_ranking_dup_quota_sentence (ranking, &round->rules);
  for (int i = 0; i < 5; i++) {
    g_assert_cmpint (ranking->places[i].rank, ==, RANKS[i]);
    g_assert_cmpint (ranking->order[i], ==, ORDER[i]);
  }
  assert_awarded (ranking, "-++--");
  g_assert_cmpuint (ranking->n_lists, ==, 2);
  g_assert_cmpstr (sentence, ==, "好婆婆：全村名额1户。\n好媳妇：全村名额1户。");
}

static void
test_one_title_in_a_household (void)
{
  static const int TOTALS[] = {95, 94, 93, 92};
  static const int TIED[] = {95, 95, 93, 92};
  g_autoptr (XpRound) round = make_round ("AAAA", "2");
  make_person (round, 1, "", 17, 1);
  make_person (round, 2, "", 17, 2);
  round->rules.is_one_per_household = true;
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  assert_awarded (ranking, "+-+-");
  g_assert_cmpint (ranking->places[1].rank, ==, 2);
  g_assert_cmpstr (ranking->places[1].decided_by, ==, "一户一人");
  g_assert_cmpstr (ranking->places[2].decided_by, ==, "");

  /* Equal ones of one household, and nothing that puts one first: the round's own lot. */
  g_autoptr (XpTally) equal = mark (round, TIED);
  g_autoptr (XpRanking) drawn = xp_ranking_new (equal, NULL, 0);
  const int out = drawn->places[0].awarded == XP_AWARDED_YES ? 2 : 1;
  g_assert_cmpint (drawn->n_awarded, ==, 2);
  g_assert_cmpstr (drawn->places[out - 1].decided_by, ==, "一户一人，抽签");
  g_assert_cmpint (drawn->places[2].awarded, ==, XP_AWARDED_YES);
  g_assert_cmpint (drawn->places[2].rank, ==, 3);
}

static void
test_one_title_over_two_lists (void)
{
  static const int TOTALS[] = {95, 90, 85, 80};
  static const char *const LISTS[] = {"好婆婆", "好媳妇", "好媳妇", "好婆婆"};
  g_autoptr (XpRound) round = make_round ("AAAA", "1");
  for (int i = 0; i < 4; i++)
    make_person (round, i + 1, LISTS[i], i < 2 ? 17 : 20 + i, i + 1);
  round->rules.is_one_per_household = true;
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  assert_awarded (ranking, "+-+-");
}

/* ---- who takes no place ---- */

static void
test_withheld_has_a_place_and_takes_no_quota (void)
{
  static const int TOTALS[] = {95, 94, 93};
  g_autoptr (XpRound) round = make_round ("AAA", "1");
  round->entrants[0].is_withheld = true;
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  assert_awarded (ranking, "-+-");
  g_assert_cmpint (ranking->places[0].rank, ==, 1);
  g_assert_cmpint (ranking->places[1].rank, ==, 2);
  g_assert_cmpstr (ranking->places[0].status, ==, "参评，不挂牌");
  g_assert_cmpint (ranking->n_base, ==, 3);
}

static void
test_the_line_is_that_of_the_title (void)
{
  g_autoptr (XpRound) round = xp_test_round_new (MEILI, XP_COMBINE_CONSENSUS, 0, 3);
  round->rules.has_line = true;
  round->rules.line_hundredths = 9000;
  g_autoptr (XpRound) one = make_round ("AAA", "3");
  g_autofree char *title = one->rubric->award.title;
  one->rubric->award.title = g_strdup (round->rubric->award.title);
  one->rubric->award.grades = round->rubric->award.grades;
  one->rubric->award.n_grades = round->rubric->award.n_grades;
  one->rules.has_line = true;
  one->rules.line_hundredths = 9000;
  static const int TOTALS[] = {95, 90, 89};
  g_autoptr (XpTally) tally = mark (one, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  g_assert_cmpstr (ranking->places[0].grade, ==, "最美庭院");
  g_assert_cmpstr (ranking->places[1].grade, ==, "美丽庭院");
  g_assert_cmpstr (ranking->places[2].grade, ==, "");
  assert_awarded (ranking, "++-");
  one->rubric->award.grades = NULL;
  one->rubric->award.n_grades = 0;
}

/* ---- tie-breakers that came with the forms, and the lot ---- */

static void
test_all_in_needs_nobody (void)
{
  static const int TOTALS[] = {95, 94, 94, 93};
  g_autoptr (XpRound) round = make_round ("AAAA", "2");
  g_strfreev (round->rules.ties);
  round->rules.ties = g_strsplit ("并列", "|", -1);
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  assert_awarded (ranking, "+++-");
  g_assert_cmpstr (ranking->places[0].decided_by, ==, "");
  g_assert_cmpstr (ranking->places[1].decided_by, ==, "并列");
  g_assert_cmpstr (ranking->places[2].decided_by, ==, "并列");
}

static void
test_public_work_comes_from_the_ledger (void)
{
  static const int TOTALS[] = {95, 95};
  g_autoptr (XpRound) round = make_round ("AA", "1");
  g_strfreev (round->rules.ties);
  round->rules.ties = g_strsplit ("公益次数|表决", "|", -1);
  for (int i = 0; i < 2; i++) {
    round->entrants[i].taken = g_new0 (XpTaken, 1);
    round->entrants[i].taken[0] = (XpTaken){.what = g_strdup ("public-work"), .value = 3 + i};
    round->entrants[i].n_taken = 1;
  }
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  assert_awarded (ranking, "-+");
  g_assert_cmpstr (ranking->places[1].decided_by, ==, "公益次数");
}

static void
test_known_words (void)
{
  static const char *const KNOWN[] =
    {"居室", "处数少", "上轮高", "公益次数", "表决", "抽签", "并列"};
  g_autoptr (XpRound) popo = xp_test_round_new (POPO, XP_COMBINE_MEAN, 1, 2);
  g_autoptr (XpRound) other = xp_test_round_new (GANJING, XP_COMBINE_CONSENSUS, 0, 1);
  g_assert_true (xp_ranking_knows_tie (popo->rubric, "得票多"));
  g_assert_false (xp_ranking_knows_tie (other->rubric, "得票多"));
  g_assert_false (xp_ranking_knows_tie (other->rubric, "抓阄"));
  for (size_t i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    g_assert_true (xp_ranking_knows_tie (other->rubric, KNOWN[i]));
}

/* Of 200 ballots 105 and 100 are 21 and 20 points of 40; the judges make up for it. */
static void
test_more_votes_win (void)
{
  static const char *const JUDGES[] = {"", XP_BODY_BALLOTS, "家人", "邻居"};
  g_autoptr (XpRound) round = xp_test_round_new (POPO, XP_COMBINE_MEAN, 4, 2);
  for (size_t i = 0; i < G_N_ELEMENTS (JUDGES); i++) {
    g_free (round->judges[i].body);
    round->judges[i].body = g_strdup (JUDGES[i]);
  }
  g_assert_true (xp_quota_from_text ("1", &round->rules.quota, NULL));
  g_strfreev (round->rules.ties);
  round->rules.ties = g_strsplit ("得票多|表决", "|", -1);
  g_autoptr (XpTally) tally = xp_tally_new (round);
  for (int no = 1; no <= 2; no++) {
    for (int item = 4; item <= 7; item++) {
      g_autofree char *name = g_strdup_printf ("%d", item);
      xp_test_put (tally, no, 1, name, no == 1 && item == 4 ? "8" : "9");
    }
    xp_test_put (tally, no, 2, "1", no == 1 ? "105" : "100");
    xp_test_put (tally, no, 3, "2", "9");
    xp_test_put (tally, no, 4, "3", "9");
  }
  const XpBallots ballots = {xp_rubric_lookup_item (round->rubric, "1")->at, 200, 200, 0};
  xp_tally_set_ballots (tally, &ballots);
  xp_test_close_all (tally);
  g_assert_cmpint (xp_tally_get_total (tally, 1)->total_hundredths,
                   ==,
                   xp_tally_get_total (tally, 2)->total_hundredths);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  assert_awarded (ranking, "+-");
  g_assert_cmpstr (ranking->places[0].decided_by, ==, "得票多");
}

static void
test_a_lot_decides_and_is_said (void)
{
  static const int TOTALS[] = {95, 94, 94, 94, 93};
  XpCutDecision decisions[] = {{2, false, "抽签", "482913"},
                               {3, false, "抽签", "482913"},
                               {4, false, "抽签", "482913"}};
  g_autoptr (XpRound) round = make_round ("AAAAA", "2");
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) asked = xp_ranking_new (tally, NULL, 0);
  g_autofree int *drawn = xp_cut_tie_draw (&asked->ties[0], round, "482913");
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, decisions, 3);
  g_assert_cmpuint (ranking->n_undecided, ==, 0);
  g_assert_cmpint (ranking->places[drawn[0] - 1].awarded, ==, XP_AWARDED_YES);
  g_assert_cmpint (ranking->places[drawn[1] - 1].awarded, ==, XP_AWARDED_NO);
  g_assert_cmpstr (ranking->places[drawn[1] - 1].decided_by, ==, "抽签");
  g_assert_cmpint (ranking->places[drawn[1] - 1].rank, ==, 2);

  g_autofree char *said = xp_ranking_dup_lot_sentence (ranking, tally, decisions, 3);
  g_autofree char *expected = g_strdup_printf (
    "同分的3户按抽签号482913抽签，抽出的先后是：户主%d（编号%d）、户主%d（编号%d）、户主%d（编号%d）；"
    "前1户评上。",
    drawn[0],
    drawn[0],
    drawn[1],
    drawn[1],
    drawn[2],
    drawn[2]);
  g_autofree char *public = xp_ranking_dup_public_lot_sentence (ranking, decisions, 3);
  g_assert_true (g_str_has_prefix (said, expected));
  g_assert_nonnull (strstr (public, "482913"));
  g_assert_null (strstr (public, "户主"));
  g_assert_null (xp_ranking_dup_lot_sentence (asked, tally, NULL, 0));
}

/* Fractions of seven judges' recalls: counts 18→7; 11, 15, 17→6; 10, 12, 14→4; 13→3; 19→2. */
static void
test_recalls_of_seven_judges (void)
{
  static const int COUNTS[] = {4, 6, 4, 3, 4, 6, 6, 7, 2}; /* 10 … 18 without 16, then 19 */
  g_autoptr (XpRound) round = make_round ("AAAAAAAAA", "6");
  g_autoptr (XpTally) tally = mark (round, COUNTS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  assert_awarded (ranking, "?+?-?+++-");
  g_assert_cmpint (ranking->n_awarded, ==, 4);
  g_assert_cmpint (ranking->n_awarded + (int) ranking->n_undecided, ==, 7);
  g_assert_cmpint (ranking->n_undecided_places, ==, 2);
}

static void
test_places_of_the_second_list (void)
{
  static const int TOTALS[] = {5, 5, 4, 2, 2, 0};
  static const int RANKS[] = {1, 1, 3, 4, 4, 6};
  g_autoptr (XpRound) round = make_round ("AAAAAA", "6");
  g_autoptr (XpTally) tally = mark (round, TOTALS);
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  for (size_t i = 0; i < G_N_ELEMENTS (RANKS); i++)
    g_assert_cmpint (ranking->places[i].rank, ==, RANKS[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quotas/written", test_quotas_as_the_forms_write_them);
  g_test_add_func ("/quotas/said", test_every_quota_says_how_it_came);
  g_test_add_func ("/quotas/left-out", test_who_is_left_out_is_counted_and_not_told);
  g_test_add_func ("/quotas/groups", test_places_of_groups);
  g_test_add_func ("/quotas/flowing", test_flowing_places_are_said);
  g_test_add_func ("/quotas/ties-of-groups", test_ties_of_several_groups_are_told_apart);
  g_test_add_func ("/quotas/lot-among-groups", test_a_lot_among_groups_is_the_rounds);
  g_test_add_func ("/quotas/two-lists", test_each_title_has_its_list);
  g_test_add_func ("/quotas/one-per-household", test_one_title_in_a_household);
  g_test_add_func ("/quotas/one-over-two-lists", test_one_title_over_two_lists);
  g_test_add_func ("/quotas/withheld", test_withheld_has_a_place_and_takes_no_quota);
  g_test_add_func ("/quotas/title-grade", test_the_line_is_that_of_the_title);
  g_test_add_func ("/quotas/all-in", test_all_in_needs_nobody);
  g_test_add_func ("/quotas/public-work", test_public_work_comes_from_the_ledger);
  g_test_add_func ("/quotas/known-words", test_known_words);
  g_test_add_func ("/quotas/votes", test_more_votes_win);
  g_test_add_func ("/quotas/lot", test_a_lot_decides_and_is_said);
  g_test_add_func ("/quotas/recalls", test_recalls_of_seven_judges);
  g_test_add_func ("/quotas/second-list", test_places_of_the_second_list);
  return g_test_run ();
}

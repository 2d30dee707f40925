/* Two sheets in succession with the same findings. */
#include "xp-test-round.h"

#include "xp-alike.h"

static const struct {
  const char *why;
  const char *first, *second; /* “4=2 15=1” */
  bool is_alike;
} CASES[] = {
  {"the same twice", "4=2 15=1", "4=2 15=1", true},
  {"with what does not apply", "4=2 20=不适用", "4=2 20=不适用", true},
  {"another count", "4=2", "4=1", false},
  {"another item", "4=2", "5=2", false},
  {"one finding more", "4=2", "4=2 15=1", false},
  {"an item that does not apply here", "4=2", "4=2 20=不适用", false},
  {"two tidy yards say nothing", "", "", false},
  {"nor do answers alone", "V1=是", "V1=是", false},
  {"a veto that the other has not", "4=2 V1=是", "4=2", false},
};

static void
put_all (XpTally *tally, int entrant_no, const char *marks)
{
  g_auto (GStrv) pairs = g_strsplit (marks, " ", -1);
  for (int i = 0; marks[0] != '\0' && pairs[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
    xp_test_put (tally, entrant_no, 0, pair[0], pair[1]);
  }
}

static void
test_the_same_findings_are_seen (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].why);
    g_autoptr (XpRound) round =
      xp_test_round_new ("../rubrics/ganjing-renjia.rubric", XP_COMBINE_CONSENSUS, 0, 2);
    g_autoptr (XpTally) tally = xp_tally_new (round);
    put_all (tally, 1, CASES[i].first);
    put_all (tally, 2, CASES[i].second);
    g_assert_cmpint (xp_alike_has_same_findings (tally, 1, 2, 0), ==, CASES[i].is_alike);
    g_assert_false (xp_alike_has_same_findings (tally, 1, 1, 0));
  }
}

static void
test_a_few_findings_are_told (void)
{
  static const struct {
    const char *marks, *told;
  } TOLD[] = {
    {"4=2 15=1", "第4项2处、第15项1处"},
    {"4=2 20=不适用", "第4项2处"},
    {"4=2 5=1 6=1 7=1", "第4项2处、第5项1处、第6项1处等4项"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (TOLD); i++) {
    g_autoptr (XpRound) round =
      xp_test_round_new ("../rubrics/ganjing-renjia.rubric", XP_COMBINE_CONSENSUS, 0, 1);
    g_autoptr (XpTally) tally = xp_tally_new (round);
    put_all (tally, 1, TOLD[i].marks);
    g_autofree char *told = xp_alike_dup_findings (tally, 1, 0);
    g_assert_cmpstr (told, ==, TOLD[i].told);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alike/findings", test_the_same_findings_are_seen);
  g_test_add_func ("/alike/told", test_a_few_findings_are_told);
  return g_test_run ();
}

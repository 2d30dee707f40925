/* Tally and ranking of 10,000 households by nine judges on twenty items, all typed, and the marks
 * as CSV for tally-sql.py to do the same by SQL: tally-bench MARKS.csv. Asserts nothing: ./dev
 * bench. */
#include "xp-ranking.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  N_HOUSEHOLDS = 10000,
  N_JUDGES = 9,
  N_ITEMS = 20,
  N_CHANGES = 10000,
  N_RANKINGS = 20
};

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static XpRubric *
make_form (void)
{
  XpRubric *rubric = xp_rubric_new ();
  rubric->id = g_strdup ("form");
  rubric->name = g_strdup ("评分表");
  rubric->n_items = N_ITEMS;
  rubric->items = g_new0 (XpItem, N_ITEMS);
  for (int i = 0; i < N_ITEMS; i++)
    rubric->items[i] = (XpItem){.at = i + 1,
                                .no = g_strdup_printf ("%d", i + 1),
                                .section = g_strdup_printf ("大项%d", i / 5 + 1),
                                .name = g_strdup ("院内地面"),
                                .criterion = g_strdup (""),
                                .mode = XP_MODE_DEDUCT,
                                .unit = g_strdup ("处"),
                                .points_hundredths = 100,
                                .points_text = g_strdup (""),
                                .max_hundredths = 500,
                                .cap = g_strdup (""),
                                .gate = g_strdup (""),
                                .gate_name = g_strdup (""),
                                .by = g_strdup (""),
                                .instead_of = g_strdup (""),
                                .note = g_strdup ("")};
  return rubric;
}

static XpRound *
make_round (void)
{
  XpRound *round = xp_round_new ();
  round->uid = 1;
  round->name = g_strdup ("评选");
  round->stage = XP_STAGE_MARKING;
  round->rubric = make_form ();
  round->rules.combine = XP_COMBINE_TRIMMED_MEAN;
  round->rules.quota = (XpQuota){.kind = XP_QUOTA_PERCENT, .value = 3000};
  round->n_judges = N_JUDGES;
  round->judges = g_new0 (XpJudge, N_JUDGES);
  for (int i = 0; i < N_JUDGES; i++)
    round->judges[i] = (XpJudge){i + 1, g_strdup ("评委"), g_strdup (""), false};
  round->n_entrants = N_HOUSEHOLDS;
  round->entrants = g_new0 (XpEntrant, N_HOUSEHOLDS);
  for (int i = 0; i < N_HOUSEHOLDS; i++)
    round->entrants[i] = (XpEntrant){.no = i + 1,
                                     .household_uid = i + 1,
                                     .number = i + 1,
                                     .group = g_strdup_printf ("%d组", i / 50 + 1),
                                     .group_number = i / 50 + 1,
                                     .door = g_strdup (""),
                                     .name = g_strdup ("户主"),
                                     .head = g_strdup ("户主"),
                                     .told_apart_by = g_strdup (""),
                                     .naming = g_strdup ("agreed"),
                                     .list = g_strdup ("")};
  return round;
}

/* Mostly nothing, now and then one place or two, rarely more than the item holds. */
static int
found_at (int household, int judge, int item)
{
  const unsigned mixed = (unsigned) (household * 7919 + judge * 104729 + item * 1299709) % 97;
  return mixed < 70 ? 0 : (int) (mixed - 69) % 7;
}

static void
put_all (XpTally *tally, FILE *file)
{
  for (int no = 1; no <= N_HOUSEHOLDS; no++)
    for (int judge = 1; judge <= N_JUDGES; judge++)
      for (int item = 1; item <= N_ITEMS; item++) {
        const int found = found_at (no, judge, item);
        const XpMark mark = {no, judge, item, 1, false, found};
        if (file != NULL)
          fprintf (file, "%d,%d,%d,%d\n", no, judge, item, found);
        else
          xp_tally_put_mark (tally, &mark);
      }
}

static void
measure_changes (XpTally *tally)
{
  const double start = now_ms ();
  for (int i = 0; i < N_CHANGES; i++) {
    const XpMark mark = {i % N_HOUSEHOLDS + 1, i % N_JUDGES + 1, i % N_ITEMS + 1, 1, false, i % 3};
    xp_tally_put_mark (tally, &mark);
  }
  printf ("one_mark_ms %.5f\n", (now_ms () - start) / N_CHANGES);
}

static void
measure_rankings (const XpTally *tally)
{
  const double start = now_ms ();
  for (int i = 0; i < N_RANKINGS; i++) {
    g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
    if (ranking->n_places != N_HOUSEHOLDS)
      exit (1);
  }
  printf ("ranking_ms %.3f\n", (now_ms () - start) / N_RANKINGS);
}

int
main (int argc, char *argv[])
{
  if (argc < 2)
    return 2;
  FILE *file = fopen (argv[1], "w");
  if (file == NULL)
    return 1;
  put_all (NULL, file);
  fclose (file);

  g_autoptr (XpRound) round = make_round ();
  const double start = now_ms ();
  g_autoptr (XpTally) tally = xp_tally_new (round);
  xp_tally_freeze (tally);
  put_all (tally, NULL);
  xp_tally_thaw (tally);
  printf ("tally_ms %.1f\n", now_ms () - start);
  int64_t sum = 0;
  for (int no = 1; no <= N_HOUSEHOLDS; no++)
    sum += xp_tally_get_total (tally, no)->total_hundredths;
  printf ("sum_hundredths %" G_GINT64_FORMAT "\n", sum);
  measure_rankings (tally);
  measure_changes (tally);
  return 0;
}

#include "xp-test-round.h"

#include "xp-rubric-text.h"

#include <string.h>

static void
fill_entrants (XpRound *round, int n_entrants)
{
  round->n_entrants = (size_t) n_entrants;
  round->entrants = g_new0 (XpEntrant, n_entrants + 1);
  for (int i = 0; i < n_entrants; i++)
    round->entrants[i] = (XpEntrant){
      .no = i + 1,
      .household_uid = i + 1,
      .number = i + 1,
      .group = g_strdup ("一社"),
      .group_number = 1,
      .door = g_strdup_printf ("%d号", i + 1),
      .name = g_strdup_printf ("户主%d", i + 1),
      .head = g_strdup_printf ("户主%d", i + 1),
      .list = g_strdup (""),
      .told_apart_by = g_strdup (""),
      .naming = g_strdup ("agreed"),
    };
}

XpRound *
xp_test_round_new (const char *form, XpCombine combine, int n_judges, int n_entrants)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, form, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  XpRound *round = xp_round_new ();
  round->uid = 1;
  round->name = g_strdup ("评选");
  round->stage = XP_STAGE_MARKING;
  round->rubric = xp_rubric_from_text (text, "form", form, &error);
  g_assert_no_error (error);
  round->rules.combine = combine;

  const bool is_consensus = combine == XP_COMBINE_CONSENSUS;
  round->n_judges = (size_t) n_judges + is_consensus;
  round->judges = g_new0 (XpJudge, round->n_judges + 1);
  for (size_t i = 0; i < round->n_judges; i++)
    round->judges[i] =
      (XpJudge){.no = (int) i + !is_consensus, .name = g_strdup ("评委"), .body = g_strdup ("")};
  fill_entrants (round, n_entrants);
  return round;
}

void
xp_test_put (XpTally *tally, int entrant_no, int judge_no, const char *item_no, const char *text)
{
  const XpItem *item = xp_rubric_lookup_item (xp_tally_get_round (tally)->rubric, item_no);
  g_assert_nonnull (item);
  XpMark mark = {.entrant_no = entrant_no, .judge_no = judge_no, .item_at = item->at, .entry = 1};
  g_autoptr (GError) error = NULL;
  mark.is_not_applicable = strcmp (text, "不适用") == 0;
  if (!mark.is_not_applicable && !xp_mark_parse (item, text, &mark.entered, &error))
    g_error ("%s", error->message);
  xp_tally_put_mark (tally, &mark);
}

void
xp_test_close_all (XpTally *tally)
{
  const XpRound *round = xp_tally_get_round (tally);
  for (size_t i = 0; i < round->n_entrants; i++)
    for (size_t k = 0; k < round->n_judges; k++)
      if (xp_round_is_scoring (round, round->judges[k].no))
        xp_tally_set_closed (tally, (int) i + 1, round->judges[k].no, true);
}

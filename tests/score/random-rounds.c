/* random-rounds --rounds N --first SEED: writes rounds made by chance with their results, a JSON
 * line each, for an oracle in another language to compute again (oracle.py). */
#include "xp-random-round.h"
#include "xp-ranking.h"

#include <stdio.h>
#include <stdlib.h>

static void
write_items (const XpRubric *rubric)
{
  static const char *const GATES[] = {"", "asked", "warn", "award", "score"};
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    printf ("%s{\"at\":%d,\"no\":\"%s\",\"mode\":\"%s\",\"points\":%" G_GINT64_FORMAT
            ",\"min\":%" G_GINT64_FORMAT ",\"max\":%" G_GINT64_FORMAT
            ",\"by\":\"%s\",\"instead_of\":\"%s\",\"off\":%s,\"extra\":%s,\"veto\":%s,"
            "\"gate\":\"%s\",\"gate_key\":\"%s:%s\",\"gate_bound\":%" G_GINT64_FORMAT
            ",\"rungs\":[",
            i > 0 ? "," : "",
            item->at,
            item->no,
            xp_mode_to_text (item->mode),
            item->points_hundredths,
            item->min_hundredths,
            item->max_hundredths,
            item->by,
            item->instead_of,
            item->is_off ? "true" : "false",
            item->is_extra ? "true" : "false",
            item->is_veto ? "true" : "false",
            GATES[item->gate_kind],
            GATES[item->gate_kind],
            item->gate_name,
            item->gate_bound_hundredths);
    for (size_t k = 0; k < item->n_rungs; k++)
      printf ("%s[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
              k > 0 ? "," : "",
              item->rungs[k].from_hundredths,
              item->rungs[k].points_hundredths);
    printf ("]}");
  }
}

static void
write_round (const XpRound *round)
{
  const XpRules *rules = &round->rules;
  printf ("\"combine\":\"%s\",\"needed\":%d,\"undecided\":%s,\"rounding\":\"%s\",\"na\":\"%s\","
          "\"usual_bp\":%d,\"total_min\":%s,\"weights\":[",
          xp_combine_get_name (rules->combine),
          rules->n_marks_needed,
          rules->is_undecided_with_too_few ? "true" : "false",
          rules->rounding == XP_ROUNDING_HALF_EVEN ? "half-even" : "half-away",
          round->rubric->award.na_policy,
          rules->usual_bp,
          round->rubric->award.total_min != NULL ? round->rubric->award.total_min : "null");
  for (size_t i = 0; i < rules->n_weights; i++)
    printf ("%s[\"%s\",%d]", i > 0 ? "," : "", rules->weights[i].body, rules->weights[i].bp);
  printf ("],\"items\":[");
  write_items (round->rubric);
  printf ("],\"judges\":[");
  for (size_t i = 0; i < round->n_judges; i++)
    printf ("%s{\"no\":%d,\"body\":\"%s\",\"absent\":%s}",
            i > 0 ? "," : "",
            round->judges[i].no,
            round->judges[i].body,
            round->judges[i].is_absent ? "true" : "false");
  printf ("]");
}

static void
write_entrants (const XpRandomRound *self)
{
  printf (",\"entrants\":[");
  for (size_t i = 0; i < self->round->n_entrants; i++) {
    const XpEntrant *entrant = &self->round->entrants[i];
    printf ("%s{\"no\":%d,\"state\":\"%s\",\"taken\":{",
            i > 0 ? "," : "",
            entrant->no,
            xp_state_get_name (g_array_index (self->states, XpState, i)));
    for (size_t k = 0; k < entrant->n_taken; k++)
      printf ("%s\"%s\":%" G_GINT64_FORMAT,
              k > 0 ? "," : "",
              entrant->taken[k].what,
              entrant->taken[k].value);
    printf ("}}");
  }
  printf ("]");
}

static void
write_places (const char *name, const GArray *places)
{
  printf (",\"%s\":[", name);
  for (guint i = 0; i < places->len; i++) {
    const XpSheetPlace *place = &g_array_index (places, XpSheetPlace, i);
    printf ("%s[%d,%d]", i > 0 ? "," : "", place->entrant_no, place->judge_no);
  }
  printf ("]");
}

static void
write_entered (const XpRandomRound *self)
{
  printf (",\"marks\":[");
  for (guint i = 0; i < self->marks->len; i++) {
    const XpMark *mark = &g_array_index (self->marks, XpMark, i);
    printf ("%s[%d,%d,%d,%s,%" G_GINT64_FORMAT "]",
            i > 0 ? "," : "",
            mark->entrant_no,
            mark->judge_no,
            mark->item_at,
            mark->is_not_applicable ? "true" : "false",
            mark->entered);
  }
  printf ("]");
  write_places ("closed", self->closed);
  write_places ("recused", self->recused);
  printf (",\"ballots\":{");
  for (guint i = 0; i < self->ballots->len; i++) {
    const XpBallots *ballots = &g_array_index (self->ballots, XpBallots, i);
    printf ("%s\"%d\":[%d,%d,%d]",
            i > 0 ? "," : "",
            ballots->item_at,
            ballots->n_issued,
            ballots->n_returned,
            ballots->n_spoilt);
  }
  printf ("}");
}

static void
write_parts (const XpTally *tally, int entrant_no)
{
  XpPartFigure parts[16];
  const size_t n_parts = xp_tally_list_parts (tally, entrant_no, parts, G_N_ELEMENTS (parts));
  g_assert_cmpuint (n_parts, <=, G_N_ELEMENTS (parts));
  for (size_t i = 0; i < n_parts; i++)
    printf ("%s{\"body\":\"%s\",\"weight\":%d,\"exact\":[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
            "],\"printed\":%" G_GINT64_FORMAT ",\"weighted\":%" G_GINT64_FORMAT
            ",\"marks\":%d,\"mean\":%s}",
            i > 0 ? "," : "",
            parts[i].body,
            parts[i].weight_bp,
            parts[i].exact_hundredths.num,
            MAX (parts[i].exact_hundredths.den, 1),
            parts[i].printed_hundredths,
            parts[i].weighted_hundredths,
            parts[i].n_marks,
            parts[i].is_mean_for_too_few ? "true" : "false");
}

static void
write_results (const XpTally *tally, size_t n_entrants)
{
  g_autoptr (XpRanking) ranking = xp_ranking_new (tally, NULL, 0);
  printf (",\"results\":[");
  for (int no = 1; no <= (int) n_entrants; no++) {
    const XpTotal *total = xp_tally_get_total (tally, no);
    printf ("%s{\"rank\":%d", no > 1 ? "," : "", ranking->places[no - 1].rank);
    if (total->has_total)
      printf (",\"total\":%" G_GINT64_FORMAT ",\"exact\":[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
              "]",
              total->total_hundredths,
              total->exact_hundredths.num,
              total->exact_hundredths.den);
    else
      printf (",\"total\":null");
    printf (",\"vetoed\":%s,\"parts\":[", total->is_vetoed ? "true" : "false");
    write_parts (tally, no);
    printf ("]}");
  }
  printf ("]");
}

int
main (int argc, char *argv[])
{
  int n_rounds = 1;
  int first = 1;
  const GOptionEntry entries[] = {
    {"rounds", 0, 0, G_OPTION_ARG_INT, &n_rounds, "how many", "N"},
    {"first", 0, 0, G_OPTION_ARG_INT, &first, "seed of the first; the others follow it", "SEED"},
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return EXIT_FAILURE;

  for (int i = 0; i < n_rounds; i++) {
    g_autoptr (XpRandomRound) made = xp_random_round_new ((guint32) (first + i));
    g_autoptr (XpTally) tally = xp_random_round_tally (made);
    printf ("{\"number\":%d,", first + i);
    write_round (made->round);
    write_entrants (made);
    write_entered (made);
    write_results (tally, made->round->n_entrants);
    printf ("}\n");
  }
  return EXIT_SUCCESS;
}

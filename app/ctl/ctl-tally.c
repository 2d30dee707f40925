#include "xp-ctl.h"

#include "xp-agreement.h"
#include "xp-explain.h"
#include "xp-round-work.h"

#include <stdio.h>
#include <string.h>

static const XpArgOption OPTIONS[] = {{"--explain", true, "户的编号", "这一户的分是怎样来的"},
                                      {NULL, false}};

static void
add_entrant (XpListing *listing, const XpLoadedRound *loaded, const XpPlace *place, bool has_lists)
{
  const XpEntrant *entrant = xp_round_get_entrant (loaded->round, place->entrant_no);
  const XpTotal *total = xp_tally_get_total (loaded->tally, place->entrant_no);
  g_autofree char *points = total->has_total ? xp_points_to_text (total->total_hundredths) : NULL;
  g_autofree char *exact =
    total->has_total ? xp_ratio_points_to_text (total->exact_hundredths) : NULL;
  g_autofree char *number = xp_entrant_dup_number (entrant);

  if (place->rank > 0)
    xp_listing_add_int (listing, place->rank);
  else
    xp_listing_add (listing, "");
  if (entrant->person_number > 0)
    xp_listing_add (listing, number);
  else
    xp_listing_add_int (listing, entrant->number);
  xp_listing_add (listing, entrant->group);
  xp_listing_add (listing, entrant->name);
  xp_listing_add (listing, points);
  xp_listing_add (listing, exact);
  xp_listing_add (listing, place->grade);
  xp_listing_add (listing, place->status);
  xp_listing_add (listing, xp_awarded_get_word (place->awarded));
  xp_listing_add (listing, place->decided_by);
  if (has_lists)
    xp_listing_add (listing, entrant->list);
  xp_listing_end_row (listing);
}

static void
print_notes (const XpRanking *ranking, const XpLoadedRound *loaded)
{
  g_autofree char *quota = xp_ranking_dup_quota_sentence (ranking, &loaded->round->rules);
  g_autofree char *tie = xp_ranking_dup_tie_sentence (ranking, loaded->tally);
  g_autofree char *spread = xp_agreement_dup_spread_sentence (loaded->tally);
  g_autofree char *lot =
    xp_ranking_dup_lot_sentence (ranking, loaded->tally, loaded->decisions, loaded->n_decisions);
  if (quota != NULL)
    fprintf (stderr, "%s\n", quota);
  if (tie != NULL)
    fprintf (stderr, "%s\n", tie);
  if (spread != NULL)
    fprintf (stderr, "%s\n", spread);
  if (lot != NULL)
    fprintf (stderr, "%s\n", lot);
}

/* ---- one household, so that anybody can add it up ---- */

static void
explain_item (const XpExplainRow *row, const XpExplainCell *cell)
{
  if (cell->entered[0] == '\0')
    return;
  if (cell->points[0] == '\0') {
    printf ("  %s %s：%s\n", row->no, row->name, cell->entered);
    return;
  }
  printf ("  第%s项 %s：%s，", row->no, row->name, cell->entered);
  if (row->full[0] != '\0')
    printf ("满分%s，", row->full);
  printf ("得%s", cell->points);
  if (cell->note[0] != '\0')
    printf ("（%s）", cell->note);
  putchar ('\n');
}

static void
explain_sheet (const XpExplanation *made, size_t at)
{
  const XpExplainSheet *sheet = &made->sheets[at];
  printf ("%s：\n", sheet->title);
  for (guint i = 0; i < made->rows->len; i++) {
    const XpExplainRow *row = made->rows->pdata[i];
    if (!row->is_section)
      explain_item (row, &row->cells[at]);
  }
  if (sheet->points[0] == '\0')
    printf ("  %s\n", sheet->note);
  else
    printf ("  %s合计%s分%s%s%s\n",
            sheet->has_blanks ? "其余没有扣分，" : "",
            sheet->points,
            sheet->note[0] != '\0' ? "（" : "",
            sheet->note,
            sheet->note[0] != '\0' ? "）" : "");
}

static void
print_lines (const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    printf ("%s\n", (const char *) lines->pdata[i]);
}

static int
explain (const XpLoadedRound *loaded, const XpRanking *ranking, const char *household)
{
  const XpEntrant *entrant = xp_round_lookup_entrant (loaded->round, household);
  if (entrant == NULL) {
    fprintf (stderr, "这次评选里没有%s号户。请写户的编号。\n", household);
    return XP_EXIT_REFUSED;
  }

  g_autoptr (XpExplanation) made = xp_explanation_new (loaded->tally, ranking, entrant->no);
  xp_explanation_add_notes (made, loaded->tally, loaded->notes);
  const XpTotal *total = xp_tally_get_total (loaded->tally, entrant->no);
  printf ("%s，%s\n", made->who, made->round);
  for (size_t i = 0; i < made->n_sheets; i++)
    explain_sheet (made, i);
  print_lines (made->sums);
  print_lines (made->outcomes);
  if (!total->has_total)
    return XP_EXIT_DONE;
  g_autofree char *exact = xp_ratio_points_to_text (total->exact_hundredths);
  g_autofree char *printed = xp_points_to_text (total->total_hundredths);
  printf ("%s：精确值%s，记%s分%s\n",
          xp_combine_get_word (loaded->round->rules.combine),
          exact,
          printed,
          total->is_mean_for_too_few ? "（打分的评委不够去掉高低，取平均）" : "");
  return XP_EXIT_DONE;
}

static int
run (const XpCtl *ctl)
{
  const char *path = xp_ctl_word (ctl, 0);
  const char *number = xp_ctl_word (ctl, 1);
  const char *household = xp_args_get (ctl->args, "--explain");
  if (path == NULL || number == NULL)
    return xp_ctl_usage (&XP_CTL_TALLY, "请写上资料文件和第几次评选。");

  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) desk = xp_ctl_look (ctl, path);
  const int64_t uid = desk != NULL ? xp_ctl_find_round (desk, number) : 0;
  if (uid == 0)
    return XP_EXIT_REFUSED;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, uid, &error);
  if (loaded == NULL)
    return xp_ctl_fail (error);

  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  if (household != NULL)
    return explain (loaded, ranking, household);

  /* A form with two titles has two lists in one table. */
  const bool has_lists = ranking->n_lists > 1;
  g_autoptr (XpListing) listing = xp_listing_new (
    has_lists ? "rank,number,group,head,total,exact,grade,status,awarded,decided_by,list"
              : "rank,number,group,head,total,exact,grade,status,awarded,decided_by");
  for (size_t i = 0; i < ranking->n_places; i++)
    add_entrant (listing, loaded, &ranking->places[ranking->order[i] - 1], has_lists);
  xp_listing_print (listing, ctl->format);
  print_notes (ranking, loaded);
  return XP_EXIT_DONE;
}

const XpCtlVerb XP_CTL_TALLY = {
  "tally",
  "算分：名次、得分、谁评上",
  "  xiangpingctl tally 资料 第几次\n"
  "  xiangpingctl tally 资料 第几次 --explain 17      这一户的分是怎样来的\n",
  OPTIONS,
  run,
};

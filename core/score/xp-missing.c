#include "xp-missing.h"

#include "xp-tally-private.h"

static bool
is_blank (const XpTally *tally, int entrant_no, size_t column, size_t item)
{
  return xp_tally_is_held (tally, column, item) && !tally->plans[item].is_computed &&
         xp_tally_weigh (tally, entrant_no, column, item).is_in_play &&
         (xp_tally_cells (tally, entrant_no, column)[item] == XP_CELL_BLANK ||
          (tally->round->rubric->items[item].mode == XP_MODE_VOTE &&
           tally->ballots[item].item_at == 0));
}

/* A vote without ballots waits for them, closed or not. */
static bool
is_asked (const XpTally *tally, size_t item)
{
  return tally->plans[item].is_asked || tally->round->rubric->items[item].mode == XP_MODE_VOTE;
}

static void
add_sheet (GArray *list, const XpTally *tally, int entrant_no, size_t column)
{
  const XpSheetTotal *sheet = &tally->sheets[xp_tally_index (tally, entrant_no, column)];
  XpMissingSheet missing = {.entrant_no = entrant_no,
                            .judge_no = tally->columns[column].judge_no,
                            .is_started = sheet->is_started};
  int first_blank = 0;
  if (sheet->is_complete || !xp_tally_is_counting (tally, sheet, column))
    return;
  for (size_t i = 0; i < tally->n_items; i++) {
    if (!is_blank (tally, entrant_no, column, i))
      continue;
    if (first_blank == 0)
      first_blank = (int) i + 1;
    if (is_asked (tally, i) && missing.n_asked++ == 0)
      missing.item_at = (int) i + 1;
  }
  if (missing.item_at == 0)
    missing.item_at = first_blank;
  g_array_append_val (list, missing);
}

GArray *
xp_missing_list (const XpTally *tally)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (XpMissingSheet));
  for (size_t i = 0; i < tally->round->n_entrants; i++) {
    const XpTotal *total = &tally->totals[i];
    if (total->state != XP_STATE_PRESENT || total->is_gate_failed || total->n_missing == 0)
      continue;
    for (size_t column = 0; column < tally->n_columns; column++)
      add_sheet (list, tally, (int) i + 1, column);
  }
  return list;
}

GArray *
xp_missing_list_items (const XpTally *tally, int entrant_no, int judge_no)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (int));
  for (size_t column = 0; column < tally->n_columns; column++)
    for (size_t i = 0; tally->columns[column].judge_no == judge_no && i < tally->n_items; i++) {
      const int at = (int) i + 1;
      if (is_asked (tally, i) && is_blank (tally, entrant_no, column, i))
        g_array_append_val (items, at);
    }
  return items;
}

#include "xp-combine.h"
#include "xp-decimal.h"
#include "xp-tally-private.h"

#include <string.h>

/* ---- where things lie ---- */

/* The column of a judge's sheet, or -1: judges of a consensus round only sign. */
static int
column_of_judge (const XpTally *self, int judge_no)
{
  for (size_t i = 0; i < self->n_columns; i++)
    if (self->columns[i].judge_no == judge_no)
      return (int) i;
  return -1;
}

static void
refresh_entrant (XpTally *self, int entrant_no)
{
  if (self->is_frozen)
    return;
  for (size_t column = 0; column < self->n_columns; column++)
    xp_tally_sum_sheet (self, entrant_no, column);
  xp_tally_sum_entrant (self, entrant_no);
  self->n_reads++;
}

static void
refresh_all (XpTally *self)
{
  for (size_t i = 0; i < self->round->n_entrants; i++)
    refresh_entrant (self, (int) i + 1);
}

/* ---- making ---- */

static const XpBodyWeight *
find_weight (const XpRules *rules, const char *body)
{
  for (size_t i = 0; i < rules->n_weights; i++)
    if (strcmp (rules->weights[i].body, body) == 0)
      return &rules->weights[i];
  return NULL;
}

/* Judges without a weight of their own are one part; the form's own bodies and weighted ones are
 * parts each. */
static size_t
find_part (XpTally *self, const XpJudge *judge)
{
  const bool is_own = xp_round_is_of_own_body (self->round, judge->no);
  const char *given = judge->body != NULL ? judge->body : "";
  const XpBodyWeight *weight = is_own ? NULL : find_weight (&self->round->rules, given);
  const char *body = is_own || weight != NULL ? given : "";
  for (size_t i = 0; i < self->n_parts; i++)
    if (strcmp (self->parts[i].body, body) == 0)
      return i;
  self->parts[self->n_parts] = (XpPart){body, weight != NULL ? weight->bp : 0, !is_own};
  return self->n_parts++;
}

static void
lay_columns (XpTally *self)
{
  const XpRound *round = self->round;
  self->columns = g_new0 (XpSheetColumn, round->n_judges + 1);
  self->parts = g_new0 (XpPart, round->n_judges + 1);
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (!xp_round_is_scoring (round, judge->no))
      continue;
    self->columns[self->n_columns++] = (XpSheetColumn){
      .judge_no = judge->no,
      .is_absent = judge->is_absent,
      .part = find_part (self, judge),
    };
  }
  self->is_held = g_new0 (bool, self->n_columns * self->n_items + 1);
  for (size_t column = 0; column < self->n_columns; column++)
    for (size_t i = 0; i < self->n_items; i++)
      self->is_held[column * self->n_items + i] =
        xp_round_holds (round, self->columns[column].judge_no, &round->rubric->items[i]);
}

/* 2.1 belongs to the star 2. */
static int
find_star (const XpRubric *rubric, const XpItem *check)
{
  const char *dot = strchr (check->no, '.');
  if (check->mode != XP_MODE_CHECK || dot == NULL)
    return 0;
  g_autofree char *no = g_strndup (check->no, (gsize) (dot - check->no));
  const XpItem *star = xp_rubric_lookup_item (rubric, no);
  return star != NULL && star->mode == XP_MODE_STAR ? star->at : 0;
}

static void
plan_items (XpTally *self)
{
  const XpRubric *rubric = self->round->rubric;
  self->plans = g_new0 (XpItemPlan, self->n_items + 1);
  for (size_t i = 0; i < self->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const XpItem *original =
      item->instead_of[0] != '\0' ? xp_rubric_lookup_item (rubric, item->instead_of) : NULL;
    self->plans[i] = (XpItemPlan){
      .is_asked = xp_item_is_asked (item),
      .is_computed = xp_rubric_is_computed (rubric, item),
      .star_at = find_star (rubric, item),
      .instead_of_at = original != NULL ? original->at : 0,
    };
  }
  for (size_t i = 0; i < self->n_items; i++)
    if (self->plans[i].instead_of_at > 0)
      self->plans[self->plans[i].instead_of_at - 1].substitute_at = (int) i + 1;
}

/* Full mark and what 附加 adds at most. Judges' sums (相加) and forms of pairs alone have no end.
 */
static int64_t
find_total_max (const XpTally *self)
{
  const XpRubric *rubric = self->round->rubric;
  const int64_t full = xp_rubric_sum_full_mark (rubric);
  if (full == 0 || self->is_ledger || self->round->rules.combine == XP_COMBINE_SUM)
    return INT64_MAX;
  int64_t extra = 0;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (rubric->items[i].is_extra && rubric->items[i].mode != XP_MODE_DEDUCT)
      extra += rubric->items[i].max_hundredths;
  return full + extra;
}

/* ---- public ---- */

XpTally *
xp_tally_new (XpRound *round)
{
  XpTally *self = g_new0 (XpTally, 1);
  const XpAward *award = &round->rubric->award;
  self->round = xp_round_ref (round);
  self->n_items = round->rubric->n_items;
  self->na_policy = xp_award_get_na_policy (award);
  self->is_ledger = xp_rubric_is_ledger (round->rubric);
  self->has_total_min = award->total_min != NULL &&
                        xp_decimal_from_text (award->total_min, &self->total_min_hundredths);
  self->total_max_hundredths = find_total_max (self);
  lay_columns (self);
  plan_items (self);

  const size_t n_sheets = round->n_entrants * self->n_columns;
  const size_t n_cells = n_sheets * self->n_items;
  self->cells = g_new (int32_t, n_cells + 1);
  for (size_t i = 0; i < n_cells; i++)
    self->cells[i] = XP_CELL_BLANK;
  self->sheets = g_new0 (XpSheetTotal, n_sheets + 1);
  self->totals = g_new0 (XpTotal, round->n_entrants + 1);
  self->ballots = g_new0 (XpBallots, self->n_items + 1);
  refresh_all (self);
  self->n_reads = 0;
  return self;
}

void
xp_tally_free (XpTally *self)
{
  xp_round_unref (self->round);
  g_free (self->columns);
  g_free (self->parts);
  g_free (self->plans);
  g_free (self->is_held);
  g_free (self->cells);
  g_free (self->sheets);
  g_free (self->totals);
  g_free (self->ballots);
  g_free (self);
}

XpRound *
xp_tally_get_round (const XpTally *self)
{
  return self->round;
}

static void
set_cell (XpTally *self, int entrant_no, int judge_no, int item_at, int32_t cell)
{
  const int column = column_of_judge (self, judge_no);
  g_return_if_fail (column >= 0);
  g_return_if_fail (item_at >= 1 && (size_t) item_at <= self->n_items);

  xp_tally_cells (self, entrant_no, (size_t) column)[item_at - 1] = cell;
  refresh_entrant (self, entrant_no);
}

void
xp_tally_put_mark (XpTally *self, const XpMark *mark)
{
  const int32_t cell =
    mark->is_not_applicable ? (int32_t) XP_CELL_NOT_APPLICABLE : (int32_t) mark->entered;
  set_cell (self, mark->entrant_no, mark->judge_no, mark->item_at, cell);
}

void
xp_tally_take_back (XpTally *self, int entrant_no, int judge_no, int item_at)
{
  set_cell (self, entrant_no, judge_no, item_at, XP_CELL_BLANK);
}

void
xp_tally_set_closed (XpTally *self, int entrant_no, int judge_no, bool is_closed)
{
  const int column = column_of_judge (self, judge_no);
  g_return_if_fail (column >= 0);
  self->sheets[xp_tally_index (self, entrant_no, (size_t) column)].is_closed = is_closed;
  refresh_entrant (self, entrant_no);
}

void
xp_tally_set_recused (XpTally *self, int entrant_no, int judge_no, bool is_recused)
{
  const int column = column_of_judge (self, judge_no);
  if (column < 0) /* who only signs changes no sum by staying away */
    return;
  self->sheets[xp_tally_index (self, entrant_no, (size_t) column)].is_recused = is_recused;
  refresh_entrant (self, entrant_no);
}

void
xp_tally_set_state (XpTally *self, int entrant_no, XpState state)
{
  self->totals[entrant_no - 1].state = state;
  refresh_entrant (self, entrant_no);
}

void
xp_tally_freeze (XpTally *self)
{
  self->is_frozen = true;
}

void
xp_tally_thaw (XpTally *self)
{
  self->is_frozen = false;
  refresh_all (self);
}

bool
xp_tally_get_mark (const XpTally *self, int entrant_no, int judge_no, int item_at, XpMark *out_mark)
{
  const int column = column_of_judge (self, judge_no);
  if (column < 0 || item_at < 1 || (size_t) item_at > self->n_items)
    return false;
  const int32_t cell = xp_tally_cells (self, entrant_no, (size_t) column)[item_at - 1];
  if (cell == XP_CELL_BLANK)
    return false;

  *out_mark = xp_mark_of_cell (cell);
  out_mark->entrant_no = entrant_no;
  out_mark->judge_no = judge_no;
  out_mark->item_at = item_at;
  return true;
}

const XpSheetTotal *
xp_tally_get_sheet (const XpTally *self, int entrant_no, int judge_no)
{
  const int column = column_of_judge (self, judge_no);
  g_return_val_if_fail (column >= 0, NULL);
  return &self->sheets[xp_tally_index (self, entrant_no, (size_t) column)];
}

const XpTotal *
xp_tally_get_total (const XpTally *self, int entrant_no)
{
  g_return_val_if_fail (entrant_no >= 1 && (size_t) entrant_no <= self->round->n_entrants, NULL);
  return &self->totals[entrant_no - 1];
}

XpSheetTotal
xp_tally_preview_closed (const XpTally *self, int entrant_no, int judge_no)
{
  const int column = column_of_judge (self, judge_no);
  g_return_val_if_fail (column >= 0, (XpSheetTotal){0});
  /* Summed in its place and put back as it was: nobody sees it in between. */
  XpSheetTotal *sheet = &self->sheets[xp_tally_index (self, entrant_no, (size_t) column)];
  const XpSheetTotal is = *sheet;
  sheet->is_closed = true;
  xp_tally_sum_sheet ((XpTally *) self, entrant_no, (size_t) column);
  const XpSheetTotal would_be = *sheet;
  *sheet = is;
  return would_be;
}

void
xp_tally_set_ballots (XpTally *self, const XpBallots *ballots)
{
  g_return_if_fail (ballots->item_at >= 1 && (size_t) ballots->item_at <= self->n_items);
  self->ballots[ballots->item_at - 1] = *ballots;
  if (!self->is_frozen)
    refresh_all (self);
}

const XpBallots *
xp_tally_get_ballots (const XpTally *self, int item_at)
{
  g_return_val_if_fail (item_at >= 1 && (size_t) item_at <= self->n_items, NULL);
  return self->ballots[item_at - 1].item_at > 0 ? &self->ballots[item_at - 1] : NULL;
}

bool
xp_tally_is_marked_by (const XpTally *self, int judge_no, int item_at)
{
  const int column = column_of_judge (self, judge_no);
  return column >= 0 && item_at >= 1 && (size_t) item_at <= self->n_items &&
         xp_tally_is_held (self, (size_t) column, (size_t) item_at - 1) &&
         !self->plans[item_at - 1].is_computed;
}

bool
xp_tally_get_item_points (
  const XpTally *self, int entrant_no, int judge_no, int item_at, int64_t *out_hundredths)
{
  const int column = column_of_judge (self, judge_no);
  if (column < 0 || item_at < 1 || (size_t) item_at > self->n_items ||
      !xp_tally_is_held (self, (size_t) column, (size_t) item_at - 1))
    return false;
  const XpItemPlan *plan = &self->plans[item_at - 1];
  const int32_t cell = xp_tally_cells (self, entrant_no, (size_t) column)[item_at - 1];
  const bool is_closed = self->sheets[xp_tally_index (self, entrant_no, (size_t) column)].is_closed;
  if (cell == XP_CELL_BLANK && !plan->is_computed && (plan->is_asked || !is_closed))
    return false;
  const XpCellWorth worth =
    xp_tally_weigh (self, entrant_no, (size_t) column, (size_t) item_at - 1);
  *out_hundredths = worth.points_hundredths;
  return worth.is_in_play;
}

/* ---- sections ---- */

static int64_t
sum_section (const XpTally *self, int entrant_no, size_t column, const char *section, int *n_items)
{
  int64_t points = 0;
  for (size_t i = 0; i < self->n_items; i++) {
    const XpItem *item = &self->round->rubric->items[i];
    if (!xp_tally_is_held (self, column, i) || item->is_extra ||
        strcmp (item->section, section) != 0)
      continue;
    points += xp_tally_weigh (self, entrant_no, column, i).points_hundredths;
    (*n_items)++;
  }
  return points;
}

static int64_t
weigh_figure (const XpTally *self, int64_t figure, int bp)
{
  if (bp == 0)
    return figure;
  return xp_ratio_round (xp_ratio_new (figure * bp, XP_WHOLE_BP), 1, self->round->rules.rounding);
}

/* Of one part: what its items make is weighed once, as its total is. */
static int64_t
sum_section_items (const XpTally *self, int entrant_no, size_t part, const char *section)
{
  int64_t points = 0;
  for (size_t i = 0; i < self->n_items; i++) {
    const XpItem *item = &self->round->rubric->items[i];
    if (!item->is_extra && strcmp (item->section, section) == 0)
      points += xp_tally_combine_item (self, entrant_no, part, i).printed_hundredths;
  }
  return points;
}

/* The mean over the sheets of one part that hold something of the section. */
static int64_t
print_section_of_part (const XpTally *self, int entrant_no, size_t part, const char *section)
{
  int64_t sum = 0;
  int64_t n = 0;
  for (size_t column = 0; column < self->n_columns; column++) {
    const XpSheetTotal *sheet = &self->sheets[xp_tally_index (self, entrant_no, column)];
    int n_items = 0;
    if (self->columns[column].part != part || !xp_tally_is_counting (self, sheet, column) ||
        !sheet->is_complete)
      continue;
    const int64_t points = sum_section (self, entrant_no, column, section, &n_items);
    sum += n_items > 0 ? points : 0;
    n += n_items > 0;
  }
  return n == 0 ? 0 : xp_ratio_round (xp_ratio_new (sum, n), 1, self->round->rules.rounding);
}

int64_t
xp_tally_get_section (const XpTally *self, int entrant_no, const char *section)
{
  /* What the family marks of a section stands beside what the judges mark of it; bodies that weigh
   * have their weight here too. */
  const bool is_by_item = xp_combine_is_by_item (self->round->rules.combine);
  int64_t points = 0;
  for (size_t part = 0; part < self->n_parts; part++) {
    const int64_t figure = is_by_item ? sum_section_items (self, entrant_no, part, section)
                                      : print_section_of_part (self, entrant_no, part, section);
    points += weigh_figure (self, figure, self->parts[part].weight_bp);
  }
  return points;
}

size_t
xp_tally_get_n_reads (const XpTally *self)
{
  return self->n_reads;
}

#include "xp-tally.h"

#include "xp-combine.h"

#include <string.h>

/* Cells that hold no number. */
enum {
  BLANK = INT32_MIN,
  NOT_APPLICABLE = INT32_MIN + 1
};

struct _XpTally {
  XpRound *round;
  size_t n_items;
  size_t n_columns;     /* sheets of an entrant: one in a consensus round, else one per judge */
  bool *is_absent;      /* per column */
  int32_t *cells;       /* entrant, column, item */
  XpSheetTotal *sheets; /* entrant, column */
  XpTotal *totals;      /* entrant */
  bool is_frozen;
  size_t n_reads;
};

/* ---- one item ---- */

int64_t
xp_item_get_points (const XpItem *item, const XpMark *mark)
{
  if (!xp_mode_has_points (item->mode))
    return 0;
  if (mark != NULL && mark->is_not_applicable)
    return item->max_hundredths;

  const int64_t entered = mark != NULL ? mark->entered : 0;
  if (item->mode == XP_MODE_SCORE)
    return entered;
  /* Clamped last: every finding is kept and shown, the points stop at the floor (扣完为止). */
  return MAX (item->min_hundredths, item->max_hundredths - entered * item->points_hundredths);
}

bool
xp_item_is_exhausted (const XpItem *item, int64_t entered)
{
  return item->mode == XP_MODE_DEDUCT && entered > 0 &&
         item->max_hundredths - entered * item->points_hundredths <= item->min_hundredths;
}

/* ---- where things lie ---- */

/* The column of a judge's sheet, or -1: judges of a consensus round only sign. */
static int
column_of_judge (const XpTally *self, int judge_no)
{
  const XpRound *round = self->round;
  if (!xp_round_is_scoring (round, judge_no))
    return -1;
  if (judge_no == 0)
    return 0;

  int column = 0;
  for (size_t i = 0; i < round->n_judges; i++) {
    if (round->judges[i].no == judge_no)
      return column;
    column += xp_round_is_scoring (round, round->judges[i].no);
  }
  return -1;
}

static size_t
index_of_sheet (const XpTally *self, int entrant_no, int column)
{
  g_assert (entrant_no >= 1 && (size_t) entrant_no <= self->round->n_entrants && column >= 0);
  return (size_t) (entrant_no - 1) * self->n_columns + (size_t) column;
}

static int32_t *
get_cells (const XpTally *self, int entrant_no, int column)
{
  return self->cells + index_of_sheet (self, entrant_no, column) * self->n_items;
}

static XpMark
mark_of_cell (int32_t cell)
{
  return (XpMark){.entry = 1,
                  .is_not_applicable = cell == NOT_APPLICABLE,
                  .entered = cell == NOT_APPLICABLE ? 0 : cell};
}

/* ---- sums ---- */

static void
add_item (XpSheetTotal *sheet, const XpItem *item, int32_t cell)
{
  const XpMark mark = mark_of_cell (cell);
  sheet->points_hundredths += xp_item_get_points (item, cell == BLANK ? NULL : &mark);
  if (cell == BLANK) {
    sheet->n_missing += !sheet->is_closed || item->mode == XP_MODE_SCORE;
    return;
  }

  sheet->is_started = true;
  if (item->mode == XP_MODE_DEDUCT)
    sheet->n_findings += (int) mark.entered;
  sheet->is_vetoed |= item->mode == XP_MODE_VETO && mark.entered != 0;
  sheet->is_gate_failed |= item->mode == XP_MODE_GATE && mark.entered == 0;
}

static void
sum_sheet (XpTally *self, int entrant_no, int column)
{
  XpSheetTotal *sheet = &self->sheets[index_of_sheet (self, entrant_no, column)];
  const int32_t *cells = get_cells (self, entrant_no, column);

  *sheet = (XpSheetTotal){.is_closed = sheet->is_closed,
                          .is_recused = sheet->is_recused,
                          .is_started = sheet->is_closed};
  for (size_t i = 0; i < self->n_items; i++)
    add_item (sheet, &self->round->rubric->items[i], cells[i]);
  sheet->is_complete = sheet->n_missing == 0;
}

static bool
is_counting (const XpTally *self, const XpSheetTotal *sheet, size_t column)
{
  return !sheet->is_recused && !self->is_absent[column];
}

/* Points of the sheets that count, from those of one entrant. */
static void
sum_entrant (XpTally *self, int entrant_no)
{
  XpTotal *total = &self->totals[entrant_no - 1];
  g_autofree int64_t *points = g_new (int64_t, self->n_columns + 1);
  size_t n_points = 0;

  *total = (XpTotal){.state = total->state};
  for (size_t column = 0; column < self->n_columns; column++) {
    const XpSheetTotal *sheet = &self->sheets[index_of_sheet (self, entrant_no, (int) column)];
    if (!is_counting (self, sheet, column))
      continue;
    total->n_missing += sheet->n_missing;
    total->n_findings += sheet->n_findings;
    total->is_vetoed |= sheet->is_vetoed;
    total->is_gate_failed |= sheet->is_gate_failed;
    points[n_points++] = sheet->points_hundredths;
  }
  total->n_marks = (int) n_points;

  const bool is_scored = total->state == XP_STATE_PRESENT && !total->is_gate_failed;
  if (!is_scored || total->n_missing > 0)
    return;

  total->has_total = xp_combine_points (&self->round->rules,
                                        points,
                                        n_points,
                                        &total->exact_hundredths,
                                        &total->is_mean_for_too_few);
  total->is_too_few = !total->has_total;
  if (total->has_total)
    total->total_hundredths =
      xp_ratio_round (total->exact_hundredths, 1, self->round->rules.rounding);
}

static void
refresh_entrant (XpTally *self, int entrant_no)
{
  if (self->is_frozen)
    return;

  for (size_t column = 0; column < self->n_columns; column++)
    sum_sheet (self, entrant_no, (int) column);
  sum_entrant (self, entrant_no);
  self->n_reads++;
}

static void
refresh_all (XpTally *self)
{
  for (size_t i = 0; i < self->round->n_entrants; i++)
    refresh_entrant (self, (int) i + 1);
}

/* ---- public ---- */

XpTally *
xp_tally_new (XpRound *round)
{
  XpTally *self = g_new0 (XpTally, 1);
  self->round = xp_round_ref (round);
  self->n_items = round->rubric->n_items;
  self->is_absent = g_new0 (bool, round->n_judges + 1);
  for (size_t i = 0; i < round->n_judges; i++)
    if (xp_round_is_scoring (round, round->judges[i].no))
      self->is_absent[self->n_columns++] = round->judges[i].is_absent;

  const size_t n_sheets = round->n_entrants * self->n_columns;
  const size_t n_cells = n_sheets * self->n_items;
  self->cells = g_new (int32_t, n_cells + 1);
  for (size_t i = 0; i < n_cells; i++)
    self->cells[i] = BLANK;
  self->sheets = g_new0 (XpSheetTotal, n_sheets + 1);
  self->totals = g_new0 (XpTotal, round->n_entrants + 1);
  refresh_all (self);
  self->n_reads = 0;
  return self;
}

void
xp_tally_free (XpTally *self)
{
  xp_round_unref (self->round);
  g_free (self->is_absent);
  g_free (self->cells);
  g_free (self->sheets);
  g_free (self->totals);
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

  get_cells (self, entrant_no, column)[item_at - 1] = cell;
  refresh_entrant (self, entrant_no);
}

void
xp_tally_put_mark (XpTally *self, const XpMark *mark)
{
  const int32_t cell = mark->is_not_applicable ? (int32_t) NOT_APPLICABLE : (int32_t) mark->entered;
  set_cell (self, mark->entrant_no, mark->judge_no, mark->item_at, cell);
}

void
xp_tally_take_back (XpTally *self, int entrant_no, int judge_no, int item_at)
{
  set_cell (self, entrant_no, judge_no, item_at, BLANK);
}

void
xp_tally_set_closed (XpTally *self, int entrant_no, int judge_no, bool is_closed)
{
  const int column = column_of_judge (self, judge_no);
  g_return_if_fail (column >= 0);
  self->sheets[index_of_sheet (self, entrant_no, column)].is_closed = is_closed;
  refresh_entrant (self, entrant_no);
}

void
xp_tally_set_recused (XpTally *self, int entrant_no, int judge_no, bool is_recused)
{
  const int column = column_of_judge (self, judge_no);
  if (column < 0) /* who only signs changes no sum by staying away */
    return;
  self->sheets[index_of_sheet (self, entrant_no, column)].is_recused = is_recused;
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
  const int32_t cell = get_cells (self, entrant_no, column)[item_at - 1];
  if (cell == BLANK)
    return false;

  *out_mark = mark_of_cell (cell);
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
  return &self->sheets[index_of_sheet (self, entrant_no, column)];
}

const XpTotal *
xp_tally_get_total (const XpTally *self, int entrant_no)
{
  g_return_val_if_fail (entrant_no >= 1 && (size_t) entrant_no <= self->round->n_entrants, NULL);
  return &self->totals[entrant_no - 1];
}

static int64_t
sum_section (const XpTally *self, int entrant_no, int column, const char *section)
{
  const int32_t *cells = get_cells (self, entrant_no, column);
  int64_t points = 0;
  for (size_t i = 0; i < self->n_items; i++) {
    const XpItem *item = &self->round->rubric->items[i];
    const XpMark mark = mark_of_cell (cells[i]);
    if (strcmp (item->section, section) == 0)
      points += xp_item_get_points (item, cells[i] == BLANK ? NULL : &mark);
  }
  return points;
}

int64_t
xp_tally_get_section (const XpTally *self, int entrant_no, const char *section)
{
  int64_t sum = 0;
  int64_t n = 0;
  for (size_t column = 0; column < self->n_columns; column++) {
    const XpSheetTotal *sheet = &self->sheets[index_of_sheet (self, entrant_no, (int) column)];
    if (!is_counting (self, sheet, column) || !sheet->is_complete)
      continue;
    sum += sum_section (self, entrant_no, (int) column, section);
    n++;
  }
  return n == 0 ? 0 : xp_ratio_round (xp_ratio_new (sum, n), 1, self->round->rules.rounding);
}

size_t
xp_tally_get_n_reads (const XpTally *self)
{
  return self->n_reads;
}

/* xp-tally-sums.c: from cells to sheets, from sheets to parts, from parts to the total. Every
 * figure that is printed is rounded once and is then the number (纸面可加). */
#include "xp-combine.h"
#include "xp-tally-private.h"

#include <string.h>

XpMark
xp_mark_of_cell (int32_t cell)
{
  return (XpMark){.entry = 1,
                  .is_not_applicable = cell == XP_CELL_NOT_APPLICABLE,
                  .entered = cell == XP_CELL_NOT_APPLICABLE ? 0 : cell};
}

static int64_t
print_figure (const XpTally *self, XpRatio exact)
{
  return xp_ratio_round (exact, 1, self->round->rules.rounding);
}

/* ---- one item of one sheet ---- */

/* A star is lit when none of its checks says 否; a blank one counts as done once the sheet is
 * closed. */
static bool
is_lit (const XpTally *self, int entrant_no, size_t column, size_t star)
{
  const XpItem *item = &self->round->rubric->items[star];
  const int32_t *cells = xp_tally_cells (self, entrant_no, column);
  const bool is_closed = self->sheets[xp_tally_index (self, entrant_no, column)].is_closed;
  for (size_t i = 0; i < self->n_items; i++) {
    if (self->plans[i].star_at != (int) star + 1 || self->round->rubric->items[i].is_off)
      continue;
    if (cells[i] == 0 || (cells[i] == XP_CELL_BLANK && !is_closed))
      return false;
  }
  if (item->gate_kind != XP_GATE_SCORE)
    return true;
  g_autofree char *what = g_strconcat ("score:", item->gate_name, NULL);
  const XpTaken *taken = xp_entrant_get_taken (&self->round->entrants[entrant_no - 1], what);
  return taken != NULL && taken->n > 0 && taken->value >= item->gate_bound_hundredths;
}

static int64_t
worth_of_entry (const XpTally *self, int entrant_no, size_t column, size_t at, int32_t cell)
{
  const XpItem *item = &self->round->rubric->items[at];
  const XpMark mark = xp_mark_of_cell (cell);
  if (mark.is_not_applicable)
    return xp_item_get_points (item, &mark);
  if (item->mode == XP_MODE_STAR && self->plans[at].is_computed)
    return is_lit (self, entrant_no, column, at) ? item->points_hundredths : 0;
  if (item->mode == XP_MODE_VOTE)
    return cell == XP_CELL_BLANK
             ? 0
             : print_figure (self,
                             xp_item_get_vote_points (item, mark.entered, &self->ballots[at]));
  return xp_item_get_points (item, cell == XP_CELL_BLANK ? NULL : &mark);
}

/* @at from 1; 0 no item, which does not apply. */
static bool
is_applicable (const XpTally *self, int entrant_no, size_t column, int at)
{
  return at > 0 && !self->round->rubric->items[at - 1].is_off &&
         xp_tally_cells (self, entrant_no, column)[at - 1] != XP_CELL_NOT_APPLICABLE;
}

/* Where a form names a substitute, that is its answer to 不适用, whatever it says of the others:
 * with the full mark, or with 折算, the two of them would count twice. */
XpCellWorth
xp_tally_weigh (const XpTally *self, int entrant_no, size_t column, size_t item)
{
  const XpItem *form_item = &self->round->rubric->items[item];
  const XpItemPlan *plan = &self->plans[item];
  if (is_applicable (self, entrant_no, column, plan->instead_of_at))
    return (XpCellWorth){.is_in_play = false};

  XpCellWorth worth = {.is_applicable = true, .is_in_play = true};
  int32_t cell = xp_tally_cells (self, entrant_no, column)[item];
  if (!is_applicable (self, entrant_no, column, (int) item + 1)) {
    cell = XP_CELL_NOT_APPLICABLE;
    worth.is_replaced = is_applicable (self, entrant_no, column, plan->substitute_at);
    /* What has no full mark (pairs, ladders, 附加) cannot get it for not applying. */
    worth.is_applicable =
      self->na_policy == XP_NA_FULL && xp_item_is_in_full_mark (form_item) && !worth.is_replaced;
  }
  if (worth.is_applicable)
    worth.points_hundredths = worth_of_entry (self, entrant_no, column, item, cell);
  return worth;
}

/* ---- a sheet ---- */

static void
note_entry (XpSheetTotal *sheet, const XpItem *item, int32_t cell)
{
  const XpMark mark = xp_mark_of_cell (cell);
  sheet->is_started = true;
  if (item->mode == XP_MODE_DEDUCT)
    sheet->n_findings += (int) mark.entered;
  sheet->is_vetoed |= !mark.is_not_applicable && xp_item_is_barring (item, mark.entered);
  sheet->is_gate_failed |= item->mode == XP_MODE_GATE && mark.entered == 0;
}

static void
add_points (const XpTally *self, XpSheetTotal *sheet, const XpItem *item, XpCellWorth worth)
{
  if (item->is_extra) {
    sheet->extra_hundredths +=
      worth.is_applicable ? xp_item_get_extra (item, worth.points_hundredths) : 0;
    return;
  }
  sheet->subtotal_hundredths += worth.points_hundredths;
  if (!xp_item_is_in_full_mark (item))
    return;
  sheet->full_hundredths += item->max_hundredths;
  if (!worth.is_applicable && !worth.is_replaced && self->na_policy == XP_NA_RESCALE)
    sheet->na_hundredths += item->max_hundredths;
}

/* got ÷ (full − what does not apply) × full, once rounded. */
static int64_t
rescale (const XpTally *self, int64_t got, int64_t full, int64_t not_applicable)
{
  if (not_applicable == 0 || full == not_applicable)
    return got;
  return print_figure (self,
                       xp_ratio_multiply (xp_ratio_new (got, full - not_applicable), full, 1));
}

void
xp_tally_sum_sheet (XpTally *self, int entrant_no, size_t column)
{
  XpSheetTotal *sheet = &self->sheets[xp_tally_index (self, entrant_no, column)];
  const int32_t *cells = xp_tally_cells (self, entrant_no, column);
  *sheet = (XpSheetTotal){.is_closed = sheet->is_closed,
                          .is_recused = sheet->is_recused,
                          .is_started = sheet->is_closed};
  for (size_t i = 0; i < self->n_items; i++) {
    if (!xp_tally_is_held (self, column, i))
      continue;
    const XpItem *item = &self->round->rubric->items[i];
    const XpCellWorth worth = xp_tally_weigh (self, entrant_no, column, i);
    if (!worth.is_in_play)
      continue;
    add_points (self, sheet, item, worth);
    if (self->plans[i].is_computed)
      continue;
    if (item->mode == XP_MODE_VOTE && self->ballots[i].item_at == 0)
      sheet->n_missing++; /* nobody knows yet what the votes are a part of */
    else if (cells[i] == XP_CELL_BLANK)
      sheet->n_missing += !sheet->is_closed || self->plans[i].is_asked;
    else
      note_entry (sheet, item, cells[i]);
  }
  sheet->is_complete = sheet->n_missing == 0;
  sheet->is_void = sheet->na_hundredths > 0 && sheet->na_hundredths == sheet->full_hundredths;
  const int64_t points =
    rescale (self, sheet->subtotal_hundredths, sheet->full_hundredths, sheet->na_hundredths);
  sheet->is_capped = sheet->full_hundredths > 0 && points > sheet->full_hundredths;
  sheet->points_hundredths =
    (sheet->is_capped ? sheet->full_hundredths : points) + sheet->extra_hundredths;
}

/* ---- one item over the judges ---- */

static bool
combine (const XpTally *self,
         bool is_of_judges,
         const int64_t *points,
         size_t n,
         XpRatio *out_exact,
         bool *out_is_mean)
{
  if (is_of_judges)
    return xp_combine_points (&self->round->rules, points, n, out_exact, out_is_mean);
  if (n > 0)
    *out_exact = xp_mean_of_points (points, n);
  return n > 0;
}

/* The item's points on the sheets of @part that count. Returns how many there are. */
static size_t
list_points (const XpTally *self, int entrant_no, size_t part, size_t item, int64_t *out_points)
{
  size_t n = 0;
  for (size_t column = 0; column < self->n_columns; column++) {
    const XpSheetTotal *sheet = &self->sheets[xp_tally_index (self, entrant_no, column)];
    if (self->columns[column].part != part || !xp_tally_is_held (self, column, item) ||
        !xp_tally_is_counting (self, sheet, column) || !sheet->is_complete)
      continue;
    const XpCellWorth worth = xp_tally_weigh (self, entrant_no, column, item);
    if (worth.is_applicable && worth.is_in_play)
      out_points[n++] = worth.points_hundredths;
  }
  return n;
}

/* Item and substitute are one: where the item applies for one judge and not for another, it has the
 * figure of both, and its substitute none. */
static size_t
list_points_together (
  const XpTally *self, int entrant_no, size_t part, size_t item, int64_t *out_points)
{
  const XpItemPlan *plan = &self->plans[item];
  size_t n = list_points (self, entrant_no, part, item, out_points);
  if (plan->substitute_at > 0 && n > 0)
    n += list_points (self, entrant_no, part, (size_t) plan->substitute_at - 1, out_points + n);
  if (plan->instead_of_at > 0 && n > 0 &&
      list_points (self, entrant_no, part, (size_t) plan->instead_of_at - 1, out_points + n) > 0)
    return 0;
  return n;
}

/* @is_too_few, where not NULL: set when there were marks and the round chose 待定 for so few. */
static XpItemFigure
combine_item (const XpTally *self, int entrant_no, size_t part, size_t item, bool *is_too_few)
{
  g_autofree int64_t *points = g_new (int64_t, 2 * self->n_columns + 1);
  XpItemFigure figure = {.exact_hundredths = {0, 1}};
  const size_t n = list_points_together (self, entrant_no, part, item, points);
  figure.n_marks = (int) n;
  figure.has_figure = combine (self,
                               self->parts[part].is_of_judges,
                               points,
                               n,
                               &figure.exact_hundredths,
                               &figure.is_mean_for_too_few);
  if (figure.has_figure)
    figure.printed_hundredths = print_figure (self, figure.exact_hundredths);
  else if (n > 0 && is_too_few != NULL)
    *is_too_few = true;
  return figure;
}

static bool
is_item_of_part (const XpTally *self, size_t part, size_t item)
{
  for (size_t column = 0; column < self->n_columns; column++)
    if (self->columns[column].part == part && xp_tally_is_held (self, column, item))
      return true;
  return false;
}

XpItemFigure
xp_tally_combine_item (const XpTally *self, int entrant_no, size_t part, size_t item)
{
  return is_item_of_part (self, part, item) ? combine_item (self, entrant_no, part, item, NULL)
                                            : (XpItemFigure){.exact_hundredths = {0, 1}};
}

size_t
xp_tally_list_item_figures (
  const XpTally *self, int entrant_no, int item_at, XpItemFigure *out, size_t n_out)
{
  g_return_val_if_fail (item_at >= 1 && (size_t) item_at <= self->n_items, 0);
  size_t n = 0;
  for (size_t part = 0; part < self->n_parts; part++) {
    if (!is_item_of_part (self, part, (size_t) item_at - 1))
      continue;
    if (n < n_out) {
      out[n] = combine_item (self, entrant_no, part, (size_t) item_at - 1, NULL);
      out[n].weight_bp = self->parts[part].weight_bp;
    }
    n++;
  }
  return n;
}

/* ---- a part ---- */

static void
add_exact (XpRatio *sum, XpRatio more, bool *is_exact)
{
  *is_exact = *is_exact && xp_ratio_try_add (*sum, more, sum);
}

static void
scale_exact (XpRatio *exact, int64_t num, int64_t den, bool *is_exact)
{
  *is_exact = *is_exact && xp_ratio_try_multiply (*exact, num, den, exact);
}

/* Whether an item of the full mark has no figure, nor its substitute, and the form leaves it out.
 */
static bool
is_left_out (const XpTally *self, int entrant_no, size_t part, size_t item)
{
  if (self->na_policy != XP_NA_RESCALE)
    return false;
  const int substitute = self->plans[item].substitute_at;
  return substitute == 0 ||
         !combine_item (self, entrant_no, part, (size_t) substitute - 1, NULL).has_figure;
}

/* Only what stands outside it (附加) passes the full mark. */
static void
hold_full_mark (XpPartFigure *figure, XpRatio *exact, int64_t full)
{
  const XpRatio most = xp_ratio_new (full, 1);
  if (full == 0)
    return;
  figure->is_capped = figure->printed_hundredths > full;
  figure->printed_hundredths = MIN (figure->printed_hundredths, full);
  if (xp_ratio_compare (*exact, most) > 0)
    *exact = most;
}

/* The items' printed figures add up to the part's. */
static void
sum_items (const XpTally *self, int entrant_no, size_t part, XpPartFigure *figure)
{
  XpRatio exact = {0, 1}, exact_extra = {0, 1};
  bool is_exact = true, is_too_few = false;
  int64_t got = 0, extra = 0, full = 0, not_applicable = 0;
  for (size_t i = 0; i < self->n_items; i++) {
    const XpItem *item = &self->round->rubric->items[i];
    if (!xp_mode_has_points (item->mode) || !is_item_of_part (self, part, i))
      continue;
    const XpItemFigure one = combine_item (self, entrant_no, part, i, &is_too_few);
    figure->is_mean_for_too_few |= one.is_mean_for_too_few;
    if (item->is_extra) {
      if (!one.has_figure)
        continue;
      extra += xp_item_get_extra (item, one.printed_hundredths);
      add_exact (&exact_extra, one.exact_hundredths, &is_exact);
      add_exact (&exact_extra, xp_ratio_new (xp_item_get_extra (item, 0), 1), &is_exact);
      continue;
    }
    got += one.printed_hundredths;
    add_exact (&exact, one.exact_hundredths, &is_exact);
    if (!xp_item_is_in_full_mark (item))
      continue;
    full += item->max_hundredths;
    if (!one.has_figure && is_left_out (self, entrant_no, part, i))
      not_applicable += item->max_hundredths;
  }
  figure->has_figure = !is_too_few && (full == 0 || not_applicable < full);
  figure->printed_hundredths = rescale (self, got, full, not_applicable);
  if (not_applicable > 0 && not_applicable < full)
    scale_exact (&exact, full, full - not_applicable, &is_exact);
  hold_full_mark (figure, &exact, full);
  figure->printed_hundredths += extra;
  add_exact (&exact, exact_extra, &is_exact);
  figure->exact_hundredths = is_exact ? exact : xp_ratio_new (figure->printed_hundredths, 1);
}

static void
sum_sheets (const XpTally *self, int entrant_no, size_t part, XpPartFigure *figure)
{
  g_autofree int64_t *points = g_new (int64_t, self->n_columns + 1);
  size_t n = 0;
  for (size_t column = 0; column < self->n_columns; column++) {
    const XpSheetTotal *sheet = &self->sheets[xp_tally_index (self, entrant_no, column)];
    if (self->columns[column].part == part && xp_tally_is_counting (self, sheet, column))
      points[n++] = sheet->points_hundredths;
  }
  figure->has_figure = combine (self,
                                self->parts[part].is_of_judges,
                                points,
                                n,
                                &figure->exact_hundredths,
                                &figure->is_mean_for_too_few);
  if (figure->has_figure)
    figure->printed_hundredths = print_figure (self, figure->exact_hundredths);
}

static XpPartFigure
sum_part (const XpTally *self, int entrant_no, size_t part)
{
  const XpPart *plan = &self->parts[part];
  XpPartFigure figure = {.body = plan->body,
                         .weight_bp = plan->weight_bp,
                         .exact_hundredths = {0, 1}};
  for (size_t column = 0; column < self->n_columns; column++) {
    const XpSheetTotal *sheet = &self->sheets[xp_tally_index (self, entrant_no, column)];
    figure.n_marks +=
      self->columns[column].part == part && xp_tally_is_counting (self, sheet, column);
  }
  if (figure.n_marks == 0)
    return figure;
  if (plan->is_of_judges && xp_combine_is_by_item (self->round->rules.combine))
    sum_items (self, entrant_no, part, &figure);
  else
    sum_sheets (self, entrant_no, part, &figure);
  figure.weighted_hundredths = figure.printed_hundredths;
  if (plan->weight_bp > 0)
    figure.weighted_hundredths =
      print_figure (self, xp_ratio_new (figure.printed_hundredths * plan->weight_bp, XP_WHOLE_BP));
  return figure;
}

/* 平时分: the mean over the rounds the household was scored in. */
static XpPartFigure
take_usual (const XpTally *self, int entrant_no)
{
  const XpTaken *taken = xp_entrant_get_taken (&self->round->entrants[entrant_no - 1], "usual");
  const int bp = self->round->rules.usual_bp;
  XpPartFigure figure = {.body = "平时分", .weight_bp = bp, .exact_hundredths = {0, 1}};
  if (taken == NULL || taken->n == 0)
    return figure;
  figure.has_figure = true;
  figure.n_marks = taken->n;
  figure.exact_hundredths = xp_ratio_new (taken->value, 1);
  figure.printed_hundredths = taken->value;
  figure.weighted_hundredths =
    print_figure (self, xp_ratio_new (figure.printed_hundredths * bp, XP_WHOLE_BP));
  return figure;
}

/* What the ledger keeps of the household (全年积分). */
static XpPartFigure
take_ledger (const XpTally *self, int entrant_no)
{
  const XpTaken *taken = xp_entrant_get_taken (&self->round->entrants[entrant_no - 1], "ledger");
  XpPartFigure figure = {.body = "全年积分", .has_figure = true, .n_marks = 1};
  for (size_t i = 0; taken == NULL && i < self->n_items; i++)
    if (self->round->rubric->items[i].mode == XP_MODE_BASE)
      figure.printed_hundredths += self->round->rubric->items[i].points_hundredths;
  if (taken != NULL)
    figure.printed_hundredths = taken->value;
  figure.exact_hundredths = xp_ratio_new (figure.printed_hundredths, 1);
  figure.weighted_hundredths = figure.printed_hundredths;
  return figure;
}

size_t
xp_tally_list_parts (const XpTally *self, int entrant_no, XpPartFigure *out, size_t n_out)
{
  const int usual_bp = self->round->rules.usual_bp;
  size_t n = 0;
  if (self->is_ledger) {
    if (n_out > 0)
      out[0] = take_ledger (self, entrant_no);
    return 1;
  }
  if (usual_bp > 0 && n++ < n_out)
    out[0] = take_usual (self, entrant_no);
  for (size_t part = 0; part < self->n_parts; part++) {
    if (n++ >= n_out)
      continue;
    out[n - 1] = sum_part (self, entrant_no, part);
    if (usual_bp > 0 && self->n_parts == 1) {
      out[n - 1].weight_bp = XP_WHOLE_BP - usual_bp;
      out[n - 1].weighted_hundredths = print_figure (
        self,
        xp_ratio_new (out[n - 1].printed_hundredths * out[n - 1].weight_bp, XP_WHOLE_BP));
    }
  }
  return n;
}

/* ---- the total ---- */

static XpRatio
weigh_exact (const XpPartFigure *part, bool *is_exact)
{
  XpRatio exact = part->exact_hundredths;
  if (part->weight_bp > 0)
    scale_exact (&exact, part->weight_bp, XP_WHOLE_BP, is_exact);
  return exact;
}

/* Between the form's floor and its full mark. */
static int64_t
hold_total (const XpTally *self, int64_t hundredths)
{
  const int64_t held = MIN (hundredths, self->total_max_hundredths);
  return self->has_total_min ? MAX (held, self->total_min_hundredths) : held;
}

/* The fraction is held by itself: what is printed may be rounded over an end that it did not reach.
 */
static XpRatio
hold_exact_total (const XpTally *self, XpRatio exact)
{
  const XpRatio most = xp_ratio_new (self->total_max_hundredths, 1);
  const XpRatio least = xp_ratio_new (self->total_min_hundredths, 1);
  if (xp_ratio_compare (exact, most) > 0)
    return most;
  return self->has_total_min && xp_ratio_compare (exact, least) < 0 ? least : exact;
}

static void
add_parts (XpTally *self, int entrant_no, XpTotal *total)
{
  const size_t n_parts = xp_tally_list_parts (self, entrant_no, NULL, 0);
  g_autofree XpPartFigure *parts = g_new0 (XpPartFigure, n_parts + 1);
  xp_tally_list_parts (self, entrant_no, parts, n_parts);

  /* 平时分 stands before the others; what they make together is the 终评. */
  const int usual_bp = self->round->rules.usual_bp;
  const bool is_final_weighed = usual_bp > 0 && n_parts > 2;
  XpRatio exact = {0, 1}, usual = {0, 1};
  bool is_exact = true;
  int64_t printed = 0;
  total->has_total = n_parts > 0;
  for (size_t i = 0; i < n_parts; i++) {
    total->has_total &= parts[i].has_figure;
    total->is_mean_for_too_few |= parts[i].is_mean_for_too_few;
    if (is_final_weighed && i == 0) {
      usual = weigh_exact (&parts[i], &is_exact);
      continue;
    }
    printed += parts[i].weighted_hundredths;
    add_exact (&exact, weigh_exact (&parts[i], &is_exact), &is_exact);
  }
  if (is_final_weighed) {
    const int final_bp = XP_WHOLE_BP - usual_bp;
    printed = parts[0].weighted_hundredths +
              print_figure (self, xp_ratio_new (printed * final_bp, XP_WHOLE_BP));
    scale_exact (&exact, final_bp, XP_WHOLE_BP, &is_exact);
    add_exact (&exact, usual, &is_exact);
  }
  total->is_too_few = !total->has_total;
  if (!total->has_total)
    return;
  total->sum_hundredths = printed;
  total->total_hundredths = hold_total (self, printed);
  total->exact_hundredths =
    is_exact ? hold_exact_total (self, exact) : xp_ratio_new (total->total_hundredths, 1);
}

/* A gate that other rounds answer; what was not taken over is not met. */
static bool
is_computed_gate_failed (const XpTally *self, int entrant_no)
{
  const XpRubric *rubric = self->round->rubric;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    if (item->mode != XP_MODE_GATE || !self->plans[i].is_computed || item->is_off)
      continue;
    const bool is_score = item->gate_kind == XP_GATE_SCORE;
    g_autofree char *what = g_strconcat (is_score ? "score:" : "award:", item->gate_name, NULL);
    const XpTaken *taken = xp_entrant_get_taken (&self->round->entrants[entrant_no - 1], what);
    if (taken == NULL || (is_score ? taken->n == 0 || taken->value < item->gate_bound_hundredths
                                   : taken->value == 0))
      return true;
  }
  return false;
}

/* How far apart the judges are, on their own sheets. */
static int64_t
find_spread (const XpTally *self, int entrant_no)
{
  int64_t highest = INT64_MIN, lowest = INT64_MAX;
  for (size_t column = 0; column < self->n_columns; column++) {
    const XpSheetTotal *sheet = &self->sheets[xp_tally_index (self, entrant_no, column)];
    if (!self->parts[self->columns[column].part].is_of_judges ||
        !xp_tally_is_counting (self, sheet, column) || !sheet->is_complete)
      continue;
    highest = MAX (highest, sheet->points_hundredths);
    lowest = MIN (lowest, sheet->points_hundredths);
  }
  return highest > lowest ? highest - lowest : 0;
}

void
xp_tally_sum_entrant (XpTally *self, int entrant_no)
{
  XpTotal *total = &self->totals[entrant_no - 1];
  const XpEntrant *entrant = &self->round->entrants[entrant_no - 1];
  const XpTaken *barred = xp_entrant_get_taken (entrant, "barred");
  *total = (XpTotal){.state = total->state,
                     .is_withheld = entrant->is_withheld,
                     .is_vetoed = barred != NULL && barred->value != 0,
                     .is_gate_failed = is_computed_gate_failed (self, entrant_no)};
  for (size_t column = 0; column < self->n_columns; column++) {
    const XpSheetTotal *sheet = &self->sheets[xp_tally_index (self, entrant_no, column)];
    if (!xp_tally_is_counting (self, sheet, column))
      continue;
    total->n_missing += self->is_ledger ? 0 : sheet->n_missing;
    total->n_findings += sheet->n_findings;
    total->is_vetoed |= sheet->is_vetoed;
    total->is_gate_failed |= sheet->is_gate_failed;
    total->n_marks++;
  }
  total->spread_hundredths = find_spread (self, entrant_no);

  const bool is_scored = total->state == XP_STATE_PRESENT && !total->is_gate_failed;
  if (is_scored && total->n_missing == 0)
    add_parts (self, entrant_no, total);
}

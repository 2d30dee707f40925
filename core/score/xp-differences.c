#include "xp-differences.h"

#include "xp-tally-private.h"

#include <stdlib.h>
#include <string.h>

/* With one cell alone, what stands beside it is there by chance as often as by a slip. */
static const int LEAST_CELLS_OF_A_SHIFT = 2;

/* A value as it was typed, in hundredths, so that counts and scores can be held together. */
typedef int64_t Typed;
static const Typed TYPED_NOTHING = INT64_MIN;
static const Typed TYPED_NOT_APPLICABLE = INT64_MIN + 1;

/* One sheet twice, in the order in which it is typed. */
typedef struct {
  const XpTally *first, *second;
  const GArray *before;    /* of XpHeldBefore; NULL none */
  const bool *was_settled; /* by entrant number: something of it stands in @before */
  int entrant_no, judge_no;
  int *items; /* what this judge marks, item_at */
  int n_items;
  Typed *ours, *theirs;
} Comparison;

const char *
xp_slip_get_word (XpSlip slip)
{
  static const char *const WORDS[XP_N_SLIPS] = {
    [XP_SLIP_OTHER] = "不一样",
    [XP_SLIP_MISSED] = "漏了一项",
    [XP_SLIP_DIGITS] = "数字颠倒",
    [XP_SLIP_POINT] = "小数点",
    [XP_SLIP_ROW] = "串行",
    [XP_SLIP_COLUMN] = "串列",
    [XP_SLIP_HOUSEHOLD] = "串户",
  };
  return WORDS[slip];
}

/* ---- what a cell holds ---- */

XpHeld
xp_held_of_closed (const XpItem *item)
{
  return xp_item_is_asked (item)
           ? (XpHeld){.is_blank = true}
           : (XpHeld){.entered = item->mode == XP_MODE_GATE || item->mode == XP_MODE_CHECK};
}

XpHeld
xp_held_get (const XpTally *tally, int entrant_no, int judge_no, int item_at)
{
  XpMark mark;
  if (xp_tally_get_mark (tally, entrant_no, judge_no, item_at, &mark))
    return (XpHeld){.is_not_applicable = mark.is_not_applicable, .entered = mark.entered};
  return xp_tally_get_sheet (tally, entrant_no, judge_no)->is_closed
           ? xp_held_of_closed (&tally->round->rubric->items[item_at - 1])
           : (XpHeld){.is_blank = true};
}

bool
xp_held_equal (const XpHeld *a, const XpHeld *b)
{
  return a->is_blank == b->is_blank && a->is_not_applicable == b->is_not_applicable &&
         a->entered == b->entered;
}

static Typed
typed_of (const XpRubric *rubric, int item_at, const XpHeld *held)
{
  enum {
    HUNDREDTHS = 100
  };
  const XpMode mode = rubric->items[item_at - 1].mode;
  if (held->is_blank)
    return TYPED_NOTHING;
  if (held->is_not_applicable)
    return TYPED_NOT_APPLICABLE;
  return mode == XP_MODE_SCORE || mode == XP_MODE_TIER ? held->entered : held->entered * HUNDREDTHS;
}

/* As it was typed, before the paper was looked at. */
static XpHeld
held_before (const Comparison *sheet, int entrant_no, int judge_no, int item_at)
{
  for (guint i = 0; sheet->was_settled[entrant_no] && i < sheet->before->len; i++) {
    const XpHeldBefore *cell = &g_array_index (sheet->before, XpHeldBefore, i);
    if (cell->entrant_no == entrant_no && cell->judge_no == judge_no && cell->item_at == item_at)
      return cell->held;
  }
  return xp_held_get (sheet->first, entrant_no, judge_no, item_at);
}

static void
read_sheet (const XpTally *tally, int entrant_no, int judge_no, const Comparison *sheet, Typed *out)
{
  for (int i = 0; i < sheet->n_items; i++) {
    const int item_at = sheet->items[i];
    const XpHeld held = tally == sheet->first ? held_before (sheet, entrant_no, judge_no, item_at)
                                              : xp_held_get (tally, entrant_no, judge_no, item_at);
    out[i] = typed_of (tally->round->rubric, sheet->items[i], &held);
  }
}

/* ---- single cells ---- */

/* The digits of one with two neighbours changed: 12 and 21, 120 and 102. */
static bool
is_swapped (Typed a, Typed b)
{
  char left[32], right[32];
  g_snprintf (left, sizeof left, "%" G_GINT64_FORMAT, a);
  g_snprintf (right, sizeof right, "%" G_GINT64_FORMAT, b);
  const size_t length = strlen (left);
  if (length != strlen (right))
    return false;
  size_t i = 0;
  while (i < length && left[i] == right[i])
    i++;
  return i + 1 < length && left[i] == right[i + 1] && left[i + 1] == right[i] &&
         strcmp (left + i + 2, right + i + 2) == 0;
}

static XpSlip
slip_of_cell (Typed ours, Typed theirs)
{
  enum {
    TEN = 10
  };
  if (ours == TYPED_NOTHING || theirs == TYPED_NOTHING || ours == 0 || theirs == 0)
    return XP_SLIP_MISSED;
  if (ours == TYPED_NOT_APPLICABLE || theirs == TYPED_NOT_APPLICABLE)
    return XP_SLIP_OTHER;
  if (is_swapped (ours, theirs))
    return XP_SLIP_DIGITS;
  return ours == theirs * TEN || theirs == ours * TEN ? XP_SLIP_POINT : XP_SLIP_OTHER;
}

/* ---- shifts ---- */

static int
count_differing (const Typed *a, const Typed *b, int n)
{
  int differing = 0;
  for (int i = 0; i < n; i++)
    differing += a[i] != b[i];
  return differing;
}

static bool
has_something (const Typed *typed, int n)
{
  for (int i = 0; i < n; i++)
    if (typed[i] != 0 && typed[i] != TYPED_NOTHING)
      return true;
  return false;
}

/* Whether the second is, cell for cell, what the first has of another sheet. */
static bool
is_sheet_of (const Comparison *self, int entrant_no, int judge_no)
{
  const XpTally *first = self->first;
  if (!xp_tally_get_sheet (first, entrant_no, judge_no)->is_complete)
    return false;
  g_autofree Typed *other = g_new (Typed, self->n_items + 1);
  read_sheet (first, entrant_no, judge_no, self, other);
  return count_differing (other, self->theirs, self->n_items) == 0;
}

/* The judge's neighbour in the round's order, where both mark the same items; 0 none. */
static int
judge_beside (const Comparison *self, int by)
{
  const XpTally *tally = self->first;
  for (size_t i = 0; i < tally->n_columns; i++) {
    const size_t other = i + (size_t) by; /* of the first, -1 is beyond the last */
    if (tally->columns[i].judge_no == self->judge_no)
      return other < tally->n_columns && tally->columns[other].part == tally->columns[i].part
               ? tally->columns[other].judge_no
               : 0;
  }
  return 0;
}

static XpSlip
slip_of_sheet (const Comparison *self, int *out_shift)
{
  static const int SHIFTS[] = {-1, 1};
  if (count_differing (self->ours, self->theirs, self->n_items) < LEAST_CELLS_OF_A_SHIFT ||
      !has_something (self->theirs, self->n_items))
    return XP_SLIP_OTHER;
  for (size_t i = 0; i < G_N_ELEMENTS (SHIFTS); i++) {
    const int entrant_no = self->entrant_no + SHIFTS[i];
    *out_shift = SHIFTS[i];
    if (entrant_no >= 1 && (size_t) entrant_no <= self->first->round->n_entrants &&
        is_sheet_of (self, entrant_no, self->judge_no))
      return XP_SLIP_HOUSEHOLD;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (SHIFTS); i++) {
    const int judge_no = judge_beside (self, SHIFTS[i]);
    *out_shift = SHIFTS[i];
    if (judge_no != 0 && is_sheet_of (self, self->entrant_no, judge_no))
      return XP_SLIP_COLUMN;
  }
  *out_shift = 0;
  return XP_SLIP_OTHER;
}

/* How far from @at on the second is the first one row off by @shift; 0 where that is no slip. */
static int
measure_shift (const Comparison *self, int at, int shift)
{
  int end = at;
  while (end < self->n_items && end + shift >= 0 && end + shift < self->n_items &&
         self->theirs[end] == self->ours[end + shift])
    end++;
  const int n = end - at;
  return self->ours[at] != self->theirs[at] && has_something (self->theirs + at, n) &&
             count_differing (self->ours + at, self->theirs + at, n) >= LEAST_CELLS_OF_A_SHIFT
           ? n
           : 0;
}

/* ---- a sheet ---- */

static void
add_cell (XpDifferences *self, const Comparison *sheet, int i, XpSlip slip, int shift, bool is_new)
{
  if (sheet->ours[i] == sheet->theirs[i])
    return;
  if (is_new)
    self->n_blocks++;
  const int item_at = sheet->items[i];
  const XpDifference cell = {
    .entrant_no = sheet->entrant_no,
    .judge_no = sheet->judge_no,
    .item_at = item_at,
    .first = xp_held_get (sheet->first, sheet->entrant_no, sheet->judge_no, item_at),
    .second = xp_held_get (sheet->second, sheet->entrant_no, sheet->judge_no, item_at),
    .slip = slip,
    .shift = shift,
    .block = self->n_blocks,
  };
  g_array_append_val (self->cells, cell);
}

static void
add_block (XpDifferences *self, const Comparison *sheet, int at, int n, XpSlip slip, int shift)
{
  bool is_new = true;
  for (int i = at; i < at + n; i++) {
    const guint before = self->cells->len;
    add_cell (self, sheet, i, slip, shift, is_new);
    is_new &= self->cells->len == before;
  }
}

static void
compare_cells (XpDifferences *self, const Comparison *sheet)
{
  for (int i = 0; i < sheet->n_items; i++) {
    const int up = measure_shift (sheet, i, -1), down = measure_shift (sheet, i, 1);
    const int n = MAX (up, down);
    if (n > 0) {
      add_block (self, sheet, i, n, XP_SLIP_ROW, up >= down ? -1 : 1);
      i += n - 1;
    } else {
      add_cell (self, sheet, i, slip_of_cell (sheet->ours[i], sheet->theirs[i]), 0, true);
    }
  }
}

static void
compare_sheet (XpDifferences *self, Comparison *sheet)
{
  const XpSheetTotal *first = xp_tally_get_sheet (sheet->first, sheet->entrant_no, sheet->judge_no);
  const XpSheetTotal *second =
    xp_tally_get_sheet (sheet->second, sheet->entrant_no, sheet->judge_no);
  if (first->is_recused || !first->is_complete || !second->is_complete)
    return;
  sheet->n_items = 0;
  for (size_t i = 1; i <= sheet->first->n_items; i++)
    if (xp_tally_is_marked_by (sheet->first, sheet->judge_no, (int) i))
      sheet->items[sheet->n_items++] = (int) i;
  read_sheet (sheet->first, sheet->entrant_no, sheet->judge_no, sheet, sheet->ours);
  read_sheet (sheet->second, sheet->entrant_no, sheet->judge_no, sheet, sheet->theirs);
  self->n_sheets++;
  self->n_cells += sheet->n_items;
  if (count_differing (sheet->ours, sheet->theirs, sheet->n_items) == 0)
    return;

  int shift = 0;
  const XpSlip slip = slip_of_sheet (sheet, &shift);
  if (slip != XP_SLIP_OTHER)
    add_block (self, sheet, 0, sheet->n_items, slip, shift);
  else
    compare_cells (self, sheet);
}

bool
xp_differences_is_typed (const XpTally *first, const XpTally *second, int entrant_no)
{
  for (size_t i = 0; i < first->n_columns; i++) {
    const int judge_no = first->columns[i].judge_no;
    if (!xp_tally_get_sheet (first, entrant_no, judge_no)->is_recused &&
        !first->columns[i].is_absent &&
        !xp_tally_get_sheet (second, entrant_no, judge_no)->is_complete)
      return false;
  }
  return true;
}

XpDifferences *
xp_differences_new (const XpTally *first,
                    const XpTally *second,
                    const GArray *before,
                    int entrant_no)
{
  XpDifferences *self = g_new0 (XpDifferences, 1);
  self->cells = g_array_new (FALSE, FALSE, sizeof (XpDifference));
  const size_t n = first->n_items + 1;
  const int n_entrants = (int) first->round->n_entrants;
  g_autofree int *items = g_new (int, n);
  g_autofree Typed *ours = g_new (Typed, n), *theirs = g_new (Typed, n);
  g_autofree bool *was_settled = g_new0 (bool, first->round->n_entrants + 1);
  for (guint i = 0; before != NULL && i < before->len; i++)
    was_settled[g_array_index (before, XpHeldBefore, i).entrant_no] = true;

  const int from = entrant_no > 0 ? entrant_no : 1;
  const int to = entrant_no > 0 ? entrant_no : n_entrants;
  for (int no = from; no <= to; no++) {
    const XpTotal *total = xp_tally_get_total (first, no);
    for (size_t i = 0; total->state == XP_STATE_PRESENT && i < first->n_columns; i++) {
      Comparison sheet = {.first = first,
                          .second = second,
                          .before = before,
                          .was_settled = was_settled,
                          .entrant_no = no,
                          .judge_no = first->columns[i].judge_no,
                          .items = items,
                          .ours = ours,
                          .theirs = theirs};
      compare_sheet (self, &sheet);
    }
  }
  return self;
}

void
xp_differences_free (XpDifferences *self)
{
  g_array_unref (self->cells);
  g_free (self);
}

/* xp-tally-private.h: how the cells of a tally lie, for its own files. */
#pragma once

#include "xp-tally.h"

/* Cells that hold no number. */
enum {
  XP_CELL_BLANK = INT32_MIN,
  XP_CELL_NOT_APPLICABLE = INT32_MIN + 1
};

/* Judges of one body: their figure is printed and goes into the total, whole or by its weight. */
typedef struct {
  const char *body;  /* borrowed from the round */
  int weight_bp;     /* 0: whole */
  bool is_of_judges; /* combined as the round says; else the plain mean */
} XpPart;

typedef struct {
  int judge_no;
  bool is_absent;
  size_t part;
} XpSheetColumn;

/* What is asked of every item again and again, once. */
typedef struct {
  bool is_asked;
  bool is_computed;
  int star_at;       /* of a check: its star, from 1; 0 */
  int instead_of_at; /* of a substitute: the item it stands for, from 1; 0 */
  int substitute_at; /* the item that stands for this one, from 1; 0 */
} XpItemPlan;

struct _XpTally {
  XpRound *round;
  size_t n_items;
  size_t n_columns; /* sheets of an entrant: one in a consensus round, else one per judge */
  XpSheetColumn *columns;
  XpPart *parts;
  size_t n_parts;
  XpItemPlan *plans;
  bool *is_held;        /* column, item: the sheet holds the item, marked or computed */
  int32_t *cells;       /* entrant, column, item */
  XpSheetTotal *sheets; /* entrant, column */
  XpTotal *totals;      /* entrant */
  XpBallots *ballots;   /* per item; item_at 0: not counted */
  XpNaPolicy na_policy;
  bool is_ledger;
  bool has_total_min;
  int64_t total_min_hundredths;
  int64_t total_max_hundredths; /* full mark and the most that 附加 adds; INT64_MAX: no end */
  bool is_frozen;
  size_t n_reads;
};

static inline size_t
xp_tally_index (const XpTally *self, int entrant_no, size_t column)
{
  g_assert (entrant_no >= 1 && (size_t) entrant_no <= self->round->n_entrants);
  return (size_t) (entrant_no - 1) * self->n_columns + column;
}

static inline int32_t *
xp_tally_cells (const XpTally *self, int entrant_no, size_t column)
{
  return self->cells + xp_tally_index (self, entrant_no, column) * self->n_items;
}

static inline bool
xp_tally_is_held (const XpTally *self, size_t column, size_t item)
{
  return self->is_held[column * self->n_items + item];
}

static inline bool
xp_tally_is_counting (const XpTally *self, const XpSheetTotal *sheet, size_t column)
{
  return !sheet->is_recused && !sheet->is_void && !self->columns[column].is_absent;
}

XpMark xp_mark_of_cell (int32_t cell);

/* Points of one item of one sheet, and whether it applies: blanks as the form takes them. */
typedef struct {
  int64_t points_hundredths;
  bool is_applicable;
  bool is_in_play;  /* a substitute whose item applies is not */
  bool is_replaced; /* does not apply, and its substitute does: that one counts in its place */
} XpCellWorth;

XpCellWorth xp_tally_weigh (const XpTally *self, int entrant_no, size_t column, size_t item);

/* The item over the sheets of one part; no figure where the part does not hold it. */
XpItemFigure xp_tally_combine_item (const XpTally *self, int entrant_no, size_t part, size_t item);

void xp_tally_sum_sheet (XpTally *self, int entrant_no, size_t column);
void xp_tally_sum_entrant (XpTally *self, int entrant_no);

/* xp-differences.h: the same sheets typed twice, held against each other (再录一遍).
 *
 * A cell that a closed sheet leaves blank holds what closing it says: nothing found, a gate met, a
 * veto not. Only sheets that are complete both times are compared. Each difference is named by the
 * slip that makes such a one, so that whoever looks at the paper knows where to look; which of the
 * two is right only the paper says. Pure. */
#pragma once

#include "xp-tally.h"

typedef enum {
  XP_SLIP_OTHER,
  XP_SLIP_MISSED,    /* 漏了：one of them has nothing there */
  XP_SLIP_DIGITS,    /* 数字颠倒：12 and 21 */
  XP_SLIP_POINT,     /* 小数点：1.5 and 15 */
  XP_SLIP_ROW,       /* 串行：what the other has one row up or down */
  XP_SLIP_COLUMN,    /* 串列：the whole sheet is what the other has of the judge beside */
  XP_SLIP_HOUSEHOLD, /* 串户：… of the entrant before or after */
  XP_N_SLIPS
} XpSlip;

/* “漏了一项” … as people say it; never NULL. */
const char *xp_slip_get_word (XpSlip slip);

/* What one of the two holds in a cell. */
typedef struct {
  bool is_blank; /* nothing, and closing does not say what: of a score */
  bool is_not_applicable;
  int64_t entered; /* as in XpMark */
} XpHeld;

typedef struct {
  int entrant_no, judge_no, item_at;
  XpHeld first, second;
  XpSlip slip;
  int shift; /* of ROW, COLUMN, HOUSEHOLD: by how many rows, judges, entrants the second is off: -1
                or 1; 0 */
  int block; /* cells of one slip share it, from 1 */
} XpDifference;

typedef struct {
  GArray *cells;    /* of XpDifference, by entrant, judge, item */
  int64_t n_sheets; /* that were compared */
  int64_t n_cells;  /* of these sheets, whoever marks them */
  int n_blocks;     /* the highest block */
} XpDifferences;

/* What a cell of the first entry held before the paper was looked at. */
typedef struct {
  int entrant_no, judge_no, item_at;
  XpHeld held;
} XpHeldBefore;

/**
 * xp_differences_new:
 * @first: what counts
 * @second: of the same round: its second entry
 * @before: (nullable): of XpHeldBefore: cells that were settled; slips are told by what was typed,
 *   so that settling one household does not hide whose sheet the next one is
 * @entrant_no: this one alone; 0: all
 *
 * Returns: yours; a settled cell is among the differences
 */
XpDifferences *xp_differences_new (const XpTally *first,
                                   const XpTally *second,
                                   const GArray *before,
                                   int entrant_no);

void xp_differences_free (XpDifferences *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpDifferences, xp_differences_free)

/* Whether the entrant's sheets of the second entry that could be compared are all complete: those
 * of judges who are neither recused nor absent. */
bool xp_differences_is_typed (const XpTally *first, const XpTally *second, int entrant_no);

/* The cell as closing takes it. */
XpHeld xp_held_get (const XpTally *tally, int entrant_no, int judge_no, int item_at);
/* What closing a sheet says of a cell that is blank. */
XpHeld xp_held_of_closed (const XpItem *item);
bool xp_held_equal (const XpHeld *a, const XpHeld *b);

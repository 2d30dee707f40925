/* xp-tally.h: the sums of a round (算分): marks in, one total per household out.
 *
 * Cells are packed arrays; a change reads only the sheets of its own entrant. Points are hundredths
 * of a point. A total is printed once, rounded to hundredths, and from then on it is the number;
 * `exact` keeps the fraction. Pure: no file, clock or random number. */
#pragma once

#include "xp-mark.h"
#include "xp-round.h"

typedef struct _XpTally XpTally;

/* One sheet: what one judge (or 合议) entered for one entrant. */
typedef struct {
  bool is_closed;
  bool is_recused;
  bool is_complete;          /* closed, or every item marked */
  bool is_started;           /* something was entered */
  int n_missing;             /* items still to be marked; 0 when complete */
  int n_findings;            /* counts of all deductions together */
  int64_t points_hundredths; /* of what stands there; blanks of deductions count as nothing found */
  bool is_vetoed;
  bool is_gate_failed;
} XpSheetTotal;

typedef struct {
  bool has_total;
  XpRatio exact_hundredths;
  int64_t total_hundredths; /* as printed */
  int n_marks;              /* judges who counted */
  int n_missing;            /* items that judges still have to mark */
  bool is_mean_for_too_few;
  bool is_too_few; /* too few marks, and the round chose 待定 */
  bool is_vetoed;
  bool is_gate_failed; /* a gate was answered 否: 本次不参评 */
  XpState state;       /* as recorded; present where none */
  int n_findings;
} XpTotal;

/* Takes a reference on @round. All cells empty, all entrants 参评. Yours. */
XpTally *xp_tally_new (XpRound *round);
void xp_tally_free (XpTally *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpTally, xp_tally_free)

XpRound *xp_tally_get_round (const XpTally *self); /* borrowed */

/* The changes; each recomputes its entrant and no other. Unknown cells are a caller's mistake. */
void xp_tally_put_mark (XpTally *self, const XpMark *mark);
void xp_tally_take_back (XpTally *self, int entrant_no, int judge_no, int item_at);
void xp_tally_set_closed (XpTally *self, int entrant_no, int judge_no, bool is_closed);
void xp_tally_set_recused (XpTally *self, int entrant_no, int judge_no, bool is_recused);
void xp_tally_set_state (XpTally *self, int entrant_no, XpState state);

/* For loading many: changes wait until xp_tally_thaw() recomputes every entrant once. */
void xp_tally_freeze (XpTally *self);
void xp_tally_thaw (XpTally *self);

/* False when nothing stands there. */
bool xp_tally_get_mark (
  const XpTally *self, int entrant_no, int judge_no, int item_at, XpMark *out_mark);

/* Borrowed until the next change. */
const XpSheetTotal *xp_tally_get_sheet (const XpTally *self, int entrant_no, int judge_no);
const XpTotal *xp_tally_get_total (const XpTally *self, int entrant_no);

/**
 * xp_item_get_points:
 * @item: borrowed
 * @mark: (nullable): NULL: blank, which for a deduction is nothing found
 *
 * The item's points in hundredths: deductions stop at the floor, 不适用 is the full mark. A blank
 * score, gates and vetoes are 0.
 */
int64_t xp_item_get_points (const XpItem *item, const XpMark *mark);

/* Whether more findings than the item can lose were entered: the echo says 已扣完. */
bool xp_item_is_exhausted (const XpItem *item, int64_t entered);

/* The printed figure of a section (大项): of the sheet in a consensus round, else the mean over the
 * judges who count. Hundredths, rounded as the round says; 0 without marks. */
int64_t xp_tally_get_section (const XpTally *self, int entrant_no, const char *section);

/* Entrants whose cells were read since the tally was made; a test holds that a change reads one. */
size_t xp_tally_get_n_reads (const XpTally *self);

/* xp-tally.h: the sums of a round (算分): marks in, one total per household out.
 *
 * Cells are packed arrays; a change reads only the sheets of its own entrant. Points are hundredths
 * of a point. A total is printed once, rounded to hundredths, and from then on it is the number;
 * `exact` keeps the fraction. Pure: no file, clock or random number. */
#pragma once

#include "xp-item-points.h"
#include "xp-mark.h"
#include "xp-round.h"

typedef struct _XpTally XpTally;

/* One sheet: what one judge (or 合议) entered for one entrant. Points in hundredths. */
typedef struct {
  bool is_closed;
  bool is_recused;
  bool is_complete; /* closed, or every item marked */
  bool is_started;  /* something was entered */
  bool is_void;     /* nothing on it applies: it does not count */
  int n_missing;    /* items still to be marked; 0 when complete */
  int n_findings;   /* counts of all deductions together */
  int64_t
    subtotal_hundredths; /* of the full mark, before 折算; blanks of deductions as nothing found */
  int64_t full_hundredths;  /* full mark of its items */
  int64_t na_hundredths;    /* full mark of those that do not apply, where 折算 leaves them out */
  int64_t extra_hundredths; /* 附加, outside the full mark */
  bool is_capped;           /* pairs or ladders passed the full mark: only 附加 may */
  int64_t points_hundredths; /* as printed: subtotal, rescaled where so, and extra */
  bool is_vetoed;
  bool is_gate_failed;
} XpSheetTotal;

typedef struct {
  bool has_total;
  XpRatio exact_hundredths; /* before the last rounding; the printed sum where it does not fit */
  int64_t total_hundredths; /* as printed */
  int64_t sum_hundredths;   /* what the parts make, before the form's floor and full mark */
  int n_marks;              /* judges who counted */
  int n_missing;            /* items that judges still have to mark */
  bool is_mean_for_too_few;
  bool is_too_few; /* too few marks and the round chose 待定, or no 平时分 where it is a part */
  bool is_vetoed;
  bool is_gate_failed; /* a gate was answered 否, or computed so: 本次不参评 */
  bool is_withheld;    /* 参评不挂牌 */
  XpState state;       /* as recorded; present where none */
  int n_findings;
  int64_t spread_hundredths; /* between the highest and the lowest judge; 0 with one */
} XpTotal;

/* A part of a total that has a figure of its own on paper: a body's (评委, 家人, 计票), or 平时分.
 */
typedef struct {
  const char *body; /* "" the judges; borrowed */
  int weight_bp;    /* ten-thousandths; 0: counts whole */
  bool has_figure;
  XpRatio exact_hundredths;    /* combined, before weight */
  int64_t printed_hundredths;  /* combined, as printed */
  int64_t weighted_hundredths; /* what goes into the total */
  int n_marks;
  bool is_mean_for_too_few;
  bool is_capped; /* the items, added up, passed the full mark */
} XpPartFigure;

/* One item of one entrant over the judges who count. */
typedef struct {
  bool has_figure; /* false: nobody counts, or it does not apply to anybody */
  XpRatio exact_hundredths;
  int64_t printed_hundredths;
  int n_marks;
  bool is_mean_for_too_few;
  int weight_bp; /* of the body whose figure it is, as in XpPartFigure */
} XpItemFigure;

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

/* The sheet as it would be if it were closed now: what the echo tells before it is on disk. */
XpSheetTotal xp_tally_preview_closed (const XpTally *self, int entrant_no, int judge_no);

/* Ballots that were counted for a vote item; both sets recompute every entrant. */
void xp_tally_set_ballots (XpTally *self, const XpBallots *ballots);
/* NULL: not counted yet. Borrowed. */
const XpBallots *xp_tally_get_ballots (const XpTally *self, int item_at);

/* The points of an item on one judge's sheet: computed ones too, 不适用 by the form's policy. False
 * where the judge does not mark it, or it is blank and a score. */
bool xp_tally_get_item_points (
  const XpTally *self, int entrant_no, int judge_no, int item_at, int64_t *out_hundredths);

/* The item over the judges who count, as the round combines items: with total methods the mean. One
 * figure, but where bodies weigh (评委60＋代表40) one for each of them, in the order of the parts;
 * @n_out of them at most written. Returns how many there are. */
size_t xp_tally_list_item_figures (
  const XpTally *self, int entrant_no, int item_at, XpItemFigure *out, size_t n_out);

/* The parts of the total, in the order they are printed; @n_out of them at most written. Returns
 * how many there are: 1 for most forms. */
size_t xp_tally_list_parts (const XpTally *self, int entrant_no, XpPartFigure *out, size_t n_out);

/* Whether the judge's sheet holds the item. */
bool xp_tally_is_marked_by (const XpTally *self, int judge_no, int item_at);

/* The printed figure of a section (大项): of the sheet in a consensus round; where judges are
 * combined item by item the sum of the printed items, weighted where bodies weigh; else the mean
 * over the judges who count, and what bodies of the form or weighted ones make of it added up.
 * Hundredths, rounded as the round says, before 折算; 0 without marks. */
int64_t xp_tally_get_section (const XpTally *self, int entrant_no, const char *section);

/* Entrants whose cells were read since the tally was made; a test holds that a change reads one. */
size_t xp_tally_get_n_reads (const XpTally *self);

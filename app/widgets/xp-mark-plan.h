/* xp-mark-plan.h: what lies where in each view of the marks, and where a key goes from there. Pure:
 * no widget, no mark.
 *
 *   逐评委 (合议: 集体)   one sheet as a form                  no grid
 *   逐户                 rows the items, columns the judges    down a judge's column, then the next
 *   总表                 rows the households, columns items    along a household's row, then the
 * next
 */
#pragma once

#include "xp-mark-keys.h"
#include "xp-round.h"

typedef enum {
  XP_VIEW_SHEET,
  XP_VIEW_HOUSEHOLD,
  XP_VIEW_TABLE,
  XP_N_VIEWS
} XpMarkView;

/* A cell, whatever the view. */
typedef struct {
  int entrant_no;
  int judge_no; /* 0: 合议 */
  int item_at;  /* from 1 */
} XpMarkPlace;

typedef struct {
  XpRound *round; /* owned */
  XpMarkView view;
  int *judges; /* numbers of those who score; 合议 alone is 0 */
  int n_judges;
  bool *takes; /* by judge, then item: a value is typed there */
} XpMarkPlan;

XpMarkPlan *xp_mark_plan_new (XpRound *round, XpMarkView view);
void xp_mark_plan_free (XpMarkPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpMarkPlan, xp_mark_plan_free)

/* 逐户 is for several judges. */
bool xp_mark_view_fits (XpMarkView view, const XpRound *round);
/* The next that fits; wraps. */
XpMarkView xp_mark_view_next (XpMarkView view, const XpRound *round);

/* Of the grid; the form has none. */
int xp_mark_plan_get_n_rows (const XpMarkPlan *self);
int xp_mark_plan_get_n_columns (const XpMarkPlan *self);
int xp_mark_plan_get_row (const XpMarkPlan *self, const XpMarkPlace *place);
int xp_mark_plan_get_column (const XpMarkPlan *self, const XpMarkPlace *place);
/* The cell at a row and column, from 0; what the grid does not say is taken from @now. */
XpMarkPlace
xp_mark_plan_get_place (const XpMarkPlan *self, const XpMarkPlace *now, int row, int column);

/* Whether the judge types a value there: gates and vetoes have keys of their own, and what the
 * program computes nobody types. */
bool xp_mark_plan_takes_value (const XpMarkPlan *self, const XpMarkPlace *place);

/* Whose sheets nobody types: recused judges, households with a state. */
typedef bool (*XpMarkIsClosed) (gpointer data, int entrant_no, int judge_no);

/**
 * xp_mark_plan_step:
 * @n_page: rows that PgUp and PgDn pass
 * @is_closed: (nullable): sheets that ON and BACK pass over
 *
 * Where the cursor of a grid goes. ON and BACK stop at cells that take a value; the others stay
 * inside the grid. Where there is no further cell the place stays as it is.
 */
XpMarkPlace xp_mark_plan_step (const XpMarkPlan *self,
                               const XpMarkPlace *from,
                               XpMarkStep step,
                               int n_page,
                               XpMarkIsClosed is_closed,
                               gpointer data);

#include "xp-mark-plan.h"

/* ---- views ---- */

bool
xp_mark_view_fits (XpMarkView view, const XpRound *round)
{
  const int first = xp_round_next_judge (round, -1);
  return view != XP_VIEW_HOUSEHOLD || xp_round_next_judge (round, first) != first;
}

XpMarkView
xp_mark_view_next (XpMarkView view, const XpRound *round)
{
  do
    view = (XpMarkView) ((view + 1) % XP_N_VIEWS);
  while (!xp_mark_view_fits (view, round));
  return view;
}

/* Gates and vetoes have keys of their own. */
static bool
takes_value (const XpRound *round, int judge_no, const XpItem *item)
{
  return item->mode != XP_MODE_GATE && item->mode != XP_MODE_VETO &&
         xp_round_marks (round, judge_no, item);
}

XpMarkPlan *
xp_mark_plan_new (XpRound *round, XpMarkView view)
{
  XpMarkPlan *self = g_new0 (XpMarkPlan, 1);
  self->round = xp_round_ref (round);
  self->view = view;
  self->judges = g_new0 (int, round->n_judges + 1);
  for (size_t i = 0; i < round->n_judges; i++)
    if (xp_round_is_scoring (round, round->judges[i].no))
      self->judges[self->n_judges++] = round->judges[i].no;
  const size_t n_items = round->rubric->n_items;
  self->takes = g_new0 (bool, (size_t) self->n_judges *n_items + 1);
  for (int judge = 0; judge < self->n_judges; judge++)
    for (size_t i = 0; i < n_items; i++)
      self->takes[(size_t) judge * n_items + i] =
        takes_value (round, self->judges[judge], &round->rubric->items[i]);
  return self;
}

void
xp_mark_plan_free (XpMarkPlan *self)
{
  xp_round_unref (self->round);
  g_free (self->judges);
  g_free (self->takes);
  g_free (self);
}

/* ---- rows and columns ---- */

static int
count_items (const XpMarkPlan *self)
{
  return (int) self->round->rubric->n_items;
}

static int
find_judge (const XpMarkPlan *self, int judge_no)
{
  for (int i = 0; i < self->n_judges; i++)
    if (self->judges[i] == judge_no)
      return i;
  return 0;
}

int
xp_mark_plan_get_n_rows (const XpMarkPlan *self)
{
  return self->view == XP_VIEW_TABLE       ? (int) self->round->n_entrants
         : self->view == XP_VIEW_HOUSEHOLD ? count_items (self)
                                           : 0;
}

int
xp_mark_plan_get_n_columns (const XpMarkPlan *self)
{
  return self->view == XP_VIEW_TABLE       ? count_items (self)
         : self->view == XP_VIEW_HOUSEHOLD ? self->n_judges
                                           : 0;
}

int
xp_mark_plan_get_row (const XpMarkPlan *self, const XpMarkPlace *place)
{
  return self->view == XP_VIEW_TABLE ? place->entrant_no - 1 : place->item_at - 1;
}

int
xp_mark_plan_get_column (const XpMarkPlan *self, const XpMarkPlace *place)
{
  return self->view == XP_VIEW_TABLE ? place->item_at - 1 : find_judge (self, place->judge_no);
}

XpMarkPlace
xp_mark_plan_get_place (const XpMarkPlan *self, const XpMarkPlace *now, int row, int column)
{
  if (self->view == XP_VIEW_TABLE)
    return (XpMarkPlace){row + 1, now->judge_no, column + 1};
  return (XpMarkPlace){now->entrant_no, self->judges[column], row + 1};
}

bool
xp_mark_plan_takes_value (const XpMarkPlan *self, const XpMarkPlace *place)
{
  const size_t judge = (size_t) find_judge (self, place->judge_no);
  return place->item_at >= 1 && place->item_at <= count_items (self) &&
         self->takes[judge * (size_t) count_items (self) + (size_t) place->item_at - 1];
}

/* ---- steps ---- */

static int
wrap (int value, int n)
{
  return ((value % n) + n) % n;
}

/* The sheet behind this one (@by 1), or before it (-1), in the order in which one types. */
static XpMarkPlace
next_sheet (const XpMarkPlan *self, XpMarkPlace place, int by)
{
  const int n_entrants = (int) self->round->n_entrants;
  if (self->view == XP_VIEW_HOUSEHOLD) {
    const int column = find_judge (self, place.judge_no) + by;
    place.judge_no = self->judges[wrap (column, self->n_judges)];
    if (column >= 0 && column < self->n_judges)
      return place;
  }
  place.entrant_no = wrap (place.entrant_no - 1 + by, n_entrants) + 1;
  return place;
}

/* The first cell of the sheet that takes a value, at or behind @item_at; false: none. */
static bool
find_value (const XpMarkPlan *self, XpMarkPlace *place, int item_at, int by)
{
  XpMarkPlace at = *place;
  for (at.item_at = item_at; at.item_at >= 1 && at.item_at <= count_items (self); at.item_at += by)
    if (xp_mark_plan_takes_value (self, &at)) {
      *place = at;
      return true;
    }
  return false;
}

static XpMarkPlace
go_on (
  const XpMarkPlan *self, const XpMarkPlace *from, int by, XpMarkIsClosed is_closed, gpointer data)
{
  XpMarkPlace place = *from;
  if (find_value (self, &place, from->item_at + by, by))
    return place;
  const int n_sheets = (int) self->round->n_entrants * self->n_judges;
  for (int i = 0; i < n_sheets; i++) {
    place = next_sheet (self, place, by);
    if (is_closed != NULL && is_closed (data, place.entrant_no, place.judge_no))
      continue;
    if (find_value (self, &place, by > 0 ? 1 : count_items (self), by))
      return place;
  }
  return *from;
}

/* PgUp and PgDn change the household: by one where one fills the view. */
static XpMarkPlace
turn_page (const XpMarkPlan *self, XpMarkPlace place, int by, int n_page)
{
  const int n = (int) self->round->n_entrants;
  if (self->view == XP_VIEW_TABLE)
    place.entrant_no = CLAMP (place.entrant_no + by * MAX (n_page, 1), 1, n);
  else
    place.entrant_no = wrap (place.entrant_no - 1 + by, n) + 1;
  return place;
}

XpMarkPlace
xp_mark_plan_step (const XpMarkPlan *self,
                   const XpMarkPlace *from,
                   XpMarkStep step,
                   int n_page,
                   XpMarkIsClosed is_closed,
                   gpointer data)
{
  const int last_row = xp_mark_plan_get_n_rows (self) - 1;
  const int last_column = xp_mark_plan_get_n_columns (self) - 1;
  const int row = xp_mark_plan_get_row (self, from);
  const int column = xp_mark_plan_get_column (self, from);
  switch (step) {
  case XP_STEP_ON:
    return go_on (self, from, 1, is_closed, data);
  case XP_STEP_BACK:
    return go_on (self, from, -1, is_closed, data);
  case XP_STEP_PAGE_UP:
    return turn_page (self, *from, -1, n_page);
  case XP_STEP_PAGE_DOWN:
    return turn_page (self, *from, 1, n_page);
  case XP_STEP_LEFT:
    return xp_mark_plan_get_place (self, from, row, MAX (column - 1, 0));
  case XP_STEP_RIGHT:
    return xp_mark_plan_get_place (self, from, row, MIN (column + 1, last_column));
  case XP_STEP_UP:
    return xp_mark_plan_get_place (self, from, MAX (row - 1, 0), column);
  case XP_STEP_DOWN:
    return xp_mark_plan_get_place (self, from, MIN (row + 1, last_row), column);
  case XP_STEP_HOME:
    return xp_mark_plan_get_place (self, from, row, 0);
  case XP_STEP_END:
    return xp_mark_plan_get_place (self, from, row, last_column);
  case XP_STEP_FIRST:
    return xp_mark_plan_get_place (self, from, 0, 0);
  case XP_STEP_LAST:
    return xp_mark_plan_get_place (self, from, last_row, last_column);
  case XP_STEP_NONE:
  default:
    return *from;
  }
}

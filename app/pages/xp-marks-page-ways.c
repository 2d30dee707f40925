/* xp-marks-page-ways.c: the views of the marks, and going about in them. The cursor is the same in
 * all. */
#include "xp-marks-page-private.h"

#include "xp-text-scale.h"

#include <glib/gi18n.h>

/* ---- the cursor ---- */

/* What the cell at the cursor takes; in the form the row is typed first. */
static XpTyping
get_cell_typing (XpMarksPage *self)
{
  const XpItem *item = xp_rubric_get_item (xp_marks_page_get_round (self)->rubric, self->item_at);
  if (self->view == XP_VIEW_SHEET || item == NULL)
    return XP_TYPING_ITEM;
  return item->mode == XP_MODE_GRADE  ? XP_TYPING_WORD
         : item->mode == XP_MODE_PAIR ? XP_TYPING_PAIR
                                      : XP_TYPING_VALUE;
}

static int
first_value (XpMarksPage *self, int judge_no)
{
  const int n_items = (int) xp_marks_page_get_round (self)->rubric->n_items;
  XpMarkPlace place = {self->entrant_no, judge_no, 1};
  for (; place.item_at <= n_items; place.item_at++)
    if (xp_mark_plan_takes_value (xp_mark_cells_get_plan (self->cells), &place))
      return place.item_at;
  return 1;
}

void
xp_marks_page_follow_judge (XpMarksPage *self)
{
  xp_entrant_sidebar_set_marking (self->sidebar,
                                  self->marking,
                                  self->view == XP_VIEW_HOUSEHOLD ? XP_SIDEBAR_ALL_JUDGES
                                                                  : self->judge_no);
}

/* What was written to the cell that the cursor comes to is read without a key. */
static void
show_note (XpMarksPage *self, const XpMarkPlace *place)
{
  const XpItem *item = xp_rubric_get_item (xp_marks_page_get_round (self)->rubric, place->item_at);
  g_autofree char *note = xp_mark_cells_dup_note (self->cells, place);
  if (note == NULL)
    return;
  g_autofree char *echo = g_strdup_printf (_ ("第%s项 %s：%s"), item->no, item->name, note);
  xp_marks_page_show_echo (self, echo, false);
}

void
xp_marks_page_move_to (XpMarksPage *self, const XpMarkPlace *place)
{
  const bool is_other_judge = place->judge_no != self->judge_no;
  const bool is_elsewhere = place->entrant_no != self->entrant_no || is_other_judge;
  self->entrant_no = place->entrant_no;
  self->judge_no = place->judge_no;
  self->item_at = place->item_at;
  self->is_item_chosen &= !is_elsewhere;
  xp_mark_keys_set_cell (&self->keys, get_cell_typing (self));
  if (is_other_judge && self->view != XP_VIEW_HOUSEHOLD)
    xp_marks_page_follow_judge (self);
  if (is_elsewhere)
    xp_marks_page_show_household (self);
  else
    xp_mark_sheet_show_cursor (self->sheet, place);
  if (is_elsewhere)
    xp_entrant_sidebar_select (self->sidebar, place->entrant_no);
  xp_marks_page_show_typed (self);
  show_note (self, place);
}

void
xp_marks_page_choose_item (XpMarksPage *self, int item_at)
{
  const XpMarkPlace place = {self->entrant_no, self->judge_no, item_at};
  self->is_item_chosen = true;
  xp_marks_page_move_to (self, &place);
}

void
xp_marks_page_go_to (XpMarksPage *self, int entrant_no)
{
  if (xp_round_get_entrant (xp_marks_page_get_round (self), entrant_no) == NULL)
    return;
  const int item_at = self->view == XP_VIEW_SHEET ? 1 : first_value (self, self->judge_no);
  const XpMarkPlace place = {entrant_no, self->judge_no, item_at};
  self->entrant_no = 0;
  xp_marks_page_move_to (self, &place);
}

void
xp_marks_page_go_back_to (XpMarksPage *self, const XpMark *where)
{
  const XpRound *round = xp_marks_page_get_round (self);
  XpMarkPlace place = xp_marks_page_get_place (self);
  const bool is_other = where->entrant_no != place.entrant_no;
  if (where->judge_no >= 0 && xp_round_next_judge (round, where->judge_no - 1) == where->judge_no)
    place.judge_no = where->judge_no;
  place.entrant_no = where->entrant_no;
  if (where->item_at > 0)
    place.item_at = where->item_at;
  else if (is_other)
    place.item_at = self->view == XP_VIEW_SHEET ? 1 : first_value (self, place.judge_no);
  xp_marks_page_move_to (self, &place);
  self->is_item_chosen = where->item_at > 0;
}

static bool
is_closed (gpointer data, int entrant_no, int judge_no)
{
  return xp_mark_cells_is_closed (data, entrant_no, judge_no);
}

void
xp_marks_page_step (XpMarksPage *self, XpMarkStep step)
{
  const XpMarkPlace now = xp_marks_page_get_place (self);
  const XpMarkPlace next = xp_mark_plan_step (xp_mark_cells_get_plan (self->cells),
                                              &now,
                                              step,
                                              xp_mark_sheet_get_n_page (self->sheet),
                                              is_closed,
                                              self->cells);
  xp_marks_page_move_to (self, &next);
}

void
xp_marks_page_press_cell (XpMarksPage *self, int row, int column)
{
  const XpMarkPlace now = xp_marks_page_get_place (self);
  const XpMarkPlace place =
    xp_mark_plan_get_place (xp_mark_cells_get_plan (self->cells), &now, row, column);
  xp_marks_page_move_to (self, &place);
}

/* ---- the view ---- */

/* In the table households stand at the left themselves; where text is very large the form needs the
 * room, and the list comes with F9. */
void
xp_marks_page_settle_list (GtkWidget *page)
{
  static const double LARGE = 1.6;
  XpMarksPage *self = XP_MARKS_PAGE (page);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar),
                          self->view != XP_VIEW_TABLE && xp_text_scale_get () < LARGE);
}

void
xp_marks_page_show_view (XpMarksPage *self)
{
  const XpMarkPlace place = xp_marks_page_get_place (self);
  xp_mark_cells_set_view (self->cells, self->view);
  xp_mark_cells_set_place (self->cells, &place);
  xp_marks_page_settle_list (GTK_WIDGET (self));
  xp_mark_sheet_show_view (self->sheet);
  xp_marks_page_follow_judge (self);
  xp_mark_keys_set_cell (&self->keys, get_cell_typing (self));
  xp_marks_page_show_household (self);
}

void
xp_marks_page_set_view (XpMarksPage *self, XpMarkView view)
{
  self->view = view;
  xp_marks_page_show_view (self);
}

/* ---- on to what is not marked yet ---- */

/* The sheet's first cell that must still be marked; else its first that takes a value. */
static int
first_missing (XpMarksPage *self, int entrant_no, int judge_no)
{
  const XpRubric *rubric = xp_marks_page_get_round (self)->rubric;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpMarkPlace place = {entrant_no, judge_no, rubric->items[i].at};
    XpMark mark;
    if (xp_item_is_asked (&rubric->items[i]) &&
        xp_mark_plan_takes_value (xp_mark_cells_get_plan (self->cells), &place) &&
        !xp_mark_cells_lookup (self->cells, &place, &mark, NULL))
      return place.item_at;
  }
  return self->view == XP_VIEW_SHEET ? 1 : first_value (self, judge_no);
}

/* 逐户: the judges behind this one first, then the next household and all of them. */
static bool
find_open_beside (XpMarksPage *self, XpMarkPlace *out)
{
  const XpMarkPlan *plan = xp_mark_cells_get_plan (self->cells);
  const int n = (int) plan->round->n_entrants;
  const int first = xp_mark_plan_get_column (plan, out);
  for (int i = 0; i <= n; i++) {
    const int entrant_no = (self->entrant_no - 1 + i) % n + 1;
    for (int column = i == 0 ? first + 1 : 0; column < plan->n_judges; column++)
      if (!xp_marking_is_done (self->marking, entrant_no, plan->judges[column])) {
        *out = (XpMarkPlace){entrant_no, plan->judges[column], 1};
        return true;
      }
  }
  return false;
}

static bool
find_next_open (XpMarksPage *self, XpMarkPlace *out)
{
  *out = xp_marks_page_get_place (self);
  if (self->view == XP_VIEW_HOUSEHOLD)
    return find_open_beside (self, out);
  out->entrant_no = xp_marking_next_open (self->marking, self->entrant_no, self->judge_no);
  return out->entrant_no > 0;
}

bool
xp_marks_page_go_to_next_open (XpMarksPage *self)
{
  XpMarkPlace place;
  if (find_next_open (self, &place)) {
    place.item_at = first_missing (self, place.entrant_no, place.judge_no);
    xp_marks_page_move_to (self, &place);
    return true;
  }
  xp_marks_page_show_household (self);
  xp_marks_page_show_echo (self,
                           xp_marking_is_second (self->marking)
                             ? _ ("第二遍录完了。按 F8 看两遍哪里不一样。")
                             : _ ("都录完了。按 Alt+5 到“结果”，可以算分了。"),
                           false);
  return false;
}

/* In the table one looks down the rows: the next row, whether it is open or not. */
void
xp_marks_page_go_on_after (XpMarksPage *self)
{
  const int n = (int) xp_marks_page_get_round (self)->n_entrants;
  XpMarkPlace open;
  if (self->view == XP_VIEW_TABLE && find_next_open (self, &open))
    xp_marks_page_go_to (self, self->entrant_no % n + 1);
  else
    xp_marks_page_go_to_next_open (self);
}

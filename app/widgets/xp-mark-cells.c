#include "xp-mark-cells.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpMarkCells {
  XpMarking *marking; /* owned */
  XpMarkPlan *plan;   /* owned */
  XpMarkPlace now;
  GArray *on_the_way; /* of XpEntry, the oldest first */
};

static const XpEntryKind NO_CELL = XP_ENTRY_CLOSE;

XpMarkCells *
xp_mark_cells_new (XpMarking *marking)
{
  XpMarkCells *self = g_new0 (XpMarkCells, 1);
  self->marking = g_object_ref (marking);
  self->plan = xp_mark_plan_new (xp_marking_get_round (marking), XP_VIEW_SHEET);
  self->now = (XpMarkPlace){1, self->plan->judges[0], 1};
  self->on_the_way = g_array_new (FALSE, FALSE, sizeof (XpEntry));
  return self;
}

void
xp_mark_cells_free (XpMarkCells *self)
{
  xp_mark_plan_free (self->plan);
  g_array_unref (self->on_the_way);
  g_object_unref (self->marking);
  g_free (self);
}

/* ---- what is on its way ---- */

void
xp_mark_cells_begin (XpMarkCells *self, const XpEntry *entry)
{
  const XpEntry none = {.kind = NO_CELL};
  g_array_append_val (self->on_the_way, *(entry != NULL ? entry : &none));
}

void
xp_mark_cells_end (XpMarkCells *self)
{
  if (self->on_the_way->len > 0)
    g_array_remove_index (self->on_the_way, 0);
}

static bool
is_at (const XpEntry *entry, const XpMarkPlace *place)
{
  return (entry->kind == XP_ENTRY_PUT || entry->kind == XP_ENTRY_TAKE_BACK) &&
         entry->mark.entrant_no == place->entrant_no && entry->mark.judge_no == place->judge_no &&
         entry->mark.item_at == place->item_at;
}

bool
xp_mark_cells_lookup (XpMarkCells *self,
                      const XpMarkPlace *place,
                      XpMark *out_mark,
                      bool *out_is_saved)
{
  for (guint i = self->on_the_way->len; i > 0; i--) {
    const XpEntry *entry = &g_array_index (self->on_the_way, XpEntry, i - 1);
    if (!is_at (entry, place))
      continue;
    *out_mark = entry->mark;
    if (out_is_saved != NULL)
      *out_is_saved = false;
    return entry->kind == XP_ENTRY_PUT;
  }
  if (out_is_saved != NULL)
    *out_is_saved = true;
  return xp_tally_get_mark (xp_marking_get_tally (self->marking),
                            place->entrant_no,
                            place->judge_no,
                            place->item_at,
                            out_mark);
}

bool
xp_mark_cells_is_closed (XpMarkCells *self, int entrant_no, int judge_no)
{
  const XpTally *tally = xp_marking_get_tally (self->marking);
  return xp_tally_get_total (tally, entrant_no)->state != XP_STATE_PRESENT ||
         xp_tally_get_sheet (tally, entrant_no, judge_no)->is_recused;
}

/* ---- what a cell says ---- */

char *
xp_mark_cells_dup_points (XpMarkCells *self, const XpItem *item, const XpMark *mark)
{
  if (!xp_mode_has_points (item->mode) || item->mode == XP_MODE_STAR || item->mode == XP_MODE_VOTE)
    return g_strdup ("");
  const bool is_full = xp_award_get_na_policy (&self->plan->round->rubric->award) == XP_NA_FULL;
  if (mark->is_not_applicable && !is_full)
    return g_strdup ("");
  const int64_t points = xp_item_get_points (item, mark);
  if (item->mode == XP_MODE_SCORE)
    return mark->is_not_applicable ? xp_points_to_text (points) : g_strdup ("");
  if (item->mode != XP_MODE_DEDUCT)
    return xp_points_to_text (points);
  if (points == item->max_hundredths)
    return g_strdup ("");
  g_autofree char *lost = xp_points_to_text (item->max_hundredths - points);
  return g_strconcat ("−", lost, NULL);
}

char *
xp_mark_cells_dup_note (XpMarkCells *self, const XpMarkPlace *place)
{
  const XpMarkNote *note =
    xp_marking_get_note (self->marking, place->entrant_no, place->judge_no, place->item_at);
  return note != NULL ? xp_mark_note_to_text (note) : NULL;
}

/* A wide column holds the words of the form; a narrow one the bare figure, and the stroke that
 * paper forms have where an item does not apply. */
static void
write_mark (XpMarkCells *self, const XpItem *item, const XpMark *mark, XpMarkGridCell *out)
{
  const bool is_narrow = self->plan->view == XP_VIEW_TABLE;
  if (is_narrow && mark->is_not_applicable) {
    g_strlcpy (out->text, "／", sizeof out->text);
    return;
  }
  g_autofree char *text = is_narrow ? xp_mark_to_plain (item, mark) : xp_mark_to_text (item, mark);
  g_autofree char *points = is_narrow ? g_strdup ("") : xp_mark_cells_dup_points (self, item, mark);
  g_snprintf (out->text, sizeof out->text, "%s%s%s", text, points[0] != '\0' ? "　" : "", points);
}

static void
get_cell (gpointer data, int row, int column, XpMarkGridCell *out)
{
  XpMarkCells *self = data;
  const XpMarkPlace place = xp_mark_plan_get_place (self->plan, &self->now, row, column);
  const XpItem *item = xp_rubric_get_item (self->plan->round->rubric, place.item_at);
  const XpTally *tally = xp_marking_get_tally (self->marking);
  const XpSheetTotal *sheet = xp_tally_get_sheet (tally, place.entrant_no, place.judge_no);
  const bool takes_value = xp_mark_plan_takes_value (self->plan, &place);
  XpMark mark;
  bool is_saved = true;
  const bool is_marked = xp_mark_cells_lookup (self, &place, &mark, &is_saved);
  if (is_marked)
    write_mark (self, item, &mark, out);
  out->is_on_its_way = !is_saved;
  out->has_note =
    is_marked &&
    xp_marking_get_note (self->marking, place.entrant_no, place.judge_no, place.item_at) != NULL;
  out->is_struck = sheet->is_recused;
  out->is_closed = xp_mark_cells_is_closed (self, place.entrant_no, place.judge_no) ||
                   (!takes_value && xp_mode_has_points (item->mode));
  out->is_missing = !is_marked && takes_value && !out->is_closed && sheet->is_started &&
                    !sheet->is_complete && xp_item_is_asked (item);
}

/* ---- heads ---- */

static const char *
name_of_judge (const XpRound *round, int judge_no)
{
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == judge_no && judge_no != 0)
      return round->judges[i].name;
  return _ ("合议");
}

static void
tell_item (const XpItem *item, XpMarkGridHead *out)
{
  g_strlcpy (out->group, item->section, sizeof out->group);
  g_strlcpy (out->number, item->no, sizeof out->number);
  g_strlcpy (out->text, item->name, sizeof out->text);
}

static void
get_item_head (gpointer data, int at, XpMarkGridHead *out)
{
  XpMarkCells *self = data;
  tell_item (&self->plan->round->rubric->items[at], out);
}

/* A judge's column says what stands in it of the household: recused, done. */
static void
get_judge_head (gpointer data, int column, XpMarkGridHead *out)
{
  XpMarkCells *self = data;
  const int judge_no = self->plan->judges[column];
  const XpSheetTotal *sheet =
    xp_tally_get_sheet (xp_marking_get_tally (self->marking), self->now.entrant_no, judge_no);
  g_snprintf (out->text,
              sizeof out->text,
              "%s%s",
              name_of_judge (self->plan->round, judge_no),
              sheet->is_recused    ? _ ("（回避）")
              : sheet->is_complete ? " ✓"
                                   : "");
}

static void
get_entrant_head (gpointer data, int row, XpMarkGridHead *out)
{
  XpMarkCells *self = data;
  const XpEntrant *entrant = &self->plan->round->entrants[row];
  const XpTotal *total = xp_tally_get_total (xp_marking_get_tally (self->marking), row + 1);
  g_snprintf (out->number, sizeof out->number, "%d", entrant->number);
  g_strlcpy (out->text, entrant->name, sizeof out->text);
  if (total->state != XP_STATE_PRESENT)
    g_strlcpy (out->sign, xp_state_get_word (total->state), sizeof out->sign);
  else if (xp_mark_cells_is_closed (self, row + 1, self->now.judge_no))
    g_strlcpy (out->sign, _ ("回避"), sizeof out->sign);
  else if (xp_marking_is_done (self->marking, row + 1, self->now.judge_no))
    g_strlcpy (out->sign, "✓", sizeof out->sign);
}

/* ---- what is heard ---- */

static char *
dup_value (XpMarkCells *self, const XpItem *item, const XpMarkPlace *place)
{
  XpMark mark;
  if (!xp_mark_cells_lookup (self, place, &mark, NULL))
    return g_strdup (_ ("空"));
  g_autofree char *text = xp_mark_to_text (item, &mark);
  const int64_t points = xp_item_get_points (item, &mark);
  if (item->mode != XP_MODE_DEDUCT || mark.is_not_applicable || points == item->max_hundredths)
    return g_steal_pointer (&text);
  g_autofree char *lost = xp_points_to_text (item->max_hundredths - points);
  return g_strdup_printf (_ ("%s，扣%s分"), text, lost);
}

/* “张三，李明，第4项 院内地面，2处，扣2分” */
static char *
dup_spoken (gpointer data, int row, int column)
{
  XpMarkCells *self = data;
  const XpRound *round = self->plan->round;
  const XpMarkPlace place = xp_mark_plan_get_place (self->plan, &self->now, row, column);
  const XpItem *item = xp_rubric_get_item (round->rubric, place.item_at);
  g_autofree char *value = dup_value (self, item, &place);
  XpMarkGridCell cell = {0};
  get_cell (self, row, column, &cell);
  GString *text = g_string_new (xp_round_get_entrant (round, place.entrant_no)->name);
  if (place.judge_no != 0)
    g_string_append_printf (text, _ ("，%s"), name_of_judge (round, place.judge_no));
  g_string_append_printf (text, _ ("，第%s项 %s，%s"), item->no, item->name, value);
  g_autofree char *note = cell.has_note ? xp_mark_cells_dup_note (self, &place) : NULL;
  if (note != NULL)
    g_string_append_printf (text, _ ("，说明：%s"), note);
  if (cell.is_struck)
    g_string_append (text, _ ("，回避"));
  else if (cell.is_closed)
    g_string_append (text, _ ("，不用打"));
  else if (cell.is_missing)
    g_string_append (text, _ ("，还没有打"));
  return g_string_free (text, FALSE);
}

/* ---- the view ---- */

void
xp_mark_cells_set_view (XpMarkCells *self, XpMarkView view)
{
  xp_mark_plan_free (self->plan);
  self->plan = xp_mark_plan_new (xp_marking_get_round (self->marking), view);
}

const XpMarkPlan *
xp_mark_cells_get_plan (XpMarkCells *self)
{
  return self->plan;
}

void
xp_mark_cells_set_place (XpMarkCells *self, const XpMarkPlace *now)
{
  self->now = *now;
}

bool
xp_mark_cells_get_model (XpMarkCells *self, XpMarkGridModel *out_model)
{
  const bool is_table = self->plan->view == XP_VIEW_TABLE;
  if (self->plan->view == XP_VIEW_SHEET)
    return false;
  *out_model = (XpMarkGridModel){
    .data = self,
    .n_rows = xp_mark_plan_get_n_rows (self->plan),
    .n_columns = xp_mark_plan_get_n_columns (self->plan),
    .head_chars = is_table ? 8 : 11,
    .column_chars = is_table ? 2 : 5,
    .most_column_chars = is_table ? 4 : 9,
    .head_title = is_table ? _ ("户主") : _ ("评分项"),
    .get_row = is_table ? get_entrant_head : get_item_head,
    .get_column = is_table ? get_item_head : get_judge_head,
    .get_cell = get_cell,
    .dup_spoken = dup_spoken,
  };
  return true;
}

/* xp-explain.c: the table of an explanation; its sentences are in xp-explain-words.c. */
#include "xp-explain-private.h"

#include "xp-combine.h"

#include <string.h>

/* ---- sheets ---- */

static bool
is_weighted (const XpRules *rules, const char *body)
{
  for (size_t i = 0; i < rules->n_weights; i++)
    if (strcmp (rules->weights[i].body, body) == 0)
      return true;
  return false;
}

static const char *
part_of_judge (const XpRound *round, const XpJudge *judge)
{
  const char *body = judge->body != NULL ? judge->body : "";
  return xp_round_is_of_own_body (round, judge->no) || is_weighted (&round->rules, body) ? body
                                                                                         : "";
}

/* 合议; 评委1 … n: whose name it is stays with the committee. */
static char *
title_of_column (const XpExplaining *explaining, size_t column)
{
  const XpExplainColumn *columns = explaining->columns;
  if (columns[column].judge->no == 0)
    return g_strdup ("合议");
  const char *part = columns[column].part[0] != '\0' ? columns[column].part : "评委";
  int n = 0, n_all = 0;
  for (size_t i = 0; i < explaining->made->n_sheets; i++) {
    const bool is_same =
      columns[i].judge->no != 0 && strcmp (columns[i].part, columns[column].part) == 0;
    n_all += is_same;
    n += is_same && i <= column;
  }
  return n_all > 1 || columns[column].is_of_judges ? g_strdup_printf ("%s%d", part, n)
                                                   : g_strdup (part);
}

static void
lay_sheets (XpExplaining *explaining)
{
  const XpRound *round = explaining->round;
  XpExplanation *made = explaining->made;
  explaining->columns = g_new0 (XpExplainColumn, round->n_judges + 1);
  made->sheets = g_new0 (XpExplainSheet, round->n_judges + 1);
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (!xp_round_is_scoring (round, judge->no) || judge->is_absent)
      continue;
    const XpSheetTotal *sheet =
      xp_tally_get_sheet (explaining->tally, explaining->entrant->no, judge->no);
    explaining->columns[made->n_sheets++] = (XpExplainColumn){
      .judge = judge,
      .sheet = sheet,
      .part = part_of_judge (round, judge),
      .is_of_judges = !xp_round_is_of_own_body (round, judge->no),
      .is_counting = !sheet->is_recused && !sheet->is_void,
    };
  }
  for (size_t i = 0; i < made->n_sheets; i++)
    made->sheets[i].title = title_of_column (explaining, i);
}

/* ---- what is taken off ---- */

static bool
is_trimmed (const XpRules *rules, size_t n_marks)
{
  return xp_combine_is_trimming (rules->combine) && n_marks >= (size_t) rules->n_marks_needed;
}

void
xp_explain_find_dropped (const XpExplaining *explaining,
                         const char *part,
                         const int64_t *points,
                         const bool *is_counting,
                         int *out_highest,
                         int *out_lowest)
{
  size_t n = 0;
  *out_highest = *out_lowest = -1;
  for (size_t i = 0; i < explaining->made->n_sheets; i++) {
    if (!is_counting[i] || !explaining->columns[i].is_of_judges ||
        strcmp (explaining->columns[i].part, part) != 0)
      continue;
    n++;
    if (*out_highest < 0 || points[i] > points[*out_highest])
      *out_highest = (int) i;
    /* Where all are equal the first and the last go, not one of them twice. */
    if (*out_lowest < 0 || points[i] <= points[*out_lowest])
      *out_lowest = (int) i;
  }
  if (!is_trimmed (&explaining->round->rules, n))
    *out_highest = *out_lowest = -1;
}

static char *
note_of_sheet (const XpExplaining *explaining, const XpSheetTotal *sheet)
{
  if (sheet->is_recused)
    return g_strdup ("回避，不计");
  if (sheet->is_void)
    return g_strdup ("各项都不适用，不计");
  if (explaining->total->state != XP_STATE_PRESENT)
    return g_strdup ("没有打分");
  return sheet->is_complete ? g_strdup ("") : g_strdup_printf ("还缺%d项", sheet->n_missing);
}

static void
sum_sheets (XpExplaining *explaining)
{
  XpExplanation *made = explaining->made;
  g_autofree int64_t *points = g_new0 (int64_t, made->n_sheets + 1);
  g_autofree bool *is_counting = g_new0 (bool, made->n_sheets + 1);
  for (size_t i = 0; i < made->n_sheets; i++) {
    points[i] = explaining->columns[i].sheet->points_hundredths;
    is_counting[i] =
      explaining->columns[i].is_counting && explaining->columns[i].sheet->is_complete;
  }
  for (size_t i = 0; i < made->n_sheets; i++) {
    const XpExplainColumn *column = &explaining->columns[i];
    int highest = -1, lowest = -1;
    if (explaining->round->rules.combine == XP_COMBINE_TRIMMED_MEAN)
      xp_explain_find_dropped (explaining, column->part, points, is_counting, &highest, &lowest);
    made->sheets[i].points = is_counting[i] ? xp_points_to_text (points[i]) : g_strdup ("");
    made->sheets[i].note = (int) i == highest  ? g_strdup ("最高分，去掉")
                           : (int) i == lowest ? g_strdup ("最低分，去掉")
                                               : note_of_sheet (explaining, column->sheet);
  }
}

/* ---- rows ---- */

/* What stands behind the points where more was entered than counts. */
static const char *
word_of_exhausted (const XpItem *item, const XpMark *mark)
{
  if (mark->is_not_applicable || !xp_item_is_exhausted (item, mark->entered))
    return "";
  return item->mode == XP_MODE_DEDUCT ? "已扣完" : item->mode == XP_MODE_ADD ? "已加满" : "已到头";
}

static XpExplainCell
explain_cell (const XpExplaining *explaining, size_t column, const XpItem *item, int64_t *points)
{
  const int judge_no = explaining->columns[column].judge->no;
  XpExplainCell cell = {g_strdup (""), g_strdup (""), g_strdup ("")};
  XpMark mark;
  const bool is_marked =
    xp_tally_get_mark (explaining->tally, explaining->entrant->no, judge_no, item->at, &mark);
  if (is_marked) {
    g_free (cell.entered);
    cell.entered = xp_mark_to_text (item, &mark);
    g_free (cell.note);
    cell.note = g_strdup (word_of_exhausted (item, &mark));
  }
  if (xp_mode_has_points (item->mode) && xp_tally_get_item_points (explaining->tally,
                                                                   explaining->entrant->no,
                                                                   judge_no,
                                                                   item->at,
                                                                   points)) {
    *points = item->is_extra ? xp_item_get_extra (item, *points) : *points;
    /* Nobody marks a star that checks, or a year's mean, light. */
    if (item->mode == XP_MODE_STAR && !is_marked && !item->is_off) {
      g_free (cell.entered);
      cell.entered = g_strdup (*points > 0 ? "亮" : "不亮");
    }
    g_free (cell.points);
    cell.points = is_marked && mark.is_not_applicable && item->is_extra
                    ? g_strdup ("")
                    : xp_points_to_text (*points);
  }
  return cell;
}

static const char *
part_of_item (const XpExplaining *explaining, const XpItem *item)
{
  for (size_t i = 0; i < explaining->made->n_sheets; i++)
    if (xp_round_holds (explaining->round, explaining->columns[i].judge->no, item))
      return explaining->columns[i].part;
  return "";
}

/* Item by item, one highest and one lowest of each item are taken off. */
static void
note_dropped (const XpExplaining *explaining,
              const XpItem *item,
              XpExplainRow *row,
              int64_t *points)
{
  const size_t n = explaining->made->n_sheets;
  g_autofree bool *is_counting = g_new0 (bool, n + 1);
  const XpAward *award = &explaining->round->rubric->award;
  const bool is_na_counted = xp_award_get_na_policy (award) == XP_NA_FULL && !item->is_extra;
  int highest = -1, lowest = -1;
  for (size_t i = 0; i < n; i++)
    is_counting[i] = explaining->columns[i].is_counting && row->cells[i].points[0] != '\0' &&
                     (is_na_counted || strcmp (row->cells[i].entered, "不适用") != 0);
  for (size_t i = 0; i < n; i++) {
    xp_explain_find_dropped (explaining,
                             explaining->columns[i].part,
                             points,
                             is_counting,
                             &highest,
                             &lowest);
    if ((int) i != highest && (int) i != lowest)
      continue;
    g_free (row->cells[i].note);
    row->cells[i].note = g_strdup ("去掉");
  }
}

/* 8.33／9 where bodies weigh: each of them adds up its own. */
static void
set_figure (const XpExplaining *explaining, const XpItem *item, XpExplainRow *row)
{
  const XpTally *tally = explaining->tally;
  const int no = explaining->entrant->no;
  const size_t n = xp_tally_list_item_figures (tally, no, item->at, NULL, 0);
  g_autofree XpItemFigure *figures = g_new0 (XpItemFigure, n + 1);
  g_autoptr (GString) text = g_string_new (NULL);
  bool has_any = false;
  xp_tally_list_item_figures (tally, no, item->at, figures, n);
  for (size_t i = 0; i < n && xp_mode_has_points (item->mode); i++) {
    const int64_t printed = figures[i].printed_hundredths;
    g_autofree char *points =
      xp_points_to_text (item->is_extra ? xp_item_get_extra (item, printed) : printed);
    g_string_append_printf (text, "%s%s", i > 0 ? "／" : "", figures[i].has_figure ? points : "—");
    has_any = has_any || figures[i].has_figure;
    if (figures[i].is_mean_for_too_few) {
      g_free (row->note);
      row->note = g_strdup_printf ("%d个分，取平均", figures[i].n_marks);
    }
  }
  g_free (row->figure);
  row->figure = g_strdup (has_any ? text->str : "");
}

/* Both are one when marks are taken off: no row of the two can say which. */
static bool
is_or_has_substitute (const XpRubric *rubric, const XpItem *item)
{
  bool is_found = item->instead_of[0] != '\0';
  for (size_t i = 0; i < rubric->n_items; i++)
    is_found = is_found || strcmp (rubric->items[i].instead_of, item->no) == 0;
  return is_found;
}

static void
add_item (XpExplaining *explaining, const XpItem *item)
{
  const size_t n = explaining->made->n_sheets;
  const bool has_full = xp_mode_has_full_mark (item->mode);
  g_autofree int64_t *points = g_new0 (int64_t, n + 1);
  XpExplainRow *row = g_new0 (XpExplainRow, 1);
  row->no = g_strdup (item->no);
  row->name = g_strdup (item->name);
  row->full = has_full ? xp_points_to_text (item->max_hundredths) : g_strdup ("");
  row->figure = g_strdup ("");
  row->note = g_strdup (item->is_off ? "停用" : item->is_extra ? "附加" : "");
  row->cells = g_new0 (XpExplainCell, n + 1);
  for (size_t i = 0; i < n; i++) {
    if (xp_round_holds (explaining->round, explaining->columns[i].judge->no, item))
      row->cells[i] = explain_cell (explaining, i, item, &points[i]);
    else
      row->cells[i] = (XpExplainCell){g_strdup (""), g_strdup (""), g_strdup ("")};
    /* Blank and worth its full mark: nothing was found. */
    explaining->made->sheets[i].has_blanks |= item->mode == XP_MODE_DEDUCT &&
                                              row->cells[i].entered[0] == '\0' &&
                                              row->cells[i].points[0] != '\0';
  }
  if (explaining->made->has_figures)
    set_figure (explaining, item, row);
  if (explaining->round->rules.combine == XP_COMBINE_TRIMMED_MEAN_ITEM &&
      !is_or_has_substitute (explaining->round->rubric, item))
    note_dropped (explaining, item, row, points);
  g_ptr_array_add (explaining->made->rows, row);
}

/* Sections are printed where the items below them are added up, and nothing is left out. */
static bool
prints_section (const XpExplaining *explaining, const char *section)
{
  const XpRubric *rubric = explaining->round->rubric;
  bool has_points = false;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    if (strcmp (item->section, section) != 0 || !xp_mode_has_points (item->mode))
      continue;
    has_points |= !item->is_extra;
    if (strcmp (part_of_item (explaining, item), "") != 0)
      return false;
  }
  return has_points && explaining->made->has_figures && explaining->total->has_total;
}

static void
add_section (XpExplaining *explaining, const char *section)
{
  XpExplainRow *row = g_new0 (XpExplainRow, 1);
  row->is_section = true;
  row->no = g_strdup ("");
  row->name = g_strdup (section);
  row->full = g_strdup ("");
  row->note = g_strdup ("");
  row->figure = prints_section (explaining, section)
                  ? xp_points_to_text (
                      xp_tally_get_section (explaining->tally, explaining->entrant->no, section))
                  : g_strdup ("");
  g_ptr_array_add (explaining->made->rows, row);
}

static void
add_rows (XpExplaining *explaining)
{
  const XpRubric *rubric = explaining->round->rubric;
  const char *section = NULL;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    if (section == NULL || strcmp (section, item->section) != 0)
      add_section (explaining, item->section);
    section = item->section;
    add_item (explaining, item);
  }
}

/* ---- public ---- */

static void
free_row (gpointer data)
{
  XpExplainRow *row = data;
  g_free (row->no);
  g_free (row->name);
  g_free (row->full);
  g_free (row->figure);
  g_free (row->note);
  for (size_t i = 0; row->cells != NULL && row->cells[i].entered != NULL; i++) {
    g_free (row->cells[i].entered);
    g_free (row->cells[i].points);
    g_free (row->cells[i].note);
  }
  g_free (row->cells);
  g_free (row);
}

/* “96.5分”; 缺2项, 全家在外, 待定 where there is none. */
static char *
make_result (const XpExplaining *explaining)
{
  const XpTotal *total = explaining->total;
  if (total->has_total) {
    g_autofree char *points = xp_points_to_text (total->total_hundredths);
    return g_strconcat (points, "分", NULL);
  }
  if (total->state != XP_STATE_PRESENT)
    return g_strdup (xp_state_get_word (total->state));
  if (total->is_gate_failed)
    return g_strdup (xp_state_get_word (XP_STATE_NOT_TAKING_PART));
  return total->n_missing > 0 ? g_strdup_printf ("缺%d项", total->n_missing) : g_strdup ("待定");
}

XpExplanation *
xp_explanation_new (const XpTally *tally, const XpRanking *ranking, int entrant_no)
{
  const XpRound *round = xp_tally_get_round (tally);
  const XpEntrant *entrant = xp_round_get_entrant (round, entrant_no);
  g_return_val_if_fail (entrant != NULL, NULL);

  XpExplanation *self = g_new0 (XpExplanation, 1);
  XpExplaining explaining = {.made = self,
                             .tally = tally,
                             .round = round,
                             .entrant = entrant,
                             .total = xp_tally_get_total (tally, entrant_no),
                             .ranking = ranking};
  g_autofree char *number = xp_entrant_dup_number (entrant);
  g_autofree char *place = xp_entrant_dup_place_and_name (entrant);
  self->entrant_no = entrant_no;
  self->who = g_strdup_printf ("%s号户 %s", number, place);
  self->round = g_strdup (round->name);
  self->result = make_result (&explaining);
  self->has_figures =
    round->rules.combine == XP_COMBINE_CONSENSUS || xp_combine_is_by_item (round->rules.combine);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->sums = g_ptr_array_new_with_free_func (g_free);
  self->outcomes = g_ptr_array_new_with_free_func (g_free);
  lay_sheets (&explaining);
  sum_sheets (&explaining);
  add_rows (&explaining);
  xp_explain_tell_sums (&explaining);
  xp_explain_tell_outcomes (&explaining);
  g_free (explaining.columns);
  return self;
}

static void
add_note (XpExplanation *self, const XpItem *item, const XpMarkNote *note)
{
  g_autofree char *text = xp_mark_note_to_text (note);
  g_ptr_array_add (self->outcomes, g_strdup_printf ("第%s项 %s：%s。", item->no, item->name, text));
}

void
xp_explanation_add_notes (XpExplanation *self, const XpTally *tally, const XpMarkNotes *notes)
{
  const XpRound *round = xp_tally_get_round (tally);
  for (size_t i = 0; i < round->rubric->n_items; i++)
    for (size_t k = 0; k < round->n_judges; k++) {
      const XpItem *item = &round->rubric->items[i];
      const XpMark cell = {self->entrant_no, round->judges[k].no, item->at, 1, false, 0};
      const XpMarkNote *note = xp_mark_notes_get (notes, &cell);
      if (note != NULL)
        add_note (self, item, note);
    }
}

void
xp_explanation_free (XpExplanation *self)
{
  for (size_t i = 0; i < self->n_sheets; i++) {
    g_free (self->sheets[i].title);
    g_free (self->sheets[i].points);
    g_free (self->sheets[i].note);
  }
  g_free (self->sheets);
  g_free (self->who);
  g_free (self->round);
  g_free (self->result);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->sums);
  g_ptr_array_unref (self->outcomes);
  g_free (self);
}

/* xp-print-summary.c: the sums of a round become the 汇总表 that the committee signs. */
#include "xp-print-source.h"

#include "xp-table-sheet.h"

#include <string.h>

/* A column of figures: a section of the form, or a judge. */
typedef struct {
  const char *title;
  const char *section; /* NULL: a judge's total */
  int judge_no;
} Figure;

static GArray *
list_figures (const XpRound *round)
{
  GArray *figures = g_array_new (FALSE, TRUE, sizeof (Figure));
  if (round->rules.combine != XP_COMBINE_CONSENSUS) {
    for (size_t i = 0; i < round->n_judges; i++) {
      const Figure one = {round->judges[i].name, NULL, round->judges[i].no};
      if (one.judge_no > 0)
        g_array_append_val (figures, one);
    }
    return figures;
  }
  for (size_t i = 0; i < round->rubric->n_items; i++) {
    const XpItem *item = &round->rubric->items[i];
    const bool is_seen =
      figures->len > 0 &&
      strcmp (g_array_index (figures, Figure, figures->len - 1).section, item->section) == 0;
    const Figure one = {item->section, item->section, 0};
    if (xp_mode_has_points (item->mode) && !is_seen)
      g_array_append_val (figures, one);
  }
  return figures;
}

/* ---- decimals: a column shows the fewest that show all its figures exactly ---- */

static int
places_needed (int64_t hundredths)
{
  return hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2;
}

static char *
points_with_places (int64_t hundredths, int n_places)
{
  const char *sign = hundredths < 0 ? "-" : "";
  const int64_t size = hundredths < 0 ? -hundredths : hundredths;
  if (n_places == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, sign, size / 100);
  if (n_places == 1)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT,
                            sign,
                            size / 100,
                            size % 100 / 10);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT,
                          sign,
                          size / 100,
                          size % 100);
}

static int64_t
figure_of (const XpTally *tally, int entrant_no, const Figure *figure)
{
  return figure->section != NULL
           ? xp_tally_get_section (tally, entrant_no, figure->section)
           : xp_tally_get_sheet (tally, entrant_no, figure->judge_no)->points_hundredths;
}

static int
places_of_figure (const XpPrintSource *source, const Figure *figure)
{
  int n_places = 0;
  for (size_t i = 0; i < source->result->n_entrants; i++)
    if (source->result->entrants[i].has_total)
      n_places =
        MAX (n_places, places_needed (figure_of (source->loaded->tally, (int) i + 1, figure)));
  return n_places;
}

static int
places_of_totals (const XpResult *result)
{
  int n_places = 0;
  for (size_t i = 0; i < result->n_entrants; i++)
    if (result->entrants[i].has_total)
      n_places = MAX (n_places, places_needed (result->entrants[i].total_hundredths));
  return n_places;
}

/* ---- dropped marks stand in brackets: one highest, one lowest ---- */

/* Bodies that weigh are trimmed each by itself; families, neighbours and ballots never. */
static bool
is_trimmed_with (const XpRound *round, int judge_no, const XpJudge *other)
{
  const XpJudge *judge = NULL;
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == judge_no)
      judge = &round->judges[i];
  if (judge == NULL || xp_round_is_of_own_body (round, judge_no) ||
      xp_round_is_of_own_body (round, other->no))
    return false;
  return round->rules.n_weights == 0 || g_strcmp0 (judge->body, other->body) == 0;
}

static bool
is_dropped (const XpPrintSource *source, int entrant_no, int judge_no)
{
  const XpRound *round = source->loaded->round;
  if (round->rules.combine != XP_COMBINE_TRIMMED_MEAN)
    return false;

  int highest = 0, lowest = 0, n_marks = 0;
  int64_t most = INT64_MIN, least = INT64_MAX;
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    const XpSheetTotal *sheet = xp_tally_get_sheet (source->loaded->tally, entrant_no, judge->no);
    if (sheet->is_recused || sheet->is_void || judge->is_absent ||
        !is_trimmed_with (round, judge_no, judge))
      continue;
    n_marks++;
    if (sheet->points_hundredths > most) {
      most = sheet->points_hundredths;
      highest = judge->no;
    }
    if (sheet->points_hundredths <= least) {
      least = sheet->points_hundredths;
      lowest = judge->no;
    }
  }
  return n_marks >= round->rules.n_marks_needed && (judge_no == highest || judge_no == lowest);
}

static char *
figure_in_words (const XpPrintSource *source, int entrant_no, const Figure *figure, int n_places)
{
  const XpTally *tally = source->loaded->tally;
  if (figure->section == NULL) {
    if (xp_tally_get_sheet (tally, entrant_no, figure->judge_no)->is_recused)
      return g_strdup ("回避");
    for (size_t i = 0; i < source->loaded->round->n_judges; i++)
      if (source->loaded->round->judges[i].no == figure->judge_no &&
          source->loaded->round->judges[i].is_absent)
        return g_strdup ("缺席");
  }
  g_autofree char *points = points_with_places (figure_of (tally, entrant_no, figure), n_places);
  const bool is_bracketed =
    figure->section == NULL && is_dropped (source, entrant_no, figure->judge_no);
  return is_bracketed ? g_strdup_printf ("（%s）", points) : g_strdup (points);
}

/* ---- rows ---- */

typedef struct {
  XpPrintSource *source;
  GArray *figures;
  int *n_places; /* per figure */
  int n_places_of_total;
  GArray *rows; /* of XpTableRow */
} Table;

/* The sections beside the total add up to more: pairs passed the full mark. */
static bool
is_capped (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  const XpTally *tally = source->loaded->tally;
  const XpTotal *total = xp_tally_get_total (tally, entrant->entrant_no);
  const bool is_consensus = source->loaded->round->rules.combine == XP_COMBINE_CONSENSUS;
  return total->has_total &&
         (total->sum_hundredths > total->total_hundredths ||
          (is_consensus && xp_tally_get_sheet (tally, entrant->entrant_no, 0)->is_capped));
}

static char *
remark_of (const XpPrintSource *source, const XpResultEntrant *entrant)
{
  GString *text = g_string_new (NULL);
  if (strcmp (entrant->status, "参评") != 0)
    g_string_append (text, entrant->status);
  if (is_capped (source, entrant))
    g_string_append_printf (text, "%s超过满分，按满分记", text->len > 0 ? "；" : "");
  if (entrant->decided_by[0] != '\0')
    g_string_append_printf (text, "%s同分，按%s", text->len > 0 ? "；" : "", entrant->decided_by);
  if (entrant->is_mean_for_too_few)
    g_string_append_printf (text,
                            "%s评委%d名，取平均",
                            text->len > 0 ? "；" : "",
                            entrant->n_marks);
  return g_string_free (text, FALSE);
}

static void
add_row (Table *table, const XpResultEntrant *entrant, const char *line_above)
{
  XpPrintSource *source = table->source;
  GPtrArray *cells = g_ptr_array_new ();
  g_ptr_array_add (cells,
                   entrant->rank > 0 ? g_strdup_printf ("%d", entrant->rank) : g_strdup (""));
  g_ptr_array_add (cells, g_strdup_printf ("%d", entrant->number));
  g_ptr_array_add (cells, g_strdup (entrant->group));
  g_ptr_array_add (cells,
                   entrant->told_apart_by[0] != '\0'
                     ? g_strdup_printf ("%s（%s）", entrant->name, entrant->told_apart_by)
                     : g_strdup (entrant->name));
  for (guint i = 0; i < table->figures->len; i++)
    g_ptr_array_add (cells,
                     entrant->has_total
                       ? figure_in_words (source,
                                          entrant->entrant_no,
                                          &g_array_index (table->figures, Figure, i),
                                          table->n_places[i])
                       : g_strdup (""));
  g_ptr_array_add (cells,
                   entrant->has_total
                     ? points_with_places (entrant->total_hundredths, table->n_places_of_total)
                     : g_strdup (""));
  g_ptr_array_add (cells, g_strdup (entrant->grade));
  g_ptr_array_add (cells, g_strdup (entrant->awarded == XP_AWARDED_YES ? "是" : ""));
  g_ptr_array_add (cells, remark_of (source, entrant));

  for (guint i = 0; i < cells->len; i++)
    xp_print_source_keep (source, cells->pdata[i]);
  g_ptr_array_add (cells, NULL);
  char **array = (char **) g_ptr_array_free (cells, FALSE);
  xp_print_source_keep (source, (char *) array);
  const XpTableRow row = {.cells = (const char *const *) array, .line_above = line_above};
  g_array_append_val (table->rows, row);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const XpResultEntrant *left = *(XpResultEntrant *const *) a;
  const XpResultEntrant *right = *(XpResultEntrant *const *) b;
  const int left_rank = left->rank > 0 ? left->rank : INT32_MAX;
  const int right_rank = right->rank > 0 ? right->rank : INT32_MAX;
  if (left_rank != right_rank)
    return left_rank < right_rank ? -1 : 1;
  if ((left->awarded == XP_AWARDED_YES) != (right->awarded == XP_AWARDED_YES))
    return left->awarded == XP_AWARDED_YES ? -1 : 1;
  return left->entrant_no - right->entrant_no;
}

static bool
add_rows (Table *table, GError **error)
{
  const XpResult *result = table->source->result;
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  int n_awarded = 0;
  for (size_t i = 0; i < result->n_entrants; i++) {
    g_ptr_array_add (order, &result->entrants[i]);
    n_awarded += result->entrants[i].awarded == XP_AWARDED_YES;
  }
  g_ptr_array_sort (order, compare_rows);

  g_autofree char *count = g_strdup_printf ("%d", n_awarded);
  xp_print_source_set_field (table->source, "户数", count);
  const char *line = xp_print_source_fill (table->source, "名额线", error);
  if (line == NULL)
    return false;
  bool is_line_drawn = n_awarded == 0;
  for (guint i = 0; i < order->len; i++) {
    const XpResultEntrant *entrant = order->pdata[i];
    const bool is_first_below = !is_line_drawn && entrant->awarded != XP_AWARDED_YES;
    add_row (table, entrant, is_first_below ? line : NULL);
    is_line_drawn |= is_first_below;
  }
  return true;
}

/* ---- head, notes, signatures ---- */

static GArray *
make_columns (const GArray *figures)
{
  static const XpGridColumn BEFORE[] = {{"名次", 0.8, XP_COLUMN_CENTRE, false},
                                        {"编号", 0.8, XP_COLUMN_CENTRE, false},
                                        {"组", 1.4, XP_COLUMN_CENTRE, false},
                                        {"户主", 1.7, XP_COLUMN_NAME, false}};
  static const XpGridColumn BEHIND[] = {{"得分", 1.1, XP_COLUMN_DECIMAL, false},
                                        {"等次", 1.4, XP_COLUMN_CENTRE, false},
                                        {"评上", 0.8, XP_COLUMN_CENTRE, false},
                                        {"备注", 2.4, XP_COLUMN_LEFT, false}};
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (XpGridColumn));
  g_array_append_vals (columns, BEFORE, G_N_ELEMENTS (BEFORE));
  for (guint i = 0; i < figures->len; i++) {
    const XpGridColumn one = {g_array_index (figures, Figure, i).title,
                              1.1,
                              XP_COLUMN_DECIMAL,
                              false};
    g_array_append_val (columns, one);
  }
  g_array_append_vals (columns, BEHIND, G_N_ELEMENTS (BEHIND));
  return columns;
}

static const char *const *
fill_notes (XpPrintSource *source, GError **error)
{
  const XpRules *rules = &source->loaded->round->rules;
  GPtrArray *notes = g_ptr_array_new ();
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (source->loaded->tally, source->loaded->decisions, source->loaded->n_decisions);
  g_autofree char *quota =
    xp_print_source_join_lines (xp_ranking_dup_quota_sentence (ranking, rules));
  char *lot =
    xp_print_source_join_lines (xp_ranking_dup_lot_sentence (ranking,
                                                             source->loaded->tally,
                                                             source->loaded->decisions,
                                                             source->loaded->n_decisions));
  g_autofree char *ties = g_strjoinv ("、", rules->ties);
  g_autofree char *needed = g_strdup_printf ("%d", rules->n_marks_needed);
  const bool is_trimming = rules->combine == XP_COMBINE_TRIMMED_MEAN;
  xp_print_source_set_field (source, "名额", quota != NULL ? quota : "");
  xp_print_source_set_field (source, "决定办法", ties);
  xp_print_source_set_field (source, "评委数", needed);
  const bool is_filled =
    (quota == NULL || xp_print_source_add_filled (source, notes, "名额", error)) &&
    (ties[0] == '\0' || xp_print_source_add_filled (source, notes, "注·同分", error)) &&
    (!is_trimming || (xp_print_source_add_filled (source, notes, "注·去掉的分", error) &&
                      xp_print_source_add_filled (source, notes, "注·评委不足", error))) &&
    xp_print_source_add_filled (source, notes, "注·状态", error);
  if (lot != NULL)
    g_ptr_array_add (notes, (gpointer) xp_print_source_keep (source, lot));
  if (source->second[0] != '\0')
    g_ptr_array_add (notes, source->second);
  xp_print_source_add_basis (source, notes);
  const char *const *list = xp_print_source_keep_list (source, notes);
  return is_filled ? list : NULL;
}

static const char *const *
fill_signers (XpPrintSource *source, GError **error)
{
  GPtrArray *signers = g_ptr_array_new ();
  const bool is_filled = xp_print_source_add_filled (source, signers, "计分人", error) &&
                         xp_print_source_add_filled (source, signers, "监督人", error) &&
                         xp_print_source_add_filled (source, signers, "主任", error);
  const char *const *list = xp_print_source_keep_list (source, signers);
  return is_filled ? list : NULL;
}

static GBytes *
render_table (XpPrintSource *source,
              Table *table,
              XpFontBook *fonts,
              XpProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GArray) columns = make_columns (table->figures);
  XpTableSheet sheet = {
    .village = source->result->village,
    .columns = (const XpGridColumn *) (gpointer) columns->data,
    .n_columns = columns->len,
    .check_code = source->code,
  };
  xp_print_source_set_field (source,
                             "计分办法",
                             xp_combine_get_word (source->loaded->round->rules.combine));
  const bool is_filled =
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL &&
    (sheet.notes = fill_notes (source, error)) != NULL &&
    (sheet.signers = fill_signers (source, error)) != NULL && add_rows (table, error);
  if (!is_filled)
    return NULL;
  sheet.rows = (const XpTableRow *) (gpointer) table->rows->data;
  sheet.n_rows = table->rows->len;
  return xp_table_sheet_render (&sheet, fonts, progress, cancellable, error);
}

GBytes *
xp_print_summary (XpPrintSource *source,
                  XpFontBook *fonts,
                  XpProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GArray) figures = list_figures (source->loaded->round);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  g_autofree int *n_places = g_new0 (int, figures->len + 1);
  for (guint i = 0; i < figures->len; i++)
    n_places[i] = places_of_figure (source, &g_array_index (figures, Figure, i));
  Table table = {source, figures, n_places, places_of_totals (source->result), rows};
  return render_table (source, &table, fonts, progress, cancellable, error);
}

/* xp-print-scores.c: how one household came to its points becomes its 本户得分单. */
#include "xp-print-source.h"

#include "xp-explain.h"
#include "xp-score-sheet.h"

#include <string.h>

/* What the pages borrow until they are drawn. */
typedef struct {
  XpPrintSource *source;
  GArray *pages;      /* of XpScorePage */
  GPtrArray *columns; /* of GArray of XpGridColumn */
  GPtrArray *rows;    /* of GArray of XpScoreRow */
} Pages;

/* ---- columns and rows ---- */

static const XpGridColumn *
add_columns (Pages *self, const XpExplanation *made, size_t *out_n)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (XpGridColumn));
  const XpGridColumn before[] = {{"项号", 0.9, XP_COLUMN_CENTRE, false},
                                 {"评分项", 2.8, XP_COLUMN_LEFT, false},
                                 {"满分", 0.9, XP_COLUMN_DECIMAL, false}};
  g_array_append_vals (columns, before, G_N_ELEMENTS (before));
  for (size_t i = 0; i < made->n_sheets; i++) {
    const XpGridColumn sheet = {
      xp_print_source_keep (self->source, g_strdup (xp_explanation_get_column (made, i))),
      xp_explanation_is_single (made) ? 1.6 : 1.2,
      XP_COLUMN_CENTRE,
      false};
    g_array_append_val (columns, sheet);
  }
  const XpGridColumn behind[] = {{"得分", 1.0, XP_COLUMN_DECIMAL, false},
                                 {"说明", 1.8, XP_COLUMN_LEFT, false}};
  g_array_append_vals (columns, behind, made->has_figures ? 2 : 0);
  g_ptr_array_add (self->columns, columns);
  *out_n = columns->len;
  return (const XpGridColumn *) (gpointer) columns->data;
}

static void
add_cell (Pages *self, GPtrArray *cells, const char *text)
{
  g_ptr_array_add (cells, (gpointer) xp_print_source_keep (self->source, g_strdup (text)));
}

static void
add_cells (Pages *self, GArray *rows, GPtrArray *cells)
{
  const XpScoreRow row = {NULL, xp_print_source_keep_list (self->source, cells)};
  g_array_append_val (rows, row);
}

static void
add_item (Pages *self, GArray *rows, const XpExplanation *made, const XpExplainRow *row)
{
  GPtrArray *cells = g_ptr_array_new ();
  add_cell (self, cells, row->no);
  add_cell (self, cells, row->name);
  add_cell (self, cells, row->full);
  for (size_t i = 0; i < made->n_sheets; i++) {
    g_autofree char *cell = xp_explanation_dup_cell (made, row, i);
    add_cell (self, cells, cell);
  }
  if (made->has_figures) {
    add_cell (self, cells, row->figure);
    add_cell (self, cells, xp_explanation_get_note (made, row));
  }
  add_cells (self, rows, cells);
}

static void
add_section (Pages *self, GArray *rows, const XpExplainRow *row)
{
  const XpScoreRow heading = {
    xp_print_source_keep (self->source,
                          row->figure[0] != '\0'
                            ? g_strdup_printf ("%s　小计%s分", row->name, row->figure)
                            : g_strdup (row->name)),
    NULL};
  g_array_append_val (rows, heading);
}

/* What each sheet adds up to; a single one is the total below. */
static void
add_sums (Pages *self, GArray *rows, const XpExplanation *made)
{
  if (xp_explanation_is_single (made))
    return;
  GPtrArray *cells = g_ptr_array_new ();
  add_cell (self, cells, "");
  add_cell (self, cells, "合计");
  add_cell (self, cells, "");
  for (size_t i = 0; i < made->n_sheets; i++) {
    g_autofree char *sum = xp_explanation_dup_sum (made, i);
    add_cell (self, cells, sum);
  }
  for (int i = 0; made->has_figures && i < 2; i++)
    add_cell (self, cells, "");
  add_cells (self, rows, cells);
}

static GArray *
add_rows (Pages *self, const XpExplanation *made)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (XpScoreRow));
  const XpExplainRow *section = NULL;
  for (guint i = 0; i < made->rows->len; i++) {
    const XpExplainRow *row = made->rows->pdata[i];
    if (row->is_section)
      section = row;
    else if (xp_explanation_has_row (made, row)) {
      if (section != NULL)
        add_section (self, rows, section);
      section = NULL;
      add_item (self, rows, made, row);
    }
  }
  add_sums (self, rows, made);
  g_ptr_array_add (self->rows, rows);
  return rows;
}

/* ---- pages ---- */

static const char *const *
fill_sentences (Pages *self, const XpExplanation *made, GError **error)
{
  GPtrArray *lines = g_ptr_array_new ();
  const bool is_filled = !xp_explanation_has_brackets (made) ||
                         xp_print_source_add_filled (self->source, lines, "括号", error);
  for (guint i = 0; i < made->sums->len; i++)
    add_cell (self, lines, made->sums->pdata[i]);
  for (guint i = 0; i < made->outcomes->len; i++)
    add_cell (self, lines, made->outcomes->pdata[i]);
  const char *const *list = xp_print_source_keep_list (self->source, lines);
  return is_filled ? list : NULL;
}

static bool
add_page (Pages *self, const XpEntrant *entrant, const XpRanking *ranking, GError **error)
{
  XpPrintSource *source = self->source;
  g_autoptr (XpExplanation) made = xp_explanation_new (source->loaded->tally, ranking, entrant->no);
  xp_explanation_add_notes (made, source->loaded->tally, source->loaded->notes);
  g_autofree char *number = xp_entrant_dup_number (entrant);
  xp_print_source_set_field (source, "姓名", xp_print_source_name_entrant (source, entrant));
  xp_print_source_set_field (source, "得分", made->result);
  XpScorePage page = {
    .place = xp_print_source_keep (
      source,
      g_strdup_printf ("编号%s　%s", number, xp_print_source_place_entrant (source, entrant))),
  };
  page.columns = add_columns (self, made, &page.n_columns);
  const GArray *rows = add_rows (self, made);
  page.rows = (const XpScoreRow *) (gpointer) rows->data;
  page.n_rows = rows->len;
  const bool is_filled = (page.addressee = xp_print_source_fill (source, "称呼", error)) != NULL &&
                         (page.total = xp_print_source_fill (source, "得分", error)) != NULL &&
                         (page.sentences = fill_sentences (self, made, error)) != NULL;
  g_array_append_val (self->pages, page);
  return is_filled;
}

/* Who has points gets a page; who was away has nothing to read. */
static bool
add_pages (Pages *self, GError **error)
{
  const XpLoadedRound *loaded = self->source->loaded;
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  g_autoptr (GPtrArray) entrants = xp_print_source_list_entrants (self->source);
  for (guint i = 0; i < entrants->len; i++) {
    const XpEntrant *entrant = entrants->pdata[i];
    if (xp_tally_get_total (loaded->tally, entrant->no)->has_total &&
        !add_page (self, entrant, ranking, error))
      return false;
  }
  return true;
}

static GBytes *
render (
  Pages *self, XpFontBook *fonts, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  XpPrintSource *source = self->source;
  XpScoreSheet sheet = {.village = source->result->village,
                        .pages = (const XpScorePage *) (gpointer) self->pages->data,
                        .n_pages = self->pages->len};
  const bool is_filled =
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL &&
    (sheet.closing_lines = xp_print_source_fill_lines (source, "问谁", error)) != NULL &&
    (sheet.issuer = xp_print_source_fill (source, "落款", error)) != NULL;
  return is_filled ? xp_score_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

GBytes *
xp_print_scores (XpPrintSource *source,
                 XpFontBook *fonts,
                 XpProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (XpScorePage));
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Pages self = {source, pages, columns, rows};
  if (!add_pages (&self, error))
    return NULL;
  return pages->len > 0 ? render (&self, fonts, progress, cancellable, error)
                        : xp_print_refuse_without_points (source, error);
}

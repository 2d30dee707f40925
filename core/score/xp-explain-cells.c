/* xp-explain-cells.c: an explanation as the cells of a table, alike in the window and on paper. */
#include "xp-explain.h"

#include <string.h>

static const char DROPPED[] = "去掉";

bool
xp_explanation_is_single (const XpExplanation *self)
{
  return self->n_sheets == 1 && self->has_figures;
}

const char *
xp_explanation_get_column (const XpExplanation *self, size_t sheet)
{
  return xp_explanation_is_single (self) ? "记录" : self->sheets[sheet].title;
}

bool
xp_explanation_has_row (const XpExplanation *self, const XpExplainRow *row)
{
  if (row->is_section || row->full[0] != '\0' || row->figure[0] != '\0')
    return true;
  for (size_t i = 0; i < self->n_sheets; i++)
    if (row->cells[i].entered[0] != '\0' || row->cells[i].points[0] != '\0')
      return true;
  return false;
}

/* Narrow brackets: nine judges stand beside one another. */
static char *
dup_one_of_several (const XpExplainCell *cell)
{
  const bool is_dropped = strcmp (cell->note, DROPPED) == 0;
  g_autofree char *plain = g_strconcat (cell->points, "分", NULL);
  if (cell->points[0] == '\0' || strcmp (cell->entered, "不适用") == 0)
    return g_strdup (cell->entered);
  if (cell->entered[0] == '\0' || strcmp (cell->entered, plain) == 0)
    return is_dropped ? g_strdup_printf ("(%s)", cell->points) : g_strdup (cell->points);
  return is_dropped ? g_strdup_printf ("(%s，%s)", cell->points, cell->entered)
                    : g_strdup_printf ("%s(%s)", cell->points, cell->entered);
}

char *
xp_explanation_dup_cell (const XpExplanation *self, const XpExplainRow *row, size_t sheet)
{
  const XpExplainCell *cell = &row->cells[sheet];
  if (!xp_explanation_is_single (self))
    return dup_one_of_several (cell);
  const bool is_blank = cell->entered[0] == '\0' && cell->points[0] != '\0';
  return g_strdup (is_blank && row->full[0] != '\0' ? "—" : cell->entered);
}

const char *
xp_explanation_get_note (const XpExplanation *self, const XpExplainRow *row)
{
  return xp_explanation_is_single (self) && row->cells[0].note[0] != '\0' ? row->cells[0].note
                                                                          : row->note;
}

char *
xp_explanation_dup_sum (const XpExplanation *self, size_t sheet)
{
  const XpExplainSheet *one = &self->sheets[sheet];
  if (one->points[0] == '\0')
    return g_strdup (g_str_has_prefix (one->note, "回避") ? "回避" : "—");
  return one->note[0] != '\0' ? g_strdup_printf ("(%s)", one->points) : g_strdup (one->points);
}

bool
xp_explanation_has_brackets (const XpExplanation *self)
{
  for (size_t i = 0; i < self->n_sheets; i++)
    if (self->sheets[i].points[0] != '\0' && self->sheets[i].note[0] != '\0')
      return true;
  for (guint i = 0; i < self->rows->len; i++) {
    const XpExplainRow *row = self->rows->pdata[i];
    for (size_t k = 0; row->cells != NULL && k < self->n_sheets; k++)
      if (strcmp (row->cells[k].note, DROPPED) == 0)
        return true;
  }
  return false;
}

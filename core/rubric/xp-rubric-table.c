#include "xp-rubric-table.h"

#include "xp-error.h"
#include "xp-rubric-check.h"
#include "xp-rubric-fields.h"

#include <string.h>

/* The table's header, and the field of an item that a column holds; NULL: the column is read by
 * itself. What need not be there is written where a form is to be read again. */
static const struct {
  const char *header;
  const char *field;
  bool is_needed;
} COLUMNS[] = {
  {"section", "section", true},
  {"item_no", "no", true},
  {"item", "name", true},
  {"criterion", "criterion", true},
  {"mode", "mode", true},
  {"unit", "unit", true},
  {"points", "points", true},
  {"step", "step", true},
  {"min", "min", true},
  {"max", "max", true},
  {"cap", "cap", true},
  {"veto", "veto", true},
  {"gate", "gate", true},
  {"note", "note", true},
  {"level", "level", false},
  {"state", NULL, false},
  {"mandatory", "mandatory", false},
  {"by", "by", false},
  {"instead_of", "instead_of", false},
};

/* In the column state, the strongest of what an item is. */
static const struct {
  const char *word;
  const char *field;
} STATES[] = {{"附加", "extra"}, {"停用", "off"}, {"可停用", "open"}};

static int
find_column (const XpRubricRow *header, const char *name)
{
  for (int i = 0; header->cells[i] != NULL; i++)
    if (strcmp (header->cells[i], name) == 0)
      return i;
  return -1;
}

static bool
check_header (const XpRubricRow *header, const char *name, GPtrArray *problems)
{
  for (size_t i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    if (COLUMNS[i].is_needed && find_column (header, COLUMNS[i].header) < 0)
      g_ptr_array_add (problems,
                       g_strdup_printf ("%s 第%d行：缺“%s”这一列，请对照自带的评分表补上。",
                                        name,
                                        header->record,
                                        COLUMNS[i].header));
  return problems->len == 0;
}

/* 0 in the gate column says that the item is none. An apostrophe before what looks like a formula
 * (+2, -2) was put there for the spreadsheet. */
static const char *
clean_cell (const char *field, const char *cell)
{
  if (cell[0] == '\'' && strchr ("=+-@", cell[1]) != NULL)
    return cell + 1;
  return strcmp (field, "gate") == 0 && strcmp (cell, "0") == 0 ? "" : cell;
}

static bool
read_state (XpItem *item, const char *cell, char **out_problem)
{
  if (cell[0] == '\0')
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS (STATES); i++)
    if (strcmp (STATES[i].word, cell) == 0)
      return xp_rubric_set_item_field (item, STATES[i].field, "1", out_problem);
  *out_problem = g_strdup_printf ("“%s”不认得，请写成附加、停用或可停用。", cell);
  return false;
}

static void
read_row (XpRubric *rubric,
          const XpRubricRow *header,
          const XpRubricRow *row,
          const char *name,
          GPtrArray *problems)
{
  rubric->items = g_renew (XpItem, rubric->items, rubric->n_items + 1);
  XpItem *item = &rubric->items[rubric->n_items++];
  *item = (XpItem){.at = (int) rubric->n_items};
  const guint n_cells = g_strv_length (row->cells);
  const int no_column = find_column (header, "item_no");
  item->no = g_strdup ((guint) no_column < n_cells ? row->cells[no_column] : "");
  if (item->no[0] == '\0')
    g_ptr_array_add (problems,
                     g_strdup_printf ("%s 第%d行：没有写项号，请补上。", name, row->record));

  for (size_t i = 0; i < G_N_ELEMENTS (COLUMNS); i++) {
    const int column = find_column (header, COLUMNS[i].header);
    if (column < 0 || column == no_column)
      continue;
    g_autofree char *problem = NULL;
    const char *cell = (guint) column < n_cells ? row->cells[column] : "";
    if (COLUMNS[i].field == NULL ? !read_state (item, cell, &problem)
                                 : !xp_rubric_set_item_field (item,
                                                              COLUMNS[i].field,
                                                              clean_cell (COLUMNS[i].field, cell),
                                                              &problem))
      g_ptr_array_add (problems,
                       g_strdup_printf ("%s 第%d行，第%s项的%s列：%s",
                                        name,
                                        row->record,
                                        item->no,
                                        COLUMNS[i].header,
                                        problem));
  }
  xp_rubric_settle_item (item);
}

XpRubric *
xp_rubric_from_rows (
  const XpRubricRow *rows, size_t n_rows, const char *id, const char *name, GError **error)
{
  g_autoptr (XpRubric) rubric = xp_rubric_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autofree int *lines = g_new0 (int, n_rows + 1);
  rubric->id = g_strdup (id);
  rubric->name = g_strdup (id);

  if (n_rows == 0)
    g_ptr_array_add (problems,
                     g_strdup_printf ("%s：是空的，这不是评分表。请重新选一个文件。", name));
  else if (check_header (&rows[0], name, problems))
    for (size_t i = 1; i < n_rows; i++) {
      lines[rubric->n_items] = rows[i].record;
      read_row (rubric, &rows[0], &rows[i], name, problems);
    }

  if (problems->len == 0) {
    const XpRubricPlaces places = {name, lines, rows[0].record};
    rubric->full_mark_hundredths = xp_rubric_sum_full_mark (rubric);
    xp_rubric_check (rubric, &places, problems);
  }
  return xp_rubric_report (problems, error) ? g_steal_pointer (&rubric) : NULL;
}

static char *
dup_state (const XpItem *item)
{
  for (size_t i = 0; i < G_N_ELEMENTS (STATES); i++) {
    g_autofree char *is = xp_rubric_dup_item_field (item, STATES[i].field);
    if (is[0] != '\0')
      return g_strdup (STATES[i].word);
  }
  return g_strdup ("");
}

static char *
dup_cell (const XpItem *item, size_t column)
{
  const char *header = COLUMNS[column].header;
  if (strcmp (header, "item_no") == 0)
    return g_strdup (item->no);
  if (strcmp (header, "veto") == 0)
    return g_strdup (item->is_veto ? "1" : "0");
  if (strcmp (header, "level") == 0)
    return g_strdup (xp_level_get_word (item->level));
  if (strcmp (header, "state") == 0)
    return dup_state (item);

  g_autofree char *cell = xp_rubric_dup_item_field (item, COLUMNS[column].field);
  const bool is_zero_floor = cell[0] == '\0' && strcmp (header, "min") == 0 &&
                             (xp_mode_has_full_mark (item->mode) || item->mode == XP_MODE_BASE ||
                              item->mode == XP_MODE_TIER);
  if (is_zero_floor || (cell[0] == '\0' && strcmp (header, "gate") == 0))
    return g_strdup ("0");
  return g_steal_pointer (&cell);
}

static GPtrArray *
make_rows (const XpRubric *self, bool is_full)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (size_t row = 0; row <= self->n_items; row++) {
    GStrvBuilder *cells = g_strv_builder_new ();
    for (size_t i = 0; i < G_N_ELEMENTS (COLUMNS) && (is_full || COLUMNS[i].is_needed); i++) {
      g_autofree char *cell =
        row == 0 ? g_strdup (COLUMNS[i].header) : dup_cell (&self->items[row - 1], i);
      g_strv_builder_add (cells, cell);
    }
    g_ptr_array_add (rows, g_strv_builder_end (cells));
    g_strv_builder_unref (cells);
  }
  return rows;
}

GPtrArray *
xp_rubric_to_rows (const XpRubric *self)
{
  return make_rows (self, false);
}

GPtrArray *
xp_rubric_to_full_rows (const XpRubric *self)
{
  return make_rows (self, true);
}

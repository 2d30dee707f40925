/* xp-overlay-table.c: the changes of an adjustment out of a table. */
#include "xp-error.h"
#include "xp-rubric-check.h"
#include "xp-rubric-fields.h"
#include "xp-rubric-table.h"

#include <string.h>

static const struct {
  const char *header;
  const char *field;
  bool is_needed;
} COLUMNS[] = {
  {"op", "op", true},
  {"item_no", "item", true},
  {"field", "field", true},
  {"value", "value", true},
  {"section", "section", false},
  {"reason", "reason", false},
};

static int
find_column (const XpRubricRow *header, const char *name)
{
  for (int i = 0; header->cells[i] != NULL; i++)
    if (strcmp (header->cells[i], name) == 0)
      return i;
  return -1;
}

bool
xp_rubric_row_heads_changes (const XpRubricRow *header)
{
  return find_column (header, "op") >= 0 && find_column (header, "item_no") >= 0;
}

static void
read_row (XpRubric *rubric,
          const XpRubricRow *header,
          const XpRubricRow *row,
          const char *name,
          GPtrArray *problems)
{
  rubric->changes = g_renew (XpFormChange, rubric->changes, rubric->n_changes + 1);
  XpFormChange *change = &rubric->changes[rubric->n_changes++];
  *change = (XpFormChange){0};
  const guint n_cells = g_strv_length (row->cells);
  for (size_t i = 0; i < G_N_ELEMENTS (COLUMNS); i++) {
    const int column = find_column (header, COLUMNS[i].header);
    g_autofree char *problem = NULL;
    const char *cell = column >= 0 && (guint) column < n_cells ? row->cells[column] : "";
    if (!xp_form_change_set_field (change, COLUMNS[i].field, cell, &problem))
      g_ptr_array_add (
        problems,
        g_strdup_printf ("%s 第%d行的%s列：%s", name, row->record, COLUMNS[i].header, problem));
  }
  xp_form_change_settle (change);
  if (change->item_no[0] == '\0')
    g_ptr_array_add (
      problems,
      g_strdup_printf ("%s 第%d行：没有写改的是第几项，请补上。", name, row->record));
}

XpRubric *
xp_form_changes_from_rows (
  const XpRubricRow *rows, size_t n_rows, const char *id, const char *name, GError **error)
{
  g_autoptr (XpRubric) rubric = xp_rubric_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  rubric->id = g_strdup (id);
  rubric->name = g_strdup (id);
  for (size_t i = 0; n_rows > 0 && i < G_N_ELEMENTS (COLUMNS); i++)
    if (COLUMNS[i].is_needed && find_column (&rows[0], COLUMNS[i].header) < 0)
      g_ptr_array_add (problems,
                       g_strdup_printf ("%s 第%d行：缺“%s”这一列，请补上。",
                                        name,
                                        rows[0].record,
                                        COLUMNS[i].header));
  for (size_t i = 1; problems->len == 0 && i < n_rows; i++)
    read_row (rubric, &rows[0], &rows[i], name, problems);
  if (problems->len == 0 && rubric->n_changes == 0)
    g_ptr_array_add (problems, g_strdup_printf ("%s：一处改动也没有。请重新选一个文件。", name));
  return xp_rubric_report (problems, error) ? g_steal_pointer (&rubric) : NULL;
}

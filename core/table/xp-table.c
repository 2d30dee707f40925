#include "xp-table.h"

void
xp_table_row_clear (XpTableRow *row)
{
  g_strfreev (row->cells);
  g_free (row->is_number);
}

void
xp_table_free (XpTable *self)
{
  for (guint i = 0; i < self->n_rows; i++)
    xp_table_row_clear (&self->rows[i]);
  g_free (self->rows);
  g_free (self->name);
  g_strfreev (self->notes);
  g_free (self);
}

const char *
xp_table_row_get (const XpTableRow *row, guint column)
{
  return column < row->n_cells ? row->cells[column] : "";
}

bool
xp_table_row_is_number (const XpTableRow *row, guint column)
{
  return row->is_number != NULL && column < row->n_cells && row->is_number[column] != 0;
}

char *
xp_table_letter (guint column)
{
  GString *letter = g_string_new (NULL);
  for (guint n = column + 1; n > 0; n = (n - 1) / 26)
    g_string_prepend_c (letter, (char) ('A' + (int) ((n - 1) % 26)));
  return g_string_free (letter, FALSE);
}

/* Separated text; what was read is written and read again alike. */
#include "xp-csv.h"
#include "xp-fuzz.h"

#include <string.h>

static XpTable *
parse (const void *data, gsize n)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, n);
  XpTable *table = xp_csv_parse (bytes, "名单.csv", &error);
  g_assert_true ((table == NULL) == (error != NULL));
  xp_fuzz_check_refusal (error);
  return table;
}

static bool
has_text (const XpTableRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i][0] != '\0')
      return true;
  return false;
}

/* Which delimiter was meant is a guess where cells hold others. */
static bool
is_unmistakable (const XpTable *table)
{
  for (guint r = 0; r < table->n_rows; r++)
    for (guint i = 0; i < table->rows[r].n_cells; i++)
      if (strpbrk (table->rows[r].cells[i], ";\t") != NULL ||
          strstr (table->rows[r].cells[i], "，") != NULL)
        return false;
  return true;
}

/* With a first row that has all columns. */
static GString *
write_again (const XpTable *table, guint n_columns)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < n_columns; i++)
    xp_csv_append (text, "x", i + 1 == n_columns);
  for (guint r = 0; r < table->n_rows; r++)
    for (guint i = 0; i < n_columns; i++)
      xp_csv_append (text, xp_table_row_get (&table->rows[r], i), i + 1 == n_columns);
  return text;
}

static void
assert_same (const XpTable *table, const XpTable *again, guint n_columns)
{
  guint at = 1;
  for (guint r = 0; r < table->n_rows; r++) {
    if (!has_text (&table->rows[r]))
      continue;
    while (at < again->n_rows && !has_text (&again->rows[at]))
      at++;
    g_assert_cmpuint (at, <, again->n_rows);
    for (guint i = 0; i < n_columns; i++)
      g_assert_cmpstr (xp_table_row_get (&table->rows[r], i),
                       ==,
                       xp_table_row_get (&again->rows[at], i));
    at++;
  }
}

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  guint n_columns = 2;
  g_autoptr (XpTable) table = parse (data, n);
  for (guint r = 0; table != NULL && r < table->n_rows; r++) {
    n_columns = MAX (n_columns, table->rows[r].n_cells);
    for (guint i = 0; i < table->rows[r].n_cells; i++)
      g_assert_true (g_utf8_validate (table->rows[r].cells[i], -1, NULL));
  }
  /* One row of one column says nothing of delimiters. */
  if (table == NULL || table->n_rows == 0 || n_columns > 64 || !is_unmistakable (table))
    return;
  GString *text = write_again (table, n_columns);
  g_autoptr (XpTable) again = parse (text->str, text->len);
  g_string_free (text, TRUE);
  if (again != NULL)
    assert_same (table, again, n_columns);
}

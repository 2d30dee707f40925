/* xp-print-second.c: 复核表: the cells that were typed differently the second time, to be looked up
 * on the sheets; nothing of the households whose two entries agree. */
#include "xp-print-source.h"

#include "xp-second-work.h"

enum {
  N_COLUMNS = 5
};

static const XpGridColumn COLUMNS[N_COLUMNS] = {{"序号", 0.7, XP_COLUMN_CENTRE, false},
                                                {"哪一户", 2.6, XP_COLUMN_LEFT, false},
                                                {"哪里不一样", 5, XP_COLUMN_LEFT, false},
                                                {"纸面上是", 1.8, XP_COLUMN_CENTRE, false},
                                                {"核对人", 1.5, XP_COLUMN_CENTRE, false}};

static const double HAND_ROW_MM = 11;

static void
add_slip (XpPrintRows *rows, const XpSecondSlip *slip)
{
  XpPrintSource *source = rows->source;
  for (guint i = 0; i < slip->cells->len; i++) {
    const XpDifference *cell = &g_array_index (slip->cells, XpDifference, i);
    const char *cells[N_COLUMNS] = {
      xp_print_source_keep (source, g_strdup_printf ("%u", rows->rows->len + 1)),
      xp_print_source_keep (source, g_strdup (slip->place)),
      xp_print_source_keep (source,
                            xp_second_work_dup_cell_sentence (source->loaded->round, cell))};
    xp_print_rows_add (rows, cells, NULL);
  }
}

GBytes *
xp_print_second (XpPrintSource *source,
                 XpFontBook *fonts,
                 XpProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (XpSecondView) view = xp_second_view_new (source->loaded, NULL);
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_COLUMNS, table};
  for (guint i = 0; i < view->slips->len; i++)
    add_slip (&rows, view->slips->pdata[i]);
  if (table->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "两遍没有录得不一样、还没定下来的，没有复核表可印，什么也不用做。");
    return NULL;
  }
  xp_print_source_set_number (source, "处数", (int) table->len);
  XpTableSheet sheet = {.columns = COLUMNS,
                        .n_columns = N_COLUMNS,
                        .rows = (const XpTableRow *) (gpointer) table->data,
                        .n_rows = table->len,
                        .least_row_mm = HAND_ROW_MM};
  return xp_print_source_fill_table (source, &sheet, "说明", error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

/* xp-print-handouts.c: 发放签收表: who takes which certificate and what was given with it. */
#include "xp-print-source.h"

#include <string.h>

enum {
  N_COLUMNS = 8
};

static const double HAND_ROW_MM = 11;

static void
list_certificates (XpPrintSource *source, XpPrintRows *rows)
{
  const char *present = NULL;
  for (guint i = 0; i < source->certificates->len; i++) {
    const XpRecord *record = source->certificates->pdata[i];
    const int64_t entrant_no = xp_record_get_int (record, "entrant_no");
    const XpEntrant *entrant = xp_round_get_entrant (source->loaded->round, (int) entrant_no);
    if (entrant == NULL ||
        (source->options.group != NULL && strcmp (source->options.group, entrant->group) != 0))
      continue;
    char *no = g_strdup_printf ("%u", rows->rows->len + 1);
    const char *own = xp_record_get_text (record, "name"); /* as it was issued again */
    const char *cells[N_COLUMNS] = {xp_print_source_keep (source, no),
                                    xp_print_source_place_entrant (source, entrant),
                                    own != NULL ? own
                                                : xp_print_source_name_entrant (source, entrant),
                                    xp_print_source_number_certificate (source, record)};
    const bool begins = present == NULL || strcmp (present, entrant->group) != 0;
    xp_print_rows_add (rows, cells, begins ? entrant->group : NULL);
    present = entrant->group;
  }
  xp_print_rows_count_into_headings (rows);
}

GBytes *
xp_print_handouts (XpPrintSource *source,
                   XpFontBook *fonts,
                   XpProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  const bool is_of_persons = g_hash_table_size (source->persons) > 0;
  const XpGridColumn columns[N_COLUMNS] = {
    {"序号", 0.8, XP_COLUMN_CENTRE, false},
    {is_of_persons ? "哪一户" : "门牌", 2, XP_COLUMN_CENTRE, false},
    {is_of_persons ? "姓名" : "户主", 2, XP_COLUMN_NAME, false},
    {"证书编号", 2.6, XP_COLUMN_CENTRE, false},
    {"奖品、数量", 2.2, XP_COLUMN_CENTRE, false},
    {"领的人签字", 2.2, XP_COLUMN_CENTRE, false},
    {"代领人与本人关系", 2, XP_COLUMN_CENTRE, false},
    {"日期", 1.5, XP_COLUMN_CENTRE, false}};
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_COLUMNS, table};
  list_certificates (source, &rows);
  if (table->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "没有要发的证书，没有签收表可印。请看看选的是哪一次评选、哪一组。");
    return NULL;
  }

  xp_print_source_set_number (source, "张数", (int) table->len);
  XpTableSheet sheet = {
    .columns = columns,
    .n_columns = N_COLUMNS,
    .rows = (const XpTableRow *) (gpointer) table->data,
    .n_rows = table->len,
    .least_row_mm = HAND_ROW_MM,
  };
  return xp_print_source_fill_table (source, &sheet, "说明", error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

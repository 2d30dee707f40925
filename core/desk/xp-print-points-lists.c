/* xp-print-points-lists.c: 积分公示 for the notice board, and 兑换登记 that who took goods signs.
 *
 * On the board stand those whom the year gave points, by group and number, with their 评比分: no
 * places, no reasons, and nobody who lost any. Who does not want to be named is not. */
#include "xp-print-source.h"

#include "xp-mark.h"

#include <string.h>

static const char *
keep_number (XpPrintSource *source, int64_t number)
{
  return xp_print_source_keep (source, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static const char *
keep_points (XpPrintSource *source, int64_t hundredths)
{
  return xp_print_source_keep (source, xp_points_to_text (hundredths));
}

/* ---- 积分公示 ---- */

enum {
  N_CELLS = 3,  /* of one household: 编号, 户主, 积分 */
  N_BESIDE = 2, /* households in a row */
  N_NOTICE_COLUMNS = N_CELLS * N_BESIDE
};

typedef struct {
  XpPrintHousehold household;
  int64_t score_hundredths;
} Listed;

static bool
has_naming (const XpPrintHousehold *household, const char *word)
{
  return g_strcmp0 (xp_record_get_text (household->record, "naming"), word) == 0;
}

/* Of Listed. @out_n_unnamed: who gained and does not want to be named. */
static GArray *
list_gained (XpPrintSource *source, const XpLedgerSource *year, int *out_n_unnamed)
{
  g_autoptr (GArray) households = xp_print_source_list_households (source);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Listed));
  *out_n_unnamed = 0;
  for (guint i = 0; i < households->len; i++) {
    const XpPrintHousehold *one = &g_array_index (households, XpPrintHousehold, i);
    g_autoptr (XpLedger) ledger =
      xp_ledger_source_count (year, xp_record_get_int (one->record, "household_uid"), NULL);
    const Listed listed = {*one, ledger->score_hundredths};
    if (ledger->score_hundredths <= ledger->base_hundredths || ledger->is_barred)
      continue;
    if (has_naming (one, "refused"))
      (*out_n_unnamed)++;
    else
      g_array_append_val (list, listed);
  }
  return list;
}

int
xp_print_points_count_not_asked (XpPrintSource *source)
{
  XpBook *opened = NULL;
  g_autoptr (XpLedgerSource) year = xp_print_source_read_year (source, &opened, NULL);
  g_autoptr (XpBook) book = opened;
  int n = 0, n_unnamed = 0;
  g_autoptr (GArray) list = year != NULL ? list_gained (source, year, &n_unnamed) : NULL;
  for (guint i = 0; list != NULL && i < list->len; i++)
    n += has_naming (&g_array_index (list, Listed, i).household, "not-asked");
  return n;
}

static void
fill_cells (XpPrintSource *source, const Listed *listed, const char **cells)
{
  const XpRecord *record = listed->household.record;
  cells[0] = keep_number (source, xp_record_get_int (record, "number"));
  cells[1] = xp_print_source_name_household (source, record);
  cells[2] = keep_points (source, listed->score_hundredths);
}

/* One group: down the left half of its rows, then down the right. */
static void
add_group (XpPrintRows *rows, const GArray *list, guint first, guint n)
{
  const guint n_rows = (n + N_BESIDE - 1) / N_BESIDE;
  const char *group = xp_print_household_get_group (&g_array_index (list, Listed, first).household);
  const char *heading =
    group[0] != '\0' ? xp_print_source_keep (rows->source, g_strdup_printf ("%s　%u户", group, n))
                     : NULL;
  for (guint i = 0; i < n_rows; i++) {
    const char *cells[N_NOTICE_COLUMNS] = {NULL};
    for (guint k = i; k < n; k += n_rows)
      fill_cells (rows->source,
                  &g_array_index (list, Listed, first + k),
                  cells + k / n_rows * N_CELLS);
    xp_print_rows_add (rows, cells, i == 0 ? heading : NULL);
  }
}

static void
add_groups (XpPrintRows *rows, const GArray *list)
{
  for (guint i = 0, n = 0; i < list->len; i += n) {
    const XpRecord *group = g_array_index (list, Listed, i).household.group;
    for (n = 1; i + n < list->len; n++)
      if (g_array_index (list, Listed, i + n).household.group != group)
        break;
    add_group (rows, list, i, n);
  }
}

static bool
fill_notes (XpPrintSource *source, XpTableSheet *sheet, int n_unnamed, GError **error)
{
  GPtrArray *notes = g_ptr_array_new ();
  const bool is_filled =
    (n_unnamed == 0 || xp_print_source_add_filled (source, notes, "不上榜", error)) &&
    xp_print_source_add_filled (source, notes, "其余", error) &&
    xp_print_source_add_filled (source, notes, "提意见", error);
  sheet->notes = xp_print_source_keep_list (source, notes);
  return is_filled && (sheet->title = xp_print_source_fill (source, "标题", error)) != NULL &&
         (sheet->sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL &&
         (sheet->issuer = xp_print_source_fill (source, "落款", error)) != NULL &&
         (sheet->date = xp_print_source_fill (source, "日期", error)) != NULL;
}

GBytes *
xp_print_points_notice (XpPrintSource *source,
                        XpFontBook *fonts,
                        XpProgress *progress,
                        GCancellable *cancellable,
                        GError **error)
{
  static const XpGridColumn COLUMNS[N_NOTICE_COLUMNS] = {{"编号", 1, XP_COLUMN_CENTRE, false},
                                                         {"户主", 2.2, XP_COLUMN_NAME, false},
                                                         {"积分", 1.3, XP_COLUMN_DECIMAL, false},
                                                         {"编号", 1, XP_COLUMN_CENTRE, false},
                                                         {"户主", 2.2, XP_COLUMN_NAME, false},
                                                         {"积分", 1.3, XP_COLUMN_DECIMAL, false}};
  XpBook *opened = NULL;
  int n_unnamed = 0;
  g_autoptr (XpLedgerSource) year = xp_print_source_read_year (source, &opened, error);
  g_autoptr (XpBook) book = opened;
  g_autoptr (GArray) list = year != NULL ? list_gained (source, year, &n_unnamed) : NULL;
  if (list == NULL)
    return NULL;
  if (list->len == 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%d年还没有加了分、愿意上榜的人家，没有名单可公示。请先在“全年积分”里记上。",
                 year->year);
    return NULL;
  }
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_NOTICE_COLUMNS, table};
  add_groups (&rows, list);
  xp_print_source_set_number (source, "户数", (int) list->len);
  XpTableSheet sheet = {.village = xp_desk_get_village (source->desk)->name,
                        .columns = COLUMNS,
                        .n_columns = N_NOTICE_COLUMNS,
                        .rows = (const XpTableRow *) (gpointer) table->data,
                        .n_rows = table->len,
                        .is_portrait = true};
  return fill_notes (source, &sheet, n_unnamed, error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

/* ---- 兑换登记 ---- */

enum {
  N_REDEMPTION_COLUMNS = 7
};

static const XpGridColumn REDEMPTION_COLUMNS[N_REDEMPTION_COLUMNS] = {
  {"日期", 1.4, XP_COLUMN_CENTRE, false},
  {"编号", 0.9, XP_COLUMN_CENTRE, false},
  {"户主", 2, XP_COLUMN_NAME, false},
  {"物品", 2.2, XP_COLUMN_LEFT, false},
  {"件数", 0.9, XP_COLUMN_CENTRE, false},
  {"用分", 1.1, XP_COLUMN_DECIMAL, false},
  {"领的人签字", 2.2, XP_COLUMN_CENTRE, false}};

static int
compare_redemptions (gconstpointer a, gconstpointer b)
{
  const XpRecord *one = *(const XpRecord *const *) a, *other = *(const XpRecord *const *) b;
  const int by_day =
    strcmp (xp_record_get_text (one, "on_day"), xp_record_get_text (other, "on_day"));
  const int64_t uids[] = {xp_record_get_int (one, "redemption_uid"),
                          xp_record_get_int (other, "redemption_uid")};
  return by_day != 0 ? by_day : uids[0] < uids[1] ? -1 : uids[0] > uids[1];
}

static const char *
name_goods (XpPrintSource *source, const GPtrArray *goods, int64_t uid)
{
  for (guint i = 0; i < goods->len; i++)
    if (xp_record_get_int (goods->pdata[i], "goods_uid") == uid)
      return xp_print_source_keep (source, g_strdup (xp_record_get_text (goods->pdata[i], "name")));
  return "";
}

static void
add_redemption (XpPrintRows *rows, const GPtrArray *goods, const XpRecord *record)
{
  XpPrintSource *source = rows->source;
  const int64_t household_uid = xp_record_get_int (record, "household_uid");
  const XpRecord *household = g_hash_table_lookup (source->by_uid, &household_uid);
  const bool is_returned = xp_record_get_int (record, "is_reversed") != 0;
  const char *cells[N_REDEMPTION_COLUMNS] = {
    xp_print_source_name_day (source, xp_record_get_text (record, "on_day")),
    household != NULL ? keep_number (source, xp_record_get_int (household, "number")) : "",
    household != NULL ? xp_print_source_name_household (source, household) : "",
    name_goods (source, goods, xp_record_get_int (record, "goods_uid")),
    keep_number (source, xp_record_get_int (record, "count")),
    is_returned ? "0" : keep_points (source, xp_record_get_int (record, "points_hundredths")),
    is_returned ? "已退回" : NULL,
  };
  xp_print_rows_add (rows, cells, NULL);
}

/* How often, and for how many points: what was returned is neither. */
static void
set_sums (XpPrintSource *source, const GPtrArray *redemptions)
{
  int n = 0;
  int64_t used = 0;
  for (guint i = 0; i < redemptions->len; i++) {
    if (xp_record_get_int (redemptions->pdata[i], "is_reversed") != 0)
      continue;
    n++;
    used += xp_record_get_int (redemptions->pdata[i], "points_hundredths");
  }
  xp_print_source_set_number (source, "次数", n);
  xp_print_source_set_field (source, "用分", keep_points (source, used));
}

static bool
list_redemptions (XpPrintRows *rows, GError **error)
{
  XpBook *opened = NULL;
  g_autoptr (XpLedgerSource) year = xp_print_source_read_year (rows->source, &opened, error);
  g_autoptr (XpBook) book = opened;
  g_autoptr (GPtrArray) redemptions =
    year != NULL ? xp_book_list (book, XP_KIND_REDEMPTION, "year", year->year, error) : NULL;
  g_autoptr (GPtrArray) goods =
    redemptions != NULL ? xp_book_list (book, XP_KIND_GOODS, NULL, 0, error) : NULL;
  if (goods == NULL)
    return false;
  g_ptr_array_sort (redemptions, compare_redemptions);
  for (guint i = 0; i < redemptions->len; i++)
    add_redemption (rows, goods, redemptions->pdata[i]);
  set_sums (rows->source, redemptions);
  if (redemptions->len > 0)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%d年还没有兑换过物品，没有登记可印。请先在“全年积分”里记上。",
               year->year);
  return false;
}

GBytes *
xp_print_redemptions (XpPrintSource *source,
                      XpFontBook *fonts,
                      XpProgress *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  static const double HAND_ROW_MM = 9;
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_REDEMPTION_COLUMNS, table};
  if (!list_redemptions (&rows, error))
    return NULL;
  XpTableSheet sheet = {.village = xp_desk_get_village (source->desk)->name,
                        .columns = REDEMPTION_COLUMNS,
                        .n_columns = N_REDEMPTION_COLUMNS,
                        .rows = (const XpTableRow *) (gpointer) table->data,
                        .n_rows = table->len,
                        .is_portrait = true,
                        .least_row_mm = HAND_ROW_MM};
  GPtrArray *signers = g_ptr_array_new ();
  const bool is_filled =
    xp_print_source_add_filled (source, signers, "经手人", error) &&
    xp_print_source_add_filled (source, signers, "监督人", error) &&
    xp_print_source_add_filled (source, signers, "主任", error) &&
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL &&
    (sheet.notes = xp_print_source_fill_lines (source, "说明", error)) != NULL;
  sheet.signers = xp_print_source_keep_list (source, signers);
  return is_filled ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

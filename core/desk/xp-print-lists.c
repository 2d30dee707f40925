/* xp-print-lists.c: 农户名单 and 补访名单: households by group, without telephone or digits. */
#include "xp-print-source.h"

#include <string.h>

/* Each group's first row has the group's name above it, with how many there are. */
void
xp_print_rows_count_into_headings (XpPrintRows *self)
{
  for (guint i = 0; i < self->rows->len;) {
    guint n = 1;
    XpTableRow *first = &g_array_index (self->rows, XpTableRow, i);
    while (i + n < self->rows->len && g_array_index (self->rows, XpTableRow, i + n).heading == NULL)
      n++;
    first->heading =
      xp_print_source_keep (self->source, g_strdup_printf ("%s　%u户", first->heading, n));
    i += n;
  }
}

static const char *
keep_number (XpPrintSource *source, int number)
{
  return xp_print_source_keep (source, g_strdup_printf ("%d", number));
}

/* ---- 农户名单 ---- */

enum {
  N_HOUSEHOLD_COLUMNS = 6
};

static const char *
word_of_state (const char *state)
{
  XpState known = XP_STATE_PRESENT;
  xp_state_from_text (state, &known);
  return known == XP_STATE_PRESENT ? "" : xp_state_get_word (known);
}

static const char *
text_or_empty (const XpRecord *record, const char *column)
{
  const char *text = xp_record_get_text (record, column);
  return text != NULL ? text : "";
}

static void
fill_household (XpPrintSource *source,
                const XpPrintHousehold *household,
                const char *cells[N_HOUSEHOLD_COLUMNS])
{
  const XpRecord *record = household->record;
  cells[0] = keep_number (source, (int) xp_record_get_int (record, "number"));
  cells[1] = xp_print_household_get_group (household);
  cells[2] = text_or_empty (record, "door");
  cells[3] = xp_print_source_name_household (source, record);
  cells[4] = xp_print_source_count_people (source, xp_record_get_int (record, "household_uid"));
  cells[5] = word_of_state (text_or_empty (record, "state"));
}

/* The titles of the columns; the village calls its groups 组, 社 or 队. */
static void
name_household_columns (const XpPrintSource *source, const char *titles[N_HOUSEHOLD_COLUMNS])
{
  const char *const names[N_HOUSEHOLD_COLUMNS] =
    {"编号", xp_desk_get_village (source->desk)->unit, "门牌", "户主", "人口", "情况"};
  memcpy (titles, names, sizeof names);
}

GBytes *
xp_print_households (XpPrintSource *source,
                     XpFontBook *fonts,
                     XpProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  static const XpColumnKind KINDS[N_HOUSEHOLD_COLUMNS] = {XP_COLUMN_CENTRE,
                                                          XP_COLUMN_CENTRE,
                                                          XP_COLUMN_CENTRE,
                                                          XP_COLUMN_NAME,
                                                          XP_COLUMN_CENTRE,
                                                          XP_COLUMN_CENTRE};
  static const double WEIGHTS[N_HOUSEHOLD_COLUMNS] = {1, 1.5, 1.5, 2.6, 1, 1.8};
  const char *titles[N_HOUSEHOLD_COLUMNS];
  XpGridColumn columns[N_HOUSEHOLD_COLUMNS];
  name_household_columns (source, titles);
  for (size_t i = 0; i < N_HOUSEHOLD_COLUMNS; i++)
    columns[i] = (XpGridColumn){titles[i], WEIGHTS[i], KINDS[i], false};

  g_autoptr (GArray) list = xp_print_source_list_households (source);
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_HOUSEHOLD_COLUMNS, table};
  for (guint i = 0; i < list->len; i++) {
    const XpPrintHousehold *household = &g_array_index (list, XpPrintHousehold, i);
    const bool begins =
      i == 0 || household->group != g_array_index (list, XpPrintHousehold, i - 1).group;
    const char *cells[N_HOUSEHOLD_COLUMNS];
    fill_household (source, household, cells);
    xp_print_rows_add (&rows, cells, begins ? cells[1] : NULL);
  }
  xp_print_rows_count_into_headings (&rows);
  xp_print_source_set_number (source, "户数", (int) list->len);

  XpTableSheet sheet = {
    .village = xp_desk_get_village (source->desk)->name,
    .columns = columns,
    .n_columns = N_HOUSEHOLD_COLUMNS,
    .rows = (const XpTableRow *) (gpointer) table->data,
    .n_rows = table->len,
    .is_portrait = true,
  };
  if (list->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "本村资料里还没有农户，没有名单可印。请先在“农户”里导入名单。");
    return NULL;
  }
  const bool is_filled =
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL;
  return is_filled ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

static void
add_text_row (GPtrArray *rows, const char *const *cells, size_t n)
{
  char **row = g_new0 (char *, n + 1);
  for (size_t i = 0; i < n; i++)
    row[i] = g_strdup (cells[i]);
  g_ptr_array_add (rows, row);
}

GPtrArray *
xp_print_list_households (XpPrintSource *source)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GArray) list = xp_print_source_list_households (source);
  const char *cells[N_HOUSEHOLD_COLUMNS];
  name_household_columns (source, cells);
  add_text_row (rows, cells, N_HOUSEHOLD_COLUMNS);
  for (guint i = 0; i < list->len; i++) {
    fill_household (source, &g_array_index (list, XpPrintHousehold, i), cells);
    add_text_row (rows, cells, N_HOUSEHOLD_COLUMNS);
  }
  return rows;
}

/* ---- 补访名单 ---- */

enum {
  N_REVISIT_COLUMNS = 7
};

static void
list_not_met (XpPrintSource *source, XpPrintRows *rows)
{
  g_autoptr (GPtrArray) entrants = xp_print_source_list_entrants (source);
  const char *present = NULL;
  for (guint i = 0; i < entrants->len; i++) {
    const XpEntrant *entrant = entrants->pdata[i];
    if (xp_tally_get_total (source->loaded->tally, entrant->no)->state != XP_STATE_NOT_MET)
      continue;
    const char *cells[N_REVISIT_COLUMNS] = {
      keep_number (source, entrant->number),
      entrant->group,
      entrant->door,
      xp_print_source_name_entrant (source, entrant),
      xp_print_source_count_people (source, entrant->household_uid)};
    const bool begins = present == NULL || strcmp (present, entrant->group) != 0;
    xp_print_rows_add (rows, cells, begins ? entrant->group : NULL);
    present = entrant->group;
  }
  xp_print_rows_count_into_headings (rows);
}

GBytes *
xp_print_revisits (XpPrintSource *source,
                   XpFontBook *fonts,
                   XpProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  static const double HAND_ROW_MM = 11;
  const XpGridColumn columns[N_REVISIT_COLUMNS] = {
    {"编号", 1, XP_COLUMN_CENTRE, false},
    {xp_desk_get_village (source->desk)->unit, 1.2, XP_COLUMN_CENTRE, false},
    {"门牌", 1.3, XP_COLUMN_CENTRE, false},
    {"户主", 2.2, XP_COLUMN_NAME, false},
    {"人口", 0.9, XP_COLUMN_CENTRE, false},
    {"再去的日子", 2, XP_COLUMN_CENTRE, false},
    {"结果", 2.4, XP_COLUMN_CENTRE, false}};
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_REVISIT_COLUMNS, table};
  list_not_met (source, &rows);
  if (table->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "没有“没碰上人”的人家，不用补访，没有名单可印，什么也不用做。");
    return NULL;
  }

  xp_print_source_set_number (source, "户数", (int) table->len);
  XpTableSheet sheet = {
    .columns = columns,
    .n_columns = N_REVISIT_COLUMNS,
    .rows = (const XpTableRow *) (gpointer) table->data,
    .n_rows = table->len,
    .is_portrait = true,
    .least_row_mm = HAND_ROW_MM,
  };
  return xp_print_source_fill_table (source, &sheet, "说明", error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

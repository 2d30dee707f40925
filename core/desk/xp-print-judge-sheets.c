/* xp-print-judge-sheets.c: 评委打分单: one judge after another, the households he marks as rows,
 * what he gave by section where he is through, to be signed. */
#include "xp-print-source.h"

#include <string.h>

static const double HAND_ROW_MM = 9;
static const char CLOSED[] = "／";

enum {
  N_BEFORE = 3,
  N_BEHIND = 2
};

static bool
is_judge (const XpRound *round, const XpJudge *judge)
{
  return judge->no != 0 && !xp_round_is_of_own_body (round, judge->no);
}

/* The sections that carry points, in their order; borrowed from the form. Yours. */
static GPtrArray *
list_sections (const XpRubric *rubric)
{
  GPtrArray *sections = g_ptr_array_new ();
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    if (xp_mode_has_points (item->mode) && !item->is_off &&
        !g_ptr_array_find_with_equal_func (sections, item->section, g_str_equal, NULL))
      g_ptr_array_add (sections, item->section);
  }
  return sections;
}

static GArray *
make_columns (const XpPrintSource *source, const GPtrArray *sections)
{
  const bool has_persons = g_hash_table_size (source->persons) > 0;
  const XpGridColumn before[N_BEFORE] = {
    {"编号", 1, XP_COLUMN_CENTRE, false},
    {has_persons ? "家" : "门牌", has_persons ? 2.6 : 1.4, XP_COLUMN_CENTRE, false},
    {has_persons ? "姓名" : "户主", 2.2, XP_COLUMN_NAME, false}};
  static const XpGridColumn BEHIND[N_BEHIND] = {{"合计", 1.4, XP_COLUMN_DECIMAL, false},
                                                {"备注", 2.4, XP_COLUMN_CENTRE, false}};
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (XpGridColumn));
  g_array_append_vals (columns, before, N_BEFORE);
  for (guint i = 0; i < sections->len; i++) {
    const XpGridColumn column = {sections->pdata[i], 1.3, XP_COLUMN_DECIMAL, false};
    g_array_append_val (columns, column);
  }
  g_array_append_vals (columns, BEHIND, N_BEHIND);
  return columns;
}

/* What the judge gave in a section; "" nothing stands there for him to give. Kept. */
static const char *
points_of_section (XpPrintSource *source, int entrant_no, int judge_no, const char *section)
{
  const XpRubric *rubric = source->loaded->round->rubric;
  int64_t sum = 0;
  bool is_marked = false;
  for (size_t i = 0; i < rubric->n_items; i++) {
    int64_t points = 0;
    if (strcmp (rubric->items[i].section, section) != 0 ||
        !xp_tally_get_item_points (source->loaded->tally,
                                   entrant_no,
                                   judge_no,
                                   (int) i + 1,
                                   &points))
      continue;
    sum += points;
    is_marked = true;
  }
  return is_marked ? xp_print_source_keep (source, xp_points_to_text (sum)) : "";
}

/* Whoever has a state is not marked, and neither is whoever the judge keeps away from. */
static const char *
word_of (const XpPrintSource *source, int entrant_no, int judge_no)
{
  const XpState state = xp_tally_get_total (source->loaded->tally, entrant_no)->state;
  if (xp_loaded_round_is_recused (source->loaded, entrant_no, judge_no))
    return "回避";
  return state != XP_STATE_PRESENT ? xp_state_get_word (state) : "";
}

static void
add_row (
  XpPrintRows *rows, const XpEntrant *entrant, int judge_no, const GPtrArray *sections, bool begins)
{
  XpPrintSource *source = rows->source;
  const bool is_scoring = xp_round_is_scoring (source->loaded->round, judge_no);
  const XpSheetTotal *sheet =
    is_scoring ? xp_tally_get_sheet (source->loaded->tally, entrant->no, judge_no) : NULL;
  const char *word = word_of (source, entrant->no, judge_no);
  const bool is_done = sheet != NULL && sheet->is_complete && word[0] == '\0';
  const bool is_person = g_hash_table_size (source->persons) > 0;
  g_autofree const char **cells = g_new0 (const char *, rows->n_columns);
  cells[0] = xp_print_source_keep (source, g_strdup_printf ("%d", entrant->number));
  cells[1] = is_person ? xp_print_source_place_entrant (source, entrant) : entrant->door;
  cells[2] = xp_print_source_name_entrant (source, entrant);
  for (guint i = 0; i < sections->len; i++)
    cells[N_BEFORE + i] = word[0] != '\0' ? CLOSED
                          : is_done
                            ? points_of_section (source, entrant->no, judge_no, sections->pdata[i])
                            : "";
  cells[rows->n_columns - 2] =
    word[0] != '\0' ? CLOSED
    : is_done       ? xp_print_source_keep (source, xp_points_to_text (sheet->points_hundredths))
                    : "";
  cells[rows->n_columns - 1] = word;
  xp_print_rows_add (rows, cells, begins ? entrant->group : NULL);
}

/* Of one judge; what the rota gives to others is not on it. False: nothing is left for him. */
static bool
fill_table (XpPrintSource *source,
            const GPtrArray *entrants,
            const GPtrArray *sections,
            int judge_no,
            XpPrintRows *rows)
{
  const char *present = NULL;
  for (guint i = 0; i < entrants->len; i++) {
    const XpEntrant *entrant = entrants->pdata[i];
    if (xp_loaded_round_is_of_others (source->loaded, entrant->no, judge_no))
      continue;
    const bool begins = present == NULL || strcmp (present, entrant->group) != 0;
    add_row (rows, entrant, judge_no, sections, begins);
    present = entrant->group;
  }
  xp_print_rows_count_into_headings (rows);
  return rows->rows->len > 0;
}

static bool
fill_words (XpPrintSource *source, const XpJudge *judge, XpTableSheet *sheet, GError **error)
{
  xp_print_source_set_field (source, "评委", judge->name);
  xp_print_source_set_number (source, "户数", (int) sheet->n_rows);
  sheet->village = source->result->village;
  return (sheet->title = xp_print_source_fill (source, "标题", error)) != NULL &&
         (sheet->sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL &&
         (sheet->notes = xp_print_source_fill_lines (source, "说明", error)) != NULL &&
         (sheet->signers = xp_print_source_fill_lines (source, "签字", error)) != NULL;
}

/* Of XpTableSheet; @tables: the rows, yours to free after them. */
static bool
make_sheets (XpPrintSource *source,
             const GArray *columns,
             const GPtrArray *sections,
             GArray *sheets,
             GPtrArray *tables,
             GError **error)
{
  const XpRound *round = source->loaded->round;
  g_autoptr (GPtrArray) entrants = xp_print_source_list_entrants (source);
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (!is_judge (round, judge))
      continue;
    GArray *table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
    g_ptr_array_add (tables, table);
    XpPrintRows rows = {source, columns->len, table};
    if (!fill_table (source, entrants, sections, judge->no, &rows))
      continue;
    XpTableSheet sheet = {
      .columns = (const XpGridColumn *) (gconstpointer) columns->data,
      .n_columns = columns->len,
      .rows = (const XpTableRow *) (gconstpointer) table->data,
      .n_rows = table->len,
      .least_row_mm = HAND_ROW_MM,
    };
    if (!fill_words (source, judge, &sheet, error))
      return false;
    g_array_append_val (sheets, sheet);
  }
  return true;
}

GBytes *
xp_print_judge_sheets (XpPrintSource *source,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) sections = list_sections (source->loaded->round->rubric);
  g_autoptr (GArray) columns = make_columns (source, sections);
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (XpTableSheet));
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  if (!make_sheets (source, columns, sections, sheets, tables, error))
    return NULL;
  if (sheets->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "没有评委要打的人家，没有打分单可印。请看看写了评委没有，选的组对不对。");
    return NULL;
  }
  return xp_table_sheets_render ((const XpTableSheet *) (gconstpointer) sheets->data,
                                 sheets->len,
                                 fonts,
                                 progress,
                                 cancellable,
                                 error);
}

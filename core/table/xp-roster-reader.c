#include "xp-roster-reader.h"

#include "xp-error.h"
#include "xp-names.h"
#include "xp-roster-cells.h"
#include "xp-roster-doubles.h"
#include "xp-roster-header.h"
#include "xp-roster-sheets.h"

#include <string.h>

typedef struct {
  const XpTable *table; /* being read */
  XpRoster *roster;
  const GArray *meanings;              /* NULL: by headings */
  const char *sheet_group;             /* of all rows of the sheet; NULL when a column says it */
  int block;                           /* which of several lists side by side is being read */
  char *groups[XP_ROSTER_MOST_BLOCKS]; /* carried down; NULL after a subtotal */
  XpRosterRow *opened[XP_ROSTER_MOST_BLOCKS]; /* household whose persons follow; NULL where rows
                                               * are households */
  int n_gone;                                 /* persons of it who moved away or died */
  guint n_headers_again, n_blank;
} Reading;

/* ---- cells by meaning ---- */

static const char *
get_cell (const Reading *reading, const XpTableRow *row, XpMeaning meaning, const char **out_letter)
{
  const XpRosterColumn *column =
    xp_roster_lookup_in_block (reading->roster, reading->block, meaning);
  if (out_letter != NULL)
    *out_letter = column != NULL ? column->letter : "";
  return column != NULL ? xp_table_row_get (row, (guint) column->index) : "";
}

static bool
is_of_persons (const Reading *reading)
{
  return xp_roster_lookup_column (reading->roster, XP_MEANING_RELATION) != NULL;
}

static const char *
get_name (const Reading *reading, const XpTableRow *row)
{
  const bool has_persons = xp_roster_lookup_column (reading->roster, XP_MEANING_PERSON) != NULL;
  return get_cell (reading,
                   row,
                   is_of_persons (reading) && has_persons ? XP_MEANING_PERSON : XP_MEANING_HEAD,
                   NULL);
}

/* ---- rows that are no household ---- */

/* Where the list being read begins and ends in its rows. */
static guint
first_column (const Reading *reading)
{
  return (guint) reading->block * reading->roster->n_block_columns;
}

static guint
end_column (const Reading *reading, const XpTableRow *row)
{
  const guint n = reading->roster->n_block_columns;
  return reading->roster->n_blocks > 1 ? MIN (first_column (reading) + n, row->n_cells)
                                       : row->n_cells;
}

static bool
is_blank (const Reading *reading, const XpTableRow *row)
{
  for (guint i = first_column (reading); i < end_column (reading, row); i++) {
    g_autofree char *half = xp_names_to_half_width (row->cells[i]);
    if (g_strstrip (half)[0] != '\0')
      return false;
  }
  return true;
}

/* 42户, 共计36户 */
static bool
is_count_of_households (const char *text)
{
  const char *at = g_str_has_prefix (text, "共计") ? text + strlen ("共计")
                   : g_str_has_prefix (text, "共") ? text + strlen ("共")
                                                   : text;
  const gsize n = strspn (at, "0123456789");
  return n > 0 && strcmp (at + n, "户") == 0;
}

static bool
says_total (const char *text)
{
  static const char *const WORDS[] = {"小计", "合计", "总计", "共计"};
  for (size_t i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (g_str_has_prefix (text, WORDS[i]) || g_str_has_suffix (text, WORDS[i]))
      return true;
  return is_count_of_households (text);
}

static bool
is_total (const Reading *reading, const XpTableRow *row)
{
  enum {
    N_FIRST_CELLS = 4
  };
  g_autofree char *name = xp_roster_clean_text (get_name (reading, row));
  if (name[0] != '\0' && !is_count_of_households (name))
    return false;
  const guint first = first_column (reading);
  for (guint i = first; i < MIN (end_column (reading, row), first + N_FIRST_CELLS); i++) {
    g_autofree char *text = xp_roster_clean_text (row->cells[i]);
    if (says_total (text))
      return true;
  }
  return false;
}

static bool
is_signature (const Reading *reading, const XpTableRow *row)
{
  static const char *const WORDS[] =
    {"填表人", "审核人", "负责人", "单位盖章", "制表", "填报", "注：", "注:", "说明："};
  for (guint i = first_column (reading); i < end_column (reading, row); i++) {
    if (row->cells[i][0] == '\0')
      continue;
    for (size_t k = 0; k < G_N_ELEMENTS (WORDS); k++)
      if (g_str_has_prefix (row->cells[i], WORDS[k]))
        return true;
    return false; /* only what stands first can be one */
  }
  return false;
}

static void
add_note (Reading *reading, char *sentence)
{
  g_ptr_array_add (reading->roster->notes, sentence);
}

/* Whether the row is passed over. */
static bool
pass_over (Reading *reading, const XpTableRow *row)
{
  if (is_blank (reading, row)) {
    reading->n_blank += reading->roster->n_blocks == 1;
    return true;
  }
  if (xp_roster_is_header_again (reading->roster, row)) {
    reading->n_headers_again += reading->block == 0;
    return true;
  }
  if (is_total (reading, row)) {
    add_note (reading, g_strdup_printf ("第%d行是合计，没有当作农户。", row->record));
    g_clear_pointer (&reading->groups[reading->block], g_free);
    return true;
  }
  if (is_signature (reading, row)) {
    add_note (reading, g_strdup_printf ("第%d行是填表说明，没有当作农户。", row->record));
    return true;
  }
  return false;
}

/* ---- a household ---- */

static XpRosterRow *
new_row (const Reading *reading, const XpTableRow *row)
{
  XpRosterRow *out = xp_roster_row_new (row->record);
  out->sheet = reading->roster->n_sheets > 1 ? g_strdup (reading->table->name) : NULL;
  out->is_hidden = row->is_hidden;
  out->is_struck = row->is_struck;
  return out;
}

static void
carry_group (Reading *reading, const XpTableRow *row)
{
  g_autofree char *text = xp_roster_clean_text (get_cell (reading, row, XP_MEANING_GROUP, NULL));
  if (text[0] == '\0' || strcmp (text, "同上") == 0 || strcmp (text, "〃") == 0)
    return;
  g_free (reading->groups[reading->block]);
  reading->groups[reading->block] = xp_names_to_half_width (text);
}

static void
read_door_and_code (const Reading *reading, XpRosterRow *out, const XpTableRow *row)
{
  const char *code = get_cell (reading, row, XP_MEANING_CODE, NULL);
  xp_roster_clean_door (out, get_cell (reading, row, XP_MEANING_DOOR, NULL));
  if (code[0] != '\0')
    out->village_code = xp_roster_clean_text (code);
}

/* A number of 18 digits in a cell for numbers has lost its last three by the cell's type alone. */
static void
read_id (const Reading *reading, XpRosterRow *out, const XpTableRow *row)
{
  const XpRosterColumn *column =
    xp_roster_lookup_in_block (reading->roster, reading->block, XP_MEANING_ID);
  if (column == NULL)
    return;
  const char *cell = xp_table_row_get (row, (guint) column->index);
  if (cell[0] != '\0' && xp_table_row_is_number (row, (guint) column->index))
    xp_roster_row_flag (out,
                        column->letter,
                        g_strdup ("身份证号被表格软件改坏了，不导入；请把该列设为文本后重新粘贴"));
  else
    xp_roster_clean_id (out, column->letter, cell);
}

static void
read_household (const Reading *reading, XpRosterRow *out, const XpTableRow *row)
{
  const char *letter = "";
  const char *cell = get_name (reading, row);
  const XpRosterColumn *name_column =
    xp_roster_lookup_in_block (reading->roster,
                               reading->block,
                               is_of_persons (reading) ? XP_MEANING_PERSON : XP_MEANING_HEAD);
  const char *group = reading->groups[reading->block];
  g_free (out->group);
  out->group = g_strdup (group != NULL                  ? group
                         : reading->sheet_group != NULL ? reading->sheet_group
                                                        : "");
  xp_roster_clean_head (out, name_column != NULL ? name_column->letter : "", cell);

  cell = get_cell (reading, row, XP_MEANING_PEOPLE, &letter);
  const bool has_people = letter[0] != '\0';
  out->people = xp_roster_clean_count (out, letter, cell, "人口");
  if (has_people && cell[0] == '\0')
    xp_roster_row_flag (out, letter, g_strdup ("人口空"));
  cell = get_cell (reading, row, XP_MEANING_RESIDENTS, &letter);
  out->residents = xp_roster_clean_count (out, letter, cell, "常住人口");
  cell = get_cell (reading, row, XP_MEANING_PHONE, &letter);
  xp_roster_clean_phone (out, letter, cell);
  read_id (reading, out, row);
  read_door_and_code (reading, out, row);
  cell = get_cell (reading, row, XP_MEANING_REMARK, &letter);
  xp_roster_clean_remark (out, letter, cell);

  const XpRosterColumn *at_home =
    xp_roster_lookup_in_block (reading->roster, reading->block, XP_MEANING_AT_HOME);
  if (at_home != NULL)
    xp_roster_clean_at_home (out,
                             at_home->letter,
                             at_home->header,
                             xp_table_row_get (row, (guint) at_home->index));
}

/* ---- persons ---- */

static bool
opens_household (const char *relation)
{
  return strcmp (relation, "户主") == 0 || strcmp (relation, "本人") == 0;
}

static const char *
sex_of (const char *cell)
{
  return strcmp (cell, "女") == 0 ? "f" : strcmp (cell, "男") == 0 ? "m" : "";
}

static void
add_person (Reading *reading, const XpTableRow *row, const char *relation)
{
  XpRosterRow *household = reading->opened[reading->block];
  XpRosterPerson *person = g_new0 (XpRosterPerson, 1);
  const char *remark_letter = "";
  const char *remark = get_cell (reading, row, XP_MEANING_REMARK, &remark_letter);
  g_autofree char *sex = xp_roster_clean_text (get_cell (reading, row, XP_MEANING_SEX, NULL));
  person->number = (int) household->persons->len + 1;
  person->name = xp_roster_clean_text (get_name (reading, row));
  person->relation = g_strdup (relation);
  person->sex = g_strdup (sex_of (sex));
  g_ptr_array_add (household->persons, person);

  const bool is_head = opens_household (relation);
  const bool is_moved = strstr (remark, "迁出") != NULL;
  const bool is_dead = strstr (remark, "去世") != NULL || strstr (remark, "死亡") != NULL ||
                       strstr (remark, "已故") != NULL;
  reading->n_gone += is_moved || is_dead;
  if ((is_moved || is_dead) && !is_head)
    xp_roster_row_flag (household,
                        remark_letter,
                        g_strdup_printf ("1人备注“%s”，不计人口", is_moved ? "迁出" : "去世"));
  household->people = (int) household->persons->len - reading->n_gone;
}

static void
read_person (Reading *reading, const XpTableRow *row)
{
  g_autofree char *relation =
    xp_roster_clean_text (get_cell (reading, row, XP_MEANING_RELATION, NULL));
  if (opens_household (relation)) {
    reading->opened[reading->block] = new_row (reading, row);
    reading->n_gone = 0;
    read_household (reading, reading->opened[reading->block], row);
    g_ptr_array_add (reading->roster->rows, reading->opened[reading->block]);
  }
  if (reading->opened[reading->block] == NULL) {
    add_note (reading,
              g_strdup_printf ("第%d行前面没有户主，没有导入。请在表里补上户主。", row->record));
    return;
  }
  add_person (reading, row, relation);
}

static void
read_row (Reading *reading, const XpTableRow *row)
{
  if (pass_over (reading, row))
    return;
  carry_group (reading, row);
  if (is_of_persons (reading)) {
    read_person (reading, row);
    return;
  }
  g_autofree char *name = xp_roster_clean_text (get_name (reading, row));
  if (name[0] == '\0') {
    add_note (reading, g_strdup_printf ("第%d行没有户主姓名，没有导入。", row->record));
    return;
  }
  XpRosterRow *household = new_row (reading, row);
  read_household (reading, household, row);
  g_ptr_array_add (reading->roster->rows, household);
}

/* ---- the end of the list ---- */

static void
count_groups (XpRoster *roster)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < roster->rows->len; i++) {
    XpRosterRow *row = roster->rows->pdata[i];
    if (row->group[0] != '\0')
      g_hash_table_add (seen, row->group);
    g_clear_pointer (&row->id_whole, g_free);
  }
  roster->n_groups = (int) g_hash_table_size (seen);
}

/* 第12–13行, or 第7行、第12–13行. Yours; NULL when no row is so. */
static char *
list_rows (const XpRoster *roster, bool (*is_so) (const XpRosterRow *row))
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < roster->rows->len; i++) {
    const XpRosterRow *row = roster->rows->pdata[i];
    if (!is_so (row))
      continue;
    guint last = i;
    while (last + 1 < roster->rows->len && is_so (roster->rows->pdata[last + 1]))
      last++;
    const int last_record = ((const XpRosterRow *) roster->rows->pdata[last])->source_record;
    g_string_append (text, text->len > 0 ? "、" : "");
    g_string_append (text, row->sheet != NULL ? row->sheet : "");
    if (last > i)
      g_string_append_printf (text, "第%d–%d行", row->source_record, last_record);
    else
      g_string_append_printf (text, "第%d行", row->source_record);
    i = last;
  }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static bool
is_hidden (const XpRosterRow *row)
{
  return row->is_hidden;
}

static bool
is_struck (const XpRosterRow *row)
{
  return row->is_struck;
}

static void
note_unusual_rows (Reading *reading)
{
  g_autofree char *hidden = list_rows (reading->roster, is_hidden);
  g_autofree char *struck = list_rows (reading->roster, is_struck);
  if (hidden != NULL)
    add_note (reading, g_strdup_printf ("%s在表里是隐藏的，也读进来了，请看要不要。", hidden));
  if (struck != NULL)
    add_note (reading, g_strdup_printf ("%s在表里划了删除线，也读进来了，请看要不要。", struck));
}

static void
finish (Reading *reading)
{
  xp_roster_drop_doubles (reading->roster);
  xp_roster_flag_namesakes (reading->roster);
  xp_roster_flag_shared_phones (reading->roster);
  note_unusual_rows (reading);
  if (reading->n_headers_again > 0)
    add_note (reading,
              g_strdup_printf ("每页重复的表头有%u行，已跳过。", reading->n_headers_again));
  if (reading->n_blank > 0)
    add_note (reading, g_strdup_printf ("空行有%u行，已跳过。", reading->n_blank));
  for (guint i = 0; i < reading->roster->columns->len; i++) {
    const XpRosterColumn *column = reading->roster->columns->pdata[i];
    if (column->meaning == XP_MEANING_BANK)
      add_note (reading, g_strdup_printf ("%s列是银行账号，从不导入。", column->letter));
  }
  count_groups (reading->roster);
}

/* ---- rows of a sheet ---- */

/* Serial numbers that run across the blocks mean that households do too: 1 2 / 3 4. */
static bool
runs_across (const Reading *reading, guint first_row)
{
  const XpRosterColumn *left = xp_roster_lookup_in_block (reading->roster, 0, XP_MEANING_NUMBER);
  const XpRosterColumn *right = xp_roster_lookup_in_block (reading->roster, 1, XP_MEANING_NUMBER);
  if (left == NULL || right == NULL || first_row >= reading->table->n_rows)
    return false;
  const XpTableRow *row = &reading->table->rows[first_row];
  const int left_no = xp_names_read_number (xp_table_row_get (row, (guint) left->index));
  const int right_no = xp_names_read_number (xp_table_row_get (row, (guint) right->index));
  return left_no > 0 && right_no == left_no + 1;
}

static bool
read_rows (Reading *reading,
           guint first_row,
           XpProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  const int n_blocks = reading->roster->n_blocks;
  const bool is_across = n_blocks > 1 && runs_across (reading, first_row);
  const guint n_rows = reading->table->n_rows - first_row;
  for (guint i = 0; i < n_rows * (guint) n_blocks; i++) {
    const guint row = first_row + (is_across ? i / (guint) n_blocks : i % n_rows);
    reading->block = (int) (is_across ? i % (guint) n_blocks : i / n_rows);
    if (!xp_progress_report (progress, cancellable, row, reading->table->n_rows, error))
      return false;
    read_row (reading, &reading->table->rows[row]);
  }
  return true;
}

/* Two columns that both hold names, and nothing that says whose: a person must tell. A second one
 * that is empty (户主签字) is passed over. */
static bool
check_one_name (Reading *reading, guint first_row, const char *name, GError **error)
{
  XpRosterColumn *second =
    (XpRosterColumn *) xp_roster_lookup_column (reading->roster, XP_MEANING_PERSON);
  if (second == NULL || is_of_persons (reading))
    return true;
  for (guint i = first_row; i < reading->table->n_rows; i++) {
    const char *cell = xp_table_row_get (&reading->table->rows[i], (guint) second->index);
    if (cell[0] == '\0')
      continue;
    const XpRosterColumn *head = xp_roster_lookup_column (reading->roster, XP_MEANING_HEAD);
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s %s列“%s”和%s列“%s”都像户主姓名，不知道读哪一列。请把不要的那一列的表头改个名字"
                 "再导入。",
                 name,
                 head->letter,
                 head->header,
                 second->letter,
                 second->header);
    return false;
  }
  second->meaning = XP_MEANING_NONE;
  return true;
}

static bool
read_sheet (Reading *reading,
            const XpRosterSheet *sheet,
            const char *name,
            XpProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  reading->table = sheet->table;
  g_ptr_array_set_size (reading->roster->columns, 0);
  const guint first_row = xp_roster_find_header (sheet->table, reading->roster);
  if (reading->meanings != NULL)
    xp_roster_set_meanings (reading->roster, reading->meanings);
  const bool has_group = xp_roster_lookup_column (reading->roster, XP_MEANING_GROUP) != NULL;
  reading->sheet_group = sheet->is_group && !has_group ? sheet->table->name : NULL;
  for (guint i = 0; sheet->table->notes[i] != NULL; i++)
    add_note (reading, g_strdup (sheet->table->notes[i]));

  const bool is_read = check_one_name (reading, first_row, name, error) &&
                       read_rows (reading, first_row, progress, cancellable, error);
  for (int i = 0; i < XP_ROSTER_MOST_BLOCKS; i++) {
    g_clear_pointer (&reading->groups[i], g_free);
    reading->opened[i] = NULL;
  }
  return is_read;
}

XpRoster *
xp_roster_read (GBytes *bytes,
                const char *name,
                const GArray *meanings,
                XpProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (XpRosterSheets) sheets = xp_roster_sheets_read (bytes, name, cancellable, error);
  if (sheets == NULL)
    return NULL;

  g_autoptr (XpRoster) roster = xp_roster_new ();
  Reading reading = {.roster = roster, .meanings = meanings};
  roster->n_sheets = (int) sheets->chosen->len;
  for (guint i = 0; i < sheets->chosen->len; i++)
    if (!read_sheet (&reading,
                     &g_array_index (sheets->chosen, XpRosterSheet, i),
                     name,
                     progress,
                     cancellable,
                     error))
      return NULL;
  for (guint i = 0; i < sheets->notes->len; i++)
    add_note (&reading, g_strdup (sheets->notes->pdata[i]));
  finish (&reading);
  if (roster->rows->len == 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 第%d行是表头，下面一户也没有读到。请看看是不是选错了文件。",
                 name,
                 roster->header_record);
    return NULL;
  }
  return g_steal_pointer (&roster);
}

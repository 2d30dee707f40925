#include "xp-roster-reader.h"

#include "xp-error.h"
#include "xp-names.h"
#include "xp-roster-cells.h"
#include "xp-roster-header.h"

#include <string.h>

typedef struct {
  const XpTable *csv;
  XpRoster *roster;
  char *group;       /* carried down; "" after a subtotal */
  XpRosterRow *open; /* household whose persons follow; NULL where rows are households */
  int n_gone;        /* persons of it who moved away or died */
  guint n_headers_again;
  guint n_blank;
} Reading;

/* ---- cells by meaning ---- */

static const char *
get_cell (const Reading *reading, const XpTableRow *row, XpMeaning meaning, const char **out_letter)
{
  const XpRosterColumn *column = xp_roster_lookup_column (reading->roster, meaning);
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

static bool
is_blank (const XpTableRow *row)
{
  for (guint i = 0; i < row->n_cells; i++) {
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
  for (guint i = 0; i < MIN (row->n_cells, (guint) N_FIRST_CELLS); i++) {
    g_autofree char *text = xp_roster_clean_text (row->cells[i]);
    if (says_total (text))
      return true;
  }
  return false;
}

static bool
is_signature (const XpTableRow *row)
{
  static const char *const WORDS[] =
    {"填表人", "审核人", "负责人", "单位盖章", "制表", "填报", "注：", "注:", "说明："};
  for (guint i = 0; i < row->n_cells; i++) {
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
  if (is_blank (row)) {
    reading->n_blank++;
    return true;
  }
  if (xp_roster_is_header_again (reading->roster, row)) {
    reading->n_headers_again++;
    return true;
  }
  if (is_total (reading, row)) {
    add_note (reading, g_strdup_printf ("第%d行是合计，没有当作农户。", row->record));
    g_free (reading->group);
    reading->group = g_strdup ("");
    return true;
  }
  if (is_signature (row)) {
    add_note (reading, g_strdup_printf ("第%d行是填表说明，没有当作农户。", row->record));
    return true;
  }
  return false;
}

/* ---- a household ---- */

static void
carry_group (Reading *reading, const XpTableRow *row)
{
  g_autofree char *text = xp_roster_clean_text (get_cell (reading, row, XP_MEANING_GROUP, NULL));
  if (text[0] == '\0' || strcmp (text, "同上") == 0 || strcmp (text, "〃") == 0)
    return;
  g_autofree char *half = xp_names_to_half_width (text);
  g_free (reading->group);
  reading->group = g_strdup (half);
}

static void
read_door_and_code (const Reading *reading, XpRosterRow *out, const XpTableRow *row)
{
  const char *code = get_cell (reading, row, XP_MEANING_CODE, NULL);
  xp_roster_clean_door (out, get_cell (reading, row, XP_MEANING_DOOR, NULL));
  if (code[0] != '\0')
    out->village_code = xp_roster_clean_text (code);
}

static void
read_household (const Reading *reading, XpRosterRow *out, const XpTableRow *row)
{
  const char *letter = "";
  const char *cell = get_name (reading, row);
  const XpRosterColumn *name_column =
    xp_roster_lookup_column (reading->roster,
                             is_of_persons (reading) ? XP_MEANING_PERSON : XP_MEANING_HEAD);
  g_free (out->group);
  out->group = g_strdup (reading->group);
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
  cell = get_cell (reading, row, XP_MEANING_ID, &letter);
  xp_roster_clean_id (out, letter, cell);
  read_door_and_code (reading, out, row);
  cell = get_cell (reading, row, XP_MEANING_REMARK, &letter);
  xp_roster_clean_remark (out, letter, cell);

  const XpRosterColumn *at_home = xp_roster_lookup_column (reading->roster, XP_MEANING_AT_HOME);
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
  XpRosterRow *household = reading->open;
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
    reading->open = xp_roster_row_new (row->record);
    reading->n_gone = 0;
    read_household (reading, reading->open, row);
    g_ptr_array_add (reading->roster->rows, reading->open);
  }
  if (reading->open == NULL) {
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
  XpRosterRow *household = xp_roster_row_new (row->record);
  read_household (reading, household, row);
  g_ptr_array_add (reading->roster->rows, household);
}

/* ---- doubles and namesakes ---- */

static bool
is_same_household (const XpRosterRow *a, const XpRosterRow *b)
{
  return strcmp (a->group, b->group) == 0 && strcmp (a->head, b->head) == 0 &&
         g_strcmp0 (a->id_whole, b->id_whole) == 0 && g_strcmp0 (a->phone, b->phone) == 0 &&
         g_strcmp0 (a->door, b->door) == 0 && g_strcmp0 (a->told_apart_by, b->told_apart_by) == 0 &&
         a->people == b->people;
}

static char *
key_of (const XpRosterRow *row)
{
  return g_strconcat (row->group, "\t", row->head, NULL);
}

static GHashTable *
group_namesakes (const XpRoster *roster)
{
  GHashTable *groups =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < roster->rows->len; i++) {
    char *key = key_of (roster->rows->pdata[i]);
    GPtrArray *same = g_hash_table_lookup (groups, key);
    if (same == NULL) {
      same = g_ptr_array_new ();
      g_hash_table_insert (groups, key, same);
    } else {
      g_free (key);
    }
    g_ptr_array_add (same, roster->rows->pdata[i]);
  }
  return groups;
}

static bool
has_earlier_double (GHashTable *groups, const XpRosterRow *row, int *out_record)
{
  g_autofree char *key = key_of (row);
  const GPtrArray *same = g_hash_table_lookup (groups, key);
  for (guint i = 0; i < same->len && same->pdata[i] != row; i++) {
    if (is_same_household (same->pdata[i], row)) {
      *out_record = ((const XpRosterRow *) same->pdata[i])->source_record;
      return true;
    }
  }
  return false;
}

static void
drop_doubles (Reading *reading)
{
  g_autoptr (GHashTable) groups = group_namesakes (reading->roster);
  g_autoptr (GPtrArray) doubles = g_ptr_array_new ();
  for (guint i = 0; i < reading->roster->rows->len; i++) {
    XpRosterRow *row = reading->roster->rows->pdata[i];
    int first = 0;
    if (!has_earlier_double (groups, row, &first))
      continue;
    add_note (reading,
              g_strdup_printf ("第%d行与第%d行（%s）完全一样，只留一户。",
                               row->source_record,
                               first,
                               row->head));
    g_ptr_array_add (doubles, row);
  }
  for (guint i = 0; i < doubles->len; i++)
    g_ptr_array_remove (reading->roster->rows, doubles->pdata[i]);
}

static void
flag_namesakes (const Reading *reading)
{
  g_autoptr (GHashTable) groups = group_namesakes (reading->roster);
  const XpRosterColumn *name = xp_roster_lookup_column (reading->roster, XP_MEANING_HEAD);
  for (guint i = 0; i < reading->roster->rows->len; i++) {
    XpRosterRow *row = reading->roster->rows->pdata[i];
    g_autofree char *key = key_of (row);
    const GPtrArray *same = g_hash_table_lookup (groups, key);
    if (same->len < 2)
      continue;
    bool has_all_ids = true;
    for (guint k = 0; k < same->len; k++)
      has_all_ids &= ((const XpRosterRow *) same->pdata[k])->id_whole != NULL;
    xp_roster_row_flag (row,
                        name != NULL ? name->letter : "",
                        g_strdup_printf ("同组同名：%s有%u户，%s，都保留",
                                         row->head,
                                         same->len,
                                         has_all_ids ? "身份证不同" : "请核对是不是同一户"));
  }
}

/* One or two households may share a telephone; the third is the cadre's own number. */
static void
flag_shared_phones (const Reading *reading)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const XpRosterColumn *phone = xp_roster_lookup_column (reading->roster, XP_MEANING_PHONE);
  for (guint i = 0; i < reading->roster->rows->len; i++) {
    const XpRosterRow *row = reading->roster->rows->pdata[i];
    if (row->phone != NULL)
      g_hash_table_insert (
        counts,
        row->phone,
        GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, row->phone)) + 1));
  }
  for (guint i = 0; i < reading->roster->rows->len; i++) {
    XpRosterRow *row = reading->roster->rows->pdata[i];
    const int n =
      row->phone != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (counts, row->phone)) : 0;
    if (n >= 3)
      xp_roster_row_flag (row, phone->letter, g_strdup_printf ("%d户都写这个电话，请核对", n));
  }
}

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

static void
finish (Reading *reading)
{
  drop_doubles (reading);
  flag_namesakes (reading);
  flag_shared_phones (reading);
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

static bool
read_rows (Reading *reading,
           guint first_row,
           XpProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  for (guint i = first_row; i < reading->csv->n_rows; i++) {
    if (!xp_progress_report (progress, cancellable, i, reading->csv->n_rows, error))
      return false;
    read_row (reading, &reading->csv->rows[i]);
  }
  return true;
}

XpRoster *
xp_roster_read (
  GBytes *bytes, const char *name, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (XpTable) csv = xp_csv_parse (bytes, name, error);
  if (csv == NULL)
    return NULL;

  g_autoptr (XpRoster) roster = xp_roster_new ();
  roster->encoding = csv->encoding;
  const guint first_row = xp_roster_find_header (csv, roster);
  if (first_row == 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 前20行里找不到表头（要有“户主”或“姓名”，还要有组、人口、电话里的一样）。请在表"
                 "格上面加一行表头再导入。",
                 name);
    return NULL;
  }

  Reading reading = {csv, roster, g_strdup (""), NULL, 0, 0, 0};
  const bool is_read = read_rows (&reading, first_row, progress, cancellable, error);
  g_free (reading.group);
  if (!is_read)
    return NULL;
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

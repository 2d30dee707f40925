#include "xp-roster-header.h"

#include "xp-names.h"

#include <string.h>

/* How deep titles may lie above the header. */
static const guint MOST_ROWS_ABOVE = 20;
/* A longer cell is a sentence, not a heading. */
static const glong MOST_HEADING_CHARACTERS = 10;

static const struct {
  XpMeaning meaning;
  const char *words; /* synonyms separated by spaces */
} SYNONYMS[] = {
  {XP_MEANING_NUMBER, "序号 编号 No"},
  {XP_MEANING_HEAD,
   "户主 户主姓名 户主名字 农户姓名 农户 姓名 家庭户主 承包方代表 承包户 牧户 住户 户名"},
  {XP_MEANING_GROUP,
   "组 组别 社 社别 小组 村民小组 村组 队 生产队 小队 自然村 屯 庄 网格 片区 独贵龙 浩特 嘎查小组 "
   "所在组 所属村组 居住地"},
  {XP_MEANING_VILLAGE, "村 行政村 村名 嘎查 嘎查村 村居 所属村"},
  {XP_MEANING_DOOR, "门牌 门牌号 门牌号码 地址 家庭住址 住址 详细地址"},
  {XP_MEANING_CODE, "户号 户编号 农户编码 家庭编号 档案号 户代码"},
  {XP_MEANING_PEOPLE, "人口 家庭人口 人口数 人数 家庭人口数 户籍人口 在册人口 口数 户籍"},
  {XP_MEANING_RESIDENTS, "常住 常住人口 实际居住 在家人口"},
  {XP_MEANING_PHONE, "电话 联系电话 手机 手机号 手机号码 联系方式 户主电话 电话号码"},
  {XP_MEANING_ID, "身份证 身份证号 身份证号码 公民身份号码 证件号码 户主身份证 户主身份证号"},
  {XP_MEANING_SEX, "性别"},
  {XP_MEANING_RELATION, "与户主关系 家庭关系 关系 户内关系"},
  {XP_MEANING_KIND, "户类型 类别 农户类型 户属性 贫困类型 享受政策 享受低保 是否低保"},
  {XP_MEANING_AT_HOME, "是否常住 是否在家 居住情况 外出情况 在家情况"},
  {XP_MEANING_REMARK, "备注 说明 其他 附注"},
  {XP_MEANING_BANK, "银行卡 银行卡号 开户行 银行账号 一折通 一折通账号 社保卡号"},
};

/* Without spaces, line breaks, brackets and what is in them, *, colons; half width. */
static char *
normalize_heading (const char *cell)
{
  g_autofree char *half = xp_names_to_half_width (cell);
  GString *out = g_string_new (NULL);
  int depth = 0;
  for (const char *at = half; *at != '\0'; at++) {
    if (*at == '(')
      depth++;
    else if (*at == ')')
      depth = MAX (depth - 1, 0);
    else if (depth == 0 && strchr (" \r\n*:", *at) == NULL)
      g_string_append_c (out, *at);
  }
  return g_string_free (out, FALSE);
}

/* The meaning whose synonym is the heading, or the longest one in it. */
static XpMeaning
meaning_of (const char *heading)
{
  XpMeaning best = XP_MEANING_NONE;
  gsize longest = 0;
  if (heading[0] == '\0' || g_utf8_strlen (heading, -1) > MOST_HEADING_CHARACTERS)
    return XP_MEANING_NONE;

  for (size_t i = 0; i < G_N_ELEMENTS (SYNONYMS); i++) {
    g_auto (GStrv) words = g_strsplit (SYNONYMS[i].words, " ", -1);
    for (size_t k = 0; words[k] != NULL; k++) {
      const gsize length = strlen (words[k]);
      const bool is_same = strcmp (words[k], heading) == 0;
      const bool is_part = g_utf8_strlen (words[k], -1) >= 2 && strstr (heading, words[k]) != NULL;
      if (is_same || (is_part && length > longest)) {
        best = SYNONYMS[i].meaning;
        longest = is_same ? G_MAXSIZE : length;
      }
    }
  }
  return best;
}

/* A list of nothing but names: a heading that can be no name stands over one column. */
static bool
is_header_of_names (const XpTable *table, const XpTableRow *row)
{
  static const char *const HEADINGS[] = {"户主", "户主姓名", "户主名字", "农户姓名", "姓名", NULL};
  g_autofree char *heading = normalize_heading (xp_table_row_get (row, 0));
  for (guint i = 0; i < table->n_rows; i++)
    for (guint k = 1; k < table->rows[i].n_cells; k++)
      if (table->rows[i].cells[k][0] != '\0')
        return false;
  return g_strv_contains (HEADINGS, heading);
}

static bool
is_header (const XpTable *table, const XpTableRow *row)
{
  guint n_known = 0;
  bool has_name = false;
  for (guint i = 0; i < row->n_cells; i++) {
    g_autofree char *heading = normalize_heading (row->cells[i]);
    const XpMeaning meaning = meaning_of (heading);
    n_known += meaning != XP_MEANING_NONE;
    has_name |= meaning == XP_MEANING_HEAD;
  }
  return has_name && (n_known >= 2 || is_header_of_names (table, row));
}

/* A second header row has no digits and stands only under headings that reach over several
 * columns: under an empty one, or under one with an empty one beside it. */
static bool
is_second_header (const XpTableRow *first, const XpTableRow *second)
{
  bool has_text = false;
  for (guint i = 0; i < second->n_cells; i++) {
    const char *cell = second->cells[i];
    if (cell[0] == '\0' || strcmp (cell, xp_table_row_get (first, i)) == 0)
      continue; /* the latter: one heading merged over both rows */
    const bool is_spanned = xp_table_row_get (first, i)[0] == '\0' ||
                            (i + 1 < first->n_cells && first->cells[i + 1][0] == '\0');
    if (!is_spanned || strpbrk (cell, "0123456789") != NULL)
      return false;
    has_text = true;
  }
  return has_text;
}

static void
add_column (XpRoster *roster, guint index, const char *above, const char *below)
{
  g_autofree char *upper = normalize_heading (above);
  g_autofree char *lower = normalize_heading (below);
  XpRosterColumn *column = g_new0 (XpRosterColumn, 1);
  column->index = (int) index;
  column->letter = xp_table_letter (index);
  column->header = lower[0] == '\0' ? g_strdup (upper) : g_strconcat (upper, "·", lower, NULL);
  column->meaning = meaning_of (lower[0] != '\0' ? lower : upper);
  g_ptr_array_add (roster->columns, column);
}

static void
fill_columns (XpRoster *roster, const XpTableRow *first, const XpTableRow *second)
{
  const char *spanning = "";
  for (guint i = 0; i < first->n_cells; i++) {
    const char *below = second != NULL ? xp_table_row_get (second, i) : "";
    if (strcmp (below, first->cells[i]) == 0)
      below = "";
    if (first->cells[i][0] != '\0')
      spanning = first->cells[i];
    const bool is_under_span = first->cells[i][0] == '\0' && below[0] != '\0';
    add_column (roster, i, is_under_span ? spanning : first->cells[i], below);
  }
}

const XpRosterColumn *
xp_roster_lookup_in_block (const XpRoster *roster, int block, XpMeaning meaning)
{
  for (guint i = 0; i < roster->columns->len; i++) {
    const XpRosterColumn *column = roster->columns->pdata[i];
    if (column->meaning == meaning && column->block == block)
      return column;
  }
  return NULL;
}

const XpRosterColumn *
xp_roster_lookup_column (const XpRoster *roster, XpMeaning meaning)
{
  return xp_roster_lookup_in_block (roster, 0, meaning);
}

/* ---- several lists side by side ---- */

static const char *
heading_at (const XpRoster *roster, guint i)
{
  return i < roster->columns->len ? ((const XpRosterColumn *) roster->columns->pdata[i])->header
                                  : "";
}

/* Whether the headings from one column on are those of the first block over again. */
static bool
repeats (const XpRoster *roster, guint from, guint n)
{
  for (guint i = 0; i < n; i++) {
    /* The last block may lack the empty column between two. */
    if (strcmp (heading_at (roster, i), heading_at (roster, from + i)) != 0)
      return false;
  }
  return true;
}

static int
find_head (const XpRoster *roster, guint from)
{
  for (guint i = from; i < roster->columns->len; i++)
    if (((const XpRosterColumn *) roster->columns->pdata[i])->meaning == XP_MEANING_HEAD)
      return (int) i;
  return -1;
}

/* Blocks side by side to save paper: the same heading words stand in one row again. */
static void
find_blocks (XpRoster *roster)
{
  const int first = find_head (roster, 0);
  const int second = first >= 0 ? find_head (roster, (guint) first + 1) : -1;
  const guint width = second > first ? (guint) (second - first) : 0;
  roster->n_blocks = 1;
  roster->n_block_columns = roster->columns->len;
  if (width < 2 || !repeats (roster, width, width))
    return;
  roster->n_block_columns = width;
  while (roster->n_blocks < XP_ROSTER_MOST_BLOCKS &&
         repeats (roster, (guint) roster->n_blocks * width, width))
    roster->n_blocks++;
  for (guint i = 0; i < roster->columns->len; i++)
    ((XpRosterColumn *) roster->columns->pdata[i])->block =
      (int) MIN (i / width, (guint) roster->n_blocks);
}

/* 姓名 beside 与户主关系 is the person; a second column of one meaning is not read, but a second
 * name is kept as a person's: the reader asks which of the two it should be. */
static void
settle_meanings (XpRoster *roster)
{
  const bool is_of_persons = xp_roster_lookup_column (roster, XP_MEANING_RELATION) != NULL;
  bool seen[XP_ROSTER_MOST_BLOCKS + 1][XP_N_MEANINGS] = {{false}};
  for (guint i = 0; i < roster->columns->len; i++) {
    XpRosterColumn *column = roster->columns->pdata[i];
    bool *is_seen = seen[column->block];
    if (is_of_persons && strcmp (column->header, "姓名") == 0)
      column->meaning = XP_MEANING_PERSON;
    if (column->meaning != XP_MEANING_BANK && is_seen[column->meaning])
      column->meaning = column->meaning == XP_MEANING_HEAD ? XP_MEANING_PERSON : XP_MEANING_NONE;
    is_seen[column->meaning] = true;
  }
}

/* 3号, 永胜村一社３号: a digit stands before the 号, unlike in the heading that each page repeats.
 */
static bool
is_address (const char *cell)
{
  g_autofree char *half = xp_names_to_half_width (cell);
  const char *found = strstr (half, "号");
  return found != NULL && found > half && g_ascii_isdigit (found[-1]);
}

/* 户号 may be the list's own number or the house's. */
static void
settle_code (const XpTable *csv, XpRoster *roster, guint first_row)
{
  XpRosterColumn *code = (XpRosterColumn *) xp_roster_lookup_column (roster, XP_MEANING_CODE);
  if (code == NULL || xp_roster_lookup_column (roster, XP_MEANING_DOOR) != NULL)
    return;
  for (guint i = first_row; i < csv->n_rows; i++)
    if (is_address (xp_table_row_get (&csv->rows[i], (guint) code->index))) {
      code->meaning = XP_MEANING_DOOR;
      return;
    }
}

static char *
first_text_above (const XpTable *csv, guint header)
{
  for (guint i = 0; i < header; i++)
    for (guint k = 0; k < csv->rows[i].n_cells; k++)
      if (csv->rows[i].cells[k][0] != '\0')
        return g_strdup (csv->rows[i].cells[k]);
  return g_strdup ("");
}

guint
xp_roster_find_header (const XpTable *csv, XpRoster *roster)
{
  for (guint i = 0; i < MIN (csv->n_rows, MOST_ROWS_ABOVE); i++) {
    if (!is_header (csv, &csv->rows[i]))
      continue;
    const bool has_second =
      i + 1 < csv->n_rows && is_second_header (&csv->rows[i], &csv->rows[i + 1]);
    roster->header_record = csv->rows[i].record;
    roster->encoding = csv->encoding;
    g_free (roster->title);
    roster->title = first_text_above (csv, i);
    fill_columns (roster, &csv->rows[i], has_second ? &csv->rows[i + 1] : NULL);
    find_blocks (roster);
    settle_meanings (roster);
    settle_code (csv, roster, i + 1 + has_second);
    return i + 1 + has_second;
  }
  return 0;
}

void
xp_roster_set_meanings (XpRoster *roster, const GArray *meanings)
{
  const guint n = MIN (meanings->len, roster->columns->len);
  for (guint i = 0; i < n; i++) {
    const int meaning = g_array_index (meanings, int, i);
    XpRosterColumn *column = roster->columns->pdata[i];
    if (meaning < 0)
      continue;
    XpRosterColumn *other =
      (XpRosterColumn *) xp_roster_lookup_in_block (roster, column->block, (XpMeaning) meaning);
    if (other != NULL)
      other->meaning = XP_MEANING_NONE;
    column->meaning = (XpMeaning) meaning;
  }
}

bool
xp_roster_is_header_again (const XpRoster *roster, const XpTableRow *row)
{
  guint n_same = 0;
  for (guint i = 0; i < roster->columns->len; i++) {
    const XpRosterColumn *column = roster->columns->pdata[i];
    g_autofree char *heading = normalize_heading (xp_table_row_get (row, i));
    if (heading[0] == '\0')
      continue;
    if (!g_str_has_prefix (column->header, heading))
      return false;
    n_same++;
  }
  return n_same >= 2;
}

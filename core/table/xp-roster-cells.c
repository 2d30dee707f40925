#include "xp-roster-cells.h"

#include "xp-names.h"
#include "xp-plain-text.h"

#include <string.h>

static bool
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static bool
is_space (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 || c == 0x3000 ||
         (c >= 0x2002 && c <= 0x200b) || c == 0xfeff;
}

static char *
replace_text (char *text, const char *found, const char *by)
{
  GString *out = g_string_new (text);
  g_string_replace (out, found, by, 0);
  g_free (text);
  return g_string_free (out, FALSE);
}

char *
xp_roster_clean_text (const char *cell)
{
  static const char *const NOTHING[] = {"无", "-", "—", "/", "\\", NULL};
  g_autofree char *plain = xp_plain_text (cell);
  const char *start = plain;
  while (is_space (g_utf8_get_char (start)) && *start != '\0')
    start = g_utf8_next_char (start);
  const char *end = start + strlen (start);
  while (end > start) {
    const char *last = g_utf8_find_prev_char (start, end);
    if (last == NULL || !is_space (g_utf8_get_char (last)))
      break;
    end = last;
  }
  char *text = g_strndup (start, (gsize) (end - start));
  if (g_strv_contains (NOTHING, text))
    text[0] = '\0';
  return text;
}

/* ---- names ---- */

/* Spaces at the ends and inside; the kind of space is named, for a wide one cannot be seen. */
static char *
take_out_spaces (XpRosterRow *row, const char *column, const char *cell)
{
  g_autofree char *plain = xp_plain_text (cell);
  g_autofree char *trimmed = xp_roster_clean_text (plain);
  if (strcmp (plain, cell) != 0)
    xp_roster_row_tell_tidied (row, column, g_strdup ("看不见的字符已去"));
  cell = plain;
  if (strlen (trimmed) < strlen (cell) && trimmed[0] != '\0' && g_str_has_prefix (cell, trimmed)) {
    const gunichar c = g_utf8_get_char (cell + strlen (trimmed));
    xp_roster_row_tell_tidied (row,
                               column,
                               g_strdup (c == 0xa0 ? "尾部不换行空格已去" : "尾部空格已去"));
  }

  bool has_wide = false, has_space = false, is_split_word = true;
  glong n_since = 0;
  GString *joined = g_string_new (NULL);
  GString *spaced = g_string_new (NULL);
  for (const char *at = trimmed; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    if (!is_space (c)) {
      g_string_append_unichar (joined, c);
      g_string_append_unichar (spaced, c);
      n_since++;
      continue;
    }
    if (!has_space || n_since > 0)
      g_string_append_c (spaced, ' ');
    has_wide |= c == 0x3000;
    is_split_word &= n_since >= 2 || (has_space && n_since == 0);
    has_space = true;
    n_since = 0;
  }
  /* Two words of two characters and more are a name of two words, not a name spaced out. */
  const bool is_two_words = has_space && is_split_word && n_since >= 2;
  if (is_two_words)
    xp_roster_row_flag (row, column, g_strdup ("姓名中间的空格保留一个，请核对"));
  else if (has_space)
    xp_roster_row_tell_tidied (row,
                               column,
                               g_strdup (has_wide ? "姓名内全角空格已去" : "姓名内空格已去"));
  g_string_free (is_two_words ? joined : spaced, TRUE);
  return g_string_free (is_two_words ? spaced : joined, FALSE);
}

/* The form of the household register is U+00B7. */
static char *
unify_interpunct (XpRosterRow *row, const char *column, char *name)
{
  static const char *const VARIANTS[] = {"•", "･", "・", "．", ".", "‧", "∙", "⋅"};
  for (size_t i = 0; i < G_N_ELEMENTS (VARIANTS); i++) {
    const char *found = strstr (name, VARIANTS[i]);
    if (found == NULL || found == name)
      continue;
    const char *before = g_utf8_find_prev_char (name, found);
    const char *behind = found + strlen (VARIANTS[i]);
    if (!is_han (g_utf8_get_char (before)) || !is_han (g_utf8_get_char (behind)))
      continue;
    xp_roster_row_tell_tidied (row, column, g_strdup_printf ("间隔号“%s”统一为“·”", VARIANTS[i]));
    name = replace_text (name, VARIANTS[i], "·");
  }
  return name;
}

static void
take_bracket (XpRosterRow *row, const char *column, char *open, const char *word)
{
  static const char *const DEAD[] = {"亡", "故", "已故", "已亡", "去世", NULL};
  if (g_strv_contains (DEAD, word)) {
    row->is_head_dead = true;
    xp_roster_row_flag (row, column, g_strdup_printf ("括注“%s”，请选新户主", word));
  } else if (strcmp (word, "户主") == 0 || strcmp (word, "本人") == 0) {
    xp_roster_row_tell_tidied (row, column, g_strdup_printf ("括注“%s”已去", word));
  } else {
    row->told_apart_by = g_strdup (word);
    xp_roster_row_flag (row, column, g_strdup_printf ("括注“%s”保留为区别名，不入证书", word));
  }
  *open = '\0';
}

/* 张建军（大）, 张建军1: what tells namesakes apart; 王(火华) describes a character and stays. */
static char *
split_told_apart (XpRosterRow *row, const char *column, char *name)
{
  name = replace_text (name, "（", "(");
  name = replace_text (name, "）", ")");
  char *open = strchr (name, '(');
  const char *close = open != NULL ? strchr (open, ')') : NULL;
  const gsize length = strlen (name);

  if (open != NULL && close != NULL && close[1] == '\0') {
    const glong n_before = g_utf8_strlen (name, open - name);
    g_autofree char *word = g_strndup (open + 1, (gsize) (close - open - 1));
    if (n_before >= 2)
      take_bracket (row, column, open, word);
    else
      xp_roster_row_flag (row, column, g_strdup ("疑为生僻字描述，请核对"));
  } else if (strpbrk (name, "[]()") != NULL) {
    xp_roster_row_flag (row, column, g_strdup ("疑为生僻字描述，请核对"));
  } else if (length > 6 && g_ascii_isdigit (name[length - 1]) &&
             !g_ascii_isdigit (name[length - 2])) {
    row->told_apart_by = g_strdup (name + length - 1);
    name[length - 1] = '\0';
    xp_roster_row_flag (row,
                        column,
                        g_strdup_printf ("“%s”保留为区别名，不入证书", row->told_apart_by));
  }
  return name;
}

static void
doubt_characters (XpRosterRow *row, const char *column, const char *name)
{
  bool is_mixed = false;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    is_mixed |= g_unichar_isalpha (c) && c < 0x250;
    if (c == '?' || c == 0xff1f)
      xp_roster_row_flag (row, column, g_strdup ("姓名中有问号，可能是生僻字丢失，请核对"));
    else if (c == 0x25a1 || c == 0x25a0 || c == 0x3013 || c == 0xfffd)
      xp_roster_row_flag (row, column, g_strdup ("姓名中有方块，可能是生僻字丢失，请核对"));
    else if (c >= 0xe000 && c <= 0xf8ff)
      xp_roster_row_flag (row,
                          column,
                          g_strdup_printf ("姓名中有旧系统的自造字（U+%04X），待核姓名", c));
    else if (c >= 0xf900 && c <= 0xfaff)
      xp_roster_row_flag (row, column, g_strdup ("姓名中有兼容字，请核对身份证上的写法"));
    else if (c == 0x67fb)
      xp_roster_row_flag (row, column, g_strdup ("“査”(U+67FB)疑为“查”(U+67E5)，只提示不改"));
    else if (c == 0x6238)
      xp_roster_row_flag (row, column, g_strdup ("“戸”(U+6238)疑为“户”(U+6237)，只提示不改"));
  }
  if (is_mixed)
    xp_roster_row_flag (row, column, g_strdup ("姓名中有拼音字母，请核对"));
}

/* 王二/李秀兰, 代：李秀兰: two names; the first is the head. */
static char *
split_two_names (XpRosterRow *row, const char *column, char *name)
{
  char *slash = strpbrk (name, "/\\");
  if (slash != NULL && slash != name) {
    xp_roster_row_flag (row,
                        column,
                        g_strdup_printf ("“%s”写了两个名字，先取第一个，请核对", name));
    *slash = '\0';
  } else if (g_str_has_prefix (name, "代：") || g_str_has_prefix (name, "代:")) {
    xp_roster_row_flag (row, column, g_strdup_printf ("“%s”像是代签，请核对户主", name));
    char *rest = g_strdup (name + (g_str_has_prefix (name, "代：") ? strlen ("代：") : 2));
    g_free (name);
    return rest;
  }
  return name;
}

void
xp_roster_clean_head (XpRosterRow *row, const char *column, const char *cell)
{
  char *name = take_out_spaces (row, column, cell);
  name = split_two_names (row, column, name);
  name = split_told_apart (row, column, name);
  name = unify_interpunct (row, column, name);
  doubt_characters (row, column, name);
  g_free (row->head);
  row->head = name;
}

/* ---- numbers ---- */

static bool
has_wide_digit (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) >= 0xff10 && g_utf8_get_char (at) <= 0xff19)
      return true;
  return false;
}

static void
append_remark (XpRosterRow *row, const char *text)
{
  char *joined =
    row->remark != NULL ? g_strconcat (row->remark, "；", text, NULL) : g_strdup (text);
  g_free (row->remark);
  row->remark = joined;
}

int
xp_roster_clean_count (XpRosterRow *row, const char *column, const char *cell, const char *word)
{
  g_autofree char *text = xp_roster_clean_text (cell);
  if (text[0] == '\0')
    return -1;

  g_autofree char *half = xp_names_to_half_width (text);
  char *bracket = strchr (half, '(');
  if (bracket != NULL) {
    append_remark (row, bracket);
    xp_roster_row_tell_tidied (row, column, g_strdup_printf ("“%s”入备注", bracket));
    *bracket = '\0';
  }
  if (g_str_has_suffix (half, ".0") || g_str_has_suffix (half, ".00")) {
    xp_roster_row_tell_tidied (row, column, g_strdup ("数字带小数点"));
    *strchr (half, '.') = '\0';
  }

  bool has_unit = false;
  static const char *const UNITS[] = {"口人", "人", "口", "个"};
  for (size_t i = 0; i < G_N_ELEMENTS (UNITS) && !has_unit; i++) {
    has_unit = g_str_has_suffix (half, UNITS[i]);
    if (has_unit)
      half[strlen (half) - strlen (UNITS[i])] = '\0';
  }
  const int number = xp_names_read_number (half);
  const bool is_plain = g_ascii_isdigit (half[0]);
  if (number < 0 || number > 99)
    xp_roster_row_flag (row,
                        column,
                        g_strdup_printf ("%s写的是“%s”，不是人数，没有导入", word, text));
  else if (!is_plain)
    xp_roster_row_tell_tidied (row, column, g_strdup_printf ("中文数字“%s”读作%d", text, number));
  else if (has_wide_digit (text))
    xp_roster_row_tell_tidied (row, column, g_strdup ("全角数字已换成半角"));
  else if (has_unit)
    xp_roster_row_tell_tidied (row, column, g_strdup ("数字带单位"));
  return number > 99 ? -1 : number;
}

/* 1.54E+10: a spreadsheet has rounded the number away. */
static bool
is_scientific (const char *text)
{
  return strpbrk (text, "Ee") != NULL && strchr (text, '+') != NULL && g_ascii_isdigit (text[0]);
}

static char *
digits_of (const char *text)
{
  GString *digits = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  return g_string_free (digits, FALSE);
}

static bool
is_phone (const char *digits)
{
  const gsize n = strlen (digits);
  const bool is_mobile = n == 11 && digits[0] == '1' && digits[1] >= '3';
  const bool is_landline = n == 7 || n == 8 || (digits[0] == '0' && n >= 10 && n <= 12);
  return is_mobile || is_landline;
}

void
xp_roster_clean_phone (XpRosterRow *row, const char *column, const char *cell)
{
  g_autofree char *text = xp_roster_clean_text (cell);
  g_autofree char *bare = g_strstrip (g_strdup (cell));
  if (text[0] == '\0') {
    if (bare[0] != '\0')
      xp_roster_row_tell_tidied (row, column, g_strdup_printf ("“%s”按空", bare));
    return;
  }
  if (is_scientific (text)) {
    xp_roster_row_flag (row, column, g_strdup ("电话已损坏（科学计数），不导入"));
    return;
  }

  g_autofree char *half = xp_names_to_half_width (text);
  g_autofree char *plain =
    replace_text (replace_text (replace_text (g_strdup (half), "、", "/"), ";", "/"), ",", "/");
  char *second = strchr (plain, '/');
  if (second != NULL)
    *second++ = '\0';
  const char *number = g_str_has_prefix (plain, "+86") ? plain + 3 : plain;
  char *digits = digits_of (number);

  if (second != NULL) {
    append_remark (row, second);
    xp_roster_row_tell_tidied (row, column, g_strdup ("两个电话取第一个，其余入备注"));
  } else if (has_wide_digit (text)) {
    xp_roster_row_tell_tidied (row, column, g_strdup ("全角数字已换成半角"));
  } else if (strlen (digits) != strlen (plain) && digits[0] != '0') {
    xp_roster_row_tell_tidied (row, column, g_strdup ("电话分隔符已去"));
  }
  if (!is_phone (digits))
    xp_roster_row_flag (row, column, g_strdup_printf ("电话只有%zu位，照录待核", strlen (digits)));
  row->phone = digits;
}

/* ---- identity numbers ---- */

bool
xp_roster_is_id_valid (const char *id)
{
  static const int WEIGHTS[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  static const char CHECKS[] = "10X98765432";
  int sum = 0;
  for (size_t i = 0; i < G_N_ELEMENTS (WEIGHTS); i++)
    sum += (id[i] - '0') * WEIGHTS[i];
  return CHECKS[sum % 11] == id[17];
}

static bool
has_id_shape (const char *id)
{
  for (int i = 0; i < 17; i++)
    if (!g_ascii_isdigit (id[i]))
      return false;
  return g_ascii_isdigit (id[17]) || id[17] == 'X';
}

static void
keep_id (XpRosterRow *row, const char *column, const char *id)
{
  const bool is_whole = strlen (id) == 18 && has_id_shape (id);
  const bool is_old = strlen (id) == 15 && strspn (id, "0123456789") == 15;
  if (!is_whole && !is_old) {
    xp_roster_row_flag (row, column, g_strdup ("身份证号位数不对，不导入"));
    return;
  }
  /* A spreadsheet keeps fifteen digits and writes zeros for the rest. */
  if (is_whole && !xp_roster_is_id_valid (id) && strncmp (id + 15, "000", 3) == 0) {
    xp_roster_row_flag (row,
                        column,
                        g_strdup ("身份证号末三位为000且校验不符，疑被表格软件改写，不导入"));
    return;
  }
  if (is_old)
    xp_roster_row_flag (row, column, g_strdup ("15位旧身份证号，照录待核"));
  else if (!xp_roster_is_id_valid (id))
    xp_roster_row_flag (row, column, g_strdup ("身份证校验位不符，照录待核"));
  row->id_whole = g_strdup (id);
  row->id_last4 = g_strdup (id + strlen (id) - 4);
}

void
xp_roster_clean_id (XpRosterRow *row, const char *column, const char *cell)
{
  g_autofree char *text = xp_roster_clean_text (cell);
  g_autofree char *half = xp_names_to_half_width (text);
  char *id = half;
  if (id[0] == '\0')
    return;
  if (is_scientific (id)) {
    xp_roster_row_flag (row, column, g_strdup ("身份证号已损坏（科学计数），不导入"));
    return;
  }
  if (cell[0] == '\t')
    xp_roster_row_tell_tidied (row, column, g_strdup ("前导制表符已去"));
  if (id[0] == '\'') {
    id++;
    xp_roster_row_tell_tidied (row, column, g_strdup ("前导撇号已去"));
  }
  g_autofree char *upper = g_ascii_strup (id, -1);
  keep_id (row, column, upper);
}

/* ---- doors, remarks, states ---- */

void
xp_roster_clean_door (XpRosterRow *row, const char *cell)
{
  g_autofree char *text = xp_roster_clean_text (cell);
  g_autofree char *half = xp_names_to_half_width (text);
  if (half[0] == '\0')
    return;

  const char *behind_group = row->group[0] != '\0' ? strstr (half, row->group) : NULL;
  const char *number = behind_group != NULL ? behind_group + strlen (row->group) : half;
  const bool is_bare = strspn (number, "0123456789-") == strlen (number);
  row->door = number[0] == '\0' ? g_strdup (half)
              : is_bare         ? g_strconcat (number, "号", NULL)
                                : g_strdup (number);
}

static void
set_state (XpRosterRow *row, const char *state)
{
  g_free (row->state);
  row->state = g_strdup (state);
}

static const char *
find_word (const char *text, const char *const *words)
{
  for (size_t i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return words[i];
  return NULL;
}

void
xp_roster_clean_remark (XpRosterRow *row, const char *column, const char *cell)
{
  static const char *const DEAD[] = {"已故", "去世", "病故", "亡故", "死亡", NULL};
  static const char *const EMPTY[] = {"空置", "无人居住", "没人住", "空房", NULL};
  static const char *const AWAY[] = {"全家外出", "举家外出", "外出", "在外", NULL};
  static const char *const SPLIT[] = {"分户", "合户", "并户", NULL};
  g_autofree char *text = xp_roster_clean_text (cell);
  if (text[0] == '\0')
    return;

  append_remark (row, text);
  const char *dead = find_word (text, DEAD);
  const char *split = find_word (text, SPLIT);
  if (dead != NULL) {
    row->is_head_dead = true;
    xp_roster_row_flag (row, column, g_strdup_printf ("备注含“%s”，请核对户主", dead));
  } else if (find_word (text, EMPTY) != NULL) {
    set_state (row, "empty");
    xp_roster_row_flag (row, column, g_strdup ("空置由备注推断，待确认"));
  } else if (find_word (text, AWAY) != NULL) {
    set_state (row, "away");
    xp_roster_row_flag (row, column, g_strdup ("外出由备注推断，待确认"));
  } else if (split != NULL) {
    xp_roster_row_flag (row, column, g_strdup_printf ("备注“%s”，请核对", split));
  }
}

void
xp_roster_clean_at_home (XpRosterRow *row, const char *column, const char *header, const char *cell)
{
  static const char *const NOT_HERE[] = {"否", "不在家", "外出", "不常住", NULL};
  g_autofree char *text = xp_roster_clean_text (cell);
  /* As our own lists say it: nothing to infer. */
  if (strcmp (text, "全家在外") == 0 || strcmp (text, "没人住") == 0)
    set_state (row, strcmp (text, "没人住") == 0 ? "empty" : "away");
  if (!g_strv_contains (NOT_HERE, text))
    return;
  set_state (row, "away");
  xp_roster_row_flag (row, column, g_strdup_printf ("外出由“%s＝%s”推断，待确认", header, text));
}

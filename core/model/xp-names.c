#include "xp-names.h"

#include "xp-initials.h"

#include <glib.h>
#include <string.h>

/* Surnames that are read otherwise than the character commonly is (百家姓 readings). */
static const struct {
  const char *surname;
  const char *initials;
} SURNAMES[] = {
  {"尉迟", "yc"}, {"单于", "cy"}, {"万俟", "mq"}, {"单", "s"}, {"曾", "z"}, {"仇", "q"},
  {"解", "x"},    {"查", "z"},    {"翟", "z"},    {"区", "o"}, {"覃", "q"}, {"乐", "y"},
  {"盖", "g"},    {"朴", "p"},    {"缪", "m"},    {"种", "c"}, {"尉", "w"}, {"折", "s"},
  {"召", "s"},    {"洗", "x"},    {"逄", "p"},    {"员", "y"}, {"祭", "z"}, {"晟", "c"},
};

/* Characters of given names that are read in two ways: 长河, 长春; 朝霞; 乐乐. The other letter. */
static const struct {
  const char *character;
  char initial;
} OTHER_READINGS[] = {
  {"长", 'c'},
  {"朝", 'z'},
  {"乐", 'y'},
  {"重", 'c'},
  {"行", 'h'},
  {"茜", 'x'},
  {"晟", 'c'},
  {"参", 's'},
  {"传", 'z'},
  {"藏", 'z'},
  {"省", 'x'},
  {"调", 'd'},
};

/* NUL: it is read in one way only. */
static char
other_initial (const char *at)
{
  for (size_t i = 0; i < G_N_ELEMENTS (OTHER_READINGS); i++)
    if (g_str_has_prefix (at, OTHER_READINGS[i].character))
      return OTHER_READINGS[i].initial;
  return '\0';
}

/* First letters of a whole text; what has none is passed over. @is_other: the other reading where a
 * character has two. */
static void
append_initials (GString *out, const char *text, bool is_other)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    if (is_other && other_initial (at) != '\0')
      g_string_append_c (out, other_initial (at));
    else if (c >= 0x4e00 && c <= 0x9fff && XP_INITIALS[c - 0x4e00] != '?')
      g_string_append_c (out, XP_INITIALS[c - 0x4e00]);
    else if (c < 0x80 && g_ascii_isalnum ((char) c))
      g_string_append_c (out, g_ascii_tolower ((char) c));
  }
}

/* Behind the others, unless it is among them. */
static void
add_reading (GString *readings, const char *surname, const char *rest, bool is_other)
{
  g_autoptr (GString) reading = g_string_new (surname);
  append_initials (reading, rest, is_other);
  g_auto (GStrv) known = g_strsplit (readings->str, " ", -1);
  if (reading->len > 0 && !g_strv_contains ((const char *const *) known, reading->str))
    g_string_append_printf (readings, "%s%s", readings->len > 0 ? " " : "", reading->str);
}

char *
xp_names_dup_initials (const char *name)
{
  GString *readings = g_string_new (NULL);
  for (int is_other = 0; is_other <= 1; is_other++) {
    for (size_t i = 0; i < G_N_ELEMENTS (SURNAMES); i++) {
      if (!g_str_has_prefix (name, SURNAMES[i].surname))
        continue;
      add_reading (readings, SURNAMES[i].initials, name + strlen (SURNAMES[i].surname), is_other);
      break; /* 尉迟 before 尉 */
    }
    add_reading (readings, "", name, is_other);
  }
  return g_string_free (readings, FALSE);
}

static char *
plain_query (const char *query)
{
  g_autofree char *half = xp_names_to_half_width (query);
  GString *out = g_string_new (NULL);
  for (const char *at = half; *at != '\0'; at++)
    if (*at != ' ')
      g_string_append_c (out, g_ascii_tolower (*at));
  return g_string_free (out, FALSE);
}

bool
xp_names_match (const char *name, const char *initials, const char *query)
{
  g_autofree char *plain = plain_query (query);
  if (plain[0] == '\0')
    return false;
  if (strstr (name, plain) != NULL)
    return true;

  g_auto (GStrv) readings = g_strsplit (initials, " ", -1);
  for (size_t i = 0; readings[i] != NULL; i++)
    if (g_str_has_prefix (readings[i], plain))
      return true;
  return false;
}

char *
xp_names_to_half_width (const char *text)
{
  GString *out = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    if (c >= 0xff01 && c <= 0xff5e)
      g_string_append_c (out, (char) (c - 0xff01 + '!'));
    else if (c == 0x3000 || c == 0xa0 || c == 0xfeff || (c >= 0x2002 && c <= 0x200b) || c == '\t')
      g_string_append_c (out, ' ');
    else
      g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

/* 0–9 of 零一二…, and of 壹贰…; -1. */
static int
digit_of (gunichar c)
{
  static const char *const ROWS[] = {"零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖"};
  if (c == 0x4e24) /* 两 */
    return 2;
  for (size_t row = 0; row < G_N_ELEMENTS (ROWS); row++) {
    const char *found = g_utf8_strchr (ROWS[row], -1, c);
    if (found != NULL)
      return (int) g_utf8_pointer_to_offset (ROWS[row], found);
  }
  return -1;
}

static bool
is_ten (gunichar c)
{
  return c == 0x5341 || c == 0x62fe; /* 十 拾 */
}

/* A Chinese numeral below a hundred; *out_end behind it. -1: none stands there. */
static int
read_chinese (const char *text, const char **out_end)
{
  int tens = 0;
  int ones = -1;
  bool has_ten = false;
  const char *at = text;
  for (; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const int digit = digit_of (c);
    if (is_ten (c) && !has_ten) {
      tens = ones < 0 ? 1 : ones;
      ones = -1;
      has_ten = true;
    } else if (digit >= 0 && ones < 0) {
      ones = digit;
    } else {
      break;
    }
  }
  *out_end = at;
  return has_ten || ones >= 0 ? tens * 10 + MAX (ones, 0) : -1;
}

static int
read_leading (const char *text, const char **out_end)
{
  if (!g_ascii_isdigit (text[0]))
    return read_chinese (text, out_end);
  char *end = NULL;
  const gint64 value = g_ascii_strtoll (text, &end, 10);
  *out_end = end;
  return value <= G_MAXINT ? (int) value : -1;
}

int
xp_names_read_number (const char *text)
{
  g_autofree char *half = xp_names_to_half_width (text);
  const char *end = NULL;
  const int number = read_leading (g_strstrip (half), &end);
  return number >= 0 && *end == '\0' ? number : -1;
}

int
xp_names_get_group_number (const char *group)
{
  static const char *const UNITS[] =
    {"", "组", "社", "队", "小组", "村民小组", "屯", "片", "网格", NULL};
  g_autofree char *half = xp_names_to_half_width (group);
  const char *at = g_strstrip (half);
  if (g_str_has_prefix (at, "第"))
    at += strlen ("第");
  const char *end = NULL;
  const int number = read_leading (at, &end);
  return number > 0 && g_strv_contains (UNITS, end) ? number : 0;
}

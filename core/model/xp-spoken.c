#include "xp-spoken.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

static const char *const DIGITS[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
static const char *const UNITS[] = {"", "十", "百", "千"};

/* Two of them are 两, not 二. */
static const char *const MEASURES[] = {
  "户",
  "个",
  "家",
  "人",
  "名",
  "位",
  "次",
  "张",
  "件",
  "天",
  "分",
  "项",
  "条",
  "处",
  "票",
  "遍",
};

enum {
  IN_YEAR = 4,
  IN_TELEPHONE = 7, /* or more */
  IN_NUMBER = 8     /* or fewer: below a hundred million */
};

static bool
is_measured (const char *next)
{
  for (size_t i = 0; i < G_N_ELEMENTS (MEASURES); i++)
    if (g_str_has_prefix (next, MEASURES[i]))
      return true;
  return false;
}

static void
say_digits (GString *out, const char *digits, size_t n, bool is_telephone)
{
  for (size_t i = 0; i < n; i++)
    g_string_append (out, is_telephone && digits[i] == '1' ? "幺" : DIGITS[digits[i] - '0']);
}

/* Up to 9,999; 十二 at the beginning, 一十二 behind something. */
static void
say_thousands (GString *out, int number)
{
  const gsize before = out->len;
  int divisor = 1000;
  bool has_gap = false;
  for (int unit = 3; unit >= 0; unit--, divisor /= 10) {
    const int digit = number / divisor % 10;
    if (digit == 0) {
      has_gap = out->len > before;
      continue;
    }
    if (has_gap)
      g_string_append (out, "零");
    has_gap = false;
    if (!(unit == 1 && digit == 1 && out->len == 0))
      g_string_append (out, DIGITS[digit]);
    g_string_append (out, UNITS[unit]);
  }
}

static void
say_number (GString *out, int number)
{
  g_autoptr (GString) said = g_string_new (NULL);
  if (number >= 10000) {
    say_thousands (said, number / 10000);
    g_string_append (said, "万");
    if (number % 10000 != 0 && number % 10000 < 1000)
      g_string_append (said, "零");
  }
  say_thousands (said, number % 10000);
  g_string_append (out, said->len > 0 ? said->str : "零");
}

static size_t
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* Returns where the figure ends. */
static const char *
say_figure (GString *out, const char *from)
{
  const size_t n = count_digits (from);
  const char *end = from + n;
  const size_t n_decimals = *end == '.' ? count_digits (end + 1) : 0;
  const bool is_year = n == IN_YEAR && g_str_has_prefix (end, "年");
  const bool is_row = is_year || n >= IN_TELEPHONE || (n > 1 && from[0] == '0');
  const char *after = n_decimals > 0 ? end + 1 + n_decimals : end;
  const bool is_percent = g_str_has_prefix (after, "%");
  if (is_percent)
    g_string_append (out, "百分之");
  if (is_row || n > IN_NUMBER)
    say_digits (out, from, n, n >= IN_TELEPHONE);
  else if (n == 1 && from[0] == '2' && n_decimals == 0 && is_measured (end) &&
           !g_str_has_suffix (out->str, "第"))
    g_string_append (out, "两");
  else
    say_number (out, (int) g_ascii_strtoll (from, NULL, 10));
  if (n_decimals > 0) {
    g_string_append (out, "点");
    say_digits (out, end + 1, n_decimals, false);
  }
  if (*after == '-' && count_digits (after + 1) > 0) {
    g_string_append (out, n >= IN_TELEPHONE || from[0] == '0' ? "，" : "杠");
    after++;
  }
  return is_percent ? after + 1 : after;
}

char *
xp_spoken_dup (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (const char *at = text; *at != '\0';) {
    if (g_ascii_isdigit (*at)) {
      at = say_figure (out, at);
      continue;
    }
    const char *next = g_utf8_next_char (at);
    g_string_append_len (out, at, next - at);
    at = next;
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

#include "xp-syllables.h"

#include "xp-syllables-table.h"

#include <string.h>

enum {
  FIRST = 0x4e00,
  LAST = 0x9fff,
  N_PARTS = 5,
  N_BYTES = 3 /* of each of these characters in UTF-8 */
};

static int
digit_of (char c)
{
  return g_ascii_isupper (c)   ? c - 'A'
         : g_ascii_islower (c) ? c - 'a' + 26
         : g_ascii_isdigit (c) ? c - '0' + 52
         : c == '+'            ? 62
                               : 63;
}

static guint16
number_at (const char *table, gsize i)
{
  return (guint16) (digit_of (table[2 * i]) * 64 + digit_of (table[2 * i + 1]));
}

guint16
xp_syllable_of (gunichar c)
{
  return c >= FIRST && c <= LAST ? number_at (XP_SYLLABLES, c - FIRST) : 0;
}

guint16
xp_syllable_get_near (guint16 syllable)
{
  return number_at (XP_NEAR_SYLLABLES, syllable);
}

gunichar
xp_character_simplify (gunichar c)
{
  gsize low = 0, high = strlen (XP_SIMPLE) / (2 * N_BYTES);
  while (low < high) {
    const gsize middle = (low + high) / 2;
    const char *at = XP_SIMPLE + middle * 2 * N_BYTES;
    const gunichar found = g_utf8_get_char (at);
    if (found == c)
      return g_utf8_get_char (at + N_BYTES);
    if (found < c)
      low = middle + 1;
    else
      high = middle;
  }
  return c;
}

/* ---- shapes ---- */

/* Alike to the eye, though their parts have other names. */
static const char *const ALIKE[] = {"士土",
                                    "天夫",
                                    "夫失",
                                    "干千",
                                    "人入",
                                    "金全",
                                    "刀力",
                                    "午牛",
                                    "日曰",
                                    "夭天",
                                    "壬王",
                                    "东车",
                                    "风凤",
                                    "红虹",
                                    "刚钢",
                                    "玲铃",
                                    "伟玮",
                                    "明朋",
                                    "永水"};

static bool
is_known_alike (gunichar a, gunichar b)
{
  for (size_t i = 0; i < G_N_ELEMENTS (ALIKE); i++) {
    const gunichar left = g_utf8_get_char (ALIKE[i]);
    const gunichar right = g_utf8_get_char (g_utf8_next_char (ALIKE[i]));
    if ((a == left && b == right) || (a == right && b == left))
      return true;
  }
  return false;
}

static int
count_parts (const char *parts)
{
  int n = 0;
  while (n < N_PARTS && parts[n] != '.')
    n++;
  return n;
}

/* The longest row of parts that both have in this order. */
static int
count_common (const char *a, int n_a, const char *b, int n_b)
{
  int lengths[N_PARTS + 1][N_PARTS + 1] = {{0}};
  for (int i = 1; i <= n_a; i++)
    for (int k = 1; k <= n_b; k++)
      lengths[i][k] = a[i - 1] == b[k - 1] ? lengths[i - 1][k - 1] + 1
                                           : MAX (lengths[i - 1][k], lengths[i][k - 1]);
  return lengths[n_a][n_b];
}

/* 未 and 末: the same parts in another order. */
static bool
has_same_parts (const char *a, const char *b, int n)
{
  int counts[128] = {0};
  for (int i = 0; i < n; i++) {
    counts[(guint8) a[i]]++;
    counts[(guint8) b[i]]--;
  }
  for (int c = 'A'; c <= 'Z'; c++)
    if (counts[c] != 0)
      return false;
  return true;
}

bool
xp_characters_look_alike (gunichar a, gunichar b)
{
  if (a == b || a < FIRST || a > LAST || b < FIRST || b > LAST)
    return false;
  const char *left = XP_PARTS + (a - FIRST) * N_PARTS;
  const char *right = XP_PARTS + (b - FIRST) * N_PARTS;
  const int n_left = count_parts (left), n_right = count_parts (right);
  if (n_left == 0 || n_right == 0)
    return false;
  const int n_common = count_common (left, n_left, right, n_right);
  const bool is_long = n_left == N_PARTS && n_right == N_PARTS;
  return n_common * 3 + is_long >= n_left + n_right || /* two thirds of both, or nearly */
         (n_left == n_right && has_same_parts (left, right, n_left)) || is_known_alike (a, b);
}

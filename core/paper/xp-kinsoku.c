#include "xp-kinsoku.h"

#include <string.h>

static const char OPENING[] = "「『“‘（《〈【〖〔［｛";
static const char CLOSING[] = "。．，、：；！？」』”’）》〉】〗〕］｝";

/* 行首禁则. Dashes and ellipses may begin a line at this level. */
static const char NOT_FIRST[] = "。．，、：；！‼？⁇⁈⁉」』”’）》〉】〗〕］｝～–·・‧•/／％%‰℃°′″々"
                                ")]},.:;!?﹐﹑﹒﹔﹕﹖﹗";
/* 行尾禁则. */
static const char NOT_LAST[] = "「『“‘（《〈【〖〔［｛([{￥¥$＄£№#/／";

/* Never parted from the number before them, nor 第 from the number after it. */
static const char UNITS[] = "年月日号组社队户分元条款项处人天个时度名次页";
static const char NUMERALS[] = "〇一二三四五六七八九十百千万两";
/* 3组17号 is one address, 11月23日 one day. */
static const char UNITS_THAT_LEAD_ON[] = "组社队月";

static bool
is_among (const char *set, gunichar c)
{
  return g_utf8_strchr (set, -1, c) != NULL && c != 0;
}

bool
xp_kinsoku_is_opening (gunichar c)
{
  return is_among (OPENING, c);
}

bool
xp_kinsoku_is_closing (gunichar c)
{
  return is_among (CLOSING, c);
}

bool
xp_kinsoku_is_word (gunichar c)
{
  return c < 0x80 &&
         (g_ascii_isalnum ((char) c) || (c != 0 && strchr (".,-+%:@_/", (int) c) != NULL));
}

static bool
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

/* 星期一 is one word. */
static bool
is_inside_weekday (const gunichar text[], size_t at)
{
  static const gunichar STAR = 0x661f, PERIOD = 0x671f; /* 星, 期 */
  if (text[at - 1] == STAR && text[at] == PERIOD)
    return true;
  return at >= 2 && text[at - 2] == STAR && text[at - 1] == PERIOD &&
         is_among ("一二三四五六日天", text[at]);
}

/* A number goes with its unit, an ordinal with its 第, an address and a day stay whole. */
static bool
is_inside_number (const gunichar text[], size_t at)
{
  const gunichar before = text[at - 1];
  const gunichar after = text[at];
  const bool has_number_before = is_digit (before) || is_among (NUMERALS, before);
  const bool has_number_after = is_digit (after) || is_among (NUMERALS, after);

  if (has_number_before && (is_among (UNITS, after) || has_number_after))
    return true;
  if (before == 0x7b2c /* 第 */ && has_number_after)
    return true;
  if (at >= 2 && is_among (UNITS_THAT_LEAD_ON, before) && has_number_after)
    return is_digit (text[at - 2]) || is_among (NUMERALS, text[at - 2]);
  return false;
}

bool
xp_kinsoku_may_break (const gunichar text[], size_t at)
{
  const gunichar before = text[at - 1];
  const gunichar after = text[at];

  if (after == ' ')
    return false;
  if (is_among (NOT_FIRST, after) || is_among (NOT_LAST, before))
    return false;
  if (before == ' ')
    return true;
  if (before == after && (before == 0x2014 || before == 0x2026 || before == 0x22ef))
    return false;
  if (xp_kinsoku_is_word (before) && xp_kinsoku_is_word (after))
    return false;
  return !is_inside_number (text, at) && !is_inside_weekday (text, at);
}

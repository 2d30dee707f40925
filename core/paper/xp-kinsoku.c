#include "xp-kinsoku.h"

#include <string.h>

static const char OPENING[] = "「『“‘（《〈【〖〔［｛";
static const char CLOSING[] = "。．，、：；！？」』”’）》〉】〗〕］｝";

/* 行首禁则. */
static const char NOT_FIRST[] = "。．，、：；！‼？⁇⁈⁉」』”’）》〉】〗〕］｝～–·・‧•/／％%‰℃°′″々"
                                ")]},.:;!?﹐﹑﹒﹔﹕﹖﹗";
/* 行尾禁则. */
static const char NOT_LAST[] = "「『“‘（《〈【〖〔［｛([{￥¥$＄£№#";
/* And what the levels differ in. */
static const char NOT_LAST_GB[] = "/／";
static const char NOT_FIRST_STRICT[] = "—…⸺⋯";

static const char HANGING[] = "，、。";

/* Never parted from the number before them, nor 第 from the number after it. */
static const char UNITS[] =
  "年月日号组社队户分元条款项处人天个时度名次页章节岁口间张份本轮周倍成斤亩米里吨角盒瓶"
  "桌台辆只头棵位票届点级星层室期卷册版步秒平公厘毫亿";
static const char NUMERALS[] = "〇一二三四五六七八九十百千万两";
/* 3组17号 is one address, 11月23日 one day. */
static const char UNITS_THAT_LEAD_ON[] = "组社队月";

/* Surnames of two characters. They are words besides, which do not suffer by it. */
static const char *const SURNAMES[] = {
  "欧阳", "司马", "诸葛", "上官", "慕容", "令狐", "皇甫", "尉迟", "司徒", "夏侯",
  "东方", "公孙", "宇文", "长孙", "端木", "百里", "呼延", "轩辕", "钟离", "赫连",
  "澹台", "濮阳", "闻人", "独孤", "南宫", "西门", "完颜", "东郭", "公冶", "太史",
  "申屠", "淳于", "单于", "鲜于", "司空", "仲孙", "拓跋", "万俟", "第五", "纳兰",
};

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
xp_kinsoku_may_hang (gunichar c)
{
  return is_among (HANGING, c);
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

/* 〔2026〕3号: a document's number is one thing. */
static bool
is_inside_document_number (const gunichar text[], size_t at)
{
  static const gunichar OPENS = 0x3014, CLOSES = 0x3015; /* 〔, 〕 */
  if (text[at - 1] == CLOSES)
    return is_digit (text[at]);
  return text[at] == OPENS && is_digit (text[at + 1]);
}

static bool
is_inside_surname (const gunichar text[], size_t at)
{
  for (size_t i = 0; i < G_N_ELEMENTS (SURNAMES); i++)
    if (g_utf8_get_char (SURNAMES[i]) == text[at - 1] &&
        g_utf8_get_char (g_utf8_next_char (SURNAMES[i])) == text[at])
      return true;
  return false;
}

/* By the marks on both sides alone. */
static bool
is_forbidden (XpKinsoku level, gunichar before, gunichar after)
{
  if (is_among (NOT_FIRST, after) || is_among (NOT_LAST, before))
    return true;
  if (level != XP_KINSOKU_BASIC && is_among (NOT_LAST_GB, before))
    return true;
  return level == XP_KINSOKU_STRICT && is_among (NOT_FIRST_STRICT, after);
}

bool
xp_kinsoku_may_break (XpKinsoku level, const gunichar text[], size_t at)
{
  const gunichar before = text[at - 1];
  const gunichar after = text[at];

  if (after == ' ' || is_forbidden (level, before, after))
    return false;
  if (before == ' ')
    return true;
  if (before == after && (before == 0x2014 || before == 0x2026 || before == 0x22ef))
    return false;
  /* A word ends at its /, where the level lets it. */
  const bool is_after_slash = before == '/' && level == XP_KINSOKU_BASIC;
  if (xp_kinsoku_is_word (before) && xp_kinsoku_is_word (after) && !is_after_slash)
    return false;
  return !is_inside_number (text, at) && !is_inside_weekday (text, at) &&
         !is_inside_document_number (text, at) && !is_inside_surname (text, at);
}

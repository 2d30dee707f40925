/* xp-mark-parse.c: what people write in a cell, read as what the item holds. */
#include "xp-decimal.h"
#include "xp-error.h"
#include "xp-mark.h"
#include "xp-names.h"

#include <string.h>

static bool
refuse (const XpItem *item, const char *text, const char *what, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "第%s项%s写的是“%s”，%s",
               item->no,
               item->name,
               text,
               what);
  return false;
}

/* Digits, with the unit behind them or without. */
static bool
parse_whole (const XpItem *item, const char *text, int64_t *out_entered)
{
  const size_t n = strspn (text, "0123456789");
  if (n == 0 || n > 9 || (text[n] != '\0' && strcmp (text + n, item->unit) != 0))
    return false;
  *out_entered = g_ascii_strtoll (text, NULL, 10);
  return true;
}

static bool
parse_decimal (const XpItem *item, const char *text, int64_t *out_entered)
{
  g_autofree char *number = g_strdup (text);
  const char *unit = item->mode == XP_MODE_SCORE ? "分" : item->unit;
  if (unit[0] != '\0' && g_str_has_suffix (number, unit))
    number[strlen (number) - strlen (unit)] = '\0';
  return xp_decimal_from_text (number, out_entered);
}

/* +2, -1, +2-1; 0: seen, nothing either way. */
static bool
parse_pair (const char *text, int64_t *out_entered)
{
  int counts[2] = {0, 0};
  bool is_given[2] = {false, false};
  if (strcmp (text, "0") == 0) {
    *out_entered = 0;
    return true;
  }
  while (text[0] == '+' || text[0] == '-') {
    const int side = text[0] == '-';
    const size_t n = strspn (text + 1, "0123456789");
    if (n == 0 || n > 2 || is_given[side])
      return false;
    is_given[side] = true;
    counts[side] = (int) g_ascii_strtoll (text + 1, NULL, 10);
    text += 1 + n;
  }
  *out_entered = xp_pair_make (counts[0], counts[1]);
  return text[0] == '\0' && (is_given[0] || is_given[1]);
}

/* y for 优, lh for 良好: what is typed without an input method. */
static bool
has_initials (const char *word, const char *typed)
{
  g_autofree char *initials = xp_names_dup_initials (word);
  g_autofree char *lower = g_ascii_strdown (typed, -1);
  return typed[0] != '\0' && g_str_has_prefix (initials, lower);
}

/* The word, its position from 1, or a beginning that only one word has: of the word, or of its
 * pinyin initials. */
static bool
parse_grade (const XpItem *item, const char *text, int64_t *out_entered)
{
  size_t n_found = 0;
  for (size_t i = 0; i < item->n_rungs; i++) {
    if (strcmp (item->rungs[i].word, text) == 0) {
      *out_entered = (int64_t) i + 1;
      return true;
    }
    if ((text[0] != '\0' && g_str_has_prefix (item->rungs[i].word, text)) ||
        has_initials (item->rungs[i].word, text)) {
      *out_entered = (int64_t) i + 1;
      n_found++;
    }
  }
  if (n_found == 1)
    return true;
  if (strlen (text) != 1 || text[0] < '1' || (size_t) (text[0] - '0') > item->n_rungs)
    return false;
  *out_entered = text[0] - '0';
  return true;
}

static bool
parse_answer (const char *text, int64_t *out_entered)
{
  *out_entered = strcmp (text, "是") == 0;
  return *out_entered != 0 || strcmp (text, "否") == 0;
}

bool
xp_mark_parse (const XpItem *item, const char *text, int64_t *out_entered, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  int64_t entered = 0;
  switch (item->mode) {
  case XP_MODE_SCORE:
  case XP_MODE_TIER:
    if (!parse_decimal (item, clean, &entered))
      return refuse (item, clean, "不是数字，请写成8.5这样，最多两位小数。", error);
    break;
  case XP_MODE_DEDUCT:
  case XP_MODE_ADD:
  case XP_MODE_VOTE:
    if (!parse_whole (item, clean, &entered))
      return refuse (item, clean, "记的是几处、几次，应为整数，请写成2这样。", error);
    break;
  case XP_MODE_GRADE:
    if (!parse_grade (item, clean, &entered))
      return refuse (item, clean, "不是这一项的等次，请照评分表上的字写。", error);
    break;
  case XP_MODE_PAIR:
    if (!parse_pair (clean, &entered))
      return refuse (item, clean, "应写几次好、几次不好，请写成+2、-1或+2-1这样。", error);
    break;
  case XP_MODE_GATE:
  case XP_MODE_VETO:
  case XP_MODE_CHECK:
  case XP_MODE_STAR:
    if (!parse_answer (clean, &entered))
      return refuse (item, clean, "请写“是”或“否”。", error);
    break;
  case XP_MODE_BASE:
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
  case XP_N_MODES:
  default:
    break; /* the check says why nothing may stand there */
  }
  if (!xp_mark_check (item, entered, error))
    return false;
  *out_entered = entered;
  return true;
}

bool
xp_mark_is_not_applicable_text (const char *text)
{
  return strcmp (text, "不适用") == 0 || strcmp (text, "/") == 0;
}

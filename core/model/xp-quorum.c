#include "xp-quorum.h"

#include <glib.h>
#include <string.h>

const XpQuorum XP_QUORUM_DEFAULT = {2, 3, false};

static const char *const DIGITS[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* The digit that @text begins with, in either writing; 0: none. @out_rest: what follows it. */
static int
read_digit (const char *text, const char **out_rest)
{
  *out_rest = text;
  if (g_ascii_isdigit (text[0])) {
    *out_rest = text + 1;
    return text[0] - '0';
  }
  for (size_t i = 1; i < G_N_ELEMENTS (DIGITS); i++) {
    if (!g_str_has_prefix (text, DIGITS[i]))
      continue;
    *out_rest = text + strlen (DIGITS[i]);
    return (int) i;
  }
  return 0;
}

/* “2/3” has the numerator first, “三分之二” the denominator; @out_rest: what follows. */
static XpQuorum
read_fraction (const char *text, const char **out_rest)
{
  static const char PARTS_OF[] = "分之";
  const char *middle = NULL;
  const int first = read_digit (text, &middle);
  const bool is_parts = g_str_has_prefix (middle, PARTS_OF);
  const int second = is_parts || middle[0] == '/'
                       ? read_digit (middle + (is_parts ? strlen (PARTS_OF) : 1), out_rest)
                       : 0;
  return is_parts ? (XpQuorum){second, first, false} : (XpQuorum){first, second, false};
}

bool
xp_quorum_from_text (const char *text, XpQuorum *out_quorum)
{
  static const char *const MORE_THAN_HALF[] = {"过半数", "过半", "半数以上", "二分之一以上", NULL};
  g_autofree char *typed = g_strstrip (g_strdup (text));
  if (g_strv_contains (MORE_THAN_HALF, typed)) {
    *out_quorum = (XpQuorum){1, 2, true};
    return true;
  }
  const bool is_above = typed[0] == '>';
  const char *rest = "";
  XpQuorum read = read_fraction (typed + is_above, &rest);
  read.is_above = is_above;
  if (read.numerator < 1 || read.denominator < read.numerator ||
      (rest[0] != '\0' && strcmp (rest, "以上") != 0) || (is_above && rest[0] != '\0') ||
      (is_above && read.numerator == read.denominator))
    return false;
  *out_quorum = read;
  return true;
}

char *
xp_quorum_dup_text (const XpQuorum *self)
{
  return g_strdup_printf ("%s%d/%d", self->is_above ? ">" : "", self->numerator, self->denominator);
}

char *
xp_quorum_dup_word (const XpQuorum *self)
{
  if (self->numerator == self->denominator)
    return g_strdup ("全体");
  if (self->numerator == 1 && self->denominator == 2)
    return g_strdup ("半数");
  return g_strdup_printf ("%s分之%s", DIGITS[self->denominator], DIGITS[self->numerator]);
}

int
xp_quorum_count_needed (const XpQuorum *self, int n_members)
{
  const int parts = n_members * self->numerator;
  const int needed = self->is_above ? parts / self->denominator + 1
                                    : (parts + self->denominator - 1) / self->denominator;
  return MAX (needed, 1);
}

/* 过 and 不到 are said of the fraction itself; whoever has just as many has 正好. */
static const char *
compare_word (const XpQuorum *self, int n_members, int n_present)
{
  const int difference = n_present * self->denominator - n_members * self->numerator;
  if (difference < 0)
    return self->numerator == self->denominator ? "没有到齐" : "不到";
  if (self->numerator == self->denominator)
    return "到齐";
  return difference > 0 ? "过" : self->is_above ? "只有" : "正好";
}

char *
xp_quorum_dup_sentence (const XpQuorum *self, int n_members, int n_present)
{
  const int n_needed = xp_quorum_count_needed (self, n_members);
  g_autofree char *word =
    self->numerator == self->denominator ? g_strdup ("") : xp_quorum_dup_word (self);
  return g_strdup_printf ("应到%d人，实到%d人，%s%s（至少%d人），%s。",
                          n_members,
                          n_present,
                          compare_word (self, n_members, n_present),
                          word,
                          n_needed,
                          n_present >= n_needed ? "可以开会" : "还不能开会");
}

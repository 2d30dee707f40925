/* xp-quota.c: quotas, their bases and the weights of bodies, as they are written. */
#include "xp-error.h"
#include "xp-round.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *word;
} Words;

static const Words APPORTIONS[] = {
  [XP_APPORTION_LARGEST_REMAINDER] = {"largest-remainder", "最大余数法"},
  [XP_APPORTION_SAINTE_LAGUE] = {"sainte-lague", "奇数除数法"},
  [XP_APPORTION_DHONDT] = {"dhondt", "自然数除数法"},
  [XP_APPORTION_EACH_FIRST] = {"each-first", "每组保底"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (APPORTIONS) == XP_N_APPORTIONS);

static const Words BASES[] = {
  [XP_BASE_SCORED] = {"scored", "参评户"},
  [XP_BASE_REGISTERED] = {"registered", "总户数"},
  [XP_BASE_RESIDENT] = {"resident", "常住户"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (BASES) == XP_N_BASES);

/* Index of a name or word, or -1. */
static int
find_words (const Words *table, size_t n, const char *text)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp (table[i].name, text) == 0 || strcmp (table[i].word, text) == 0)
      return (int) i;
  return -1;
}

const char *
xp_apportion_get_name (XpApportion apportion)
{
  return APPORTIONS[apportion].name;
}

const char *
xp_apportion_get_word (XpApportion apportion)
{
  return APPORTIONS[apportion].word;
}

bool
xp_apportion_from_text (const char *name_or_word, XpApportion *out_apportion)
{
  const int i = find_words (APPORTIONS, G_N_ELEMENTS (APPORTIONS), name_or_word);
  if (i >= 0)
    *out_apportion = (XpApportion) i;
  return i >= 0;
}

const char *
xp_quota_base_get_name (XpQuotaBase base)
{
  return BASES[base].name;
}

const char *
xp_quota_base_get_word (XpQuotaBase base)
{
  return BASES[base].word;
}

bool
xp_quota_base_from_text (const char *name_or_word, XpQuotaBase *out_base)
{
  const int i = find_words (BASES, G_N_ELEMENTS (BASES), name_or_word);
  if (i >= 0)
    *out_base = (XpQuotaBase) i;
  return i >= 0;
}

/* Decimal digits with at most two places to hundredths; false for anything else. */
static bool
hundredths_from_digits (const char *text, size_t length, int *out_hundredths)
{
  int64_t value = 0;
  int n_places = -1;
  if (length == 0 || length > 8)
    return false;

  for (size_t i = 0; i < length; i++) {
    if (text[i] == '.' && n_places < 0 && i > 0) {
      n_places = 0;
    } else if (g_ascii_isdigit (text[i]) && n_places < 2) {
      value = value * 10 + (text[i] - '0');
      n_places += n_places >= 0;
    } else {
      return false;
    }
  }
  for (int n = MAX (n_places, 0); n < 2; n++)
    value *= 10;
  if (n_places == 0 || value > INT32_MAX)
    return false;
  *out_hundredths = (int) value;
  return true;
}

/* 每社, 每组, 每村民小组: the village's own word for its parts. NULL: another text. */
static const char *
skip_each (const char *text)
{
  static const char EACH[] = "每";
  if (!g_str_has_prefix (text, EACH))
    return NULL;
  const char *at = text + strlen (EACH);
  while (*at != '\0' && !g_ascii_isdigit (*at) && !g_str_has_prefix (at, "前"))
    at = g_utf8_next_char (at);
  return at > text + strlen (EACH) ? at : NULL;
}

/* Whose places they are; leaves @text at the number. */
static XpQuotaKind
skip_kind (const char **text)
{
  static const struct {
    const char *prefix;
    XpQuotaKind kind;
  } KINDS[] = {{"group:", XP_QUOTA_GROUP},
               {"share:", XP_QUOTA_SHARED},
               {"分给各组", XP_QUOTA_SHARED},
               {"全村", XP_QUOTA_COUNT}};
  const char *each = skip_each (*text);
  if (each != NULL) {
    *text = each;
    return XP_QUOTA_GROUP;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_has_prefix (*text, KINDS[i].prefix)) {
      *text += strlen (KINDS[i].prefix);
      return KINDS[i].kind;
    }
  return XP_QUOTA_COUNT;
}

/* Whether one of the words stood at the end, and was cut off. */
static bool
cut_suffix (char *text, const char *const *words)
{
  for (size_t i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (text, words[i])) {
      text[strlen (text) - strlen (words[i])] = '\0';
      return true;
    }
  return false;
}

/* A whole number of places: 20, 20户, 前10户, 每社2名, 每组前5名，余额互补, 分给各组20户. */
static bool
read_count (const char *text, XpQuota *out_quota)
{
  static const char *const FLOWS[] = {"+", "，余额互补", ",余额互补", NULL};
  static const char *const UNITS[] = {"户", "名", "人", NULL};
  static const char FIRST[] = "前";

  XpQuota quota = {.kind = skip_kind (&text)};
  if (g_str_has_prefix (text, FIRST))
    text += strlen (FIRST);
  g_autofree char *digits = g_strdup (text);
  quota.is_flowing = quota.kind == XP_QUOTA_GROUP && cut_suffix (digits, FLOWS);
  cut_suffix (digits, UNITS);
  int hundredths = 0;
  if (strchr (digits, '.') != NULL ||
      !hundredths_from_digits (digits, strlen (digits), &hundredths) || hundredths < 100)
    return false;
  quota.value = hundredths / 100;
  *out_quota = quota;
  return true;
}

static bool
read_step (const char *text, bool is_last, int last_up_to, XpQuotaStep *out_step)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);
  int up_to = 0, places = 0;
  if (g_strv_length (sides) != 2 || strchr (text, '.') != NULL ||
      !hundredths_from_digits (sides[1], strlen (sides[1]), &places))
    return false;
  const bool is_rest = strcmp (sides[0], "*") == 0;
  if (is_rest != is_last ||
      (!is_rest && !hundredths_from_digits (sides[0], strlen (sides[0]), &up_to)))
    return false;
  *out_step = (XpQuotaStep){is_rest ? INT32_MAX : up_to / 100, places / 100};
  return out_step->up_to > last_up_to;
}

/* size:100=10|300=20|*=30, the sizes rising and a last step for all larger villages. */
static bool
read_steps (const char *text, XpQuota *out_quota)
{
  static const char *const PREFIXES[] = {"size:", "按村大小:", "按村大小："};
  const char *steps = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (PREFIXES); i++)
    if (g_str_has_prefix (text, PREFIXES[i]))
      steps = text + strlen (PREFIXES[i]);
  if (steps == NULL)
    return false;

  g_auto (GStrv) parts = g_strsplit (steps, "|", -1);
  XpQuota quota = {.kind = XP_QUOTA_SIZE, .n_steps = g_strv_length (parts)};
  if (quota.n_steps == 0 || quota.n_steps > XP_MOST_QUOTA_STEPS)
    return false;
  for (size_t i = 0; i < quota.n_steps; i++)
    if (!read_step (parts[i],
                    i + 1 == quota.n_steps,
                    i > 0 ? quota.steps[i - 1].up_to : 0,
                    &quota.steps[i]))
      return false;
  *out_quota = quota;
  return true;
}

bool
xp_quota_from_text (const char *text, XpQuota *out_quota, GError **error)
{
  *out_quota = (XpQuota){.kind = XP_QUOTA_NONE};
  if (text == NULL || text[0] == '\0')
    return true;

  int hundredths = 0;
  const size_t length = strlen (text);
  if (g_str_has_suffix (text, "%") && hundredths_from_digits (text, length - 1, &hundredths) &&
      hundredths >= 1 && hundredths <= 10000) {
    *out_quota = (XpQuota){.kind = XP_QUOTA_PERCENT, .value = hundredths};
    return true;
  }
  if (read_count (text, out_quota) || read_steps (text, out_quota))
    return true;

  g_set_error (
    error,
    XP_ERROR,
    XP_ERROR_INPUT,
    "名额“%s”看不懂。请写成百分比（30%%）、户数（20户）、每组几户（每组3户）、分给各组几户"
    "（分给各组20户）或按村大小（按村大小:100=10|300=20|*=30）。",
    text);
  return false;
}

int
xp_quota_places (int n_base, int percent_bp, XpQuotaRounding rounding)
{
  static const int WHOLE_BP = 10000;
  const int64_t exact = (int64_t) n_base * percent_bp;
  switch (rounding) {
  case XP_QUOTA_HALF_UP:
    return (int) ((exact + WHOLE_BP / 2) / WHOLE_BP);
  case XP_QUOTA_UP:
    return (int) ((exact + WHOLE_BP - 1) / WHOLE_BP);
  case XP_QUOTA_DOWN:
  default:
    return (int) (exact / WHOLE_BP);
  }
}

/* ---- weights ---- */

static bool
read_weight (const char *text, XpBodyWeight *out_weight)
{
  const char *equals = strchr (text, '=');
  char *end = NULL;
  if (equals == NULL || equals == text)
    return false;
  const int64_t bp = g_ascii_strtoll (equals + 1, &end, 10);
  if (*end != '\0' || bp < 1 || bp > 10000)
    return false;
  *out_weight = (XpBodyWeight){g_strndup (text, (gsize) (equals - text)), (int) bp};
  return true;
}

static bool
is_twice (const XpBodyWeight *weights, size_t n)
{
  for (size_t i = 0; i + 1 < n; i++)
    if (strcmp (weights[i].body, weights[n - 1].body) == 0)
      return true;
  return false;
}

bool
xp_weights_from_text (const char *text,
                      XpBodyWeight **out_weights,
                      size_t *out_n_weights,
                      GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "|", -1);
  XpBodyWeight *weights = g_new0 (XpBodyWeight, g_strv_length (parts) + 1);
  size_t n = 0;
  int sum = 0;
  bool is_good = true;
  for (size_t i = 0; parts[i] != NULL && is_good; i++) {
    is_good = read_weight (parts[i], &weights[n]);
    if (is_good) {
      sum += weights[n].bp;
      n++;
      is_good = !is_twice (weights, n);
    }
  }
  if (is_good && (n == 0 || sum == 10000)) {
    *out_weights = weights;
    *out_n_weights = n;
    return true;
  }
  for (size_t i = 0; i < n; i++)
    g_free (weights[i].body);
  g_free (weights);
  g_set_error (
    error,
    XP_ERROR,
    XP_ERROR_INPUT,
    "几方的比重“%s”不对：每方都要比0大，不能写两遍，加起来应是100%%。请改成评委60%%、代表40%%这样。",
    text);
  return false;
}

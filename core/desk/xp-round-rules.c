/* xp-round-rules.c: the rules of a new round: what was asked for, else what the form says. */
#include "xp-round-private.h"

#include "xp-decimal.h"
#include "xp-rubric-check.h"

#include <string.h>

static const char NONE[] = "无";

/* What is written down as it happened has one sheet. */
static const char REGISTERED[] = "登记";

/* Days of a 公示. */
enum {
  LEAST_NOTICE = 3,
  MOST_NOTICE = 60
};

static bool
choose_combine (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  const char *word = spec->combine != NULL ? spec->combine : rubric->award.judges;
  if (word == NULL) {
    bool is_sparse = true;
    for (size_t i = 0; i < rubric->n_items; i++)
      is_sparse &= rubric->items[i].mode != XP_MODE_SCORE;
    rules->combine = is_sparse ? XP_COMBINE_CONSENSUS : XP_COMBINE_MEAN;
    return true;
  }
  if (strcmp (word, REGISTERED) == 0) {
    rules->combine = XP_COMBINE_CONSENSUS;
    return true;
  }
  if (!xp_combine_from_text (word, &rules->combine)) {
    g_set_error (
      error,
      XP_ERROR,
      XP_ERROR_INPUT,
      "合分办法“%s”不认得，请写 合议、平均、去高低平均、取中间分、合计、逐项平均、逐项去高低平均"
      " 或 逐项取中间分。",
      word);
    return false;
  }
  return true;
}

/* The bound of the grade that is the title itself, else of the highest. */
static void
take_line_of_form (const XpRubric *rubric, XpRules *rules)
{
  const XpAward *award = &rubric->award;
  if (award->n_grades == 0)
    return;
  rules->has_line = true;
  rules->line_hundredths = award->grades[0].from_hundredths;
  for (size_t i = 0; i < award->n_grades; i++)
    if (g_strcmp0 (award->grades[i].word, award->title) == 0)
      rules->line_hundredths = award->grades[i].from_hundredths;
}

static bool
choose_line (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  if (spec->line == NULL)
    take_line_of_form (rubric, rules);
  if (spec->line == NULL || strcmp (spec->line, NONE) == 0)
    return true;

  rules->has_line = true;
  if (xp_decimal_from_text (spec->line, &rules->line_hundredths) && rules->line_hundredths >= 0)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "等次线“%s”不是分数，请写成90这样，没有就写“无”。",
               spec->line);
  return false;
}

static bool
choose_quota (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  const XpAward *award = &rubric->award;
  const char *text = spec->quota != NULL ? spec->quota : award->quota;
  if (text == NULL || strcmp (text, NONE) == 0)
    return true;
  if (!xp_quota_from_text (text, &rules->quota, error))
    return false;

  rules->quota_text = g_strdup (text);
  if (g_strcmp0 (award->quota_rounding, "四舍五入") == 0)
    rules->quota_rounding = XP_QUOTA_HALF_UP;
  else if (g_strcmp0 (award->quota_rounding, "进一") == 0)
    rules->quota_rounding = XP_QUOTA_UP;
  return true;
}

/* Whom the quota counts: what was asked for, else the form's, where it names one of the three. */
static bool
choose_base (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  const bool is_counting = rules->quota.kind == XP_QUOTA_PERCENT ||
                           rules->quota.kind == XP_QUOTA_SIZE ||
                           rules->quota.kind == XP_QUOTA_SHARED;
  const char *word = spec->quota_base != NULL ? spec->quota_base : rubric->award.quota_base;
  if (word == NULL || (spec->quota_base == NULL && !is_counting))
    return true;
  if (xp_quota_base_from_text (word, &rules->quota_base))
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "名额的基数“%s”不认得，请写 参评户、总户数 或 常住户。",
               word);
  return false;
}

static bool
choose_apportion (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  if (spec->apportion == NULL || xp_apportion_from_text (spec->apportion, &rules->apportion))
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "分名额的办法“%s”不认得，请写 最大余数法、奇数除数法、自然数除数法 或 每组保底。",
               spec->apportion);
  return false;
}

/* ---- bodies, 平时分, spread ---- */

/* 评委60＋代表40, with = and % or without, parted by ＋ + 、 , or |. Yours; NULL: it cannot be
 * read. */
static char *
normalize_weights (const char *text)
{
  g_auto (GStrv) parts = g_regex_split_simple ("[＋+、,，|]", text, 0, 0);
  g_autoptr (GString) out = g_string_new (NULL);
  for (size_t i = 0; parts[i] != NULL; i++) {
    g_autofree char *part = g_strstrip (g_strdup (parts[i]));
    const size_t n_word = strcspn (part, "=0123456789");
    int64_t percent_hundredths = 0;
    g_autofree char *number = g_strdup (part + n_word + (part[n_word] == '='));
    if (g_str_has_suffix (number, "%"))
      number[strlen (number) - 1] = '\0';
    if (n_word == 0 || !xp_decimal_from_text (number, &percent_hundredths))
      return NULL;
    g_string_append_printf (out,
                            "%s%.*s=%" G_GINT64_FORMAT,
                            i > 0 ? "|" : "",
                            (int) n_word,
                            part,
                            percent_hundredths);
  }
  return g_strdup (out->str);
}

static bool
choose_weights (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  if (spec->weights == NULL || strcmp (spec->weights, NONE) == 0)
    return true;
  g_autofree char *stored = normalize_weights (spec->weights);
  /* What is refused is told as it was typed. */
  if ((stored == NULL ||
       !xp_weights_from_text (stored, &rules->weights, &rules->n_weights, NULL)) &&
      !xp_weights_from_text (spec->weights, &rules->weights, &rules->n_weights, error))
    return false;
  if (rules->combine != XP_COMBINE_CONSENSUS)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "合议只有一张表，分不出“%s”的比重。请把合成办法改成平均这样的，或者去掉比重。",
               spec->weights);
  return false;
}

/* ganjing-renjia=60%: so much of the total is the mean of that form's rounds of this year. */
static bool
choose_usual (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  if (spec->usual == NULL || strcmp (spec->usual, NONE) == 0)
    return true;
  g_auto (GStrv) sides = g_strsplit (spec->usual, "=", 2);
  int64_t percent_hundredths = 0;
  if (g_strv_length (sides) == 2) {
    if (g_str_has_suffix (sides[1], "%"))
      sides[1][strlen (sides[1]) - 1] = '\0';
    if (sides[0][0] != '\0' && xp_decimal_from_text (sides[1], &percent_hundredths) &&
        percent_hundredths > 0 && percent_hundredths < XP_WHOLE_BP) {
      rules->usual_form = g_strdup (sides[0]);
      rules->usual_bp = (int) percent_hundredths;
      return true;
    }
  }
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "平时分“%s”看不懂，请写成“评分表=60%%”这样，比0大、比100%%小。",
               spec->usual);
  return false;
}

static bool
choose_spread (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  if (spec->spread == NULL)
    return true;
  if (xp_decimal_from_text (spec->spread, &rules->spread_hundredths) &&
      rules->spread_hundredths >= 0 && rules->spread_hundredths <= XP_MOST_ITEM_HUNDREDTHS)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "评委相差几分要再议，写的是“%s”，请写成10这样的数，不用就写0。",
               spec->spread);
  return false;
}

static bool
choose_too_few (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  static const int LEAST = 3, MOST = 99;
  rules->is_undecided_with_too_few = spec->is_undecided_with_too_few;
  if (spec->n_marks_needed == 0)
    return true;
  rules->n_marks_needed = spec->n_marks_needed;
  if (rules->n_marks_needed >= LEAST && rules->n_marks_needed <= MOST)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "去掉最高最低至少要几个分数，写的是%d，应为%d到%d，请改。",
               spec->n_marks_needed,
               LEAST,
               MOST);
  return false;
}

/* The form's were checked as well: an older form may hold what this version cannot do. */
static bool
choose_ties (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  const bool is_of_form = spec->ties == NULL;
  char **words = is_of_form ? rubric->award.ties : (char **) spec->ties;
  for (size_t i = 0; words[i] != NULL; i++) {
    const char *word = words[i];
    if (!xp_ranking_knows_tie (rubric, word) || strpbrk (word, "\"\\") != NULL) {
      g_set_error (error,
                   XP_ERROR,
                   is_of_form ? XP_ERROR_REFUSED : XP_ERROR_INPUT,
                   "《%s》的同分办法“%s”不能用。请只用这些：大项的名称、处数少、上轮高、得票多"
                   "（要有投票项）、公益次数、表决、抽签、并列。",
                   rubric->name,
                   word);
      return false;
    }
    if (g_strv_contains ((const char *const *) words + i + 1, word)) {
      g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "同分办法“%s”写了两遍，请去掉一个。", word);
      return false;
    }
  }
  g_strfreev (rules->ties);
  rules->ties = g_strdupv (words);
  return true;
}

static bool
choose_notice (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  const char *counts = spec->notice_counts;
  const bool is_days = g_strcmp0 (counts, "days") == 0 || g_strcmp0 (counts, "天") == 0;
  const bool is_workdays =
    counts == NULL || strcmp (counts, "workdays") == 0 || strcmp (counts, "工作日") == 0;
  if (!is_days && !is_workdays) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "公示天数按“%s”算不认得，请写 天 或 工作日。",
                 counts);
    return false;
  }
  rules->notice_counts_workdays = is_workdays;
  if (spec->notice_length != 0)
    rules->notice_length = spec->notice_length;
  if (rules->notice_length >= LEAST_NOTICE && rules->notice_length <= MOST_NOTICE)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "公示天数写的是%d，应为%d到%d，请改。",
               rules->notice_length,
               LEAST_NOTICE,
               MOST_NOTICE);
  return false;
}

static bool
choose_quorum (const XpRoundSpec *spec, const XpRubric *rubric, XpRules *rules, GError **error)
{
  if (spec->quorum == NULL || xp_quorum_from_text (spec->quorum, &rules->quorum))
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "到多少人才能开会，写的是“%s”，看不懂。请写成 2/3、三分之二 或 过半数。",
               spec->quorum);
  return false;
}

/* ---- all of them ---- */

typedef bool (*Choose) (const XpRoundSpec *spec,
                        const XpRubric *rubric,
                        XpRules *rules,
                        GError **error);

/* In the order in which they are told; name and judges are no rules. */
static const Choose CHOICES[XP_N_ROUND_FIELDS] = {
  [XP_ROUND_FIELD_COMBINE] = choose_combine,
  [XP_ROUND_FIELD_LINE] = choose_line,
  [XP_ROUND_FIELD_QUOTA] = choose_quota,
  [XP_ROUND_FIELD_BASE] = choose_base,
  [XP_ROUND_FIELD_APPORTION] = choose_apportion,
  [XP_ROUND_FIELD_WEIGHTS] = choose_weights,
  [XP_ROUND_FIELD_USUAL] = choose_usual,
  [XP_ROUND_FIELD_SPREAD] = choose_spread,
  [XP_ROUND_FIELD_TOO_FEW] = choose_too_few,
  [XP_ROUND_FIELD_TIES] = choose_ties,
  [XP_ROUND_FIELD_NOTICE] = choose_notice,
  [XP_ROUND_FIELD_QUORUM] = choose_quorum,
};

bool
xp_round_choose_rule (XpRoundField field,
                      const XpRoundSpec *spec,
                      const XpRubric *rubric,
                      XpRules *rules,
                      GError **error)
{
  return CHOICES[field] == NULL || CHOICES[field](spec, rubric, rules, error);
}

bool
xp_round_choose_rules (const XpRoundSpec *spec,
                       const XpRubric *rubric,
                       XpRules *rules,
                       GError **error)
{
  g_autofree char *unready = xp_rubric_dup_unready (rubric);
  if (unready != NULL) {
    g_set_error_literal (error, XP_ERROR, XP_ERROR_REFUSED, unready);
    return false;
  }
  rules->is_one_per_household = spec->is_one_per_household;
  rules->is_own_group_recused = spec->is_own_group_recused;
  for (int field = 0; field < XP_N_ROUND_FIELDS; field++)
    if (!xp_round_choose_rule ((XpRoundField) field, spec, rubric, rules, error))
      return false;
  return true;
}

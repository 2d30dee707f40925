#include "xp-rubric-fields.h"

#include "xp-decimal.h"
#include "xp-item-parts.h"
#include "xp-mark.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char *const ITEM_FIELDS[] = {
  "section", "name",       "criterion", "mode",      "unit", "points", "step",
  "min",     "max",        "cap",       "mandatory", "veto", "gate",   "note",
  "by",      "instead_of", "level",     "open",      "off",  "extra",  NULL};

static const struct {
  const char *field;
  size_t offset;
} ITEM_TEXTS[] = {
  {"section", offsetof (XpItem, section)},
  {"name", offsetof (XpItem, name)},
  {"criterion", offsetof (XpItem, criterion)},
  {"unit", offsetof (XpItem, unit)},
  {"points", offsetof (XpItem, points_text)},
  {"cap", offsetof (XpItem, cap)},
  {"gate", offsetof (XpItem, gate)},
  {"note", offsetof (XpItem, note)},
  {"by", offsetof (XpItem, by)},
  {"instead_of", offsetof (XpItem, instead_of)},
};

static const struct {
  const char *field;
  size_t offset;
  const char *word;
} ITEM_SWITCHES[] = {
  {"mandatory", offsetof (XpItem, is_mandatory), "必评项"},
  {"veto", offsetof (XpItem, is_veto), "一票否决"},
  {"open", offsetof (XpItem, is_open), "可停用"},
  {"off", offsetof (XpItem, is_off), "停用"},
  {"extra", offsetof (XpItem, is_extra), "附加"},
};

static const struct {
  const char *field;
  size_t offset;
} ITEM_POINTS[] = {
  {"step", offsetof (XpItem, step_hundredths)},
  {"min", offsetof (XpItem, min_hundredths)},
  {"max", offsetof (XpItem, max_hundredths)},
};

static const struct {
  const char *field;
  size_t offset;
} AWARD_TEXTS[] = {
  {"award", offsetof (XpAward, title)},
  {"object", offsetof (XpAward, object)},
  {"total_min", offsetof (XpAward, total_min)},
  {"quota", offsetof (XpAward, quota)},
  {"quota_base", offsetof (XpAward, quota_base)},
  {"quota_rounding", offsetof (XpAward, quota_rounding)},
  {"na_policy", offsetof (XpAward, na_policy)},
  {"judges", offsetof (XpAward, judges)},
  {"period", offsetof (XpAward, period)},
  {"cooldown_rounds", offsetof (XpAward, cooldown_rounds)},
  {"valid_for", offsetof (XpAward, valid_for)},
  {"requires", offsetof (XpAward, requires)},
  {"plate", offsetof (XpAward, plate)},
};

static const struct {
  const char *field;
  const char *word;
} ITEM_WORDS[] = {
  {"no", "项号"},
  {"section", "大项"},
  {"name", "名称"},
  {"criterion", "标准"},
  {"mode", "记分方式"},
  {"unit", "单位"},
  {"points", "每次的分"},
  {"step", "几分一档"},
  {"min", "最低分"},
  {"max", "分值"},
  {"cap", "封顶"},
  {"mandatory", "必评项"},
  {"veto", "一票否决"},
  {"gate", "资格"},
  {"note", "说明"},
  {"by", "由谁打分"},
  {"instead_of", "替代哪一项"},
  {"level", "谁定的"},
  {"open", "可停用"},
  {"off", "停用"},
  {"extra", "附加"},
};

static const char *const AWARD_FIELDS[] = {"award",
                                           "object",
                                           "total_min",
                                           "grades",
                                           "quota",
                                           "quota_base",
                                           "quota_rounding",
                                           "na_policy",
                                           "judges",
                                           "ties",
                                           "period",
                                           "cooldown_rounds",
                                           "valid_for",
                                           "requires",
                                           "plate",
                                           NULL};

const char *const *
xp_rubric_list_item_fields (void)
{
  return ITEM_FIELDS;
}

const char *
xp_item_field_get_word (const char *field)
{
  for (size_t i = 0; i < G_N_ELEMENTS (ITEM_WORDS); i++)
    if (strcmp (ITEM_WORDS[i].field, field) == 0)
      return ITEM_WORDS[i].word;
  return field;
}

const char *const *
xp_rubric_list_award_fields (void)
{
  return AWARD_FIELDS;
}

static void
set_text (gpointer owner, size_t offset, const char *text)
{
  char **at = G_STRUCT_MEMBER_P (owner, offset);
  g_free (*at);
  *at = g_strdup (text);
}

static bool
set_points (XpItem *item, size_t offset, const char *text, char **out_problem)
{
  if (text[0] == '\0' || xp_decimal_from_text (text, G_STRUCT_MEMBER_P (item, offset)))
    return true;
  *out_problem = g_strdup_printf ("“%s”不是数字或者太大，请写成1、0.5这样，最多两位小数。", text);
  return false;
}

static bool
set_mode (XpItem *item, const char *text, char **out_problem)
{
  if (xp_mode_from_text (text, &item->mode))
    return true;
  *out_problem = g_strdup_printf (
    "记分方式“%s”不认得，请用 deduct（逐处扣分）、score（直接打分）、gate（资格）、veto（否决）等。",
    text);
  return false;
}

static bool
set_switch (bool *out_is_on, const char *word, const char *text, char **out_problem)
{
  *out_is_on = strcmp (text, "1") == 0;
  if (*out_is_on || text[0] == '\0' || strcmp (text, "0") == 0)
    return true;
  *out_problem = g_strdup_printf ("%s写的是“%s”，请写成1或0。", word, text);
  return false;
}

static bool
set_level (XpItem *item, const char *text, char **out_problem)
{
  if (text[0] == '\0' || xp_level_from_text (text, &item->level))
    return true;
  *out_problem = g_strdup_printf ("“%s”不认得，请写成县、镇或村。", text);
  return false;
}

bool
xp_rubric_set_item_field (XpItem *item, const char *field, const char *text, char **out_problem)
{
  if (strcmp (field, "mode") == 0)
    return set_mode (item, text, out_problem);
  if (strcmp (field, "level") == 0)
    return set_level (item, text, out_problem);
  for (size_t i = 0; i < G_N_ELEMENTS (ITEM_SWITCHES); i++)
    if (strcmp (ITEM_SWITCHES[i].field, field) == 0)
      return set_switch (G_STRUCT_MEMBER_P (item, ITEM_SWITCHES[i].offset),
                         ITEM_SWITCHES[i].word,
                         text,
                         out_problem);

  for (size_t i = 0; i < G_N_ELEMENTS (ITEM_POINTS); i++)
    if (strcmp (ITEM_POINTS[i].field, field) == 0)
      return set_points (item, ITEM_POINTS[i].offset, text, out_problem);

  for (size_t i = 0; i < G_N_ELEMENTS (ITEM_TEXTS); i++) {
    if (strcmp (ITEM_TEXTS[i].field, field) == 0) {
      set_text (item, ITEM_TEXTS[i].offset, text);
      return true;
    }
  }
  *out_problem = g_strdup_printf ("“%s”这一栏不认得，请对照自带的评分表改正。", field);
  return false;
}

void
xp_rubric_settle_item (XpItem *item)
{
  for (size_t i = 0; i < G_N_ELEMENTS (ITEM_TEXTS); i++)
    if (G_STRUCT_MEMBER (char *, item, ITEM_TEXTS[i].offset) == NULL)
      set_text (item, ITEM_TEXTS[i].offset, "");

  /* A text that is no number (优=10|良=8, 10=2|20=5) stays text. */
  if (!xp_decimal_from_text (item->points_text, &item->points_hundredths))
    item->points_hundredths = 0;
  item->is_veto |= item->mode == XP_MODE_VETO;
  xp_item_settle_rungs (item);
  xp_item_settle_cap (item);
  xp_item_settle_gate (item);
}

char *
xp_rubric_dup_item_field (const XpItem *item, const char *field)
{
  if (strcmp (field, "mode") == 0)
    return g_strdup (xp_mode_to_text (item->mode));
  if (strcmp (field, "level") == 0)
    return g_strdup (item->level != XP_LEVEL_COUNTY ? xp_level_get_word (item->level) : "");
  if (strcmp (field, "veto") == 0) /* of the mode veto it need not be said */
    return g_strdup (item->is_veto && item->mode != XP_MODE_VETO ? "1" : "");
  for (size_t i = 0; i < G_N_ELEMENTS (ITEM_SWITCHES); i++)
    if (strcmp (ITEM_SWITCHES[i].field, field) == 0)
      return g_strdup (G_STRUCT_MEMBER (bool, item, ITEM_SWITCHES[i].offset) ? "1" : "");

  for (size_t i = 0; i < G_N_ELEMENTS (ITEM_POINTS); i++) {
    if (strcmp (ITEM_POINTS[i].field, field) == 0) {
      const int64_t points = G_STRUCT_MEMBER (int64_t, item, ITEM_POINTS[i].offset);
      return points == 0 ? g_strdup ("") : xp_points_to_text (points);
    }
  }
  for (size_t i = 0; i < G_N_ELEMENTS (ITEM_TEXTS); i++)
    if (strcmp (ITEM_TEXTS[i].field, field) == 0)
      return g_strdup (G_STRUCT_MEMBER (char *, item, ITEM_TEXTS[i].offset));
  g_return_val_if_reached (NULL);
}

/* ---- award ---- */

static int
compare_grades (const void *a, const void *b)
{
  const XpGradeLine *left = a, *right = b;
  return (left->from_hundredths < right->from_hundredths) -
         (left->from_hundredths > right->from_hundredths);
}

static bool
add_grade (XpAward *award, const char *text)
{
  const char *equals = strchr (text, '=');
  if (equals == NULL || equals[1] == '\0')
    return false;

  XpGradeLine grade = {0};
  g_autofree char *from = g_strndup (text, (size_t) (equals - text));
  if (!xp_decimal_from_text (from, &grade.from_hundredths))
    return false;
  grade.word = g_strdup (equals + 1);
  award->grades = g_renew (XpGradeLine, award->grades, award->n_grades + 1);
  award->grades[award->n_grades++] = grade;
  return true;
}

static bool
set_grades (XpAward *award, const char *text, char **out_problem)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  for (size_t i = 0; parts[i] != NULL; i++) {
    if (!add_grade (award, parts[i])) {
      *out_problem =
        g_strdup_printf ("等次“%s”看不懂，请写成“90=干净人家|80=较干净”这样。", parts[i]);
      return false;
    }
  }
  qsort (award->grades, award->n_grades, sizeof (XpGradeLine), compare_grades);
  return true;
}

bool
xp_rubric_set_award_field (XpAward *award, const char *field, const char *text, char **out_problem)
{
  if (text[0] == '\0')
    return true;
  if (strcmp (field, "grades") == 0)
    return set_grades (award, text, out_problem);
  if (strcmp (field, "ties") == 0) {
    g_strfreev (award->ties);
    award->ties = g_strsplit (text, "|", -1);
    return true;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (AWARD_TEXTS); i++) {
    if (strcmp (AWARD_TEXTS[i].field, field) == 0) {
      set_text (award, AWARD_TEXTS[i].offset, text);
      return true;
    }
  }
  *out_problem = g_strdup_printf ("“%s”这一栏不认得，请对照自带的评分表改正。", field);
  return false;
}

void
xp_rubric_clear_award_text (XpAward *award, const char *field)
{
  for (size_t i = 0; i < G_N_ELEMENTS (AWARD_TEXTS); i++)
    if (strcmp (AWARD_TEXTS[i].field, field) == 0)
      g_clear_pointer ((char **) G_STRUCT_MEMBER_P (award, AWARD_TEXTS[i].offset), g_free);
}

static char *
join_grades (const XpAward *award)
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < award->n_grades; i++) {
    g_autofree char *from = xp_points_to_text (award->grades[i].from_hundredths);
    g_string_append_printf (text, "%s%s=%s", i > 0 ? "|" : "", from, award->grades[i].word);
  }
  return g_string_free (text, FALSE);
}

char *
xp_rubric_dup_award_field (const XpAward *award, const char *field)
{
  if (strcmp (field, "grades") == 0)
    return join_grades (award);
  if (strcmp (field, "ties") == 0)
    return g_strjoinv ("|", award->ties);
  for (size_t i = 0; i < G_N_ELEMENTS (AWARD_TEXTS); i++) {
    if (strcmp (AWARD_TEXTS[i].field, field) == 0) {
      const char *text = G_STRUCT_MEMBER (char *, award, AWARD_TEXTS[i].offset);
      return g_strdup (text != NULL ? text : "");
    }
  }
  g_return_val_if_reached (NULL);
}

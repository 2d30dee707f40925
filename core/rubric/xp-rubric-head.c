/* xp-rubric-head.c: the fields of a form's head and of the changes it makes to its parent. */
#include "xp-decimal.h"
#include "xp-mark.h"
#include "xp-rubric-fields.h"

#include <stddef.h>
#include <string.h>

static const char *const HEAD_FIELDS[] = {"name",
                                          "version_text",
                                          "issuer",
                                          "extends",
                                          "basis",
                                          "basis_title",
                                          "full_mark",
                                          "level",
                                          "band",
                                          "band_share",
                                          "extra_limit",
                                          "own",
                                          "departures",
                                          NULL};

static const struct {
  const char *field;
  size_t offset;
} HEAD_TEXTS[] = {
  {"name", offsetof (XpRubric, name)},
  {"version_text", offsetof (XpRubric, version_text)},
  {"issuer", offsetof (XpRubric, issuer)},
  {"extends", offsetof (XpRubric, extends)},
  {"basis", offsetof (XpRubric, basis)},
  {"basis_title", offsetof (XpRubric, basis_title)},
};

static const XpFormRights DEFAULT_RIGHTS = {
  .band_hundredths = 100, .band_bp = 3000, .extra_hundredths = 500};

static const char *const CHANGE_FIELDS[] = {
  "op", "item", "field", "value", "section", "reason", NULL};

static const struct {
  const char *field;
  size_t offset;
} CHANGE_TEXTS[] = {
  {"item", offsetof (XpFormChange, item_no)},
  {"field", offsetof (XpFormChange, field)},
  {"value", offsetof (XpFormChange, value)},
  {"section", offsetof (XpFormChange, section)},
  {"reason", offsetof (XpFormChange, reason)},
};

const char *const *
xp_rubric_list_head_fields (void)
{
  return HEAD_FIELDS;
}

const char *const *
xp_form_change_list_fields (void)
{
  return CHANGE_FIELDS;
}

static bool
set_number (const char *text, int64_t most, int64_t *out_hundredths, char **out_problem)
{
  int64_t value = 0;
  if (xp_decimal_from_text (text, &value) && value >= 0 && value <= most) {
    *out_hundredths = value;
    return true;
  }
  g_autofree char *bound = xp_points_to_text (most);
  *out_problem = g_strdup_printf ("“%s”看不懂，请写成0到%s之间的数字。", text, bound);
  return false;
}

/* 30% */
static bool
set_share (const char *text, int *out_bp, char **out_problem)
{
  g_autofree char *digits =
    g_str_has_suffix (text, "%") ? g_strndup (text, strlen (text) - 1) : g_strdup (text);
  int64_t percent_hundredths = 0;
  if (!set_number (digits, 10000, &percent_hundredths, out_problem))
    return false;
  *out_bp = (int) percent_hundredths;
  return true;
}

bool
xp_rubric_set_head_field (XpRubric *rubric, const char *field, const char *text, char **out_problem)
{
  static const int64_t MOST_POINTS = 10000;
  if (strcmp (field, "full_mark") == 0) {
    rubric->is_full_mark_declared = text[0] != '\0';
    if (!rubric->is_full_mark_declared ||
        xp_decimal_from_text (text, &rubric->full_mark_hundredths))
      return true;
    *out_problem = g_strdup_printf ("总分“%s”不是数字，请写成100这样。", text);
    return false;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (HEAD_TEXTS); i++) {
    if (strcmp (HEAD_TEXTS[i].field, field) == 0) {
      char **at = G_STRUCT_MEMBER_P (rubric, HEAD_TEXTS[i].offset);
      g_free (*at);
      *at = text[0] != '\0' ? g_strdup (text) : NULL;
      return true;
    }
  }
  if (text[0] == '\0')
    return true;
  if (strcmp (field, "level") == 0) {
    if (xp_level_from_text (text, &rubric->level))
      return true;
    *out_problem = g_strdup_printf ("“%s”不认得，请写成县、镇或村。", text);
    return false;
  }
  if (strcmp (field, "band") == 0)
    return set_number (text, MOST_POINTS, &rubric->rights.band_hundredths, out_problem);
  if (strcmp (field, "extra_limit") == 0)
    return set_number (text, MOST_POINTS, &rubric->rights.extra_hundredths, out_problem);
  if (strcmp (field, "band_share") == 0)
    return set_share (text, &rubric->rights.band_bp, out_problem);
  if (strcmp (field, "own") == 0) {
    rubric->is_own = strcmp (text, "1") == 0;
    return true;
  }
  if (strcmp (field, "departures") == 0) {
    g_strfreev (rubric->departures);
    rubric->departures = g_strsplit (text, "|", -1);
    return true;
  }
  *out_problem = g_strdup_printf ("“%s”这一栏不认得，请对照自带的评分表改正。", field);
  return false;
}

static char *
dup_points_unless (int64_t points_hundredths, int64_t usual)
{
  return points_hundredths == usual ? g_strdup ("") : xp_points_to_text (points_hundredths);
}

char *
xp_rubric_dup_head_field (const XpRubric *rubric, const char *field)
{
  for (size_t i = 0; i < G_N_ELEMENTS (HEAD_TEXTS); i++) {
    if (strcmp (HEAD_TEXTS[i].field, field) == 0) {
      const char *text = G_STRUCT_MEMBER (char *, rubric, HEAD_TEXTS[i].offset);
      return g_strdup (text != NULL ? text : "");
    }
  }
  if (strcmp (field, "full_mark") == 0)
    return rubric->is_full_mark_declared ? xp_points_to_text (rubric->full_mark_hundredths)
                                         : g_strdup ("");
  if (strcmp (field, "level") == 0)
    return g_strdup (rubric->level != XP_LEVEL_COUNTY ? xp_level_get_word (rubric->level) : "");
  if (strcmp (field, "band") == 0)
    return dup_points_unless (rubric->rights.band_hundredths, DEFAULT_RIGHTS.band_hundredths);
  if (strcmp (field, "extra_limit") == 0)
    return dup_points_unless (rubric->rights.extra_hundredths, DEFAULT_RIGHTS.extra_hundredths);
  if (strcmp (field, "own") == 0)
    return g_strdup (rubric->is_own ? "1" : "");
  if (strcmp (field, "departures") == 0)
    return g_strjoinv ("|", rubric->departures);
  if (strcmp (field, "band_share") == 0) {
    g_autofree char *percent = dup_points_unless (rubric->rights.band_bp, DEFAULT_RIGHTS.band_bp);
    return percent[0] != '\0' ? g_strconcat (percent, "%", NULL) : g_strdup ("");
  }
  g_return_val_if_reached (NULL);
}

/* ---- changes ---- */

bool
xp_form_change_set_field (XpFormChange *change,
                          const char *field,
                          const char *text,
                          char **out_problem)
{
  if (strcmp (field, "op") == 0) {
    if (xp_change_op_from_text (text, &change->op))
      return true;
    *out_problem = g_strdup_printf ("“%s”这种改动不认得，请对照自带的评分表改正。", text);
    return false;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (CHANGE_TEXTS); i++) {
    if (strcmp (CHANGE_TEXTS[i].field, field) == 0) {
      char **at = G_STRUCT_MEMBER_P (change, CHANGE_TEXTS[i].offset);
      g_free (*at);
      *at = g_strdup (text);
      return true;
    }
  }
  *out_problem = g_strdup_printf ("“%s”这一栏不认得，请对照自带的评分表改正。", field);
  return false;
}

char *
xp_form_change_dup_field (const XpFormChange *change, const char *field)
{
  if (strcmp (field, "op") == 0)
    return g_strdup (xp_change_op_to_text (change->op));
  for (size_t i = 0; i < G_N_ELEMENTS (CHANGE_TEXTS); i++)
    if (strcmp (CHANGE_TEXTS[i].field, field) == 0)
      return g_strdup (G_STRUCT_MEMBER (char *, change, CHANGE_TEXTS[i].offset));
  g_return_val_if_reached (NULL);
}

void
xp_form_change_settle (XpFormChange *change)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CHANGE_TEXTS); i++) {
    char **at = G_STRUCT_MEMBER_P (change, CHANGE_TEXTS[i].offset);
    if (*at == NULL)
      *at = g_strdup ("");
  }
}

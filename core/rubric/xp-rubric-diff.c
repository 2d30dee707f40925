#include "xp-rubric-diff.h"

#include "xp-rubric-fields.h"

#include <string.h>

/* The head's and the award's, as the paper calls them. */
static const struct {
  const char *field;
  const char *word;
} FORM_FIELDS[] = {
  {"name", "名称"},
  {"version_text", "版本"},
  {"full_mark", "总分"},
  {"band", "可调几分"},
  {"band_share", "可调几成"},
  {"extra_limit", "附加分最多"},
  {"award", "称号"},
  {"object", "评的是"},
  {"grades", "等次线"},
  {"quota", "名额"},
  {"quota_base", "名额按"},
  {"quota_rounding", "名额取整"},
  {"na_policy", "不适用的项"},
  {"judges", "合分办法"},
  {"ties", "同分先看"},
  {"period", "多久评一次"},
  {"cooldown_rounds", "摘牌后等几轮"},
  {"valid_for", "管多久"},
  {"requires", "先要有"},
  {"plate", "牌证"},
};

void
xp_form_difference_free (XpFormDifference *self)
{
  g_free (self->item_no);
  g_free (self->item_name);
  g_free (self->field);
  g_free (self->word);
  g_free (self->then);
  g_free (self->now);
  g_free (self);
}

static void
add (GPtrArray *differences,
     const XpItem *item,
     const char *field,
     const char *word,
     const char *then,
     const char *now)
{
  XpFormDifference *difference = g_new0 (XpFormDifference, 1);
  difference->item_no = g_strdup (item != NULL ? item->no : "");
  difference->item_name = g_strdup (item != NULL ? item->name : "");
  difference->field = g_strdup (field);
  difference->word = g_strdup (word);
  difference->then = g_strdup (then);
  difference->now = g_strdup (now);
  g_ptr_array_add (differences, difference);
}

static char *
dup_form_field (const XpRubric *rubric, const char *field)
{
  return g_strv_contains (xp_rubric_list_award_fields (), field)
           ? xp_rubric_dup_award_field (&rubric->award, field)
           : xp_rubric_dup_head_field (rubric, field);
}

static void
compare_heads (GPtrArray *differences, const XpRubric *then, const XpRubric *now)
{
  for (size_t i = 0; i < G_N_ELEMENTS (FORM_FIELDS); i++) {
    g_autofree char *was = dup_form_field (then, FORM_FIELDS[i].field);
    g_autofree char *is = dup_form_field (now, FORM_FIELDS[i].field);
    if (strcmp (was, is) != 0)
      add (differences, NULL, FORM_FIELDS[i].field, FORM_FIELDS[i].word, was, is);
  }
}

/* 逐处扣分 for deduct, 是 for a switch. */
static char *
dup_said (const XpItem *item, const char *field)
{
  static const char *const SWITCHES[] = {"mandatory", "veto", "open", "off", "extra", NULL};
  char *text = xp_rubric_dup_item_field (item, field);
  const bool is_mode = strcmp (field, "mode") == 0;
  if (!is_mode && (strcmp (text, "1") != 0 || !g_strv_contains (SWITCHES, field)))
    return text;
  g_free (text);
  return g_strdup (is_mode ? xp_mode_get_word (item->mode) : "是");
}

static void
compare_items (GPtrArray *differences, const XpItem *then, const XpItem *now)
{
  const char *const *fields = xp_rubric_list_item_fields ();
  for (size_t i = 0; fields[i] != NULL; i++) {
    g_autofree char *was = dup_said (then, fields[i]);
    g_autofree char *is = dup_said (now, fields[i]);
    if (strcmp (was, is) != 0 && strcmp (fields[i], "level") != 0)
      add (differences, now, fields[i], xp_item_field_get_word (fields[i]), was, is);
  }
}

GPtrArray *
xp_rubric_diff (const XpRubric *then, const XpRubric *now)
{
  GPtrArray *differences =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_form_difference_free);
  compare_heads (differences, then, now);
  for (size_t i = 0; i < now->n_items; i++) {
    const XpItem *item = &now->items[i];
    const XpItem *before = xp_rubric_lookup_item (then, item->no);
    if (before != NULL)
      compare_items (differences, before, item);
    else
      add (differences, item, "item", "评分项", "", item->criterion);
  }
  for (size_t i = 0; i < then->n_items; i++)
    if (xp_rubric_lookup_item (now, then->items[i].no) == NULL)
      add (differences, &then->items[i], "item", "评分项", then->items[i].criterion, "");
  return differences;
}

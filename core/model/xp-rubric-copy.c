/* xp-rubric-copy.c: forms are copied when somebody goes on from one; the words of levels and
 * changes. */
#include "xp-rubric.h"

#include <string.h>

static const char *const LEVELS[] = {
  [XP_LEVEL_COUNTY] = "县",
  [XP_LEVEL_TOWNSHIP] = "镇",
  [XP_LEVEL_VILLAGE] = "村",
};
G_STATIC_ASSERT (G_N_ELEMENTS (LEVELS) == XP_N_LEVELS);

static const char *const OPS[] = {
  [XP_CHANGE_SET] = "set",
  [XP_CHANGE_ADD] = "add",
  [XP_CHANGE_OFF] = "off",
  [XP_CHANGE_OPEN] = "open",
};
G_STATIC_ASSERT (G_N_ELEMENTS (OPS) == XP_N_CHANGE_OPS);

const char *
xp_level_get_word (XpLevel level)
{
  return LEVELS[level];
}

bool
xp_level_from_text (const char *word, XpLevel *out_level)
{
  for (size_t i = 0; i < G_N_ELEMENTS (LEVELS); i++) {
    if (strcmp (LEVELS[i], word) == 0) {
      *out_level = (XpLevel) i;
      return true;
    }
  }
  return false;
}

const char *
xp_change_op_to_text (XpChangeOp op)
{
  return OPS[op];
}

bool
xp_change_op_from_text (const char *text, XpChangeOp *out_op)
{
  for (size_t i = 0; i < G_N_ELEMENTS (OPS); i++) {
    if (strcmp (OPS[i], text) == 0) {
      *out_op = (XpChangeOp) i;
      return true;
    }
  }
  return false;
}

/* ---- items ---- */

void
xp_item_clear (XpItem *self)
{
  g_free (self->no);
  g_free (self->section);
  g_free (self->name);
  g_free (self->criterion);
  g_free (self->unit);
  g_free (self->points_text);
  g_free (self->cap);
  g_free (self->gate);
  g_free (self->gate_name);
  g_free (self->by);
  g_free (self->instead_of);
  g_free (self->note);
  for (size_t i = 0; i < self->n_rungs; i++)
    g_free (self->rungs[i].word);
  g_free (self->rungs);
  *self = (XpItem){0};
}

void
xp_item_copy (const XpItem *self, XpItem *out_item)
{
  *out_item = *self;
  out_item->no = g_strdup (self->no);
  out_item->section = g_strdup (self->section);
  out_item->name = g_strdup (self->name);
  out_item->criterion = g_strdup (self->criterion);
  out_item->unit = g_strdup (self->unit);
  out_item->points_text = g_strdup (self->points_text);
  out_item->cap = g_strdup (self->cap);
  out_item->gate = g_strdup (self->gate);
  out_item->gate_name = g_strdup (self->gate_name);
  out_item->by = g_strdup (self->by);
  out_item->instead_of = g_strdup (self->instead_of);
  out_item->note = g_strdup (self->note);
  out_item->rungs = g_new0 (XpRung, self->n_rungs + 1);
  for (size_t i = 0; i < self->n_rungs; i++) {
    out_item->rungs[i] = self->rungs[i];
    out_item->rungs[i].word = g_strdup (self->rungs[i].word);
  }
}

/* ---- changes ---- */

void
xp_form_change_clear (XpFormChange *self)
{
  g_free (self->item_no);
  g_free (self->field);
  g_free (self->value);
  g_free (self->section);
  g_free (self->reason);
  *self = (XpFormChange){0};
}

void
xp_form_change_copy (const XpFormChange *self, XpFormChange *out_change)
{
  *out_change = (XpFormChange){
    .op = self->op,
    .item_no = g_strdup (self->item_no),
    .field = g_strdup (self->field),
    .value = g_strdup (self->value),
    .section = g_strdup (self->section),
    .reason = g_strdup (self->reason),
  };
}

/* ---- forms ---- */

static void
copy_award (const XpAward *from, XpAward *to)
{
  g_strfreev (to->ties);
  *to = *from;
  to->title = g_strdup (from->title);
  to->object = g_strdup (from->object);
  to->total_min = g_strdup (from->total_min);
  to->quota = g_strdup (from->quota);
  to->quota_base = g_strdup (from->quota_base);
  to->quota_rounding = g_strdup (from->quota_rounding);
  to->na_policy = g_strdup (from->na_policy);
  to->judges = g_strdup (from->judges);
  to->ties = g_strdupv (from->ties);
  to->period = g_strdup (from->period);
  to->cooldown_rounds = g_strdup (from->cooldown_rounds);
  to->valid_for = g_strdup (from->valid_for);
  to->requires = g_strdup (from->requires);
  to->plate = g_strdup (from->plate);
  to->grades = g_new0 (XpGradeLine, from->n_grades + 1);
  for (size_t i = 0; i < from->n_grades; i++) {
    to->grades[i] = from->grades[i];
    to->grades[i].word = g_strdup (from->grades[i].word);
  }
}

XpRubric *
xp_rubric_copy (const XpRubric *self)
{
  XpRubric *copy = xp_rubric_new ();
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->version_text = g_strdup (self->version_text);
  copy->issuer = g_strdup (self->issuer);
  copy->extends = g_strdup (self->extends);
  copy->basis = g_strdup (self->basis);
  copy->basis_title = g_strdup (self->basis_title);
  copy->level = self->level;
  copy->rights = self->rights;
  copy->full_mark_hundredths = self->full_mark_hundredths;
  copy->is_full_mark_declared = self->is_full_mark_declared;
  copy->is_own = self->is_own;
  copy->has_award = self->has_award;
  copy_award (&self->award, &copy->award);

  g_strfreev (copy->departures);
  copy->departures = g_strdupv (self->departures);
  copy->n_items = self->n_items;
  copy->items = g_new0 (XpItem, self->n_items + 1);
  for (size_t i = 0; i < self->n_items; i++)
    xp_item_copy (&self->items[i], &copy->items[i]);
  copy->n_changes = self->n_changes;
  copy->changes = g_new0 (XpFormChange, self->n_changes + 1);
  for (size_t i = 0; i < self->n_changes; i++)
    xp_form_change_copy (&self->changes[i], &copy->changes[i]);
  return copy;
}

XpNaPolicy
xp_award_get_na_policy (const XpAward *award)
{
  if (g_strcmp0 (award->na_policy, "折算") == 0)
    return XP_NA_RESCALE;
  if (g_strcmp0 (award->na_policy, "不计") == 0 || g_strcmp0 (award->na_policy, "替代") == 0)
    return XP_NA_LEFT_OUT;
  return XP_NA_FULL;
}

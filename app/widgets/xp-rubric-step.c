#include "xp-rubric-step.h"

#include "xp-mark.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-fields.h"

#include <string.h>

XpRubricStep *
xp_rubric_step_new (const XpRubricStep *step)
{
  XpRubricStep *self = g_memdup2 (step, sizeof *step);
  XpFormAddition *addition = &self->addition;
  const char **const texts[] = {&addition->section,
                                &addition->name,
                                &addition->criterion,
                                &addition->unit,
                                &addition->points,
                                &addition->max,
                                &addition->reason};
  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (*texts[i]);
  self->no = g_strdup (step->no);
  self->field = g_strdup (step->field);
  self->text = g_strdup (step->text);
  self->reason = g_strdup (step->reason);
  return self;
}

void
xp_rubric_step_free (XpRubricStep *self)
{
  const XpFormAddition *addition = &self->addition;
  const char *const texts[] = {addition->section,
                               addition->name,
                               addition->criterion,
                               addition->unit,
                               addition->points,
                               addition->max,
                               addition->reason};
  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free ((gpointer) texts[i]);
  g_free (self->no);
  g_free (self->field);
  g_free (self->text);
  g_free (self->reason);
  g_free (self);
}

/* ---- kinds of step ---- */

static bool
has_change (const XpRubric *form, const char *what)
{
  for (size_t i = 0; i < form->n_changes; i++)
    if (strcmp (form->changes[i].item_no, what) == 0)
      return true;
  return false;
}

/* The parent's own line or quota is no change. */
static bool
is_parents (const XpRubric *parent, const char *field, const char *text)
{
  if (strcmp (field, "quota") == 0)
    return g_strcmp0 (parent->award.quota != NULL ? parent->award.quota : "", text) == 0;
  const XpGradeLine *line = parent->award.n_grades > 0 ? &parent->award.grades[0] : NULL;
  for (size_t i = 0; i < parent->award.n_grades; i++)
    if (g_strcmp0 (parent->award.grades[i].word, parent->award.title) == 0)
      line = &parent->award.grades[i];
  g_autofree char *was = line != NULL ? xp_points_to_text (line->from_hundredths) : g_strdup ("");
  return strcmp (was, text) == 0;
}

static XpRubric *
set_form (const XpRubricStep *self, const XpRubric *form, const XpRubric *parent, GError **error)
{
  const bool is_line = strcmp (self->field, "LINE") == 0;
  if (parent == NULL || (!is_line && strcmp (self->field, "quota") != 0))
    return xp_rubric_edit_set_form (form, self->field, self->text, error);
  const char *what = is_line ? "LINE" : "QUOTA";
  if (!is_parents (parent, self->field, self->text))
    return xp_form_step_set_award (form, parent, what, self->text, error);
  return has_change (form, what) ? xp_form_step_take_back (form, parent, what, NULL, error)
                                 : xp_rubric_ref ((XpRubric *) form);
}

static XpRubric *
rename_section (const XpRubricStep *self, const XpRubric *form, GError **error)
{
  g_autoptr (XpRubric) renamed = xp_rubric_ref ((XpRubric *) form);
  for (size_t i = 0; i < form->n_items; i++) {
    if (strcmp (form->items[i].section, self->field) != 0)
      continue;
    XpRubric *next = xp_rubric_edit_set (renamed, (int) i + 1, "section", self->text, error);
    if (next == NULL)
      return NULL;
    xp_rubric_unref (renamed);
    renamed = next;
  }
  return g_steal_pointer (&renamed);
}

/* It belongs to the section of the item in whose place it comes; where only the section is another,
 * it stays in its row. */
static XpRubric *
move (const XpRubricStep *self, const XpRubric *form, int *out_at, GError **error)
{
  const XpItem *item = xp_rubric_get_item (form, self->at);
  const XpItem *there = xp_rubric_get_item (form, self->to_at);
  if (item == NULL || there == NULL)
    return xp_rubric_ref ((XpRubric *) form);
  const bool is_next = ABS (self->at - self->to_at) == 1;
  const bool is_same = strcmp (item->section, there->section) == 0;
  *out_at = is_next && !is_same ? self->at : self->to_at;
  g_autoptr (XpRubric) moved = is_next && !is_same
                                 ? xp_rubric_ref ((XpRubric *) form)
                                 : xp_rubric_edit_move (form, self->at, self->to_at, error);
  if (moved == NULL || is_same)
    return g_steal_pointer (&moved);
  return xp_rubric_edit_set (moved, *out_at, "section", there->section, error);
}

/* What was gone comes back where it stood: the chosen row stays. */
static XpRubric *
take_back (const XpRubricStep *self,
           const XpRubric *form,
           const XpRubric *parent,
           int *out_at,
           GError **error)
{
  *out_at = 0;
  const bool is_whole = self->field == NULL || self->field[0] == '\0';
  return xp_form_step_take_back (form, parent, self->no, is_whole ? NULL : self->field, error);
}

XpRubric *
xp_rubric_step_take (const XpRubricStep *self,
                     const XpRubric *form,
                     const XpRubric *parent,
                     int *out_at,
                     GError **error)
{
  *out_at = self->at;
  switch (self->kind) {
  case XP_STEP_FIELD:
    return xp_form_step_set (form, parent, self->at, self->field, self->text, self->reason, error);
  case XP_STEP_FORM:
    return set_form (self, form, parent, error);
  case XP_STEP_SECTION:
    return rename_section (self, form, error);
  case XP_STEP_ADD:
    return xp_rubric_edit_add (form, self->at, "", XP_MODE_DEDUCT, out_at, error);
  case XP_STEP_ADDITION:
    return xp_form_step_add (form, parent, &self->addition, out_at, error);
  case XP_STEP_REMOVE:
    return parent != NULL ? take_back (self, form, parent, out_at, error)
                          : xp_rubric_edit_remove (form, self->at, error);
  case XP_STEP_MOVE:
    return move (self, form, out_at, error);
  case XP_STEP_SWITCH:
    *out_at = 0;
    return xp_form_step_switch (form, parent, self->no, self->op, error);
  case XP_STEP_TAKE_BACK:
    return take_back (self, form, parent, out_at, error);
  default:
    g_return_val_if_reached (NULL);
  }
}

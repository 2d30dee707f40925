/* xp-rubric-editor-steps.c: what is done to the form: each step is saved at once; what is refused
 * stands where it was typed, or over the paper. */
#include "xp-rubric-editor-private.h"

#include "xp-page.h"
#include "xp-rubric-forms.h"
#include "xp-rubric-work.h"

#include <string.h>

/* ---- refusals ---- */

void
xp_rubric_editor_forget_refusal (XpRubricEditor *self)
{
  g_clear_pointer (&self->pending, xp_rubric_step_free);
  gtk_widget_set_visible (self->refusal, FALSE);
}

/* At the field where it was typed, else over the paper. */
static void
tell_refusal (XpRubricEditor *self, const XpRubricStep *step, const GError *error)
{
  const bool can_keep = self->parent != NULL && g_error_matches (error, XP_ERROR, XP_ERROR_REFUSED);
  if (step->kind == XP_STEP_FIELD || step->kind == XP_STEP_FORM) {
    xp_rubric_pane_refuse (self->pane, step->field, error->message, can_keep);
    return;
  }
  xp_rubric_editor_forget_refusal (self);
  if (can_keep)
    self->pending = xp_rubric_step_new (step);
  gtk_label_set_label (self->refused, error->message);
  gtk_widget_set_visible (self->keep, can_keep);
  gtk_widget_set_visible (self->refusal, TRUE);
}

/* ---- steps ---- */

/* One act each. What changed in the book comes back through xp_rubric_editor_refresh(). */
static bool
take (XpRubricEditor *self, const XpRubric *form, const XpRubricStep *step, GError **error)
{
  int at = 0;
  g_autoptr (XpRubric) next = xp_rubric_step_take (step, form, self->parent, &at, error);
  if (next == NULL)
    return false;
  if (next == self->form)
    return true;
  if (!xp_rubric_work_save (self->desk, next, NULL, error))
    return false;
  xp_rubric_editor_forget_refusal (self);
  for (guint i = 0; at > 0 && i < self->rows->len; i++)
    if (((const XpFormRow *) self->rows->pdata[i])->at == at)
      xp_rubric_sheet_select (self->sheet, (int) i);
  return true;
}

static bool
take_for_form (GtkWidget *editor, const XpRubric *form, const XpRubricStep *step, GError **error)
{
  return take (XP_RUBRIC_EDITOR (editor), form, step, error);
}

static bool
run (XpRubricEditor *self, const XpRubricStep *step)
{
  g_autoptr (GError) error = NULL;
  if (!self->can_edit)
    return false;
  const bool is_taken = take (self, self->form, step, &error);
  if (!is_taken)
    tell_refusal (self, step, error);
  return is_taken;
}

static XpRubricStep
step_on_field (XpRubricEditor *self, const char *field, const char *text)
{
  const XpFormRow *row = xp_rubric_editor_get_shown_row (self);
  return (XpRubricStep){.kind = row != NULL ? XP_STEP_FIELD : XP_STEP_FORM,
                        .at = row != NULL ? row->at : 0,
                        .field = (char *) field,
                        .text = (char *) text,
                        .reason = (char *) xp_rubric_pane_get_reason (self->pane)};
}

/* The article stands behind an item that was added; alone it is nothing. */
static void
set_reason (XpRubricEditor *self, const char *reason)
{
  const XpFormRow *row = xp_rubric_editor_get_shown_row (self);
  if (row == NULL || row->at == 0 || xp_rubric_lookup_item (self->parent, row->item->no) != NULL)
    return;
  XpRubricStep step = step_on_field (self, "name", row->item->name);
  step.reason = (char *) reason;
  run (self, &step);
}

static void
set_field_cb (XpRubricEditor *self, const char *field, const char *text)
{
  if (strcmp (field, "reason") == 0) {
    set_reason (self, text);
    return;
  }
  const XpRubricStep step = step_on_field (self, field, text);
  run (self, &step);
}

static void
take_back_cb (XpRubricEditor *self, const char *field)
{
  const XpFormRow *row = xp_rubric_editor_get_shown_row (self);
  const bool is_line = strcmp (field, "LINE") == 0;
  const XpRubricStep step = {.kind = XP_STEP_TAKE_BACK,
                             .at = row != NULL ? row->at : 0,
                             .no =
                               row != NULL ? row->item->no : (char *) (is_line ? "LINE" : "QUOTA"),
                             .field = (char *) (row != NULL ? field : "")};
  if (self->parent != NULL)
    run (self, &step);
}

static void
ask_own (XpRubricEditor *self, const XpRubricStep *step)
{
  xp_rubric_form_ask_own (GTK_WIDGET (self), self->form, self->parent, step, take_for_form);
}

static void
keep_field_cb (XpRubricEditor *self, const char *field, const char *text)
{
  const XpRubricStep step = step_on_field (self, field, text);
  ask_own (self, &step);
}

static void
keep_pending_cb (XpRubricEditor *self)
{
  if (self->pending != NULL)
    ask_own (self, self->pending);
}

static void
refusal_read_cb (XpRubricEditor *self)
{
  xp_rubric_editor_forget_refusal (self);
  xp_rubric_sheet_take_focus (self->sheet);
}

static void
switch_cb (XpRubricEditor *self, int op)
{
  const XpFormRow *row = xp_rubric_editor_get_shown_row (self);
  const XpRubricStep step = {.kind = XP_STEP_SWITCH,
                             .at = row->at,
                             .no = row->item->no,
                             .op = (XpChangeOp) op};
  run (self, &step);
}

static void
rename_section_cb (XpRubricEditor *self)
{
  xp_rubric_form_ask_section (GTK_WIDGET (self),
                              self->form,
                              xp_rubric_editor_get_shown_row (self)->item->section,
                              take_for_form);
}

static void
add_cb (XpRubricEditor *self)
{
  const XpFormRow *row = xp_rubric_editor_get_row (self);
  const int last = (int) self->form->n_items;
  const XpRubricStep step = {.kind = XP_STEP_ADD, .at = row != NULL ? row->at : last};
  if (!self->can_edit)
    return;
  if (self->parent != NULL) {
    const char *section = row != NULL ? row->item->section : "";
    xp_rubric_form_ask_addition (GTK_WIDGET (self),
                                 self->form,
                                 self->parent,
                                 section,
                                 take_for_form);
    return;
  }
  if (run (self, &step))
    xp_rubric_pane_take_focus (self->pane);
}

static void
remove_cb (XpRubricEditor *self)
{
  const XpFormRow *row = xp_rubric_editor_get_row (self);
  if (row == NULL)
    return;
  const XpRubricStep step = {.kind = XP_STEP_REMOVE, .at = row->at, .no = row->item->no};
  if (run (self, &step))
    xp_rubric_sheet_take_focus (self->sheet);
}

static void
move (XpRubricEditor *self, int from_at, int to_at)
{
  const XpRubricStep step = {.kind = XP_STEP_MOVE, .at = from_at, .to_at = to_at};
  if (from_at > 0 && to_at > 0 && to_at <= (int) self->form->n_items && run (self, &step))
    xp_rubric_sheet_take_focus (self->sheet);
}

static void
move_by (XpRubricEditor *self, int step)
{
  const XpFormRow *row = xp_rubric_editor_get_row (self);
  if (row != NULL)
    move (self, row->at, row->at + step);
}

static void
up_cb (XpRubricEditor *self)
{
  move_by (self, -1);
}

static void
down_cb (XpRubricEditor *self)
{
  move_by (self, 1);
}

static void
dragged_cb (XpRubricEditor *self, int from, int to)
{
  move (self,
        ((const XpFormRow *) self->rows->pdata[from])->at,
        ((const XpFormRow *) self->rows->pdata[to])->at);
}

bool
xp_rubric_editor_step_by_key (XpRubricEditor *self, guint keyval, GdkModifierType state)
{
  const bool has_alt = (state & GDK_ALT_MASK) != 0;
  if (has_alt && (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up))
    move_by (self, -1);
  else if (has_alt && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    move_by (self, 1);
  else if (keyval == GDK_KEY_Insert || keyval == GDK_KEY_KP_Insert)
    add_cb (self);
  else if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    remove_cb (self);
  else
    return false;
  return true;
}

void
xp_rubric_editor_bind_steps (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_pending_cb);
  gtk_widget_class_bind_template_callback (widget_class, refusal_read_cb);
  gtk_widget_class_bind_template_callback (widget_class, dragged_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_field_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_field_cb);
  gtk_widget_class_bind_template_callback (widget_class, switch_cb);
  gtk_widget_class_bind_template_callback (widget_class, rename_section_cb);
}

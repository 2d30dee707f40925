#include "xp-form-step.h"

#include "xp-error.h"
#include "xp-form-rights.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-fields.h"

#include <string.h>

/* ---- changes ---- */

static const XpFormChange *
find_change (const XpRubric *form, const char *item_no, XpChangeOp op)
{
  for (size_t i = 0; i < form->n_changes; i++)
    if (form->changes[i].op == op && strcmp (form->changes[i].item_no, item_no) == 0)
      return &form->changes[i];
  return NULL;
}

/* What was taken; REFUSED or INPUT with the sentence of the first that was not. */
static XpRubric *
take (XpOverlay *overlay, GError **error)
{
  g_autoptr (XpOverlay) taken = overlay;
  if (taken->refusals->len == 0)
    return xp_rubric_ref (taken->rubric);
  const XpOverlayRefusal *refusal = taken->refusals->pdata[0];
  if (refusal->is_senseless)
    g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, refusal->sentence);
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s要照样改，可以另设称号。",
                 refusal->sentence);
  return NULL;
}

static bool
is_touching (const XpFormChange *change, const char *item_no, const char *field)
{
  return strcmp (change->item_no, item_no) == 0 &&
         (field == NULL || (change->op == XP_CHANGE_SET && strcmp (change->field, field) == 0));
}

XpRubric *
xp_form_step_take_back (const XpRubric *form,
                        const XpRubric *parent,
                        const char *item_no,
                        const char *field,
                        GError **error)
{
  g_autoptr (XpRubric) left = xp_rubric_ref ((XpRubric *) form);
  bool is_touched = false;
  for (size_t i = form->n_changes; i > 0; i--) {
    if (!is_touching (&form->changes[i - 1], item_no, field))
      continue;
    XpRubric *without = take (xp_overlay_without_change (parent, left, i - 1), error);
    if (without == NULL)
      return NULL;
    xp_rubric_unref (left);
    left = without;
    is_touched = true;
  }
  if (is_touched)
    return g_steal_pointer (&left);
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "这一项没有改动，没有可收回的。请另选一项。");
  return NULL;
}

/* ---- an item that was added, as the text of its change ---- */

/* NULL: a text has the mark that parts the fields. */
static char *
write_item (const XpItem *item, const char *reason, GError **error)
{
  static const char *const IN_ORDER[] = {"name", "criterion", "mode", "unit", "points"};
  static const char *const OTHERS[] = {"max", "min", "gate", "veto", "by", "instead_of", "note"};
  GString *value = g_string_new (NULL);
  bool is_parted = false;
  for (size_t i = 0; i < G_N_ELEMENTS (IN_ORDER); i++) {
    g_autofree char *text = xp_rubric_dup_item_field (item, IN_ORDER[i]);
    is_parted |= strchr (text, '|') != NULL;
    g_string_append_printf (value, "%s%s", i > 0 ? "|" : "", text);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (OTHERS); i++) {
    g_autofree char *text = xp_rubric_dup_item_field (item, OTHERS[i]);
    is_parted |= strchr (text, '|') != NULL;
    if (text[0] != '\0' && (strcmp (OTHERS[i], "note") != 0 || strcmp (text, reason) != 0))
      g_string_append_printf (value, "|%s=%s", OTHERS[i], text);
  }
  if (item->mode == XP_MODE_SCORE) {
    g_autofree char *step = xp_rubric_dup_item_field (item, "step");
    g_string_append_printf (value, "|step=%s", step);
  }
  if (!is_parted)
    return g_string_free (value, FALSE);
  g_string_free (value, TRUE);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "新增的第%s项里不能有“|”。请换成别的标点，或用另一种记分方式。",
               item->no);
  return NULL;
}

static XpRubric *
put_added (const XpRubric *form,
           const XpRubric *parent,
           const XpItem *item,
           const char *reason,
           GError **error)
{
  const bool is_extra = form->level == XP_LEVEL_VILLAGE && xp_mode_has_points (item->mode);
  g_autofree char *value = write_item (item, reason, error);
  if (value == NULL)
    return NULL;
  const XpFormChange change = {.op = XP_CHANGE_ADD,
                               .item_no = item->no,
                               .field = (char *) (is_extra ? "extra" : "item"),
                               .value = value,
                               .section = item->section,
                               .reason = (char *) reason};
  return take (xp_overlay_with_change (parent, form, &change), error);
}

static XpRubric *
set_added (const XpRubric *form,
           const XpRubric *parent,
           const XpItem *item,
           const XpFormChange *added,
           const char *field,
           const char *text,
           const char *reason,
           GError **error)
{
  g_autofree char *problem = NULL;
  XpItem changed = {0};
  XpRubric *rubric = NULL;
  xp_item_copy (item, &changed);
  if (strcmp (field, "no") == 0)
    problem = g_strdup ("新增的项号不能改。要换号，请收回这一项，再加一次。");
  else
    xp_rubric_set_item_field (&changed, field, text, &problem);
  xp_rubric_settle_item (&changed);
  if (problem != NULL)
    g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, problem);
  else
    rubric = put_added (form, parent, &changed, reason != NULL ? reason : added->reason, error);
  xp_item_clear (&changed);
  return rubric;
}

static char *
dup_free_number (const XpRubric *form, const XpRubric *parent)
{
  const char letter = form->level == XP_LEVEL_TOWNSHIP ? 'T' : 'C';
  for (int i = 1;; i++) {
    g_autofree char *no = g_strdup_printf ("%c%d", letter, i);
    if (xp_rubric_lookup_item (form, no) == NULL && xp_rubric_lookup_item (parent, no) == NULL)
      return g_steal_pointer (&no);
  }
}

XpRubric *
xp_form_step_add (const XpRubric *form,
                  const XpRubric *parent,
                  const XpFormAddition *addition,
                  int *out_at,
                  GError **error)
{
  const struct {
    const char *field, *text;
  } FIELDS[] = {{"section", addition->section},
                {"name", addition->name},
                {"criterion", addition->criterion},
                {"unit", addition->unit},
                {"points", addition->points},
                {"max", addition->max},
                {"step", addition->mode == XP_MODE_SCORE ? "1" : ""},
                {"gate", addition->mode == XP_MODE_GATE ? "1" : ""}};
  g_autofree char *no = dup_free_number (form, parent);
  g_autofree char *problem = NULL;
  XpItem item = {.no = g_strdup (no), .mode = addition->mode};
  XpRubric *rubric = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (FIELDS) && problem == NULL; i++)
    xp_rubric_set_item_field (&item, FIELDS[i].field, FIELDS[i].text, &problem);
  xp_rubric_settle_item (&item);
  if (problem != NULL)
    g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, problem);
  else
    rubric = put_added (form, parent, &item, addition->reason, error);
  if (rubric != NULL)
    *out_at = xp_rubric_lookup_item (rubric, no)->at;
  xp_item_clear (&item);
  return rubric;
}

/* ---- fields ---- */

static XpRubric *
set_change (const XpRubric *form,
            const XpRubric *parent,
            const char *item_no,
            const char *field,
            const char *text,
            const char *reason,
            GError **error)
{
  const XpFormChange change = {.op = XP_CHANGE_SET,
                               .item_no = (char *) item_no,
                               .field = (char *) field,
                               .value = (char *) text,
                               .section = (char *) "",
                               .reason = (char *) (reason != NULL ? reason : "")};
  return take (xp_overlay_with_change (parent, form, &change), error);
}

static bool
is_set (const XpRubric *form, const char *item_no, const char *field)
{
  for (size_t i = 0; i < form->n_changes; i++)
    if (is_touching (&form->changes[i], item_no, field))
      return true;
  return false;
}

XpRubric *
xp_form_step_set (const XpRubric *form,
                  const XpRubric *parent,
                  int at,
                  const char *field,
                  const char *text,
                  const char *reason,
                  GError **error)
{
  const XpItem *item = xp_rubric_get_item (form, at);
  if (parent == NULL || item == NULL)
    return xp_rubric_edit_set (form, at, field, text, error);
  g_autofree char *line = g_strstrip (g_strdup (text));
  g_strdelimit (line, "\r\n\t", ' ');
  const XpFormChange *added = find_change (form, item->no, XP_CHANGE_ADD);
  if (added != NULL)
    return set_added (form, parent, item, added, field, line, reason, error);
  const XpItem *before = xp_rubric_lookup_item (parent, item->no);
  g_autofree char *was =
    strcmp (field, "no") == 0 ? g_strdup (item->no) : xp_rubric_dup_item_field (before, field);
  if (strcmp (was, line) != 0)
    return set_change (form, parent, item->no, field, line, reason, error);
  return is_set (form, item->no, field)
           ? xp_form_step_take_back (form, parent, item->no, field, error)
           : xp_rubric_ref ((XpRubric *) form);
}

XpRubric *
xp_form_step_set_award (
  const XpRubric *form, const XpRubric *parent, const char *what, const char *text, GError **error)
{
  const bool is_line = strcmp (what, "LINE") == 0;
  return set_change (form, parent, what, is_line ? "line" : "quota", text, NULL, error);
}

XpRubric *
xp_form_step_switch (
  const XpRubric *form, const XpRubric *parent, const char *item_no, XpChangeOp op, GError **error)
{
  const XpFormChange change = {.op = op,
                               .item_no = (char *) item_no,
                               .field = (char *) "",
                               .value = (char *) "",
                               .section = (char *) "",
                               .reason = (char *) ""};
  return take (xp_overlay_with_change (parent, form, &change), error);
}

XpRubric *
xp_form_step_own (const XpRubric *form, const char *title)
{
  XpRubric *own = xp_rubric_copy (form);
  own->is_own = true;
  g_free (own->award.title);
  own->award.title = g_strstrip (g_strdup (title));
  return own;
}

GPtrArray *
xp_form_list_problems (const XpRubric *form, const XpRubric *parent)
{
  if (parent == NULL)
    return xp_rubric_list_problems (form);
  g_autoptr (XpOverlay) overlay = xp_overlay_apply_form (parent, form);
  return g_ptr_array_ref (overlay->problems);
}

/* ---- rows ---- */

void
xp_form_row_free (XpFormRow *self)
{
  g_free (self->problem);
  g_free (self);
}

static char *
dup_problem (const GPtrArray *problems, int at)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < problems->len; i++) {
    const XpFormProblem *problem = problems->pdata[i];
    if (problem->item_at == at)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", problem->what);
  }
  if (text->len > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

static guint
find_row (const GPtrArray *rows, const char *no)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((const XpFormRow *) rows->pdata[i])->item->no, no) == 0)
      return i;
  return rows->len;
}

/* Behind the item that stands before it in the parent. */
static void
add_gone (GPtrArray *rows, const XpRubric *parent, const XpItem *item)
{
  XpFormRow *row = g_new0 (XpFormRow, 1);
  const XpItem *before = xp_rubric_get_item (parent, item->at - 1);
  const guint at = before != NULL ? find_row (rows, before->no) : rows->len;
  row->item = item;
  row->is_changed = true;
  g_ptr_array_insert (rows, before == NULL ? 0 : (int) MIN (at + 1, rows->len), row);
}

GPtrArray *
xp_form_list_rows (const XpRubric *form, const XpRubric *parent, const GPtrArray *problems)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_form_row_free);
  for (size_t i = 0; i < form->n_items; i++) {
    XpFormRow *row = g_new0 (XpFormRow, 1);
    row->item = &form->items[i];
    row->at = row->item->at;
    row->is_changed = parent != NULL && is_set (form, row->item->no, NULL);
    row->problem = dup_problem (problems, row->at);
    g_ptr_array_add (rows, row);
  }
  for (size_t i = 0; parent != NULL && i < parent->n_items; i++)
    if (xp_rubric_lookup_item (form, parent->items[i].no) == NULL)
      add_gone (rows, parent, &parent->items[i]);
  return rows;
}

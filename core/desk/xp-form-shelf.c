#include "xp-form-shelf.h"

#include "xp-rubric-text.h"

#include <string.h>

void
xp_shelf_form_free (XpShelfForm *self)
{
  g_clear_pointer (&self->rubric, xp_rubric_unref);
  g_free (self->text);
  g_free (self->sha256);
  g_free (self);
}

XpRubric *
xp_form_shelf_read_shipped (XpDesk *desk, const char *id, GError **error)
{
  g_autofree char *name = g_strconcat (id, ".rubric", NULL);
  g_autofree char *path = g_build_filename (xp_desk_get_rubrics_dir (desk), name, NULL);
  g_autofree char *text = NULL;
  if (strchr (id, '/') != NULL || !g_file_get_contents (path, &text, NULL, NULL)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "没有叫“%s”的评分表。请先看看有哪些评分表，或者先导入。",
                 id);
    return NULL;
  }
  return xp_rubric_from_text (text, id, name, error);
}

static XpShelfForm *
form_of_rubric (XpRubric *rubric, int version)
{
  XpShelfForm *form = g_new0 (XpShelfForm, 1);
  form->rubric = rubric;
  form->version = version;
  form->text = xp_rubric_to_text (rubric);
  form->sha256 = xp_sha256_of_text (form->text);
  return form;
}

XpShelfForm *
xp_form_shelf_take (XpDesk *desk, XpBook *book, const char *id, GError **error)
{
  g_autoptr (GPtrArray) forms = xp_book_list (book, XP_KIND_RUBRIC, NULL, 0, error);
  if (forms == NULL)
    return NULL;

  const XpRecord *latest = NULL;
  for (guint i = 0; i < forms->len; i++)
    if (strcmp (xp_record_get_text (forms->pdata[i], "id"), id) == 0 &&
        (latest == NULL ||
         xp_record_get_int (forms->pdata[i], "version") > xp_record_get_int (latest, "version")))
      latest = forms->pdata[i];

  if (latest == NULL) {
    XpRubric *shipped = xp_form_shelf_read_shipped (desk, id, error);
    return shipped != NULL ? form_of_rubric (shipped, 1) : NULL;
  }
  XpRubric *rubric = xp_rubric_from_stored_text (xp_record_get_text (latest, "text"), id, error);
  if (rubric == NULL)
    return NULL;
  XpShelfForm *form = form_of_rubric (rubric, (int) xp_record_get_int (latest, "version"));
  form->is_in_book = true;
  return form;
}

XpRecord *
xp_shelf_form_to_record (const XpShelfForm *self, int number)
{
  XpRecord *record = xp_record_new (XP_KIND_RUBRIC);
  xp_record_set_text (record, "id", self->rubric->id);
  xp_record_set_int (record, "version", self->version);
  xp_record_set_int (record, "number", number);
  xp_record_set_text (record, "text", self->text);
  xp_record_set_text (record, "sha256", self->sha256);
  return record;
}

bool
xp_form_shelf_next (XpBook *book, const char *id, int *out_version, int *out_number, GError **error)
{
  g_autoptr (GPtrArray) forms = xp_book_list (book, XP_KIND_RUBRIC, NULL, 0, error);
  if (forms == NULL)
    return false;

  int version = 1;
  for (guint i = 0; i < forms->len; i++)
    if (strcmp (xp_record_get_text (forms->pdata[i], "id"), id) == 0)
      version = MAX (version, (int) xp_record_get_int (forms->pdata[i], "version") + 1);
  *out_version = version;
  *out_number = (int) forms->len + 1;
  return true;
}

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

static XpShelfForm *
form_of_record (const XpRecord *record, GError **error)
{
  XpRubric *rubric = xp_rubric_from_stored_text (xp_record_get_text (record, "text"),
                                                 xp_record_get_text (record, "id"),
                                                 error);
  if (rubric == NULL)
    return NULL;
  XpShelfForm *form = form_of_rubric (rubric, (int) xp_record_get_int (record, "version"));
  form->is_in_book = true;
  return form;
}

static const XpRecord *
find_latest (const GPtrArray *records, const char *id)
{
  const XpRecord *latest = NULL;
  for (guint i = 0; i < records->len; i++)
    if (strcmp (xp_record_get_text (records->pdata[i], "id"), id) == 0 &&
        (latest == NULL ||
         xp_record_get_int (records->pdata[i], "version") > xp_record_get_int (latest, "version")))
      latest = records->pdata[i];
  return latest;
}

XpShelfForm *
xp_form_shelf_take (XpDesk *desk, XpBook *book, const char *id, GError **error)
{
  g_autoptr (GPtrArray) forms = xp_book_list (book, XP_KIND_RUBRIC, NULL, 0, error);
  if (forms == NULL)
    return NULL;
  const XpRecord *latest = find_latest (forms, id);
  if (latest != NULL)
    return form_of_record (latest, error);
  XpRubric *shipped = xp_form_shelf_read_shipped (desk, id, error);
  return shipped != NULL ? form_of_rubric (shipped, 1) : NULL;
}

static bool
is_called (const XpShelfForm *form, const char *version)
{
  g_autofree char *number = g_strdup_printf ("%d", form->version);
  return strcmp (number, version) == 0 ||
         (form->rubric->version_text != NULL && strchr (version, '-') != NULL &&
          strstr (form->rubric->version_text, version) != NULL);
}

/* Newest first. */
static XpShelfForm *
find_version (const GPtrArray *records, const char *id, const char *version, GError **error)
{
  for (guint i = records->len; i > 0; i--) {
    if (strcmp (xp_record_get_text (records->pdata[i - 1], "id"), id) != 0)
      continue;
    g_autoptr (XpShelfForm) form = form_of_record (records->pdata[i - 1], error);
    if (form == NULL || is_called (form, version))
      return g_steal_pointer (&form);
  }
  return NULL;
}

XpShelfForm *
xp_form_shelf_find (XpDesk *desk, XpBook *book, const char *ref, GError **error)
{
  const char *at = strrchr (ref, '@');
  if (at == NULL)
    return xp_form_shelf_take (desk, book, ref, error);

  g_autofree char *id = g_strndup (ref, (gsize) (at - ref));
  g_autoptr (GPtrArray) records = xp_book_list (book, XP_KIND_RUBRIC, NULL, 0, error);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XpShelfForm) form =
    records != NULL ? find_version (records, id, at + 1, &problem) : NULL;
  if (form == NULL && problem == NULL && records != NULL && find_latest (records, id) == NULL) {
    form = xp_form_shelf_take (desk, book, id, NULL);
    if (form != NULL && !is_called (form, at + 1))
      g_clear_pointer (&form, xp_shelf_form_free);
  }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (form == NULL && records != NULL)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "没有评分表“%s”的第%s版。请先导入这一版，再来调整。",
                 id,
                 at + 1);
  return g_steal_pointer (&form);
}

static bool
has_id (const GPtrArray *forms, const char *id)
{
  for (guint i = 0; i < forms->len; i++)
    if (strcmp (((const XpRubric *) forms->pdata[i])->id, id) == 0)
      return true;
  return false;
}

static bool
add_shipped (XpDesk *desk, GPtrArray *forms, GError **error)
{
  static const char ENDING[] = ".rubric";
  g_autoptr (GDir) dir = g_dir_open (xp_desk_get_rubrics_dir (desk), 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir)) {
    g_autofree char *id = g_strndup (name, strlen (name) - MIN (strlen (name), strlen (ENDING)));
    if (!g_str_has_suffix (name, ENDING) || has_id (forms, id))
      continue;
    XpRubric *rubric = xp_form_shelf_read_shipped (desk, id, error);
    if (rubric == NULL)
      return false;
    g_ptr_array_add (forms, rubric);
  }
  return true;
}

GPtrArray *
xp_form_shelf_list (XpDesk *desk, XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) records = xp_book_list (book, XP_KIND_RUBRIC, NULL, 0, error);
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_unref);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    const char *id = xp_record_get_text (records->pdata[i], "id");
    if (records->pdata[i] != find_latest (records, id))
      continue;
    XpRubric *rubric =
      xp_rubric_from_stored_text (xp_record_get_text (records->pdata[i], "text"), id, error);
    if (rubric == NULL)
      return NULL;
    g_ptr_array_add (forms, rubric);
  }
  return records != NULL && add_shipped (desk, forms, error) ? g_steal_pointer (&forms) : NULL;
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

#include "xp-rubric-work.h"

#include "xp-csv.h"
#include "xp-desk-private.h"
#include "xp-form-shelf.h"
#include "xp-program-files.h"
#include "xp-rubric-check.h"
#include "xp-rubric-table.h"
#include "xp-rubric-text.h"

#include <string.h>

void
xp_rubric_line_free (XpRubricLine *line)
{
  g_free (line->id);
  g_free (line->name);
  g_free (line->version);
  g_free (line->title);
  g_free (line->unready);
  g_free (line);
}

char *
xp_rubric_work_dup_unready (const XpRubric *rubric)
{
  return xp_rubric_dup_unready (rubric);
}

/* @version: 0: not in a book; the form's own word is shown then. */
static XpRubricLine *
make_line (const XpRubric *rubric, const char *id, int version)
{
  XpRubricLine *line = g_new0 (XpRubricLine, 1);
  line->id = g_strdup (id);
  line->name = g_strdup (rubric->name);
  line->version = version > 0 ? g_strdup_printf ("%d", version)
                              : g_strdup (rubric->version_text != NULL ? rubric->version_text : "");
  line->n_items = (int) rubric->n_items;
  line->full_mark_hundredths = rubric->full_mark_hundredths;
  line->title = g_strdup (rubric->award.title != NULL ? rubric->award.title : "");
  line->unready = xp_rubric_dup_unready (rubric);
  return line;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
xp_rubric_work_list_shipped (GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = xp_program_files_dup_dir ("rubrics");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    if (g_str_has_suffix (name, ".rubric"))
      g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (".rubric")));
  g_ptr_array_sort (ids, compare_names);

  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_line_free);
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (XpRubric) rubric = xp_rubric_work_read (ids->pdata[i], NULL, error);
    if (rubric == NULL)
      return NULL;
    g_ptr_array_add (lines, make_line (rubric, ids->pdata[i], 0));
  }
  return g_steal_pointer (&lines);
}

static gpointer
list_forms (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) records = xp_book_list (book, XP_KIND_RUBRIC, NULL, 0, error);
  if (records == NULL)
    return NULL;
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_line_free);
  for (guint i = 0; i < records->len; i++) {
    const char *id = xp_record_get_text (records->pdata[i], "id");
    g_autoptr (XpRubric) rubric =
      xp_rubric_from_stored_text (xp_record_get_text (records->pdata[i], "text"), id, error);
    if (rubric == NULL)
      return NULL;
    g_ptr_array_add (
      lines,
      make_line (rubric, id, (int) xp_record_get_int (records->pdata[i], "version")));
  }
  return g_steal_pointer (&lines);
}

GPtrArray *
xp_rubric_work_list (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_forms, NULL, error);
}

static bool
has_form (const GPtrArray *forms, const char *id)
{
  for (guint i = 0; i < forms->len; i++)
    if (strcmp (((const XpRubricLine *) forms->pdata[i])->id, id) == 0)
      return true;
  return false;
}

/* Takes the line into @forms, unless a form of its id is there already. */
static void
add_if_new (GPtrArray *forms, XpRubricLine *line)
{
  if (has_form (forms, line->id))
    xp_rubric_line_free (line);
  else
    g_ptr_array_add (forms, line);
}

GPtrArray *
xp_rubric_work_list_at_hand (XpDesk *desk, GError **error)
{
  g_autoptr (GPtrArray) own = xp_rubric_work_list (desk, error);
  g_autoptr (GPtrArray) shipped = own != NULL ? xp_rubric_work_list_shipped (error) : NULL;
  if (shipped == NULL)
    return NULL;
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_line_free);
  while (own->len > 0)
    add_if_new (forms, g_ptr_array_steal_index (own, own->len - 1));
  while (shipped->len > 0)
    add_if_new (forms, g_ptr_array_steal_index (shipped, 0));
  return forms;
}

/* ---- reading ---- */

static gpointer
take_form (XpDesk *desk, XpBook *book, gpointer id, GError **error)
{
  g_autoptr (XpShelfForm) form = xp_form_shelf_take (desk, book, id, error);
  return form != NULL ? xp_rubric_ref (form->rubric) : NULL;
}

XpRubric *
xp_rubric_work_take (XpDesk *desk, const char *id, GError **error)
{
  return xp_desk_run (desk, take_form, (gpointer) id, error);
}

static char *
stem_of (const char *file)
{
  g_autofree char *name = g_path_get_basename (file);
  char *dot = strrchr (name, '.');
  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

static XpRubric *
read_table (GBytes *bytes, const char *id, const char *name, GError **error)
{
  g_autoptr (XpTable) csv = xp_csv_parse (bytes, name, error);
  if (csv == NULL)
    return NULL;
  g_autofree XpRubricRow *rows = g_new0 (XpRubricRow, csv->n_rows + 1);
  size_t n_rows = 0;
  for (guint i = 0; i < csv->n_rows; i++)
    if (csv->rows[i].n_cells > 1)
      rows[n_rows++] = (XpRubricRow){csv->rows[i].cells, csv->rows[i].record};
  return xp_rubric_from_rows (rows, n_rows, id, name, error);
}

static XpRubric *
read_file (const char *file, const char *id, GError **error)
{
  g_autoptr (GBytes) bytes = xp_csv_read_file (file, error);
  if (bytes == NULL)
    return NULL;
  g_autofree char *name = g_path_get_basename (file);
  if (g_str_has_suffix (name, ".csv"))
    return read_table (bytes, id, name, error);

  gsize n = 0;
  const char *data = g_bytes_get_data (bytes, &n);
  if (memchr (data, 0, n) != NULL) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 不是文字，不是评分表。请重新选一个文件。",
                 name);
    return NULL;
  }
  g_autofree char *text = g_strndup (data, n);
  return xp_rubric_from_text (text, id, name, error);
}

XpRubric *
xp_rubric_work_read (const char *file_or_id, const char *id, GError **error)
{
  g_autofree char *stem = id != NULL ? g_strdup (id) : stem_of (file_or_id);
  if (g_file_test (file_or_id, G_FILE_TEST_EXISTS))
    return read_file (file_or_id, stem, error);

  g_autofree char *name = g_strconcat (file_or_id, ".rubric", NULL);
  g_autofree char *folder = xp_program_files_dup_dir ("rubrics");
  g_autofree char *shipped = g_build_filename (folder, name, NULL);
  if (strchr (file_or_id, '/') == NULL && g_file_test (shipped, G_FILE_TEST_EXISTS))
    return read_file (shipped, stem, error);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "没有“%s”这个评分表文件，自带的评分表里也没有。请看看有哪些评分表，再重新选。",
               file_or_id);
  return NULL;
}

char *
xp_rubric_work_to_csv (const XpRubric *rubric)
{
  g_autoptr (GPtrArray) rows = xp_rubric_to_rows (rubric);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++) {
    char **cells = rows->pdata[i];
    for (size_t k = 0; cells[k] != NULL; k++)
      xp_csv_append (out, cells[k], cells[k + 1] == NULL);
  }
  return g_string_free (out, FALSE);
}

/* ---- into the book ---- */

static gpointer
import (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpRubric *rubric = input;
  XpShelfForm form = {.rubric = (XpRubric *) rubric};
  int number = 0;
  if (!xp_form_shelf_next (book, rubric->id, &form.version, &number, error))
    return NULL;
  form.text = xp_rubric_to_text (rubric);
  form.sha256 = xp_sha256_of_text (form.text);
  g_autoptr (XpRecord) record = xp_shelf_form_to_record (&form, number);
  g_free (form.text);
  g_free (form.sha256);

  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_IMPORT_RUBRIC);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_rubric_work_import (XpDesk *desk, const XpRubric *rubric, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_run (desk, import, (gpointer) rubric, error);
  if (act != NULL)
    xp_desk_note_act (desk, act);
  return act != NULL;
}

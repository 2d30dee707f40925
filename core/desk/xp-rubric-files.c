/* xp-rubric-files.c: forms out of files, and into files that others open. */
#include "xp-csv.h"
#include "xp-desk-private.h"
#include "xp-paper-save.h"
#include "xp-program-files.h"
#include "xp-rubric-table.h"
#include "xp-rubric-text.h"
#include "xp-rubric-work.h"
#include "xp-xlsx-writer.h"
#include "xp-xlsx.h"

#include <string.h>

static char *
stem_of (const char *file)
{
  g_autofree char *name = g_path_get_basename (file);
  char *dot = strrchr (name, '.');
  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

/* Items, or changes to the items of another form: the header says which. */
static XpRubric *
read_table (const XpTable *table, const char *id, const char *name, GError **error)
{
  g_autofree XpRubricRow *rows = g_new0 (XpRubricRow, table->n_rows + 1);
  size_t n_rows = 0;
  for (guint i = 0; i < table->n_rows; i++)
    if (table->rows[i].n_cells > 1)
      rows[n_rows++] = (XpRubricRow){table->rows[i].cells, table->rows[i].record};
  return n_rows > 0 && xp_rubric_row_heads_changes (&rows[0])
           ? xp_form_changes_from_rows (rows, n_rows, id, name, error)
           : xp_rubric_from_rows (rows, n_rows, id, name, error);
}

/* The first sheet that is not hidden. */
static XpRubric *
read_workbook (GBytes *bytes, const char *id, const char *name, GError **error)
{
  g_autoptr (GPtrArray) sheets = xp_xlsx_read (bytes, name, NULL, error);
  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    if (!((const XpTable *) sheets->pdata[i])->is_hidden)
      return read_table (sheets->pdata[i], id, name, error);
  if (sheets != NULL)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 里没有看得见的工作表，请重新选一个文件。",
                 name);
  return NULL;
}

static bool
has_ending (const char *path, const char *ending)
{
  g_autofree char *small = g_ascii_strdown (path, -1);
  return g_str_has_suffix (small, ending);
}

static XpRubric *
read_file (const char *file, const char *id, GError **error)
{
  g_autoptr (GBytes) bytes = xp_csv_read_file (file, error);
  if (bytes == NULL)
    return NULL;
  g_autofree char *name = g_path_get_basename (file);
  if (xp_xlsx_is_one (bytes))
    return read_workbook (bytes, id, name, error);
  if (has_ending (name, ".csv")) {
    g_autoptr (XpTable) table = xp_csv_parse (bytes, name, error);
    return table != NULL ? read_table (table, id, name, error) : NULL;
  }

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

/* ---- out ---- */

static bool
write_table (const XpRubric *rubric, const char *path, bool is_workbook, GError **error)
{
  g_autoptr (GPtrArray) rows = xp_rubric_to_full_rows (rubric);
  g_auto (GStrv) header = g_ptr_array_steal_index (rows, 0);
  const XpSheetOut sheet = {rubric->name, (const char *const *) header, rows};
  return is_workbook ? xp_xlsx_write (&sheet, path, error) : xp_csv_write (&sheet, path, error);
}

bool
xp_rubric_work_export (const XpRubric *rubric, const char *path, GError **error)
{
  const bool is_workbook = has_ending (path, ".xlsx");
  if (is_workbook || has_ending (path, ".csv"))
    return write_table (rubric, path, is_workbook, error);
  if (has_ending (path, ".rubric")) {
    char *text = xp_rubric_to_text (rubric);
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
    return xp_paper_save (bytes, path, error);
  }
  g_autofree char *name = g_path_get_basename (path);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "“%s”看不出要存成哪一种。文件名请用 .xlsx、.csv 或 .rubric 结尾。",
               name);
  return false;
}

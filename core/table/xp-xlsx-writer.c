#include "xp-xlsx-writer.h"

#include "xp-csv.h"
#include "xp-error.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
  MOST_DIGITS = 9,
  MOST_SHEET_NAME = 31, /* characters */
  LEAST_WIDTH = 6,
  MOST_WIDTH = 50
};

static bool
refuse (GError **error, const char *path, const char *why)
{
  g_autofree char *name = g_path_get_basename (path);
  g_set_error (error, XP_ERROR, XP_ERROR_NOT_SAVED, "%s 没有存成：%s", name, why);
  return false;
}

static const char *
say_why (int problem)
{
  switch (problem) {
  case ENOSPC:
  case EDQUOT:
    return "磁盘满了。请腾出空间再存一次。";
  case EACCES:
  case EPERM:
  case EROFS:
    return "这个位置不让写。请换一个文件夹。";
  case ENOENT:
  case ENOTDIR:
    return "没有这个文件夹。请换一个位置。";
  default:
    return "写到一半出了错，没有留下半个文件。请换一个位置再存一次。";
  }
}

/* ---- what a cell is ---- */

/* 17, -3, 4.5; not 0042, not 13800000000, not 1.10, of which a number keeps 1.1. */
static bool
is_figure (const char *cell)
{
  const char *at = cell + (cell[0] == '-');
  const gsize n_whole = strspn (at, "0123456789");
  if (n_whole == 0 || n_whole > MOST_DIGITS || (at[0] == '0' && n_whole > 1))
    return false;
  at += n_whole;
  if (*at != '.')
    return *at == '\0';
  const gsize n_after = strspn (at + 1, "0123456789");
  return n_after > 0 && n_after <= MOST_DIGITS && at[1 + n_after] == '\0' && at[n_after] != '0';
}

/* All that stands in the column is figures, and something does. */
static bool
is_of_figures (const XpSheetOut *sheet, guint column)
{
  bool has_any = false;
  for (guint i = 0; i < sheet->rows->len; i++) {
    const char *cell = ((char **) sheet->rows->pdata[i])[column];
    if (cell[0] != '\0' && !is_figure (cell))
      return false;
    has_any |= cell[0] != '\0';
  }
  return has_any;
}

static int
width_of (const char *cell)
{
  int width = 0;
  for (const char *at = cell; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return width;
}

static int
column_width (const XpSheetOut *sheet, guint column)
{
  int width = width_of (sheet->header[column]);
  for (guint i = 0; i < sheet->rows->len; i++)
    width = MAX (width, width_of (((char **) sheet->rows->pdata[i])[column]));
  return CLAMP (width + 2, LEAST_WIDTH, MOST_WIDTH);
}

/* Without what a sheet's name may not have. */
static char *
make_sheet_name (const char *title)
{
  g_autofree char *whole = g_strdup (title);
  g_strdelimit (whole, "[]:*?/\\'", ' ');
  g_strstrip (whole);
  return whole[0] != '\0'
           ? g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), MOST_SHEET_NAME))
           : g_strdup ("名单");
}

/* ---- a workbook ---- */

static lxw_error
fill_column (lxw_workbook *book, lxw_worksheet *to, const XpSheetOut *sheet, guint column)
{
  const bool is_numeric = is_of_figures (sheet, column);
  const lxw_col_t at = (lxw_col_t) column;
  lxw_format *text = workbook_add_format (book);
  format_set_num_format (text, "@"); /* so that digits that are typed later stay text too */
  worksheet_set_column (to, at, at, column_width (sheet, column), is_numeric ? NULL : text);
  lxw_error problem = LXW_NO_ERROR;
  for (guint i = 0; i < sheet->rows->len && problem == LXW_NO_ERROR; i++) {
    const char *cell = ((char **) sheet->rows->pdata[i])[column];
    if (cell[0] == '\0')
      continue;
    problem = is_numeric ? worksheet_write_number (to, i + 1, at, g_ascii_strtod (cell, NULL), NULL)
                         : worksheet_write_string (to, i + 1, at, cell, text);
  }
  return problem;
}

static lxw_error
write_workbook (const XpSheetOut *sheet, const char *path)
{
  g_autofree char *name = make_sheet_name (sheet->title);
  lxw_workbook *book = workbook_new (path);
  if (book == NULL)
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  lxw_doc_properties properties = {.title = (char *) sheet->title};
  workbook_set_properties (book, &properties);
  lxw_worksheet *to = workbook_add_worksheet (book, name);
  lxw_format *bold = workbook_add_format (book);
  format_set_bold (bold);
  worksheet_freeze_panes (to, 1, 0);
  worksheet_repeat_rows (to, 0, 0);
  worksheet_set_paper (to, 9); /* A4 */
  lxw_error problem = LXW_NO_ERROR;
  for (guint i = 0; sheet->header[i] != NULL && problem == LXW_NO_ERROR; i++) {
    problem = fill_column (book, to, sheet, i);
    if (problem == LXW_NO_ERROR)
      problem = worksheet_write_string (to, 0, (lxw_col_t) i, sheet->header[i], bold);
  }
  const lxw_error closing = workbook_close (book);
  return problem != LXW_NO_ERROR ? problem : closing;
}

/* What the library writes goes into memory first: the disk is asked once, for a whole file. NULL
 * with errno. */
static GBytes *
make_workbook (const XpSheetOut *sheet)
{
  const int fd = memfd_create ("workbook", MFD_CLOEXEC);
  if (fd < 0)
    return NULL;
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *bytes = NULL;
  gsize n = 0;
  errno = 0;
  const bool is_made = write_workbook (sheet, path) == LXW_NO_ERROR;
  const int problem = errno;
  const bool is_read = is_made && g_file_get_contents (path, &bytes, &n, NULL);
  close (fd);
  errno = problem;
  return is_read ? g_bytes_new_take (g_steal_pointer (&bytes), n) : NULL;
}

/* ---- a file that is whole or not there ---- */

static bool
save (const XpDisk *disk, GBytes *bytes, const char *path, GError **error)
{
  bool is_named = false;
  const int problem = xp_disk_save (disk, bytes, path, &is_named);
  if (problem == 0)
    return true;
  if (!is_named)
    return refuse (error, path, say_why (problem));
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_NOT_SAVED,
               "%s 写好了，可是磁盘没有答应收好，断电可能会丢。请再存一次，或换一个位置。",
               xp_error_name_file (path));
  return false;
}

bool
xp_xlsx_write_on (const XpDisk *disk, const XpSheetOut *sheet, const char *path, GError **error)
{
  g_autoptr (GBytes) workbook = make_workbook (sheet);
  return workbook != NULL ? save (disk, workbook, path, error)
                          : refuse (error, path, say_why (errno));
}

bool
xp_xlsx_write (const XpSheetOut *sheet, const char *path, GError **error)
{
  return xp_xlsx_write_on (&XP_DISK_SYSTEM, sheet, path, error);
}

/* ---- text ---- */

static bool
looks_like_formula (const char *cell)
{
  static const char *const STARTS[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"};
  for (size_t i = 0; i < G_N_ELEMENTS (STARTS) && !is_figure (cell); i++)
    if (g_str_has_prefix (cell, STARTS[i]))
      return true;
  return false;
}

static void
append_cell (GString *out, const char *cell, bool is_last)
{
  g_autofree char *guarded = looks_like_formula (cell) ? g_strconcat ("'", cell, NULL) : NULL;
  xp_csv_append (out, guarded != NULL ? guarded : cell, is_last);
}

char *
xp_csv_for_spreadsheets (const XpSheetOut *sheet)
{
  GString *out = g_string_new ("\xef\xbb\xbf");
  for (guint k = 0; sheet->header[k] != NULL; k++)
    append_cell (out, sheet->header[k], sheet->header[k + 1] == NULL);
  for (guint i = 0; i < sheet->rows->len; i++) {
    char **row = sheet->rows->pdata[i];
    for (guint k = 0; sheet->header[k] != NULL; k++)
      append_cell (out, row[k], sheet->header[k + 1] == NULL);
  }
  return g_string_free (out, FALSE);
}

bool
xp_csv_write_on (const XpDisk *disk, const XpSheetOut *sheet, const char *path, GError **error)
{
  char *text = xp_csv_for_spreadsheets (sheet);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  return save (disk, bytes, path, error);
}

bool
xp_csv_write (const XpSheetOut *sheet, const char *path, GError **error)
{
  return xp_csv_write_on (&XP_DISK_SYSTEM, sheet, path, error);
}

#include "xp-xlsx-sheet.h"

#include "xp-error.h"
#include "xp-xml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  MOST_COLUMNS = 256,
  MOST_CHARACTERS_IN_CELL = 32767,
  MOST_MERGES = 100000
};
static const guint MOST_ROWS = 100000;
static const gsize MOST_TEXT = 10 << 20;

typedef struct {
  guint column;
  int first, last; /* rows as the sheet numbers them */
} Merge;

typedef struct {
  XpWorkbook *book;
  GArray *rows;       /* of XpTableRow */
  GArray *merges;     /* of Merge: those over more than one row */
  GPtrArray *notes;   /* of char * */
  GPtrArray *cells;   /* of the row being read; NULL where empty */
  GByteArray *number; /* likewise, 1 where a number */
  XpTableRow row;     /* being read */
  guint column;       /* of the cell being read, from 0 */
  guint next_column;
  int next_record;
  char type[16]; /* of the cell; "" a number */
  guint style;
  GString *value;
  bool is_in_value, is_in_reading, has_formula, has_value;
  const char *problem; /* what stops the reading; static */
} Sheet;

/* ---- places ---- */

/* B7 → column 1, row 7; zeros where there is none. */
static void
read_reference (const char *reference, guint *out_column, int *out_row)
{
  guint column = 0;
  const char *at = reference;
  for (; g_ascii_isupper (*at) && column < 100000; at++)
    column = column * 26 + (guint) (*at - 'A') + 1;
  *out_column = column;
  *out_row = (int) CLAMP (strtol (at, NULL, 10), 0, 10000000);
}

static void
add_merge (Sheet *sheet, const char *reference)
{
  const char *colon = strchr (reference, ':');
  guint column = 0, last_column = 0;
  Merge merge = {0};
  if (colon == NULL || sheet->merges->len >= MOST_MERGES)
    return;
  read_reference (reference, &column, &merge.first);
  read_reference (colon + 1, &last_column, &merge.last);
  if (column == 0 || merge.last <= merge.first)
    return;
  merge.column = column - 1;
  g_array_append_val (sheet->merges, merge);
}

/* ---- values ---- */

void
xp_xlsx_unescape (char *text)
{
  char *out = text;
  for (const char *at = text; *at != '\0';) {
    gunichar c = 0;
    const bool is_escape = at[0] == '_' && at[1] == 'x' && strlen (at) >= 7 && at[6] == '_' &&
                           g_ascii_isxdigit (at[2]) && g_ascii_isxdigit (at[3]) &&
                           g_ascii_isxdigit (at[4]) && g_ascii_isxdigit (at[5]);
    for (int i = 2; is_escape && i < 6; i++)
      c = c * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
    if (is_escape && c != 0 && g_unichar_validate (c)) {
      out += g_unichar_to_utf8 (c, out); /* never longer than the seven it stands for */
      at += 7;
    } else {
      *out++ = *at++;
    }
  }
  *out = '\0';
}

/* The day of a serial number: 1 is 1900-01-01, and 60 a 29th of February that never was. */
static char *
write_day (double serial, bool is_from_1904)
{
  GDate day;
  const double shift = is_from_1904 ? 1462 : 0;
  const guint32 number = (guint32) (serial + shift);
  g_date_set_dmy (&day, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&day, number + (number < 60));
  return g_strdup_printf ("%04d-%02d-%02d",
                          g_date_get_year (&day),
                          g_date_get_month (&day),
                          g_date_get_day (&day));
}

/* A number as one reads it in the sheet: whole ones without a point, never 1E+10. */
static char *
write_number (const Sheet *sheet, const char *text)
{
  const GArray *dates = sheet->book->style_dates;
  char *end = NULL;
  const double number = g_ascii_strtod (text, &end);
  const double LAST_DAY = 2958465; /* 9999-12-31 */
  if (end == text || !isfinite (number))
    return g_strdup (text);
  if (sheet->style < dates->len && g_array_index (dates, bool, sheet->style) && number >= 1 &&
      number <= LAST_DAY)
    return write_day (number, sheet->book->is_from_1904);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const bool is_whole = fabs (number - round (number)) <= 0 && fabs (number) < 1e18;
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, is_whole ? "%.0f" : "%.15g", number));
}

static char *
write_value (Sheet *sheet)
{
  const char *text = sheet->value->str;
  if (strcmp (sheet->type, "s") == 0) {
    const guint64 i = g_ascii_strtoull (text, NULL, 10);
    return g_strdup (i < sheet->book->strings->len ? sheet->book->strings->pdata[i] : "");
  }
  if (strcmp (sheet->type, "b") == 0)
    return g_strdup (strcmp (text, "1") == 0 ? "是" : "否");
  if (strcmp (sheet->type, "e") == 0)
    return g_strdup ("");
  if (sheet->type[0] == '\0' || strcmp (sheet->type, "n") == 0)
    return write_number (sheet, text);
  g_autofree char *raw = g_strdup (text);
  xp_xlsx_unescape (raw);
  char *normal = g_utf8_normalize (raw, -1, G_NORMALIZE_NFC);
  return normal != NULL ? normal : g_strdup ("");
}

static void
note_cell (Sheet *sheet, const char *what)
{
  enum {
    MOST_NOTES = 50
  };
  g_autofree char *letter = xp_table_letter (sheet->column);
  if (sheet->notes->len < MOST_NOTES)
    g_ptr_array_add (sheet->notes,
                     g_strdup_printf ("第%d行%s列%s", sheet->row.record, letter, what));
}

static void
keep_value (Sheet *sheet, char *text)
{
  sheet->book->n_text += strlen (text);
  if (sheet->book->n_text > MOST_TEXT)
    sheet->problem = "里的字太多，不像农户名单";
  if (g_utf8_strlen (text, -1) > MOST_CHARACTERS_IN_CELL)
    sheet->problem = "有一格的字太多（超过32767个），不像农户名单";
  if (sheet->cells->len <= sheet->column) {
    g_ptr_array_set_size (sheet->cells, (int) sheet->column + 1);
    const guint n = sheet->number->len;
    g_byte_array_set_size (sheet->number, sheet->column + 1);
    memset (sheet->number->data + n, 0, sheet->column + 1 - n);
  }
  g_free (sheet->cells->pdata[sheet->column]);
  sheet->cells->pdata[sheet->column] = text;
  sheet->number->data[sheet->column] =
    sheet->type[0] == '\0' || strcmp (sheet->type, "n") == 0 ? 1 : 0;
}

static void
note_strike (Sheet *sheet)
{
  const XpWorkbook *book = sheet->book;
  if (sheet->style >= book->style_fonts->len)
    return;
  const guint font = g_array_index (book->style_fonts, guint, sheet->style);
  sheet->row.is_struck |= font < book->fonts->len && g_array_index (book->fonts, bool, font);
}

static void
end_cell (Sheet *sheet)
{
  if (strcmp (sheet->type, "e") == 0)
    note_cell (sheet, "的公式出错了，按空格子读。");
  else if (sheet->has_formula && !sheet->has_value)
    note_cell (sheet, "是公式，没有存下算出来的数，按空格子读。请在 WPS 里打开存一次再导入。");
  if (!sheet->has_value || sheet->column >= MOST_COLUMNS)
    return;
  char *text = write_value (sheet);
  if (text[0] == '\0') {
    g_free (text);
    return;
  }
  note_strike (sheet);
  keep_value (sheet, text);
}

/* ---- rows ---- */

static void
end_row (Sheet *sheet)
{
  if (sheet->cells->len == 0)
    return;
  for (guint i = 0; i < sheet->cells->len; i++)
    if (sheet->cells->pdata[i] == NULL)
      sheet->cells->pdata[i] = g_strdup ("");
  sheet->row.n_cells = sheet->cells->len;
  g_ptr_array_add (sheet->cells, NULL);
  sheet->row.cells = (char **) g_ptr_array_steal (sheet->cells, NULL);
  sheet->row.is_number = g_memdup2 (sheet->number->data, sheet->number->len);
  g_byte_array_set_size (sheet->number, 0);
  g_array_append_val (sheet->rows, sheet->row);
  if (++sheet->book->n_rows > MOST_ROWS)
    sheet->problem = "超过10万行，不像一个村的农户名单";
}

static void
begin_row (Sheet *sheet, const char **keys, const char **values)
{
  const int record = (int) CLAMP (strtol (xp_xml_get (keys, values, "r"), NULL, 10), 0, 10000000);
  const char *hidden = xp_xml_get (keys, values, "hidden");
  sheet->row = (XpTableRow){
    .record = record > 0 ? record : sheet->next_record,
    .is_hidden = strcmp (hidden, "1") == 0 || strcmp (hidden, "true") == 0,
  };
  sheet->next_record = sheet->row.record + 1;
  sheet->next_column = 0;
}

static void
begin_cell (Sheet *sheet, const char **keys, const char **values)
{
  guint column = 0;
  int row = 0;
  read_reference (xp_xml_get (keys, values, "r"), &column, &row);
  sheet->column = column > 0 ? column - 1 : sheet->next_column;
  sheet->next_column = sheet->column + 1;
  g_strlcpy (sheet->type, xp_xml_get (keys, values, "t"), sizeof sheet->type);
  sheet->style = (guint) g_ascii_strtoull (xp_xml_get (keys, values, "s"), NULL, 10);
  sheet->has_formula = sheet->has_value = false;
  g_string_truncate (sheet->value, 0);
}

static void
take_value (Sheet *sheet)
{
  sheet->is_in_value = !sheet->is_in_reading;
  sheet->has_value |= sheet->is_in_value;
}

static void
start_element (const char *element, const char **keys, const char **values, gpointer data)
{
  Sheet *sheet = data;
  if (strcmp (element, "c") == 0)
    begin_cell (sheet, keys, values);
  else if (strcmp (element, "v") == 0 || strcmp (element, "t") == 0)
    take_value (sheet);
  else if (strcmp (element, "f") == 0)
    sheet->has_formula = true;
  else if (strcmp (element, "rPh") == 0)
    sheet->is_in_reading = true;
  else if (strcmp (element, "row") == 0)
    begin_row (sheet, keys, values);
  else if (strcmp (element, "mergeCell") == 0)
    add_merge (sheet, xp_xml_get (keys, values, "ref"));
}

static void
end_element (const char *element, gpointer data)
{
  Sheet *sheet = data;
  if (strcmp (element, "c") == 0)
    end_cell (sheet);
  else if (strcmp (element, "v") == 0 || strcmp (element, "t") == 0)
    sheet->is_in_value = false;
  else if (strcmp (element, "rPh") == 0)
    sheet->is_in_reading = false;
  else if (strcmp (element, "row") == 0)
    end_row (sheet);
}

static void
take_text (const char *text, gsize n, gpointer data)
{
  enum {
    MOST_BYTES = MOST_CHARACTERS_IN_CELL * 4 + 4
  };
  Sheet *sheet = data;
  if (sheet->is_in_value && sheet->value->len <= MOST_BYTES)
    g_string_append_len (sheet->value, text, (gssize) n);
}

static bool
check (gpointer data, GError **error)
{
  const Sheet *sheet = data;
  if (sheet->problem == NULL)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s %s。请只把名单那几列复制到一张新表里再导入。",
               sheet->book->name,
               sheet->problem);
  return false;
}

/* ---- merged cells ---- */

static int
compare_record (gconstpointer record, gconstpointer row)
{
  return *(const int *) record - ((const XpTableRow *) row)->record;
}

/* The first cell's value stands in the rows below it too, where these have nothing there. */
static void
fill_merge (const Sheet *sheet, const Merge *merge)
{
  XpTableRow *rows = (XpTableRow *) (gpointer) sheet->rows->data;
  XpTableRow *first =
    sheet->rows->len > 0
      ? bsearch (&merge->first, rows, sheet->rows->len, sizeof *rows, compare_record)
      : NULL;
  if (first == NULL)
    return;
  const char *value = xp_table_row_get (first, merge->column);
  const XpTableRow *end = rows + sheet->rows->len;
  for (XpTableRow *row = first + 1; row < end && row->record <= merge->last; row++)
    if (merge->column < row->n_cells && row->cells[merge->column][0] == '\0') {
      g_free (row->cells[merge->column]);
      row->cells[merge->column] = g_strdup (value);
    }
}

/* ---- a sheet ---- */

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return ((const XpTableRow *) a)->record - ((const XpTableRow *) b)->record;
}

static XpTable *
make_table (Sheet *sheet, const char *name, bool is_hidden)
{
  XpTable *table = g_new0 (XpTable, 1);
  g_array_sort (sheet->rows, compare_rows);
  for (guint i = 0; i < sheet->merges->len; i++)
    fill_merge (sheet, &g_array_index (sheet->merges, Merge, i));
  table->n_rows = sheet->rows->len;
  table->rows = (XpTableRow *) (gpointer) g_array_free (sheet->rows, FALSE);
  sheet->rows = NULL;
  table->encoding = "XLSX";
  table->name = g_strdup (name);
  table->is_hidden = is_hidden;
  g_ptr_array_add (sheet->notes, NULL);
  table->notes = (char **) g_ptr_array_steal (sheet->notes, NULL);
  return table;
}

static void
clear_sheet (Sheet *sheet)
{
  for (guint i = 0; sheet->rows != NULL && i < sheet->rows->len; i++)
    xp_table_row_clear (&g_array_index (sheet->rows, XpTableRow, i));
  g_clear_pointer (&sheet->rows, g_array_unref);
  g_array_unref (sheet->merges);
  g_ptr_array_unref (sheet->notes);
  g_ptr_array_unref (sheet->cells);
  g_byte_array_unref (sheet->number);
  g_string_free (sheet->value, TRUE);
}

XpTable *
xp_xlsx_read_sheet (XpWorkbook *book,
                    const char *part,
                    const char *name,
                    bool is_hidden,
                    GCancellable *cancellable,
                    GError **error)
{
  static const XpXmlHandler HANDLER = {start_element, end_element, take_text, check};
  Sheet sheet = {
    .book = book,
    .rows = g_array_new (FALSE, FALSE, sizeof (XpTableRow)),
    .merges = g_array_new (FALSE, FALSE, sizeof (Merge)),
    .notes = g_ptr_array_new_with_free_func (g_free),
    .cells = g_ptr_array_new_with_free_func (g_free),
    .number = g_byte_array_new (),
    .value = g_string_new (NULL),
    .next_record = 1,
  };
  XpTable *table = NULL;
  if (xp_xml_read (book->zip, book->name, part, &HANDLER, &sheet, cancellable, error))
    table = make_table (&sheet, name, is_hidden);
  clear_sheet (&sheet);
  return table;
}

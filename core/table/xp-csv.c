#include "xp-csv.h"

#include "xp-error.h"

#include <string.h>

static const gsize MOST_BYTES = 64 << 20;
static const glong MOST_CHARACTERS_IN_CELL = 32767;

/* ---- bytes to text ---- */

static bool
has_prefix (const guint8 *bytes, gsize n, const char *prefix, gsize n_prefix)
{
  return n >= n_prefix && memcmp (bytes, prefix, n_prefix) == 0;
}

/* What is no text at all: said by its first bytes. */
static bool
refuse_foreign (const guint8 *bytes, gsize n, const char *name, GError **error)
{
  const char *what = NULL;
  if (has_prefix (bytes, n, "PK\003\004", 4))
    what = "是 .xlsx 表格";
  else if (has_prefix (bytes, n, "\xd0\xcf\x11\xe0", 4))
    what = "是旧的 .xls 或 .et 表格，也可能加了密码";
  else if (has_prefix (bytes, n, "<", 1))
    what = "是网页文件";
  else if (has_prefix (bytes, n, "%PDF", 4))
    what = "是 PDF 文件";
  else if (has_prefix (bytes, n, "\x89PNG", 4) || has_prefix (bytes, n, "\xff\xd8\xff", 3) ||
           has_prefix (bytes, n, "GIF8", 4))
    what = "是图片";
  if (what == NULL)
    return true;

  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s %s，不是文字表格。请在 WPS 里打开，另存为“CSV（逗号分隔）”再导入。",
               name,
               what);
  return false;
}

static char *
decode_utf16 (const guint8 *bytes, gsize n, const char *name, GError **error)
{
  char *text =
    g_convert ((const char *) bytes + 2, (gssize) n - 2, "UTF-8", "UTF-16LE", NULL, NULL, NULL);
  if (text == NULL)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 的文字读到一半断了。请在 WPS 里另存为“CSV UTF-8”再导入。",
                 name);
  return text;
}

static char *
decode_gb18030 (const guint8 *bytes, gsize n, const char *name, GError **error)
{
  gsize n_read = 0;
  char *text =
    g_convert ((const char *) bytes, (gssize) n, "UTF-8", "GB18030", &n_read, NULL, NULL);
  if (text == NULL)
    g_set_error (
      error,
      XP_ERROR,
      XP_ERROR_INPUT,
      "%s 第%zu个字节起读不出来，文字编码既不是UTF-8也不是GB18030。请在 WPS 里另存为“CSV "
      "UTF-8”再导入。",
      name,
      n_read + 1);
  return text;
}

static char *
decode (GBytes *data, const char *name, const char **out_encoding, GError **error)
{
  gsize n = 0;
  const guint8 *bytes = g_bytes_get_data (data, &n);
  if (!refuse_foreign (bytes, n, name, error))
    return NULL;
  if (n == 0) {
    *out_encoding = "UTF-8";
    return g_strdup ("");
  }

  if (has_prefix (bytes, n, "\xff\xfe", 2)) {
    *out_encoding = "UTF-16LE";
    return decode_utf16 (bytes, n, name, error);
  }
  const guint8 *zero = memchr (bytes, 0, n);
  if (zero != NULL) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 第%zu个字节是空的，这不是文字表格，或者已经损坏。请重新另存一份再导入。",
                 name,
                 (size_t) (zero - bytes) + 1);
    return NULL;
  }

  const gsize n_bom = has_prefix (bytes, n, "\xef\xbb\xbf", 3) ? 3 : 0;
  if (g_utf8_validate ((const char *) bytes + n_bom, (gssize) (n - n_bom), NULL)) {
    *out_encoding = "UTF-8";
    return g_strndup ((const char *) bytes + n_bom, n - n_bom);
  }
  *out_encoding = "GB18030";
  return decode_gb18030 (bytes, n, name, error);
}

/* ---- text to rows ---- */

typedef struct {
  const char *at;
  gunichar delimiter;
  bool is_at_end_of_record;
} Scanner;

static bool
ends_line (const char *at)
{
  return *at == '\n' || *at == '\r' || *at == '\0';
}

static const char *
skip_line_end (const char *at)
{
  if (at[0] == '\r' && at[1] == '\n')
    return at + 2;
  return *at != '\0' ? at + 1 : at;
}

/* One cell from where the scanner stands; leaves it behind the delimiter or the line end. */
static char *
scan_cell (Scanner *scanner)
{
  GString *cell = g_string_new (NULL);
  bool is_quoted = *scanner->at == '"';
  const char *at = scanner->at + is_quoted;

  for (; *at != '\0'; at = g_utf8_next_char (at)) {
    if (is_quoted && at[0] == '"' && at[1] == '"') {
      g_string_append_c (cell, '"');
      at++;
    } else if (is_quoted && at[0] == '"') {
      is_quoted = false;
    } else if (!is_quoted && (ends_line (at) || g_utf8_get_char (at) == scanner->delimiter)) {
      break;
    } else {
      g_string_append_unichar (cell, g_utf8_get_char (at));
    }
  }

  scanner->is_at_end_of_record = ends_line (at);
  scanner->at = ends_line (at) ? skip_line_end (at) : g_utf8_next_char (at);
  return g_string_free (cell, FALSE);
}

static XpTableRow
scan_record (Scanner *scanner, int record)
{
  GPtrArray *cells = g_ptr_array_new ();
  do {
    g_autofree char *raw = scan_cell (scanner);
    char *normal = g_utf8_normalize (raw, -1, G_NORMALIZE_NFC);
    g_ptr_array_add (cells, normal);
  } while (!scanner->is_at_end_of_record);

  const guint n_cells = cells->len;
  g_ptr_array_add (cells, NULL);
  return (XpTableRow){
    .cells = (char **) g_ptr_array_free (cells, FALSE),
    .n_cells = n_cells,
    .record = record,
  };
}

static void
free_rows (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    xp_table_row_clear (&g_array_index (rows, XpTableRow, i));
  g_array_free (rows, TRUE);
}

static GArray *
scan_rows (const char *text, gunichar delimiter, int most_records)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  Scanner scanner = {text, delimiter, false};
  for (int record = 1; *scanner.at != '\0' && record <= most_records; record++) {
    const XpTableRow row = scan_record (&scanner, record);
    g_array_append_val (rows, row);
  }
  return rows;
}

/* How many of the first rows have the commonest number of fields, where that is more than one. */
static guint
count_even_rows (const char *text, gunichar delimiter)
{
  enum {
    N_LOOKED_AT = 200,
    MOST_FIELDS = 64
  };
  guint counts[MOST_FIELDS + 1] = {0};
  GArray *rows = scan_rows (text, delimiter, N_LOOKED_AT);
  for (guint i = 0; i < rows->len; i++)
    counts[MIN (g_array_index (rows, XpTableRow, i).n_cells, (guint) MOST_FIELDS)]++;
  free_rows (rows);

  guint most = 0;
  for (guint n = 2; n <= MOST_FIELDS; n++)
    most = MAX (most, counts[n]);
  return most;
}

static gunichar
choose_delimiter (const char *text)
{
  static const gunichar DELIMITERS[] = {',', '\t', ';', 0xff0c};
  gunichar best = ',';
  guint most = 0;
  for (size_t i = 0; i < G_N_ELEMENTS (DELIMITERS); i++) {
    const guint n = count_even_rows (text, DELIMITERS[i]);
    if (n > most) {
      most = n;
      best = DELIMITERS[i];
    }
  }
  return best;
}

static bool
check_cells (const GArray *rows, const char *name, GError **error)
{
  for (guint i = 0; i < rows->len; i++) {
    const XpTableRow *row = &g_array_index (rows, XpTableRow, i);
    for (guint k = 0; k < row->n_cells; k++) {
      if (g_utf8_strlen (row->cells[k], -1) <= MOST_CHARACTERS_IN_CELL)
        continue;
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_INPUT,
                   "%s 第%d行第%u格的字太多（超过%ld个），多半是引号没有成对。请改好后再导入。",
                   name,
                   row->record,
                   k + 1,
                   MOST_CHARACTERS_IN_CELL);
      return false;
    }
  }
  return true;
}

XpTable *
xp_csv_parse (GBytes *bytes, const char *name, GError **error)
{
  const char *encoding = NULL;
  g_autofree char *text = decode (bytes, name, &encoding, error);
  if (text == NULL)
    return NULL;

  GArray *rows = scan_rows (text, choose_delimiter (text), G_MAXINT);
  if (!check_cells (rows, name, error)) {
    free_rows (rows);
    return NULL;
  }
  XpTable *self = g_new0 (XpTable, 1);
  self->n_rows = rows->len;
  self->rows = (XpTableRow *) (gpointer) g_array_free (rows, FALSE);
  self->encoding = encoding;
  self->name = g_strdup ("");
  self->notes = g_new0 (char *, 1);
  return self;
}

char *
xp_csv_decode_text (GBytes *bytes, const char *name, GError **error)
{
  const char *encoding = NULL;
  return decode (bytes, name, &encoding, error);
}

GBytes *
xp_csv_read_file (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  char *data = NULL;
  gsize n = 0;
  g_autoptr (GError) local = NULL;
  if (!g_file_get_contents (path, &data, &n, &local)) {
    const bool is_missing = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 is_missing ? "没有 %s 这个文件。请看看文件名和位置对不对。"
                            : "%s 打不开。请看看它是不是文件、有没有权限。",
                 name);
    return NULL;
  }
  if (n > MOST_BYTES) {
    g_free (data);
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "%s 有%zu兆，太大了，不像农户名单（最多64兆）。请只留下名单再导入。",
                 name,
                 n >> 20);
    return NULL;
  }
  return g_bytes_new_take (data, n);
}

void
xp_csv_append (GString *out, const char *cell, bool is_last)
{
  if (strpbrk (cell, ",\"\r\n") == NULL) {
    g_string_append (out, cell);
  } else {
    g_string_append_c (out, '"');
    for (const char *at = cell; *at != '\0'; at++) {
      if (*at == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *at);
    }
    g_string_append_c (out, '"');
  }
  g_string_append_c (out, is_last ? '\n' : ',');
}

#include "xp-xlsx.h"

#include "xp-error.h"
#include "xp-xlsx-sheet.h"
#include "xp-xml.h"

#include <string.h>

static const guint MOST_STRINGS = 1000000;
static const gsize MOST_STRING_BYTES = 32 << 20;

typedef struct {
  char *name, *relation;
  bool is_hidden;
} SheetEntry;

typedef struct {
  XpWorkbook shared;
  char *folder;          /* of the workbook's part, with its slash; "" none */
  GHashTable *relations; /* id → part */
  char *document, *strings_part, *styles_part;
  GArray *sheets;  /* of SheetEntry */
  GString *string; /* a shared string being read */
  gsize n_string_bytes;
  bool is_in_text, is_in_reading, is_in_cell_styles, is_in_fonts;
  const char *name;
} Workbook;

bool
xp_xlsx_is_one (GBytes *bytes)
{
  gsize n = 0;
  const char *data = g_bytes_get_data (bytes, &n);
  return n >= 4 && memcmp (data, "PK\003\004", 4) == 0;
}

/* ---- relations ---- */

/* A target is relative to the part that names it, or absolute; “..” climbs. */
static char *
resolve (const char *folder, const char *target)
{
  if (target[0] == '/')
    return g_strdup (target + 1);
  g_autofree char *absolute = g_strconcat ("/", folder, target, NULL);
  char *plain = g_canonicalize_filename (absolute, "/");
  memmove (plain, plain + 1, strlen (plain));
  return plain;
}

static void
start_relation (const char *element, const char **keys, const char **values, gpointer data)
{
  Workbook *book = data;
  const char *type = xp_xml_get (keys, values, "Type");
  const char *target = xp_xml_get (keys, values, "Target");
  if (strcmp (element, "Relationship") != 0 ||
      strcmp (xp_xml_get (keys, values, "TargetMode"), "External") == 0)
    return;
  char *part = resolve (book->folder, target);
  char **place = g_str_has_suffix (type, "/officeDocument")  ? &book->document
                 : g_str_has_suffix (type, "/sharedStrings") ? &book->strings_part
                 : g_str_has_suffix (type, "/styles")        ? &book->styles_part
                                                             : NULL;
  if (place != NULL) {
    g_free (*place);
    *place = part;
  } else {
    g_hash_table_replace (book->relations, g_strdup (xp_xml_get (keys, values, "Id")), part);
  }
}

static const XpXmlHandler RELATIONS = {.start = start_relation};

/* ---- the workbook ---- */

static void
clear_entry (gpointer data)
{
  SheetEntry *entry = data;
  g_free (entry->name);
  g_free (entry->relation);
}

static bool
is_true (const char *value)
{
  return strcmp (value, "1") == 0 || strcmp (value, "true") == 0;
}

static void
start_workbook (const char *element, const char **keys, const char **values, gpointer data)
{
  Workbook *book = data;
  if (strcmp (element, "workbookPr") == 0)
    book->shared.is_from_1904 = is_true (xp_xml_get (keys, values, "date1904"));
  if (strcmp (element, "sheet") != 0)
    return;
  /* r:id and the plain id are told apart by what they are called before prefixes go: only r:id is
   * written here, for sheets have a sheetId. */
  const char *state = xp_xml_get (keys, values, "state");
  const SheetEntry entry = {
    .name = g_strdup (xp_xml_get (keys, values, "name")),
    .relation = g_strdup (xp_xml_get (keys, values, "id")),
    .is_hidden = strcmp (state, "hidden") == 0 || strcmp (state, "veryHidden") == 0,
  };
  g_array_append_val (book->sheets, entry);
}

static const XpXmlHandler WORKBOOK = {.start = start_workbook};

/* ---- shared strings ---- */

static void
start_string (const char *element, const char **keys, const char **values, gpointer data)
{
  Workbook *book = data;
  if (strcmp (element, "si") == 0)
    g_string_truncate (book->string, 0);
  else if (strcmp (element, "rPh") == 0)
    book->is_in_reading = true;
  else if (strcmp (element, "t") == 0)
    book->is_in_text = !book->is_in_reading;
}

static void
end_string (const char *element, gpointer data)
{
  Workbook *book = data;
  if (strcmp (element, "t") == 0) {
    book->is_in_text = false;
  } else if (strcmp (element, "rPh") == 0) {
    book->is_in_reading = false;
  } else if (strcmp (element, "si") == 0) {
    xp_xlsx_unescape (book->string->str);
    char *normal = g_utf8_normalize (book->string->str, -1, G_NORMALIZE_NFC);
    g_ptr_array_add (book->shared.strings, normal != NULL ? normal : g_strdup (""));
    book->n_string_bytes += book->string->len;
  }
}

static void
take_string (const char *text, gsize n, gpointer data)
{
  Workbook *book = data;
  if (book->is_in_text)
    g_string_append_len (book->string, text, (gssize) n);
}

static bool
check_strings (gpointer data, GError **error)
{
  const Workbook *book = data;
  if (book->shared.strings->len <= MOST_STRINGS &&
      book->n_string_bytes + book->string->len <= MOST_STRING_BYTES)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s 里的字太多，不像农户名单。请只把名单那几列复制到一张新表里再导入。",
               book->name);
  return false;
}

static const XpXmlHandler STRINGS = {start_string, end_string, take_string, check_strings};

/* ---- styles ---- */

/* A format that has a year or a day in it, outside quotes and brackets, shows a date. */
static bool
shows_day (const char *format)
{
  bool is_quoted = false, is_bracketed = false;
  for (const char *at = format; *at != '\0'; at++) {
    if (*at == '"')
      is_quoted = !is_quoted;
    else if (*at == '[' || *at == ']')
      is_bracketed = *at == '[';
    else if (!is_quoted && !is_bracketed && strchr ("ydYD", *at) != NULL)
      return true;
  }
  return false;
}

static bool
is_date_format (const Workbook *book, guint format)
{
  const bool is_built_in = (format >= 14 && format <= 17) || format == 22 ||
                           (format >= 27 && format <= 31) || format == 36 ||
                           (format >= 50 && format <= 54) || format == 57 || format == 58;
  return is_built_in ||
         g_hash_table_contains (book->shared.date_formats, GUINT_TO_POINTER (format));
}

static void
add_style (Workbook *book, const char **keys, const char **values)
{
  const guint font = (guint) g_ascii_strtoull (xp_xml_get (keys, values, "fontId"), NULL, 10);
  const guint format = (guint) g_ascii_strtoull (xp_xml_get (keys, values, "numFmtId"), NULL, 10);
  const bool is_date = is_date_format (book, format);
  g_array_append_val (book->shared.style_fonts, font);
  g_array_append_val (book->shared.style_dates, is_date);
}

static void
start_style (const char *element, const char **keys, const char **values, gpointer data)
{
  Workbook *book = data;
  const bool off = false;
  if (strcmp (element, "fonts") == 0) {
    book->is_in_fonts = true;
  } else if (strcmp (element, "cellXfs") == 0) {
    book->is_in_cell_styles = true;
  } else if (strcmp (element, "font") == 0 && book->is_in_fonts) {
    g_array_append_val (book->shared.fonts, off);
  } else if (strcmp (element, "strike") == 0 && book->is_in_fonts && book->shared.fonts->len > 0) {
    const char *value = xp_xml_get (keys, values, "val");
    g_array_index (book->shared.fonts, bool, book->shared.fonts->len - 1) =
      value[0] == '\0' || is_true (value);
  } else if (strcmp (element, "numFmt") == 0) {
    const guint number = (guint) g_ascii_strtoull (xp_xml_get (keys, values, "numFmtId"), NULL, 10);
    if (shows_day (xp_xml_get (keys, values, "formatCode")))
      g_hash_table_add (book->shared.date_formats, GUINT_TO_POINTER (number));
  } else if (strcmp (element, "xf") == 0 && book->is_in_cell_styles) {
    add_style (book, keys, values);
  }
}

static void
end_style (const char *element, gpointer data)
{
  Workbook *book = data;
  if (strcmp (element, "fonts") == 0)
    book->is_in_fonts = false;
  else if (strcmp (element, "cellXfs") == 0)
    book->is_in_cell_styles = false;
}

static const XpXmlHandler STYLES = {.start = start_style, .end = end_style};

/* ---- the whole ---- */

static bool
read_part (Workbook *book,
           const char *part,
           const XpXmlHandler *handler,
           GCancellable *cancellable,
           GError **error)
{
  return xp_xml_read (book->shared.zip, book->name, part, handler, book, cancellable, error);
}

static bool
refuse_other (const Workbook *book, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "%s 不是表格（可能是 Word 文件或普通压缩包）。请选 .xlsx 或 .csv 的名单。",
               book->name);
  return false;
}

static bool
read_frame (Workbook *book, GCancellable *cancellable, GError **error)
{
  if (!xp_zip_has (book->shared.zip, "_rels/.rels"))
    return refuse_other (book, error);
  if (!read_part (book, "_rels/.rels", &RELATIONS, cancellable, error))
    return false;
  if (book->document == NULL || !xp_zip_has (book->shared.zip, book->document))
    return refuse_other (book, error);

  g_autofree char *folder = g_path_get_dirname (book->document);
  g_autofree char *base = g_path_get_basename (book->document);
  g_free (book->folder);
  book->folder = strcmp (folder, ".") == 0 ? g_strdup ("") : g_strconcat (folder, "/", NULL);
  g_autofree char *relations = g_strconcat (book->folder, "_rels/", base, ".rels", NULL);
  if (!read_part (book, book->document, &WORKBOOK, cancellable, error))
    return false;
  if (book->sheets->len == 0)
    return refuse_other (book, error);
  return read_part (book, relations, &RELATIONS, cancellable, error);
}

static bool
read_shared (Workbook *book, GCancellable *cancellable, GError **error)
{
  const XpZip *zip = book->shared.zip;
  const bool has_strings = book->strings_part != NULL && xp_zip_has (zip, book->strings_part);
  const bool has_styles = book->styles_part != NULL && xp_zip_has (zip, book->styles_part);
  return (!has_strings || read_part (book, book->strings_part, &STRINGS, cancellable, error)) &&
         (!has_styles || read_part (book, book->styles_part, &STYLES, cancellable, error));
}

static bool
read_sheets (Workbook *book, GPtrArray *tables, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < book->sheets->len; i++) {
    const SheetEntry *entry = &g_array_index (book->sheets, SheetEntry, i);
    const char *part = g_hash_table_lookup (book->relations, entry->relation);
    if (part == NULL || strstr (part, "chartsheets/") != NULL)
      continue;
    XpTable *table =
      xp_xlsx_read_sheet (&book->shared, part, entry->name, entry->is_hidden, cancellable, error);
    if (table == NULL)
      return false;
    g_ptr_array_add (tables, table);
  }
  return true;
}

static void
clear_workbook (Workbook *book)
{
  g_clear_pointer (&book->shared.zip, xp_zip_free);
  g_ptr_array_unref (book->shared.strings);
  g_array_unref (book->shared.fonts);
  g_array_unref (book->shared.style_fonts);
  g_array_unref (book->shared.style_dates);
  g_hash_table_unref (book->shared.date_formats);
  g_hash_table_unref (book->relations);
  g_array_unref (book->sheets);
  g_string_free (book->string, TRUE);
  g_free (book->folder);
  g_free (book->document);
  g_free (book->strings_part);
  g_free (book->styles_part);
}

GPtrArray *
xp_xlsx_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  Workbook book = {
    .shared =
      {
        .name = name,
        .strings = g_ptr_array_new_with_free_func (g_free),
        .fonts = g_array_new (FALSE, FALSE, sizeof (bool)),
        .style_fonts = g_array_new (FALSE, FALSE, sizeof (guint)),
        .style_dates = g_array_new (FALSE, FALSE, sizeof (bool)),
        .date_formats = g_hash_table_new (NULL, NULL),
      },
    .name = name,
    .folder = g_strdup (""),
    .relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .sheets = g_array_new (FALSE, FALSE, sizeof (SheetEntry)),
    .string = g_string_new (NULL),
  };
  g_array_set_clear_func (book.sheets, clear_entry);
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_table_free);
  book.shared.zip = xp_zip_open (bytes, name, error);
  if (book.shared.zip == NULL || !read_frame (&book, cancellable, error) ||
      !read_shared (&book, cancellable, error) || !read_sheets (&book, tables, cancellable, error))
    g_clear_pointer (&tables, g_ptr_array_unref);
  clear_workbook (&book);
  return tables;
}

#include "xp-listing.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct _XpListing {
  char **header;
  GPtrArray *rows; /* of GPtrArray of char * */
  GPtrArray *row;  /* being filled */
};

XpListing *
xp_listing_new (const char *header)
{
  XpListing *self = g_new0 (XpListing, 1);
  self->header = g_strsplit (header, ",", -1);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->row = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
xp_listing_free (XpListing *self)
{
  g_strfreev (self->header);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->row);
  g_free (self);
}

void
xp_listing_add (XpListing *self, const char *cell)
{
  g_ptr_array_add (self->row, g_strdup (cell != NULL ? cell : ""));
}

void
xp_listing_add_int (XpListing *self, gint64 value)
{
  g_ptr_array_add (self->row, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

void
xp_listing_end_row (XpListing *self)
{
  g_return_if_fail (self->row->len == g_strv_length (self->header));
  g_ptr_array_add (self->rows, self->row);
  self->row = g_ptr_array_new_with_free_func (g_free);
}

bool
xp_listing_format_from_text (const char *text, XpListingFormat *out_format)
{
  static const char *const WORDS[] =
    {[XP_LISTING_TABLE] = "table", [XP_LISTING_CSV] = "csv", [XP_LISTING_JSON] = "json"};
  if (text == NULL) {
    *out_format = isatty (STDOUT_FILENO) ? XP_LISTING_TABLE : XP_LISTING_CSV;
    return true;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (WORDS); i++) {
    if (strcmp (WORDS[i], text) == 0) {
      *out_format = (XpListingFormat) i;
      return true;
    }
  }
  return false;
}

/* ---- CSV ---- */

static void
print_csv_cell (const char *cell, bool is_last)
{
  if (strpbrk (cell, ",\"\r\n") == NULL) {
    fputs (cell, stdout);
  } else {
    g_auto (GStrv) parts = g_strsplit (cell, "\"", -1);
    g_autofree char *quoted = g_strjoinv ("\"\"", parts);
    printf ("\"%s\"", quoted);
  }
  putchar (is_last ? '\n' : ',');
}

static void
print_csv (const XpListing *self)
{
  const guint n_columns = g_strv_length (self->header);
  for (guint i = 0; i < n_columns; i++)
    print_csv_cell (self->header[i], i + 1 == n_columns);
  for (guint row = 0; row < self->rows->len; row++) {
    const GPtrArray *cells = self->rows->pdata[row];
    for (guint i = 0; i < n_columns; i++)
      print_csv_cell (cells->pdata[i], i + 1 == n_columns);
  }
}

/* ---- JSON: an array of objects, every value a text ---- */

static void
print_json_text (const char *text)
{
  putchar ('"');
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\')
      printf ("\\%c", *at);
    else if ((guchar) *at < 0x20)
      printf ("\\u%04x", (guint) *at);
    else
      putchar (*at);
  }
  putchar ('"');
}

static void
print_json (const XpListing *self)
{
  puts ("[");
  for (guint row = 0; row < self->rows->len; row++) {
    const GPtrArray *cells = self->rows->pdata[row];
    fputs ("  {", stdout);
    for (guint i = 0; i < cells->len; i++) {
      fputs (i > 0 ? ", " : "", stdout);
      print_json_text (self->header[i]);
      fputs (": ", stdout);
      print_json_text (cells->pdata[i]);
    }
    puts (row + 1 < self->rows->len ? "}," : "}");
  }
  puts ("]");
}

/* ---- a table: Chinese characters are two columns wide ---- */

static guint
width_of (const char *text)
{
  guint width = 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return width;
}

static void
print_table_row (gchar *const *cells, const guint *widths, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++) {
    fputs (cells[i], stdout);
    for (guint k = width_of (cells[i]); i + 1 < n_columns && k < widths[i] + 2; k++)
      putchar (' ');
  }
  putchar ('\n');
}

static void
print_table (const XpListing *self)
{
  const guint n_columns = g_strv_length (self->header);
  g_autofree guint *widths = g_new0 (guint, n_columns);
  for (guint i = 0; i < n_columns; i++) {
    widths[i] = width_of (self->header[i]);
    for (guint row = 0; row < self->rows->len; row++) {
      const GPtrArray *cells = self->rows->pdata[row];
      widths[i] = MAX (widths[i], width_of (cells->pdata[i]));
    }
  }
  print_table_row (self->header, widths, n_columns);
  for (guint row = 0; row < self->rows->len; row++) {
    const GPtrArray *cells = self->rows->pdata[row];
    print_table_row ((gchar *const *) cells->pdata, widths, n_columns);
  }
}

void
xp_listing_print (const XpListing *self, XpListingFormat format)
{
  static void (*const PRINT[]) (const XpListing *self) = {[XP_LISTING_TABLE] = print_table,
                                                          [XP_LISTING_CSV] = print_csv,
                                                          [XP_LISTING_JSON] = print_json};
  PRINT[format](self);
}

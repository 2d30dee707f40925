#include "xp-test-workbook.h"

#include <stdbool.h>
#include <string.h>
#include <zlib.h>

struct _TestZip {
  GByteArray *bytes, *directory;
  guint n;
};

static void
put16 (GByteArray *out, guint value)
{
  const guint8 bytes[] = {(guint8) value, (guint8) (value >> 8)};
  g_byte_array_append (out, bytes, sizeof bytes);
}

static void
put32 (GByteArray *out, guint value)
{
  put16 (out, value & 0xffff);
  put16 (out, value >> 16);
}

TestZip *
test_zip_new (void)
{
  TestZip *self = g_new0 (TestZip, 1);
  self->bytes = g_byte_array_new ();
  self->directory = g_byte_array_new ();
  return self;
}

/* What the header of a part and its entry in the directory have in common. */
static void
put_common (
  GByteArray *out, guint method, guint crc, gsize n_packed, gsize n_unpacked, const char *path)
{
  put16 (out, 20);
  put16 (out, 0);
  put16 (out, method);
  put32 (out, 0);
  put32 (out, crc);
  put32 (out, (guint) n_packed);
  put32 (out, (guint) n_unpacked);
  put16 (out, (guint) strlen (path));
  put16 (out, 0);
}

static void
add (TestZip *self,
     const char *path,
     guint method,
     const guint8 *packed,
     gsize n_packed,
     guint crc,
     gsize n)
{
  const guint offset = self->bytes->len;
  put32 (self->bytes, 0x04034b50);
  put_common (self->bytes, method, crc, n_packed, n, path);
  g_byte_array_append (self->bytes, (const guint8 *) path, (guint) strlen (path));
  g_byte_array_append (self->bytes, packed, (guint) n_packed);

  put32 (self->directory, 0x02014b50);
  put16 (self->directory, 20);
  put_common (self->directory, method, crc, n_packed, n, path);
  put16 (self->directory, 0);
  put16 (self->directory, 0);
  put16 (self->directory, 0);
  put32 (self->directory, 0);
  put32 (self->directory, offset);
  g_byte_array_append (self->directory, (const guint8 *) path, (guint) strlen (path));
  self->n++;
}

void
test_zip_add (TestZip *self, const char *path, const char *text, gssize n)
{
  const gsize length = n >= 0 ? (gsize) n : strlen (text);
  add (self,
       path,
       0,
       (const guint8 *) text,
       length,
       (guint) crc32 (0, (const Bytef *) text, (uInt) length),
       length);
}

void
test_zip_add_packed (TestZip *self, const char *path, const char *text, gssize n)
{
  const gsize length = n >= 0 ? (gsize) n : strlen (text);
  const gsize room = compressBound (length);
  g_autofree guint8 *packed = g_malloc (room);
  z_stream stream = {
    .next_in = (z_const Bytef *) text,
    .avail_in = (uInt) length,
    .next_out = packed,
    .avail_out = (uInt) room,
  };
  deflateInit2 (&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  const gsize n_packed = stream.total_out;
  deflateEnd (&stream);
  add (self,
       path,
       8,
       packed,
       n_packed,
       (guint) crc32 (0, (const Bytef *) text, (uInt) length),
       length);
}

GBytes *
test_zip_end (TestZip *self)
{
  const guint start = self->bytes->len;
  g_byte_array_append (self->bytes, self->directory->data, self->directory->len);
  put32 (self->bytes, 0x06054b50);
  put32 (self->bytes, 0);
  put16 (self->bytes, self->n);
  put16 (self->bytes, self->n);
  put32 (self->bytes, self->directory->len);
  put32 (self->bytes, start);
  put16 (self->bytes, 0);
  GBytes *bytes = g_byte_array_free_to_bytes (self->bytes);
  g_byte_array_unref (self->directory);
  g_free (self);
  return bytes;
}

static GBytes *
make_workbook (const char *const *sheets, bool is_packed)
{
  static const char TYPE[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  TestZip *zip = test_zip_new ();
  g_autoptr (GString) book = g_string_new ("<workbook xmlns:r=\"r\"><sheets>");
  g_autoptr (GString) relations = g_string_new ("<Relationships>");
  g_autofree char *root = g_strdup_printf ("<Relationships><Relationship Id=\"a\" "
                                           "Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/>"
                                           "</Relationships>",
                                           TYPE);
  test_zip_add (zip, "_rels/.rels", root, -1);
  for (guint i = 0; sheets[i] != NULL; i += 3) {
    g_autofree char *part = g_strdup_printf ("xl/worksheets/sheet%u.xml", i / 3 + 1);
    g_string_append_printf (book,
                            "<sheet name=\"%s\" sheetId=\"%u\" state=\"%s\" r:id=\"r%u\"/>",
                            sheets[i],
                            i / 3 + 1,
                            sheets[i + 1],
                            i);
    g_string_append_printf (relations,
                            "<Relationship Id=\"r%u\" Type=\"%s/worksheet\" Target=\"/%s\"/>",
                            i,
                            TYPE,
                            part);
    (is_packed ? test_zip_add_packed : test_zip_add) (zip, part, sheets[i + 2], -1);
  }
  g_string_append (book, "</sheets></workbook>");
  g_string_append (relations, "</Relationships>");
  test_zip_add (zip, "xl/workbook.xml", book->str, -1);
  test_zip_add (zip, "xl/_rels/workbook.xml.rels", relations->str, -1);
  return test_zip_end (zip);
}

GBytes *
test_workbook (const char *const *sheets)
{
  return make_workbook (sheets, false);
}

GBytes *
test_workbook_packed (const char *sheet, const char *worksheet)
{
  const char *const sheets[] = {sheet, "", worksheet, NULL};
  return make_workbook (sheets, true);
}

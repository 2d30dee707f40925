/* The XML of one worksheet, in a workbook that is otherwise in order. Parts are told apart by a
 * line of their own: “== styles”, “== strings”; what comes first is the sheet. */
#include "xp-fuzz.h"
#include "xp-table.h"
#include "xp-test-workbook.h"
#include "xp-xlsx.h"

#include <string.h>

static const char TYPES[] =
  "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
static const char RELATIONS[] =
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
  "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
  "relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char WORKBOOK[] =
  "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
  " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
  "<sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
static const char PARTS[] =
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
  "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
  "relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
  "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
  "relationships/styles\" Target=\"styles.xml\"/>"
  "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
  "relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";

static void
add_part (TestZip *zip, const char *path, const char *from, const char *until)
{
  test_zip_add (zip, path, from, until - from);
}

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  GError *error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, n);
  const char *end = text + strlen (text);
  const char *styles = strstr (text, "\n== styles\n");
  const char *strings = strstr (styles != NULL ? styles : text, "\n== strings\n");
  const char *after_sheet = styles != NULL ? styles : strings != NULL ? strings : end;
  TestZip *zip = test_zip_new ();
  test_zip_add (zip, "[Content_Types].xml", TYPES, -1);
  test_zip_add (zip, "_rels/.rels", RELATIONS, -1);
  test_zip_add (zip, "xl/workbook.xml", WORKBOOK, -1);
  test_zip_add (zip, "xl/_rels/workbook.xml.rels", PARTS, -1);
  add_part (zip, "xl/worksheets/sheet1.xml", text, after_sheet);
  if (styles != NULL)
    add_part (zip,
              "xl/styles.xml",
              styles + strlen ("\n== styles\n"),
              strings != NULL ? strings : end);
  if (strings != NULL)
    add_part (zip, "xl/sharedStrings.xml", strings + strlen ("\n== strings\n"), end);

  g_autoptr (GBytes) bytes = test_zip_end (zip);
  g_autoptr (GPtrArray) tables = xp_xlsx_read (bytes, "名单.xlsx", NULL, &error);
  g_assert_true ((tables == NULL) == (error != NULL));
  xp_fuzz_check_refusal (error);
}

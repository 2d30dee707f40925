/* Every place of this room that refuses a file, with a case each: a sentence or two that a clerk
 * can act on, with the file's name; and all of them free of what she cannot know. */
#include "xp-csv.h"
#include "xp-error.h"
#include "xp-roster-reader.h"
#include "xp-test-workbook.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define T(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define HEAD "<row>" T ("户主") T ("人口") "</row>"

typedef GBytes *(*Make) (void);

/* ---- text ---- */

static GBytes *
make_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GBytes *
make_empty (void)
{
  return g_bytes_new (NULL, 0);
}

static GBytes *
make_half_utf16 (void)
{
  return g_bytes_new_static ("\xff\xfe\x42\xd8\x41", 5);
}

static GBytes *
make_unknown_encoding (void)
{
  return g_bytes_new_static ("\xd7\xe9,\xbb\xa7\xd6\xf7\n\xff\xff\xff", 11);
}

static GBytes *
make_with_zero (void)
{
  return g_bytes_new_static ("a,b\n\0,c\n", 8);
}

static GBytes *
make_open_quote (void)
{
  g_autoptr (GString) text = g_string_new ("组,户主\n一社,\"张三\n");
  for (int i = 0; i < 40000; i++)
    g_string_append (text, "字");
  return make_text (text->str);
}

static GBytes *
make_long_text (void)
{
  g_autoptr (GString) text = g_string_new ("组,户主,人口\n");
  for (int i = 0; i < 100001; i++)
    g_string_append (text, "一社,张三,4\n");
  return make_text (text->str);
}

static GBytes *
make_without_head (void)
{
  return make_text ("组,人口\n一社,4\n");
}

static GBytes *
make_two_heads (void)
{
  return make_text ("组,户主,姓名\n一社,张三,李四\n");
}

static GBytes *
make_nobody (void)
{
  return make_text ("组,户主,人口\n");
}

static GBytes *
make_page (void)
{
  return make_text ("<html><table>");
}

static GBytes *
make_pdf (void)
{
  return make_text ("%PDF-1.7");
}

static GBytes *
make_picture (void)
{
  return make_text ("\x89PNG\r\n");
}

static GBytes *
make_archive (void)
{
  return make_text ("Rar!");
}

static GBytes *
make_book (void)
{
  return make_text ("SQLite format 3");
}

/* ---- workbooks ---- */

static GBytes *
make_sheet (const char *worksheet)
{
  const char *const SHEETS[] = {"名单", "", worksheet, NULL};
  return test_workbook (SHEETS);
}

static const char PLAIN[] = "<worksheet><sheetData>" HEAD "</sheetData></worksheet>";

/* The plain workbook with bytes put in place of what follows @mark, @after bytes on. */
static GBytes *
make_patched (const char *mark, gsize after, const char *bytes, gsize n_bytes)
{
  gsize n = 0;
  guint8 *data = g_bytes_unref_to_data (make_sheet (PLAIN), &n);
  for (guint8 *at = memmem (data, n, mark, 4); at != NULL;
       at = memmem (at + 1, n - (gsize) (at + 1 - data), mark, 4))
    memcpy (at + after, bytes, n_bytes);
  return g_bytes_new_take (data, n);
}

static GBytes *
make_half (void)
{
  g_autoptr (GBytes) whole = make_sheet (PLAIN);
  return g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
}

static GBytes *
make_split (void)
{
  return make_patched ("PK\005\006", 4, "\1", 1);
}

static GBytes *
make_with_many_parts (void)
{
  return make_patched ("PK\005\006", 8, "\xf0\xf0\xf0\xf0", 4);
}

static GBytes *
make_bad_directory (void)
{
  return make_patched ("PK\001\002", 28, "\xff\xff", 2);
}

static GBytes *
make_odd_path (void)
{
  TestZip *zip = test_zip_new ();
  test_zip_add (zip, "../x", "", -1);
  return test_zip_end (zip);
}

static GBytes *
make_locked (void)
{
  return make_patched ("PK\001\002", 8, "\1", 1);
}

static GBytes *
make_bad_offset (void)
{
  return make_patched ("PK\001\002", 42, "\xff\xff\xff\x7f", 4);
}

static GBytes *
make_bad_deflate (void)
{
  return make_patched ("PK\001\002", 10, "\x08", 1);
}

static GBytes *
make_bad_method (void)
{
  return make_patched ("PK\001\002", 10, "\x0c", 1);
}

static GBytes *
make_bad_sum (void)
{
  return make_patched ("PK\001\002", 16, "\1\2\3\4", 4);
}

static GBytes *
make_bomb (void)
{
  enum {
    N_BYTES = 16 << 20
  };
  g_autofree char *text = g_malloc (N_BYTES);
  memcpy (text, "<a> ", 4);
  for (gsize i = 4; i < N_BYTES; i += 4)
    memcpy (text + i, "<b/>", 4);
  TestZip *zip = test_zip_new ();
  test_zip_add_packed (zip, "_rels/.rels", text, N_BYTES);
  return test_zip_end (zip);
}

static GBytes *
make_document (void)
{
  TestZip *zip = test_zip_new ();
  test_zip_add (zip, "word/document.xml", "<document/>", -1);
  return test_zip_end (zip);
}

static GBytes *
make_without_sheet (void)
{
  static const char RELATIONS[] =
    "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"b.xml\"/>"
    "</Relationships>";
  TestZip *zip = test_zip_new ();
  test_zip_add (zip, "_rels/.rels", RELATIONS, -1);
  test_zip_add (zip,
                "b.xml",
                "<workbook><sheets><sheet name=\"a\" id=\"r\"/></sheets></workbook>",
                -1);
  return test_zip_end (zip);
}

static GBytes *
make_bad_xml (void)
{
  return make_sheet ("<worksheet>&boom;</worksheet>");
}

static GBytes *
make_long_cell (void)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData>" HEAD "<row><c t=\"str\"><v>");
  for (int i = 0; i < 40000; i++)
    g_string_append_c (sheet, 'a');
  g_string_append (sheet, "</v></c></row></sheetData></worksheet>");
  return make_sheet (sheet->str);
}

static GBytes *
make_much_text (void)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData>" HEAD);
  g_autofree char *cell = g_strnfill (32000, 'a');
  for (int i = 0; i < 400; i++)
    g_string_append_printf (sheet, "<row><c t=\"str\"><v>%s</v></c></row>", cell);
  g_string_append (sheet, "</sheetData></worksheet>");
  return make_sheet (sheet->str);
}

static GBytes *
make_many_rows (void)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData>" HEAD);
  for (int i = 0; i < 100001; i++)
    g_string_append (sheet, "<row><c><v>1</v></c></row>");
  g_string_append (sheet, "</sheetData></worksheet>");
  return make_sheet (sheet->str);
}

static GBytes *
make_hidden (void)
{
  const char *const SHEETS[] = {"旧表",
                                "hidden",
                                "<worksheet><sheetData>" HEAD "</sheetData></worksheet>",
                                NULL};
  return test_workbook (SHEETS);
}

/* ---- old workbooks: what its own process says is in test-xls.c ---- */

static GBytes *
make_old (const char *entry)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) "\xd0\xcf\x11\xe0", 4);
  for (const char *at = entry; at == entry || at[-1] != '\0'; at++) {
    const guint8 unit[] = {(guint8) *at, 0};
    g_byte_array_append (bytes, unit, sizeof unit);
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
make_encrypted (void)
{
  return make_old ("EncryptedPackage");
}

static GBytes *
make_word (void)
{
  return make_old ("WordDocument");
}

static GBytes *
make_slides (void)
{
  return make_old ("PowerPoint Document");
}

static GBytes *
make_other_old (void)
{
  return make_old ("Contents");
}

static GBytes *
make_broken_old (void)
{
  return make_old ("Workbook");
}

static const struct {
  Make make;
  const char *says;
} CASES[] = {
  {make_empty, "是空的"},
  {make_half_utf16, "读到一半断了"},
  {make_unknown_encoding, "第9个字节起读不出来"},
  {make_with_zero, "第5个字节是空的"},
  {make_open_quote, "第2行第2格的字太多"},
  {make_long_text, "有100002行，超过10万行"},
  {make_without_head, "前20行里找不到表头"},
  {make_two_heads, "B列“户主”和C列“姓名”都像户主姓名"},
  {make_nobody, "第1行是表头，下面一户也没有读到"},
  {make_page, "其实是网页文件"},
  {make_pdf, "是 PDF 文件"},
  {make_picture, "是图片"},
  {make_archive, "是压缩包"},
  {make_book, "不是名单"},
  {make_half, "只有半截"},
  {make_split, "分成几份"},
  {make_with_many_parts, "里面的东西太多"},
  {make_bad_directory, "里面的目录不对"},
  {make_odd_path, "里面的目录不对"},
  {make_locked, "有密码"},
  {make_bad_offset, "里面有一部分读不出来"},
  {make_bad_deflate, "里面有一部分读不出来"},
  {make_bad_method, "用的压缩办法读不了"},
  {make_bad_sum, "和存的时候不一样"},
  {make_bomb, "展开后太大"},
  {make_document, "不是表格"},
  {make_without_sheet, "里面缺了一部分"},
  {make_bad_xml, "读不懂"},
  {make_long_cell, "有一格的字太多"},
  {make_much_text, "里的字太多"},
  {make_many_rows, "超过10万行"},
  {make_hidden, "只有隐藏的表“旧表”像名单"},
  {make_encrypted, "文件有密码，请先在 WPS 里去掉密码"},
  {make_word, "是 Word 文件"},
  {make_slides, "是演示文稿"},
  {make_other_old, "不是 .xls 表格"},
  {make_broken_old, "读不出来"},
};

/* Chinese but for names of programs, of kinds of file and of what WPS's own menu says. */
static void
assert_plain_words (const char *sentence)
{
  static const char *const ALLOWED[] =
    {"WPS", "Word", "PDF", ".xlsx", ".xls", ".csv", ".et", "CSV", "GB18030", "UTF-8", "名单.xxx"};
  g_autoptr (GString) rest = g_string_new (sentence);
  for (size_t i = 0; i < G_N_ELEMENTS (ALLOWED); i++)
    g_string_replace (rest, ALLOWED[i], "", 0);
  for (const char *at = rest->str; *at != '\0'; at++) {
    const bool is_column = g_str_has_prefix (at + 1, "列");
    if ((g_ascii_isalpha (*at) && !is_column) || *at == '/' || *at == '_')
      g_error ("“%c” in: %s", *at, sentence);
  }
  g_assert_true (g_str_has_suffix (sentence, "。"));
  g_assert_nonnull (strstr (sentence, "请")); /* what to do */
}

static void
test_what_is_refused_is_said (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GBytes) bytes = CASES[i].make ();
    g_autoptr (GError) error = NULL;
    g_test_message ("%s", CASES[i].says);
    g_assert_null (xp_roster_read (bytes, "名单.xxx", NULL, NULL, NULL, &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
    if (strstr (error->message, CASES[i].says) == NULL ||
        !g_str_has_prefix (error->message, "名单.xxx"))
      g_error ("“%s” is not in: %s", CASES[i].says, error->message);
    assert_plain_words (error->message);
  }
}

static void
test_files_that_cannot_be_read (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xiangping-sentences-XXXXXX", NULL);
  g_autofree char *big = g_build_filename (folder, "名单.xxx", NULL);
  g_autoptr (GError) missing = NULL, no_file = NULL, too_big = NULL;
  g_assert_null (xp_csv_read_file (big, &missing));
  g_assert_nonnull (strstr (missing->message, "这个文件"));
  g_assert_null (xp_csv_read_file (folder, &no_file));
  g_assert_nonnull (strstr (no_file->message, "打不开"));
  FILE *file = g_fopen (big, "w");
  g_assert_cmpint (fseek (file, 65 << 20, SEEK_SET), ==, 0);
  fputc ('a', file);
  fclose (file);
  g_assert_null (xp_csv_read_file (big, &too_big));
  g_assert_nonnull (strstr (too_big->message, "有65兆，太大了"));
  assert_plain_words (too_big->message);
  g_unlink (big);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_CTYPE, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentences/lists", test_what_is_refused_is_said);
  g_test_add_func ("/sentences/files", test_files_that_cannot_be_read);
  return g_test_run ();
}

/* Workbooks: what a village's sheet may hold is read, what is no list is refused in words. */
#include "xp-error.h"
#include "xp-roster-reader.h"
#include "xp-test-workbook.h"

#include <string.h>

#define T(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(text) "<c><v>" text "</v></c>"
#define ROW(cells) "<row>" cells "</row>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define HEAD ROW (T ("户主") T ("人口") T ("电话"))

static XpRoster *
read_sheets (const char *const *sheets, GError **error)
{
  g_autoptr (GBytes) bytes = test_workbook (sheets);
  return xp_roster_read (bytes, "名单.xlsx", NULL, NULL, NULL, error);
}

static XpRoster *
read_rows (const char *worksheet)
{
  const char *const SHEETS[] = {"名单", "", worksheet, NULL};
  g_autoptr (GError) error = NULL;
  XpRoster *roster = read_sheets (SHEETS, &error);
  g_assert_no_error (error);
  return roster;
}

static const XpRosterRow *
row_at (const XpRoster *roster, guint i)
{
  g_assert_cmpuint (i, <, roster->rows->len);
  return roster->rows->pdata[i];
}

static void
assert_heads (const XpRoster *roster, const char *heads)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < roster->rows->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", row_at (roster, i)->head);
  g_assert_cmpstr (text->str, ==, heads);
  g_string_free (text, TRUE);
}

static bool
has_note (const XpRoster *roster, const char *part)
{
  for (guint i = 0; i < roster->notes->len; i++)
    if (strstr (roster->notes->pdata[i], part) != NULL)
      return true;
  return false;
}

/* ---- what a sheet may hold ---- */

static void
test_places_may_be_left_out_and_prefixed (void)
{
  g_autoptr (XpRoster) roster = read_rows (
    "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>"
    "<x:row><x:c t=\"inlineStr\"><x:is><x:t>户主</x:t></x:is></x:c>"
    "<x:c t=\"inlineStr\"><x:is><x:t>人口</x:t></x:is></x:c></x:row>"
    "<x:row r=\"9\"><x:c r=\"A9\" t=\"inlineStr\"><x:is><x:r><x:t>张</x:t></x:r><x:r>"
    "<x:t>三</x:t></x:r><x:rPh><x:t>zhangsan</x:t></x:rPh></x:is></x:c>"
    "<x:c r=\"B9\"><x:v>5.0</x:v></x:c></x:row></x:sheetData></x:worksheet>");
  assert_heads (roster, "张三");
  g_assert_cmpint (row_at (roster, 0)->people, ==, 5);
  g_assert_cmpint (row_at (roster, 0)->source_record, ==, 9);
  g_assert_cmpstr (roster->encoding, ==, "XLSX");
}

static void
test_numbers_are_whole_and_ids_in_them_lost (void)
{
  g_autoptr (XpRoster) roster =
    read_rows (SHEET (ROW (T ("户主") T ("电话") T ("身份证号"))
                        ROW (T ("张三") N ("1.3800000000E10") N ("9.9982219530101E+17"))
                          ROW (T ("李四") T ("13800000001") T ("11010519491231002X"))));
  g_assert_cmpstr (row_at (roster, 0)->phone, ==, "13800000000");
  g_assert_null (row_at (roster, 0)->id_last4);
  g_assert_cmpuint (row_at (roster, 0)->flags->len, ==, 1);
  g_assert_cmpstr (row_at (roster, 1)->id_last4, ==, "002X");
}

static void
test_hidden_and_struck_rows_are_read_and_named (void)
{
  g_autoptr (XpRoster) roster =
    read_rows (SHEET (HEAD ROW (T ("张三") N ("4")) "<row hidden=\"1\">" T (
      "李四") "</row><row hidden=\"true\">" T ("王五") "</row>" ROW (T ("赵六"))));
  assert_heads (roster, "张三 李四 王五 赵六");
  g_assert_true (has_note (roster, "第3–4行在表里是隐藏的"));
}

static void
test_a_formula_gives_what_was_worked_out (void)
{
  g_autoptr (XpRoster) roster =
    read_rows (SHEET (HEAD ROW ("<c t=\"str\"><f>A9</f><v>张三</v></c><c><f>1+3</f><v>4</v></c>")
                        ROW (T ("李四") "<c><f>1+3</f></c>")
                          ROW (T ("王五") "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>")));
  assert_heads (roster, "张三 李四 王五");
  g_assert_cmpint (row_at (roster, 0)->people, ==, 4);
  g_assert_cmpint (row_at (roster, 1)->people, ==, -1);
  g_assert_cmpint (row_at (roster, 2)->people, ==, -1);
  g_assert_true (has_note (roster, "第3行B列是公式"));
  g_assert_true (has_note (roster, "第4行B列的公式出错了"));
}

static void
test_a_merged_group_holds_past_a_subtotal (void)
{
  g_autoptr (XpRoster) roster = read_rows (
    "<worksheet><sheetData>" ROW (T ("组") T ("序号") T ("户主") T ("人口"))
      ROW (T ("一社") N ("1") T ("张三") N ("4")) ROW ("<c/>" T ("小计") "<c/>" N ("4"))
        ROW ("<c/>" N ("2") T ("李四")) ROW (T ("二社") N ("3") T (
          "王五")) "</sheetData><mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells></worksheet>");
  assert_heads (roster, "张三 李四 王五");
  g_assert_cmpstr (row_at (roster, 1)->group, ==, "一社");
  g_assert_cmpstr (row_at (roster, 2)->group, ==, "二社");
}

/* ---- shapes ---- */

static void
test_a_sheet_for_each_group (void)
{
  const char *const SHEETS[] = {
    "封面",
    "",
    SHEET (ROW (T ("永胜村农户"))),
    "一社",
    "",
    SHEET (HEAD ROW (T ("张三") N ("4"))),
    "二社",
    "",
    SHEET (HEAD ROW (T ("李四") N ("2")) ROW (T ("王五") N ("3"))),
    "旧一社",
    "hidden",
    SHEET (HEAD ROW (T ("赵老三") N ("2"))),
    NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRoster) roster = read_sheets (SHEETS, &error);
  g_assert_no_error (error);
  assert_heads (roster, "张三 李四 王五");
  g_assert_cmpstr (row_at (roster, 0)->group, ==, "一社");
  g_assert_cmpstr (row_at (roster, 2)->group, ==, "二社");
  g_assert_cmpstr (row_at (roster, 2)->sheet, ==, "二社");
  g_assert_cmpint (roster->n_groups, ==, 2);
  g_assert_true (has_note (roster, "旧一社"));
}

static void
test_only_a_hidden_sheet_is_not_taken (void)
{
  const char *const SHEETS[] = {"旧表",
                                "veryHidden",
                                SHEET (HEAD ROW (T ("赵老三") N ("2"))),
                                NULL};
  g_autoptr (GError) error = NULL;
  g_assert_null (read_sheets (SHEETS, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "隐藏的表“旧表”"));
}

static void
test_lists_side_by_side_are_read_one_after_the_other (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("序号,组,户主,人口,,序号,组,户主,人口\n"
                                                 "1,一社,张三,4,,4,二社,赵六,1\n"
                                                 "2,,李四,3,,5,,钱七,2\n"
                                                 "3,,王五,2,,,,,\n",
                                                 strlen ("序号,组,户主,人口,,序号,组,户主,人口\n"
                                                         "1,一社,张三,4,,4,二社,赵六,1\n"
                                                         "2,,李四,3,,5,,钱七,2\n"
                                                         "3,,王五,2,,,,,\n"));
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRoster) roster = xp_roster_read (bytes, "名单.csv", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_heads (roster, "张三 李四 王五 赵六 钱七");
  g_assert_cmpstr (row_at (roster, 2)->group, ==, "一社");
  g_assert_cmpstr (row_at (roster, 4)->group, ==, "二社");
  g_assert_cmpint (row_at (roster, 4)->people, ==, 2);
}

static void
test_lists_side_by_side_may_run_across (void)
{
  static const char LIST[] = "序号,户主,人口,序号,户主,人口,序号,户主,人口\n"
                             "1,张三,4,2,李四,3,3,王五,2\n"
                             "4,赵六,1,5,钱七,2,,,\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (LIST, strlen (LIST));
  g_autoptr (XpRoster) roster = xp_roster_read (bytes, "名单.csv", NULL, NULL, NULL, NULL);
  g_assert_nonnull (roster);
  assert_heads (roster, "张三 李四 王五 赵六 钱七");
}

/* ---- what is refused ---- */

static void
assert_refused (GBytes *bytes, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_roster_read (bytes, "名单.xlsx", NULL, NULL, NULL, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  if (strstr (error->message, says) == NULL || strstr (error->message, "名单.xlsx") == NULL)
    g_error ("“%s” is not in: %s", says, error->message);
}

static const char *const ONE[] = {"名单", "", SHEET (HEAD ROW (T ("张三") N ("4"))), NULL};

static void
test_damaged_archives_are_refused (void)
{
  g_autoptr (GBytes) whole = test_workbook (ONE);
  gsize n = 0;
  const guint8 *data = g_bytes_get_data (whole, &n);
  g_autoptr (GBytes) half = g_bytes_new (data, n / 2);
  assert_refused (half, "只有半截");

  g_autofree guint8 *copy = g_memdup2 (data, n);
  const char *name = memmem (copy, n, "张三", strlen ("张三"));
  copy[(const guint8 *) name - copy] ^= 1;
  g_autoptr (GBytes) flipped = g_bytes_new (copy, n);
  assert_refused (flipped, "损坏");

  g_autofree guint8 *locked = g_memdup2 (data, n);
  guint8 *entry = memmem (locked, n, "PK\001\002", 4);
  for (; entry != NULL;
       entry = memmem (entry + 1, n - (gsize) (entry + 1 - locked), "PK\001\002", 4))
    entry[8] |= 1;
  g_autoptr (GBytes) encrypted = g_bytes_new (locked, n);
  assert_refused (encrypted, "密码");
}

static void
test_every_byte_cut_off_is_refused (void)
{
  g_autoptr (GBytes) whole = test_workbook (ONE);
  gsize n = 0;
  const guint8 *data = g_bytes_get_data (whole, &n);
  for (gsize i = 4; i < n; i++) {
    g_autoptr (GBytes) part = g_bytes_new (data, i);
    g_assert_null (xp_roster_read (part, "名单.xlsx", NULL, NULL, NULL, NULL));
  }
}

static void
test_other_archives_are_refused (void)
{
  TestZip *zip = test_zip_new ();
  test_zip_add (zip, "word/document.xml", "<document/>", -1);
  g_autoptr (GBytes) bytes = test_zip_end (zip);
  assert_refused (bytes, "不是表格");
}

static void
test_a_bomb_is_refused (void)
{
  enum {
    N_BYTES = 64 << 20
  };
  TestZip *zip = test_zip_new ();
  g_autofree char *text = g_malloc (N_BYTES);
  memcpy (text, "<a> ", 4);
  for (gsize i = 4; i < N_BYTES; i += 4)
    memcpy (text + i, "<b/>", 4);
  test_zip_add_packed (zip, "_rels/.rels", text, N_BYTES);
  g_autoptr (GBytes) bytes = test_zip_end (zip);
  assert_refused (bytes, "太大");
}

static void
test_odd_xml_is_refused (void)
{
  GString *deep = g_string_new (NULL);
  for (int i = 0; i < 100; i++)
    g_string_append (deep, "<a>");
  g_autofree char *depth = g_string_free (deep, FALSE);
  const char *const XMLS[] = {depth, "<worksheet><sheetData>", "<worksheet>&boom;</worksheet>", ""};
  for (size_t i = 0; i < G_N_ELEMENTS (XMLS); i++) {
    const char *const SHEETS[] = {"名单", "", XMLS[i], NULL};
    g_autoptr (GBytes) bytes = test_workbook (SHEETS);
    assert_refused (bytes, "读不懂");
  }
}

static void
test_a_list_too_long_is_refused (void)
{
  GString *rows = g_string_new ("<worksheet><sheetData>");
  for (int i = 0; i < 200000; i++)
    g_string_append (rows, "<row><c><v>1</v></c></row>");
  g_string_append (rows, "</sheetData></worksheet>");
  const char *const SHEETS[] = {"名单", "", rows->str, NULL};
  g_autoptr (GBytes) bytes = test_workbook (SHEETS);
  assert_refused (bytes, "10万行");
  g_string_free (rows, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbook/places", test_places_may_be_left_out_and_prefixed);
  g_test_add_func ("/workbook/numbers", test_numbers_are_whole_and_ids_in_them_lost);
  g_test_add_func ("/workbook/hidden-rows", test_hidden_and_struck_rows_are_read_and_named);
  g_test_add_func ("/workbook/formulas", test_a_formula_gives_what_was_worked_out);
  g_test_add_func ("/workbook/merged", test_a_merged_group_holds_past_a_subtotal);
  g_test_add_func ("/workbook/by-group", test_a_sheet_for_each_group);
  g_test_add_func ("/workbook/only-hidden", test_only_a_hidden_sheet_is_not_taken);
  g_test_add_func ("/workbook/side-by-side", test_lists_side_by_side_are_read_one_after_the_other);
  g_test_add_func ("/workbook/across", test_lists_side_by_side_may_run_across);
  g_test_add_func ("/workbook/damaged", test_damaged_archives_are_refused);
  g_test_add_func ("/workbook/cut-off", test_every_byte_cut_off_is_refused);
  g_test_add_func ("/workbook/other-archives", test_other_archives_are_refused);
  g_test_add_func ("/workbook/bomb", test_a_bomb_is_refused);
  g_test_add_func ("/workbook/odd-xml", test_odd_xml_is_refused);
  g_test_add_func ("/workbook/too-long", test_a_list_too_long_is_refused);
  return g_test_run ();
}

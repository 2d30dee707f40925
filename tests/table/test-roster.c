/* Lists as villages have them: the samples give what they should, cells are cleaned, bad files are
 * refused in words. */
#include "xp-roster-reader.h"

#include "xp-error.h"

#include <string.h>

static XpRoster *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  return xp_roster_read (bytes, "名单.csv", NULL, NULL, NULL, error);
}

/* ---- samples ---- */

static char *
load (const char *name, gsize *out_n)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "rosters", name, NULL);
  char *data = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &data, out_n, &error);
  g_assert_no_error (error);
  return data;
}

/* All but the flags' wording must be the same; whether there is a flag must be too. */
static void
assert_same_row (char **got, char **expected, const char *name)
{
  static const int FLAGS = 7;
  for (int i = 0; i < FLAGS; i++) {
    if (strcmp (got[i], expected[i]) != 0)
      g_error ("%s record %s column %d: %s, not %s", name, expected[0], i, got[i], expected[i]);
  }
  if ((got[FLAGS][0] == '\0') != (expected[FLAGS][0] == '\0'))
    g_error ("%s record %s: flags “%s”, not “%s”", name, expected[0], got[FLAGS], expected[FLAGS]);
}

static void
test_a_sample_gives_its_households (gconstpointer data)
{
  const char *const *files = data;
  gsize n = 0;
  char *list = load (files[0], &n);
  g_autofree char *expected_text = load (files[1], NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (list, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRoster) roster = xp_roster_read (bytes, files[0], NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  g_autofree char *text = xp_roster_to_csv (roster);
  g_auto (GStrv) got = g_strsplit (text, "\n", -1);
  g_auto (GStrv) expected = g_strsplit (expected_text, "\n", -1);
  for (guint i = 0; expected[i] != NULL && expected[i][0] != '\0'; i++) {
    g_assert_nonnull (got[i]);
    g_auto (GStrv) got_cells = g_strsplit (got[i], ",", 8);
    g_auto (GStrv) expected_cells = g_strsplit (expected[i], ",", 8);
    g_assert_cmpuint (g_strv_length (got_cells), ==, 8);
    assert_same_row (got_cells, expected_cells, files[0]);
  }
  g_assert_cmpuint (g_strv_length (got), ==, g_strv_length (expected));
}

/* ---- cells ---- */

static const struct {
  const char *why;
  const char *row; /* 组,户主,人口,电话,身份证,备注 */
  const char *head, *told_apart_by;
  int people;
  const char *phone, *id_last4, *state;
  bool is_head_dead;
} CELLS[] = {
  {"plain", "一社,张三,4,13800000000,,", "张三", NULL, 4, "13800000000", NULL, "present", false},
  {"a wide space", "一社,张　三,4,,,", "张三", NULL, 4, NULL, NULL, "present", false},
  {"two words stay two", "一社,巴图 孟克,4,,,", "巴图 孟克", NULL, 4, NULL, NULL, "present", false},
  {"interpuncts are one",
   "一社,宝音．德力,4,,,",
   "宝音·德力",
   NULL,
   4,
   NULL,
   NULL,
   "present",
   false},
  {"told apart", "一社,张建军（大）,4,,,", "张建军", "大", 4, NULL, NULL, "present", false},
  {"a digit tells apart", "一社,张建军1,4,,,", "张建军", "1", 4, NULL, NULL, "present", false},
  {"a described character stays",
   "一社,王(火华),4,,,",
   "王(火华)",
   NULL,
   4,
   NULL,
   NULL,
   "present",
   false},
  {"dead in the name", "一社,王二柱（亡）,4,,,", "王二柱", NULL, 4, NULL, NULL, "present", true},
  {"two names", "一社,王二柱/李秀兰,4,,,", "王二柱", NULL, 4, NULL, NULL, "present", false},
  {"counted in words", "一社,张三,十二人,,,", "张三", NULL, 12, NULL, NULL, "present", false},
  {"a bracket behind the count",
   "一社,张三,5（常住3）,,,",
   "张三",
   NULL,
   5,
   NULL,
   NULL,
   "present",
   false},
  {"a decimal count", "一社,张三,5.0,,,", "张三", NULL, 5, NULL, NULL, "present", false},
  {"no count", "一社,张三,好多,,,", "张三", NULL, -1, NULL, NULL, "present", false},
  {"a telephone with signs",
   "一社,张三,4,138-0000 0000,,",
   "张三",
   NULL,
   4,
   "13800000000",
   NULL,
   "present",
   false},
  {"a telephone that is lost",
   "一社,张三,4,1.38E+10,,",
   "张三",
   NULL,
   4,
   NULL,
   NULL,
   "present",
   false},
  {"a good identity number",
   "一社,张三,4,,11010519491231002x,",
   "张三",
   NULL,
   4,
   NULL,
   "002X",
   "present",
   false},
  {"one that a spreadsheet cut",
   "一社,张三,4,,110105194912310000,",
   "张三",
   NULL,
   4,
   NULL,
   NULL,
   "present",
   false},
  {"one that was rounded",
   "一社,张三,4,,1.10105E+17,",
   "张三",
   NULL,
   4,
   NULL,
   NULL,
   "present",
   false},
  {"away by the remark", "一社,张三,4,,,全家外出打工", "张三", NULL, 4, NULL, NULL, "away", false},
  {"empty by the remark", "一社,张三,4,,,房屋空置", "张三", NULL, 4, NULL, NULL, "empty", false},
};

static void
test_cells_are_cleaned (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CELLS); i++) {
    g_test_message ("%s", CELLS[i].why);
    g_autofree char *text =
      g_strconcat ("组,户主,人口,电话,身份证号,备注\n", CELLS[i].row, "\n", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (XpRoster) roster = read_text (text, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (roster->rows->len, ==, 1);
    const XpRosterRow *row = roster->rows->pdata[0];
    g_assert_cmpstr (row->group, ==, "一社");
    g_assert_cmpstr (row->head, ==, CELLS[i].head);
    g_assert_cmpstr (row->told_apart_by, ==, CELLS[i].told_apart_by);
    g_assert_cmpint (row->people, ==, CELLS[i].people);
    g_assert_cmpstr (row->phone, ==, CELLS[i].phone);
    g_assert_cmpstr (row->id_last4, ==, CELLS[i].id_last4);
    g_assert_cmpstr (row->state, ==, CELLS[i].state);
    g_assert_cmpint (row->is_head_dead, ==, CELLS[i].is_head_dead);
    g_assert_null (row->id_whole);
    g_assert_cmpuint (row->flags->len, ==, i == 0 || i == 15 ? 0 : 1);
  }
}

static void
test_a_flag_says_row_and_column (void)
{
  g_autoptr (XpRoster) roster = read_text ("农户表\n组,户主,人口\n一社,张　三,4\n", NULL);
  const XpRosterRow *row = roster->rows->pdata[0];
  g_autofree char *text = xp_roster_flag_dup_text (row->flags->pdata[0]);
  g_assert_cmpstr (text, ==, "第3行B列：姓名内全角空格已去");
  g_assert_cmpstr (roster->title, ==, "农户表");
}

static void
test_tidying_is_no_question (void)
{
  g_autoptr (XpRoster) roster = read_text ("组,户主,人口,备注\n"
                                           "一组,张　三,５,\n"
                                           "一组,李?,4,\n",
                                           NULL);
  g_assert_nonnull (roster);
  const XpRosterRow *tidied = roster->rows->pdata[0], *doubted = roster->rows->pdata[1];
  g_assert_cmpuint (tidied->flags->len, ==, 2);
  g_assert_false (xp_roster_row_wants_a_look (tidied));
  g_assert_true (xp_roster_row_wants_a_look (doubted));
}

/* Each page of a printed list repeats its heading, which has a 号 in it and is no address. */
static void
test_an_old_number_is_no_door (void)
{
  g_autoptr (XpRoster) numbers =
    read_text ("户号,户主,人口\n001,张三,5\n户号,户主,人口\n002,李四,4\n", NULL);
  g_autoptr (XpRoster) doors =
    read_text ("户号,户主,人口\n一组3号,张三,5\n一组４号,李四,4\n", NULL);
  const XpRosterRow *number = numbers->rows->pdata[0], *door = doors->rows->pdata[1];
  g_assert_cmpstr (number->village_code, ==, "001");
  g_assert_null (number->door);
  g_assert_null (door->village_code);
  g_assert_nonnull (door->door);
}

static void
test_doubles_are_dropped_and_namesakes_kept (void)
{
  g_autoptr (XpRoster) roster = read_text ("组,户主,人口,电话\n"
                                           "一社,张三,4,13800000001\n"
                                           "一社,张三,4,13800000001\n"
                                           "一社,张三,3,13800000002\n"
                                           "二社,张三,3,13800000003\n",
                                           NULL);
  g_assert_cmpuint (roster->rows->len, ==, 3);
  g_assert_cmpuint (((XpRosterRow *) roster->rows->pdata[0])->flags->len, ==, 1);
  g_assert_cmpuint (((XpRosterRow *) roster->rows->pdata[2])->flags->len, ==, 0);
  g_assert_cmpuint (roster->notes->len, ==, 1);
  g_assert_cmpint (roster->n_groups, ==, 2);
}

static void
test_bank_accounts_are_never_read (void)
{
  g_autoptr (XpRoster) roster =
    read_text ("组,户主,银行卡号\n一社,张三,6222000000000000000\n", NULL);
  const XpRosterColumn *column = roster->columns->pdata[2];
  g_assert_cmpint (column->meaning, ==, XP_MEANING_BANK);
  g_assert_nonnull (strstr (roster->notes->pdata[0], "银行账号"));
}

/* ---- pasted ---- */

/* As WPS puts cells on the clipboard: tabs, CRLF, a cell with a line break in quotation marks,
 * numbers as they are shown. */
static void
test_cells_pasted_from_a_spreadsheet (void)
{
  g_autoptr (XpRoster) roster =
    read_text ("永胜村农户花名册\t\t\t\r\n"
               "组别\t\"户主\n姓名\"\t\"家庭\n人口\"\t身份证号\t联系电话\t备注\r\n"
               "一社\t张　三\t4\t9.99822E+17\t13800000000\t\"院墙\n\"\"新修\"\"\"\r\n"
               "\t李四\t3\t11010519491231002X\t\t\r\n",
               NULL);
  g_assert_nonnull (roster);
  g_assert_cmpuint (roster->rows->len, ==, 2);
  const XpRosterRow *first = roster->rows->pdata[0], *second = roster->rows->pdata[1];
  g_assert_cmpstr (first->head, ==, "张三");
  g_assert_cmpint (first->people, ==, 4);
  g_assert_null (first->id_last4);
  g_assert_cmpstr (first->phone, ==, "13800000000");
  g_assert_cmpint (first->source_record, ==, 3);
  g_assert_cmpstr (second->group, ==, "一社");
  g_assert_cmpstr (second->id_last4, ==, "002X");
}

static void
test_nothing_but_names (void)
{
  g_autoptr (XpRoster) roster = read_text ("户主\r\n张三\r\n李四\r\n", NULL);
  g_assert_nonnull (roster);
  g_assert_cmpuint (roster->rows->len, ==, 2);
  g_assert_cmpstr (((const XpRosterRow *) roster->rows->pdata[1])->head, ==, "李四");
}

static void
test_pasted_without_its_heading (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (read_text ("一社\t张三\t4\r\n一社\t李四\t3\r\n", &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "请连表头那一行一起复制"));
}

/* ---- encodings and bad files ---- */

static void
test_encodings_are_told_apart (void)
{
  static const char LIST[] = "组,户主,人口\n一社,吴䶮,4\n";
  static const char *const ENCODINGS[] = {"UTF-8", "GB18030", "UTF-16"};
  for (size_t i = 0; i < G_N_ELEMENTS (ENCODINGS); i++) {
    gsize n = 0;
    char *data = g_convert (LIST, -1, ENCODINGS[i], "UTF-8", NULL, &n, NULL);
    g_autoptr (GBytes) bytes = g_bytes_new_take (data, n);
    g_autoptr (GError) error = NULL;
    g_autoptr (XpRoster) roster = xp_roster_read (bytes, "名单.csv", NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (((XpRosterRow *) roster->rows->pdata[0])->head, ==, "吴䶮");
  }
}

static const struct {
  const char *why;
  const char *bytes;
  gsize n;
  const char *says;
} BAD[] = {
  {"neither UTF-8 nor GB18030", "\xd7\xe9,\xbb\xa7\xd6\xf7\n\xff\xff\xff", 11, "第9个字节"},
  {"half a workbook", "PK\003\004xxxx", 8, "只有半截"},
  {"half an old workbook", "\xd0\xcf\x11\xe0xxxx", 8, "不是 .xls 表格"},
  {"a page", "<html>", 6, "另存为"},
  {"a NUL", "a,b\n\0,c\n", 8, "第5个字节"},
  {"no header", "1,2\n3,4\n", 8, "表头"},
  {"a header and nobody", "组,户主,人口\n", 18, "一户也没有"},
  {"nothing", "", 0, "是空的"},
  {"a page with a mark before it", "\xef\xbb\xbf<html>", 9, "网页文件"},
  {"a PDF", "%PDF-1.7\n", 9, "PDF"},
  {"a photo", "\xff\xd8\xff\xe0\0\020JFIF", 10, "图片"},
  {"an archive", "Rar!\032\007", 6, "解压"},
  {"a book", "SQLite format 3\0", 16, "不是名单"},
  {"no name column", "组,人口,电话\n一社,4,13800000000\n", 39, "要有“户主”或“姓名”"},
  {"two heads", "户主,户主姓名,人口\n张三,李四,4\n", 43, "A列“户主”和B列“户主姓名”"},
  {"a picture", "\x89PNG\r\n\032\n\0\0", 10, "图片"},
  {"two names", "组,户主,姓名\n一社,张三,李四\n", 39, "B列“户主”和C列“姓名”"},
  {"a password",
   "\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0",
   39,
   "文件有密码，请先在 WPS 里去掉密码"},
};

static void
test_bad_files_are_refused_in_words (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (BAD); i++) {
    g_test_message ("%s", BAD[i].why);
    g_autoptr (GBytes) bytes = g_bytes_new (BAD[i].bytes, BAD[i].n);
    g_autoptr (GError) error = NULL;
    g_assert_null (xp_roster_read (bytes, "名单.csv", NULL, NULL, NULL, &error));
    g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "名单.csv"));
    if (strstr (error->message, BAD[i].says) == NULL)
      g_error ("%s: %s", BAD[i].why, error->message);
  }
}

static void
test_a_list_of_two_hundred_thousand_is_refused (void)
{
  GString *text = g_string_new ("组,户主,人口\n");
  for (int i = 0; i < 200000; i++)
    g_string_append (text, "张三\n");
  g_autoptr (GError) error = NULL;
  g_assert_null (read_text (text->str, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "超过10万行"));
  g_string_free (text, TRUE);
}

static void
test_a_cancelled_reading_gives_nothing (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  static const char LIST[] = "组,户主,人口\n一社,张三,4\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (LIST, strlen (LIST));
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (xp_roster_read (bytes, "名单.csv", NULL, NULL, cancellable, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_CANCELLED);
}

static void
test_ten_thousand_rows_are_read (void)
{
  GString *text = g_string_new ("组,户主,人口,电话\n");
  for (int i = 0; i < 10000; i++)
    g_string_append_printf (text, "%d组,户主%d,4,138%08d\n", i / 50 + 1, i, i);
  g_autoptr (XpRoster) roster = read_text (text->str, NULL);
  g_assert_cmpuint (roster->rows->len, ==, 10000);
  g_assert_cmpint (roster->n_groups, ==, 200);
  g_string_free (text, TRUE);
}

int
main (int argc, char *argv[])
{
  static const char *const YONGSHENG[] = {"yongsheng-cun.csv", "yongsheng-cun.expected.csv"};
  static const char *const WORKBOOK[] = {"yongsheng-cun.xlsx", "yongsheng-cun.expected.csv"};
  static const char *const OLD[] = {"yongsheng-cun.xls", "yongsheng-cun.expected.csv"};
  static const char *const HALATU[] = {"halatu-gacha.gb18030.csv", "halatu-gacha.expected.csv"};
  static const char *const HEPING[] = {"heping-cun-persons.csv", "heping-cun-persons.expected.csv"};
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/roster/yongsheng", YONGSHENG, test_a_sample_gives_its_households);
  g_test_add_data_func ("/roster/yongsheng-workbook", WORKBOOK, test_a_sample_gives_its_households);
  g_test_add_data_func ("/roster/yongsheng-old", OLD, test_a_sample_gives_its_households);
  g_test_add_data_func ("/roster/halatu", HALATU, test_a_sample_gives_its_households);
  g_test_add_data_func ("/roster/heping", HEPING, test_a_sample_gives_its_households);
  g_test_add_func ("/roster/cells", test_cells_are_cleaned);
  g_test_add_func ("/roster/flag", test_a_flag_says_row_and_column);
  g_test_add_func ("/roster/tidied", test_tidying_is_no_question);
  g_test_add_func ("/roster/old-number", test_an_old_number_is_no_door);
  g_test_add_func ("/roster/doubles", test_doubles_are_dropped_and_namesakes_kept);
  g_test_add_func ("/roster/bank", test_bank_accounts_are_never_read);
  g_test_add_func ("/roster/pasted", test_cells_pasted_from_a_spreadsheet);
  g_test_add_func ("/roster/names-only", test_nothing_but_names);
  g_test_add_func ("/roster/pasted-without-heading", test_pasted_without_its_heading);
  g_test_add_func ("/roster/encodings", test_encodings_are_told_apart);
  g_test_add_func ("/roster/bad-files", test_bad_files_are_refused_in_words);
  g_test_add_func ("/roster/too-long", test_a_list_of_two_hundred_thousand_is_refused);
  g_test_add_func ("/roster/cancelled", test_a_cancelled_reading_gives_nothing);
  g_test_add_func ("/roster/many", test_ten_thousand_rows_are_read);
  return g_test_run ();
}
